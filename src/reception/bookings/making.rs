//! Booking a place at the desk: for whom, what for; and what stands against it.

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use crate::auth::{Actor, Bookings, Layout, Once, form_once};
use crate::db::clock;
use crate::db::ids::ProfileId;
use crate::locale::Value;
use crate::models::journal::{Attempt, Attempted, Deed};
use crate::models::people::{Found, Patient};
use crate::models::practice::Doctor;
use crate::models::visits::{Attended, BookedVia, Booking, BookingMade, Conflict, NewBooking};
use crate::shared::places;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "reception/bookings/new.html")]
struct New {
    layout: Layout,
    today: chrono::NaiveDate,
    doctor: Doctor,
    starts_at: NaiveDateTime,
    zone: Tz,
    /// For whom, once that is known.
    patient: Option<Patient>,
    attended: Attended,
    /// Who was found by what was typed.
    found: Vec<Found>,
    /// What stands against it.
    conflicts: Vec<Conflict>,
    form: BookingForm,
}

page!(New);

/// A place with a doctor, `at` so and so; without a patient somebody is looked for by `q`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BookingForm {
    pub(super) doctor: String,
    pub(super) at: String,
    pub(super) on: String,
    pub(super) time: String,
    pub(super) patient: String,
    pub(super) q: String,
    pub(super) complaint: String,
    /// Why it is booked in spite of all that stands against it.
    pub(super) despite: String,
    #[serde(skip)]
    pub(super) attempt: Attempt,
    #[serde(skip)]
    pub(super) errors: Errors,
}

form_once!(BookingForm);

/// How many people are shown to choose from.
const MOST: usize = 8;

/// The longest complaint and the longest reason, in characters.
const COMPLAINT: usize = 500;
pub(super) const REASON: usize = 255;

/// `GET bookings/new?doctor=ID&at=2026-11-30T04:30&patient=ID`.
pub async fn new(me: Actor<Bookings>, hx: Hx, Query(form): Query<BookingForm>) -> Response {
    if form.doctor.is_empty() {
        return hx.see_other(me.here("bookings"), None);
    }
    hx.page(&New::of(&me, form).await?)
}

/// `POST bookings`.
pub async fn create(me: Actor<Bookings>, hx: Hx, Once(mut form): Once<BookingForm>) -> Response {
    if form.doctor.parse::<ProfileId>().is_err() || form.starts_at(&me).is_err() {
        return hx.see_other(me.here("bookings"), Notice::warning(message!("booking-choose")));
    }
    let Some(mut new) = form.parse(&me) else {
        return hx.invalid(&New::of(&me, form).await?);
    };
    new.held_on = clock::day_of(new.starts_at, me.zone());
    let attempted = me
        .make(&mut form, move |tx| {
            let name = Patient::find(tx.db, new.patient)?.profile.full_name;
            Ok(match Booking::make(tx, &new)? {
                BookingMade::Booked { id, .. } => Ok(Deed::new(id, message!("booking-made", name))),
                BookingMade::Already { id } => Ok(Deed::new(id, message!("booking-already", name))),
                BookingMade::Conflicts(conflicts) => Err(conflicts),
                // The clinic's own people book whatever they offer others.
                BookingMade::NotOffered => Err(Vec::new()),
            })
        })
        .await?;
    match attempted {
        Attempted::Made(made) => hx.see_other(me.here(&format!("bookings/{}", made.id)), Notice::success(made.said())),
        Attempted::Refused(conflicts) => {
            form.errors.add("", message!("booking-conflicts"));
            hx.invalid(&New { conflicts, ..New::of(&me, form).await? })
        }
        Attempted::NotThis(_) => hx.invalid(&New::of(&me, form).await?),
    }
}

impl BookingForm {
    /// By `at`; or by the day and the time of it that were typed, as the clinic's clocks show them.
    pub(super) fn starts_at(&self, me: &Actor<Bookings>) -> Result<NaiveDateTime, Message> {
        let typed = || clock::instant(form::date(&self.on)?, form::time(&self.time)?, me.zone());
        places::parse_at(&self.at).or_else(typed).ok_or_else(|| message!("error-time"))
    }

    /// What was said against all that stands against it, by whoever may.
    pub(super) fn despite(&self, me: &Actor<Bookings>) -> Result<Option<String>, Message> {
        let despite = form::text(&self.despite, REASON)?;
        Ok(Some(despite).filter(|it| !it.is_empty() && me.layout().may_overbook()))
    }

    fn parse(&mut self, me: &Actor<Bookings>) -> Option<NewBooking> {
        form::parse!(self => NewBooking {
            doctor: form::choice(&self.doctor),
            patient: form::required_choice(&self.patient),
            starts_at on at: self.starts_at(me),
            complaint: form::text(&self.complaint, COMPLAINT),
            despite: self.despite(me),
            ;
            held_on: me.today(),
            clinic: me.clinic_id(),
            minutes: None,
            via: BookedVia::Desk,
            browser: None,
        })
    }
}

impl New {
    async fn of(me: &Actor<Bookings>, form: BookingForm) -> Result<New, Error> {
        let doctor: ProfileId = form.doctor.parse().map_err(|_| Error::NotFound)?;
        let starts_at = form.starts_at(me).map_err(|_| Error::NotFound)?;
        let patient: Option<ProfileId> = form.patient.parse().ok();
        let (clinic, now, q) = (me.clinic_id(), me.now(), form.q.clone());
        let (doctor, patient, attended, found) = me
            .open(move |opening| {
                let doctor = Doctor::find(opening.db, doctor)?;
                let Some(patient) = patient else {
                    let found = if q.trim().is_empty() { Vec::new() } else { Found::by(opening, &q, MOST)?.0 };
                    return Ok((doctor, None, Attended::default(), found));
                };
                opening.found([patient]);
                let attended = Attended::of(opening.db, clinic, patient, now)?;
                Ok((doctor, Some(Patient::find(opening.db, patient)?), attended, Vec::new()))
            })
            .await?;
        Ok(New {
            layout: me.layout(),
            today: me.today(),
            doctor,
            starts_at,
            zone: me.zone(),
            patient,
            attended,
            found,
            conflicts: Vec::new(),
            form,
        })
    }

    fn said(&self, conflict: &Conflict) -> Message {
        said(conflict, self.zone)
    }

    /// Whether the reader may book in spite of what stands against it.
    fn may_overbook(&self) -> bool {
        overbooked(&self.layout, &self.conflicts)
    }
}

/// Whether whoever reads may book in spite of these.
pub(super) fn overbooked(layout: &Layout, conflicts: &[Conflict]) -> bool {
    layout.may_overbook() && !conflicts.is_empty() && conflicts.iter().all(Conflict::may_be_overridden)
}

/// A conflict in words; times as the clinic's clocks show them.
pub(super) fn said(conflict: &Conflict, zone: Tz) -> Message {
    let when = |at: NaiveDateTime| Value::Moment(clock::local(at, zone));
    match conflict {
        Conflict::Past => message!("conflict-past"),
        Conflict::Closed(why) => super::why(why),
        Conflict::OutsideHours => message!("conflict-outside"),
        Conflict::Full { by, .. } if by.is_empty() => message!("conflict-held"),
        Conflict::Full { by, .. } => message!("conflict-full", by = by.join(", ")),
        Conflict::Elsewhere { clinic, starts_at } => message!("conflict-elsewhere", clinic, when = when(*starts_at)),
        Conflict::PatientBusy { doctor, clinic, starts_at } => message!("conflict-busy", doctor, clinic, when = when(*starts_at)),
        Conflict::SameDay { .. } => message!("conflict-same-day"),
    }
}
