//! What an owner reads in the evening: the figures of a day, the audit log, and what hangs on a clinic; who read which record, and what of that is
//! unusual; and how much the organisation is used.

mod audit_listing;
mod figures;
mod hanging;
mod record_use;
mod span;
mod unusual;
mod usage;

pub use audit_listing::{About, AuditEntry, AuditMark, AuditPage, AuditQuery, Detail, LogClinic, LogPerson};
pub use figures::Figures;
pub use hanging::ClinicHanging;
pub use record_use::RecordUse;
pub use span::{SeenOnDay, SpanFigures};
pub use unusual::{Oddity, UnusualReading, UnusualReadings};
pub use usage::Usage;
