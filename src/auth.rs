//! Who is asking, and what they may open. The only road from a request to a database.

pub mod account;
pub mod activity;
pub mod actor;
pub mod dashboard;
pub mod device_cookie;
pub mod door;
pub mod duty;
pub mod layout;
pub mod live;
pub mod looking;
pub mod operator;
pub mod refusal;
pub mod scope;
pub mod sessions;
pub mod state;
pub mod visitor;

pub use account::{Account, Holder};
pub use actor::Actor;
pub use dashboard::{Dashboard, Row};
pub use door::Door;
pub use duty::{
    Admin, AuditLog, Bills, Calls, CheckIns, Doctor, Imports, Office, Patient, Payments, People, Prescriptions, Reception, Refunds,
    Registrations,
};
pub use layout::Layout;
pub use operator::Operator;
pub use visitor::Visitor;
