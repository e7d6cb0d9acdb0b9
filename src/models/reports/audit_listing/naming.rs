//! Whom and what the rows of the log name: people, patients and clinics by their ids, in one query.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::{Binary, Bool, Nullable, Text};
use serde_json::Value;
use uuid::Uuid;

use super::{About, AuditQuery, LoggedChange};
use crate::db::Db;
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::db::statement::{Among, AndOf, fixed, rows_of};
use crate::models::journal::Resource;
use crate::models::people::Relation;
use crate::models::practice::{Reach, Role};
use crate::schema::organisation::{appointments, clinic_members, clinics, consultations, invoices, patients, payments, profiles};

/// More of a patient's visits, or bills, than these are not looked at.
const MOST_OF_PATIENT: i64 = 2_000;

/// More people or clinics than these are not named.
const MOST: i64 = 20_000;

/// Of those whom a search showed, so many are named.
pub const SHOWN: usize = 3;

/// Somebody whose rows can be asked for.
#[derive(Clone, Debug)]
pub struct LogPerson {
    pub user: UserId,
    pub name: String,
}

/// A clinic whose rows can be asked for.
#[derive(Clone, Debug)]
pub struct LogClinic {
    pub id: ClinicId,
    pub slug: String,
    pub name: String,
}

/// What an id stands for.
#[derive(Queryable)]
struct Named {
    /// `user`, `member`, `thing` or `clinic`.
    kind: String,
    key: Option<Vec<u8>>,
    /// The profile's, or the clinic's.
    id: ProfileId,
    name: String,
    works_here: bool,
    relation: String,
    slug: String,
    /// A patient's; of a member, where they work.
    clinic: Option<ClinicId>,
}

impl Named {
    fn key(&self) -> Option<Uuid> {
        self.key.as_deref().and_then(|it| Uuid::from_slice(it).ok())
    }
}

/// All of them.
pub struct Names {
    pub people: Vec<LogPerson>,
    pub clinics: Vec<LogClinic>,
    every_clinic: HashMap<ClinicId, (String, String)>,
    users: HashMap<UserId, String>,
    things: HashMap<Uuid, Named>,
}

/// What is a patient's: the kinds of it, and the ids. One query.
pub fn of_patient(db: &mut Db, patient: ProfileId) -> QueryResult<([&'static str; 6], Vec<Vec<u8>>)> {
    use Resource::{Appointments, Consultations, Invoices, Patients, Payments, Profiles};
    let visits = appointments::table.filter(appointments::patient_id.eq(patient)).select(appointments::id).limit(MOST_OF_PATIENT);
    let notes = consultations::table.filter(consultations::patient_id.eq(patient)).select(consultations::id).limit(MOST_OF_PATIENT);
    let bills = invoices::table.filter(invoices::patient_id.eq(patient)).select(invoices::id).limit(MOST_OF_PATIENT);
    let paid = payments::table.inner_join(invoices::table).filter(invoices::patient_id.eq(patient)).select(payments::id);
    let mut ids: Vec<Vec<u8>> = rows_of(visits).and_of(notes).and_of(bills).and_of(paid.limit(MOST_OF_PATIENT)).load(db)?;
    ids.push(patient.0.as_bytes().to_vec());
    Ok(([Patients, Profiles, Appointments, Consultations, Invoices, Payments].map(Resource::as_str), ids))
}

/// Somebody's part of the query: their kind, and by which id they are looked up.
macro_rules! somebody {
    ($kind:literal, $key:expr) => {
        (
            fixed::<Text>($kind),
            $key,
            profiles::id,
            profiles::full_name,
            exists(
                clinic_members::table.filter(clinic_members::profile_id.eq(profiles::id)).filter(clinic_members::role.ne(Role::Patient)),
            ),
            profiles::relation,
            fixed::<Text>("''"),
            patients::clinic_id.nullable(),
        )
    };
}

impl Names {
    pub(super) fn of(db: &mut Db, rows: &[(LoggedChange, Value)], wanted: &AuditQuery) -> QueryResult<Names> {
        let of = |kinds: &[Resource]| -> BTreeSet<Vec<u8>> {
            let is_of = |row: &&(LoggedChange, Value)| kinds.iter().any(|kind| row.0.resource == kind.as_str());
            rows.iter().filter(is_of).filter_map(|(row, _)| row.resource_id.clone()).collect()
        };
        let mut people = of(&[Resource::Patients, Resource::Profiles]);
        people.extend(rows.iter().flat_map(|(_, details)| named_in(details)).map(|it| it.as_bytes().to_vec()));
        people.extend(wanted.patient.map(|it| it.0.as_bytes().to_vec()));
        let users: BTreeSet<UserId> = rows.iter().map(|(row, _)| row.user_id).collect();
        let on_record = || profiles::table.left_join(patients::table);
        let users = on_record().filter(profiles::user_id.among(users)).select(somebody!("'user'", profiles::user_id)).limit(MOST);
        let people = on_record().filter(profiles::id.among(people)).select(somebody!("'thing'", profiles::id.nullable())).limit(MOST);
        let members = profiles::table.inner_join(clinic_members::table).filter(clinic_members::role.ne(Role::Patient));
        let members = members.filter(profiles::deleted_at.is_null()).limit(MOST).select((
            fixed::<Text>("'member'"),
            profiles::user_id,
            profiles::id,
            profiles::full_name,
            fixed::<Bool>("1"),
            profiles::relation,
            fixed::<Text>("''"),
            clinic_members::clinic_id.nullable(),
        ));
        let visits = appointments::table.inner_join(patients::table.inner_join(profiles::table));
        let visits = visits.filter(appointments::id.among(of(&[Resource::Appointments])));
        let notes = consultations::table.inner_join(patients::table.inner_join(profiles::table));
        let notes = notes.filter(consultations::id.among(of(&[Resource::Consultations])));
        let bills = invoices::table.inner_join(patients::table.inner_join(profiles::table));
        let bills = bills.filter(invoices::id.among(of(&[Resource::Invoices])));
        let paid = payments::table.inner_join(invoices::table.inner_join(patients::table.inner_join(profiles::table)));
        let paid = paid.filter(payments::id.among(of(&[Resource::Payments])));
        let clinics = clinics::table.limit(MOST).select((
            fixed::<Text>("'clinic'"),
            fixed::<Nullable<Binary>>("NULL"),
            clinics::id,
            clinics::name,
            fixed::<Bool>("0"),
            fixed::<Text>("''"),
            clinics::slug,
            clinics::id.nullable(),
        ));
        let all = rows_of(users)
            .and_of(people)
            .and_of(members)
            .and_of(visits.select(somebody!("'thing'", appointments::id.nullable())).limit(MOST))
            .and_of(notes.select(somebody!("'thing'", consultations::id.nullable())).limit(MOST))
            .and_of(bills.select(somebody!("'thing'", invoices::id.nullable())).limit(MOST))
            .and_of(paid.select(somebody!("'thing'", payments::id.nullable())).limit(MOST))
            .and_of(clinics);
        Ok(Names::sorted(all.load(db)?, &wanted.within))
    }

    fn sorted(rows: Vec<Named>, reach: &Reach) -> Names {
        let (mut every_clinic, mut users, mut things) = (HashMap::new(), BTreeMap::<UserId, Vec<Named>>::new(), HashMap::new());
        let (mut people, mut clinics) = (Vec::<LogPerson>::new(), Vec::new());
        for row in rows {
            match (row.kind.as_str(), row.key(), row.clinic) {
                ("clinic", _, Some(id)) => {
                    if reach.covers(id) {
                        clinics.push(LogClinic { id, slug: row.slug.clone(), name: row.name.clone() });
                    }
                    every_clinic.insert(id, (row.slug, row.name));
                }
                ("member", Some(user), Some(clinic)) if reach.covers(clinic) => {
                    people.push(LogPerson { user: UserId(user), name: row.name });
                }
                ("user", Some(user), _) => users.entry(UserId(user)).or_default().push(row),
                ("thing", Some(key), _) => drop(things.insert(key, row)),
                _ => {}
            }
        }
        people.sort_by_key(|it| (it.name.to_lowercase(), it.user));
        people.dedup_by_key(|it| it.user);
        clinics.sort_by_key(|it| it.name.to_lowercase());
        // One account may stand behind a family: the profile that works here speaks for it, else its holder.
        let speaker = |on_account: Vec<Named>| {
            let first = on_account.into_iter().min_by_key(|it| (!it.works_here, it.relation != Relation::Own.as_str(), it.id));
            first.map(|it| it.name)
        };
        let users = users.into_iter().filter_map(|(user, on_account)| Some((user, speaker(on_account)?))).collect();
        Names { people, clinics, every_clinic, users, things }
    }

    pub fn user(&self, user: UserId) -> Option<String> {
        self.users.get(&user).cloned()
    }

    /// The name of a profile, or of the patient of something.
    pub fn person(&self, id: Uuid) -> Option<&str> {
        self.things.get(&id).map(|it| it.name.as_str())
    }

    pub fn clinic(&self, id: Uuid) -> Option<&str> {
        self.every_clinic.get(&ClinicId(id)).map(|(_, name)| name.as_str())
    }

    /// The patients among those who are named.
    pub(super) fn patients(&self) -> impl Iterator<Item = ProfileId> {
        self.things.values().filter(|it| it.clinic.is_some()).map(|it| it.id)
    }

    /// What a row is of, at the desk of the clinic where it was written, else of the one that registered the patient.
    pub(super) fn about(&self, resource: Option<Resource>, id: Option<Uuid>, slug: Option<&str>) -> About {
        let thing = id.and_then(|it| self.things.get(&it));
        let home = || thing.and_then(|it| it.clinic).and_then(|it| self.every_clinic.get(&it)).map(|(slug, _)| slug.clone());
        let clinic = id.filter(|_| resource == Some(Resource::Clinics)).and_then(|it| self.clinic(it));
        About {
            resource,
            id,
            name: thing.map(|it| it.name.as_str()).or(clinic).map(str::to_owned),
            patient: thing.filter(|it| it.clinic.is_some()).map(|it| it.id),
            desk: slug.map(str::to_owned).or_else(home),
        }
    }
}

/// The people whom a row's details name.
fn named_in(details: &Value) -> Vec<Uuid> {
    let single = ["doctor", "other", "from", "to"].into_iter().filter_map(|it| details.get(it)?.as_str());
    let shown = details.get("people").and_then(Value::as_array).into_iter().flatten().take(SHOWN).filter_map(Value::as_str);
    single.chain(shown).filter_map(|it| Uuid::parse_str(it).ok()).collect()
}
