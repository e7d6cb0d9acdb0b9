//! What every change leaves behind: its row in the audit log, the clinic's version that live screens watch, and the next number of
//! a series; and that a form sent twice makes one thing. Written in the transaction of the change itself; and who
//! opened which record, written before anybody sees it.

mod attempt;
mod audit;
mod change;
mod counter;
mod opening;

pub use attempt::{Attempt, Attempted, Deed, SentForm};
pub use audit::{Action, LastRecorded, Subject, last_recorded, record};
pub use change::clinic_version;
pub use counter::Counter;
pub use opening::{Opening, RecordPart};
