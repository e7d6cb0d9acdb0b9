//! The clinics where somebody may book for themselves.

use chrono_tz::Tz;
use diesel::prelude::*;

use super::{BookedVia, BookingRules};
use crate::db::ids::ClinicId;
use crate::db::{Db, clock};
use crate::schema::organisation::{booking_rules, clinics};

/// A clinic that is open and takes bookings from outside, with its rules.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = clinics)]
pub struct OpenClinic {
    pub id: ClinicId,
    pub slug: String,
    pub name: String,
    pub address: String,
    pub city: String,
    pub phone: Option<String>,
    zone: String,
    #[diesel(embed)]
    pub rules: BookingRules,
}

impl OpenClinic {
    /// By name. One query.
    pub fn all(db: &mut Db, via: BookedVia) -> QueryResult<Vec<OpenClinic>> {
        let mut open: Vec<OpenClinic> = clinics::table
            .inner_join(booking_rules::table)
            .filter(clinics::active.eq(true))
            .filter(clinics::deleted_at.is_null())
            .order((clinics::name, clinics::id))
            .limit(200)
            .select(OpenClinic::as_select())
            .load(db)?;
        open.retain(|it| it.rules.admit(via));
        Ok(open)
    }

    /// One of them; one that takes none by that way is not found.
    pub fn find(db: &mut Db, id: impl Into<Option<ClinicId>>, via: BookedVia) -> QueryResult<OpenClinic> {
        let id = id.into();
        OpenClinic::all(db, via)?.into_iter().find(|it| Some(it.id) == id).ok_or(diesel::NotFound)
    }

    pub fn zone(&self) -> Tz {
        clock::zone(&self.zone)
    }
}
