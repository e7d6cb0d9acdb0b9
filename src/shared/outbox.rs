//! The inbox page of the demo: what would have been sent, and to whom. Elsewhere it does not exist.

use crate::auth::Visitor;
use crate::db::clock;
use crate::directory::post::{Channel, Outbox, OutboxMessage};
use crate::directory::proofs::Factors;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "shared/outbox.html")]
struct Index {
    messages: Vec<OutboxMessage>,
    /// What the authenticators of whoever signs in in two steps show now.
    codes: Vec<(String, String)>,
}

page!(Index);

/// `GET /dev/outbox`.
pub async fn index(visitor: Visitor, hx: Hx) -> Response {
    if !visitor.demo() {
        return Err(Error::NotFound);
    }
    let factors = Factors::new(&visitor.config().secret);
    let (messages, codes) = visitor.directory.read(move |db| Ok((Outbox::latest(db, 50)?, factors.all_codes(db, clock::now())?))).await?;
    hx.page(&Index { messages, codes })
}
