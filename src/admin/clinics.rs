//! The organisation's clinics: what their letterheads say, and what a consultation costs.

use std::convert::Infallible;

use super::clinic_form::ClinicForm;
use crate::auth::{Actor, Admin, Fresh, Interrupted, Layout, LetterToAdmins, Once};
use crate::db::ids::ClinicId;
use crate::db::{QueryResult, Tx};
use crate::directory::post::Letter;
use crate::locale::ToValue;
use crate::models::journal::{Attempted, Deed};
use crate::models::practice::{Clinic, ClinicEdited, ClinicKind, MoneyRuleChange, ReceiptPaper};
use crate::models::values::TemperatureScale;
use crate::web::form::{Basis, ROUNDS, Reconciled};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/clinics/index.html")]
struct Index {
    layout: Layout,
    clinics: Vec<Clinic>,
}

page!(Index);

#[derive(Template)]
#[template(path = "admin/clinics/edit.html")]
struct Edit {
    layout: Layout,
    /// The clinic that is being changed; none where one is opened.
    clinic: Option<Clinic>,
    form: ClinicForm,
}

page!(Edit);

/// `GET clinics`.
pub async fn index(me: Actor<Admin>, hx: Hx) -> Response {
    let clinics = me.read(Clinic::all).await?;
    hx.page(&Index { layout: me.layout(), clinics })
}

/// `GET clinics/new`.
pub async fn new(Fresh(me): Fresh<Actor<Admin>>, hx: Hx) -> Response {
    let form = ClinicForm::of_new();
    let form = ClinicForm::held(&me, "clinics").unwrap_or(form);
    hx.page(&Edit { layout: me.layout(), clinic: None, form })
}

/// `POST clinics`.
pub async fn create(Fresh(me): Fresh<Actor<Admin>>, hx: Hx, Once(mut form): Once<ClinicForm>) -> Response {
    let Some(details) = form.parse() else {
        return hx.invalid(&Edit { layout: me.layout(), clinic: None, form });
    };
    let attempted = me
        .make(&mut form, move |tx| {
            let id = Clinic::create(tx, &details)?;
            Ok(Ok::<_, Infallible>(Deed::new(id, message!("clinic-created", name = &details.name))))
        })
        .await?;
    match attempted {
        Attempted::Made(made) => {
            me.let_go()?;
            hx.see_other(me.here("clinics"), Notice::from(made.said()))
        }
        Attempted::NotThis(_) => hx.invalid(&Edit { layout: me.layout(), clinic: None, form }),
    }
}

/// `GET clinics/{id}`.
pub async fn edit(me: Actor<Admin>, hx: Hx, At(id): At<ClinicId>) -> Response {
    let clinic = me.read(move |db| Clinic::find(db, id)).await?;
    let mut form = ClinicForm::of(&clinic);
    form.was = Basis::of(&form)?;
    let form = ClinicForm::held(&me, &format!("clinics/{id}")).unwrap_or(form);
    hx.page(&Edit { layout: me.layout(), clinic: Some(clinic), form })
}

/// `POST clinics/{id}`. What moves its money asks for a second factor shown within five minutes, and the other admins are told.
pub async fn update(me: Actor<Admin>, hx: Hx, At(id): At<ClinicId>, Form(typed): Form<ClinicForm>) -> Response {
    for _ in 0..ROUNDS {
        let clinic = me.read(move |db| Clinic::find(db, id)).await?;
        let now = ClinicForm::of(&clinic);
        let Reconciled { mut form, was, clashes } = typed.was.reconcile(&typed.chosen, &typed, &now)?;
        form.was = was;
        let parsed = form.parse();
        form.errors.extend(clashes);
        let Some(details) = parsed.filter(|_| form.errors.is_empty() && !typed.chosen.is_made()) else {
            return hx.invalid(&Edit { layout: me.layout(), clinic: Some(clinic), form });
        };
        let (name, money) = (details.name.clone(), details.money_changes(&clinic));
        if !money.is_empty() && !me.has_shown_factor() {
            let here = me.here(&format!("clinics/{id}"));
            me.hold(Interrupted::Form { action: here.clone(), body: typed.body()? })?;
            return hx.leave_for(&me.confirming(&here), Notice::warning(message!("clinic-money-confirm")));
        }
        let letter = me.letter(Letter::MoneyChanged);
        let edited = me.write(move |tx| {
            let edited = Clinic::edit(tx, &clinic, &details)?;
            if edited == ClinicEdited::Saved {
                tell_of_money(tx, &letter, &details.name, &money)?;
            }
            Ok(edited)
        });
        match edited.await? {
            ClinicEdited::Saved => {
                me.let_go()?;
                return hx.see_other(me.here("clinics"), Notice::from(message!("clinic-saved", name)));
            }
            ClinicEdited::MovedOn => {}
        }
    }
    Err(Error::Busy("a clinic changes faster than it is read".into()))
}

/// A letter for each change: the other admins see it, though whoever made it is one of them.
fn tell_of_money(tx: &mut Tx, letter: &LetterToAdmins, clinic: &str, changes: &[MoneyRuleChange]) -> QueryResult<()> {
    changes.iter().try_for_each(|change| {
        let what = Message::new(change.rule.key());
        let values = [
            ("clinic", clinic.to_value()),
            ("what", what.to_value()),
            ("old", change.before().to_value()),
            ("new", change.after().to_value()),
        ];
        letter.write(tx, &values)
    })
}
