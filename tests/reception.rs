//! Tests of src/reception/, path for path.

mod invoices;
mod payments;
mod receipts;
