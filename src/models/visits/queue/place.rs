//! Where a family stands in today's queues: what their phone shows.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use diesel::dsl::exists;
use diesel::prelude::*;

use super::{Pace, QueuedVisit, WaitRange, ahead, now_serving, paces, visit};
use crate::db::Db;
use crate::db::ids::{AppointmentId, ClinicId, ProfileId, SittingId};
use crate::db::statement::Among;
use crate::models::visits::{appointment::Stand, appointment::Status};
use crate::schema::organisation::{appointments, clinics, doctors, profiles};

/// One person's place in one queue.
#[derive(Clone, Debug)]
pub struct PlaceInQueue {
    pub appointment: AppointmentId,
    pub patient: ProfileId,
    pub clinic: ClinicId,
    pub clinic_name: String,
    pub doctor: String,
    pub token: i32,
    pub stand: Stand,
    /// How many are to be seen before them.
    pub ahead: usize,
    /// Nothing unless they are waiting.
    pub wait: Option<WaitRange>,
    pub now_serving: Option<i32>,
}

/// The visits that a phone shows.
const SHOWN: [Status; 3] = [Status::CheckedIn, Status::InConsultation, Status::Completed];

type Row = (SittingId, AppointmentId, ClinicId, String, String);

impl super::Queue {
    /// The open visits of these people that day, at whichever clinic; and those that were completed. At most three queries,
    /// one when nobody has any.
    pub fn place_of_family(db: &mut Db, family: &[ProfileId], day: NaiveDate) -> QueryResult<Vec<PlaceInQueue>> {
        let rows: Vec<Row> = appointments::table
            .inner_join(clinics::table)
            .inner_join(doctors::table.inner_join(profiles::table))
            .filter(appointments::patient_id.among(family))
            .filter(appointments::held_on.eq(day))
            .filter(appointments::status.among(SHOWN))
            .order(appointments::checked_in_at)
            .limit(50)
            .select((appointments::sitting_id, appointments::id, appointments::clinic_id, clinics::name, profiles::full_name))
            .load(db)?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let sittings: Vec<SittingId> = rows.iter().map(|row| row.0).collect();
        let visits = QueuedVisit::of_sittings(db, &sittings)?;
        let paces = paces(db, &visits, day)?;
        Ok(rows.into_iter().filter_map(|row| place(row, &visits, &paces)).collect())
    }

    /// The clinics where one of these people has a token that day; while none has, all of them, where the first may be given.
    /// One query.
    pub fn clinics_to_follow(db: &mut Db, family: &[ProfileId], day: NaiveDate) -> QueryResult<BTreeSet<ClinicId>> {
        let token_here = exists(
            appointments::table
                .filter(appointments::clinic_id.eq(clinics::id))
                .filter(appointments::patient_id.among(family))
                .filter(appointments::held_on.eq(day))
                .filter(appointments::status.among(SHOWN)),
        );
        let all: Vec<(ClinicId, bool)> =
            clinics::table.filter(clinics::deleted_at.is_null()).limit(200).select((clinics::id, token_here)).load(db)?;
        let any = all.iter().any(|it| it.1);
        Ok(all.into_iter().filter(|it| it.1 || !any).map(|it| it.0).collect())
    }
}

fn place((sitting, id, clinic, clinic_name, doctor): Row, visits: &[QueuedVisit], paces: &[(ProfileId, Pace)]) -> Option<PlaceInQueue> {
    let queue = visit::in_turn(visits.iter().filter(|it| it.sitting_id == sitting).cloned().collect());
    let mine = queue.iter().find(|visit| visit.id == id)?;
    let pace = paces.iter().find(|(of, _)| *of == mine.doctor_id).map_or(Pace::UNKNOWN, |(_, pace)| *pace);
    let ahead = ahead(queue.iter(), id);
    Some(PlaceInQueue {
        appointment: id,
        patient: mine.patient_id,
        clinic,
        clinic_name,
        doctor,
        token: mine.token,
        stand: mine.stand(),
        ahead,
        wait: mine.stand().is_waiting().then(|| pace.wait(ahead)),
        now_serving: now_serving(queue.iter()),
    })
}
