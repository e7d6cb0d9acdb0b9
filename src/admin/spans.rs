//! A week or a month in figures: by day and by doctor.

use std::cmp::Reverse;
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::Serialize;

use crate::auth::{self, Actor, Layout};
use crate::db::ids::ProfileId;
use crate::models::reports::{SeenOnDay, SpanFigures};
use crate::models::values::Money;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/figures/span.html")]
struct Index {
    layout: Layout,
    query: SpanQuery,
    today: NaiveDate,
    days: RangeInclusive<NaiveDate>,
    /// A day of the span before, and of the one after, if that has begun.
    before: NaiveDate,
    after: Option<NaiveDate>,
    figures: SpanFigures,
}

page!(Index);

/// `week` or `month`, around which day, and of which doctor, else of all.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct SpanQuery {
    over: String,
    on: String,
    of: String,
}

/// A day with whom was seen, and its bar in the units of the plot.
struct SpanDay {
    on: NaiveDate,
    seen: usize,
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    middle: usize,
}

/// A doctor, how many they saw, and the length of their bar.
struct SpanDoctor {
    id: ProfileId,
    name: String,
    seen: usize,
    length: usize,
}

/// `GET figures/span?over=&on=&of=`.
pub async fn index(me: Actor<auth::Figures>, hx: Hx, Query(query): Query<SpanQuery>) -> Response {
    let today = me.today();
    let on = form::date(&query.on).unwrap_or(today).min(today);
    let days = if query.over == "month" { month(on) } else { week(on) };
    let (reach, asked) = (me.reach(), days.clone());
    let figures = me.read(move |db| SpanFigures::of(db, &reach, &asked)).await?;
    let before = days.start().pred_opt().unwrap_or(on);
    let after = days.end().succ_opt().filter(|it| *it <= today);
    hx.page(&Index { layout: me.layout(), query, today, days, before, after, figures })
}

/// From Monday to Sunday.
fn week(on: NaiveDate) -> RangeInclusive<NaiveDate> {
    let first = on.checked_sub_days(Days::new(on.weekday().num_days_from_monday().into())).unwrap_or(on);
    first..=first.checked_add_days(Days::new(6)).unwrap_or(on)
}

fn month(on: NaiveDate) -> RangeInclusive<NaiveDate> {
    let first = on.with_day(1).unwrap_or(on);
    let last = first.checked_add_months(Months::new(1)).and_then(|it| it.pred_opt());
    first..=last.unwrap_or(on)
}

impl Index {
    /// The days up to now: whom the doctor that is asked for saw, else all of them.
    fn by_day(&self) -> Vec<SpanDay> {
        let of: Option<ProfileId> = self.query.of.parse().ok();
        let theirs = |it: &&SeenOnDay| of.is_none_or(|of| of == it.doctor);
        let seen = |day: NaiveDate| self.figures.seen.iter().filter(theirs).filter(|it| it.day == day).count();
        let days: Vec<(NaiveDate, usize)> =
            self.days.start().iter_days().take_while(|it| self.days.contains(it) && *it <= self.today).map(|it| (it, seen(it))).collect();
        let most = days.iter().map(|it| it.1).max().unwrap_or(0).max(1);
        let step = 520 / days.len().max(1);
        let placed = days.into_iter().enumerate().map(|(at, (on, seen))| {
            let height = seen * 150 / most;
            let x = 30 + at * step;
            SpanDay { on, seen, x: x + 2, y: 180 - height, width: step.saturating_sub(4).max(1), height, middle: x + step / 2 }
        });
        placed.collect()
    }

    /// The doctors, whoever saw most first.
    fn by_doctor(&self) -> Vec<SpanDoctor> {
        let mut doctors: Vec<SpanDoctor> = Vec::new();
        for it in &self.figures.seen {
            match doctors.iter_mut().find(|doctor| doctor.id == it.doctor) {
                Some(doctor) => doctor.seen += 1,
                None => doctors.push(SpanDoctor { id: it.doctor, name: it.name.clone(), seen: 1, length: 0 }),
            }
        }
        doctors.sort_by(|a, b| (Reverse(a.seen), &a.name).cmp(&(Reverse(b.seen), &b.name)));
        let most = doctors.first().map_or(1, |it| it.seen.max(1));
        for it in &mut doctors {
            it.length = it.seen * 320 / most;
        }
        doctors
    }

    /// The name of the doctor that is asked for.
    fn doctor(&self) -> Option<String> {
        let of: ProfileId = self.query.of.parse().ok()?;
        self.by_doctor().into_iter().find(|it| it.id == of).map(|it| it.name)
    }

    /// Whether there is something behind a day.
    fn has_rows(&self, day: &SpanDay) -> bool {
        day.seen > 0 || !self.taken(day).is_zero()
    }

    fn taken(&self, day: &SpanDay) -> Money {
        self.figures.taken(day.on)
    }

    fn other_doctor(&self, doctor: &SpanDoctor) -> String {
        self.at(*self.days.start(), &doctor.id.to_string())
    }

    fn earlier(&self) -> String {
        self.at(self.before, &self.query.of)
    }

    fn later(&self) -> String {
        self.at(self.after.unwrap_or(self.today), &self.query.of)
    }

    /// The same kind of span around another day.
    fn at(&self, on: NaiveDate, of: &str) -> String {
        with_query("", &SpanQuery { over: self.query.over.clone(), on: on.to_string(), of: of.to_owned() })
    }
}
