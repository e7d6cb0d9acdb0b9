//! What lies in each table: a few rows for every patient, and for every visit.

use chrono::{Datelike, Days, Duration, NaiveDate};

use crate::rows::Rows;
use crate::world::cases::{CASES, Case};
use crate::world::people::Person;
use crate::world::visits::{Course, Visit};
use crate::world::{CLINICS, DOCTORS, Id, Kind, TOKENS, World, draw, percent};

/// A table, its columns, and what writes its rows.
pub struct Table {
    pub name: &'static str,
    pub columns: &'static str,
    pub each: Each,
}

/// What its rows are made from.
#[derive(Clone, Copy)]
pub enum Each {
    Person(fn(&World, &Person, &mut Rows) -> anyhow::Result<()>),
    Visit(fn(&mut Maker, &Visit, &mut Rows) -> anyhow::Result<()>),
}

/// What a table's rows need besides the visit: receipts are numbered through, at each clinic anew in each financial year.
pub struct Maker {
    pub world: World,
    pub receipts: [u32; CLINICS as usize],
    pub year: i32,
}

impl Maker {
    pub fn new(world: &World) -> Maker {
        Maker { world: world.clone(), receipts: [0; CLINICS as usize], year: 0 }
    }
}

/// The year in which the financial year of a day began.
pub fn financial_year(day: NaiveDate) -> i32 {
    if day.month() < 4 { day.year() - 1 } else { day.year() }
}

/// Of a patient.
pub const OF_PEOPLE: [Table; 4] = [
    Table {
        name: "profiles",
        columns: "id, user_id, full_name, sex, born_on, born_on_estimated, phone, address, city, relation, created_at, sharing_agreed_at, on_account_since",
        each: Each::Person(|world, it, rows| {
            rows.id(&it.id).id(&world.user(it.family)).text(&it.name).text(if it.female { "female" } else { "male" });
            rows.date(it.born_on).number(u8::from(it.estimated)).text(&it.phone);
            rows.text(&format!("{}, Station Road", it.family % 90 + 1)).text("Mumbai").text(it.relation).instant(it.registered);
            rows.instant_if(matches!(it.relation, "spouse" | "parent"), it.registered).instant(it.registered).end()
        }),
    },
    Table {
        name: "patients",
        columns: "profile_id, record_number, clinic_id, first_visit_on, last_visit_on, created_at",
        each: Each::Person(|world, it, rows| {
            let last = world.morning(world.last_day(it.number)).date();
            rows.id(&it.id).text(&it.record_number).id(&world.clinic(it.number % CLINICS));
            rows.date(it.registered.date()).date(last).instant(it.registered).end()
        }),
    },
    Table {
        name: "allergies",
        columns: "id, patient_id, substance, severity, noted_at",
        each: Each::Person(|world, it, rows| {
            if percent(it.number.into(), 40) >= 12 {
                return Ok(());
            }
            let substance = ["Penicillin", "Sulfa", "Aspirin", "Ibuprofen", "Dust", "Peanuts"][index(it.number.into(), 41, 6)];
            let id = world.id(Kind::Allergy, it.registered, it.number.into());
            rows.id(&id).id(&it.id).text(substance).text("moderate").instant(it.registered).end()
        }),
    },
    Table {
        name: "conditions",
        columns: "id, patient_id, name, noted_at",
        each: Each::Person(|world, it, rows| {
            if percent(it.number.into(), 42) >= 25 {
                return Ok(());
            }
            let name = ["Type 2 diabetes mellitus", "Hypertension", "Hypothyroidism", "Bronchial asthma"][index(it.number.into(), 43, 4)];
            let id = world.id(Kind::Condition, it.registered, it.number.into());
            rows.id(&id).id(&it.id).text(name).instant(it.registered).end()
        }),
    },
];

/// Of a visit.
pub const OF_VISITS: [Table; 12] = [
    Table {
        name: "sittings",
        columns: "id, clinic_id, doctor_id, held_on, last_token",
        each: Each::Visit(|make, it, rows| {
            if it.token > 1 {
                return Ok(());
            }
            let at = At::of(&make.world, it);
            rows.id(&at.sitting).id(&at.clinic).id(&at.doctor).date(at.day).number(TOKENS).end()
        }),
    },
    Table {
        name: "appointments",
        columns: "id, sitting_id, clinic_id, doctor_id, patient_id, held_on, token, status, priority, complaint, checked_in_at, called_at, \
                  skipped_at, started_at, completed_at, cancelled_at, cancel_reason",
        each: Each::Visit(|make, it, rows| {
            let at = At::of(&make.world, it);
            let called = matches!(it.course, Course::Seen | Course::InTheRoom | Course::Called | Course::Skipped | Course::NeverCame);
            let started = matches!(it.course, Course::Seen | Course::InTheRoom);
            rows.id(&at.appointment).id(&at.sitting).id(&at.clinic).id(&at.doctor).id(&at.patient).date(at.day).number(it.token);
            rows.text(it.course.status()).text(if percent(it.number, 44) < 10 { "elderly" } else { "normal" }).text(case(it).complaint);
            rows.instant(it.came).instant_if(called, it.started - Duration::seconds(30));
            rows.instant_if(it.course == Course::Skipped, it.started + Duration::seconds(60)).instant_if(started, it.started);
            rows.instant_if(it.course == Course::Seen, it.ended).instant_if(it.course.is_over(), it.ended);
            rows.text(if it.course == Course::Cancelled { "Could not wait" } else { "" }).end()
        }),
    },
    Table {
        name: "consultations",
        columns: "id, appointment_id, clinic_id, doctor_id, patient_id, complaint, notes, advice, follow_up_on, started_at, ended_at, signed_at",
        each: Each::Visit(|make, it, rows| {
            if it.course != Course::Seen {
                return Ok(());
            }
            let (at, case) = (At::of(&make.world, it), case(it));
            rows.id(&at.consultation).id(&at.appointment).id(&at.clinic).id(&at.doctor).id(&at.patient);
            rows.text(case.complaint).text(case.notes).text(case.advice).date(at.day + Days::new(case.again));
            rows.instant(it.started).instant(it.ended).instant(it.ended).end()
        }),
    },
    Table {
        name: "symptoms",
        columns: "id, consultation_id, position, name",
        each: Each::Visit(|make, it, rows| {
            if it.course != Course::Seen {
                return Ok(());
            }
            rows.id(&make.world.of_visit(Kind::Symptom, it)).id(&make.world.of_visit(Kind::Consultation, it));
            rows.number(1).text(case(it).symptom).end()
        }),
    },
    Table {
        name: "diagnoses",
        columns: "id, consultation_id, position, name, is_primary",
        each: Each::Visit(|make, it, rows| {
            if it.course != Course::Seen {
                return Ok(());
            }
            rows.id(&make.world.of_visit(Kind::Diagnosis, it)).id(&make.world.of_visit(Kind::Consultation, it));
            rows.number(1).text(case(it).diagnosis).number(1).end()
        }),
    },
    Table {
        name: "vitals",
        columns: "id, patient_id, consultation_id, taken_at, height_cm, weight_kg, temperature_c, pulse, systolic, diastolic, spo2",
        each: Each::Visit(|make, it, rows| {
            if it.course != Course::Seen {
                return Ok(());
            }
            let (at, lot) = (At::of(&make.world, it), draw(it.patient.into(), 45));
            rows.id(&make.world.of_visit(Kind::Vitals, it)).id(&at.patient).id(&at.consultation).instant(it.started);
            rows.number(150 + lot % 35).number(45 + lot % 40).number("37.0").number(68 + lot % 20).number(112 + lot % 24);
            rows.number(70 + lot % 14).number(97).end()
        }),
    },
    Table {
        name: "prescriptions",
        columns: "id, consultation_id, clinic_id, doctor_id, patient_id, system_of_medicine, signed_at, content_hash",
        each: Each::Visit(|make, it, rows| {
            if !make.world.has_prescription(it) {
                return Ok(());
            }
            let at = At::of(&make.world, it);
            rows.id(&at.prescription).id(&at.consultation).id(&at.clinic).id(&at.doctor).id(&at.patient).text("allopathy");
            rows.instant(it.ended).id(&[at.prescription, at.consultation].concat()).end()
        }),
    },
    Table {
        name: "prescription_items",
        columns: "id, prescription_id, position, name, form, strength, unit, morning, noon, night, food, days, quantity",
        each: Each::Visit(|make, it, rows| {
            if !make.world.has_prescription(it) {
                return Ok(());
            }
            let prescription = make.world.of_visit(Kind::Prescription, it);
            for ((name, strength, form, morning, noon, night, days), position) in case(it).items.iter().zip(1_u64..) {
                let id = make.world.id(Kind::Item, make.world.morning(it.day), it.number * 4 + position);
                rows.id(&id).id(&prescription).number(position).text(name).text(form).text(strength).text(form);
                rows.number(morning).number(noon).number(night).text("after").number(days).number((morning + noon + night) * days).end()?;
            }
            Ok(())
        }),
    },
    Table {
        name: "invoices",
        columns: "id, clinic_id, patient_id, appointment_id, total, paid, issued_at, issued_on, voided_at, void_reason",
        each: Each::Visit(|make, it, rows| {
            let at = At::of(&make.world, it);
            rows.id(&at.invoice).id(&at.clinic).id(&at.patient).id(&at.appointment).number(FEE).number(paid(it));
            rows.instant(it.came).date(at.day).instant_if(it.course.is_over(), it.ended);
            rows.text(if it.course.is_over() { it.course.status() } else { "" }).end()
        }),
    },
    Table {
        name: "invoice_lines",
        columns: "id, invoice_id, position, description, appointment_id, amount",
        each: Each::Visit(|make, it, rows| {
            let at = At::of(&make.world, it);
            rows.id(&make.world.of_visit(Kind::Line, it)).id(&at.invoice).number(1).text("Consultation").id(&at.appointment);
            rows.number(FEE).end()
        }),
    },
    Table {
        name: "payments",
        columns: "id, invoice_id, clinic_id, financial_year, receipt, method, amount, reference, received_at, received_on, received_by, attempt",
        each: Each::Visit(|make, it, rows| {
            if paid(it) == 0 {
                return Ok(());
            }
            let (at, world) = (At::of(&make.world, it), &make.world);
            let year = financial_year(at.day);
            if year != make.year {
                (make.year, make.receipts) = (year, [0; CLINICS as usize]);
            }
            let receipt = &mut make.receipts[it.clinic as usize];
            *receipt += 1;
            let method = ["cash", "upi", "upi", "card"][index(it.number, 46, 4)];
            rows.id(&world.of_visit(Kind::Payment, it)).id(&at.invoice).id(&at.clinic);
            rows.text(&format!("{year}-{:02}", (year + 1) % 100)).number(*receipt).text(method).number(paid(it));
            rows.text(if method == "cash" { "" } else { "412345678901" }).instant(it.came + Duration::seconds(20)).date(at.day);
            rows.id(&world.worker(it.clinic, DOCTORS)).id(&world.of_visit(Kind::Attempt, it)).end()
        }),
    },
    Table {
        name: "audit_logs",
        columns: "at, user_id, clinic_id, action, resource, resource_id, details",
        each: Each::Visit(|make, it, rows| {
            let at = At::of(&make.world, it);
            let [desk, doctor] = [DOCTORS, it.doctor].map(|place| make.world.worker(it.clinic, place));
            rows.instant(it.came).id(&desk).id(&at.clinic).text("checked_in").text("appointments").id(&at.appointment);
            rows.text(&format!("{{\"token\":{}}}", it.token)).end()?;
            if it.course == Course::Seen {
                rows.instant(it.ended).id(&doctor).id(&at.clinic).text("signed").text("consultations").id(&at.consultation);
                rows.text("{\"revision\":1}").end()?;
            }
            Ok(())
        }),
    },
];

const FEE: u32 = 500;

/// What was paid for a visit: all, once in a while half, and nothing where it came to nothing.
fn paid(it: &Visit) -> u32 {
    match percent(it.number, 47) {
        _ if it.course.is_over() || it.course == Course::Skipped => 0,
        0..50 if it.course == Course::Waiting => 0,
        0 => FEE / 2,
        _ => FEE,
    }
}

/// What the patient of a visit comes with.
pub fn case(it: &Visit) -> &'static Case {
    &CASES[index(it.number, 48, CASES.len() as u64)]
}

fn index(lot: u64, purpose: u64, count: u64) -> usize {
    usize::try_from(draw(lot, purpose) % count).unwrap_or_default()
}

/// What a visit hangs together with.
struct At {
    day: NaiveDate,
    sitting: Id,
    appointment: Id,
    clinic: Id,
    doctor: Id,
    patient: Id,
    consultation: Id,
    prescription: Id,
    invoice: Id,
}

impl At {
    fn of(world: &World, it: &Visit) -> At {
        At {
            day: world.morning(it.day).date(),
            sitting: world.id(Kind::Sitting, world.morning(it.day), world.visit_number(it.clinic, it.day, it.doctor, 1)),
            appointment: world.appointment(it),
            clinic: world.clinic(it.clinic),
            doctor: world.worker(it.clinic, it.doctor),
            patient: world.patient_id(it.patient),
            consultation: world.of_visit(Kind::Consultation, it),
            prescription: world.of_visit(Kind::Prescription, it),
            invoice: world.of_visit(Kind::Invoice, it),
        }
    }
}
