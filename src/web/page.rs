//! A page: an askama template, of which htmx may ask for a block. *Element id = block name = target.*

use askama::{Template, Values};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::filters;
use crate::locale::{Locale, Message};

/// How a page is shown to this reader: language, zone, and what the last change had to say.
#[derive(Clone, Debug)]
pub struct View {
    pub locale: Locale,
    pub zone: Tz,
    pub notice: Option<Notice>,
    /// What stands above every page for now.
    pub banner: Option<Banner>,
    /// The path and query of the request.
    pub here: String,
}

impl View {
    /// The name by which filters find it.
    pub const KEY: &'static str = "view";

    /// English, India, nothing to say.
    pub const PLAIN: View = View { locale: Locale::English, zone: Tz::Asia__Kolkata, notice: None, banner: None, here: String::new() };
}

impl Values for View {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn std::any::Any> {
        (key == View::KEY).then_some(self as &dyn std::any::Any)
    }
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
    /// Whether it stands above the page at that path.
    pub(super) fn holds_at(&self, path: &str) -> bool {
        !path.starts_with("/o/") || path.starts_with(&self.within)
    }

    pub(super) fn html(&self, locale: Locale) -> String {
        BannerTemplate { banner: self }.render_with_values(&View { locale, ..View::PLAIN }).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "shared/_banner.html")]
struct BannerTemplate<'a> {
    banner: &'a Banner,
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
}

impl Notice {
    pub fn success(message: Message) -> Self {
        Notice { mood: Mood::Success, message, undo: None, link: None }
    }

    pub fn warning(message: Message) -> Self {
        Notice { mood: Mood::Warning, message, undo: None, link: None }
    }

    pub fn danger(message: Message) -> Self {
        Notice { mood: Mood::Danger, message, undo: None, link: None }
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

    pub(super) fn html(&self, locale: Locale) -> String {
        NoticeTemplate { notice: self }.render_with_values(&View { locale, ..View::PLAIN }).unwrap_or_default()
    }

    fn kind(&self) -> &'static str {
        match self.mood {
            Mood::Success => "success",
            Mood::Warning => "warning",
            Mood::Danger => "danger",
        }
    }
}

impl From<Message> for Notice {
    fn from(message: Message) -> Self {
        Notice::success(message)
    }
}

#[derive(Template)]
#[template(path = "shared/_notice.html")]
struct NoticeTemplate<'a> {
    notice: &'a Notice,
}

/// A page and its blocks.
pub trait Page: Template {
    /// The block of that name, rendered, if the page has one.
    fn block(&self, _name: &str, _view: &View) -> Option<askama::Result<String>> {
        None
    }
}

/// Says which blocks of a page htmx may ask for: `page!(Queue, "board" => as_board)`.
#[macro_export]
macro_rules! page {
    ($page:ty $(, $name:literal => $method:ident)* $(,)?) => {
        impl $crate::web::page::Page for $page {
            #[allow(clippy::allow_attributes, unused_variables, reason = "a page without blocks has no use for them")]
            fn block(&self, name: &str, view: &$crate::web::page::View) -> Option<askama::Result<String>> {
                match name {
                    $($name => Some(askama::Template::render_with_values(&self.$method(), view)),)*
                    _ => None,
                }
            }
        }
    };
}
