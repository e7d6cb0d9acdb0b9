//! The list of organisations, one of them, and what a new one needs.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use swasthya::db::Author;
use swasthya::db::ids::OrganisationId;
use swasthya::db::migrations::History;
use swasthya::jobs::sweeps;
use swasthya::schema::directory::organisations;

use crate::support::World;
use crate::support::past::past;

/// The id of acme.
pub async fn acme(world: &World) -> OrganisationId {
    let find = |db: &mut swasthya::db::DirectoryDb| {
        organisations::table.filter(organisations::slug.eq("acme")).select(organisations::id).first(db)
    };
    world.databases().read_directory(find).await.expect("acme")
}

/// What is asked for in a whole form.
pub const GOOD: [(&str, &str); 5] = [
    ("name", "Sehat Clinics, Nashik"),
    ("slug", "sehat"),
    ("clinic", "Sehat Clinic, College Road"),
    ("owner_name", "Rekha Deshmukh"),
    ("owner_email", "Rekha@Sehat.test"),
];

async fn change(world: &World, sql: String) {
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(&sql)).await.expect("a change");
}

#[actix_web::test]
async fn the_list_says_how_each_stands_and_is_searched_by_name_and_short_name() {
    let world = World::open().await;
    let devika = world.sign_in("devika").await;
    let page = devika.get("/platform").await;
    assert_eq!(page.texts("#organisations tbody th a"), ["Acme Clinics", "Zenith Health"]);
    assert_eq!(page.texts("#organisations tbody tr:first-child td")[..2], ["Open", "Up to date"]);
    for (q, found) in [("clin", 1), ("ZENITH", 1), ("", 2), ("100%", 0), ("nowhere", 0), ("क्लिनिक", 0)] {
        let page =
            devika.get(&format!("/platform?q={}", percent_encoding::utf8_percent_encode(q, percent_encoding::NON_ALPHANUMERIC))).await;
        assert_eq!((page.status, page.count("#organisations tbody tr")), (200, found), "{q}");
    }
    assert!(devika.get("/platform?q=nowhere").await.text(".empty").contains("Try fewer letters"));
}

#[actix_web::test]
async fn the_list_has_pages() {
    let world = World::open().await;
    let mut sql = String::new();
    for number in 10..60 {
        sql.push_str(&format!("INSERT INTO organisations (id, name, slug, status) VALUES (UNHEX(LEFT(SHA2('{number}', 256), 32)), 'Clinic {number} & sons', 'c{number}', 'active');"));
    }
    change(&world, sql).await;
    let devika = world.sign_in("devika").await;
    let (mut page, mut names) = (devika.get("/platform").await, Vec::new());
    loop {
        names.extend(page.texts("#organisations tbody th a"));
        let Some(next) = page.attributes("a[rel=next]", "href").pop() else { break };
        page = devika.get(&next).await;
    }
    assert_eq!(names.len(), 52);
    names.dedup();
    assert_eq!(names.len(), 52, "each once");
    assert_eq!(page.attributes("a[rel=first]", "href"), ["/platform?q="]);
}

#[actix_web::test]
async fn the_same_asked_for_twice_is_one_and_another_of_its_short_name_is_refused() {
    let world = World::open().await;
    let devika = world.sign_in("devika").await;
    let first = devika.post("/platform/organisations", &GOOD).await;
    assert_eq!(first.status, 303);
    let second = devika.post("/platform/organisations", &GOOD).await;
    assert_eq!((second.status, second.header("location")), (303, first.header("location")), "the second press shows the first's");
    let mut other = GOOD;
    other[4].1 = "somebody@else.test";
    let refused = devika.submit("/platform/organisations", &other).await;
    assert_eq!((refused.status, refused.count("#slug-error")), (422, 1), "{}", refused.html);
    assert_eq!(refused.value("owner_email"), "somebody@else.test");
}

#[actix_web::test]
async fn where_a_database_s_tables_stand_is_read_from_the_directory() {
    let world = World::open().await;
    let devika = world.sign_in("devika").await;
    let shown = async |set: &str| {
        change(
            &world,
            format!("UPDATE database_states SET {set} WHERE organisation_id = (SELECT id FROM organisations WHERE slug = 'acme')"),
        )
        .await;
        devika.get("/platform?q=acme").await.texts("#organisations tbody td")[1].clone()
    };
    let behind = History::Organisation.behind("202611200030");
    assert_eq!(shown("step = '202611200030'").await, format!("{behind} steps behind"));
    assert_eq!(shown("failure = 'Row size too large'").await, "A step failed");
    let page = devika.get(&format!("/platform/organisations/{}", acme(&world).await)).await;
    assert!(page.text("#facts").contains("Row size too large"), "{}", page.html);
    assert_eq!(shown("failure = '', migrated_at = NULL").await, "Not known yet");
}

#[actix_web::test]
async fn one_organisation_shows_its_numbers_and_nobody_s_name() {
    let world = World::open().await;
    past(&world, "andheri", "dr_sen", "asha").await;
    let devika = world.sign_in("devika").await;
    let there = format!("/platform/organisations/{}", acme(&world).await);
    assert!(devika.get(&there).await.html.contains("was not yet"));
    let page = devika.submit(&format!("{there}/count"), &[]).await;
    let numbers = page.texts("#usage dd");
    assert_eq!(numbers[..4], ["8", "2", "5", "1"], "{numbers:?}");
    assert!(page.text("section:has(#usage)").contains("last signed in on"));
    for person in ["Asha", "Ria Fernandes", "Om Kulkarni", "Anjali"] {
        assert!(!page.html.contains(person), "{person} is nobody's business here");
    }
    let list = devika.get("/platform?q=acme").await;
    assert_eq!(list.texts("#organisations td.num"), ["8", "1"]);
    assert!(list.texts("#organisations thead th").last().is_some_and(|it| it == "Counted on"), "{}", list.html);
    assert!(list.texts("#organisations tbody td").last().is_some_and(|it| it.contains("20")), "a day: {}", list.html);
}

#[actix_web::test]
async fn every_organisation_is_counted_by_the_daily_sweep_and_one_out_of_reach_keeps_nobody() {
    let world = World::open().await;
    change(&world, "UPDATE organisations SET server = 'gone' WHERE slug = 'acme'".into()).await;
    sweeps::count(world.databases()).await.expect("a count");
    let devika = world.sign_in("devika").await;
    assert_eq!(devika.get("/platform?q=zenith").await.texts("#organisations td.num")[0], "3");
    let page = devika.get(&format!("/platform/organisations/{}", acme(&world).await)).await;
    assert!(page.html.contains("DATABASE_SERVERS names it again"), "{}", page.html);
    let page = devika.submit(&format!("/platform/organisations/{}/count", acme(&world).await), &[]).await;
    assert!(page.text("#notice").contains("cannot be reached"), "{}", page.text("#notice"));
}

#[actix_web::test]
async fn a_form_that_will_not_do_says_so_beside_each_field_and_keeps_what_was_typed() {
    let world = World::open().await;
    let devika = world.sign_in("devika").await;
    let page = devika.post("/platform/organisations", &[("name", "Sehat"), ("slug", "Sehat Clinics"), ("owner_email", "rekha")]).await;
    assert_eq!(page.status, 422);
    for field in ["slug", "clinic", "owner_name", "owner_email"] {
        assert_eq!(page.count(&format!("#{field}-error")), 1, "{field}");
    }
    assert_eq!(
        (page.value("name"), page.value("slug"), page.value("owner_email")),
        ("Sehat".into(), "Sehat Clinics".into(), "rekha".into())
    );
    for (field, value, words) in [
        ("slug", "acme", "Another organisation has this short name."),
        ("slug", "platform", "A few words, such as admin, are taken"),
        ("name", "acme clinics", "Another organisation has this name."),
        ("server", "nowhere", "Choose one."),
    ] {
        let mut form: Vec<_> = GOOD.iter().filter(|(name, _)| *name != field).copied().collect();
        form.push((field, value));
        let page = devika.post("/platform/organisations", &form).await;
        assert_eq!(page.status, 422, "{field}={value}");
        assert!(field == "server" || page.text(&format!("#{field}-error")).contains(words), "{}", page.html);
    }
}

#[actix_web::test]
async fn az_2_what_an_organisation_s_own_people_did_is_not_shown() {
    let world = World::open().await;
    world.sign_in("om").await.post("/admin/two-step-roles", &[("roles", "staff")]).await;
    let page = world.sign_in("devika").await.get(&format!("/platform/organisations/{}", acme(&world).await)).await;
    assert_eq!(page.texts("#deeds tbody td:nth-child(2)"), ["Made and opened", "Asked for"]);
    assert_eq!(page.texts("#deeds tbody td:nth-child(3)"), ["The terminal", "The terminal"]);
}

#[actix_web::test]
async fn a_short_name_in_capitals_is_made_small() {
    let world = World::open().await;
    let devika = world.sign_in("devika").await;
    let form = GOOD.map(|(name, value)| (name, if name == "slug" { " Sehat " } else { value }));
    let page = devika.post("/platform/organisations", &form).await;
    assert_eq!(page.status, 303, "{}", page.html);
    assert!(devika.get("/platform?q=sehat").await.text("#organisations tbody").contains("sehat ·"));
}
