//! The rows of many visits at once, and how they get into the database: a few statements a table.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::db::Tx;
use crate::db::ids::{
    AppointmentId, AttemptId, ClinicId, ConsultationId, InvoiceId, PaymentId, PrescriptionId, ProfileId, RowId, SittingId, UserId,
};
use crate::models::billing::PaymentMethod;
use crate::models::clinical::{Item, Vitals};
use crate::models::journal::{Action, Counter};
use crate::models::values::{FinancialYear, Money, SystemOfMedicine};
use crate::models::visits::{AppointmentKind, Priority, Status};
use crate::schema::organisation::{
    appointments, audit_logs, consultations, diagnoses, invoice_lines, invoices, payment_voids, payments, prescription_items,
    prescriptions, sittings, symptoms, vitals,
};

/// Rows a statement.
const CHUNK: usize = 400;

#[derive(Insertable)]
#[diesel(table_name = sittings)]
pub struct SittingRow {
    pub id: SittingId,
    pub clinic_id: ClinicId,
    pub doctor_id: ProfileId,
    pub held_on: NaiveDate,
    pub last_token: i32,
}

#[derive(Clone, Insertable)]
#[diesel(table_name = appointments)]
pub struct AppointmentRow {
    pub id: AppointmentId,
    pub sitting_id: SittingId,
    pub clinic_id: ClinicId,
    pub doctor_id: ProfileId,
    pub patient_id: ProfileId,
    pub held_on: NaiveDate,
    pub kind: AppointmentKind,
    pub token: i32,
    pub status: Status,
    pub priority: Priority,
    pub complaint: &'static str,
    pub checked_in_at: NaiveDateTime,
    pub called_at: Option<NaiveDateTime>,
    pub skipped_at: Option<NaiveDateTime>,
    pub started_at: Option<NaiveDateTime>,
    pub completed_at: Option<NaiveDateTime>,
    pub cancelled_at: Option<NaiveDateTime>,
    pub cancel_reason: &'static str,
}

#[derive(Insertable)]
#[diesel(table_name = consultations)]
pub struct ConsultationRow {
    pub id: ConsultationId,
    pub appointment_id: AppointmentId,
    pub clinic_id: ClinicId,
    pub doctor_id: ProfileId,
    pub patient_id: ProfileId,
    pub complaint: &'static str,
    pub notes: &'static str,
    pub advice: &'static str,
    pub follow_up_on: Option<NaiveDate>,
    pub started_at: NaiveDateTime,
    pub ended_at: NaiveDateTime,
    pub signed_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = symptoms)]
pub struct SymptomRow {
    pub id: RowId,
    pub consultation_id: ConsultationId,
    pub position: i32,
    pub name: &'static str,
}

#[derive(Insertable)]
#[diesel(table_name = diagnoses)]
pub struct DiagnosisRow {
    pub id: RowId,
    pub consultation_id: ConsultationId,
    pub position: i32,
    pub name: &'static str,
    pub is_primary: bool,
}

#[derive(Insertable)]
#[diesel(table_name = vitals)]
pub struct VitalsRow {
    pub id: RowId,
    pub patient_id: ProfileId,
    pub consultation_id: ConsultationId,
    pub taken_at: NaiveDateTime,
    #[diesel(embed)]
    pub measured: Vitals,
}

#[derive(Insertable)]
#[diesel(table_name = prescriptions)]
pub struct PrescriptionRow {
    pub id: PrescriptionId,
    pub consultation_id: ConsultationId,
    pub clinic_id: ClinicId,
    pub doctor_id: ProfileId,
    pub patient_id: ProfileId,
    pub system_of_medicine: SystemOfMedicine,
    pub signed_at: NaiveDateTime,
    pub content_hash: Vec<u8>,
    pub hash_version: i32,
}

#[derive(Insertable)]
#[diesel(table_name = prescription_items)]
pub struct ItemRow {
    pub id: RowId,
    pub prescription_id: PrescriptionId,
    pub position: i32,
    #[diesel(embed)]
    pub item: Item,
}

#[derive(Insertable)]
#[diesel(table_name = invoices)]
pub struct InvoiceRow {
    pub id: InvoiceId,
    pub clinic_id: ClinicId,
    pub patient_id: ProfileId,
    pub appointment_id: AppointmentId,
    pub total: Money,
    pub paid: Money,
    pub issued_at: NaiveDateTime,
    pub issued_on: NaiveDate,
    pub voided_at: Option<NaiveDateTime>,
    pub voided_by: Option<UserId>,
    pub void_reason: &'static str,
}

#[derive(Insertable)]
#[diesel(table_name = invoice_lines)]
pub struct LineRow {
    pub id: RowId,
    pub invoice_id: InvoiceId,
    pub position: i32,
    pub description: String,
    pub appointment_id: AppointmentId,
    pub amount: Money,
}

/// A payment gets its receipt number when all are known: in the order in which they were received.
#[derive(Clone, Insertable)]
#[diesel(table_name = payments)]
pub struct PaymentRow {
    pub id: PaymentId,
    pub invoice_id: InvoiceId,
    pub clinic_id: ClinicId,
    pub financial_year: String,
    pub receipt: i32,
    pub method: PaymentMethod,
    pub amount: Money,
    pub reference: String,
    pub received_at: NaiveDateTime,
    pub received_on: NaiveDate,
    pub received_by: UserId,
    pub attempt: AttemptId,
}

#[derive(Insertable)]
#[diesel(table_name = payment_voids)]
pub struct PaymentVoidRow {
    pub payment_id: PaymentId,
    pub reason: &'static str,
    pub voided_at: NaiveDateTime,
    pub voided_on: NaiveDate,
    pub voided_by: UserId,
}

#[derive(Insertable)]
#[diesel(table_name = audit_logs)]
pub struct AuditRow {
    pub at: NaiveDateTime,
    pub user_id: UserId,
    pub clinic_id: ClinicId,
    pub action: Action,
    pub resource: &'static str,
    pub resource_id: Vec<u8>,
    pub details: String,
}

/// Everything that the days left behind.
#[derive(Default)]
pub struct Rows {
    pub sittings: Vec<SittingRow>,
    pub appointments: Vec<AppointmentRow>,
    pub consultations: Vec<ConsultationRow>,
    pub symptoms: Vec<SymptomRow>,
    pub diagnoses: Vec<DiagnosisRow>,
    pub vitals: Vec<VitalsRow>,
    pub prescriptions: Vec<PrescriptionRow>,
    pub items: Vec<ItemRow>,
    pub invoices: Vec<InvoiceRow>,
    pub lines: Vec<LineRow>,
    pub payments: Vec<PaymentRow>,
    pub payment_voids: Vec<PaymentVoidRow>,
    pub audited: Vec<AuditRow>,
}

macro_rules! insert {
    ($tx:expr, $table:ident, $rows:expr) => {
        for chunk in $rows.chunks(CHUNK) {
            diesel::insert_into($table::table).values(chunk).execute($tx.db)?;
        }
    };
}

impl Rows {
    /// Writes everything, parents first, and the audit in the order of time.
    pub fn insert(&mut self) -> impl Fn(&mut Tx) -> QueryResult<()> {
        self.payments.sort_by_key(|it| (it.received_at, it.id));
        self.audited.sort_by_key(|it| it.at);
        |tx| {
            insert!(tx, sittings, self.sittings);
            insert!(tx, appointments, self.appointments);
            insert!(tx, consultations, self.consultations);
            insert!(tx, symptoms, self.symptoms);
            insert!(tx, diagnoses, self.diagnoses);
            insert!(tx, vitals, self.vitals);
            insert!(tx, prescriptions, self.prescriptions);
            insert!(tx, prescription_items, self.items);
            insert!(tx, invoices, self.invoices);
            insert!(tx, invoice_lines, self.lines);
            insert!(tx, payments, self.numbered_payments(tx)?);
            insert!(tx, payment_voids, self.payment_voids);
            insert!(tx, audit_logs, self.audited);
            diesel::sql_query(LAST_VISITS).execute(tx.db).map(drop)
        }
    }

    /// The payments with their receipt numbers: per clinic and financial year, without a gap.
    fn numbered_payments(&self, tx: &mut Tx) -> QueryResult<Vec<PaymentRow>> {
        let mut numbered: Vec<PaymentRow> = self
            .payments
            .iter()
            .map(|it| PaymentRow { financial_year: FinancialYear::of(it.received_on).to_string(), ..it.clone() })
            .collect();
        let mut series: Vec<(ClinicId, String)> = numbered.iter().map(|it| (it.clinic_id, it.financial_year.clone())).collect();
        series.sort();
        series.dedup();
        for (clinic, year) in series {
            let of_series: Vec<&mut PaymentRow> =
                numbered.iter_mut().filter(|it| it.clinic_id == clinic && it.financial_year == year).collect();
            let count = i64::try_from(of_series.len()).unwrap_or_default();
            let first = Counter::Receipts { clinic, financial_year: &year }.next_block(tx, count)?;
            for (payment, number) in of_series.into_iter().zip(first..) {
                payment.receipt = i32::try_from(number).unwrap_or_default();
            }
        }
        Ok(numbered)
    }
}

const LAST_VISITS: &str = "UPDATE patients SET last_visit_on = \
    (SELECT MAX(held_on) FROM appointments WHERE appointments.patient_id = patients.profile_id AND appointments.status = 'completed'), \
    first_visit_on = (SELECT MIN(held_on) FROM appointments WHERE appointments.patient_id = patients.profile_id)";
