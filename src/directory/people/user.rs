//! A sign-in identity.

use std::collections::HashMap;

use diesel::prelude::*;

use super::membership::{Membership, MembershipStanding};
use crate::db::ids::{OrganisationId, UserId};
use crate::db::statement::Among;
use crate::db::{DirectoryDb, DirectoryTx};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::schema::directory::{memberships, users};

/// What signing in needs to know of a user.
#[derive(Clone, Debug, HasQuery)]
#[diesel(table_name = users)]
pub struct User {
    pub id: UserId,
    pub full_name: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub password_hash: Option<String>,
    pub active: bool,
    pub language: String,
}

impl User {
    /// Finds by e-mail (lower case) or phone (E.164), whichever it looks like. Both are ASCII: anything else belongs to nobody.
    pub fn by_login(db: &mut DirectoryDb, login: &str) -> QueryResult<Option<User>> {
        if !login.is_ascii() {
            return Ok(None);
        }
        let found = User::query().filter(users::deleted_at.is_null());
        if login.contains('@') {
            found.filter(users::email.eq(login)).first(db).optional()
        } else {
            found.filter(users::phone.eq(login)).first(db).optional()
        }
    }

    pub fn find(db: &mut DirectoryDb, id: UserId) -> QueryResult<User> {
        User::query().filter(users::deleted_at.is_null()).filter(users::id.eq(id)).first(db)
    }

    /// As [`User::find`], locked until the change is done: changes of one account queue here.
    pub fn lock(tx: &mut DirectoryTx, id: UserId) -> QueryResult<User> {
        User::query().filter(users::deleted_at.is_null()).filter(users::id.eq(id)).for_update().first(tx.db)
    }

    /// The user behind a phone number, made if there is none, and their way into the organisation. This is how a family
    /// gets its one account: whoever registers first on a number makes it, the others find it.
    pub fn of_phone(tx: &mut DirectoryTx, phone: &str, full_name: &str, organisation: OrganisationId) -> QueryResult<UserId> {
        let id = User::behind_phone(tx, phone, full_name)?;
        Membership::ensure(tx, id, organisation)?;
        Ok(id)
    }

    /// As [`User::of_phone`], for somebody who is only offered a record there.
    pub fn of_offered_phone(tx: &mut DirectoryTx, phone: &str, full_name: &str, organisation: OrganisationId) -> QueryResult<UserId> {
        let id = User::behind_phone(tx, phone, full_name)?;
        Membership::offer(tx, id, organisation)?;
        Ok(id)
    }

    fn behind_phone(tx: &mut DirectoryTx, phone: &str, full_name: &str) -> QueryResult<UserId> {
        let made = diesel::insert_or_ignore_into(users::table)
            .values((users::id.eq(UserId::new()), users::phone.eq(phone), users::full_name.eq(full_name)))
            .execute(tx.db)?;
        let id: UserId = users::table.filter(users::phone.eq(phone)).select(users::id).first(tx.db)?;
        if made == 1 {
            audit::record(tx, DirectoryAction::Registered, DirectorySubject::user(id), &serde_json::json!({ "by": "phone" }))?;
        }
        Ok(id)
    }

    /// The user behind an e-mail address (lower case), made if there is none.
    pub fn of_email(tx: &mut DirectoryTx, email: &str, full_name: &str) -> QueryResult<UserId> {
        let made = diesel::insert_or_ignore_into(users::table)
            .values((users::id.eq(UserId::new()), users::email.eq(email), users::full_name.eq(full_name)))
            .execute(tx.db)?;
        let id: UserId = users::table.filter(users::email.eq(email)).select(users::id).first(tx.db)?;
        if made == 1 {
            audit::record(tx, DirectoryAction::Registered, DirectorySubject::user(id), &serde_json::json!({ "by": "email" }))?;
        }
        Ok(id)
    }

    /// The users behind many phone numbers, those made that were missing, and their way into the organisation: what
    /// [`User::of_phone`] does, in bulk. Answers them by number.
    pub fn of_phones(
        tx: &mut DirectoryTx,
        people: &[(String, String)],
        organisation: OrganisationId,
    ) -> QueryResult<HashMap<String, UserId>> {
        let mut found = HashMap::with_capacity(people.len());
        for chunk in people.chunks(500) {
            let rows: Vec<_> = chunk
                .iter()
                .map(|(phone, full_name)| (users::id.eq(UserId::new()), users::phone.eq(phone), users::full_name.eq(full_name)))
                .collect();
            diesel::insert_or_ignore_into(users::table).values(rows).execute(tx.db)?;
            let phones = chunk.iter().map(|(phone, _)| phone);
            let ids: Vec<(Option<String>, UserId)> =
                users::table.filter(users::phone.among(phones)).select((users::phone, users::id)).load(tx.db)?;
            // Nobody has seen, today, whose a number in an old register is.
            let rows: Vec<_> = ids
                .iter()
                .map(|(_, id)| {
                    let long_ago = memberships::holder_known_at.eq(tx.now - Membership::KNOWN_FOR);
                    let standing = memberships::standing.eq(MembershipStanding::Patient);
                    (memberships::user_id.eq(id), memberships::organisation_id.eq(organisation), long_ago, standing)
                })
                .collect();
            diesel::insert_or_ignore_into(memberships::table).values(rows).execute(tx.db)?;
            found.extend(ids.into_iter().filter_map(|(phone, id)| Some((phone?, id))));
        }
        let details = serde_json::json!({ "by": "import", "phones": found.len() });
        audit::record(tx, DirectoryAction::Registered, DirectorySubject::new("organisations", organisation), &details)?;
        Ok(found)
    }

    /// The user whom an organisation takes on: whose the e-mail address is, or the phone where there is none. That the one beside it is
    /// somebody else's is not looked at: it would tell of accounts that are none of the organisation's business. They are asked, and
    /// work there once they accept.
    pub fn of_contact(
        tx: &mut DirectoryTx,
        full_name: &str,
        email: Option<&str>,
        phone: Option<&str>,
        organisation: OrganisationId,
    ) -> QueryResult<UserId> {
        let user = match (email, phone) {
            (Some(email), _) => User::of_email(tx, email, full_name)?,
            (None, Some(phone)) => User::behind_phone(tx, phone, full_name)?,
            (None, None) => return Err(diesel::NotFound),
        };
        Membership::ask(tx, user, organisation)?;
        Ok(user)
    }

    /// What somebody who knows them would try first as their password.
    pub fn own_words(&self) -> Vec<String> {
        let contact = [&self.email, &self.phone].into_iter().flatten().flat_map(|it| it.split(['@', '.', '+']).chain([it.as_str()]));
        self.full_name.split_whitespace().chain(contact).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    }

    /// Sets the language in which messages are written to them.
    pub fn set_language(tx: &mut DirectoryTx, id: UserId, language: &str) -> QueryResult<()> {
        diesel::update(users::table.find(id)).set(users::language.eq(language)).execute(tx.db).map(drop)
    }
}
