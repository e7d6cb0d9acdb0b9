//! The printed prescription: the same paper for the doctor, the desk and the patient's family, each within what is theirs.

use crate::auth::{Actor, Doctor, Duty, Patient, Prescriptions};
use crate::db::clock;
use crate::db::ids::PrescriptionId;
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
    const NEXT: Option<&'static str> = None;
}

impl ReadsPrescriptions for Doctor {
    fn reader(me: &Actor<Self>) -> Reader {
        Reader::Doctor(me.doctor())
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
        next: D::NEXT.map(|rest| (me.here(rest), Attempt::default())),
        locale,
        age: sheet.patient.age(signed_on).map(Age::message),
        sheet,
    };
    hx.in_zone(zone).in_locale(locale).page(&page)
}

impl Show {
    /// The three marks of an item, each with the name of its picture and its word.
    fn marks(&self, item: &Item) -> [(&'static str, Amount); 3] {
        [("dose-morning", item.dose.morning), ("dose-noon", item.dose.noon), ("dose-night", item.dose.night)]
    }

    /// What stands under a mark: the unit, else when it is taken.
    fn under(&self, item: &Item, when: &&'static str, amount: &Amount) -> Message {
        if item.dose.unit.is_said() { item.dose.unit.word(*amount) } else { Message::new(*when) }
    }

    fn day_of(&self, at: &chrono::NaiveDateTime) -> String {
        filters::say_day(self.locale, clock::day_of(*at, clock::zone(&self.sheet.clinic.zone)))
    }

    fn other_paper(&self) -> &'static str {
        if self.paper == "a5" { "a4" } else { "a5" }
    }

    fn other(&self) -> Locale {
        if self.locale == Locale::English { Locale::Hindi } else { Locale::English }
    }
}
