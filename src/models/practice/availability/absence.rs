//! Leave of a doctor, and holidays of a clinic.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveTime};
use diesel::dsl::exists;
use diesel::prelude::*;
use serde_json::json;

use crate::db::ids::{AbsenceId, ClinicId, ProfileId};
use crate::db::statement::{Among, AndOf, rows_of};
use crate::db::{Db, Tx, clock};
use crate::models::journal::{self, Action, Subject};
use crate::models::practice::member::Role;
use crate::schema::organisation::{availability_exceptions, clinic_members, clinics, doctors};

/// Whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsentWhere {
    /// The clinic keeps a holiday.
    Clinic(ClinicId),
    /// The doctor is away from one of their clinics.
    DoctorAt(ProfileId, ClinicId),
    /// The doctor is away, wherever they work.
    DoctorEverywhere(ProfileId),
}

/// Days on which nobody can be booked, or a part of each of them. Local time of each clinic that it concerns.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = availability_exceptions)]
pub struct Absence {
    pub id: AbsenceId,
    #[diesel(column_name = doctor_id)]
    pub doctor: Option<ProfileId>,
    #[diesel(column_name = clinic_id)]
    pub clinic: Option<ClinicId>,
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
    starts: Option<NaiveTime>,
    ends: Option<NaiveTime>,
    pub reason: String,
}

/// One to be noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAbsence {
    pub whose: AbsentWhere,
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
    /// From when until when on each of the days; nothing where it is all of them.
    pub part: Option<(NaiveTime, NaiveTime)>,
    pub reason: String,
}

#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AbsenceAdded {
    Added(AbsenceId),
    /// It is noted already, in that one.
    AlreadyThere(Absence),
    /// Whoever sees no patients at that clinic.
    NotHere,
    ClinicClosed,
}

#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AbsenceRemoved {
    /// From today on; the days before stay in it.
    Removed(Absence),
    /// It is over, and stays as it was.
    Over(Absence),
    ClinicClosed(String),
}

/// More than these are not read.
const MOST: i64 = 1_000;

impl Absence {
    /// Those of a clinic and of some doctors there that touch these days, by day: one query.
    pub fn touching(db: &mut Db, clinic: ClinicId, doctors: &[ProfileId], days: &RangeInclusive<NaiveDate>) -> QueryResult<Vec<Absence>> {
        use availability_exceptions as table;
        let within = || table::table.filter(table::until_on.ge(*days.start())).filter(table::from_on.le(*days.end())).limit(MOST);
        let holidays = within().filter(table::clinic_id.eq(clinic)).filter(table::doctor_id.is_null()).select(Absence::as_select());
        let leave = within()
            .filter(table::doctor_id.among(doctors.iter().copied()))
            .filter(table::clinic_id.is_null().or(table::clinic_id.eq(clinic)))
            .select(Absence::as_select());
        let mut absences: Vec<Absence> = rows_of(holidays).and_of(leave).load(db)?;
        absences.sort_by_key(|it| (it.from_on, it.starts, it.id));
        Ok(absences)
    }

    /// A doctor's that are not over, wherever they hold.
    pub fn of_doctor(db: &mut Db, doctor: ProfileId, from: NaiveDate) -> QueryResult<Vec<Absence>> {
        use availability_exceptions as table;
        let theirs = table::table.filter(table::doctor_id.eq(doctor)).filter(table::until_on.ge(from)).limit(MOST);
        let mut absences: Vec<Absence> = theirs.select(Absence::as_select()).load(db)?;
        absences.sort_by_key(|it| (it.from_on, it.starts, it.id));
        Ok(absences)
    }

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

    fn whose(&self) -> AbsentWhere {
        match (self.doctor, self.clinic) {
            (Some(doctor), None) => AbsentWhere::DoctorEverywhere(doctor),
            (Some(doctor), Some(clinic)) => AbsentWhere::DoctorAt(doctor, clinic),
            // The table has no row of nobody's.
            (None, clinic) => AbsentWhere::Clinic(clinic.unwrap_or(ClinicId(uuid::Uuid::nil()))),
        }
    }

    /// From when until when on each of its days; nothing where it is all of them.
    pub fn part(&self) -> Option<(NaiveTime, NaiveTime)> {
        self.starts.zip(self.ends)
    }

    pub(super) fn concerns(&self, clinic: ClinicId, doctor: ProfileId) -> bool {
        self.doctor.is_none_or(|it| it == doctor) && self.clinic.is_none_or(|it| it == clinic)
    }

    pub(super) fn covers(&self, day: NaiveDate) -> bool {
        self.from_on <= day && day <= self.until_on
    }

    /// Whether it takes any of a time of the day.
    pub(super) fn takes(&self, from: NaiveTime, until: NaiveTime) -> bool {
        self.part().is_none_or(|(starts, ends)| starts < until && from < ends)
    }

    /// Whether another adds nothing to it.
    fn holds(&self, new: &NewAbsence) -> bool {
        let (doctor, clinic) = new.whose.columns();
        let everywhere = self.doctor == doctor && (self.clinic.is_none() || self.clinic == clinic);
        let all_day = self.part().is_none_or(|(starts, ends)| new.part.is_some_and(|(from, until)| starts <= from && until <= ends));
        everywhere && all_day && self.from_on <= new.from_on && new.until_on <= self.until_on
    }

    #[cfg(test)]
    pub(super) fn of(new: &NewAbsence) -> Absence {
        let (doctor, clinic) = new.whose.columns();
        let (starts, ends) = new.part.unzip();
        Absence {
            id: AbsenceId::new(),
            doctor,
            clinic,
            from_on: new.from_on,
            until_on: new.until_on,
            starts,
            ends,
            reason: new.reason.clone(),
        }
    }
}

impl AbsentWhere {
    fn columns(self) -> (Option<ProfileId>, Option<ClinicId>) {
        match self {
            AbsentWhere::Clinic(clinic) => (None, Some(clinic)),
            AbsentWhere::DoctorAt(doctor, clinic) => (Some(doctor), Some(clinic)),
            AbsentWhere::DoctorEverywhere(doctor) => (Some(doctor), None),
        }
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
