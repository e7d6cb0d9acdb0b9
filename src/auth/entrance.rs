//! What an organisation says of whoever enters it. It is asked in one go with the session: a request waits once for both.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::db::ids::UserId;
use crate::db::{Databases, Db, clock};
use crate::directory::sessions::{LiveSession, LiveUser, SessionKind};
use crate::models::people::{Family, Transfer};
use crate::models::practice::Place;

/// The dashboard to which an address leads: of which organisation, and whether it is the patient's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entrance {
    slug: String,
    own: bool,
}

/// What opens to an account there.
pub(super) enum Entry {
    /// To somebody who works there: their places.
    Work(Vec<Place>),
    /// To a patient, if somebody is or is offered to the account.
    Own(Option<OwnEntry>),
}

/// What opens to a patient.
pub(super) struct OwnEntry {
    pub family: Family,
    /// The places of whoever works there too.
    pub places: Vec<Place>,
}

impl Entrance {
    /// `/o/acme/reception/andheri/queue`. Other addresses lead to no dashboard.
    pub fn of(path: &str) -> Option<Entrance> {
        let mut parts = path.split('/').skip(1);
        let (Some("o"), Some(slug), Some(audience)) = (parts.next(), parts.next(), parts.next()) else { return None };
        Some(Entrance { slug: slug.to_owned(), own: audience == "patient" })
    }

    /// What is known of the session's user there; nothing where they are no member, or while the organisation does not answer:
    /// then whoever needs it asks again, and says so.
    pub fn ask(&self, databases: &Databases, session: &LiveSession, user: &LiveUser) -> Option<Entry> {
        let member = user.memberships.iter().any(|it| it.slug == self.slug);
        let (user, works, now) = (user.id, session.kind == SessionKind::Staff, clock::now());
        let read = |db: &mut Db| if self.own { Entry::own(db, user, works, now) } else { Entry::work(db, user) };
        member.then(|| databases.read_now(&self.slug, read).ok()).flatten()
    }
}

impl Entry {
    pub fn work(db: &mut Db, user: UserId) -> QueryResult<Entry> {
        Ok(Entry::Work(Place::of_user(db, user)?))
    }

    pub fn own(db: &mut Db, user: UserId, works: bool, now: NaiveDateTime) -> QueryResult<Entry> {
        let family = Family::of_user(db, user, clock::today_in(clock::INDIA))?;
        let invited = !family.is_empty() || !Transfer::offered_to(db, user, now)?.is_empty();
        // Whoever works somewhere has a way back there.
        let places = if works { Place::of_user(db, user)? } else { Vec::new() };
        Ok(Entry::Own(invited.then_some(OwnEntry { family, places })))
    }
}

#[cfg(test)]
mod tests {
    use super::Entrance;

    #[test]
    fn an_address_leads_to_a_dashboard_of_an_organisation() {
        let entrance = |slug: &str, own| Some(Entrance { slug: slug.into(), own });
        assert_eq!(Entrance::of("/o/acme/reception/andheri/queue"), entrance("acme", false));
        assert_eq!(Entrance::of("/o/acme/patient/today"), entrance("acme", true));
        for path in ["/", "/o", "/o/acme", "/account", "/platform/organisations"] {
            assert_eq!(Entrance::of(path), None, "{path}");
        }
    }
}
