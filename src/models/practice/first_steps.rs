//! What a new organisation does before its first patient, and how much of it is done.

use chrono::{Days, NaiveDateTime};
use diesel::dsl::{exists, min};
use diesel::prelude::*;

use super::Role;
use crate::db::Db;
use crate::db::ids::ClinicId;
use crate::models::journal::Action;
use crate::models::values::Money;
use crate::schema::organisation::{audit_logs, clinic_members, clinics, doctors, patients};

/// Each of the steps: whether it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstSteps {
    /// The first clinic.
    pub clinic: ClinicId,
    began: NaiveDateTime,
    /// A clinic has an address, and a UPI id to be paid by.
    pub place: bool,
    /// A doctor works at a clinic, for a fee.
    pub doctors: bool,
    /// Somebody sits at a front desk.
    pub desk: bool,
    /// Somebody is registered: from an old register, or at the desk.
    pub patients: bool,
    /// A slip, a card, a receipt or a prescription was printed.
    pub printed: bool,
}

impl FirstSteps {
    /// An organisation is new for so many days.
    const DAYS: u64 = 30;

    /// How far the organisation is; nothing where it has no clinic. One query.
    pub fn of(db: &mut Db) -> QueryResult<Option<FirstSteps>> {
        let (print, staff, doctor): (Action, Role, Role) = (Action::Printed, Role::Staff, Role::Doctor);
        let here = || clinics::table.filter(clinics::deleted_at.is_null());
        let place = here().filter(clinics::address.ne("")).filter(clinics::upi_id.ne(""));
        let paid = clinic_members::table
            .inner_join(doctors::table.on(doctors::profile_id.eq(clinic_members::profile_id)))
            .inner_join(clinics::table)
            .filter(clinic_members::role.eq(doctor))
            .filter(clinic_members::active.eq(true))
            .filter(doctors::fee.is_not_null().or(clinics::fee.gt(Money::ZERO)));
        let desk = clinic_members::table
            .filter(clinic_members::role.eq(staff))
            .filter(clinic_members::active.eq(true))
            .filter(clinic_members::permissions.like("%check_ins%"));
        let known = patients::table.filter(patients::deleted_at.is_null());
        let printed = audit_logs::table.filter(audit_logs::action.eq(print));
        let first = here().order((clinics::created_at, clinics::id)).limit(1).select(clinics::id).single_value();
        let began = here().select(min(clinics::created_at)).single_value();
        let (clinic, began, place, doctors, desk, patients, printed): (
            Option<ClinicId>,
            Option<NaiveDateTime>,
            bool,
            bool,
            bool,
            bool,
            bool,
        ) = diesel::select((first, began, exists(place), exists(paid), exists(desk), exists(known), exists(printed))).first(db)?;
        let found = clinic.zip(began);
        Ok(found.map(|(clinic, began)| FirstSteps { clinic, began, place, doctors, desk, patients, printed }))
    }

    /// Whether a new organisation has yet to do one of them.
    pub fn come_first(&self, now: NaiveDateTime) -> bool {
        let is_new = self.began.checked_add_days(Days::new(FirstSteps::DAYS)).is_some_and(|end| now < end);
        is_new && !(self.place && self.doctors && self.desk && self.patients && self.printed)
    }
}
