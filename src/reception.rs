//! The front desk.

pub mod invoice_voids;
pub mod invoices;
pub mod payment_voids;
pub mod payments;
pub mod receipts;
