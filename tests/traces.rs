//! Whoever reads of a patient leaves a trace: every page for staff is opened in a world with something of everything, and one that names
//! somebody and leaves no row stands here, with its reason.

use std::collections::BTreeSet;

use diesel::prelude::*;
use swasthya::auth::RouteRow;
use swasthya::commands::routes::table;
use swasthya::schema::organisation::{patients, profiles};

use crate::attack::things::{address, furnish, kind_of, things};
use crate::bookings::in_days;
use crate::support::World;
use crate::support::register::{REGISTER, brought, run};
use crate::support::trail::traces;
use crate::support::world::id;

/// The day's work, which names people and opens no record: docs/decisions/reading-leaves-a-trace.md.
const UNTRACED: [(&str, &str); 11] = [
    ("/o/{org}/reception/{clinic}/queue", "who waits now"),
    ("/o/{org}/reception/{clinic}/unfinished", "visits that nobody ended"),
    ("/o/{org}/reception/{clinic}/appointments/{id}", "a place in the queue"),
    ("/o/{org}/reception/{clinic}/payments", "what was paid today"),
    ("/o/{org}/reception/{clinic}/invoices/{id}", "a bill"),
    ("/o/{org}/reception/{clinic}/bookings?on", "who is booked"),
    ("/o/{org}/reception/{clinic}/bookings/places?patient", "whom a record led to"),
    ("/o/{org}/reception/{clinic}/notifications", "what somebody was told: who asks for a place"),
    ("/o/{org}/admin/notifications", "the same"),
    ("/o/{org}/doctor/{clinic}/queue", "who waits now"),
    ("/o/{org}/doctor/{clinic}/unfinished", "visits that nobody ended"),
];

/// Pages that name no patient, whoever is in this world.
const NAME_NOBODY: [&str; 36] = [
    "/o/{org}/admin/clinics",
    "/o/{org}/admin/clinics/new",
    "/o/{org}/admin/clinics/{clinic}/schedules",
    "/o/{org}/admin/clinics/{clinic}/schedules/{id}",
    "/o/{org}/admin/clinics/{id}",
    "/o/{org}/admin/clinics/{id}/bookings",
    "/o/{org}/admin/clinics/{id}/closing/new",
    "/o/{org}/admin/clinics/{id}/logo",
    "/o/{org}/admin/clinics/{id}/messages",
    "/o/{org}/admin/figures",
    "/o/{org}/admin/figures/span",
    "/o/{org}/admin/first-steps",
    "/o/{org}/admin/imports",
    "/o/{org}/admin/imports/{id}/refused.csv",
    "/o/{org}/admin/messages",
    "/o/{org}/admin/notifications/bell",
    "/o/{org}/admin/people",
    "/o/{org}/admin/people/new",
    "/o/{org}/admin/people/{id}",
    "/o/{org}/admin/people/{id}/about",
    "/o/{org}/admin/people/{id}/signature",
    "/o/{org}/admin/permissions",
    "/o/{org}/admin/unusual",
    "/o/{org}/admin/work",
    "/o/{org}/doctor/{clinic}/appointments/{id}/vitals",
    "/o/{org}/doctor/{clinic}/diagnoses",
    "/o/{org}/doctor/{clinic}/medicines",
    "/o/{org}/doctor/{clinic}/notifications",
    "/o/{org}/doctor/{clinic}/notifications/bell",
    "/o/{org}/doctor/{clinic}/people/{id}/about",
    "/o/{org}/doctor/{clinic}/schedules",
    "/o/{org}/doctor/{clinic}/schedules/{id}",
    "/o/{org}/reception/{clinic}/notifications/bell",
    "/o/{org}/reception/{clinic}/patients/new",
    "/o/{org}/reception/{clinic}/schedules",
    "/o/{org}/reception/{clinic}/schedules/{id}",
];

/// What has to be asked before a page shows anybody. A page that is here is opened without it too.
fn asked(path: &str) -> Vec<String> {
    let more = match path {
        "/o/{org}/reception/{clinic}/searches" | "/o/{org}/doctor/{clinic}/patients" => "?q=asha".to_owned(),
        "/o/{org}/reception/{clinic}/patients/duplicates" => "?name=Lakshmi+Iyer&phone=9820011111".to_owned(),
        "/o/{org}/reception/{clinic}/patients/new" => format!("?family={}", id("asha")),
        "/o/{org}/reception/{clinic}/queue" => format!("?patient={}", id("asha")),
        "/o/{org}/reception/{clinic}/bookings" => format!("?on={}", in_days(2, 10, 0).format("%Y-%m-%d")),
        "/o/{org}/reception/{clinic}/bookings/places" => format!("?patient={}", id("asha")),
        "/o/{org}/reception/{clinic}/bookings/new" => {
            format!("?doctor={}&at={}&patient={}", id("dr_sen"), in_days(2, 10, 0).format("%Y-%m-%dT%H:%M"), id("asha"))
        }
        "/o/{org}/reception/{clinic}/bookings/{id}/move" => {
            format!("?doctor={}&at={}", id("dr_sen"), in_days(2, 10, 0).format("%Y-%m-%dT%H:%M"))
        }
        "/o/{org}/admin/audit/patients" => "?q=asha".to_owned(),
        "/o/{org}/admin/duplicates" => "?show=open".to_owned(),
        "/o/{org}/admin/imports/{id}" => "?show=duplicates".to_owned(),
        _ => return vec![String::new()],
    };
    vec![String::new(), more]
}

fn is_read_by_staff(row: &RouteRow) -> bool {
    row.method == "GET" && row.path.starts_with("/o/") && !row.path.starts_with("/o/{org}/patient/") && !row.path.ends_with("/live")
}

#[actix_web::test]
async fn log_3_a_page_that_names_a_patient_leaves_a_trace_or_says_here_why_not() {
    let world = World::committed().await;
    furnish(&world).await;
    let (om, sen) = (world.sign_in("om").await, world.sign_in("dr_sen").await);
    // A register of which one preview is run and the other is not: it marks pairs, and names who is there.
    run(&om, &brought(&om, REGISTER).await).await;
    let things = things(&world);
    let all = patients::table.inner_join(profiles::table).select(profiles::full_name);
    let names: Vec<String> = world.databases().read("acme", move |db| all.load(db)).await.expect("names");
    let (mut opened, mut named, mut untraced) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let rows: Vec<RouteRow> = table().into_iter().filter(is_read_by_staff).collect();
    for row in &rows {
        let reader = if row.path.contains("/doctor/") { &sen } else { &om };
        let objects = kind_of(row).map_or_else(|| vec![String::new()], |kind| things.own.get(kind).cloned().unwrap_or_default());
        for (object, more) in objects.iter().flat_map(|it| asked(&row.path).into_iter().map(move |more| (it, more))) {
            // Whom they were shown of late is forgotten: each page leaves its own row.
            world.databases().close("acme");
            let before = traces(&world).len();
            let page = reader.get(&format!("{}{more}", address(row, ("acme", "andheri"), object))).await;
            if page.status != 200 {
                continue;
            }
            opened.insert(row.path.as_str());
            // What was looked for is marked within a name.
            let text = page.text("body");
            if names.iter().any(|it| text.contains(it.as_str()) || page.html.contains(it.as_str())) {
                named.insert(row.path.as_str());
                if traces(&world).len() == before {
                    untraced.insert(format!("{}{}", row.path, more.split('=').next().unwrap_or_default()));
                }
            }
        }
    }
    let unopened: Vec<&str> = rows.iter().map(|it| it.path.as_str()).filter(|it| !opened.contains(it)).collect();
    assert_eq!(unopened, ["/o/{org}/admin"], "a page that is never opened is not looked at");
    assert_eq!(untraced, UNTRACED.iter().map(|it| it.0.to_owned()).collect(), "read it through an Opening, or say above why not");
    let unnamed: Vec<&str> = opened.difference(&named).copied().collect();
    assert_eq!(unnamed, NAME_NOBODY, "put somebody into this world, whom a new page shows");
}
