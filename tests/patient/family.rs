//! The family on one phone: whose record it is, who joins, and who grows up.

use diesel::prelude::*;
use futures_util::future::join_all;
use swasthya::db::Author;
use swasthya::db::ids::{ClinicId, UserId};
use swasthya::models::people::{FamilyJoined, NewPatient, Patient, Relation};
use swasthya::models::values::{Birth, Name, Phone, Sex};
use swasthya::schema::organisation::profiles;

use super::{IYER, RAO, check_in, hex, sign, sql};
use crate::support::World;
use crate::support::timing::overlapping;
use crate::support::world::id;

/// Makes somebody so many years old today.
async fn make_old(world: &World, who: &str, years: u32) {
    sql(world, format!("UPDATE profiles SET born_on = CURDATE() - INTERVAL {years} YEAR - INTERVAL 2 DAY WHERE id = {}", hex(id(who))))
        .await;
}

#[actix_web::test]
async fn somebody_is_picked_and_the_lists_are_theirs_alone() {
    let world = World::open().await;
    for who in ["asha", "kabir"] {
        let visit = check_in(&world, who, "dr_sen").await;
        sign(&world, visit, who).await;
    }
    let asha = world.sign_in_by_phone(RAO).await;
    let page = asha.get("/patient/family").await;
    assert_eq!(page.texts(".members b"), ["Asha Rao", "Mohan Rao", "Kabir Rao"]);
    assert!(page.queries <= 6, "{} statements", page.queries);
    let kabir = id("kabir");
    let page = asha.get(&format!("/patient/family/{kabir}")).await;
    assert!(page.text("h1").contains("Kabir Rao") && page.html.contains("SW-000003"));
    for list in ["visits", "prescriptions"] {
        let all = asha.get(&format!("/patient/{list}")).await;
        assert!(all.html.contains(">Kabir Rao<") && all.texts(".whose a").len() == 4, "{list}");
        let page = asha.get(&format!("/patient/{list}?of={kabir}")).await;
        assert_eq!(page.texts(".whose [aria-current]"), ["Kabir Rao"], "{list}");
        assert_eq!(page.texts(if list == "visits" { ".timeline h2" } else { ".prescriptions b" }), ["Kabir Rao"], "{list}");
    }
}

#[actix_web::test]
async fn az_2_nobody_of_another_family_can_be_picked() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(RAO).await;
    let lakshmi = id("lakshmi");
    for path in [
        format!("family/{lakshmi}"),
        format!("visits?of={lakshmi}"),
        format!("receipts?of={lakshmi}"),
        format!("family/{lakshmi}/transfers/new"),
    ] {
        assert_eq!(asha.get(&format!("/patient/{path}")).await.status, 404, "{path}");
    }
}

const MEERA: [(&str, &str); 5] = [("name", "Meera Rao"), ("sex", "female"), ("relation", "child"), ("age", "4"), ("born_on", "")];

#[actix_web::test]
async fn a_new_member_is_registered_where_the_family_goes() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(RAO).await;
    let page = asha.submit("/patient/family", &MEERA).await;
    assert_eq!(page.texts(".members b"), ["Asha Rao", "Mohan Rao", "Kabir Rao", "Meera Rao"]);
    let found = world.sign_in("ria").await.get("/reception/andheri/searches?q=meera+rao").await;
    assert!(found.html.contains("SW-000006") && found.html.contains("98450 12345"), "{}", found.html);
    let again = asha.submit("/patient/family", &MEERA).await;
    assert_eq!((again.status, again.text("#name-error")), (422, "Meera Rao is on this phone already.".into()));
}

#[actix_web::test]
async fn a_bad_form_keeps_what_was_typed_and_says_why() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(RAO).await;
    let page = asha.submit("/patient/family", &[("name", "Meera Rao"), ("sex", ""), ("relation", "self"), ("age", "400")]).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.attributes("#name", "value"), ["Meera Rao"]);
    assert_eq!(page.attributes("#age", "value"), ["400"]);
    assert_eq!(page.count("[data-error]"), 3, "the sex, the relation (the phone has its holder), the age");
}

#[actix_web::test]
async fn of_birth_date_and_age_one_is_needed_and_neither_is_called_optional() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(RAO).await;
    let page = asha.get("/patient/family/new").await;
    assert_eq!((page.count("#born_on"), page.count("#age"), page.count(".optional")), (1, 1, 0), "{}", page.html);
    let page = asha.submit("/patient/family", &[("name", "Meera Rao"), ("sex", "female"), ("relation", "child")]).await;
    assert_eq!((page.status, page.text("#age-error")), (422, "A birth date or an age is needed.".into()));
}

#[actix_web::test]
async fn a_sex_told_beside_the_age_has_to_be_the_one_that_is_chosen() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(RAO).await;
    let member = [("name", "Mohini Rao"), ("sex", "female"), ("relation", "parent"), ("agrees", "yes")];
    let with = |age: &'static str| member.into_iter().chain([("age", age)]).collect::<Vec<_>>();
    let page = asha.submit("/patient/family", &with("45 M")).await;
    assert_eq!((page.status, page.count("#age-error")), (422, 1));
    assert_eq!(page.attributes("#age", "value"), ["45 M"]);
    assert_eq!(asha.submit("/patient/family", &with("45 F")).await.status, 200);
}

#[actix_web::test]
async fn whoever_is_of_age_must_agree_to_be_added() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(RAO).await;
    let arun = [("name", "Arun Rao"), ("sex", "male"), ("relation", "spouse"), ("age", "41")];
    let page = asha.submit("/patient/family", &arun).await;
    assert_eq!((page.status, page.count("#agrees-error")), (422, 1));
    let agreed: Vec<(&str, &str)> = arun.into_iter().chain([("agrees", "yes")]).collect();
    let page = asha.submit("/patient/family", &agreed).await;
    assert!(page.texts(".members b").contains(&"Arun Rao".to_owned()), "{}", page.html);
}

#[actix_web::test]
async fn az_14_a_guardian_s_access_ends_on_the_eighteenth_birthday() {
    let world = World::open().await;
    let visit = check_in(&world, "kabir", "dr_sen").await;
    let prescription = sign(&world, visit, "kabir").await;
    let asha = world.sign_in_by_phone(RAO).await;
    sql(&world, format!("UPDATE profiles SET born_on = CURDATE() - INTERVAL 18 YEAR + INTERVAL 3 DAY WHERE id = {}", hex(id("kabir"))))
        .await;
    assert_eq!(asha.get(&format!("/patient/prescriptions/{prescription}")).await.status, 200, "still a child");
    make_old(&world, "kabir", 18).await;
    for path in [format!("prescriptions/{prescription}"), format!("visits/{visit}"), format!("family/{}", id("kabir"))] {
        assert_eq!(asha.get(&format!("/patient/{path}")).await.status, 404, "{path}");
    }
    let page = asha.get("/patient/family").await;
    assert_eq!(page.texts(".members b"), ["Asha Rao", "Mohan Rao"]);
    assert_eq!(page.texts(".grown-up h2"), ["Kabir Rao is 18 now"]);
    assert!(!asha.get("/patient/visits").await.html.contains("Kabir"));
}

#[actix_web::test]
async fn az_14_at_the_desk_a_grown_up_takes_the_record_to_their_own_number_or_goes_on_sharing() {
    let world = World::open().await;
    make_old(&world, "kabir", 18).await;
    let (ria, asha) = (world.sign_in("ria").await, world.sign_in_by_phone(RAO).await);
    let path = format!("/reception/andheri/patients/{}", id("kabir"));
    let page = ria.get(&path).await;
    assert_eq!(page.count("#grown-up"), 1);
    assert!(page.queries <= 6, "{} statements", page.queries);
    let page = ria.submit(&format!("{path}/sharing"), &[]).await;
    assert_eq!(page.count("#grown-up"), 0);
    assert_eq!(asha.get(&format!("/patient/family/{}", id("kabir"))).await.status, 200);
    let form = [("name", "Kabir Rao"), ("sex", "male"), ("relation", "child"), ("age", "18"), ("phone", "98330 40404")];
    assert_eq!(ria.submit(&path, &form).await.text("h1"), "Kabir Rao");
    assert_eq!(asha.get(&format!("/patient/family/{}", id("kabir"))).await.status, 404);
    let kabir = world.sign_in_by_phone("98330 40404").await;
    assert_eq!(kabir.get("/patient/family").await.texts(".members b"), ["Kabir Rao"]);
}

#[actix_web::test]
async fn a_record_stays_on_its_account_when_the_desk_changes_something_else() {
    let world = World::open().await;
    sql(&world, format!("UPDATE profiles SET user_id = {} WHERE id = {}", hex(id("user lakshmi")), hex(id("kabir")))).await;
    let form = [("name", "Kabir Rao"), ("sex", "male"), ("relation", "child"), ("age", "7"), ("phone", "98450 12345"), ("city", "Thane")];
    world.sign_in("ria").await.submit(&format!("/reception/andheri/patients/{}", id("kabir")), &form).await;
    let lakshmi = world.sign_in_by_phone(IYER).await;
    assert_eq!(lakshmi.get(&format!("/patient/family/{}", id("kabir"))).await.status, 200);
}

#[actix_web::test]
async fn a_form_that_was_open_while_the_record_moved_takes_nothing_back_and_loses_nothing() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let path = format!("/reception/andheri/patients/{}", id("kabir"));
    let form = ria.get(&format!("{path}/edit")).await;
    let (was, before) = (form.value("was"), form.value("phone"));
    sql(
        &world,
        format!("UPDATE profiles SET phone = '+919820011111', user_id = {} WHERE id = {}", hex(id("user lakshmi")), hex(id("kabir"))),
    )
    .await;
    let send = async |was: &str, phone: &str| {
        let form = [("name", "Kabir Rao"), ("sex", "male"), ("relation", "child"), ("born_on", "03/08/2019"), ("city", "Thane")];
        ria.submit(&path, &[&form[..], &[("phone", phone), ("was", was)]].concat()).await
    };
    assert_eq!(send(&was, &before).await.status, 200);
    let page = ria.get(&format!("{path}/edit")).await;
    assert_eq!((page.value("city").as_str(), page.value("phone").as_str()), ("Thane", IYER), "it stayed where it was");
    let lakshmi = world.sign_in_by_phone(IYER).await;
    assert_eq!(lakshmi.get(&format!("/patient/family/{}", id("kabir"))).await.status, 200);

    // A number that was typed here, while the record moved elsewhere: both are seen, and nothing moves by itself.
    let page = send(&was, "98330 40404").await;
    assert_eq!((page.status, page.value("phone").as_str()), (422, "98330 40404"));
    assert!(page.text("#phone-error").contains(IYER), "{}", page.text("#phone-error"));
    assert_eq!(lakshmi.get(&format!("/patient/family/{}", id("kabir"))).await.status, 200);
}

#[actix_web::test]
async fn a_form_that_was_open_while_the_record_got_its_first_number_does_not_take_it_away() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    sql(&world, format!("UPDATE profiles SET phone = NULL, user_id = NULL WHERE id = {}", hex(id("kabir")))).await;
    let path = format!("/reception/andheri/patients/{}", id("kabir"));
    let was = ria.get(&format!("{path}/edit")).await.value("was");
    sql(&world, format!("UPDATE profiles SET phone = '+919820011111' WHERE id = {}", hex(id("kabir")))).await;
    let form = [("name", "Kabir Rao"), ("sex", "male"), ("relation", "child"), ("born_on", "03/08/2019"), ("phone", ""), ("was", &was)];
    assert_eq!(ria.submit(&path, &form).await.status, 200);
    assert_eq!(ria.get(&format!("{path}/edit")).await.value("phone"), IYER);
}

#[actix_web::test]
async fn the_same_form_sent_twice_at_once_adds_one_person_and_nobody_passes_the_limit() {
    let world = World::committed().await;
    let asha = world.sign_in_by_phone(RAO).await;
    join_all((0..6).map(|_| asha.post("/patient/family", &MEERA))).await;
    let page = asha.get("/patient/family").await;
    assert_eq!(page.texts(".members b"), ["Asha Rao", "Mohan Rao", "Kabir Rao", "Meera Rao"]);
    // Far apart in age and name: nobody is taken for another.
    let names = "Abhijit Bhushan Chandra Dharmesh Eknath Firoz Gopal Hrithik Ishwar Jagdish Kumar Lokesh Mukund Naveen Omkar Pranav \
                 Qasim Rupesh Suresh Tushar";
    let ages: Vec<String> = (0..20).map(|number| (20 + 3 * number).to_string()).collect();
    let people = names.split_whitespace().zip(&ages);
    let forms: Vec<[(&str, &str); 5]> = people
        .map(|(name, age)| [("name", name), ("sex", "male"), ("relation", "other"), ("age", age.as_str()), ("agrees", "yes")])
        .collect();
    for form in &forms[..14] {
        let page = asha.post("/patient/family", form).await;
        assert_eq!(page.status, 303, "{form:?}: {:?}", page.texts(".error"));
    }
    join_all(forms[14..].iter().map(|form| asha.post("/patient/family", form))).await;
    assert_eq!(asha.get("/patient/family").await.count(".members b"), 20);
}

#[actix_web::test]
async fn whoever_comes_of_age_tonight_is_of_age_by_the_clinic_s_day() {
    let world = World::open().await;
    let agreed = world.databases().write_now("acme", &Author::system(), |tx| {
        // Half past midnight on the 27th in Mumbai, and still the 26th by UTC.
        tx.now = "2026-11-26T19:00:00".parse().expect("an instant");
        let birth = Birth { on: "2008-11-27".parse().expect("a day"), estimated: false };
        let name = Name::parse("Nisha Rao").expect("a name");
        let new =
            NewPatient { birth: Some(birth), relation: Relation::Child, ..NewPatient::named(name, Sex::Female, ClinicId(id("andheri"))) };
        let registered = Patient::register(tx, &new)?;
        profiles::table.find(registered).select(profiles::sharing_agreed_at.is_not_null()).first::<bool>(tx.db)
    });
    assert!(agreed.expect("a registration"), "she is of age, and agrees by giving the number herself");
}

#[actix_web::test]
async fn a_name_that_the_desk_corrects_is_the_name_on_the_phone() {
    let world = World::open().await;
    let (asha, ria) = (world.sign_in_by_phone(RAO).await, world.sign_in("ria").await);
    world.run_in("acme", "UPDATE profiles SET full_name = 'Asha Raochand' WHERE id = <asha>");
    assert!(asha.get("/patient/family").await.attributes("summary", "aria-label").contains(&"Asha Raochand".to_owned()));
    world.run_in("acme", "UPDATE profiles SET full_name = 'Ria Dsouza' WHERE id = <ria>");
    assert!(ria.get("/reception/andheri/queue").await.attributes("summary", "aria-label").contains(&"Ria Dsouza".to_owned()));
}

#[actix_web::test]
async fn a_family_that_somebody_joins_is_counted_by_the_next_only_then() {
    let world = World::committed().await;
    let asha = UserId(id("user asha"));
    let name = Name::parse("Meera Rao").expect("a name");
    let phone = Phone::parse(RAO).ok();
    let new =
        NewPatient { user: Some(asha), phone, relation: Relation::Child, ..NewPatient::named(name, Sex::Female, ClinicId(id("andheri"))) };
    let today = swasthya::db::clock::now().date();
    let [first, second] = overlapping(world.databases(), |tx| Patient::join_family(tx, &new, asha, today));
    assert!(matches!(first, FamilyJoined::Joined(_)), "{first:?}");
    assert_eq!(second, FamilyJoined::There { name: "Meera Rao".into() });
}

#[actix_web::test]
async fn whoever_the_desk_put_on_the_number_is_shown_and_opened_beyond_the_limit_too() {
    let world = World::open().await;
    let mut rows = String::new();
    for number in 0..32 {
        rows.push_str(&format!(
            "INSERT INTO profiles (id, user_id, full_name, sex, born_on, phone, relation) VALUES
             (<cousin {number}>, <user asha>, 'Cousin {number}', 'male', '2019-01-01', '+919845012345', 'other');
             INSERT INTO patients (profile_id, record_number, clinic_id) VALUES (<cousin {number}>, 'SW-9{number:05}', <andheri>);"
        ));
    }
    world.run_in("acme", &rows);
    let asha = world.sign_in_by_phone(RAO).await;
    let page = asha.get("/patient/family").await;
    assert_eq!((page.count(".members b"), page.count("#more-family")), (35, 0));
    for number in 0..32 {
        let path = format!("/patient/family/{}", id(&format!("cousin {number}")));
        assert_eq!(asha.get(&path).await.status, 200, "{number}");
    }
    assert_eq!(asha.post("/patient/family", &MEERA).await.status, 422, "nobody more is added by phone");
}
