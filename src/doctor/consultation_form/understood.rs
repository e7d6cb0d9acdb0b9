//! From what was typed to what is signed: every mistake is found, none hides another.

use chrono::{Days, Months, NaiveDate};

use super::{ConsultationForm, Row};
use crate::locale::Message;
use crate::locale::digits::plain;
use crate::message;
use crate::models::clinical::{Cautions, Diagnosis, Dose, Encounter, Food, Item, Vitals};
use crate::models::values::Amount;
use crate::web::form::{Errors, optional, required, text};

impl ConsultationForm {
    /// What is signed, or every mistake in `errors`. A correction needs its reason.
    pub fn parse(&mut self, today: NaiveDate, cautions: &Cautions, correcting: bool) -> Option<Encounter> {
        let mut errors = Errors::default();
        let complaint = errors.check("complaint", text(&self.complaint, 500));
        let symptoms = errors.check("symptoms", lines(&self.symptoms));
        let vitals = self.vitals(&mut errors);
        let notes = errors.check("notes", text(&self.notes, 10_000));
        let diagnoses = self.diagnoses(&mut errors);
        let advice = errors.check("advice", text(&self.advice, 5_000));
        let follow_up_on = errors.check("follow_up", optional(&self.follow_up, |it| follow_up(it, today)));
        let items = self.items(&mut errors, cautions);
        if correcting {
            errors.check("correction", required(&self.correction, 255));
        }
        let said = [&self.complaint, &self.notes, &self.symptoms].iter().any(|it| !it.trim().is_empty());
        if !said && diagnoses.is_empty() && items.is_empty() && errors.is_empty() {
            errors.add("complaint", message!("error-consultation-empty"));
        }
        self.errors = errors;
        if !self.errors.is_empty() {
            return None;
        }
        Some(Encounter {
            complaint: complaint?,
            symptoms: symptoms?,
            vitals,
            notes: notes?,
            diagnoses,
            advice: advice?,
            follow_up_on: follow_up_on?,
            items,
        })
    }

    fn vitals(&self, errors: &mut Errors) -> Vitals {
        let mut measured =
            |field: &str, value: &str, low: i64, high: i64| errors.check(field, optional(value, |it| amount(it, low, high))).flatten();
        let height_cm = measured("height", &self.height, 20, 250);
        let weight_kg = measured("weight", &self.weight, 0, 400);
        let mut counted = |field: &str, value: &str, low: i64, high: i64| {
            let number = measured(field, value, low, high)?;
            i32::try_from(number.in_hundredths() / 100).ok()
        };
        let pulse = counted("pulse", &self.pulse, 20, 300);
        let spo2 = counted("spo2", &self.spo2, 30, 100);
        let respiratory_rate = counted("respiratory", &self.respiratory, 4, 120);
        let glucose = counted("glucose", &self.glucose, 10, 1_500);
        let temperature_c = errors.check("temperature", optional(&self.temperature, temperature)).flatten();
        let pressure = errors.check("pressure", optional(&self.pressure, blood_pressure)).flatten();
        let (systolic, diastolic) = pressure.unzip();
        Vitals { height_cm, weight_kg, temperature_c, pulse, systolic, diastolic, spo2, respiratory_rate, glucose }
    }

    fn diagnoses(&self, errors: &mut Errors) -> Vec<Diagnosis> {
        let mut diagnoses: Vec<Diagnosis> = Vec::new();
        for (place, name, is_primary) in self.diagnosis_rows() {
            match errors.check(&format!("diagnosis-{place}"), text(&name, 160)) {
                Some(name) if !name.is_empty() => diagnoses.push(Diagnosis { name, is_primary }),
                _ => {}
            }
        }
        if !diagnoses.iter().any(|it| it.is_primary)
            && let Some(first) = diagnoses.first_mut()
        {
            first.is_primary = true;
        }
        diagnoses
    }

    fn items(&self, errors: &mut Errors, cautions: &Cautions) -> Vec<Item> {
        let rows = self.rows(cautions);
        rows.iter().filter(|row| !row.is_empty()).filter_map(|row| row.parse(errors)).collect()
    }
}

impl Row {
    fn is_empty(&self) -> bool {
        [&self.medicine, &self.dose, &self.days, &self.quantity, &self.instructions].iter().all(|it| it.trim().is_empty())
    }

    fn parse(&self, errors: &mut Errors) -> Option<Item> {
        let name = errors.check(&self.field("medicine"), required(&self.medicine, 160));
        let dose = errors.check(&self.field("dose"), Dose::parse(&self.dose));
        let days = errors.check(&self.field("days"), optional(&self.days, days));
        let quantity = errors.check(&self.field("quantity"), optional(&self.quantity, |it| amount(it, 0, 9_999)));
        let instructions = errors.check(&self.field("instructions"), text(&self.instructions, 255));
        let reason = errors.check(&self.field("reason"), text(&self.reason, 255));
        if dose.is_some_and(Dose::is_empty) && !self.sos && self.instructions.trim().is_empty() {
            errors.add(&self.field("dose"), message!("error-dose-missing"));
        }
        if let Some(allergy) = self.caution.allergy.as_ref().filter(|_| self.reason.trim().is_empty()) {
            errors.add(&self.field("reason"), message!("error-allergy-reason", allergy));
        }
        Some(Item {
            medicine_id: None,
            name: name?,
            form: String::new(),
            strength: String::new(),
            unit: String::new(),
            dose: dose?,
            food: self.food.parse().unwrap_or(Food::Any),
            days: days?,
            quantity: quantity?,
            sos: self.sos,
            instructions: instructions?,
            allergy: String::new(),
            allergy_reason: reason?,
        })
    }
}

/// One symptom a line, or between commas.
fn lines(value: &str) -> Result<Vec<String>, Message> {
    let parts = value.split(['\n', ',', ';']).map(str::trim).filter(|it| !it.is_empty());
    parts.take(40).map(|part| text(part, 160)).collect()
}

fn amount(value: &str, low: i64, high: i64) -> Result<Amount, Message> {
    Amount::parse(value)
        .filter(|it| *it >= Amount::whole(low) && *it <= Amount::whole(high) && !it.is_zero())
        .ok_or_else(|| message!("error-range", low, high))
}

fn days(value: &str) -> Result<i32, Message> {
    amount(value, 1, 365).and_then(|it| {
        let days = i32::try_from(it.in_hundredths() / 100).ok();
        days.filter(|_| it == it.rounded_up()).ok_or_else(|| message!("error-range", low = 1, high = 365))
    })
}

/// Degrees Celsius; above 80 they are taken for Fahrenheit.
fn temperature(value: &str) -> Result<Amount, Message> {
    let told = Amount::parse(value.trim_end_matches(['C', 'c', 'F', 'f', '°', ' '])).ok_or_else(|| message!("error-temperature"))?;
    let celsius = if told > Amount::whole(80) { (told.in_hundredths() - 3_200) * 5 / 9 } else { told.in_hundredths() };
    if (3_000..=4_500).contains(&celsius) { Ok(Amount::hundredths((celsius + 5) / 10 * 10)) } else { Err(message!("error-temperature")) }
}

fn blood_pressure(value: &str) -> Result<(i32, i32), Message> {
    let value = plain(value);
    let parsed = value.split_once(['/', '-', ' ']).and_then(|(over, under)| Some((over.trim().parse().ok()?, under.trim().parse().ok()?)));
    parsed
        .filter(|(over, under)| (40..=300).contains(over) && (20..=200).contains(under) && over > under)
        .ok_or_else(|| message!("error-pressure"))
}

/// A date, or in so many days: `7`, `10 days`, `2 weeks`, `1 month`.
fn follow_up(value: &str, today: NaiveDate) -> Result<NaiveDate, Message> {
    let told = plain(value.trim()).to_lowercase();
    let digits: String = told.chars().take_while(char::is_ascii_digit).collect();
    let number: u32 = digits.parse().unwrap_or(0);
    let on = match told[digits.len()..].trim() {
        "" | "d" | "day" | "days" if number <= 730 => today.checked_add_days(Days::new(number.into())),
        "w" | "week" | "weeks" if number <= 104 => today.checked_add_days(Days::new(u64::from(number) * 7)),
        "m" | "month" | "months" if number <= 24 => today.checked_add_months(Months::new(number)),
        _ => {
            let told = told.replace(['/', '.'], "-");
            let parsed = NaiveDate::parse_from_str(&told, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(&told, "%d-%m-%Y"));
            parsed.ok().filter(|on| (*on - today).num_days() <= 731)
        }
    };
    on.filter(|on| *on > today).ok_or_else(|| message!("error-follow-up"))
}

#[cfg(test)]
mod tests {
    use super::{ConsultationForm, blood_pressure, follow_up, temperature};
    use crate::models::clinical::Cautions;
    use crate::models::values::Amount;
    use chrono::NaiveDate;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).expect("a date")
    }

    #[test]
    fn a_follow_up_is_a_date_or_so_many_days() {
        let today = day(11, 20);
        for (told, on) in
            [("7", day(11, 27)), ("2 weeks", day(12, 4)), ("1 month", day(12, 20)), ("1/12/2026", day(12, 1)), ("2026-12-01", day(12, 1))]
        {
            assert_eq!(follow_up(told, today), Ok(on), "{told}");
        }
        for bad in ["0", "soon", "20/11/2026", "1/1/2020", "5000", "31/2/2027"] {
            assert!(follow_up(bad, today).is_err(), "{bad}");
        }
    }

    #[test]
    fn fahrenheit_becomes_celsius() {
        assert_eq!(temperature("98.6"), Ok(Amount::whole(37)));
        assert_eq!(temperature("38.5 C"), Ok(Amount::hundredths(3850)));
        assert!(temperature("60").is_err() && temperature("hot").is_err());
        assert_eq!(blood_pressure("120/80"), Ok((120, 80)));
        assert!(blood_pressure("80/120").is_err() && blood_pressure("120").is_err());
    }

    #[test]
    fn all_mistakes_are_found_at_once() {
        let mut form = ConsultationForm::of_body(
            "pulse=1000&pressure=80&follow_up=yesterday&medicine=A&dose=1-1&days=x&medicine=&dose=1-0-1&diagnosis=",
        );
        assert!(form.parse(day(11, 20), &Cautions::default(), true).is_none());
        let fields: Vec<&str> = form.errors.all().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["correction", "days-0", "dose-0", "follow_up", "medicine-1", "pressure", "pulse"]);
    }
}
