//! The ways in that a user has, and when each was last used.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::json;

use crate::db::ids::{AuthProviderId, UserId};
use crate::db::{DirectoryDb, DirectoryTx};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::directory::people::User;
use crate::schema::directory::{auth_providers, users};
use crate::text_enum;

text_enum! {
    /// A way to sign in.
    SignInMethod { Password = "password", Otp = "otp", WhatsApp = "whatsapp", Google = "google" }
}

/// A way in that works for a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WayIn {
    pub method: SignInMethod,
    pub last_used_at: Option<NaiveDateTime>,
}

impl WayIn {
    /// Every way in of a user that works now.
    pub fn of_user(db: &mut DirectoryDb, user: UserId) -> QueryResult<Vec<WayIn>> {
        let user = User::find(db, user)?;
        let used: Vec<(SignInMethod, Option<NaiveDateTime>)> = auth_providers::table
            .filter(auth_providers::user_id.eq(user.id))
            .limit(10)
            .select((auth_providers::provider, auth_providers::last_used_at))
            .load(db)?;
        let row = |method| used.iter().find(|(it, _)| *it == method);
        let own = [
            (SignInMethod::Password, user.password_hash.is_some()),
            (SignInMethod::Otp, user.phone.is_some()),
            (SignInMethod::WhatsApp, user.phone.is_some() && row(SignInMethod::WhatsApp).is_some()),
            (SignInMethod::Google, row(SignInMethod::Google).is_some()),
        ];
        let works = own.into_iter().filter(|(_, works)| *works);
        Ok(works.map(|(method, _)| WayIn { method, last_used_at: row(method).and_then(|(_, at)| *at) }).collect())
    }

    /// Remembers that a user's own password or code was used: its subject is the user.
    pub fn used(tx: &mut DirectoryTx, user: UserId, method: SignInMethod) -> QueryResult<()> {
        diesel::insert_or_ignore_into(auth_providers::table)
            .values((
                auth_providers::id.eq(AuthProviderId::new()),
                auth_providers::user_id.eq(user),
                auth_providers::provider.eq(method),
                auth_providers::subject.eq(user.to_string()),
            ))
            .execute(tx.db)?;
        WayIn::used_again(tx, user, method)
    }

    /// Remembers when a way in that is linked was used.
    pub(super) fn used_again(tx: &mut DirectoryTx, user: UserId, method: SignInMethod) -> QueryResult<()> {
        diesel::update(auth_providers::table.filter(auth_providers::user_id.eq(user)).filter(auth_providers::provider.eq(method)))
            .set(auth_providers::last_used_at.eq(tx.now))
            .execute(tx.db)
            .map(drop)
    }

    /// Writes down that the first of two steps was right: nobody is in yet.
    pub fn shown(tx: &mut DirectoryTx, user: UserId, method: SignInMethod) -> QueryResult<()> {
        audit::record(tx, DirectoryAction::ProofShown, DirectorySubject::user(user), &json!({ "by": method }))
    }

    /// Writes down that somebody is in, and how.
    pub fn came_in(tx: &mut DirectoryTx, user: UserId, method: SignInMethod, two_steps: bool) -> QueryResult<()> {
        diesel::update(users::table.find(user)).set(users::last_login_at.eq(tx.now)).execute(tx.db)?;
        let details = json!({ "by": method, "two_steps": two_steps });
        audit::record(tx, DirectoryAction::SignedIn, DirectorySubject::user(user), &details)
    }
}
