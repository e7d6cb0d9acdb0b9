//! Today's board: every doctor's queue side by side, and the form that checks somebody in.

use chrono::NaiveDate;

use super::calling::StepButton;
use crate::auth::{Actor, AtClinic, Duty, Layout, Reception, form_once};
use crate::db::ids::{AppointmentId, ProfileId};
use crate::models::journal::Attempt;
use crate::models::visits::{Arrival, Bill, Priority, Proposed, Queue, QueuedVisit, Stand, Unfinished};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "reception/queue/index.html", blocks = ["board"])]
pub(super) struct Index {
    layout: Layout,
    today: NaiveDate,
    /// The day that is shown. What was is only read.
    day: NaiveDate,
    queues: Vec<Queue>,
    /// How much was left undone on earlier days, where it was counted.
    unfinished: i64,
    /// Who is to be checked in, where the reader may do that.
    arrival: Option<Arrival>,
    /// The doctor who is chosen for them, and why.
    proposed: Option<(ProfileId, Proposed)>,
    form: CheckInForm,
    /// The visit whose token was just given: it has the focus.
    given: Option<AppointmentId>,
}

page!(Index, "board" => as_board);

/// Checking somebody in: with which doctor, how urgent it is, and what for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CheckInForm {
    pub(super) patient: String,
    pub(super) doctor: String,
    pub(super) priority: String,
    pub(super) complaint: String,
    #[serde(skip)]
    pub(super) attempt: Attempt,
    #[serde(skip)]
    pub(super) errors: Errors,
}

form_once!(CheckInForm);

/// `?patient=ID`: who is to be checked in; `?given=ID`: the visit whose token was just given; `?on=2026-11-19`: another day's board, as it
/// ended.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct QueueQuery {
    patient: String,
    given: String,
    on: String,
}

/// `GET queue`.
pub async fn index(me: Actor<Reception>, hx: Hx, Query(query): Query<QueueQuery>) -> Response {
    if let Some(day) = form::date(&query.on).filter(|day| *day < me.today()) {
        return hx.page(&Index::of_past(&me, day).await?);
    }
    let form = CheckInForm { patient: query.patient, ..CheckInForm::default() };
    let mut page = Index::of(&me, form).await?;
    page.given = query.given.parse().ok();
    // The board alone is asked for at every change; and whoever is being checked in comes first.
    if !hx.wants("board") && page.arrival.is_none() {
        let (clinic, today, bills) = (me.clinic_id(), me.today(), me.layout().sees_bills());
        page.unfinished = me.read(move |db| Unfinished::count_at_clinic(db, clinic, today, bills)).await?;
    }
    hx.page(&page)
}

impl Index {
    /// The board of a day that is over.
    async fn of_past(me: &Actor<Reception>, day: NaiveDate) -> Result<Index, Error> {
        let clinic = me.clinic_id();
        let queues = me.read(move |db| Queue::of_clinic(db, clinic, day)).await?;
        let (layout, today) = (me.layout(), me.today());
        Ok(Index { layout, today, day, queues, unfinished: 0, arrival: None, proposed: None, form: CheckInForm::default(), given: None })
    }

    /// Today's board; and, where the form names a patient, the form filled in with what is likely.
    pub(super) async fn of<D: Duty<Scope = AtClinic>>(me: &Actor<D>, mut form: CheckInForm) -> Result<Index, Error> {
        let (layout, clinic, today) = (me.layout(), me.clinic_id(), me.today());
        let patient: Option<ProfileId> =
            if form.patient.is_empty() { None } else { Some(form.patient.parse().map_err(|_| Error::NotFound)?) };
        let (queues, arrival) = me
            .open(move |opening| {
                let arrival = patient.map(|patient| Arrival::of(opening, clinic, patient, today)).transpose()?;
                Ok((Queue::of_clinic(opening.db, clinic, today)?, arrival))
            })
            .await?;
        let mut proposed = None;
        if let Some(arrival) = &arrival {
            if form.doctor.is_empty() && form.errors.is_empty() {
                proposed = arrival.likely_doctor(&queues, today);
                form.doctor = proposed.map(|(doctor, _)| doctor.to_string()).unwrap_or_default();
            }
            if form.priority.is_empty() {
                form.priority = arrival.likely_priority(today).to_string();
            }
        }
        let arrival = arrival.filter(|_| layout.may_check_in());
        Ok(Index { layout, today, day: today, queues, unfinished: 0, arrival, proposed, form, given: None })
    }

    /// What a queue says in which nobody stands: a Fluent key.
    fn nobody(&self) -> &'static str {
        if self.day == self.today { "queue-empty" } else { "queue-past-empty" }
    }

    /// Why that doctor is likely: a Fluent key.
    fn why(&self, doctor: &ProfileId) -> Option<&'static str> {
        if self.arrival.as_ref().is_some_and(|it| it.saw_last(doctor)) {
            return Some(Proposed::SeenLast.key());
        }
        self.proposed.filter(|(proposed, _)| proposed == doctor).map(|(_, why)| why.key())
    }

    /// Where the patient who is being checked in stands already.
    fn standing(&self) -> Vec<(&Queue, &QueuedVisit)> {
        let Some(arrival) = &self.arrival else { return Vec::new() };
        let patient = arrival.patient.id();
        self.queues.iter().filter_map(|queue| Some((queue, queue.open_visit_of(&patient)?))).collect()
    }

    /// The visit whose token was just given, and the queue that it stands in.
    fn given(&self) -> Option<(&Queue, &QueuedVisit)> {
        let id = self.given?;
        self.queues.iter().find_map(|queue| Some((queue, queue.visit(&id)?)))
    }

    /// What is to be collected for a visit, where the reader sees bills.
    fn collectable(&self, visit: &QueuedVisit) -> Option<Bill> {
        visit.bill().filter(|it| !it.is_paid() && self.layout.sees_bills())
    }

    /// Where it is taken back that a visit was checked in, while nothing has become of it.
    fn taking_back(&self, visit: &QueuedVisit) -> Option<String> {
        let at = visit.checked_in_at.filter(|_| self.layout.may_check_in() && visit.stand() == Stand::Waiting)?;
        Some(format!("{}/appointments/{}/cancellation?at={}", self.layout.base, visit.id, at.and_utc().timestamp_micros()))
    }

    /// Whether the reader may measure whoever stands so.
    fn measures(&self, stand: &Stand) -> bool {
        self.day == self.today && self.layout.may_measure() && stand.may_be_measured()
    }

    /// What is asked before the step: whether two are to be with the doctor at once.
    fn sure(&self, queue: &Queue, step: &StepButton) -> Option<Message> {
        let inside = queue.visits.iter().find(|it| it.stand() == Stand::InConsultation).filter(|_| step.path == "start")?;
        Some(message!("queue-both-sure", doctor = &queue.doctor.full_name, name = &inside.patient))
    }

    /// The buttons beside a visit.
    fn steps(&self, stand: &Stand) -> &'static [StepButton] {
        if self.day != self.today {
            return &[];
        }
        StepButton::beside(*stand, self.layout.may_call(), self.layout.may_check_in())
    }
}
