//! One organisation cannot reach another's database, whatever is asked.

use diesel::prelude::*;
use swasthya::db::Author;

use crate::support::World;
use crate::support::world::id;

#[actix_web::test]
async fn az_9_an_organisations_account_cannot_read_another_organisation() {
    let world = World::open().await;
    let other = format!("SELECT full_name FROM `{}clinic_zenith`.profiles", world.prefix());
    let refused = world.databases().write_now("acme", &Author::system(), |tx| diesel::sql_query(&other).execute(tx.db));
    let words = refused.expect_err("the server refuses").to_string();
    assert!(words.contains("denied"), "{words}");
}

#[actix_web::test]
async fn az_7_an_address_of_another_organisation_is_not_found() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    for path in ["/o/zenith/reception/thane/queue", "/o/nowhere/reception/andheri/queue", "/o/acme/reception/thane/queue"] {
        assert_eq!(ria.get(path).await.status, 404, "{path}");
    }
}

#[actix_web::test]
async fn az_10_two_organisations_with_the_same_ids_do_not_meet() {
    let world = World::open().await;
    world.run_in(
        "zenith",
        "INSERT INTO profiles (id, full_name, sex, relation) VALUES (<asha>, 'Anita Zaveri', 'female', 'self');
         INSERT INTO patients (profile_id, record_number, clinic_id) VALUES (<asha>, 'SW-000077', <thane>)",
    );
    let (ria, zoya) = (world.sign_in("ria").await, world.sign_in("zoya").await);
    for _ in 0..2 {
        let ours = ria.get(&format!("/reception/andheri/patients/{}", id("asha"))).await;
        let theirs = zoya.get(&format!("/reception/thane/patients/{}", id("asha"))).await;
        assert_eq!((ours.text("h1"), theirs.text("h1")), ("Asha Rao".to_owned(), "Anita Zaveri".to_owned()));
    }
}
