//! Rules against places.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Weekday};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::absence::{Absence, AbsentWhere, NewAbsence};
use super::hours::{Hours, HoursPattern, HoursRule, VisitMode};
use super::overlap::overlap;
use super::{Availability, Bookable, NotBookable};
use crate::db::clock::{INDIA, day_of};
use crate::db::ids::{ClinicId, ProfileId};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).expect("a time")
}

fn pattern(from: (u32, u32), until: (u32, u32), minutes: i16) -> HoursPattern {
    HoursPattern { starts: time(from.0, from.1), ends: time(until.0, until.1), minutes, capacity: 1, mode: VisitMode::InPerson }
}

fn weekly(weekday: Weekday) -> HoursRule {
    HoursRule::Weekly { weekday, from: day(1, 1), until: None }
}

/// One doctor at one clinic through the year.
struct Desk {
    clinic: ClinicId,
    doctor: ProfileId,
    zone: Tz,
    hours: Vec<Hours>,
    absences: Vec<Absence>,
}

impl Desk {
    fn in_zone(zone: Tz) -> Desk {
        Desk { clinic: ClinicId::new(), doctor: ProfileId::new(), zone, hours: Vec::new(), absences: Vec::new() }
    }

    fn with(mut self, pattern: HoursPattern, rule: HoursRule) -> Desk {
        self.hours.push(Hours::new(self.clinic, self.doctor, pattern, rule));
        self
    }

    fn away(mut self, whose: AbsentWhere, on: NaiveDate, part: Option<(NaiveTime, NaiveTime)>) -> Desk {
        let reason = "Diwali".to_owned();
        self.absences.push(Absence::of(&NewAbsence { whose, from_on: on, until_on: on, part, reason }));
        self
    }

    fn availability(&self) -> Availability {
        Availability {
            clinic: self.clinic,
            zone: self.zone,
            open: true,
            days: day(1, 1)..=day(12, 31),
            doctors: vec![Bookable { doctor: self.doctor, name: String::new(), available: true, verified: true }],
            hours: self.hours.clone(),
            absences: self.absences.clone(),
        }
    }

    /// When their places of a day begin, in the clinic's time.
    fn begin(&self, on: NaiveDate) -> Vec<String> {
        let local = |at: NaiveDateTime| self.zone.from_utc_datetime(&at).format("%H:%M").to_string();
        self.availability().slots_of(self.doctor, on).iter().map(|it| local(it.starts_at)).collect()
    }
}

/// 30 November 2026 is one.
fn monday() -> NaiveDate {
    day(11, 30)
}

#[test]
fn hours_become_whole_places_on_their_day_of_the_week_alone() {
    let desk = Desk::in_zone(INDIA).with(pattern((9, 0), (10, 40), 30), weekly(Weekday::Mon));
    assert_eq!(desk.begin(monday()), ["09:00", "09:30", "10:00"], "ten minutes are left over");
    assert_eq!(desk.begin(day(12, 1)), [""; 0]);
    let first = &desk.availability().slots(monday())[0];
    let at = |hour, minute| monday().and_hms_opt(hour, minute, 0).expect("an instant");
    assert_eq!((first.starts_at, first.ends_at, first.capacity), (at(3, 30), at(4, 0), 1), "in UTC");
}

#[test]
fn nothing_begins_before_the_rule_or_after_it_and_an_extra_day_is_one_day() {
    let until = HoursRule::Weekly { weekday: Weekday::Mon, from: day(11, 30), until: Some(day(12, 7)) };
    let desk =
        Desk::in_zone(INDIA).with(pattern((9, 0), (10, 0), 60), until).with(pattern((18, 0), (19, 0), 60), HoursRule::Once(day(12, 8)));
    for (on, begin) in [((11, 23), 0), ((11, 30), 1), ((12, 7), 1), ((12, 14), 0), ((12, 8), 1), ((12, 15), 0)] {
        assert_eq!(desk.begin(day(on.0, on.1)).len(), begin, "{on:?}");
    }
    let asked = Availability { days: day(12, 1)..=day(12, 31), ..desk.availability() };
    assert!(asked.slots(monday()).is_empty(), "a day that nobody asked for");
}

#[test]
fn leave_for_a_part_of_the_day_takes_the_places_that_it_touches() {
    let desk = Desk::in_zone(INDIA).with(pattern((9, 0), (12, 0), 30), weekly(Weekday::Mon));
    let theirs = AbsentWhere::DoctorEverywhere(desk.doctor);
    let part = Some((time(9, 45), time(10, 30)));
    let desk = desk.away(theirs, monday(), part);
    assert_eq!(desk.begin(monday()), ["09:00", "10:30", "11:00", "11:30"]);
    assert_eq!(desk.begin(day(12, 7)).len(), 6, "the week after");
}

#[test]
fn who_is_away_where_decides_whose_places_go() {
    let new = || Desk::in_zone(INDIA).with(pattern((9, 0), (10, 0), 30), weekly(Weekday::Mon));
    let gone = |whose: fn(&Desk) -> AbsentWhere| {
        let desk = new();
        let whose = whose(&desk);
        desk.away(whose, monday(), None).begin(monday()).is_empty()
    };
    assert!(gone(|it| AbsentWhere::Clinic(it.clinic)) && gone(|it| AbsentWhere::DoctorAt(it.doctor, it.clinic)));
    assert!(gone(|it| AbsentWhere::DoctorEverywhere(it.doctor)));
    assert!(!gone(|_| AbsentWhere::Clinic(ClinicId::new())) && !gone(|it| AbsentWhere::DoctorAt(it.doctor, ClinicId::new())));
    assert!(!gone(|_| AbsentWhere::DoctorEverywhere(ProfileId::new())));
}

#[test]
fn why_there_is_no_place_is_said() {
    let desk = || Desk::in_zone(INDIA).with(pattern((9, 0), (10, 0), 30), weekly(Weekday::Mon));
    let why = |desk: &Desk, on| desk.availability().why_closed(desk.doctor, on);
    let usual = desk();
    assert_eq!((why(&usual, monday()), why(&usual, day(12, 1))), (None, Some(NotBookable::NoHours)));
    assert_eq!(usual.availability().why_closed(ProfileId::new(), monday()), Some(NotBookable::NotHere));
    let holiday = desk();
    let whose = AbsentWhere::Clinic(holiday.clinic);
    let holiday = holiday.away(whose, monday(), None).away(whose, day(12, 1), None);
    let diwali = NotBookable::Holiday { reason: "Diwali".into() };
    assert_eq!((why(&holiday, monday()), why(&holiday, day(12, 1))), (Some(diwali.clone()), Some(diwali)));
    let leave = desk();
    let whose = AbsentWhere::DoctorEverywhere(leave.doctor);
    let leave = leave.away(whose, monday(), Some((time(8, 0), time(11, 0)))).away(whose, day(12, 1), None);
    assert_eq!((why(&leave, monday()), why(&leave, day(12, 1))), (Some(NotBookable::Leave), Some(NotBookable::NoHours)));
    let mut off = usual.availability();
    off.doctors[0].available = false;
    assert_eq!(off.why_closed(usual.doctor, monday()), Some(NotBookable::SwitchedOff));
    off.open = false;
    assert_eq!(off.why_closed(usual.doctor, monday()), Some(NotBookable::ClinicClosed));
}

#[test]
fn the_public_is_offered_only_those_whose_licence_is_verified() {
    let desk = Desk::in_zone(INDIA).with(pattern((9, 0), (10, 0), 30), weekly(Weekday::Mon));
    let mut all = desk.availability();
    assert_eq!(all.clone().of_verified().slots(monday()).len(), 2);
    all.doctors[0].verified = false;
    assert_eq!((all.slots(monday()).len(), all.of_verified().slots(monday()).len()), (2, 0));
}

/// On 29 March 2026 the clocks of Berlin go from two to three; on 25 October from three back to two.
#[test]
fn the_hour_that_is_left_out_has_no_places_and_of_the_hour_that_comes_twice_the_first_has() {
    let berlin = Desk::in_zone(Tz::Europe__Berlin).with(pattern((1, 0), (4, 0), 30), weekly(Weekday::Sun));
    assert_eq!(berlin.begin(day(3, 22)), ["01:00", "01:30", "02:00", "02:30", "03:00", "03:30"]);
    assert_eq!(berlin.begin(day(3, 29)), ["01:00", "01:30", "03:00", "03:30"]);
    assert_eq!(berlin.begin(day(10, 25)), ["01:00", "01:30", "02:00", "02:30", "03:00", "03:30"]);
    let doubled: Vec<_> = berlin.availability().slots(day(10, 25)).iter().map(|it| it.starts_at.format("%H:%M").to_string()).collect();
    assert_eq!(doubled, ["23:00", "23:30", "00:00", "00:30", "02:00", "02:30"], "summer time until three");
    let across = Desk::in_zone(Tz::Europe__Berlin).with(pattern((1, 40), (5, 0), 40), weekly(Weekday::Sun));
    assert_eq!(
        across.begin(day(3, 29)),
        ["01:40", "03:40", "04:20"],
        "the place of three lies in the first, which lasts until twenty past"
    );
}

#[test]
fn hours_overlap_by_their_days_their_times_and_their_zones() {
    let hours = |from, until, rule| Hours::new(ClinicId::new(), ProfileId::new(), pattern(from, until, 15), rule);
    let morning = hours((9, 0), (13, 0), weekly(Weekday::Mon));
    let same = |other: &Hours| overlap(&morning, INDIA, other, INDIA) && overlap(other, INDIA, &morning, INDIA);
    assert!(same(&hours((12, 45), (14, 0), weekly(Weekday::Mon))));
    assert!(!same(&hours((13, 0), (14, 0), weekly(Weekday::Mon))) && !same(&hours((9, 0), (13, 0), weekly(Weekday::Tue))));
    assert!(same(&hours((9, 0), (10, 0), HoursRule::Once(monday()))) && !same(&hours((9, 0), (10, 0), HoursRule::Once(day(12, 1)))));
    let later = HoursRule::Weekly { weekday: Weekday::Mon, from: day(6, 1), until: Some(day(6, 7)) };
    assert!(same(&hours((9, 0), (10, 0), later)));
    let over = HoursRule::Weekly { weekday: Weekday::Mon, from: day(1, 1), until: Some(day(1, 4)) };
    assert!(!same(&hours((9, 0), (10, 0), over)), "it ended before its first Monday");
    // Nine to one in Mumbai is half past four to half past eight in Berlin in winter, and an hour later in summer.
    let berlin = Tz::Europe__Berlin;
    let elsewhere = |from, until| overlap(&morning, INDIA, &hours(from, until, weekly(Weekday::Mon)), berlin);
    assert!(elsewhere((4, 0), (5, 0)) && elsewhere((8, 30), (9, 15)));
    assert!(!elsewhere((9, 30), (11, 0)) && !elsewhere((3, 0), (4, 30)));
    // Two in the morning on a Monday in Mumbai is Sunday evening in New York.
    let night = hours((2, 0), (4, 0), weekly(Weekday::Mon));
    assert!(overlap(&night, INDIA, &hours((16, 0), (18, 0), weekly(Weekday::Sun)), Tz::America__New_York));
    assert!(!overlap(&night, INDIA, &hours((16, 0), (18, 0), weekly(Weekday::Mon)), Tz::America__New_York));
}

prop_compose! {
    /// Any hours, also ones that nobody would be let set together.
    fn any_hours()(
        weekday in 0u8..7, from in 0u32..23 * 12, length in 1u32..80, minutes in 5i16..=240,
        first in 0u64..365, lasts in proptest::option::of(0u64..200), once in any::<bool>(),
    ) -> (HoursPattern, HoursRule) {
        let at = |five: u32| time((five / 12).min(23), if five >= 24 * 12 { 59 } else { five % 12 * 5 });
        let from_on = day(1, 1) + Days::new(first);
        let weekday = Weekday::try_from(weekday).expect("a weekday");
        let until = lasts.map(|days| from_on + Days::new(days));
        let rule = if once { HoursRule::Once(from_on) } else { HoursRule::Weekly { weekday, from: from_on, until } };
        (HoursPattern { starts: at(from), ends: at(from + length), minutes, capacity: 2, mode: VisitMode::Online }, rule)
    }
}

proptest! {
    #[test]
    fn whatever_the_rules_no_two_places_overlap_and_each_lies_within_hours_of_its_day(
        rules in proptest::collection::vec(any_hours(), 1..6),
        on in 0u64..365,
        away in proptest::option::of((0u32..23, 1u32..5)),
        zone in prop_oneof![Just(INDIA), Just(Tz::Europe__Berlin), Just(Tz::America__New_York), Just(Tz::Australia__Lord_Howe)],
    ) {
        let on = day(1, 1) + Days::new(on);
        let mut desk = rules.iter().fold(Desk::in_zone(zone), |desk, (pattern, rule)| desk.with(*pattern, *rule));
        let part = away.map(|(from, hours)| (time(from, 0), time((from + hours).min(23), 30)));
        if let Some(part) = part {
            let whose = AbsentWhere::Clinic(desk.clinic);
            desk = desk.away(whose, on, Some(part));
        }
        let slots = desk.availability().slots(on);
        prop_assert!(slots.windows(2).all(|it| it[0].ends_at <= it[1].starts_at));
        for slot in &slots {
            let local = zone.from_utc_datetime(&slot.starts_at);
            let length = i16::try_from((slot.ends_at - slot.starts_at).num_minutes()).expect("minutes");
            prop_assert_eq!(day_of(slot.starts_at, zone), on);
            let ends = local.time() + chrono::Duration::minutes(length.into());
            let within = |it: &Hours| it.is_on(on) && it.minutes == length && it.starts <= local.time() && ends <= it.ends;
            prop_assert!(desk.hours.iter().any(within), "no hours hold {}", local);
            if let Some((from, until)) = part {
                prop_assert!(ends <= from || until <= local.time());
            }
        }
    }

    #[test]
    fn hours_that_do_not_overlap_by_the_rule_never_give_places_that_do(one in any_hours(), other in any_hours(), on in 0u64..365) {
        let on = day(1, 1) + Days::new(on);
        let hours = |(pattern, rule): (HoursPattern, HoursRule)| Hours::new(ClinicId::new(), ProfileId::new(), pattern, rule);
        let (one, other) = (hours(one), hours(other));
        if !overlap(&one, INDIA, &other, INDIA) && one.is_on(on) && other.is_on(on) {
            prop_assert!(one.ends <= other.starts || other.ends <= one.starts);
        }
    }
}
