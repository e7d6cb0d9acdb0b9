//! The preview of an old register: made once, beside the request, read in pages, and stopped by whoever does not want it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::rt::time::sleep;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use swasthya::db::pools::Keeping;
use swasthya::db::servers::Servers;
use swasthya::db::{Author, Databases};
use swasthya::jobs::due::round;

use crate::support::World;
use crate::support::register::{REGISTER, brought, long, run, unread, worked};
use crate::support::trail::traces;
use crate::support::world::id;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

async fn count(databases: &Databases, sql: &'static str) -> i64 {
    databases.read("acme", move |db| diesel::sql_query(sql).get_result::<Count>(db)).await.expect("a count").count
}

#[actix_web::test]
async fn a_page_has_fifty_rows_and_few_statements_however_long_the_register() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = unread(&om, &long(420)).await;
    let page = om.get(&path).await;
    assert_eq!((page.status, page.count("#preview progress"), page.count("#rows"), page.count("#fresh")), (200, 1, 0, 0));
    assert!(page.text("#progress").contains("0 of 420"), "{}", page.html);
    assert_eq!(om.post(&format!("{path}/run"), &[]).await.status, 303);
    assert_eq!(om.get(&path).await.count("#preview progress"), 1, "nothing is imported before it is read");
    worked(&om).await;
    let page = om.htmx("preview", &path).await;
    assert_eq!((page.text("#fresh"), page.text("#refused"), page.count("#rows tbody tr")), ("378".into(), "42".into(), 50));
    for (asked, rows, first) in
        [("page=9", 20, "402"), ("page=99", 20, "402"), ("show=refused", 42, "11"), ("show=valid&page=8", 28, "390")]
    {
        let page = om.get(&format!("{path}?{asked}")).await;
        assert_eq!((page.count("#rows tbody tr"), page.texts("#rows tbody td.num")[0].as_str()), (rows, first), "{asked}");
        assert!(page.queries <= 6, "{asked}: {} statements", page.queries);
    }
    let file = om.get(&format!("{path}/refused.csv")).await;
    assert_eq!(file.html.trim().lines().count(), 43);
    assert!(file.queries <= 6, "{} statements", file.queries);
}

#[actix_web::test]
async fn reading_is_stopped_and_begun_again_by_whoever_brought_it() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = unread(&om, REGISTER).await;
    let page = om.submit(&format!("{path}/reading/removal"), &[]).await;
    assert_eq!((page.count("#unread"), page.count("#preview progress")), (1, 0), "{}", page.html);
    assert_eq!(om.get(&format!("{path}/refused.csv")).await.status, 303, "there is nothing to give back yet");
    worked(&om).await;
    assert_eq!(om.get(&path).await.count("#unread"), 1, "nobody reads what was stopped");
    assert_eq!(world.sign_in("ria").await.post(&format!("{path}/reading"), &[]).await.status, 403);
    om.submit(&format!("{path}/reading"), &[]).await;
    worked(&om).await;
    assert_eq!(om.get(&path).await.text("#fresh"), "5");
    let page = om.submit(&format!("{path}/reading/removal"), &[]).await;
    assert_eq!(page.text("#fresh"), "5", "what is read stays");
}

#[actix_web::test]
async fn while_a_register_is_read_its_one_connection_is_free_and_stopping_ends_the_work() {
    let world = World::committed().await;
    let om = world.sign_in("om").await;
    unread(&om, &long(30_000)).await;
    let narrow = Arc::new(Databases::open(Servers::of(&world.config), 1, Keeping::Kept));
    let reading = actix_web::rt::spawn({
        let narrow = Arc::clone(&narrow);
        async move { round(&narrow).await }
    });
    let (mut longest, mut asked) = (Duration::ZERO, 0);
    while count(world.databases(), "SELECT COALESCE(MAX(done), 0) AS count FROM due_works").await < 5_000 {
        let since = Instant::now();
        count(&narrow, "SELECT COUNT(*) AS count FROM patients").await;
        longest = longest.max(since.elapsed());
        asked += 1;
        sleep(Duration::from_millis(20)).await;
    }
    assert!(asked > 5 && longest < Duration::from_millis(1_000), "asked {asked} times, waited {longest:?}");
    let since = Instant::now();
    let path = om.get("/admin/imports").await.attributes("#imports tbody a", "href").swap_remove(0);
    om.submit(&format!("{path}/reading/removal"), &[]).await;
    reading.await.expect("the work").expect("a round");
    assert!(since.elapsed() < Duration::from_secs(5), "it went on for {:?}", since.elapsed());
    assert_eq!(count(world.databases(), "SELECT COUNT(*) AS count FROM import_preview_pages").await, 0);
    assert_eq!(om.get(&path).await.count("#unread"), 1);
}

#[actix_web::test]
async fn what_was_not_compared_is_said() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = brought(&om, REGISTER).await;
    assert_eq!(om.get(&path).await.count("#left-out"), 0);
    let crowds = r#"UPDATE import_previews SET summary = REPLACE(summary, '"left_out":0', '"left_out":700')"#;
    world.databases().write("acme", Author::system(), move |tx| diesel::sql_query(crowds).execute(tx.db)).await.expect("crowds");
    let said = om.get(&path).await.text("#left-out");
    assert!(said.contains("700 people") && said.contains("not compared"), "{said}");
}

#[actix_web::test]
async fn a_preview_that_was_made_before_others_came_says_so_and_is_made_anew() {
    let world = World::open().await;
    let (om, ria) = (world.sign_in("om").await, world.sign_in("ria").await);
    let [first, second] = [brought(&om, REGISTER).await, brought(&om, REGISTER).await];
    let page = om.get(&second).await;
    assert_eq!((page.text("#fresh").as_str(), page.count("#outdated")), ("5", 0));
    assert!(page.queries <= 6, "{} statements", page.queries);
    run(&om, &first).await;
    let page = om.get(&second).await;
    assert_eq!((page.text("#fresh").as_str(), page.count("#outdated")), ("5", 1), "it is not so any more, and the page says that");
    assert!(om.get(&first).await.count("#outdated") == 0, "nothing is decided by it");
    om.submit("/language", &[("language", "hi"), ("next", &second)]).await;
    assert!(om.get(&second).await.text("#outdated").contains("पंजीकरण"), "in their language");
    om.submit(&format!("{second}/reading"), &[]).await;
    worked(&om).await;
    let page = om.get(&second).await;
    assert_eq!((page.text("#fresh").as_str(), page.text("#there").as_str(), page.count("#outdated")), ("0", "5", 0));
    let somebody = [("name", "Tara Naik"), ("sex", "female"), ("age", "40"), ("relation", "self"), ("allergies", "No NSAIDs")];
    assert_eq!(ria.post("/reception/andheri/patients", &somebody).await.status, 303);
    assert_eq!(om.get(&second).await.count("#outdated"), 1, "whoever is registered at a desk comes too");
}

#[actix_web::test]
async fn an_import_goes_by_who_is_there_when_it_runs_whatever_its_preview_said() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let [first, second] = [brought(&om, REGISTER).await, brought(&om, REGISTER).await];
    assert_eq!(run(&om, &first).await.text("#imported"), "5");
    let page = run(&om, &second).await;
    assert_eq!((page.text("#imported").as_str(), page.text("#there").as_str()), ("0", "5"));
    om.post(&format!("{first}/undoing"), &[("reason", "the wrong file")]).await;
    let third = brought(&om, REGISTER).await;
    assert_eq!(om.get(&third).await.count("#outdated"), 0);
}

#[actix_web::test]
async fn log_3_whom_a_preview_names_is_noted() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = brought(&om, REGISTER).await;
    let before = traces(&world).len();
    assert!(om.get(&path).await.text("#rows").contains("Lakshmi Iyer"));
    let left = traces(&world).split_off(before);
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(left[0].is_by("om") && left[0].action == "searched", "{left:?}");
    assert!(left[0].details["people"].to_string().contains(&id("lakshmi").to_string()), "{left:?}");
    om.htmx("preview", &path).await;
    assert_eq!(traces(&world).len(), before + 1, "once, however often the page is shown");
    assert_eq!(om.get(&format!("{path}/refused.csv")).await.status, 200);
    for action in ["searched", "exported"] {
        let log = om.get(&format!("/admin/audit?action={action}&clinic={}", id("andheri"))).await;
        assert_eq!(log.count("#log tbody tr"), 1, "{action}, of the clinic whose register it is");
    }
}
