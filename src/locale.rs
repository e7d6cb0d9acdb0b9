//! Languages. Every word that a user sees comes from `locales/`, by Fluent.

pub mod digits;
pub mod moments;
pub mod phrases;
pub mod typed;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "en",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static ENGLISH: LanguageIdentifier = langid!("en");
static HINDI: LanguageIdentifier = langid!("hi");

/// A language that the pages speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Locale {
    #[default]
    English,
    Hindi,
}

impl Locale {
    pub const ALL: [Locale; 2] = [Locale::English, Locale::Hindi];

    /// The language tag: the value of `lang`, of the cookie and of `users.language`.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::English => "en",
            Locale::Hindi => "hi",
        }
    }

    /// What its speakers call it.
    pub fn name(self) -> &'static str {
        match self {
            Locale::English => "English",
            Locale::Hindi => "हिन्दी",
        }
    }

    pub fn of_tag(tag: &str) -> Option<Locale> {
        Locale::ALL.into_iter().find(|locale| locale.tag() == tag)
    }

    /// The first of ours that an `Accept-Language` header names.
    pub fn accepted(header: &str) -> Locale {
        header.split(',').find_map(|part| Locale::of_tag(part.trim().get(..2)?)).unwrap_or_default()
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        match self {
            Locale::English => &ENGLISH,
            Locale::Hindi => &HINDI,
        }
    }

    /// The words for a key. A missing key shows itself; a test finds it first.
    pub fn say(self, key: &str) -> String {
        self.words(key).to_string()
    }

    /// As [`Locale::say`]: each is looked up once a thread.
    pub fn words(self, key: &str) -> Rc<str> {
        SAID.with_borrow_mut(|said| {
            let said = &mut said[self as usize];
            if let Some(words) = said.get(key) {
                return Rc::clone(words);
            }
            match LOCALES.lookup_single_language::<&str>(self.identifier(), key, None) {
                Ok(words) => Rc::clone(said.entry(key.to_owned()).or_insert(words.into())),
                Err(_) => LOCALES.lookup(self.identifier(), key).into(),
            }
        })
    }

    /// The words for a key, with values in them.
    pub fn say_with(self, key: &str, values: &[(&'static str, Value)]) -> String {
        let values: HashMap<Cow<'static, str>, FluentValue<'static>> =
            values.iter().map(|(name, value)| (Cow::Borrowed(*name), value.to_fluent(self))).collect();
        self.fill(key, &values)
    }

    fn fill(self, key: &str, values: &HashMap<Cow<'static, str>, FluentValue<'_>>) -> String {
        let said = LOCALES.lookup_single_language(self.identifier(), key, Some(values));
        said.unwrap_or_else(|_| LOCALES.lookup_with_args(self.identifier(), key, values))
    }
}

thread_local! {
    /// What was said without values, in each language: as many as there are keys.
    static SAID: RefCell<[HashMap<String, Rc<str>>; Locale::ALL.len()]> = RefCell::default();
}

/// A value in a sentence: a number decides its plural form, a text stands as it is.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Value {
    Number(i64),
    Text(String),
    /// A day and a time of it, where it is meant.
    Moment(chrono::NaiveDateTime),
    /// A sentence within the sentence, said in the same language.
    Said(Box<Message>),
}

impl Value {
    fn to_fluent(&self, locale: Locale) -> FluentValue<'static> {
        match self {
            Value::Said(message) => FluentValue::from(message.say(locale)),
            Value::Number(number) => FluentValue::from(*number),
            Value::Text(text) => FluentValue::from(text.clone()),
            Value::Moment(at) => FluentValue::from(moments::say_moment(locale, *at)),
        }
    }
}

/// What may be put into a sentence.
pub trait ToValue {
    fn to_value(&self) -> Value;
}

macro_rules! numbers {
    ($($number:ty),*) => { $(
        impl ToValue for $number {
            fn to_value(&self) -> Value {
                Value::Number(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        }
    )* };
}
numbers!(i8, i16, i32, u32, i64, u64, usize, u8);

impl ToValue for Message {
    fn to_value(&self) -> Value {
        Value::Said(Box::new(self.clone()))
    }
}

impl ToValue for Value {
    fn to_value(&self) -> Value {
        self.clone()
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl ToValue for Rc<str> {
    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

/// A sentence to be said later, in whatever language the reader has: a key and its values.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Message {
    pub key: String,
    pub values: Vec<(String, Value)>,
}

impl Message {
    pub fn new(key: impl Into<String>) -> Self {
        Message { key: key.into(), values: Vec::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToValue) -> Self {
        self.values.push((name.to_owned(), value.to_value()));
        self
    }

    pub fn say(&self, locale: Locale) -> String {
        let values: HashMap<Cow<'static, str>, FluentValue<'static>> =
            self.values.iter().map(|(name, value)| (Cow::Owned(name.clone()), value.to_fluent(locale))).collect();
        locale.fill(&self.key, &values)
    }
}

/// A message, or whatever leads to one: templates hand over both.
pub trait Say {
    fn say_in(&self, locale: Locale) -> String;
}

impl Say for Message {
    fn say_in(&self, locale: Locale) -> String {
        self.say(locale)
    }
}

/// Where there is nothing to say, nothing is said.
impl<T: Say> Say for Option<T> {
    fn say_in(&self, locale: Locale) -> String {
        self.as_ref().map(|it| it.say_in(locale)).unwrap_or_default()
    }
}

impl<T: Say + ?Sized> Say for &T {
    fn say_in(&self, locale: Locale) -> String {
        (**self).say_in(locale)
    }
}

/// A [`Message`] from a key and the values it names: `message!(key, token)`, `message!(key, name = &y)`.
#[macro_export]
macro_rules! message {
    ($key:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::locale::Message::new($key)$(.with(stringify!($name), $crate::message!(@value $name $(= $value)?)))*
    };
    (@value $name:ident = $value:expr) => { $value };
    (@value $name:ident) => { $name };
}
