//! Finding a patient as one types.

use actix_web::web::Query;
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

use crate::auth::{Actor, Layout, Reception};
use crate::models::people::{Found, FoundFamily};
use crate::models::values::Phone;
use crate::page;
use crate::web::filters;
use crate::web::hx::{Hx, Response};

/// How many people are shown at most.
const MOST: usize = 20;

#[derive(Template)]
#[template(path = "reception/searches/index.html", blocks = ["found"])]
struct Index {
    layout: Layout,
    today: NaiveDate,
    q: String,
    families: Vec<FoundFamily>,
    /// Whether this is a page of its own, without script: then its options are reached by Tab.
    alone: bool,
}

page!(Index, "found" => as_found);

#[derive(Deserialize)]
pub struct Search {
    #[serde(default)]
    q: String,
}

/// `GET searches?q=`.
pub async fn index(me: Actor<Reception>, hx: Hx, Query(search): Query<Search>) -> Response {
    let q = search.q.clone();
    let families = me.read(move |db| Found::by(db, &q, MOST).map(FoundFamily::of)).await?;
    let alone = !hx.wants("found");
    hx.page(&Index { layout: me.layout(), today: me.today(), q: search.q, families, alone })
}

impl Index {
    /// Whoever is not found is registered with what was typed: a phone or a name.
    fn register(&self) -> String {
        let field = match Phone::parse(&self.q) {
            Ok(_) => "phone",
            Err(_) if self.q.chars().any(char::is_alphabetic) => "name",
            Err(_) => return format!("{}/patients/new", self.layout.base),
        };
        format!("{}/patients/new?{}", self.layout.base, serde_html_form::to_string([(field, self.q.trim())]).unwrap_or_default())
    }
}
