//! The session of a request, typed. What it keeps comes back with the browser's next request (actix-session carries it); who is
//! signed in is read from the directory anew each time.

mod kept;
mod store;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::rc::Rc;

use actix_session::SessionExt;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest};
use chrono::{Duration, NaiveDateTime};

pub(super) use kept::{Between, Looking, Proofs};
pub use kept::{GoogleAim, GoogleErrand, Interrupted, SentCode};
pub use store::{carry_session, session_middleware};

use kept::Kept;
use store::Opened;

use super::entrance::Entry;
use crate::db::clock::now;
use crate::directory::proofs::CodePurpose;
use crate::directory::sessions::{LiveSession, LiveUser, SessionStart, SignIn};
use crate::web::banner as banners;
use crate::web::crowd::Regular;
use crate::web::error::Error;
use crate::web::path::own_path_or_nothing;
use crate::web::view::Banner;

/// The one key of ours among the values that actix-session carries. A page's notice and banner have theirs.
const KEPT: &str = "kept";

/// How long the second step may take.
const PATIENCE: Duration = Duration::minutes(10);

/// The session of a request.
#[derive(Clone)]
pub struct Session {
    carrier: actix_session::Session,
    opened: Rc<Opened>,
    kept: Rc<RefCell<Kept>>,
}

/// The middleware, inside actix-session's: from here on the request has its [`Session`].
pub async fn open_session<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let session = Session::open(request.get_session(), store::opened().map_err(Error::Internal)?);
    if let Ok(Some((_, live))) = session.live() {
        request.extensions_mut().insert(Regular(live.id.to_string()));
    }
    request.extensions_mut().insert(session);
    next.call(request).await
}

impl Session {
    pub(super) fn of(request: &HttpRequest) -> Result<Session, Error> {
        let session = request.extensions().get::<Session>().cloned();
        session.ok_or_else(|| Error::Internal(anyhow::anyhow!("a request without its session")))
    }

    fn open(carrier: actix_session::Session, opened: Rc<Opened>) -> Session {
        let kept = carrier.get::<Kept>(KEPT).unwrap_or_else(|error| {
            tracing::warn!(%error, "what a session kept cannot be read");
            None
        });
        Session { carrier, opened, kept: Rc::new(RefCell::new(kept.unwrap_or_default())) }
    }

    /// Who is signed in, and by which row. While the directory is away nobody can tell, and the answer is 503.
    pub(super) fn live(&self) -> Result<Option<(Rc<LiveUser>, LiveSession)>, Error> {
        match self.opened.row() {
            None => Ok(None),
            Some(Err(why)) => Err(Error::Busy(why.clone())),
            Some(Ok((session, user))) => Ok(user.clone().map(|user| (user, *session))),
        }
    }

    /// What the organisation of the address says of the account, for the first who asks.
    pub(super) fn take_entry(&self) -> Option<Entry> {
        self.opened.take_entry()
    }

    /// A new session with a new token; what the browser had before is ended.
    pub(super) fn sign_in(&self, who: SignIn, proofs: Proofs) -> Result<(), Error> {
        self.begin(SessionStart::SignIn(who), Kept { proofs, ..Kept::default() })
    }

    /// The same for somebody who has yet to show a second factor. Nobody is signed in until then.
    pub(super) fn wait_for_second_step(&self, between: Between) -> Result<(), Error> {
        let between = Between { next: own_path_or_nothing(&between.next), ..between };
        self.begin(SessionStart::Visitor, Kept { between: Some(between), ..Kept::default() })
    }

    fn begin(&self, start: SessionStart, kept: Kept) -> Result<(), Error> {
        self.carrier.clear();
        self.carrier.renew();
        self.opened.start_with(start);
        self.change(|it| *it = kept)
    }

    /// Who is between the two steps, and since less than ten minutes.
    pub fn between(&self) -> Option<Between> {
        self.kept.borrow().between.clone().filter(|it| it.at + PATIENCE > now())
    }

    /// A new token for the signed-in user; what the session keeps stays.
    pub(super) fn renew(&self, from: LiveSession, since: NaiveDateTime) {
        self.opened.start_with(SessionStart::Renewal { from: from.id, since });
        self.carrier.renew();
    }

    pub(super) fn end(&self) {
        self.carrier.purge();
    }

    pub(super) fn proofs(&self) -> Proofs {
        self.kept.borrow().proofs
    }

    pub(super) fn set_proofs(&self, proofs: Proofs) -> Result<(), Error> {
        self.change(|it| it.proofs = proofs)
    }

    pub(super) fn authenticator(&self) -> Option<String> {
        self.kept.borrow().authenticator.clone()
    }

    pub(super) fn set_authenticator(&self, digest: Option<String>) -> Result<(), Error> {
        self.change(|it| it.authenticator = digest)
    }

    pub(super) fn looking(&self) -> Option<Looking> {
        self.kept.borrow().looking.clone()
    }

    /// The banner stands on every page for as long as somebody looks.
    pub(super) fn look(&self, looking: Looking, banner: &Banner) -> Result<(), Error> {
        banners::put_up(&self.carrier, banner)?;
        self.change(|it| it.looking = Some(looking))
    }

    pub(super) fn stop_looking(&self) -> Result<(), Error> {
        banners::take_down(&self.carrier);
        self.change(|it| it.looking = None)
    }

    /// The code that is awaited for this.
    pub fn sent_code(&self, purpose: CodePurpose) -> Option<SentCode> {
        self.kept.borrow_mut().code(purpose).clone()
    }

    pub fn await_code(&self, code: SentCode) -> Result<(), Error> {
        let (purpose, code) = (code.purpose, SentCode { next: own_path_or_nothing(&code.next), ..code });
        self.change(|it| *it.code(purpose) = Some(code))
    }

    pub fn forget_code(&self, purpose: CodePurpose) -> Result<(), Error> {
        self.change(|it| *it.code(purpose) = None)
    }

    pub fn google_errand(&self) -> Option<GoogleErrand> {
        self.kept.borrow().google.clone()
    }

    pub fn set_google_errand(&self, mut errand: Option<GoogleErrand>) -> Result<(), Error> {
        if let Some(GoogleErrand { aim: GoogleAim::SignIn { next }, .. }) = &mut errand {
            *next = own_path_or_nothing(next);
        }
        self.change(|it| it.google = errand)
    }

    /// What was typed into a form that was interrupted, for so long.
    pub(super) fn interrupted(&self, within: Duration) -> Option<Interrupted> {
        let (what, at) = self.kept.borrow().interrupted.clone()?;
        (at + within > now()).then_some(what)
    }

    pub(super) fn set_interrupted(&self, what: Option<Interrupted>) -> Result<(), Error> {
        if what.is_none() && self.kept.borrow().interrupted.is_none() {
            return Ok(());
        }
        self.change(|it| it.interrupted = what.map(|what| (what, now())))
    }

    fn change(&self, change: impl FnOnce(&mut Kept)) -> Result<(), Error> {
        let mut kept = self.kept.borrow_mut();
        change(&mut kept);
        self.carrier.insert(KEPT, &*kept).map_err(|error| Error::Internal(error.into()))
    }
}
