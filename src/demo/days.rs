//! Ninety days at a clinic, and a day that is under way: who came to whom, when, with what, and how they paid.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveDateTime};
use serde_json::{Value, json};
use uuid::Uuid;

use super::cases::{Case, Field, Given};
use super::chance::Chance;
use super::rows::{
    AppointmentRow, AuditRow, ConsultationRow, DiagnosisRow, InvoiceRow, ItemRow, LineRow, PaymentRow, PaymentVoidRow, PrescriptionRow,
    Rows, SittingRow, SymptomRow, VitalsRow,
};
use crate::db::clock;
use crate::db::ids::{
    AppointmentId, AttemptId, ClinicId, ConsultationId, InvoiceId, PaymentId, PrescriptionId, ProfileId, RowId, SittingId, UserId,
};
use crate::models::billing::PaymentMethod;
use crate::models::clinical::{Diagnosis, Dose, Dosed, Encounter, Item, Medicine, Supplied, Vitals};
use crate::models::journal::Action;
use crate::models::values::{Amount, Money, Sex, SystemOfMedicine};
use crate::models::visits::{AppointmentKind, Priority, Status};

/// A doctor at a clinic.
pub struct Sitter {
    pub doctor: ProfileId,
    pub user: UserId,
    pub name: String,
    pub clinic: ClinicId,
    pub field: Field,
    pub system: SystemOfMedicine,
    pub fee: Money,
    /// When they begin, in minutes after midnight.
    pub opens: i64,
    /// The weekdays they sit on, Monday is 0.
    pub weekdays: &'static [u32],
    /// Who takes the money at the clinic, and who may give it back.
    pub desk: (UserId, UserId),
}

/// Somebody who may come.
pub struct Comer {
    pub id: ProfileId,
    pub sex: Sex,
    pub born_on: NaiveDate,
    pub clinic: ClinicId,
    pub allergies: Vec<String>,
    /// From 0 to 255: short and light to tall and heavy.
    pub build: i64,
}

/// The medicines of the formulary, by name and strength.
pub type Formulary = HashMap<(String, String), Vec<Medicine>>;

/// What makes the days.
pub struct Days90<'a> {
    pub chance: Chance,
    pub sitters: &'a [Sitter],
    pub comers: &'a [Comer],
    pub formulary: &'a Formulary,
    pub rows: Rows,
}

/// How a visit went.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    Seen,
    InTheRoom,
    Waiting,
    Skipped,
    Cancelled,
    NeverCame,
}

/// When a visit's steps were, as far as it went.
struct Times {
    came: NaiveDateTime,
    started: NaiveDateTime,
    ended: NaiveDateTime,
}

impl Days90<'_> {
    /// The days before today; Sundays are free.
    pub fn before(&mut self, today: NaiveDate, days: u64) {
        for day in (1..=days).rev().map(|ago| today - Days::new(ago)) {
            let mut came = HashSet::new();
            for at in 0..self.sitters.len() {
                if self.sitters[at].weekdays.contains(&day.weekday().num_days_from_monday()) {
                    self.past_sitting(at, day, &mut came);
                }
            }
        }
    }

    fn past_sitting(&mut self, at: usize, day: NaiveDate, came: &mut HashSet<ProfileId>) {
        let count = self.chance.between(4, 9);
        let comers: Vec<usize> = (0..count).filter_map(|_| self.somebody(at, day, came)).collect();
        let sitting = self.sitting(at, day, comers.len());
        let opens = instant(day, self.sitters[at].opens * 60);
        let mut free = opens;
        for (position, comer) in comers.into_iter().enumerate() {
            let came = opens + Duration::seconds(660 * count_of(position) + self.chance.between(0, 400));
            let course = match self.chance.between(1, 100) {
                1..=3 => Course::Cancelled,
                4..=5 => Course::NeverCame,
                _ => Course::Seen,
            };
            let started = free.max(came + Duration::seconds(120)) + Duration::seconds(45);
            let ended = started + Duration::seconds(self.chance.between(300, 800));
            if course == Course::Seen {
                free = ended;
            }
            self.visit(at, sitting, position, comer, course, &Times { came, started, ended });
        }
    }

    /// Today, as it stands now: some have been seen, one is in the room, some wait. `expected` are people who wait for a
    /// doctor in any case.
    pub fn today(&mut self, now: NaiveDateTime, expected: &[(usize, usize)]) {
        let day = clock::day_of(now, clock::INDIA);
        let midnight = instant(day, 60);
        let mut came: HashSet<ProfileId> = expected.iter().map(|(_, comer)| self.comers[*comer].id).collect();
        for at in 0..self.sitters.len() {
            let seen = self.chance.between(4, 6);
            let waiting = self.chance.between(3, 5);
            // They began as long ago as those visits take; but it may be the middle of the night.
            let opens = midnight.max(now - Duration::seconds(seen * 690 + 600)).min(now - Duration::seconds(30));
            let span = (now - opens).num_seconds();
            let mut courses: Vec<Course> = (0..seen).map(|_| Course::Seen).collect();
            courses.push(Course::InTheRoom);
            courses.push(if at % 2 == 0 { Course::Skipped } else { Course::Cancelled });
            courses.extend((0..waiting).map(|_| Course::Waiting));
            let mut fixed: Vec<usize> = expected.iter().filter(|(sitter, _)| *sitter == at).map(|(_, comer)| *comer).collect();
            let visits: Vec<(Course, usize)> = courses
                .into_iter()
                .filter_map(|course| {
                    let comer = if course == Course::Waiting { fixed.pop() } else { None };
                    Some((course, comer.or_else(|| self.somebody(at, day, &mut came))?))
                })
                .collect();
            let sitting = self.sitting(at, day, visits.len());
            let turn = span * 10 / (seen * 10 + 12);
            for (position, (course, comer)) in visits.iter().enumerate() {
                let number = count_of(position);
                let came = opens + Duration::seconds(span * number / (count_of(visits.len()) + 1));
                let started = opens + Duration::seconds(turn * number + turn / 4);
                let ended = opens + Duration::seconds(turn * (number + 1));
                self.visit(at, sitting, position, *comer, *course, &Times { came, started, ended });
            }
        }
    }

    /// Somebody whom the doctor would see, and who has not come on that day.
    fn somebody(&mut self, at: usize, day: NaiveDate, came: &mut HashSet<ProfileId>) -> Option<usize> {
        let Sitter { clinic, field, .. } = self.sitters[at];
        (0..60).find_map(|_| {
            let index = usize::try_from(self.chance.between(0, count_of(self.comers.len()) - 1)).unwrap_or_default();
            let comer = &self.comers[index];
            let age = years(comer, day);
            let fits = match field {
                Field::Children => age < 15,
                Field::Women => comer.sex == Sex::Female && (18..45).contains(&age),
                Field::General => age >= 14,
                _ => age >= 10,
            };
            (comer.clinic == clinic && comer.born_on < day && fits && came.insert(comer.id)).then_some(index)
        })
    }

    fn sitting(&mut self, at: usize, day: NaiveDate, tokens: usize) -> SittingId {
        let id = SittingId::new();
        let sitter = &self.sitters[at];
        let last_token = i32::try_from(tokens).unwrap_or_default();
        self.rows.sittings.push(SittingRow { id, clinic_id: sitter.clinic, doctor_id: sitter.doctor, held_on: day, last_token });
        id
    }

    fn visit(&mut self, at: usize, sitting: SittingId, position: usize, comer: usize, course: Course, times: &Times) {
        let (sitter, comer) = (&self.sitters[at], &self.comers[comer]);
        let day = clock::day_of(times.came, clock::INDIA);
        let case = suitable(&mut self.chance, sitter.field, comer, years(comer, day));
        let priority = match years(comer, day) {
            65.. if course != Course::Cancelled => Priority::Elderly,
            _ if course == Course::Waiting && at == 0 && position == 8 => Priority::Emergency,
            _ => Priority::Normal,
        };
        let was_called = matches!(course, Course::Seen | Course::InTheRoom | Course::Skipped | Course::NeverCame);
        let was_started = matches!(course, Course::Seen | Course::InTheRoom);
        let ended_early = matches!(course, Course::Cancelled | Course::NeverCame);
        let left = times.came + Duration::seconds(if course == Course::Cancelled { 240 } else { 2400 });
        let called = if course == Course::Skipped { times.came + Duration::seconds(50) } else { times.started - Duration::seconds(30) };
        let visit = AppointmentRow {
            id: AppointmentId::new(),
            sitting_id: sitting,
            clinic_id: sitter.clinic,
            doctor_id: sitter.doctor,
            patient_id: comer.id,
            held_on: day,
            kind: AppointmentKind::WalkIn,
            token: i32::try_from(position + 1).unwrap_or_default(),
            status: match course {
                Course::Seen => Status::Completed,
                Course::InTheRoom => Status::InConsultation,
                Course::Waiting | Course::Skipped => Status::CheckedIn,
                Course::Cancelled => Status::Cancelled,
                Course::NeverCame => Status::NoShow,
            },
            priority,
            complaint: case.complaint,
            checked_in_at: times.came,
            called_at: was_called.then_some(called),
            skipped_at: (course == Course::Skipped).then_some(called + Duration::seconds(60)),
            started_at: was_started.then_some(times.started),
            completed_at: (course == Course::Seen).then_some(times.ended),
            cancelled_at: ended_early.then_some(left),
            cancel_reason: if course == Course::Cancelled { "Could not wait" } else { "" },
        };
        let desk = sitter.desk.0;
        let details = json!({ "token": visit.token, "doctor": visit.doctor_id, "patient": visit.patient_id, "priority": priority });
        self.audit(times.came, desk, visit.clinic_id, (Action::CheckedIn, "appointments", visit.id.0), &details);
        if ended_early {
            let details = json!({ "token": visit.token, "status": visit.status, "reason": visit.cancel_reason });
            self.audit(left, desk, visit.clinic_id, (Action::Cancelled, "appointments", visit.id.0), &details);
        }
        self.money(at, &visit, course, left);
        if course == Course::Seen {
            self.consultation(at, &visit, comer, case, times);
        }
        self.rows.appointments.push(visit);
    }

    fn money(&mut self, at: usize, visit: &AppointmentRow, course: Course, left: NaiveDateTime) {
        let sitter = &self.sitters[at];
        let (fee, description, (desk, refunds)) = (sitter.fee, sitter.name.clone(), sitter.desk);
        let id = InvoiceId::new();
        let void = matches!(course, Course::Cancelled | Course::NeverCame);
        let luck = self.chance.between(1, 100);
        let part = Money::rupees(fee.in_paise() / 200);
        let paid = match course {
            Course::Cancelled | Course::NeverCame | Course::Skipped => Money::ZERO,
            Course::Waiting if luck <= 55 => Money::ZERO,
            Course::InTheRoom if luck <= 30 => Money::ZERO,
            _ if luck == 100 => Money::ZERO,
            _ if luck >= 98 => part,
            _ => fee,
        };
        self.rows.invoices.push(InvoiceRow {
            id,
            clinic_id: visit.clinic_id,
            patient_id: visit.patient_id,
            appointment_id: visit.id,
            total: fee,
            paid,
            issued_at: visit.checked_in_at,
            issued_on: visit.held_on,
            voided_at: void.then_some(left),
            voided_by: void.then_some(desk),
            void_reason: if void { visit.status.as_str() } else { "" },
        });
        self.rows.lines.push(LineRow { id: RowId::new(), invoice_id: id, position: 1, description, appointment_id: visit.id, amount: fee });
        self.audit(visit.checked_in_at, desk, visit.clinic_id, (Action::Invoiced, "invoices", id.0), &json!({ "total": fee.plain() }));
        if void {
            let details = json!({ "total": fee.plain(), "reason": visit.status });
            self.audit(left, desk, visit.clinic_id, (Action::InvoiceVoided, "invoices", id.0), &details);
        }
        if paid.is_zero() {
            return;
        }
        let mut received_at = visit.checked_in_at + Duration::seconds(20);
        if course == Course::Seen && self.chance.percent(2) {
            let wrong = self.payment(visit, id, paid, PaymentMethod::Cash, received_at, desk);
            received_at += Duration::seconds(20);
            let reason = "Was paid by UPI, not in cash";
            self.audit(received_at, refunds, visit.clinic_id, (Action::PaymentVoided, "payments", wrong.0), &json!({ "reason": reason }));
            let (voided_at, voided_on) = (received_at, visit.held_on);
            self.rows.payment_voids.push(PaymentVoidRow { payment_id: wrong, reason, voided_at, voided_on, voided_by: refunds });
            received_at += Duration::seconds(5);
            self.payment(visit, id, paid, PaymentMethod::Upi, received_at, desk);
            return;
        }
        let method = *self.chance.one(&[
            PaymentMethod::Cash,
            PaymentMethod::Cash,
            PaymentMethod::Upi,
            PaymentMethod::Upi,
            PaymentMethod::Upi,
            PaymentMethod::Card,
        ]);
        self.payment(visit, id, paid, method, received_at, desk);
    }

    fn payment(
        &mut self,
        visit: &AppointmentRow,
        invoice: InvoiceId,
        amount: Money,
        method: PaymentMethod,
        at: NaiveDateTime,
        desk: UserId,
    ) -> PaymentId {
        let id = PaymentId::new();
        let reference = match method {
            PaymentMethod::Cash => String::new(),
            PaymentMethod::Upi => self.chance.between(300_000_000_000, 499_999_999_999).to_string(),
            PaymentMethod::Card => self.chance.between(100_000, 999_999).to_string(),
        };
        let details = json!({ "amount": amount.plain(), "method": method });
        self.audit(at, desk, visit.clinic_id, (Action::Paid, "payments", id.0), &details);
        self.rows.payments.push(PaymentRow {
            id,
            invoice_id: invoice,
            clinic_id: visit.clinic_id,
            financial_year: String::new(),
            receipt: 0,
            method,
            amount,
            reference,
            received_at: at,
            received_on: visit.held_on,
            received_by: desk,
            attempt: AttemptId::new(),
        });
        id
    }

    fn consultation(&mut self, at: usize, visit: &AppointmentRow, comer: &Comer, case: &'static Case, times: &Times) {
        let (user, system) = (self.sitters[at].user, self.sitters[at].system);
        let encounter = self.encounter(visit, comer, case);
        let id = ConsultationId::new();
        self.rows.consultations.push(ConsultationRow {
            id,
            appointment_id: visit.id,
            clinic_id: visit.clinic_id,
            doctor_id: visit.doctor_id,
            patient_id: visit.patient_id,
            complaint: case.complaint,
            notes: case.notes,
            advice: case.advice,
            follow_up_on: encounter.follow_up_on,
            started_at: times.started,
            ended_at: times.ended,
            signed_at: times.ended,
        });
        for (name, position) in case.symptoms.iter().zip(1..) {
            self.rows.symptoms.push(SymptomRow { id: RowId::new(), consultation_id: id, position, name });
        }
        for (name, position) in case.diagnoses.iter().zip(1..) {
            let is_primary = position == 1;
            self.rows.diagnoses.push(DiagnosisRow { id: RowId::new(), consultation_id: id, position, name, is_primary });
        }
        let measured = encounter.vitals.clone();
        let (patient_id, taken_at) = (comer.id, times.started);
        self.rows.vitals.push(VitalsRow { id: RowId::new(), patient_id, consultation_id: id, taken_at, measured });
        let (content_hash, hash_version) = encounter.hash(visit.id, visit.doctor_id, visit.patient_id, 1);
        // Always one, as signing writes it: it carries the hash.
        let prescription = PrescriptionId::new();
        let details = json!({ "revision": 1, "items": encounter.items.len(), "prescription": prescription });
        self.audit(times.started, user, visit.clinic_id, (Action::Started, "appointments", visit.id.0), &json!({ "token": visit.token }));
        self.audit(times.ended, user, visit.clinic_id, (Action::Signed, "consultations", id.0), &details);
        self.rows.prescriptions.push(PrescriptionRow {
            id: prescription,
            consultation_id: id,
            clinic_id: visit.clinic_id,
            doctor_id: visit.doctor_id,
            patient_id: visit.patient_id,
            system_of_medicine: system,
            signed_at: times.ended,
            content_hash,
            hash_version,
        });
        let items = encounter.items.into_iter().zip(1..);
        self.rows.items.extend(items.map(|(item, position)| ItemRow { id: RowId::new(), prescription_id: prescription, position, item }));
    }

    /// What the doctor wrote.
    fn encounter(&mut self, visit: &AppointmentRow, comer: &Comer, case: &'static Case) -> Encounter {
        Encounter {
            complaint: case.complaint.to_owned(),
            symptoms: case.symptoms.iter().map(|it| (*it).to_owned()).collect(),
            vitals: self.measured(visit, comer, case),
            notes: case.notes.to_owned(),
            diagnoses: case
                .diagnoses
                .iter()
                .enumerate()
                .map(|(at, name)| Diagnosis { name: (*name).to_owned(), is_primary: at == 0 })
                .collect(),
            advice: case.advice.to_owned(),
            follow_up_on: case.again.map(|days| visit.held_on + Days::new(days)),
            items: case.medicines.iter().filter_map(|given| item(self.formulary, given)).collect(),
        }
    }

    fn measured(&mut self, visit: &AppointmentRow, comer: &Comer, case: &Case) -> Vitals {
        let age = years(comer, visit.held_on);
        // The same person has about the same measures at every visit.
        let own = comer.build;
        let (height, weight) = match (age, comer.sex) {
            (..=1, _) => (650 + own % 90, 75 + own % 30),
            (2..=15, _) => (780 + age * 58 + own % 60, 80 + age * 22 + own % 50),
            (_, Sex::Female) => (1480 + own % 190, 480 + own),
            _ => (1600 + own % 220, 560 + own),
        };
        let temperature = if case.fever { self.chance.between(379, 392) } else { self.chance.between(364, 371) };
        let pressure = (age >= 16).then(|| (self.chance.between(108, 132) + (age - 30).max(0) / 3, self.chance.between(68, 86)));
        Vitals {
            height_cm: Some(tenths(height)),
            weight_kg: Some(tenths(weight + self.chance.between(-6, 6))),
            temperature_c: Some(tenths(temperature)),
            pulse: Some(narrow(self.chance.between(68, 92) + if age < 6 { 30 } else { 0 })),
            systolic: pressure.map(|it| narrow(it.0)),
            diastolic: pressure.map(|it| narrow(it.1)),
            spo2: Some(narrow(self.chance.between(96, 99))),
            ..Vitals::default()
        }
    }

    fn audit(&mut self, at: NaiveDateTime, user_id: UserId, clinic_id: ClinicId, what: (Action, &'static str, Uuid), details: &Value) {
        let (action, resource, id) = what;
        let resource_id = id.as_bytes().to_vec();
        self.rows.audited.push(AuditRow { at, user_id, clinic_id, action, resource, resource_id, details: details.to_string() });
    }
}

/// A case for somebody of that age, that their allergies do not forbid.
fn suitable(chance: &mut Chance, field: Field, comer: &Comer, age: i64) -> &'static Case {
    let sensitive = comer.allergies.iter().any(|it| it == "Aspirin" || it == "Ibuprofen");
    let forbidden = |case: &Case| age < case.from_age || sensitive && case.medicines.iter().any(|it| it.name.contains("Mefenamic"));
    let case = chance.one(field.cases());
    if forbidden(case) { &field.cases()[0] } else { case }
}

/// A medicine of the case, as the formulary has it.
fn item(formulary: &Formulary, given: &Given) -> Option<Item> {
    let medicines = formulary.get(&(given.name.to_owned(), given.strength.to_owned()))?;
    let medicine = medicines.iter().find(|it| given.form.is_empty() || it.form == given.form)?;
    let Medicine { id, name, form, strength, .. } = medicine.clone();
    let [morning, noon, night] = given.halves.map(|it| Amount::HALF.times(it));
    let dose = Dose { morning, noon, night, unit: Dosed::of(medicine).unit, ..Dose::default() };
    let days = given.days.map(narrow);
    Some(Item {
        medicine_id: Some(id),
        name,
        quantity: dose.quantity(days),
        supplied: Supplied::Dose,
        form,
        strength,
        dose,
        food: given.food,
        days,
        sos: given.sos,
        instructions: given.instructions.to_owned(),
        allergy: String::new(),
        allergy_reason: String::new(),
    })
}

/// The instant so many seconds into a day. Every clinic of the demo stands in India.
fn instant(day: NaiveDate, seconds: i64) -> NaiveDateTime {
    clock::start_of(day, clock::INDIA) + Duration::seconds(seconds)
}

fn years(comer: &Comer, day: NaiveDate) -> i64 {
    (day - comer.born_on).num_days() / 365
}

fn tenths(number: i64) -> Amount {
    Amount::tenths(number)
}

fn narrow(number: i64) -> i32 {
    i32::try_from(number).unwrap_or_default()
}

fn count_of(number: usize) -> i64 {
    i64::try_from(number).unwrap_or_default()
}
