//! The front desk.

pub mod alerts;
pub mod appointments;
pub mod bookings;
pub mod calling;
pub mod cancellations;
pub mod cards;
pub mod closures;
pub mod complaints;
pub mod duplicates;
pub mod invoices;
pub mod live;
pub mod numbers;
pub mod patients;
pub mod payments;
pub mod placing;
pub mod queue;
pub mod reasons;
pub mod receipts;
pub mod searches;
pub mod slips;
pub mod unfinished;
pub mod vitals;
pub mod void_form;
pub mod voids;
pub mod walk_ins;
