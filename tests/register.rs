//! The old register, brought in through the page.

use diesel::RunQueryDsl;
use swasthya::db::Author;

use crate::support::chrome::{DESK, Kind, PHONE, Site};
use crate::support::register::{REGISTER, long, unread};

#[actix_web::test]
async fn the_old_register_comes_in_through_the_page_and_its_people_are_found() {
    let site = Site::open().await;
    let om = site.window(DESK).await;
    om.sign_in("om").await;
    om.open_page("/o/acme/admin/imports").await;
    let file = std::env::temp_dir().join(format!("swasthya-register-{}.csv", std::process::id()));
    std::fs::write(&file, REGISTER).expect("a file");
    om.choose_file("#file", &file).await;
    om.click("main form.card button").await;
    om.wait_for("#fresh", "5").await;
    om.wait_for("#reasons", "1").await;
    om.click("#progress form button").await;
    om.wait_for("#imported", "5").await;
    om.wait_for("#refused", "2").await;
    om.wait_for("#marked", "3").await;
    let _ = std::fs::remove_file(file);
    om.close().await;

    let ria = site.window(DESK).await;
    ria.sign_in("ria").await;
    for (misspelt, name) in [("Suneeta Warma", "Sunita Verma"), ("सुनीता", "Sunita Verma"), ("rawi verma", "Ravi Verma")] {
        ria.fill("#q", misspelt).await;
        ria.wait_for("#found [role=option] b", name).await;
    }
    ria.close().await;
}

#[actix_web::test]
async fn a_register_that_is_read_stopped_or_given_up_says_so_in_both_languages() {
    const GIVEN_UP: &str = "INSERT INTO due_works (kind, subject, due_at, failure, given_up_at, caused_by) \
        SELECT 'import_preview', id, NOW(6), 'cut_short', NOW(6), started_by FROM imports ORDER BY id DESC LIMIT 1";
    let site = Site::open().await;
    let om = site.world.sign_in("om").await;
    for (kind, named) in [(DESK, "desk"), (Kind { language: "hi-IN", ..PHONE }, "phone")] {
        let window = site.window(kind).await;
        window.sign_in("om").await;
        let keep = async |state: &str| {
            window.screenshot(&format!("import-{state}-{named}")).await;
            window.is_accessible().await;
        };
        let path = unread(&om, &long(100_000)).await;
        window.open_page(&path).await;
        window.wait("#preview progress").await;
        keep("reading").await;
        // The block is replaced every second: what was found by the driver may be gone when it clicks.
        window.run("document.querySelector('#stop-reading').click()", vec![]).await;
        window.wait("#unread").await;
        keep("stopped").await;
        let given_up = site.world.databases().write("acme", Author::system(), |tx| diesel::sql_query(GIVEN_UP).execute(tx.db));
        given_up.await.expect("given up");
        window.reload().await;
        window.wait("#unread").await;
        keep("given-up").await;
        let path = unread(&om, REGISTER).await;
        window.open_page(&path).await;
        window.wait("#rows").await;
        keep("read").await;
        window.close().await;
    }
}
