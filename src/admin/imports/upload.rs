//! The file as it comes from the browser, part by part.

use actix_multipart::Multipart;
use futures_util::{StreamExt, TryStreamExt};

use crate::models::exchange::{RegisterFile, RegisterTable};
use crate::web::screen::*;

/// What the form sends.
#[derive(Default)]
pub(super) struct Upload {
    pub(super) clinic: String,
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    too_large: bool,
}

impl Upload {
    /// The file, or why it cannot be brought.
    pub(super) fn file(&self) -> Result<RegisterFile, Message> {
        if self.too_large { Err(message!("import-too-large")) } else { RegisterFile::open(&self.bytes) }
    }

    pub(super) async fn receive(mut body: Multipart) -> Result<Upload, Error> {
        let bad = |error: actix_multipart::MultipartError| Error::Malformed(error.to_string());
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
            } else if field.name() == Some("clinic") {
                upload.clinic = String::from_utf8_lossy(&bytes).trim().to_owned();
            }
        }
        Ok(upload)
    }
}
