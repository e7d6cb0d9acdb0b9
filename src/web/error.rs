//! What can go wrong with a request, and what a handler answers.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

/// What a handler answers.
pub type Response = Result<HttpResponse, Error>;

/// Why a request has no page of its own.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in: the way leads to the sign-in page.
    #[error("signed out")]
    SignedOut,
    /// Signed in, but a second factor must be shown first, or again.
    #[error("a second factor is needed")]
    Unproven,
    /// Signed in by a number that may have a new owner: something only the family knows must be told first.
    #[error("the number may have a new owner")]
    Doubtful,
    /// Signed in, but this is not theirs to do.
    #[error("forbidden")]
    Forbidden,
    /// A question comes first, which is asked at this address.
    #[error("a question comes first")]
    Asked(String),
    /// They only look: nothing can be changed until they stop.
    #[error("read-only")]
    ReadOnly,
    /// The organisation of this name, which is theirs, is suspended; how whoever runs the installation is reached, or nothing.
    #[error("{name} is suspended")]
    Closed { name: String, contact: String },
    /// The clinic of this name is closed: nothing new is done there.
    #[error("{0} is closed")]
    ClinicClosed(String),
    /// They worked at the organisation of this name, and do not any more.
    #[error("let go of {0}")]
    LetGo(String),
    /// It does not exist, or not for them: the two are the same.
    #[error("not found")]
    NotFound,
    /// What was sent cannot be understood at all (a form that does not parse, a bad id).
    #[error("malformed: {0}")]
    Malformed(String),
    /// A body that is packed: nothing is unpacked here.
    #[error("the body is packed")]
    Packed,
    /// A body that took too long to arrive.
    #[error("the body came too slowly")]
    Late,
    /// The place is there, but nothing of this kind is done with it: only these are.
    #[error("only {0}")]
    OnlyBy(String),
    /// Something that was sent fits in no such place, and no form said so.
    #[error("does not fit: {0}")]
    Unfit(String),
    /// The database is away or everybody is at it: later it works again.
    #[error("busy: {0}")]
    Busy(String),
    /// A fault of ours.
    #[error("internal: {0:#}")]
    Internal(#[from] anyhow::Error),
}

impl Error {
    /// Undoes the change under way, whose outcome cannot be told.
    pub fn undo(self) -> diesel::result::Error {
        diesel::result::Error::SerializationError(self.to_string().into())
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Error::Internal(error.into())
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Error::SignedOut | Error::Unproven | Error::Doubtful => StatusCode::UNAUTHORIZED,
            Error::Forbidden | Error::Asked(_) | Error::ReadOnly | Error::Closed { .. } | Error::ClinicClosed(_) => StatusCode::FORBIDDEN,
            Error::NotFound | Error::LetGo(_) => StatusCode::NOT_FOUND,
            Error::Malformed(_) | Error::Unfit(_) => StatusCode::BAD_REQUEST,
            Error::Packed => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Error::Late => StatusCode::REQUEST_TIMEOUT,
            Error::OnlyBy(_) => StatusCode::METHOD_NOT_ALLOWED,
            Error::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Bare: the middleware of `error_pages` gives it its page.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::new(self.status_code())
    }
}
