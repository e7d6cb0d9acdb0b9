//! What is noted about a patient, as the desk's and the doctor's pages name it in their forms, and what noting it comes to.

use std::fmt;

use chrono::{DateTime, NaiveDateTime};

use crate::db::ids::RowId;
use crate::models::clinical::known_name;
use crate::models::people::{Alert, AlertForgotten, AlertNoted, AlertRestored, NONE_OF_THESE};
use crate::web::screen::*;

/// One row that is noted: `allergy:ID`.
#[derive(Clone, Copy, Debug)]
pub struct NamedAlert {
    pub kind: Alert,
    pub id: RowId,
}

/// The row that an undo brings back, and when it was taken away: `?row=allergy:ID&at=1764230400000000`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AlertRow {
    row: String,
    at: String,
}

/// What an allergy is taken for: `ID:penicillin`, or `ID:-` where it is nothing that is known.
#[derive(Clone, Copy, Debug)]
pub struct AllergyTaken {
    pub id: RowId,
    pub name: &'static str,
}

impl AlertRow {
    /// The row that a button names.
    pub fn named(value: &str) -> Result<NamedAlert, Error> {
        let parts = value.split_once(':').and_then(|(kind, id)| Some(NamedAlert { kind: kind.parse().ok()?, id: id.parse().ok()? }));
        parts.ok_or_else(|| Error::Malformed("row".into()))
    }

    pub fn read(&self) -> Result<(NamedAlert, NaiveDateTime), Error> {
        let at = self.at.parse().ok().and_then(DateTime::from_timestamp_micros).ok_or_else(|| Error::Malformed("at".into()))?;
        Ok((AlertRow::named(&self.row)?, at.naive_utc()))
    }
}

impl fmt::Display for NamedAlert {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind, self.id)
    }
}

impl AllergyTaken {
    /// Only a name that is known can be answered: nothing that is typed becomes one.
    pub fn named(value: &str) -> Result<AllergyTaken, Error> {
        let parts = value.split_once(':').and_then(|(id, name)| {
            let name = if name == NONE_OF_THESE { NONE_OF_THESE } else { known_name(name)? };
            Some(AllergyTaken { id: id.parse().ok()?, name })
        });
        parts.ok_or_else(|| Error::Malformed("taken_as".into()))
    }
}

/// What is said once it was taken away; `back` is where the undo of that step is posted to, without what tells the step.
pub fn forgotten(outcome: AlertForgotten, back: &str, row: NamedAlert) -> Notice {
    match outcome {
        AlertForgotten::Forgotten { words, at } => {
            let undo = format!("{back}?row={row}&at={}", at.and_utc().timestamp_micros());
            Notice::from(message!("alert-forgotten", words)).with_undo(undo)
        }
        AlertForgotten::Gone { words } => Notice::warning(message!("alert-gone", words)),
    }
}

/// What is said once it was to be brought back.
pub fn restored(outcome: AlertRestored) -> Notice {
    match outcome {
        AlertRestored::Restored { words } => Notice::from(message!("alert-restored", words)),
        AlertRestored::MovedOn { words } => Notice::warning(message!("alert-moved-on", words)),
    }
}

/// What is said once several things were noted: whatever was refused, else that it counts.
pub fn noted(outcomes: Vec<AlertNoted>) -> Notice {
    let refused = outcomes.iter().find_map(refusal);
    refused.map_or_else(|| Notice::from(message!("alert-noted")), Notice::warning)
}

/// Why something was not noted, if so.
pub fn refusal(outcome: &AlertNoted) -> Option<Message> {
    match outcome {
        AlertNoted::Noted | AlertNoted::Answered => None,
        AlertNoted::Contradicts => Some(message!("alert-contradicts")),
        AlertNoted::Denied { words, besides: true } => Some(message!("alert-denied-besides", words)),
        AlertNoted::Denied { words, besides: false } => Some(message!("alert-denied", words)),
        AlertNoted::TooLong(words) => Some(message!("error-too-long", limit = Alert::LONGEST, length = words.chars().count())),
    }
}
