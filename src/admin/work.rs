//! What the program does by itself for the organisation: what failed, and having it tried again.

use uuid::Uuid;

use crate::auth::{Actor, Admin, Layout};
use crate::models::journal::{DueKind, DueListing, DueWork};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/work/index.html")]
struct Index {
    layout: Layout,
    works: DueListing,
}

page!(Index);

/// A piece of work.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct WorkForm {
    kind: String,
    subject: String,
}

/// `GET work`.
pub async fn index(me: Actor<Admin>, hx: Hx) -> Response {
    let works = me.read(DueListing::load).await?;
    hx.page(&Index { layout: me.layout(), works })
}

/// `POST work/again`.
pub async fn again(me: Actor<Admin>, hx: Hx, Form(form): Form<WorkForm>) -> Response {
    let kind: DueKind = form.kind.parse().map_err(|()| Error::Malformed("kind".into()))?;
    let subject: Uuid = form.subject.parse().map_err(|_| Error::Malformed("subject".into()))?;
    let notice = if me.write(move |tx| DueWork::again(tx, kind, subject)).await? {
        Notice::from(message!("work-tried-again"))
    } else {
        Notice::warning(message!("work-gone"))
    };
    hx.see_other(me.here("work"), notice)
}
