//! The doctor's own queue of today.

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

/// `GET queue`.
pub async fn index(me: Actor<Doctor>, hx: Hx) -> Response {
    let (clinic, doctor, today) = (me.clinic_id(), me.doctor(), me.today());
    let (queue, signed, unfinished) = me
        .read(move |db| {
            let queue = Queue::of_doctor(db, clinic, doctor, today)?;
            let signed = queue.signed(db)?;
            Ok((queue, signed, Unfinished::count_of_doctor(db, clinic, doctor, today)?))
        })
        .await?;
    hx.page(&Index { layout: me.layout(), today, queue, unfinished, signed, attempt: Attempt::default() })
}

impl Index {
    /// Who was seen today, and what was signed for them.
    fn seen(&self) -> impl Iterator<Item = (&QueuedVisit, Option<&SignedVisit>)> {
        let done = self.queue.visits.iter().filter(|visit| visit.stand() == Stand::Completed);
        done.map(|visit| (visit, self.signed.iter().find(|it| it.appointment == visit.id)))
    }

    fn somebody_waits(&self) -> bool {
        self.queue.visits.iter().any(|visit| visit.stand().is_waiting())
    }
}
