//! A day in figures, clinic by clinic.

use chrono::{Days, NaiveDate, NaiveDateTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use diesel::dsl::{count_star, sum};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::db::Db;
use crate::db::ids::ClinicId;
use crate::db::statement::{Among, fixed};
use crate::models::billing::PaymentMethod;
use crate::models::practice::Reach;
use crate::models::values::Money;
use crate::models::visits::Status;
use crate::schema::organisation::{appointments, clinics, patients, payment_voids, payments};

/// What happened at one clinic on one day.
#[derive(Clone, Debug)]
pub struct Figures {
    pub clinic: String,
    pub waiting: usize,
    pub done: usize,
    pub cancelled: usize,
    /// Patients registered here on that day.
    pub new_patients: i64,
    /// What each method brought in, less what was given back on the day.
    pub takings: Vec<(PaymentMethod, Money)>,
    /// Check-ins, by the clinic's hour: 0 to 23.
    pub hours: [usize; 24],
}

impl Figures {
    /// Of every clinic within reach, by name: four queries, however many clinics.
    pub fn of_day(db: &mut Db, reach: &Reach, day: NaiveDate) -> QueryResult<Vec<Figures>> {
        let (from, to) = (midnight(day), midnight(day + Days::new(1)));
        let mut here: Vec<(ClinicId, String, String)> = clinics::table
            .filter(clinics::deleted_at.is_null())
            .order(clinics::name)
            .limit(200)
            .select((clinics::id, clinics::name, clinics::zone))
            .load(db)?;
        here.retain(|it| reach.covers(it.0));
        let ids: Vec<ClinicId> = here.iter().map(|it| it.0).collect();
        // Not joined to the clinics: then every patient of a clinic would be looked at.
        let registered: Vec<(ClinicId, i64)> = patients::table
            .filter(patients::clinic_id.among(&ids))
            .filter(patients::created_at.ge(from))
            .filter(patients::created_at.lt(to))
            .group_by(patients::clinic_id)
            .select((patients::clinic_id, count_star()))
            .load(db)?;
        let visits: Vec<(ClinicId, Status, Option<NaiveDateTime>)> = appointments::table
            .filter(appointments::clinic_id.among(&ids))
            .filter(appointments::held_on.eq(day))
            .select((appointments::clinic_id, appointments::status, appointments::checked_in_at))
            .limit(50_000)
            .load(db)?;
        // Received, and what was given back on the day: together one query.
        let amounts: Vec<(ClinicId, PaymentMethod, Option<Money>, bool)> = payments::table
            .filter(payments::clinic_id.among(&ids))
            .filter(payments::received_on.eq(day))
            .group_by((payments::clinic_id, payments::method))
            .select((payments::clinic_id, payments::method, sum(payments::amount), fixed::<Bool>("0")))
            .union_all(
                payment_voids::table
                    .inner_join(payments::table)
                    .filter(payment_voids::voided_on.eq(day))
                    .group_by((payments::clinic_id, payments::method))
                    .select((payments::clinic_id, payments::method, sum(payments::amount), fixed::<Bool>("1"))),
            )
            .load(db)?;
        Ok(here
            .into_iter()
            .map(|(id, clinic, zone)| {
                let zone: Tz = zone.parse().unwrap_or(Tz::Asia__Kolkata);
                let of_method = |method: PaymentMethod, voided: bool| -> Money {
                    amounts.iter().filter(|it| it.0 == id && it.1 == method && it.3 == voided).filter_map(|it| it.2).sum()
                };
                let mut figures = Figures {
                    clinic,
                    waiting: 0,
                    done: 0,
                    cancelled: 0,
                    new_patients: registered.iter().find(|it| it.0 == id).map_or(0, |it| it.1),
                    takings: PaymentMethod::ALL.iter().map(|&it| (it, of_method(it, false) - of_method(it, true))).collect(),
                    hours: [0; 24],
                };
                for (_, status, checked_in_at) in visits.iter().filter(|it| it.0 == id) {
                    figures.count(*status);
                    if let Some(at) = checked_in_at {
                        figures.hours[zone.from_utc_datetime(at).hour() as usize] += 1;
                    }
                }
                figures
            })
            .collect())
    }

    fn count(&mut self, status: Status) {
        match status {
            Status::Completed => self.done += 1,
            Status::Cancelled | Status::NoShow | Status::Declined => self.cancelled += 1,
            Status::Pending | Status::Approved | Status::CheckedIn | Status::InConsultation => self.waiting += 1,
        }
    }

    pub fn total(&self) -> Money {
        self.takings.iter().map(|it| it.1).sum()
    }
}

/// The instant at which a day begins in India.
fn midnight(day: NaiveDate) -> NaiveDateTime {
    let local = day.and_time(chrono::NaiveTime::MIN);
    Tz::Asia__Kolkata.from_local_datetime(&local).earliest().map_or(local, |at| at.with_timezone(&Utc).naive_utc())
}
