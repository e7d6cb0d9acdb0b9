//! However often a form is sent, it makes one thing: two clicks, two at once, a form that was changed and sent again, an old page.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use futures_util::future::join;
use swasthya::commands::routes::table;
use swasthya::db::ids::AttemptId;
use swasthya::jobs::sweeps;

use crate::bookings::{give_hours, in_days};
use crate::support::behaviours::{MAKING, makes};
use crate::support::bills::bill;
use crate::support::past::wait;
use crate::support::register::{REGISTER, bring_as};
use crate::support::world::id;
use crate::support::{Browser, Page, World};

type Fields = Vec<(&'static str, String)>;

/// A form that makes something, as somebody fills it in.
struct Making {
    who: Browser,
    /// Where the form stands.
    page: String,
    address: String,
    fields: Fields,
    /// What is changed before it is sent again; nothing where the form has no fields.
    other: Fields,
    /// Counts what is made, in the organisation or else in the directory.
    rows: &'static str,
    in_directory: bool,
    /// What the first answer said, as far as it is repeated.
    says: &'static str,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn filled(fields: &[(&'static str, &str)]) -> Fields {
    fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

/// Every form that makes something, but for the upload of a register.
async fn all(world: &World) -> Vec<Making> {
    let (ria, om) = (world.sign_in("ria").await, world.sign_in("om").await);
    let (asha, sen) = (world.sign_in_by_phone("98450 12345").await, world.sign_in("dr_sen").await);
    let (kabir, lakshmi, doctor) = (id("kabir"), id("lakshmi").to_string(), id("dr_sen").to_string());
    let invoice = format!("/reception/andheri/invoices/{}", bill(world, "asha"));
    let _ = bill(world, "mohan_das");
    let measured = wait(world, "andheri", "dr_joshi", "kabir");
    let at = in_days(2, 10, 0).format("%Y-%m-%dT%H:%M").to_string();
    let quarter = in_days(2, 10, 15).format("%Y-%m-%dT%H:%M").to_string();
    give_hours(world);
    world.run_in("acme", "INSERT INTO booking_rules (clinic_id, portal) VALUES (<andheri>, TRUE)");
    let andheri = id("andheri").to_string();
    let kabirs = kabir.to_string();
    let (staff, patients) = (format!("{} staff", id("andheri")), format!("{} patients", id("andheri")));
    let person = format!("/admin/people/{}", id("meena"));
    let offers = format!("/patient/family/{kabir}/transfers");
    vec![
        Making {
            who: ria.clone(),
            page: "/reception/andheri/patients/new".into(),
            address: "/reception/andheri/patients".into(),
            fields: filled(&[("name", "Zeenat Aman"), ("sex", "female"), ("age", "34"), ("phone", "9876543210"), ("relation", "self")]),
            other: filled(&[("name", "Farida Khan")]),
            rows: "SELECT COUNT(*) n FROM patients",
            in_directory: false,
            says: "Zeenat Aman is registered",
        },
        Making {
            who: ria.clone(),
            page: invoice.clone(),
            address: format!("{invoice}/payments"),
            fields: filled(&[("amount", "200"), ("method", "cash"), ("reference", "")]),
            other: filled(&[("amount", "300"), ("method", "upi")]),
            rows: "SELECT COUNT(*) n FROM payments",
            in_directory: false,
            says: "₹200 received (Cash)",
        },
        Making {
            who: ria.clone(),
            page: format!("/reception/andheri/queue?patient={lakshmi}"),
            address: "/reception/andheri/walk-ins".into(),
            fields: filled(&[("patient", &lakshmi), ("doctor", &doctor), ("priority", "normal"), ("complaint", "Fever")]),
            other: filled(&[("doctor", &id("dr_joshi").to_string())]),
            rows: "SELECT COUNT(*) n FROM appointments",
            in_directory: false,
            says: "Token 3 for Lakshmi Iyer",
        },
        Making {
            who: ria.clone(),
            page: format!("/reception/andheri/bookings/new?doctor={doctor}&at={at}&patient={lakshmi}"),
            address: "/reception/andheri/bookings".into(),
            fields: filled(&[("patient", &lakshmi), ("doctor", &doctor), ("at", &at), ("complaint", "Cough")]),
            other: filled(&[("patient", &id("mohan_das").to_string()), ("at", &quarter)]),
            rows: "SELECT COUNT(*) n FROM appointments",
            in_directory: false,
            says: "Booked for Lakshmi Iyer",
        },
        Making {
            who: asha.clone(),
            page: format!("/patient/bookings/new?clinic={andheri}&doctor={}&at={at}&patient={kabirs}", id("dr_joshi")),
            address: "/patient/bookings".into(),
            fields: filled(&[
                ("clinic", &andheri),
                ("patient", &kabirs),
                ("doctor", &id("dr_joshi").to_string()),
                ("at", &at),
                ("complaint", "Cough"),
            ]),
            other: filled(&[("patient", &id("asha").to_string()), ("at", &quarter)]),
            rows: "SELECT COUNT(*) n FROM appointments",
            in_directory: false,
            says: "Asked for",
        },
        Making {
            who: world.sign_in("mira").await,
            page: format!("/reception/andheri/appointments/{measured}/vitals"),
            address: format!("/reception/andheri/appointments/{measured}/vitals"),
            fields: filled(&[("pulse", "88"), ("pressure", "")]),
            other: filled(&[("pressure", "120/80")]),
            rows: "SELECT COUNT(*) n FROM vitals",
            in_directory: false,
            says: "The vitals of Kabir Rao are noted",
        },
        Making {
            who: sen,
            page: "/doctor/andheri/queue".into(),
            address: "/doctor/andheri/calls".into(),
            fields: vec![],
            other: vec![],
            rows: "SELECT COUNT(*) n FROM appointments WHERE called_at IS NOT NULL",
            in_directory: false,
            says: "Token 1 called",
        },
        Making {
            who: asha.clone(),
            page: "/patient/family/new".into(),
            address: "/patient/family".into(),
            fields: filled(&[("name", "Meera Rao"), ("sex", "female"), ("relation", "child"), ("age", "4")]),
            other: filled(&[("name", "Tara Rao")]),
            rows: "SELECT COUNT(*) n FROM patients",
            in_directory: false,
            says: "Meera Rao is added",
        },
        Making {
            who: asha,
            page: format!("{offers}/new"),
            address: offers,
            fields: filled(&[("phone", "9820011111")]),
            other: filled(&[("phone", "9820022222")]),
            rows: "SELECT COUNT(*) n FROM profile_transfers",
            in_directory: false,
            says: "Kabir Rao is offered to 98200 11111",
        },
        Making {
            who: om.clone(),
            page: "/admin/clinics/new".into(),
            address: "/admin/clinics".into(),
            fields: filled(&[("name", "Kalyan"), ("kind", "clinic")]),
            other: filled(&[("name", "Thane")]),
            rows: "SELECT COUNT(*) n FROM clinics",
            in_directory: false,
            says: "Kalyan is open",
        },
        Making {
            who: om.clone(),
            page: "/admin/people/new".into(),
            address: "/admin/people".into(),
            fields: filled(&[("name", "Nita Shah"), ("email", "nita@acme.test"), ("places", &staff), ("permissions", &patients)]),
            other: filled(&[("name", "Lila Bose"), ("email", "lila@acme.test")]),
            rows: "SELECT COUNT(*) n FROM clinic_members",
            in_directory: false,
            says: "Nita Shah works here now",
        },
        Making {
            who: om,
            page: person.clone(),
            address: format!("{person}/invitation"),
            fields: vec![],
            other: vec![],
            rows: "SELECT COUNT(*) n FROM invitations",
            in_directory: true,
            says: "Meena Patil",
        },
    ]
}

impl Making {
    async fn form(&self) -> Page {
        self.who.get(&self.page).await
    }

    async fn post(&self, attempt: &str, changes: &Fields) -> Page {
        let mut fields = self.fields.clone();
        fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
        fields.extend(changes.iter().cloned());
        fields.push(("attempt", attempt.to_owned()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.who.post(&self.address, &fields).await
    }

    fn count(&self, world: &World) -> i64 {
        if self.in_directory {
            world.databases().read_directory_now(|db| diesel::sql_query(self.rows).get_result::<Count>(db)).expect(self.rows).n
        } else {
            world.databases().read_now("acme", |db| diesel::sql_query(self.rows).get_result::<Count>(db)).expect(self.rows).n
        }
    }

    /// The two answers show the same thing, and one of it was made.
    fn same(&self, first: &Page, second: &Page) {
        assert_eq!(first.status, second.status, "{}: {} {}", self.address, first.html, second.html);
        assert_eq!(first.header("location"), second.header("location"), "{}", self.address);
        if first.status == 200 {
            assert_eq!(first.text("#transfer-code"), second.text("#transfer-code"), "{}", self.address);
        }
    }
}

/// What is said by the button that is pressed: whoever sends the form again presses it again.
const PRESSED: &str = "method";

#[actix_web::test]
async fn a_second_click_makes_nothing_and_shows_what_the_first_made() {
    let world = World::open().await;
    for making in all(&world).await {
        let attempt = making.form().await.value("attempt");
        let before = making.count(&world);
        let first = making.post(&attempt, &vec![]).await;
        assert!(matches!(first.status, 303 | 200), "{}: {}", making.address, first.html);
        assert_eq!(making.count(&world), before + 1, "{}", making.address);
        let second = making.post(&attempt, &vec![]).await;
        assert_eq!(making.count(&world), before + 1, "{}", making.address);
        making.same(&first, &second);
        if second.status == 303 {
            let said = making.who.get(second.location()).await.text("#notice");
            assert!(said.contains(making.says), "{}: {said}", making.address);
            assert!(said.contains("already") || making.in_directory, "{}: {said}", making.address);
        }
    }
}

#[actix_web::test]
async fn two_at_once_make_one_thing() {
    let world = World::committed().await;
    for making in all(&world).await {
        let attempt = making.form().await.value("attempt");
        let before = making.count(&world);
        let nothing = vec![];
        let (one, other) = join(making.post(&attempt, &nothing), making.post(&attempt, &nothing)).await;
        assert!(matches!(one.status, 303 | 200), "{}: {}", making.address, one.html);
        making.same(&one, &other);
        assert_eq!(making.count(&world), before + 1, "{}", making.address);
    }
}

#[actix_web::test]
async fn of_two_contents_at_once_one_is_done_and_the_other_is_told() {
    let world = World::committed().await;
    for making in all(&world).await.into_iter().filter(|it| !it.other.is_empty()) {
        let attempt = making.form().await.value("attempt");
        let before = making.count(&world);
        let nothing = vec![];
        let (one, other) = join(making.post(&attempt, &nothing), making.post(&attempt, &making.other)).await;
        let (done, told) = if one.status == 422 { (other, one) } else { (one, other) };
        assert!(matches!(done.status, 303 | 200) && told.status == 422, "{}: {} {}", making.address, done.status, told.status);
        assert!(told.texts("[role=alert]").join(" ").contains("Not done"), "{}: {}", making.address, told.html);
        assert_eq!(making.count(&world), before + 1, "{}", making.address);
    }
}

#[actix_web::test]
async fn another_content_under_the_same_form_says_what_was_done_and_that_it_was_not() {
    let world = World::open().await;
    for making in all(&world).await.into_iter().filter(|it| !it.other.is_empty()) {
        let attempt = making.form().await.value("attempt");
        let before = making.count(&world);
        making.post(&attempt, &vec![]).await;
        let other = making.post(&attempt, &making.other).await;
        assert_eq!((other.status, making.count(&world)), (422, before + 1), "{}: {}", making.address, other.html);
        let said = other.texts("[role=alert]").join(" ");
        assert!(said.contains("Not done") && said.contains(making.says), "{}: {said}", making.address);
        for (field, value) in making.other.iter().filter(|(field, _)| *field != PRESSED) {
            assert_eq!(&other.value(field), value, "{}", making.address);
        }
        let again = other.value("attempt");
        assert_ne!(again, attempt);
        let done = making.post(&again, &making.other).await;
        assert!(matches!(done.status, 303 | 200), "{}: {}", making.address, done.html);
        assert_eq!(making.count(&world), before + 2, "sent again it is meant: {}", making.address);
    }
}

#[actix_web::test]
async fn a_form_without_its_attempt_makes_nothing_keeps_what_was_typed_and_gets_one() {
    let world = World::open().await;
    for making in all(&world).await {
        let before = making.count(&world);
        for attempt in ["", "nonsense"] {
            let page = making.post(attempt, &vec![]).await;
            assert_eq!(making.count(&world), before, "{}", making.address);
            if making.fields.is_empty() {
                let said = making.who.get(page.location()).await.text("#notice");
                assert!(said.contains("out of date"), "{}: {said}", making.address);
                continue;
            }
            assert_eq!(page.status, 422, "{}", making.address);
            assert!(page.texts("[role=alert]").join(" ").contains("out of date"), "{}: {}", making.address, page.html);
            for (field, value) in making.fields.iter().filter(|(name, _)| !["places", PRESSED].contains(name)) {
                assert_eq!(&page.value(field), value, "{}", making.address);
            }
            assert!(page.value("attempt").parse::<AttemptId>().is_ok(), "{}", making.address);
        }
    }
}

#[actix_web::test]
async fn a_mistake_does_not_let_go_of_the_attempt() {
    let world = World::open().await;
    let making = all(&world).await.remove(1);
    let attempt = making.form().await.value("attempt");
    making.post(&attempt, &vec![]).await;
    let wrong = making.post(&attempt, &filled(&[("amount", "three hundred"), ("method", "upi")])).await;
    assert_eq!((wrong.status, wrong.value("attempt")), (422, attempt.clone()));
    let right = making.post(&attempt, &filled(&[("amount", "300"), ("method", "upi")])).await;
    assert!(right.texts("[role=alert]").join(" ").contains("₹200 received (Cash)"), "{}", right.html);
    assert_eq!(making.count(&world), 1);
}

#[actix_web::test]
async fn what_the_rules_refuse_leaves_the_form_free() {
    let world = World::open().await;
    let making = all(&world).await.remove(1);
    let attempt = making.form().await.value("attempt");
    let refused = making.post(&attempt, &filled(&[("amount", "500.50")])).await;
    assert_eq!((refused.status, refused.value("attempt")), (422, attempt.clone()));
    assert_eq!(making.post(&attempt, &vec![]).await.status, 303);
    assert_eq!(making.count(&world), 1);
}

#[actix_web::test]
async fn an_attempt_serves_for_one_address_and_one_person() {
    let world = World::open().await;
    let making = all(&world).await.remove(1);
    let attempt = making.form().await.value("attempt");
    making.post(&attempt, &vec![]).await;
    let kabir = format!("/reception/andheri/invoices/{}", bill(&world, "kabir"));
    let fields = [("amount", "200"), ("method", "cash"), ("reference", ""), ("attempt", attempt.as_str())];
    let page = making.who.post(&format!("{kabir}/payments"), &fields).await;
    assert!(page.texts("[role=alert]").join(" ").contains("₹200 received (Cash)"), "{}", page.html);
    let meena = world.sign_in("meena").await;
    let page = meena.post(&making.address, &fields).await;
    let said = page.texts("[role=alert]").join(" ");
    assert!(page.status == 422 && !said.contains("₹200 received"), "what another's form did is nobody else's: {said}");
    assert_eq!(making.count(&world), 1);
}

#[actix_web::test]
async fn a_link_is_sent_once_however_often_its_form_is() {
    let world = World::open().await;
    let messages = || world.databases().read_directory_now(|db| diesel::sql_query("SELECT COUNT(*) n FROM outbox").get_result::<Count>(db));
    for making in all(&world).await.into_iter().filter(|it| it.address.starts_with("/admin/people")) {
        let before = messages().expect("a count").n;
        let attempt = making.form().await.value("attempt");
        making.post(&attempt, &vec![]).await;
        making.post(&attempt, &vec![]).await;
        assert_eq!(messages().expect("a count").n, before + 1, "{}", making.address);
    }
}

#[actix_web::test]
async fn a_register_sent_twice_is_brought_once() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let attempt = om.get("/admin/imports").await.value("attempt");
    let first = bring_as(&om, &attempt, "andheri", REGISTER).await;
    let second = bring_as(&om, &attempt, "andheri", REGISTER).await;
    assert_eq!((second.status, second.header("location")), (303, first.header("location")));
    assert_eq!(om.get("/admin/imports").await.count("#imports tbody tr"), 1);
    let other = bring_as(&om, &attempt, "bandra", REGISTER).await;
    assert!(other.status == 422 && other.text("[role=alert]").contains("old.csv"), "{}", other.html);
    assert_eq!(other.value("clinic"), id("bandra").to_string());
    let none = bring_as(&om, "", "andheri", REGISTER).await;
    assert!(none.status == 422 && none.text("[role=alert]").contains("out of date"), "{}", none.html);
    assert_eq!(om.get("/admin/imports").await.count("#imports tbody tr"), 1);
}

#[actix_web::test]
async fn attempts_are_forgotten_when_nobody_will_send_them_again() {
    let world = World::open().await;
    let making = all(&world).await.remove(0);
    making.post(&making.form().await.value("attempt"), &vec![]).await;
    let kept = || world.databases().read_now("acme", |db| diesel::sql_query("SELECT COUNT(*) n FROM attempts").get_result::<Count>(db));
    sweeps::sweep_organisations(world.databases()).await.expect("a sweep");
    assert_eq!(kept().expect("a count").n, 1);
    world.run_in("acme", "UPDATE attempts SET created_at = created_at - INTERVAL 31 DAY");
    sweeps::sweep_organisations(world.databases()).await.expect("a sweep");
    assert_eq!(kept().expect("a count").n, 0);
}

/// What changes something that is there, and why doing it twice is doing it once.
const TWICE_IS_ONCE: &[(&str, &[&str])] = &[
    (
        "a reason that is given twice stands twice in the log, and opens the same record to the same person until the same evening",
        &["/o/{org}/reception/{clinic}/patients/{id}/reasons"],
    ),
    (
        "the record is edited: the same words twice are the same record",
        &[
            "/o/{org}/reception/{clinic}/patients/{id}",
            "/o/{org}/admin/clinics/{id}",
            "/o/{org}/admin/clinics/{id}/bookings",
            "/o/{org}/admin/clinics/{id}/logo",
            "/o/{org}/admin/clinics/{id}/logo/removal",
            "/o/{org}/admin/people/{id}",
            "/o/{org}/admin/people/{id}/about",
            "/o/{org}/doctor/{clinic}/people/{id}/about",
            "/o/{org}/admin/people/{id}/signature",
            "/o/{org}/admin/people/{id}/signature/removal",
            "/o/{org}/admin/two-step-roles",
            "/o/{org}/admin/imports/{id}/columns",
            "/o/{org}/admin/duplicates",
            "/account/password",
            "/language",
        ],
    ),
    (
        "the same words are noted once",
        &[
            "/o/{org}/reception/{clinic}/patients/{id}/alerts",
            "/o/{org}/reception/{clinic}/patients/{id}/alerts/removal",
            "/o/{org}/reception/{clinic}/patients/{id}/alerts/restoration",
            "/o/{org}/reception/{clinic}/patients/{id}/alerts/answer",
            "/o/{org}/doctor/{clinic}/appointments/{id}/alerts",
            "/o/{org}/doctor/{clinic}/appointments/{id}/alerts/removal",
            "/o/{org}/doctor/{clinic}/appointments/{id}/alerts/restoration",
            "/o/{org}/doctor/{clinic}/appointments/{id}/alerts/answer",
        ],
    ),
    (
        "the same hours, leave or holiday are there once",
        &[
            "/o/{org}/reception/{clinic}/schedules/{id}/hours",
            "/o/{org}/reception/{clinic}/schedules/{id}/leave",
            "/o/{org}/reception/{clinic}/hours/{id}",
            "/o/{org}/doctor/{clinic}/schedules/{id}/hours",
            "/o/{org}/doctor/{clinic}/schedules/{id}/leave",
            "/o/{org}/doctor/{clinic}/hours/{id}",
            "/o/{org}/admin/clinics/{clinic}/schedules/{id}/hours",
            "/o/{org}/admin/clinics/{clinic}/schedules/{id}/leave",
            "/o/{org}/admin/clinics/{clinic}/hours/{id}",
            "/o/{org}/reception/{clinic}/holidays",
            "/o/{org}/admin/clinics/{clinic}/holidays",
        ],
    ),
    (
        "it goes from one state to the next, and is there already",
        &[
            "/o/{org}/reception/{clinic}/bookings/{id}/move",
            "/o/{org}/reception/{clinic}/bookings/{id}/approval",
            "/o/{org}/reception/{clinic}/bookings/{id}/refusal",
            "/o/{org}/reception/{clinic}/bookings/{id}/cancellation",
            "/o/{org}/reception/{clinic}/bookings/{id}/check-in",
            "/o/{org}/patient/bookings/{id}/move",
            "/o/{org}/patient/bookings/{id}/cancellation",
            "/o/{org}/reception/{clinic}/schedules/{id}/bookings",
            "/o/{org}/reception/{clinic}/hours/{id}/removal",
            "/o/{org}/reception/{clinic}/absences/{id}/removal",
            "/o/{org}/doctor/{clinic}/schedules/{id}/bookings",
            "/o/{org}/doctor/{clinic}/hours/{id}/removal",
            "/o/{org}/doctor/{clinic}/absences/{id}/removal",
            "/o/{org}/admin/clinics/{clinic}/schedules/{id}/bookings",
            "/o/{org}/admin/clinics/{clinic}/hours/{id}/removal",
            "/o/{org}/admin/clinics/{clinic}/absences/{id}/removal",
            "/o/{org}/admin/people/{id}/verification",
            "/o/{org}/admin/people/{id}/verification/removal",
            "/o/{org}/reception/{clinic}/appointments/{id}/vitals/removal",
            "/o/{org}/reception/{clinic}/appointments/{id}/vitals/restoration",
            "/o/{org}/doctor/{clinic}/appointments/{id}/vitals/removal",
            "/o/{org}/doctor/{clinic}/appointments/{id}/vitals/restoration",
            "/o/{org}/reception/{clinic}/patients/{id}/phone-confirmation",
            "/o/{org}/reception/{clinic}/patients/{id}/phone-release",
            "/o/{org}/reception/{clinic}/patients/{id}/sharing",
            "/o/{org}/reception/{clinic}/invoices/{id}/void",
            "/o/{org}/reception/{clinic}/payments/{id}/void",
            "/o/{org}/reception/{clinic}/invoices/{id}/held",
            "/o/{org}/reception/{clinic}/invoices/{id}/repayment",
            "/o/{org}/reception/{clinic}/invoices/{id}/void/removal",
            "/o/{org}/reception/{clinic}/appointments/{id}/closure",
            "/o/{org}/doctor/{clinic}/appointments/{id}/closure",
            "/o/{org}/doctor/{clinic}/appointments/{id}/consultation/removal",
            "/o/{org}/reception/{clinic}/appointments/{id}/call",
            "/o/{org}/reception/{clinic}/appointments/{id}/skip",
            "/o/{org}/reception/{clinic}/appointments/{id}/recall",
            "/o/{org}/reception/{clinic}/appointments/{id}/start",
            "/o/{org}/reception/{clinic}/appointments/{id}/finish",
            "/o/{org}/reception/{clinic}/appointments/{id}/move",
            "/o/{org}/reception/{clinic}/appointments/{id}/priority",
            "/o/{org}/reception/{clinic}/appointments/{id}/complaint",
            "/o/{org}/reception/{clinic}/appointments/{id}/cancellation",
            "/o/{org}/reception/{clinic}/appointments/{id}/cancellation/removal",
            "/o/{org}/reception/{clinic}/appointments/{id}/undo",
            "/o/{org}/doctor/{clinic}/appointments/{id}/skip",
            "/o/{org}/doctor/{clinic}/appointments/{id}/signature",
            "/o/{org}/doctor/{clinic}/appointments/{id}/aside/transfer",
            "/o/{org}/doctor/{clinic}/appointments/{id}/aside/removal",
            "/o/{org}/patient/transfers/{id}/acceptance",
            "/o/{org}/patient/transfers/{id}/removal",
            "/account/offers/{organisation}/acceptance",
            "/account/offers/{organisation}/removal",
            "/o/{org}/admin/clinics/{id}/closing",
            "/o/{org}/admin/clinics/{id}/closing/removal",
            "/o/{org}/admin/people/{id}/deactivate",
            "/o/{org}/admin/people/{id}/reactivate",
            "/o/{org}/admin/people/{id}/invitation/removal",
            "/o/{org}/admin/people/{id}/devices/removal",
            "/o/{org}/admin/people/{id}/second-factor/removal",
            "/o/{org}/admin/imports/{id}/reading",
            "/o/{org}/admin/imports/{id}/reading/removal",
            "/o/{org}/admin/imports/{id}/run",
            "/o/{org}/admin/imports/{id}/undoing",
            "/platform/organisations/{id}/creation",
            "/platform/organisations/{id}/count",
            "/platform/organisations/{id}/suspension",
            "/platform/organisations/{id}/suspension/removal",
            "/account/google/removal",
            "/account/devices/removal",
            "/account/devices/{id}/removal",
            "/account/two-step/removal",
            "/account/phone/removal",
            "/account/email/removal",
        ],
    ),
    (
        "there is one a visit",
        &[
            "/o/{org}/doctor/{clinic}/appointments/{id}/consultation",
            "/o/{org}/doctor/{clinic}/appointments/{id}/draft",
            "/o/{org}/doctor/{clinic}/appointments/{id}/correction/removal",
            "/o/{org}/doctor/{clinic}/consultations/{id}/correction",
        ],
    ),
    (
        "what is read is read, and work is tried again once",
        &[
            "/o/{org}/reception/{clinic}/notifications/reading",
            "/o/{org}/reception/{clinic}/notifications/{id}/reading",
            "/o/{org}/doctor/{clinic}/notifications/reading",
            "/o/{org}/doctor/{clinic}/notifications/{id}/reading",
            "/o/{org}/patient/notifications/reading",
            "/o/{org}/patient/notifications/{id}/reading",
            "/o/{org}/admin/notifications/reading",
            "/o/{org}/admin/notifications/{id}/reading",
            "/o/{org}/admin/work/again",
            "/o/{org}/admin/clinics/{id}/messages",
            "/o/{org}/patient/messages",
        ],
    ),
    ("nothing is kept", &["/o/{org}/admin/people/templates", "/o/{org}/admin/looks", "/o/{org}/admin/looks/removal"]),
    ("its short name is nobody else's, and the same asked again leads to it", &["/platform/organisations"]),
    (
        "the code, the link or the proof before it ends, or works once",
        &[
            "/account/google",
            "/account/two-step",
            "/account/two-step/confirmation",
            "/account/two-step/phone",
            "/account/two-step/phone/confirmation",
            "/account/two-step/recovery-codes",
            "/account/confirm",
            "/account/confirm/codes",
            "/account/phone",
            "/account/phone/code",
            "/account/email",
            "/account/email/{token}",
            "/sign-in/codes",
            "/sign-in/code",
            "/sign-in/password",
            "/sign-in/google",
            "/sign-out",
            "/sign-in/second-step",
            "/sign-in/second-step/codes",
            "/sign-in/holder",
            "/sign-in/reset",
            "/resets/{token}",
            "/invitations/{token}",
        ],
    ),
];

#[test]
fn whatever_is_posted_makes_something_by_an_attempt_or_is_once_when_it_is_twice() {
    let posted: BTreeSet<String> = table().into_iter().filter(|row| row.method == "POST" && !row.makes).map(|row| row.path).collect();
    let known: BTreeSet<String> = TWICE_IS_ONCE.iter().flat_map(|(_, paths)| paths.iter().map(|it| (*it).to_owned())).collect();
    let unknown: Vec<_> = posted.difference(&known).collect();
    assert!(unknown.is_empty(), "mount it with `make`, or say here why twice is once: {unknown:?}");
    let gone: Vec<_> = known.difference(&posted).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

#[actix_web::test]
async fn every_form_that_makes_something_is_among_these() {
    let world = World::open().await;
    let mut tried: Vec<String> = all(&world).await.into_iter().map(|it| format!("/o/acme{}", it.address)).collect();
    tried.push("/o/acme/admin/imports".to_owned());
    assert_eq!(tried.len(), MAKING.len());
    assert!(tried.iter().all(|it| makes(it)), "{tried:?}");
}
