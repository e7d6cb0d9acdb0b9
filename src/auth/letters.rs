//! Telling those whom it concerns what somebody did at an organisation.

use crate::db::ids::UserId;
use crate::db::{QueryResult, Tx, clock};
use crate::directory::post::Letter;
use crate::locale::{ToValue, Value};
use crate::models::journal::DueLetter;
use crate::models::practice::Member;

/// A letter to the admins besides whoever did it: it says who that is, where and when, besides its own values.
#[derive(Clone, Debug)]
pub struct LetterToAdmins {
    letter: Letter,
    who: String,
    organisation: String,
}

impl LetterToAdmins {
    pub(super) fn of(letter: Letter, who: &str, organisation: &str) -> LetterToAdmins {
        LetterToAdmins { letter, who: who.to_owned(), organisation: organisation.to_owned() }
    }

    /// Written in the transaction of what it tells, to those who are admins then: it leaves once that is committed.
    pub fn write(&self, tx: &mut Tx, values: &[(&'static str, Value)]) -> QueryResult<()> {
        let mut others = Member::admins(tx.db)?;
        others.retain(|it| *it != tx.by.user);
        let at = tx.now.and_utc().with_timezone(&clock::INDIA).format("%d-%m-%Y %H:%M").to_string();
        let common = [("who", self.who.to_value()), ("organisation", self.organisation.to_value()), ("at", at.to_value())];
        DueLetter::write(tx, self.letter.as_str(), &others, &[values, &common].concat())
    }
}

/// A letter to the holder of an account from which a record goes to another.
#[derive(Clone, Debug)]
pub struct LetterToGiver {
    organisation: String,
}

impl LetterToGiver {
    pub(super) fn of(organisation: &str) -> LetterToGiver {
        LetterToGiver { organisation: organisation.to_owned() }
    }

    /// Written in the transaction that moves the record: it leaves once that is committed.
    pub fn write(&self, tx: &mut Tx, giver: UserId, patient: &str) -> QueryResult<()> {
        let values = [("patient", patient.to_value()), ("organisation", self.organisation.to_value())];
        DueLetter::write(tx, Letter::RecordMoved.as_str(), &[giver], &values)
    }
}
