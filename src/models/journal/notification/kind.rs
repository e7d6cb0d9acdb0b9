//! The kinds of notifications: START HERE to tell people of something new. Each has its sentence in `locales`, under its key.

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

impl NotificationKind {
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
