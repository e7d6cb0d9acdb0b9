//! A day in figures, clinic by clinic, with check-ins by hour.

use chrono::{Days, NaiveDate};

use crate::auth::{self, Actor, Layout};
use crate::models::reports::Figures;
use crate::models::values::Money;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/figures/index.html")]
struct Index {
    layout: Layout,
    day: NaiveDate,
    before: NaiveDate,
    after: NaiveDate,
    is_today: bool,
    clinics: Vec<Figures>,
}

page!(Index);

#[derive(Deserialize)]
pub struct FiguresQuery {
    #[serde(default)]
    on: String,
}

/// A bar of the plot, in the units of its viewBox.
struct Bar {
    hour: usize,
    count: usize,
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    middle: usize,
}

impl Index {
    /// The clinic's board of that day.
    fn board(&self, of: &Figures) -> String {
        format!("{}/queue?on={}", self.desk(of), self.day)
    }

    /// What was paid at the clinic on that day.
    fn receipts(&self, of: &Figures) -> String {
        format!("{}/payments?on={}", self.desk(of), self.day)
    }

    fn desk(&self, of: &Figures) -> String {
        let organisation = self.layout.base.rsplit_once('/').map_or("", |it| it.0);
        format!("{organisation}/reception/{}", of.slug)
    }

    fn waiting(&self) -> usize {
        self.clinics.iter().map(|it| it.waiting).sum()
    }

    fn done(&self) -> usize {
        self.clinics.iter().map(|it| it.done).sum()
    }

    fn cancelled(&self) -> usize {
        self.clinics.iter().map(|it| it.cancelled).sum()
    }

    fn new_patients(&self) -> i64 {
        self.clinics.iter().map(|it| it.new_patients).sum()
    }

    fn total(&self) -> Money {
        self.clinics.iter().map(Figures::total).sum()
    }

    /// Check-ins by hour, all clinics together: from the first hour that has one to the last, at least nine to five.
    fn bars(&self) -> Vec<Bar> {
        let of = |hour: usize| self.clinics.iter().map(|it| it.hours[hour]).sum::<usize>();
        let busy: Vec<usize> = (0..24).filter(|hour| of(*hour) > 0).collect();
        let first = busy.first().map_or(9, |it| (*it).min(9));
        let last = busy.last().map_or(17, |it| (*it).max(17));
        let most = (first..=last).map(of).max().unwrap_or(0).max(1);
        let step = 520 / (last - first + 1);
        (first..=last)
            .map(|hour| {
                let (count, x) = (of(hour), 30 + (hour - first) * step);
                let height = count * 150 / most;
                Bar { hour, count, x: x + 2, y: 180 - height, width: step.saturating_sub(4).max(1), height, middle: x + step / 2 }
            })
            .collect()
    }
}

/// `GET figures?on=2026-11-20`.
pub async fn index(me: Actor<auth::Figures>, hx: Hx, Query(query): Query<FiguresQuery>) -> Response {
    let today = me.today();
    let day = form::date(&query.on).unwrap_or(today).min(today);
    let reach = me.reach();
    let clinics = me.read(move |db| Figures::of_day(db, &reach, day)).await?;
    hx.page(&Index { layout: me.layout(), day, before: day - Days::new(1), after: day + Days::new(1), is_today: day == today, clinics })
}
