//! A place where patients are seen.

pub mod closing;
pub mod details;
mod money;

pub use closing::{ClinicClosed, ClinicReopened};
pub use details::{ClinicDetails, ClinicEdited};
pub use money::MoneyRuleChange;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::member::Reach;
use crate::db::Db;
use crate::db::ids::ClinicId;
use crate::models::values::{Coordinates, Degrees, Money, Phone, TemperatureScale};
use crate::schema::organisation::clinics;
use crate::text_enum;

text_enum! {
    keys "clinic-kind";
    /// The sources' kinds of facility.
    ClinicKind { Clinic = "clinic", Hospital = "hospital" }
}

#[expect(clippy::derivable_impls, reason = "the enum is declared by a macro")]
impl Default for ClinicKind {
    fn default() -> Self {
        ClinicKind::Clinic
    }
}

text_enum! {
    keys "receipt-paper";
    /// What a clinic prints its receipts on; the roll is 80 mm wide.
    ReceiptPaper { A5 = "a5", A4 = "a4", Roll = "roll" }
}

#[expect(clippy::derivable_impls, reason = "the enum is declared by a macro")]
impl Default for ReceiptPaper {
    fn default() -> Self {
        ReceiptPaper::A5
    }
}

/// A clinic with all that its letterhead needs.
#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = clinics)]
pub struct Clinic {
    pub id: ClinicId,
    pub name: String,
    pub slug: String,
    pub kind: ClinicKind,
    pub address: String,
    pub city: String,
    pub state: String,
    pub pincode: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub zone: String,
    pub registration: String,
    pub gstin: String,
    pub upi_id: String,
    pub letterhead: String,
    pub fee: Money,
    /// Above it, taking money back asks for a second factor shown of late.
    pub refund_limit: Money,
    pub temperature_scale: TemperatureScale,
    pub receipt_paper: ReceiptPaper,
    /// Whether it is open. A closed one is read, and offered nowhere for new work.
    pub active: bool,
    pub closed_at: Option<NaiveDateTime>,
    pub closed_because: String,
    latitude: Option<Degrees>,
    longitude: Option<Degrees>,
}

impl Clinic {
    /// What the limit of refunds is where no admin has set it.
    pub const REFUND_LIMIT: Money = Money::rupees(2000);

    pub fn find(db: &mut Db, id: ClinicId) -> QueryResult<Clinic> {
        Clinic::query().filter(clinics::id.eq(id)).first(db)
    }

    pub fn by_slug(db: &mut Db, slug: &str) -> QueryResult<Clinic> {
        Clinic::query().filter(clinics::slug.eq(slug)).first(db)
    }

    /// Its id, if the organisation has a clinic of that slug.
    pub fn id_of(db: &mut Db, slug: &str) -> QueryResult<Option<ClinicId>> {
        clinics::table.filter(clinics::slug.eq(slug)).select(clinics::id).first(db).optional()
    }

    /// Every clinic of the organisation, by name.
    pub fn all(db: &mut Db) -> QueryResult<Vec<Clinic>> {
        Clinic::query().filter(clinics::deleted_at.is_null()).order(clinics::name).limit(200).load(db)
    }

    /// Those within reach that are open, by name.
    pub fn open_within(db: &mut Db, reach: &Reach) -> QueryResult<Vec<Clinic>> {
        let mut clinics = Clinic::all(db)?;
        clinics.retain(|it| it.active && reach.covers(it.id));
        Ok(clinics)
    }

    /// Where it is on the map, if somebody said so.
    pub fn coordinates(&self) -> Option<Coordinates> {
        Some(Coordinates { latitude: self.latitude?, longitude: self.longitude? })
    }

    /// Its phone as people write it, or nothing.
    pub fn phone_shown(&self) -> String {
        self.phone.as_deref().map(|phone| Phone::stored(phone).to_string()).unwrap_or_default()
    }

    /// Its address on one line.
    pub fn address_line(&self) -> String {
        let town = [self.city.as_str(), self.pincode.as_str()].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
        [self.address.as_str(), &town, &self.state].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
    }
}
