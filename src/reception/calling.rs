//! Calling people in. Whoever is not there when they are called is skipped; once they are back they are recalled, and go next.

use chrono::{DateTime, NaiveDateTime};

use crate::auth::{Actor, Calls};
use crate::db::ids::AppointmentId;
use crate::models::visits::{Appointment, Stand, StepTaken};
use crate::web::screen::*;

/// `POST appointments/{id}/call`.
pub async fn call(me: Actor<Calls>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let clinic = me.clinic_id();
    let step = me.write(move |tx| Appointment::call(tx, clinic, id)).await?;
    let undo = undo_of(&me, id, Stand::Called, step);
    hx.see_other(me.here("queue"), undoable(step, undo, |token| message!("queue-called", token)))
}

/// `POST appointments/{id}/skip`.
pub async fn skip(me: Actor<Calls>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let clinic = me.clinic_id();
    let step = me.write(move |tx| Appointment::skip(tx, clinic, id)).await?;
    let undo = undo_of(&me, id, Stand::Skipped, step);
    hx.see_other(me.here("queue"), undoable(step, undo, |token| message!("queue-skipped", token)))
}

/// `POST appointments/{id}/recall`.
pub async fn recall(me: Actor<Calls>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let clinic = me.clinic_id();
    let step = me.write(move |tx| Appointment::recall(tx, clinic, id)).await?;
    let undo = undo_of(&me, id, Stand::Recalled, step);
    hx.see_other(me.here("queue"), undoable(step, undo, |token| message!("queue-recalled", token)))
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
    let (clinic, at, step) = (me.clinic_id(), query.at()?, query.step(&[Stand::Called, Stand::Skipped, Stand::Recalled])?);
    let step = me.write(move |tx| Appointment::undo(tx, clinic, id, step, at)).await?;
    hx.see_other(me.here("queue"), notice(step, |token| message!("queue-undone", token)))
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

/// The address that takes a step of calling back.
fn undo_of(me: &Actor<Calls>, id: AppointmentId, stand: Stand, step: StepTaken) -> String {
    me.here(&format!("appointments/{id}/undo?step={stand}{}", at(step)))
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
}

impl StepButton {
    const fn words(path: &'static str, key: &'static str) -> StepButton {
        StepButton { path, key, icon: None }
    }

    const fn icon(path: &'static str, key: &'static str, icon: &'static str) -> StepButton {
        StepButton { path, key, icon: Some(icon) }
    }

    /// The buttons beside a visit as it stands, the likeliest first.
    pub fn beside(stand: Stand, calls: bool, checks_in: bool) -> &'static [StepButton] {
        const CALL: StepButton = StepButton::words("call", "queue-call");
        const RECALL: StepButton = StepButton::words("recall", "queue-recall");
        const SKIP: StepButton = StepButton::icon("skip", "queue-skip", "skip-forward");
        const UNCALL: StepButton = StepButton::icon("undo?step=called", "queue-uncall", "undo-2");
        const BACK: StepButton = StepButton::icon("cancellation/removal?step=cancelled", "queue-back", "undo-2");
        const CAME: StepButton = StepButton::icon("cancellation/removal?step=no_show", "queue-back", "undo-2");
        match stand {
            Stand::Waiting | Stand::Recalled if calls => &[CALL, SKIP],
            Stand::Called if calls => &[UNCALL, SKIP],
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
        assert_eq!(paths(Stand::Waiting, true, false), ["call", "skip"]);
        assert_eq!(paths(Stand::Called, true, false), ["undo?step=called", "skip"]);
        assert_eq!(paths(Stand::NoShow, true, true), ["cancellation/removal?step=no_show"]);
        assert!(paths(Stand::Waiting, false, true).is_empty() && paths(Stand::Cancelled, true, false).is_empty());
        assert!(paths(Stand::Completed, true, true).is_empty());
    }
}
