//! Tells the desk's screens when to look again.

use crate::auth::{Actor, Reception};
use crate::web::events;
use crate::web::screen::*;

/// `GET live`: server-sent events.
pub async fn show(me: Actor<Reception>) -> Response {
    events::stream(me.watch()?)
}
