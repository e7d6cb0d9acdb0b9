//! The papers that people carry home, printed by Chromium in both languages and in the fonts of most machines: sheets counted, words read
//! back.

use crate::day::speak;
use crate::support::chrome::{DESK, Site};
use crate::support::past::wait;
use crate::support::printer::FONTS;

const DESK_AT: &str = "/o/acme/reception/andheri";

#[actix_web::test]
async fn a_slip_is_one_piece_of_a_roll() {
    let site = Site::open().await;
    let visit = wait(&site.world, "andheri", "dr_sen", "asha");
    let ria = site.window(DESK).await;
    ria.sign_in("ria").await;
    for language in ["en", "hi"] {
        speak(&ria, language).await;
        for (font, letters) in FONTS {
            ria.open_page(&format!("{DESK_AT}/appointments/{visit}/slip")).await;
            ria.write_in(letters).await;
            let slip = ria.print(&format!("slip-{language}-{font}")).await;
            assert_eq!((slip.sheets.len(), slip.size.0), (1, 80), "{language} {font}: {:?}", slip.sheets);
            assert!(slip.text().contains("Asha Rao"), "{}", slip.text());
        }
    }
    ria.close().await;
}
