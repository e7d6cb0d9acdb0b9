//! The receipt: a payment as it is printed, with all that stands on the sheet.

mod ledger;

use super::ledger::NOBODY;
use ledger::LedgerLine;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::mysql::Mysql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::{Payment, PaymentMethod, ReceiptNumber};
use crate::db::Db;
use crate::db::ids::{ClinicId, InvoiceId, PaymentId, ProfileId, UserId};
use crate::db::statement::Among;
use crate::locale::Message;
use crate::message;
use crate::models::billing::{invoice::Invoice, invoice::InvoiceLine};
use crate::models::journal::{Opening, RecordPart};
use crate::models::practice::{Clinic, Picture};
use crate::models::values::Money;
use crate::schema::organisation::{clinics, invoices, patients, payment_voids, payments, pictures, profiles};

diesel::alias!(profiles as receivers: Receivers);

/// How the reason begins of a payment that was entered anew for another invoice; its new receipt follows.
pub(super) const BECAME: &str = "→ ";

/// Why a payment was taken back, in words.
pub(super) fn told(reason: &str) -> Message {
    match reason.strip_prefix(BECAME) {
        Some(receipt) => message!("payment-became", receipt),
        None => message!("payment-void-words", reason),
    }
}

/// Why a payment was taken back, and when.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Void {
    pub reason: String,
    pub at: NaiveDateTime,
}

impl Void {
    pub fn told(&self) -> Message {
        told(&self.reason)
    }
}

/// A payment in a list: of an invoice, of a day, of a family.
#[derive(Clone, Debug)]
pub struct PaymentTaken {
    pub id: PaymentId,
    pub invoice: InvoiceId,
    pub receipt: ReceiptNumber,
    pub method: PaymentMethod,
    pub amount: Money,
    pub reference: String,
    pub received_at: NaiveDateTime,
    /// Whose invoice it was.
    pub patient: String,
    pub clinic: String,
    /// Who took it; empty where it was the system.
    pub received_by: String,
    pub void: Option<Void>,
}

/// A receipt that somebody was given, beside the visit that it is for.
#[derive(Clone, Debug, Queryable)]
pub struct ReceiptGiven {
    pub id: PaymentId,
    pub number: ReceiptNumber,
    pub method: PaymentMethod,
    pub amount: Money,
    /// When it was taken back, if it was.
    pub voided_at: Option<NaiveDateTime>,
}

/// A receipt, ready to print.
#[derive(Clone, Debug)]
pub struct Receipt {
    pub taken: PaymentTaken,
    pub clinic: Clinic,
    pub logo: Option<Picture>,
    pub record_number: String,
    pub lines: Vec<InvoiceLine>,
    pub total: Money,
    /// What had been paid before, and not taken back, when this was paid; by which receipts, in their order.
    pub before: Vec<(ReceiptNumber, Money)>,
    /// What was still due when this had been paid.
    pub balance: Money,
}

/// The name of whoever took it. An account may hold several profiles: the first is its holder's own.
#[diesel::dsl::auto_type]
fn received_by() -> _ {
    receivers
        .filter(receivers.field(profiles::user_id).eq(payments::received_by.nullable()))
        .order(receivers.field(profiles::id))
        .select(receivers.field(profiles::full_name))
        .limit(1_i64)
        .single_value()
}

#[derive(HasQuery)]
#[diesel(
    table_name = payments,
    base_query = payments::table
        .inner_join(invoices::table.inner_join(patients::table.inner_join(profiles::table)))
        .inner_join(clinics::table)
        .left_join(payment_voids::table)
)]
struct Row {
    id: PaymentId,
    invoice_id: InvoiceId,
    financial_year: String,
    receipt: i32,
    method: PaymentMethod,
    amount: Money,
    reference: String,
    received_at: NaiveDateTime,
    #[diesel(select_expression = profiles::full_name)]
    patient: String,
    #[diesel(select_expression = patients::record_number)]
    record_number: String,
    #[diesel(select_expression = (clinics::slug, clinics::name))]
    clinic: (String, String),
    #[diesel(select_expression = invoices::total)]
    total: Money,
    #[diesel(select_expression = invoices::to_settle_since)]
    held_since: Option<NaiveDateTime>,
    #[diesel(select_expression = received_by(), select_expression_type = received_by)]
    received_by: Option<String>,
    #[diesel(select_expression = (payment_voids::reason, payment_voids::voided_at).nullable())]
    void: Option<Void>,
}

impl From<Row> for PaymentTaken {
    fn from(row: Row) -> PaymentTaken {
        PaymentTaken {
            id: row.id,
            invoice: row.invoice_id,
            receipt: ReceiptNumber::new(&row.clinic.0, row.financial_year, row.receipt),
            method: row.method,
            amount: row.amount,
            reference: row.reference,
            received_at: row.received_at,
            patient: row.patient,
            clinic: row.clinic.1,
            received_by: row.received_by.unwrap_or_default(),
            void: row.void,
        }
    }
}

impl Payment {
    /// The payments of an invoice, in the order in which they came, voided ones among them.
    pub fn of_invoice(db: &mut Db, invoice: InvoiceId) -> QueryResult<Vec<PaymentTaken>> {
        let rows = Row::query().filter(payments::invoice_id.eq(invoice)).order(payments::id).limit(200).load(db)?;
        Ok(rows.into_iter().map(PaymentTaken::from).collect())
    }

    /// A clinic's payments of a day, by receipt number; of one account those that it took.
    pub fn of_day(db: &mut Db, clinic: ClinicId, day: NaiveDate, by: Option<UserId>) -> QueryResult<Vec<PaymentTaken>> {
        let rows = Row::query()
            .filter(payments::clinic_id.eq(clinic))
            .filter(payments::received_on.eq(day))
            .filter(payments::received_by.eq(by.unwrap_or(NOBODY)).or(by.is_none().into_sql::<Bool>()))
            .order((payments::financial_year, payments::receipt))
            .limit(1000)
            .load(db)?;
        Ok(rows.into_iter().map(PaymentTaken::from).collect())
    }

    /// What a family has paid, the latest first.
    pub fn of_family(db: &mut Db, family: &[ProfileId]) -> QueryResult<Vec<PaymentTaken>> {
        let rows = Row::query().filter(invoices::patient_id.among(family)).order(payments::received_at.desc()).limit(200).load(db)?;
        Ok(rows.into_iter().map(PaymentTaken::from).collect())
    }

    /// Which invoice a payment of this clinic was for, and how much it was; of another clinic's it is not found.
    pub fn amount_at_clinic(db: &mut Db, clinic: ClinicId, id: PaymentId) -> QueryResult<(InvoiceId, Money)> {
        payments::table
            .filter(payments::id.eq(id))
            .filter(payments::clinic_id.eq(clinic))
            .select((payments::invoice_id, payments::amount))
            .first(db)
    }

    /// A receipt of this clinic, which is noted; of another clinic's it is not found.
    pub fn receipt_at_clinic(opening: &mut Opening, clinic: ClinicId, id: PaymentId) -> QueryResult<Receipt> {
        let (row, patient, clinic, logo): (Row, ProfileId, Clinic, Option<Vec<u8>>) = <Row as HasQuery<Mysql>>::base_query()
            .left_join(pictures::table.on(pictures::id.nullable().eq(clinics::logo_id)))
            .filter(payments::id.eq(id))
            .filter(payments::clinic_id.eq(clinic))
            .select((Row::as_select(), invoices::patient_id, Clinic::as_select(), pictures::png.nullable()))
            .first(opening.db)?;
        opening.printed(RecordPart::Receipt, patient, id);
        row.printed(opening.db, clinic, Picture::stored(logo))
    }

    /// A receipt of this family's; of another family's it is not found.
    pub fn receipt_of_family(db: &mut Db, family: &[ProfileId], id: PaymentId) -> QueryResult<Receipt> {
        let (row, clinic, logo): (Row, Clinic, Option<Vec<u8>>) = <Row as HasQuery<Mysql>>::base_query()
            .left_join(pictures::table.on(pictures::id.nullable().eq(clinics::logo_id)))
            .filter(payments::id.eq(id))
            .filter(invoices::patient_id.among(family))
            .select((Row::as_select(), Clinic::as_select(), pictures::png.nullable()))
            .first(db)?;
        row.printed(db, clinic, Picture::stored(logo))
    }
}

impl Row {
    fn printed(self, db: &mut Db, clinic: Clinic, logo: Option<Picture>) -> QueryResult<Receipt> {
        let lines = Invoice::lines_at(db, self.invoice_id, self.received_at)?;
        let (record_number, id) = (self.record_number.clone(), self.id);
        // What an old register brought has no lines.
        let total = if lines.is_empty() { self.total } else { lines.iter().map(|it| it.amount).sum() };
        let standing = LedgerLine::standing_at(LedgerLine::of_invoice(db, self.invoice_id)?, self.received_at);
        let is_held = self.held_since.is_some_and(|since| since <= self.received_at);
        let balance = if is_held { Money::ZERO } else { total - standing.iter().map(|it| it.amount).sum() };
        let number = |it: LedgerLine| (ReceiptNumber::new(&clinic.slug, it.financial_year, it.receipt), it.amount);
        let before = standing.into_iter().filter(|it| it.id != id).map(number).collect();
        Ok(Receipt { taken: self.into(), clinic, logo, record_number, lines, total, before, balance })
    }
}
