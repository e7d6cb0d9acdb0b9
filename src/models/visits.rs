//! A doctor's day: the sitting with its token counter, the appointments in it, the queue and its waits, and what became of
//! earlier visits.

mod appointment;
mod past_visit;
mod queue;
mod sitting;

pub use appointment::{Appointment, AppointmentKind, CheckIn, Departure, Move, Priority, Stand, Status, Step, WalkIn};
pub use past_visit::{PAGE, PastVisit, PastVisitShown};
pub use queue::{Arrival, PlaceInQueue, Queue, Signed, Visit};
