//! Who did what with a record, as its patient is told: nothing of addresses and machines.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::Deserialize;

use super::audit_listing::AuditMark;
use crate::db::Db;
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::db::statement::Among;
use crate::models::journal::{Action, RecordPart};
use crate::models::people::{OpeningReason, Relation};
use crate::models::practice::Role;
use crate::schema::organisation::{audit_logs, clinic_members, clinics, profiles};

/// One thing that somebody did with a record.
#[derive(Clone, Debug)]
pub struct RecordUse {
    mark: AuditMark,
    pub at: NaiveDateTime,
    pub patient: ProfileId,
    pub user: UserId,
    /// Nobody where the system did it.
    pub who: Option<String>,
    /// What they are at the clinic.
    pub role: Option<Role>,
    pub clinic: Option<String>,
    /// The Fluent key of what they did.
    pub what: &'static str,
    /// Why they opened a record of another clinic.
    pub reason: Option<OpeningReason>,
    pub words: String,
}

/// What a row of the log says beside who and when.
#[derive(Default, Deserialize)]
#[serde(default)]
struct UseDetails {
    part: String,
    reason: String,
    words: String,
}

#[derive(HasQuery)]
#[diesel(
    table_name = audit_logs,
    base_query = audit_logs::table.left_join(clinics::table.on(clinics::id.nullable().eq(audit_logs::clinic_id)))
)]
struct LoggedUse {
    id: i64,
    at: NaiveDateTime,
    user_id: UserId,
    clinic_id: Option<ClinicId>,
    action: String,
    resource_id: Option<Vec<u8>>,
    details: String,
    #[diesel(select_expression = clinics::name.nullable())]
    clinic: Option<String>,
}

/// One of the profiles on an account, with a place of theirs.
#[derive(Queryable)]
struct UserAtPlace {
    user: Option<UserId>,
    full_name: String,
    relation: Relation,
    id: ProfileId,
    clinic: Option<ClinicId>,
    role: Option<Role>,
}

/// What the patient is told of.
const TOLD: [Action; 7] = [
    Action::Viewed,
    Action::Printed,
    Action::ReasonGiven,
    Action::Registered,
    Action::Edited,
    Action::SharingAgreed,
    Action::NumberReleased,
];

impl RecordUse {
    /// How many stand on a page.
    pub const PAGE: usize = 50;

    /// A page of what was done with the records of these people, the latest first; one more than [`RecordUse::PAGE`] where there is
    /// an older page. Two queries.
    pub fn of_family(db: &mut Db, family: &[ProfileId], before: Option<AuditMark>) -> QueryResult<Vec<RecordUse>> {
        let mut query = LoggedUse::query()
            .filter(audit_logs::resource.eq("patients"))
            .filter(audit_logs::resource_id.among(family.iter().map(|it| it.0.as_bytes().to_vec())))
            .filter(audit_logs::action.among(TOLD))
            .order(audit_logs::id.desc())
            .limit(i64::try_from(RecordUse::PAGE + 1).unwrap_or(i64::MAX))
            .into_boxed();
        if let Some(before) = before {
            query = query.filter(audit_logs::id.lt(before.id()));
        }
        let rows: Vec<LoggedUse> = query.load(db)?;
        let users: Vec<UserId> = rows.iter().map(|it| it.user_id).collect();
        let people: Vec<UserAtPlace> = profiles::table
            .left_join(clinic_members::table)
            .filter(profiles::user_id.among(users))
            .select((
                profiles::user_id,
                profiles::full_name,
                profiles::relation,
                profiles::id,
                clinic_members::clinic_id.nullable(),
                clinic_members::role.nullable(),
            ))
            .limit(2000)
            .load(db)?;
        Ok(rows.into_iter().map(|row| row.told(&people)).collect())
    }

    /// Where the next page goes on.
    pub fn mark(&self) -> AuditMark {
        self.mark
    }
}

impl LoggedUse {
    fn told(self, people: &[UserAtPlace]) -> RecordUse {
        // One account may stand behind a family: who works at the clinic speaks for it, else who works anywhere, else its holder.
        let on_account = people.iter().filter(|it| it.user == Some(self.user_id));
        let speaker = on_account
            .min_by_key(|it| (it.clinic.is_none() || it.clinic != self.clinic_id, it.role.is_none(), it.relation != Relation::Own, it.id));
        let details: UseDetails = serde_json::from_str(&self.details).unwrap_or_default();
        let action: Option<Action> = self.action.parse().ok();
        let part = details.part.parse().ok().filter(|_| matches!(action, Some(Action::Viewed | Action::Printed)));
        RecordUse {
            mark: AuditMark::new(self.at, self.id),
            at: self.at,
            patient: ProfileId(self.resource_id.and_then(|it| uuid::Uuid::from_slice(&it).ok()).unwrap_or_default()),
            user: self.user_id,
            who: speaker.map(|it| it.full_name.clone()),
            role: speaker.and_then(|it| it.role),
            clinic: self.clinic,
            what: part.map(RecordPart::key).or(action.map(Action::key)).unwrap_or("action-viewed"),
            reason: details.reason.parse().ok(),
            words: details.words,
        }
    }
}
