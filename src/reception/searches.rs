//! Finding a patient as one types, and whoever is here today by their token.

mod typed;

use chrono::NaiveDate;

use typed::Typed;

use crate::auth::{Actor, Layout, Reception};
use crate::db::ids::ProfileId;
use crate::locale::digits;
use crate::models::people::{Found, FoundFamily};
use crate::models::visits::{Bill, HereToday};
use crate::web::screen::*;

/// How many people are shown at most.
const MOST: usize = 20;

/// No doctor gives more tokens in a day.
const MOST_TOKENS: i32 = 999;

#[derive(Template)]
#[template(path = "reception/searches/index.html", blocks = ["found"])]
struct Index {
    layout: Layout,
    today: NaiveDate,
    q: String,
    families: Vec<FoundFamily>,
    /// Who has the token that was typed, and was not found otherwise.
    tokens: Vec<HereToday>,
    /// Who of those who were found is here.
    here: Vec<HereToday>,
    /// There are more than are shown.
    is_cut: bool,
    /// Whether this is a page of its own, without script: then its options are reached by Tab.
    alone: bool,
}

page!(Index, "found" => as_found);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SearchesQuery {
    q: String,
}

/// `GET searches?q=`.
pub async fn index(me: Actor<Reception>, hx: Hx, Query(query): Query<SearchesQuery>) -> Response {
    let (q, clinic, today) = (query.q.clone(), me.clinic_id(), me.today());
    let token = digits::plain(q.trim()).parse().ok().filter(|it| (1..=MOST_TOKENS).contains(it));
    let (mut found, is_cut, here) = me
        .open(move |opening| {
            let (found, is_cut) = Found::by(opening, &q, MOST)?;
            let people: Vec<ProfileId> = found.iter().map(|it| it.id).collect();
            let here = HereToday::among(opening, clinic, today, &people, token)?;
            Ok((found, is_cut, here))
        })
        .await?;
    let (here, tokens): (Vec<_>, Vec<_>) = here.into_iter().partition(|it| found.iter().any(|person| person.id == it.visit.patient_id));
    // Whoever is here is likelier to be meant than their namesakes.
    found.sort_by_key(|person| !here.iter().any(|it: &HereToday| it.visit.patient_id == person.id));
    let families = FoundFamily::of(found);
    let alone = !hx.wants("found");
    hx.page(&Index { layout: me.layout(), today, q: query.q, families, tokens, here, is_cut, alone })
}

impl Index {
    /// Whoever is not found is registered with what was typed.
    fn register(&self) -> String {
        let form = format!("{}/patients/new", self.layout.base);
        let Typed { name, phone, age, sex } = Typed::of(&self.q, self.today);
        let sex = sex.map(|it| it.to_string()).unwrap_or_default();
        let told = [("name", name.as_str()), ("phone", phone.as_str()), ("age", age.as_str()), ("sex", sex.as_str())];
        with_query(&form, &told.into_iter().filter(|it| !it.1.is_empty()).collect::<Vec<_>>())
    }

    fn is_empty(&self) -> bool {
        self.families.is_empty() && self.tokens.is_empty()
    }

    /// Today's visits of somebody.
    fn visits_of(&self, person: &ProfileId) -> impl Iterator<Item = &HereToday> {
        self.here.iter().filter(move |it| it.visit.patient_id == *person)
    }

    /// What is due for them.
    fn due_of(&self, person: &ProfileId) -> impl Iterator<Item = Bill> {
        let theirs = self.here.iter().chain(&self.tokens).filter(move |it| it.visit.patient_id == *person);
        theirs.filter_map(|it| it.visit.bill().filter(|bill| !bill.is_paid())).take(1)
    }

    /// The visit of somebody who waits or is being seen: it is opened in place of a second token.
    fn open_visit_of(&self, person: &ProfileId) -> Option<&HereToday> {
        self.visits_of(person).find(|it| !it.visit.stand().is_closed())
    }
}
