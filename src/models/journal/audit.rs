//! Who did what, written in the transaction that did it. Rows are only ever added.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::fact::Fact;
use crate::db::ids::{AppointmentId, ClinicId, ConsultationId, ImportId, InvoiceId, PaymentId, ProfileId};
use crate::db::{Author, Tx};
use crate::schema::organisation::audit_logs;
use crate::text_enum;

text_enum! {
    keys "action";
    /// What was done.
    Action {
        Registered = "registered",
        Edited = "edited",
        Viewed = "viewed",
        CheckedIn = "checked_in",
        Called = "called",
        Skipped = "skipped",
        Recalled = "recalled",
        Moved = "moved",
        Cancelled = "cancelled",
        Undone = "undone",
        Reprioritised = "reprioritised",
        ComplaintCorrected = "complaint_corrected",
        Booked = "booked",
        BookingApproved = "booking_approved",
        BookingDeclined = "booking_declined",
        BookingMoved = "booking_moved",
        /// The patient said that they come.
        BookingConfirmed = "booking_confirmed",
        Started = "started",
        /// A visit is over without a written consultation.
        Finished = "finished",
        Measured = "measured",
        /// What was measured was a mistake.
        MeasureWithdrawn = "measure_withdrawn",
        MeasureRestored = "measure_restored",
        Signed = "signed",
        Corrected = "corrected",
        Invoiced = "invoiced",
        Paid = "paid",
        PaymentVoided = "payment_voided",
        InvoiceVoided = "invoice_voided",
        /// Money for a visit that was called off is kept, to be settled with the patient.
        KeptToSettle = "kept_to_settle",
        Printed = "printed",
        /// People were shown whom somebody looked for.
        Searched = "searched",
        /// People's data left as a file.
        Exported = "exported",
        /// Something was asked for that is not theirs, or not there.
        Refused = "refused",
        /// Why a record of another clinic is opened.
        ReasonGiven = "reason_given",
        ClinicCreated = "clinic_created",
        ClinicEdited = "clinic_edited",
        ClinicClosed = "clinic_closed",
        ClinicReopened = "clinic_reopened",
        /// A doctor can be booked at more times.
        HoursAdded = "hours_added",
        HoursChanged = "hours_changed",
        HoursEnded = "hours_ended",
        /// A doctor is away, or a clinic keeps a holiday.
        AbsenceAdded = "absence_added",
        AbsenceRemoved = "absence_removed",
        LicenceVerified = "licence_verified",
        VerificationWithdrawn = "verification_withdrawn",
        MemberAdded = "member_added",
        MemberEdited = "member_edited",
        MemberDeactivated = "member_deactivated",
        MemberReactivated = "member_reactivated",
        MemberAccepted = "member_accepted",
        MemberDeclined = "member_declined",
        Imported = "imported",
        ImportUndone = "import_undone",
        PairDecided = "pair_decided",
        TransferOffered = "transfer_offered",
        TransferAccepted = "transfer_accepted",
        TransferDeclined = "transfer_declined",
        TransferWithdrawn = "transfer_withdrawn",
        TransferRefused = "transfer_refused",
        SharingAgreed = "sharing_agreed",
        NumberConfirmed = "number_confirmed",
        NumberReleased = "number_released",
        LookBegun = "look_begun",
        LookEnded = "look_ended",
        /// Work that had been given up.
        TriedAgain = "tried_again",
    }
}

text_enum! {
    keys "resource";
    /// What something can be done to: a table, and its row.
    Resource {
        Patients = "patients",
        /// Somebody who works here, or whose record moves to another phone.
        Profiles = "profiles",
        Appointments = "appointments",
        Consultations = "consultations",
        Invoices = "invoices",
        Payments = "payments",
        Clinics = "clinics",
        Imports = "imports",
        /// Work that is due.
        DueWorks = "due_works",
        /// The log itself.
        AuditLogs = "audit_logs",
    }
}

/// What it was done to.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    pub resource: Resource,
    /// None where it is many.
    pub id: Option<Uuid>,
    pub clinic: Option<ClinicId>,
}

macro_rules! subjects {
    ($($name:ident $id:ident $resource:ident;)*) => { $(
        pub fn $name(id: $id) -> Subject {
            Subject { resource: Resource::$resource, id: Some(id.0), clinic: None }
        }
    )* };
}

impl Subject {
    subjects! {
        patient ProfileId Patients;
        person ProfileId Profiles;
        visit AppointmentId Appointments;
        consultation ConsultationId Consultations;
        invoice InvoiceId Invoices;
        payment PaymentId Payments;
        clinic ClinicId Clinics;
        import ImportId Imports;
    }

    pub fn log() -> Subject {
        Subject { resource: Resource::AuditLogs, id: None, clinic: None }
    }

    #[must_use]
    pub fn at(self, clinic: ClinicId) -> Subject {
        Subject { clinic: Some(clinic), ..self }
    }

    pub(super) fn id_bytes(&self) -> Option<Vec<u8>> {
        self.id.map(|it| it.as_bytes().to_vec())
    }
}

/// The last thing that was done to something: when, and what was written down of it.
pub struct LastRecorded {
    pub at: NaiveDateTime,
    pub details: Value,
}

/// The last row about something, if there is any.
pub fn last_recorded(tx: &mut Tx, subject: Subject) -> QueryResult<Option<LastRecorded>> {
    let last: Option<(NaiveDateTime, String)> = audit_logs::table
        .filter(audit_logs::resource.eq(subject.resource))
        .filter(audit_logs::resource_id.eq(subject.id_bytes()))
        .order(audit_logs::id.desc())
        .select((audit_logs::at, audit_logs::details))
        .first(tx.db)
        .optional()?;
    Ok(last.map(|(at, details)| LastRecorded { at, details: serde_json::from_str(&details).unwrap_or_default() }))
}

/// Adds a row. `details` says what changed, old and new, in [`Fact`]s; it holds no secret.
pub fn record(tx: &mut Tx, action: Action, subject: Subject, details: &Value) -> QueryResult<()> {
    let details = as_role(tx.by, details.clone());
    diesel::insert_into(audit_logs::table)
        .values((
            audit_logs::at.eq(tx.now),
            audit_logs::user_id.eq(tx.by.user),
            audit_logs::clinic_id.eq(subject.clinic),
            audit_logs::action.eq(action),
            audit_logs::resource.eq(subject.resource),
            audit_logs::resource_id.eq(subject.id_bytes()),
            audit_logs::details.eq(if details.is_null() { String::new() } else { details.to_string() }),
            audit_logs::address.eq(&tx.by.address),
            audit_logs::agent.eq(&tx.by.agent),
        ))
        .execute(tx.db)
        .map(drop)
}

/// What is done while an admin looks as a role says so too.
pub(super) fn as_role(by: &Author, mut details: Value) -> Value {
    debug_assert!(Fact::covers(&details), "the log has no words for all of {details}");
    if let Some(role) = by.looking_as {
        match &mut details {
            Value::Object(fields) => drop(fields.insert("looking_as".into(), role.into())),
            other => *other = json!({ "looking_as": role }),
        }
    }
    details
}
