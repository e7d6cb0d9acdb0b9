//! The making of an organisation: what was asked for, who has it in hand, how far it is. Of several processes one makes it at a
//! time; what one that died had in hand is taken up again when its lease ends.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use serde_json::json;

use super::organisation::Organisation;
use crate::db::DirectoryTx;
use crate::db::ids::{OrganisationId, UserId};
use crate::db::statement::Among;
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::schema::directory::{creations, organisations};
use crate::text_enum;

text_enum! {
    keys "creation-stage";
    /// How far it is.
    CreationStage {
        /// Nobody has it in hand yet.
        Waiting = "waiting",
        /// The tables are being made.
        Database = "database",
        /// The medicines, the first clinic and the owner.
        People = "people",
        Done = "done",
    }
}

/// How long a process that is not heard of keeps it. It is heard of at each step of the tables, which take far less.
const LEASE: Duration = Duration::minutes(1);

/// What an organisation is to begin with. Without an owner it gets neither clinic nor admin: the command line adds them later.
#[derive(Clone, Debug, Default)]
pub struct NewOrganisation {
    pub name: String,
    pub slug: String,
    /// A server's name.
    pub server: String,
    pub clinic: String,
    pub owner_name: String,
    /// In lower case.
    pub owner_email: String,
}

#[derive(Clone, Debug, HasQuery)]
#[diesel(table_name = creations)]
pub struct Creation {
    pub organisation_id: OrganisationId,
    pub clinic: String,
    pub owner_name: String,
    pub owner_email: String,
    pub asked_by: UserId,
    pub stage: CreationStage,
    /// How many steps of the tables have been made.
    pub steps_done: i32,
    /// Why it stopped, if it did.
    pub failure: String,
    holder: String,
}

/// What became of asking for an organisation.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreationAsked {
    /// It is written down, or was before by the same who asks the same again, or was left half made.
    Begun(OrganisationId),
    SlugTaken,
    NameTaken,
}

impl Creation {
    /// Writes a new organisation down, whose database is still to be made. The slug has been checked. `again`: one that was left
    /// half made is taken up, with what it was begun with.
    pub fn begin(tx: &mut DirectoryTx, new: &NewOrganisation, again: bool) -> QueryResult<CreationAsked> {
        let there = Organisation::query().filter(organisations::slug.eq(&new.slug).or(organisations::name.eq(&new.name))).load(tx.db)?;
        if let Some(taken) = there.iter().find(|it| it.slug == new.slug) {
            if again && taken.is_half_made() {
                diesel::update(creations::table.find(taken.id)).set(creations::failure.eq("")).execute(tx.db)?;
                return Ok(CreationAsked::Begun(taken.id));
            }
            return Ok(if asked_before(tx, new, taken)? { CreationAsked::Begun(taken.id) } else { CreationAsked::SlugTaken });
        }
        if !there.is_empty() {
            return Ok(CreationAsked::NameTaken);
        }
        let id = OrganisationId::new();
        let inserted = diesel::insert_into(organisations::table)
            .values((
                organisations::id.eq(id),
                organisations::name.eq(&new.name),
                organisations::slug.eq(&new.slug),
                organisations::server.eq(&new.server),
            ))
            .execute(tx.db);
        match inserted {
            // Somebody else asked in the same moment.
            Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => {
                let same_slug = Organisation::query().filter(organisations::slug.eq(&new.slug)).first(tx.db).optional()?;
                return Ok(match same_slug {
                    Some(taken) if asked_before(tx, new, &taken)? => CreationAsked::Begun(taken.id),
                    Some(_) => CreationAsked::SlugTaken,
                    None => CreationAsked::NameTaken,
                });
            }
            other => other?,
        };
        diesel::insert_into(creations::table)
            .values((
                creations::organisation_id.eq(id),
                creations::clinic.eq(&new.clinic),
                creations::owner_name.eq(&new.owner_name),
                creations::owner_email.eq(&new.owner_email),
                creations::asked_by.eq(tx.by.user),
            ))
            .execute(tx.db)?;
        let details = json!({ "slug": new.slug, "server": new.server });
        audit::record(tx, DirectoryAction::OrganisationCreated, DirectorySubject::new("organisations", id), &details)?;
        Ok(CreationAsked::Begun(id))
    }

    /// Takes one in hand that nobody has, the oldest first: this one, or any on one of these servers.
    pub fn take(tx: &mut DirectoryTx, holder: &str, which: WhichCreation<'_>) -> QueryResult<Option<Creation>> {
        if let WhichCreation::This(id) = which {
            // Of an organisation that was left half made before creations were written down.
            let row = (creations::organisation_id.eq(id), creations::asked_by.eq(tx.by.user));
            diesel::insert_or_ignore_into(creations::table).values(row).execute(tx.db)?;
        }
        let mut open = creations::table
            .inner_join(organisations::table)
            .filter(creations::stage.ne(CreationStage::Done))
            .filter(creations::leased_until.is_null().or(creations::leased_until.lt(tx.now)))
            .order(creations::created_at)
            .select(creations::organisation_id)
            .into_boxed();
        open = match which {
            WhichCreation::This(id) => open.filter(creations::organisation_id.eq(id)),
            WhichCreation::On(servers) => open.filter(creations::failure.eq("")).filter(organisations::server.among(servers)),
        };
        let Some(id) = open.first::<OrganisationId>(tx.db).optional()? else { return Ok(None) };
        let taken = diesel::update(
            creations::table
                .filter(creations::organisation_id.eq(id))
                .filter(creations::stage.ne(CreationStage::Done))
                .filter(creations::leased_until.is_null().or(creations::leased_until.lt(tx.now))),
        )
        .set((creations::holder.eq(holder), creations::leased_until.eq(tx.now + LEASE), creations::failure.eq("")))
        .execute(tx.db)?;
        if taken == 0 { Ok(None) } else { Creation::query().filter(creations::organisation_id.eq(id)).first(tx.db).map(Some) }
    }

    /// Notes how far it is, and keeps it in hand. Whether it still is: another process may have taken it up since.
    pub fn get_on(&self, tx: &mut DirectoryTx, stage: CreationStage, steps_done: usize) -> QueryResult<bool> {
        let (steps, until) = (i32::try_from(steps_done).unwrap_or(i32::MAX), tx.now + LEASE);
        let ours = diesel::update(creations::table.filter(held(self.organisation_id, &self.holder)))
            .set((creations::stage.eq(stage), creations::steps_done.eq(steps), creations::leased_until.eq(until)))
            .execute(tx.db)?;
        Ok(ours == 1)
    }

    /// Notes that it is done. Whether it was still in hand.
    pub fn finish(&self, tx: &mut DirectoryTx) -> QueryResult<bool> {
        let set = (creations::stage.eq(CreationStage::Done), creations::leased_until.eq(None::<NaiveDateTime>));
        Ok(diesel::update(creations::table.filter(held(self.organisation_id, &self.holder))).set(set).execute(tx.db)? == 1)
    }

    /// Notes why it stopped, and lets it go: it waits until somebody tries again.
    pub fn fail(&self, tx: &mut DirectoryTx, why: &str) -> QueryResult<()> {
        let why: String = why.chars().take(500).collect();
        let set = (creations::failure.eq(why), creations::leased_until.eq(None::<NaiveDateTime>));
        diesel::update(creations::table.filter(held(self.organisation_id, &self.holder))).set(set).execute(tx.db).map(drop)
    }

    /// Lets one that stopped be taken up again. Whether it had stopped.
    pub fn try_again(tx: &mut DirectoryTx, id: OrganisationId) -> QueryResult<bool> {
        let stopped = creations::table.filter(creations::organisation_id.eq(id)).filter(creations::failure.ne(""));
        let again = diesel::update(stopped).set(creations::failure.eq("")).execute(tx.db)? == 1;
        if again {
            audit::record(tx, DirectoryAction::CreationRetried, DirectorySubject::new("organisations", id), &json!({}))?;
        }
        Ok(again)
    }

    /// Whether the organisation begins with an owner.
    pub fn has_owner(&self) -> bool {
        !self.owner_email.is_empty()
    }
}

/// Whether the same was asked for by the same person before: a second press, or a form sent again.
fn asked_before(tx: &mut DirectoryTx, new: &NewOrganisation, taken: &Organisation) -> QueryResult<bool> {
    let before: Option<(String, String, String, UserId)> = creations::table
        .find(taken.id)
        .select((creations::clinic, creations::owner_name, creations::owner_email, creations::asked_by))
        .first(tx.db)
        .optional()?;
    let same = (new.clinic.clone(), new.owner_name.clone(), new.owner_email.clone(), tx.by.user);
    Ok((&taken.name, &taken.server_name) == (&new.name, &new.server) && before == Some(same))
}

/// The creation, if that process still has it in hand.
#[diesel::dsl::auto_type(no_type_alias)]
fn held<'a>(id: OrganisationId, holder: &'a str) -> _ {
    creations::organisation_id.eq(id).and(creations::holder.eq(holder)).and(creations::leased_until.is_not_null())
}

/// Which creation is to be taken in hand.
#[derive(Clone, Copy, Debug)]
pub enum WhichCreation<'a> {
    This(OrganisationId),
    /// Any on these servers that has not failed.
    On(&'a [String]),
}
