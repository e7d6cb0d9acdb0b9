//! Taking a record that somebody offers, with the digits that they told.

use super::transfers::sealed;
use crate::auth::{Actor, Layout, Patient};
use crate::db::Tx;
use crate::db::ids::TransferId;
use crate::models::people::{Relation, Transfer, TransferTaken};
use crate::web::screen::*;

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
pub async fn new(me: Actor<Patient>, hx: Hx, At(id): At<TransferId>) -> Response {
    let (user, now) = (me.user(), me.now());
    let transfer = me.read(move |db| Transfer::find(db, user, id, now)).await?;
    hx.page(&New { layout: me.layout(), transfer, form: AcceptanceForm::default() })
}

/// `POST transfers/{id}/acceptance`. Whoever gave it is told.
pub async fn create(me: Actor<Patient>, hx: Hx, At(id): At<TransferId>, Form(mut form): Form<AcceptanceForm>) -> Response {
    let (user, now, today) = (me.user(), me.now(), me.today());
    let transfer = me.read(move |db| Transfer::find(db, user, id, now)).await?;
    if let Some(Acceptance { code, relation }) = form.parse() {
        let code = sealed(&me, id, &code);
        let letter = me.letter_to_giver();
        let take = move |tx: &mut Tx| {
            let taken = Transfer::take(tx, user, id, code, relation, today)?;
            if let TransferTaken::Done { name, from } = &taken {
                letter.write(tx, *from, name)?;
            }
            Ok(taken)
        };
        match me.write(take).await? {
            TransferTaken::Done { name, .. } => {
                me.take_up_membership().await?;
                return hx.see_other(me.here("family"), Notice::success(message!("transfer-taken", name)));
            }
            TransferTaken::Wrong { left } => form.errors.add("code", message!("code-wrong", left)),
            TransferTaken::Over => return hx.see_other("/doors", Notice::warning(message!("transfer-over"))),
            TransferTaken::NotAs => form.errors.add("relation", message!("transfer-not-as")),
            TransferTaken::Full => form.errors.add("code", message!("family-full")),
        }
    }
    hx.invalid(&New { layout: me.layout(), transfer, form })
}

/// The six digits that were told, and what the person is to whoever takes the record.
struct Acceptance {
    code: String,
    relation: Relation,
}

impl AcceptanceForm {
    fn parse(&mut self) -> Option<Acceptance> {
        form::parse!(self => Acceptance {
            code: form::code(&self.code, 6).ok_or_else(|| message!("code-six")),
            relation: form::required_choice(&self.relation),
        })
    }
}
