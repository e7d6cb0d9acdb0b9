//! Registering patients, and what the desk keeps about them.

mod form;
mod newcomer;

use chrono::NaiveDate;

pub use form::PatientForm;
pub use newcomer::NewPatientQuery;

use super::reasons;
use crate::auth::{Actor, AtClinic, Duty, Layout, Once, Reception, Registrations};
use crate::db::Tx;
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::models::billing::Invoice;
use crate::models::clinical::{Cautions, Noted};
use crate::models::journal::{Attempted, Deed, RecordPart};
use crate::models::people::{
    Alert, AlertNoted, Alerts, AllergyAnswer, Duplicate, DuplicateCandidate, Likeness, Patient, PatientDetails, PatientEdited,
    PatientRecord, Relation,
};
use crate::models::values::{Sex, SystemOfMedicine};
use crate::models::visits::PatientVisit;
use crate::shared::alerts;
use crate::web::form::{Basis, ROUNDS, Reconciled};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "reception/patients/form.html")]
struct Edit {
    layout: Layout,
    today: NaiveDate,
    form: PatientForm,
    /// Whom the form edits; nobody while somebody new is registered.
    editing: Option<(ProfileId, String)>,
    duplicates: Vec<Duplicate>,
    /// Who is on the phone: shown as soon as something is typed.
    family: Vec<Patient>,
}

page!(Edit);

#[derive(Template)]
#[template(path = "reception/patients/show.html")]
pub(super) struct Show {
    layout: Layout,
    today: NaiveDate,
    record: PatientRecord,
    /// What is noted, and how far it is understood: as the doctor sees it.
    cautions: Cautions,
    /// The others on the phone.
    family: Vec<Patient>,
    visits: Vec<PatientVisit>,
    /// The clinic whose visits open here.
    clinic: ClinicId,
    unnoted: UnnotedAlerts,
}

page!(Show);

/// What was typed to be noted and was not: it stands in its field, with the reason.
#[derive(Default)]
pub struct UnnotedAlerts {
    allergies: String,
    conditions: String,
    pub errors: Errors,
}

impl UnnotedAlerts {
    pub fn add(&mut self, field: &str, words: String, why: Message) {
        self.errors.add(field, why);
        *if field == "allergies" { &mut self.allergies } else { &mut self.conditions } = words;
    }
}

/// `GET patients/new?phone=&name=&family=`.
pub async fn new(me: Actor<Registrations>, hx: Hx, Query(known): Query<NewPatientQuery>) -> Response {
    let (form, family) = known.begin(&me, hx.locale()).await?;
    hx.page(&Edit { family, ..Edit::of(&me, form, None, Vec::new()) })
}

/// `POST patients`. Whoever may be registered already is shown first, but for whom this form registered; sent again with `confirmed`,
/// it is done.
pub async fn create(me: Actor<Registrations>, hx: Hx, Once(mut form): Once<PatientForm>) -> Response {
    let Some(details) = form.parse(me.today()) else {
        return hx.invalid(&Edit::of(&me, form, None, Vec::new()));
    };
    let candidate = DuplicateCandidate::of(&details);
    let confirmed = form.confirmed == "yes";
    let duplicates = if confirmed { Vec::new() } else { me.open(move |opening| Duplicate::shown(opening, &candidate)).await?.0 };
    let attempted = if duplicates.is_empty() {
        let new = details.register_at(me.clinic_id(), account_of(&me, &details).await?);
        let register = move |tx: &mut Tx| {
            // Somebody may have been registered at another desk since it was looked for.
            let registered = if confirmed { Ok(Patient::register(tx, &new)?) } else { Patient::register_unknown(tx, &new)? };
            Ok(registered.map(|id| Deed::new(id, message!("patient-registered", name = new.name.as_str()))))
        };
        me.make(&mut form, register).await?
    } else {
        me.refuse(&mut form, duplicates).await?
    };
    match attempted {
        Attempted::Made(made) => hx.see_other(format!("{}{}", me.layout().to_patient(), made.id), Notice::from(made.said())),
        Attempted::Refused(duplicates) => hx.invalid(&Edit::of(&me, form, None, duplicates)),
        Attempted::NotThis(_) => hx.invalid(&Edit::of(&me, form, None, Vec::new())),
    }
}

/// `GET patients/{id}`.
pub async fn show(me: Actor<Reception>, hx: Hx, At(id): At<ProfileId>) -> Response {
    hx.page(&Show::of(&me, id, UnnotedAlerts::default()).await?)
}

/// `GET patients/{id}/edit`.
pub async fn edit(me: Actor<Registrations>, hx: Hx, At(id): At<ProfileId>) -> Response {
    let (record, noted) = editable(&me, id).await?;
    let editing = Some((id, record.patient.profile.full_name.clone()));
    let mut form = PatientForm::of(&record, noted, me.today());
    form.was = Basis::of(&form)?;
    hx.page(&Edit::of(&me, form, editing, Vec::new()))
}

/// `POST patients/{id}`.
pub async fn update(me: Actor<Registrations>, hx: Hx, At(id): At<ProfileId>, Form(typed): Form<PatientForm>) -> Response {
    let (clinic, today) = (me.clinic_id(), me.today());
    for _ in 0..ROUNDS {
        let (record, noted) = editable(&me, id).await?;
        let now = PatientForm::of(&record, noted.clone(), today);
        let Reconciled { mut form, was, clashes } = typed.was.reconcile(&typed.chosen, &typed, &now)?;
        form.was = was;
        form.noted = Some(noted);
        let parsed = form.parse(today);
        form.errors.extend(clashes);
        let before = record.patient.profile.clone();
        let Some(details) = parsed.filter(|_| form.errors.is_empty() && !typed.chosen.is_made()) else {
            return hx.invalid(&Edit::of(&me, form, Some((id, before.full_name)), Vec::new()));
        };
        let name = details.name.to_string();
        // A record is on another account than its number's where that account changed its number; it stays there.
        let user = if details.phone == before.phone() { before.user_id } else { account_of(&me, &details).await? };
        let (letter, giver) = (me.letter_to_giver(), before.user_id.filter(|it| user != Some(*it)));
        let edit = move |tx: &mut Tx| {
            let edited = Patient::edit(tx, &record, clinic, &details, user, today)?;
            if let (PatientEdited::Saved(_), Some(giver)) = (&edited, giver) {
                letter.write(tx, giver, &before.full_name)?;
            }
            Ok(edited)
        };
        let notice = match me.write(edit).await? {
            PatientEdited::MovedOn => continue,
            PatientEdited::Saved(AlertNoted::Noted | AlertNoted::Answered) => Notice::from(message!("patient-saved", name)),
            PatientEdited::Saved(refused) => alerts::noted(vec![refused]),
        };
        return hx.see_other(me.here(&format!("patients/{id}")), notice);
    }
    Err(Error::Busy("a patient changes faster than they are read".into()))
}

/// What is edited, if the clinic may open it.
async fn editable(me: &Actor<Registrations>, id: ProfileId) -> Result<(PatientRecord, Alerts), Error> {
    let claim = me.claim();
    let opened = me.open(move |opening| {
        let Some(record) = PatientRecord::open(opening, claim, RecordPart::Record, id)? else { return Ok(None) };
        Ok(Some((record, Patient::alerts(opening, id)?)))
    });
    opened.await?.ok_or_else(|| reasons::first(me, id))
}

/// The account of the phone, if there is one.
async fn account_of(me: &Actor<Registrations>, details: &PatientDetails) -> Result<Option<UserId>, Error> {
    match &details.phone {
        Some(phone) => me.account_of(phone, details.name.as_str()).await.map(Some),
        None => Ok(None),
    }
}

impl Edit {
    fn of(me: &Actor<Registrations>, form: PatientForm, editing: Option<(ProfileId, String)>, duplicates: Vec<Duplicate>) -> Edit {
        Edit { layout: me.layout(), today: me.today(), form, editing, duplicates, family: Vec::new() }
    }

    /// Where the form is posted to.
    fn action(&self) -> String {
        match &self.editing {
            Some((id, _)) => format!("{}/patients/{id}", self.layout.base),
            None => format!("{}/patients", self.layout.base),
        }
    }

    /// Where the form is left for: the page of whoever is edited, or the board.
    fn back(&self) -> String {
        if self.editing.is_some() { self.action() } else { format!("{}/queue", self.layout.base) }
    }
}

impl Show {
    pub(super) async fn of<D: Duty<Scope = AtClinic>>(me: &Actor<D>, id: ProfileId, unnoted: UnnotedAlerts) -> Result<Show, Error> {
        let claim = me.claim();
        let opened = me.open(move |opening| {
            let Some((record, family)) = PatientRecord::open_beside_family(opening, claim, id)? else { return Ok(None) };
            let cautions = Cautions::of(opening, id, SystemOfMedicine::Allopathy, &[])?;
            Ok(Some((record, family, cautions, PatientVisit::of_patient(opening, id)?)))
        });
        let (record, family, cautions, visits) = opened.await?.ok_or_else(|| reasons::first(me, id))?;
        Ok(Show { layout: me.layout(), today: me.today(), record, cautions, family, visits, clinic: me.clinic_id(), unnoted })
    }

    /// What is noted about the patient, as far as the reader sees it, and of which kind it is.
    fn noted(&self) -> impl Iterator<Item = (Alert, &Noted)> {
        let it = &self.cautions;
        let kinds = [(Alert::Allergy, &it.allergies), (Alert::Condition, &it.conditions), (Alert::CurrentMedicine, &it.current_medicines)];
        let shown = kinds.into_iter().filter(|(kind, _)| *kind == Alert::Allergy || self.layout.may_see_health());
        shown.flat_map(|(kind, notes)| notes.iter().map(move |note| (kind, note)))
    }

    /// What was to be paid here, with its visits: another clinic's money is another desk's.
    fn billed(&self) -> Vec<(&PatientVisit, &Invoice)> {
        self.visits.iter().filter(|it| it.came.clinic_id == self.clinic).filter_map(|it| Some((it, it.invoice.as_ref()?))).collect()
    }

    /// Where they live, in one line.
    fn address(&self) -> String {
        let contact = &self.record.contact;
        joined([&contact.address, &contact.city], ", ")
    }

    /// Whom to call in an emergency, and under which number.
    fn emergency(&self) -> String {
        let phone = self.record.patient.emergency_phone_shown().map(|it| it.to_string()).unwrap_or_default();
        joined([&self.record.patient.emergency_name, &phone], " ")
    }
}

/// Those of the two that are there.
fn joined(parts: [&str; 2], between: &str) -> String {
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(between)
}
