//! The old register, brought in through the page.

use crate::support::chrome::{DESK, Site};
use crate::support::register::REGISTER;

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
