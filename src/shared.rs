//! Screens that several audiences mount, and those that belong to nobody.

pub mod about;
pub mod alerts;
pub mod code_entry;
pub mod google;
pub mod health;
pub mod language;
pub mod measures;
pub mod notifications;
pub mod outbox;
pub mod places;
pub mod prescriptions;
pub mod receipts;
pub mod schedules;
