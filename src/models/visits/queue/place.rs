//! Where a family stands in today's queues: what their phone shows.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use diesel::dsl::exists;
use diesel::prelude::*;

use super::{Pace, QueuedVisit, WaitRange, ahead, now_serving, paces, visit};
use crate::db::ids::{AppointmentId, ClinicId, ProfileId, SittingId};
use crate::db::statement::Among;
use crate::db::{Db, clock};
use crate::models::billing::upi_link;
use crate::models::values::Money;
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
    pub was_called: bool,
    /// How many are to be seen before them.
    pub ahead: usize,
    /// Nothing unless they are waiting.
    pub wait: Option<WaitRange>,
    pub now_serving: Option<i32>,
    /// What of the visit is not paid yet.
    pub due: Money,
    /// What opens the payment app; nothing where nothing is due or the clinic has no UPI id.
    pub upi: Option<String>,
}

/// The visits that a phone shows.
const SHOWN: [Status; 3] = [Status::CheckedIn, Status::InConsultation, Status::Completed];

/// A visit of the family's that day.
#[derive(HasQuery)]
#[diesel(
    table_name = appointments,
    base_query = appointments::table.inner_join(clinics::table).inner_join(doctors::table.inner_join(profiles::table))
)]
struct FamilyVisit {
    sitting_id: SittingId,
    id: AppointmentId,
    clinic_id: ClinicId,
    held_on: NaiveDate,
    #[diesel(select_expression = clinics::zone)]
    zone: String,
    #[diesel(select_expression = clinics::name)]
    clinic_name: String,
    #[diesel(select_expression = profiles::full_name)]
    doctor: String,
    #[diesel(select_expression = clinics::upi_id)]
    upi_id: String,
}

/// The earliest and the latest day that it is anywhere now.
fn days_anywhere(now: NaiveDateTime) -> (NaiveDate, NaiveDate) {
    (clock::day_of(now, Tz::Etc__GMTPlus12), clock::day_of(now, Tz::Etc__GMTMinus14))
}

impl super::Queue {
    /// The open visits of these people today, at whichever clinic and by its day; and those that were completed. At most three
    /// queries, one when nobody has any.
    pub fn place_of_family(db: &mut Db, family: &[ProfileId], now: NaiveDateTime) -> QueryResult<Vec<PlaceInQueue>> {
        let theirs = FamilyVisit::of_today(db, family, now, &SHOWN)?;
        let Some(day) = theirs.first().map(|it| it.held_on) else { return Ok(Vec::new()) };
        let sittings: Vec<SittingId> = theirs.iter().map(|it| it.sitting_id).collect();
        let visits = QueuedVisit::of_sittings(db, &sittings)?;
        let paces = paces(db, &visits, day)?;
        Ok(theirs.into_iter().filter_map(|it| it.place(&visits, &paces)).collect())
    }

    /// Whether one of these people is still to be seen today. At most one query.
    pub fn expects(db: &mut Db, family: &[ProfileId], now: NaiveDateTime) -> QueryResult<bool> {
        Ok(!family.is_empty() && !FamilyVisit::of_today(db, family, now, &[Status::CheckedIn, Status::InConsultation])?.is_empty())
    }

    /// The clinics where one of these people has a token today. While none has, every clinic: the
    /// first token may be given at any. One query.
    pub fn clinics_to_follow(db: &mut Db, family: &[ProfileId], now: NaiveDateTime) -> QueryResult<BTreeSet<ClinicId>> {
        // A day more than the clinic's own is no harm: it is only listened to.
        let (first, last) = days_anywhere(now);
        let token_here = exists(
            appointments::table
                .filter(appointments::clinic_id.eq(clinics::id))
                .filter(appointments::patient_id.among(family))
                .filter(appointments::held_on.between(first, last))
                .filter(appointments::status.among(SHOWN)),
        );
        let all: Vec<(ClinicId, bool)> =
            clinics::table.filter(clinics::deleted_at.is_null()).limit(200).select((clinics::id, token_here)).load(db)?;
        let any = all.iter().any(|it| it.1);
        Ok(all.into_iter().filter(|it| it.1 || !any).map(|it| it.0).collect())
    }
}

impl FamilyVisit {
    /// The visits of these people today, at whichever clinic and by its day.
    fn of_today(db: &mut Db, family: &[ProfileId], now: NaiveDateTime, statuses: &[Status]) -> QueryResult<Vec<FamilyVisit>> {
        let (first, last) = days_anywhere(now);
        let mut theirs: Vec<FamilyVisit> = FamilyVisit::query()
            .filter(appointments::patient_id.among(family))
            .filter(appointments::held_on.between(first, last))
            .filter(appointments::status.among(statuses))
            .order(appointments::checked_in_at)
            .limit(150)
            .load(db)?;
        theirs.retain(|it| it.held_on == clock::day_of(now, clock::zone(&it.zone)));
        Ok(theirs)
    }

    /// `visits` are all those of its queue, and maybe of others.
    fn place(self, visits: &[QueuedVisit], paces: &[(ProfileId, Pace)]) -> Option<PlaceInQueue> {
        let queue = visit::in_turn(visits.iter().filter(|it| it.sitting_id == self.sitting_id).cloned().collect());
        let mine = queue.iter().find(|visit| visit.id == self.id)?;
        let pace = paces.iter().find(|(of, _)| *of == mine.doctor_id).map_or(Pace::UNKNOWN, |(_, pace)| *pace);
        let ahead = ahead(queue.iter(), self.id);
        let due = mine.bill().map_or(Money::ZERO, |bill| bill.due);
        Some(PlaceInQueue {
            upi: upi_link(&self.upi_id, &self.clinic_name, due, &mine.record_number),
            appointment: self.id,
            patient: mine.patient_id,
            clinic: self.clinic_id,
            clinic_name: self.clinic_name,
            doctor: self.doctor,
            token: mine.token,
            stand: mine.stand(),
            was_called: mine.was_called_at().is_some(),
            ahead,
            wait: mine.stand().is_waiting().then(|| pace.wait(ahead)),
            now_serving: now_serving(queue.iter()),
            due,
        })
    }
}
