//! The text whose SHA-256 is kept with a prescription: whoever has the rows can write it again and compare.

use std::fmt::Write;

use super::Encounter;
use crate::db::ids::{AppointmentId, ProfileId};
use crate::keys::digest;

/// SHA-256 of the canonical text.
pub(super) fn hash(appointment: AppointmentId, doctor: ProfileId, patient: ProfileId, revision: i32, encounter: &Encounter) -> Vec<u8> {
    digest(text(appointment, doctor, patient, revision, encounter)).to_vec()
}

/// A line a fact, in a fixed order, line breaks inside a value written as `\n`.
fn text(appointment: AppointmentId, doctor: ProfileId, patient: ProfileId, revision: i32, encounter: &Encounter) -> String {
    let mut text = String::from("swasthya consultation 1\n");
    let mut line = |name: &str, value: &str| {
        let value = value.replace('\\', "\\\\").replace('\r', "").replace('\n', "\\n");
        let _ = writeln!(text, "{name}: {value}");
    };
    line("appointment", &appointment.to_string());
    line("doctor", &doctor.to_string());
    line("patient", &patient.to_string());
    line("revision", &revision.to_string());
    line("complaint", &encounter.complaint);
    for symptom in &encounter.symptoms {
        line("symptom", symptom);
    }
    let vitals = &encounter.vitals;
    for (name, value) in [("height", vitals.height_cm), ("weight", vitals.weight_kg), ("temperature", vitals.temperature_c)] {
        line(name, &value.map(crate::models::values::Amount::plain).unwrap_or_default());
    }
    for (name, value) in [
        ("pulse", vitals.pulse),
        ("systolic", vitals.systolic),
        ("diastolic", vitals.diastolic),
        ("spo2", vitals.spo2),
        ("respiratory rate", vitals.respiratory_rate),
        ("glucose", vitals.glucose),
    ] {
        line(name, &value.map(|it| it.to_string()).unwrap_or_default());
    }
    line("notes", &encounter.notes);
    for diagnosis in &encounter.diagnoses {
        line(if diagnosis.is_primary { "primary diagnosis" } else { "diagnosis" }, &diagnosis.name);
    }
    line("advice", &encounter.advice);
    line("follow-up", &encounter.follow_up_on.map(|it| it.to_string()).unwrap_or_default());
    for item in &encounter.items {
        line("item", &item.label());
        line("dose", &format!("{}-{}-{} {}", item.dose.morning.plain(), item.dose.noon.plain(), item.dose.night.plain(), item.unit));
        line("food", item.food.as_str());
        line("days", &item.days.map(|it| it.to_string()).unwrap_or_default());
        line("quantity", &item.quantity.map(crate::models::values::Amount::plain).unwrap_or_default());
        line("sos", if item.sos { "yes" } else { "no" });
        line("instructions", &item.instructions);
        line("allergy", &item.allergy);
        line("reason", &item.allergy_reason);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{hash, text};
    use crate::db::ids::{AppointmentId, ProfileId};
    use crate::models::clinical::{consultation::Diagnosis, consultation::Encounter};
    use uuid::Uuid;

    fn encounter() -> Encounter {
        Encounter {
            complaint: "Fever".into(),
            notes: "Throat red\nno rash".into(),
            diagnoses: vec![Diagnosis { name: "Pharyngitis".into(), is_primary: true }],
            ..Encounter::default()
        }
    }

    fn hashed(encounter: &Encounter) -> String {
        let id = |number| ProfileId(Uuid::from_u128(number));
        hash(AppointmentId(Uuid::nil()), id(1), id(2), 1, encounter).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_hash_of_the_same_content_is_the_same_for_ever() {
        assert_eq!(hashed(&encounter()), "b26ea3c5dd4028d5790bcd0bd9a9d7940980420baa1fb6eefa2fb8e0759bac50");
    }

    #[test]
    fn the_hash_tells_every_change_and_no_line_can_be_smuggled_in() {
        let plain = hashed(&encounter());
        assert_ne!(hashed(&Encounter { complaint: "Fever.".into(), ..encounter() }), plain);
        let smuggled = Encounter { notes: String::new(), complaint: "Fever\nnotes: Throat red".into(), ..encounter() };
        let id = ProfileId(Uuid::nil());
        assert!(text(AppointmentId(Uuid::nil()), id, id, 1, &smuggled).contains("complaint: Fever\\nnotes"));
    }
}
