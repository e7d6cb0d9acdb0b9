//! The log of everything that was done here.

use chrono::Days;

use crate::auth::{Actor, AuditLog, Layout};
use crate::db::clock;
use crate::db::ids::UserId;
use crate::models::journal::Action;
use crate::models::practice::{Clinic, Member};
use crate::models::reports::{AuditEntry, AuditMark, AuditQuery};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/audit/index.html")]
struct Index {
    layout: Layout,
    filter: AuditLogQuery,
    rows: Vec<AuditEntry>,
    clinics: Vec<Clinic>,
    members: Vec<Member>,
    /// The last row of this page, if there may be more.
    older: Option<AuditMark>,
}

page!(Index);

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct AuditLogQuery {
    who: String,
    action: String,
    clinic: String,
    from: String,
    to: String,
    before: String,
}

/// How many rows stand on a page.
const PAGE: u8 = 50;

impl AuditLogQuery {
    /// What cannot be understood restricts nothing.
    fn wanted(&self) -> AuditQuery {
        let start_of = |day| clock::start_of(day, clock::INDIA);
        AuditQuery {
            user: self.who.parse::<UserId>().ok(),
            action: self.action.parse().ok(),
            clinic: self.clinic.parse().ok(),
            from: form::date(&self.from).map(start_of),
            to: form::date(&self.to).and_then(|day| day.checked_add_days(Days::new(1))).map(start_of),
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

    /// Each restriction there is, as the address says it.
    fn restrictions(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = [("who", &self.who), ("action", &self.action), ("clinic", &self.clinic), ("from", &self.from), ("to", &self.to)];
        all.into_iter().map(|(name, value)| (name, value.as_str())).filter(|(_, value)| !value.is_empty())
    }

    fn restricts(&self) -> bool {
        self.restrictions().next().is_some()
    }

    /// The address of the page that goes on after a row.
    fn after(&self, row: &AuditMark) -> String {
        let before = row.to_string();
        with_query("", &self.restrictions().chain([("before", before.as_str())]).collect::<Vec<_>>())
    }
}

/// `GET audit`.
pub async fn index(me: Actor<AuditLog>, hx: Hx, Query(filter): Query<AuditLogQuery>) -> Response {
    let reach = me.reach();
    let wanted = AuditQuery { within: reach.clone(), ..filter.wanted() };
    let (rows, clinics, members) =
        me.read(move |db| Ok((AuditEntry::page(db, &wanted, PAGE.into())?, Clinic::within(db, &reach)?, Member::all(db, &reach)?))).await?;
    let older = rows.last().filter(|_| rows.len() == usize::from(PAGE)).map(AuditEntry::mark);
    hx.page(&Index { layout: me.layout(), filter, rows, clinics, members, older })
}
