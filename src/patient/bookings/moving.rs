//! The family gives a booking of theirs another time.

use chrono::NaiveDateTime;

use super::making::told;
use crate::auth::{Actor, Layout, Patient};
use crate::db::clock;
use crate::db::ids::{AppointmentId, ProfileId};
use crate::models::practice::Doctor;
use crate::models::visits::{BookedVia, Booking, BookingListed, BookingMoved, NewBooking, OpenClinic, Status};
use crate::shared::places;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "patient/bookings/move.html")]
struct Edit {
    layout: Layout,
    here: String,
    it: BookingListed,
    clinic: OpenClinic,
    doctor: Doctor,
    starts_at: NaiveDateTime,
    form: OwnMoveForm,
}

page!(Edit);

/// With whom, and when.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OwnMoveForm {
    doctor: String,
    at: String,
    #[serde(skip)]
    errors: Errors,
}

/// `GET bookings/{id}/move?doctor=ID&at=2026-11-30T04:30`.
pub async fn edit(me: Actor<Patient>, hx: Hx, At(id): At<AppointmentId>, Query(form): Query<OwnMoveForm>) -> Response {
    let page = Edit::of(&me, id, form).await?;
    hx.in_zone(page.clinic.zone()).page(&page)
}

/// `POST bookings/{id}/move`.
pub async fn update(me: Actor<Patient>, hx: Hx, At(id): At<AppointmentId>, Form(form): Form<OwnMoveForm>) -> Response {
    let mut page = Edit::of(&me, id, form).await?;
    let to = NewBooking {
        clinic: page.clinic.id,
        doctor: page.doctor.id,
        patient: page.it.booking.patient_id,
        held_on: clock::day_of(page.starts_at, page.clinic.zone()),
        starts_at: page.starts_at,
        minutes: None,
        via: BookedVia::Portal,
        complaint: String::new(),
        despite: None,
        browser: None,
    };
    let refused = match me.write(move |tx| Booking::move_to(tx, id, &to)).await? {
        BookingMoved::Moved(Status::Pending) => return hx.see_other(page.here, Notice::success(message!("my-booking-asked"))),
        BookingMoved::Moved(_) | BookingMoved::Already => return hx.see_other(page.here, Notice::success(message!("my-booking-moved"))),
        BookingMoved::Conflicts(conflicts) => told(&conflicts),
        BookingMoved::NotOffered => message!("my-booking-gone"),
        BookingMoved::TooNear => message!("my-booking-too-near"),
        BookingMoved::TooLate(_) => message!("booking-too-late"),
    };
    page.form.errors.add("", refused);
    hx.in_zone(page.clinic.zone()).invalid(&page)
}

impl Edit {
    async fn of(me: &Actor<Patient>, id: AppointmentId, form: OwnMoveForm) -> Result<Edit, Error> {
        let doctor: ProfileId = form.doctor.parse().map_err(|_| Error::NotFound)?;
        let starts_at = places::parse_at(&form.at).ok_or(Error::NotFound)?;
        let ids = me.family_ids();
        let (it, clinic, doctor) = me
            .read(move |db| {
                let it = BookingListed::of_people(db, &ids, id)?;
                let clinic = OpenClinic::find(db, it.booking.clinic_id, BookedVia::Portal)?;
                Doctor::fee_at(db, clinic.id, doctor)?;
                Ok((it, clinic, Doctor::find(db, doctor)?))
            })
            .await?;
        Ok(Edit { layout: me.layout(), here: me.here(&format!("bookings/{id}")), it, clinic, doctor, starts_at, form })
    }
}
