//! What a session keeps: every value that one request leaves for the next is named here.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::db::ids::{InvoiceId, OrganisationId, OtpId, UserId};
use crate::directory::post::Channel;
use crate::directory::proofs::CodePurpose;
use crate::directory::sessions::Proof;
use crate::models::practice::Look;
use crate::providers::google::GoogleAttempt;

/// Everything that a session keeps from one request to the next.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    pub proofs: Proofs,
    pub between: Option<Between>,
    /// The digest of the authenticator's secret that is being set up in this session.
    pub authenticator: Option<String>,
    pub looking: Option<Looking>,
    /// The codes that were sent and not yet typed, one for each purpose.
    pub sign_in_code: Option<SentCode>,
    pub phone_change_code: Option<SentCode>,
    pub confirmation_code: Option<SentCode>,
    pub second_step_code: Option<SentCode>,
    pub google: Option<GoogleErrand>,
    /// A form that waits until a second factor is shown, and since when.
    pub interrupted: Option<(Interrupted, NaiveDateTime)>,
}

impl Kept {
    /// The slot of the code that is awaited for this.
    pub fn code(&mut self, purpose: CodePurpose) -> &mut Option<SentCode> {
        match purpose {
            CodePurpose::SignIn => &mut self.sign_in_code,
            CodePurpose::PhoneChange => &mut self.phone_change_code,
            CodePurpose::Confirm => &mut self.confirmation_code,
            CodePurpose::SecondStep => &mut self.second_step_code,
        }
    }
}

/// What was shown in this session of who its user is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proofs {
    /// Whether a second factor was shown: here, or on this browser within the time it is remembered.
    pub assured: bool,
    /// When a second factor was last shown here.
    pub factor_at: Option<NaiveDateTime>,
    /// When anything was last shown here: a password, a code, a Google account, a second factor.
    pub shown_at: Option<NaiveDateTime>,
}

/// Somebody between the two steps of signing in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Between {
    pub user: UserId,
    pub proof: Proof,
    pub next: String,
    pub at: NaiveDateTime,
}

/// As what an admin looks at an organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Looking {
    pub organisation: OrganisationId,
    pub look: Look,
}

/// A code that was sent: without this a code is worth nothing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SentCode {
    pub otp: OtpId,
    pub purpose: CodePurpose,
    /// In E.164.
    pub phone: String,
    pub channel: Channel,
    /// Where somebody who signs in wanted to go.
    pub next: String,
}

/// What a browser went to Google for. Without this what it comes back with is worth nothing.
#[derive(Clone, Serialize, Deserialize)]
pub struct GoogleErrand {
    pub aim: GoogleAim,
    pub attempt: GoogleAttempt,
    pub begun_at: NaiveDateTime,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum GoogleAim {
    SignIn { next: String },
    Link { user: UserId },
}

/// What was typed into a form for which a second factor was asked in the middle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Interrupted {
    /// A payment of an invoice, or the invoice itself, is voided.
    Void { invoice: InvoiceId, subject: String, reason: String },
    /// A form that goes to this path, as its body.
    Form { action: String, body: String },
}
