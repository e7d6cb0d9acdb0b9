//! When doctors can be booked: a clinic's plan, and a doctor's week there. For the desk, the doctor and the office.

pub mod absences;
pub mod bookings;
pub mod hours;

use self::absences::{HolidayForm, LeaveForm};
use self::hours::HoursForm;
use crate::auth::{Actor, Admin, Doctor, Duty, Layout, Schedules};
use crate::db::ids::ProfileId;
use crate::models::practice::{ClinicPlan, DoctorWeek, VisitMode};
use crate::web::page::Page;
use crate::web::screen::*;
use chrono::NaiveTime;

/// The dashboards in which hours are set. The address names the clinic.
pub trait Plans: Duty + Sized {
    type Plan: Page + From<PlanPage>;
    type Week: Page + From<WeekPage>;
    /// Whether leave that they note may hold at every clinic of the doctor.
    const EVERYWHERE: bool;

    /// The clinic's slug.
    fn clinic(me: &Actor<Self>) -> String;

    /// An address of these pages at that clinic.
    fn address(me: &Actor<Self>, rest: &str) -> String;

    /// The page of what is said of a doctor, where it opens to them.
    fn about(me: &Actor<Self>, doctor: ProfileId) -> Option<String>;

    /// The one doctor whose hours they set, if it is only one.
    fn only(_: &Actor<Self>) -> Option<ProfileId> {
        None
    }
}

/// A clinic's doctors and holidays, in whichever dashboard.
pub struct PlanPage {
    layout: Layout,
    /// The address of this page.
    here: String,
    plan: ClinicPlan,
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

macro_rules! plans {
    ($($duty:ident $plan:ident $plan_path:literal $week:ident $week_path:literal;)*) => { $(
        plans!(@page $plan $plan_path PlanPage);
        plans!(@page $week $week_path WeekPage);
    )* };
    (@page $page:ident $path:literal $of:ident) => {
        #[derive(Template)]
        #[template(path = $path)]
        pub struct $page($of);

        page!($page);

        impl From<$of> for $page {
            fn from(page: $of) -> Self {
                $page(page)
            }
        }

        impl std::ops::Deref for $page {
            type Target = $of;
            fn deref(&self) -> &$of {
                &self.0
            }
        }
    };
}

plans! {
    Schedules DeskPlan "reception/schedules/index.html" DeskWeek "reception/schedules/show.html";
    Doctor OwnPlan "doctor/schedules/index.html" OwnWeek "doctor/schedules/show.html";
    Admin OfficePlan "admin/schedules/index.html" OfficeWeek "admin/schedules/show.html";
}

impl Plans for Schedules {
    type Plan = DeskPlan;
    type Week = DeskWeek;
    const EVERYWHERE: bool = false;

    fn about(_: &Actor<Self>, _: ProfileId) -> Option<String> {
        None
    }

    fn clinic(me: &Actor<Self>) -> String {
        me.clinic().slug.clone()
    }

    fn address(me: &Actor<Self>, rest: &str) -> String {
        me.here(rest)
    }
}

impl Plans for Doctor {
    type Plan = OwnPlan;
    type Week = OwnWeek;
    const EVERYWHERE: bool = true;

    fn about(me: &Actor<Self>, doctor: ProfileId) -> Option<String> {
        Some(me.here(&format!("people/{doctor}/about")))
    }

    fn clinic(me: &Actor<Self>) -> String {
        me.clinic().slug.clone()
    }

    fn address(me: &Actor<Self>, rest: &str) -> String {
        me.here(rest)
    }

    fn only(me: &Actor<Self>) -> Option<ProfileId> {
        Some(me.doctor())
    }
}

impl Plans for Admin {
    type Plan = OfficePlan;
    type Week = OfficeWeek;
    const EVERYWHERE: bool = true;

    fn about(me: &Actor<Self>, doctor: ProfileId) -> Option<String> {
        Some(me.here(&format!("people/{doctor}/about")))
    }

    /// `/o/acme/admin/clinics/andheri/schedules`
    fn clinic(me: &Actor<Self>) -> String {
        me.layout().path.split('/').nth(5).unwrap_or_default().to_owned()
    }

    fn address(me: &Actor<Self>, rest: &str) -> String {
        me.here(&format!("clinics/{}/{rest}", Self::clinic(me)))
    }
}

/// Which hours are to be changed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct WeekQuery {
    hours: String,
}

/// `GET schedules`: everybody's. A doctor sees their own.
pub async fn index<D: Plans>(me: Actor<D>, hx: Hx) -> Response {
    match D::only(&me) {
        Some(doctor) => hx.see_other(D::address(&me, &format!("schedules/{doctor}")), None),
        None => hx.page(&D::Plan::from(PlanPage::of(&me, HolidayForm::default()).await?)),
    }
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
        Ok(PlanPage { layout: me.layout(), here: D::address(me, "schedules"), plan, holiday })
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
            Some(changed) => self.change(&format!("hours/{}", changed.id)),
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
