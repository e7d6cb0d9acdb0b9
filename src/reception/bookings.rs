//! What is booked: the day's calendar, one booking, and the requests that wait for an answer.

pub mod answers;
pub mod choosing;
pub mod making;
pub mod moving;

use chrono::{NaiveDate, NaiveDateTime};

use self::answers::AnswerForm;
use crate::auth::{Actor, Bookings, Layout};
use crate::db::ids::AppointmentId;
use crate::models::practice::NotBookable;
use crate::models::visits::{Attended, BookingListed, Chooser, FreePlace, FreePlaces, Status};
use crate::shared::places;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "reception/bookings/index.html", blocks = ["calendar"])]
struct Index {
    layout: Layout,
    today: NaiveDate,
    day: NaiveDate,
    columns: Vec<DoctorsDay>,
}

page!(Index, "calendar" => as_calendar);

/// One doctor's day: what is booked and what is free, by time.
struct DoctorsDay {
    name: String,
    lines: Vec<Line>,
    /// Why nobody can be booked, where nobody can.
    closed: Option<NotBookable>,
}

enum Line {
    Booked(Box<BookingListed>),
    Free(FreePlace),
}

#[derive(Template)]
#[template(path = "reception/bookings/requests.html", blocks = ["requests"])]
struct Requests {
    layout: Layout,
    asked: Vec<BookingListed>,
}

page!(Requests, "requests" => as_requests);

#[derive(Template)]
#[template(path = "reception/bookings/show.html")]
struct Show {
    layout: Layout,
    /// The address of the booking, with which those of its steps begin.
    here: String,
    today: NaiveDate,
    it: BookingListed,
    /// Until when a request is to be answered.
    answer_until: NaiveDateTime,
    attended: Attended,
    form: AnswerForm,
}

page!(Show);

/// `?on=2026-11-30`: the day.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CalendarQuery {
    on: String,
}

/// `GET bookings`.
pub async fn index(me: Actor<Bookings>, hx: Hx, Query(query): Query<CalendarQuery>) -> Response {
    let (clinic, today) = (me.clinic_id(), me.today());
    let day = form::date(&query.on).unwrap_or(today);
    let (free, booked) = me
        .read(move |db| {
            let booked = BookingListed::of_clinic(db, clinic, day..=day)?;
            Ok((FreePlaces::within(db, clinic, None, day..=day, &Chooser::DESK)?, booked))
        })
        .await?;
    hx.page(&Index { layout: me.layout(), today, day, columns: DoctorsDay::of(&free, booked, day) })
}

/// `GET bookings/requests`.
pub async fn requests(me: Actor<Bookings>, hx: Hx) -> Response {
    let clinic = me.clinic_id();
    let asked = me
        .open(move |opening| {
            let asked = BookingListed::asked_of(opening.db, clinic)?;
            opening.found(asked.iter().map(|it| it.booking.patient_id));
            Ok(asked)
        })
        .await?;
    hx.page(&Requests { layout: me.layout(), asked })
}

/// `GET bookings/{id}`.
pub async fn show(me: Actor<Bookings>, hx: Hx, At(id): At<AppointmentId>) -> Response {
    hx.page(&Show::of(&me, id, AnswerForm::default()).await?)
}

impl DoctorsDay {
    /// By name; a doctor who is booked and sits here no more comes last.
    fn of(free: &FreePlaces, booked: Vec<BookingListed>, day: NaiveDate) -> Vec<DoctorsDay> {
        let mut doctors: Vec<(crate::db::ids::ProfileId, String)> =
            free.availability.doctors().map(|(doctor, name)| (doctor, name.to_owned())).collect();
        for it in &booked {
            if doctors.iter().all(|(doctor, _)| *doctor != it.booking.doctor_id) {
                doctors.push((it.booking.doctor_id, it.doctor.clone()));
            }
        }
        let of = |(doctor, name): (crate::db::ids::ProfileId, String)| {
            let theirs = booked.iter().filter(|it| it.booking.doctor_id == doctor).map(|it| Line::Booked(Box::new(it.clone())));
            let places = free.on(day).filter(|it| it.slot.doctor == doctor).map(|it| Line::Free(it.clone()));
            let mut lines: Vec<Line> = theirs.chain(places).collect();
            lines.sort_by_key(Line::starts_at);
            DoctorsDay { closed: free.availability.why_closed(doctor, day), name, lines }
        };
        doctors.into_iter().map(of).collect()
    }
}

impl Line {
    fn starts_at(&self) -> NaiveDateTime {
        match self {
            Line::Booked(it) => it.booking.starts_at,
            Line::Free(it) => it.slot.starts_at,
        }
    }
}

/// Why nobody can be booked, in words.
fn why(closed: &NotBookable) -> Message {
    match closed {
        NotBookable::ClinicClosed => message!("not-bookable-clinic"),
        NotBookable::NotHere => message!("not-bookable-here"),
        NotBookable::SwitchedOff => message!("not-bookable-switched-off"),
        NotBookable::Holiday { reason } => message!("not-bookable-holiday", reason),
        NotBookable::Leave => message!("not-bookable-leave"),
        NotBookable::NoHours => message!("not-bookable-hours"),
    }
}

impl Index {
    fn why(&self, closed: &NotBookable) -> Message {
        why(closed)
    }

    /// The address of another day.
    fn on(&self, day: Option<NaiveDate>) -> String {
        let on = day.unwrap_or(self.day);
        format!("{}/bookings?on={on}", self.layout.base)
    }
}

impl Show {
    async fn of(me: &Actor<Bookings>, id: AppointmentId, form: AnswerForm) -> Result<Show, Error> {
        let (clinic, now) = (me.clinic_id(), me.now());
        let (it, attended) = me
            .open(move |opening| {
                let it = BookingListed::at_clinic(opening.db, clinic, id)?;
                opening.found([it.booking.patient_id]);
                let attended = Attended::of(opening.db, clinic, it.booking.patient_id, now)?;
                Ok((it, attended))
            })
            .await?;
        let (here, answer_until) = (me.here(&format!("bookings/{id}")), it.booking.answer_until());
        Ok(Show { layout: me.layout(), here, today: me.today(), it, answer_until, attended, form })
    }

    /// Whether the reader may still change it.
    fn may_change(&self) -> bool {
        self.layout.may_book() && self.it.booking.is_open()
    }

    fn is_asked(&self) -> bool {
        self.it.booking.status == Status::Pending
    }

    /// Whether the patient can be checked in: it is the day.
    fn may_arrive(&self) -> bool {
        self.layout.may_check_in() && self.it.booking.is_open() && self.it.booking.held_on == self.today
    }
}
