//! One doctor, one clinic, one day: has the queue and the token counter.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::db::Tx;
use crate::db::ids::{ClinicId, ProfileId, SittingId};
use crate::schema::organisation::sittings;

#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = sittings)]
pub struct Sitting {
    pub id: SittingId,
    pub clinic_id: ClinicId,
    pub doctor_id: ProfileId,
    pub held_on: NaiveDate,
    last_token: i32,
}

impl Sitting {
    /// The doctor's sitting on that day, made if there is none, locked until the change is done: the row that two desks
    /// queue for. It is looked for first: an insert that finds its key taken would lock what others are waiting for.
    pub fn lock(tx: &mut Tx, clinic: ClinicId, doctor: ProfileId, held_on: NaiveDate) -> QueryResult<Sitting> {
        if let Some(sitting) = Sitting::locked(tx, clinic, doctor, held_on)? {
            return Ok(sitting);
        }
        let new = SittingId::new();
        diesel::insert_into(sittings::table)
            .values((sittings::id.eq(new), sittings::clinic_id.eq(clinic), sittings::doctor_id.eq(doctor), sittings::held_on.eq(held_on)))
            .on_conflict(diesel::dsl::DuplicatedKeys)
            .do_update()
            .set(sittings::last_token.eq(sittings::last_token))
            .execute(tx.db)?;
        Sitting::locked(tx, clinic, doctor, held_on)?.ok_or(diesel::result::Error::NotFound)
    }

    /// A sitting that is there, locked until the change is done.
    pub fn lock_existing(tx: &mut Tx, id: SittingId) -> QueryResult<Sitting> {
        Sitting::query().filter(sittings::id.eq(id)).for_update().first(tx.db)
    }

    fn locked(tx: &mut Tx, clinic: ClinicId, doctor: ProfileId, held_on: NaiveDate) -> QueryResult<Option<Sitting>> {
        Sitting::query()
            .filter(sittings::clinic_id.eq(clinic))
            .filter(sittings::doctor_id.eq(doctor))
            .filter(sittings::held_on.eq(held_on))
            .for_update()
            .first(tx.db)
            .optional()
    }

    /// The next token. The sitting is locked, so no two visits get the same.
    pub fn next_token(&self, tx: &mut Tx) -> QueryResult<i32> {
        diesel::update(sittings::table.find(self.id)).set(sittings::last_token.eq(sittings::last_token + 1)).execute(tx.db)?;
        sittings::table.find(self.id).select(sittings::last_token).first(tx.db)
    }
}
