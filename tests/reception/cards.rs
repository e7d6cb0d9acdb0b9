//! The OP card.

use crate::support::World;
use crate::support::printer::put_logo;
use crate::support::world::id;

#[actix_web::test]
async fn the_card_shows_who_and_a_code_of_the_record_number() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let page = ria.get(&format!("/reception/andheri/patients/{}/card", id("asha"))).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.text(".record"), "SW-000001");
    assert_eq!(page.text("h2"), "Asha Rao");
    assert_eq!(page.text(".letterhead h1"), "Andheri Clinic");
    assert!(page.html.contains(&swasthya::web::qr::svg("SW-000001").expect("a code")));
    assert_eq!(page.attributes("body", "data-paper"), ["card"]);
    assert!(page.queries <= 6, "{} statements", page.queries);
}

#[actix_web::test]
async fn the_card_shows_the_clinics_logo() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let card = format!("/reception/andheri/patients/{}/card", id("asha"));
    assert_eq!(ria.get(&card).await.count(".logo"), 0);
    put_logo(&world);
    let page = ria.get(&card).await;
    assert_eq!(page.count(".letterhead img.logo[src^='data:image/png;base64,']"), 1, "{}", page.html);
    assert!(page.queries <= 6, "{} statements", page.queries);
}

#[actix_web::test]
async fn what_the_code_holds_finds_the_patient_at_once() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let found = ria.htmx("found", "/reception/andheri/searches?q=SW-000001").await;
    assert_eq!(found.texts("[role=option]:not(#p-new) b"), ["Asha Rao"]);
}

#[actix_web::test]
async fn nobodys_card_is_not_found() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    assert_eq!(ria.get(&format!("/reception/andheri/patients/{}/card", id("zubin"))).await.status, 404);
    assert_eq!(ria.get(&format!("/reception/andheri/patients/{}/card", id("ria"))).await.status, 404, "staff have none");
}
