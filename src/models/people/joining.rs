//! Somebody more on an account, as its holder registers them: who is there already, and how many there may be, is looked at while nobody
//! else can add anybody.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::family::Family;
use super::patient::{DuplicateCandidate, NewPatient, Patient, possible_duplicates};
use crate::db::Tx;
use crate::db::ids::{ProfileId, UserId};

/// What came of it.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FamilyJoined {
    Joined(ProfileId),
    /// They are on the account already, by this name.
    There {
        name: String,
    },
    /// The account has as many people as it may.
    Full,
}

impl Patient {
    /// Registers somebody on an account.
    pub fn join_family(tx: &mut Tx, new: &NewPatient, user: UserId, today: NaiveDate) -> QueryResult<FamilyJoined> {
        Family::lock(tx, user)?;
        let family: Vec<ProfileId> = Family::of_user(tx.db, user, today)?.everybody().map(|it| it.id).collect();
        let alike = possible_duplicates(tx.db, &DuplicateCandidate::of_new(new))?;
        if let Some(there) = alike.into_iter().find(|it| family.contains(&it.id)) {
            return Ok(FamilyJoined::There { name: there.full_name });
        }
        if family.len() >= Family::MOST {
            return Ok(FamilyJoined::Full);
        }
        Patient::register(tx, new).map(FamilyJoined::Joined)
    }
}
