//! Tells the doctor's screen when to look again.

use crate::auth::{Actor, Doctor};
use crate::web::events;
use crate::web::screen::*;

/// `GET live`: server-sent events.
pub async fn show(me: Actor<Doctor>) -> Response {
    events::stream(me.watch()?)
}
