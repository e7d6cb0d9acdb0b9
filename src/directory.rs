//! The central database: who may come in, and where to.

pub mod allowance;
pub mod audit;
pub mod auth_provider;
pub mod contact;
pub mod creation;
pub mod database_state;
pub mod device;
pub mod email_verification;
pub mod holder;
pub mod invitation;
pub mod known_device;
pub mod membership;
pub mod mfa;
pub mod migration_lock;
pub mod operator;
pub mod organisation;
pub mod otp;
pub mod outbox;
pub mod password;
pub mod reset;
pub mod session;
pub mod token;
pub mod tries;
pub mod trusted_device;
pub mod usage;
pub mod user;
