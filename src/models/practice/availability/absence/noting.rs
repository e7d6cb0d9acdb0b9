//! Noting leave and holidays, and taking them back.

use diesel::dsl::exists;
use diesel::prelude::*;
use serde_json::json;

use super::{Absence, AbsenceAdded, AbsenceRemoved, AbsentWhere, NewAbsence};
use crate::db::ids::{AbsenceId, ClinicId, ProfileId};
use crate::db::{Tx, clock};
use crate::models::journal::{self, Action, Subject};
use crate::models::practice::member::Role;
use crate::schema::organisation::{availability_exceptions, clinic_members, clinics, doctors};

impl Absence {
    /// Notes it, unless it is noted.
    pub fn add(tx: &mut Tx, new: &NewAbsence) -> QueryResult<AbsenceAdded> {
        use availability_exceptions as table;
        let (doctor, clinic) = new.whose.columns();
        let clinics = match concerned(tx, new.whose)? {
            Ok(clinics) => clinics,
            Err(refused) => return Ok(refused),
        };
        let same = match (doctor, clinic) {
            (Some(doctor), _) => Absence::of_doctor(tx.db, doctor, new.from_on)?,
            (None, Some(clinic)) => Absence::touching(tx.db, clinic, &[], &(new.from_on..=new.until_on))?,
            (None, None) => Vec::new(),
        };
        if let Some(there) = same.into_iter().find(|it| it.holds(new)) {
            return Ok(AbsenceAdded::AlreadyThere(there));
        }
        let id = AbsenceId::new();
        diesel::insert_into(table::table)
            .values((
                table::id.eq(id),
                table::doctor_id.eq(doctor),
                table::clinic_id.eq(clinic),
                table::from_on.eq(new.from_on),
                table::until_on.eq(new.until_on),
                table::starts.eq(new.part.map(|(starts, _)| starts)),
                table::ends.eq(new.part.map(|(_, ends)| ends)),
                table::reason.eq(&new.reason),
            ))
            .execute(tx.db)?;
        note(tx, Action::AbsenceAdded, new, &clinics)?;
        Ok(AbsenceAdded::Added(id))
    }

    /// Takes it back from today on, at the desk of the clinic of that slug, if it is one that may be changed there: `theirs` is asked
    /// with the clinic's id. Else it is not found.
    pub fn remove(
        tx: &mut Tx,
        id: AbsenceId,
        clinic: &str,
        theirs: impl FnOnce(&Absence, ClinicId) -> bool,
    ) -> QueryResult<AbsenceRemoved> {
        use availability_exceptions as table;
        let (here, name, zone, open): (ClinicId, String, String, bool) = clinics::table
            .filter(clinics::slug.eq(clinic))
            .select((clinics::id, clinics::name, clinics::zone, clinics::active))
            .first(tx.db)?;
        if !open {
            return Ok(AbsenceRemoved::ClinicClosed(name));
        }
        let today = clock::day_of(tx.now, clock::zone(&zone));
        let absence: Absence = table::table.find(id).for_update().select(Absence::as_select()).first(tx.db)?;
        if !theirs(&absence, here) {
            return Err(diesel::NotFound);
        }
        if absence.until_on < today {
            return Ok(AbsenceRemoved::Over(absence));
        }
        match today.pred_opt().filter(|yesterday| absence.from_on <= *yesterday) {
            Some(yesterday) => diesel::update(table::table.find(id)).set(table::until_on.eq(yesterday)).execute(tx.db)?,
            None => diesel::delete(table::table.find(id)).execute(tx.db)?,
        };
        let whose = absence.whose();
        let clinics = concerned(tx, whose)?.unwrap_or_default();
        let (from_on, until_on) = (absence.from_on.max(today), absence.until_on);
        let gone = NewAbsence { whose, from_on, until_on, part: absence.part(), reason: absence.reason.clone() };
        note(tx, Action::AbsenceRemoved, &gone, &clinics)?;
        Ok(AbsenceRemoved::Removed(absence))
    }
}

/// The clinics that it concerns, with whose it is locked: of two at once that note the same, the second finds the first's.
fn concerned(tx: &mut Tx, whose: AbsentWhere) -> QueryResult<Result<Vec<ClinicId>, AbsenceAdded>> {
    let (doctor, clinic) = whose.columns();
    if let Some(doctor) = doctor {
        doctors::table.find(doctor).select(doctors::profile_id).for_update().first::<ProfileId>(tx.db)?;
    } else if let Some(clinic) = clinic {
        clinics::table.find(clinic).select(clinics::id).for_update().first::<ClinicId>(tx.db)?;
    }
    let mut theirs = clinics::table.select((clinics::id, clinics::active)).filter(clinics::deleted_at.is_null()).limit(200).into_boxed();
    if let Some(clinic) = clinic {
        theirs = theirs.filter(clinics::id.eq(clinic));
    }
    if let Some(doctor) = doctor {
        let works = clinic_members::table
            .filter(clinic_members::clinic_id.eq(clinics::id))
            .filter(clinic_members::profile_id.eq(doctor))
            .filter(clinic_members::role.eq(Role::Doctor))
            .filter(clinic_members::active.eq(true));
        theirs = theirs.filter(exists(works));
    }
    let theirs: Vec<(ClinicId, bool)> = theirs.load(tx.db)?;
    Ok(match theirs.as_slice() {
        [] => Err(AbsenceAdded::NotHere),
        all if all.iter().all(|(_, open)| !open) => Err(AbsenceAdded::ClinicClosed),
        all => Ok(all.iter().map(|(id, _)| *id).collect()),
    })
}

fn note(tx: &mut Tx, action: Action, what: &NewAbsence, clinics: &[ClinicId]) -> QueryResult<()> {
    for clinic in clinics {
        tx.announce(*clinic);
    }
    let days = if what.from_on == what.until_on { what.from_on.to_string() } else { format!("{} – {}", what.from_on, what.until_on) };
    let part = what.part.map(|(from, until)| format!("{}–{}", from.format("%H:%M"), until.format("%H:%M")));
    let everywhere = matches!(what.whose, AbsentWhere::DoctorEverywhere(_));
    let subject = match what.whose {
        AbsentWhere::Clinic(clinic) => Subject::clinic(clinic).at(clinic),
        AbsentWhere::DoctorAt(doctor, clinic) => Subject::person(doctor).at(clinic),
        AbsentWhere::DoctorEverywhere(doctor) => Subject::person(doctor),
    };
    journal::record(tx, action, subject, &json!({ "days": days, "time_of_day": part, "reason": what.reason, "everywhere": everywhere }))
}
