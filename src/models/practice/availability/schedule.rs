//! What those who set hours see: a doctor's week at a clinic, and a clinic's doctors with its holidays.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use diesel::prelude::*;

use super::absence::Absence;
use super::hours::Hours;
use crate::db::ids::{ClinicId, ProfileId};
use crate::db::{Db, clock};
use crate::models::practice::doctor::DoctorAbout;
use crate::models::practice::member::Role;
use crate::schema::organisation::{availability_slots, clinic_members, clinics, doctors, profiles};

/// The clinic at which hours are set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedClinic {
    pub id: ClinicId,
    pub name: String,
    pub open: bool,
    /// The day there.
    pub today: NaiveDate,
}

/// A doctor's hours at a clinic that hold or will, with their leave and the clinic's holidays.
#[derive(Clone, Debug)]
pub struct DoctorWeek {
    pub clinic: PlannedClinic,
    pub doctor: DoctorAbout,
    pub hours: Vec<Hours>,
    pub absences: Vec<Absence>,
}

/// Everybody who sees patients at a clinic, with their hours there; and the clinic's holidays.
#[derive(Clone, Debug)]
pub struct ClinicPlan {
    pub clinic: PlannedClinic,
    pub doctors: Vec<(DoctorAbout, Vec<Hours>)>,
    pub absences: Vec<Absence>,
}

/// How far ahead leave and holidays are looked for.
const AHEAD: Days = Days::new(731);

/// The national holidays of India: month, day, and the key of the name.
const NATIONAL: [(u32, u32, &str); 3] = [(1, 26, "holiday-republic"), (8, 15, "holiday-independence"), (10, 2, "holiday-gandhi")];

impl DoctorWeek {
    /// At the clinic of that slug; not found unless the doctor sees patients there. Three queries.
    pub fn of(db: &mut Db, clinic: &str, doctor: ProfileId, now: NaiveDateTime) -> QueryResult<DoctorWeek> {
        let (id, name, zone, open, doctor): (ClinicId, String, String, bool, DoctorAbout) = clinic_members::table
            .inner_join(clinics::table)
            .inner_join(profiles::table.inner_join(doctors::table))
            .filter(clinics::slug.eq(clinic))
            .filter(clinics::deleted_at.is_null())
            .filter(clinic_members::profile_id.eq(doctor))
            .filter(clinic_members::role.eq(Role::Doctor))
            .filter(clinic_members::active.eq(true))
            .filter(profiles::deleted_at.is_null())
            .select((clinics::id, clinics::name, clinics::zone, clinics::active, DoctorAbout::as_select()))
            .first(db)?;
        let today = clock::day_of(now, clock::zone(&zone));
        let hours = Hours::of_doctor(db, id, doctor.id, today)?;
        let absences = Absence::touching(db, id, &[doctor.id], &(today..=today + AHEAD))?;
        Ok(DoctorWeek { clinic: PlannedClinic { id, name, open, today }, doctor, hours, absences })
    }

    /// Those of a day of the week, one (Monday) to seven, by time; what is only for one date is among them.
    pub fn on(&self, weekday: u32) -> impl Iterator<Item = &Hours> {
        self.hours.iter().filter(move |it| it.weekday().number_from_monday() == weekday)
    }

    /// Whether hours of every week take that half hour.
    pub fn takes(&self, weekday: u32, at: NaiveTime) -> bool {
        self.on(weekday).any(|it| it.recurring && it.starts <= at && at < it.ends)
    }

    pub fn find(&self, hours: &str) -> Option<&Hours> {
        self.hours.iter().find(|it| it.id.to_string() == hours)
    }
}

impl ClinicPlan {
    /// Of the clinic of that slug: three queries.
    pub fn of(db: &mut Db, clinic: &str, now: NaiveDateTime) -> QueryResult<ClinicPlan> {
        let (id, name, zone, open): (ClinicId, String, String, bool) = clinics::table
            .filter(clinics::slug.eq(clinic))
            .filter(clinics::deleted_at.is_null())
            .select((clinics::id, clinics::name, clinics::zone, clinics::active))
            .first(db)?;
        let today = clock::day_of(now, clock::zone(&zone));
        let in_force = availability_slots::clinic_id
            .eq(id)
            .and(availability_slots::valid_until.is_null().or(availability_slots::valid_until.ge(today)));
        let rows: Vec<(DoctorAbout, Option<Hours>)> = clinic_members::table
            .inner_join(profiles::table.inner_join(doctors::table))
            .left_join(availability_slots::table.on(availability_slots::doctor_id.eq(clinic_members::profile_id).and(in_force)))
            .filter(clinic_members::clinic_id.eq(id))
            .filter(clinic_members::role.eq(Role::Doctor))
            .filter(clinic_members::active.eq(true))
            .filter(profiles::deleted_at.is_null())
            .select((DoctorAbout::as_select(), Option::<Hours>::as_select()))
            .limit(5_000)
            .load(db)?;
        let mut doctors: Vec<(DoctorAbout, Vec<Hours>)> = Vec::new();
        for (doctor, hours) in rows {
            match doctors.iter_mut().find(|(it, _)| it.id == doctor.id) {
                Some((_, theirs)) => theirs.extend(hours),
                None => doctors.push((doctor, hours.into_iter().collect())),
            }
        }
        doctors.sort_by_cached_key(|(it, _)| (it.full_name.to_lowercase(), it.id));
        for (_, hours) in &mut doctors {
            hours.sort_by_key(|it| (it.starts, it.valid_from));
        }
        let ids: Vec<ProfileId> = doctors.iter().map(|(it, _)| it.id).collect();
        let absences = Absence::touching(db, id, &ids, &(today..=today + AHEAD))?;
        Ok(ClinicPlan { clinic: PlannedClinic { id, name, open, today }, doctors, absences })
    }

    /// The days on which the clinic is closed, wholly or in part.
    pub fn holidays(&self) -> impl Iterator<Item = &Absence> {
        self.absences.iter().filter(|it| it.doctor.is_none())
    }

    pub fn leave_of(&self, doctor: &DoctorAbout) -> impl Iterator<Item = &Absence> + use<'_> {
        let doctor = doctor.id;
        self.absences.iter().filter(move |it| it.doctor == Some(doctor))
    }

    /// The next of each national holiday that is not kept yet, with the key of its name.
    pub fn national_holidays(&self) -> Vec<(NaiveDate, &'static str)> {
        let today = self.clinic.today;
        let next = |month, day| {
            [today.year(), today.year() + 1]
                .into_iter()
                .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
                .find(|it| *it >= today)
        };
        let mut found: Vec<_> = NATIONAL.into_iter().filter_map(|(month, day, name)| Some((next(month, day)?, name))).collect();
        found.retain(|(day, _)| !self.holidays().any(|it| it.covers(*day) && it.part().is_none()));
        found.sort_unstable();
        found
    }
}
