//! What a clinic sends as messages, and when it sends none.

use chrono::NaiveTime;
use serde::Serialize;

use crate::auth::{Actor, Admin, Layout};
use crate::db::ids::ClinicId;
use crate::models::journal::{MessageRules, NotificationKind, QuietHours};
use crate::models::practice::Clinic;
use crate::web::form::{Basis, Chosen, EditedForm, ROUNDS, Reconciled};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/messages/edit.html")]
struct Edit {
    layout: Layout,
    clinic: Clinic,
    form: MessagesForm,
}

page!(Edit);

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MessagesForm {
    sent: Vec<String>,
    quiet_from: String,
    quiet_until: String,
    #[serde(skip_serializing)]
    was: Basis,
    #[serde(skip_serializing)]
    chosen: Chosen,
    #[serde(skip)]
    errors: Errors,
}

impl EditedForm for MessagesForm {
    const TICKS: &'static [&'static str] = &["sent"];
}

const TIME: &str = "%H:%M";

impl MessagesForm {
    fn of(rules: &MessageRules) -> MessagesForm {
        MessagesForm {
            sent: rules.sent.iter().map(|it| it.as_str().to_owned()).collect(),
            quiet_from: rules.quiet.from.format(TIME).to_string(),
            quiet_until: rules.quiet.until.format(TIME).to_string(),
            ..MessagesForm::default()
        }
    }

    fn parse(&mut self, before: &MessageRules) -> Option<MessageRules> {
        let time = |text: &str| NaiveTime::parse_from_str(text, TIME).map_err(|_| message!("error-time"));
        form::parse!(self => QuietHours {
            from on quiet_from: time(&self.quiet_from),
            until on quiet_until: time(&self.quiet_until),
            ;
        })
        .map(|quiet| {
            let sent = NotificationKind::sendable().filter(|it| self.sends(*it)).collect();
            MessageRules { sent, quiet, zone: before.zone }
        })
    }

    fn sends(&self, kind: NotificationKind) -> bool {
        self.sent.iter().any(|it| it == kind.as_str())
    }
}

/// `GET clinics/{id}/messages`.
pub async fn edit(me: Actor<Admin>, hx: Hx, At(id): At<ClinicId>) -> Response {
    let (clinic, rules) = me.read(move |db| Ok((Clinic::find(db, id)?, MessageRules::of(db, id)?))).await?;
    let mut form = MessagesForm::of(&rules);
    form.was = Basis::of(&form)?;
    hx.page(&Edit { layout: me.layout(), clinic, form })
}

/// `POST clinics/{id}/messages`.
pub async fn update(me: Actor<Admin>, hx: Hx, At(id): At<ClinicId>, Form(typed): Form<MessagesForm>) -> Response {
    for _ in 0..ROUNDS {
        let (clinic, rules) = me.read(move |db| Ok((Clinic::find(db, id)?, MessageRules::of(db, id)?))).await?;
        let Reconciled { mut form, was, clashes } = typed.was.reconcile(&typed.chosen, &typed, &MessagesForm::of(&rules))?;
        form.was = was;
        let parsed = form.parse(&rules);
        form.errors.extend(clashes);
        let Some(wanted) = parsed.filter(|_| form.errors.is_empty() && !typed.chosen.is_made()) else {
            return hx.invalid(&Edit { layout: me.layout(), clinic, form });
        };
        if me.write(move |tx| wanted.change(tx, id, &rules)).await? {
            return hx.see_other(me.here("messages"), Notice::from(message!("messages-saved", clinic = clinic.name)));
        }
    }
    Err(Error::Busy("a clinic changes faster than it is read".into()))
}
