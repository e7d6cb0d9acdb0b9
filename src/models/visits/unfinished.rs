//! What was left undone on earlier days: somebody must close it, or after some days the sweep does.

mod visit;

use chrono::{Days, NaiveDate};
use diesel::prelude::*;

pub use self::visit::{UnfinishedKind, UnfinishedVisit};
use super::appointment::{Appointment, Status, StepTaken};
use crate::db::ids::{ClinicId, ProfileId};
use crate::db::statement::Among;
use crate::db::{Db, Tx};
use crate::models::billing::Billed;
use crate::models::values::Money;
use crate::schema::organisation::{appointments, drafts, invoices, patients, profiles};

diesel::alias!(profiles as seers: Seers);

/// The lists of what is left undone, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct Unfinished {
    pub visits: Vec<UnfinishedVisit>,
    /// Signed, with a correction that was begun.
    pub corrections: Vec<UnfinishedVisit>,
    /// Cancelled or not come to, with something that had been typed.
    pub aside: Vec<UnfinishedVisit>,
    /// What is to be collected.
    pub due: Vec<Billed>,
    /// Money that is held for a visit that did not take place.
    pub held: Vec<Billed>,
}

impl Unfinished {
    /// How many of each kind are shown.
    pub const MOST: i64 = 100;

    /// For so many days somebody may still close it; then the sweep closes what nobody wrote anything about.
    pub const DAYS: u64 = 3;

    /// What a clinic's desk left undone before `day`; of the bills only for whoever sees bills.
    pub fn at_clinic(db: &mut Db, clinic: ClinicId, day: NaiveDate, bills: bool) -> QueryResult<Unfinished> {
        let visits = open(clinic, day)
            .order((appointments::held_on, appointments::token, appointments::id))
            .limit(Unfinished::MOST)
            .select(columns())
            .load(db)?;
        if !bills {
            return Ok(Unfinished { visits, ..Unfinished::default() });
        }
        let due = Billed::query()
            .filter(invoices::clinic_id.eq(clinic))
            .filter(invoices::is_due.eq(true))
            .filter(invoices::to_settle_since.is_null())
            .filter(invoices::issued_on.lt(day))
            .order((invoices::issued_on, invoices::id))
            .limit(Unfinished::MOST)
            .load(db)?;
        let held = Billed::query()
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::status.among(Status::UNSEEN))
            .filter(appointments::held_on.lt(day))
            .filter(invoices::paid.gt(Money::ZERO))
            .filter(invoices::voided_at.is_null())
            .order((appointments::held_on, invoices::id))
            .limit(Unfinished::MOST)
            .load(db)?;
        Ok(Unfinished { visits, due, held, ..Unfinished::default() })
    }

    /// What a doctor left undone at a clinic before `day`; and, of whatever day, the corrections that they began and what they had typed
    /// of visits that did not take place.
    pub fn of_doctor(db: &mut Db, clinic: ClinicId, doctor: ProfileId, day: NaiveDate) -> QueryResult<Unfinished> {
        let visits = open(clinic, day)
            .filter(appointments::doctor_id.eq(doctor))
            .order((appointments::held_on, appointments::token, appointments::id))
            .limit(Unfinished::MOST)
            .select(columns())
            .load(db)?;
        let drafted: Vec<UnfinishedVisit> = visits_of_drafts(clinic, doctor)
            .order((appointments::held_on, appointments::id))
            .limit(Unfinished::MOST)
            .select(columns())
            .load(db)?;
        let (aside, corrections) = drafted.into_iter().partition(|it| it.kind() == UnfinishedKind::Aside);
        Ok(Unfinished { visits, corrections, aside, ..Unfinished::default() })
    }

    /// How much there is of it at a clinic. One query.
    pub fn count_at_clinic(db: &mut Db, clinic: ClinicId, day: NaiveDate, bills: bool) -> QueryResult<i64> {
        let visits = live(clinic, day).count().single_value();
        let due = invoices::table
            .filter(invoices::clinic_id.eq(clinic))
            .filter(invoices::is_due.eq(true))
            .filter(invoices::to_settle_since.is_null())
            .filter(invoices::issued_on.lt(day))
            .count()
            .single_value();
        let held = invoices::table
            .inner_join(appointments::table)
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::status.among(Status::UNSEEN))
            .filter(appointments::held_on.lt(day))
            .filter(invoices::paid.gt(Money::ZERO))
            .filter(invoices::voided_at.is_null())
            .count()
            .single_value();
        if !bills {
            return diesel::select(visits).first::<Option<i64>>(db).map(Option::unwrap_or_default);
        }
        let counts: (Option<i64>, Option<i64>, Option<i64>) = diesel::select((visits, due, held)).first(db)?;
        Ok(counts.0.unwrap_or_default() + counts.1.unwrap_or_default() + counts.2.unwrap_or_default())
    }

    /// How much there is of it for a doctor. One query.
    pub fn count_of_doctor(db: &mut Db, clinic: ClinicId, doctor: ProfileId, day: NaiveDate) -> QueryResult<i64> {
        let visits = live(clinic, day).filter(appointments::doctor_id.eq(doctor)).count().single_value();
        let drafted = visits_of_drafts(clinic, doctor).count().single_value();
        let counts: (Option<i64>, Option<i64>) = diesel::select((visits, drafted)).first(db)?;
        Ok(counts.0.unwrap_or_default() + counts.1.unwrap_or_default())
    }

    pub fn is_empty(&self) -> bool {
        self.visits.is_empty() && self.corrections.is_empty() && self.aside.is_empty() && self.due.is_empty() && self.held.is_empty()
    }

    /// Whether a list was cut: more comes once some of it is closed.
    pub fn is_cut(&self) -> bool {
        let most = usize::try_from(Unfinished::MOST).unwrap_or(usize::MAX);
        [self.visits.len(), self.corrections.len() + self.aside.len(), self.due.len(), self.held.len()].contains(&most)
    }

    /// Closes what nobody closed for [`Unfinished::DAYS`] and nobody wrote anything about, as no-shows. How many there were.
    pub fn sweep(tx: &mut Tx, clinic: ClinicId, today: NaiveDate) -> QueryResult<usize> {
        let Some(before) = today.checked_sub_days(Days::new(Unfinished::DAYS)) else { return Ok(0) };
        let mut closed = 0;
        for id in UnfinishedVisit::unwritten(tx.db, clinic, before)? {
            // Somebody may have begun to write since it was looked for.
            if Appointment::is_written(tx, id)? {
                continue;
            }
            closed += usize::from(matches!(Appointment::was_never_seen(tx, clinic, id, before)?, StepTaken::Done { .. }));
        }
        Ok(closed)
    }
}

#[diesel::dsl::auto_type]
fn live(clinic: ClinicId, day: NaiveDate) -> _ {
    let (waiting, begun): (Status, Status) = (Status::CheckedIn, Status::InConsultation);
    appointments::table
        .filter(appointments::clinic_id.eq(clinic))
        .filter(appointments::status.eq(waiting).or(appointments::status.eq(begun)))
        .filter(appointments::held_on.lt(day))
}

#[diesel::dsl::auto_type]
fn visits() -> _ {
    appointments::table
        .inner_join(patients::table.inner_join(profiles::table))
        .inner_join(seers.on(seers.field(profiles::id).eq(appointments::doctor_id)))
        .left_join(drafts::table)
}

#[diesel::dsl::auto_type]
fn open(clinic: ClinicId, day: NaiveDate) -> _ {
    let (waiting, begun): (Status, Status) = (Status::CheckedIn, Status::InConsultation);
    visits()
        .filter(appointments::clinic_id.eq(clinic))
        .filter(appointments::status.eq(waiting).or(appointments::status.eq(begun)))
        .filter(appointments::held_on.lt(day))
}

#[diesel::dsl::auto_type]
fn visits_of_drafts(clinic: ClinicId, doctor: ProfileId) -> _ {
    let (cancelled, missed): (Status, Status) = (Status::Cancelled, Status::NoShow);
    let did_not_take_place = appointments::status.eq(cancelled).or(appointments::status.eq(missed));
    visits()
        .filter(appointments::clinic_id.eq(clinic))
        .filter(drafts::doctor_id.eq(doctor))
        .filter(drafts::correcting_id.is_not_null().or(did_not_take_place.and(drafts::body.ne(""))))
}

#[diesel::dsl::auto_type]
fn columns() -> _ {
    (
        appointments::id,
        appointments::held_on,
        appointments::token.assume_not_null(),
        appointments::status,
        appointments::patient_id,
        profiles::full_name,
        patients::record_number,
        seers.field(profiles::full_name),
        drafts::body.nullable().ne(""),
    )
}
