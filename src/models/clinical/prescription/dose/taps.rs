//! Doses that a tap gives: the typed one with what it lacks.

use super::Dose;
use super::spoken::{self, Spoken};
use crate::models::clinical::dosed::Dosed;

impl Dose {
    /// The text with the unit that it lacks, in each way that it may be meant: what a tap gives where a refusal asks for no more.
    pub fn with_a_unit(text: &str, of: &Dosed) -> Vec<String> {
        if text.trim().is_empty() || Dose::parse(text, of).is_ok() {
            return Vec::new();
        }
        let spoken = Spoken::of(text);
        let amount = spoken::timed(&spoken.rest).map(|(rest, ..)| rest).or_else(|| spoken::rhythm(&spoken.rest).map(|(rest, _)| rest));
        let amount = amount.filter(|it| !it.contains('-') && spoken.rest.starts_with(it.as_str())).unwrap_or_else(|| spoken.rest.clone());
        let (time, behind) = (&spoken.rest[amount.len()..], spoken.behind());
        let amount = if amount.is_empty() && !of.unit.is_said() { "1" } else { &amount };
        let gap = if time.is_empty() || time.starts_with(' ') { "" } else { " " };
        let typed = of.words_of_units().into_iter().map(|word| format!("{amount} {word}{gap}{time}{behind}"));
        typed.map(|it| it.trim().to_owned()).filter(|it| Dose::parse(it, of).is_ok()).collect()
    }
}
