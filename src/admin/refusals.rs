//! The rows that could not be imported, as a file to put right and bring again.

use actix_web::HttpResponse;
use actix_web::http::header::{ContentDisposition, DispositionParam, DispositionType};
use actix_web::web::block;
use serde_json::json;

use crate::auth::{Actor, Imports};
use crate::db::QueryResult;
use crate::db::failure::Trouble;
use crate::db::ids::ImportId;
use crate::locale::Locale;
use crate::models::exchange::{Import, ImportPreview, PreviewRow, refused_csv};
use crate::models::journal::Subject;
use crate::web::screen::*;

/// `GET imports/{id}/refused.csv`. It holds people's data, so it asks for a second factor shown
/// within five minutes. It begins with a byte order mark, by which spreadsheets know UTF-8.
pub async fn show(me: Actor<Imports>, hx: Hx, At(id): At<ImportId>) -> Response {
    if !me.has_shown_factor() {
        return hx.leave_for(&me.confirming(&me.here(&format!("imports/{id}"))), None);
    }
    let reach = me.reach();
    let (preview, pages) = me
        .open(move |opening| {
            let (import, preview) = Import::with_preview(opening.db, &reach, id)?;
            opening.exported(Subject::import(id).at(import.clinic_id), &json!({ "file": "refused.csv" }));
            Ok((preview, PreviewRow::refused(opening.db, id)?))
        })
        .await?;
    let Some(preview) = preview else {
        return hx.see_other(me.here(&format!("imports/{id}")), Notice::warning(message!("import-refused-later")));
    };
    let locale = hx.locale();
    let csv = block(move || written(&preview, &pages, locale)).await.map_err(Trouble::from)?.map_err(Trouble::from)?;
    let name = DispositionParam::Filename("refused.csv".to_owned());
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(ContentDisposition { disposition: DispositionType::Attachment, parameters: vec![name] })
        .body(format!("\u{FEFF}{csv}")))
}

fn written(preview: &ImportPreview, pages: &[Vec<u8>], locale: Locale) -> QueryResult<String> {
    let pages = pages.iter().map(|it| PreviewRow::unpacked(it)).collect::<QueryResult<Vec<_>>>()?;
    let refused = pages.iter().flatten().filter_map(|row| row.outcome.as_ref().err());
    let refused = refused.map(|it| (it.given_back(), it.reasons.as_slice()));
    Ok(refused_csv(&preview.header, preview.width, refused, &locale.say("import-reason"), |message| message.say(locale)))
}
