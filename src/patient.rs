//! One's own record, and one's family's.

pub mod acceptances;
pub mod bookings;
pub mod family;
pub mod live;
pub mod messages;
pub mod openings;
pub mod prescriptions;
pub mod receipts;
pub mod today;
pub mod transfers;
pub mod visits;
mod whose;
