//! Leave of a doctor, and holidays of a clinic.

mod noting;

use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;

use crate::db::Db;
use crate::db::ids::{AbsenceId, ClinicId, ProfileId};
use crate::db::statement::{Among, AndOf, rows_of};
use crate::schema::organisation::availability_exceptions;

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
