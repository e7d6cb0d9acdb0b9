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
    /// queue for.
    pub fn lock(tx: &mut Tx, clinic: ClinicId, doctor: ProfileId, held_on: NaiveDate) -> QueryResult<Sitting> {
        diesel::insert_or_ignore_into(sittings::table)
            .values((
                sittings::id.eq(SittingId::new()),
                sittings::clinic_id.eq(clinic),
                sittings::doctor_id.eq(doctor),
                sittings::held_on.eq(held_on),
            ))
            .execute(tx.db)?;
        Sitting::query()
            .filter(sittings::clinic_id.eq(clinic))
            .filter(sittings::doctor_id.eq(doctor))
            .filter(sittings::held_on.eq(held_on))
            .for_update()
            .first(tx.db)
    }

    /// The next token. The sitting is locked, so no two visits get the same.
    pub fn next_token(&self, tx: &mut Tx) -> QueryResult<i32> {
        diesel::update(sittings::table.find(self.id)).set(sittings::last_token.eq(sittings::last_token + 1)).execute(tx.db)?;
        sittings::table.find(self.id).select(sittings::last_token).first(tx.db)
    }
}
