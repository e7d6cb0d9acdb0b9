//! Letting people go, and taking them on again.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::select;
use serde_json::json;

use super::writing::{is_last_admin, lock, set_active};
use super::{Giving, Member};
use crate::db::Tx;
use crate::db::ids::{ProfileId, UserId};
use crate::models::journal::{self, Action, Subject};
use crate::schema::organisation::{clinic_members, patients, profiles};

#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberDeactivated {
    /// `also_patient`: the account has patients here, whose records stay theirs to see.
    Done { user: Option<UserId>, also_patient: bool },
    /// Nobody lets themselves go: another admin does it.
    Yourself,
    /// They hold what whoever asks could not give.
    NotYours,
    /// Nobody would be left to run the organisation.
    LastAdmin,
}

#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberReactivated {
    Done {
        user: Option<UserId>,
    },
    /// They would hold what whoever asks could not give.
    NotYours,
}

impl Member {
    /// Lets somebody go: every place of theirs ends, now.
    pub fn deactivate(tx: &mut Tx, id: ProfileId, giving: &Giving) -> QueryResult<MemberDeactivated> {
        let (admins, member) = lock(tx, id)?;
        if !giving.may_change(&member) {
            return Ok(MemberDeactivated::NotYours);
        }
        if member.user == Some(tx.by.user) {
            return Ok(MemberDeactivated::Yourself);
        }
        if is_last_admin(&admins, id) {
            return Ok(MemberDeactivated::LastAdmin);
        }
        turn(tx, &member, false)?;
        let also_patient = match member.user {
            Some(user) => {
                select(exists(patients::table.inner_join(profiles::table).filter(profiles::user_id.eq(user)))).get_result(tx.db)?
            }
            None => false,
        };
        Ok(MemberDeactivated::Done { user: member.user, also_patient })
    }

    /// Takes somebody on again, to the places they had.
    pub fn reactivate(tx: &mut Tx, id: ProfileId, giving: &Giving) -> QueryResult<MemberReactivated> {
        let (_, member) = lock(tx, id)?;
        if !giving.may_change(&member) {
            return Ok(MemberReactivated::NotYours);
        }
        turn(tx, &member, true)?;
        Ok(MemberReactivated::Done { user: member.user })
    }
}

impl Member {
    /// Notes that somebody who was asked to work here accepted or declined.
    pub fn answered(tx: &mut Tx, user: UserId, accepts: bool) -> QueryResult<()> {
        let theirs: Vec<ProfileId> = profiles::table
            .filter(profiles::user_id.eq(user))
            .filter(exists(clinic_members::table.filter(clinic_members::profile_id.eq(profiles::id))))
            .select(profiles::id)
            .limit(10)
            .load(tx.db)?;
        let action = if accepts { Action::MemberAccepted } else { Action::MemberDeclined };
        theirs.into_iter().try_for_each(|it| journal::record(tx, action, Subject::person(it), &serde_json::Value::Null))
    }
}

/// Ends somebody's places, or opens them again.
fn turn(tx: &mut Tx, member: &Member, active: bool) -> QueryResult<()> {
    set_active(tx, member.id, active)?;
    for place in &member.places {
        tx.announce(place.clinic);
    }
    let action = if active { Action::MemberReactivated } else { Action::MemberDeactivated };
    journal::record(tx, action, Subject::person(member.id), &json!({ "name": member.full_name }))
}
