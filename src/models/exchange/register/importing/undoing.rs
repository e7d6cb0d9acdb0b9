//! Taking an import back. Whoever was here since, was paid for or was changed stays, and is listed.

use std::collections::BTreeSet;

use diesel::prelude::*;
use serde_json::json;

use super::facts::{FactsUndone, take_back};
use super::preview::ImportPreview;
use super::{Import, ImportStatus, as_count};
use crate::db::ids::{ImportId, ProfileId};
use crate::db::statement::Among;
use crate::db::{Db, Tx};
use crate::models::exchange::marked::PairDecision;
use crate::models::journal::{self, Action, DueKind, DueWork, Opening, Subject};
use crate::models::practice::Reach;
use crate::schema::organisation::{
    allergies, appointments, audit_logs, conditions, consultations, current_medicines, imported_facts, imported_people, imports, invoices,
    patients, possible_duplicates, prescriptions, profile_transfers, profiles, search_terms, vitals,
};

/// What became of the wish to take an import back.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportUndone {
    Undone {
        gone: usize,
        kept: usize,
        /// What it noted of people who were there.
        facts: FactsUndone,
    },
    /// Somebody did it before.
    Already,
    /// Nobody came by it, or not yet; or it came by a version that did not note who came by it.
    Nobody,
    /// It is running.
    Running,
}

/// How many people are looked at at once.
const AT_ONCE: usize = 2_000;

impl Import {
    /// Takes back whom the import brought, in one change: they are no patients any more, are not found, and come anew when the register
    /// is brought again. Kept is who has a visit, a bill, a prescription or a medicine, or whose record was changed by hand. What it noted
    /// of those who were there goes, unless it was confirmed since.
    pub fn undo(tx: &mut Tx, reach: &Reach, id: ImportId, because: &str) -> QueryResult<ImportUndone> {
        let import = Import::query().filter(imports::id.eq(id)).for_update().first(tx.db)?.within(reach)?;
        if import.undone_at.is_some() {
            return Ok(ImportUndone::Already);
        }
        if import.status == ImportStatus::Running && !import.is_dead(tx.now) {
            return Ok(ImportUndone::Running);
        }
        let people: Vec<ProfileId> = patients::table
            .filter(patients::import_id.eq(id))
            .filter(patients::deleted_at.is_null())
            .select(patients::profile_id)
            .order(patients::profile_id)
            .for_update()
            .load(tx.db)?;
        let facts = take_back(tx, id)?;
        if people.is_empty() && facts == FactsUndone::default() {
            return Ok(ImportUndone::Nobody);
        }
        let mut gone = 0;
        for chunk in people.chunks(AT_ONCE) {
            let touched = touched(tx.db, id, chunk)?;
            let untouched: Vec<ProfileId> = chunk.iter().copied().filter(|it| !touched.contains(it)).collect();
            gone += untouched.len();
            take_away(tx, &untouched)?;
        }
        let kept = people.len() - gone;
        diesel::update(imports::table.find(id))
            .set((
                // What was cut short is not gone on with.
                imports::status.eq(ImportStatus::Done),
                imports::undone_at.eq(tx.now),
                imports::undone_because.eq(because),
                imports::kept.eq(as_count(kept)),
                imports::facts_kept.eq(as_count(facts.kept)),
            ))
            .execute(tx.db)?;
        DueWork::cancel(tx, DueKind::ImportRun, id)?;
        if import.is_kept() {
            ImportPreview::make_anew(tx, id)?;
        }
        let of_facts = json!({ "gone": facts.gone, "kept": facts.kept });
        let details = json!({ "file": import.file_name, "reason": because, "gone": gone, "kept": kept, "facts": of_facts });
        journal::record(tx, Action::ImportUndone, Subject::import(id).at(import.clinic_id), &details)?;
        Ok(ImportUndone::Undone { gone, kept, facts })
    }

    /// Whether it can be taken back, as far as it says itself.
    pub fn may_be_undone(&self) -> bool {
        self.undone_at.is_none() && self.status != ImportStatus::Preview && (self.imported > 0 || self.facts > 0 || !self.is_kept())
    }
}

/// Those of these people who are more than the rows they came from.
fn touched(db: &mut Db, import: ImportId, people: &[ProfileId]) -> QueryResult<BTreeSet<ProfileId>> {
    let mut touched: BTreeSet<ProfileId> = BTreeSet::new();
    macro_rules! in_tables {
        ($($table:ident $column:ident),*) => { $(
            let found: Vec<ProfileId> =
                $table::table.filter($table::$column.among(people.to_vec())).select($table::$column).distinct().load(db)?;
            touched.extend(found);
        )* };
    }
    in_tables!(
        appointments patient_id, consultations patient_id, vitals patient_id, prescriptions patient_id, invoices patient_id,
        current_medicines patient_id, profile_transfers profile_id
    );
    // Another import noted something of them, and that stands.
    macro_rules! with_facts {
        ($($table:ident),*) => { $(
            let found: Vec<ProfileId> = $table::table
                .inner_join(imported_facts::table.on(imported_facts::id.eq($table::id)))
                .filter($table::patient_id.among(people.to_vec()))
                .filter($table::deleted_at.is_null())
                .filter(imported_facts::import_id.ne(import))
                .select($table::patient_id)
                .load(db)?;
            touched.extend(found);
        )* };
    }
    with_facts!(allergies, conditions);
    // Every change of a record by hand leaves a row here.
    let ids = people.iter().map(|it| it.0.as_bytes().to_vec());
    let changed: Vec<Option<Vec<u8>>> = audit_logs::table
        .filter(audit_logs::resource.among(["patients", "profiles"]))
        .filter(audit_logs::resource_id.among(ids))
        .filter(diesel::dsl::not(audit_logs::action.among([Action::Viewed, Action::PairDecided, Action::Imported, Action::ImportUndone])))
        .select(audit_logs::resource_id)
        .distinct()
        .load(db)?;
    let changed: BTreeSet<Vec<u8>> = changed.into_iter().flatten().collect();
    touched.extend(people.iter().filter(|it| changed.contains(it.0.as_bytes().as_slice())));
    let decided: Vec<(ProfileId, ProfileId)> = possible_duplicates::table
        .filter(possible_duplicates::patient_id.among(people.to_vec()).or(possible_duplicates::other_id.among(people.to_vec())))
        .filter(possible_duplicates::decision.eq(PairDecision::Same))
        .select((possible_duplicates::patient_id, possible_duplicates::other_id))
        .load(db)?;
    touched.extend(decided.into_iter().flat_map(|(one, other)| [one, other]));
    Ok(touched)
}

fn take_away(tx: &mut Tx, people: &[ProfileId]) -> QueryResult<()> {
    if people.is_empty() {
        return Ok(());
    }
    diesel::delete(search_terms::table.filter(search_terms::patient_id.among(people.to_vec()))).execute(tx.db)?;
    diesel::delete(imported_people::table.filter(imported_people::patient_id.among(people.to_vec()))).execute(tx.db)?;
    diesel::delete(possible_duplicates::table.filter(possible_duplicates::patient_id.among(people.to_vec()))).execute(tx.db)?;
    diesel::delete(possible_duplicates::table.filter(possible_duplicates::other_id.among(people.to_vec()))).execute(tx.db)?;
    diesel::update(patients::table.filter(patients::profile_id.among(people.to_vec())))
        .set((patients::deleted_at.eq(tx.now), patients::import_key.eq(None::<Vec<u8>>)))
        .execute(tx.db)?;
    diesel::update(profiles::table.filter(profiles::id.among(people.to_vec()))).set(profiles::deleted_at.eq(tx.now)).execute(tx.db)?;
    Ok(())
}

/// Those who stayed when an import was taken back.
#[derive(Clone, Debug, HasQuery)]
#[diesel(table_name = patients, base_query = patients::table.inner_join(profiles::table))]
pub struct KeptPeople {
    #[diesel(select_expression = profiles::id)]
    pub id: ProfileId,
    #[diesel(select_expression = profiles::full_name)]
    pub full_name: String,
    pub record_number: String,
}

impl KeptPeople {
    /// How many are listed.
    pub const MOST: i64 = 200;

    /// They are listed to whoever reads.
    pub fn shown(opening: &mut Opening, import: &Import) -> QueryResult<Vec<KeptPeople>> {
        if import.undone_at.is_none() || import.kept == 0 {
            return Ok(Vec::new());
        }
        let kept: Vec<KeptPeople> = KeptPeople::query()
            .filter(patients::import_id.eq(import.id))
            .filter(patients::deleted_at.is_null())
            .order(patients::profile_id)
            .limit(KeptPeople::MOST)
            .load(opening.db)?;
        opening.found(kept.iter().map(|it| it.id));
        Ok(kept)
    }
}
