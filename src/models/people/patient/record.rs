//! A patient in full: with address and language.

use diesel::mysql::Mysql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::Patient;
use super::claim::{Claim, opens_to};
use crate::db::Db;
use crate::db::ids::ProfileId;
use crate::db::statement::{AndOf, fixed, rows_of};
use crate::models::journal::{Opening, RecordPart};
use crate::models::people::profile::Relation;
use crate::schema::organisation::{patients, profiles};

/// Where somebody lives and how they are addressed.
#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = profiles)]
pub struct PatientAddress {
    pub address: String,
    pub city: String,
    /// The language of what is printed for them.
    pub language: String,
}

/// A patient with all that the desk may edit, but for allergies and conditions.
#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = patients, base_query = patients::table.inner_join(profiles::table))]
pub struct PatientRecord {
    #[diesel(embed)]
    pub patient: Patient,
    #[diesel(embed)]
    pub contact: PatientAddress,
}

diesel::alias!(profiles as holders: Holders);

impl PatientRecord {
    /// As it stands, for a change that is under way.
    pub(super) fn find(db: &mut Db, id: ProfileId) -> QueryResult<PatientRecord> {
        PatientRecord::query()
            .filter(patients::profile_id.eq(id))
            .filter(patients::deleted_at.is_null())
            .filter(profiles::deleted_at.is_null())
            .first(db)
    }

    /// The record, which is noted; nothing where it is not open to whoever asks: then they are asked why. One query.
    pub fn open(opening: &mut Opening, claim: Claim, part: RecordPart, id: ProfileId) -> QueryResult<Option<PatientRecord>> {
        let (record, open): (PatientRecord, bool) = <PatientRecord as HasQuery<Mysql>>::base_query()
            .filter(patients::profile_id.eq(id))
            .filter(patients::deleted_at.is_null())
            .filter(profiles::deleted_at.is_null())
            .select((PatientRecord::as_select(), opens_to(claim.clinic, claim.user, claim.since)))
            .first(opening.db)?;
        Ok(record.noted(opening, part, open))
    }

    /// The record with the others on its phone, their account's holder first; [`Patient::ON_A_PHONE`] of them and one more where there
    /// are more. One query.
    pub fn open_beside_family(opening: &mut Opening, claim: Claim, id: ProfileId) -> QueryResult<Option<(PatientRecord, Vec<Patient>)>> {
        let phone = holders.filter(holders.field(profiles::id).eq(id)).select(holders.field(profiles::phone)).single_value();
        let rows: Vec<(PatientRecord, bool)> = rows_of(
            <PatientRecord as HasQuery<Mysql>>::base_query()
                .filter(patients::profile_id.eq(id))
                .filter(patients::deleted_at.is_null())
                .filter(profiles::deleted_at.is_null())
                .select((PatientRecord::as_select(), opens_to(claim.clinic, claim.user, claim.since))),
        )
        .and_of(
            <PatientRecord as HasQuery<Mysql>>::base_query()
                .filter(profiles::phone.eq(phone))
                .filter(profiles::id.ne(id))
                .filter(profiles::deleted_at.is_null())
                .filter(patients::deleted_at.is_null())
                .order((profiles::relation.ne(Relation::Own), profiles::born_on, profiles::id))
                .limit(i64::try_from(Patient::ON_A_PHONE + 1).unwrap_or(i64::MAX))
                .select((PatientRecord::as_select(), fixed::<Bool>("0"))),
        )
        .load(opening.db)?;
        let (own, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(it, _)| it.patient.id() == id);
        let (record, open) = own.into_iter().next().ok_or(diesel::result::Error::NotFound)?;
        let mut family: Vec<Patient> = others.into_iter().map(|(it, _)| it.patient).collect();
        family.sort_by_key(|it| (it.profile.relation != Relation::Own, it.profile.born_on, it.id()));
        Ok(record.noted(opening, RecordPart::Record, open).map(|record| (record, family)))
    }

    fn noted(self, opening: &mut Opening, part: RecordPart, open: bool) -> Option<PatientRecord> {
        if !open {
            return None;
        }
        match part {
            RecordPart::Card => opening.printed(part, self.patient.id(), self.patient.id()),
            _ => opening.viewed(part, self.patient.id()),
        }
        Some(self)
    }

    /// Whether it holds the same of all that is edited. Visits that came and went meanwhile are no edit.
    pub(super) fn is_edited_as(&self, other: &PatientRecord) -> bool {
        let mut other = other.clone();
        other.patient.first_visit_on = self.patient.first_visit_on;
        other.patient.last_visit_on = self.patient.last_visit_on;
        *self == other
    }
}
