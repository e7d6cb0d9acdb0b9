//! What hangs on a clinic, looked at before it is closed.

use chrono::NaiveDateTime;
use diesel::dsl::sum;
use diesel::prelude::*;

use crate::db::ids::ClinicId;
use crate::db::{Db, Tx, clock};
use crate::models::practice::{Clinic, ClinicClosed, Member, Reach, Role};
use crate::models::values::Money;
use crate::models::visits::Status;
use crate::schema::organisation::{appointments, drafts, invoices, patients};

/// What would be left behind, and what has to be done first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClinicHanging {
    /// Who waits or is with a doctor today.
    pub waiting: i64,
    /// What doctors have begun to write and not signed.
    pub unsigned: i64,
    /// Visits of earlier days that nobody closed.
    pub unclosed: i64,
    pub bills_due: i64,
    pub due: Money,
    /// Who was registered there.
    pub patients: i64,
    /// Who works there.
    pub people: usize,
    /// Those of them who work at no other open clinic, by name, each with what they are there.
    pub only_there: Vec<(String, Role)>,
}

impl ClinicHanging {
    /// A clinic, and what hangs on it on its own day. Four queries.
    pub fn of(db: &mut Db, clinic: ClinicId, now: NaiveDateTime) -> QueryResult<(Clinic, ClinicHanging)> {
        let mut clinics = Clinic::all(db)?;
        let place = clinics.iter().position(|it| it.id == clinic).ok_or(diesel::result::Error::NotFound)?;
        let open: Vec<ClinicId> = clinics.iter().filter(|it| it.active && it.id != clinic).map(|it| it.id).collect();
        let members = Member::all(db, &Reach::At(vec![clinic]))?;
        let found = clinics.swap_remove(place);
        let mut hanging = ClinicHanging::counted(db, &found, now)?;
        for member in members {
            let Some(here) = member.places.iter().find(|it| it.active && it.clinic == clinic) else { continue };
            hanging.people += 1;
            if !member.places.iter().any(|it| it.active && open.contains(&it.clinic)) {
                hanging.only_there.push((member.full_name, here.role));
            }
        }
        Ok((found, hanging))
    }

    /// Closes the clinic for a reason, once nobody waits there and everything that was written is signed.
    pub fn close(tx: &mut Tx, clinic: ClinicId, reason: &str) -> QueryResult<ClinicClosed> {
        Clinic::close(tx, clinic, reason, |tx, clinic| Ok(ClinicHanging::counted(tx.db, clinic, tx.now)?.is_in_use()))
    }

    /// Whether somebody works on something there.
    pub fn is_in_use(&self) -> bool {
        self.waiting > 0 || self.unsigned > 0
    }

    fn counted(db: &mut Db, clinic: &Clinic, now: NaiveDateTime) -> QueryResult<ClinicHanging> {
        let (clinic, today) = (clinic.id, clock::day_of(now, clock::zone(&clinic.zone)));
        let (waiting, begun): (Status, Status) = (Status::CheckedIn, Status::InConsultation);
        let live = || {
            let stands = appointments::status.eq(waiting).or(appointments::status.eq(begun));
            appointments::table.filter(appointments::clinic_id.eq(clinic)).filter(stands)
        };
        let written = drafts::table.inner_join(appointments::table).filter(appointments::clinic_id.eq(clinic)).filter(drafts::body.ne(""));
        let owed = invoices::table.filter(invoices::clinic_id.eq(clinic)).filter(invoices::is_due.eq(true));
        let registered = patients::table.filter(patients::clinic_id.eq(clinic)).filter(patients::deleted_at.is_null());
        let (waiting, unsigned, unclosed, patients): (Option<i64>, Option<i64>, Option<i64>, Option<i64>) = diesel::select((
            live().filter(appointments::held_on.ge(today)).count().single_value(),
            written.count().single_value(),
            live().filter(appointments::held_on.lt(today)).count().single_value(),
            registered.count().single_value(),
        ))
        .first(db)?;
        let (bills_due, total, paid): (i64, Option<Money>, Option<Money>) =
            owed.select((diesel::dsl::count_star(), sum(invoices::total), sum(invoices::paid))).first(db)?;
        Ok(ClinicHanging {
            waiting: waiting.unwrap_or_default(),
            unsigned: unsigned.unwrap_or_default(),
            unclosed: unclosed.unwrap_or_default(),
            bills_due,
            due: total.unwrap_or_default() - paid.unwrap_or_default(),
            patients: patients.unwrap_or_default(),
            ..ClinicHanging::default()
        })
    }
}
