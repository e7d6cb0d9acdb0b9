//! A doctor's week in a real browser: hours by keyboard, by mouse and by a plain form.

use fantoccini::key::Key;

use crate::support::chrome::{DESK, Kind, PHONE, Site, TABLET, Window};
use crate::support::world::id;

fn week() -> String {
    format!("/o/acme/reception/andheri/schedules/{}", id("dr_sen"))
}

/// The half hour of a day of the week on the grid.
fn cell(weekday: u32, at: &str) -> String {
    format!("[role=gridcell][data-day='{weekday}'][data-at='{at}']")
}

async fn value(window: &Window, field: &str) -> String {
    let value = window.run("return document.querySelector(`[name=${arguments[0]}]`).value", vec![field.into()]).await;
    value.as_str().unwrap_or_default().to_owned()
}

#[actix_web::test]
async fn hours_are_set_by_keyboard_and_by_mouse_on_the_grid_of_the_week() {
    let site = Site::open().await;
    let desk = site.window(DESK).await;
    desk.sign_in("mira").await;
    desk.open_page(&week()).await;
    // Monday nine to eleven, and Tuesday with it.
    desk.focus(&cell(1, "09:00")).await;
    desk.keys(" ").await;
    for key in [Key::Down, Key::Down, Key::Down, Key::Right] {
        desk.keys(&format!("{}{key}", Key::Shift)).await;
    }
    assert_eq!((value(&desk, "starts").await, value(&desk, "ends").await), ("09:00".into(), "11:00".into()));
    desk.press(Key::Enter).await;
    desk.press(Key::Enter).await;
    desk.wait_for("#notice", "The hours are added").await;
    assert_eq!(desk.texts("#week .hours h3").await, ["9:00 am – 11:00 am", "9:00 am – 11:00 am"]);
    // Thursday afternoon, with the mouse.
    desk.drag(&cell(4, "14:00"), &cell(4, "16:30")).await;
    assert_eq!((value(&desk, "starts").await, value(&desk, "ends").await), ("14:00".into(), "17:00".into()));
    desk.click("#hours .actions button").await;
    desk.wait_for("#week", "2:00 pm – 5:00 pm").await;
    assert_eq!(desk.texts("#week .hours h3").await.len(), 3);
    desk.is_accessible().await;
    desk.close().await;
}

#[actix_web::test]
async fn without_a_script_the_week_is_a_plain_form() {
    let site = Site::open().await;
    let desk = site.window(Kind { javascript: false, ..DESK }).await;
    desk.sign_in("mira").await;
    desk.open_page(&week()).await;
    assert!(!desk.has("[data-week-grid]:not([hidden])").await);
    desk.click("input[name=weekdays][value='2']").await;
    for (field, digits) in [("starts", "0900AM"), ("ends", "0100PM")] {
        desk.wait(&format!("#{field}")).await.send_keys(digits).await.expect(field);
    }
    desk.click("#hours .actions button").await;
    desk.wait_for("#week", "9:00 am – 1:00 pm").await;
    desk.close().await;
}

#[actix_web::test]
async fn the_pages_of_schedules_are_accessible_in_both_languages_at_each_size() {
    let site = Site::open().await;
    let mira = site.world.sign_in("mira").await;
    let mornings =
        [("repeat", "weekly"), ("starts", "09:00"), ("ends", "13:00"), ("minutes", "15"), ("capacity", "1"), ("mode", "in_person")];
    let mut fields = mornings.to_vec();
    fields.extend(["1", "2", "4", "6"].map(|it| ("weekdays", it)));
    fields.push(("from", "2027-01-01"));
    mira.submit(&format!("/reception/andheri/schedules/{}/hours", id("dr_sen")), &fields).await;
    mira.submit(&format!("/reception/andheri/schedules/{}/leave", id("dr_sen")), &[("leave_from", "2027-01-05"), ("reason", "Conference")])
        .await;
    mira.submit("/reception/andheri/holidays", &[("holiday_from", "2027-01-26"), ("reason", "Republic Day")]).await;
    let about = format!("people/{}/about", id("dr_sen"));
    let own = format!("schedules/{}", id("dr_sen"));
    let mut flaws = Vec::new();
    for (kind, size) in [(DESK, "desk"), (TABLET, "tablet"), (PHONE, "phone")] {
        let window = site.window(kind).await;
        for language in ["en", "hi"] {
            crate::day::speak(&window, language).await;
            for (who, base, pages) in [
                ("mira", "/o/acme/reception/andheri", vec!["schedules", own.as_str()]),
                ("dr_sen", "/o/acme/doctor/andheri", vec![own.as_str(), about.as_str()]),
                ("om", "/o/acme/admin", vec!["clinics/andheri/schedules", about.as_str()]),
            ] {
                window.sign_in(who).await;
                for (number, page) in pages.iter().enumerate() {
                    window.open_page(&format!("{base}/{page}")).await;
                    flaws.extend(window.flaws().await);
                    window.screenshot(&format!("plans-{who}-{number}-{size}-{language}")).await;
                    window.run("(document.querySelector('#hours, #holidays, form.card')).scrollIntoView()", vec![]).await;
                    window.screenshot(&format!("plans-{who}-{number}-{size}-{language}-below")).await;
                }
            }
            window.sign_out().await;
        }
        window.close().await;
    }
    assert!(flaws.is_empty(), "{flaws:#?}");
}
