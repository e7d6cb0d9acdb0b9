//! Organisations on another server than the directory's.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use swasthya::db::Author;
use swasthya::db::provision::DatabaseAccount;
use swasthya::directory::tenants::NewOrganisation;
use swasthya::jobs::creation;

use super::organisations::acme;
use crate::support::{World, server};

#[derive(QueryableByName)]
struct Place {
    #[diesel(sql_type = Text)]
    socket: String,
}

#[actix_web::test]
async fn an_organisation_lives_on_the_server_that_was_chosen_and_only_it_misses_that_server() {
    let pune = server::second("test-pune");
    let url = pune.url();
    let world = World::committed_where(|config| config.database_servers = vec![("pune".into(), url.clone().into())]).await;
    let new = NewOrganisation {
        name: "Sehat Clinics".into(),
        slug: "sehat".into(),
        server: "pune".into(),
        clinic: "Sehat".into(),
        owner_name: "Rekha Deshmukh".into(),
        owner_email: "rekha@sehat.test".into(),
    };
    let server = world.databases().servers().named("pune").expect("it is configured");
    let account = DatabaseAccount::organisation(server, "sehat");
    server.demolish(&account).expect("nothing of an earlier run");
    let begun = creation::begin(world.databases(), &new).expect("it is written down");
    creation::carry_out(world.databases(), &begun, "http://clinic.test").expect("it is made");

    let place = |slug: &'static str| {
        let sql = "SELECT @@socket AS socket";
        world.databases().read_now(slug, |db| diesel::sql_query(sql).get_result::<Place>(db)).expect("a server").socket
    };
    assert!(place("sehat").contains("/test-pune/"), "{}", place("sehat"));
    assert!(place("acme").contains("/test/"), "{}", place("acme"));
    assert!(!world.databases().server().is_there(&account).expect("the other server"), "there is nothing of it on the directory's server");

    let rekha = world.visitor_of("sehat");
    let page = rekha.submit(&world.link_to("rekha@sehat.test").await, &[("password", "four grey pigeons dance")]).await;
    assert_eq!(page.count(".doors a"), 2, "{}", page.html);
    assert_eq!(rekha.get("/reception/sehat/queue").await.status, 303, "to set the second step up");

    // A process that is not told of the server refuses that organisation, and no other.
    let elsewhere = world.another_process(|config| config.database_servers.clear()).await;
    elsewhere.borrow(&rekha);
    assert_eq!(elsewhere.get("/o/sehat/reception/sehat/queue").await.status, 503);
    assert_eq!(elsewhere.get("/doors").await.status, 503, "she has no other door");
    elsewhere.borrow(&world.sign_in("ria").await);
    assert_eq!(elsewhere.get("/reception/andheri/queue").await.status, 200);

    server.demolish(&account).expect("it is cleared away");
    drop(pune);
}

#[actix_web::test]
async fn who_belongs_to_another_organisation_too_comes_in_there_and_is_told_which_is_away() {
    let world = World::open().await;
    let (id, gone) = (acme(&world).await, "UPDATE organisations SET server = 'gone' WHERE slug = 'acme'");
    let both = format!(
        "{gone}; INSERT INTO memberships (user_id, organisation_id) SELECT users.id, X'{}' FROM users WHERE email = 'zoya@zenith.test'",
        id.0.simple()
    );
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(&both)).await.expect("a change");
    let zoya = world.sign_in("zoya").await;
    let page = zoya.get("/doors").await;
    assert_eq!(page.status, 200, "{}", page.html);
    assert!(page.text("[role=alert]").contains("Acme Clinics cannot be reached"), "{}", page.html);
    assert_eq!(page.attributes(".doors a", "href"), ["/o/zenith/reception/thane/queue"]);
    assert_eq!(zoya.get("/reception/thane/queue").await.status, 200);
    assert_eq!(zoya.get("/o/acme/reception/andheri/queue").await.status, 503);
}
