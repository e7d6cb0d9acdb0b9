//! How a page is shown to its reader: plain data, which filters look up.

use askama::Values;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::locale::{Locale, Message};

/// The reader's language, the clinic's zone, and what is said above the page.
#[derive(Clone, Debug)]
pub struct View {
    pub locale: Locale,
    /// The reader's own language: what stands around a paper in the patient's is said in it.
    pub own: Locale,
    pub zone: Tz,
    /// What the last change had to say, as markup.
    pub notice: String,
    /// What stands above every page for now, as markup.
    pub banner: String,
    /// The path and query of the request.
    pub here: String,
    /// Where whoever is signed in signs in again when their session is over, as markup.
    pub session: String,
}

impl View {
    /// The name by which filters find it.
    pub const KEY: &'static str = "view";

    /// English, India, nothing to say.
    pub const PLAIN: View = View {
        locale: Locale::English,
        own: Locale::English,
        zone: Tz::Asia__Kolkata,
        notice: String::new(),
        banner: String::new(),
        here: String::new(),
        session: String::new(),
    };
}

impl Values for View {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn std::any::Any> {
        (key == View::KEY).then_some(self as &dyn std::any::Any)
    }
}

/// The zone in which a request's page shows times: whoever finds the clinic puts it into the request's extensions.
#[derive(Clone, Copy, Debug)]
pub struct Zone(pub Tz);

/// Whoever is signed in, as far as their pages need it when the session is over before they are done. Whoever finds the account puts
/// it into the request's extensions.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Tells this user's pages from others', and nothing else about them.
    pub mark: String,
    /// What their browser seals a copy of unsent text with, besides a part of its own: theirs in every session, nobody else's.
    pub copy_key: String,
    /// How long the session lasts unused, in seconds.
    pub idle: i64,
    /// Where they sign in.
    pub door: &'static str,
}

/// What stands above every page of an organisation, and outside, until it is stopped. Kept in the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Banner {
    /// What the addresses begin with where it holds: `/o/acme/`.
    pub within: String,
    pub message: Message,
    /// More of it, said after it.
    pub detail: Option<Message>,
    /// Where "stop" is posted to.
    pub stop: String,
}

impl Banner {
    /// Whether it stands above the page of that path.
    pub fn holds_at(&self, path: &str) -> bool {
        !path.starts_with("/o/") || path.starts_with(&self.within)
    }
}

/// How glad or sorry a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mood {
    Success,
    Warning,
    Danger,
}

/// What a change has to say, on the page that follows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub mood: Mood,
    pub message: Message,
    /// Where "undo" is posted to, if the change can be undone.
    pub undo: Option<String>,
    /// Where to go on from here, and the words for it.
    pub link: Option<(String, Message)>,
    /// Whether the page that says it opens the printing at once.
    #[serde(default)]
    pub prints: bool,
}

impl Notice {
    pub fn success(message: Message) -> Self {
        Notice { mood: Mood::Success, message, undo: None, link: None, prints: false }
    }

    pub fn warning(message: Message) -> Self {
        Notice { mood: Mood::Warning, message, undo: None, link: None, prints: false }
    }

    pub fn danger(message: Message) -> Self {
        Notice { mood: Mood::Danger, message, undo: None, link: None, prints: false }
    }

    #[must_use]
    pub fn with_undo(mut self, action: String) -> Self {
        self.undo = Some(action);
        self
    }

    #[must_use]
    pub fn with_link(mut self, address: String, words: Message) -> Self {
        self.link = Some((address, words));
        self
    }

    #[must_use]
    pub fn with_print(mut self) -> Self {
        self.prints = true;
        self
    }

    /// How it is coloured.
    pub fn kind(&self) -> &'static str {
        match self.mood {
            Mood::Success => "success",
            Mood::Warning => "warning",
            Mood::Danger => "danger",
        }
    }

    /// How many seconds it stands before the eyes: longer where there is something to be pressed. Nothing where it stays.
    pub fn stays(&self) -> u32 {
        match self.mood {
            Mood::Success if self.undo.is_some() || self.link.is_some() => 30,
            Mood::Success => 15,
            Mood::Warning | Mood::Danger => 0,
        }
    }

    pub fn icon(&self) -> &'static str {
        match self.mood {
            Mood::Success => "circle-check",
            Mood::Warning | Mood::Danger => "triangle-alert",
        }
    }
}

impl From<Message> for Notice {
    fn from(message: Message) -> Self {
        Notice::success(message)
    }
}
