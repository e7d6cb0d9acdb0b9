//! What every change leaves behind: its row in the audit log, the clinic's version that live screens watch, and the next number of
//! a series. Written in the transaction of the change itself.

mod audit;
mod change;
mod counter;

pub use audit::{Action, LastRecorded, Subject, last_recorded, record};
pub use change::clinic_version;
pub use counter::Counter;
