//! The log of everything that was done here.

use actix_web::web::Query;
use askama::Template;
use chrono::Days;
use serde::Deserialize;

use crate::auth::{Actor, AuditLog, Layout};
use crate::db::ids::UserId;
use crate::models::journal::Action;
use crate::models::practice::{Clinic, Member};
use crate::models::reports::{AuditEntry, AuditMark, AuditQuery, start_of};
use crate::page;
use crate::web::filters;
use crate::web::form::date;
use crate::web::hx::{Hx, Response};
use crate::web::path::with_query;

#[derive(Template)]
#[template(path = "admin/audit/index.html")]
struct Index {
    layout: Layout,
    filter: Filter,
    rows: Vec<AuditEntry>,
    clinics: Vec<Clinic>,
    members: Vec<Member>,
    /// The last row of this page, if there may be more.
    older: Option<AuditMark>,
}

page!(Index);

impl Index {
    fn actions(&self) -> &'static [Action] {
        Action::ALL
    }
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    who: String,
    action: String,
    clinic: String,
    from: String,
    to: String,
    before: String,
}

/// How many rows stand on a page.
const PAGE: usize = 50;

impl Filter {
    /// What cannot be understood restricts nothing.
    fn wanted(&self) -> AuditQuery {
        AuditQuery {
            user: self.who.parse::<UserId>().ok(),
            action: self.action.parse().ok(),
            clinic: self.clinic.parse().ok(),
            from: date(&self.from).map(start_of),
            to: date(&self.to).and_then(|day| day.checked_add_days(Days::new(1))).map(start_of),
            before: self.before.parse().ok(),
            ..AuditQuery::default()
        }
    }

    fn is_person(&self, member: &Member) -> bool {
        member.user.is_some_and(|user| user.to_string() == self.who)
    }

    fn is_clinic(&self, clinic: &Clinic) -> bool {
        clinic.id.to_string() == self.clinic
    }

    fn restricts(&self) -> bool {
        [&self.who, &self.action, &self.clinic, &self.from, &self.to].iter().any(|it| !it.is_empty())
    }

    /// The address of the page that goes on after a row.
    fn after(&self, row: &AuditMark) -> String {
        let pairs = [("who", &self.who), ("action", &self.action), ("clinic", &self.clinic), ("from", &self.from), ("to", &self.to)];
        let before = row.to_string();
        let kept = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        with_query("", &kept.chain([("before", &before)]).collect::<Vec<_>>())
    }
}

/// `GET audit`.
pub async fn index(me: Actor<AuditLog>, hx: Hx, query: Query<Filter>) -> Response {
    let filter = query.into_inner();
    let reach = me.reach();
    let wanted = AuditQuery { within: reach.clone(), ..filter.wanted() };
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX);
    let (rows, clinics, members) =
        me.read(move |db| Ok((AuditEntry::page(db, &wanted, limit)?, Clinic::within(db, &reach)?, Member::all(db, &reach)?))).await?;
    let older = rows.last().filter(|_| rows.len() == PAGE).map(AuditEntry::mark);
    hx.page(&Index { layout: me.layout(), filter, rows, clinics, members, older })
}
