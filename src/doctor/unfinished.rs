//! What a doctor left undone: visits of earlier days that are not signed, corrections that were begun, and text that nobody has.

use super::consultation_form::LABELS;
use crate::auth::{Actor, Doctor, Layout};
use crate::models::clinical::Food;
use crate::models::visits::{Unfinished, UnfinishedKind};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "doctor/unfinished/index.html")]
struct Index {
    layout: Layout,
    unfinished: Unfinished,
}

page!(Index);

/// `GET unfinished`.
pub async fn index(me: Actor<Doctor>, hx: Hx) -> Response {
    let (clinic, doctor, today) = (me.clinic_id(), me.doctor(), me.today());
    let unfinished = me.read(move |db| Unfinished::of_doctor(db, clinic, doctor, today)).await?;
    hx.page(&Index { layout: me.layout(), unfinished })
}
