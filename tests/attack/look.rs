//! What somebody finds who goes through the pages: which routes open, which forms there are, and what those are filled in with.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use swasthya::auth::RouteRow;
use swasthya::commands::routes::table;
use swasthya::db::ids::AttemptId;

use super::things::{Ids, Things, address, kind_of};
use crate::fuzz::forms::{FoundForm, forms_of};
use crate::support::{Browser, Page};

/// How many pages of one shape are looked at, by whoever looks at all.
pub const OF_ONE_SHAPE: usize = 12;

/// What is typed into a field that stands empty. A field that is neither here nor filled in is not known.
const TYPED: [(&str, &str); 101] = [
    ("address", "12, Hill Road"),
    ("advice", "Rest"),
    ("age", "34"),
    ("allergies", "Sulfa"),
    ("amount", "10"),
    ("approval", "nobody"),
    ("at", "2026-11-30T04:30"),
    ("bio", "Listens"),
    ("born_on", ""),
    ("cancel_minutes", "60"),
    ("channel", "sms"),
    ("city", "Mumbai"),
    ("clinic", "Nashik Clinic"),
    ("code", "123456"),
    ("complaint", "Fever"),
    ("conditions", "Asthma"),
    ("coordinates", "19.0596, 72.8295"),
    ("correction", "Wrong dose"),
    ("current", "not the password"),
    ("days", "3"),
    ("days_ahead", "20"),
    ("decision", "same"),
    ("despite", ""),
    ("diagnosis", "Viral fever"),
    ("dose", "1-0-1"),
    ("email", "somebody@acme.test"),
    ("emergency_name", "Imran Aman"),
    ("emergency_phone", "98765 43211"),
    ("ends", "10:00"),
    ("fee", "300"),
    ("file", ""),
    ("follow_up", ""),
    ("forget", ""),
    ("from", ""),
    ("given", "10"),
    ("glucose", "100"),
    ("gstin", ""),
    ("height", "160"),
    ("holiday_from", "2030-03-01"),
    ("holiday_until", ""),
    ("instructions", "With water"),
    ("kind", "clinic"),
    ("languages", "Hindi"),
    ("last", ""),
    ("leave_ends", ""),
    ("leave_from", "2030-03-02"),
    ("leave_starts", ""),
    ("leave_until", ""),
    ("letterhead", "Family care"),
    ("licence", "MMC-1234"),
    ("login", "somebody@acme.test"),
    ("medicine", "Paracetamol 650 mg tablet"),
    ("name", "Zeenat Aman"),
    ("next", ""),
    ("no_shows", "3"),
    ("notes", "Well"),
    ("notice_minutes", "30"),
    ("number", "SW-000001"),
    ("one", ""),
    ("open", "portal"),
    ("other", ""),
    ("owner_email", "owner@sehat.test"),
    ("owner_name", "Rekha Deshmukh"),
    ("password", "not the password"),
    ("phone", "98765 43210"),
    ("pincode", "400050"),
    ("pressure", "120/80"),
    ("pulse", "72"),
    ("q", "rao"),
    ("qualification", "MBBS"),
    ("quantity", ""),
    ("reason", "Typed wrong"),
    ("receipt_paper", "a5"),
    ("reference", "1234"),
    ("refund_limit", "500"),
    ("registration", "R-12"),
    ("relation", "child"),
    ("remind_far", "1440"),
    ("remind_near", "120"),
    ("respiratory", "16"),
    ("seen", ""),
    ("sex", "female"),
    ("slug", "sehat"),
    ("sos", ""),
    ("specialisation", "General medicine"),
    ("spo2", "98"),
    ("starts", "09:00"),
    ("state", "Maharashtra"),
    ("step", ""),
    ("subject", "01a21897-0000-7000-8000-000000000000"),
    ("symptoms", "Cough"),
    ("taken_as", ""),
    ("temperature", "98.6"),
    ("to", ""),
    ("until", "1764230400000000"),
    ("upi_id", "acme@okbank"),
    ("weight", "60"),
    ("weight_asked", ""),
    ("withdraw", "01a21897-0000-7000-8000-000000000000"),
    ("words", "Asked by telephone"),
    ("years", "9"),
];

/// Every route, in the order in which they are tried.
pub static ROUTES: LazyLock<Vec<RouteRow>> = LazyLock::new(table);

/// What answers a page nowhere, and why.
pub const NO_PAGES: [(&str, &str); 6] = [
    ("/o/{org}/reception/{clinic}/live", "a stream"),
    ("/o/{org}/doctor/{clinic}/live", "a stream"),
    ("/o/{org}/patient/live", "a stream"),
    ("/o/{org}/admin", "it leads on"),
    ("/", "it leads on"),
    ("/sign-in/google/callback", "Google is not configured"),
];

/// Forms that stand in no page of this world, since they wait for what has not happened there: who sends them, and what they hold.
pub const BY_HAND: [(&str, &str, &[&str]); 33] = [
    ("/o/{org}/reception/{clinic}/bookings/{id}/check-in", "desk", &[]),
    ("/o/{org}/reception/{clinic}/invoices/{id}/held", "desk", &[]),
    ("/o/{org}/reception/{clinic}/appointments/{id}/recall", "desk", &[]),
    ("/o/{org}/doctor/{clinic}/appointments/{id}/alerts/answer", "doctor", &["taken_as"]),
    ("/o/{org}/reception/{clinic}/patients/{id}/alerts/restoration", "desk", &["forget"]),
    ("/o/{org}/doctor/{clinic}/appointments/{id}/skip", "doctor", &[]),
    ("/o/{org}/doctor/{clinic}/appointments/{id}/alerts/restoration", "doctor", &["forget"]),
    ("/o/{org}/doctor/{clinic}/appointments/{id}/aside/transfer", "doctor", &[]),
    ("/o/{org}/admin/people/{id}/reactivate", "admin", &[]),
    ("/o/{org}/admin/clinics/{id}/logo/removal", "admin", &[]),
    ("/o/{org}/admin/people/{id}/signature/removal", "admin", &[]),
    ("/o/{org}/admin/duplicates", "admin", &["one", "other", "decision"]),
    ("/platform/organisations/{id}/creation", "operator", &["name", "slug"]),
    ("/platform/organisations/{id}/suspension/removal", "operator", &[]),
    ("/account/google", "doctor", &["next"]),
    ("/account/google/removal", "doctor", &["next"]),
    ("/account/confirm/codes", "patient", &["channel", "next"]),
    ("/sign-in/google", "nobody", &["next"]),
    ("/o/{org}/admin/imports/{id}/reading/removal", "admin", &[]),
    ("/account/offers/{organisation}/acceptance", "doctor", &[]),
    ("/account/offers/{organisation}/removal", "doctor", &[]),
    ("/account/two-step/phone/confirmation", "doctor", &["code"]),
    ("/o/{org}/reception/{clinic}/invoices/{id}/repayment", "desk", &["reason"]),
    ("/o/{org}/reception/{clinic}/appointments/{id}/vitals/removal", "desk", &["withdraw"]),
    ("/o/{org}/reception/{clinic}/appointments/{id}/vitals/restoration", "desk", &["withdraw"]),
    ("/o/{org}/doctor/{clinic}/appointments/{id}/vitals/removal", "doctor", &["withdraw"]),
    ("/o/{org}/doctor/{clinic}/appointments/{id}/vitals/restoration", "doctor", &["withdraw"]),
    ("/o/{org}/doctor/{clinic}/notifications/reading", "doctor", &["until"]),
    ("/o/{org}/doctor/{clinic}/notifications/{id}/reading", "doctor", &[]),
    ("/o/{org}/admin/clinics/{id}/closing/removal", "admin", &[]),
    ("/o/{org}/admin/work/again", "admin", &["kind", "subject"]),
    ("/o/{org}/admin/people/{id}/verification", "admin", &["licence"]),
    ("/sign-in/second-step/codes", "between the steps", &[]),
];

/// A form, and where it stands.
#[derive(Clone)]
pub struct Standing {
    pub form: FoundForm,
    pub page: String,
}

/// What was found.
#[derive(Default)]
pub struct Found {
    /// The routes that opened.
    pub opened: BTreeSet<String>,
    pub forms: Vec<Standing>,
    /// The addresses that opened.
    pub pages: Vec<String>,
    shapes: BTreeMap<String, usize>,
    of_one_shape: usize,
}

impl Found {
    /// Nothing yet, and at most so many pages of one shape.
    pub fn at_most(of_one_shape: usize) -> Found {
        Found { of_one_shape, ..Found::default() }
    }

    /// Goes through every route that shows something, with every id, and through the links of what it sees. Each page is given to `see`.
    pub async fn go(&mut self, browser: &Browser, things: &Things, links: &Ids, mut see: impl FnMut(&Page)) {
        let mut waiting: Vec<String> = Vec::new();
        for row in ROUTES.iter().filter(|row| row.method == "GET" && !row.path.ends_with("/live") && !row.path.contains("google")) {
            for place in [("acme", "andheri"), ("acme", "bandra")] {
                match kind_of(row) {
                    None => waiting.push(address(row, place, "")),
                    Some(kind) => {
                        let ids = things.own.get(kind).into_iter().chain(links.get(kind)).chain(things.elsewhere.get(kind)).flatten();
                        waiting.extend(ids.map(|id| address(row, place, id)));
                    }
                }
            }
        }
        waiting.reverse();
        let mut asked = BTreeSet::new();
        while let Some(path) = waiting.pop() {
            let times = self.shapes.entry(shape(&path)).or_default();
            if *times >= self.of_one_shape || !asked.insert(path.clone()) {
                continue;
            }
            let page = browser.get(&path).await;
            see(&page);
            if page.status != 200 {
                continue;
            }
            *times += 1;
            self.opened.extend(route_of("GET", &path));
            for form in forms_of(&page.html, &path) {
                let known = self.forms.iter().any(|it| it.form.shape() == form.shape());
                if !known {
                    self.forms.push(Standing { form, page: path.clone() });
                }
            }
            let links = page.attributes("a[href^='/']", "href").into_iter().map(|it| it.split('#').next().unwrap_or_default().to_owned());
            waiting.extend(links.filter(|it| !it.ends_with("/live") && !it.starts_with("/static")));
            self.pages.push(path);
        }
    }

    /// Puts those in that this person sends by hand.
    pub fn add_by_hand(&mut self, who: &str, things: &Things) {
        for (path, _, names) in BY_HAND.iter().filter(|(_, sender, _)| *sender == who) {
            let Some(row) = ROUTES.iter().find(|row| row.path == *path && row.method == "POST") else { continue };
            let object = kind_of(row).and_then(|kind| things.own.get(kind)?.first()).map_or("", String::as_str);
            let fields: Vec<_> = names.iter().map(|name| ((*name).to_owned(), String::new())).collect();
            let (stands, action) = (vec![true; fields.len()], address(row, ("acme", "andheri"), object));
            let form = FoundForm { method: "POST", action, fields, stands, buttons: Vec::new() };
            self.forms.push(Standing { form, page: "/doors".to_owned() });
        }
    }

    /// The routes that the forms are sent to.
    pub fn sent_to(&self) -> BTreeSet<String> {
        self.forms.iter().filter_map(|it| route_of(it.form.method, &it.form.action)).collect()
    }

    /// Forms that no route takes, and fields that nobody knows how to fill in.
    pub fn unknown(&self) -> Vec<String> {
        let mut unknown = Vec::new();
        for Standing { form, page } in &self.forms {
            if route_of(form.method, &form.action).is_none() {
                unknown.push(format!("no route takes {} {} of {page}", form.method, form.action));
            }
            for (name, value) in form.fields.iter().filter(|(name, value)| value.is_empty() && typed(name).is_none()) {
                unknown.push(format!("nobody knows what to type into {name:?} {value}of {} at {page}", form.action));
            }
        }
        unknown
    }
}

/// What is typed into a field of that name: of a field of a row, by its name without the row's.
fn typed(name: &str) -> Option<&'static str> {
    let name = name.split('.').next().unwrap_or_default();
    TYPED.iter().find(|(field, _)| *field == name).map(|(_, value)| *value)
}

/// The form as it is sent when somebody has filled in what stood empty, with that in the place of one field. The attempt is a new one,
/// unless that is the field.
pub fn filled(form: &FoundForm, place: Option<usize>, payload: &str) -> Vec<(String, String)> {
    let mut sent = Vec::new();
    for (at, (name, was)) in form.fields.iter().enumerate() {
        let value = match () {
            () if Some(at) == place => payload.to_owned(),
            () if !form.stands[at] => continue,
            () if name == "attempt" => AttemptId::new().to_string(),
            () if was.is_empty() => typed(name).unwrap_or_default().to_owned(),
            () => was.clone(),
        };
        sent.push((name.clone(), value));
    }
    sent
}

/// The route that answers an address.
pub fn route_of(method: &str, path: &str) -> Option<String> {
    let path: Vec<&str> = path.split(['?', '#']).next().unwrap_or_default().split('/').collect();
    let fits = |row: &RouteRow| {
        let pattern: Vec<&str> = row.path.split('/').collect();
        let same = |(named, there): (&&str, &&str)| (named.starts_with('{') && !there.is_empty()) || named == there;
        row.method == method && pattern.len() == path.len() && pattern.iter().zip(&path).all(same)
    };
    // Fixed words stand before ids in the table.
    ROUTES.iter().find(|row| fits(row)).map(|row| row.path.clone())
}

/// An address without its ids, and of its questions the names.
fn shape(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<&str> = path.split('/').map(|it| if it.len() > 30 { "{id}" } else { it }).collect();
    let mut names: Vec<&str> = query.split('&').filter_map(|it| it.split('=').next()).collect();
    names.sort_unstable();
    format!("{}?{}", parts.join("/"), names.join("&"))
}
