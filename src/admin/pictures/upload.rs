//! A picture's file as it comes from the browser.

use std::future::{Ready, ready};

use actix_multipart::{Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::web::block;
use actix_web::{FromRequest, HttpRequest};
use futures_util::{StreamExt, TryStreamExt};

use crate::db::failure::Trouble;
use crate::models::practice::Picture;
use crate::web::screen::*;

/// A file that is not read yet: whoever may not bring one sends it for nothing.
pub struct UnreadPicture(Multipart);

impl FromRequest for UnreadPicture {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, actix_web::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(Multipart::from_request(request, payload).into_inner().map(UnreadPicture))
    }
}

impl UnreadPicture {
    /// The picture, or why it cannot be used. It is drawn beside the thread that answers others.
    pub(super) async fn drawn(self) -> Result<Result<Picture, Message>, Error> {
        let UnreadPicture(mut body) = self;
        let bad = |error: MultipartError| match &error {
            MultipartError::Payload(body) => form::late(Some(body)).unwrap_or_else(|| Error::Malformed(error.to_string())),
            _ => Error::Malformed(error.to_string()),
        };
        let (mut file, mut too_large) = (Vec::new(), false);
        while let Some(mut field) = body.try_next().await.map_err(bad)? {
            let is_file = field.name() == Some("file");
            while let Some(chunk) = field.next().await {
                let chunk = chunk.map_err(bad)?;
                // What is too much is read and thrown away: browsers show no answer before they have sent everything.
                too_large |= is_file && file.len() + chunk.len() > Picture::LARGEST;
                if is_file && !too_large {
                    file.extend_from_slice(&chunk);
                }
            }
        }
        if too_large {
            return Ok(Err(message!("picture-too-large")));
        }
        if file.is_empty() {
            return Ok(Err(message!("picture-missing")));
        }
        Ok(block(move || Picture::draw(&file)).await.map_err(Trouble::from)?)
    }
}
