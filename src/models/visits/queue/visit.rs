//! A visit as queues show it: the place and the person.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{auto_type, exists};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::{LONGEST, turn};
use crate::db::Db;
use crate::db::ids::{AppointmentId, ClinicId, InvoiceId, ProfileId, SittingId};
use crate::db::statement::{Among, Fixed, fixed};
use crate::locale::Message;
use crate::message;
use crate::models::values::{Age, Birth, Money, Phone, Sex};
use crate::models::visits::{appointment::Priority, appointment::Stand, appointment::Status};
use crate::schema::organisation::{appointments, invoices, patients, profiles, vitals};

diesel::alias!(appointments as of_visit: OfVisit);

/// The visits that are in a queue or were, with their people and bills.
#[diesel::dsl::auto_type]
pub(super) fn in_queues() -> _ {
    appointments::table
        .inner_join(patients::table.inner_join(profiles::table))
        .left_join(invoices::table)
        .filter(appointments::token.is_not_null())
}

/// One card of the board.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = appointments)]
pub struct QueuedVisit {
    pub id: AppointmentId,
    pub(super) sitting_id: SittingId,
    pub doctor_id: ProfileId,
    pub patient_id: ProfileId,
    pub held_on: NaiveDate,
    #[diesel(select_expression = appointments::token.assume_not_null())]
    pub token: i32,
    status: Status,
    pub priority: Priority,
    pub complaint: String,
    pub checked_in_at: Option<NaiveDateTime>,
    pub called_at: Option<NaiveDateTime>,
    skipped_at: Option<NaiveDateTime>,
    pub started_at: Option<NaiveDateTime>,
    pub completed_at: Option<NaiveDateTime>,
    pub(super) moved_from_id: Option<AppointmentId>,
    #[diesel(select_expression = profiles::full_name)]
    pub patient: String,
    #[diesel(select_expression = profiles::sex)]
    pub sex: Sex,
    #[diesel(select_expression = profiles::born_on)]
    born_on: Option<NaiveDate>,
    #[diesel(select_expression = profiles::born_on_estimated)]
    born_on_estimated: bool,
    #[diesel(select_expression = patients::record_number)]
    pub record_number: String,
    #[diesel(select_expression = profiles::phone)]
    phone: Option<String>,
    #[diesel(select_expression = (invoices::id, invoices::total, invoices::paid).nullable())]
    invoice: Option<(InvoiceId, Money, Money)>,
    #[diesel(select_expression = invoices::voided_at.nullable())]
    voided_at: Option<NaiveDateTime>,
    /// Whether something was measured of whoever is still to be seen; only a board asks.
    #[diesel(select_expression = fixed::<Bool>("0"), select_expression_type = Fixed<Bool>)]
    pub is_measured: bool,
}

/// What is to be paid for a visit; or what is held, if it was called off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bill {
    pub invoice: InvoiceId,
    pub total: Money,
    pub due: Money,
    pub held: Money,
}

impl Bill {
    pub fn is_paid(&self) -> bool {
        self.due.is_zero() && self.held.is_zero()
    }
}

impl QueuedVisit {
    /// Where the visit stands now.
    pub fn stand(&self) -> Stand {
        Stand::of(self.status, self.called_at.is_some(), self.skipped_at.is_some())
    }

    /// When they were called. Whoever was skipped without a call has one and the same instant for both.
    pub fn was_called_at(&self) -> Option<NaiveDateTime> {
        self.called_at.filter(|_| self.called_at != self.skipped_at)
    }

    /// The age as a card has room for it.
    pub fn age(&self, today: &NaiveDate) -> Option<Message> {
        let age = self.born_on.map(|on| Birth { on, estimated: self.born_on_estimated }.age(*today))?;
        Some(match age {
            Age::Years(count) => message!("age-short-years", count),
            Age::Months(count) => message!("age-short-months", count),
            Age::Days(count) => message!("age-short-days", count),
        })
    }

    /// What is to be paid, if the visit costs anything.
    pub fn bill(&self) -> Option<Bill> {
        let (invoice, total, paid) = self.invoice.filter(|_| self.voided_at.is_none())?;
        let is_off = Status::UNSEEN.contains(&self.status) && !paid.is_zero();
        let (due, held) = if is_off { (Money::ZERO, paid) } else { (total - paid, Money::ZERO) };
        Some(Bill { invoice, total, due, held })
    }

    /// What was paid for it and not given back.
    pub fn paid(&self) -> Money {
        self.invoice.filter(|_| self.voided_at.is_none()).map_or(Money::ZERO, |(_, _, paid)| paid)
    }

    pub fn phone(&self) -> Option<Phone> {
        self.phone.as_deref().map(Phone::stored)
    }

    pub(super) fn of_clinic(db: &mut Db, clinic: ClinicId, day: NaiveDate) -> QueryResult<Vec<QueuedVisit>> {
        let rows = in_queues()
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::held_on.eq(day))
            .limit(4 * LONGEST)
            .select((QueuedVisit::as_select(), is_measured()))
            .load(db)?;
        Ok(marked(rows))
    }

    pub(super) fn of_doctor(db: &mut Db, clinic: ClinicId, doctor: ProfileId, day: NaiveDate) -> QueryResult<Vec<QueuedVisit>> {
        let rows = in_queues()
            .filter(appointments::doctor_id.eq(doctor))
            .filter(appointments::held_on.eq(day))
            .filter(appointments::clinic_id.eq(clinic))
            .limit(LONGEST)
            .select((QueuedVisit::as_select(), is_measured()))
            .load(db)?;
        Ok(marked(rows))
    }

    /// Everybody in the sitting of one visit of the clinic.
    pub(super) fn beside(db: &mut Db, clinic: ClinicId, id: AppointmentId) -> QueryResult<Vec<QueuedVisit>> {
        let own = of_visit
            .filter(of_visit.field(appointments::id).eq(id))
            .filter(of_visit.field(appointments::clinic_id).eq(clinic))
            .select(of_visit.field(appointments::sitting_id))
            .single_value();
        in_queues().filter(appointments::sitting_id.nullable().eq(own)).limit(LONGEST).select(QueuedVisit::as_select()).load(db)
    }

    pub(super) fn of_sittings(db: &mut Db, sittings: &[SittingId]) -> QueryResult<Vec<QueuedVisit>> {
        in_queues().filter(appointments::sitting_id.among(sittings)).limit(4 * LONGEST).select(QueuedVisit::as_select()).load(db)
    }
}

/// What was withdrawn does not count. Of those who are over nothing is looked up.
#[auto_type]
fn is_measured() -> _ {
    let taken = vitals::table.filter(vitals::appointment_id.eq(appointments::id.nullable())).filter(vitals::withdrawn_at.is_null());
    appointments::completed_at.is_null().and(exists(taken))
}

fn marked(rows: Vec<(QueuedVisit, bool)>) -> Vec<QueuedVisit> {
    rows.into_iter().map(|(visit, is_measured)| QueuedVisit { is_measured, ..visit }).collect()
}

/// One queue's visits in the order of their turns.
pub(super) fn in_turn(mut visits: Vec<QueuedVisit>) -> Vec<QueuedVisit> {
    visits.sort_by_key(|visit| turn(visit.stand(), visit.priority, visit.token));
    visits
}

#[cfg(test)]
mod tests {
    use super::turn;
    use crate::models::visits::{appointment::Priority, appointment::Stand};

    #[test]
    fn emergencies_go_first_then_the_elderly_then_whoever_came_earlier() {
        use Priority::{Elderly, Emergency, Normal};
        use Stand::{Called, Completed, InConsultation, Recalled, Skipped, Waiting};
        let mut visits = vec![
            (9, Completed, Emergency),
            (8, Skipped, Emergency),
            (1, Waiting, Normal),
            (7, Waiting, Normal),
            (5, Waiting, Elderly),
            (2, Waiting, Elderly),
            (6, Waiting, Emergency),
            (4, Recalled, Normal),
            (3, Called, Normal),
            (10, InConsultation, Normal),
        ];
        visits.sort_by_key(|(token, stand, priority)| turn(*stand, *priority, *token));
        let tokens: Vec<i32> = visits.iter().map(|(token, ..)| *token).collect();
        assert_eq!(tokens, [10, 3, 4, 6, 2, 5, 1, 7, 8, 9]);
    }
}
