//! What templates may do to a value. All know the reader's language and the clinic's zone, by the [`View`] that every page
//! is rendered with.

use std::fmt::Display;
use std::rc::Rc;

use askama::filters::Safe;
use askama::{Result, Values, filter_fn, get_value};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};

use super::assets;
use super::view::View;
use crate::locale::moments::{say_day, say_day_and_month, say_moment, say_time};
use crate::locale::{Locale, Say, ToValue, phrases};

static PLAIN: View = View::PLAIN;

fn view(values: &dyn Values) -> &View {
    get_value::<View>(values, View::KEY).unwrap_or(&PLAIN)
}

/// `"key"|t`: the words for a key.
#[filter_fn]
pub fn t(key: impl Display, values: &dyn Values) -> Result<Rc<str>> {
    Ok(view(values).locale.words(&key.to_string()))
}

/// `"key"|own`: the words for a key in the reader's own language, whatever the page's.
#[filter_fn]
pub fn own(key: impl Display, values: &dyn Values) -> Result<Rc<str>> {
    Ok(view(values).own.words(&key.to_string()))
}

/// `"key"|t1("name", value)`: the words, with a value in them.
#[filter_fn]
pub fn t1<V: ToValue>(key: impl Display, values: &dyn Values, name: &'static str, value: V) -> Result<String> {
    Ok(view(values).locale.say_with(&key.to_string(), &[(name, value.to_value())]))
}

/// `"key"|t2("name", value, "other", value)`.
#[filter_fn]
pub fn t2<V: ToValue, W: ToValue>(
    key: impl Display,
    values: &dyn Values,
    name: &'static str,
    value: V,
    other: &'static str,
    second: W,
) -> Result<String> {
    Ok(view(values).locale.say_with(&key.to_string(), &[(name, value.to_value()), (other, second.to_value())]))
}

/// `error|say`: a message that was made elsewhere.
#[filter_fn]
pub fn say(message: impl Say, values: &dyn Values) -> Result<String> {
    Ok(message.say_in(view(values).locale))
}

/// `advice|told`: its ready phrases in the page's language.
#[filter_fn]
pub fn told(text: impl Display, values: &dyn Values) -> Result<String> {
    Ok(phrases::said(&text.to_string(), view(values).locale))
}

/// `date|day`: 5 Nov 2026.
#[filter_fn]
pub fn day(date: &NaiveDate, values: &dyn Values) -> Result<String> {
    Ok(say_day(view(values).locale, *date))
}

/// `date|weekday`: Monday.
#[filter_fn]
pub fn weekday(date: &NaiveDate, values: &dyn Values) -> Result<Rc<str>> {
    Ok(view(values).locale.words(&format!("weekday-{}", date.weekday().number_from_monday())))
}

/// `date|day_and_month`: 5 Nov.
#[filter_fn]
pub fn day_and_month(date: &NaiveDate, values: &dyn Values) -> Result<String> {
    Ok(say_day_and_month(view(values).locale, *date))
}

/// `instant|moment`: Mon, 5 Nov 2026, 4:05 pm, in the clinic's zone.
#[filter_fn]
pub fn moment(instant: &NaiveDateTime, values: &dyn Values) -> Result<String> {
    let view = view(values);
    Ok(say_moment(view.locale, view.zone.from_utc_datetime(instant).naive_local()))
}

/// `instant|time`: 4:05 pm, in the clinic's zone.
#[filter_fn]
pub fn time(instant: &NaiveDateTime, values: &dyn Values) -> Result<String> {
    let view = view(values);
    Ok(say_time(view.locale, view.zone.from_utc_datetime(instant).time()))
}

/// `time|clock`: 4:05 pm, of a time of the day that has no date.
#[filter_fn]
pub fn clock(time: &NaiveTime, values: &dyn Values) -> Result<String> {
    Ok(say_time(view(values).locale, *time))
}

/// `instant|date_of`: the clinic's day on which it was.
#[filter_fn]
pub fn date_of(instant: &NaiveDateTime, values: &dyn Values) -> Result<String> {
    let view = view(values);
    Ok(say_day(view.locale, view.zone.from_utc_datetime(instant).date_naive()))
}

/// `instant|iso`: for the `datetime` attribute.
#[filter_fn]
pub fn iso(instant: &NaiveDateTime, _: &dyn Values) -> Result<String> {
    Ok(Utc.from_utc_datetime(instant).to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
}

/// `"app.css"|asset`: the hashed address of a static file.
#[filter_fn]
pub fn asset(name: impl Display, _: &dyn Values) -> Result<String> {
    Ok(assets::address(&name.to_string()))
}

/// `"confirm htmx"|scripts`: the behaviours of a page. They run in this order once the page is there, so htmx, which tells
/// the others what it does, comes last.
#[filter_fn]
pub fn scripts(names: impl Display, _: &dyn Values) -> Result<Safe<String>> {
    let tag = |name: &str| {
        // Ours keep their names to themselves; htmx has one for all.
        let how = if name == "htmx" { "defer" } else { r#"type="module""# };
        format!("<script src=\"{}\" {how}></script>\n", assets::address(&format!("{name}.js")))
    };
    Ok(Safe(names.to_string().split_whitespace().map(tag).collect()))
}

/// `"user-plus"|icon`: an icon of the sprite, invisible to screen readers: a word stands beside it.
#[filter_fn]
pub fn icon(name: impl Display, _: &dyn Values) -> Result<Safe<String>> {
    let sprite = assets::address("icons.svg");
    Ok(Safe(format!(r#"<svg class="icon" aria-hidden="true"><use href="{sprite}#i-{name}"/></svg>"#)))
}

/// `text|qr`: the text as a QR code; say beside it what it is.
#[filter_fn]
pub fn qr(text: impl Display, _: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(super::qr::svg(&text.to_string()).unwrap_or_default()))
}

/// `""|lang`: the reader's language tag.
#[filter_fn]
pub fn lang(_: impl Display, values: &dyn Values) -> Result<&'static str> {
    Ok(view(values).locale.tag())
}

/// `""|own_lang`: the tag of the reader's own language.
#[filter_fn]
pub fn own_lang(_: impl Display, values: &dyn Values) -> Result<&'static str> {
    Ok(view(values).own.tag())
}

/// `""|other_lang`: the tag of the language that the switch offers.
#[filter_fn]
pub fn other_lang(_: impl Display, values: &dyn Values) -> Result<&'static str> {
    Ok(other(view(values).locale).tag())
}

/// `""|other_lang_name`: its name, in itself.
#[filter_fn]
pub fn other_lang_name(_: impl Display, values: &dyn Values) -> Result<&'static str> {
    Ok(other(view(values).locale).name())
}

/// `""|here`: the path and query of this page, to come back to.
#[filter_fn]
pub fn here(_: impl Display, values: &dyn Values) -> Result<String> {
    Ok(view(values).here.clone())
}

/// `""|notice`: what the last change had to say, once.
#[filter_fn]
pub fn notice(_: impl Display, values: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(view(values).notice.clone()))
}

/// `""|banner`: what stands above every page for now.
#[filter_fn]
pub fn banner(_: impl Display, values: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(view(values).banner.clone()))
}

/// `""|session`: where whoever is signed in signs in again when their session is over.
#[filter_fn]
pub fn session(_: impl Display, values: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(view(values).session.clone()))
}

fn other(locale: Locale) -> Locale {
    match locale {
        Locale::English => Locale::Hindi,
        Locale::Hindi => Locale::English,
    }
}
