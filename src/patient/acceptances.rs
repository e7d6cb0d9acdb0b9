//! Taking a record that somebody offers, with the digits that they told.

use actix_web::web::Path;
use askama::Template;
use serde::Deserialize;

use super::transfers::sealed;
use crate::auth::{Actor, Layout, Patient};
use crate::db::ids::TransferId;
use crate::models::people::{Relation, Transfer, TransferTaken};
use crate::web::filters;
use crate::web::form::{Errors, Form};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;
use crate::{message, page};

#[derive(Template)]
#[template(path = "patient/acceptances/new.html")]
struct New {
    layout: Layout,
    transfer: Transfer,
    form: AcceptanceForm,
}

page!(New);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AcceptanceForm {
    code: String,
    relation: String,
    #[serde(skip)]
    errors: Errors,
}

/// `GET transfers/{id}`.
pub async fn new(me: Actor<Patient>, hx: Hx, path: Path<(String, TransferId)>) -> Response {
    let (user, id, now) = (me.user(), path.1, me.now());
    let transfer = me.read(move |db| Transfer::find(db, user, id, now)).await?;
    hx.in_zone(me.zone()).page(&New { layout: me.layout(), transfer, form: AcceptanceForm::default() })
}

/// `POST transfers/{id}/acceptance`. Whoever gave it is told.
pub async fn create(me: Actor<Patient>, hx: Hx, path: Path<(String, TransferId)>, Form(mut form): Form<AcceptanceForm>) -> Response {
    let (user, id, now, today) = (me.user(), path.1, me.now(), me.today());
    let transfer = me.read(move |db| Transfer::find(db, user, id, now)).await?;
    let code: String = form.code.chars().filter_map(|c| c.to_digit(10).or_else(|| devanagari(c))).map(|it| it.to_string()).collect();
    let relation = form.errors.check("relation", form.relation.parse::<Relation>().map_err(|()| message!("error-required")));
    if code.len() != 6 {
        form.errors.add("code", message!("code-six"));
    }
    if let Some(relation) = relation.filter(|_| form.errors.is_empty()) {
        let code = sealed(&me, id, &code);
        match me.write(move |tx| Transfer::take(tx, user, id, code, relation, today)).await? {
            TransferTaken::Done { name, from } => {
                me.take_up_membership().await?;
                me.tell_of_move(from, &name).await?;
                return hx.see_other(me.here("family"), Notice::success(message!("transfer-taken", name)));
            }
            TransferTaken::Wrong { left } => form.errors.add("code", message!("code-wrong", left)),
            TransferTaken::Over => return hx.see_other("/doors", Notice::warning(message!("transfer-over"))),
            TransferTaken::NotAs => form.errors.add("relation", message!("transfer-not-as")),
            TransferTaken::Full => form.errors.add("code", message!("family-full")),
        }
    }
    hx.in_zone(me.zone()).invalid(&New { layout: me.layout(), transfer, form })
}

/// A digit as Hindi writes it.
fn devanagari(c: char) -> Option<u32> {
    ('०'..='९').contains(&c).then(|| u32::from(c) - u32::from('०'))
}

impl New {
    fn relations() -> Vec<(&'static str, String)> {
        Relation::ALL.iter().map(|it| (it.as_str(), it.key())).collect()
    }
}
