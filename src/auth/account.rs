//! Somebody who is signed in, before they have chosen an organisation. Reaches the directory only.

mod answering;
mod proofs;

use std::future::{Ready, ready};
use std::rc::Rc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono::Duration;
use diesel::result::QueryResult;

use super::directory::Directory;
use super::session::{Proofs, Session};
use super::state::State;
use crate::config::{Config, Mode};
use crate::db::Db;
use crate::db::clock::now;
use crate::directory::people::Membership;
use crate::directory::sessions::{LiveSession, LiveUser, Proof, SessionKind};
use crate::keys::{derive, hex, mac};
use crate::providers::google::Google;
use crate::web::crowd::Spot;
use crate::web::error::Error;
use crate::web::hx;
use crate::web::view::Signed;

/// How long a proof counts for opening a page, and for sending the form on it, which took its time to fill.
pub const FOR_PAGE: Duration = Duration::minutes(5);
pub const FOR_FORM: Duration = Duration::minutes(30);

/// The same for the desk's small refunds: whoever sits there shows it twice in a long shift.
pub const FOR_SHIFT: Duration = Duration::hours(4);

/// The signed-in user, the session by which they are here, and what they showed in it when this request came.
#[derive(Clone)]
pub struct Account {
    pub user: Rc<LiveUser>,
    pub session: LiveSession,
    pub proofs: Proofs,
    pub directory: Directory,
    /// What the session keeps from one page to the next.
    pub kept: Session,
    state: State,
}

impl Account {
    /// Who the session belongs to, if anybody. While the directory is away nobody can tell, and the answer is 503.
    pub(super) fn of(request: &HttpRequest) -> Result<Option<Account>, Error> {
        let kept = Session::of(request)?;
        let Some((user, session)) = kept.live()? else { return Ok(None) };
        let state = State::of(request)?;
        let signed = signed(&state.config, &user, &session);
        if hx::page_of(request).is_some_and(|mark| mark != signed.mark) {
            // Somebody else signed in since the page was filled: what is typed on it is not theirs to send.
            return Err(Error::SignedOut);
        }
        request.extensions_mut().insert(signed);
        let directory = state.directory(request, user.id);
        Ok(Some(Account { user, session, proofs: kept.proofs(), directory, kept, state }))
    }

    /// Places for one more live screen of this session and from this network; where there are none left, later there are.
    pub(super) fn spots(&self) -> Result<[Spot; 2], Error> {
        let crowds = &self.state.crowds;
        let of_session = crowds.screens.enter(self.session.id.to_string())?;
        let of_network = crowds.screens_of_networks.enter(self.directory.author().network.clone())?;
        Ok([of_session, of_network])
    }

    /// Whether a code on their phone is all they showed.
    pub(super) fn by_code(&self) -> bool {
        !self.proofs.assured && self.came_by_phone()
    }

    /// Whether they came in by their phone: a code to it is then no second thing to show.
    pub fn came_by_phone(&self) -> bool {
        self.session.proof.is_some_and(Proof::is_by_phone)
    }

    /// Whether they came in by nothing but a number that may have a new owner.
    pub fn is_doubtful(&self) -> bool {
        self.by_code() && self.user.memberships.iter().chain(&self.user.closed).any(|it| it.may_have_a_new_holder(now()))
    }

    /// The organisation of that slug, if they may enter it.
    pub fn membership(&self, slug: &str) -> Option<&Membership> {
        self.user.memberships.iter().find(|it| it.slug == slug)
    }

    /// As [`Account::membership`], or the refusal: its own people are told that it is suspended, or that they were let go; others find
    /// nothing.
    pub(super) fn enter(&self, slug: &str) -> Result<&Membership, Error> {
        let named = |theirs: &[Membership]| theirs.iter().find(|it| it.slug == slug).map(|it| it.name.clone());
        let refusal = || match (named(&self.user.closed), named(&self.user.let_go)) {
            (Some(name), _) => Error::Closed { name, contact: self.state.config.operator_contact.clone() },
            (None, Some(name)) => Error::LetGo(name),
            (None, None) => Error::NotFound,
        };
        self.membership(slug).ok_or_else(refusal)
    }

    /// Looks into one of their own organisations, to see which doors it has for them.
    pub async fn look_into<T: Send + 'static>(
        &self,
        membership: &Membership,
        query: impl Fn(&mut Db) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        Ok(self.state.databases.read(&membership.slug, query).await?)
    }

    pub fn config(&self) -> &Config {
        &self.state.config
    }

    /// Whether this is the demo.
    pub fn demo(&self) -> bool {
        self.state.config.mode == Mode::Demo
    }

    /// Where people may also sign in; nothing is there when it is not configured.
    pub fn google(&self) -> Result<&Google, Error> {
        self.state.google()
    }

    /// Gives the session a new token; the old one is worth nothing from now on. A session that was ended meanwhile gets none.
    pub async fn renew(&self) -> Result<(), Error> {
        let (id, since) = (self.session.id, now());
        if !self.directory.read(move |db| LiveSession::is_live(db, id)).await? {
            return Err(Error::SignedOut);
        }
        self.kept.renew(self.session, since);
        Ok(())
    }

    /// Ends the session.
    pub fn sign_out(&self) {
        self.kept.end();
    }
}

/// What this user's pages know of them when the session is over before they are done.
fn signed(config: &Config, user: &LiveUser, session: &LiveSession) -> Signed {
    let of = |purpose| mac(&derive(&config.secret, purpose), user.id.0.as_bytes());
    let door = if session.kind == SessionKind::Staff { "/sign-in/password" } else { "/sign-in" };
    Signed { mark: hex(&of("marks")[..8]), copy_key: hex(&of("copies")), idle: session.kind.idle().num_seconds(), door }
}

impl FromRequest for Account {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Holder::of(request).and_then(|Holder(account)| if account.is_doubtful() { Err(Error::Doubtful) } else { Ok(account) }))
    }
}

/// Whoever came in, also by a number that may have a new owner: for the pages that lead on from there. Nothing of the account
/// itself is theirs to see or to change.
pub struct Holder(pub Account);

impl Holder {
    fn of(request: &HttpRequest) -> Result<Holder, Error> {
        Account::of(request)?.map(Holder).ok_or(Error::SignedOut)
    }
}

impl FromRequest for Holder {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Holder::of(request))
    }
}
