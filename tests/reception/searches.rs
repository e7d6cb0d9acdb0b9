//! Finding patients: by what a desk is told, however it is told.

use swasthya::jobs::due::{round, tell_of_all};
use swasthya::models::journal::DueWork;
use swasthya::models::values::search_keys;

use crate::support::past::{let_days_pass, wait};
use crate::support::trail::traces;
use crate::support::world::id;
use crate::support::{Browser, World};

const FOUND: &str = "[role=option]:not(#p-new) b";

async fn found(world: &World, q: &str) -> Vec<String> {
    let ria = world.sign_in("ria").await;
    let query: String = q.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let page = ria.htmx("found", &format!("/reception/andheri/searches?q={query}")).await;
    assert_eq!(page.status, 200, "{q}");
    assert!(!page.html.contains("<html"), "{q}: only the block");
    page.texts(FOUND)
}

#[actix_web::test]
async fn the_first_or_last_digits_of_a_phone_show_the_whole_family() {
    let world = World::open().await;
    for q in ["9845", "98450 12345", "+91 98450 12345", "098450-12345", "2345", "12345", "९८४५"] {
        assert_eq!(found(&world, q).await, ["Asha Rao", "Mohan Rao", "Kabir Rao"], "{q}");
    }
    assert_eq!(found(&world, "984").await, Vec::<String>::new(), "three digits are too few");
}

#[actix_web::test]
async fn a_family_is_grouped_under_its_phone_with_the_digits_marked() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let page = ria.htmx("found", "/reception/andheri/searches?q=9845").await;
    assert_eq!(page.text(".family .phone mark"), "9845");
    assert_eq!(page.count(".family:first-child [role=option]:not([data-beside])"), 3);
    assert!(page.attributes("[role=option]", "href")[0].contains("/o/acme/reception/andheri/queue?patient="));
    assert!(page.texts("[role=option] small")[0].contains("SW-000001"));
}

#[actix_web::test]
async fn a_record_number_finds_exactly_that_one_first() {
    let world = World::open().await;
    for q in ["SW-000004", "sw 4", "sw000004", "4", "000004"] {
        assert_eq!(found(&world, q).await, ["Lakshmi Iyer"], "{q}");
    }
}

#[actix_web::test]
async fn misspelt_names_and_names_in_devanagari_find_their_people() {
    let world = World::open().await;
    for (q, name) in [
        ("Laxmi", "Lakshmi Iyer"),
        ("लक्ष्मी", "Lakshmi Iyer"),
        ("Lakhsmi", "Lakshmi Iyer"),
        ("iyer laxmi", "Lakshmi Iyer"),
        ("लक्ष्मी अय्यर", "Lakshmi Iyer"),
        ("Asha Roa", "Asha Rao"),
        ("rao asha", "Asha Rao"),
        ("आशा राव", "Asha Rao"),
        ("Kabeer", "Kabir Rao"),
        ("कबीर", "Kabir Rao"),
        ("Mohun Das", "Mohan Das"),
        ("Mohan D", "Mohan Das"),
        ("mohn das", "Mohan Das"),
    ] {
        assert_eq!(found(&world, q).await.first().map(String::as_str), Some(name), "{q}");
    }
}

#[actix_web::test]
async fn a_name_is_found_while_it_is_being_typed() {
    let world = World::open().await;
    for q in ["la", "lak", "laks", "laksh", "lakshm", "lakshmi", "lakshmi ", "lakshmi i", "lakshmi iy", "ल", "लक्ष"] {
        if q.chars().count() > 1 {
            assert_eq!(found(&world, q).await, ["Lakshmi Iyer"], "{q}");
        }
    }
    let ria = world.sign_in("ria").await;
    let page = ria.htmx("found", "/reception/andheri/searches?q=asha%20r").await;
    assert_eq!(page.texts("[role=option] mark"), ["Asha", "R"]);
}

#[actix_web::test]
async fn whoever_is_not_found_is_registered_with_what_was_typed() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let page = ria.htmx("found", "/reception/andheri/searches?q=Zeenat%20Aman").await;
    assert_eq!(page.texts(FOUND), Vec::<String>::new());
    let form = ria.get(&page.attributes("#p-new", "href")[0]).await;
    assert_eq!(form.value("name"), "Zeenat Aman");
    let page = ria.htmx("found", "/reception/andheri/searches?q=zeenat%20aman%2098765%2043210%2034%20F").await;
    let form = ria.get(&page.attributes("#p-new", "href")[0]).await;
    assert_eq!(["name", "phone", "age"].map(|it| form.value(it)), ["zeenat aman", "98765 43210", "34"]);
    assert_eq!(form.attributes("[name=sex][checked]", "value"), ["female"]);
    let page = ria.htmx("found", "/reception/andheri/searches?q=tara%20rao%2098450%2012345").await;
    let form = ria.get(&page.attributes("#p-new", "href")[0]).await;
    assert_eq!(form.count("[name=relation][checked]"), 0, "the phone has its owner");
    let page = ria.htmx("found", "/reception/andheri/searches?q=9999911111").await;
    assert_eq!(ria.get(&page.attributes("#p-new", "href")[0]).await.value("phone"), "9999911111");
}

#[actix_web::test]
async fn names_as_they_were_typed_come_before_those_alike() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    for (name, phone) in [("Sunita Rane", "9000000011"), ("Suneeta Rane", "9000000012"), ("Sunita Rao", "9000000013")] {
        register(&ria, name, phone).await;
    }
    world.run_in(
        "acme",
        "UPDATE patients SET last_visit_on = '2026-11-01' WHERE profile_id IN (SELECT id FROM profiles WHERE full_name = 'Suneeta Rane')",
    );
    let names = found(&world, "sunita").await;
    assert_eq!(names.last().map(String::as_str), Some("Suneeta Rane"), "{names:?}");
}

#[actix_web::test]
async fn whoever_is_here_comes_first() {
    let world = World::open().await;
    assert_eq!(found(&world, "rao").await[0], "Asha Rao");
    wait(&world, "andheri", "dr_sen", "kabir");
    assert_eq!(found(&world, "rao").await[0], "Kabir Rao");
}

#[actix_web::test]
async fn without_script_the_search_is_a_page_of_its_own() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let page = ria.get("/reception/andheri/searches?q=lakshmi").await;
    assert_eq!(page.texts(FOUND), ["Lakshmi Iyer"]);
    assert_eq!(page.value("q"), "lakshmi");
    assert!(page.queries <= 6, "{} statements", page.queries);
    assert_eq!(ria.get("/reception/andheri/searches").await.status, 200);
}

/// Registers somebody at the desk.
async fn register(desk: &Browser, name: &str, phone: &str) {
    let form = [("name", name), ("sex", "female"), ("age", "40"), ("phone", phone), ("relation", "self"), ("confirmed", "yes")];
    assert_eq!(desk.post("/reception/andheri/patients", &form).await.status, 303, "{name}");
}

#[actix_web::test]
async fn a_name_with_a_particle_is_found_joined_apart_and_with_its_apostrophe() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    for (name, phone) in [("Rosy D'Souza", "98200 30001"), ("Maria De Souza", "98200 30002"), ("Anil Desai", "98200 30003")] {
        register(&ria, name, phone).await;
    }
    for q in ["Desouza", "De Souza", "D'Souza", "D’Souza", "Dsouza", "souza"] {
        let mut names = found(&world, q).await;
        names.truncate(2);
        names.sort();
        assert_eq!(names, ["Maria De Souza", "Rosy D'Souza"], "{q}: before whoever is only called alike");
    }
    for q in ["rosy de souza", "de souza rosy", "Rosy Desouza", "rosy souza"] {
        assert_eq!(found(&world, q).await.first().map(String::as_str), Some("Rosy D'Souza"), "{q}");
    }
    assert!(found(&world, "de sou").await.contains(&"Maria De Souza".to_owned()), "while it is being typed");
    assert_eq!(found(&world, "maria d'souza").await, ["Maria De Souza"]);
    assert_eq!(found(&world, "desai").await, ["Anil Desai"]);
}

#[actix_web::test]
async fn names_that_were_registered_before_are_found_so_once_the_migrations_work_is_done() {
    let world = World::committed().await;
    register(&world.sign_in("ria").await, "Rosy D'Souza", "98200 30001").await;
    let (word, other) = (&search_keys("Rosy")[0], &search_keys("Dsouza")[0]);
    world.run_in("acme", &format!("DELETE FROM search_terms WHERE kind = 'n' AND term NOT IN ('{word}', '{other}')"));
    assert_eq!(found(&world, "Desouza").await, Vec::<String>::new(), "as an earlier program left it");
    world.run_in("acme", include_str!("../../migrations/organisation/2026-11-28-0105_parted_names/up.sql"));
    let databases = &world.state.databases;
    tell_of_all(databases).await.expect("the directory knows");
    while round(databases).await.expect("the work") {}
    assert_eq!(found(&world, "Desouza").await, ["Rosy D'Souza"]);
    assert_eq!(databases.read("acme", DueWork::next).await.expect("an answer"), None, "it is done");
}

#[actix_web::test]
async fn strange_text_finds_nobody_and_breaks_nothing() {
    let world = World::open().await;
    for q in ["%", "_____", "' OR 1=1 --", "\\", "++++", "□□", "🙂🙂"] {
        assert_eq!(found(&world, q).await, Vec::<String>::new(), "{q}");
    }
}

#[actix_web::test]
async fn another_organisations_patients_are_not_found() {
    let world = World::open().await;
    assert_eq!(found(&world, "zubin").await, Vec::<String>::new());
    let zoya = world.sign_in("zoya").await;
    assert_eq!(zoya.htmx("found", "/reception/thane/searches?q=zubin").await.texts(FOUND), ["Zubin Irani"]);
    assert_eq!(zoya.get("/o/acme/reception/andheri/searches?q=asha").await.status, 404);
}

#[actix_web::test]
async fn only_the_desk_of_the_clinic_searches() {
    let world = World::open().await;
    assert_eq!(world.sign_in("bela").await.get("/reception/andheri/searches?q=asha").await.status, 404);
    assert_eq!(world.sign_in("dr_sen").await.get("/reception/andheri/searches?q=asha").await.status, 403);
}

#[actix_web::test]
async fn whoever_is_here_is_shown_with_their_token_and_opened_in_place_of_a_second_one() {
    let world = World::open().await;
    let visit = wait(&world, "andheri", "dr_sen", "lakshmi");
    let ria = world.sign_in("ria").await;
    let page = ria.htmx("found", "/reception/andheri/searches?q=lakshmi").await;
    let here = page.text(".here");
    for words in ["Token 1", "Dr Anjali Sen", "Waiting", "Due ₹500"] {
        assert!(here.contains(words), "{words} in {here}");
    }
    let links = page.attributes(".hit [role=option]", "href");
    assert!(links[0].ends_with(&format!("/appointments/{visit}")), "{links:?}");
    assert!(links[1].ends_with(&format!("/patients/{}", id("lakshmi"))) && links[2].contains("/invoices/"), "{links:?}");
    assert!(ria.get(&links[0]).await.text("h1").contains("Lakshmi Iyer"));

    let sana = world.sign_in("sana").await.htmx("found", "/reception/andheri/searches?q=lakshmi").await;
    assert_eq!(sana.count("[data-beside=pay]"), 0, "bills are not hers");
    let asha = ria.htmx("found", "/reception/andheri/searches?q=asha").await;
    assert!(asha.attributes("[role=option]", "href")[0].contains("queue?patient=") && asha.count(".here") == 0);
    let_days_pass(&world, 1);
    let page = ria.htmx("found", "/reception/andheri/searches?q=lakshmi").await;
    assert_eq!(page.count(".here"), 0, "yesterday's token is nobody's today");
}

#[actix_web::test]
async fn a_number_finds_todays_tokens_besides_record_numbers_and_leaves_its_trace() {
    let world = World::open().await;
    let visit = wait(&world, "andheri", "dr_sen", "lakshmi");
    let other = wait(&world, "andheri", "dr_joshi", "mohan_das");
    wait(&world, "bandra", "dr_sen", "kabir");
    let ria = world.sign_in("ria").await;
    let page = ria.htmx("found", "/reception/andheri/searches?q=1").await;
    assert_eq!(page.texts("[role=option]:not(#p-new) b"), ["Lakshmi Iyer", "Mohan Das", "Asha Rao"], "tokens first, then SW-000001");
    let links = page.attributes(".hit [role=option]:first-child", "href");
    assert!(links[0].ends_with(&visit.to_string()) && links[1].ends_with(&other.to_string()), "{links:?}");
    let noted: Vec<String> = traces(&world).iter().filter(|it| it.action == "searched").map(|it| it.details.to_string()).collect();
    assert!(noted.iter().any(|it| it.contains(&id("mohan_das").to_string())), "{noted:?}");
    for q in ["2", "0", "1000", "11"] {
        assert_eq!(ria.htmx("found", &format!("/reception/andheri/searches?q={q}")).await.count("[id^='t-']"), 0, "{q}");
    }
    let page = ria.get("/reception/andheri/searches?q=lakshmi+iyr").await;
    assert!(page.queries <= 6, "{} statements", page.queries);
}
