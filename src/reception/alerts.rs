//! What the desk notes about a patient beside their details: a row each, taken away with a question and brought back by undo.

use super::patients::{Show, UnnotedAlerts};
use crate::auth::{Actor, Registrations};
use crate::db::ids::ProfileId;
use crate::models::people::{Alert, AlertNoted, AllergyAnswer};
use crate::models::practice::Permission;
use crate::shared::alerts::{AlertRow, AllergyTaken, NamedAlert, forgotten, noted, refusal, restored};
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

/// `POST patients/{id}/alerts`. What is not noted stays in its field, with the reason.
pub async fn create(me: Actor<Registrations>, hx: Hx, At(id): At<ProfileId>, Form(form): Form<AlertForm>) -> Response {
    let answer: Option<AllergyAnswer> = form.asked.parse().ok();
    let mut left = UnnotedAlerts::default();
    let read = [
        (Alert::Allergy, "allergies", &form.allergies, form::text(&form.allergies, 500)),
        (Alert::Condition, "conditions", &form.conditions, form::text(&form.conditions, 120)),
    ];
    let mut typed: Vec<(Alert, &'static str, String)> = Vec::new();
    for (kind, field, text, words) in read {
        match words {
            Ok(words) if words.is_empty() => {}
            Ok(words) => typed.push((kind, field, words)),
            Err(refused) => left.add(field, text.clone(), refused),
        }
    }
    let claim = me.claim();
    let empty = typed.is_empty() && answer.is_none();
    let (words, notes) = (typed.clone(), typed);
    let outcomes = me
        .write(move |tx| {
            claim.demand(tx.db, id)?;
            let mut outcomes: Vec<AlertNoted> = notes.iter().map(|(kind, _, it)| kind.note(tx, id, it)).collect::<Result<_, _>>()?;
            if let Some(answer) = answer {
                outcomes.push(Alert::answer_none(tx, id, answer)?);
            }
            tx.announce(claim.clinic);
            Ok(outcomes)
        })
        .await?;
    for ((_, field, words), outcome) in words.into_iter().zip(&outcomes) {
        if let Some((left_over, why)) = outcome.left(&words).zip(refusal(outcome)) {
            left.add(field, left_over, why);
        }
    }
    if !left.errors.is_empty() {
        return hx.invalid(&Show::of(&me, id, left).await?);
    }
    let notice = if empty { Notice::warning(message!("alert-empty-desk")) } else { noted(outcomes) };
    hx.see_other(me.here(&format!("patients/{id}")), notice)
}

/// `POST patients/{id}/alerts/removal`.
pub async fn destroy(me: Actor<Registrations>, hx: Hx, At(id): At<ProfileId>, Form(form): Form<AlertForm>) -> Response {
    let row = seen(&me, AlertRow::named(&form.forget)?)?;
    let claim = me.claim();
    let outcome = me
        .write(move |tx| {
            claim.demand(tx.db, id)?;
            row.kind.forget(tx, id, row.id)
        })
        .await?;
    let back = me.here(&format!("patients/{id}/alerts/restoration"));
    hx.see_other(me.here(&format!("patients/{id}")), forgotten(outcome, &back, row))
}

/// `POST patients/{id}/alerts/restoration?row=&at=`.
pub async fn restore(me: Actor<Registrations>, hx: Hx, At(id): At<ProfileId>, Query(asked): Query<AlertRow>) -> Response {
    let (row, at) = asked.read()?;
    let row = seen(&me, row)?;
    let claim = me.claim();
    let outcome = me
        .write(move |tx| {
            claim.demand(tx.db, id)?;
            row.kind.restore(tx, id, row.id, at)
        })
        .await?;
    hx.see_other(me.here(&format!("patients/{id}")), restored(outcome))
}

/// `POST patients/{id}/alerts/answer`.
pub async fn answer(me: Actor<Registrations>, hx: Hx, At(id): At<ProfileId>, Form(form): Form<AlertForm>) -> Response {
    let taken = AllergyTaken::named(&form.taken_as)?;
    let claim = me.claim();
    me.write(move |tx| {
        claim.demand(tx.db, id)?;
        Alert::take_as(tx, id, taken.id, taken.name)
    })
    .await?;
    hx.see_other(me.here(&format!("patients/{id}")), Notice::from(message!("alert-noted")))
}

/// What the reader does not see is not there to be taken away.
fn seen(me: &Actor<Registrations>, row: NamedAlert) -> Result<NamedAlert, Error> {
    if row.kind == Alert::Allergy || me.may(Permission::Health) { Ok(row) } else { Err(Error::NotFound) }
}
