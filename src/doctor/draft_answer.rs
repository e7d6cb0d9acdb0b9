//! What a save is answered with: words, what others changed, and rows that the page does not have. Never a field of the page: our
//! script puts each piece in its place, and leaves alone what somebody is writing in.

use std::collections::BTreeSet;

use super::consultation_form::{CautionedItem, ConsultationForm, DAYS, named_row};
use super::consultation_page::ConsultationPage;
use crate::auth::{Actor, Doctor, Layout};
use crate::db::ids::AppointmentId;
use crate::models::clinical::{Cautions, Food, OpenVisit, TakenVitals};
use crate::models::people::AllergyAnswer;
use crate::models::values::{Age, TemperatureScale};
use crate::shared::measures::Measurement;
use crate::web::form::{Basis, Fields};
use crate::web::screen::*;

/// The answer to a save that was kept.
#[derive(Template)]
#[template(path = "doctor/consultations/kept.html")]
pub struct KeptAnswer<'a> {
    layout: &'a Layout,
    here: &'a str,
    visit: &'a OpenVisit,
    cautions: &'a Cautions,
    form: &'a ConsultationForm,
    was: &'a Basis,
    rows: &'a [CautionedItem],
    vitals: &'a [Measurement],
    bmi: &'a Option<String>,
    taken: &'a [TakenVitals],
    age: Option<Age>,
    scale: TemperatureScale,
    /// The keys of the rows and of the diagnoses that the page has.
    shown: BTreeSet<String>,
    /// The names and values of the fields of the page that others changed.
    others: Vec<(String, String)>,
    /// The names of what was changed here and there, with what stands there now.
    clashes: Vec<(String, String)>,
    /// The keys of the rows that others took away.
    gone: Vec<String>,
    /// What came of noting something about the patient.
    noted: Option<Notice>,
}

page!(KeptAnswer<'_>);

/// The answer to a save of something that is not open any more.
#[derive(Template)]
#[template(path = "doctor/consultations/closed.html")]
pub struct ClosedAnswer {
    /// Where it is told what became of it.
    address: String,
    /// Where what this browser keeps is shown.
    kept: String,
}

page!(ClosedAnswer);

impl KeptAnswer<'_> {
    /// What the page that sent these fields has to learn, now that those are kept.
    pub fn of<'a>(page: &'a ConsultationPage, sent: &Fields, kept: &Fields, clashes: &[String], noted: Option<Notice>) -> KeptAnswer<'a> {
        let value = |fields: &Fields, name: &str| fields.get(name).and_then(|it| it.last()).cloned().unwrap_or_default();
        let plain = |text: String| text.replace("\r\n", "\n");
        let keys = |fields: &Fields| fields.keys().filter_map(|it| named_row(it)).collect::<BTreeSet<String>>();
        let (shown, stands) = (keys(sent), keys(kept));
        let is_gone = |name: &str| named_row(name).is_some_and(|it| !stands.contains(&it));
        let others = sent.keys().filter(|name| !clashes.contains(name) && !is_gone(name)).filter_map(|name| {
            let (mine, now) = (plain(value(sent, name)), plain(value(kept, name)));
            (mine != now).then(|| (name.clone(), now))
        });
        KeptAnswer {
            layout: &page.layout,
            here: &page.here,
            visit: &page.visit,
            cautions: &page.cautions,
            form: &page.form,
            was: &page.was,
            rows: &page.rows,
            vitals: &page.vitals,
            bmi: &page.bmi,
            taken: &page.taken,
            age: page.age,
            scale: page.scale,
            others: others.collect(),
            clashes: clashes.iter().map(|name| (name.clone(), value(kept, name))).collect(),
            gone: shown.difference(&stands).cloned().collect(),
            noted,
            shown,
        }
    }

    /// Whether the page has the row of an item, or of a diagnosis, of that key.
    fn has(&self, kind: &str, key: &str) -> bool {
        self.shown.contains(&format!("{kind}.{key}"))
    }
}

impl ClosedAnswer {
    pub fn of(me: &Actor<Doctor>, id: AppointmentId) -> ClosedAnswer {
        ClosedAnswer { address: ConsultationPage::address(me, id), kept: me.here("unfinished") }
    }
}
