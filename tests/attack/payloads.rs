//! What somebody types who wants something else than to fill in a form: into every field of every form, and what came through.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use actix_web::http::header::CONTENT_TYPE;
use actix_web::test::TestRequest;

use super::look::{Found, Standing, filled};
use super::report::Report;
use super::target::Target;
use super::things::{Ids, things};
use crate::fuzz::forms::forms_of;
use crate::fuzz::values::encoded;
use crate::support::registers::Chance;
use crate::support::{Browser, Page};

/// Stands in the markup of a page only if a payload became markup.
const MARKUP: &str = "[data-attack], [onerror], [href^='javascript:'], [action^='javascript:'], script:not([src])";

/// The payloads. What carries a mark would be an element or an attribute where it came through.
const PAYLOADS: [&str; 30] = [
    "\"><script data-attack>alert(1)</script>",
    "'><img src=x onerror=alert(1) data-attack>",
    "</textarea></title></style></script><b data-attack>x</b>",
    "\" data-attack=\"1",
    "' data-attack='1' x='",
    "x data-attack=1 onfocus=alert(1) autofocus",
    "javascript:alert('data-attack')",
    "data-attack\r\nX-Attack: yes\r\n\r\n<b data-attack>",
    "{{77777*77777}}${77777*77777}#{77777*77777}<%= 77777*77777 %>{%77777*77777%}data-attack",
    "'; DROP TABLE patients; -- data-attack",
    "1' OR '1'='1' UNION SELECT password_hash FROM users -- ",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "\u{202e}\u{2066}data-attack\u{200b}\u{200d}\u{feff}a\u{301}\u{301}\u{301}",
    "data\0-attack",
    "-1",
    "NaN",
    "1e400",
    "99999999999999999999999999999999",
    "-0001-01-01",
    "-262143-01-01",
    "9999-12-31",
    "＝1+1＋२ data-attack",
    "=HYPERLINK(\"http://evil.example\",\"data-attack\")",
    "😀👨‍👩‍👧🏥 data-attack",
    "हिन्दी में कुछ शब्द data-attack",
    "00000000-0000-0000-0000-000000000000",
    "[object Object]",
    "{\"$gt\":\"\"}",
    "//evil.example/%2e%2e",
];

/// An answer that takes longer, twice, is slow.
const SLOW: Duration = Duration::from_secs(1);

/// How a field's value is written into the body, beside its own.
#[derive(Clone, Copy)]
enum Shape {
    Instead(&'static str),
    /// As bytes that are no UTF-8.
    Raw(&'static str),
    /// A million letters.
    Long,
    Twice,
    List,
    Missing,
}

fn shapes() -> Vec<Shape> {
    let more = [Shape::Raw("%ff%fe%c0%ae"), Shape::Raw("%00%0a%0d"), Shape::Long, Shape::Twice, Shape::List, Shape::Missing];
    PAYLOADS.map(Shape::Instead).into_iter().chain(more).collect()
}

/// What somebody has sent, and what came of it.
#[derive(Default)]
struct Tally {
    requests: usize,
    fields: usize,
    taken: usize,
    crawled: usize,
    /// Pages that show a payload as the text that it is.
    shown: usize,
    slowest: Duration,
    slow: Vec<String>,
    /// What went wrong, by what it was.
    markup: BTreeMap<String, String>,
    faults: BTreeMap<String, String>,
}

impl Tally {
    /// Looks for what should not be there.
    fn look(&mut self, page: &Page, what: &str) {
        // A head that is too large is not looked at: then nothing is attacked any more.
        if page.status >= 500 || page.status == 431 {
            self.faults.entry(what.chars().take(200).collect()).or_insert_with(|| page.status.to_string());
        }
        let shows = page.html.contains("data-attack") || page.html.contains("alert(1)");
        // A table that is taken away is no page: nothing in it is markup.
        let is_page = !page.header("content-type").starts_with("text/csv");
        let came = shows && is_page && page.count(MARKUP) > 0 || page.html.contains("6049261729") || page.headers.contains_key("x-attack");
        if came {
            self.markup.entry(format!("{} after {}", page.path, what.chars().take(200).collect::<String>())).or_default();
        }
        self.shown += usize::from(shows && !came);
    }
}

/// A form is not sent that ends the work of whoever sends it.
const LEFT_ALONE: [&str; 8] = [
    "/sign-out",
    "/account/devices/removal",
    "/account/two-step/removal",
    "/account/phone/removal",
    "/deactivate",
    "/suspension",
    "/second-factor/removal",
    "/admin/people/templates",
];

fn body(standing: &Standing, place: usize, shape: Shape) -> String {
    let form = &standing.form;
    let name = encoded(&form.fields[place].0);
    let written = |fields: Vec<(String, String)>| {
        fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect::<Vec<_>>().join("&")
    };
    let without = || written(filled(form, None, "").into_iter().filter(|(field, _)| *field != form.fields[place].0).collect());
    match shape {
        Shape::Instead(payload) => written(filled(form, Some(place), payload)),
        Shape::Raw(bytes) => format!("{}&{name}={bytes}", without()),
        Shape::Long => written(filled(form, Some(place), &"x".repeat(1_000_000))),
        Shape::Twice => format!("{}&{name}=1&{name}=%22%3E%3Cb%20data-attack%3E", written(filled(form, None, ""))),
        Shape::List => format!("{}&{name}%5B%5D=1&{name}%5Bx%5D=data-attack", without()),
        Shape::Missing => without(),
    }
}

async fn send(browser: &Browser, method: &str, action: &str, body: &str) -> Option<Page> {
    if method == "GET" {
        // No longer address is read by a server.
        let path = format!("{action}?{body}");
        return if path.len() < 30_000 { Some(browser.get(&path).await) } else { None };
    }
    let request = TestRequest::post().insert_header((CONTENT_TYPE, "application/x-www-form-urlencoded")).set_payload(body.to_owned());
    Some(browser.send(request, action, &[("Sec-Fetch-Site", "same-origin")]).await)
}

/// So many of the payloads into every field of one form. What was taken is followed, and the form is opened anew.
async fn fill(browser: &Browser, standing: &mut Standing, effort: &Effort, chance: &mut Chance, tally: &mut Tally) {
    let all = shapes();
    for place in 0..standing.form.fields.len() {
        if chance.below(effort.one_of) != 0 {
            continue;
        }
        tally.fields += 1;
        let mut drawn = all.clone();
        chance.shuffle(&mut drawn);
        for shape in drawn.into_iter().take(effort.payloads) {
            if place >= standing.form.fields.len() {
                return;
            }
            let body = body(standing, place, shape);
            let form = &standing.form;
            let what = format!("{} {} {}", form.method, form.action, body);
            let since = Instant::now();
            let Some(page) = send(browser, form.method, &form.action, &body).await else { continue };
            tally.requests += 1;
            let mut took = since.elapsed();
            if took > SLOW {
                let since = Instant::now();
                send(browser, form.method, &form.action, &body).await;
                took = took.min(since.elapsed());
            }
            if took > SLOW {
                tally.slow.push(format!("{} {}: {took:?}", form.method, form.action));
            }
            tally.slowest = tally.slowest.max(took);
            tally.look(&page, &what);
            browser.forget_notices();
            if page.status == 303 {
                tally.taken += 1;
                tally.look(&browser.get(page.location()).await, &what);
                let anew = browser.get(&standing.page).await;
                let shape = standing.form.shape();
                if let Some(form) = forms_of(&anew.html, &standing.page).into_iter().find(|it| it.shape() == shape) {
                    standing.form = form;
                }
            }
        }
    }
}

/// How much of it is done.
pub struct Effort {
    /// How many of the payloads each field gets.
    pub payloads: usize,
    /// One of so many fields.
    pub one_of: usize,
    pub of_one_shape: usize,
    /// Until when.
    pub until: Instant,
}

/// The payloads into the fields of every form that these people find, then once more through every page.
pub async fn run(target: &Target, report: &Report, people: &[(&str, Browser)], links: &Ids, effort: Effort, chance: &mut Chance) {
    let mut tally = Tally::default();
    let (mut forms, mut left) = (0, 0);
    for (who, browser) in people {
        let mut found = Found::at_most(effort.of_one_shape);
        let things = things(&target.world);
        found.go(browser, &things, links, |_| ()).await;
        found.add_by_hand(who, &things);
        assert!(found.unknown().is_empty(), "{who}: {:?}", found.unknown());
        for standing in &mut found.forms {
            if LEFT_ALONE.iter().any(|it| standing.form.action.ends_with(it)) || standing.form.fields.is_empty() {
                continue;
            }
            if Instant::now() > effort.until {
                left += 1;
                continue;
            }
            forms += 1;
            fill(browser, standing, &effort, chance, &mut tally).await;
        }
    }
    for (who, browser) in people {
        let mut found = Found::at_most(effort.of_one_shape);
        let seen = |page: &Page| tally.look(page, who);
        found.go(browser, &things(&target.world), links, seen).await;
        tally.crawled += found.pages.len();
    }
    let Tally { requests, fields, taken, crawled, shown, slowest, slow, markup, faults } = tally;
    let payloads = effort.payloads.min(shapes().len());
    let case = format!("{payloads} payloads into {fields} fields of {forms} forms, as {} people", people.len());
    let figure = format!("{taken} taken, {shown} answers show one as text, {} as markup {markup:?}", markup.len());
    report.line(&case, requests, "no payload becomes markup, template, header", figure, markup.is_empty() && shown > 0);
    report.line("the same", 0, "no fault of the server's own", format!("{} {faults:?}", faults.len()), faults.is_empty());
    report.line("the same", 0, "every form is filled in", format!("{left} left for want of time"), left == 0);
    let figure = format!("slowest {:.0} ms; over a second, twice: {slow:?}", slowest.as_secs_f64() * 1000.0);
    report.line("the same", 0, "a second at most", figure, slow.is_empty() || payloads < PAYLOADS.len());
    report.line(
        "a walk through all pages afterwards",
        crawled,
        "they open, and nothing is markup",
        format!("{crawled} pages"),
        crawled > 50,
    );
}
