//! A day in figures, clinic by clinic.

use chrono::{Days, NaiveDate, NaiveDateTime, TimeZone, Timelike};
use chrono_tz::Tz;
use diesel::dsl::{count_star, sum};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::db::ids::ClinicId;
use crate::db::statement::{Among, fixed};
use crate::db::{Db, clock};
use crate::models::billing::PaymentMethod;
use crate::models::practice::Reach;
use crate::models::values::Money;
use crate::models::visits::Status;
use crate::schema::organisation::{appointments, clinics, patients, payment_voids, payments};

/// What happened at one clinic on one day.
#[derive(Clone, Debug)]
pub struct Figures {
    pub clinic: String,
    /// The clinic in addresses.
    pub slug: String,
    pub waiting: usize,
    pub done: usize,
    pub cancelled: usize,
    /// Patients who came and were registered here on that day; not those of an old register.
    pub new_patients: i64,
    /// What each method brought in, less what was given back on the day.
    pub takings: Vec<(PaymentMethod, Money)>,
    /// Check-ins, by the clinic's hour: 0 to 23.
    pub hours: [usize; 24],
}

#[derive(HasQuery)]
#[diesel(table_name = clinics)]
struct ClinicOfDay {
    id: ClinicId,
    name: String,
    slug: String,
    zone: String,
}

#[derive(HasQuery)]
#[diesel(table_name = appointments)]
struct VisitOfDay {
    clinic_id: ClinicId,
    status: Status,
    checked_in_at: Option<NaiveDateTime>,
}

/// What one method brought in at a clinic, or what of it was given back.
#[derive(Queryable)]
struct MethodSum {
    clinic: ClinicId,
    method: PaymentMethod,
    amount: Option<Money>,
    given_back: bool,
}

/// The clinics of each zone: their day begins at one instant.
fn by_zone(clinics: &[ClinicOfDay]) -> Vec<(Tz, Vec<ClinicId>)> {
    let mut zones: Vec<(Tz, Vec<ClinicId>)> = Vec::new();
    for clinic in clinics {
        let zone = clock::zone(&clinic.zone);
        match zones.iter_mut().find(|(it, _)| *it == zone) {
            Some((_, ids)) => ids.push(clinic.id),
            None => zones.push((zone, vec![clinic.id])),
        }
    }
    zones
}

impl Figures {
    /// Of every clinic within reach, by name: four queries, however many clinics; one more for each further zone.
    pub fn of_day(db: &mut Db, reach: &Reach, day: NaiveDate) -> QueryResult<Vec<Figures>> {
        let mut here = ClinicOfDay::query().filter(clinics::deleted_at.is_null()).order(clinics::name).limit(200).load(db)?;
        here.retain(|it| reach.covers(it.id));
        let ids: Vec<ClinicId> = here.iter().map(|it| it.id).collect();
        let mut registered: Vec<(ClinicId, i64)> = Vec::new();
        for (zone, clinics) in by_zone(&here) {
            let (from, to) = (clock::start_of(day, zone), clock::start_of(day.checked_add_days(Days::new(1)).unwrap_or(day), zone));
            // Not joined to the clinics: then every patient of a clinic would be looked at.
            let of_zone: Vec<(ClinicId, i64)> = patients::table
                .filter(patients::clinic_id.among(clinics))
                .filter(patients::created_at.ge(from))
                .filter(patients::created_at.lt(to))
                .filter(patients::import_id.is_null())
                .group_by(patients::clinic_id)
                .select((patients::clinic_id, count_star()))
                .load(db)?;
            registered.extend(of_zone);
        }
        let visits: Vec<VisitOfDay> =
            VisitOfDay::query().filter(appointments::clinic_id.among(&ids)).filter(appointments::held_on.eq(day)).limit(50_000).load(db)?;
        // Received, and what was given back on the day: together one query.
        let sums: Vec<MethodSum> = payments::table
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
            .map(|ClinicOfDay { id, name, slug, zone }| {
                let zone = clock::zone(&zone);
                let of_method = |method: PaymentMethod, given_back: bool| -> Money {
                    let here = |it: &&MethodSum| it.clinic == id && it.method == method && it.given_back == given_back;
                    sums.iter().filter(here).filter_map(|it| it.amount).sum()
                };
                let mut figures = Figures {
                    clinic: name,
                    slug,
                    waiting: 0,
                    done: 0,
                    cancelled: 0,
                    new_patients: registered.iter().find(|it| it.0 == id).map_or(0, |it| it.1),
                    takings: PaymentMethod::ALL.iter().map(|&it| (it, of_method(it, false) - of_method(it, true))).collect(),
                    hours: [0; 24],
                };
                for visit in visits.iter().filter(|it| it.clinic_id == id) {
                    figures.count(visit.status);
                    if let Some(at) = visit.checked_in_at {
                        figures.hours[zone.from_utc_datetime(&at).hour() as usize] += 1;
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
