//! Writing the world into the databases: accounts, people, families, their days.

use std::collections::HashMap;

use anyhow::{Context, ensure};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::{DemoPlace, House, Job, PASSWORD, PLACES, Practised, Worker};
use crate::db::ids::{ClinicId, OrganisationId, ProfileId, UserId};
use crate::db::{Author, Databases, Db, Tx, clock};
use crate::demo::cases::Field;
use crate::demo::chance::Chance;
use crate::demo::days::{Comer, Days90, Formulary, Sitter};
use crate::demo::families::{self, DemoFamily, families};
use crate::demo::rows::Rows;
use crate::demo::schedules;
use crate::directory::people::{Membership, User};
use crate::directory::proofs::Password;
use crate::directory::tenants::{DoorsTurned, NewOrganisation, Organisation};
use crate::jobs::creation;
use crate::models::clinical::Medicine;
use crate::models::people::{NewPatient, Patient};
use crate::models::practice::{
    Clinic, ClinicDetails, GivenPlace, Giving, Member, MemberAdded, MemberDetails, NewMember, Permission, Practice, Role,
};
use crate::models::values::{Birth, Money, Name, Phone, SystemOfMedicine};

impl DemoPlace {
    /// What somebody signs in with.
    pub fn email(&self, worker: &Worker) -> String {
        format!("{}@{}.demo", worker.login, self.slug)
    }

    /// Its families. One lives in both worlds: its account has two doors.
    pub fn families(&self, today: NaiveDate) -> Vec<DemoFamily> {
        let mut families = families(&mut Chance::seeded(self.seed), self.people, self.first_number, today);
        if self.slug != PLACES[0].slug {
            let mut elsewhere = PLACES[0].families(today);
            elsewhere.truncate(1);
            families.splice(0..1, elsewhere);
        }
        families
    }

    /// Makes the organisation with all that is in it. The doors open last, so that one that was left half made is made again.
    pub fn load(&self, databases: &Databases, now: NaiveDateTime) -> anyhow::Result<()> {
        let by = Author::system();
        let new = NewOrganisation { slug: self.slug.to_owned(), name: self.name.to_owned(), ..NewOrganisation::default() };
        let creation = creation::begin(databases, &new)?;
        let organisation = creation::prepare(databases, &creation)?;
        let today = clock::day_of(now, clock::INDIA);
        let families = self.families(today);
        let (workers, accounts) = self.accounts(databases, organisation.id, &families)?;
        let (clinics, profiles) = databases.write_now(self.slug, &by, |tx| self.found(tx, &workers))?;
        let newcomers = newcomers(&families, &accounts, &clinics, self)?;
        let ids = databases.write_now(self.slug, &by, |tx| Patient::register_many(tx, &newcomers))?;
        ensure!(ids.len() == newcomers.len(), "not everybody was registered");
        let comers: Vec<Comer> = ids.iter().zip(&newcomers).zip(families.iter().flat_map(|it| &it.people)).map(comer).collect();
        let formulary = databases.read_now(self.slug, formulary)?;
        let sitters = self.sitters(&clinics, &profiles, &workers)?;
        databases
            .write_now(self.slug, &Author { user: self.runs(&workers), ..Author::system() }, |tx| schedules::set(tx, &sitters, today))?;
        let chance = Chance::seeded(self.seed + 1);
        let mut days = Days90 { chance, sitters: &sitters, comers: &comers, formulary: &formulary, rows: Rows::default() };
        days.before(today, self.days);
        days.today(now, &expected(&sitters, &comers, &families, today));
        databases.write_now(self.slug, &by, days.rows.insert())?;
        let opened = databases.write_directory_now(&by, |tx| Ok((creation.finish(tx)?, Organisation::open(tx, organisation.id)?)))?;
        ensure!(opened == (true, DoorsTurned::Done), "another process fills {}", self.name);
        Ok(())
    }

    /// The directory's users: of the workers, in their order, and of the families' phones.
    fn accounts(
        &self,
        databases: &Databases,
        organisation: OrganisationId,
        families: &[DemoFamily],
    ) -> anyhow::Result<(Vec<UserId>, HashMap<String, UserId>)> {
        let hash = Password::hash_blocking(PASSWORD)?;
        Ok(databases.write_directory_now(&Author::system(), |tx| {
            // Whoever looks at the demo has no authenticator at hand: it asks its admins alone.
            Organisation::ask_two_steps_of(tx, organisation, &[("doctor", false), ("staff", false)])?;
            let mut workers = Vec::new();
            for worker in self.workers {
                let user = User::of_email(tx, &self.email(worker), worker.name)?;
                Membership::ask(tx, user, organisation)?;
                Membership::answer(tx, user, organisation, true)?;
                Password::set(tx, user, &hash)?;
                workers.push(user);
            }
            let mut accounts = HashMap::new();
            for family in families {
                if let (Some(phone), Some(head)) = (&family.phone, family.people.first()) {
                    let user = User::of_phone(tx, phone, &head.full_name, organisation)?;
                    if family.hindi {
                        User::set_language(tx, user, "hi")?;
                    }
                    accounts.insert(phone.clone(), user);
                }
            }
            Ok((workers, accounts))
        })?)
    }

    /// The clinics, and whoever works there.
    fn found(&self, tx: &mut Tx, users: &[UserId]) -> QueryResult<(Vec<ClinicId>, Vec<ProfileId>)> {
        let mut clinics = Vec::new();
        for house in self.clinics {
            // The address says where; the letterhead says whose.
            let mut details = house.details();
            details.name = house.slug_name.to_owned();
            let id = Clinic::create(tx, &details)?;
            details.name = house.name.to_owned();
            let created = Clinic::find(tx.db, id)?;
            let _ = Clinic::edit(tx, &created, &details)?;
            clinics.push(id);
        }
        let mut profiles = Vec::new();
        for (worker, user) in self.workers.iter().zip(users) {
            let details = worker.details(self.email(worker), &clinics).ok_or(diesel::NotFound)?;
            match Member::add(tx, &NewMember { user: *user, details }, &Giving::Everything)? {
                MemberAdded::Added(profile) | MemberAdded::AlreadyHere(profile) => profiles.push(profile),
                MemberAdded::LicenceTaken | MemberAdded::NotYours | MemberAdded::ClinicClosed => return Err(diesel::NotFound),
            }
        }
        Ok((clinics, profiles))
    }

    /// Who runs it.
    fn runs(&self, users: &[UserId]) -> UserId {
        let admin = self.workers.iter().zip(users).find(|(it, _)| matches!(it.job, Job::Admin));
        admin.map_or(UserId::SYSTEM, |(_, user)| *user)
    }

    fn sitters(&self, clinics: &[ClinicId], profiles: &[ProfileId], users: &[UserId]) -> anyhow::Result<Vec<Sitter>> {
        let mut sitters = Vec::new();
        for (at, worker) in self.workers.iter().enumerate() {
            let Job::Doctor(practised) = &worker.job else { continue };
            for (clinic, (opens, weekdays)) in worker.clinics.iter().zip(practised.sittings) {
                sitters.push(Sitter {
                    doctor: profiles[at],
                    user: users[at],
                    name: worker.name.to_owned(),
                    clinic: clinics[*clinic],
                    field: practised.field,
                    system: practised.system(),
                    fee: Money::rupees(practised.fee.unwrap_or(self.clinics[*clinic].fee)),
                    opens: *opens,
                    weekdays,
                    desk: self.desk(*clinic, users).context("every clinic has a desk")?,
                });
            }
        }
        Ok(sitters)
    }

    /// Who takes the money at a clinic, and who may give it back.
    fn desk(&self, clinic: usize, users: &[UserId]) -> Option<(UserId, UserId)> {
        let first_with = |permission: Permission| {
            self.workers.iter().zip(users).find_map(|(worker, user)| match worker.job {
                Job::Staff(held) if worker.clinics.contains(&clinic) && held.contains(&permission) => Some(*user),
                _ => None,
            })
        };
        Some((first_with(Permission::Payments)?, first_with(Permission::Refunds)?))
    }
}

impl House {
    fn details(&self) -> ClinicDetails {
        ClinicDetails {
            name: self.name.to_owned(),
            address: self.address.to_owned(),
            city: self.city.to_owned(),
            state: "Maharashtra".to_owned(),
            pincode: self.pincode.to_owned(),
            phone: Some(Phone::stored(self.phone)),
            registration: self.registration.to_owned(),
            upi_id: self.upi_id.to_owned(),
            letterhead: self.letterhead.to_owned(),
            fee: Money::rupees(self.fee),
            ..ClinicDetails::default()
        }
    }
}

impl Worker {
    fn details(&self, email: String, clinics: &[ClinicId]) -> Option<MemberDetails> {
        let (role, permissions, practice) = match &self.job {
            Job::Admin => (Role::Admin, Vec::new(), None),
            Job::Staff(permissions) => (Role::Staff, permissions.to_vec(), None),
            Job::Doctor(practised) => (Role::Doctor, Vec::new(), Some(practised.practice())),
        };
        let places =
            self.clinics.iter().map(|at| GivenPlace { clinic: clinics[*at], role, permissions: permissions.clone() }).collect::<Vec<_>>();
        Some(MemberDetails { full_name: Name::parse(self.name).ok()?, phone: None, email: Some(email), places, practice })
    }
}

impl Practised {
    fn system(&self) -> SystemOfMedicine {
        if self.field == Field::Homeopathy { SystemOfMedicine::Homeopathy } else { SystemOfMedicine::Allopathy }
    }

    fn practice(&self) -> Practice {
        Practice {
            licence: Some(self.licence.to_owned()),
            specialisation: self.specialisation.to_owned(),
            qualification: self.qualification.to_owned(),
            system_of_medicine: self.system(),
            fee: self.fee.map(Money::rupees),
        }
    }
}

/// Everybody of every family, as the desk would have written them down: three in five at the first clinic.
fn newcomers(
    families: &[DemoFamily],
    accounts: &HashMap<String, UserId>,
    clinics: &[ClinicId],
    place: &DemoPlace,
) -> anyhow::Result<Vec<NewPatient>> {
    let mut newcomers = Vec::new();
    for (at, family) in families.iter().enumerate() {
        let home = if at > 4 && at % 5 > 2 { clinics.len() - 1 } else { 0 };
        let head = family.people.first().map(|it| it.full_name.clone()).unwrap_or_default();
        for person in &family.people {
            let name = Name::parse(&person.full_name)?;
            newcomers.push(NewPatient {
                birth: Some(Birth { on: person.born_on, estimated: person.estimated }),
                phone: family.phone.as_deref().map(Phone::stored),
                user: family.phone.as_ref().and_then(|it| accounts.get(it)).copied(),
                relation: person.relation,
                address: family.address.clone(),
                city: place.clinics[home].city.to_owned(),
                emergency_name: if person.full_name == head { String::new() } else { head.clone() },
                emergency_phone: family.phone.as_deref().filter(|_| person.full_name != head).map(Phone::stored),
                allergies: person.allergies.clone(),
                conditions: person.conditions.clone(),
                language: if family.hindi { "hi" } else { "en" }.to_owned(),
                ..NewPatient::named(name, person.sex, clinics[home])
            });
        }
    }
    Ok(newcomers)
}

fn comer(((id, new), person): ((&ProfileId, &NewPatient), &families::DemoPerson)) -> Comer {
    Comer {
        id: *id,
        sex: person.sex,
        born_on: person.born_on,
        clinic: new.clinic,
        allergies: person.allergies.clone(),
        build: person.build,
    }
}

/// Of each of the first families somebody waits now, so that their phone has a place in the queue to show.
fn expected(sitters: &[Sitter], comers: &[Comer], families: &[DemoFamily], today: NaiveDate) -> Vec<(usize, usize)> {
    let mut expected = Vec::new();
    let mut first = 0;
    for (at, family) in families.iter().take(3).enumerate() {
        let members = first..first + family.people.len();
        first = members.end;
        let at_home: Vec<usize> = (0..sitters.len()).filter(|it| sitters[*it].clinic == comers[members.start].clinic).collect();
        let sitter = at_home[at % at_home.len()];
        let children_only = sitters[sitter].field == Field::Children;
        let waits = members.clone().find(|it| !children_only || (today - comers[*it].born_on).num_days() < 15 * 365);
        expected.push((sitter, waits.unwrap_or(members.start)));
    }
    expected
}

fn formulary(db: &mut Db) -> QueryResult<Formulary> {
    let mut formulary = Formulary::new();
    for medicine in Medicine::query().load(db)? {
        formulary.entry((medicine.name.clone(), medicine.strength.clone())).or_default().push(medicine);
    }
    Ok(formulary)
}
