//! The family's prescriptions: to read as cards, a medicine each, in the reader's language; and to share and print.

use super::whose::{Whose, WhoseQuery};
use crate::auth::{Actor, Layout, Patient};
use crate::db::clock;
use crate::db::ids::PrescriptionId;
use crate::locale::{moments, phrases};
use crate::models::clinical::{Food, Item, Prescription, Reader, Rhythm, Sheet};
use crate::models::values::Amount;
use crate::shared::prescriptions::{self, SheetQuery};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "patient/prescriptions/index.html")]
struct Index {
    layout: Layout,
    whose: Whose,
    prescriptions: Vec<Prescription>,
}

page!(Index);

#[derive(Template)]
#[template(path = "patient/prescriptions/show.html")]
struct Show {
    layout: Layout,
    locale: Locale,
    sheet: Sheet,
}

page!(Show);

/// `GET prescriptions?of=`.
pub async fn index(me: Actor<Patient>, hx: Hx, Query(WhoseQuery { of }): Query<WhoseQuery>) -> Response {
    let ids = me.ids_of(of)?;
    let prescriptions = me.read(move |db| Prescription::of_family(db, &ids)).await?;
    hx.page(&Index { layout: me.layout(), whose: Whose::of(&me, of), prescriptions })
}

/// `GET prescriptions/{id}`; with `?paper=a5` the sheet that prints.
pub async fn show(me: Actor<Patient>, hx: Hx, At(id): At<PrescriptionId>, Query(choice): Query<SheetQuery>) -> Response {
    if choice.is_of_paper() {
        return prescriptions::show(me, hx, At(id), Query(choice)).await;
    }
    let reader = Reader::Family(me.family_ids());
    let sheet = me.open(move |opening| Prescription::sheet(opening, &reader, id)).await?;
    let zone = clock::zone(&sheet.clinic.zone);
    let page = Show { layout: me.layout(), locale: hx.locale(), sheet };
    hx.in_zone(zone).page(&page)
}

impl Show {
    /// The three marks of a medicine that is taken daily, each with its word and its picture; none of any other.
    fn marks(&self, item: &Item) -> Vec<(&'static str, &'static str, Amount)> {
        if item.dose.rhythm != Rhythm::Daily || item.dose.is_empty() {
            return Vec::new();
        }
        let dose = &item.dose;
        vec![("dose-morning", "sunrise", dose.morning), ("dose-noon", "sun", dose.noon), ("dose-night", "moon", dose.night)]
    }

    fn signed_on(&self) -> String {
        self.day_of(&self.sheet.signed_at)
    }

    fn day_of(&self, at: &chrono::NaiveDateTime) -> String {
        moments::say_day(self.locale, clock::day_of(*at, clock::zone(&self.sheet.clinic.zone)))
    }

    /// All of it in words, as it is shared: a line for each medicine.
    fn in_words(&self) -> String {
        let sheet = &self.sheet;
        let mut lines = vec![
            format!("{}, {}", sheet.patient.full_name, self.signed_on()),
            format!("{}, {}", sheet.doctor.full_name, sheet.clinic.name),
        ];
        lines.extend(sheet.superseded_at.map(|at| message!("prescription-superseded", date = self.day_of(&at)).say(self.locale)));
        lines.extend(sheet.items.iter().zip(1..).map(|(item, number)| format!("{number}. {}", self.medicine_in_words(item))));
        if !sheet.advice.is_empty() {
            lines.push(format!("{}: {}", self.locale.say("advice"), phrases::said(&sheet.advice, self.locale)));
        }
        lines.extend(sheet.follow_up_on.map(|on| format!("{}: {}", self.locale.say("follow-up"), moments::say_day(self.locale, on))));
        lines.join("\n")
    }

    fn medicine_in_words(&self, item: &Item) -> String {
        let needed = item.sos.then(|| self.locale.say("sos-words"));
        let told = item.told().into_iter().map(|it| it.say(self.locale)).chain(needed).chain([item.instructions.clone()]);
        [item.printed_label(self.locale)].into_iter().chain(told).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}
