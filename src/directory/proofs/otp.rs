//! One-time codes by SMS or WhatsApp: six digits from the operating system, kept only as an HMAC, bound to the phone, to
//! the purpose and to the browser that asked, five minutes, five tries, one use, only the newest.

mod limits;
mod newest;
mod sending;

use chrono::Duration;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use self::limits::{Alarm, Asker, PerDay};
use self::newest::{has_newer, lives, others};
pub use self::sending::NewCode;
use self::sending::withdraw;
use super::way_in::{SignInMethod, WayIn};
use crate::config::Config;
use crate::db::DirectoryTx;
use crate::db::ids::{OtpId, UserId};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::directory::people::{User, Way};
use crate::directory::post::Channel;
use crate::keys::{derive, mac, same, six_digits};
use crate::locale::Locale;
use crate::schema::directory::{otps, users};
use crate::text_enum;

impl Codes {
    /// How long a code works.
    pub const LIFE: Duration = Duration::minutes(5);
}

/// How often a code may be tried.
const TRIES: i32 = 5;

text_enum! {
    /// What a code is for: one made for one thing opens no other.
    CodePurpose {
        /// Whoever has the phone comes in as the user it belongs to.
        SignIn = "sign_in",
        /// Whoever is signed in proves that a new number is theirs.
        PhoneChange = "phone_change",
        /// Whoever is signed in shows that they still have their phone.
        Confirm = "confirm",
        /// Whoever has shown something else already shows that they have their phone too.
        SecondStep = "second_step",
    }
}

/// Makes codes and tries them. Their key is derived from the installation's secret and so never in the database.
#[derive(Clone)]
pub struct Codes {
    key: [u8; 32],
    per_day: PerDay,
}

/// What became of asking for a code. Known and unknown numbers are answered alike.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeAsked {
    /// To be remembered by the browser: the code is worth nothing without it.
    Made(OtpId),
    /// This phone had a code less than [`PAUSE`] ago.
    TooSoon,
    /// This phone, this network, or the numbers that begin alike had too many in the last hour.
    TooMany,
    /// The installation has sent as many as it may in 24 hours.
    Spent,
    /// Not an Indian mobile number.
    Elsewhere,
}

/// What became of asking, and what the log must say of it once it is committed.
#[must_use]
pub struct CodeAnswer {
    asked: CodeAsked,
    alarms: [Option<Alarm>; 2],
}

impl CodeAnswer {
    /// The answer, its alarms logged.
    pub fn heard(self) -> CodeAsked {
        self.alarms.into_iter().flatten().for_each(Alarm::log);
        self.asked
    }
}

/// What became of typing a code.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeTried {
    Right(UserId),
    Wrong {
        /// How many tries are left.
        left: i32,
    },
    /// Expired, used up, used already, or replaced by a newer one: only a new code helps.
    Over,
}

impl Codes {
    pub fn of(config: &Config) -> Codes {
        let per_day = PerDay { all: config.otp_per_day.into(), organisation: config.otp_per_organisation.into() };
        Codes { key: derive(&config.secret, "otp"), per_day }
    }

    fn mac(&self, id: OtpId, phone: &str, purpose: CodePurpose, code: &str) -> Vec<u8> {
        mac(&self.key, format!("{id} {phone} {purpose} {code}").as_bytes()).to_vec()
    }

    /// Makes a code for a phone (E.164) and writes the message that carries it, if it is for somebody. A row is written in
    /// any case, so that the limits count alike and the answer says nothing about who is registered.
    pub fn ask(&self, tx: &mut DirectoryTx, phone: &str, channel: Channel, purpose: CodePurpose) -> QueryResult<CodeAnswer> {
        let user = match purpose {
            CodePurpose::SignIn | CodePurpose::SecondStep => User::by_login(tx.db, phone)?,
            CodePurpose::PhoneChange | CodePurpose::Confirm => Some(User::find(tx.db, tx.by.user)?),
        };
        let asker = Asker::of(tx, phone, purpose)?;
        let user = user.filter(|user| user.active);
        if let Some(user) = &user {
            // Two requests of one user queue here, so that both cannot slip under the limit.
            users::table.find(user.id).select(users::id).for_update().first::<UserId>(tx.db)?;
        }
        let counted = limits::count(tx, phone, &asker, self.per_day)?;
        if let Some(asked) = counted.refused {
            return Ok(CodeAnswer { asked, alarms: [limits::watch(tx, counted.sent, self.per_day)?, None] });
        }
        let theirs = self.per_day.of(&asker);
        let full = limits::full(tx, theirs)?;
        let (exhausted, of_organisation) = match &user {
            Some(user) => limits::exhausted(tx, user.id, &full, theirs)?,
            None => (false, None),
        };
        // A code that is not sent is nobody's.
        let user = user.filter(|_| !exhausted);
        let (id, code) = (OtpId::new(), six_digits()?);
        let made = diesel::insert_into(otps::table)
            .values((
                otps::id.eq(id),
                otps::user_id.eq(user.as_ref().map(|user| user.id)),
                otps::phone.eq(phone),
                otps::channel.eq(channel),
                otps::purpose.eq(purpose),
                otps::code_hmac.eq(self.mac(id, phone, purpose, &code)),
                otps::address.eq(&tx.by.network),
                otps::device.eq(&asker.mark),
                otps::expires_at.eq(tx.now + Codes::LIFE),
                otps::created_at.eq(tx.now),
            ))
            .execute(tx.db);
        match made {
            // Another request for this number, in the same instant.
            Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => {
                return Ok(CodeAnswer { asked: CodeAsked::TooSoon, alarms: [of_organisation, None] });
            }
            made => made?,
        };
        let mut of_all = None;
        if let Some(user) = user {
            let replaced = others(tx, id)?;
            withdraw(tx, &replaced)?;
            let language = Locale::of_tag(&user.language).unwrap_or_default().tag();
            NewCode { otp: id, channel, phone, code: &code, language, expires_at: tx.now + Codes::LIFE }.enqueue(tx)?;
            let details = serde_json::json!({ "channel": channel, "purpose": purpose });
            audit::record(tx, DirectoryAction::CodeSent, DirectorySubject::new("otps", id).of(user.id), &details)?;
            of_all = limits::watch(tx, counted.sent + 1, self.per_day)?;
        }
        Ok(CodeAnswer { asked: CodeAsked::Made(id), alarms: [of_organisation, of_all] })
    }

    /// Tries a code for the request that this browser remembers. The try is counted before anything is compared, so any
    /// number at once compare five times at most.
    pub fn attempt(&self, tx: &mut DirectoryTx, id: OtpId, phone: &str, purpose: CodePurpose, code: &str) -> QueryResult<CodeTried> {
        let counted = diesel::update(
            otps::table
                .filter(otps::id.eq(id))
                .filter(otps::phone.eq(phone))
                .filter(otps::purpose.eq(purpose))
                .filter(otps::attempts.lt(TRIES))
                .filter(otps::used_at.is_null())
                .filter(otps::expires_at.gt(tx.now)),
        )
        .set(otps::attempts.eq(otps::attempts + 1))
        .execute(tx.db)?;
        if counted == 0 || has_newer(tx, id)? {
            return Ok(CodeTried::Over);
        }
        let CodeRow { code_hmac, attempts, user_id: user, channel } = CodeRow::query().filter(otps::id.eq(id)).first(tx.db)?;
        let right = same(&code_hmac, &self.mac(id, phone, purpose, code));
        let theirs = matches!(purpose, CodePurpose::SignIn | CodePurpose::SecondStep) || user == Some(tx.by.user);
        let Some(user) = user.filter(|_| right && theirs) else {
            audit::record(
                tx,
                DirectoryAction::CodeRefused,
                DirectorySubject::new("otps", id).of(user.unwrap_or(tx.by.user)),
                &serde_json::json!({ "attempts": attempts }),
            )?;
            return Ok(if attempts < TRIES { CodeTried::Wrong { left: TRIES - attempts } } else { CodeTried::Over });
        };
        if !User::find(tx.db, user)?.active {
            return Ok(CodeTried::Over);
        }
        diesel::update(otps::table.find(id)).set(otps::used_at.eq(tx.now)).execute(tx.db)?;
        if purpose != CodePurpose::PhoneChange {
            Way::Phone.verified(tx, user)?;
        }
        if purpose == CodePurpose::SignIn {
            WayIn::used(tx, user, if channel == Channel::WhatsApp { SignInMethod::WhatsApp } else { SignInMethod::Otp })?;
        }
        Ok(CodeTried::Right(user))
    }
}

/// A code that was sent.
#[derive(HasQuery)]
#[diesel(table_name = otps)]
struct CodeRow {
    code_hmac: Vec<u8>,
    attempts: i32,
    user_id: Option<UserId>,
    channel: Channel,
}

impl Codes {
    /// Deletes codes that expired a day ago: by then no limit counts them.
    pub fn sweep(tx: &mut DirectoryTx) -> QueryResult<usize> {
        diesel::delete(otps::table.filter(otps::expires_at.lt(tx.now - Duration::days(1)))).execute(tx.db)
    }
}
