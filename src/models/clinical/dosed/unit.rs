//! What a dose is counted in: how finely, how much of it at once, and which marks a tap offers.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::mysql::Mysql;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;

use crate::locale::Message;
use crate::message;
use crate::models::values::Amount;

/// One tablet, one millilitre, one drop ...
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub enum DoseUnit {
    /// Nobody knows or said: a dose in words of the doctor's own, or one of a time when units were not asked for.
    #[default]
    Unsaid,
    Tablet,
    Capsule,
    Ml,
    Drop,
    Puff,
    Spray,
    /// As much as the place needs.
    Application,
    /// Of insulin, heparin, a vaccine.
    Unit,
    Globule,
    Sachet,
    Suppository,
    Pessary,
    /// An ampoule, a vial, a filled syringe.
    Injection,
    Patch,
    Lozenge,
    /// The small bottle of one nebulisation.
    Respule,
    /// A capsule whose powder is breathed in through a device, never swallowed. (General knowledge, source not opened.)
    Rotacap,
    /// Of a powder: how much it weighs nobody says.
    Spoon,
    Gram,
}

impl DoseUnit {
    /// Each with the word that the database keeps.
    const STORED: [(DoseUnit, &'static str); 20] = [
        (DoseUnit::Unsaid, ""),
        (DoseUnit::Tablet, "tablet"),
        (DoseUnit::Capsule, "capsule"),
        (DoseUnit::Ml, "ml"),
        (DoseUnit::Drop, "drop"),
        (DoseUnit::Puff, "puff"),
        (DoseUnit::Spray, "spray"),
        (DoseUnit::Application, "application"),
        (DoseUnit::Unit, "unit"),
        (DoseUnit::Globule, "globule"),
        (DoseUnit::Sachet, "sachet"),
        (DoseUnit::Suppository, "suppository"),
        (DoseUnit::Pessary, "pessary"),
        (DoseUnit::Injection, "injection"),
        (DoseUnit::Patch, "patch"),
        (DoseUnit::Lozenge, "lozenge"),
        (DoseUnit::Respule, "respule"),
        (DoseUnit::Rotacap, "rotacap"),
        (DoseUnit::Spoon, "spoon"),
        (DoseUnit::Gram, "gram"),
    ];

    pub fn as_str(self) -> &'static str {
        DoseUnit::STORED.iter().find(|(unit, _)| *unit == self).map_or("", |(_, word)| word)
    }

    /// A word that no unit has is no unit: a row from elsewhere must not take a patient's whole history off the screen.
    pub fn of_stored(word: &str) -> DoseUnit {
        DoseUnit::STORED.iter().find(|(_, it)| *it == word).map_or(DoseUnit::Unsaid, |(unit, _)| *unit)
    }

    pub fn is_said(self) -> bool {
        self != DoseUnit::Unsaid
    }

    /// Its word for so many, written out in every language: U and IU have been read as 0, 4, IV and 10
    /// (ISMP, List of Error-Prone Abbreviations).
    pub fn word(self, of: Amount) -> Message {
        let count = if of <= Amount::ONE { 1 } else { 2 };
        Message::new(format!("unit-{}", self.as_str())).with("count", count)
    }

    /// An amount as it is written: a tablet in halves and quarters, a measured volume in decimals.
    pub fn figure(self, amount: Amount) -> String {
        if matches!(self, DoseUnit::Ml | DoseUnit::Unit | DoseUnit::Gram) { amount.plain() } else { amount.to_string() }
    }

    /// `5 ml`, `half a tablet`.
    pub fn measured(self, amount: Amount) -> Message {
        match (self, amount.in_thousandths()) {
            (DoseUnit::Unsaid, _) => message!("measure-bare", amount = self.figure(amount)),
            (DoseUnit::Tablet, 250) => message!("measure-quarter-tablet"),
            (DoseUnit::Tablet, 500) => message!("measure-half-tablet"),
            (DoseUnit::Tablet, 750) => message!("measure-three-quarters-tablet"),
            _ => message!("measure", amount = self.figure(amount), unit = self.word(amount)),
        }
    }

    /// Whether a number alone says enough. Not of a liquid: `1` may be a millilitre, a spoon or a measuring cup.
    pub fn may_be_left_out(self) -> bool {
        !matches!(self, DoseUnit::Unsaid | DoseUnit::Ml)
    }

    /// Whether `BD` alone says enough: one of it is the usual dose.
    pub fn is_taken_singly(self) -> bool {
        use DoseUnit::{Application, Capsule, Injection, Lozenge, Patch, Pessary, Respule, Rotacap, Sachet, Suppository, Tablet};
        matches!(self, Tablet | Capsule | Rotacap | Sachet | Suppository | Pessary | Patch | Lozenge | Application | Injection | Respule)
    }

    /// Whether what has to be dispensed can be counted: of drops, creams, puffs and globules nobody counts.
    pub fn is_dispensed_by_count(self) -> bool {
        use DoseUnit::{Application, Drop, Globule, Gram, Puff, Spoon, Spray, Unsaid};
        !matches!(self, Unsaid | Drop | Puff | Spray | Application | Globule | Spoon | Gram)
    }

    /// The finest part that can be given. A capsule, a drop and a puff are whole; a tablet breaks into quarters; ampoules, sachets
    /// and respules are halved; syringes for the mouth are marked every tenth of a millilitre, which is halved by eye; pens count
    /// half units. (General knowledge, source not opened.)
    pub fn step(self) -> Amount {
        match self {
            DoseUnit::Tablet => Amount::QUARTER,
            DoseUnit::Sachet | DoseUnit::Injection | DoseUnit::Respule | DoseUnit::Unit | DoseUnit::Spoon | DoseUnit::Gram => Amount::HALF,
            DoseUnit::Ml => Amount::thousandths(50),
            _ => Amount::ONE,
        }
    }

    /// What a tap fills in: texts that [`crate::models::clinical::Dose::parse`] reads. Insulin has none: a usual dose does not exist.
    pub fn quick(self) -> &'static [&'static str] {
        match self {
            DoseUnit::Unsaid | DoseUnit::Unit | DoseUnit::Spoon | DoseUnit::Gram => &[],
            DoseUnit::Ml => &["5 ml-0-5 ml", "5 ml-5 ml-5 ml", "2.5 ml-2.5 ml-2.5 ml", "10 ml-0-10 ml"],
            DoseUnit::Drop => &["2-2-2 drops", "2-0-2 drops", "1-1-1 drops", "0-0-2 drops"],
            DoseUnit::Puff => &["2-0-2 puffs", "2-2-2 puffs", "1-0-1 puffs", "2-0-0 puffs"],
            DoseUnit::Spray => &["2-0-2 sprays", "1-0-1 sprays", "2-0-0 sprays", "0-0-2 sprays"],
            DoseUnit::Globule => &["4-0-4 globules", "4-4-4 globules", "4-0-0 globules", "0-0-4 globules"],
            DoseUnit::Patch | DoseUnit::Injection => &["1-0-0", "0-0-1", "1-0-1"],
            DoseUnit::Suppository | DoseUnit::Pessary => &["0-0-1", "1-0-1", "1-0-0"],
            _ => &["1-0-1", "1-1-1", "0-0-1", "1-0-0"],
        }
    }
}

impl ToSql<Text, Mysql> for DoseUnit {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Mysql>) -> serialize::Result {
        <str as ToSql<Text, Mysql>>::to_sql(self.as_str(), out)
    }
}

impl FromSql<Text, Mysql> for DoseUnit {
    fn from_sql(value: <Mysql as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        <String as FromSql<Text, Mysql>>::from_sql(value).map(|word| DoseUnit::of_stored(&word))
    }
}

#[cfg(test)]
mod tests {
    use super::DoseUnit;

    #[test]
    fn what_is_stored_is_read_back_and_another_word_is_no_unit() {
        for (unit, word) in DoseUnit::STORED {
            assert_eq!((unit.as_str(), DoseUnit::of_stored(word)), (word, unit));
        }
        assert_eq!(DoseUnit::of_stored("scoop"), DoseUnit::Unsaid);
    }
}
