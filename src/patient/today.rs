//! Today's tokens of the whole family: where each stands in the queue, and what to do next.

use chrono::{NaiveDate, NaiveDateTime};

use crate::auth::{Actor, Layout, Patient};
use crate::models::people::{Profile, Transfer};
use crate::models::visits::{PlaceInQueue, Queue, Stand};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "patient/today/index.html", blocks = ["today"])]
struct Index {
    layout: Layout,
    day: NaiveDate,
    now: NaiveDateTime,
    family: Vec<Profile>,
    places: Vec<PlaceInQueue>,
    /// Records that others offer.
    offers: Vec<Transfer>,
}

page!(Index, "today" => as_today);

/// `GET today`.
pub async fn index(me: Actor<Patient>, hx: Hx) -> Response {
    let (ids, day, user, now) = (me.family_ids(), me.today(), me.user(), me.now());
    let (places, offers) = me.read(move |db| Ok((Queue::place_of_family(db, &ids, now)?, Transfer::offered_to(db, user, now)?))).await?;
    hx.page(&Index { layout: me.layout(), day, now, family: me.family().to_vec(), places, offers })
}

impl Index {
    /// Everybody's tokens, whoever has to do something first.
    fn in_order(&self) -> Vec<(&Profile, &PlaceInQueue)> {
        let places = self.places.iter().filter_map(|place| Some((self.family.iter().find(|it| it.id == place.patient)?, place)));
        let mut places: Vec<(&Profile, &PlaceInQueue)> = places.collect();
        places.sort_by_key(|(_, place)| urgency(place));
        places
    }

    /// What the browser's tab says: whose turn it is, if it is anybody's.
    fn title(&self) -> Message {
        let called = self.in_order().into_iter().filter(|(_, place)| place.stand == Stand::Called);
        let names = called.map(|(profile, _)| profile.full_name.as_str()).collect::<Vec<_>>().join(", ");
        if names.is_empty() { message!("nav-today") } else { message!("today-turn-of", names) }
    }
}

/// Whoever is called comes first, then who was called and missed it, then those who wait, the next one first; whoever is with the
/// doctor or was seen has nothing to do any more.
fn urgency(place: &PlaceInQueue) -> (u8, usize) {
    match place.stand {
        Stand::Called => (0, 0),
        Stand::Skipped => (1, 0),
        Stand::Waiting | Stand::Recalled => (2, place.ahead),
        Stand::InConsultation => (3, 0),
        Stand::Completed | Stand::Away | Stand::Cancelled | Stand::NoShow => (4, 0),
    }
}

/// How long it will take; whoever is next is told so in other words.
fn wait(place: &PlaceInQueue) -> Option<Message> {
    place.wait.filter(|wait| !wait.is_next()).map(|wait| wait.message())
}

/// The token that is being served, unless it is their own.
fn serving(place: &PlaceInQueue) -> Option<i32> {
    place.now_serving.filter(|token| *token != place.token)
}

/// What to do next, or how many are first.
fn advice(place: &PlaceInQueue) -> Message {
    match place.stand {
        Stand::Called => message!("today-come-in"),
        Stand::InConsultation => message!("today-with-doctor"),
        Stand::Skipped if place.was_called => message!("today-skipped"),
        Stand::Skipped => message!("today-put-aside"),
        Stand::Waiting | Stand::Recalled if place.ahead == 0 => message!("today-next"),
        Stand::Waiting | Stand::Recalled => message!("today-ahead", count = place.ahead),
        Stand::Completed => message!("today-done"),
        Stand::Away | Stand::Cancelled | Stand::NoShow => message!("today-over"),
    }
}
