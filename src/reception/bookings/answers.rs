//! What becomes of a booking: a yes, a no, called off, here.

use super::Show;
use super::making::REASON;
use crate::auth::{Actor, Bookings, CheckIns};
use crate::db::ids::AppointmentId;
use crate::models::people::Patient;
use crate::models::values::Age;
use crate::models::visits::{Appointment, Booking, BookingAnswered, BookingCancelled, CheckIn, Priority, WalkIn};
use crate::web::screen::*;

/// What is said with an answer.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    pub(super) reason: String,
    /// Where it was answered: the list of requests is gone back to.
    pub(super) from: String,
    #[serde(skip)]
    pub(super) errors: Errors,
}

/// `POST bookings/{id}/approval`.
pub async fn approve(me: Actor<Bookings>, hx: Hx, At(id): At<AppointmentId>, Form(form): Form<AnswerForm>) -> Response {
    let clinic = me.clinic_id();
    let answered = me.write(move |tx| Booking::approve(tx, clinic, id)).await?;
    hx.see_other(form.back(&me, id), told(answered, message!("booking-approved")))
}

/// `POST bookings/{id}/refusal`.
pub async fn refuse(me: Actor<Bookings>, hx: Hx, At(id): At<AppointmentId>, Form(mut form): Form<AnswerForm>) -> Response {
    let reason = form::required(&form.reason, REASON);
    let Some(reason) = form.errors.check("reason", reason) else {
        return hx.invalid(&Show::of(&me, id, form).await?);
    };
    let clinic = me.clinic_id();
    let answered = me.write(move |tx| Booking::decline(tx, clinic, id, &reason)).await?;
    hx.see_other(form.back(&me, id), told(answered, message!("booking-declined")))
}

/// `POST bookings/{id}/cancellation`.
pub async fn cancel(me: Actor<Bookings>, hx: Hx, At(id): At<AppointmentId>, Form(mut form): Form<AnswerForm>) -> Response {
    let reason = form::required(&form.reason, REASON);
    let Some(reason) = form.errors.check("reason", reason) else {
        return hx.invalid(&Show::of(&me, id, form).await?);
    };
    let clinic = me.clinic_id();
    let notice = match me.write(move |tx| Booking::cancel(tx, clinic, id, &reason)).await? {
        BookingCancelled::Done => Notice::success(message!("booking-cancelled")),
        BookingCancelled::Already => Notice::from(message!("booking-cancelled")),
        BookingCancelled::TooLate(_) | BookingCancelled::TooNear => Notice::warning(message!("booking-too-late")),
    };
    hx.see_other(me.here(&format!("bookings/{id}")), notice)
}

/// `POST bookings/{id}/check-in`: they are here. The board shows the token, with what is to be done next.
pub async fn check_in(me: Actor<CheckIns>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    let (clinic, today) = (me.clinic_id(), me.today());
    let here = me
        .write(move |tx| {
            let booking = Booking::at_clinic(tx.db, clinic, id)?;
            if !booking.is_open() || booking.held_on != today {
                return Ok(None);
            }
            let (doctor, patient) = (booking.doctor_id, booking.patient_id);
            let elderly = Patient::find(tx.db, patient)?.profile.age(today).is_some_and(Age::is_elderly);
            let priority = if elderly { Priority::Elderly } else { Priority::Normal };
            let walk_in = WalkIn { clinic, doctor, patient, today, priority, complaint: String::new() };
            Appointment::walk_in(tx, &walk_in).map(Some)
        })
        .await?;
    match here {
        Some(CheckIn::Queued { id, .. } | CheckIn::AlreadyWaiting { id, .. }) => {
            hx.see_other(me.here(&format!("queue?given={id}")), None::<Notice>)
        }
        Some(CheckIn::ClinicClosed) | None => {
            hx.see_other(me.here(&format!("bookings/{id}")), Notice::warning(message!("booking-too-late")))
        }
    }
}

fn told(answered: BookingAnswered, done: Message) -> Notice {
    match answered {
        BookingAnswered::Done => Notice::success(done),
        BookingAnswered::Already => Notice::from(done),
        BookingAnswered::TooLate(_) => Notice::warning(message!("booking-too-late")),
    }
}

impl AnswerForm {
    fn back(&self, me: &Actor<Bookings>, id: AppointmentId) -> String {
        if self.from == "requests" { me.here("bookings/requests") } else { me.here(&format!("bookings/{id}")) }
    }
}
