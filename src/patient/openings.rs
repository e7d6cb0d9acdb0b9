//! Who looked at one's own record, and at one's family's.

use chrono_tz::Tz;

use super::whose::Whose;
use crate::auth::{Actor, Layout, Patient};
use crate::db::clock;
use crate::db::ids::{ProfileId, UserId};
use crate::models::reports::{AuditMark, RecordUse};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "patient/openings/index.html")]
struct Index {
    layout: Layout,
    whose: Whose,
    me: UserId,
    uses: Vec<RecordUse>,
    zone: Tz,
    /// The last of this page, where there is an older one.
    older: Option<AuditMark>,
}

page!(Index);

/// Whose record, and from where on.
#[derive(Deserialize)]
pub struct OpeningsQuery {
    of: Option<ProfileId>,
    #[serde(default)]
    before: String,
}

/// `GET openings?of=&before=`.
pub async fn index(me: Actor<Patient>, hx: Hx, Query(query): Query<OpeningsQuery>) -> Response {
    let (ids, before) = (me.ids_of(query.of)?, query.before.parse().ok());
    let mut uses = me.read(move |db| RecordUse::of_family(db, &ids, before)).await?;
    let more = uses.len() > RecordUse::PAGE;
    uses.truncate(RecordUse::PAGE);
    let older = uses.last().filter(|_| more).map(RecordUse::mark);
    hx.page(&Index { layout: me.layout(), whose: Whose::of(&me, query.of), me: me.user(), uses, zone: me.zone(), older })
}

/// What one person did with a record on one day, and for one reason.
struct Looks<'a> {
    latest: &'a RecordUse,
    /// The Fluent keys of what they did, each once.
    what: Vec<&'static str>,
    times: usize,
}

impl Index {
    /// Each person's looks of a day in one.
    fn by_day(&self) -> Vec<Looks<'_>> {
        let mut days: Vec<Looks> = Vec::new();
        let day = |it: &RecordUse| clock::day_of(it.at, self.zone);
        for it in &self.uses {
            let same = |other: &RecordUse| {
                (it.user, it.patient, &it.clinic, it.reason, &it.words)
                    == (other.user, other.patient, &other.clinic, other.reason, &other.words)
            };
            match days.iter_mut().find(|looks| day(looks.latest) == day(it) && same(looks.latest)) {
                Some(looks) => {
                    looks.times += 1;
                    if !looks.what.contains(&it.what) {
                        looks.what.push(it.what);
                    }
                }
                None => days.push(Looks { latest: it, what: vec![it.what], times: 1 }),
            }
        }
        days
    }

    /// The address of the page that goes on after this one.
    fn after(&self, mark: &AuditMark) -> String {
        let (of, before) = (self.whose.picked.map(|it| it.to_string()), mark.to_string());
        let of = of.as_deref().map(|of| ("of", of));
        with_query("", &of.into_iter().chain([("before", before.as_str())]).collect::<Vec<_>>())
    }
}
