//! Which clinics of the organisation open a record without being asked why, and the reason that every other one gives first.

use chrono::NaiveDateTime;
use diesel::dsl::exists;
use diesel::prelude::*;
use serde_json::json;

use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::db::{Db, Tx};
use crate::models::journal::{self, Action, Opening, Subject};
use crate::schema::organisation::{appointments, audit_logs, clinics, patients, profiles};
use crate::text_enum;

text_enum! {
    keys "opening-reason";
    /// Why a record of another clinic is opened.
    OpeningReason { Here = "here", Called = "called", Emergency = "emergency", Asked = "asked", Other = "other" }
}

/// Somebody at a clinic who opens records. A record is the clinic's if it registered the patient or was ever visited by them, checked
/// in today included; any other opens to whoever gave a reason since the day began.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    pub clinic: ClinicId,
    pub user: UserId,
    /// When the clinic's day began.
    pub since: NaiveDateTime,
}

/// What is said of a record before a reason is given.
#[derive(Clone, Debug, Queryable)]
pub struct RecordElsewhere {
    pub full_name: String,
    pub record_number: String,
    /// The clinic that registered them.
    pub clinic: String,
}

#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn opens_to(clinic: ClinicId, user: UserId, since: NaiveDateTime) -> _ {
    let given: Action = Action::ReasonGiven;
    let visit_here =
        appointments::table.filter(appointments::patient_id.eq(patients::profile_id)).filter(appointments::clinic_id.eq(clinic));
    let reason = audit_logs::table
        .filter(audit_logs::resource.eq("patients"))
        .filter(audit_logs::resource_id.eq(patients::profile_id.nullable()))
        .filter(audit_logs::action.eq(given))
        .filter(audit_logs::user_id.eq(user))
        .filter(audit_logs::clinic_id.eq(clinic))
        .filter(audit_logs::at.ge(since));
    patients::clinic_id.eq(clinic).or(exists(visit_here)).or(exists(reason))
}

impl Claim {
    /// Whether the record opens without being asked why.
    pub fn is_open(&self, db: &mut Db, id: ProfileId) -> QueryResult<bool> {
        self.demand(db, id).optional().map(|open| open.is_some())
    }

    /// Not found where the record is not open to them: before something in it is changed.
    pub fn demand(&self, db: &mut Db, id: ProfileId) -> QueryResult<()> {
        let open = patients::table
            .filter(patients::profile_id.eq(id))
            .filter(patients::deleted_at.is_null())
            .filter(opens_to(self.clinic, self.user, self.since))
            .select(patients::profile_id);
        open.first::<ProfileId>(db).map(drop)
    }

    /// Opens a record to whoever gives the reason, until the clinic's day ends; it stands in the audit with their words.
    pub fn give_reason(&self, tx: &mut Tx, id: ProfileId, reason: OpeningReason, words: &str) -> QueryResult<()> {
        RecordElsewhere::find(tx.db, id)?;
        let details = json!({ "reason": reason, "words": words });
        journal::record(tx, Action::ReasonGiven, Subject::patient(id).at(self.clinic), &details)
    }
}

impl RecordElsewhere {
    /// For whoever is asked why they open it: they are shown whose it is.
    pub fn shown(opening: &mut Opening, id: ProfileId) -> QueryResult<RecordElsewhere> {
        let record = RecordElsewhere::find(opening.db, id)?;
        opening.found([id]);
        Ok(record)
    }

    fn find(db: &mut Db, id: ProfileId) -> QueryResult<RecordElsewhere> {
        patients::table
            .inner_join(profiles::table)
            .inner_join(clinics::table)
            .filter(patients::profile_id.eq(id))
            .filter(patients::deleted_at.is_null())
            .select((profiles::full_name, patients::record_number, clinics::name))
            .first(db)
    }
}
