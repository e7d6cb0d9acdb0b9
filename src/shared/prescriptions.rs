//! The printed prescription: the same paper for the doctor, the desk and the patient's family, each within what is theirs.

use crate::auth::{Actor, Doctor, Duty, Patient, Prescriptions};
use crate::db::clock;
use crate::db::ids::PrescriptionId;
use crate::locale::moments;
use crate::models::clinical::{Item, Prescription, Reader, Rhythm, Sheet};
use crate::models::journal::Attempt;
use crate::models::values::{Age, Amount};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "shared/prescriptions/show.html")]
struct Show {
    paper: &'static str,
    back: String,
    /// The doctor's next step: where the next patient is called, and the attempt of that button.
    next: Option<(String, Attempt)>,
    /// Where its correction begins, for whoever signed it.
    correction: Option<String>,
    locale: Locale,
    age: Option<Message>,
    sheet: Sheet,
}

page!(Show);

/// Who may read prescriptions, and which.
pub trait ReadsPrescriptions: Duty + Sized {
    fn reader(me: &Actor<Self>) -> Reader;
    /// Where they came from.
    fn back(_: PrescriptionId) -> String {
        "queue".to_owned()
    }
    /// Where its correction begins, if it is theirs to correct.
    fn correction(_: &Actor<Self>, _: &Sheet) -> Option<String> {
        None
    }
    const NEXT: Option<&'static str> = None;
}

impl ReadsPrescriptions for Doctor {
    fn reader(me: &Actor<Self>) -> Reader {
        Reader::Doctor(me.doctor())
    }
    fn correction(me: &Actor<Self>, sheet: &Sheet) -> Option<String> {
        let theirs = (sheet.clinic.id, sheet.doctor.id) == (me.clinic_id(), me.doctor());
        let may = theirs && sheet.superseded_at.is_none() && !me.clinic().closed;
        may.then(|| me.here(&format!("consultations/{}/correction", sheet.consultation)))
    }
    const NEXT: Option<&'static str> = Some("calls");
}

impl ReadsPrescriptions for Prescriptions {
    fn reader(me: &Actor<Self>) -> Reader {
        Reader::Desk(me.clinic_id())
    }
}

impl ReadsPrescriptions for Patient {
    fn reader(me: &Actor<Self>) -> Reader {
        Reader::Family(me.family_ids())
    }
    fn back(id: PrescriptionId) -> String {
        format!("prescriptions/{id}")
    }
}

/// How it is to be printed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SheetQuery {
    language: String,
    paper: String,
}

impl SheetQuery {
    /// Whether a sheet is asked for.
    pub fn is_of_paper(&self) -> bool {
        !self.paper.is_empty()
    }
}

/// `GET .../prescriptions/{id}?language=hi&paper=a4`: in the patient's language and on A5 unless told otherwise.
pub async fn show<D: ReadsPrescriptions>(me: Actor<D>, hx: Hx, At(id): At<PrescriptionId>, Query(choice): Query<SheetQuery>) -> Response {
    let reader = D::reader(&me);
    let sheet = me.open(move |opening| Prescription::sheet(opening, &reader, id)).await?;
    let locale = Locale::of_tag(&choice.language).or_else(|| Locale::of_tag(&sheet.patient.language)).unwrap_or_default();
    let zone = sheet.clinic.zone.parse().unwrap_or_else(|_| me.zone());
    let signed_on = clock::day_of(sheet.signed_at, zone);
    let page = Show {
        paper: if choice.paper == "a4" { "a4" } else { "a5" },
        back: me.here(&D::back(id)),
        correction: D::correction(&me, &sheet),
        next: D::NEXT.map(|rest| (me.here(rest), Attempt::default())),
        locale,
        age: sheet.patient.age(signed_on).map(Age::message),
        sheet,
    };
    hx.in_zone(zone).in_locale(locale).page(&page)
}

impl Show {
    /// The three marks of an item.
    fn marks(&self, item: &Item) -> [Amount; 3] {
        [item.dose.morning, item.dose.noon, item.dose.night]
    }

    fn day_of(&self, at: &chrono::NaiveDateTime) -> String {
        moments::say_day(self.locale, clock::day_of(*at, clock::zone(&self.sheet.clinic.zone)))
    }

    /// Sentences of a few words, one behind another.
    fn in_line(&self, told: &[Message]) -> String {
        told.iter().map(|it| it.say(self.locale)).collect::<Vec<_>>().join(" · ")
    }

    fn vitals(&self) -> String {
        let said = |(label, value)| format!("{} {value}", self.locale.say(label));
        self.sheet.vitals.measured(self.sheet.clinic.temperature_scale).into_iter().map(said).collect::<Vec<_>>().join(" · ")
    }

    fn other_paper(&self) -> &'static str {
        if self.paper == "a5" { "a4" } else { "a5" }
    }

    fn other(&self) -> Locale {
        if self.locale == Locale::English { Locale::Hindi } else { Locale::English }
    }
}
