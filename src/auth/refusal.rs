//! What a database's trouble means to whoever asked.

use crate::db::failure::{Failure, Trouble};
use crate::web::error::Error;

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Busy(why) => Error::Busy(why),
            Trouble::Fault(error) => Error::Internal(error),
            Trouble::Lost(_) => Error::Internal(anyhow::anyhow!("{trouble}")),
            Trouble::Query(error) => match Failure::of(&error) {
                Failure::NotFound => Error::NotFound,
                Failure::Conflict | Failure::Unavailable | Failure::TooLong => Error::Busy(error.to_string()),
                Failure::Unfit => Error::Unfit(error.to_string()),
                Failure::Fault => Error::Internal(error.into()),
            },
        }
    }
}
