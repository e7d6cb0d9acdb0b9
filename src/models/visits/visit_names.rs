//! Whose visit it is and who sees them, for a sentence about it.

use diesel::prelude::*;

use crate::db::Db;
use crate::db::ids::{AppointmentId, ClinicId};
use crate::schema::organisation::{appointments, patients, profiles};

diesel::alias!(profiles as named_doctors: NamedDoctors);

/// The names of one visit.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct VisitNames {
    pub patient: String,
    pub doctor: String,
}

impl VisitNames {
    /// Of a visit of this clinic; of another clinic's they are not found.
    pub fn of(db: &mut Db, clinic: ClinicId, id: AppointmentId) -> QueryResult<VisitNames> {
        appointments::table
            .inner_join(patients::table.inner_join(profiles::table))
            .inner_join(named_doctors.on(named_doctors.field(profiles::id).eq(appointments::doctor_id)))
            .filter(appointments::id.eq(id))
            .filter(appointments::clinic_id.eq(clinic))
            .select((profiles::full_name, named_doctors.field(profiles::full_name)))
            .first(db)
    }
}
