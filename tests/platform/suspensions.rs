//! Closing an organisation's doors, and opening them again.

use std::time::Duration;

use swasthya::db::ids::ClinicId;
use tokio::time::timeout;

use super::organisations::acme;
use crate::support::World;
use crate::support::world::id;

const DESK: &str = "/reception/andheri/queue";

#[actix_web::test]
async fn az_11_whoever_is_inside_is_refused_at_the_next_request_in_words_and_let_in_again() {
    let world = World::open().await;
    let (devika, ria, zoya) = (world.sign_in("devika").await, world.sign_in("ria").await, world.sign_in("zoya").await);
    let there = format!("/platform/organisations/{}", acme(&world).await);
    assert_eq!(ria.get(DESK).await.status, 200);
    let (place, bills) = (format!("{} staff", id("andheri")), format!("{} bills", id("andheri")));
    let nita = [("name", "Nita Shah"), ("email", "nita@acme.test"), ("places", place.as_str()), ("permissions", bills.as_str())];
    world.sign_in("om").await.post("/admin/people", &nita).await;
    let invitation = world.link_to("nita@acme.test").await;
    let page = devika.submit(&format!("{there}/suspension"), &[("reason", "Three invoices unpaid")]).await;
    assert!(page.text("#notice").contains("refused from now on"), "{}", page.html);
    assert_eq!(page.texts("#deeds tbody tr:first-child td:nth-child(2) small"), ["Three invoices unpaid"]);
    assert_eq!(page.texts("#deeds tbody tr:first-child td:last-child"), ["Devika Menon"]);

    let page = ria.get(DESK).await;
    assert_eq!((page.status, page.text("h1").as_str()), (403, "Acme Clinics is closed for now"));
    assert!(!page.html.contains("unpaid"), "the reason is the operators'");
    let page = ria.get("/doors").await;
    assert!(page.text("[role=alert]").contains("Acme Clinics is closed for now"), "{}", page.html);
    assert_eq!(ria.htmx("board", DESK).await.header("hx-redirect"), "/", "an open screen is left as a whole");
    assert_eq!(zoya.get(&format!("/o/acme{DESK}")).await.status, 404, "others find nothing, as before");
    assert_eq!(zoya.get("/reception/thane/queue").await.status, 200);

    let page = world.visitor().get(&invitation).await;
    assert!(page.text("h1").contains("closed for now") && page.count("#password") == 0, "{}", page.html);

    let page = devika.submit(&format!("{there}/suspension/removal"), &[]).await;
    assert!(page.text("#notice").contains("open again"), "{}", page.html);
    assert_eq!(page.texts("#deeds tbody tr:first-child td")[1], "Opened again");
    assert_eq!(ria.get(DESK).await.status, 200, "with the session that she had");
}

#[actix_web::test]
async fn a_suspension_has_a_reason_and_happens_once() {
    let world = World::open().await;
    let devika = world.sign_in("devika").await;
    let there = format!("/platform/organisations/{}", acme(&world).await);
    let page = devika.post(&format!("{there}/suspension"), &[("reason", "  ")]).await;
    assert_eq!((page.status, page.count("#reason-error")), (422, 1));
    let page = devika.submit(&format!("{there}/suspension/removal"), &[]).await;
    assert!(page.text("#notice").contains("Nothing was done"));
    for words in ["refused from now on", "Nothing was done"] {
        let page = devika.submit(&format!("{there}/suspension"), &[("reason", "unpaid")]).await;
        assert!(page.text("#notice").contains(words), "{}", page.text("#notice"));
    }
    let page = devika.get(&there).await;
    assert_eq!(page.count("#deeds tbody tr"), 3, "asked for, opened, suspended once");
    assert_eq!(page.count("form[action$='/suspension']"), 0, "there is no button that cannot work");
}

#[actix_web::test]
async fn az_11_a_live_screen_s_stream_ends_within_seconds() {
    let world = World::open().await;
    let mut watching = world.state.live.watch("acme", ClinicId(id("andheri")));
    let mut other = world.state.live.watch("zenith", ClinicId(id("thane")));
    let devika = world.sign_in("devika").await;
    devika.post(&format!("/platform/organisations/{}/suspension", acme(&world).await), &[("reason", "unpaid")]).await;
    let ended = async { while watching.changed().await.is_ok() {} };
    timeout(Duration::from_secs(15), ended).await.expect("the stream ends");
    other.mark_unchanged();
    assert!(other.has_changed().is_ok(), "the other organisation's goes on");
    assert_eq!(world.sign_in("ria").await.get("/reception/andheri/live").await.status, 403);
}

#[actix_web::test]
async fn the_owner_of_a_suspended_organisation_is_told_how_to_reach_who_runs_the_installation() {
    let world = World::configured(|config| config.operator_contact = "help@host.test, 022 5555 0000".to_owned()).await;
    let (devika, om) = (world.sign_in("devika").await, world.sign_in("om").await);
    devika.submit(&format!("/platform/organisations/{}/suspension", acme(&world).await), &[("reason", "unpaid")]).await;
    for page in [om.get("/admin/figures").await, om.get("/doors").await] {
        let said = page.text("main");
        assert!(said.contains("help@host.test, 022 5555 0000") && !said.contains("owner"), "{said}");
    }
}

#[actix_web::test]
async fn where_nobody_said_how_they_are_reached_the_owner_is_still_not_sent_to_the_owner() {
    let world = World::open().await;
    let (devika, om) = (world.sign_in("devika").await, world.sign_in("om").await);
    devika.submit(&format!("/platform/organisations/{}/suspension", acme(&world).await), &[("reason", "unpaid")]).await;
    for page in [om.get("/admin/figures").await, om.get("/doors").await] {
        let said = page.text("main");
        assert!(said.contains("Whoever runs this installation of Swasthya can open it again") && !said.contains("owner"), "{said}");
    }
}
