//! A doctor's leave, and the clinic's holidays.

use chrono::{NaiveDate, NaiveTime};

use super::dashboards::Plans;
use super::hours_form::{coming, time};
use super::{PlanPage, WeekPage};
use crate::auth::Actor;
use crate::db::ids::{AbsenceId, ProfileId};
use crate::locale::moments::say_day;
use crate::models::practice::{Absence, AbsenceAdded, AbsenceRemoved, AbsentWhere, NewAbsence};
use crate::web::screen::*;

/// Leave as it is typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct LeaveForm {
    pub(super) leave_from: String,
    pub(super) leave_until: String,
    pub(super) leave_starts: String,
    pub(super) leave_ends: String,
    pub(super) reason: String,
    pub(super) everywhere: String,
    #[serde(skip)]
    pub(super) errors: Errors,
}

/// A holiday as it is typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct HolidayForm {
    pub(super) holiday_from: String,
    pub(super) holiday_until: String,
    pub(super) reason: String,
    #[serde(skip)]
    pub(super) errors: Errors,
}

/// Days from one to another; one day where no other is named.
fn days(errors: &mut Errors, names: [&str; 2], typed: [&str; 2], today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let from = errors.check(names[0], coming(typed[0], today));
    let until = form::optional(typed[1], |it| {
        let until = form::date(it).ok_or_else(|| message!("error-date"))?;
        if from.is_some_and(|from| until < from) { Err(message!("schedule-error-until")) } else { Ok(until) }
    });
    let until = errors.check(names[1], until);
    from.zip(until).map(|(from, until)| (from, until.unwrap_or(from)))
}

impl LeaveForm {
    fn parse(&mut self, whose: AbsentWhere, today: NaiveDate) -> Option<NewAbsence> {
        let typed = [self.leave_from.as_str(), self.leave_until.as_str()];
        let days = days(&mut self.errors, ["leave_from", "leave_until"], typed, today);
        let part = self.part();
        let part = self.errors.check("leave_ends", part);
        let reason = self.errors.check("reason", form::text(&self.reason, 255));
        let (from_on, until_on) = days?;
        Some(NewAbsence { whose, from_on, until_on, part: part?, reason: reason? })
    }

    /// A part of each day has both its ends.
    fn part(&self) -> Result<Option<(NaiveTime, NaiveTime)>, Message> {
        match (form::optional(&self.leave_starts, time)?, form::optional(&self.leave_ends, time)?) {
            (None, None) => Ok(None),
            (Some(starts), Some(ends)) if starts < ends => Ok(Some((starts, ends))),
            (Some(_), Some(_)) => Err(message!("schedule-error-ends")),
            _ => Err(message!("schedule-error-part")),
        }
    }
}

impl HolidayForm {
    fn parse(&mut self, whose: AbsentWhere, today: NaiveDate) -> Option<NewAbsence> {
        let typed = [self.holiday_from.as_str(), self.holiday_until.as_str()];
        let days = days(&mut self.errors, ["holiday_from", "holiday_until"], typed, today);
        let reason = self.errors.check("reason", form::required(&self.reason, 255));
        let (from_on, until_on) = days?;
        Some(NewAbsence { whose, from_on, until_on, part: None, reason: reason? })
    }
}

/// What is said where one was not noted.
fn refused(locale: Locale, added: AbsenceAdded, clinic: String) -> Result<Option<Message>, Error> {
    match added {
        AbsenceAdded::Added(_) => Ok(None),
        AbsenceAdded::AlreadyThere(there) => {
            let (from, until) = (say_day(locale, there.from_on), say_day(locale, there.until_on));
            Ok(Some(if from == until { message!("schedule-away-then", from) } else { message!("schedule-away-already", from, until) }))
        }
        AbsenceAdded::NotHere => Err(Error::NotFound),
        AbsenceAdded::ClinicClosed => Err(Error::ClinicClosed(clinic)),
    }
}

/// `POST schedules/{id}/leave`: what is noted already is not noted again.
pub async fn leave<D: Plans>(me: Actor<D>, hx: Hx, At(id): At<ProfileId>, Form(mut form): Form<LeaveForm>) -> Response {
    let mut page = WeekPage::of(&me, id).await?;
    let everywhere = D::EVERYWHERE && form.everywhere == "yes";
    let whose = if everywhere { AbsentWhere::DoctorEverywhere(id) } else { AbsentWhere::DoctorAt(id, page.week.clinic.id) };
    if let Some(new) = form.parse(whose, page.week.clinic.today) {
        let added = me.write(move |tx| Absence::add(tx, &new)).await?;
        let notice = match refused(hx.locale(), added, page.week.clinic.name.clone())? {
            None => Notice::from(message!("schedule-leave-noted")),
            Some(why) => Notice::warning(why),
        };
        return hx.see_other(page.own(), notice);
    }
    page.leave = form;
    hx.invalid(&D::Week::from(page))
}

/// `POST holidays`.
pub async fn holiday<D: Plans>(me: Actor<D>, hx: Hx, Form(mut form): Form<HolidayForm>) -> Response {
    let mut page = PlanPage::of(&me, HolidayForm::default()).await?;
    if let Some(new) = form.parse(AbsentWhere::Clinic(page.plan.clinic.id), page.plan.clinic.today) {
        let added = me.write(move |tx| Absence::add(tx, &new)).await?;
        let notice = match refused(hx.locale(), added, page.plan.clinic.name.clone())? {
            None => Notice::from(message!("schedule-holiday-noted")),
            Some(why) => Notice::warning(why),
        };
        return hx.see_other(page.here, notice);
    }
    page.holiday = form;
    hx.invalid(&D::Plan::from(page))
}

/// `POST absences/{id}/removal`: taken back from today on. Where it holds at other clinics too, only by whoever may note such.
pub async fn destroy<D: Plans>(me: Actor<D>, hx: Hx, At(id): At<AbsenceId>) -> Response {
    let (clinic, only) = (D::clinic(&me), D::only(&me));
    let removed = me
        .write(move |tx| {
            Absence::remove(tx, id, &clinic, |it, here| match (it.doctor, it.clinic) {
                (doctor, Some(clinic)) => clinic == here && only.is_none_or(|own| doctor == Some(own)),
                (doctor, None) => D::EVERYWHERE && only.is_none_or(|own| doctor == Some(own)),
            })
        })
        .await?;
    let (absence, notice) = match removed {
        AbsenceRemoved::Removed(absence) => (absence, Notice::from(message!("schedule-absence-removed"))),
        AbsenceRemoved::Over(absence) => (absence, Notice::warning(message!("schedule-absence-over"))),
        AbsenceRemoved::ClinicClosed(name) => return Err(Error::ClinicClosed(name)),
    };
    let page = absence.doctor.map_or("schedules".to_owned(), |doctor| format!("schedules/{doctor}"));
    hx.see_other(D::address(&me, &page), notice)
}
