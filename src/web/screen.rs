//! What every screen begins with: `use crate::web::screen::*;`.

pub use askama::Template;
pub use serde::Deserialize;

pub use super::error::{Error, Response};
pub use super::filters;
pub use super::form::{self, Errors, Form};
pub use super::hx::Hx;
pub use super::path::{At, with_query};
pub use super::query::Query;
pub use super::view::Notice;
pub use crate::locale::{Locale, Message};
pub use crate::{message, page};
