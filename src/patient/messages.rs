//! Which news comes to one's phone as messages.

use crate::auth::{Actor, Layout, Patient};
use crate::models::journal::{NotificationKind, refuse, refused_by};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "patient/messages/edit.html")]
struct Edit {
    layout: Layout,
    refused: Vec<NotificationKind>,
}

page!(Edit);

/// What is wanted: the kinds that are ticked.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct WantedForm {
    wanted: Vec<String>,
}

/// `GET messages`.
pub async fn edit(me: Actor<Patient>, hx: Hx) -> Response {
    let user = me.user();
    let refused = me.read(move |db| refused_by(db, user)).await?;
    hx.page(&Edit { layout: me.layout(), refused })
}

/// `POST messages`.
pub async fn update(me: Actor<Patient>, hx: Hx, Form(form): Form<WantedForm>) -> Response {
    let user = me.user();
    let refused: Vec<_> = NotificationKind::sendable().filter(|kind| !form.wanted.iter().any(|it| it == kind.as_str())).collect();
    me.write(move |tx| refuse(tx, user, &refused)).await?;
    hx.see_other(me.here("messages"), Notice::from(message!("my-messages-saved")))
}
