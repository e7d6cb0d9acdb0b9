//! Today's queues, as boards and phones read them: who stands where, who is next, how long it takes.
//!
//! The rule, which the board states in words: emergencies, then the elderly, then by arrival. Whoever was skipped and is
//! recalled goes next, after whoever is called already.

mod arrival;
mod here_today;
mod place;
mod visit;
mod wait;

use std::cmp::Reverse;
use std::collections::HashSet;

use chrono::{Days, NaiveDate, NaiveDateTime};
use diesel::prelude::*;

pub use arrival::{Arrival, Proposed};
pub use here_today::HereToday;
pub use place::PlaceInQueue;
pub use visit::{Bill, QueuedVisit};
pub use wait::{Pace, WaitRange};

use super::appointment::{Priority, Stand, Status};
use crate::db::Db;
use crate::db::ids::{AppointmentId, ClinicId, ConsultationId, ProfileId};
use crate::db::statement::Among;
use crate::models::journal::{Opening, RecordPart};
use crate::models::practice::Doctor;
use crate::models::values::Money;
use crate::schema::organisation::{appointments, consultations, doctors, profiles};

/// No doctor sees more people in a day; a limit for queries, not for doctors.
pub const LONGEST: i64 = 500;

/// How many days back the pace of a doctor is looked for when today tells nothing yet.
const DAYS_BACK: u64 = 14;

/// What the turns of a queue are sorted by: the smallest is next. The rule of the whole house.
pub fn turn(stand: Stand, priority: Priority, token: i32) -> (u8, Reverse<Priority>, i32) {
    let group = match stand {
        Stand::InConsultation => 0,
        Stand::Called => 1,
        Stand::Recalled => 2,
        Stand::Waiting => 3,
        Stand::Skipped => 4,
        Stand::Completed => 5,
        Stand::Cancelled | Stand::NoShow | Stand::Away => 6,
    };
    let by_priority = if stand == Stand::Waiting { priority } else { Priority::Normal };
    (group, Reverse(by_priority), token)
}

/// The consultation that was signed for a visit, as it holds now.
#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = consultations)]
pub struct SignedVisit {
    pub id: ConsultationId,
    #[diesel(column_name = appointment_id)]
    pub appointment: AppointmentId,
}

/// One doctor's queue of one day.
#[derive(Clone, Debug)]
pub struct Queue {
    pub doctor: Doctor,
    /// In the order of their turns; closed ones last.
    pub visits: Vec<QueuedVisit>,
    pace: Pace,
}

impl Queue {
    /// Every doctor who sees patients at the clinic, or had some that day, by name.
    pub fn of_clinic(db: &mut Db, clinic: ClinicId, day: NaiveDate) -> QueryResult<Vec<Queue>> {
        let mut doctors = Doctor::at_clinic(db, clinic)?;
        let visits = QueuedVisit::of_clinic(db, clinic, day)?;
        let gone: Vec<ProfileId> =
            visits.iter().map(|visit| visit.doctor_id).filter(|id| doctors.iter().all(|doctor| doctor.id != *id)).collect();
        if !gone.is_empty() {
            doctors.extend(
                doctors::table.inner_join(profiles::table).filter(doctors::profile_id.among(gone)).select(Doctor::as_select()).load(db)?,
            );
        }
        Queue::gather(db, doctors, visits, day)
    }

    /// One doctor's own queue at a clinic.
    pub fn of_doctor(db: &mut Db, clinic: ClinicId, doctor: ProfileId, day: NaiveDate) -> QueryResult<Queue> {
        let visits = QueuedVisit::of_doctor(db, clinic, doctor, day)?;
        let doctor = Doctor::or_onlooker(db, doctor)?;
        Queue::gather(db, vec![doctor], visits, day)?.pop().ok_or(diesel::result::Error::NotFound)
    }

    /// The queue that a visit of the clinic is in, as its slip says it; the slip is noted. Another clinic's visit is not found.
    pub fn of_slip(opening: &mut Opening, clinic: ClinicId, id: AppointmentId) -> QueryResult<Queue> {
        let visits = QueuedVisit::beside(opening.db, clinic, id)?;
        let (doctor, day, patient) = visits
            .iter()
            .find(|it| it.id == id)
            .map(|it| (it.doctor_id, it.held_on, it.patient_id))
            .ok_or(diesel::result::Error::NotFound)?;
        opening.printed(RecordPart::Slip, patient, id);
        let doctor = Doctor::or_onlooker(opening.db, doctor)?;
        Queue::gather(opening.db, vec![doctor], visits, day)?.pop().ok_or(diesel::result::Error::NotFound)
    }

    /// A visit that was moved to another queue is shown there only.
    fn gather(db: &mut Db, doctors: Vec<Doctor>, mut visits: Vec<QueuedVisit>, day: NaiveDate) -> QueryResult<Vec<Queue>> {
        let moved: HashSet<AppointmentId> = visits.iter().filter_map(|visit| visit.moved_from_id).collect();
        visits.retain(|visit| !moved.contains(&visit.id));
        let mut queues: Vec<Queue> = doctors
            .into_iter()
            .map(|doctor| Queue {
                visits: visit::in_turn(visits.iter().filter(|it| it.doctor_id == doctor.id).cloned().collect()),
                pace: Pace::UNKNOWN,
                doctor,
            })
            .collect();
        let paces = paces(db, &visits, day)?;
        for queue in &mut queues {
            queue.pace = paces.iter().find(|(doctor, _)| *doctor == queue.doctor.id).map_or(Pace::UNKNOWN, |(_, pace)| *pace);
        }
        Ok(queues)
    }

    /// What was signed for those who were seen.
    pub fn signed(&self, db: &mut Db) -> QueryResult<Vec<SignedVisit>> {
        let seen: Vec<AppointmentId> = self.visits.iter().filter(|visit| visit.stand() == Stand::Completed).map(|visit| visit.id).collect();
        if seen.is_empty() {
            return Ok(Vec::new());
        }
        SignedVisit::query()
            .filter(consultations::appointment_id.among(seen))
            .filter(consultations::superseded_at.is_null())
            .limit(LONGEST)
            .load(db)
    }

    /// The token that is being seen, else the last that was called.
    pub fn now_serving(&self) -> Option<i32> {
        now_serving(self.visits.iter())
    }

    /// How many are still to be seen, the called ones included, the skipped ones not.
    pub fn waiting(&self) -> usize {
        self.visits.iter().filter(|visit| visit.stand().is_waiting() || visit.stand() == Stand::Called).count()
    }

    /// Who is here, or is still to come, in the order of their turns.
    pub fn present(&self) -> impl Iterator<Item = &QueuedVisit> {
        self.visits.iter().filter(|visit| !visit.stand().is_closed())
    }

    /// Whose visit is over, one way or another.
    pub fn over(&self) -> impl Iterator<Item = &QueuedVisit> {
        self.visits.iter().filter(|visit| visit.stand().is_closed())
    }

    /// How many were called off or never came.
    pub fn unseen(&self) -> usize {
        self.over().count() - self.done()
    }

    /// What is still to be paid for its visits.
    pub fn due(&self) -> Money {
        self.visits.iter().filter_map(QueuedVisit::bill).map(|bill| bill.due).sum()
    }

    pub fn done(&self) -> usize {
        self.visits.iter().filter(|visit| visit.stand() == Stand::Completed).count()
    }

    /// How many are to be seen before this one.
    pub fn ahead(&self, id: &AppointmentId) -> usize {
        ahead(self.visits.iter(), *id)
    }

    /// How long this one still waits: nothing to say unless they are waiting.
    pub fn wait(&self, visit: &QueuedVisit) -> Option<WaitRange> {
        visit.stand().is_waiting().then(|| self.pace.wait(self.ahead(&visit.id)))
    }

    /// How long somebody would wait who came now, without priority.
    pub fn wait_of_the_next(&self) -> WaitRange {
        self.pace.wait(self.waiting())
    }

    pub fn visit(&self, id: &AppointmentId) -> Option<&QueuedVisit> {
        self.visits.iter().find(|visit| visit.id == *id)
    }

    /// The patient's visit that is not over yet.
    pub fn open_visit_of(&self, patient: &ProfileId) -> Option<&QueuedVisit> {
        self.visits.iter().find(|visit| visit.patient_id == *patient && !visit.stand().is_closed())
    }
}

fn now_serving<'a>(visits: impl Iterator<Item = &'a QueuedVisit>) -> Option<i32> {
    visits
        .filter(|visit| matches!(visit.stand(), Stand::InConsultation | Stand::Called))
        .max_by_key(|visit| (visit.stand() == Stand::InConsultation, visit.started_at, visit.called_at))
        .map(|visit| visit.token)
}

/// `visits` are one queue's, in the order of their turns.
fn ahead<'a>(visits: impl Iterator<Item = &'a QueuedVisit>, id: AppointmentId) -> usize {
    visits.take_while(|visit| visit.id != id).filter(|visit| visit.stand().is_waiting() || visit.stand() == Stand::Called).count()
}

/// When a visit of an earlier day began and ended.
#[derive(HasQuery)]
#[diesel(table_name = appointments)]
struct SeenEarlier {
    doctor_id: ProfileId,
    started_at: Option<NaiveDateTime>,
    completed_at: Option<NaiveDateTime>,
}

/// The pace of each doctor who has visits: today's own, else that of the last days. One query, and
/// none when every one of them has completed a visit today.
fn paces(db: &mut Db, visits: &[QueuedVisit], day: NaiveDate) -> QueryResult<Vec<(ProfileId, Pace)>> {
    let mut doctors: Vec<ProfileId> = visits.iter().map(|visit| visit.doctor_id).collect();
    doctors.sort();
    doctors.dedup();
    let today = |doctor: ProfileId| {
        let mut completed: Vec<&QueuedVisit> = visits.iter().filter(|it| it.doctor_id == doctor && it.completed_at.is_some()).collect();
        completed.sort_by_key(|visit| Reverse(visit.completed_at));
        completed.first()?;
        let lengths = completed.into_iter().filter_map(|visit| Some(visit.completed_at? - visit.started_at?));
        Some(Pace::of(lengths).unwrap_or(Pace::UNKNOWN))
    };
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for doctor in doctors {
        match today(doctor) {
            Some(pace) => known.push((doctor, pace)),
            None => unknown.push(doctor),
        }
    }
    if unknown.is_empty() {
        return Ok(known);
    }
    let earlier: Vec<SeenEarlier> = SeenEarlier::query()
        .filter(appointments::doctor_id.among(&unknown))
        .filter(appointments::held_on.lt(day))
        .filter(appointments::held_on.ge(day.checked_sub_days(Days::new(DAYS_BACK)).unwrap_or(day)))
        .filter(appointments::status.eq(Status::Completed))
        .order(appointments::held_on.desc())
        .limit(LONGEST)
        .load(db)?;
    for doctor in unknown {
        let lengths = earlier.iter().filter(|it| it.doctor_id == doctor).filter_map(|it| Some(it.completed_at? - it.started_at?));
        if let Some(pace) = Pace::of(lengths) {
            known.push((doctor, pace));
        }
    }
    Ok(known)
}
