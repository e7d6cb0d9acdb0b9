//! Which doors there are.

use crate::support::World;

#[actix_web::test]
async fn whoever_works_at_two_clinics_chooses() {
    let world = World::open().await;
    let page = world.sign_in("dr_sen").await.get("/doors").await;
    assert_eq!(page.texts(".doors small"), ["Andheri Clinic", "Bandra Clinic"]);
}

#[actix_web::test]
async fn an_admin_sees_the_organisation_and_every_front_desk() {
    let world = World::open().await;
    let page = world.sign_in("om").await.get("/doors").await;
    assert_eq!(page.texts(".doors b"), ["Admin", "Reception", "Reception"]);
}
