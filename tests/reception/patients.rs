//! Registering patients, editing them, and not registering them twice.

use futures_util::future::join_all;
use swasthya::db::ids::{ClinicId, ProfileId, UserId};
use swasthya::models::journal::{Opening, RecordPart};
use swasthya::models::people::{AlertNoted, Claim, NewPatient, Patient, PatientDetails, PatientEdited, PatientRecord, Relation};
use swasthya::models::values::{Name, Phone, Sex};

use crate::support::past::{let_days_pass, past, wait};
use crate::support::timing::overlapping;
use crate::support::trail::open;
use crate::support::world::id;
use crate::support::{Browser, Page, World};

const NEW: &str = "/reception/andheri/patients";

fn zeenat() -> Vec<(&'static str, &'static str)> {
    vec![
        ("name", "Zeenat Aman"),
        ("sex", "female"),
        ("age", "34"),
        ("phone", "98765 43210"),
        ("relation", "self"),
        ("address", "7 Carter Road"),
        ("city", "Mumbai"),
        ("emergency_name", "Salim Aman"),
        ("emergency_phone", "98765 43211"),
        ("allergies", "Sulfa, Dust\nsulfa"),
        ("conditions", "Asthma"),
        ("language", "hi"),
    ]
}

fn with<'a>(mut form: Vec<(&'a str, &'a str)>, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    for (field, value) in changes {
        form.retain(|(name, _)| name != field);
        form.push((field, value));
    }
    form
}

fn of(name: &str) -> String {
    format!("/reception/andheri/patients/{}", id(name))
}

#[actix_web::test]
async fn registering_leads_to_the_check_in_and_the_patient_is_found_at_once() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let answer = ria.post(NEW, &zeenat()).await;
    assert_eq!(answer.status, 303, "{}", answer.html);
    let (queue, patient) = answer.header("location").split_once("?patient=").expect("the check-in");
    assert_eq!(queue, "/o/acme/reception/andheri/queue");
    let page = ria.get(&format!("{NEW}/{patient}")).await;
    assert_eq!(page.text("h1"), "Zeenat Aman");
    assert_eq!(page.text(".record"), "SW-000006");
    assert_eq!(page.texts(".allergies .badge"), ["Sulfa", "Dust"]);
    let nurse = world.sign_in("mira").await.get(&format!("{NEW}/{patient}")).await;
    assert_eq!((page.count(".conditions"), nurse.texts(".conditions .badge")), (0, vec!["Asthma".to_owned()]));
    let found = ria.htmx("found", "/reception/andheri/searches?q=jinat").await;
    assert_eq!(found.texts("[role=option]:not(#p-new) b"), ["Zeenat Aman"]);
    let found = ria.htmx("found", "/reception/andheri/searches?q=3210").await;
    assert_eq!(found.texts("[role=option]:not(#p-new) b"), ["Zeenat Aman"]);
}

#[actix_web::test]
async fn a_phone_an_age_and_a_date_are_understood_in_the_digits_of_any_script() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let form = with(zeenat(), &[("phone", "९८७६५ ४३२१०"), ("age", "३४"), ("address", "७ कार्टर रोड")]);
    let answer = ria.post(NEW, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.html);
    let (_, patient) = answer.header("location").split_once("?patient=").expect("the check-in");
    let page = ria.get(&format!("{NEW}/{patient}/edit")).await;
    assert_eq!((page.value("phone"), page.value("age")), ("98765 43210".into(), "34".into()));
    assert_eq!(page.value("address"), "७ कार्टर रोड", "what is no number stays as it is written");
    let form = with(zeenat(), &[("name", "Shabana"), ("phone", ""), ("age", ""), ("born_on", "০৫/১১/১৯৯০")]);
    assert_eq!(ria.post(NEW, &form).await.status, 303);
    let pasted = "\u{202a}+91 98200 12349\u{202c}";
    let answer = ria.post(NEW, &with(zeenat(), &[("name", "\u{feff}Farida Khan"), ("age", "62"), ("phone", pasted)])).await;
    assert_eq!(answer.status, 303, "{}", answer.html);
    let found = ria.htmx("found", "/reception/andheri/searches?q=%E2%80%AA98200%2012349%E2%80%AC").await;
    assert_eq!(found.texts("[role=option]:not(#p-new) b"), ["Farida Khan"]);
}

#[actix_web::test]
async fn nobody_needs_a_phone_or_an_age() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let answer = ria.post(NEW, &[("name", "Bhola"), ("sex", "unknown"), ("relation", "self")]).await;
    assert_eq!(answer.status, 303, "{}", answer.html);
}

#[actix_web::test]
async fn every_mistake_is_said_beside_its_field_and_nothing_typed_is_lost() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let form = with(zeenat(), &[("name", "12"), ("sex", ""), ("age", "old"), ("phone", "12345"), ("emergency_phone", "x")]);
    let page = ria.post(NEW, &form).await;
    assert_eq!(page.status, 422);
    for field in ["name", "sex", "age", "phone", "emergency_phone"] {
        assert_eq!(page.count(&format!("#{field}-error")), 1, "{field}");
    }
    for field in ["name", "age", "phone", "address", "city", "emergency_name", "emergency_phone", "conditions", "relation", "language"] {
        let typed = form.iter().find(|(name, _)| *name == field).expect("typed").1;
        assert_eq!(page.value(field), typed, "{field}");
    }
}

#[actix_web::test]
async fn whoever_may_be_registered_already_is_shown_first_and_registered_only_when_told_again() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let again = [("name", "Aasha Rau"), ("sex", "female"), ("phone", "9845012345"), ("relation", "self"), ("city", "Pune")];
    let page = ria.post(NEW, &again).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.texts(".duplicate b"), ["Asha Rao"]);
    assert!(page.attributes(".duplicate", "href")[0].ends_with(&format!("queue?patient={}", id("asha"))));
    assert_eq!((page.value("name"), page.value("city")), ("Aasha Rau".into(), "Pune".into()));
    assert_eq!(page.attributes("button[name=confirmed]", "value"), ["yes"]);
    let confirmed = [&again[..], &[("confirmed", "yes")]].concat();
    assert_eq!(ria.post(NEW, &confirmed).await.status, 303);
}

#[actix_web::test]
async fn others_of_a_family_are_not_taken_for_duplicates() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let sister = [("name", "Usha Rao"), ("sex", "female"), ("age", "38"), ("phone", "9845012345"), ("relation", "sibling")];
    let answer = ria.post(NEW, &sister).await;
    assert_eq!(answer.status, 303, "{}", answer.html);
    let found = ria.htmx("found", "/reception/andheri/searches?q=9845").await;
    assert_eq!(found.texts("[role=option]:not(#p-new) b").len(), 4);
}

#[actix_web::test]
async fn likely_duplicates_are_shown_while_typing() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let at = "/reception/andheri/patients/duplicates";
    let block = ria.htmx("duplicates", &format!("{at}?name=Laxmi%20Aiyar&born_on=1/12/1991")).await;
    assert_eq!(block.texts(".duplicate b"), ["Lakshmi Iyer"]);
    let block = ria.htmx("duplicates", &format!("{at}?name=Lakshmi%20Iyer&born_on=2/12/1991")).await;
    assert_eq!(block.count(".duplicate"), 0, "another birth date");
    let block = ria.htmx("duplicates", &format!("{at}?name=Mohan%20Das&age=51")).await;
    assert_eq!(block.texts(".duplicate b"), ["Mohan Das"], "an age is an estimate");
    let block = ria.htmx("duplicates", &format!("{at}?name=Somebody&phone=9845012345")).await;
    assert_eq!(block.count(".duplicate"), 0);
    assert!(block.html.contains("Kabir Rao"), "the family on the phone is named");
    let block = ria.htmx("duplicates", &format!("{at}?name=&phone=98")).await;
    assert_eq!((block.status, block.count("a")), (200, 0));
}

#[actix_web::test]
async fn the_front_page_shows_the_family_and_the_way_to_add_another() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let page = ria.get(&of("asha")).await;
    assert_eq!(page.texts("#family b"), ["Mohan Rao", "Kabir Rao"]);
    assert_eq!(page.texts(".allergies .badge"), ["Penicillin"]);
    assert!(page.queries <= 6, "{} statements", page.queries);
    let form = ria.get(&page.attributes("#family header a", "href")[0]).await;
    assert_eq!(form.value("phone"), "98450 12345");
    assert_eq!(ria.get(&of("mohan_das")).await.status, 200);
}

#[actix_web::test]
async fn editing_changes_what_is_found_and_writes_old_and_new_into_the_audit() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let form = ria.get(&format!("{}/edit", of("asha"))).await;
    // What is noted stands by itself: the field is for what is to be added, and nothing is taken away by saving.
    assert_eq!((form.value("allergies").as_str(), form.text(".allergies .badge").as_str()), ("", "Penicillin"));
    assert_eq!(form.value("born_on"), "10/05/1986");
    let edited = [
        ("name", "Asha Kulkarni"),
        ("sex", "female"),
        ("born_on", "10/05/1986"),
        ("phone", "9845012345"),
        ("relation", "self"),
        ("allergies", "Aspirin"),
        ("conditions", ""),
        ("language", "en"),
    ];
    let page = ria.submit(&of("asha"), &edited).await;
    assert_eq!(page.text("h1"), "Asha Kulkarni");
    assert_eq!(page.texts(".allergies .badge"), ["Penicillin", "Aspirin"]);
    let found = ria.htmx("found", "/reception/andheri/searches?q=asha%20kulkarni").await;
    assert_eq!(found.texts("[role=option]:not(#p-new) b"), ["Asha Kulkarni"]);
    let details = last_audit(&world);
    assert_eq!(details["name"], serde_json::json!(["Asha Rao", "Asha Kulkarni"]));
    assert_eq!(details.as_object().map(serde_json::Map::len), Some(1), "{details}");
}

#[actix_web::test]
async fn a_wrong_edit_keeps_what_was_typed() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let page = ria.post(&of("asha"), &[("name", ""), ("city", "Pune"), ("sex", "female"), ("relation", "self")]).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.value("city"), "Pune");
    assert_eq!(page.count("#name-error"), 1);
}

/// The fields of a record's form as it came, but for these.
fn edited<'a>(form: &'a Page, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, String)> {
    let fields = ["was", "name", "sex", "relation", "born_on", "age", "phone", "address", "city", "emergency_name", "language"];
    let value = |name: &str| changes.iter().find(|(changed, _)| *changed == name).map_or_else(|| form.value(name), |it| it.1.to_owned());
    let pressed = changes.iter().filter(|(name, _)| *name == "chosen").map(|(name, value)| (*name, (*value).to_owned()));
    fields.into_iter().map(|name| (name, value(name))).chain(pressed).collect()
}

async fn save(desk: &Browser, patient: &str, form: &Page, changes: &[(&str, &str)]) -> Page {
    let fields = edited(form, changes);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    desk.submit(&of(patient), &fields).await
}

#[actix_web::test]
async fn of_two_who_edit_a_record_neither_loses_anything() {
    let world = World::open().await;
    let (ria, meena) = (world.sign_in("ria").await, world.sign_in("meena").await);
    let edit = format!("{}/edit", of("mohan_das"));
    let (first, second) = (ria.get(&edit).await, meena.get(&edit).await);
    let changes = [("address", "12 Hill Road"), ("city", "Mumbai"), ("relation", "parent")];
    assert_eq!(save(&ria, "mohan_das", &first, &changes).await.status, 200);
    assert_eq!(save(&meena, "mohan_das", &second, &[("emergency_name", "Usha Das")]).await.status, 200);
    let page = ria.get(&edit).await;
    let stands = ["address", "city", "relation", "emergency_name"].map(|it| page.value(it));
    assert_eq!(stands, ["12 Hill Road", "Mumbai", "parent", "Usha Das"], "what only one changed is taken");

    let page = save(&meena, "mohan_das", &second, &[("city", "Thane"), ("relation", "sibling"), ("sex", "other")]).await;
    assert_eq!((page.status, page.value("city").as_str(), page.value("relation").as_str()), (422, "Thane", "sibling"));
    assert!(page.text("#city-error").contains("Mumbai"), "{}", page.text("#city-error"));
    let said = page.text("#relation-error");
    assert!(said.contains("Parent") && !said.contains("parent"), "the word of the choice: {said}");
    assert_eq!((page.count("#sex-error"), page.value("address").as_str()), (0, "12 Hill Road"));
    assert_eq!(ria.get(&edit).await.value("city"), "Mumbai", "nothing was written");
    let changes = [("city", "Thane"), ("relation", "parent")];
    assert_eq!(save(&meena, "mohan_das", &page, &changes).await.status, 200, "seen, and sent again, it counts");
    let page = ria.get(&edit).await;
    assert_eq!(["city", "relation", "sex"].map(|it| page.value(it)), ["Thane", "parent", "other"]);
}

#[actix_web::test]
async fn what_both_changed_of_a_record_is_chosen_from_and_nothing_else_is_lost() {
    let world = World::open().await;
    let (ria, meena) = (world.sign_in("ria").await, world.sign_in("meena").await);
    let edit = format!("{}/edit", of("mohan_das"));
    let (first, second) = (ria.get(&edit).await, meena.get(&edit).await);
    let changes = [("city", "Mumbai"), ("relation", "parent"), ("address", "12 Hill Road")];
    assert_eq!(save(&ria, "mohan_das", &first, &changes).await.status, 200);
    let mine = [("city", "Thane"), ("relation", "sibling"), ("address", "9 Linking Road"), ("emergency_name", "Usha Das")];
    let asked = save(&meena, "mohan_das", &second, &mine).await;
    let buttons = |page: &Page| page.attributes("button[name=chosen]", "value");
    let each = ["relation", "address", "city"].map(|it| [format!("mine {it}"), format!("theirs {it}")]).concat();
    assert_eq!(buttons(&asked), each);
    assert_eq!(asked.attributes("#patient button", "name")[0], "", "Enter presses the first button: it saves");

    // What others made of it is taken, by its button; what else was typed stays, and what else is to be chosen.
    let took = save(&meena, "mohan_das", &asked, &[("chosen", "theirs relation")]).await;
    let stand = |page: &Page| ["relation", "city", "address", "emergency_name"].map(|it| page.value(it));
    assert_eq!((took.status, stand(&took)), (422, ["parent", "Thane", "9 Linking Road", "Usha Das"].map(str::to_owned)));
    assert_eq!(buttons(&took), each[2..]);
    assert!(took.text("#city-error").contains("Mumbai"));
    let kept = save(&meena, "mohan_das", &took, &[("chosen", "mine address")]).await;
    let took = save(&meena, "mohan_das", &kept, &[("chosen", "theirs city")]).await;
    assert_eq!((buttons(&took), stand(&took)), (vec![], ["parent", "Mumbai", "9 Linking Road", "Usha Das"].map(str::to_owned)));
    assert_eq!(stand(&ria.get(&edit).await), ["parent", "Mumbai", "12 Hill Road", ""].map(str::to_owned), "choosing saves nothing");
    assert_eq!(save(&meena, "mohan_das", &took, &[]).await.status, 200);
    assert_eq!(stand(&ria.get(&edit).await), stand(&took));
}

#[actix_web::test]
async fn what_moved_since_it_was_read_is_not_written_over() {
    let world = World::open().await;
    let (author, clinic, today) = (swasthya::db::Author::system(), ClinicId(id("andheri")), swasthya::db::clock::now().date());
    let claim = Claim { clinic, user: UserId::SYSTEM, since: swasthya::db::clock::now() };
    let find = |opening: &mut Opening| PatientRecord::open(opening, claim, RecordPart::Record, ProfileId(id("mohan_das")));
    let read = open(&world, find).expect("the clinic's own");
    let details = PatientDetails {
        name: Name::parse("Mohan Das").expect("a name"),
        sex: Sex::Male,
        birth: read.patient.profile.birth(),
        phone: None,
        relation: Relation::Own,
        address: "12 Hill Road".into(),
        city: String::new(),
        emergency_name: String::new(),
        emergency_phone: None,
        allergies: Vec::new(),
        conditions: Vec::new(),
        language: "en".into(),
    };
    let edit = |details: &PatientDetails| {
        world.databases().write_now("acme", &author, |tx| Patient::edit(tx, &read, clinic, details, None, today)).expect("an answer")
    };
    assert_eq!(edit(&details), PatientEdited::Saved(AlertNoted::Noted));
    assert_eq!(edit(&PatientDetails { address: String::new(), city: "Pune".into(), ..details }), PatientEdited::MovedOn);
    let contact = open(&world, find).expect("the clinic's own").contact;
    assert_eq!((contact.address.as_str(), contact.city.as_str()), ("12 Hill Road", ""));
}

#[actix_web::test]
async fn an_age_that_does_not_fit_the_birth_date_is_asked_about() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let edit = format!("{}/edit", of("asha"));
    let page = save(&ria, "asha", &ria.get(&edit).await, &[("age", "65")]).await;
    assert_eq!((page.status, page.value("age").as_str(), page.value("born_on").as_str()), (422, "65", "10/05/1986"));
    assert!(page.text("#age-error").contains("By the birth date it is 40 years"), "{}", page.text("#age-error"));
    assert_eq!(save(&ria, "asha", &page, &[("age", "65"), ("born_on", "")]).await.status, 200);
    assert_eq!(ria.get(&edit).await.value("age"), "65");
    // An age that only stands there gives way to a birth date.
    assert_eq!(save(&ria, "asha", &ria.get(&edit).await, &[("born_on", "10/05/1986")]).await.status, 200);
    let page = ria.get(&edit).await;
    assert_eq!((page.value("born_on").as_str(), page.value("age").as_str()), ("10/05/1986", ""));
    // Who is registered is asked too.
    let page = ria.post(NEW, &with(zeenat(), &[("age", "34"), ("born_on", "10/05/1986")])).await;
    assert_eq!((page.status, page.count("#age-error")), (422, 1));
}

#[actix_web::test]
async fn staff_and_strangers_are_not_patients() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    for name in ["ria", "zubin", "nobody"] {
        assert_eq!(ria.get(&of(name)).await.status, 404, "{name}");
        assert_eq!(ria.get(&format!("{}/edit", of(name))).await.status, 404, "{name}");
        assert_eq!(ria.post(&of(name), &zeenat()).await.status, 404, "{name}");
    }
    assert_eq!(ria.get(&format!("{NEW}/nonsense")).await.status, 404);
}

#[actix_web::test]
async fn only_the_desk_of_the_clinic_registers() {
    let world = World::open().await;
    assert_eq!(world.sign_in("bela").await.post(NEW, &zeenat()).await.status, 404);
    assert_eq!(world.sign_in("dr_sen").await.post(NEW, &zeenat()).await.status, 403);
    assert_eq!(world.sign_in("zoya").await.post("/o/acme/reception/andheri/patients", &zeenat()).await.status, 404);
}

#[actix_web::test]
async fn three_thousand_are_registered_in_seconds_and_numbered_in_order() {
    let world = World::open().await;
    let clinic = ClinicId(id("andheri"));
    let names = ["Ramesh", "Suresh", "Laxmi", "Asha", "Mohd Salim", "Zeenat", "Harpreet"];
    let new: Vec<NewPatient> = (0..3_000)
        .map(|at: usize| {
            let name = format!("{} {}{}", names[at % 7], ["Gupta", "Iyer", "Khan"][at % 3], ["", "wala", "kar"][at % 5 % 3]);
            let phone = Phone::parse(&format!("98{:08}", at / 3)).ok();
            NewPatient {
                phone,
                allergies: vec!["Dust".into()],
                ..NewPatient::named(Name::parse(&name).expect("a name"), Sex::Unknown, clinic)
            }
        })
        .collect();
    let started = std::time::Instant::now();
    let author = swasthya::db::Author::system();
    let ids: Vec<ProfileId> =
        world.databases().write_now("acme", &author, |tx| Patient::register_many(tx, &new)).expect("they are registered");
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    let last = world.databases().read_now("acme", |db| Patient::find(db, ids[2_999])).expect("the last");
    assert_eq!(last.record_number, "SW-003005");
}

#[actix_web::test]
async fn a_letter_behind_the_age_is_the_sex_and_an_age_that_may_mean_two_things_is_asked() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let form = |age: &'static str, sex: &'static str| with(zeenat(), &[("age", age), ("sex", sex), ("born_on", "")]);
    let page = ria.post(NEW, &form("12 M", "")).await;
    assert_eq!((page.status, page.value("age").as_str()), (422, "12 M"));
    assert!(page.text("#age-error").contains("12 months, or a boy or man of 12 years?"), "{}", page.html);
    let page = ria.post(NEW, &form("45 M", "female")).await;
    assert!(page.text("#age-error").contains("The age says “Male”"), "{}", page.html);
    let answer = ria.post(NEW, &form("45 M", "")).await;
    assert_eq!(answer.status, 303, "{}", answer.html);
    let patient = answer.header("location").rsplit('=').next().expect("an id").to_owned();
    let facts = ria.get(&format!("{NEW}/{patient}")).await.text(".page-head .facts");
    assert!(facts.contains("45") && facts.contains("Male"), "{facts}");
}

#[actix_web::test]
async fn what_a_register_says_to_be_no_allergy_keeps_its_words() {
    let world = World::open().await;
    let named = || NewPatient::named(Name::parse("Ramesh Gupta").expect("a name"), Sex::Unknown, ClinicId(id("andheri")));
    let new = NewPatient { allergies: vec!["Tolerates penicillin".into()], ..named() };
    let author = swasthya::db::Author::system();
    let register = |tx: &mut swasthya::db::Tx| Patient::register_many(tx, std::slice::from_ref(&new));
    let ids: Vec<ProfileId> = world.databases().write_now("acme", &author, register).expect("he is registered");
    let alerts = open(&world, |opening| Patient::alerts(opening, ids[0]));
    assert_eq!((alerts.allergies, alerts.asked), (vec!["Tolerates penicillin".to_owned()], None));
}

fn last_audit(world: &World) -> serde_json::Value {
    use diesel::prelude::*;
    use swasthya::schema::organisation::audit_logs;
    let details: String = world
        .databases()
        .read_now("acme", |db| {
            let changes = audit_logs::table.filter(audit_logs::action.ne("viewed")).filter(audit_logs::action.ne("searched"));
            changes.order(audit_logs::id.desc()).select(audit_logs::details).first(db)
        })
        .expect("a row");
    serde_json::from_str(&details).expect("JSON")
}

#[actix_web::test]
async fn two_desks_that_register_one_person_at_once_register_one() {
    let world = World::committed().await;
    let (ria, meena) = (world.sign_in("ria").await, world.sign_in("meena").await);
    let form = zeenat();
    let answers = join_all((0..6).map(|number| [&ria, &meena][number % 2].post(NEW, &form))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|it| it.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422, 422, 422, 422, 422], "the others are shown her");
    let found = ria.htmx("found", "/reception/andheri/searches?q=zeenat+aman").await;
    assert_eq!(found.texts("[role=option]:not(#p-new) b"), ["Zeenat Aman"]);
}

#[actix_web::test]
async fn whoever_is_being_registered_at_another_desk_is_waited_for() {
    let world = World::committed().await;
    let phone = Phone::parse("98765 43210").ok();
    let new = NewPatient { phone, ..NewPatient::named(Name::parse("Zeenat Aman").expect("a name"), Sex::Female, ClinicId(id("andheri"))) };
    let registered = overlapping(world.databases(), |tx| Ok(Patient::register_unknown(tx, &new)?.is_ok()));
    assert_eq!(registered, [true, false], "the second is shown her");
}

#[actix_web::test]
async fn a_record_shows_what_is_due_its_receipts_and_visits_that_open() {
    let world = World::open().await;
    let left = past(&world, "andheri", "dr_sen", "asha").await;
    let_days_pass(&world, 2);
    let due = wait(&world, "andheri", "dr_joshi", "asha");
    wait(&world, "bandra", "dr_sen", "asha");
    let ria = world.sign_in("ria").await;
    let record = format!("/reception/andheri/patients/{}", id("asha"));
    let page = ria.get(&record).await;
    assert_eq!(page.texts("#bills tbody .due"), ["₹300", "–"], "what is due comes first, and another clinic's is not shown");
    assert_eq!(page.text("#bills header .badge"), "Due ₹300");
    let receipts = page.attributes("#bills a[href$='/receipt']", "href");
    assert_eq!(receipts, [format!("/o/acme/reception/andheri/payments/{}/receipt", left["payment"])]);
    assert_eq!(ria.get(&receipts[0]).await.status, 200);
    let take = page.attributes("#bills a.button", "href");
    assert!(ria.get(&take[0]).await.text("#due").contains("₹300"));
    let visits = page.attributes("#visits a", "href");
    assert_eq!(visits.len(), 2, "a visit to another clinic opens there: {visits:?}");
    assert!(visits[0].ends_with(&due.to_string()) && visits[1].ends_with(&left["appointment"].to_string()), "{visits:?}");
    for visit in visits {
        assert!(ria.get(&visit).await.text("h1").contains("Asha Rao"));
    }
    assert!(page.queries <= 6, "{} statements", page.queries);
    let sana = world.sign_in("sana").await.get(&record).await;
    assert_eq!((sana.status, sana.count("#bills")), (200, 0), "bills are not hers");
}

#[actix_web::test]
async fn names_lead_to_the_record_from_everywhere() {
    let world = World::open().await;
    let visit = wait(&world, "andheri", "dr_sen", "asha");
    let ria = world.sign_in("ria").await;
    let record = format!("/o/acme/reception/andheri/patients/{}", id("asha"));
    let invoice = ria.get("/reception/andheri/payments").await.attributes("#invoices a.button", "href")[0].clone();
    for (page, selector) in [
        (format!("/reception/andheri/queue?patient={}", id("asha")), "#check-in h2 a"),
        (format!("/reception/andheri/queue?given={visit}"), "#given h2 a"),
        ("/reception/andheri/queue".to_owned(), "#board a.patient"),
        ("/reception/andheri/payments".to_owned(), "#invoices a.patient"),
        (invoice, "h1 a"),
        ("/reception/andheri/searches?q=asha+rao".to_owned(), ".hit:first-of-type [data-beside=record]"),
    ] {
        assert_eq!(ria.get(&page).await.attributes(selector, "href").first(), Some(&record), "{page}");
    }
}

#[actix_web::test]
async fn a_newcomer_on_a_known_phone_begins_with_what_the_household_shares() {
    let world = World::open().await;
    world.run_in("acme", "UPDATE profiles SET address = '12 Hill Road', city = 'Mumbai' WHERE id = <asha>");
    let ria = world.sign_in("ria").await;
    let page = ria.get(&format!("{NEW}/new?phone=9845012345&name=Meera")).await;
    assert_eq!([page.value("name"), page.value("address"), page.value("city")], ["Meera", "12 Hill Road", "Mumbai"]);
    assert_eq!(page.count("[name=relation][checked]"), 0, "the phone has its owner: who this is must be told");
    assert_eq!(page.attributes("[data-adds]", "value"), ["Rao"]);
    assert!(page.texts("#on-phone li")[0].starts_with("Asha Rao"), "{}", page.text("#on-phone"));
    assert!(page.texts("#on-phone li")[0].contains("years"), "{}", page.text("#on-phone"));
    assert!(page.queries <= 6, "{} statements", page.queries);
    let page = ria.get(&format!("{NEW}/new?phone=9000000001&name=Meera")).await;
    assert_eq!((page.value("name"), page.count("[name=relation][checked]"), page.count("#on-phone")), ("Meera".into(), 1, 0));
}
