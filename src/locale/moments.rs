//! Days and times as people here say them.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::Locale;

/// A day, in words of the reader's language: 5 Nov 2026.
pub fn say_day(locale: Locale, date: NaiveDate) -> String {
    format!("{} {}", say_day_and_month(locale, date), date.year())
}

/// A day of which the year is known: 5 Nov.
pub fn say_day_and_month(locale: Locale, date: NaiveDate) -> String {
    format!("{} {}", date.day(), locale.words(&format!("month-{}", date.month())))
}

/// A time of the day: English halves the day, Hindi names its parts, and names them first.
pub fn say_time(locale: Locale, time: NaiveTime) -> String {
    let part = locale.words(match time.hour() {
        4..12 => "time-morning",
        12..16 => "time-noon",
        16..20 => "time-evening",
        20.. => "time-night",
        _ => "time-small-hours",
    });
    let (on_the_dial, minute) = (time.hour12().1, time.minute());
    match locale {
        Locale::English => format!("{on_the_dial}:{minute:02} {part}"),
        Locale::Hindi => format!("{part} {on_the_dial}:{minute:02}"),
    }
}

/// Both, of a time where it is meant, with the day of the week: people know their days by it.
pub fn say_moment(locale: Locale, local: NaiveDateTime) -> String {
    let weekday = locale.words(&format!("weekday-{}", local.weekday().number_from_monday()));
    format!("{weekday}, {}, {}", say_day(locale, local.date()), say_time(locale, local.time()))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;

    use super::say_time;
    use crate::locale::Locale::{English, Hindi};

    #[test]
    fn a_time_is_said_as_people_say_it() {
        for (hour, english, hindi) in [
            (0, "12:05 am", "रात 12:05"),
            (9, "9:05 am", "सुबह 9:05"),
            (12, "12:05 pm", "दोपहर 12:05"),
            (17, "5:05 pm", "शाम 5:05"),
            (21, "9:05 pm", "रात 9:05"),
        ] {
            let time = NaiveTime::from_hms_opt(hour, 5, 0).expect("a time");
            assert_eq!(say_time(English, time), english);
            assert_eq!(say_time(Hindi, time), hindi);
        }
    }
}
