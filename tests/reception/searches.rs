//! Finding patients: by what a desk is told, however it is told.

use crate::support::World;

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
    assert_eq!(page.count(".family:first-child [role=option]"), 3);
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
    let page = ria.htmx("found", "/reception/andheri/searches?q=9999911111").await;
    assert_eq!(ria.get(&page.attributes("#p-new", "href")[0]).await.value("phone"), "9999911111");
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
