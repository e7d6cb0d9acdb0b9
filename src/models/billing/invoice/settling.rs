//! Money that is held for a visit which was called off: it is to be settled with the patient, and never asked for again.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::json;

use super::Invoice;
use crate::db::ids::{AppointmentId, ClinicId, InvoiceId, ProfileId, UserId};
use crate::db::{Db, Tx};
use crate::models::journal::{self, Action, Subject};
use crate::models::practice::Clinic;
use crate::models::values::Money;
use crate::schema::organisation::{clinics, invoices};

impl Invoice {
    /// Why an invoice is void whose money was given back.
    pub(in crate::models::billing) const GIVEN_BACK: &'static str = "given_back";

    /// Why an invoice is void whose money was used for another one.
    pub(in crate::models::billing) const USED: &'static str = "used";

    /// Whether its visit was called off while money was held for it.
    pub fn is_called_off(&self) -> bool {
        self.to_settle_since.is_some()
    }

    /// What is to be settled with the patient.
    pub fn to_settle(&self) -> Money {
        if self.is_called_off() && self.voided_at.is_none() { self.paid } else { Money::ZERO }
    }

    /// The invoice of a visit at this clinic for which money is held, and how much.
    pub fn held_of_visit(db: &mut Db, clinic: ClinicId, visit: AppointmentId) -> QueryResult<Option<(InvoiceId, Money)>> {
        invoices::table
            .filter(invoices::appointment_id.eq(visit))
            .filter(invoices::clinic_id.eq(clinic))
            .filter(invoices::voided_at.is_null())
            .filter(invoices::paid.gt(Money::ZERO))
            .select((invoices::id, invoices::paid))
            .first(db)
            .optional()
    }

    /// What is held of a patient at this clinic for visits that were called off, the oldest first. Locked in a change by whoever uses it.
    pub fn held_of_patient(db: &mut Db, clinic: ClinicId, patient: ProfileId) -> QueryResult<Vec<Invoice>> {
        Invoice::query()
            .filter(invoices::patient_id.eq(patient))
            .filter(invoices::clinic_id.eq(clinic))
            .filter(invoices::voided_at.is_null())
            .filter(invoices::to_settle_since.is_not_null())
            .filter(invoices::paid.gt(Money::ZERO))
            .order(invoices::issued_at)
            .limit(100)
            .load(db)
    }

    /// The clinic, whom the money is for, and how much it holds of a patient. One query.
    pub fn payee_beside_held(db: &mut Db, clinic: ClinicId, patient: ProfileId) -> QueryResult<(Clinic, Money)> {
        let held = invoices::table
            .filter(invoices::patient_id.eq(patient))
            .filter(invoices::clinic_id.eq(clinic))
            .filter(invoices::voided_at.is_null())
            .filter(invoices::to_settle_since.is_not_null())
            .select(diesel::dsl::sum(invoices::paid))
            .single_value();
        let (clinic, held): (Clinic, Option<Money>) = clinics::table.find(clinic).select((Clinic::as_select(), held)).first(db)?;
        Ok((clinic, held.unwrap_or_default()))
    }

    /// Keeps what was paid for a visit that is called off now, to be settled.
    pub(super) fn keep_to_settle(tx: &mut Tx, clinic: ClinicId, id: InvoiceId, paid: Money, why: &str) -> QueryResult<()> {
        diesel::update(invoices::table.find(id))
            .set((invoices::to_settle_since.eq(tx.now), invoices::to_settle_by.eq(tx.by.user), invoices::to_settle_because.eq(why)))
            .execute(tx.db)?;
        journal::record(tx, Action::KeptToSettle, Subject::invoice(id).at(clinic), &json!({ "amount": paid.plain(), "reason": why }))
    }

    /// The visit is back in the queue: its money is what it was paid for.
    pub(super) fn is_kept_no_more(tx: &mut Tx, visit: AppointmentId) -> QueryResult<()> {
        diesel::update(invoices::table.filter(invoices::appointment_id.eq(visit)))
            .set((
                invoices::to_settle_since.eq(None::<NaiveDateTime>),
                invoices::to_settle_by.eq(None::<UserId>),
                invoices::to_settle_because.eq(""),
            ))
            .execute(tx.db)
            .map(drop)
    }
}
