//! The inbox page of the demo: what would have been sent, and to whom. Elsewhere it does not exist.

use askama::Template;

use crate::auth::Visitor;
use crate::directory::outbox::{self, Channel, Message};
use crate::page;
use crate::web::error::Error;
use crate::web::filters;
use crate::web::hx::{Hx, Response};

#[derive(Template)]
#[template(path = "shared/outbox.html")]
struct Index {
    messages: Vec<Message>,
}

page!(Index);

/// `GET /dev/outbox`.
pub async fn index(visitor: Visitor, hx: Hx) -> Response {
    if !visitor.demo() {
        return Err(Error::NotFound);
    }
    let messages = visitor.read(|db| outbox::latest(db, 50)).await?;
    hx.page(&Index { messages })
}
