//! Where a doctor is described: the same page in two dashboards.

use super::AboutPage;
use crate::auth::{Actor, Admin, Doctor, Duty};
use crate::db::ids::ProfileId;
use crate::web::page::Page;
use crate::web::screen::*;

/// The dashboards in which a doctor is described.
pub trait Describes: Duty + Sized {
    type About: Page + From<AboutPage>;
    /// Whether they look at licences.
    const VERIFIES: bool;

    /// Whether this doctor is theirs to describe.
    fn may(me: &Actor<Self>, doctor: ProfileId) -> bool;

    fn address(me: &Actor<Self>, doctor: ProfileId) -> String;

    /// Where one comes from.
    fn back(me: &Actor<Self>, doctor: ProfileId) -> String;
}

macro_rules! abouts {
    ($($page:ident $path:literal;)*) => { $(
        #[derive(Template)]
        #[template(path = $path)]
        pub struct $page(AboutPage);

        page!($page);

        impl From<AboutPage> for $page {
            fn from(page: AboutPage) -> Self {
                $page(page)
            }
        }

        impl std::ops::Deref for $page {
            type Target = AboutPage;
            fn deref(&self) -> &AboutPage {
                &self.0
            }
        }
    )* };
}

abouts! {
    OwnAbout "doctor/about/edit.html";
    OfficeAbout "admin/about/edit.html";
}

impl Describes for Doctor {
    type About = OwnAbout;
    const VERIFIES: bool = false;

    fn may(me: &Actor<Self>, doctor: ProfileId) -> bool {
        doctor == me.doctor()
    }

    fn address(me: &Actor<Self>, doctor: ProfileId) -> String {
        me.here(&format!("people/{doctor}/about"))
    }

    fn back(me: &Actor<Self>, doctor: ProfileId) -> String {
        me.here(&format!("schedules/{doctor}"))
    }
}

impl Describes for Admin {
    type About = OfficeAbout;
    const VERIFIES: bool = true;

    fn may(_: &Actor<Self>, _: ProfileId) -> bool {
        true
    }

    fn address(me: &Actor<Self>, doctor: ProfileId) -> String {
        me.here(&format!("people/{doctor}/about"))
    }

    fn back(me: &Actor<Self>, doctor: ProfileId) -> String {
        me.here(&format!("people/{doctor}"))
    }
}
