//! Where a visit stands in its queue: finer than its status, for whoever waits is called, skipped, recalled.

use super::Status;
use crate::text_enum;

text_enum! {
    keys "stand";
    /// What the board shows of a visit.
    Stand {
        /// Not in a queue: booked and not come, or refused.
        Away = "away",
        Waiting = "waiting",
        /// Was skipped, has come back: goes next.
        Recalled = "recalled",
        Called = "called",
        /// Is not there; keeps the token.
        Skipped = "skipped",
        InConsultation = "in_consultation",
        Completed = "completed",
        Cancelled = "cancelled",
        NoShow = "no_show",
    }
}

impl Stand {
    /// From what is stored. Whoever is skipped counts as called before, at that same instant if they never were; recalling takes the call back and leaves the skip.
    pub(in crate::models) fn of(status: Status, called: bool, skipped: bool) -> Stand {
        match status {
            Status::Pending | Status::Approved | Status::Declined => Stand::Away,
            Status::CheckedIn => match (called, skipped) {
                (false, false) => Stand::Waiting,
                (false, true) => Stand::Recalled,
                (true, false) => Stand::Called,
                (true, true) => Stand::Skipped,
            },
            Status::InConsultation => Stand::InConsultation,
            Status::Completed => Stand::Completed,
            Status::Cancelled => Stand::Cancelled,
            Status::NoShow => Stand::NoShow,
        }
    }

    /// Whether the patient sits in the waiting room, to be called when it is their turn.
    pub fn is_waiting(self) -> bool {
        matches!(self, Stand::Waiting | Stand::Recalled)
    }

    /// Whether the desk may still change the visit: nobody has begun to see the patient.
    pub fn is_open(self) -> bool {
        matches!(self, Stand::Waiting | Stand::Recalled | Stand::Called | Stand::Skipped)
    }

    /// Whether something may still be measured for the visit: before the doctor or beside them.
    pub fn may_be_measured(self) -> bool {
        self.is_open() || self == Stand::InConsultation
    }

    /// Whether the visit is over, one way or another.
    pub fn is_closed(self) -> bool {
        matches!(self, Stand::Completed | Stand::Cancelled | Stand::NoShow)
    }

    /// Its shape: the icon that stands beside the word.
    pub fn icon(self) -> &'static str {
        match self {
            Stand::Away | Stand::Waiting => "clock",
            Stand::Recalled => "rotate-ccw",
            Stand::Called => "megaphone",
            Stand::Skipped => "skip-forward",
            Stand::InConsultation => "stethoscope",
            Stand::Completed => "circle-check",
            Stand::Cancelled | Stand::NoShow => "circle-x",
        }
    }

    /// The word by which the style sheet colours it.
    pub fn colour(self) -> &'static str {
        match self {
            Stand::Away | Stand::Waiting | Stand::Recalled => "waiting",
            Stand::NoShow => "cancelled",
            other => other.as_str(),
        }
    }
}
