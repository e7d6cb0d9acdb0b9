//! What pages keep in the session: the notice for the page that comes next, and the banner above every page. Only this file
//! knows their keys.

use actix_session::Session;

use super::error::Error;
use super::view::{Banner, Notice};

const NOTICE: &str = "flash";
const BANNER: &str = "banner";

/// Has the next page say something.
pub fn say_next(session: &Session, notice: Notice) -> Result<(), Error> {
    session.insert(NOTICE, notice).map_err(|error| Error::Internal(error.into()))
}

/// What this page is to say, once.
pub fn take_notice(session: &Session) -> Option<Notice> {
    let notice = session.get(NOTICE).ok().flatten()?;
    session.remove(NOTICE);
    Some(notice)
}

pub fn banner(session: &Session) -> Option<Banner> {
    session.get(BANNER).ok().flatten()
}

/// Puts the banner up, from the next page on.
pub fn put_up(session: &Session, banner: &Banner) -> Result<(), Error> {
    session.insert(BANNER, banner).map_err(|error| Error::Internal(error.into()))
}

/// Takes the banner down.
pub fn take_down(session: &Session) {
    session.remove(BANNER);
}
