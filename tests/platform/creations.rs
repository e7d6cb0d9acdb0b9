//! How an organisation is made: beside the request, by one process at a time, again after a kill or a failure.

use diesel::connection::SimpleConnection;
use futures_util::future::join_all;
use swasthya::commands::migrate;
use swasthya::config::Config;
use swasthya::db::Author;
use swasthya::db::failure::Trouble;
use swasthya::db::provision::DatabaseAccount;
use swasthya::directory::tenants::{Creation, WhichCreation};
use swasthya::jobs::creation;

use super::organisations::GOOD;
use crate::support::{Browser, Page, World, server};

/// Asks for a new organisation; the path of its page.
async fn ask(devika: &Browser, more: &[(&str, &str)]) -> String {
    let form: Vec<_> = GOOD.iter().chain(more).copied().collect();
    let page = devika.post("/platform/organisations", &form).await;
    assert_eq!(page.status, 303, "{}", page.html);
    page.header("location").to_owned()
}

/// What `serve` does once a second.
async fn round(world: &World) -> Result<bool, Trouble> {
    let databases = &world.state.databases;
    creation::round(databases, &world.state.config, &databases.servers().that_create()).await
}

/// Whether the page looks again by itself.
fn looks_again(page: &Page) -> bool {
    !page.attributes("#progress[hx-trigger]", "hx-headers").is_empty()
}

#[actix_web::test]
async fn an_organisation_is_made_beside_the_request_and_its_owner_comes_in() {
    let world = World::committed().await;
    let devika = world.sign_in("devika").await;
    let there = ask(&devika, &[]).await;
    let page = devika.get(&there).await;
    assert!(looks_again(&page) && page.text("#progress .progress").contains("about to begin"), "{}", page.html);
    assert_eq!(
        page.count("form[action$='/suspension'], form[action$='/count'], form[action$='/creation']"),
        0,
        "no button that cannot work"
    );
    assert_eq!(devika.htmx("progress", &there).await.count("h1"), 0, "htmx gets the part alone");
    assert!(devika.get("/platform?q=sehat").await.text("#organisations").contains("Being made"));

    assert!(round(&world).await.expect("a round"));
    assert!(!round(&world).await.expect("a round"), "there is nothing left to do");
    let page = devika.get(&there).await;
    assert!(!looks_again(&page));
    assert_eq!(page.texts("#facts .badge"), ["Open", "Up to date"]);
    assert_eq!(page.texts("#usage dd")[..3], ["1", "1", "0"]);
    assert_eq!(page.texts("#deeds tbody td:nth-child(2)"), ["Made and opened", "Asked for"]);
    assert_eq!(page.texts("#deeds tbody td:nth-child(3)"), ["Devika Menon", "Devika Menon"]);

    let rekha = world.visitor_of("sehat");
    let page = rekha.submit(&world.link_to("rekha@sehat.test").await, &[("password", "four grey pigeons dance")]).await;
    let doors = ["/o/sehat/admin", "/o/sehat/reception/sehat-clinic-college-road/queue"];
    assert_eq!(page.attributes(".doors a", "href"), doors, "{}", page.html);
    assert!(rekha.get("/o/sehat/admin/figures").await.header("location").starts_with("/account/confirm"));
    let desk = rekha.get("/reception/sehat-clinic-college-road/queue").await;
    assert!(desk.header("location").starts_with("/account/confirm"), "an admin sets the second step up first");
    assert_eq!(devika.get("/o/sehat/admin/figures").await.status, 404, "asking for it opens nothing");
    let second = devika.post(&format!("{there}/creation"), &[]).await;
    assert_eq!(second.status, 303);
    assert!(!round(&world).await.expect("a round"), "what is made is not made again");
}

#[actix_web::test]
async fn killed_in_the_middle_it_is_taken_up_again_when_the_lease_ends() {
    let world = World::committed().await;
    let devika = world.sign_in("devika").await;
    let there = ask(&devika, &[]).await;
    // A process takes it, makes the database and half of its tables, and dies.
    let servers = world.state.databases.servers().that_create();
    let take = move |tx: &mut swasthya::db::DirectoryTx| Creation::take(tx, "a process that dies", WhichCreation::On(&servers));
    let taken = world.databases().write_directory(Author::system(), take).await.expect("the directory").expect("a creation");
    let server = world.databases().server();
    server.make(&DatabaseAccount::organisation(server, "sehat")).expect("a database");
    assert!(!round(&world).await.expect("a round"), "of two processes one makes it");
    let page = devika.get(&there).await;
    assert!(looks_again(&page), "{}", page.html);
    let ends = "UPDATE creations SET leased_until = leased_until - INTERVAL 2 MINUTE";
    world.databases().write_directory(Author::system(), |tx| tx.db.batch_execute(ends)).await.expect("time passes");
    assert!(round(&world).await.expect("a round"));
    assert_eq!(devika.get(&there).await.texts("#facts .badge"), ["Open", "Up to date"]);
    let late = move |tx: &mut swasthya::db::DirectoryTx| taken.finish(tx);
    assert!(
        !world.databases().write_directory(Author::system(), late).await.expect("the directory"),
        "the dead process has no say any more"
    );
    let invitations = world.databases().read_directory(|db| swasthya::directory::post::Outbox::latest(db, 50)).await.expect("the outbox");
    assert_eq!(invitations.iter().filter(|it| it.recipient == "rekha@sehat.test").count(), 1);
}

/// A server that nobody answers at.
fn with_a_dead_server(config: &mut Config) {
    config.database_servers = vec![("pune".into(), "mysql://root@127.0.0.1:1".to_owned().into())];
}

#[actix_web::test]
async fn a_creation_that_fails_says_why_and_is_tried_again() {
    let world = World::configured(with_a_dead_server).await;
    let devika = world.sign_in("devika").await;
    assert_eq!(devika.get("/platform/organisations/new").await.texts("#server option"), ["default", "pune"]);
    let there = ask(&devika, &[("server", "pune")]).await;
    assert!(round(&world).await.expect("a round"));
    let page = devika.get(&there).await;
    assert!(page.text("#failure").contains("Can't connect"), "{}", page.html);
    assert!(!looks_again(&page), "nothing goes on by itself");
    assert!(!round(&world).await.expect("a round"), "it waits until somebody tries again");
    assert!(devika.get("/platform?q=sehat").await.text("#organisations").contains("Stopped"));
    let page = devika.submit(&format!("{there}/creation"), &[]).await;
    assert!(looks_again(&page), "{}", page.html);
    assert_eq!(page.texts("#deeds tbody td:nth-child(2)"), ["Tried again", "Asked for"]);
    assert!(round(&world).await.expect("a round"), "it is taken up");
}

#[actix_web::test]
async fn where_serve_may_not_create_the_page_says_so_and_migrate_makes_it() {
    let world = World::committed().await;
    let url = server::url_without_account();
    let devika = world.another_process(|config| config.database_url = url.clone().into()).await;
    devika.borrow(&world.sign_in("devika").await);
    assert!(devika.get("/platform/organisations/new").await.html.contains("swasthya migrate"));
    let there = ask(&devika, &[]).await;
    let page = devika.get(&there).await;
    assert!(page.text("#progress [role=alert]").contains("swasthya migrate"), "{}", page.html);
    assert!(!looks_again(&page));
    assert_eq!(page.count("#progress form"), 0, "there is no button that cannot work");
    migrate::run(&world.config).expect("everything up to date");
    assert_eq!(devika.get(&there).await.texts("#facts .badge"), ["Open", "Up to date"]);
    assert!(world.link_to("rekha@sehat.test").await.starts_with("/invitations/"));
}

#[actix_web::test]
async fn of_two_who_ask_for_the_same_short_name_at_once_one_gets_it() {
    let world = World::committed().await;
    let devika = world.sign_in("devika").await;
    let owners: Vec<String> = (0..8).map(|nth| format!("owner{nth}@sehat.test")).collect();
    let forms = owners.iter().map(|owner| GOOD.map(|(name, value)| (name, if name == "owner_email" { owner.as_str() } else { value })));
    let forms: Vec<_> = forms.collect();
    let asked = join_all(forms.iter().map(|form| devika.post("/platform/organisations", form))).await;
    let mut statuses: Vec<u16> = asked.iter().map(|page| page.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422, 422, 422, 422, 422, 422, 422]);
}

#[actix_web::test]
async fn a_form_that_is_sent_eight_times_at_once_begins_one_and_leads_to_it() {
    let world = World::committed().await;
    let devika = world.sign_in("devika").await;
    let asked = join_all((0..8).map(|_| devika.post("/platform/organisations", &GOOD))).await;
    assert!(asked.iter().all(|page| page.status == 303 && page.header("location") == asked[0].header("location")));
    assert_eq!(devika.get("/platform?q=Sehat").await.count("#organisations tbody tr"), 1);
}
