//! Whether two ages, told at different times, may be of one person.

use super::SaidBefore;

/// Two estimates of one age, told on two known days, are no further apart, in days: a year, and the days of a month.
const ONE_AGE: i64 = 400;

/// Ages that grew as the years passed are estimates of one birth, no further apart, in days.
const HALF_A_YEAR: i64 = 183;

impl SaidBefore {
    /// How many years passed between the days on which the two ages were told, and the years told; of ages in full years alone.
    fn years_told(&self, row: &SaidBefore) -> Option<(i64, i64, i64)> {
        let years = |said: &SaidBefore| said.more.age.as_deref()?.strip_suffix('y')?.parse::<i64>().ok();
        let (one, other) = (years(self)?, years(row)?);
        let born_apart = (row.birth?.on - self.birth?.on).num_days();
        let passed = (born_apart + (other - one) * 1_461 / 4).abs();
        Some((one, other, (passed + 30) / 365))
    }

    /// Whether the age grew by as many years as passed since it was told.
    pub(super) fn is_as_much_older(&self, row: &SaidBefore) -> bool {
        let near = self.birth.zip(row.birth).is_some_and(|(one, other)| (one.on - other.on).num_days().abs() <= HALF_A_YEAR);
        near && self.years_told(row).is_some_and(|(_, _, passed)| passed > 0)
    }

    /// Whether an age grew by no more than the years that passed, and one: where no day says when it was told, the phone does.
    fn may_be_older(&self, row: &SaidBefore) -> bool {
        self.years_told(row).is_some_and(|(one, other, passed)| one > 1 && other > 1 && (other - one).abs() <= passed + 1)
    }

    /// Ages without a day on which they were told are one only where they are told alike: the same register, in another shape; or where
    /// they grew as the years passed.
    pub(super) fn other_age(&self, row: &SaidBefore) -> bool {
        let Some((one, other)) = self.birth.zip(row.birth) else { return false };
        if !one.estimated && !other.estimated {
            return one.on != other.on;
        }
        let dated = |said: &SaidBefore| said.more.visit.is_some() || said.exact_birth().is_some();
        let both_dated = dated(self) && dated(row);
        if !both_dated && self.more.age.is_some() && row.more.age.is_some() {
            let grown = self.is_as_much_older(row) || self.shares_phone(row) && self.may_be_older(row);
            return self.more.age != row.more.age && !grown;
        }
        (one.on - other.on).num_days().abs() > ONE_AGE
    }
}
