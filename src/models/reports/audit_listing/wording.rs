//! What a row's details say, in words: before and after, and never an id.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde_json::Value;
use uuid::Uuid;

use super::naming::{Names, SHOWN};
use crate::locale::{Locale, Message};
use crate::message;
use crate::models::billing::PaymentMethod;
use crate::models::journal::{Action, DueKind, Fact, NotificationKind, RecordPart};
use crate::models::people::{Alert, AllergyAnswer, OpeningReason, Relation};
use crate::models::practice::{ClinicKind, Permission, PermissionTemplate, Role, VisitMode};
use crate::models::values::{Money, Phone, Sex, TemperatureScale};

use crate::models::visits::{Priority, Stand, Status};
use crate::text_enum;

text_enum! {
    keys "area";
    /// Where something was asked for.
    Area { Reception = "reception", Doctor = "doctor", Patient = "patient", Admin = "admin" }
}

/// One thing that is said of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The Fluent key of what it is.
    pub what: &'static str,
    pub old: Option<Message>,
    pub new: Message,
}

/// What a row says, in the order in which it is kept.
pub fn details(action: Action, details: &Value, names: &Names) -> Vec<Detail> {
    let Value::Object(fields) = details else { return Vec::new() };
    let said = fields.iter().filter_map(|(field, value)| {
        let fact: Fact = field.parse().ok()?;
        let fact = if fact == Fact::To { moved(action) } else { fact };
        let (old, new) = match sides(value) {
            Some((old, new)) => (Some(old), new),
            None if field == "to" => (fields.get("from"), value),
            None => (None, value),
        };
        let old = old.map(|it| words(action, fact, it, names).unwrap_or_else(nothing));
        match words(action, fact, new, names) {
            Some(new) => Some(Detail { what: fact.key(), old, new }),
            // What was taken away is said; what is empty from the beginning is not.
            None => old.filter(|it| *it != nothing()).map(|old| Detail { what: fact.key(), old: Some(old), new: nothing() }),
        }
    });
    said.collect()
}

/// What a row says has come from one to another.
fn moved(action: Action) -> Fact {
    match action {
        Action::Reprioritised => Fact::Priority,
        Action::Moved => Fact::Doctor,
        Action::TransferOffered => Fact::To,
        _ => Fact::Stand,
    }
}

/// Before and after, where a value has both: `{"old": "300", "new": "350"}`, or two in a list.
fn sides(value: &Value) -> Option<(&Value, &Value)> {
    match value {
        Value::Object(both) => Some((both.get("old")?, both.get("new")?)),
        Value::Array(both) => match both.as_slice() {
            [old, new] if !is_in_list(old) => Some((old, new)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a value is one of many: a place, somebody's id, a permission.
fn is_in_list(value: &Value) -> bool {
    let listed = |it: &str| Uuid::parse_str(it).is_ok() || it.parse::<Permission>().is_ok();
    value.get("clinic").is_some() || value.as_str().is_some_and(listed)
}

fn nothing() -> Message {
    message!("audit-nothing")
}

fn plain(words: impl Into<String>) -> Message {
    message!("audit-words", words = words.into())
}

fn all(mut each: impl Iterator<Item = Message>) -> Option<Message> {
    let first = each.next()?;
    Some(each.fold(first, |one, other| message!("audit-and", one, other)))
}

/// A word of a closed set.
fn word<T: FromStr>(text: &str, key: impl Fn(T) -> &'static str) -> Option<Message> {
    text.parse().ok().map(|it| Message::new(key(it)))
}

/// A value in words; nothing where there is nothing to say.
fn words(action: Action, fact: Fact, value: &Value, names: &Names) -> Option<Message> {
    match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => of_text(action, fact, text, names),
        Value::Number(number) if fact == Fact::Answer => Some(answer(number.as_u64()?)),
        Value::Number(number) => Some(plain(number.to_string())),
        Value::Bool(yes) => yes.then(|| message!("audit-yes")),
        Value::Array(list) => of_list(fact, list, names),
        Value::Object(_) => match fact {
            Fact::Birth => born(value),
            _ => None,
        },
    }
}

fn answer(status: u64) -> Message {
    if status == 403 { message!("audit-not-allowed") } else { message!("audit-not-there") }
}

fn of_text(action: Action, fact: Fact, text: &str, names: &Names) -> Option<Message> {
    match fact {
        Fact::Priority => word(text, Priority::key),
        Fact::Stand => word(text, Stand::key),
        Fact::Status => word(text, Status::key),
        Fact::Method => word(text, PaymentMethod::key),
        Fact::Work => word(text, DueKind::key),
        Fact::Part => word(text, RecordPart::key),
        Fact::Role | Fact::LookingAs => word(text, Role::key),
        Fact::Relation => word(text, Relation::key),
        Fact::Sex => word(text, Sex::key),
        Fact::Mode => word(text, VisitMode::key),
        Fact::Kind => word(text, ClinicKind::key),
        Fact::TemperatureScale => word(text, TemperatureScale::key),
        Fact::Decision => decided(text),
        Fact::Reason if action == Action::ReasonGiven => word(text, OpeningReason::key),
        Fact::Reason | Fact::Was => Some(called_off(text).unwrap_or_else(|| plain(text))),
        Fact::Noted | Fact::Forgotten | Fact::Restored => Some(word(text, Alert::key).unwrap_or_else(|| message!("audit-allergies-asked"))),
        Fact::Words => Some(word(text, AllergyAnswer::key).unwrap_or_else(|| plain(text))),
        Fact::Language => Locale::of_tag(text).map(|it| plain(it.name())),
        Fact::Doctor | Fact::Other => names.person(Uuid::parse_str(text).ok()?).map(plain),
        Fact::Asked => text.split('/').find_map(|it| word(it, Area::key)),
        Fact::More => Some(message!("audit-no-more-noted")),
        Fact::Phone | Fact::EmergencyPhone | Fact::To => Some(plain(Phone::stored(text).to_string())),
        Fact::Fee | Fact::Total | Fact::Amount | Fact::RefundLimit => Money::parse(text).ok().map(|it| plain(it.to_string())),
        _ => Some(plain(text)).filter(|_| Uuid::parse_str(text).is_err()),
    }
}

/// Why an invoice was voided along with its visit.
fn called_off(text: &str) -> Option<Message> {
    match text {
        "moved" => Some(message!("invoice-void-moved")),
        "cancelled" => Some(message!("invoice-void-cancelled")),
        "no_show" => Some(message!("invoice-void-no-show")),
        "booked_still" => Some(message!("invoice-void-booked-still")),
        _ => None,
    }
}

/// What was decided of two who may be one.
fn decided(text: &str) -> Option<Message> {
    match text {
        "same" => Some(message!("marked-same")),
        "different" => Some(message!("marked-different")),
        "open" => Some(message!("marked-open")),
        _ => None,
    }
}

fn of_list(fact: Fact, list: &[Value], names: &Names) -> Option<Message> {
    match fact {
        Fact::Places => all(list.iter().filter_map(|it| place(it, names))),
        Fact::Permissions => permissions(list),
        Fact::Weekdays => all(list.iter().filter_map(|it| it.as_u64()).map(|it| Message::new(format!("weekday-{it}")))),
        Fact::Messages => all(list.iter().filter_map(|it| word(it.as_str()?, NotificationKind::title))),
        Fact::People => {
            let named = list.iter().take(SHOWN).filter_map(|it| names.person(Uuid::parse_str(it.as_str()?).ok()?)).map(plain);
            let named = all(named)?;
            Some(if list.len() > SHOWN { message!("audit-and-more", named, more = list.len() - SHOWN) } else { named })
        }
        _ => None,
    }
}

fn permissions(list: &[Value]) -> Option<Message> {
    let held: Vec<Permission> = list.iter().filter_map(|it| it.as_str()?.parse().ok()).collect();
    match PermissionTemplate::of(&held) {
        Some(template) => Some(Message::new(template.key())),
        None => all(held.iter().map(|it| Message::new(it.key()))),
    }
}

/// A role at a clinic, with what it allows.
fn place(place: &Value, names: &Names) -> Option<Message> {
    let role: Role = place.get("role")?.as_str()?.parse().ok()?;
    let clinic = names.clinic(Uuid::parse_str(place.get("clinic")?.as_str()?).ok()?)?;
    let role = Message::new(role.key());
    Some(match place.get("permissions").and_then(Value::as_array).and_then(|it| permissions(it)) {
        Some(may) => message!("audit-place-with", role, clinic, may),
        None => message!("audit-place", role, clinic),
    })
}

fn born(birth: &Value) -> Option<Message> {
    let on: NaiveDate = birth.get("on")?.as_str()?.parse().ok()?;
    let (day, year, month) = (on.day(), on.year().to_string(), Message::new(format!("month-{}", on.month())));
    let estimated = birth.get("estimated").and_then(Value::as_bool).unwrap_or_default();
    Some(if estimated { message!("audit-about-day", day, month, year) } else { message!("audit-day", day, month, year) })
}
