//! The last values of a measure as a small line, drawn by the server.

use chrono::NaiveDateTime;

/// The size of the picture, in its own units.
const WIDTH: i64 = 120;
const HEIGHT: i64 = 32;
/// What is left free around the line.
const MARGIN: i64 = 4;

/// How many values are drawn.
pub const SHOWN: usize = 5;

/// A value of the past: as it is read aloud, when it was taken, and its numbers, upper one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastValue {
    pub told: String,
    pub at: NaiveDateTime,
    pub numbers: Vec<i64>,
}

/// Two values at least, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plot {
    pub values: Vec<PastValue>,
    /// The points of each line.
    pub lines: Vec<String>,
    /// Where the latest value stands on each line.
    pub ends: Vec<(i64, i64)>,
}

impl Plot {
    /// Of the latest values, the latest first.
    pub fn of(mut values: Vec<PastValue>) -> Option<Plot> {
        values.truncate(SHOWN);
        values.reverse();
        let all = || values.iter().flat_map(|it| it.numbers.iter().copied());
        let (low, high) = (all().min()?, all().max()?);
        let steps = i64::try_from(values.len()).ok().filter(|it| *it > 1)? - 1;
        let y = |number: i64| match high - low {
            0 => HEIGHT / 2,
            span => HEIGHT - MARGIN - (number - low) * (HEIGHT - 2 * MARGIN) / span,
        };
        let points = |line: usize| -> Vec<(i64, i64)> {
            let placed = (0..).zip(&values).filter_map(|(step, it)| Some((step, *it.numbers.get(line)?)));
            placed.map(|(step, number): (i64, i64)| (MARGIN + step * (WIDTH - 2 * MARGIN) / steps, y(number))).collect()
        };
        let drawn: Vec<Vec<(i64, i64)>> = (0..2).map(points).filter(|it| !it.is_empty()).collect();
        let lines = drawn.iter().map(|it| it.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")).collect();
        let ends = drawn.iter().filter_map(|it| it.last().copied()).collect();
        Some(Plot { values, lines, ends })
    }
}

#[cfg(test)]
mod tests {
    use super::{PastValue, Plot};

    fn values(numbers: &[&[i64]]) -> Vec<PastValue> {
        let at = chrono::DateTime::UNIX_EPOCH.naive_utc();
        numbers.iter().map(|it| PastValue { told: format!("{it:?}"), at, numbers: it.to_vec() }).collect()
    }

    #[test]
    fn the_last_five_are_drawn_from_the_oldest_on_within_the_picture() {
        let plot = Plot::of(values(&[&[150], &[140], &[130], &[120], &[110], &[60]])).expect("a plot");
        assert_eq!(plot.lines, ["4,28 32,22 60,16 88,10 116,4"]);
        assert_eq!((plot.ends, plot.values[0].told.as_str()), (vec![(116, 4)], "[110]"));
    }

    #[test]
    fn a_pressure_has_two_lines_and_what_stays_the_same_is_drawn_in_the_middle() {
        let plot = Plot::of(values(&[&[140, 90], &[120, 80]])).expect("a plot");
        assert_eq!(plot.lines, ["4,12 116,4", "4,28 116,24"]);
        assert_eq!(Plot::of(values(&[&[62], &[62]])).map(|it| it.lines), Some(vec!["4,16 116,16".to_owned()]));
        assert_eq!(Plot::of(values(&[&[62]])), None, "one value is no line");
    }
}
