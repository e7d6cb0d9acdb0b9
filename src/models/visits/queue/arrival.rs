//! Somebody at the desk, about to be checked in.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel::sql_types::{Binary, Nullable};

use super::{Queue, QueuedVisit};
use crate::db::ids::{ClinicId, ProfileId};
use crate::db::statement::fixed;
use crate::models::journal::Opening;
use crate::models::people::Patient;
use crate::models::practice::{Doctor, Speciality, is_child};
use crate::models::values::Money;
use crate::models::visits::{appointment::Priority, appointment::Stand, appointment::Status};
use crate::schema::organisation::{appointments, clinics, invoices, patients, profiles};

diesel::alias!(appointments as left_open: LeftOpen, appointments as booked: BookedToday, profiles as seers: SeersOfLeftOpen);

/// The doctor whom anybody on the patient's phone saw last.
const SEEN_BY_FAMILY: &str = "(SELECT visit.doctor_id FROM profiles AS kin JOIN appointments AS visit ON visit.patient_id = kin.id \
                              WHERE kin.phone = profiles.phone AND visit.status = 'completed' ORDER BY visit.held_on DESC LIMIT 1)";

/// The patient, the doctor whom they saw last, what they owe here, and their visits of earlier days here that nobody closed.
#[derive(Clone, Debug)]
pub struct Arrival {
    pub patient: Patient,
    /// The day of each and the doctor's name, the latest first.
    pub left_open: Vec<(NaiveDate, String)>,
    /// What they have not paid here, today's visits included.
    pub due: Money,
    /// What is held here for visits of theirs that were called off.
    pub held: Money,
    /// What they have booked here today and have not come for yet: with whom, and when.
    pub booked: Option<(ProfileId, NaiveDateTime)>,
    last_doctor: Option<ProfileId>,
    family_doctor: Option<ProfileId>,
    /// What a consultation costs with a doctor who has no fee of their own.
    fee: Money,
}

/// The patient, with one of the visits that nobody closed, if there is any.
#[derive(Queryable)]
struct ArrivalRow {
    patient: Patient,
    last_doctor: Option<ProfileId>,
    family_doctor: Option<ProfileId>,
    booked_doctor: Option<ProfileId>,
    booked_at: Option<NaiveDateTime>,
    due: Option<Money>,
    held: Option<Money>,
    fee: Option<Money>,
    held_on: Option<NaiveDate>,
    doctor: Option<String>,
}

/// Why a doctor is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposed {
    Booked,
    SeenLast,
    Children,
    Family,
    General,
}

impl Proposed {
    /// The Fluent key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Proposed::Booked => "check-in-is-booked",
            Proposed::SeenLast => "check-in-last",
            Proposed::Children => "check-in-children",
            Proposed::Family => "check-in-family",
            Proposed::General => "check-in-general",
        }
    }
}

/// How many visits that nobody closed are told of.
const TOLD: i64 = 3;

impl Arrival {
    /// One query.
    pub fn of(opening: &mut Opening, clinic: ClinicId, patient: ProfileId, today: NaiveDate) -> QueryResult<Arrival> {
        let last = appointments::table
            .filter(appointments::patient_id.eq(patients::profile_id))
            .filter(appointments::status.eq(Status::Completed))
            .order(appointments::held_on.desc())
            .limit(1)
            .select(appointments::doctor_id)
            .single_value();
        let due = invoices::table
            .filter(invoices::patient_id.eq(patients::profile_id))
            .filter(invoices::clinic_id.eq(clinic))
            .filter(invoices::voided_at.is_null())
            .filter(invoices::paid.lt(invoices::total))
            .filter(invoices::to_settle_since.is_null())
            .select(diesel::dsl::sum(invoices::total - invoices::paid))
            .single_value();
        let held = invoices::table
            .filter(invoices::patient_id.eq(patients::profile_id))
            .filter(invoices::clinic_id.eq(clinic))
            .filter(invoices::voided_at.is_null())
            .filter(invoices::to_settle_since.is_not_null())
            .select(diesel::dsl::sum(invoices::paid))
            .single_value();
        let fee = clinics::table.filter(clinics::id.eq(clinic)).select(clinics::fee).single_value();
        let stands = left_open.field(appointments::status);
        let open_here = left_open
            .field(appointments::patient_id)
            .eq(patients::profile_id)
            .and(left_open.field(appointments::held_on).lt(today))
            .and(left_open.field(appointments::clinic_id).eq(clinic))
            .and(stands.eq(Status::CheckedIn).or(stands.eq(Status::InConsultation)));
        let booked_here = booked
            .field(appointments::patient_id)
            .eq(patients::profile_id)
            .and(booked.field(appointments::clinic_id).eq(clinic))
            .and(booked.field(appointments::held_on).eq(today))
            .and(booked.field(appointments::live_start).is_not_null())
            .and(booked.field(appointments::token).is_null());
        let doctor = seers.field(profiles::id).nullable().eq(left_open.field(appointments::doctor_id).nullable());
        let rows: Vec<ArrivalRow> = patients::table
            .inner_join(profiles::table)
            .left_join(booked.on(booked_here))
            .left_join(left_open.on(open_here))
            .left_join(seers.on(doctor))
            .filter(patients::profile_id.eq(patient))
            .filter(patients::deleted_at.is_null())
            .order(left_open.field(appointments::held_on).desc())
            .limit(TOLD)
            .select((
                Patient::as_select(),
                last,
                fixed::<Nullable<Binary>>(SEEN_BY_FAMILY),
                booked.field(appointments::doctor_id).nullable(),
                booked.field(appointments::live_start).nullable(),
                due,
                held,
                fee,
                left_open.field(appointments::held_on).nullable(),
                seers.field(profiles::full_name).nullable(),
            ))
            .load(opening.db)?;
        let open = rows.iter().filter_map(|row| Some((row.held_on?, row.doctor.clone()?))).collect();
        let ArrivalRow { patient, last_doctor, family_doctor, booked_doctor, booked_at, due, held, fee, .. } =
            rows.into_iter().next().ok_or(diesel::result::Error::NotFound)?;
        let (due, held, fee) = (due.unwrap_or_default(), held.unwrap_or_default(), fee.unwrap_or_default());
        opening.found([patient.id()]);
        Ok(Arrival { patient, left_open: open, due, held, booked: booked_doctor.zip(booked_at), last_doctor, family_doctor, fee })
    }

    /// The doctor with whom they are booked; the one of their last visit, if they see patients of that age and sex here. Else a child's is
    /// the paediatrician, then anybody's the doctor whom the family saw last, then the one who is seen first with anything. Else nobody: the
    /// desk asks. With the reason, which is shown.
    pub fn likely_doctor(&self, queues: &[Queue], today: NaiveDate) -> Option<(ProfileId, Proposed)> {
        let with = self.booked.map(|(doctor, _)| doctor);
        let (age, sex) = (self.patient.profile.age(today), self.patient.profile.sex);
        let seen = |id: Option<ProfileId>| queues.iter().find(|it| Some(it.doctor.id) == id && it.doctor.suits(age, sex));
        let of = |speciality| queues.iter().filter(|it| it.doctor.speciality() == speciality).min_by_key(|it| it.waiting());
        let childrens = if is_child(age) { of(Speciality::Children) } else { None };
        let likely = [
            (queues.iter().find(|it| Some(it.doctor.id) == with), Proposed::Booked),
            (seen(self.last_doctor), Proposed::SeenLast),
            (childrens, Proposed::Children),
            (seen(self.family_doctor), Proposed::Family),
            (of(Speciality::General), Proposed::General),
        ];
        likely.into_iter().find_map(|(queue, why)| Some((queue?.doctor.id, why)))
    }

    /// Whether the patient saw this doctor last.
    pub fn saw_last(&self, doctor: &ProfileId) -> bool {
        self.last_doctor == Some(*doctor)
    }

    /// What a consultation costs.
    pub fn fee_of(&self, doctor: &Doctor) -> Money {
        doctor.fee.unwrap_or(self.fee)
    }

    /// The visits of today that are over.
    pub fn earlier_today<'a>(&self, queues: &'a [Queue]) -> Vec<(&'a Queue, &'a QueuedVisit)> {
        let theirs = |visit: &&QueuedVisit| visit.patient_id == self.patient.id() && visit.stand() == Stand::Completed;
        queues.iter().flat_map(|queue| queue.visits.iter().filter(theirs).map(move |visit| (queue, visit))).collect()
    }

    /// The elderly go before others: from 60 on.
    pub fn likely_priority(&self, today: NaiveDate) -> Priority {
        let elderly = self.patient.profile.age(today).is_some_and(crate::models::values::Age::is_elderly);
        if elderly { Priority::Elderly } else { Priority::Normal }
    }
}
