//! Days in figures, one after another: whom each doctor saw, and what was taken.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use diesel::dsl::sum;
use diesel::prelude::*;

use crate::db::Db;
use crate::db::ids::{ClinicId, ProfileId};
use crate::db::statement::Among;
use crate::models::practice::Reach;
use crate::models::values::Money;
use crate::models::visits::Status;
use crate::schema::organisation::{appointments, clinics, doctors, payment_voids, payments, profiles};

/// A visit that a doctor completed.
#[derive(Clone, Debug, Queryable)]
pub struct SeenOnDay {
    pub day: NaiveDate,
    pub doctor: ProfileId,
    pub name: String,
}

/// The most visits that are counted.
const COUNTED: i64 = 100_000;

/// Of the clinics within reach.
#[derive(Clone, Debug)]
pub struct SpanFigures {
    pub seen: Vec<SeenOnDay>,
    received: Vec<(NaiveDate, Option<Money>)>,
    given_back: Vec<(NaiveDate, Option<Money>)>,
}

impl SpanFigures {
    /// Four queries.
    pub fn of(db: &mut Db, reach: &Reach, days: &RangeInclusive<NaiveDate>) -> QueryResult<SpanFigures> {
        let mut here: Vec<ClinicId> = clinics::table.filter(clinics::deleted_at.is_null()).limit(200).select(clinics::id).load(db)?;
        here.retain(|it| reach.covers(*it));
        let (first, last) = (*days.start(), *days.end());
        let seen = appointments::table
            .inner_join(doctors::table.inner_join(profiles::table))
            .filter(appointments::clinic_id.among(&here))
            .filter(appointments::held_on.between(first, last))
            .filter(appointments::status.eq(Status::Completed))
            .limit(COUNTED)
            .select((appointments::held_on, appointments::doctor_id, profiles::full_name))
            .load(db)?;
        let received = payments::table
            .filter(payments::clinic_id.among(&here))
            .filter(payments::received_on.between(first, last))
            .group_by(payments::received_on)
            .select((payments::received_on, sum(payments::amount)))
            .load(db)?;
        let given_back = payment_voids::table
            .inner_join(payments::table)
            .filter(payments::clinic_id.among(&here))
            .filter(payment_voids::voided_on.between(first, last))
            .group_by(payment_voids::voided_on)
            .select((payment_voids::voided_on, sum(payments::amount)))
            .load(db)?;
        Ok(SpanFigures { seen, received, given_back })
    }

    /// What was taken on a day, less what was given back on it.
    pub fn taken(&self, day: NaiveDate) -> Money {
        let on = |list: &[(NaiveDate, Option<Money>)]| list.iter().filter(|it| it.0 == day).filter_map(|it| it.1).sum::<Money>();
        on(&self.received) - on(&self.given_back)
    }
}
