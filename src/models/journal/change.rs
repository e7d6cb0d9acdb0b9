//! The version of a clinic's live screens.

use diesel::prelude::*;

use crate::db::Db;
use crate::db::ids::ClinicId;
use crate::schema::organisation::changes;

/// How often the clinic has changed. A clinic that has no row has not changed.
pub fn clinic_version(db: &mut Db, clinic: ClinicId) -> QueryResult<i64> {
    changes::table.find(clinic).select(changes::version).first(db).optional().map(Option::unwrap_or_default)
}
