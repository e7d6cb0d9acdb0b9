//! Reading the log: newest first, page by page. Every filter has an index that ends with the time.

mod naming;
mod wording;

pub use naming::{LogClinic, LogPerson};
pub use wording::Detail;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime};
use diesel::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use self::naming::Names;
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::db::statement::Among;
use crate::models::journal::{Action, Opening, Resource};
use crate::models::practice::Reach;
use crate::schema::organisation::{audit_logs, clinics};

/// What to look for. Nothing said is everything.
#[derive(Clone, Debug, Default)]
pub struct AuditQuery {
    pub user: Option<UserId>,
    pub action: Option<Action>,
    pub clinic: Option<ClinicId>,
    /// What is of this patient: the record, its visits, notes, bills and payments.
    pub patient: Option<ProfileId>,
    /// From this instant on.
    pub from: Option<NaiveDateTime>,
    /// Before this instant.
    pub to: Option<NaiveDateTime>,
    /// Only rows older than this one: the last of the page before.
    pub before: Option<AuditMark>,
    /// How far whoever asks may look: rows of no clinic are for those who may look everywhere.
    pub within: Reach,
}

/// Where a row stands in the log. Written as microseconds since 1970 and its number: `1795212000000000.4711`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditMark {
    at: NaiveDateTime,
    id: i64,
}

impl AuditMark {
    pub(super) fn new(at: NaiveDateTime, id: i64) -> AuditMark {
        AuditMark { at, id }
    }

    pub(super) fn id(self) -> i64 {
        self.id
    }
}

impl fmt::Display for AuditMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at.and_utc().timestamp_micros(), self.id)
    }
}

impl FromStr for AuditMark {
    type Err = ();

    fn from_str(text: &str) -> Result<AuditMark, ()> {
        let (at, id) = text.split_once('.').ok_or(())?;
        let at = at.parse().ok().and_then(DateTime::from_timestamp_micros).ok_or(())?.naive_utc();
        Ok(AuditMark { at, id: id.parse().map_err(drop)? })
    }
}

/// Some rows of the log, with what else its page says.
#[derive(Clone, Debug)]
pub struct AuditPage {
    pub rows: Vec<AuditEntry>,
    /// Everybody who works within reach, by name.
    pub people: Vec<LogPerson>,
    /// The clinics within reach, by name.
    pub clinics: Vec<LogClinic>,
    /// The patient whose rows they are, where one was asked for.
    pub patient: Option<String>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    id: i64,
    pub at: NaiveDateTime,
    /// The Fluent key of what was done.
    pub action: &'static str,
    /// Who did it; nobody where the system did, or a user without a profile here.
    pub who: Option<String>,
    pub clinic: Option<String>,
    pub about: About,
    pub details: Vec<Detail>,
    pub address: String,
}

/// What a row is of.
#[derive(Clone, Debug, Default)]
pub struct About {
    pub resource: Option<Resource>,
    pub id: Option<Uuid>,
    /// The patient or person, or the clinic.
    pub name: Option<String>,
    /// Where it belongs to a patient.
    pub patient: Option<ProfileId>,
    /// The slug of the clinic at whose desk it is seen.
    pub desk: Option<String>,
}

/// A row as the log has it.
#[derive(HasQuery)]
#[diesel(
    table_name = audit_logs,
    base_query = audit_logs::table.left_join(clinics::table.on(clinics::id.nullable().eq(audit_logs::clinic_id)))
)]
struct LoggedChange {
    id: i64,
    at: NaiveDateTime,
    user_id: UserId,
    action: String,
    resource: String,
    resource_id: Option<Vec<u8>>,
    details: String,
    address: String,
    #[diesel(select_expression = clinics::name.nullable())]
    clinic: Option<String>,
    #[diesel(select_expression = clinics::slug.nullable())]
    clinic_slug: Option<String>,
}

impl LoggedChange {
    /// The rows that are looked for, `limit` at most. One query, and another where a patient's are.
    fn rows(opening: &mut Opening, wanted: &AuditQuery, limit: i64) -> QueryResult<Vec<LoggedChange>> {
        let mut query = LoggedChange::query().order((audit_logs::at.desc(), audit_logs::id.desc())).limit(limit).into_boxed();
        if let Some(user) = wanted.user {
            query = query.filter(audit_logs::user_id.eq(user));
        }
        if let Some(action) = wanted.action {
            query = query.filter(audit_logs::action.eq(action.as_str()));
        }
        if let Some(clinic) = wanted.clinic {
            query = query.filter(audit_logs::clinic_id.eq(clinic));
        }
        if let Some(patient) = wanted.patient {
            let (kinds, ids) = naming::of_patient(opening.db, patient)?;
            query = query.filter(audit_logs::resource.among(kinds)).filter(audit_logs::resource_id.among(ids));
        }
        if let Some(from) = wanted.from {
            query = query.filter(audit_logs::at.ge(from));
        }
        if let Some(to) = wanted.to {
            query = query.filter(audit_logs::at.lt(to));
        }
        if let Some(clinics) = wanted.within.clinics() {
            query = query.filter(audit_logs::clinic_id.among(clinics));
        }
        if let Some(AuditMark { at, id }) = wanted.before {
            query = query.filter(audit_logs::at.le(at)).filter(audit_logs::at.lt(at).or(audit_logs::id.lt(id)));
        }
        query.load(opening.db)
    }

    fn details(&self) -> Value {
        serde_json::from_str(&self.details).unwrap_or_default()
    }

    fn entry(&self, details: &Value, names: &Names) -> AuditEntry {
        let action: Option<Action> = self.action.parse().ok();
        let (resource, id) = (self.resource.parse().ok(), self.resource_id.as_deref().and_then(|it| Uuid::from_slice(it).ok()));
        AuditEntry {
            id: self.id,
            at: self.at,
            action: action.map_or("action-unknown", Action::key),
            who: names.user(self.user_id),
            clinic: self.clinic.clone(),
            about: names.about(resource, id, self.clinic_slug.as_deref()),
            details: action.map(|it| wording::details(it, details, names)).unwrap_or_default(),
            address: self.address.clone(),
        }
    }
}

impl AuditPage {
    /// The newest rows that are looked for, `limit` at most. Whom they name is noted as shown. Two queries, and one more where a
    /// patient's rows are asked for.
    pub fn open(opening: &mut Opening, wanted: &AuditQuery, limit: i64) -> QueryResult<AuditPage> {
        let rows = LoggedChange::rows(opening, wanted, limit)?;
        let with_details = |row: LoggedChange| {
            let details = row.details();
            (row, details)
        };
        let rows: Vec<(LoggedChange, Value)> = rows.into_iter().map(with_details).collect();
        let names = Names::of(opening.db, &rows, wanted)?;
        opening.found(names.patients());
        Ok(AuditPage {
            rows: rows.iter().map(|(row, details)| row.entry(details, &names)).collect(),
            patient: wanted.patient.and_then(|it| names.person(it.0).map(str::to_owned)),
            people: names.people,
            clinics: names.clinics,
        })
    }
}

impl AuditEntry {
    /// Where the next page goes on.
    pub fn mark(&self) -> AuditMark {
        AuditMark { at: self.at, id: self.id }
    }
}

#[cfg(test)]
mod tests {
    use super::AuditMark;

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        let written = "1795212000123456.4711";
        assert_eq!(written.parse::<AuditMark>().map(|mark| mark.to_string()), Ok(written.to_owned()));
        for nonsense in ["", "4711", "x.1", "1.", "99999999999999999999.1"] {
            assert_eq!(nonsense.parse::<AuditMark>(), Err(()), "{nonsense}");
        }
    }
}
