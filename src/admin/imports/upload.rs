//! The file as it comes from the browser, part by part.

use std::future::{Ready, ready};

use actix_multipart::{Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::web::block;
use actix_web::{FromRequest, HttpRequest};
use futures_util::{StreamExt, TryStreamExt};

use crate::auth::{CarriesAttempt, attempt_of, form_once};
use crate::db::failure::Trouble;
use crate::keys::digest;
use crate::models::exchange::{RegisterFile, RegisterTable};
use crate::models::journal::Attempt;
use crate::web::screen::*;

/// What the form sends.
#[derive(Default)]
pub struct Upload {
    pub(super) clinic: String,
    pub(super) name: String,
    bytes: Vec<u8>,
    too_large: bool,
    /// As it was sent.
    attempt_id: String,
    pub(super) attempt: Attempt,
    pub(super) errors: Errors,
}

form_once!(Upload);

/// An upload that is not read yet: whoever may not bring one sends it for nothing.
pub struct UnreadUpload {
    request: HttpRequest,
    body: Multipart,
}

impl CarriesAttempt for UnreadUpload {}

impl FromRequest for UnreadUpload {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, actix_web::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        ready(Multipart::from_request(&request, payload).into_inner().map(|body| UnreadUpload { request, body }))
    }
}

impl UnreadUpload {
    /// What was sent, with the attempt that came with it.
    pub(super) async fn receive(self) -> Result<Upload, Error> {
        let mut upload = Upload::receive(self.body).await?;
        let content = [upload.clinic.as_bytes(), b"\n", upload.name.as_bytes(), b"\n", &digest(&upload.bytes)].concat();
        upload.attempt = attempt_of(&self.request, &upload.attempt_id, &content);
        Ok(upload)
    }
}

impl Upload {
    /// The file, or why it cannot be brought. It is opened beside the thread that answers others.
    pub(super) async fn file(&mut self) -> Result<Result<RegisterFile, Message>, Error> {
        if self.too_large {
            return Ok(Err(message!("import-too-large")));
        }
        let bytes = std::mem::take(&mut self.bytes);
        Ok(block(move || RegisterFile::open(&bytes)).await.map_err(Trouble::from)?)
    }

    async fn receive(mut body: Multipart) -> Result<Upload, Error> {
        let bad = |error: MultipartError| match &error {
            MultipartError::Payload(body) => form::late(Some(body)).unwrap_or_else(|| Error::Malformed(error.to_string())),
            _ => Error::Malformed(error.to_string()),
        };
        let mut upload = Upload::default();
        while let Some(mut field) = body.try_next().await.map_err(bad)? {
            let is_file = field.name() == Some("file");
            let limit = if is_file { RegisterTable::LARGEST } else { 100 };
            let mut bytes = Vec::new();
            while let Some(chunk) = field.next().await {
                let chunk = chunk.map_err(bad)?;
                if bytes.len() + chunk.len() > limit {
                    upload.too_large |= is_file;
                    bytes.clear();
                    // The rest is read and thrown away: browsers show no answer before they have
                    // sent everything.
                    continue;
                }
                bytes.extend_from_slice(&chunk);
            }
            if is_file {
                upload.name = field.content_disposition().and_then(|it| it.get_filename()).unwrap_or("register.csv").to_owned();
                upload.bytes = bytes;
            } else {
                let text = String::from_utf8_lossy(&bytes).trim().to_owned();
                match field.name() {
                    Some("clinic") => upload.clinic = text,
                    Some("attempt") => upload.attempt_id = text,
                    _ => {}
                }
            }
        }
        Ok(upload)
    }
}
