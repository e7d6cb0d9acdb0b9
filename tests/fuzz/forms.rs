//! The forms of a page, with what stands in their fields.

use scraper::{ElementRef, Html, Selector};

use super::values::encoded;

/// A form as it would be sent.
#[derive(Clone, Debug)]
pub struct FoundForm {
    pub method: &'static str,
    pub action: String,
    pub fields: Vec<(String, String)>,
    /// Which of them a browser sends as they stand: not what is to be ticked or chosen first.
    pub stands: Vec<bool>,
    /// What else is sent where a button is pressed.
    pub buttons: Vec<(String, String)>,
}

impl FoundForm {
    /// What tells it from others: where it is posted to, ids aside, and its fields.
    pub fn shape(&self) -> String {
        let action: Vec<&str> = self.action.split(['/', '?']).map(|it| if it.len() == 36 { "{id}" } else { it }).collect();
        let mut names: Vec<&str> = self.fields.iter().map(|(name, _)| name.as_str()).collect();
        names.dedup();
        format!("{} {} {}", self.method, action.join("/"), names.join(" "))
    }

    /// The body, every field's value told by `value` from its place and what stands there.
    pub fn body(&self, mut value: impl FnMut(usize, &str) -> String) -> String {
        let fields = self.fields.iter().enumerate();
        fields.map(|(place, (name, was))| format!("{}={}", encoded(name), encoded(&value(place, was)))).collect::<Vec<_>>().join("&")
    }

    pub fn body_without(&self, place: usize) -> String {
        let kept = self.fields.iter().enumerate().filter(|(at, _)| *at != place);
        kept.map(|(_, (name, was))| format!("{}={}", encoded(name), encoded(was))).collect::<Vec<_>>().join("&")
    }
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).expect("a selector")
}

/// The forms of a page that stands at that address, those of other sites aside; a button that posts elsewhere makes another of its form,
/// also where it stands outside of it.
pub fn forms_of(html: &str, page: &str) -> Vec<FoundForm> {
    let document = Html::parse_document(html);
    let (pressed, posting) = (select("button[name]"), select("button[formaction]"));
    let mut found = Vec::new();
    for form in document.select(&select("form")) {
        let method = if form.attr("method").is_some_and(|it| it.eq_ignore_ascii_case("post")) { "POST" } else { "GET" };
        let action = form.attr("action").filter(|it| !it.is_empty()).unwrap_or(page).to_owned();
        let inputs: Vec<ElementRef<'_>> = form.select(&select("input[name], select[name], textarea[name]")).collect();
        let stands = inputs.iter().map(|it| !matches!(it.attr("type"), Some("radio" | "checkbox")) || it.attr("checked").is_some());
        let (stands, fields) = (stands.collect(), inputs.iter().copied().map(field).collect());
        let buttons = form.select(&pressed);
        let buttons = buttons.map(|it| (it.attr("name").unwrap_or_default().to_owned(), it.attr("value").unwrap_or_default().to_owned()));
        let made = FoundForm { method, action, fields, stands, buttons: buttons.collect() };
        let outside = document.select(&posting).filter(|it| it.attr("form").is_some_and(|id| form.attr("id") == Some(id)));
        let elsewhere = form.select(&posting).chain(outside).filter_map(|it| it.attr("formaction"));
        found.extend(elsewhere.map(|action| FoundForm { action: action.to_owned(), method: "POST", ..made.clone() }));
        found.push(made);
    }
    found.retain(|it| it.action.starts_with('/'));
    for form in &mut found {
        if form.method == "GET" {
            // A form of this kind is an address: its fields are asked for there.
            form.action = form.action.split('?').next().unwrap_or_default().to_owned();
        }
    }
    found
}

fn field(field: ElementRef<'_>) -> (String, String) {
    let name = field.attr("name").unwrap_or_default().to_owned();
    let value = match field.value().name() {
        "textarea" => field.text().collect(),
        "select" => {
            let options: Vec<ElementRef<'_>> = field.select(&select("option")).collect();
            let chosen = options.iter().find(|it| it.attr("selected").is_some()).or(options.last());
            chosen.and_then(|it| it.attr("value")).unwrap_or_default().to_owned()
        }
        _ => field.attr("value").unwrap_or_default().to_owned(),
    };
    (name, value)
}
