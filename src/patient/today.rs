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
    /// The tokens of one of the family, those that are not over first.
    fn places_of(&self, profile: &Profile) -> Vec<&PlaceInQueue> {
        let mut places: Vec<&PlaceInQueue> = self.places.iter().filter(|place| place.patient == profile.id).collect();
        places.sort_by_key(|place| place.stand.is_closed());
        places
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
        Stand::Skipped => message!("today-skipped"),
        Stand::Waiting | Stand::Recalled if place.ahead == 0 => message!("today-next"),
        Stand::Waiting | Stand::Recalled => message!("today-ahead", count = place.ahead),
        Stand::Completed => message!("today-done"),
        Stand::Away | Stand::Cancelled | Stand::NoShow => message!("today-over"),
    }
}
