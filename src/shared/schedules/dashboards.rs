//! Where hours are set: the same pages in three dashboards.

use super::hours_form::HoursForm;
use super::{PlanPage, WeekPage};
use crate::auth::{Actor, Admin, Doctor, Duty, Schedules};
use crate::db::ids::ProfileId;
use crate::models::practice::VisitMode;
use crate::web::page::Page;
use crate::web::screen::*;

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
