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
        let rule = |at_night, useful_for| Some(MessageRule { by_default: false, at_night, useful_for });
        match self {
            NotificationKind::VisitCalled => rule(true, Duration::minutes(15)),
            NotificationKind::VisitCancelled | NotificationKind::VisitMoved => rule(false, Duration::hours(12)),
            NotificationKind::PrescriptionReady | NotificationKind::PrescriptionCorrected => rule(false, Duration::days(2)),
            NotificationKind::ImportDone | NotificationKind::WorkGivenUp => None,
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
            NotificationKind::PrescriptionReady => "told-prescription-ready",
            NotificationKind::PrescriptionCorrected => "told-prescription-corrected",
            NotificationKind::ImportDone => "told-import-done",
            NotificationKind::WorkGivenUp => "told-work-given-up",
        }
    }

    pub fn icon(self) -> &'static str {
        match self {
            NotificationKind::VisitCalled => "megaphone",
            NotificationKind::VisitCancelled => "circle-x",
            NotificationKind::VisitMoved => "arrow-right",
            NotificationKind::PrescriptionReady | NotificationKind::PrescriptionCorrected => "pill",
            NotificationKind::ImportDone => "file-up",
            NotificationKind::WorkGivenUp => "triangle-alert",
        }
    }

    /// The page to which it leads, below the organisation's addresses.
    pub fn page(self, subject: Uuid) -> String {
        match self {
            NotificationKind::VisitCalled | NotificationKind::VisitMoved => "patient/today".to_owned(),
            NotificationKind::VisitCancelled => format!("patient/visits/{subject}"),
            NotificationKind::PrescriptionReady | NotificationKind::PrescriptionCorrected => format!("patient/prescriptions/{subject}"),
            NotificationKind::ImportDone => format!("admin/imports/{subject}"),
            NotificationKind::WorkGivenUp => "admin/work".to_owned(),
        }
    }

    /// Whether also whoever caused it is told: it is the end of something that they left to run.
    pub(super) fn is_news_to_its_author(self) -> bool {
        matches!(self, NotificationKind::ImportDone | NotificationKind::WorkGivenUp)
    }
}
