//! A free place is looked for: for a patient, or for a booking that is moved.

use crate::auth::{Actor, Bookings, Layout};
use crate::db::ids::{AppointmentId, ProfileId};
use crate::models::people::Patient;
use crate::models::visits::{BookingListed, Chooser, FreePlaces};
use crate::shared::places::{self, Places};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "reception/bookings/places.html")]
struct Choice {
    layout: Layout,
    places: Places,
    /// For whom.
    name: String,
    /// The booking that is moved, if one is.
    moving: Option<BookingListed>,
}

page!(Choice);

/// `?patient=ID` or `?moving=ID`: for whom; `?doctor=ID`: with whom alone; `?on=`: on which day.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PlacesQuery {
    patient: String,
    moving: String,
    doctor: String,
    on: String,
}

/// Whose place it is to be.
#[derive(Clone, Copy)]
enum Whose {
    Patient(ProfileId),
    Booking(AppointmentId),
}

/// `GET bookings/places`.
pub async fn index(me: Actor<Bookings>, hx: Hx, Query(query): Query<PlacesQuery>) -> Response {
    let (clinic, today) = (me.clinic_id(), me.today());
    let booking = query.moving.parse().ok().map(Whose::Booking);
    let Some(whose) = booking.or_else(|| query.patient.parse().ok().map(Whose::Patient)) else {
        return hx.see_other(me.here("bookings"), None);
    };
    let doctor: Option<ProfileId> = query.doctor.parse().ok();
    let (name, moving, free) = me
        .read(move |db| {
            let (name, moving) = match whose {
                Whose::Patient(id) => (Patient::find(db, id)?.profile.full_name, None),
                Whose::Booking(id) => {
                    let it = BookingListed::at_clinic(db, clinic, id)?;
                    (it.patient.clone(), Some(it))
                }
            };
            let days = today..=places::until(today);
            Ok((name, moving, FreePlaces::within(db, clinic, doctor.as_ref().map(std::slice::from_ref), days, &Chooser::DESK)?))
        })
        .await?;
    let bookings = me.here("bookings");
    let (kept, chosen_at) = match whose {
        Whose::Patient(id) => (format!("patient={id}"), format!("{bookings}/new?patient={id}&")),
        Whose::Booking(id) => (format!("moving={id}"), format!("{bookings}/{id}/move?")),
    };
    let with = doctor.map(|it| format!("&doctor={it}")).unwrap_or_default();
    let places = Places::of(&free, form::date(&query.on), today, (format!("{bookings}/places?{kept}{with}&"), chosen_at));
    hx.page(&Choice { layout: me.layout(), places, name, moving })
}
