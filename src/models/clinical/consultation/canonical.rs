//! The text whose SHA-256 is kept with a prescription: whoever has the rows can write it again and compare.

use std::fmt::Write;

use super::Encounter;
use crate::db::ids::{AppointmentId, ProfileId};
use crate::keys::digest;
use crate::models::clinical::prescription::{Rhythm, Supplied};
use crate::models::values::Amount;

/// The form that is written now. Version 1 said a temperature in Celsius only, and a weight and a height to the hundredth though
/// they were stored to the tenth; its text stays what it was, for what was signed under it.
pub(super) const VERSION: i32 = 2;

/// What was signed, by whom and for whom.
#[derive(Clone, Copy)]
pub(super) struct Signed<'a> {
    pub appointment: AppointmentId,
    pub doctor: ProfileId,
    pub patient: ProfileId,
    pub revision: i32,
    pub encounter: &'a Encounter,
}

/// SHA-256 of the canonical text in its version.
pub(super) fn hash(version: i32, signed: Signed<'_>) -> Vec<u8> {
    digest(text(version, signed)).to_vec()
}

/// A line a fact, in a fixed order, line breaks inside a value written as `\n`.
fn text(version: i32, signed: Signed<'_>) -> String {
    let Signed { appointment, doctor, patient, revision, encounter } = signed;
    let mut text = format!("swasthya consultation {version}\n");
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
    let plain = |value: Option<Amount>| value.map(Amount::plain).unwrap_or_default();
    line("height", &plain(vitals.height_cm));
    line("weight", &plain(vitals.weight_kg));
    line("temperature", &if version == 1 { plain(vitals.temperature_c) } else { vitals.temperature().unwrap_or_default() });
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
        let dose = item.dose;
        let rhythm = if dose.rhythm == Rhythm::Daily { String::new() } else { format!(" {}", dose.rhythm) };
        let marks = [dose.morning, dose.noon, dose.night].map(Amount::plain).join("-");
        line("dose", &format!("{marks} {}{rhythm}", dose.unit.as_str()));
        line("food", item.food.as_str());
        line("days", &item.days.map(|it| it.to_string()).unwrap_or_default());
        line(
            "quantity",
            &match item.supplied {
                Supplied::Dose => plain(item.quantity),
                it => format!("{} {it}", plain(item.quantity)),
            },
        );
        line("sos", if item.sos { "yes" } else { "no" });
        line("instructions", &item.instructions);
        line("allergy", &item.allergy);
        line("reason", &item.allergy_reason);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Signed, VERSION, hash, text};
    use crate::db::ids::{AppointmentId, ProfileId};
    use crate::models::clinical::{Vitals, consultation::Diagnosis, consultation::Encounter};
    use crate::models::values::Amount;
    use uuid::Uuid;

    fn encounter() -> Encounter {
        Encounter {
            complaint: "Fever".into(),
            notes: "Throat red\nno rash".into(),
            diagnoses: vec![Diagnosis { name: "Pharyngitis".into(), is_primary: true }],
            ..Encounter::default()
        }
    }

    fn signed(encounter: &Encounter) -> Signed<'_> {
        let id = |number| ProfileId(Uuid::from_u128(number));
        Signed { appointment: AppointmentId(Uuid::nil()), doctor: id(1), patient: id(2), revision: 1, encounter }
    }

    fn hashed(version: i32, encounter: &Encounter) -> String {
        hash(version, signed(encounter)).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_hash_of_the_same_content_is_the_same_for_ever() {
        assert_eq!(hashed(1, &encounter()), "b26ea3c5dd4028d5790bcd0bd9a9d7940980420baa1fb6eefa2fb8e0759bac50");
    }

    #[test]
    fn the_hash_tells_every_change_and_no_line_can_be_smuggled_in() {
        let plain = hashed(VERSION, &encounter());
        assert_ne!(hashed(VERSION, &Encounter { complaint: "Fever.".into(), ..encounter() }), plain);
        let one = Some(Amount::ONE);
        for vitals in [
            Vitals { height_cm: one, ..Vitals::default() },
            Vitals { weight_kg: one, ..Vitals::default() },
            Vitals { temperature_c: one, ..Vitals::default() },
            Vitals { pulse: Some(1), ..Vitals::default() },
            Vitals { systolic: Some(1), ..Vitals::default() },
            Vitals { diastolic: Some(1), ..Vitals::default() },
            Vitals { spo2: Some(1), ..Vitals::default() },
            Vitals { respiratory_rate: Some(1), ..Vitals::default() },
            Vitals { glucose: Some(1), ..Vitals::default() },
        ] {
            assert_ne!(hashed(VERSION, &Encounter { vitals: vitals.clone(), ..encounter() }), plain, "{vitals:?}");
        }
        let smuggled = Encounter { notes: String::new(), complaint: "Fever\nnotes: Throat red".into(), ..encounter() };
        assert!(text(VERSION, signed(&smuggled)).contains("complaint: Fever\\nnotes"));
    }
}
