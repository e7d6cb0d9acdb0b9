//! What was left undone on earlier days: everything that somebody at the desk must close.

use crate::auth::{Actor, Layout, Reception};
use crate::models::visits::Unfinished;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "reception/unfinished/index.html")]
struct Index {
    layout: Layout,
    unfinished: Unfinished,
}

page!(Index);

/// `GET unfinished`.
pub async fn index(me: Actor<Reception>, hx: Hx) -> Response {
    let (layout, clinic, today) = (me.layout(), me.clinic_id(), me.today());
    let bills = layout.sees_bills();
    let unfinished = me.read(move |db| Unfinished::at_clinic(db, clinic, today, bills)).await?;
    hx.page(&Index { layout, unfinished })
}
