//! Which doors there are.

use crate::support::World;
use crate::support::bills::bill;

#[actix_web::test]
async fn whoever_works_at_two_clinics_chooses() {
    let world = World::open().await;
    let page = world.sign_in("dr_sen").await.get("/doors").await;
    assert_eq!(page.texts(".doors small"), ["Andheri Clinic", "Bandra Clinic"]);
}

#[actix_web::test]
async fn an_admin_sees_the_organisation_and_every_front_desk() {
    let world = World::open().await;
    let page = world.sign_in("om").await.get("/doors").await;
    assert_eq!(page.texts(".doors b"), ["Admin", "Reception", "Reception"]);
}

/// A doctor who is a patient too, and keeps a desk in another organisation.
async fn doctor_of_many_parts(world: &World) {
    world.run_in("acme", "INSERT INTO patients (profile_id, record_number, clinic_id) VALUES (<dr_sen>, 'SW-000099', <bandra>)");
    world.run_in(
        "zenith",
        r#"INSERT INTO profiles (id, user_id, full_name, sex, relation) VALUES (<sen in thane>, <user dr_sen>, 'Anjali Sen', 'female', 'self');
        INSERT INTO staff (profile_id, designation) VALUES (<sen in thane>, '');
        INSERT INTO clinic_members (id, clinic_id, profile_id, role, permissions)
        VALUES (<sen at thane>, <thane>, <sen in thane>, 'staff', '["bills"]')"#,
    );
    world.let_enter("dr_sen", "zenith").await;
}

#[actix_web::test]
async fn one_user_has_different_roles_in_clinics_and_organisations_and_switches_without_signing_out() {
    let world = World::open().await;
    doctor_of_many_parts(&world).await;
    let sen = world.sign_in("dr_sen").await;
    let doors = sen.get("/doors").await;
    assert_eq!(doors.texts(".doors b"), ["Doctor", "Doctor", "Patient", "Reception"]);
    assert_eq!(doors.texts(".doors small"), ["Andheri Clinic", "Bandra Clinic", "Acme Clinics", "Thane Clinic"]);

    let menu = |page: &crate::support::Page| page.attributes(".menu li > a", "href");
    let page = sen.get("/doctor/andheri/queue").await;
    assert_eq!(menu(&page)[..3], ["/o/acme/doctor/bandra/queue", "/o/acme/patient/today", "/doors?in=zenith"]);
    let page = sen.get(&menu(&page)[1]).await;
    assert_eq!(page.status, 200, "a doctor is also a patient");
    assert_eq!(menu(&page)[..2], ["/o/acme/doctor/andheri/queue", "/o/acme/doctor/bandra/queue"], "and finds back");
    let onward = sen.get(&menu(&page)[2]).await;
    assert_eq!((onward.status, onward.header("location")), (303, "/o/zenith/reception/thane/queue"), "the only door there");
    let desk = sen.get(onward.location()).await;
    assert_eq!((desk.status, desk.texts(".topbar > nav a")), (200, vec!["Today".to_owned(), "Payments".to_owned()]));
    assert_eq!(sen.get(&menu(&desk)[0]).await.status, 200, "back to the organisation of many doors");
    assert_eq!(menu(&desk)[0], "/doors?in=acme");

    assert_eq!(sen.get("/o/zenith/doctor/thane/queue").await.status, 403, "staff there, no doctor");
    assert_eq!(sen.get("/reception/andheri/queue").await.status, 403, "a doctor here, no staff");
    assert_eq!(sen.get("/o/zenith/patient/today").await.status, 200);
    assert_eq!(sen.get("/doors?in=nowhere").await.count(".doors"), 0);
}

#[actix_web::test]
async fn ses_6_a_role_that_is_taken_away_in_one_organisation_leaves_the_others() {
    let world = World::open().await;
    doctor_of_many_parts(&world).await;
    let sen = world.sign_in("dr_sen").await;
    assert_eq!(sen.get("/o/zenith/reception/thane/payments").await.status, 200);
    world.run_in("zenith", "UPDATE clinic_members SET permissions = '[]' WHERE id = <sen at thane>");
    assert_eq!(sen.get("/o/zenith/reception/thane/payments").await.status, 403);
    world.run_in("zenith", "UPDATE clinic_members SET active = FALSE WHERE id = <sen at thane>");
    assert_eq!(sen.get("/o/zenith/reception/thane/queue").await.status, 404);
    assert_eq!(sen.get("/doctor/andheri/queue").await.status, 200);
}

#[actix_web::test]
async fn a_patient_of_two_organisations_tells_them_apart_by_name_and_goes_where_a_token_waits() {
    let world = World::open().await;
    world.run_in(
        "zenith",
        "INSERT INTO profiles (id, user_id, full_name, sex, relation) VALUES (<asha in thane>, <user asha>, 'Asha Rao', 'female', 'self');
        INSERT INTO patients (profile_id, record_number, clinic_id) VALUES (<asha in thane>, 'SW-000002', <thane>)",
    );
    world.let_enter("asha", "zenith").await;
    let asha = world.sign_in_by_phone("98450 12345").await;
    let doors = asha.get("/doors").await;
    assert_eq!(doors.texts(".doors b"), ["Acme Clinics", "Zenith Health"]);
    assert_eq!(doors.texts(".doors small"), ["Patient", "Patient"]);
    bill(&world, "kabir");
    let doors = asha.get("/doors").await;
    assert_eq!((doors.status, doors.header("location")), (303, "/o/acme/patient/today"), "her son has a token there");
    assert_eq!(asha.get("/doors?in=zenith").await.header("location"), "/o/zenith/patient/today", "the other is a step away");
}
