//! A clinic's day, from the first patient to the last receipt.

use crate::support::chrome::{DESK, Site};

#[actix_web::test]
async fn a_receptionist_signs_in_by_keyboard() {
    let site = Site::open().await;
    let ria = site.window(DESK).await;
    ria.sign_in("ria").await;
    ria.wait_path("/reception/andheri/queue").await;
    ria.close().await;
}
