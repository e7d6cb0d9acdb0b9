//! What is still to be collected: of a clinic's day, and of the visits on a board.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};

use super::Invoice;
use crate::db::Db;
use crate::db::ids::{AppointmentId, ClinicId, InvoiceId};
use crate::db::statement::{Among, AndOf, Fixed, fixed, rows_of};
use crate::locale::Message;
use crate::message;
use crate::models::values::Money;
use crate::schema::organisation::{appointments, invoices, patients, profiles};

diesel::alias!(profiles as keepers: Keepers);

/// The longest list of what is to be settled.
const HELD: i64 = 200;

/// An invoice with whom it is for.
#[derive(Clone, Debug, HasQuery)]
#[diesel(
    table_name = invoices,
    base_query = invoices::table.inner_join(patients::table.inner_join(profiles::table)).left_join(appointments::table)
)]
pub struct Billed {
    #[diesel(embed)]
    pub invoice: Invoice,
    #[diesel(select_expression = profiles::full_name)]
    pub patient: String,
    #[diesel(select_expression = patients::record_number)]
    pub record_number: String,
    /// The token of the visit that it is for.
    #[diesel(select_expression = appointments::token.nullable())]
    pub token: Option<i32>,
    /// The doctor of that visit.
    #[diesel(select_expression = fixed(DOCTOR_OF_VISIT), select_expression_type = Fixed<Nullable<Text>>)]
    pub doctor: Option<String>,
    /// Why what is to be settled was kept, in the desk's words, and by whom.
    #[diesel(select_expression = invoices::to_settle_because)]
    pub because: String,
    #[diesel(select_expression = kept_by(), select_expression_type = kept_by)]
    pub kept_by: Option<String>,
}

/// The name of whoever kept it: of an account's profiles, its holder's own.
#[diesel::dsl::auto_type]
fn kept_by() -> _ {
    keepers
        .filter(keepers.field(profiles::user_id).eq(invoices::to_settle_by))
        .order(keepers.field(profiles::id))
        .select(keepers.field(profiles::full_name))
        .limit(1_i64)
        .single_value()
}

/// A clinic's invoices of a day, and what is to be settled there of whatever day.
#[derive(Clone, Debug)]
pub struct DayBilled {
    pub invoices: Vec<Billed>,
    pub held: Vec<Billed>,
}

const DOCTOR_OF_VISIT: &str = "(SELECT seer.full_name FROM profiles AS seer WHERE seer.id = appointments.doctor_id)";

/// A visit that is not paid in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unpaid {
    pub appointment: AppointmentId,
    pub invoice: InvoiceId,
    pub due: Money,
}

/// An invoice that is not paid in full, of a visit or not.
#[derive(HasQuery)]
#[diesel(table_name = invoices)]
struct OpenInvoice {
    appointment_id: Option<AppointmentId>,
    id: InvoiceId,
    total: Money,
    paid: Money,
}

impl OpenInvoice {
    fn unpaid(self) -> Option<Unpaid> {
        Some(Unpaid { appointment: self.appointment_id?, invoice: self.id, due: self.total - self.paid })
    }
}

impl Billed {
    /// One invoice of this clinic; of another clinic's it is not found.
    pub fn at_clinic(db: &mut Db, clinic: ClinicId, id: InvoiceId) -> QueryResult<Billed> {
        Billed::query().filter(invoices::id.eq(id)).filter(invoices::clinic_id.eq(clinic)).first(db)
    }

    /// The patient, with the token of their visit, if it has one.
    pub fn who(&self) -> Message {
        let name = &self.patient;
        match self.token {
            Some(token) => message!("place-title", token, name),
            None => message!("payment-who", name),
        }
    }

    /// The invoices of a clinic's day: first those to collect, then the paid ones, then the voided ones, each in the order of issue; and
    /// what is to be settled, the oldest first. One query.
    pub fn of_day(db: &mut Db, clinic: ClinicId, day: NaiveDate) -> QueryResult<DayBilled> {
        let to_settle = Billed::query()
            .filter(invoices::clinic_id.eq(clinic))
            .filter(invoices::to_settle_since.is_not_null())
            .filter(invoices::paid.gt(Money::ZERO))
            .filter(invoices::issued_on.ne(day))
            .order(invoices::to_settle_since)
            .limit(HELD);
        let of_day = Billed::query().filter(invoices::clinic_id.eq(clinic)).filter(invoices::issued_on.eq(day)).limit(1000);
        let rows: Vec<Billed> = rows_of(of_day).and_of(to_settle).load(db)?;
        let mut held: Vec<Billed> = rows.iter().filter(|it| !it.invoice.to_settle().is_zero()).cloned().collect();
        held.sort_by_key(|it| (it.invoice.to_settle_since, it.invoice.id));
        let mut invoices: Vec<Billed> = rows.into_iter().filter(|it| it.invoice.issued_on == day).collect();
        invoices.sort_by_key(|Billed { invoice: it, .. }| (it.voided_at.is_some(), it.due().is_zero(), it.issued_at, it.id));
        Ok(DayBilled { invoices, held })
    }
}

impl Invoice {
    /// Which of these visits still owe money.
    pub fn unpaid_of(db: &mut Db, visits: &[AppointmentId]) -> QueryResult<Vec<Unpaid>> {
        let open = OpenInvoice::query()
            .filter(invoices::appointment_id.among(visits))
            .filter(invoices::voided_at.is_null())
            .filter(invoices::paid.lt(invoices::total))
            .filter(invoices::to_settle_since.is_null())
            .limit(1000)
            .load(db)?;
        Ok(open.into_iter().filter_map(OpenInvoice::unpaid).collect())
    }
}
