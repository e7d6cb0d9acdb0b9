//! The hours of a doctor's week: adding, changing, ending them.

use super::WeekPage;
use super::dashboards::Plans;
use super::hours_form::{HoursForm, coming};
use crate::auth::Actor;
use crate::db::ids::{HoursId, ProfileId};
use crate::models::practice::{Hours, HoursAdded, HoursChanged, HoursEnded};
use crate::web::screen::*;

/// When hours end.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    last: String,
}

/// `POST schedules/{id}/hours`: the same hours sent twice are there once.
pub async fn create<D: Plans>(me: Actor<D>, hx: Hx, At(id): At<ProfileId>, Form(mut form): Form<HoursForm>) -> Response {
    let mut page = WeekPage::of(&me, id).await?;
    let refused = match form.parse(page.week.clinic.today) {
        Some((pattern, rules)) => {
            let clinic = page.week.clinic.id;
            match me.write(move |tx| Hours::add(tx, clinic, id, pattern, &rules)).await? {
                HoursAdded::Added(_) => return hx.see_other(page.own(), Notice::from(message!("schedule-added"))),
                HoursAdded::Overlaps(overlap) => Some(overlap),
                HoursAdded::NotHere => return Err(Error::NotFound),
                HoursAdded::ClinicClosed => return Err(Error::ClinicClosed(page.week.clinic.name)),
            }
        }
        None => None,
    };
    if let Some(overlap) = refused {
        form.refuse(hx.locale(), &overlap);
    }
    page.hours = form;
    hx.invalid(&D::Week::from(page))
}

/// `POST hours/{id}`: changed from a day on.
pub async fn update<D: Plans>(me: Actor<D>, hx: Hx, At(id): At<HoursId>, Form(mut form): Form<HoursForm>) -> Response {
    let (mut page, read) = of_hours(&me, id).await?;
    let today = page.week.clinic.today;
    if form.seen != read.stand() {
        form.errors.add("", message!("schedule-error-moved-on"));
        form.seen = read.stand();
    } else if let Some((pattern, rules)) = form.parse(today) {
        match rules.as_slice() {
            [rule] => {
                let (rule, before) = (*rule, read.clone());
                match me.write(move |tx| Hours::change(tx, &before, pattern, rule)).await? {
                    HoursChanged::Changed => return hx.see_other(page.own(), Notice::from(message!("schedule-changed"))),
                    HoursChanged::MovedOn => form.errors.add("", message!("schedule-error-moved-on")),
                    HoursChanged::Overlaps(overlap) => form.refuse(hx.locale(), &overlap),
                    HoursChanged::NotHere => return Err(Error::NotFound),
                    HoursChanged::ClinicClosed => return Err(Error::ClinicClosed(page.week.clinic.name)),
                }
            }
            _ => form.errors.add("weekdays", message!("schedule-error-one-day")),
        }
    }
    form.changed = Some(read);
    page.hours = form;
    hx.invalid(&D::Week::from(page))
}

/// `POST hours/{id}/removal`: they hold until a day, which is yesterday where none is named.
pub async fn destroy<D: Plans>(me: Actor<D>, hx: Hx, At(id): At<HoursId>, Form(form): Form<EndForm>) -> Response {
    let (page, hours) = of_hours(&me, id).await?;
    let (clinic, doctor, today) = (page.week.clinic.id, page.week.doctor.id, page.week.clinic.today);
    let yesterday = today.pred_opt().unwrap_or(today);
    let last = match form::optional(&form.last, |it| coming(it, today)) {
        Ok(last) => last.unwrap_or(yesterday),
        Err(why) => return hx.see_other(page.own(), Notice::danger(why)),
    };
    let notice = match me.write(move |tx| Hours::end(tx, clinic, doctor, hours.id, last)).await? {
        HoursEnded::Ended(_) => Notice::from(message!("schedule-ended")),
        HoursEnded::Already => Notice::warning(message!("schedule-ended-before")),
        HoursEnded::ClinicClosed => return Err(Error::ClinicClosed(page.week.clinic.name)),
    };
    hx.see_other(page.own(), notice)
}

/// The week in which hours stand, and they.
async fn of_hours<D: Plans>(me: &Actor<D>, id: HoursId) -> Result<(WeekPage, Hours), Error> {
    let doctor = me.read(move |db| Hours::doctor_of(db, id)).await?;
    let page = WeekPage::of(me, doctor).await?;
    let hours = page.week.hours.iter().find(|it| it.id == id).cloned().ok_or(Error::NotFound)?;
    Ok((page, hours))
}
