//! What moves money or doors asks for a second factor that was shown of late. Each POST decides: it asks, or says here why it does not.

use std::collections::BTreeSet;

use swasthya::commands::routes::table;

use crate::support::World;
use crate::support::register::{REGISTER, brought, worked};
use crate::support::world::{id, next_code};

/// Those that ask by the type of their actor.
const ASK: &[&str] = &[
    "/o/{org}/admin/clinics",
    "/o/{org}/admin/clinics/{id}/closing",
    "/o/{org}/admin/clinics/{id}/closing/removal",
    "/o/{org}/admin/people",
    "/o/{org}/admin/people/templates",
    "/o/{org}/admin/people/{id}",
    "/o/{org}/admin/people/{id}/deactivate",
    "/o/{org}/admin/people/{id}/reactivate",
    "/o/{org}/admin/people/{id}/invitation",
    "/o/{org}/admin/people/{id}/invitation/removal",
    "/o/{org}/admin/people/{id}/devices/removal",
    "/o/{org}/admin/people/{id}/second-factor/removal",
    "/o/{org}/admin/two-step-roles",
    "/o/{org}/admin/imports/{id}/run",
    "/o/{org}/admin/imports/{id}/undoing",
    "/platform/organisations",
    "/platform/organisations/{id}/creation",
    "/platform/organisations/{id}/suspension",
    "/platform/organisations/{id}/suspension/removal",
];

/// The others, and why.
const DO_NOT: &[(&str, &[&str])] = &[
    ("where the money goes asks, its letterhead does not: by the field", &["/o/{org}/admin/clinics/{id}"]),
    (
        "money taken back asks by the amount, and in any case for a proof of this part of the shift",
        &["/o/{org}/reception/{clinic}/invoices/{id}/void", "/o/{org}/reception/{clinic}/payments/{id}/void"],
    ),
    (
        "of one's own account: what one comes in by asks for a fresh proof of any kind, of those without a second factor too",
        &[
            "/account/google",
            "/account/google/removal",
            "/account/password",
            "/account/two-step",
            "/account/two-step/phone",
            "/account/two-step/removal",
            "/account/two-step/recovery-codes",
            "/account/phone",
            "/account/phone/removal",
            "/account/phone/code",
            "/account/email",
            "/account/email/removal",
        ],
    ),
    (
        "this is how it is shown, or a link that was asked for with one",
        &[
            "/account/confirm",
            "/account/confirm/codes",
            "/account/two-step/confirmation",
            "/account/two-step/phone/confirmation",
            "/account/email/{token}",
        ],
    ),
    (
        "says of oneself where one works: the doors behind it ask for themselves",
        &["/account/offers/{organisation}/acceptance", "/account/offers/{organisation}/removal"],
    ),
    ("ending one's own devices only closes doors", &["/account/devices/removal", "/account/devices/{id}/removal"]),
    (
        "a preview: nobody is anybody's before the import is run",
        &[
            "/o/{org}/admin/imports",
            "/o/{org}/admin/imports/{id}/columns",
            "/o/{org}/admin/imports/{id}/reading",
            "/o/{org}/admin/imports/{id}/reading/removal",
        ],
    ),
    ("marks two records as one person's or not, and moves nothing", &["/o/{org}/admin/duplicates"]),
    (
        "one's own: what was read",
        &[
            "/o/{org}/patient/notifications/reading",
            "/o/{org}/patient/notifications/{id}/reading",
            "/o/{org}/admin/notifications/reading",
            "/o/{org}/admin/notifications/{id}/reading",
        ],
    ),
    ("what is sent to phones: it moves neither money nor doors", &["/o/{org}/admin/clinics/{id}/messages", "/o/{org}/patient/messages"]),
    ("what was asked for with a proof is tried again", &["/o/{org}/admin/work/again"]),
    (
        "a picture on paper moves neither money nor doors",
        &[
            "/o/{org}/admin/clinics/{id}/logo",
            "/o/{org}/admin/clinics/{id}/logo/removal",
            "/o/{org}/admin/people/{id}/signature",
            "/o/{org}/admin/people/{id}/signature/removal",
        ],
    ),
    (
        "when doctors can be booked, and what is said of them: it moves neither money nor doors, and is in the log",
        &[
            "/o/{org}/admin/clinics/{id}/bookings",
            "/o/{org}/admin/clinics/{clinic}/schedules/{id}/hours",
            "/o/{org}/admin/clinics/{clinic}/schedules/{id}/leave",
            "/o/{org}/admin/clinics/{clinic}/hours/{id}",
            "/o/{org}/admin/clinics/{clinic}/holidays",
            "/o/{org}/admin/clinics/{clinic}/schedules/{id}/bookings",
            "/o/{org}/admin/clinics/{clinic}/hours/{id}/removal",
            "/o/{org}/admin/clinics/{clinic}/absences/{id}/removal",
            "/o/{org}/admin/people/{id}/verification",
            "/o/{org}/admin/people/{id}/verification/removal",
            "/o/{org}/admin/people/{id}/about",
        ],
    ),
    (
        "a family's own time at a clinic: it moves neither money nor doors",
        &["/o/{org}/patient/bookings", "/o/{org}/patient/bookings/{id}/move", "/o/{org}/patient/bookings/{id}/cancellation"],
    ),
    ("looking changes nothing", &["/o/{org}/admin/looks", "/o/{org}/admin/looks/removal"]),
    ("counts how much an organisation is used", &["/platform/organisations/{id}/count"]),
    (
        "the family's own, agreed by six digits that were told",
        &[
            "/o/{org}/patient/family",
            "/o/{org}/patient/family/{id}/transfers",
            "/o/{org}/patient/transfers/{id}/acceptance",
            "/o/{org}/patient/transfers/{id}/removal",
        ],
    ),
];

/// The day's work: it would stand still.
const WORK: &[&str] = &["/o/{org}/reception/", "/o/{org}/doctor/"];

/// Nobody is signed in there yet, or only the language is chosen.
const OUTSIDE: &[&str] = &["/sign-in", "/sign-out", "/resets/", "/invitations/", "/language"];

#[test]
fn ses_9_each_post_asks_for_a_fresh_factor_or_says_why_it_does_not() {
    let posts = || table().into_iter().filter(|row| row.method == "POST");
    let asking: BTreeSet<String> = posts().filter(|row| row.fresh).map(|row| row.path).collect();
    assert_eq!(asking, ASK.iter().map(|it| (*it).to_owned()).collect(), "what asks is said here");
    let said: BTreeSet<&str> = DO_NOT.iter().flat_map(|(_, paths)| paths.iter().copied()).collect();
    let begins = |path: &str, with: &[&str]| with.iter().any(|it| path.starts_with(it));
    let undecided: Vec<String> = posts()
        .filter(|row| !row.fresh && !said.contains(row.path.as_str()))
        .map(|row| row.path)
        .filter(|path| !begins(path, WORK) && !begins(path, OUTSIDE))
        .collect();
    assert!(undecided.is_empty(), "take a Fresh actor there, or say here why not: {undecided:?}");
    let paths: BTreeSet<String> = posts().filter(|row| !row.fresh).map(|row| row.path).collect();
    let gone: Vec<_> = said.iter().filter(|it| !paths.contains(**it)).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

/// Om has a colleague who runs the organisation too.
fn mira_is_an_admin(world: &World) {
    world.run_in("acme", "UPDATE clinic_members SET role = 'admin' WHERE profile_id = <mira> AND clinic_id = <andheri>");
}

#[actix_web::test]
async fn ses_9_the_clinics_upi_id_asks_for_a_fresh_factor_keeps_what_was_typed_and_tells_the_other_admins() {
    let world = World::open().await;
    mira_is_an_admin(&world);
    world.run_in_directory("UPDATE users SET language = 'hi' WHERE id = <user mira>");
    let om = world.sign_in("om").await;
    let path = format!("/o/acme/admin/clinics/{}", id("andheri"));
    let before = om.get(&path).await;
    world.let_pass_in_session("om", 60).await;
    let was = before.value("was");
    let letterhead = [("name", "Andheri"), ("kind", "clinic"), ("fee", "500"), ("city", "Mumbai East"), ("was", was.as_str())];
    let kept = [("upi_id", before.value("upi_id")), ("gstin", before.value("gstin")), ("refund_limit", before.value("refund_limit"))];
    let quiet: Vec<(&str, &str)> = letterhead.into_iter().chain(kept.iter().map(|(name, value)| (*name, value.as_str()))).collect();
    assert_eq!(om.submit(&path, &quiet).await.status, 200, "a letterhead asks for nothing");
    assert!(world.message_to("mira@acme.test").await.is_none(), "and nobody is told");

    let page = om.get(&path).await;
    let was = page.value("was");
    let thief: Vec<(&str, &str)> =
        quiet.iter().filter(|it| it.0 != "upi_id" && it.0 != "was").copied().chain([("upi_id", "thief@evilbank"), ("was", &was)]).collect();
    let asked = om.post(&path, &thief).await;
    assert_eq!((asked.status, asked.header("location")), (303, format!("/account/confirm?next={path}").as_str()));
    assert_ne!(om.get("/admin/clinics").await.status, 500);
    let code = next_code(world.databases(), "om").await;
    let back = om.submit("/account/confirm", &[("code", &code), ("next", &path)]).await;
    assert_eq!(back.value("upi_id"), "thief@evilbank", "what was typed is kept");
    assert!(back.texts("[role=alert]").join(" ").contains("Not saved yet"), "{}", back.html);
    assert!(world.message_to("mira@acme.test").await.is_none(), "nothing was changed yet");
    let thief: Vec<(&str, &str)> = thief.into_iter().filter(|it| it.0 != "was").collect();
    let was = back.value("was");
    let again: Vec<(&str, &str)> = thief.into_iter().chain([("was", was.as_str())]).collect();
    assert_eq!(om.submit(&path, &again).await.status, 200);
    assert_eq!(om.get(&path).await.value("upi_id"), "thief@evilbank");
    worked(&om).await;
    let letter = world.message_to("mira@acme.test").await.expect("a letter").body;
    assert!(letter.contains("Om Kulkarni") && letter.contains("th…@evilbank") && letter.contains("बदल"), "{letter}");
    assert!(!letter.contains("thief"), "{letter}");
    assert!(world.message_to("om@acme.test").await.is_none(), "who did it knows");
}

#[actix_web::test]
async fn ses_9_an_import_is_run_and_taken_back_with_a_fresh_factor_and_the_other_admins_are_told() {
    let world = World::open().await;
    mira_is_an_admin(&world);
    let om = world.sign_in("om").await;
    let import = brought(&om, REGISTER).await;
    world.let_pass_in_session("om", 60).await;
    let run = om.post(&format!("{import}/run"), &[]).await;
    assert!(run.status == 303 && run.header("location").starts_with("/account/confirm"), "{}", run.header("location"));
    let undoing = om.post(&format!("{import}/undoing"), &[("reason", "the wrong file")]).await;
    assert!(undoing.header("location").starts_with("/account/confirm"), "{}", undoing.header("location"));
    assert!(world.message_to("mira@acme.test").await.is_none());
    let code = next_code(world.databases(), "om").await;
    om.submit("/account/confirm", &[("code", &code)]).await;
    let run = om.post(&format!("{import}/run"), &[]).await;
    assert_eq!((run.status, run.header("location")), (303, import.as_str()));
    worked(&om).await;
    let letter = world.message_to("mira@acme.test").await.expect("a letter").body;
    assert!(letter.contains("old.csv") && letter.contains("Andheri"), "{letter}");
    om.post(&format!("{import}/undoing"), &[("reason", "the wrong file")]).await;
    worked(&om).await;
    let letter = world.message_to("mira@acme.test").await.expect("a letter");
    assert!(letter.template == "import_undone" && letter.body.contains("old.csv"), "{}", letter.body);
}
