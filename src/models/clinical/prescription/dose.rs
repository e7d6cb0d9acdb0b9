//! Dose marks, morning-noon-night, and how much to dispense for them.

use std::fmt;

use diesel::prelude::*;

use crate::locale::Message;
use crate::message;
use crate::models::values::Amount;
use crate::schema::organisation::prescription_items;
use crate::text_enum;

text_enum! {
    keys "food";
    /// When to take it, seen from a meal.
    Food { Any = "any", Before = "before", After = "after" }
}

/// How much in the morning, at noon and at night, in the medicine's unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Queryable, Selectable, Insertable)]
#[diesel(table_name = prescription_items)]
pub struct Dose {
    pub morning: Amount,
    pub noon: Amount,
    pub night: Amount,
}

/// What doctors write for the commonest marks.
const WORDS: [(&str, [i64; 3]); 8] = [
    ("od", [1, 0, 0]),
    ("bd", [1, 0, 1]),
    ("bid", [1, 0, 1]),
    ("tds", [1, 1, 1]),
    ("tid", [1, 1, 1]),
    ("hs", [0, 0, 1]),
    ("om", [1, 0, 0]),
    ("on", [0, 0, 1]),
];

impl Dose {
    /// Reads `1-0-1`, `½-0-½`, `0.5-0-1`, `5-5-5 ml`, `BD`. An empty text is a dose without marks.
    pub fn parse(text: &str) -> Result<Dose, Message> {
        let text = text.trim().to_lowercase().replace(['–', '—', '−'], "-");
        if text.is_empty() {
            return Ok(Dose::default());
        }
        if let Some((_, marks)) = WORDS.iter().find(|(word, _)| *word == text.replace('.', "")) {
            return Ok(Dose { morning: Amount::whole(marks[0]), noon: Amount::whole(marks[1]), night: Amount::whole(marks[2]) });
        }
        let marks: Option<Vec<Amount>> =
            text.split('-').map(|mark| mark.trim().trim_end_matches(char::is_alphabetic).trim()).map(Amount::parse).collect();
        match marks.as_deref() {
            Some([morning, noon, night]) if [morning, noon, night].iter().all(|mark| mark.in_hundredths() <= 10_000) => {
                Ok(Dose { morning: *morning, noon: *noon, night: *night })
            }
            _ => Err(message!("error-dose")),
        }
    }

    /// The units of one day.
    pub fn a_day(self) -> Amount {
        Amount::hundredths(self.morning.in_hundredths() + self.noon.in_hundredths() + self.night.in_hundredths())
    }

    pub fn is_empty(self) -> bool {
        self.a_day().is_zero()
    }

    /// What has to be dispensed for so many days. Whole tablets, whole millilitres; of drops, creams and globules nobody counts.
    pub fn quantity(self, unit: &str, days: Option<i32>) -> Option<Amount> {
        let counted = matches!(unit, "tablet" | "capsule" | "sachet" | "suppository" | "injection" | "unit" | "ml");
        let days = days.filter(|_| counted && !self.is_empty())?;
        Some(Amount::hundredths(self.a_day().in_hundredths() * i64::from(days)).rounded_up())
    }
}

impl fmt::Display for Dose {
    /// `1-0-½`; nothing without marks.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() { Ok(()) } else { write!(f, "{}-{}-{}", self.morning, self.noon, self.night) }
    }
}

#[cfg(test)]
mod tests {
    use super::Dose;
    use crate::models::values::Amount;
    use proptest::prelude::*;

    #[test]
    fn marks_are_read_as_doctors_write_them() {
        for (text, marks) in [
            ("1-0-1", [100, 0, 100]),
            ("½-0-½", [50, 0, 50]),
            ("0.5-0-1", [50, 0, 100]),
            ("1½ – 0 – 1", [150, 0, 100]),
            ("5-5-5 ml", [500, 500, 500]),
            ("5ml-0-5ml", [500, 0, 500]),
            ("BD", [100, 0, 100]),
            ("t.d.s", [100, 100, 100]),
            ("", [0, 0, 0]),
        ] {
            let [morning, noon, night] = marks.map(Amount::hundredths);
            assert_eq!(Dose::parse(text), Ok(Dose { morning, noon, night }), "{text}");
        }
        for bad in ["1", "1-1", "1-1-1-1", "-1-0-1", "x-y-z", "200-0-0", "1--1"] {
            assert!(Dose::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn whole_tablets_and_millilitres_are_counted_and_nothing_else() {
        let dose = |text: &str| Dose::parse(text).expect(text);
        let whole = |number| Some(Amount::whole(number));
        assert_eq!(dose("1-0-1").quantity("tablet", Some(5)), whole(10));
        assert_eq!(dose("½-0-0").quantity("tablet", Some(5)), whole(3));
        assert_eq!(dose("5-5-5").quantity("ml", Some(3)), whole(45));
        assert_eq!(dose("2.5-0-0").quantity("ml", Some(3)), whole(8));
        assert_eq!(dose("1-0-1").quantity("application", Some(5)), None);
        assert_eq!(dose("2-2-2").quantity("drop", Some(5)), None);
        assert_eq!(dose("1-0-1").quantity("tablet", None), None);
        assert_eq!(dose("").quantity("tablet", Some(5)), None);
    }

    proptest! {
        #[test]
        fn marks_that_are_shown_are_read_back(morning in 0_i64..10_000, noon in 0_i64..10_000, night in 0_i64..10_000) {
            let dose = Dose { morning: Amount::hundredths(morning), noon: Amount::hundredths(noon), night: Amount::hundredths(night) };
            prop_assert_eq!(Dose::parse(&dose.to_string()), Ok(dose));
        }
    }
}
