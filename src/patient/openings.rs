//! Who looked at one's own record, and at one's family's.

use super::whose::Whose;
use crate::auth::{Actor, Layout, Patient};
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
    hx.page(&Index { layout: me.layout(), whose: Whose::of(&me, query.of), me: me.user(), uses, older })
}

impl Index {
    /// The address of the page that goes on after this one.
    fn after(&self, mark: &AuditMark) -> String {
        let (of, before) = (self.whose.picked.map(|it| it.to_string()), mark.to_string());
        let of = of.as_deref().map(|of| ("of", of));
        with_query("", &of.into_iter().chain([("before", before.as_str())]).collect::<Vec<_>>())
    }
}
