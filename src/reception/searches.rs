//! Finding a patient as one types.

use chrono::NaiveDate;

use crate::auth::{Actor, Layout, Reception};
use crate::locale::digits;
use crate::models::people::{Found, FoundFamily};
use crate::web::screen::*;

/// How many people are shown at most.
const MOST: usize = 20;

/// So many digits are a phone, and no record number.
const PHONE_DIGITS: usize = 10;

#[derive(Template)]
#[template(path = "reception/searches/index.html", blocks = ["found"])]
struct Index {
    layout: Layout,
    today: NaiveDate,
    q: String,
    families: Vec<FoundFamily>,
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
    let q = query.q.clone();
    let (found, is_cut) = me.open(move |opening| Found::by(opening, &q, MOST)).await?;
    let families = FoundFamily::of(found);
    let alone = !hx.wants("found");
    hx.page(&Index { layout: me.layout(), today: me.today(), q: query.q, families, is_cut, alone })
}

impl Index {
    /// Whoever is not found is registered with what was typed: a phone or a name.
    fn register(&self) -> String {
        let form = format!("{}/patients/new", self.layout.base);
        let digits = digits::plain(&self.q).chars().filter(char::is_ascii_digit).count();
        let field = if self.q.chars().any(char::is_alphabetic) {
            "name"
        } else if digits >= PHONE_DIGITS {
            "phone"
        } else {
            return form;
        };
        with_query(&form, &[(field, self.q.trim())])
    }
}
