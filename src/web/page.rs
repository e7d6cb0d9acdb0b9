//! A page: an askama template, of which htmx may ask for a block. *Element id = block name = target.*

use askama::Template;

use super::filters;
use super::view::{Banner, Notice, Signed, View};
use crate::locale::Locale;

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
            fn block(&self, name: &str, view: &$crate::web::view::View) -> Option<askama::Result<String>> {
                match name {
                    $($name => Some(askama::Template::render_with_values(&self.$method(), view)),)*
                    _ => None,
                }
            }
        }
    };
}

#[derive(Template)]
#[template(path = "shared/_notice.html")]
struct NoticeTemplate<'a> {
    notice: &'a Notice,
}

#[derive(Template)]
#[template(path = "shared/_banner.html")]
struct BannerTemplate<'a> {
    banner: &'a Banner,
}

#[derive(Template)]
#[template(path = "shared/_session.html")]
struct SessionTemplate<'a> {
    signed: &'a Signed,
}

/// A notice as it stands on a page.
pub fn notice_html(notice: &Notice, locale: Locale) -> String {
    NoticeTemplate { notice }.render_with_values(&View { locale, ..View::PLAIN }).unwrap_or_default()
}

/// A banner as it stands on a page.
pub fn banner_html(banner: &Banner, locale: Locale) -> String {
    BannerTemplate { banner }.render_with_values(&View { locale, ..View::PLAIN }).unwrap_or_default()
}

/// Where somebody signs in again on the spot.
pub fn session_html(signed: &Signed, locale: Locale) -> String {
    SessionTemplate { signed }.render_with_values(&View { locale, ..View::PLAIN }).unwrap_or_default()
}
