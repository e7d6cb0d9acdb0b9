//! Opening clinics and changing their letterheads.

use swasthya::db::ids::ClinicId;
use swasthya::db::{Author, Db};
use swasthya::models::practice::{Clinic, ClinicDetails, ClinicEdited};

use crate::support::World;
use crate::support::past::{past, wait};
use crate::support::world::id;

#[actix_web::test]
async fn a_clinic_is_opened_with_a_slug_of_its_own_and_its_opener_as_admin() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let form = [("name", "Andheri"), ("kind", "clinic"), ("upi_id", "acme.east@okbank"), ("fee", "350")];
    let page = om.submit("/admin/clinics", &form).await;
    assert_eq!(page.status, 200, "{}", page.html);
    assert!(page.texts("#clinics th[scope=row]").contains(&"Andheri".to_owned()));
    assert!(page.text("#notice").contains("Andheri"));
    assert_eq!(om.get("/reception/andheri-2/queue").await.status, 200, "whoever opens a clinic works there");
}

#[actix_web::test]
async fn a_wrong_clinic_comes_back_with_every_value_kept() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let form =
        [("name", ""), ("kind", "clinic"), ("upi_id", "acme at okbank"), ("gstin", "27abc"), ("pincode", "4000"), ("city", "Mumbai")];
    let page = om.submit("/admin/clinics", &form).await;
    assert_eq!(page.status, 422);
    for field in ["name", "upi_id", "gstin", "pincode"] {
        assert_eq!(page.count(&format!("#{field}-error")), 1, "{field}");
    }
    assert_eq!(page.value("upi_id"), "acme at okbank");
    assert_eq!(page.value("city"), "Mumbai");
}

#[actix_web::test]
async fn a_change_is_in_the_log_with_old_and_new() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = format!("/admin/clinics/{}", id("bandra"));
    let page = om.get(&path).await;
    assert_eq!(page.value("fee"), "400.00");
    let form = [("name", "Bandra Clinic"), ("kind", "clinic"), ("address", "4 Hill Road"), ("fee", "450")];
    assert_eq!(om.submit(&path, &form).await.status, 200);
    let log = om.get("/admin/audit?action=clinic_edited").await;
    assert!(log.text("#log").contains("₹400"), "{}", log.text("#log"));
    assert!(log.text("#log").contains("₹450"));
    assert!(log.text("#log").contains("Om Kulkarni"));
}

#[actix_web::test]
async fn only_an_admin_of_the_organisation_gets_there() {
    let world = World::open().await;
    assert_eq!(world.sign_in("ria").await.get("/admin/clinics").await.status, 403);
    assert_eq!(world.sign_in("dr_sen").await.get("/admin/clinics").await.status, 403);
    let zara = world.sign_in("zara").await;
    assert_eq!(zara.get("/o/acme/admin/clinics").await.status, 404);
    assert_eq!(zara.get(&format!("/admin/clinics/{}", id("andheri"))).await.status, 404, "another organisation's clinic");
}

#[actix_web::test]
async fn of_two_who_change_a_clinic_neither_loses_anything() {
    let world = World::open().await;
    let (om, other) = (world.sign_in("om").await, world.sign_in("om").await);
    let path = format!("/admin/clinics/{}", id("bandra"));
    let (first, second) = (om.get(&path).await.value("was"), other.get(&path).await.value("was"));
    let form = |was: &str, address: &str, city: &str, fee: &str| {
        let fields = [("was", was), ("name", "Bandra Clinic"), ("kind", "clinic"), ("address", address), ("city", city), ("fee", fee)];
        fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
    };
    let send = async |who: &crate::support::Browser, form: Vec<(String, String)>| {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        who.submit(&path, &form).await
    };
    let (address, city) = {
        let page = om.get(&path).await;
        (page.value("address"), page.value("city"))
    };
    assert_eq!(send(&om, form(&first, "12 Hill Road", &city, "400.00")).await.status, 200);
    assert_eq!(send(&other, form(&second, &address, "Mumbai West", "400.00")).await.status, 200);
    let page = om.get(&path).await;
    assert_eq!((page.value("address").as_str(), page.value("city").as_str()), ("12 Hill Road", "Mumbai West"));

    // The same field here and there: nothing is written, both are seen, and it is theirs to choose.
    let page = send(&other, form(&second, "9 Linking Road", "Mumbai West", "400.00")).await;
    assert_eq!((page.status, page.value("address").as_str()), (422, "9 Linking Road"));
    assert!(page.text("#address-error").contains("12 Hill Road"));
    assert_eq!(om.get(&path).await.value("address"), "12 Hill Road");
    let was = page.value("was");
    assert_eq!(page.attributes("button[name=chosen]", "value"), ["mine address", "theirs address"]);
    let pressed = [form(&was, "9 Linking Road", "Mumbai East", "400.00"), vec![("chosen".to_owned(), "theirs address".to_owned())]];
    let took = send(&other, pressed.concat()).await;
    assert_eq!((took.value("address").as_str(), took.value("city").as_str()), ("12 Hill Road", "Mumbai East"));
    assert_eq!((took.count("button[name=chosen]"), om.get(&path).await.value("city").as_str()), (0, "Mumbai West"));
    assert_eq!(send(&other, form(&was, "9 Linking Road", "Mumbai West", "400.00")).await.status, 200);
    assert_eq!(om.get(&path).await.value("address"), "9 Linking Road");
}

#[actix_web::test]
async fn what_moved_since_a_clinic_was_read_is_not_written_over() {
    let world = World::open().await;
    let author = Author::system();
    let find = |db: &mut Db| Clinic::find(db, ClinicId(id("bandra")));
    let read = world.databases().read_now("acme", find).expect("a clinic");
    let edit = |city: &str| {
        let details = ClinicDetails { name: "Bandra Clinic".into(), city: city.into(), ..ClinicDetails::default() };
        world.databases().write_now("acme", &author, |tx| Clinic::edit(tx, &read, &details)).expect("an answer")
    };
    assert_eq!(edit("Thane"), ClinicEdited::Saved);
    assert_eq!(edit("Pune"), ClinicEdited::MovedOn);
    assert_eq!(world.databases().read_now("acme", find).expect("a clinic").city, "Thane");
}

#[actix_web::test]
async fn a_closed_clinic_is_read_by_whoever_worked_there_and_nothing_new_is_done_or_offered() {
    let world = World::open().await;
    let left = past(&world, "andheri", "dr_sen", "asha").await;
    let om = world.sign_in("om").await;
    let closing = format!("/admin/clinics/{}/closing", id("andheri"));
    let asked = om.get(&format!("{closing}/new")).await;
    assert!(asked.queries <= 6, "{} statements", asked.queries);
    assert_eq!(asked.texts("#hanging dd")[..2], ["0", "0"], "{}", asked.html);
    let only_there = asked.text("#only-there");
    assert!(only_there.contains("Dr Vivek Joshi") && !only_there.contains("Dr Anjali Sen"), "{only_there}");
    assert_eq!(om.submit(&closing, &[("reason", " ")]).await.count("#reason-error"), 1);
    let closed = om.submit(&closing, &[("reason", "The lease ended")]).await;
    assert!(closed.text("#notice").contains("Andheri Clinic is closed"), "{}", closed.html);

    let (ria, sen) = (world.sign_in("ria").await, world.sign_in("dr_sen").await);
    let read = [
        "queue".to_owned(),
        format!("patients/{}", id("asha")),
        format!("invoices/{}", left["invoice"]),
        format!("payments/{}/receipt", left["payment"]),
        format!("prescriptions/{}", left["prescription"]),
    ];
    for path in &read {
        assert_eq!(ria.get(&format!("/reception/andheri/{path}")).await.status, 200, "{path}");
    }
    let board = ria.get("/reception/andheri/queue").await;
    assert_eq!(
        (board.count("#closed"), board.count("main form[method=post]"), board.texts("nav a").contains(&"Register".into())),
        (1, 0, false)
    );
    let signed = sen.get(&format!("/doctor/andheri/consultations/{}", left["consultation"])).await;
    assert_eq!((signed.status, signed.count("form[action$='/correction']")), (200, 0));
    let walk_in = [("patient", id("lakshmi").to_string()), ("doctor", id("dr_sen").to_string()), ("priority", "normal".into())];
    let walk_in: Vec<(&str, &str)> = walk_in.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for refused in [
        ria.post("/reception/andheri/walk-ins", &walk_in).await,
        ria.post(&format!("/reception/andheri/payments/{}/void", left["payment"]), &[("reason", "x")]).await,
        ria.get("/reception/andheri/patients/new").await,
        sen.post("/doctor/andheri/calls", &[]).await,
        om.post("/reception/andheri/walk-ins", &walk_in).await,
    ] {
        assert_eq!((refused.status, refused.text("h1").as_str()), (403, "Andheri Clinic is closed"), "{}", refused.html);
    }
    assert_eq!(om.get("/admin/imports").await.texts("#clinic option"), ["Bandra Clinic"]);
    assert!(!om.get("/admin/people/new").await.text("main").contains("Andheri Clinic"));
    assert!(om.get(&format!("/admin/people/{}", id("ria"))).await.text("main").contains("Andheri Clinic"), "what she is there stays");

    let page = om.get(&format!("/admin/clinics/{}", id("andheri"))).await;
    assert!(page.text("[role=alert]").contains("The lease ended"), "{}", page.html);
    om.submit(&format!("{closing}/removal"), &[]).await;
    assert_eq!(ria.get("/reception/andheri/patients/new").await.status, 200);
    assert_eq!(ria.get("/reception/andheri/queue").await.count("#closed"), 0);
    for (action, says) in [("clinic_closed", "The lease ended"), ("clinic_reopened", "Om Kulkarni")] {
        assert!(om.get(&format!("/admin/audit?action={action}")).await.text("#log").contains(says), "{action}");
    }
}

#[actix_web::test]
async fn a_clinic_where_somebody_waits_and_the_last_open_one_are_not_closed() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let closing = |name: &str| format!("/admin/clinics/{}/closing", id(name));
    let _ = wait(&world, "andheri", "dr_sen", "asha");
    let page = om.submit(&closing("andheri"), &[("reason", "The lease ended")]).await;
    assert_eq!((page.status, page.value("reason").as_str()), (422, "The lease ended"));
    assert!(page.text("[role=alert]").contains("First let those be seen"), "{}", page.html);
    assert_eq!(om.submit(&closing("bandra"), &[("reason", "Too far")]).await.status, 200);
    world.run_in("acme", "UPDATE appointments SET status = 'no_show'");
    let page = om.submit(&closing("andheri"), &[("reason", "The lease ended")]).await;
    assert!(page.status == 422 && page.text("[role=alert]").contains("only clinic that is open"), "{}", page.html);
    assert_eq!(world.sign_in("ria").await.get("/reception/andheri/patients/new").await.status, 200);
}
