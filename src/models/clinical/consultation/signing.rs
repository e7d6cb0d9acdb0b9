//! Signing: everything that was written becomes one consultation, one prescription and a completed visit, or nothing does.

use diesel::prelude::*;
use serde_json::json;

use super::{Consultation, Encounter};
use crate::db::Tx;
use crate::db::ids::{AppointmentId, ClinicId, ConsultationId, PrescriptionId, ProfileId, RowId};
use crate::models::clinical::{caution::Cautions, draft::Draft};
use crate::models::journal::{self, Action, NotificationKind, Subject};
use crate::models::practice::Doctor;
use crate::models::visits::{Appointment, VisitNames};
use crate::schema::organisation::{consultations, diagnoses, drafts, patients, prescription_items, prescriptions, symptoms, vitals};

/// What came of signing.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signing {
    Signed {
        prescription: PrescriptionId,
    },
    /// It was signed before: nothing was changed.
    AlreadySigned {
        prescription: PrescriptionId,
        /// Whether what was signed says the same.
        same: bool,
    },
    /// Its draft was written on since it was read: nothing was changed.
    MovedOn,
    /// An item meets an allergy, and no reason is given: nothing was changed.
    Unexplained,
    /// The visit is not with the doctor: its start was taken back. Nothing was changed.
    NotBegun,
}

/// The revision that is signed now and stands so far.
struct Standing {
    id: ConsultationId,
    revision: i32,
}

impl Consultation {
    /// Signs a visit, or with a reason the correction of a signed one. The appointment's row is what two tabs queue for; the draft's
    /// must still be the one that was `read`.
    pub fn sign(
        tx: &mut Tx,
        clinic: ClinicId,
        doctor: ProfileId,
        id: AppointmentId,
        read: &str,
        encounter: &Encounter,
        reason: &str,
    ) -> QueryResult<Signing> {
        let appointment = Appointment::lock(tx, clinic, id)?;
        if appointment.doctor_id != doctor {
            return Err(diesel::result::Error::NotFound);
        }
        let draft: Option<Draft> = drafts::table.find(id).for_update().select(Draft::as_select()).first(tx.db).optional()?;
        let standing = standing(tx, id)?;
        let draft = match (draft, &standing) {
            (Some(_), None) if !appointment.status.may_be_written() => return Ok(Signing::NotBegun),
            (Some(draft), None) => draft,
            (Some(draft), Some(last)) if draft.correcting_id == Some(last.id) => draft,
            (_, Some(last)) => return already_signed(tx, &appointment, last, encounter),
            (None, None) => return Err(diesel::result::Error::NotFound),
        };
        if draft.body != read {
            return Ok(Signing::MovedOn);
        }
        let (doctor, encounter) = looked_up(tx, &appointment, encounter)?;
        if encounter.items.iter().any(|item| !item.allergy.is_empty() && item.allergy_reason.is_empty()) {
            return Ok(Signing::Unexplained);
        }
        if let Some(last) = &standing {
            supersede(tx, last, reason)?;
        }
        let revision = standing.as_ref().map_or(1, |last| last.revision + 1);
        let written = Writing { appointment: &appointment, draft: &draft, doctor: &doctor, revision, encounter: &encounter };
        let (consultation, prescription) = written.store(tx, standing.as_ref())?;
        diesel::delete(drafts::table.find(id)).execute(tx.db)?;
        if standing.is_none() {
            let _ = Appointment::complete(tx, clinic, id)?;
        }
        let (action, told) = match standing {
            Some(_) => (Action::Corrected, NotificationKind::PrescriptionCorrected),
            None => (Action::Signed, NotificationKind::PrescriptionReady),
        };
        let details = json!({ "revision": revision, "items": encounter.items.len(), "prescription": prescription, "reason": reason });
        journal::record(tx, action, Subject::consultation(consultation).at(clinic), &details)?;
        VisitNames::tell(tx, clinic, id, told, prescription)?;
        tx.announce(clinic);
        Ok(Signing::Signed { prescription })
    }
}

fn standing(tx: &mut Tx, id: AppointmentId) -> QueryResult<Option<Standing>> {
    let found: Option<(ConsultationId, i32)> = consultations::table
        .filter(consultations::appointment_id.eq(id))
        .order(consultations::revision.desc())
        .select((consultations::id, consultations::revision))
        .first(tx.db)
        .optional()?;
    Ok(found.map(|(id, revision)| Standing { id, revision }))
}

/// The encounter with its medicines as the formulary has them now, and the doctor.
fn looked_up(tx: &mut Tx, visit: &Appointment, encounter: &Encounter) -> QueryResult<(Doctor, Encounter)> {
    let doctor = Doctor::find(tx.db, visit.doctor_id)?;
    let texts: Vec<String> = encounter.items.iter().map(|item| item.name.clone()).collect();
    let cautions = Cautions::load(tx.db, visit.patient_id, doctor.system_of_medicine, &texts)?;
    let items = encounter.items.iter().map(|item| item.clone().looked_up(&cautions)).collect();
    Ok((doctor, Encounter { items, ..encounter.clone() }))
}

/// What was signed before. The same once more is the answer to a first one that never arrived.
fn already_signed(tx: &mut Tx, visit: &Appointment, last: &Standing, encounter: &Encounter) -> QueryResult<Signing> {
    let (prescription, hash, version): (PrescriptionId, Vec<u8>, i32) = prescriptions::table
        .filter(prescriptions::consultation_id.eq(last.id))
        .select((prescriptions::id, prescriptions::content_hash, prescriptions::hash_version))
        .first(tx.db)?;
    let (_, encounter) = looked_up(tx, visit, encounter)?;
    let same = encounter.hash(visit.id, visit.doctor_id, visit.patient_id, last.revision) == (hash, version);
    Ok(Signing::AlreadySigned { prescription, same })
}

/// The old revision and its prescription stay, and say that they do not hold any more.
fn supersede(tx: &mut Tx, last: &Standing, reason: &str) -> QueryResult<()> {
    diesel::update(consultations::table.find(last.id))
        .set((consultations::superseded_at.eq(tx.now), consultations::superseded_reason.eq(reason)))
        .execute(tx.db)?;
    diesel::update(prescriptions::table.filter(prescriptions::consultation_id.eq(last.id)))
        .set(prescriptions::superseded_at.eq(tx.now))
        .execute(tx.db)
        .map(drop)
}

/// What is being written down.
struct Writing<'a> {
    appointment: &'a Appointment,
    draft: &'a Draft,
    doctor: &'a Doctor,
    revision: i32,
    encounter: &'a Encounter,
}

impl Writing<'_> {
    fn store(&self, tx: &mut Tx, last: Option<&Standing>) -> QueryResult<(ConsultationId, PrescriptionId)> {
        let (id, visit, encounter) = (ConsultationId::new(), self.appointment, self.encounter);
        diesel::insert_into(consultations::table)
            .values((
                consultations::id.eq(id),
                consultations::appointment_id.eq(visit.id),
                consultations::revision.eq(self.revision),
                consultations::clinic_id.eq(visit.clinic_id),
                consultations::doctor_id.eq(visit.doctor_id),
                consultations::patient_id.eq(visit.patient_id),
                consultations::complaint.eq(&encounter.complaint),
                consultations::notes.eq(&encounter.notes),
                consultations::advice.eq(&encounter.advice),
                consultations::follow_up_on.eq(encounter.follow_up_on),
                consultations::started_at.eq(self.draft.started_at),
                consultations::ended_at.eq(tx.now),
                consultations::signed_at.eq(tx.now),
                consultations::supersedes_id.eq(last.map(|it| it.id)),
            ))
            .execute(tx.db)?;
        self.store_findings(tx, id)?;
        Ok((id, self.store_prescription(tx, id)?))
    }

    fn store_findings(&self, tx: &mut Tx, id: ConsultationId) -> QueryResult<()> {
        let encounter = self.encounter;
        let rows: Vec<_> = (1..)
            .zip(&encounter.symptoms)
            .map(|(position, name)| {
                let id = symptoms::consultation_id.eq(id);
                (symptoms::id.eq(RowId::new()), id, symptoms::position.eq(position), symptoms::name.eq(name))
            })
            .collect();
        if !rows.is_empty() {
            diesel::insert_into(symptoms::table).values(rows).execute(tx.db)?;
        }
        let rows: Vec<_> = (1..)
            .zip(&encounter.diagnoses)
            .map(|(position, diagnosis)| {
                (
                    diagnoses::id.eq(RowId::new()),
                    diagnoses::consultation_id.eq(id),
                    diagnoses::position.eq(position),
                    diagnoses::name.eq(&diagnosis.name),
                    diagnoses::is_primary.eq(diagnosis.is_primary),
                )
            })
            .collect();
        if !rows.is_empty() {
            diesel::insert_into(diagnoses::table).values(rows).execute(tx.db)?;
        }
        if encounter.vitals.is_empty() {
            return Ok(());
        }
        let patient = self.appointment.patient_id;
        diesel::insert_into(vitals::table)
            .values((
                vitals::id.eq(RowId::new()),
                vitals::patient_id.eq(patient),
                vitals::consultation_id.eq(id),
                vitals::taken_at.eq(tx.now),
                encounter.vitals.clone(),
            ))
            .execute(tx.db)?;
        // What was measured at a later visit stands: a visit may be signed late.
        let latest = patients::last_visit_on.is_null().or(patients::last_visit_on.le(self.appointment.held_on));
        let patient = patients::table.find(patient).filter(latest);
        if let Some(height) = encounter.vitals.height_cm {
            diesel::update(patient).set(patients::height_cm.eq(height)).execute(tx.db)?;
        }
        if let Some(weight) = encounter.vitals.weight_kg {
            diesel::update(patient).set(patients::weight_kg.eq(weight)).execute(tx.db)?;
        }
        Ok(())
    }

    /// Always one, even without a medicine: it carries the hash of what was signed, and advice prints too.
    fn store_prescription(&self, tx: &mut Tx, consultation: ConsultationId) -> QueryResult<PrescriptionId> {
        let (id, visit, encounter) = (PrescriptionId::new(), self.appointment, self.encounter);
        let (hash, version) = encounter.hash(visit.id, visit.doctor_id, visit.patient_id, self.revision);
        let doctor = self.doctor;
        diesel::insert_into(prescriptions::table)
            .values((
                prescriptions::id.eq(id),
                prescriptions::consultation_id.eq(consultation),
                prescriptions::clinic_id.eq(visit.clinic_id),
                prescriptions::doctor_id.eq(visit.doctor_id),
                prescriptions::patient_id.eq(visit.patient_id),
                prescriptions::system_of_medicine.eq(doctor.system_of_medicine),
                prescriptions::signed_at.eq(tx.now),
                prescriptions::content_hash.eq(hash),
                prescriptions::hash_version.eq(version),
                prescriptions::signed_name.eq(&doctor.full_name),
                prescriptions::signed_licence.eq(&doctor.licence),
                prescriptions::signed_qualification.eq(&doctor.qualification),
                prescriptions::signed_specialisation.eq(&doctor.specialisation),
                prescriptions::signed_signature_id.eq(doctor.signature),
            ))
            .execute(tx.db)?;
        let rows: Vec<_> = (1..)
            .zip(&encounter.items)
            .map(|(position, item)| {
                (
                    prescription_items::id.eq(RowId::new()),
                    prescription_items::prescription_id.eq(id),
                    prescription_items::position.eq(position),
                    item.clone(),
                )
            })
            .collect();
        if !rows.is_empty() {
            diesel::insert_into(prescription_items::table).values(rows).execute(tx.db)?;
        }
        Ok(id)
    }
}
