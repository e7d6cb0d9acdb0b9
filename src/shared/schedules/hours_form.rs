//! The form of hours, and what it means.

use chrono::{NaiveDate, NaiveTime, Weekday};

use crate::locale::digits;
use crate::locale::moments::say_time;
use crate::models::practice::{Hours, HoursOverlap, HoursPattern, HoursRule, VisitMode};
use crate::web::screen::*;

/// Hours as they are typed: on some days of every week, or once.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct HoursForm {
    pub(super) repeat: String,
    pub(super) weekdays: Vec<String>,
    pub(super) starts: String,
    pub(super) ends: String,
    pub(super) minutes: String,
    pub(super) capacity: String,
    pub(super) mode: String,
    pub(super) from: String,
    pub(super) until: String,
    /// Those that are changed, and how they stood.
    #[serde(skip)]
    pub(super) changed: Option<Hours>,
    pub(super) seen: String,
    #[serde(skip)]
    pub(super) errors: Errors,
}

const TIME: &str = "%H:%M";
const WEEKLY: &str = "weekly";
const ONCE: &str = "once";

/// A time of the day as browsers send it.
pub(super) fn time(text: &str) -> Result<NaiveTime, Message> {
    NaiveTime::parse_from_str(&digits::plain(text.trim()), TIME).map_err(|_| message!("error-time"))
}

/// A day that is not over.
pub(super) fn coming(text: &str, today: NaiveDate) -> Result<NaiveDate, Message> {
    let day = form::date(text).ok_or_else(|| message!("error-date"))?;
    if day < today { Err(message!("schedule-error-past")) } else { Ok(day) }
}

impl HoursForm {
    /// How they may repeat, with the keys of the words.
    pub(super) const REPEATS: [(&'static str, &'static str); 2] = [(WEEKLY, "schedule-weekly"), (ONCE, "schedule-once")];

    /// As most hours are.
    pub(super) fn anew(today: NaiveDate) -> HoursForm {
        HoursForm {
            repeat: WEEKLY.to_owned(),
            minutes: "15".to_owned(),
            capacity: "1".to_owned(),
            mode: VisitMode::InPerson.to_string(),
            from: today.to_string(),
            ..HoursForm::default()
        }
    }

    /// To change these, from today on.
    pub(super) fn of(hours: &Hours, today: NaiveDate) -> HoursForm {
        HoursForm {
            repeat: if hours.recurring { WEEKLY } else { ONCE }.to_owned(),
            weekdays: vec![hours.weekday().number_from_monday().to_string()],
            starts: hours.starts.format(TIME).to_string(),
            ends: hours.ends.format(TIME).to_string(),
            minutes: hours.minutes.to_string(),
            capacity: hours.capacity.to_string(),
            mode: hours.mode.to_string(),
            from: hours.valid_from.max(today).to_string(),
            until: hours.valid_until.filter(|_| hours.recurring).map(|it| it.to_string()).unwrap_or_default(),
            seen: hours.stand(),
            changed: Some(hours.clone()),
            errors: Errors::default(),
        }
    }

    pub(super) fn is_once(&self) -> bool {
        self.repeat == ONCE
    }

    pub(super) fn has_weekday(&self, weekday: &u32) -> bool {
        self.weekdays.contains(&weekday.to_string())
    }

    pub(super) fn parse(&mut self, today: NaiveDate) -> Option<(HoursPattern, Vec<HoursRule>)> {
        let pattern = form::parse!(self => HoursPattern {
            starts: time(&self.starts),
            ends: self.end(),
            minutes: self.length(),
            capacity: form::number(&self.capacity, Hours::CAPACITIES).ok_or_else(|| message!("schedule-error-capacity")),
            mode: form::choice(&self.mode),
        });
        let from = coming(&self.from, today);
        let from = self.errors.check("from", from);
        let until = form::optional(&self.until, |it| {
            let until = form::date(it).ok_or_else(|| message!("error-date"))?;
            if from.is_some_and(|from| until < from) { Err(message!("schedule-error-until")) } else { Ok(until) }
        });
        let until = if self.is_once() { Ok(None) } else { until };
        let until = self.errors.check("until", until);
        let weekdays = self.weekdays();
        let weekdays = self.errors.check("weekdays", weekdays);
        let (from, until) = (from?, until?);
        let rules = match weekdays? {
            days if days.is_empty() => vec![HoursRule::Once(from)],
            days => days.into_iter().map(|weekday| HoursRule::Weekly { weekday, from, until }).collect(),
        };
        Some((pattern?, rules))
    }

    /// Those that are ticked; none where it is only once.
    fn weekdays(&self) -> Result<Vec<Weekday>, Message> {
        if self.is_once() {
            return Ok(Vec::new());
        }
        let mut ticked: Vec<u8> = self.weekdays.iter().filter_map(|it| it.parse().ok()).filter(|it| (1..=7).contains(it)).collect();
        ticked.sort_unstable();
        ticked.dedup();
        let days: Vec<Weekday> = ticked.into_iter().filter_map(|it| Weekday::try_from(it - 1).ok()).collect();
        if days.is_empty() { Err(message!("schedule-error-weekdays")) } else { Ok(days) }
    }

    fn end(&self) -> Result<NaiveTime, Message> {
        let ends = time(&self.ends)?;
        if time(&self.starts).is_ok_and(|starts| ends <= starts) { Err(message!("schedule-error-ends")) } else { Ok(ends) }
    }

    /// A place fits in at least once.
    fn length(&self) -> Result<i16, Message> {
        let minutes = form::number(&self.minutes, Hours::LENGTHS).ok_or_else(|| message!("schedule-error-minutes"))?;
        match (time(&self.starts), time(&self.ends)) {
            (Ok(starts), Ok(ends)) if starts < ends && (ends - starts).num_minutes() < i64::from(minutes) => {
                Err(message!("schedule-error-long"))
            }
            _ => Ok(minutes),
        }
    }

    /// Says which others they would overlap.
    pub(super) fn refuse(&mut self, locale: Locale, overlap: &HoursOverlap) {
        let hours = &overlap.hours;
        let weekday = Message::new(format!("weekday-{}", hours.weekday().number_from_monday()));
        let (from, until) = (say_time(locale, hours.starts), say_time(locale, hours.ends));
        self.errors.add("", message!("schedule-error-overlap", weekday, from, until, clinic = &overlap.clinic));
    }
}
