//! The banner above every page, kept in the session. Only this file knows its key.

use actix_session::Session;

use super::error::Error;
use super::view::Banner;

const BANNER: &str = "banner";

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
