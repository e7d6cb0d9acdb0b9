//! The kinds of notifications: START HERE to tell people of something new. Each has its sentence in `locales`, under its key.

use chrono::Duration;
use uuid::Uuid;

use crate::text_enum;

text_enum! {
    keys "notification";
    /// What somebody is told of.
    NotificationKind {
        /// It is a patient's turn. Says `$patient`, `$token` and `$doctor`, as do the next two.
        VisitCalled = "visit_called",
        /// The desk took a patient out of the queue.
        VisitCancelled = "visit_cancelled",
        /// A patient stands in another doctor's queue now: that doctor, and the token there.
        VisitMoved = "visit_moved",
        /// A request was answered with a yes. Says `$patient`, `$doctor`, `$clinic` and `$when`, as do all of bookings.
        BookingApproved = "booking_approved",
        /// With a no: `$reason`, nothing where nobody answered in time.
        BookingDeclined = "booking_declined",
        BookingMoved = "booking_moved",
        /// The clinic called it off.
        BookingCancelled = "booking_cancelled",
        BookingReminder = "booking_reminder",
        BookingSoon = "booking_soon",
        /// Somebody asks for a place: whoever may answer is told.
        BookingAsked = "booking_asked",
        /// Says `$patient` and `$doctor`, as does the next.
        PrescriptionReady = "prescription_ready",
        /// An earlier prescription does not hold any more.
        PrescriptionCorrected = "prescription_corrected",
        /// Says `$file`, and how many of its people are new: `$people`.
        ImportDone = "import_done",
        /// Work that was due was given up. Says `$work`.
        WorkGivenUp = "work_given_up",
    }
}

/// How a kind leaves as a message, beside the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageRule {
    /// Where the clinic has not decided.
    pub by_default: bool,
    /// Also in the hours in which the clinic sends nothing.
    pub at_night: bool,
    /// How long after it was told somebody needs it.
    pub useful_for: Duration,
}

impl NotificationKind {
    /// How it leaves as a message; some are only said in the product.
    pub fn message(self) -> Option<MessageRule> {
        let rule = |at_night, useful_for| Some(MessageRule { by_default: self.is_of_booking(), at_night, useful_for });
        match self {
            NotificationKind::VisitCalled => rule(true, Duration::minutes(15)),
            NotificationKind::VisitCancelled | NotificationKind::VisitMoved => rule(false, Duration::hours(12)),
            NotificationKind::BookingApproved | NotificationKind::BookingDeclined | NotificationKind::BookingMoved => {
                rule(false, Duration::hours(12))
            }
            NotificationKind::BookingCancelled | NotificationKind::BookingReminder => rule(false, Duration::hours(12)),
            NotificationKind::BookingSoon => rule(true, Duration::hours(1)),
            NotificationKind::PrescriptionReady | NotificationKind::PrescriptionCorrected => rule(false, Duration::days(2)),
            NotificationKind::BookingAsked | NotificationKind::ImportDone | NotificationKind::WorkGivenUp => None,
        }
    }

    /// Those that can leave as messages.
    pub fn sendable() -> impl Iterator<Item = NotificationKind> {
        NotificationKind::ALL.iter().copied().filter(|it| it.message().is_some())
    }

    /// The key of its name, in a list of kinds.
    pub fn title(self) -> &'static str {
        match self {
            NotificationKind::VisitCalled => "told-visit-called",
            NotificationKind::VisitCancelled => "told-visit-cancelled",
            NotificationKind::VisitMoved => "told-visit-moved",
            NotificationKind::BookingApproved => "told-booking-approved",
            NotificationKind::BookingDeclined => "told-booking-declined",
            NotificationKind::BookingMoved => "told-booking-moved",
            NotificationKind::BookingCancelled => "told-booking-cancelled",
            NotificationKind::BookingReminder => "told-booking-reminder",
            NotificationKind::BookingSoon => "told-booking-soon",
            NotificationKind::BookingAsked => "told-booking-asked",
            NotificationKind::PrescriptionReady => "told-prescription-ready",
            NotificationKind::PrescriptionCorrected => "told-prescription-corrected",
            NotificationKind::ImportDone => "told-import-done",
            NotificationKind::WorkGivenUp => "told-work-given-up",
        }
    }

    pub fn icon(self) -> &'static str {
        match self {
            NotificationKind::VisitCalled => "megaphone",
            NotificationKind::VisitCancelled | NotificationKind::BookingCancelled | NotificationKind::BookingDeclined => "circle-x",
            NotificationKind::VisitMoved | NotificationKind::BookingMoved => "arrow-right",
            NotificationKind::BookingApproved => "circle-check",
            NotificationKind::BookingReminder | NotificationKind::BookingSoon | NotificationKind::BookingAsked => "clock",
            NotificationKind::PrescriptionReady | NotificationKind::PrescriptionCorrected => "pill",
            NotificationKind::ImportDone => "file-up",
            NotificationKind::WorkGivenUp => "triangle-alert",
        }
    }

    /// The page to which it leads, below the organisation's addresses; a desk's is the clinic's.
    pub fn page(self, subject: Uuid, clinic: &str) -> String {
        match self {
            NotificationKind::VisitCalled | NotificationKind::VisitMoved => "patient/today".to_owned(),
            NotificationKind::BookingApproved
            | NotificationKind::BookingDeclined
            | NotificationKind::BookingMoved
            | NotificationKind::BookingCancelled
            | NotificationKind::BookingReminder
            | NotificationKind::BookingSoon => format!("patient/bookings/{subject}"),
            NotificationKind::BookingAsked => format!("reception/{clinic}/bookings/{subject}"),
            NotificationKind::VisitCancelled => format!("patient/visits/{subject}"),
            NotificationKind::PrescriptionReady | NotificationKind::PrescriptionCorrected => format!("patient/prescriptions/{subject}"),
            NotificationKind::ImportDone => format!("admin/imports/{subject}"),
            NotificationKind::WorkGivenUp => "admin/work".to_owned(),
        }
    }

    /// Whether also whoever caused it is told: it is the end of something that they left to run.
    pub(super) fn is_news_to_its_author(self) -> bool {
        use NotificationKind::{BookingReminder, BookingSoon, ImportDone, WorkGivenUp};
        matches!(self, ImportDone | WorkGivenUp | BookingReminder | BookingSoon)
    }

    /// Whether a booking is kept or missed by it: that is sent unless a clinic decides otherwise.
    fn is_of_booking(self) -> bool {
        use NotificationKind::{BookingApproved, BookingCancelled, BookingDeclined, BookingMoved, BookingReminder, BookingSoon};
        matches!(self, BookingApproved | BookingDeclined | BookingMoved | BookingCancelled | BookingReminder | BookingSoon)
    }
}
