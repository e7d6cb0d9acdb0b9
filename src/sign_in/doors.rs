//! Where somebody may go: each organisation, clinic and role is a door. Whoever has only one is
//! sent through it, and a patient through the one behind which they have a token today.

use crate::auth::{Door, Holder, Visitor};
use crate::db::clock;
use crate::directory::people::Membership;
use crate::models::people::{Family, Transfer};
use crate::models::practice::Place;
use crate::models::visits::Queue;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "sign_in/doors.html")]
struct Index {
    who: String,
    doors: Vec<Door>,
    /// The organisations that ask them to work there.
    offers: Vec<Membership>,
    /// The organisations of theirs that are suspended.
    closed: Vec<String>,
    /// How whoever runs the installation is reached; empty where nobody says.
    contact: String,
    /// Those where they worked, and do not any more.
    let_go: Vec<String>,
    /// Those that cannot be reached now.
    away: Vec<String>,
}

page!(Index);

impl Index {
    /// Whether the organisation alone tells the doors apart.
    fn are_of_patient(&self) -> bool {
        self.doors.iter().all(Door::is_of_patient)
    }
}

/// `?in=acme`: only that organisation's.
#[derive(Deserialize)]
pub struct DoorsQuery {
    #[serde(default, rename = "in")]
    slug: String,
}

/// `GET /`: in, or to the sign-in page.
pub async fn root(visitor: Visitor, hx: Hx) -> Response {
    hx.see_other(if visitor.account.is_some() { "/doors" } else { "/sign-in" }, None)
}

/// `GET /doors`.
pub async fn index(Holder(account): Holder, hx: Hx, Query(query): Query<DoorsQuery>) -> Response {
    let (mut doors, mut away, mut expecting) = (Vec::new(), Vec::new(), Vec::new());
    let several = account.user.memberships.len() > 1;
    let offers: Vec<Membership> = account.user.memberships.iter().filter(|it| it.is_offered() && !account.is_doubtful()).cloned().collect();
    if account.user.operator && query.slug.is_empty() {
        doors.push(Door::platform());
    }
    for membership in account.user.memberships.iter().filter(|it| query.slug.is_empty() || it.slug == query.slug) {
        let (user, now, today) = (account.user.id, clock::now(), clock::today_in(clock::INDIA));
        let found = account
            .look_into(membership, move |db| {
                let (places, family) = (Place::of_user(db, user)?, Family::of_user(db, user, today)?);
                let expected = several && places.is_empty() && Queue::expects(db, &family.ids(), now)?;
                Ok((places, family, Transfer::offered_to(db, user, now)?, expected))
            })
            .await;
        let (places, family, offers, expected) = match found {
            Ok(found) => found,
            Err(Error::Busy(why)) => {
                tracing::error!(organisation = %membership.slug, %why, "cannot be reached");
                away.push(membership.name.clone());
                continue;
            }
            Err(error) => return Err(error),
        };
        let is_patient = places.first().map_or(!family.is_empty(), |it| it.also_patient) || !offers.is_empty();
        let places = if membership.is_accepted() { places } else { Vec::new() };
        let theirs = Door::of(membership, &places, is_patient);
        expecting.extend(theirs.iter().filter(|_| expected).map(|door| door.address.clone()));
        doors.extend(theirs);
    }
    if let [expected] = expecting.as_slice()
        && doors.iter().all(Door::is_of_patient)
        && away.is_empty()
        && offers.is_empty()
    {
        return hx.see_other(expected.clone(), None);
    }
    let names = |theirs: &[Membership]| -> Vec<String> { theirs.iter().map(|it| it.name.clone()).collect() };
    let (closed, let_go) = (names(&account.user.closed), names(&account.user.let_go));
    match doors.as_slice() {
        [] if !away.is_empty() => Err(Error::Busy(format!("{} cannot be reached", away.join(", ")))),
        [only] if away.is_empty() && offers.is_empty() => hx.see_other(only.address.clone(), None),
        _ => {
            let who = if account.is_doubtful() { String::new() } else { account.user.full_name.clone() };
            hx.page(&Index { who, doors, offers, closed, contact: account.config().operator_contact.clone(), let_go, away })
        }
    }
}
