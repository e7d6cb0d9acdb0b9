//! One-time codes for signing in by phone: six digits from the operating system, kept only as an HMAC, bound to the phone
//! and to the browser that asked, five minutes, five tries, one use, only the newest.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use secrecy::SecretString;

use super::audit::{self, DirectoryAction};
use super::auth_provider::{self, Method};
use super::outbox::{self, Channel, NewMessage};
use super::user::User;
use crate::db::DirectoryTx;
use crate::db::ids::{OtpId, UserId};
use crate::db::provision::{derive, mac};
use crate::locale::{Locale, ToValue};
use crate::schema::directory::{otps, users};
use crate::text_enum;

/// How long a code works.
pub const LIFE: Duration = Duration::minutes(5);

/// How often a code may be tried.
const TRIES: i32 = 5;

/// A phone gets one code in this time.
pub const PAUSE: Duration = Duration::seconds(30);

/// How many codes a phone gets in an hour.
const PER_PHONE: i64 = 5;

/// How many codes one address may ask for in an hour: a clinic's whole waiting room shares one.
const PER_ADDRESS: i64 = 20;

text_enum! {
    /// What a code is for: one made for one thing opens no other.
    Purpose { SignIn = "sign_in" }
}

/// The key of the codes, derived from the installation's secret and so never in the database.
#[derive(Clone)]
pub struct Codes([u8; 32]);

/// What became of asking for a code. Known and unknown numbers are answered alike.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// To be remembered by the browser: the code is worth nothing without it.
    Made(OtpId),
    /// This phone had a code less than [`PAUSE`] ago.
    TooSoon,
    /// This phone, or this address, had too many in the last hour.
    TooMany,
}

/// What became of typing a code.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    Right(UserId),
    Wrong {
        /// How many tries are left.
        left: i32,
    },
    /// Expired, used up, used already, or replaced by a newer one: only a new code helps.
    Over,
}

impl Codes {
    pub fn new(secret: &SecretString) -> Codes {
        Codes(derive(secret, "otp"))
    }

    fn mac(&self, id: OtpId, phone: &str, purpose: Purpose, code: &str) -> Vec<u8> {
        mac(&self.0, format!("{id} {phone} {purpose} {code}").as_bytes()).to_vec()
    }

    /// Makes a code for a phone (E.164) and writes the message that carries it, if the phone is somebody's. A row is
    /// written in any case, so that the limits count alike and the answer says nothing about who is registered.
    pub fn ask(&self, tx: &mut DirectoryTx, phone: &str) -> QueryResult<Asked> {
        let user = User::by_login(tx.db, phone)?.filter(|user| user.active);
        if let Some(user) = &user {
            // Two requests for one phone queue here, so that both cannot slip under the limit.
            users::table.find(user.id).select(users::id).for_update().first::<UserId>(tx.db)?;
        }
        let asked = |at: NaiveDateTime| otps::created_at.gt(at);
        let recent: Vec<NaiveDateTime> = otps::table
            .filter(otps::phone.eq(phone))
            .filter(asked(tx.now - Duration::hours(1)))
            .order(otps::created_at.desc())
            .limit(PER_PHONE)
            .select(otps::created_at)
            .load(tx.db)?;
        if recent.first().is_some_and(|last| *last > tx.now - PAUSE) {
            return Ok(Asked::TooSoon);
        }
        let from_here: i64 =
            otps::table.filter(otps::address.eq(&tx.by.address)).filter(asked(tx.now - Duration::hours(1))).count().get_result(tx.db)?;
        if i64::try_from(recent.len()).is_ok_and(|count| count >= PER_PHONE) || from_here >= PER_ADDRESS {
            return Ok(Asked::TooMany);
        }
        let (id, code) = (OtpId::new(), six_digits()?);
        diesel::insert_into(otps::table)
            .values((
                otps::id.eq(id),
                otps::user_id.eq(user.as_ref().map(|user| user.id)),
                otps::phone.eq(phone),
                otps::channel.eq(Channel::Sms),
                otps::purpose.eq(Purpose::SignIn),
                otps::code_hmac.eq(self.mac(id, phone, Purpose::SignIn, &code)),
                otps::address.eq(&tx.by.address),
                otps::expires_at.eq(tx.now + LIFE),
                otps::created_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        if let Some(user) = user {
            let locale = Locale::of_tag(&user.language).unwrap_or_default();
            let body = locale.say_with("message-code", &[("code", code.to_value())]);
            let message =
                NewMessage { channel: Channel::Sms, recipient: phone.to_owned(), template: outbox::CODE, subject: String::new(), body };
            outbox::enqueue(tx, &message)?;
            audit::record(tx, DirectoryAction::CodeSent, Some(user.id), "otps", Some(id.0), &serde_json::Value::Null)?;
        }
        Ok(Asked::Made(id))
    }

    /// Tries a code for the request that this browser remembers. The try is counted before anything is compared, so any
    /// number at once compare five times at most.
    pub fn attempt(&self, tx: &mut DirectoryTx, id: OtpId, phone: &str, code: &str) -> QueryResult<Tried> {
        let counted = diesel::update(
            otps::table
                .filter(otps::id.eq(id))
                .filter(otps::phone.eq(phone))
                .filter(otps::purpose.eq(Purpose::SignIn))
                .filter(otps::attempts.lt(TRIES))
                .filter(otps::used_at.is_null())
                .filter(otps::expires_at.gt(tx.now)),
        )
        .set(otps::attempts.eq(otps::attempts + 1))
        .execute(tx.db)?;
        if counted == 0 {
            return Ok(Tried::Over);
        }
        let (hmac, attempts, user, made_at): (Vec<u8>, i32, Option<UserId>, NaiveDateTime) =
            otps::table.find(id).select((otps::code_hmac, otps::attempts, otps::user_id, otps::created_at)).first(tx.db)?;
        let newer: i64 = otps::table.filter(otps::phone.eq(phone)).filter(otps::created_at.gt(made_at)).count().get_result(tx.db)?;
        if newer > 0 {
            return Ok(Tried::Over);
        }
        let same = hmac.iter().zip(self.mac(id, phone, Purpose::SignIn, code)).fold(0, |differing, (a, b)| differing | (a ^ b)) == 0;
        let Some(user) = user.filter(|_| same) else {
            audit::record(tx, DirectoryAction::CodeRefused, user, "otps", Some(id.0), &serde_json::json!({ "attempts": attempts }))?;
            return Ok(if attempts < TRIES { Tried::Wrong { left: TRIES - attempts } } else { Tried::Over });
        };
        if !User::find(tx.db, user)?.active {
            return Ok(Tried::Over);
        }
        diesel::update(otps::table.find(id)).set(otps::used_at.eq(tx.now)).execute(tx.db)?;
        diesel::update(users::table.find(user)).set(users::last_login_at.eq(tx.now)).execute(tx.db)?;
        diesel::update(users::table.find(user).filter(users::phone_verified_at.is_null()))
            .set(users::phone_verified_at.eq(tx.now))
            .execute(tx.db)?;
        auth_provider::used(tx, user, Method::Otp)?;
        audit::record(tx, DirectoryAction::SignedIn, Some(user), "users", Some(user.0), &serde_json::json!({ "by": "otp" }))?;
        Ok(Tried::Right(user))
    }
}

/// Deletes what expired more than a day ago: the limits look back an hour.
pub fn sweep(tx: &mut DirectoryTx) -> QueryResult<usize> {
    diesel::delete(otps::table.filter(otps::expires_at.lt(tx.now - Duration::days(1)))).execute(tx.db)
}

/// Six digits, each code as likely as any other: a draw above the last whole million is drawn again.
fn six_digits() -> QueryResult<String> {
    const WHOLE: u32 = u32::MAX - u32::MAX % 1_000_000;
    loop {
        let mut bytes = [0_u8; 4];
        getrandom::fill(&mut bytes).map_err(|error| diesel::result::Error::SerializationError(error.to_string().into()))?;
        let drawn = u32::from_ne_bytes(bytes);
        if drawn < WHOLE {
            return Ok(format!("{:06}", drawn % 1_000_000));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::six_digits;

    #[test]
    fn auth_9_a_code_has_six_digits() {
        for _ in 0..1000 {
            let code = six_digits().expect("a code");
            assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
        }
    }
}
