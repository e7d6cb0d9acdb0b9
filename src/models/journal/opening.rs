//! Reading records, which leaves a trace: whoever reads one notes it here, and what is noted is committed before the page leaves.

use chrono::NaiveDateTime;
use serde_json::{Value, json};
use uuid::Uuid;

use super::audit::{Action, Resource, Subject, as_role};
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::db::trail::{Lately, LogRow, Mark, Notes};
use crate::db::{Author, Db};
use crate::text_enum;

text_enum! {
    keys "opened";
    /// What of a record was opened.
    RecordPart {
        Record = "record",
        Consultation = "consultation",
        Vitals = "vitals",
        Draft = "draft",
        Prescription = "prescription",
        Receipt = "receipt",
        Slip = "slip",
        Card = "card",
    }
}

/// A reading: a connection that also notes whose records it opened. The models that read a record take it in place of a [`Db`].
pub struct Opening<'a> {
    pub db: &'a mut Db,
    by: &'a Author,
    clinic: Option<ClinicId>,
    now: NaiveDateTime,
    lately: &'a Lately,
    going_on: bool,
    opened: Vec<ProfileId>,
    notes: Notes,
}

impl<'a> Opening<'a> {
    /// By whom, at which clinic if at one, and when.
    pub fn begin(db: &'a mut Db, by: &'a Author, clinic: Option<ClinicId>, now: NaiveDateTime, lately: &'a Lately) -> Self {
        Opening { db, by, clinic, now, lately, going_on: false, opened: Vec::new(), notes: Notes::default() }
    }

    /// Of a record that stays open while somebody writes in it: it is noted again only after a while.
    #[must_use]
    pub fn going_on(self) -> Self {
        Opening { going_on: true, ..self }
    }

    /// What is noted from here on is of this clinic, though no address names it.
    pub fn at(&mut self, clinic: ClinicId) {
        self.clinic = Some(clinic);
    }

    /// Who reads.
    pub fn reader(&self) -> UserId {
        self.by.user
    }

    /// Somebody's record is opened. Once a page: what else of it the page shows is the same opening.
    pub fn viewed(&mut self, part: RecordPart, patient: ProfileId) {
        let mark = self.mark(Action::Viewed, patient.0);
        let noted = self.opened.contains(&patient) || (self.going_on && self.lately.has(mark));
        if !noted {
            self.note(Action::Viewed, Subject::patient(patient), &json!({ "part": part }));
            self.notes.marks.push(mark);
        }
        self.opened.push(patient);
    }

    /// A paper about somebody is opened, to be printed: which one.
    pub fn printed(&mut self, part: RecordPart, patient: ProfileId, paper: impl Into<Uuid>) {
        self.note(Action::Printed, Subject::patient(patient), &json!({ "part": part, "paper": paper.into() }));
        self.opened.push(patient);
    }

    /// Somebody looked for people and was shown these: one row for those of them who were not shown to them of late.
    pub fn found(&mut self, people: impl IntoIterator<Item = ProfileId>) {
        let mut new: Vec<Uuid> = people.into_iter().map(|it| it.0).collect();
        new.retain(|it| !self.lately.has(self.mark(Action::Searched, *it)));
        new.sort_unstable();
        new.dedup();
        if new.is_empty() {
            return;
        }
        self.notes.rows.push(LogRow {
            resource_id: None,
            ..self.row(Action::Searched, Resource::Patients, &json!({ "shown": new.len(), "people": new }))
        });
        let marks: Vec<Mark> = new.into_iter().map(|it| self.mark(Action::Searched, it)).collect();
        self.notes.marks.extend(marks);
    }

    /// People's data leaves as a file.
    pub fn exported(&mut self, subject: Subject, details: &Value) {
        self.note(Action::Exported, subject, details);
    }

    /// What is to be kept of it.
    pub fn notes(self) -> Notes {
        self.notes
    }

    fn mark(&self, action: Action, id: Uuid) -> Mark {
        (self.by.user, action.as_str(), id)
    }

    fn note(&mut self, action: Action, subject: Subject, details: &Value) {
        let resource_id = subject.id_bytes();
        let clinic_id = subject.clinic.or(self.clinic);
        self.notes.rows.push(LogRow { clinic_id, resource_id, ..self.row(action, subject.resource, details) });
    }

    fn row(&self, action: Action, resource: Resource, details: &Value) -> LogRow {
        LogRow {
            at: self.now,
            user_id: self.by.user,
            clinic_id: self.clinic,
            action: action.as_str(),
            resource: resource.to_string(),
            resource_id: None,
            details: as_role(self.by, details.clone()).to_string(),
            address: self.by.address.clone(),
            agent: self.by.agent.clone(),
        }
    }
}
