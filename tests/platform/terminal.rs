//! The command line does the same as the pages.

use diesel::connection::SimpleConnection;
use swasthya::commands::operator::Operating;
use swasthya::commands::organisation::Org;
use swasthya::commands::{check, migrate};
use swasthya::db::Author;
use swasthya::db::migrations::History;
use swasthya::directory::tenants::{DatabaseState, TablesState};

use super::organisations::acme;
use crate::support::World;

async fn change(world: &World, sql: &'static str) {
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(sql)).await.expect("a change");
}

/// What the directory says of acme's tables.
async fn noted(world: &World) -> TablesState {
    let id = acme(world).await;
    let states = world.databases().read_directory(DatabaseState::all).await.expect("the directory");
    DatabaseState::migrated(states.get(&id))
}

#[actix_web::test]
async fn an_operator_is_made_at_the_terminal_and_taken_away_again() {
    let world = World::committed().await;
    Operating::Create { email: " Nita@Swasthya.test".into(), name: "Nita Bose".into() }.run(&world.config).expect("an operator");
    let nita = world.visitor();
    let link = world.link_to("nita@swasthya.test").await;
    let page = nita.post(&link, &[("password", "yellow umbrella in the rain")]).await;
    assert_eq!(page.header("location"), "/doors", "{}", page.html);
    assert_eq!(nita.get("/doors").await.header("location"), "/platform");
    Operating::List.run(&world.config).expect("a list");
    Operating::Remove { email: "nita@swasthya.test".into() }.run(&world.config).expect("taken away");
    assert_eq!(nita.get("/platform").await.header("location"), "/sign-in/password?next=/platform", "her sessions ended with it");
    assert!(Operating::Remove { email: "nobody@swasthya.test".into() }.run(&world.config).is_err());
}

#[actix_web::test]
async fn an_organisation_is_made_suspended_and_resumed_at_the_terminal() {
    let world = World::committed().await;
    let create = |slug: &str, name: &str, server: Option<&str>| {
        let (slug, name, clinic) = (slug.to_owned(), name.to_owned(), "Sehat".to_owned());
        let (admin_email, admin_name) = (Some("rekha@sehat.test".to_owned()), "Rekha Deshmukh".to_owned());
        Org::Create { slug, name, admin_email, admin_name, clinic, server: server.map(str::to_owned) }.run(&world.config)
    };
    for (slug, name, server, why) in [
        ("Sehat", "Sehat Clinics", None, "cannot name"),
        ("sehat", "Acme Clinics", None, "already"),
        ("acme", "Sehat Clinics", None, "already"),
        ("sehat", "Sehat Clinics", Some("pune"), "DATABASE_SERVERS"),
    ] {
        let refused = create(slug, name, server).expect_err(why).to_string();
        assert!(refused.contains(why), "{refused}");
    }
    create("sehat", "Sehat Clinics", None).expect("an organisation");
    let rekha = world.visitor_of("sehat");
    rekha.post(&world.link_to("rekha@sehat.test").await, &[("password", "four grey pigeons dance")]).await;
    assert_eq!(rekha.get("/reception/sehat/queue").await.status, 303, "to set the second step up");
    let turn = |resume: bool| Org::Suspend { slug: "sehat".into(), resume, reason: (!resume).then(|| "unpaid".into()) }.run(&world.config);
    turn(false).expect("suspended");
    assert_eq!(rekha.get("/reception/sehat/queue").await.status, 403);
    turn(true).expect("resumed");
    assert_eq!(rekha.get("/reception/sehat/queue").await.status, 303, "to set the second step up");
    Org::List.run(&world.config).expect("a list");
}

#[actix_web::test]
async fn migrate_writes_down_where_each_database_stands_and_check_compares() {
    let world = World::committed().await;
    assert_eq!(noted(&world).await, TablesState::UpToDate);
    check::run(&world.config).expect("nothing to complain about");
    change(&world, "UPDATE database_states SET step = '202611200030'").await;
    assert_eq!(noted(&world).await, TablesState::Behind(History::Organisation.behind("202611200030")));
    assert!(check::run(&world.config).is_err(), "what is written down is not so");
    change(&world, "UPDATE organisations SET server = 'gone' WHERE slug = 'acme'").await;
    assert!(migrate::run(&world.config).is_err(), "one cannot be reached");
    let TablesState::Failed(why) = noted(&world).await else { panic!("{:?}", noted(&world).await) };
    assert!(why.contains("DATABASE_SERVERS"), "{why}");
    assert!(check::run(&world.config).is_err(), "it cannot be reached");
    change(&world, "UPDATE organisations SET server = 'default' WHERE slug = 'acme'").await;
    migrate::run(&world.config).expect("all of them");
    assert_eq!(noted(&world).await, TablesState::UpToDate);
    check::run(&world.config).expect("nothing to complain about");
}

#[actix_web::test]
async fn one_that_was_left_half_made_before_creations_were_written_down_is_made() {
    let world = World::committed().await;
    change(&world, "INSERT INTO organisations (id, name, slug) VALUES (UNHEX(LEFT(SHA2('1', 256), 32)), 'Sehat Clinics', 'sehat')").await;
    migrate::run(&world.config).expect("all of them");
    let page = world.sign_in("devika").await.get("/platform?q=sehat").await;
    assert_eq!(page.texts("#organisations .badge"), ["Open", "Up to date"]);
}
