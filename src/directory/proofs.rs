//! What somebody shows to come in, and how often they may try: passwords, codes, second factors, Google accounts, and the one-time
//! links by which a password is chosen or an address shown to be theirs.

mod allowance;
mod email_verification;
mod google_account;
mod invitation;
mod link;
mod mfa;
mod otp;
mod password;
mod reset;
mod tries;
mod way_in;

pub use allowance::Allowance;
pub use email_verification::{EmailVerification, VerificationAsked};
pub use google_account::{GoogleAccount, GoogleLinked, GoogleSignedIn, GoogleUnlinked};
pub use invitation::{Invitation, InvitationRedeemed, InvitationSent, Invitee};
pub use link::LinkState;
pub use mfa::{Authenticator, FactorChecked, FactorConfirmed, Factors, PhoneFactor};
pub use otp::{CodeAnswer, CodeAsked, CodePurpose, CodeTried, Codes, NewCode};
pub use password::{Password, PasswordChange, PasswordLimits, PasswordReset, PasswordTry};
pub use reset::{Reset, ResetAsked};
pub use tries::SignInStep;
pub use way_in::{SignInMethod, WayIn};
