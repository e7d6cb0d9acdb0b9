//! The pairs that an import marked as possibly one person, to be worked through.

use chrono::NaiveDate;

use crate::auth::{Actor, Imports, Layout};
use crate::models::exchange::{MarkedPairs, PairDecided, PairDecision};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/duplicates/index.html")]
struct Index {
    layout: Layout,
    marked: MarkedPairs,
    show: PairDecision,
    today: NaiveDate,
}

page!(Index);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DuplicatesQuery {
    show: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PairForm {
    one: String,
    other: String,
    decision: String,
}

impl Index {
    /// The words of the button that decides so.
    fn does(&self, decision: &PairDecision) -> &'static str {
        match decision {
            PairDecision::Open => "marked-open-do",
            PairDecision::Same => "marked-same-do",
            PairDecision::Different => "marked-different-do",
        }
    }

    /// Whether there are more than the page shows.
    fn is_cut(&self) -> bool {
        self.marked.total > MarkedPairs::PAGE
    }
}

/// `GET duplicates?show=same`.
pub async fn index(me: Actor<Imports>, hx: Hx, Query(query): Query<DuplicatesQuery>) -> Response {
    let reach = me.reach();
    let show = query.show.parse().unwrap_or(PairDecision::Open);
    let marked = me.open(move |opening| MarkedPairs::shown(opening, &reach, show)).await?;
    hx.page(&Index { layout: me.layout(), marked, show, today: me.today() })
}

/// `POST duplicates`: the two are one, are two, or it is open again.
pub async fn update(me: Actor<Imports>, hx: Hx, Form(form): Form<PairForm>) -> Response {
    let pair = form.one.parse().ok().zip(form.other.parse().ok()).zip(form.decision.parse::<PairDecision>().ok());
    let Some(((one, other), decision)) = pair else {
        return hx.see_other(me.here("duplicates"), Notice::from(message!("marked-gone")));
    };
    let reach = me.reach();
    match me.write(move |tx| MarkedPairs::decide(tx, &reach, one, other, decision)).await? {
        PairDecided::NoPair => hx.see_other(me.here("duplicates"), Notice::from(message!("marked-gone"))),
        PairDecided::Already => hx.see_other(me.here("duplicates"), Notice::from(message!("marked-already"))),
        PairDecided::Decided => {
            let notice = match decision {
                PairDecision::Same => message!("marked-kept-same"),
                PairDecision::Different => message!("marked-kept-different"),
                PairDecision::Open => message!("marked-kept-open"),
            };
            hx.see_other(me.here("duplicates"), Notice::from(notice))
        }
    }
}
