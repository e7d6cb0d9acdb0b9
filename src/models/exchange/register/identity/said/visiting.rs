//! Whether a row is a visit of somebody.

use super::SaidBefore;

impl SaidBefore {
    /// Whether a row of another day in one file is another visit of this person.
    pub(in super::super) fn is_visited_again(&self, row: &SaidBefore) -> bool {
        let another_day = !self.more.days.is_empty() && row.more.visit.is_some_and(|it| !self.more.days.contains(&it));
        another_day && self.is_visited(row)
    }

    /// Whether a row is one of the visits of this person, as they were told before.
    pub(in super::super) fn was_told_of(&self, row: &SaidBefore, birth_tells: bool) -> bool {
        let told = self.more.name == row.more.name && self.same_visit(row) && self.is_told_by(row, birth_tells);
        told && !self.contradicts(row) || self.is_visited(row)
    }

    /// Whether a row is a visit of this person: the name as it is written, the phone and an age or a sex, or the house and both, and nothing
    /// against it.
    pub(in super::super) fn is_visited(&self, row: &SaidBefore) -> bool {
        let aged = self.birth.is_some() && row.birth.is_some();
        let in_house = self.house().is_some() && self.house() == row.house();
        let told = self.shares_phone(row) && (aged || self.same_sex(row)) || in_house && aged && self.same_sex(row);
        told && row.more.visit.is_some() && self.more.name == row.more.name && !self.contradicts(row)
    }
}
