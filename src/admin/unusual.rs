//! Unusual reading of records, by person and day, for an admin to ask about.

use chrono::{Days, NaiveDate};

use crate::auth::{Actor, AuditLog, Layout};
use crate::models::practice::Member;
use crate::models::reports::{UnusualReading, UnusualReadings};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/unusual/index.html")]
struct Index {
    layout: Layout,
    last: NaiveDate,
    is_today: bool,
    found: UnusualReadings,
    members: Vec<Member>,
}

page!(Index);

/// The last day that is looked at.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct UnusualQuery {
    until: String,
}

/// `GET unusual?until=`.
pub async fn index(me: Actor<AuditLog>, hx: Hx, Query(query): Query<UnusualQuery>) -> Response {
    let (reach, today) = (me.reach(), me.today());
    let last = form::date(&query.until).filter(|it| *it < today).unwrap_or(today);
    let (found, members) = me.read(move |db| Ok((UnusualReadings::until(db, &reach, last)?, Member::all(db, &reach)?))).await?;
    hx.page(&Index { layout: me.layout(), last, is_today: last == today, found, members })
}

impl Index {
    /// Who it was; nobody where they do not work here any more.
    fn who(&self, reading: &UnusualReading) -> Option<&str> {
        self.members.iter().find(|it| it.user == Some(reading.user)).map(|it| it.full_name.as_str())
    }

    /// All that they did on that day, in the log.
    fn in_log(&self, reading: &UnusualReading) -> String {
        let (who, day) = (reading.user.to_string(), reading.day.to_string());
        let query = [("who", who.as_str()), ("from", day.as_str()), ("to", day.as_str())];
        with_query(&format!("{}/audit", self.layout.base), &query)
    }

    fn before(&self) -> NaiveDate {
        self.last.checked_sub_days(Days::new(UnusualReadings::DAYS)).unwrap_or(self.last)
    }

    fn after(&self) -> NaiveDate {
        self.last.checked_add_days(Days::new(UnusualReadings::DAYS)).unwrap_or(self.last)
    }
}
