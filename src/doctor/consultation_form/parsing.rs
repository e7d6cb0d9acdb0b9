//! From what was typed to what is signed: every mistake is found, none hides another.

use chrono::{Days, Months, NaiveDate};

use super::{CautionedItem, ConsultationForm, ItemLine, MOST};
use crate::locale::digits::plain;
use crate::models::clinical::{Cautions, Diagnosis, Dose, Encounter, Item, Measure, Supplied, TAKEN_ON, days_told, units_written_out};
use crate::models::values::{Age, Amount};
use crate::shared::measures;
use crate::web::form::{optional, required, text};
use crate::web::screen::*;

impl ConsultationForm {
    /// What is signed, or every mistake in `errors`. A correction needs its reason.
    pub fn parse(&mut self, today: NaiveDate, age: Option<Age>, cautions: &Cautions, correcting: bool) -> Option<Encounter> {
        self.errors = Errors::default();
        let mut errors = std::mem::take(&mut self.errors);
        let vitals = measures::read(&mut errors, age, |it| self.measured(it));
        self.errors = errors;
        let (diagnoses, items) = (self.diagnoses(), self.items(cautions));
        let not_noted: Vec<&str> = self.new_alerts().iter().filter(|it| !it.2.trim().is_empty()).map(|it| it.0).collect();
        for field in not_noted {
            self.errors.add(field, message!("alert-not-noted"));
        }
        if correcting {
            self.errors.check("correction", required(&self.correction, 255));
        }
        let encounter = form::parse!(self => Encounter {
            complaint: text(&self.complaint, 500),
            symptoms: lines(&self.symptoms),
            notes: text(&self.notes, 10_000),
            advice: text(&self.advice, 5_000),
            follow_up_on on follow_up: optional(&self.follow_up, |it| follow_up(it, today)),
            ;
            vitals: vitals,
            diagnoses: diagnoses,
            items: items,
        });
        if self.errors.is_empty() && encounter.as_ref().is_some_and(says_nothing) {
            self.errors.add("complaint", message!("error-consultation-empty"));
        }
        encounter.filter(|_| self.errors.is_empty())
    }

    /// What is typed for a measure; the field is called like it.
    pub fn measured(&self, measure: Measure) -> &str {
        match measure {
            Measure::Pressure => &self.pressure,
            Measure::Pulse => &self.pulse,
            Measure::Temperature => &self.temperature,
            Measure::Spo2 => &self.spo2,
            Measure::Weight => &self.weight,
            Measure::Height => &self.height,
            Measure::Respiratory => &self.respiratory,
            Measure::Glucose => &self.glucose,
        }
    }

    /// Those that are filled in. Where the primary one is not, the first is.
    fn diagnoses(&mut self) -> Vec<Diagnosis> {
        let mut diagnoses: Vec<Diagnosis> = Vec::new();
        if let Some(first) = self.diagnosis_lines().iter().filter(|it| !it.name.trim().is_empty()).nth(MOST) {
            self.errors.add(&first.field(), message!("error-rows-most", most = MOST));
        }
        for line in self.diagnosis_lines() {
            let is_primary = self.is_primary(&line);
            match self.errors.check(&line.field(), text(&line.name, 160)) {
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

    fn items(&mut self, cautions: &Cautions) -> Vec<Item> {
        let rows: Vec<CautionedItem> = self.rows(cautions, None).into_iter().filter(|row| !row.line.is_empty()).collect();
        if let Some(first) = rows.get(MOST) {
            self.errors.add(&first.field("medicine"), message!("error-rows-most", most = MOST));
        }
        rows.iter().filter_map(|row| row.parse(self)).collect()
    }
}

impl ItemLine {
    fn is_empty(&self) -> bool {
        [&self.medicine, &self.dose, &self.days, &self.quantity, &self.instructions].iter().all(|it| it.trim().is_empty())
    }
}

impl CautionedItem {
    fn parse(&self, form: &mut ConsultationForm) -> Option<Item> {
        let line = &self.line;
        form::parse!(form => Item {
            name on [&self.field("medicine")]: required(&line.medicine, 160),
            dose on [&self.field("dose")]: self.dose(),
            food on [&self.field("food")]: line.food(),
            days on [&self.field("days")]: line.days(),
            quantity on [&self.field("quantity")]: self.quantity().map(|it| it.map(|(it, _)| it)),
            instructions on [&self.field("instructions")]: text(&units_written_out(&line.instructions, "units"), 255),
            allergy_reason on [&self.field(if self.caution.allergy.is_some() { "reason" } else { "taken_on" })]: self.reason(),
            ;
            medicine_id: None,
            form: String::new(),
            strength: String::new(),
            supplied: self.quantity().ok().flatten().map_or(Supplied::Dose, |(_, it)| it),
            sos: line.is_sos(),
            allergy: self.caution.kept().unwrap_or_default().to_owned(),
        })
    }

    fn quantity(&self) -> Result<Option<(Amount, Supplied)>, Message> {
        let unit = Dose::parse(&self.line.dose, &self.dosed).map_or(self.dosed.unit, |it| it.unit);
        self.line.quantity(unit, &self.dosed)
    }

    /// The marks; there must be some, unless it is taken when needed or as the instructions say. Without a medicine, which is asked
    /// for, nobody knows how to read them.
    fn dose(&self) -> Result<Dose, Message> {
        let line = &self.line;
        if line.medicine.trim().is_empty() {
            return Ok(Dose::default());
        }
        let dose = Dose::parse(&line.dose, &self.dosed)?;
        let missing = dose.is_empty() && !line.is_sos() && line.instructions.trim().is_empty();
        if missing { Err(message!("error-dose-missing")) } else { Ok(dose) }
    }

    /// Why it is given; against an allergy there must be a reason, and for an allergic patient's unknown medicine a tap.
    fn reason(&self) -> Result<String, Message> {
        match &self.caution.allergy {
            Some(allergy) if matches!(self.line.reason.trim(), "" | TAKEN_ON) => Err(message!("error-allergy-reason", allergy)),
            None if self.taken_on => Ok(TAKEN_ON.to_owned()),
            None => match &self.caution.taken_on_against {
                Some(allergy) => Err(message!("error-taken-on", allergy)),
                None => Ok(String::new()),
            },
            Some(_) => text(&self.line.reason, 255),
        }
    }
}

/// Whether there is nothing to sign: measurements alone are no consultation.
fn says_nothing(encounter: &Encounter) -> bool {
    encounter.complaint.is_empty()
        && encounter.symptoms.is_empty()
        && encounter.notes.is_empty()
        && encounter.diagnoses.is_empty()
        && encounter.items.is_empty()
}

/// One symptom a line, or between commas.
fn lines(value: &str) -> Result<Vec<String>, Message> {
    let parts: Vec<&str> = value.split(['\n', ',', ';']).map(str::trim).filter(|it| !it.is_empty()).collect();
    if parts.len() > MOST {
        return Err(message!("error-rows-most", most = MOST));
    }
    parts.into_iter().map(|part| text(part, 160)).collect()
}

/// Words around so many days.
const AFTER: [&str; 7] = ["after ", "in ", " baad", " bad", " bad mein", " बाद", " later"];

/// A date, or in so many days: `7`, `10 days`, `2 weeks`, `1 month`, `do hafte`, `5 दिन बाद`.
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
            let date = parsed.ok().filter(|on| (*on - today).num_days() <= 731);
            let lasting = || AFTER.iter().find_map(|it| told.strip_suffix(it).or(told.strip_prefix(it))).unwrap_or(&told);
            let days = || days_told(lasting()).and_then(|it| u64::try_from(it).ok()).filter(|it| *it <= 730);
            date.or_else(|| today.checked_add_days(Days::new(days()?)))
        }
    };
    on.filter(|on| *on > today).ok_or_else(|| message!("error-follow-up"))
}

#[cfg(test)]
mod tests {
    use super::{ConsultationForm, follow_up};
    use crate::models::clinical::Cautions;
    use chrono::NaiveDate;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).expect("a date")
    }

    #[test]
    fn a_follow_up_is_a_date_or_so_many_days() {
        let today = day(11, 20);
        for (told, on) in [
            ("7", day(11, 27)),
            ("2 weeks", day(12, 4)),
            ("1 month", day(12, 20)),
            ("1/12/2026", day(12, 1)),
            ("2026-12-01", day(12, 1)),
            ("5 din", day(11, 25)),
            ("5 दिन", day(11, 25)),
            ("५ दिन बाद", day(11, 25)),
            ("2 हफ़्ते", day(12, 4)),
            ("do hafte", day(12, 4)),
            ("दो हफ्ते बाद", day(12, 4)),
            ("after 5 days", day(11, 25)),
        ] {
            assert_eq!(follow_up(told, today), Ok(on), "{told}");
        }
        for bad in ["0", "soon", "20/11/2026", "1/1/2020", "5000", "31/2/2027"] {
            assert!(follow_up(bad, today).is_err(), "{bad}");
        }
    }

    #[test]
    fn all_mistakes_are_found_at_once() {
        let typed = "pulse=1000&pressure=80&follow_up=yesterday&medicine.1=A&dose.1=1-1&days.1=x&medicine.3=&dose.3=1-0-1&diagnosis.1=";
        let mut form = ConsultationForm::of(&ConsultationForm::fields_of(typed)).expect("a form");
        assert!(form.parse(day(11, 20), None, &Cautions::default(), true).is_none());
        let fields: Vec<&str> = form.errors.all().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["correction", "days-1", "dose-1", "follow_up", "medicine-3", "pressure", "pulse"]);
    }
}
