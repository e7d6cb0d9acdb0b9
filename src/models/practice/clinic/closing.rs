//! Closing a clinic, and opening it again. Nothing of it is taken away: its records stay open, and nothing new is done there.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::json;

use super::Clinic;
use crate::db::Tx;
use crate::db::ids::ClinicId;
use crate::db::statement::{Among, held};
use crate::models::journal::{self, Action, Subject};
use crate::schema::organisation::clinics;

/// What came of closing.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClinicClosed {
    Closed {
        name: String,
    },
    Already,
    /// Somebody waits there, or what a doctor wrote is not signed: that comes first. Nothing was changed.
    InUse,
    /// No other clinic is open.
    LastOpen,
}

/// What came of opening it again.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClinicReopened {
    Open {
        name: String,
    },
    /// It was open before.
    Already,
}

impl Clinic {
    /// Whether all of these are open, and stay so until this change is done: whoever closes one waits for it, and sees what it did.
    pub(in crate::models) fn stay_open(tx: &mut Tx, ids: impl IntoIterator<Item = ClinicId>) -> QueryResult<bool> {
        let rows = clinics::table.filter(clinics::id.among(ids)).order(clinics::id).select(clinics::active);
        let open: Vec<bool> = held(rows).load(tx.db)?;
        Ok(open.into_iter().all(|it| it))
    }

    /// Closes it for a reason, unless `is_in_use` says that somebody works on something there. Everybody who opens or closes one waits
    /// for the other, so that one clinic stays open.
    pub fn close(
        tx: &mut Tx,
        id: ClinicId,
        reason: &str,
        is_in_use: impl FnOnce(&mut Tx, &Clinic) -> QueryResult<bool>,
    ) -> QueryResult<ClinicClosed> {
        let clinics = locked(tx)?;
        let clinic = clinics.iter().find(|it| it.id == id).ok_or(diesel::result::Error::NotFound)?;
        if !clinic.active {
            return Ok(ClinicClosed::Already);
        }
        if !clinics.iter().any(|it| it.active && it.id != id) {
            return Ok(ClinicClosed::LastOpen);
        }
        if is_in_use(tx, clinic)? {
            return Ok(ClinicClosed::InUse);
        }
        diesel::update(clinics::table.find(id))
            .set((clinics::active.eq(false), clinics::closed_at.eq(tx.now), clinics::closed_because.eq(reason)))
            .execute(tx.db)?;
        tx.announce(id);
        let details = json!({ "name": clinic.name, "reason": reason });
        journal::record(tx, Action::ClinicClosed, Subject::clinic(id).at(id), &details)?;
        Ok(ClinicClosed::Closed { name: clinic.name.clone() })
    }

    /// Opens it again, as it was.
    pub fn reopen(tx: &mut Tx, id: ClinicId) -> QueryResult<ClinicReopened> {
        let clinic = locked(tx)?.into_iter().find(|it| it.id == id).ok_or(diesel::result::Error::NotFound)?;
        if clinic.active {
            return Ok(ClinicReopened::Already);
        }
        diesel::update(clinics::table.find(id))
            .set((clinics::active.eq(true), clinics::closed_at.eq(None::<NaiveDateTime>), clinics::closed_because.eq("")))
            .execute(tx.db)?;
        tx.announce(id);
        let details = json!({ "name": clinic.name, "reason": clinic.closed_because });
        journal::record(tx, Action::ClinicReopened, Subject::clinic(id).at(id), &details)?;
        Ok(ClinicReopened::Open { name: clinic.name })
    }
}

fn locked(tx: &mut Tx) -> QueryResult<Vec<Clinic>> {
    Clinic::query().filter(clinics::deleted_at.is_null()).order(clinics::id).limit(200).for_update().load(tx.db)
}
