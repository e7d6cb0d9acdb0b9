//! Who is asking, and what they may open: the only road from a request to a database. Others use what this face names, and no
//! file behind it.

mod account;
mod activity;
mod actor;
mod dashboard;
mod device_cookie;
mod directory;
mod door;
mod duty;
mod entrance;
mod fresh;
mod layout;
mod letters;
mod live;
mod looking;
mod once;
mod operator;
mod refusal;
mod refusals;
mod scope;
mod session;
mod state;
mod visitor;

pub use account::{Account, FOR_FORM, FOR_PAGE, Holder};
pub use activity::note_use;
pub use actor::Actor;
pub use dashboard::{Dashboard, Everybody, RouteRow};
pub use device_cookie::give_cookies;
pub use directory::Directory;
pub use door::Door;
pub use duty::{
    Admin, AuditLog, Bills, Bookings, Calls, CheckIns, Doctor, Duty, Figures, Imports, Measurements, Office, Overbookings, Patient,
    Payments, People, Prescriptions, Reception, Refunds, Registrations, Schedules, WithDirectory,
};
pub use fresh::Fresh;
pub use layout::Layout;
pub use letters::{LetterToAdmins, LetterToGiver};
pub use live::watch_together;
pub(crate) use once::form_once;
pub use once::{CarriesAttempt, FormOnce, Once, attempt_of};
pub use operator::Operator;
pub use refusals::note_refusals;
pub use scope::{AtClinic, InOrganisation};
pub use session::{GoogleAim, GoogleErrand, Interrupted, SentCode, Session, carry_session, open_session, session_middleware};
pub use state::State;
pub use visitor::Visitor;
