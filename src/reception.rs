//! The front desk.

pub mod appointments;
pub mod calling;
pub mod cancellations;
pub mod cards;
pub mod duplicates;
pub mod invoice_voids;
pub mod invoices;
pub mod live;
pub mod moves;
pub mod patients;
pub mod payment_voids;
pub mod payments;
pub mod phone_confirmations;
pub mod phone_releases;
pub mod priorities;
pub mod queue;
pub mod receipts;
pub mod searches;
pub mod sharings;
pub mod slips;
pub mod void_form;
pub mod walk_ins;
