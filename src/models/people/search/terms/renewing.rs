//! Writing the terms anew of names that can be written joined or apart, for those who were registered before they were found so.

use diesel::prelude::*;
use uuid::Uuid;

use super::SearchEntry;
use crate::db::Tx;
use crate::db::ids::ProfileId;
use crate::models::values::Phone;
use crate::schema::organisation::{patients, profiles};

/// How many patients are written anew in one transaction.
const AT_ONCE: i64 = 50;

/// What a patient's terms are made of.
#[derive(HasQuery)]
#[diesel(table_name = profiles, base_query = patients::table.inner_join(profiles::table))]
struct Registered {
    id: ProfileId,
    full_name: String,
    phone: Option<String>,
    address: String,
    #[diesel(select_expression = patients::record_number)]
    record_number: String,
    #[diesel(select_expression = patients::old_number)]
    old_number: String,
}

impl SearchEntry<'_> {
    /// Those of the next patients; gives the last of them, if there was any. Nobody is renamed meanwhile.
    pub fn renew_parted(tx: &mut Tx, after: Option<ProfileId>) -> QueryResult<Option<ProfileId>> {
        let name = profiles::full_name;
        let parted = name.like("%'%").or(name.like("%’%")).or(name.like("d_ %")).or(name.like("% d_ %"));
        let next: Vec<Registered> = Registered::query()
            .filter(patients::deleted_at.is_null())
            .filter(profiles::id.gt(after.unwrap_or(ProfileId(Uuid::nil()))))
            .filter(parted)
            .order(profiles::id)
            .limit(AT_ONCE)
            .for_update()
            .load(tx.db)?;
        for Registered { id, full_name, phone, address, record_number, old_number } in &next {
            let phone = phone.as_deref().map(Phone::stored);
            SearchEntry { id: *id, name: full_name, phone: phone.as_ref(), address, record_number, old_number }.replace(tx)?;
        }
        Ok(next.last().map(|it| it.id))
    }
}
