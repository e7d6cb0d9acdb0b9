//! An answer, read by selectors.

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderMap, HeaderName, LOCATION};
use scraper::{ElementRef, Html, Selector};

use super::behaviours;

/// A page or a fragment.
pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub html: String,
    /// The path that answered in the end, after redirects.
    pub path: String,
    location: String,
    /// How many statements the server ran for it.
    pub queries: u64,
    /// How long the answer was on the line, compressed if it was.
    pub bytes: usize,
}

impl Page {
    pub fn new(status: StatusCode, mut headers: HeaderMap, html: &[u8], path: &str, queries: u64) -> Page {
        let (bytes, html) = (html.len(), String::from_utf8_lossy(html).into_owned());
        behaviours::check(&html);
        let location =
            headers.get(LOCATION).or_else(|| headers.get("hx-redirect")).and_then(|it| it.to_str().ok()).unwrap_or_default().to_owned();
        for name in [LOCATION, HeaderName::from_static("hx-redirect")] {
            let Some(address) = headers.get(&name).and_then(|it| it.to_str().ok()).map(without_notice) else { continue };
            headers.insert(name, address.parse().expect("an address"));
        }
        let path = without_notice(path);
        Page { status: status.as_u16(), headers, html, bytes, path, location, queries }
    }

    /// A header's value, or nothing. Of an address, without the number of the notice that goes with it.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where an answer leads, with its notice.
    pub fn location(&self) -> &str {
        &self.location
    }

    /// The text of the only element that matches.
    pub fn text(&self, selector: &str) -> String {
        let mut all = self.texts(selector);
        assert_eq!(all.len(), 1, "{selector} matches {} elements in\n{}", all.len(), self.html);
        all.remove(0)
    }

    /// The text of every element that matches, white space collapsed.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.each(selector, |it| it.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
    }

    pub fn count(&self, selector: &str) -> usize {
        self.each(selector, |_| ()).len()
    }

    /// An attribute of every element that matches.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.each(selector, |it| it.value().attr(name).unwrap_or_default().to_owned())
    }

    /// What a form's field holds.
    pub fn value(&self, field: &str) -> String {
        let area = self.each(&format!("textarea[name='{field}']"), |it| it.text().collect::<String>());
        let chosen =
            self.attributes(&format!("select[name='{field}'] option[selected], input[name='{field}'][type='radio'][checked]"), "value");
        let typed = self.attributes(&format!("input[name='{field}']:not([type='radio'])"), "value");
        area.into_iter().chain(chosen).chain(typed).next().unwrap_or_else(|| panic!("no field {field} in\n{}", self.html))
    }

    fn each<T>(&self, selector: &str, read: impl Fn(ElementRef<'_>) -> T) -> Vec<T> {
        let selector = Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
        Html::parse_document(&self.html).select(&selector).map(read).collect()
    }
}

/// An address without the number of the notice that is said there.
fn without_notice(address: &str) -> String {
    let Some(at) = address.find("said=") else { return address.to_owned() };
    format!("{}{}", &address[..at - 1], &address[at + "said=12345678".len()..])
}
