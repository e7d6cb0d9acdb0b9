//! How much an organisation is used, in numbers alone: whoever operates the installation sees no person of an organisation.

use chrono::NaiveDateTime;
use diesel::dsl::{count, count_star};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::db::ids::ClinicId;
use crate::db::statement::Among;
use crate::db::{Db, clock};
use crate::models::practice::Role;
use crate::models::visits::Status;
use crate::schema::organisation::{appointments, clinic_members, clinics, patients};

/// What an organisation's own database counts.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// Who works there.
    pub members: i64,
    pub clinics: i64,
    pub patients: i64,
    /// Since the given instant, but for those that were cancelled.
    pub visits: i64,
    pub bytes: i64,
}

#[derive(QueryableByName)]
struct Size {
    #[diesel(sql_type = BigInt)]
    bytes: i64,
}

impl Usage {
    pub fn count(db: &mut Db, since: NaiveDateTime) -> QueryResult<Usage> {
        let members = clinic_members::table
            .filter(clinic_members::active.eq(true))
            .filter(clinic_members::role.ne(Role::Patient))
            .select(count(clinic_members::profile_id).aggregate_distinct())
            .first(db)?;
        let clinics: Vec<ClinicId> = clinics::table.filter(clinics::deleted_at.is_null()).select(clinics::id).limit(10_000).load(db)?;
        let patients = patients::table.select(count_star()).first(db)?;
        // Clinic by clinic: there is an index for that.
        let visits = appointments::table
            .filter(appointments::clinic_id.among(&clinics))
            .filter(appointments::held_on.ge(clock::day_of(since, clock::INDIA)))
            .filter(appointments::status.ne(Status::Cancelled))
            .select(count_star())
            .first(db)?;
        let size = "SELECT CAST(COALESCE(SUM(data_length + index_length), 0) AS SIGNED) AS bytes \
                    FROM information_schema.tables WHERE table_schema = DATABASE()";
        let Size { bytes } = diesel::sql_query(size).get_result(db)?;
        let clinics = i64::try_from(clinics.len()).unwrap_or(i64::MAX);
        Ok(Usage { members, clinics, patients, visits, bytes })
    }
}
