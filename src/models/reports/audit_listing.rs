//! Reading the log: newest first, page by page. Every filter has an index that ends with the time.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime};
use diesel::dsl::exists;
use diesel::prelude::*;
use serde_json::Value;

use crate::db::Db;
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::db::statement::Among;
use crate::models::journal::Action;
use crate::models::people::Relation;
use crate::models::practice::Reach;
use crate::schema::organisation::{audit_logs, clinic_members, clinics, profiles};

/// What to look for. Nothing said is everything.
#[derive(Clone, Debug, Default)]
pub struct AuditQuery {
    pub user: Option<UserId>,
    pub action: Option<Action>,
    pub clinic: Option<ClinicId>,
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

/// One row.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    id: i64,
    pub at: NaiveDateTime,
    pub action: String,
    /// Who did it; nobody where the system did, or a user without a profile here.
    pub who: Option<String>,
    pub clinic: Option<String>,
    pub resource: String,
    pub details: Vec<Detail>,
    pub address: String,
}

/// One thing that is said of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    pub field: String,
    pub old: Option<String>,
    pub new: String,
}

/// A row as the log has it, with the name of its clinic.
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
    details: String,
    address: String,
    #[diesel(select_expression = clinics::name.nullable())]
    clinic: Option<String>,
}

/// One of the profiles on an account.
#[derive(Queryable)]
struct AccountName {
    user: Option<UserId>,
    full_name: String,
    works_here: bool,
    relation: Relation,
    id: ProfileId,
}

impl AuditEntry {
    /// Where the next page goes on.
    pub fn mark(&self) -> AuditMark {
        AuditMark { at: self.at, id: self.id }
    }

    /// A page of the log, `limit` rows: one query for the rows, one for the names.
    pub fn page(db: &mut Db, wanted: &AuditQuery, limit: i64) -> QueryResult<Vec<AuditEntry>> {
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
        let rows: Vec<LoggedChange> = query.load(db)?;
        let users: BTreeSet<UserId> = rows.iter().map(|it| it.user_id).collect();
        let works_here = exists(clinic_members::table.filter(clinic_members::profile_id.eq(profiles::id)));
        let names: Vec<AccountName> = profiles::table
            .filter(profiles::user_id.among(users))
            .select((profiles::user_id, profiles::full_name, works_here, profiles::relation, profiles::id))
            .limit(2000)
            .load(db)?;
        // One account may stand behind a family: the profile that works here speaks for it, else its holder.
        let name_of = |user: UserId| {
            let on_account = names.iter().filter(|it| it.user == Some(user));
            let speaker = on_account.min_by_key(|it| (!it.works_here, it.relation != Relation::Own, it.id));
            speaker.map(|it| it.full_name.clone())
        };
        Ok(rows
            .into_iter()
            .map(|row| AuditEntry {
                id: row.id,
                at: row.at,
                action: row.action.parse::<Action>().map_or(row.action, |it| it.key().to_owned()),
                who: name_of(row.user_id),
                clinic: row.clinic,
                resource: row.resource,
                details: readable(&row.details),
                address: row.address,
            })
            .collect())
    }
}

/// A change's details, field by field: `{"fee": {"old": "300", "new": "350"}}` says old and new, anything else what is.
fn readable(details: &str) -> Vec<Detail> {
    let Ok(Value::Object(fields)) = serde_json::from_str(details) else { return Vec::new() };
    fields
        .into_iter()
        .map(|(field, value)| {
            let part = |names: [&str; 2]| names.iter().find_map(|name| value.get(name));
            let (old, new) = (part(["old", "from"]), part(["new", "to"]));
            let field = field.replace('_', " ");
            match new {
                Some(new) => Detail { field, old: Some(old.map(plain).unwrap_or_default()), new: plain(new) },
                None => Detail { field, old: None, new: plain(&value) },
            }
        })
        .collect()
}

/// A value as a person reads it.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) if text.is_empty() => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(list) if list.is_empty() => "–".to_owned(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields.values().map(plain).filter(|it| it != "–").collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{AuditMark, Detail, readable};

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        let written = "1795212000123456.4711";
        assert_eq!(written.parse::<AuditMark>().map(|mark| mark.to_string()), Ok(written.to_owned()));
        for nonsense in ["", "4711", "x.1", "1.", "99999999999999999999.1"] {
            assert_eq!(nonsense.parse::<AuditMark>(), Err(()), "{nonsense}");
        }
    }

    #[test]
    fn old_and_new_are_told_apart() {
        let details = readable(r#"{"fee":{"old":"300.00","new":"350.00"},"upi_id":{"old":"","new":"a@b"},"places":["x","y"]}"#);
        let detail = |field: &str, old: Option<&str>, new: &str| Detail { field: field.into(), old: old.map(Into::into), new: new.into() };
        assert_eq!(details.len(), 3);
        assert!(details.contains(&detail("fee", Some("300.00"), "350.00")));
        assert!(details.contains(&detail("upi id", Some("–"), "a@b")));
        assert!(details.contains(&detail("places", None, "x, y")));
        assert!(readable("").is_empty());
    }
}
