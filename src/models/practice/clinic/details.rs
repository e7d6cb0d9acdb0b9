//! Opening a clinic, and changing what its letterhead says.

use diesel::prelude::*;
use serde_json::{Map, Value, json};

use super::{Clinic, ClinicKind, ReceiptPaper};
use crate::db::Tx;
use crate::db::ids::{ClinicId, MemberId, ProfileId};
use crate::models::journal::{self, Action, Subject};
use crate::models::practice::member::Role;
use crate::models::values::{Coordinates, Degrees, Money, Phone, TemperatureScale, spelled_like};
use crate::schema::organisation::{changes, clinic_members, clinics, profiles};

/// What an admin says about a clinic.
#[derive(Clone, Debug)]
pub struct ClinicDetails {
    pub name: String,
    pub kind: ClinicKind,
    pub address: String,
    pub city: String,
    pub state: String,
    pub pincode: String,
    pub phone: Option<Phone>,
    pub email: Option<String>,
    pub registration: String,
    pub gstin: String,
    pub upi_id: String,
    pub letterhead: String,
    /// The fee of a consultation, where the doctor has none of their own.
    pub fee: Money,
    /// Above it, taking money back asks for a second factor shown of late.
    pub refund_limit: Money,
    pub temperature_scale: TemperatureScale,
    pub receipt_paper: ReceiptPaper,
    pub coordinates: Option<Coordinates>,
}

/// What became of changing it.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClinicEdited {
    Saved,
    /// Somebody else changed it since it was read: nothing was written.
    MovedOn,
}

impl Default for ClinicDetails {
    fn default() -> Self {
        ClinicDetails {
            name: String::new(),
            kind: ClinicKind::default(),
            address: String::new(),
            city: String::new(),
            state: String::new(),
            pincode: String::new(),
            phone: None,
            email: None,
            registration: String::new(),
            gstin: String::new(),
            upi_id: String::new(),
            letterhead: String::new(),
            fee: Money::ZERO,
            refund_limit: Clinic::REFUND_LIMIT,
            temperature_scale: TemperatureScale::default(),
            receipt_paper: ReceiptPaper::default(),
            coordinates: None,
        }
    }
}

/// What a slug has at most, in characters.
const LONGEST_SLUG: usize = 30;

impl Clinic {
    /// Opens a clinic. Its slug is made from its name and never changes; whoever opens it is an admin there.
    pub fn create(tx: &mut Tx, details: &ClinicDetails) -> QueryResult<ClinicId> {
        let id = ClinicId::new();
        let base = slug_of(&details.name);
        let taken: Vec<String> =
            clinics::table.filter(clinics::slug.like(format!("{base}%"))).select(clinics::slug).limit(500).load(tx.db)?;
        let slug = free_slug(&base, &taken);
        diesel::insert_into(clinics::table).values((clinics::id.eq(id), clinics::slug.eq(&slug), columns(details))).execute(tx.db)?;
        diesel::insert_into(changes::table).values(changes::clinic_id.eq(id)).execute(tx.db)?;
        let creator: Option<ProfileId> = clinic_members::table
            .inner_join(profiles::table)
            .filter(profiles::user_id.eq(tx.by.user))
            .filter(clinic_members::role.eq(Role::Admin))
            .filter(clinic_members::active.eq(true))
            .select(profiles::id)
            .first(tx.db)
            .optional()?;
        if let Some(profile) = creator {
            diesel::insert_into(clinic_members::table)
                .values((
                    clinic_members::id.eq(MemberId::new()),
                    clinic_members::clinic_id.eq(id),
                    clinic_members::profile_id.eq(profile),
                    clinic_members::role.eq(Role::Admin),
                ))
                .execute(tx.db)?;
        }
        journal::record(tx, Action::ClinicCreated, Subject::clinic(id).at(id), &json!({ "name": details.name, "slug": slug }))?;
        Ok(id)
    }

    /// Changes what is known of the clinic, as it was when it was read; the audit says what that was.
    pub fn edit(tx: &mut Tx, read: &Clinic, details: &ClinicDetails) -> QueryResult<ClinicEdited> {
        let id = read.id;
        let before = Clinic::query().filter(clinics::id.eq(id)).filter(clinics::deleted_at.is_null()).for_update().first(tx.db)?;
        if before != *read {
            return Ok(ClinicEdited::MovedOn);
        }
        let changed = differences(&before, details);
        if changed.is_empty() {
            return Ok(ClinicEdited::Saved);
        }
        diesel::update(clinics::table.find(id)).set(columns(details)).execute(tx.db)?;
        tx.announce(id);
        journal::record(tx, Action::ClinicEdited, Subject::clinic(id).at(id), &Value::Object(changed))?;
        Ok(ClinicEdited::Saved)
    }
}

/// The columns that the details fill.
#[derive(AsChangeset, Insertable)]
#[diesel(table_name = clinics, treat_none_as_null = true)]
struct Columns<'a> {
    name: &'a str,
    kind: ClinicKind,
    address: &'a str,
    city: &'a str,
    state: &'a str,
    pincode: &'a str,
    phone: Option<&'a str>,
    email: Option<&'a str>,
    registration: &'a str,
    gstin: &'a str,
    upi_id: &'a str,
    letterhead: &'a str,
    fee: Money,
    refund_limit: Money,
    temperature_scale: TemperatureScale,
    receipt_paper: ReceiptPaper,
    latitude: Option<Degrees>,
    longitude: Option<Degrees>,
}

fn columns(details: &ClinicDetails) -> Columns<'_> {
    Columns {
        name: &details.name,
        kind: details.kind,
        address: &details.address,
        city: &details.city,
        state: &details.state,
        pincode: &details.pincode,
        phone: details.phone.as_ref().map(Phone::e164),
        email: details.email.as_deref(),
        registration: &details.registration,
        gstin: &details.gstin,
        upi_id: &details.upi_id,
        letterhead: &details.letterhead,
        fee: details.fee,
        refund_limit: details.refund_limit,
        temperature_scale: details.temperature_scale,
        receipt_paper: details.receipt_paper,
        latitude: details.coordinates.map(|it| it.latitude),
        longitude: details.coordinates.map(|it| it.longitude),
    }
}

/// Old and new of every field that changes.
fn differences(before: &Clinic, after: &ClinicDetails) -> Map<String, Value> {
    let on_map = |it: Option<Coordinates>| it.map(|it| it.to_string()).unwrap_or_default();
    let phone = after.phone.as_ref().map(|it| it.e164().to_owned());
    let fields = [
        ("name", before.name.clone(), after.name.clone()),
        ("kind", before.kind.to_string(), after.kind.to_string()),
        ("address", before.address.clone(), after.address.clone()),
        ("city", before.city.clone(), after.city.clone()),
        ("state", before.state.clone(), after.state.clone()),
        ("pincode", before.pincode.clone(), after.pincode.clone()),
        ("phone", before.phone.clone().unwrap_or_default(), phone.unwrap_or_default()),
        ("email", before.email.clone().unwrap_or_default(), after.email.clone().unwrap_or_default()),
        ("registration", before.registration.clone(), after.registration.clone()),
        ("gstin", before.gstin.clone(), after.gstin.clone()),
        ("upi_id", before.upi_id.clone(), after.upi_id.clone()),
        ("letterhead", before.letterhead.clone(), after.letterhead.clone()),
        ("fee", before.fee.plain(), after.fee.plain()),
        ("refund_limit", before.refund_limit.plain(), after.refund_limit.plain()),
        ("temperature_scale", before.temperature_scale.to_string(), after.temperature_scale.to_string()),
        ("coordinates", on_map(before.coordinates()), on_map(after.coordinates)),
        ("receipt_paper", before.receipt_paper.to_string(), after.receipt_paper.to_string()),
    ];
    fields
        .into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(name, old, new)| (name.to_owned(), json!({ "old": old, "new": new })))
        .collect()
}

/// A clinic's name in an address: lower-case Latin letters, digits and single hyphens. A name in another script is
/// spelled out first.
fn slug_of(name: &str) -> String {
    let latin = hyphenated(name);
    let slug = if latin.len() < 2 { hyphenated(&spelled_like(name)) } else { latin };
    if slug.len() < 2 { "clinic".to_owned() } else { slug }
}

fn hyphenated(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("-").to_lowercase();
    words.chars().take(LONGEST_SLUG).collect::<String>().trim_matches('-').to_owned()
}

/// The slug itself, or with the first number that makes it free.
fn free_slug(base: &str, taken: &[String]) -> String {
    let is_free = |slug: &String| !taken.contains(slug);
    let numbered = (2..).map(|number| {
        let number = format!("-{number}");
        let kept: String = base.chars().take(LONGEST_SLUG - number.len()).collect();
        kept.trim_end_matches('-').to_owned() + &number
    });
    std::iter::once(base.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{free_slug, slug_of};

    #[test]
    fn a_slug_is_made_of_any_name() {
        assert_eq!(slug_of("Andheri"), "andheri");
        assert_eq!(slug_of("Dr. Rao's Clinic, Bandra (W)"), "dr-rao-s-clinic-bandra-w");
        assert_eq!(slug_of("अंधेरी क्लिनिक").chars().filter(|c| !c.is_ascii_lowercase() && *c != '-').count(), 0);
        assert!(slug_of("अंधेरी क्लिनिक").len() > 4);
        assert_eq!(slug_of("!!"), "clinic");
        assert!(slug_of(&"long name ".repeat(20)).len() <= 30);
    }

    #[test]
    fn a_slug_that_is_taken_gets_a_number() {
        let taken = ["andheri".to_owned(), "andheri-2".to_owned(), "andheri-east".to_owned()];
        assert_eq!(free_slug("andheri", &taken), "andheri-3");
        assert_eq!(free_slug("bandra", &taken), "bandra");
    }
}
