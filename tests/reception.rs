//! Tests of src/reception/, path for path.

mod alerts;
pub mod appointments;
mod bookings;
mod cancellations;
mod cards;
mod invoices;
mod moving;
mod openings;
mod patients;
mod payments;
mod queue;
mod reasons;
mod receipts;
mod refunds;
pub mod schedules;
mod searches;
mod settling;
mod unfinished;
mod vitals;
pub mod walk_ins;
