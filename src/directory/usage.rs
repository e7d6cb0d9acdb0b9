//! How much an organisation is used: counted in its own database, kept in the directory. Numbers only: whoever operates the
//! installation sees no person of an organisation.

use chrono::{Duration, NaiveDateTime};
use diesel::dsl::{count, count_star, max};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::database_state::ensure;
use crate::db::failure::Trouble;
use crate::db::ids::OrganisationId;
use crate::db::{Author, Databases, Db, DirectoryTx, clock};
use crate::schema::directory::{database_states, memberships, outbox, users};
use crate::schema::organisation::{appointments, clinic_members, clinics, patients};

/// Over how long visits and messages are counted.
const PERIOD: Duration = Duration::days(30);

/// What an organisation's own database counts.
#[derive(Clone, Copy, Debug)]
struct Usage {
    /// Who works there.
    members: i64,
    clinics: i64,
    patients: i64,
    /// Since the period began, but for those that were cancelled.
    visits: i64,
    bytes: i64,
}

#[derive(QueryableByName)]
struct Size {
    #[diesel(sql_type = BigInt)]
    bytes: i64,
}

/// Counts an organisation, and keeps the numbers.
pub async fn count_and_keep(databases: &Databases, slug: &str, id: OrganisationId, by: Author) -> Result<(), Trouble> {
    let since = clock::now() - PERIOD;
    let usage = databases.read(slug, move |db| Usage::count(db, since)).await?;
    databases.write_directory(by, move |tx| usage.keep(tx, id)).await
}

impl Usage {
    fn count(db: &mut Db, since: NaiveDateTime) -> QueryResult<Usage> {
        let members = clinic_members::table
            .filter(clinic_members::active.eq(true))
            .filter(clinic_members::role.ne("patient"))
            .select(count(clinic_members::profile_id).aggregate_distinct())
            .first(db)?;
        let clinics = clinics::table.filter(clinics::deleted_at.is_null()).select(count_star()).first(db)?;
        let patients = patients::table.select(count_star()).first(db)?;
        let visits = appointments::table
            .filter(appointments::held_on.ge(since.date()))
            .filter(appointments::status.ne("cancelled"))
            .select(count_star())
            .first(db)?;
        let size = "SELECT CAST(COALESCE(SUM(data_length + index_length), 0) AS SIGNED) AS bytes \
                    FROM information_schema.tables WHERE table_schema = DATABASE()";
        let Size { bytes } = diesel::sql_query(size).get_result(db)?;
        Ok(Usage { members, clinics, patients, visits, bytes })
    }

    /// Writes the numbers down, with what the directory itself knows: how many messages went to the organisation's people, and
    /// when any of them last signed in.
    fn keep(self, tx: &mut DirectoryTx, organisation: OrganisationId) -> QueryResult<()> {
        let members = || memberships::table.inner_join(users::table).filter(memberships::organisation_id.eq(organisation));
        let last_sign_in: Option<NaiveDateTime> = members().select(max(users::last_login_at)).first(tx.db)?;
        let messages: i64 = outbox::table
            .filter(outbox::sent_at.gt(tx.now - PERIOD))
            .filter(
                outbox::recipient
                    .eq_any(members().filter(users::phone.is_not_null()).select(users::phone.assume_not_null()))
                    .or(outbox::recipient.eq_any(members().filter(users::email.is_not_null()).select(users::email.assume_not_null()))),
            )
            .select(count_star())
            .first(tx.db)?;
        ensure(tx, organisation)?;
        diesel::update(database_states::table.find(organisation))
            .set((
                database_states::members.eq(self.members),
                database_states::clinics.eq(self.clinics),
                database_states::patients.eq(self.patients),
                database_states::visits.eq(self.visits),
                database_states::messages.eq(messages),
                database_states::bytes.eq(self.bytes),
                database_states::last_sign_in_at.eq(last_sign_in),
                database_states::counted_at.eq(tx.now),
            ))
            .execute(tx.db)
            .map(drop)
    }
}
