//! What an owner reads in the evening: the figures of a day, and the audit log; and how much the organisation is used.

mod audit_listing;
mod figures;
mod usage;

pub use audit_listing::{AuditEntry, AuditMark, AuditQuery};
pub use figures::Figures;
pub use usage::Usage;
