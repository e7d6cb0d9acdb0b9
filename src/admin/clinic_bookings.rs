//! How a clinic takes bookings from outside, and when it reminds of them.

use std::ops::RangeInclusive;

use serde::Serialize;

use crate::auth::{Actor, Admin, Layout};
use crate::db::ids::ClinicId;
use crate::models::practice::Clinic;
use crate::models::visits::{Approval, BookingRules};
use crate::web::form::{Basis, Chosen, EditedForm, ROUNDS, Reconciled};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/bookings/edit.html")]
struct Edit {
    layout: Layout,
    clinic: Clinic,
    form: BookingRulesForm,
}

page!(Edit);

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BookingRulesForm {
    /// `portal`, `public`.
    open: Vec<String>,
    approval: String,
    days_ahead: String,
    notice_minutes: String,
    cancel_minutes: String,
    no_shows: String,
    remind_far: String,
    remind_near: String,
    #[serde(skip_serializing)]
    was: Basis,
    #[serde(skip_serializing)]
    chosen: Chosen,
    #[serde(skip)]
    errors: Errors,
}

impl EditedForm for BookingRulesForm {
    const TICKS: &'static [&'static str] = &["open"];
}

/// Two weeks, in minutes.
const LONGEST: i16 = 14 * 24 * 60;

impl BookingRulesForm {
    fn of(rules: &BookingRules) -> BookingRulesForm {
        let open = [("portal", rules.portal), ("public", rules.public)];
        BookingRulesForm {
            open: open.into_iter().filter(|(_, is_open)| *is_open).map(|(name, _)| name.to_owned()).collect(),
            approval: rules.approval.to_string(),
            days_ahead: rules.days_ahead.to_string(),
            notice_minutes: rules.notice_minutes.to_string(),
            cancel_minutes: rules.cancel_minutes.to_string(),
            no_shows: rules.no_shows.to_string(),
            remind_far: rules.remind_far.to_string(),
            remind_near: rules.remind_near.to_string(),
            ..BookingRulesForm::default()
        }
    }

    fn parse(&mut self) -> Option<BookingRules> {
        let number = |text: &str, bounds: RangeInclusive<i16>| {
            let (least, most) = (*bounds.start(), *bounds.end());
            form::number(text, bounds).ok_or_else(|| message!("error-between", least = i32::from(least), most = i32::from(most)))
        };
        form::parse!(self => BookingRules {
            approval: form::choice::<Approval>(&self.approval),
            days_ahead: number(&self.days_ahead, 1..=180),
            notice_minutes: number(&self.notice_minutes, 0..=LONGEST),
            cancel_minutes: number(&self.cancel_minutes, 0..=LONGEST),
            no_shows: number(&self.no_shows, 0..=20),
            remind_far: number(&self.remind_far, 0..=LONGEST),
            remind_near: number(&self.remind_near, 0..=LONGEST),
            ;
            portal: self.opens("portal"),
            public: self.opens("public"),
        })
    }

    fn opens(&self, way: &str) -> bool {
        self.open.iter().any(|it| it == way)
    }
}

/// `GET clinics/{id}/bookings`.
pub async fn edit(me: Actor<Admin>, hx: Hx, At(id): At<ClinicId>) -> Response {
    let (clinic, rules) = me.read(move |db| Ok((Clinic::find(db, id)?, BookingRules::of(db, id)?))).await?;
    let mut form = BookingRulesForm::of(&rules);
    form.was = Basis::of(&form)?;
    hx.page(&Edit { layout: me.layout(), clinic, form })
}

/// `POST clinics/{id}/bookings`.
pub async fn update(me: Actor<Admin>, hx: Hx, At(id): At<ClinicId>, Form(typed): Form<BookingRulesForm>) -> Response {
    for _ in 0..ROUNDS {
        let (clinic, rules) = me.read(move |db| Ok((Clinic::find(db, id)?, BookingRules::of(db, id)?))).await?;
        let Reconciled { mut form, was, clashes } = typed.was.reconcile(&typed.chosen, &typed, &BookingRulesForm::of(&rules))?;
        form.was = was;
        let parsed = form.parse();
        form.errors.extend(clashes);
        let Some(wanted) = parsed.filter(|_| form.errors.is_empty() && !typed.chosen.is_made()) else {
            return hx.invalid(&Edit { layout: me.layout(), clinic, form });
        };
        if me.write(move |tx| wanted.change(tx, id, &rules)).await? {
            return hx.see_other(me.here(&format!("clinics/{id}")), Notice::success(message!("booking-rules-saved", clinic = clinic.name)));
        }
    }
    Err(Error::Busy("a clinic changes faster than it is read".into()))
}
