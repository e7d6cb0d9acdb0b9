//! When doctors can be booked: a clinic's plan, and a doctor's week there. For the desk, the doctor and the office.

pub mod absences;
pub mod bookings;
mod dashboards;
pub mod hours;
mod hours_form;

use self::absences::{HolidayForm, LeaveForm};
use self::dashboards::Plans;
use self::hours_form::HoursForm;
use crate::auth::{Actor, Layout};
use crate::db::ids::ProfileId;
use crate::models::practice::{ClinicPlan, DoctorWeek};
use crate::web::screen::*;
use chrono::NaiveTime;

/// A clinic's doctors and holidays, in whichever dashboard.
pub struct PlanPage {
    layout: Layout,
    /// The address of this page.
    here: String,
    plan: ClinicPlan,
    /// Whether they see each doctor's week: whoever looks on as a doctor does not.
    of_clinic: bool,
    may_change: bool,
    holiday: HolidayForm,
}

/// A doctor's week, with the forms that change it.
pub struct WeekPage {
    layout: Layout,
    here: String,
    week: DoctorWeek,
    hours: HoursForm,
    leave: LeaveForm,
    /// Whether leave may be noted for every clinic.
    everywhere: bool,
    about: Option<String>,
    /// Whether they see the whole clinic's plan too.
    of_clinic: bool,
}

/// Which hours are to be changed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct WeekQuery {
    hours: String,
}

/// `GET schedules`: everybody's; to a doctor their own. Whoever looks on as one sees what there is.
pub async fn index<D: Plans>(me: Actor<D>, hx: Hx) -> Response {
    if let Some(own) = D::only(&me) {
        match WeekPage::of(&me, own).await {
            Err(Error::NotFound) => {}
            page => return hx.page(&D::Week::from(page?)),
        }
    }
    hx.page(&D::Plan::from(PlanPage::of(&me, HolidayForm::default()).await?))
}

/// `GET schedules/{id}?hours=`: a doctor's week; with the form filled in for hours that are to be changed.
pub async fn show<D: Plans>(me: Actor<D>, hx: Hx, At(id): At<ProfileId>, Query(asked): Query<WeekQuery>) -> Response {
    let mut page = WeekPage::of(&me, id).await?;
    if let Some(hours) = page.week.find(&asked.hours) {
        page.hours = HoursForm::of(hours, page.week.clinic.today);
    }
    hx.page(&D::Week::from(page))
}

impl PlanPage {
    /// What the addresses of the clinic begin with.
    fn base(&self) -> &str {
        self.here.trim_end_matches("/schedules")
    }

    async fn of<D: Plans>(me: &Actor<D>, holiday: HolidayForm) -> Result<PlanPage, Error> {
        let (clinic, now) = (D::clinic(me), me.now());
        let plan = me.read(move |db| ClinicPlan::of(db, &clinic, now)).await?;
        let (here, of_clinic) = (D::address(me, "schedules"), D::only(me).is_none());
        let may_change = of_clinic && plan.clinic.open;
        Ok(PlanPage { layout: me.layout(), here, plan, of_clinic, may_change, holiday })
    }
}

impl WeekPage {
    /// Not found where the doctor is not theirs to set.
    async fn of<D: Plans>(me: &Actor<D>, doctor: ProfileId) -> Result<WeekPage, Error> {
        if D::only(me).is_some_and(|own| own != doctor) {
            return Err(Error::NotFound);
        }
        let (clinic, now) = (D::clinic(me), me.now());
        let week = me.read(move |db| DoctorWeek::of(db, &clinic, doctor, now)).await?;
        let (hours, leave) = (HoursForm::anew(week.clinic.today), LeaveForm::default());
        let (here, about, of_clinic) = (D::address(me, "schedules"), D::about(me, doctor), D::only(me).is_none());
        Ok(WeekPage { layout: me.layout(), here, week, hours, leave, everywhere: D::EVERYWHERE, about, of_clinic })
    }

    /// Where one change is posted to: `…/hours/{id}`.
    fn change(&self, what: impl std::fmt::Display) -> String {
        format!("{}/{what}", self.here.trim_end_matches("/schedules"))
    }

    /// Where the form of hours is posted to.
    fn hours_action(&self) -> String {
        match &self.hours.changed {
            Some(changed) => self.change(format!("hours/{}", changed.id)),
            None => format!("{}/hours", self.own()),
        }
    }

    fn own(&self) -> String {
        format!("{}/{}", self.here, self.week.doctor.id)
    }

    /// The half hours of a day on which one can choose.
    fn half_hours(&self) -> impl Iterator<Item = NaiveTime> + use<> {
        (12..44).filter_map(|half: u32| NaiveTime::from_hms_opt(half / 2, half % 2 * 30, 0))
    }
}
