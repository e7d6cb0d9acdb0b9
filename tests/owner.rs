//! The owner's screens: a menu that is whole, a refusal in sight, figures that are drawn.

use crate::day::speak;
use crate::support::chrome::{DESK, Kind, Site};
use crate::support::past::{past, wait};
use crate::support::world::id;

const LAPTOP: Kind = Kind { width: 1366, height: 768, ..DESK };
const LOW: Kind = Kind { width: 1366, height: 480, ..DESK };

#[actix_web::test]
async fn on_a_laptop_the_menu_is_whole_a_refusal_is_in_sight_and_a_month_is_drawn() {
    let site = Site::open().await;
    past(&site.world, "andheri", "dr_sen", "asha").await;
    past(&site.world, "andheri", "dr_joshi", "mohan_rao").await;
    // Names as long as they come.
    site.world.run_in_directory("UPDATE organisations SET name = 'Shri Siddhivinayak Multispeciality Clinics' WHERE slug = 'acme'");
    site.world.run_in("acme", "UPDATE profiles SET full_name = 'Venkatanarasimharaju Subrahmanyam Kulkarni' WHERE id = <om>");
    let om = site.window(LAPTOP).await;
    om.sign_in("om").await;
    for language in ["en", "hi"] {
        speak(&om, language).await;
        om.open_page("/o/acme/admin/figures/span?over=month").await;
        om.wait("#by-doctor").await;
        let cut = "const nav = document.querySelector('.topbar > nav'); return nav.scrollWidth - nav.clientWidth";
        let cut = om.run(cut, vec![]).await;
        assert!(cut.as_i64() <= Some(0), "{language}: {cut} px of the menu are cut");
        om.screenshot(&format!("office-month-{language}")).await;
        om.is_accessible().await;
    }
    om.close().await;
    let om = site.window(LOW).await;
    om.sign_in("om").await;
    wait(&site.world, "andheri", "dr_sen", "lakshmi");
    om.open_page(&format!("/o/acme/admin/clinics/{}/closing/new", id("andheri"))).await;
    om.fill("[name=reason]", "It moves").await;
    om.click("main form .actions button").await;
    om.wait("main form [role=alert][data-variant=danger]").await;
    let seen = "return new Promise(done => setTimeout(() => {
        const { top, bottom } = document.querySelector('main form [role=alert]').getBoundingClientRect();
        done(top >= 0 && bottom <= innerHeight) }, 1500))";
    assert_eq!(om.run(seen, vec![]).await, true, "why it was refused is out of sight");
    om.screenshot("closing-refused").await;
    om.close().await;
}
