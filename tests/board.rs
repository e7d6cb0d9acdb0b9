//! The board by keyboard alone, and what its cards show.

use fantoccini::key::Key;
use serde_json::json;
use swasthya::db::ids::AppointmentId;

use crate::support::chrome::{DESK, Kind, Site, Window};
use crate::support::past::wait;

const BOARD: &str = "/o/acme/reception/andheri/queue";

/// Three wait for one doctor, and one for another.
struct Waiting {
    lakshmi: AppointmentId,
    asha: AppointmentId,
    das: AppointmentId,
    rao: AppointmentId,
}

fn three_and_one(site: &Site) -> Waiting {
    let [lakshmi, asha, das] = ["lakshmi", "asha", "mohan_das"].map(|it| wait(&site.world, "andheri", "dr_sen", it));
    Waiting { lakshmi, asha, das, rao: wait(&site.world, "andheri", "dr_joshi", "mohan_rao") }
}

async fn desk(site: &Site) -> Window {
    let ria = site.window(DESK).await;
    ria.sign_in("ria").await;
    ria.open_page(BOARD).await;
    ria.wait("#q:focus").await;
    ria
}

/// The card that has the focus.
async fn focused(window: &Window) -> String {
    let card = "return document.activeElement.closest('[data-card]')?.id.slice(6) ?? document.activeElement.dataset.key ?? document.activeElement.dataset.undoKey ?? ''";
    window.run(card, vec![]).await.as_str().unwrap_or_default().to_owned()
}

/// Waits until the visit stands so on the board.
async fn stands(window: &Window, visit: AppointmentId, status: &str) {
    window.wait(&format!("#visit-{visit}[data-status={status}]")).await;
}

#[actix_web::test]
async fn a_patient_is_called_brought_in_and_finished_in_four_keys() {
    let site = Site::open().await;
    let on = three_and_one(&site);
    let ria = desk(&site).await;
    ria.press(Key::Down).await;
    assert_eq!(focused(&ria).await, on.lakshmi.to_string());
    for (key, status) in [("c", "called"), ("i", "in_consultation")] {
        ria.keys(key).await;
        stands(&ria, on.lakshmi, status).await;
        assert_eq!(focused(&ria).await, on.lakshmi.to_string(), "{status}");
    }
    // Pressed twice, a key does nothing, and begins no search.
    ria.keys("i").await;
    assert_eq!(focused(&ria).await, on.lakshmi.to_string());
    ria.screenshot("board-keys-in").await;
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    ria.keys("d").await;
    stands(&ria, on.lakshmi, "completed").await;
    ria.wait_for("#notice", "done").await;
    assert_eq!(focused(&ria).await, on.asha.to_string(), "whoever waits next has the focus; u takes it back still");
    ria.screenshot("board-keys-done").await;
    ria.keys("u").await;
    stands(&ria, on.lakshmi, "in_consultation").await;
    ria.wait(&format!("#visit-{} .patient:focus", on.lakshmi)).await;
    ria.close().await;
}

#[actix_web::test]
async fn after_a_skip_the_next_one_has_the_focus_and_keeps_it_while_others_come() {
    let site = Site::open().await;
    let on = three_and_one(&site);
    let ria = desk(&site).await;
    ria.press(Key::Down).await;
    ria.keys("s").await;
    stands(&ria, on.lakshmi, "skipped").await;
    assert_eq!(focused(&ria).await, on.asha.to_string(), "whoever waits next");
    wait(&site.world, "andheri", "dr_sen", "kabir");
    ria.wait_for("#board .patient", "Kabir").await;
    assert_eq!(focused(&ria).await, on.asha.to_string(), "somebody came");
    ria.focus(&format!("#visit-{} .patient", on.lakshmi)).await;
    ria.keys("r").await;
    stands(&ria, on.lakshmi, "waiting").await;
    ria.wait_for("#notice", "recalled").await;
    assert_eq!(focused(&ria).await, on.lakshmi.to_string());
    // By its button, which is gone then.
    ria.focus(&format!("#visit-{} [data-key=c]", on.asha)).await;
    ria.press(Key::Enter).await;
    stands(&ria, on.asha, "called").await;
    ria.run_async("requestAnimationFrame(() => arguments[0]())").await;
    assert_eq!(focused(&ria).await, on.asha.to_string());
    assert_eq!(ria.run("return document.activeElement.className", vec![]).await, json!("patient"), "no second Enter brings her in");
    ria.close().await;
}

#[actix_web::test]
async fn arrows_walk_the_columns_and_letters_open_the_visit_and_its_bill() {
    let site = Site::open().await;
    let on = three_and_one(&site);
    let ria = desk(&site).await;
    let enter = [
        (Key::Down, on.lakshmi),
        (Key::Down, on.asha),
        (Key::Down, on.das),
        (Key::Down, on.das),
        (Key::Right, on.rao),
        (Key::Right, on.rao),
        (Key::Left, on.lakshmi),
    ];
    for (key, visit) in enter {
        ria.press(key).await;
        assert_eq!(focused(&ria).await, visit.to_string());
    }
    ria.press(Key::Escape).await;
    ria.wait("#q:focus").await;
    ria.press(Key::Down).await;
    ria.keys("p").await;
    ria.wait("#amount").await;
    // Back on the board, the first arrow leads to whoever is first.
    ria.open_page(BOARD).await;
    ria.wait("#q:focus").await;
    ria.press(Key::Down).await;
    ria.press(Key::Down).await;
    ria.keys("p").await;
    ria.wait("#amount").await;
    ria.open_page(BOARD).await;
    ria.wait("#q:focus").await;
    ria.press(Key::Down).await;
    assert_eq!(focused(&ria).await, on.lakshmi.to_string());
    ria.keys("m").await;
    ria.wait("#move:focus").await;
    ria.screenshot("visit-move").await;
    ria.keys("1").await;
    ria.press(Key::Enter).await;
    ria.wait_for("#notice", "Lakshmi Iyer is moved").await;
    ria.close().await;
}

/// What is typed at a card or a field as a keyboard of another script sends it: each sign with the place of its key.
const TYPE_BY_PLACE: &str = "
  for (const [key, code] of arguments[0]) {
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }));
  }";

#[actix_web::test]
async fn a_word_that_is_typed_at_a_card_is_searched_and_a_letter_alone_is_a_command_in_any_script() {
    let site = Site::open().await;
    let on = three_and_one(&site);
    let ria = desk(&site).await;
    let searched = "return document.querySelector('#q').value";
    for name in ["das", "irfan", "chandra", "sc"] {
        ria.focus(&format!("#visit-{} .patient", on.lakshmi)).await;
        ria.keys(name).await;
        assert_eq!(ria.run(searched, vec![]).await, json!(name));
        tokio::time::sleep(std::time::Duration::from_millis(600)).await;
        stands(&ria, on.lakshmi, "waiting").await;
    }
    ria.focus(&format!("#visit-{} .patient", on.lakshmi)).await;
    ria.run(TYPE_BY_PLACE, vec![json!([["म", "KeyC"], ["ा", "KeyE"]])]).await;
    assert_eq!(ria.run(searched, vec![]).await, json!("मा"), "what is typed is what appears");
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    stands(&ria, on.lakshmi, "waiting").await;
    ria.focus(&format!("#visit-{} .patient", on.lakshmi)).await;
    ria.run(TYPE_BY_PLACE, vec![json!([["म", "KeyC"]])]).await;
    stands(&ria, on.lakshmi, "called").await;
    ria.close().await;
}

#[actix_web::test]
async fn after_a_press_of_the_mouse_the_search_has_the_focus_and_help_opens_from_it() {
    let site = Site::open().await;
    let on = three_and_one(&site);
    let ria = desk(&site).await;
    ria.click(&format!("#visit-{} [data-key=c]", on.asha)).await;
    stands(&ria, on.asha, "called").await;
    ria.wait("#q:focus").await;
    ria.keys("?").await;
    ria.wait("dialog.keys[open]").await;
    ria.press(Key::Escape).await;
    ria.wait("#q:focus").await;
    assert_eq!(ria.run("return document.querySelector('#q').value", vec![]).await, json!(""));
    ria.keys("a?").await;
    assert_eq!(ria.run("return document.querySelector('#q').value", vec![]).await, json!("a?"), "within a word it is a sign");
    ria.close().await;
}

#[actix_web::test]
async fn two_with_the_doctor_at_once_are_asked_about() {
    let site = Site::open().await;
    let on = three_and_one(&site);
    let ria = desk(&site).await;
    ria.press(Key::Down).await;
    ria.keys("i").await;
    stands(&ria, on.lakshmi, "in_consultation").await;
    ria.press(Key::Down).await;
    ria.keys("i").await;
    ria.wait_for("dialog[open]", "Lakshmi Iyer is with Dr Anjali Sen still").await;
    ria.press(Key::Escape).await;
    stands(&ria, on.asha, "waiting").await;
    // Taken back without having been called, they wait again.
    ria.focus(&format!("#visit-{} .patient", on.lakshmi)).await;
    ria.keys("u").await;
    stands(&ria, on.lakshmi, "waiting").await;
    ria.close().await;
}

#[actix_web::test]
async fn the_list_of_those_who_are_found_is_wide_enough_to_read() {
    let site = Site::open().await;
    three_and_one(&site);
    for language in ["en-IN", "hi-IN"] {
        let ria = site.window(Kind { language, ..DESK }).await;
        ria.sign_in("ria").await;
        ria.open_page(BOARD).await;
        let narrow = "const s = new CSSStyleSheet(); s.replaceSync('.page-head > .finder { flex: 0 0 22rem !important }');
                      document.adoptedStyleSheets = [s]";
        ria.run(narrow, vec![]).await;
        ria.keys("98450").await;
        ria.wait("#found [aria-selected=true]").await;
        ria.screenshot(&format!("board-found-{language}")).await;
        let wide = "const box = document.querySelector('#found').getBoundingClientRect();
                    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
                    return [box.width >= 40 * rem, box.right <= innerWidth,
                            [...document.querySelectorAll('#found .hit')].every(it => it.offsetHeight <= 5 * rem)]";
        assert_eq!(ria.run(wide, vec![]).await, json!([true, true, true]), "{language}");
        ria.is_accessible().await;
        ria.close().await;
    }
}

/// What of a card lies under its buttons, is cut, or leaves it.
const HIDDEN: &str = "
  const hidden = [];
  for (const card of document.querySelectorAll('.visit')) {
    if (!card.checkVisibility()) continue;
    const outer = card.getBoundingClientRect(), acts = card.querySelector('.actions').getBoundingClientRect();
    for (const part of card.querySelectorAll('.token, .patient, .about, .status, .wait, .bill, .actions')) {
      const box = part.getBoundingClientRect();
      const under = !part.matches('.actions') && box.right > acts.left + 1 && box.left < acts.right - 1
                    && box.bottom > acts.top + 1 && box.top < acts.bottom - 1;
      const out = box.left < outer.left - 1 || box.right > outer.right + 1 || part.scrollWidth > part.clientWidth + 1 && part.clientWidth;
      if (under || out) hidden.push(`${part.className}: ${part.innerText}`);
    }
  }
  return hidden";

#[actix_web::test]
async fn nothing_of_a_card_is_hidden_in_the_narrowest_column() {
    let site = Site::open().await;
    let on = three_and_one(&site);
    let urgent = format!(
        "UPDATE appointments SET priority = 'emergency' WHERE id = UNHEX(REPLACE('{}', '-', ''));
         UPDATE profiles SET full_name = 'Venkatanarasimharajuvaripeta Subramaniam' WHERE id = <asha>",
        on.asha
    );
    site.world.run_in("acme", &urgent);
    for language in ["en-IN", "hi-IN"] {
        let ria = site.window(Kind { language, ..DESK }).await;
        ria.sign_in("ria").await;
        ria.open_page(BOARD).await;
        for (visit, keys) in [(on.lakshmi, "csr"), (on.das, "s"), (on.rao, "c")] {
            for key in keys.chars() {
                ria.run(
                    "document.querySelector(`#visit-${arguments[0]} [data-key=${arguments[1]}]`)?.click()",
                    vec![json!(visit.to_string()), json!(key.to_string())],
                )
                .await;
                tokio::time::sleep(std::time::Duration::from_millis(400)).await;
            }
        }
        let narrow = "const s = new CSSStyleSheet(); s.replaceSync('.board { grid-auto-columns: 18.25rem !important }');
                      document.adoptedStyleSheets = [s]";
        ria.run(narrow, vec![]).await;
        ria.screenshot(&format!("board-narrow-{language}")).await;
        assert_eq!(ria.run(HIDDEN, vec![]).await, json!([]), "{language}");
        ria.is_accessible().await;
        ria.close().await;
    }
}

#[actix_web::test]
async fn wcag_2_2_1_a_notice_leaves_by_itself_but_not_under_the_hand_and_stays_in_the_day_s_list() {
    let site = Site::open().await;
    let on = three_and_one(&site);
    let ria = desk(&site).await;
    let place = "return Math.round(document.querySelector('#board').getBoundingClientRect().top)";
    let before = ria.run(place, vec![]).await;
    ria.press(Key::Down).await;
    ria.keys("c").await;
    ria.wait_for("#notice", "Token 1 called: Lakshmi Iyer, Dr Anjali Sen.").await;
    assert_eq!(ria.run(place, vec![]).await, before, "nothing moves under the hands");
    let soon = "document.querySelector('[data-said]').dataset.said = 1";
    assert_eq!(ria.run("return document.querySelector('[data-said]').dataset.said", vec![]).await, json!("30"));
    ria.focus("#notice [data-undo-key]").await;
    ria.run(soon, vec![]).await;
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    assert!(ria.has("#notice .notice").await, "not while the focus is in it");
    ria.focus(&format!("#visit-{} .patient", on.lakshmi)).await;
    ria.wait_gone("#notice .notice").await;
    // On another page, after another one, it can still be read and taken back.
    ria.keys("s").await;
    ria.wait_for("#notice", "skipped").await;
    ria.click("[data-unsaid]").await;
    ria.wait_gone("#notice .notice").await;
    ria.open_page("/o/acme/reception/andheri/payments").await;
    ria.click(".notices summary").await;
    ria.wait_for(".notices li:first-of-type", "skipped").await;
    ria.wait_for(".notices li", "Token 1 called").await;
    ria.screenshot("notices").await;
    ria.is_accessible().await;
    ria.click(".notices li:first-of-type form button").await;
    ria.wait_for("#notice", "stands as before").await;
    stands(&ria, on.lakshmi, "called").await;
    ria.run("document.querySelector('[action=\"/sign-out\"]').requestSubmit()", vec![]).await;
    ria.wait_path("/sign-in").await;
    assert_eq!(ria.run("return sessionStorage.getItem('notices')", vec![]).await, json!(null), "whoever comes next reads none of it");
    ria.close().await;
}

/// What of the board lies under the notice, when the page is at its end; and whether the end of the notice itself is in the window.
const UNDER: &str = "
  scrollTo(0, document.documentElement.scrollHeight);
  const notice = document.querySelector('#notice .notice').getBoundingClientRect(), under = [];
  if (notice.bottom > innerHeight + 1 || notice.left < 0 || notice.right > innerWidth + 1) under.push('the notice leaves the window');
  for (const part of document.querySelectorAll('.finder, .days, h1, .board, .sitting, .visit, .topbar, .topbar nav a')) {
    const box = part.getBoundingClientRect();
    if (box.right > notice.left + 1 && box.left < notice.right - 1 && box.bottom > notice.top + 1 && box.top < notice.bottom - 1
        && part.checkVisibility() && !part.closest('.lists')) under.push(part.className || part.localName);
  }
  scrollTo(0, 0);
  for (const part of document.querySelectorAll('.finder, .days')) {
    const box = part.getBoundingClientRect();
    if (box.bottom > notice.top + 1 && box.top < notice.bottom - 1) under.push(`at the top: ${part.className}`);
  }
  return under";

#[actix_web::test]
async fn a_notice_covers_neither_the_search_nor_the_day_nor_what_waits() {
    let site = Site::open().await;
    let on = three_and_one(&site);
    for (width, height, language) in [(1280, 800, "en-IN"), (1280, 800, "hi-IN"), (820, 1180, "en-IN"), (390, 844, "hi-IN")] {
        let ria = site.window(Kind { width, height, language, ..DESK }).await;
        ria.sign_in("ria").await;
        ria.open_page(BOARD).await;
        ria.focus(&format!("#visit-{} .patient", on.lakshmi)).await;
        ria.keys(if language == "hi-IN" { "s" } else { "c" }).await;
        ria.wait("#notice .notice").await;
        ria.screenshot(&format!("notice-{width}-{language}")).await;
        assert_eq!(ria.run(UNDER, vec![]).await, json!([]), "{width} {language}");
        ria.is_accessible().await;
        ria.keys("u").await;
        ria.wait_for("#notice", if language == "hi-IN" { "पहले जैसा हो गया" } else { "stands as before" }).await;
        ria.close().await;
    }
}

#[actix_web::test]
async fn leaving_with_money_paid_asks_at_once_and_leads_to_giving_it_back() {
    let site = Site::open().await;
    let on = three_and_one(&site);
    for language in ["en-IN", "hi-IN"] {
        let ria = site.window(Kind { language, ..DESK }).await;
        ria.sign_in("ria").await;
        if language == "en-IN" {
            ria.open_page(&format!("/o/acme/reception/andheri/appointments/{}", on.lakshmi)).await;
            ria.click("main .badge[data-key=p]").await;
            ria.wait("#given:focus").await;
            ria.keys("c").await;
            ria.wait("#settled").await;
        }
        ria.open_page(&format!("/o/acme/reception/andheri/appointments/{}", on.lakshmi)).await;
        ria.screenshot(&format!("visit-{language}")).await;
        ria.is_accessible().await;
        if language == "en-IN" {
            ria.click("[name=money][value=back]").await;
            ria.fill("#reason", "Went home").await;
            ria.press(Key::Enter).await;
            ria.click("dialog[open] button:last-of-type").await;
            ria.wait("#settling").await;
            ria.wait_for("#notice", "Give back ₹500").await;
        }
        ria.open_page("/o/acme/reception/andheri/payments").await;
        ria.screenshot(&format!("payments-held-{language}")).await;
        ria.is_accessible().await;
        ria.close().await;
    }
}
