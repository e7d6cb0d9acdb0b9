//! Taking people on and letting them go.

use swasthya::db::ids::ProfileId;
use swasthya::db::{Author, Db};
use swasthya::models::practice::{Giving, Member, MemberDetails, MemberEdited, Reach};
use swasthya::models::values::Name;

use crate::support::world::id;
use crate::support::{Browser, Page, World};

fn place(clinic: &str, role: &str) -> String {
    format!("{} {role}", id(clinic))
}

#[actix_web::test]
async fn a_receptionist_is_taken_on_and_invited() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let (staff, payments) = (place("andheri", "staff"), place("andheri", "payments"));
    let form = [("name", "Nita Shah"), ("email", "Nita@Acme.test"), ("places", staff.as_str()), ("permissions", payments.as_str())];
    let page = om.submit("/admin/people", &form).await;
    assert_eq!(page.status, 200, "{}", page.html);
    assert!(page.text("#notice").contains("nita@acme.test"), "{}", page.text("#notice"));
    assert!(!page.html.contains("/invitations/"), "the link is for nobody else's eyes");
    assert!(world.link_to("nita@acme.test").await.starts_with("/invitations/"));
    assert_eq!(page.value("email"), "nita@acme.test");
    let again = om.get("/admin/people").await;
    assert!(again.text("#people").contains("Nita Shah"));
}

#[actix_web::test]
async fn a_doctor_needs_a_licence_that_nobody_else_has() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let doctor = place("bandra", "doctor");
    let mut form = vec![("name", "Dr Rao"), ("phone", "98200 33333"), ("places", doctor.as_str())];
    assert_eq!(om.submit("/admin/people", &form).await.count("#licence-error"), 1);
    form.push(("licence", "MMC-45211"));
    let page = om.submit("/admin/people", &form).await;
    assert_eq!((page.status, page.count("#licence-error")), (422, 1));
    assert_eq!(page.value("name"), "Dr Rao");
    form.pop();
    form.push(("licence", "MMC-99999"));
    assert_eq!(om.submit("/admin/people", &form).await.status, 200);
}

#[actix_web::test]
async fn without_contact_or_place_nobody_is_taken_on() {
    let world = World::open().await;
    let page = world.sign_in("om").await.submit("/admin/people", &[("name", "Nita")]).await;
    assert_eq!(page.status, 422);
    assert_eq!((page.count("#email-error"), page.count("#places-error")), (1, 1));
}

#[actix_web::test]
async fn a_deactivated_receptionist_is_refused_at_her_next_request() {
    let world = World::open().await;
    let (om, ria) = (world.sign_in("om").await, world.sign_in("ria").await);
    assert_eq!(ria.get("/reception/andheri/payments").await.status, 200);
    let path = format!("/admin/people/{}", id("ria"));
    let page = om.submit(&format!("{path}/deactivate"), &[]).await;
    assert!(page.text(".page-head").contains("Deactivated"), "{}", page.html);
    assert_eq!(ria.get("/reception/andheri/payments").await.status, 404);
    om.submit(&format!("{path}/reactivate"), &[]).await;
    assert_eq!(ria.get("/reception/andheri/payments").await.status, 200);
}

#[actix_web::test]
async fn a_permission_that_is_taken_away_is_gone_at_the_next_request() {
    let world = World::open().await;
    let (om, ria) = (world.sign_in("om").await, world.sign_in("ria").await);
    let bill = format!("/reception/andheri/invoices/{}/payments", id("no bill"));
    assert_eq!(ria.post(&bill, &[]).await.status, 404, "she may, but there is no such bill");
    let staff = place("andheri", "staff");
    let form = [("name", "Ria Fernandes"), ("email", "ria@acme.test"), ("places", staff.as_str())];
    assert_eq!(om.submit(&format!("/admin/people/{}", id("ria")), &form).await.status, 200);
    assert_eq!(ria.post(&bill, &[]).await.status, 403);
}

#[actix_web::test]
async fn the_last_admin_stays_and_nobody_lets_themselves_go() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = format!("/admin/people/{}", id("om"));
    let page = om.submit(&format!("{path}/deactivate"), &[]).await;
    assert!(page.text("#notice").contains("yourself"), "{}", page.text("#notice"));
    let staff = place("andheri", "staff");
    let form = [("name", "Om Kulkarni"), ("email", "om@acme.test"), ("places", staff.as_str())];
    let page = om.submit(&path, &form).await;
    assert_eq!((page.status, page.count("#places-error")), (422, 1));
    assert_eq!(om.get("/admin/people").await.status, 200);
}

#[actix_web::test]
async fn somebody_of_another_organisation_is_not_there() {
    let world = World::open().await;
    let zara = world.sign_in("zara").await;
    let path = format!("/admin/people/{}", id("ria"));
    assert_eq!(zara.get(&path).await.status, 404);
    assert_eq!(zara.post(&format!("{path}/deactivate"), &[]).await.status, 404);
    assert_eq!(zara.post(&format!("{path}/invitation"), &[]).await.status, 404);
    assert_eq!(world.sign_in("ria").await.post(&format!("{path}/deactivate"), &[]).await.status, 403);
}

#[actix_web::test]
async fn an_invitation_is_withdrawn_and_its_link_says_what_to_do() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let staff = place("andheri", "staff");
    let page = om
        .submit(
            "/admin/people",
            &[("name", "Nita Shah"), ("email", "nita@acme.test"), ("places", &staff), ("permissions", &staff.replace("staff", "bills"))],
        )
        .await;
    let link = world.link_to("nita@acme.test").await;
    let withdraw = page.attributes("form[action$='/invitation/removal']", "action")[0].clone();
    assert!(om.submit(&withdraw, &[]).await.text("#notice").contains("no longer"));
    let page = world.visitor().get(&link).await;
    assert!(page.html.contains("This link has expired") && page.html.contains("Ask the admin of Acme Clinics"), "{}", page.html);
    assert!(om.submit(&withdraw, &[]).await.text("#notice").contains("No link"));
}

#[actix_web::test]
async fn auth_14_inviting_tells_an_admin_nothing_about_accounts_outside_the_organisation() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let (staff, bills) = (place("andheri", "staff"), place("andheri", "bills"));
    let mut answers = Vec::new();
    // Zubin's phone is an account of the other organisation, the other number is nobody's.
    for (email, phone) in [("nita@acme.test", "98200 99999"), ("lila@acme.test", "98200 12121")] {
        let form = [("name", "Nita Shah"), ("email", email), ("phone", phone), ("places", staff.as_str()), ("permissions", bills.as_str())];
        let page = om.submit("/admin/people", &form).await;
        assert_eq!((page.status, page.value("phone").as_str()), (200, phone), "{}", page.html);
        answers.push(page.text("#notice").replace(email, ""));
        assert!(world.message_to(email).await.expect("an invitation").body.contains("/invitations/"));
    }
    assert_eq!(answers[0], answers[1]);
    assert!(world.message_to("+919820099999").await.is_none(), "the phone is only noted");
    let zubin = world.sign_in_by_phone("98200 99999").await;
    assert_eq!(zubin.get("/o/acme/reception/andheri/queue").await.status, 404, "and lets nobody in");
    let both = [
        ("name", "Zara"),
        ("email", "zara@zenith.test"),
        ("phone", "98200 99999"),
        ("places", staff.as_str()),
        ("permissions", bills.as_str()),
    ];
    let page = om.submit("/admin/people", &both).await;
    assert_eq!(page.text("#notice").replace("zara@zenith.test", "").replace("Zara", ""), answers[0].replace("Nita Shah", ""));
}

#[actix_web::test]
async fn auth_14_where_a_link_went_is_said_only_if_the_organisation_knew_that_address() {
    let world = World::open().await;
    let sql = "UPDATE users SET email = 'zubin@home.test' WHERE phone = '+919820099999'";
    let write = move |tx: &mut swasthya::db::DirectoryTx| diesel::connection::SimpleConnection::batch_execute(tx.db, sql);
    world.databases().write_directory(swasthya::db::Author::system(), write).await.expect("an address");
    let om = world.sign_in("om").await;
    let staff = place("andheri", "staff");
    let page = om
        .submit(
            "/admin/people",
            &[("name", "Zubin"), ("phone", "98200 99999"), ("places", &staff), ("permissions", &staff.replace("staff", "bills"))],
        )
        .await;
    assert!(page.text("#notice").contains("+919820099999") && !page.html.contains("home.test"), "{}", page.text("#notice"));
    assert!(world.link_to("+919820099999").await.starts_with("/invitations/sms-"));
    let move_on = "UPDATE users SET phone = '+919820088888' WHERE phone = '+919820099999'";
    let write = move |tx: &mut swasthya::db::DirectoryTx| diesel::connection::SimpleConnection::batch_execute(tx.db, move_on);
    world.databases().write_directory(swasthya::db::Author::system(), write).await.expect("another phone");
    let again = page.attributes("form[action$='/invitation']", "action").remove(0);
    let page = om.submit(&again, &[]).await;
    assert!(page.text("#notice").contains("the address it has"), "{}", page.text("#notice"));
    assert!(!page.html.contains("home.test") && !page.html.contains("88888"));
}

/// Saves a person's form as it came, but for these: a box that is named is turned.
async fn save(office: &Browser, path: &str, form: &Page, changes: &[(&str, &str)], turned: &[&str]) -> Page {
    let mut fields: Vec<(&str, String)> = Vec::new();
    for name in ["was", "name", "email", "phone", "licence", "qualification", "specialisation", "fee", "system_of_medicine"] {
        let typed = changes.iter().find(|(changed, _)| *changed == name).map(|it| it.1.to_owned());
        fields.push((name, typed.unwrap_or_else(|| form.value(name))));
    }
    fields.extend(changes.iter().filter(|(name, _)| *name == "chosen").map(|(name, value)| (*name, (*value).to_owned())));
    for boxes in ["places", "permissions"] {
        for value in form.attributes(&format!("input[name={boxes}]"), "value") {
            let ticked = form.count(&format!("input[name={boxes}][value='{value}'][checked]")) == 1;
            if ticked != turned.contains(&value.as_str()) {
                fields.push((boxes, value));
            }
        }
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    office.submit(path, &fields).await
}

fn ticked(page: &Page, what: &str) -> bool {
    page.count(&format!("input[value='{what}'][checked]")) == 1
}

#[actix_web::test]
async fn of_two_who_change_a_person_neither_loses_anything() {
    let world = World::open().await;
    let (om, other) = (world.sign_in("om").await, world.sign_in("om").await);
    world.run_in("acme", "UPDATE profiles SET email = 'dr_joshi@acme.test' WHERE id = <dr_joshi>");
    let path = format!("/admin/people/{}", id("dr_joshi"));
    let (first, second) = (om.get(&path).await, other.get(&path).await);
    let changes = [("qualification", "BHMS, MD"), ("system_of_medicine", "allopathy")];
    assert_eq!(save(&om, &path, &first, &changes, &[]).await.status, 200);
    assert_eq!(save(&other, &path, &second, &[("fee", "350")], &[]).await.status, 200);
    let page = om.get(&path).await;
    let stands = ["qualification", "system_of_medicine", "fee"].map(|it| page.value(it));
    assert_eq!(stands, ["BHMS, MD", "allopathy", "350.00"], "what only one changed is taken");

    let page = save(&other, &path, &second, &[("qualification", "DHMS"), ("specialisation", "Skin")], &[]).await;
    assert_eq!((page.status, page.value("qualification").as_str(), page.value("specialisation").as_str()), (422, "DHMS", "Skin"));
    assert!(page.text("#qualification-error").contains("BHMS, MD"), "{}", page.html);
    assert_eq!(om.get(&path).await.value("qualification"), "BHMS, MD", "nothing was written");
    let took = save(&other, &path, &page, &[("chosen", "theirs qualification"), ("qualification", "DHMS"), ("fee", "380")], &[]).await;
    assert_eq!(["qualification", "specialisation", "fee"].map(|it| took.value(it)), ["BHMS, MD", "Skin", "380"]);
    assert_eq!((took.count("button[name=chosen]"), om.get(&path).await.value("fee").as_str()), (0, "350.00"), "nothing is saved");
    assert_eq!(save(&other, &path, &page, &[("qualification", "DHMS")], &[]).await.status, 200, "seen, and sent again, it counts");
    assert_eq!(om.get(&path).await.value("qualification"), "DHMS");
}

#[actix_web::test]
async fn of_two_who_change_what_a_person_may_each_box_counts() {
    let world = World::open().await;
    let (om, other) = (world.sign_in("om").await, world.sign_in("om").await);
    world.run_in("acme", "UPDATE profiles SET email = 'meena@acme.test' WHERE id = <meena>");
    let path = format!("/admin/people/{}", id("meena"));
    let [refunds, audit, calls, staff, at_bandra] =
        [("andheri", "refunds"), ("andheri", "audit"), ("andheri", "calls"), ("andheri", "staff"), ("bandra", "staff")]
            .map(|(clinic, what)| place(clinic, what));
    let (first, second) = (om.get(&path).await, other.get(&path).await);
    assert!(!ticked(&first, &refunds) && !ticked(&first, &audit) && ticked(&first, &calls));
    assert_eq!(save(&om, &path, &first, &[], &[&refunds, &calls, &at_bandra]).await.status, 200);
    assert_eq!(save(&other, &path, &second, &[("name", "Meena P. Patil")], &[&audit]).await.status, 200);
    let page = om.get(&path).await;
    let boxes = [&refunds, &audit, &calls, &staff, &at_bandra].map(|it| ticked(&page, it));
    assert_eq!(boxes, [true, true, false, true, true], "what was given and taken by one is not undone by the other");

    // One ends the work at a clinic while the other gives more there: that is no sum, and is asked about.
    let (first, second) = (om.get(&path).await, other.get(&path).await);
    assert_eq!(save(&om, &path, &first, &[], &[&calls]).await.status, 200);
    let page = save(&other, &path, &second, &[], &[&staff]).await;
    assert!(page.status == 422 && page.text("#places-error").contains("Andheri"), "{}", page.html);
    assert!(ticked(&om.get(&path).await, &staff), "nothing was written");
    assert_eq!(save(&other, &path, &page, &[], &[]).await.status, 200, "seen, and sent again, it counts");
    assert!(!ticked(&om.get(&path).await, &staff));
}

#[actix_web::test]
async fn what_moved_since_a_person_was_read_is_not_written_over() {
    let world = World::open().await;
    let author = Author::system();
    let find = |db: &mut Db| Member::within(db, &Reach::Everywhere, ProfileId(id("meena")));
    let read = world.databases().read_now("acme", find).expect("a person");
    let edit = |name: &str| {
        let details = MemberDetails {
            full_name: Name::parse(name).expect("a name"),
            phone: None,
            email: None,
            places: read.given_places(),
            practice: None,
        };
        world.databases().write_now("acme", &author, |tx| Member::edit(tx, &read, &details, &Giving::Everything)).expect("an answer")
    };
    assert_eq!(edit("Meena Joshi"), MemberEdited::Done);
    assert_eq!(edit("Meena Rane"), MemberEdited::MovedOn);
    assert_eq!(world.databases().read_now("acme", find).expect("a person").full_name, "Meena Joshi");
}

#[actix_web::test]
async fn the_list_is_searched_and_says_who_has_not_come_yet_and_when_the_others_last_did() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let staff = place("andheri", "staff");
    om.submit(
        "/admin/people",
        &[("name", "Nita Shah"), ("phone", "98200 45454"), ("places", &staff), ("permissions", &staff.replace("staff", "bills"))],
    )
    .await;
    world.run_in_directory("UPDATE users SET last_login_at = '2026-11-03 05:00:00' WHERE id IN (<user ria>, <user meena>)");
    world.run_in_directory("UPDATE users SET last_login_at = NULL WHERE id = <user mira>");
    world.let_enter("meena", "zenith").await;
    world.run_in_directory("UPDATE memberships SET standing = 'accepted' WHERE user_id = <user meena>");
    let page = om.get("/admin/people").await;
    assert!(page.queries <= 6, "{} statements", page.queries);
    let rows = page.texts("#people tbody tr");
    let row = |name: &str| rows.iter().find(|it| it.contains(name)).unwrap_or_else(|| panic!("{name}: {rows:?}"));
    assert!(row("Nita Shah").contains("Asked, no answer yet") && !row("Nita Shah").contains("Active"), "{}", row("Nita Shah"));
    assert!(row("Ria Fernandes").contains("Active") && row("Ria Fernandes").contains("3 Nov 2026"), "{}", row("Ria Fernandes"));
    assert!(row("Mira").contains("not yet"), "{}", row("Mira"));
    assert!(row("Meena").contains("work elsewhere too") && !row("Meena").contains("2026"), "it may have been there: {}", row("Meena"));
    for (typed, found) in [("fernandes+ria", "Ria Fernandes"), ("45454", "Nita Shah"), ("NITA", "Nita Shah")] {
        let rows = om.get(&format!("/admin/people?q={typed}")).await.texts("#people tbody th a");
        assert_eq!(rows, [found], "{typed}");
    }
    let nobody = om.get("/admin/people?q=nobody-like-this").await;
    assert_eq!((nobody.count("#people"), nobody.count(".empty"), nobody.value("q").as_str()), (0, 1, "nobody-like-this"));
}

#[actix_web::test]
async fn clinics_come_first_and_what_is_needed_is_said_before_it_is_asked() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let page = om.get("/admin/people/new").await;
    assert!(page.text("#needed").contains("at least one clinic") && page.text("#needed").contains("licence number"), "{}", page.html);
    assert_eq!(page.texts("#places summary"), ["Andheri Clinic", "Bandra Clinic"]);
    assert_eq!(page.count("#places details[open]"), 0, "a clinic is chosen first");
    let at = |what: &str| page.html.find(what).unwrap_or_else(|| panic!("{what}: {}", page.html));
    assert!(at("name=\"places\"") < at("name=\"permissions\"") && at("name=\"permissions\"") < at("name=\"name\""));
    assert!(page.count("input[name=permissions]") > 0);
    assert_eq!(page.count(".for-staff input[name=permissions]"), page.count("input[name=permissions]"), "asked of staff alone");
    assert_eq!((page.count(".for-doctor #licence"), page.count("#licence[required]")), (1, 0));
    assert!(!page.text("label[for=licence]").contains("optional"), "{}", page.text("label[for=licence]"));
    let doctor = place("bandra", "doctor");
    let page = om.submit("/admin/people", &[("name", "Dr Rao"), ("phone", "98200 33333"), ("places", &doctor)]).await;
    assert_eq!((page.status, page.count("#licence-error"), page.value("name").as_str()), (422, 1, "Dr Rao"));
    assert_eq!(page.texts("#places details[open] summary"), ["Bandra Clinic"], "what was chosen stays unfolded");
    assert!(page.text("form [role=alert]").contains("One thing is to be put right"), "{}", page.html);
}

#[actix_web::test]
async fn whoever_was_let_go_is_told_so_and_whom_to_ask() {
    let world = World::open().await;
    let (om, ria, zoya) = (world.sign_in("om").await, world.sign_in("ria").await, world.sign_in("zoya").await);
    om.submit(&format!("/admin/people/{}/deactivate", id("ria")), &[]).await;
    for path in ["/reception/andheri/queue", "/admin/audit"] {
        let page = ria.get(path).await;
        assert_eq!((page.status, page.text("h1").as_str()), (404, "You do not work at Acme Clinics any more"), "{path}");
        assert!(page.text("main").contains("ask an admin there"), "{}", page.html);
        assert!(!page.html.contains("Asha"), "{}", page.html);
    }
    let doors = ria.get("/doors").await;
    assert!(doors.text("[role=alert]").contains("You do not work at Acme Clinics any more"), "{}", doors.html);
    let page = zoya.get("/o/acme/reception/andheri/queue").await;
    assert_eq!(page.status, 404);
    assert!(!page.html.contains("Acme"), "who never worked there finds nothing: {}", page.html);
    om.submit(&format!("/admin/people/{}/reactivate", id("ria")), &[]).await;
    assert_eq!(ria.get("/reception/andheri/queue").await.status, 200);

    // Who is a patient there too keeps that door alone.
    world.run_in("acme", "INSERT INTO patients (profile_id, record_number, clinic_id) VALUES (<ria>, 'SW-000090', <andheri>)");
    om.submit(&format!("/admin/people/{}/deactivate", id("ria")), &[]).await;
    let page = ria.get("/reception/andheri/queue").await;
    assert_eq!((page.status, page.text("h1").as_str()), (404, "You do not work at Acme Clinics any more"));
}

#[actix_web::test]
async fn nobody_is_taken_on_as_staff_who_may_do_nothing() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let staff = place("andheri", "staff");
    let form = [("name", "Nita Shah"), ("email", "nita@acme.test"), ("places", staff.as_str())];
    let page = om.post("/admin/people", &form).await;
    assert_eq!(page.status, 422);
    assert!(page.text("#places-error").contains("at least one permission"), "{}", page.html);
    assert_eq!(page.value("name"), "Nita Shah");
    assert_eq!(om.get("/admin/people").await.html.matches("Nita Shah").count(), 0);
    let clinic = om.get(&format!("/admin/clinics/{}", crate::support::world::id("andheri"))).await;
    assert_eq!(clinic.count("main a[href$='/messages']"), 1, "what it sends is set from there");
}
