//! The whole matrix: every route, every kind of actor.

use crate::support::World;

#[actix_web::test]
async fn az_1_nobody_who_is_signed_out_gets_past_a_guarded_route() {
    let world = World::open().await;
    for row in swasthya::commands::routes::table().iter().filter(|row| row.actor != "anybody") {
        let path = row.path.replace("{org}", "acme").replace("{clinic}", "andheri");
        let stranger = world.visitor();
        let page = if row.method == "GET" { stranger.get(&path).await } else { stranger.post(&path, &[]).await };
        assert!(page.status == 303 && page.header("location").starts_with("/sign-in"), "{} {path}: {}", row.method, page.status);
    }
}
