//! A record's way from one account to another, which both sides agree to: the giver offers it to a phone and gets six digits
//! to tell; whoever has that phone takes it with them. A mistyped number alone opens nothing.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use serde_json::json;

use super::family::Family;
use super::profile::{Profile, Relation, is_of_age};
use super::search::SearchEntry;
use crate::db::ids::{ProfileId, TransferId, UserId};
use crate::db::{Db, Tx};
use crate::keys::same;
use crate::models::journal::{self, Action, Subject};
use crate::models::values::Phone;
use crate::schema::organisation::{patients, profile_transfers as transfers, profiles};
use crate::text_enum;

text_enum! {
    /// How far it came.
    TransferStatus { Offered = "offered", Accepted = "accepted", Declined = "declined", Withdrawn = "withdrawn" }
}

/// How long an offer stands.
pub const LIFE: Duration = Duration::days(7);

/// How often the digits may be tried.
const TRIES: i32 = 5;

/// How many offers an account makes in a day.
const A_DAY: i64 = 5;

/// What is offered, by whom, to whom.
#[derive(Clone, Debug)]
pub struct TransferOffer {
    pub id: TransferId,
    pub profile: ProfileId,
    pub from: UserId,
    pub from_name: String,
    pub to: UserId,
    pub to_phone: Phone,
    /// An HMAC of the six digits.
    pub code: [u8; 32],
}

#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferOffered {
    Done,
    /// Enough for today.
    TooMany,
}

#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransferTaken {
    /// It is theirs now; `from` is told.
    Done {
        name: String,
        from: UserId,
    },
    Wrong {
        left: i32,
    },
    /// Tried too often, too late, withdrawn or decided: only a new offer helps.
    Over,
    /// Whoever is of age takes their own record, as nobody's child; a child's is never one's own.
    NotAs,
    /// The account has as many people as it may.
    Full,
}

/// An offer that stands.
#[derive(Clone, Debug, Queryable)]
pub struct Transfer {
    pub id: TransferId,
    pub profile: ProfileId,
    pub full_name: String,
    pub from_name: String,
    to_phone: String,
    pub expires_at: NaiveDateTime,
}

impl Transfer {
    pub fn to_phone(&self) -> Phone {
        Phone::stored(&self.to_phone)
    }

    /// The name as it is shown before the record is theirs: the first word, and the others' first letters.
    pub fn name_hinted(&self) -> String {
        let mut words = self.full_name.split_whitespace();
        let first = words.next().unwrap_or_default().to_owned();
        words.filter_map(|word| word.chars().next()).fold(first, |name, letter| format!("{name} {letter}."))
    }

    /// What is offered to an account.
    pub fn offered_to(db: &mut Db, user: UserId, now: NaiveDateTime) -> QueryResult<Vec<Transfer>> {
        standing(now).filter(transfers::to_user.eq(user)).limit(20).select(columns()).load(db)
    }

    /// What an account has offered.
    pub fn offered_by(db: &mut Db, user: UserId, now: NaiveDateTime) -> QueryResult<Vec<Transfer>> {
        standing(now).filter(transfers::from_user.eq(user)).limit(20).select(columns()).load(db)
    }

    /// One that is offered to this account; another's is not found.
    pub fn find(db: &mut Db, user: UserId, id: TransferId, now: NaiveDateTime) -> QueryResult<Transfer> {
        standing(now).filter(transfers::to_user.eq(user)).filter(transfers::id.eq(id)).select(columns()).first(db)
    }

    /// Offers a record of one's own account, unless it is no longer the account's to give. An older offer of it is withdrawn.
    pub fn offer(tx: &mut Tx, offer: &TransferOffer) -> QueryResult<TransferOffered> {
        Family::lock(tx, offer.from)?;
        let own = profiles::table.find(offer.profile).filter(profiles::user_id.eq(offer.from)).filter(profiles::deleted_at.is_null());
        let name: String = own.select(profiles::full_name).for_update().first(tx.db)?;
        let today: i64 = transfers::table
            .filter(transfers::from_user.eq(offer.from))
            .filter(transfers::created_at.gt(tx.now - Duration::days(1)))
            .count()
            .get_result(tx.db)?;
        if today >= A_DAY {
            return Ok(TransferOffered::TooMany);
        }
        diesel::update(
            transfers::table.filter(transfers::profile_id.eq(offer.profile)).filter(transfers::status.eq(TransferStatus::Offered)),
        )
        .set((transfers::status.eq(TransferStatus::Withdrawn), transfers::decided_at.eq(tx.now)))
        .execute(tx.db)?;
        diesel::insert_into(transfers::table)
            .values((
                transfers::id.eq(offer.id),
                transfers::profile_id.eq(offer.profile),
                transfers::from_user.eq(offer.from),
                transfers::from_name.eq(&offer.from_name),
                transfers::to_user.eq(offer.to),
                transfers::to_phone.eq(offer.to_phone.e164()),
                transfers::code_hmac.eq(&offer.code[..]),
                transfers::expires_at.eq(tx.now + LIFE),
                transfers::created_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        let details = json!({ "name": name, "to": offer.to_phone.e164() });
        journal::record(tx, Action::TransferOffered, Subject::person(offer.profile), &details)?;
        Ok(TransferOffered::Done)
    }

    /// Takes a record onto one's own account, as `relation`. The try is counted before anything is compared; both sides' accounts
    /// and the record change in one transaction, or nothing does.
    pub fn take(
        tx: &mut Tx,
        user: UserId,
        id: TransferId,
        code: [u8; 32],
        relation: Relation,
        today: NaiveDate,
    ) -> QueryResult<TransferTaken> {
        Family::lock(tx, user)?;
        let counted = diesel::update(
            transfers::table
                .filter(transfers::id.eq(id))
                .filter(transfers::to_user.eq(user))
                .filter(transfers::status.eq(TransferStatus::Offered))
                .filter(transfers::tries.lt(TRIES))
                .filter(transfers::expires_at.gt(tx.now)),
        )
        .set(transfers::tries.eq(transfers::tries + 1))
        .execute(tx.db)?;
        if counted == 0 {
            return Ok(TransferTaken::Over);
        }
        let OfferedRecord { code_hmac, tries, profile_id: profile, from_user: from, to_phone: phone } =
            OfferedRecord::query().filter(transfers::id.eq(id)).first(tx.db)?;
        if !same(&code_hmac, &code) {
            let details = json!({ "tries": tries });
            journal::record(tx, Action::TransferRefused, Subject::person(profile), &details)?;
            return Ok(if tries < TRIES { TransferTaken::Wrong { left: TRIES - tries } } else { TransferTaken::Over });
        }
        let record = Profile::query().filter(profiles::id.eq(profile)).filter(profiles::user_id.eq(from)).for_update().first(tx.db);
        let Some(record) = record.optional()? else { return Ok(TransferTaken::Over) };
        if record.has_grown_up(today) {
            return Ok(TransferTaken::Over);
        }
        let own = relation == Relation::Own;
        if record.born_on.is_some_and(|born_on| is_of_age(born_on, today) != own) {
            return Ok(TransferTaken::NotAs);
        }
        if Family::of_user(tx.db, user, today)?.everybody().count() >= Family::MOST {
            return Ok(TransferTaken::Full);
        }
        decide(tx, id, TransferStatus::Accepted)?;
        let phone = Phone::stored(&phone);
        diesel::update(profiles::table.find(profile))
            .set((
                profiles::user_id.eq(user),
                profiles::phone.eq(phone.e164()),
                profiles::relation.eq(relation),
                profiles::sharing_agreed_at.eq(None::<NaiveDateTime>),
                profiles::on_account_since.eq(tx.now),
            ))
            .execute(tx.db)?;
        reindex(tx, &record, Some(&phone))?;
        let details = json!({ "name": record.full_name, "old": from, "new": user, "relation": relation });
        journal::record(tx, Action::TransferAccepted, Subject::person(profile), &details)?;
        Ok(TransferTaken::Done { name: record.full_name, from })
    }

    /// Says no to an offer: the giver takes it back, or the other side declines. Whether there was one.
    pub fn end(tx: &mut Tx, user: UserId, id: TransferId) -> QueryResult<bool> {
        let found: Option<(ProfileId, UserId)> = transfers::table
            .find(id)
            .filter(transfers::from_user.eq(user).or(transfers::to_user.eq(user)))
            .filter(transfers::status.eq(TransferStatus::Offered))
            .select((transfers::profile_id, transfers::from_user))
            .for_update()
            .first(tx.db)
            .optional()?;
        let Some((profile, from)) = found else { return Ok(false) };
        let (status, action) = if from == user {
            (TransferStatus::Withdrawn, Action::TransferWithdrawn)
        } else {
            (TransferStatus::Declined, Action::TransferDeclined)
        };
        decide(tx, id, status)?;
        journal::record(tx, action, Subject::person(profile), &json!(null))?;
        Ok(true)
    }
}

/// A record that is offered, and what opens it.
#[derive(HasQuery)]
#[diesel(table_name = transfers)]
struct OfferedRecord {
    code_hmac: Vec<u8>,
    tries: i32,
    profile_id: ProfileId,
    from_user: UserId,
    to_phone: String,
}

#[diesel::dsl::auto_type]
fn standing(now: NaiveDateTime) -> _ {
    let (offered, tries): (TransferStatus, i32) = (TransferStatus::Offered, TRIES);
    transfers::table
        .inner_join(profiles::table)
        .filter(transfers::status.eq(offered))
        .filter(transfers::expires_at.gt(now))
        .filter(transfers::tries.lt(tries))
        .order(transfers::created_at.desc())
}

#[diesel::dsl::auto_type]
fn columns() -> _ {
    (transfers::id, transfers::profile_id, profiles::full_name, transfers::from_name, transfers::to_phone, transfers::expires_at)
}

fn decide(tx: &mut Tx, id: TransferId, status: TransferStatus) -> QueryResult<()> {
    diesel::update(transfers::table.find(id)).set((transfers::status.eq(status), transfers::decided_at.eq(tx.now))).execute(tx.db).map(drop)
}

/// Makes the record findable by its new number, or by none. Who is no patient is in no index.
pub(super) fn reindex(tx: &mut Tx, record: &Profile, phone: Option<&Phone>) -> QueryResult<()> {
    let known: Option<(String, String, String)> = patients::table
        .inner_join(profiles::table)
        .filter(patients::profile_id.eq(record.id))
        .select((profiles::address, patients::record_number, patients::old_number))
        .first(tx.db)
        .optional()?;
    let Some((address, record_number, old_number)) = known else { return Ok(()) };
    let (id, name) = (record.id, record.full_name.as_str());
    SearchEntry { id, name, phone, address: &address, record_number: &record_number, old_number: &old_number }.replace(tx)
}
