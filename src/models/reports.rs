//! What an owner reads in the evening: the figures of a day, and the audit log.

mod audit_listing;
mod figures;

pub use audit_listing::{AuditEntry, AuditMark, AuditQuery, start_of};
pub use figures::Figures;
