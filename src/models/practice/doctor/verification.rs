//! Looking at a doctor's licence: by whom and when; taken back with a reason, and ended by another number.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::json;

use super::about::{DoctorAbout, told_everywhere};
use crate::db::Tx;
use crate::db::ids::{ProfileId, UserId};
use crate::models::journal::Action;
use crate::schema::organisation::doctors;

#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LicenceVerified {
    Verified,
    Already,
    /// Another number stands there than the one that was looked at, or none.
    AnotherNumber,
}

#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerificationWithdrawn {
    Withdrawn,
    /// Nobody had verified it.
    NotVerified,
}

impl DoctorAbout {
    /// Notes that the licence of this number was looked at and is in order.
    pub fn verify(tx: &mut Tx, id: ProfileId, licence: &str) -> QueryResult<LicenceVerified> {
        let doctor = DoctorAbout::lock(tx, id)?;
        if doctor.licence.as_deref() != Some(licence) {
            return Ok(LicenceVerified::AnotherNumber);
        }
        if doctor.verified {
            return Ok(LicenceVerified::Already);
        }
        diesel::update(doctors::table.find(id))
            .set((doctors::verified.eq(true), doctors::verified_at.eq(tx.now), doctors::verified_by.eq(tx.by.user)))
            .execute(tx.db)?;
        told_everywhere(tx, id, Action::LicenceVerified, &json!({ "licence": licence }))?;
        Ok(LicenceVerified::Verified)
    }

    /// Takes that back.
    pub fn withdraw_verification(tx: &mut Tx, id: ProfileId, reason: &str) -> QueryResult<VerificationWithdrawn> {
        let doctor = DoctorAbout::lock(tx, id)?;
        if !doctor.verified {
            return Ok(VerificationWithdrawn::NotVerified);
        }
        diesel::update(doctors::table.find(id))
            .set((doctors::verified.eq(false), doctors::verified_at.eq(None::<NaiveDateTime>), doctors::verified_by.eq(None::<UserId>)))
            .execute(tx.db)?;
        told_everywhere(tx, id, Action::VerificationWithdrawn, &json!({ "licence": doctor.licence, "reason": reason }))?;
        Ok(VerificationWithdrawn::Withdrawn)
    }

    /// What was verified was another number: that counts no more.
    pub(in crate::models::practice) fn licence_becomes(tx: &mut Tx, id: ProfileId, licence: Option<&str>) -> QueryResult<()> {
        let before: Option<(Option<String>, bool)> =
            doctors::table.find(id).select((doctors::licence, doctors::verified)).first(tx.db).optional()?;
        if before.is_some_and(|(old, verified)| verified && old.as_deref() != licence) {
            let _ = DoctorAbout::withdraw_verification(tx, id, "")?;
        }
        Ok(())
    }
}
