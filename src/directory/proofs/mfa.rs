//! The second step of signing in: six digits from an authenticator app (TOTP, RFC 6238: SHA-1, thirty seconds, one step either
//! side), each step taken once, or a recovery code, each taken once. The app's secret is kept encrypted with AES-256-GCM,
//! bound to its user, under a key that is not in the database.

mod by_phone;
mod recovery;

pub use by_phone::PhoneFactor;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::result::Error;
use secrecy::SecretString;
use serde_json::json;
use totp_rs::{Builder, Secret, Totp};

use super::tries::SignInStep;
use crate::db::ids::{SessionId, UserId};
use crate::db::{DirectoryDb, DirectoryTx};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::directory::post::Letter;
use crate::directory::sessions::TrustedDevice;
use crate::keys::{derive, random};
use crate::locale::digits;
use crate::schema::directory::{recovery_codes, users};

/// Which key a secret is encrypted with: the first byte of what is stored, so that keys can be changed one day.
const KEY_ID: u8 = 1;

/// What the log calls a second factor: an app, or a code to the phone.
const APP: &str = "totp";
const PHONE: &str = "phone";

/// How many bytes of random a nonce has.
const NONCE: usize = 12;

/// The key of the secrets, derived from the installation's.
#[derive(Clone)]
pub struct Factors([u8; 32]);

/// An authenticator that is being set up, or is in use.
pub struct Authenticator {
    /// Whether a code of it has been given: only then does it count.
    pub enabled: bool,
    /// The secret as people type it into the app.
    pub secret: String,
    /// What the QR code says.
    pub url: String,
    totp: Totp,
}

impl Authenticator {
    /// The six digits at an instant.
    pub fn code_at(&self, now: NaiveDateTime) -> String {
        self.totp.generate(seconds(now)).to_string()
    }
}

/// A user's authenticator as it is stored, with what it calls the account.
#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
struct StoredFactor {
    mfa_enabled: bool,
    mfa_secret: Option<Vec<u8>>,
    email: Option<String>,
    phone: Option<String>,
}

#[derive(HasQuery)]
#[diesel(table_name = users)]
struct EnrolledUser {
    id: UserId,
    mfa_secret: Option<Vec<u8>>,
    full_name: String,
}

/// What became of a code.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorChecked {
    Right,
    Wrong,
    /// There were too many wrong ones: the account waits.
    Wait,
}

/// What became of the first code of an authenticator.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactorConfirmed {
    /// It is in use: the recovery codes, to be shown once.
    Done(Vec<String>),
    Wrong,
    Wait,
}

impl Factors {
    pub fn new(secret: &SecretString) -> Factors {
        Factors(derive(secret, "mfa"))
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new(&self.0.into())
    }

    fn seal(&self, user: UserId, secret: &[u8]) -> QueryResult<Vec<u8>> {
        let nonce = random::<NONCE>()?;
        let sealed = self.cipher().encrypt(&Nonce::from(nonce), Payload { msg: secret, aad: user.0.as_bytes() });
        let sealed = sealed.map_err(|error| Error::SerializationError(error.to_string().into()))?;
        Ok([&[KEY_ID], nonce.as_slice(), sealed.as_slice()].concat())
    }

    fn open(&self, user: UserId, stored: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = stored.strip_prefix(&[KEY_ID])?.split_first_chunk::<NONCE>()?;
        self.cipher().decrypt(&Nonce::from(*nonce), Payload { msg: sealed, aad: user.0.as_bytes() }).ok()
    }

    /// Gives a user a secret, which counts for nothing until a code of it is given. One in use is not replaced.
    pub fn begin(&self, tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
        self.give(tx, user, &random::<20>()?)
    }

    /// As [`Factors::begin`], with this secret.
    pub fn give(&self, tx: &mut DirectoryTx, user: UserId, secret: &[u8]) -> QueryResult<()> {
        let sealed = self.seal(user, secret)?;
        diesel::update(users::table.find(user).filter(users::mfa_enabled.eq(false)))
            .set((users::mfa_secret.eq(sealed), users::mfa_step.eq(None::<i64>)))
            .execute(tx.db)
            .map(drop)
    }

    /// The user's authenticator, if there is one.
    pub fn of(&self, db: &mut DirectoryDb, user: UserId) -> QueryResult<Option<Authenticator>> {
        let stored: StoredFactor = users::table.find(user).select(StoredFactor::as_select()).first(db)?;
        let Some(secret) = stored.mfa_secret.and_then(|sealed| self.open(user, &sealed)) else { return Ok(None) };
        let account = stored.email.or(stored.phone).unwrap_or_default();
        let secret = Secret::from(secret);
        let totp = Builder::new().with_secret(secret.clone()).with_account_name(account).with_issuer(Some("Swasthya")).build();
        let totp = totp.map_err(|error| Error::DeserializationError(error.to_string().into()))?;
        let url = totp.to_url().map_err(|error| Error::DeserializationError(error.to_string().into()))?;
        Ok(Some(Authenticator { enabled: stored.mfa_enabled, secret: secret.to_base32(), url, totp }))
    }

    /// What every authenticator shows at an instant, by the account's name: for the demo's inbox alone.
    pub fn all_codes(&self, db: &mut DirectoryDb, now: NaiveDateTime) -> QueryResult<Vec<(String, String)>> {
        let users = EnrolledUser::query().filter(users::mfa_enabled.eq(true)).order(users::full_name).limit(50).load(db)?;
        let code = |user: EnrolledUser| {
            let secret = self.open(user.id, &user.mfa_secret?)?;
            Some((user.full_name, Builder::new().with_secret(secret).build_noncompliant().generate(seconds(now)).to_string()))
        };
        Ok(users.into_iter().filter_map(code).collect())
    }

    /// Takes an authenticator into use if the code is its own; ends every other session, which came in with one step.
    pub fn confirm(&self, tx: &mut DirectoryTx, user: UserId, here: SessionId, code: &str) -> QueryResult<FactorConfirmed> {
        match self.compare(tx, user, code)? {
            FactorChecked::Right => {}
            FactorChecked::Wrong => return Ok(FactorConfirmed::Wrong),
            FactorChecked::Wait => return Ok(FactorConfirmed::Wait),
        }
        self.take_into_use(tx, user, here, APP).map(FactorConfirmed::Done)
    }

    /// Checks six digits or a recovery code of an authenticator that is in use, and uses it up.
    pub fn check(&self, tx: &mut DirectoryTx, id: UserId, code: &str) -> QueryResult<FactorChecked> {
        if Factors::is_enrolled(tx.db, id)? { self.compare(tx, id, code) } else { Ok(FactorChecked::Wrong) }
    }

    /// Wrong codes are counted apart from wrong passwords: a right password forgets none of them,
    /// and a wrong one adds none. Requests for one user queue here, so that no code is taken twice.
    fn compare(&self, tx: &mut DirectoryTx, id: UserId, code: &str) -> QueryResult<FactorChecked> {
        if !SignInStep::SecondFactor.begin(tx, id)? {
            return Ok(FactorChecked::Wait);
        }
        let code = digits::bare(code).unwrap_or_default();
        let taken: Option<i64> = users::table.find(id).select(users::mfa_step).for_update().first(tx.db)?;
        let step = self.of(tx.db, id)?.and_then(|it| it.totp.check(&code, seconds(tx.now))).and_then(|step| i64::try_from(step).ok());
        let by_app = step.filter(|step| taken.is_none_or(|taken| taken < *step));
        let by_code = by_app.is_none() && self.use_code(tx, id, &code)?;
        if by_app.is_none() && !by_code {
            SignInStep::SecondFactor.refused(tx, Some(id))?;
            return Ok(FactorChecked::Wrong);
        }
        diesel::update(users::table.find(id)).set(users::mfa_step.eq(by_app.or(taken))).execute(tx.db)?;
        SignInStep::SecondFactor.forgive(tx, id)?;
        Ok(FactorChecked::Right)
    }
}

impl Factors {
    /// Whether the user signs in in two steps.
    pub fn is_enrolled(db: &mut DirectoryDb, user: UserId) -> QueryResult<bool> {
        users::table.find(user).select(users::mfa_enabled).first(db)
    }

    /// Ends signing in in two steps: the secret, the recovery codes and the remembered browsers go.
    pub fn remove(tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
        let factor = if Factors::is_by_phone(tx.db, user)? { PHONE } else { APP };
        diesel::update(users::table.find(user))
            .set((users::mfa_enabled.eq(false), users::mfa_secret.eq(None::<Vec<u8>>), users::mfa_step.eq(None::<i64>)))
            .execute(tx.db)?;
        diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user))).execute(tx.db)?;
        TrustedDevice::forget_all(tx, user)?;
        SignInStep::SecondFactor.forgive(tx, user)?;
        audit::record(tx, DirectoryAction::FactorRemoved, DirectorySubject::user(user), &json!({ "factor": factor }))?;
        Letter::TwoStepOff.send(tx, user, &[])
    }
}

fn seconds(now: NaiveDateTime) -> u64 {
    u64::try_from(now.and_utc().timestamp()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Factors;
    use crate::db::ids::UserId;

    #[test]
    fn a_secret_opens_only_for_its_user_and_only_unchanged() {
        let factors = Factors([7; 32]);
        let (om, ria) = (UserId::new(), UserId::new());
        let stored = factors.seal(om, b"a secret of the app.").expect("sealed");
        assert_eq!(factors.open(om, &stored).as_deref(), Some(b"a secret of the app.".as_slice()));
        assert_eq!(factors.open(ria, &stored), None, "bound to its row");
        assert_eq!(Factors([8; 32]).open(om, &stored), None);
        for at in 0..stored.len() {
            let mut changed = stored.clone();
            changed[at] ^= 1;
            assert_eq!(factors.open(om, &changed), None, "byte {at}");
        }
        assert_ne!(factors.seal(om, b"x").expect("sealed"), factors.seal(om, b"x").expect("sealed"), "a new nonce each time");
    }

    #[test]
    fn a_secret_that_stands_in_a_database_stays_readable() {
        let user = UserId("0199d7c0-5f6e-7c3a-9b1d-2f4e6a8c0d13".parse().expect("an id"));
        let stored = b"\x01\xbc\x01\x7d\x1f\x41\x85\xc8\x4e\x42\xf8\xb6\xdb\x1d\x51\xce\x9b\x3b\x04\xc7\xf6\x5d\x7c\xa8\x40\
            \xee\x52\xe4\xa3\x2a\xcc\x5c\x11\x43\x2c\x7e\xe6\xb9\xb8\x77\xc0\x42\x50\x7f\x22\xdd\x65\xe6\xd0";
        assert_eq!(
            Factors([7; 32]).open(user, stored).as_deref(),
            Some(b"a secret of the app.".as_slice()),
            "sealed by an earlier version"
        );
    }
}
