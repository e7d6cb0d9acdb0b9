//! Sessions as rows of the directory, for actix-session. The cookie holds a random token; the row holds its SHA-256.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use actix_session::SessionMiddleware;
use actix_session::config::{CookieContentSecurity, PersistentSession};
use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::body::MessageBody;
use actix_web::cookie::{Key, SameSite, time};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use secrecy::ExposeSecret;

use crate::auth::entrance::{Entrance, Entry};
use crate::config::Config;
use crate::db::clock::now;
use crate::db::{Author, Databases};
use crate::directory::sessions::{FoundSession, LiveSession, LiveUser, NewSession, SessionStart};
use crate::keys::{digest, fresh_token};

/// How long a cookie may be kept by the browser; the row's own end comes earlier for staff.
const COOKIE_DAYS: i64 = 30;

tokio::task_local! {
    /// What goes between the store, which sees only tokens and values, and the request's [`super::Session`].
    static OPENED: Rc<Opened>;
}

/// The session behind the cookie with its user, or why the directory could not be asked.
pub(super) type FoundRow = Result<(LiveSession, Option<Rc<LiveUser>>), String>;

/// What was found behind the cookie, and what the row of a new token begins with. One a request.
#[derive(Default)]
pub(super) struct Opened {
    /// Or why the directory could not be asked.
    row: OnceCell<FoundRow>,
    entrance: Option<Entrance>,
    entry: RefCell<Option<Entry>>,
    start: RefCell<Option<SessionStart>>,
}

impl Opened {
    #[cfg(test)]
    pub(super) fn of(row: FoundRow) -> Opened {
        Opened { row: row.into(), ..Opened::default() }
    }

    pub(super) fn row(&self) -> Option<&FoundRow> {
        self.row.get()
    }

    /// What the organisation of the address says of the account, for the first who asks.
    pub(super) fn take_entry(&self) -> Option<Entry> {
        self.entry.take()
    }

    pub(super) fn start_with(&self, start: SessionStart) {
        self.start.replace(Some(start));
    }
}

/// The middleware, outside of actix-session's: gives the request the place where the store and the session meet.
pub async fn carry_session<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let opened = Opened { entrance: Entrance::of(request.path()), ..Opened::default() };
    OPENED.scope(Rc::new(opened), next.call(request)).await
}

pub(super) fn opened() -> anyhow::Result<Rc<Opened>> {
    Ok(OPENED.try_with(Rc::clone)?)
}

/// The store over the `sessions` table.
pub struct Sessions(Arc<Databases>);

/// actix-session's middleware, with the cookie as the configuration wants it.
pub fn session_middleware(databases: Arc<Databases>, config: &Config) -> SessionMiddleware<Sessions> {
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
        let (hash, opened) = (hash(token), opened().map_err(LoadError::Other)?);
        let entrance = opened.entrance.clone();
        let found = self.0.read_in_turn(move |databases| {
            let found = databases.read_directory_now(|db| LiveSession::find(db, &hash, now()))?;
            let user = found.as_ref().and_then(|it| it.user.as_ref().map(|user| (&it.session, user)));
            let entry = entrance.zip(user).and_then(|(entrance, (session, user))| entrance.ask(databases, session, user));
            Ok((found, entry))
        });
        let (row, values) = match found.await {
            Ok((None, _)) => return Ok(None),
            Ok((Some(FoundSession { session, user, state }), entry)) => {
                opened.entry.replace(entry);
                let values = serde_json::from_str(&state).map_err(|e| LoadError::Deserialization(e.into()))?;
                (Ok((session, user.map(Rc::new))), values)
            }
            // Neither signed in nor signed out: whoever asks for an account is told that the server is busy.
            Err(trouble) => (Err(trouble.to_string()), Values::new()),
        };
        let _ = opened.row.set(row);
        Ok(Some(values))
    }

    async fn save(&self, values: Values, _: &time::Duration) -> Result<SessionKey, SaveError> {
        let token = fresh_token().map_err(|e| SaveError::Other(e.into()))?;
        let key = SessionKey::try_from(token).map_err(|_| SaveError::Other(anyhow::anyhow!("a token too long")))?;
        let (hash, state) = (hash(&key), stored(&values).map_err(SaveError::Serialization)?);
        let start = opened().map_err(SaveError::Other)?.start.take().unwrap_or(SessionStart::Visitor);
        self.0
            .write_directory(Author::system(), move |tx| {
                LiveSession::create(tx, &NewSession { token_hash: &hash, state: &state, start: &start })
            })
            .await
            .map_err(|e| SaveError::Other(e.into()))?;
        Ok(key)
    }

    async fn update(&self, token: SessionKey, values: Values, _: &time::Duration) -> Result<SessionKey, UpdateError> {
        if opened().is_ok_and(|it| matches!(it.row(), Some(Err(_)))) {
            // What it keeps could not be read, and is not to be overwritten.
            return Ok(token);
        }
        let (hash, state) = (hash(&token), stored(&values).map_err(UpdateError::Serialization)?);
        self.0
            .write_directory(Author::system(), move |tx| LiveSession::keep(tx, &hash, &state))
            .await
            .map_err(|e| UpdateError::Other(e.into()))?;
        Ok(token)
    }

    async fn update_ttl(&self, _: &SessionKey, _: &time::Duration) -> Result<(), anyhow::Error> {
        Ok(())
    }

    async fn delete(&self, token: &SessionKey) -> Result<(), anyhow::Error> {
        let hash = hash(token);
        Ok(self.0.write_directory(Author::system(), move |tx| LiveSession::revoke(tx, &hash)).await?)
    }
}

fn stored(values: &Values) -> Result<String, anyhow::Error> {
    Ok(serde_json::to_string(values)?)
}

fn hash(token: &SessionKey) -> Vec<u8> {
    digest(token.as_ref()).to_vec()
}
