//! The desk by keyboard alone: the search is its command line, whatever page is open.

use fantoccini::key::Key;
use serde_json::json;

use crate::support::chrome::{DESK, Kind, Site, Window};
use crate::support::past::wait;
use crate::support::trail::traces;
use crate::support::world::id;

const DESK_AT: &str = "/o/acme/reception/andheri";

/// A desk at its board.
async fn desk(site: &Site) -> Window {
    let ria = site.window(DESK).await;
    ria.sign_in("ria").await;
    ria.open_page(&format!("{DESK_AT}/queue")).await;
    ria
}

/// Waits until a page that came by a link is there, with its scripts: nobody types before that.
async fn ready(window: &Window, end: &str) {
    for _ in 0..160 {
        let ready = window.run("return document.readyState === 'complete' && location.href.includes(arguments[0])", vec![json!(end)]).await;
        if ready == json!(true) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("waited for {end}, still on {}", window.path().await);
}

/// What stands in the search.
async fn searched(window: &Window) -> String {
    window.run("return document.querySelector('#q').value", vec![]).await.as_str().unwrap_or_default().to_owned()
}

/// The id of what has the focus.
async fn focused(window: &Window) -> String {
    window.run("return document.activeElement.id", vec![]).await.as_str().unwrap_or_default().to_owned()
}

#[actix_web::test]
async fn the_search_has_the_focus_on_every_page_and_takes_what_is_typed_anywhere() {
    let site = Site::open().await;
    let visit = wait(&site.world, "andheri", "dr_sen", "lakshmi");
    let ria = desk(&site).await;
    let record = format!("patients/{}", id("asha"));
    let card = format!("appointments/{visit}");
    for page in ["queue", "unfinished", record.as_str(), card.as_str()] {
        ria.open_page(&format!("{DESK_AT}/{page}")).await;
        ria.wait("#q:focus").await;
        ria.run("document.activeElement.blur()", vec![]).await;
        ria.keys("patil").await;
        assert_eq!(searched(&ria).await, "patil", "{page}: no letter is a command there");
        ria.run("document.querySelector('.topbar nav a').focus()", vec![]).await;
        ria.keys("sen").await;
        assert_eq!(searched(&ria).await, "sen", "{page}: it begins anew");
        assert!(ria.path().await.ends_with(page), "{page}");
    }
    ria.open_page(&format!("{DESK_AT}/patients/new")).await;
    ria.wait("#name:focus").await;
    ria.keys("Tara").await;
    assert_eq!(searched(&ria).await, "", "what is typed into a field stays there");
    ria.close().await;
}

#[actix_web::test]
async fn wcag_2_1_4_letters_are_commands_only_where_a_place_of_them_has_the_focus() {
    let site = Site::open().await;
    let visit = wait(&site.world, "andheri", "dr_sen", "lakshmi");
    let ria = desk(&site).await;
    ria.focus(&format!("#visit-{visit} a.patient")).await;
    ria.keys("?").await;
    ria.wait("dialog.keys[open]").await;
    ria.screenshot("desk-keys").await;
    ria.press(Key::Escape).await;
    ria.focus(&format!("#visit-{visit} a.patient")).await;
    ria.keys("1").await;
    assert_eq!((searched(&ria).await, focused(&ria).await), ("1".into(), "q".into()), "no digit is a command on the board");
    ria.focus(&format!("#visit-{visit} a.patient")).await;
    ria.keys("n").await;
    ria.wait_path("/patients/new").await;
    ria.run("localStorage.setItem('keys', 'off')", vec![]).await;
    ria.open_page(&format!("{DESK_AT}/queue")).await;
    ria.focus(&format!("#visit-{visit} a.patient")).await;
    ria.keys("n").await;
    assert_eq!(searched(&ria).await, "n", "switched off, they are letters");
    ria.close().await;
}

#[actix_web::test]
async fn enter_waits_for_its_own_answer_however_fast_it_comes() {
    let site = Site::open().await;
    let ria = desk(&site).await;
    // A scanner: the number on a card, with Enter at once, wherever the focus is.
    ria.open_page(&format!("{DESK_AT}/patients/{}", id("asha"))).await;
    ria.run("document.activeElement.blur()", vec![]).await;
    ria.keys(&format!("SW-000004{}", Key::Enter)).await;
    ready(&ria, &format!("patient={}", id("lakshmi"))).await;
    // One alone on a phone.
    ria.open_page(&format!("{DESK_AT}/unfinished")).await;
    ria.keys(&format!("9820011111{}", Key::Enter)).await;
    ready(&ria, &format!("patient={}", id("lakshmi"))).await;
    // A family: nobody is opened by chance, and the arrows walk it.
    ria.open_page(&format!("{DESK_AT}/payments")).await;
    ria.keys(&format!("9845012345{}", Key::Enter)).await;
    ria.wait_for("#found [aria-selected=true] b", "Asha Rao").await;
    assert!(ria.path().await.ends_with("/payments"));
    ria.screenshot("desk-found").await;
    ria.press(Key::Down).await;
    ria.press(Key::Enter).await;
    ready(&ria, &format!("patient={}", id("mohan_rao"))).await;
    // Nobody: the form to register them is one more Enter away.
    ria.keys(&format!("9000000001{}", Key::Enter)).await;
    ria.wait("#p-new[aria-selected=true]").await;
    ria.press(Key::Enter).await;
    ria.wait_path("/patients/new").await;
    // An empty search leads nowhere.
    ria.open_page(&format!("{DESK_AT}/queue")).await;
    ria.wait("#q:focus").await;
    ria.press(Key::Enter).await;
    ria.keys("r").await;
    assert!(ria.path().await.ends_with("/queue"));
    ria.close().await;
}

#[actix_web::test]
async fn arrows_and_enter_work_on_the_page_of_results_too() {
    let site = Site::open().await;
    let ria = desk(&site).await;
    ria.open_page(&format!("{DESK_AT}/searches?q=98450")).await;
    ria.wait("#q:focus").await;
    ria.wait_for("#found [aria-selected=true] b", "Asha Rao").await;
    ria.press(Key::Down).await;
    ria.wait_for("#found [aria-selected=true] b", "Mohan Rao").await;
    ria.screenshot("desk-results").await;
    ria.press(Key::Enter).await;
    ria.wait_for("#check-in h2", "Mohan Rao").await;
    assert_eq!(ria.run("return document.querySelectorAll('#q').length", vec![]).await, json!(1));
    ria.close().await;
}

/// A desk that counts the keys that it presses.
struct Counted {
    window: Window,
    keys: usize,
}

impl Counted {
    async fn press(&mut self, keys: &str) {
        self.keys += keys.chars().count();
        self.window.keys(keys).await;
    }
}

#[actix_web::test]
async fn from_a_known_phone_to_a_token_paid_and_printed_in_at_most_twelve_keys() {
    let site = Site::open().await;
    let mut desk = Counted { window: desk(&site).await, keys: 0 };
    let enter = Key::Enter.to_string();
    desk.press("12345").await;
    desk.press(&enter).await;
    // A family of three: whoever stands first is meant.
    desk.window.wait_for("#found [aria-selected=true] b", "Asha Rao").await;
    desk.press(&enter).await;
    ready(&desk.window, &format!("patient={}", id("asha"))).await;
    desk.press(&enter).await;
    ready(&desk.window, "given=").await;
    for words in ["Token 1 for Asha Rao", "Dr Anjali Sen", "Due ₹500"] {
        desk.window.wait_for("#given", words).await;
    }
    desk.window.screenshot("desk-given").await;
    desk.window.is_accessible().await;
    desk.press(&enter).await;
    ready(&desk.window, "/invoices/").await;
    desk.window.wait("#given:focus").await;
    desk.window.screenshot("desk-pay").await;
    desk.window.is_accessible().await;
    desk.press("c").await;
    desk.window.wait("#settled").await;
    ready(&desk.window, "/invoices/").await;
    desk.window.screenshot("desk-paid").await;
    desk.press("s").await;
    ready(&desk.window, "/queue").await;
    desk.window.wait("#q:focus").await;
    assert!(desk.keys <= 12, "{} keys", desk.keys);
    assert!(
        traces(&site.world).iter().any(|it| it.action == "printed" && it.details["part"] == "slip"),
        "the slip was opened to be printed"
    );
    desk.window.keys("asha").await;
    desk.window.wait_for(".here", "Paid").await;
    desk.window.close().await;
}

#[actix_web::test]
async fn enter_takes_the_cash_that_was_typed_once_and_else_nothing_however_often_it_is_pressed() {
    let site = Site::open().await;
    wait(&site.world, "andheri", "dr_sen", "lakshmi");
    let ria = desk(&site).await;
    ria.keys(&format!("11111{}", Key::Enter)).await;
    ready(&ria, "/appointments/").await;
    // Who waits is opened; their payment is one more key away.
    ria.open_page(&format!("{DESK_AT}/queue")).await;
    ria.keys("11111").await;
    ria.wait_for(".here", "Waiting").await;
    ria.screenshot("desk-here").await;
    ria.run("document.querySelector('[data-beside=pay]').click()", vec![]).await;
    ready(&ria, "/invoices/").await;
    ria.wait("#given:focus").await;
    for _ in 0..3 {
        ria.press(Key::Enter).await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
    ria.wait_for("#method-error", "Nothing was taken").await;
    ria.wait("#given:focus").await;
    ria.wait_gone("[aria-busy]").await;
    ria.fill("#amount", "200").await;
    ria.press(Key::Enter).await;
    ria.wait_for("#upi figcaption", "₹200").await;
    ria.wait_for("#method-error", "Press c for cash").await;
    assert_eq!(ria.texts(".payments > li").await.len(), 0, "nothing is taken");
    ria.screenshot("desk-which-key").await;
    ria.fill("#given", "500").await;
    ria.wait_for("#change:not([hidden])", "₹300").await;
    ria.screenshot("desk-change").await;
    ria.keys("k").await;
    ria.wait_for("#given-error", "₹500 in cash stands here").await;
    assert_eq!(ria.texts(".payments > li").await.len(), 0, "cash is no card's");
    ria.focus("#given").await;
    ria.press(Key::Enter).await;
    ria.wait_for("#notice", "Change: ₹300").await;
    ready(&ria, "/invoices/").await;
    // The first Enter after a part payment goes back to the form; no further one takes the rest.
    for _ in 0..3 {
        ria.press(Key::Enter).await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
    ria.wait("#given:focus").await;
    assert_eq!(ria.texts(".payments > li").await.len(), 1, "nothing more is taken");
    ria.keys("u").await;
    ria.wait("#settled").await;
    assert_eq!(ria.texts(".payments .amount").await, ["₹200", "₹300"]);
    ria.close().await;
}

#[actix_web::test]
async fn a_name_that_is_typed_on_a_payment_is_searched_and_takes_no_money() {
    let site = Site::open().await;
    wait(&site.world, "andheri", "dr_sen", "lakshmi");
    let ria = desk(&site).await;
    ria.open_page(&format!("{DESK_AT}/payments")).await;
    ria.click("#invoices a.button").await;
    ready(&ria, "/invoices/").await;
    for name in ["kamla", "usha", "chandra", "asha", "ck"] {
        ria.focus("#given").await;
        ria.keys(name).await;
        assert_eq!(searched(&ria).await, name);
        tokio::time::sleep(std::time::Duration::from_millis(600)).await;
        assert_eq!((ria.texts(".payments > li").await.len(), ria.run("return given.value", vec![]).await), (0, json!("")), "{name}");
    }
    ria.close().await;
}

#[actix_web::test]
async fn escape_leaves_a_check_in_and_control_enter_opens_the_record_without_a_token() {
    let site = Site::open().await;
    let ria = desk(&site).await;
    let asha = format!("{DESK_AT}/queue?patient={}", id("asha"));
    ria.open_page(&asha).await;
    ria.wait("#check-in button:focus").await;
    ria.keys(&format!("{}{}", Key::Control, Key::Enter)).await;
    ready(&ria, &format!("/patients/{}", id("asha"))).await;
    ria.open_page(&asha).await;
    ria.wait("#check-in button:focus").await;
    ria.press(Key::Escape).await;
    ria.wait_gone("#check-in").await;
    assert!(!ria.has(".visit").await, "no token was given");
    ria.close().await;
}

#[actix_web::test]
async fn what_was_typed_into_the_search_stands_in_the_form_and_letters_choose_the_sex() {
    let site = Site::open().await;
    let ria = desk(&site).await;
    ria.keys(&format!("zeenat aman 98765 43210 34{}", Key::Enter)).await;
    ria.wait("#p-new[aria-selected=true]").await;
    ria.press(Key::Enter).await;
    ready(&ria, "/patients/new").await;
    for (field, value) in [("name", "zeenat aman"), ("phone", "98765 43210"), ("age", "34")] {
        let there = ria.run("return document.getElementById(arguments[0]).value", vec![json!(field)]).await;
        assert_eq!(there, json!(value));
    }
    ria.wait_for("[data-capitals]", "Zeenat Aman").await;
    ria.screenshot("desk-register").await;
    ria.click("[data-capitals]").await;
    assert_eq!(ria.run("return document.getElementById('name').value", vec![]).await, json!("Zeenat Aman"));
    ria.focus("[name=sex]").await;
    ria.keys("f").await;
    ria.wait("[name=sex][value=female]:checked").await;
    ria.is_accessible().await;
    // The phone turns out to be somebody's.
    ria.open_page(&format!("{DESK_AT}/patients/new")).await;
    ria.wait("[name=relation][value=self]:checked").await;
    ria.fill("#phone", "98450 12345").await;
    ria.wait_for("#on-phone", "Asha Rao").await;
    ria.wait_gone("[name=relation]:checked").await;
    ria.close().await;
}

#[actix_web::test]
async fn digits_choose_the_doctor_inside_the_form_and_nowhere_else() {
    let site = Site::open().await;
    let ria = desk(&site).await;
    ria.open_page(&format!("{DESK_AT}/queue?patient={}", id("mohan_das"))).await;
    ria.screenshot("desk-check-in").await;
    ria.keys("2").await;
    assert_eq!(searched(&ria).await, "");
    ria.press(Key::Enter).await;
    ready(&ria, "given=").await;
    ria.wait_for("#given", "Dr Vivek Joshi").await;
    ria.keys("2").await;
    assert_eq!(searched(&ria).await, "2");
    ria.close().await;
}

#[actix_web::test]
async fn the_desk_reads_well_in_hindi() {
    let site = Site::open().await;
    wait(&site.world, "andheri", "dr_sen", "lakshmi");
    let ria = site.window(Kind { language: "hi-IN", ..DESK }).await;
    ria.sign_in("ria").await;
    for (page, name) in [
        (format!("queue?patient={}", id("asha")), "check-in"),
        ("payments".into(), "payments"),
        (format!("patients/{}", id("lakshmi")), "record"),
    ] {
        ria.open_page(&format!("{DESK_AT}/{page}")).await;
        ria.screenshot(&format!("desk-{name}-hi")).await;
        ria.is_accessible().await;
    }
    ria.keys("11111").await;
    ria.wait_for(".here", "बाकी ₹500").await;
    ria.screenshot("desk-here-hi").await;
    ria.run("document.querySelector('[data-beside=pay]').click()", vec![]).await;
    ready(&ria, "/invoices/").await;
    ria.screenshot("desk-pay-hi").await;
    ria.is_accessible().await;
    ria.close().await;
}

/// Landmarks that axe finds alike, or words outside any.
const LANDMARKS: &str = "axe.run(document, { runOnly: ['landmark-unique', 'region', 'landmark-one-main'] })
                         .then(r => arguments[0](r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))))";

#[actix_web::test]
async fn every_part_of_a_page_of_the_desk_has_its_landmark_and_the_search_stands_beside_the_heading() {
    let site = Site::open().await;
    let visit = wait(&site.world, "andheri", "dr_sen", "lakshmi");
    for language in ["en-IN", "hi-IN"] {
        let ria = site.window(Kind { language, ..DESK }).await;
        ria.sign_in("ria").await;
        for page in ["queue".to_owned(), "payments".into(), format!("appointments/{visit}"), format!("appointments/{visit}/slip")] {
            ria.open_page(&format!("{DESK_AT}/{page}")).await;
            ria.screenshot(&format!("desk-{}-{language}", page.replace(&visit.to_string(), "visit").replace('/', "-"))).await;
            ria.is_accessible().await;
            assert_eq!(ria.run_async(LANDMARKS).await, json!([]), "{page}");
        }
        ria.open_page(&format!("{DESK_AT}/queue")).await;
        let level = "const [a, b] = ['h1', '#q'].map(it => document.querySelector(it).getBoundingClientRect());
                     return a.top < b.bottom && b.top < a.bottom && a.right < b.left";
        assert_eq!(ria.run(level, vec![]).await, json!(true), "{language}: one line for both");
        ria.close().await;
    }
}

#[actix_web::test]
async fn the_amounts_of_an_invoice_are_whole_in_any_font() {
    let site = Site::open().await;
    wait(&site.world, "andheri", "dr_sen", "lakshmi");
    site.world.run_in("acme", "UPDATE invoices SET total = 123456.50");
    let ria = desk(&site).await;
    ria.open_page(&format!("{DESK_AT}/payments")).await;
    ria.click("#invoices a.button").await;
    ready(&ria, "/invoices/").await;
    for font in ["Noto Sans", "DejaVu Sans"] {
        let set = "const s = new CSSStyleSheet(); s.replaceSync(`* { font-family: '${arguments[0]}' !important }`);
                   document.adoptedStyleSheets = [s]";
        ria.run(set, vec![json!(font)]).await;
        ria.screenshot(&format!("desk-invoice-{}", font.replace(' ', "-"))).await;
        let cut = "const pane = document.querySelector('#lines').closest('.card').getBoundingClientRect();
                   return [...document.querySelectorAll('#lines td.num')].filter(td => {
                     const range = document.createRange(); range.selectNodeContents(td);
                     return range.getBoundingClientRect().right > pane.right - 8 }).map(td => td.id || td.innerText)";
        assert_eq!(ria.run(cut, vec![]).await, json!([]), "{font}");
    }
    ria.focus("#given").await;
    ria.keys("c").await;
    ria.wait("#settled").await;
    ria.open_page(&format!("{DESK_AT}/payments")).await;
    ria.run("document.querySelector('#receipts').closest('details').open = true", vec![]).await;
    ria.screenshot("desk-payments-large").await;
    let cut = "return [...document.querySelectorAll('#takings .num, #receipts .num, #invoices .num')].filter(cell => {
                 const pane = (cell.closest('details') ?? cell.closest('.table')).getBoundingClientRect(), range = document.createRange();
                 range.selectNodeContents(cell);
                 return range.getBoundingClientRect().right > pane.right }).map(it => it.innerText)";
    assert_eq!(ria.run(cut, vec![]).await, json!([]), "the takings beside the bills");
    ria.close().await;
}

#[actix_web::test]
async fn a_long_name_pushes_no_amount_away_and_the_day_can_be_typed() {
    let site = Site::open().await;
    let long = format!("UPDATE profiles SET full_name = '{}' WHERE id = <lakshmi>", "Venkatanarasimharajuvaripeta".repeat(4));
    site.world.run_in("acme", &long);
    wait(&site.world, "andheri", "dr_sen", "lakshmi");
    let ria = desk(&site).await;
    ria.open_page(&format!("{DESK_AT}/payments")).await;
    ria.screenshot("desk-payments-long").await;
    let seen = "const box = document.querySelector('#invoices a.button').getBoundingClientRect();
                const pane = document.querySelector('#invoices').closest('.table').getBoundingClientRect();
                return box.right <= pane.right + 1";
    assert_eq!(ria.run(seen, vec![]).await, json!(true), "the way to the payment is in sight");
    ria.focus("#on").await;
    ria.keys("11").await;
    assert_eq!(focused(&ria).await, "on", "the first digits ask for nothing");
    assert!(ria.path().await.ends_with("/payments"));
    ria.close().await;
}
