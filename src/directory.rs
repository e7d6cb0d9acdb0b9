//! The central database: who may come in, and where to.

pub mod audit;
pub mod auth_provider;
pub mod device;
pub mod holder;
pub mod invitation;
pub mod membership;
pub mod mfa;
pub mod migration_lock;
pub mod organisation;
pub mod otp;
pub mod outbox;
pub mod password;
pub mod reset;
pub mod session;
pub mod token;
pub mod trusted_device;
pub mod user;
