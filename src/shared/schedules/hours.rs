//! The hours of a doctor's week: adding, changing, ending them.

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::{Plans, WeekPage};
use crate::auth::Actor;
use crate::db::ids::{HoursId, ProfileId};
use crate::locale::digits;
use crate::models::practice::{Hours, HoursAdded, HoursChanged, HoursEnded, HoursOverlap, HoursPattern, HoursRule, VisitMode};
use crate::web::filters::say_clock;
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
    seen: String,
    #[serde(skip)]
    pub(super) errors: Errors,
}

/// When hours end.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    last: String,
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

    pub(super) fn seen(&self) -> &str {
        &self.seen
    }

    pub(super) fn has_weekday(&self, weekday: &u32) -> bool {
        self.weekdays.contains(&weekday.to_string())
    }

    fn parse(&mut self, today: NaiveDate) -> Option<(HoursPattern, Vec<HoursRule>)> {
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

    fn refuse(&mut self, locale: Locale, overlap: &HoursOverlap) {
        let hours = &overlap.hours;
        let weekday = Message::new(format!("weekday-{}", hours.weekday().number_from_monday()));
        let (from, until) = (say_clock(locale, hours.starts), say_clock(locale, hours.ends));
        self.errors.add("", message!("schedule-error-overlap", weekday, from, until, clinic = &overlap.clinic));
    }
}

/// `POST schedules/{id}/hours`: the same hours sent twice are there once.
pub async fn create<D: Plans>(me: Actor<D>, hx: Hx, At(id): At<ProfileId>, Form(mut form): Form<HoursForm>) -> Response {
    let mut page = WeekPage::of(&me, id).await?;
    let refused = match form.parse(page.week.clinic.today) {
        Some((pattern, rules)) => {
            let clinic = page.week.clinic.id;
            match me.write(move |tx| Hours::add(tx, clinic, id, pattern, &rules)).await? {
                HoursAdded::Added(_) => return hx.see_other(page.own(), Notice::from(message!("schedule-added"))),
                HoursAdded::Overlaps(overlap) => Some(overlap),
                HoursAdded::NotHere => return Err(Error::NotFound),
                HoursAdded::ClinicClosed => return Err(Error::ClinicClosed(page.week.clinic.name)),
            }
        }
        None => None,
    };
    if let Some(overlap) = refused {
        form.refuse(hx.locale(), &overlap);
    }
    page.hours = form;
    hx.invalid(&D::Week::from(page))
}

/// `POST hours/{id}`: changed from a day on.
pub async fn update<D: Plans>(me: Actor<D>, hx: Hx, At(id): At<HoursId>, Form(mut form): Form<HoursForm>) -> Response {
    let (mut page, read) = of_hours(&me, id).await?;
    let today = page.week.clinic.today;
    if form.seen != read.stand() {
        form.errors.add("", message!("schedule-error-moved-on"));
        form.seen = read.stand();
    } else if let Some((pattern, rules)) = form.parse(today) {
        match rules.as_slice() {
            [rule] => {
                let (rule, before) = (*rule, read.clone());
                match me.write(move |tx| Hours::change(tx, &before, pattern, rule)).await? {
                    HoursChanged::Changed => return hx.see_other(page.own(), Notice::from(message!("schedule-changed"))),
                    HoursChanged::MovedOn => form.errors.add("", message!("schedule-error-moved-on")),
                    HoursChanged::Overlaps(overlap) => form.refuse(hx.locale(), &overlap),
                    HoursChanged::NotHere => return Err(Error::NotFound),
                    HoursChanged::ClinicClosed => return Err(Error::ClinicClosed(page.week.clinic.name)),
                }
            }
            _ => form.errors.add("weekdays", message!("schedule-error-one-day")),
        }
    }
    form.changed = Some(read);
    page.hours = form;
    hx.invalid(&D::Week::from(page))
}

/// `POST hours/{id}/removal`: they hold until a day, which is yesterday where none is named.
pub async fn destroy<D: Plans>(me: Actor<D>, hx: Hx, At(id): At<HoursId>, Form(form): Form<EndForm>) -> Response {
    let (page, hours) = of_hours(&me, id).await?;
    let (clinic, doctor, today) = (page.week.clinic.id, page.week.doctor.id, page.week.clinic.today);
    let yesterday = today.pred_opt().unwrap_or(today);
    let last = match form::optional(&form.last, |it| coming(it, today)) {
        Ok(last) => last.unwrap_or(yesterday),
        Err(why) => return hx.see_other(page.own(), Notice::danger(why)),
    };
    let notice = match me.write(move |tx| Hours::end(tx, clinic, doctor, hours.id, last)).await? {
        HoursEnded::Ended(_) => Notice::from(message!("schedule-ended")),
        HoursEnded::Already => Notice::warning(message!("schedule-ended-before")),
        HoursEnded::ClinicClosed => return Err(Error::ClinicClosed(page.week.clinic.name)),
    };
    hx.see_other(page.own(), notice)
}

/// The week in which hours stand, and they.
async fn of_hours<D: Plans>(me: &Actor<D>, id: HoursId) -> Result<(WeekPage, Hours), Error> {
    let doctor = me.read(move |db| Hours::doctor_of(db, id)).await?;
    let page = WeekPage::of(me, doctor).await?;
    let hours = page.week.hours.iter().find(|it| it.id == id).cloned().ok_or(Error::NotFound)?;
    Ok((page, hours))
}
