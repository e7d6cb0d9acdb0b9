//! One visit of today: where it stands, and what is rarely done with it.

use chrono::{NaiveDate, NaiveDateTime};

use super::calling::StepButton;
use crate::auth::{Actor, AtClinic, Duty, Layout, Reception};
use crate::db::ids::AppointmentId;
use crate::models::values::Money;
use crate::models::visits::{Appointment, Priority, Queue, QueuedVisit, Stand};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "reception/appointments/show.html")]
pub(super) struct Show {
    layout: Layout,
    /// The address of the visit, with which those of its steps begin.
    here: String,
    today: NaiveDate,
    held_on: NaiveDate,
    visit: QueuedVisit,
    /// The queue that the visit is in.
    queue: Queue,
    /// The other doctors' queues of that day.
    others: Vec<Queue>,
    form: CancellationForm,
    complaint: ComplaintForm,
}

page!(Show);

/// Taking somebody out of the queue: a reason, which may be left empty unless money is held for the visit; what becomes of that money; and
/// whether they never came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CancellationForm {
    pub(super) reason: String,
    pub(super) no_show: String,
    /// `back`, or `settle` later.
    pub(super) money: String,
    #[serde(skip)]
    pub(super) errors: Errors,
}

/// What they came for, as it is corrected.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ComplaintForm {
    pub(super) complaint: String,
    #[serde(skip)]
    pub(super) errors: Errors,
}

/// `GET appointments/{id}`.
pub async fn show(me: Actor<Reception>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    hx.page(&Show::of(&me, id, CancellationForm::default()).await?)
}

impl Show {
    pub(super) async fn of<D: Duty<Scope = AtClinic>>(me: &Actor<D>, id: AppointmentId, form: CancellationForm) -> Result<Show, Error> {
        let clinic = me.clinic_id();
        let (held_on, mut others) = me
            .read(move |db| {
                let held_on = Appointment::at_clinic(db, clinic, id)?.held_on;
                Ok((held_on, Queue::of_clinic(db, clinic, held_on)?))
            })
            .await?;
        let place = others.iter().position(|queue| queue.visit(&id).is_some()).ok_or(Error::NotFound)?;
        let queue = others.remove(place);
        let visit = queue.visit(&id).ok_or(Error::NotFound)?.clone();
        let here = me.here(&format!("appointments/{id}"));
        // Whoever may not read it says it anew.
        let known = if me.layout().may_see_health() { visit.complaint.clone() } else { String::new() };
        let complaint = ComplaintForm { complaint: known, errors: Errors::default() };
        Ok(Show { layout: me.layout(), here, today: me.today(), held_on, visit, queue, others, form, complaint })
    }

    /// The page with the complaint as it was typed.
    pub(super) fn with(self, complaint: ComplaintForm) -> Show {
        Show { complaint, ..self }
    }

    /// Whether the reader may still say anew what the patient came for.
    fn may_correct(&self) -> bool {
        let stand = self.visit.stand();
        self.layout.may_check_in() && self.held_on == self.today && (stand.is_open() || stand == Stand::InConsultation)
    }

    /// Whether the reader may still change the visit's place.
    fn may_change(&self) -> bool {
        self.layout.may_check_in() && self.held_on == self.today && self.visit.stand().is_open()
    }

    /// What is asked before the visit is cancelled: money that was paid is named.
    fn cancel_question(&self) -> Message {
        let QueuedVisit { token, patient: name, .. } = &self.visit;
        match self.visit.paid() {
            Money::ZERO => message!("place-cancel-confirm", token = *token, name),
            amount => message!("place-cancel-confirm-paid", token = *token, name, amount),
        }
    }

    /// The buttons that the board has beside the visit.
    fn steps_to_take(&self) -> &'static [StepButton] {
        let today = self.held_on == self.today;
        if today { StepButton::beside(self.visit.stand(), self.layout.may_call(), self.layout.may_check_in()) } else { &[] }
    }

    /// The steps that the visit has taken, by the Fluent key of each, and when.
    fn steps(&self) -> impl Iterator<Item = (&'static str, NaiveDateTime)> {
        let steps = [
            ("place-checked-in", self.visit.checked_in_at),
            ("stand-called", self.visit.was_called_at()),
            ("stand-in-consultation", self.visit.started_at),
            ("stand-completed", self.visit.completed_at),
        ];
        steps.into_iter().filter_map(|(key, at)| Some((key, at?)))
    }
}
