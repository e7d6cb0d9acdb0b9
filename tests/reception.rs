//! Tests of src/reception/, path for path.

pub mod appointments;
mod invoices;
mod payments;
mod queue;
mod receipts;
pub mod walk_ins;
