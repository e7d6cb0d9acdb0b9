//! Sessions as rows of the directory, for actix-session. The cookie holds a random token; the row holds its SHA-256.

use std::collections::HashMap;
use std::sync::Arc;

use actix_session::SessionMiddleware;
use actix_session::config::{CookieContentSecurity, PersistentSession};
use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::cookie::{Key, SameSite, time};
use chrono::NaiveDateTime;
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};

use super::account::Account;
use crate::config::Config;
use crate::db::clock::now;
use crate::db::ids::UserId;
use crate::db::{Author, Databases};
use crate::directory::session::{self, Kind, NewSession};

/// The keys of a session's values.
pub(super) mod key {
    /// The signed-in user's id.
    pub const USER: &str = "user";
    /// The [`super::Account`], made anew from the directory at every request and never stored.
    pub const ACCOUNT: &str = "account";
    pub const AGENT: &str = "agent";
    pub const ADDRESS: &str = "address";
    /// Who is between the two steps of signing in.
    pub const BETWEEN: &str = "between";
    /// Which authenticator is being set up in this session.
    pub const BEGUN: &str = "begun";
    /// Since when the session, or what it grew from, is known to be good: if its user's sessions were ended after that, no new
    /// token is given.
    pub const SINCE: &str = "since";
    /// When the session ends at the latest: a new token does not put that off.
    pub const ENDS: &str = "ends";
    /// Why the session could not be read, if so.
    pub const TROUBLE: &str = "trouble";
    /// The [`super::Kind`] of session.
    pub const KIND: &str = "kind";
    /// How its user came in.
    pub const PROOF: &str = "proof";
    /// Whether a second factor was shown: here, or on this browser within the time it is remembered.
    pub const ASSURED: &str = "assured";
    /// As what an admin looks at an organisation: a [`super::super::looking::Looking`].
    pub const LOOKING: &str = "looking";
    /// When a second factor was last shown in this session.
    pub const FACTOR_AT: &str = "factor_at";
    /// When anything was last shown in this session that proves who they are: signing in counts.
    pub const PROOF_AT: &str = "proof_at";
}

/// How long a cookie may be kept by the browser; the row's own end comes earlier for staff.
const COOKIE_DAYS: i64 = 30;

/// The store over the `sessions` table.
pub struct Sessions(pub Arc<Databases>);

/// The middleware, with the cookie as the configuration wants it.
pub fn middleware(databases: Arc<Databases>, config: &Config) -> SessionMiddleware<Sessions> {
    let key = Key::derive_from(config.secret.expose_secret().as_bytes());
    SessionMiddleware::builder(Sessions(databases), key)
        .cookie_name(if config.secure_cookies { "__Host-session".into() } else { "session".into() })
        .cookie_secure(config.secure_cookies)
        .cookie_http_only(true)
        .cookie_same_site(SameSite::Lax)
        .cookie_content_security(CookieContentSecurity::Signed)
        .session_lifecycle(PersistentSession::default().session_ttl(time::Duration::days(COOKIE_DAYS)))
        .build()
}

type Values = HashMap<String, String>;

impl SessionStore for Sessions {
    async fn load(&self, token: &SessionKey) -> Result<Option<Values>, LoadError> {
        let (hash, loaded_at) = (hash(token), now());
        let found = match self.0.read_directory(move |db| session::find(db, &hash, now())).await {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(None),
            // Neither signed in nor signed out: whoever asks for an account is told that the server is busy.
            Err(trouble) => {
                return Ok(Some(Values::from([(key::TROUBLE.into(), serde_json::Value::from(trouble.to_string()).to_string())])));
            }
        };
        let mut values: Values = serde_json::from_str(&found.state).map_err(|e| LoadError::Deserialization(e.into()))?;
        values.insert(key::SINCE.into(), json(loaded_at)?);
        if found.user.is_some() {
            values.insert(key::ENDS.into(), json(found.expires_at)?);
        }
        if let Some(user) = found.user {
            let account = Account::of_session(user, found.id, found.kind, found.last_seen_at);
            let account = serde_json::to_string(&account).map_err(|e| LoadError::Deserialization(e.into()))?;
            values.insert(key::ACCOUNT.into(), account);
        }
        Ok(Some(values))
    }

    async fn save(&self, values: Values, _: &time::Duration) -> Result<SessionKey, SaveError> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|e| SaveError::Other(anyhow::anyhow!("{e}")))?;
        let token = crate::db::provision::hex(&bytes);
        let key = SessionKey::try_from(token).map_err(|_| SaveError::Other(anyhow::anyhow!("a token too long")))?;
        let hash = hash(&key);
        let text = |name: &str| values.get(name).and_then(|it| serde_json::from_str::<String>(it).ok()).unwrap_or_default();
        let user: Option<UserId> = values.get(key::USER).and_then(|it| serde_json::from_str(it).ok());
        let kind = values.get(key::KIND).and_then(|it| serde_json::from_str(it).ok()).unwrap_or(Kind::Visitor);
        let proof = text(key::PROOF);
        let instant = |name: &str| values.get(name).and_then(|it| serde_json::from_str::<NaiveDateTime>(it).ok());
        let (since, ends) = (instant(key::SINCE).unwrap_or_else(now), instant(key::ENDS));
        let (agent, address, state) = (text(key::AGENT), text(key::ADDRESS), stored(values).map_err(SaveError::Serialization)?);
        self.0
            .write_directory(Author::system(), move |tx| {
                let new = NewSession {
                    token_hash: &hash,
                    user,
                    state: &state,
                    agent: &agent,
                    address: &address,
                    kind,
                    proof: &proof,
                    since,
                    ends,
                };
                session::create(tx, &new)
            })
            .await
            .map_err(|e| SaveError::Other(e.into()))?;
        Ok(key)
    }

    async fn update(&self, token: SessionKey, values: Values, _: &time::Duration) -> Result<SessionKey, UpdateError> {
        let (hash, state) = (hash(&token), stored(values).map_err(UpdateError::Serialization)?);
        self.0
            .write_directory(Author::system(), move |tx| session::keep(tx, &hash, &state))
            .await
            .map_err(|e| UpdateError::Other(e.into()))?;
        Ok(token)
    }

    async fn update_ttl(&self, _: &SessionKey, _: &time::Duration) -> Result<(), anyhow::Error> {
        Ok(())
    }

    async fn delete(&self, token: &SessionKey) -> Result<(), anyhow::Error> {
        let hash = hash(token);
        Ok(self.0.write_directory(Author::system(), move |tx| session::revoke(tx, &hash)).await?)
    }
}

fn json(value: impl serde::Serialize) -> Result<String, LoadError> {
    serde_json::to_string(&value).map_err(|e| LoadError::Deserialization(e.into()))
}

/// What is stored of a session's values: not the account and the instants, which are read anew each time.
fn stored(mut values: Values) -> Result<String, anyhow::Error> {
    for name in [key::ACCOUNT, key::SINCE, key::ENDS] {
        values.remove(name);
    }
    Ok(serde_json::to_string(&values)?)
}

fn hash(token: &SessionKey) -> Vec<u8> {
    Sha256::digest(token.as_ref().as_bytes()).to_vec()
}
