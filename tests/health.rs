//! Whether the process lives, and whether it can work.

use crate::support::World;

#[actix_web::test]
async fn it_says_that_it_lives_and_that_it_is_ready() {
    let world = World::open().await;
    assert_eq!(world.visitor().get("/healthz").await.status, 200);
    assert_eq!(world.visitor().get("/readyz").await.status, 200);
}

#[actix_web::test]
async fn ses_10_without_its_database_a_page_is_neither_open_nor_signed_out_but_busy() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let since = std::time::Instant::now();
    let (held, away) = world.hold_the_directory();
    let page = ria.get("/doors").await;
    drop(held);
    away.join().expect("the directory is let go");
    assert_eq!((page.status, page.header("retry-after")), (503, "2"));
    assert!(page.text("h1").contains("busy"));
    assert!(since.elapsed().as_secs() < 5, "it did not wait for ever");
    assert_eq!(ria.get("/doors").await.status, 303);
}

#[actix_web::test]
async fn web_5_every_answer_forbids_scripts_from_elsewhere() {
    let world = World::open().await;
    for path in ["/sign-in/password", "/nowhere", "/healthz", "/o/acme/reception/andheri/queue"] {
        let page = world.visitor().get(path).await;
        let policy = page.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
    }
}
