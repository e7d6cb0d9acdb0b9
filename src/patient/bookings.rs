//! What the family has booked, and booking for one of them.

pub mod making;
pub mod moving;

use chrono::NaiveDateTime;

use crate::auth::{Actor, Layout, Patient};
use crate::db::clock;
use crate::db::ids::{AppointmentId, ClinicId, ProfileId};
use crate::models::people::Profile;
use crate::models::visits::{BookedVia, Booking, BookingCancelled, BookingListed, Chooser, FreePlaces, OpenClinic, Status};
use crate::shared::places::{self, Places};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "patient/bookings/index.html")]
struct Index {
    layout: Layout,
    coming: Vec<BookingListed>,
    /// Where they may book themselves.
    clinics: Vec<OpenClinic>,
    family: Vec<Profile>,
}

page!(Index);

#[derive(Template)]
#[template(path = "patient/bookings/places.html")]
struct Choice {
    layout: Layout,
    clinic: OpenClinic,
    places: Places,
    /// For whom.
    name: String,
    moving: Option<BookingListed>,
}

page!(Choice);

#[derive(Template)]
#[template(path = "patient/bookings/show.html")]
struct Show {
    layout: Layout,
    here: String,
    it: BookingListed,
    now: NaiveDateTime,
    /// The clinic's rules, where it still takes bookings from outside.
    clinic: Option<OpenClinic>,
}

page!(Show);

/// `?clinic=ID&patient=ID` or `?moving=ID`; `?on=`: on which day.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OwnPlacesQuery {
    clinic: String,
    patient: String,
    moving: String,
    on: String,
}

/// `GET bookings`.
pub async fn index(me: Actor<Patient>, hx: Hx) -> Response {
    let (ids, today) = (me.family_ids(), me.today());
    let (coming, clinics) =
        me.read(move |db| Ok((BookingListed::coming(db, &ids, today)?, OpenClinic::all(db, BookedVia::Portal)?))).await?;
    hx.page(&Index { layout: me.layout(), coming, clinics, family: me.family().to_vec() })
}

/// `GET bookings/places`.
pub async fn choose(me: Actor<Patient>, hx: Hx, Query(query): Query<OwnPlacesQuery>) -> Response {
    let moving: Option<AppointmentId> = query.moving.parse().ok();
    if moving.is_none() && query.clinic.is_empty() {
        return hx.see_other(me.here("bookings"), None);
    }
    let (ids, asked): (_, Option<ClinicId>) = (me.family_ids(), query.clinic.parse().ok());
    let patient: Option<ProfileId> = query.patient.parse().ok().filter(|it| ids.contains(it));
    let (clinic, moving, free) = me
        .read(move |db| {
            let moving = moving.map(|id| BookingListed::of_people(db, &ids, id)).transpose()?;
            let clinic = moving.as_ref().map(|it| it.booking.clinic_id).or(asked);
            let clinic = OpenClinic::find(db, clinic, BookedVia::Portal)?;
            let today = clock::today_in(clinic.zone());
            let chooser = Chooser { via: BookedVia::Portal, rules: Some(&clinic.rules), browser: None };
            let free = FreePlaces::within(db, clinic.id, None, today..=places::until(today), &chooser)?;
            Ok((clinic, moving, free))
        })
        .await?;
    let today = clock::today_in(clinic.zone());
    let whose = moving.as_ref().map(|it| it.booking.patient_id).or(patient).ok_or(Error::NotFound)?;
    let bookings = me.here("bookings");
    let (kept, chosen_at) = match &moving {
        Some(it) => (format!("moving={}", it.booking.id), format!("{bookings}/{}/move?", it.booking.id)),
        None => (format!("clinic={}&patient={whose}", clinic.id), format!("{bookings}/new?clinic={}&patient={whose}&", clinic.id)),
    };
    let places = Places::of(&free, form::date(&query.on), today, (format!("{bookings}/places?{kept}&"), chosen_at));
    let name = name_of(&me, whose);
    hx.in_zone(clinic.zone()).page(&Choice { layout: me.layout(), clinic, places, name, moving })
}

/// `GET bookings/{id}`.
pub async fn show(me: Actor<Patient>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let ids = me.family_ids();
    let (it, clinics) = me.read(move |db| Ok((BookingListed::of_people(db, &ids, id)?, OpenClinic::all(db, BookedVia::Portal)?))).await?;
    let clinic = clinics.into_iter().find(|clinic| clinic.id == it.booking.clinic_id);
    hx.page(&Show { layout: me.layout(), here: me.here(&format!("bookings/{id}")), it, now: me.now(), clinic })
}

/// `POST bookings/{id}/cancellation`.
pub async fn cancel(me: Actor<Patient>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let ids = me.family_ids();
    let notice = match me.write(move |tx| Booking::cancel_own(tx, &ids, id, "")).await? {
        BookingCancelled::Done | BookingCancelled::Already => Notice::success(message!("my-booking-cancelled")),
        BookingCancelled::TooNear => Notice::warning(message!("my-booking-too-near")),
        BookingCancelled::TooLate(_) => Notice::warning(message!("booking-too-late")),
    };
    hx.see_other(me.here("bookings"), notice)
}

/// What one of the family is called.
fn name_of(me: &Actor<Patient>, id: ProfileId) -> String {
    me.family().iter().find(|it| it.id == id).map(|it| it.full_name.clone()).unwrap_or_default()
}

impl Show {
    /// Whether they may still move it or call it off themselves.
    fn may_change(&self) -> bool {
        self.it.booking.is_open() && self.clinic.as_ref().is_some_and(|it| it.rules.may_still_change(self.it.booking.starts_at, self.now))
    }
}
