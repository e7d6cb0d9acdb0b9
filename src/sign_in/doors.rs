//! Where somebody may go: each organisation, clinic and role is a door. Whoever has one goes through it.

use askama::Template;
use chrono_tz::Tz;

use crate::auth::{Holder, Visitor};
use crate::db::clock;
use crate::models::family::Family;
use crate::models::member::{Place, Role};
use crate::models::transfer::Transfer;
use crate::page;
use crate::web::filters;
use crate::web::hx::{Hx, Response};

#[derive(Template)]
#[template(path = "sign_in/doors.html")]
struct Index {
    who: String,
    doors: Vec<Door>,
}

page!(Index);

/// A way into a dashboard.
struct Door {
    address: String,
    /// The role's word, a Fluent key.
    role: String,
    icon: &'static str,
    place: String,
}

/// `GET /`: in, or to the sign-in page.
pub async fn root(visitor: Visitor, hx: Hx) -> Response {
    hx.see_other(if visitor.account.is_some() { "/doors" } else { "/sign-in" }, None)
}

/// `GET /doors`.
pub async fn index(Holder(account): Holder, hx: Hx) -> Response {
    let mut doors = Vec::new();
    for membership in &account.memberships {
        let (user, now, today) = (account.user, clock::now(), clock::today_in(Tz::Asia__Kolkata));
        let (places, family, offers) = account
            .look_into(membership, move |db| {
                Ok((Place::of_user(db, user)?, Family::of_user(db, user, today)?, Transfer::offered_to(db, user, now)?))
            })
            .await?;
        let inside = format!("/o/{}", membership.slug);
        if places.iter().any(|place| place.role == Role::Admin) {
            doors.push(Door {
                address: format!("{inside}/admin/figures"),
                role: Role::Admin.key(),
                icon: "chart-column",
                place: membership.name.clone(),
            });
        }
        for place in &places {
            let (folder, icon) = match place.role {
                Role::Doctor => ("doctor", "stethoscope"),
                Role::Admin if places.iter().any(|it| it.role == Role::Staff && it.clinic == place.clinic) => continue,
                Role::Staff | Role::Admin => ("reception", "layout-dashboard"),
                Role::Patient => continue,
            };
            let role = if folder == "reception" { Role::Staff.key() } else { place.role.key() };
            doors.push(Door {
                address: format!("{inside}/{folder}/{}/queue", place.clinic.slug),
                role,
                icon,
                place: place.clinic.name.clone(),
            });
        }
        if !offers.is_empty() || family.everybody().any(|profile| places.iter().all(|place| place.profile != profile.id)) {
            doors.push(Door {
                address: format!("{inside}/patient/today"),
                role: Role::Patient.key(),
                icon: "heart-pulse",
                place: membership.name.clone(),
            });
        }
    }
    match doors.as_slice() {
        [only] => hx.see_other(only.address.clone(), None),
        _ => hx.page(&Index { who: account.full_name.clone(), doors }),
    }
}
