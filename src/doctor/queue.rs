//! The doctor's own queue of today.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::auth::{Actor, Doctor, Layout};
use crate::models::journal::Attempt;
use crate::models::visits::{Queue, QueuedVisit, SignedVisit, Stand, Unfinished};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "doctor/queue/index.html", blocks = ["board"])]
struct Index {
    layout: Layout,
    today: NaiveDate,
    queue: Queue,
    /// How much was left undone on earlier days.
    unfinished: i64,
    signed: Vec<SignedVisit>,
    /// Of the button that calls the next one in.
    attempt: Attempt,
}

page!(Index, "board" => as_board);

#[derive(Template)]
#[template(path = "doctor/queue/day.html")]
struct Day {
    layout: Layout,
    today: NaiveDate,
    on: NaiveDate,
    queue: Queue,
    signed: Vec<SignedVisit>,
}

page!(Day);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DayQuery {
    on: String,
}

/// `GET queue?on=`: today's, or the list of an earlier day, which is only read.
pub async fn index(me: Actor<Doctor>, hx: Hx, Query(query): Query<DayQuery>) -> Response {
    let (clinic, doctor, today) = (me.clinic_id(), me.doctor(), me.today());
    if let Some(on) = form::date(&query.on).filter(|on| *on < today) {
        return day(&me, hx, on).await;
    }
    let (queue, signed, unfinished) = me
        .read(move |db| {
            let queue = Queue::of_doctor(db, clinic, doctor, today)?;
            let signed = queue.signed(db)?;
            Ok((queue, signed, Unfinished::count_of_doctor(db, clinic, doctor, today)?))
        })
        .await?;
    hx.page(&Index { layout: me.layout(), today, queue, unfinished, signed, attempt: Attempt::default() })
}

/// Who came, who did not, and what was signed. Whom it shows is noted.
async fn day(me: &Actor<Doctor>, hx: Hx, on: NaiveDate) -> Response {
    let (clinic, doctor) = (me.clinic_id(), me.doctor());
    let (mut queue, signed) = me
        .open(move |opening| {
            let queue = Queue::of_doctor(opening.db, clinic, doctor, on)?;
            let signed = queue.signed(opening.db)?;
            opening.found(queue.visits.iter().map(|visit| visit.patient_id));
            Ok((queue, signed))
        })
        .await?;
    queue.visits.sort_by_key(|visit| visit.token);
    hx.page(&Day { layout: me.layout(), today: me.today(), on, queue, signed })
}

impl Day {
    fn signed_of(&self, visit: &QueuedVisit) -> Option<&SignedVisit> {
        self.signed.iter().find(|it| it.appointment == visit.id)
    }
}

impl Index {
    /// Who was seen today, the last one first, and what was signed for them.
    fn seen(&self) -> impl Iterator<Item = (&QueuedVisit, Option<&SignedVisit>)> {
        let mut done: Vec<&QueuedVisit> = self.queue.visits.iter().filter(|visit| visit.stand() == Stand::Completed).collect();
        done.sort_by_key(|it| Reverse(it.completed_at));
        done.into_iter().map(|visit| (visit, self.signed.iter().find(|it| it.appointment == visit.id)))
    }

    /// Who is called, is with the doctor, or waits: whoever comes in now stands on top.
    fn present(&self) -> impl Iterator<Item = &QueuedVisit> {
        let present =
            |called| self.queue.visits.iter().filter(move |it| !it.stand().is_closed() && (it.stand() == Stand::Called) == called);
        present(true).chain(present(false))
    }

    /// Whether there is somebody to be called, or who was called and is not in yet.
    fn somebody_is_next(&self) -> bool {
        self.queue.visits.iter().any(|visit| visit.stand().is_waiting() || visit.stand() == Stand::Called)
    }
}
