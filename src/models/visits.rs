//! A doctor's day: what is booked, the sitting with its token counter, the appointments in it, the queue and its waits, and what became of
//! earlier visits.

mod appointment;
mod booking;
mod past_visit;
mod patient_visit;
mod queue;
mod sitting;
mod unfinished;
mod visit_names;

pub use appointment::{Appointment, AppointmentKind, CheckIn, Departure, MoveMade, NextCalled, Priority, Stand, Status, StepTaken, WalkIn};
pub use booking::{
    Approval, Attended, BookedVia, Booking, BookingAnswered, BookingCancelled, BookingListed, BookingMade, BookingMoved, BookingRules,
    Chooser, Conflict, FreePlace, FreePlaces, Hold, HoldKept, NewBooking, OpenClinic,
};
pub use past_visit::{PAGE, PastVisit, PastVisitShown};
pub use patient_visit::PatientVisit;
pub use queue::{Arrival, Bill, HereToday, PlaceInQueue, Proposed, Queue, QueuedVisit, SignedVisit};
pub use unfinished::{Unfinished, UnfinishedKind, UnfinishedVisit};
pub use visit_names::VisitNames;
