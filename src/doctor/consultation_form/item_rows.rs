//! The rows of the prescription: added, filled by a tap, taken away, and shown with what is to be said about each.

mod steps;

use super::ConsultationForm;
use crate::locale::Message;
use crate::message;
use crate::models::clinical::{ByWeight, Caution, Cautions, Dose, DoseUnit, Dosed, Food, Item, Rhythm, Supplied, days_told, supply};
use crate::models::values::Amount;

/// One line of the prescription, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemLine {
    /// What tells the row from others, wherever it stands.
    pub key: String,
    pub medicine: String,
    pub dose: String,
    pub food: String,
    pub days: String,
    pub quantity: String,
    pub instructions: String,
    /// Why it is given in spite of an allergy.
    pub reason: String,
    /// Taken only when needed.
    pub sos: bool,
    /// That an unknown medicine is taken on, against the allergies of that moment, as [`Caution::tap`] says it.
    pub taken_on: String,
}

/// The key of the row that the page's script copies.
pub(super) const NEW_KEY: &str = "newrow";

/// A line in its place, with what is to be said about it.
pub struct CautionedItem {
    pub place: usize,
    pub line: ItemLine,
    pub caution: Caution,
    /// Whether it is not known and was taken on all the same, against the allergies of now.
    pub taken_on: bool,
    /// What is dosed: it decides how the marks are read, and which a tap offers.
    pub dosed: Dosed,
    /// What the marks and days come to, where they can be counted.
    pub worked_out: String,
    /// The dose in words, or what is wrong with it; nothing where nothing was typed.
    pub said: Option<Result<Message, Message>>,
    /// What a tap gives: the typed dose with the unit that it lacks, then the usual ones.
    pub taps: Vec<String>,
    /// When it is taken, seen from a meal.
    pub food: Food,
    /// What a child's dose comes to by weight.
    pub by_weight: Vec<ByWeight>,
    /// It is for a child, and what its dose comes to by weight is not known.
    pub is_unweighed: bool,
    /// Whether it may be the step after the row above: the same ingredient, and both for so many days.
    pub may_follow: bool,
    /// What is wrong with the time seen from a meal, with the days, or with the quantity.
    pub food_error: Option<Message>,
    pub days_error: Option<Message>,
    pub quantity_error: Option<Message>,
    /// What the dose comes to, where less is to be dispensed, or far more.
    pub short_of: Option<Message>,
}

impl ItemLine {
    /// The line that says the same as an item. Its reason is not taken over: it was given for another day.
    pub fn of(item: &Item) -> ItemLine {
        let follows = item.dose.quantity(item.days);
        let typed = |it: Amount| item.supplied.typed(it, item.dose.unit);
        ItemLine {
            key: String::new(),
            medicine: item.label(),
            dose: item.marks(),
            food: item.food.to_string(),
            days: item.days.map(|it| it.to_string()).unwrap_or_default(),
            quantity: item.quantity.filter(|it| Some(*it) != follows || item.supplied != Supplied::Dose).map(typed).unwrap_or_default(),
            instructions: item.instructions.clone(),
            reason: String::new(),
            sos: item.sos,
            taken_on: String::new(),
        }
    }

    /// Whether it is taken only when needed: as ticked, or said beside the dose.
    pub fn is_sos(&self) -> bool {
        self.sos || Dose::beside(&self.dose).sos
    }

    /// How much is to be dispensed of what is dosed in `unit`, if it is said.
    pub fn quantity(&self, unit: DoseUnit, of: &Dosed) -> Result<Option<(Amount, Supplied)>, Message> {
        let typed = self.quantity.trim();
        if typed.is_empty() { Ok(None) } else { Supplied::parse(typed, unit, of).map(Some) }
    }

    /// When it is taken, seen from a meal: as its field says, or the dose.
    pub fn food(&self) -> Result<Food, Message> {
        let field = self.food.parse().unwrap_or(Food::Any);
        match Dose::beside(&self.dose).food {
            None => Ok(field),
            Some(food) if field == Food::Any || field == food => Ok(food),
            Some(_) => Err(message!("error-food-twice")),
        }
    }

    /// For how many days: as their field says, or the dose.
    pub fn days(&self) -> Result<Option<i32>, Message> {
        let (field, beside) = (self.days.trim(), Dose::beside(&self.dose).days);
        let in_range = |days: Option<i32>| days.filter(|it| (1..=365).contains(it)).ok_or_else(|| message!("error-days"));
        match (field.is_empty(), beside) {
            (true, None) => Ok(None),
            (true, Some(days)) => in_range(Some(days)).map(Some),
            (false, beside) => {
                let days = in_range(days_told(field))?;
                if beside.is_some_and(|it| it != days) { Err(message!("error-days-twice")) } else { Ok(Some(days)) }
            }
        }
    }
}

impl CautionedItem {
    fn of(place: usize, line: ItemLine, caution: Caution, child: Option<Amount>) -> CautionedItem {
        let taken_on = caution.tap(&line.medicine).is_some_and(|it| it == line.taken_on);
        let dosed = caution.dosed(&line.medicine);
        let told = line.days();
        let days = told.as_ref().ok().copied().flatten();
        let dose = Dose::parse(&line.dose, &dosed);
        let worked_out = dose.as_ref().ok().and_then(|dose| dose.quantity(days));
        let unit = dose.as_ref().map_or(dosed.unit, |it| it.unit);
        let given = line.quantity(unit, &dosed);
        let most = |need: Amount| need.times(if dose.as_ref().is_ok_and(|it| it.rhythm.is_of_every_day()) { 3 } else { 2 });
        let short_of = worked_out.zip(given.as_ref().ok().copied().flatten()).and_then(|(need, (given, supplied))| {
            let key = match supplied {
                Supplied::Dose if given < need => "quantity-short",
                Supplied::Dose if given > most(need) => "quantity-much",
                _ => return None,
            };
            Some(Message::new(key).with("need", unit.measured(need)))
        });
        // How often in a day it is taken is not known of what is taken when needed.
        let daily = dose.as_ref().ok().filter(|it| it.rhythm != Rhythm::Needed);
        let by_weight = child.zip(daily).map(|(weight, dose)| dosed.by_weight(dose.a_day(), dose.unit, weight));
        let by_weight = by_weight.unwrap_or_default();
        let goes_by_weight = dose.as_ref().is_ok_and(|it| !it.is_empty() && dosed.goes_by_weight(it.unit));
        let is_unweighed = child.is_some() && by_weight.is_empty() && goes_by_weight;
        let taps = Dose::with_a_unit(&line.dose, &dosed).into_iter().chain(dosed.quick().iter().map(|it| (*it).to_owned())).collect();
        let said = match dose {
            Ok(dose) => {
                let quantity = given.as_ref().ok().copied().flatten().or(worked_out.map(|it| (it, Supplied::Dose)));
                let quantity = quantity.map(|(it, supplied)| supplied.measured(it, dose.unit));
                supply(dose.words(), days, quantity).filter(|_| !dose.is_empty()).map(Ok)
            }
            Err(refusal) => Some(Err(refusal)).filter(|_| !line.medicine.trim().is_empty()),
        };
        let worked_out = worked_out.map(|it| Supplied::Dose.typed(it, unit)).unwrap_or_default();
        let (days_error, quantity_error) = (told.err(), given.err());
        let (food, food_error) = line.food().map_or_else(|refusal| (Food::Any, Some(refusal)), |it| (it, None));
        CautionedItem {
            place,
            line,
            caution,
            taken_on,
            dosed,
            worked_out,
            said,
            taps,
            food,
            by_weight,
            is_unweighed,
            may_follow: false,
            food_error,
            days_error,
            quantity_error,
            short_of,
        }
    }

    /// What its tap says, if it asks for one.
    pub fn tap(&self) -> Option<String> {
        self.caution.tap(&self.line.medicine)
    }

    /// The row that the page's script fills in to add one: its key and number are words that it replaces.
    pub fn blank() -> CautionedItem {
        CautionedItem::of(0, ItemLine { key: NEW_KEY.to_owned(), ..ItemLine::default() }, Caution::default(), None)
    }

    /// Its number on the page, from one on.
    pub fn number(&self) -> String {
        if self.line.key == NEW_KEY { "__number__".to_owned() } else { (self.place + 1).to_string() }
    }

    /// The name of one of its fields, as it is sent.
    pub fn name(&self, column: &str) -> String {
        format!("{column}.{}", self.line.key)
    }

    /// The id of one of its fields, as errors and labels know it.
    pub fn field(&self, name: &str) -> String {
        format!("{name}-{}", self.line.key)
    }
}

impl ConsultationForm {
    /// The rows as the page shows them: at least one. `child` is the weight of a child, in kilograms.
    pub fn rows(&self, cautions: &Cautions, child: Option<Amount>) -> Vec<CautionedItem> {
        let blank = || vec![ItemLine { key: "1".to_owned(), ..ItemLine::default() }];
        let lines = if self.items.is_empty() { blank() } else { self.items.clone() };
        let about = cautions.about_all(&lines.iter().map(|it| it.medicine.as_str()).collect::<Vec<_>>());
        let rows = lines.into_iter().zip(about).enumerate();
        let mut rows = rows.map(|(place, (line, caution))| CautionedItem::of(place, line, caution, child)).collect::<Vec<_>>();
        steps::tell(&mut rows);
        rows
    }
}
