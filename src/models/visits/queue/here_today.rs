//! Who of those who are looked for is here today, and whose token a number is.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{LONGEST, QueuedVisit};
use crate::db::ids::{ClinicId, ProfileId};
use crate::db::statement::Among;
use crate::models::journal::Opening;
use crate::models::visits::appointment::Stand;
use crate::schema::organisation::{appointments, invoices, patients, profiles};

diesel::alias!(profiles as seen_by: SeenBy);

/// A visit of today, with the name of its doctor.
#[derive(Clone, Debug, Queryable)]
pub struct HereToday {
    pub visit: QueuedVisit,
    pub doctor: String,
}

impl HereToday {
    /// Today's visits at the clinic of these people, by token, and those that have this one: their people are noted as found. Whoever
    /// left or never came is not here. One query, or none.
    pub fn among(
        opening: &mut Opening,
        clinic: ClinicId,
        today: NaiveDate,
        people: &[ProfileId],
        token: Option<i32>,
    ) -> QueryResult<Vec<HereToday>> {
        if people.is_empty() && token.is_none() {
            return Ok(Vec::new());
        }
        let mut here: Vec<HereToday> = appointments::table
            .inner_join(patients::table.inner_join(profiles::table))
            .inner_join(seen_by.on(seen_by.field(profiles::id).eq(appointments::doctor_id)))
            .left_join(invoices::table)
            .filter(appointments::token.is_not_null())
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::held_on.eq(today))
            .filter(appointments::patient_id.among(people).or(appointments::token.eq(token.unwrap_or_default())))
            .limit(LONGEST)
            .select((QueuedVisit::as_select(), seen_by.field(profiles::full_name)))
            .load(opening.db)?;
        here.retain(|it| !matches!(it.visit.stand(), Stand::Away | Stand::Cancelled | Stand::NoShow));
        here.sort_by_key(|it| (it.visit.stand().is_closed(), it.visit.token));
        opening.found(here.iter().map(|it| it.visit.patient_id).filter(|it| !people.contains(it)));
        Ok(here)
    }
}
