//! Booking for one of the family.

use chrono::NaiveDateTime;

use super::name_of;
use crate::auth::{Actor, Layout, Once, Patient, form_once};
use crate::db::clock;
use crate::db::ids::{ClinicId, ProfileId};
use crate::models::journal::{Attempt, Attempted, Deed};
use crate::models::practice::Doctor;
use crate::models::values::Money;
use crate::models::visits::{BookedVia, Booking, BookingMade, Conflict, NewBooking, OpenClinic, Status};
use crate::shared::places;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "patient/bookings/new.html")]
struct New {
    layout: Layout,
    clinic: OpenClinic,
    doctor: Doctor,
    fee: Money,
    starts_at: NaiveDateTime,
    /// For whom.
    name: String,
    /// Where another time is chosen.
    places: String,
    form: OwnBookingForm,
}

page!(New);

/// A place at a clinic with a doctor, for one of the family.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OwnBookingForm {
    pub(super) clinic: String,
    pub(super) doctor: String,
    pub(super) at: String,
    pub(super) patient: String,
    complaint: String,
    #[serde(skip)]
    attempt: Attempt,
    #[serde(skip)]
    pub(super) errors: Errors,
}

form_once!(OwnBookingForm);

/// The longest complaint, in characters.
const COMPLAINT: usize = 500;

/// `GET bookings/new?clinic=ID&patient=ID&doctor=ID&at=2026-11-30T04:30`.
pub async fn new(me: Actor<Patient>, hx: Hx, Query(form): Query<OwnBookingForm>) -> Response {
    if form.clinic.is_empty() {
        return hx.see_other(me.here("bookings"), None);
    }
    let page = New::of(&me, form).await?;
    hx.in_zone(page.clinic.zone()).page(&page)
}

/// `POST bookings`.
pub async fn create(me: Actor<Patient>, hx: Hx, Once(mut form): Once<OwnBookingForm>) -> Response {
    if form.doctor.is_empty() || form.at.is_empty() {
        return hx.see_other(me.here("bookings"), Notice::warning(message!("booking-choose")));
    }
    let complaint = form::text(&form.complaint, COMPLAINT);
    let complaint = form.errors.check("complaint", complaint);
    let page = New::of(&me, form.clone()).await?;
    let zone = page.clinic.zone();
    let Some(complaint) = complaint else { return hx.in_zone(zone).invalid(&page) };
    let new = NewBooking {
        clinic: page.clinic.id,
        doctor: page.doctor.id,
        patient: page.patient()?,
        held_on: clock::day_of(page.starts_at, zone),
        starts_at: page.starts_at,
        minutes: None,
        via: BookedVia::Portal,
        complaint,
        despite: None,
        browser: None,
    };
    let attempted = me
        .make(&mut form, move |tx| {
            Ok(match Booking::make(tx, &new)? {
                BookingMade::Booked { id, status: Status::Pending } => Ok(Deed::new(id, message!("my-booking-asked"))),
                BookingMade::Booked { id, .. } | BookingMade::Already { id } => Ok(Deed::new(id, message!("my-booking-made"))),
                BookingMade::Conflicts(conflicts) => Err(told(&conflicts)),
                BookingMade::NotOffered => Err(message!("my-booking-gone")),
            })
        })
        .await?;
    match attempted {
        Attempted::Made(made) => hx.see_other(me.here(&format!("bookings/{}", made.id)), Notice::success(made.said())),
        Attempted::Refused(why) => {
            form.errors.add("", why);
            hx.in_zone(zone).invalid(&New { form, ..page })
        }
        Attempted::NotThis(_) => hx.in_zone(zone).invalid(&New { form, ..page }),
    }
}

/// What a patient is told of what stands against it: nothing of others.
pub(super) fn told(conflicts: &[Conflict]) -> Message {
    let busy = conflicts.iter().any(|it| matches!(it, Conflict::PatientBusy { .. } | Conflict::SameDay { .. }));
    if busy { message!("my-booking-busy") } else { message!("my-booking-gone") }
}

impl New {
    async fn of(me: &Actor<Patient>, form: OwnBookingForm) -> Result<New, Error> {
        let clinic: ClinicId = form.clinic.parse().map_err(|_| Error::NotFound)?;
        let doctor: ProfileId = form.doctor.parse().map_err(|_| Error::NotFound)?;
        let starts_at = places::parse_at(&form.at).ok_or(Error::NotFound)?;
        let patient = form.patient.parse().ok().filter(|it| me.family_ids().contains(it)).ok_or(Error::NotFound)?;
        let (clinic, doctor, fee) = me
            .read(move |db| {
                let open = OpenClinic::find(db, clinic, BookedVia::Portal)?;
                Ok((open, Doctor::find(db, doctor)?, Doctor::fee_at(db, clinic, doctor)?))
            })
            .await?;
        let places = me.here(&format!("bookings/places?clinic={}&patient={patient}", clinic.id));
        Ok(New { layout: me.layout(), clinic, doctor, fee, starts_at, name: name_of(me, patient), places, form })
    }

    fn patient(&self) -> Result<ProfileId, Error> {
        self.form.patient.parse().map_err(|_| Error::NotFound)
    }
}
