//! A booking gets another time.

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use super::making::{BookingForm, overbooked, said};
use crate::auth::{Actor, Bookings, Layout};
use crate::db::clock;
use crate::db::ids::{AppointmentId, ProfileId};
use crate::models::practice::Doctor;
use crate::models::visits::{BookedVia, Booking, BookingListed, BookingMoved, Conflict, NewBooking};
use crate::shared::places;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "reception/bookings/move.html")]
struct Edit {
    layout: Layout,
    here: String,
    it: BookingListed,
    doctor: Doctor,
    starts_at: NaiveDateTime,
    zone: Tz,
    conflicts: Vec<Conflict>,
    form: BookingForm,
}

page!(Edit);

/// `GET bookings/{id}/move?doctor=ID&at=2026-11-30T04:30`.
pub async fn edit(me: Actor<Bookings>, hx: Hx, At(id): At<AppointmentId>, Query(form): Query<BookingForm>) -> Response {
    hx.page(&Edit::of(&me, id, form, Vec::new()).await?)
}

/// `POST bookings/{id}/move`.
pub async fn update(me: Actor<Bookings>, hx: Hx, At(id): At<AppointmentId>, Form(mut form): Form<BookingForm>) -> Response {
    let (clinic, zone) = (me.clinic_id(), me.zone());
    let doctor: ProfileId = form.doctor.parse().map_err(|_| Error::NotFound)?;
    let starts_at = form.starts_at(&me).map_err(|_| Error::NotFound)?;
    let despite = form.despite(&me);
    let Some(despite) = form.errors.check("despite", despite) else {
        return hx.invalid(&Edit::of(&me, id, form, Vec::new()).await?);
    };
    let moved = me
        .write(move |tx| {
            let to = NewBooking {
                clinic,
                doctor,
                patient: Booking::at_clinic(tx.db, clinic, id)?.patient_id,
                held_on: clock::day_of(starts_at, zone),
                starts_at,
                minutes: None,
                via: BookedVia::Desk,
                complaint: String::new(),
                despite: despite.clone(),
                browser: None,
            };
            Booking::move_to(tx, id, &to)
        })
        .await?;
    let here = me.here(&format!("bookings/{id}"));
    match moved {
        BookingMoved::Moved(_) => hx.see_other(here, Notice::success(message!("booking-moved"))),
        BookingMoved::Already => hx.see_other(here, Notice::from(message!("booking-there"))),
        BookingMoved::Conflicts(conflicts) => {
            form.errors.add("", message!("booking-conflicts"));
            hx.invalid(&Edit::of(&me, id, form, conflicts).await?)
        }
        BookingMoved::TooLate(_) | BookingMoved::TooNear | BookingMoved::NotOffered => {
            hx.see_other(here, Notice::warning(message!("booking-too-late")))
        }
    }
}

impl Edit {
    async fn of(me: &Actor<Bookings>, id: AppointmentId, form: BookingForm, conflicts: Vec<Conflict>) -> Result<Edit, Error> {
        let doctor: ProfileId = form.doctor.parse().map_err(|_| Error::NotFound)?;
        let starts_at = form.starts_at(me).map_err(|_| Error::NotFound)?;
        let clinic = me.clinic_id();
        let (it, doctor) = me
            .open(move |opening| {
                let it = BookingListed::at_clinic(opening.db, clinic, id)?;
                opening.found([it.booking.patient_id]);
                Ok((it, Doctor::find(opening.db, doctor)?))
            })
            .await?;
        Ok(Edit { layout: me.layout(), here: me.here(&format!("bookings/{id}")), it, doctor, starts_at, zone: me.zone(), conflicts, form })
    }

    fn said(&self, conflict: &Conflict) -> Message {
        said(conflict, self.zone)
    }

    /// Whether the reader may move it there in spite of what stands against it.
    fn may_overbook(&self) -> bool {
        overbooked(&self.layout, &self.conflicts)
    }
}
