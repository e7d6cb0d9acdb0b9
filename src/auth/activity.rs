//! Notes that a session is in use, at most once a minute. What a page asks by itself (a live screen, a look every so often) is
//! no use: it neither keeps a session alive nor needs one longer than its limits.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use chrono::Duration;

use super::session::Session;
use super::state::State;
use crate::db::clock::now;
use crate::directory::sessions::LiveSession;

/// How exact the note is.
const EXACT: Duration = Duration::minutes(1);

/// What a page sends along with what it asks by itself.
const BACKGROUND: &str = "X-Background";

/// The middleware, inside the session's.
pub async fn note_use<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let by_itself = request.headers().contains_key(BACKGROUND) || request.path().ends_with("/live");
    let live = Session::of(request.request())?.live().ok().flatten();
    if let Some((user, session)) = live.filter(|(_, session)| !by_itself && session.seen_at + EXACT < now()) {
        let directory = State::of(request.request())?.directory(request.request(), user.id);
        if let Err(error) = directory.write(move |tx| LiveSession::touch(tx, session.id)).await {
            tracing::warn!(%error, "cannot note that a session is in use");
        }
    }
    next.call(request).await
}
