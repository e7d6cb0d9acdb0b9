//! The operator's floor in a real browser: an organisation is made before the operator's eyes, a door is closed while people are
//! inside, and every page at three sizes in both languages.

use diesel::connection::SimpleConnection;
use swasthya::db::Author;

use crate::day::{look, speak};
use crate::support::chrome::{DESK, Kind, PHONE, Site, TABLET, Window};

const SEHAT: [(&str, &str); 5] = [
    ("name", "Sehat Clinics, Nashik"),
    ("slug", "sehat"),
    ("clinic", "Sehat Clinic, College Road"),
    ("owner_name", "Rekha Deshmukh"),
    ("owner_email", "rekha@sehat.test"),
];

async fn ask_for_sehat(devika: &Window) {
    devika.sign_in("devika").await;
    devika.wait_path("/platform").await;
    devika.click(".page-head a.button").await;
    for (field, text) in SEHAT {
        devika.fill(&format!("#{field}"), text).await;
    }
    devika.click("main form.card .actions button").await;
    devika.wait("#progress").await;
}

#[actix_web::test]
async fn an_organisation_is_made_before_the_operator_s_eyes_and_closed_while_people_are_inside() {
    let site = Site::open().await;
    let (devika, ria) = (site.window(DESK).await, site.window(DESK).await);
    ask_for_sehat(&devika).await;
    devika.wait_for("#facts", "Up to date").await;
    assert!(site.world.link_to("rekha@sehat.test").await.starts_with("/invitations/"));
    devika.is_accessible().await;

    ria.sign_in("ria").await;
    ria.wait("#board").await;
    devika.open_page("/platform?q=acme").await;
    devika.click("#organisations tbody a").await;
    devika.fill("#reason", "Three invoices unpaid").await;
    devika.click("form[action$='/suspension'] button").await;
    devika.click("dialog[open] button:last-of-type").await;
    devika.wait_for("#notice", "Acme Clinics").await;
    // Her screen says so by itself: the stream ends, and the page that it then asks for is closed.
    ria.wait_for("main h1", "Acme Clinics is closed for now").await;
    ria.is_accessible().await;
    devika.click("form[action$='/suspension/removal'] button").await;
    devika.wait("form[action$='/suspension']").await;
    ria.open_page("/o/acme/reception/andheri/queue").await;
    ria.wait("#board").await;
    for window in [devika, ria] {
        window.close().await;
    }
}

#[actix_web::test]
async fn without_javascript_the_making_is_followed_by_loading_the_page_again() {
    let site = Site::open().await;
    let devika = site.window(Kind { javascript: false, ..DESK }).await;
    ask_for_sehat(&devika).await;
    devika.see("#facts", "Up to date").await;
    devika.close().await;
}

#[actix_web::test]
async fn every_page_of_the_operator_is_accessible_in_both_languages_at_three_sizes() {
    let site = Site::open().await;
    let states =
        "UPDATE database_states SET step = '202611200030' WHERE organisation_id = (SELECT id FROM organisations WHERE slug = 'zenith');
        INSERT INTO organisations (id, name, slug, status, server) VALUES
          (LEFT(UNHEX(SHA2('1', 256)), 16), 'Lifeline Polyclinic and Diagnostics, Aurangabad', 'lifeline', 'suspended', 'pune'),
          (LEFT(UNHEX(SHA2('2', 256)), 16), 'Sehat Clinics, Nashik', 'sehat', 'creating', 'default');
        INSERT INTO creations (organisation_id, clinic, owner_name, owner_email, asked_by, stage, steps_done, failure) VALUES
          (LEFT(UNHEX(SHA2('2', 256)), 16), 'Sehat', 'Rekha Deshmukh', 'rekha@sehat.test', LEFT(UNHEX(SHA2('0', 256)), 16), 'database', 12,
           'Can''t connect to server on ''10.0.0.7'' (110)');
        INSERT INTO database_states (organisation_id, failure, migrated_at) VALUES
          (LEFT(UNHEX(SHA2('1', 256)), 16), '202611200034: Row size too large', '2026-11-20 06:30:00')";
    site.world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(states)).await.expect("some states");
    let world = &site.world;
    let devika = world.sign_in("devika").await;
    let acme = devika.get("/platform?q=acme").await.attributes("#organisations tbody a", "href").remove(0);
    let lifeline = devika.get("/platform?q=lifeline").await.attributes("#organisations tbody a", "href").remove(0);
    let sehat = devika.get("/platform?q=sehat").await.attributes("#organisations tbody a", "href").remove(0);
    devika.post(&format!("{acme}/count"), &[]).await;
    let pages = ["/platform", "/platform?q=nobody", "/platform/organisations/new", &acme, &lifeline, &sehat];
    let mut flaws = Vec::new();
    for (kind, size) in [(DESK, "desk"), (TABLET, "tablet"), (PHONE, "phone")] {
        let window = site.window(kind).await;
        for language in ["en", "hi"] {
            speak(&window, language).await;
            window.sign_in("devika").await;
            for page in pages {
                flaws.extend(look(&window, page, &format!("devika-{size}-{language}")).await);
            }
            window.sign_out().await;
        }
        window.close().await;
    }
    assert!(flaws.is_empty(), "{flaws:#?}");
}
