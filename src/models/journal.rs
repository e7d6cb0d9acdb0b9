//! What every change leaves behind: its row in the audit log, the clinic's version that live screens watch, and the next number of
//! a series; that a form sent twice makes one thing; what is due later, and letters that leave; what people are told. Written in the transaction of the change itself; and who
//! opened which record, written before anybody sees it.

mod attempt;
mod audit;
mod change;
mod counter;
mod due_work;
mod fact;
mod json;
mod letter;
mod notification;
mod opening;

pub use attempt::{Attempt, Attempted, Deed, SentForm};
pub use audit::{Action, LastRecorded, Resource, Subject, last_recorded, record};
pub use change::clinic_version;
pub use counter::Counter;
pub use due_work::{DueKind, DueListing, DueRow, DueStanding, DueWork};
pub use fact::Fact;
pub use letter::DueLetter;
pub use notification::{
    Inbox, MessageRules, Notification, NotificationKind, QuietHours, Sending, SendingOutcome, SendingRow, Telling, refuse, refused_by,
};
pub use opening::{Opening, RecordPart};
