//! What the desk notes about a patient beside their details: a row each, taken away with a question and brought back by undo.

use crate::auth::{Actor, Registrations};
use crate::db::ids::ProfileId;
use crate::models::people::{Alert, AlertNoted, AllergyAnswer, Patient};
use crate::shared::alerts::{AlertRow, AllergyTaken, forgotten, noted, restored};
use crate::web::screen::*;

/// What is typed and pressed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AlertForm {
    allergies: String,
    conditions: String,
    /// That there is no allergy, or that it is not known.
    asked: String,
    forget: String,
    taken_as: String,
}

/// `POST patients/{id}/alerts`.
pub async fn create(me: Actor<Registrations>, hx: Hx, At(id): At<ProfileId>, Form(form): Form<AlertForm>) -> Response {
    let answer: Option<AllergyAnswer> = form.asked.parse().ok();
    let typed = [(Alert::Allergy, form::text(&form.allergies, 500)), (Alert::Condition, form::text(&form.conditions, 120))];
    if let Some(refused) = typed.iter().find_map(|(_, it)| it.as_ref().err()) {
        return hx.see_other(me.here(&format!("patients/{id}")), Notice::warning(refused.clone()));
    }
    let clinic = me.clinic_id();
    let typed: Vec<(Alert, String)> =
        typed.into_iter().filter_map(|(kind, it)| Some((kind, it.ok()?))).filter(|(_, it)| !it.is_empty()).collect();
    let empty = typed.is_empty() && answer.is_none();
    let outcomes = me
        .write(move |tx| {
            Patient::find(tx.db, id)?;
            let mut outcomes: Vec<AlertNoted> = typed.iter().map(|(kind, words)| kind.note(tx, id, words)).collect::<Result<_, _>>()?;
            if let Some(answer) = answer {
                outcomes.push(Alert::answer_none(tx, id, answer)?);
            }
            tx.announce(clinic);
            Ok(outcomes)
        })
        .await?;
    let notice = if empty { Notice::warning(message!("alert-empty-desk")) } else { noted(outcomes) };
    hx.see_other(me.here(&format!("patients/{id}")), notice)
}

/// `POST patients/{id}/alerts/removal`.
pub async fn destroy(me: Actor<Registrations>, hx: Hx, At(id): At<ProfileId>, Form(form): Form<AlertForm>) -> Response {
    let row = AlertRow::named(&form.forget)?;
    let outcome = me.write(move |tx| row.kind.forget(tx, id, row.id)).await?;
    let back = me.here(&format!("patients/{id}/alerts/restoration"));
    hx.see_other(me.here(&format!("patients/{id}")), forgotten(outcome, &back, row))
}

/// `POST patients/{id}/alerts/restoration?row=&at=`.
pub async fn restore(me: Actor<Registrations>, hx: Hx, At(id): At<ProfileId>, Query(asked): Query<AlertRow>) -> Response {
    let (row, at) = asked.read()?;
    let outcome = me.write(move |tx| row.kind.restore(tx, id, row.id, at)).await?;
    hx.see_other(me.here(&format!("patients/{id}")), restored(outcome))
}

/// `POST patients/{id}/alerts/answer`.
pub async fn answer(me: Actor<Registrations>, hx: Hx, At(id): At<ProfileId>, Form(form): Form<AlertForm>) -> Response {
    let taken = AllergyTaken::named(&form.taken_as)?;
    me.write(move |tx| Alert::take_as(tx, id, taken.id, taken.name)).await?;
    hx.see_other(me.here(&format!("patients/{id}")), Notice::from(message!("alert-noted")))
}
