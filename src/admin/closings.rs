//! Closing a clinic, with what hangs on it shown, and opening it again.

use crate::auth::{Actor, Admin, Fresh, Layout};
use crate::db::ids::ClinicId;
use crate::models::practice::{Clinic, ClinicClosed, ClinicReopened};
use crate::models::reports::ClinicHanging;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/clinics/closing.html")]
struct New {
    layout: Layout,
    clinic: Clinic,
    hanging: ClinicHanging,
    form: ClosingForm,
}

page!(New);

/// Why it is closed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ClosingForm {
    reason: String,
    #[serde(skip)]
    errors: Errors,
}

impl New {
    async fn of(me: &Actor<Admin>, id: ClinicId, form: ClosingForm) -> Result<New, Error> {
        let now = me.now();
        let (clinic, hanging) = me.read(move |db| ClinicHanging::of(db, id, now)).await?;
        Ok(New { layout: me.layout(), clinic, hanging, form })
    }
}

/// `GET clinics/{id}/closing/new`.
pub async fn new(me: Actor<Admin>, hx: Hx, At(id): At<ClinicId>) -> Response {
    let form: ClosingForm = me.held_form(&me.here(&format!("clinics/{id}/closing"))).unwrap_or_default();
    hx.page(&New::of(&me, id, form).await?)
}

/// `POST clinics/{id}/closing`.
pub async fn create(Fresh(me): Fresh<Actor<Admin>>, hx: Hx, At(id): At<ClinicId>, Form(mut form): Form<ClosingForm>) -> Response {
    let Some(reason) = form.errors.check("reason", form::required(&form.reason, 255)) else {
        return hx.invalid(&New::of(&me, id, form).await?);
    };
    let closed = me.write(move |tx| ClinicHanging::close(tx, id, &reason)).await?;
    let refusal = match closed {
        ClinicClosed::Closed { name } => {
            me.let_go()?;
            return hx.see_other(me.here("clinics"), Notice::from(message!("clinic-was-closed", name)));
        }
        ClinicClosed::Already => return hx.see_other(me.here("clinics"), Notice::warning(message!("clinic-closed-before"))),
        ClinicClosed::InUse => message!("clinic-in-use"),
        ClinicClosed::LastOpen => message!("clinic-last-open"),
    };
    form.errors.add("", refusal);
    hx.invalid(&New::of(&me, id, form).await?)
}

/// `POST clinics/{id}/closing/removal`: it is open again.
pub async fn destroy(Fresh(me): Fresh<Actor<Admin>>, hx: Hx, At(id): At<ClinicId>) -> Response {
    let notice = match me.write(move |tx| Clinic::reopen(tx, id)).await? {
        ClinicReopened::Open { name } => Notice::from(message!("clinic-reopened", name)),
        ClinicReopened::Already => Notice::warning(message!("clinic-open-before")),
    };
    hx.see_other(me.here("clinics"), notice)
}
