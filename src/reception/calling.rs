//! Calling people in, and their way in and out. Whoever is not there when they are called is skipped; once they are back they are
//! recalled, and go next.

use chrono::{DateTime, NaiveDateTime};

use crate::auth::{Actor, Calls};
use crate::db::ids::{AppointmentId, ClinicId};
use crate::db::{QueryResult, Tx};
use crate::models::visits::{Appointment, Stand, StepTaken, VisitNames};
use crate::web::screen::*;

/// `POST appointments/{id}/call`.
pub async fn call(me: Actor<Calls>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let taken = take(&me, id, Stand::Called, Appointment::call).await?;
    taken.answer(&me, hx, |token, it| message!("queue-called", token, name = &it.patient, doctor = &it.doctor))
}

/// `POST appointments/{id}/skip`.
pub async fn skip(me: Actor<Calls>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let taken = take(&me, id, Stand::Skipped, Appointment::skip).await?;
    taken.answer(&me, hx, |token, it| message!("queue-skipped", token, name = &it.patient, doctor = &it.doctor))
}

/// `POST appointments/{id}/recall`.
pub async fn recall(me: Actor<Calls>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let taken = take(&me, id, Stand::Recalled, Appointment::recall).await?;
    taken.answer(&me, hx, |token, it| message!("queue-recalled", token, name = &it.patient, doctor = &it.doctor))
}

/// `POST appointments/{id}/start`: the patient went in, where the doctor does not say so.
pub async fn start(me: Actor<Calls>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let taken = take(&me, id, Stand::InConsultation, Appointment::start).await?;
    taken.answer(&me, hx, |token, it| message!("queue-started", token, name = &it.patient, doctor = &it.doctor))
}

/// `POST appointments/{id}/finish`: the patient came out. The doctor may write about it later.
pub async fn finish(me: Actor<Calls>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let taken = take(&me, id, Stand::Completed, Appointment::finish).await?;
    taken.answer(&me, hx, |token, it| message!("queue-finished", token, name = &it.patient, doctor = &it.doctor))
}

/// A step of a visit: what came of it, whose it is, and the address that takes it back.
struct Taken {
    step: StepTaken,
    names: VisitNames,
    undo: String,
}

async fn take(
    me: &Actor<Calls>,
    id: AppointmentId,
    stand: Stand,
    take: fn(&mut Tx, ClinicId, AppointmentId) -> QueryResult<StepTaken>,
) -> Result<Taken, Error> {
    let clinic = me.clinic_id();
    let (step, names) = me.write(move |tx| Ok((take(tx, clinic, id)?, VisitNames::of(tx.db, clinic, id)?))).await?;
    Ok(Taken { step, names, undo: me.here(&format!("appointments/{id}/undo?step={stand}{}", at(step))) })
}

impl Taken {
    /// Back to the board, which says so.
    fn answer(self, me: &Actor<Calls>, hx: Hx, done: impl FnOnce(i32, &VisitNames) -> Message) -> Response {
        let notice = undoable(self.step, self.undo, |token| done(token, &self.names));
        hx.see_other(me.here("queue"), notice)
    }
}

/// `?step=called&at=1764230400000000`: the step to be taken back, and the instant of it where one's own is meant. If another one was
/// taken since then, it stays.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct UndoQuery {
    step: String,
    at: String,
}

impl UndoQuery {
    /// The step, if it is one of these.
    pub(super) fn step(&self, steps: &[Stand]) -> Result<Stand, Error> {
        self.step.parse().ok().filter(|it| steps.contains(it)).ok_or_else(|| Error::Malformed("step".into()))
    }

    /// When it was taken; nothing where whoever presses sees how the visit stands and means that.
    pub(super) fn at(&self) -> Result<Option<NaiveDateTime>, Error> {
        if self.at.is_empty() {
            return Ok(None);
        }
        let at = self.at.parse().ok().and_then(DateTime::from_timestamp_micros);
        at.map(|it| Some(it.naive_utc())).ok_or_else(|| Error::Malformed("at".into()))
    }
}

/// `POST appointments/{id}/undo?step=`. A cancellation is taken back by whoever may cancel.
pub async fn undo(me: Actor<Calls>, hx: Hx, At(id): At<AppointmentId>, Query(query): Query<UndoQuery>) -> Response {
    const STEPS: [Stand; 5] = [Stand::Called, Stand::Skipped, Stand::Recalled, Stand::InConsultation, Stand::Completed];
    let (clinic, at, step) = (me.clinic_id(), query.at()?, query.step(&STEPS)?);
    let (step, names) = me.write(move |tx| Ok((Appointment::undo(tx, clinic, id, step, at)?, VisitNames::of(tx.db, clinic, id)?))).await?;
    hx.see_other(me.here("queue"), notice(step, |token| message!("queue-undone", token, name = &names.patient)))
}

/// What the board says after a step: `done` if it was taken now.
pub(super) fn notice(step: StepTaken, done: impl FnOnce(i32) -> Message) -> Notice {
    match step {
        StepTaken::Done { token, .. } => Notice::success(done(token)),
        StepTaken::Already { token } => Notice::warning(message!("queue-already", token)),
        StepTaken::TooLate { token, .. } => Notice::warning(message!("queue-too-late", token)),
    }
}

/// As [`notice`], with the button that takes this very step back, if it was taken; `undo` is where that is posted to.
pub(super) fn undoable(step: StepTaken, undo: String, done: impl FnOnce(i32) -> Message) -> Notice {
    let notice = notice(step, done);
    if matches!(step, StepTaken::Done { .. }) { notice.with_undo(undo) } else { notice }
}

/// What tells a step that was taken from others of its kind, at the end of an address.
pub(super) fn at(step: StepTaken) -> String {
    match step {
        StepTaken::Done { at, .. } => format!("&at={}", at.and_utc().timestamp_micros()),
        StepTaken::Already { .. } | StepTaken::TooLate { .. } => String::new(),
    }
}

/// A button beside a visit on the board.
#[derive(Debug, PartialEq, Eq)]
pub struct StepButton {
    /// Where it is posted to, below the visit's address.
    pub path: &'static str,
    /// The Fluent key of its words, which name the patient where only the icon is seen.
    pub key: &'static str,
    pub icon: Option<&'static str>,
    /// The letter that presses it while the visit has the focus.
    pub letter: char,
}

impl StepButton {
    const fn words(letter: char, path: &'static str, key: &'static str) -> StepButton {
        StepButton { path, key, icon: None, letter }
    }

    const fn icon(letter: char, path: &'static str, key: &'static str, icon: &'static str) -> StepButton {
        StepButton { path, key, icon: Some(icon), letter }
    }

    /// The buttons beside a visit as it stands, the likeliest first.
    pub fn beside(stand: Stand, calls: bool, checks_in: bool) -> &'static [StepButton] {
        const CALL: StepButton = StepButton::words('c', "call", "queue-call");
        const RECALL: StepButton = StepButton::words('r', "recall", "queue-recall");
        const SKIP: StepButton = StepButton::icon('s', "skip", "queue-skip", "skip-forward");
        const UNCALL: StepButton = StepButton::icon('u', "undo?step=called", "queue-uncall", "undo-2");
        const IN: StepButton = StepButton::words('i', "start", "queue-start");
        const GO_IN: StepButton = StepButton::icon('i', "start", "queue-start-at-once", "log-in");
        const OUT: StepButton = StepButton::words('d', "finish", "queue-finish");
        const NOT_IN: StepButton = StepButton::icon('u', "undo?step=in_consultation", "queue-not-in", "undo-2");
        const BACK: StepButton = StepButton::icon('u', "cancellation/removal?step=cancelled", "queue-back", "undo-2");
        const CAME: StepButton = StepButton::icon('u', "cancellation/removal?step=no_show", "queue-back", "undo-2");
        match stand {
            Stand::Waiting | Stand::Recalled if calls => &[CALL, GO_IN, SKIP],
            Stand::Called if calls => &[IN, UNCALL, SKIP],
            Stand::InConsultation if calls => &[OUT, NOT_IN],
            Stand::Skipped if calls => &[RECALL],
            Stand::Cancelled if checks_in => &[BACK],
            Stand::NoShow if checks_in => &[CAME],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Stand, StepButton};

    fn paths(stand: Stand, calls: bool, checks_in: bool) -> Vec<&'static str> {
        StepButton::beside(stand, calls, checks_in).iter().map(|it| it.path).collect()
    }

    #[test]
    fn the_buttons_are_those_that_the_visit_and_the_reader_allow() {
        assert_eq!(paths(Stand::Waiting, true, false), ["call", "start", "skip"]);
        assert_eq!(paths(Stand::Called, true, false), ["start", "undo?step=called", "skip"]);
        assert_eq!(paths(Stand::InConsultation, true, false), ["finish", "undo?step=in_consultation"]);
        assert_eq!(paths(Stand::NoShow, true, true), ["cancellation/removal?step=no_show"]);
        assert!(paths(Stand::Waiting, false, true).is_empty() && paths(Stand::Cancelled, true, false).is_empty());
        assert!(paths(Stand::Completed, true, true).is_empty());
    }

    #[test]
    fn each_letter_presses_one_button_of_a_visit() {
        for stand in Stand::ALL {
            let letters: Vec<char> = StepButton::beside(*stand, true, true).iter().map(|it| it.letter).collect();
            let mut once = letters.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), letters.len(), "{stand}: {letters:?}");
            assert!(!letters.iter().any(|it| "mptnv".contains(*it)), "{stand}: more, the bill and the navigation have theirs");
        }
    }
}
