//! Rows that are steps of one dose, as of one that is tapered: the next begins where the one above it ends.

use super::{CautionedItem, ItemLine};
use crate::models::clinical::is_next_step;

impl ItemLine {
    /// Whether it is given for a known number of days, so that something can follow it.
    fn ends(&self) -> bool {
        self.days().is_ok_and(|it| it.is_some())
    }
}

/// An ingredient that stands in the steps above is not there twice at once, where each step says that it is one; where a row only
/// looks like the next step, it says how to write that. Everything else that is there twice stays said.
pub(super) fn tell(rows: &mut [CautionedItem]) {
    let told: Vec<_> = rows.iter().map(|it| it.caution.twice.clone()).collect();
    let mut first = 0;
    for place in 1..rows.len() {
        let (before, rest) = rows.split_at_mut(place);
        let (Some(above), Some(row)) = (before.last(), rest.first_mut()) else { return };
        let shares = told[place].iter().any(|it| it.1 == place || told[place - 1].contains(it));
        let may = shares && above.line.ends();
        let follows = may && is_next_step(&row.line.instructions);
        if !follows {
            first = place;
        }
        row.may_follow = may && !follows && row.line.ends() && above.dosed.unit == row.dosed.unit;
        row.caution.twice.retain(|(_, number)| !follows || *number <= first);
    }
}
