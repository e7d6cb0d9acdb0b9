//! The rows that could not be imported, as a file to put right and bring again.

use actix_web::HttpResponse;
use actix_web::http::header::{ContentDisposition, DispositionParam, DispositionType};
use serde_json::json;

use crate::auth::{Actor, Imports};
use crate::db::ids::ImportId;
use crate::models::exchange::Import;
use crate::models::journal::Subject;
use crate::web::screen::*;

/// `GET imports/{id}/refused.csv`. It holds people's data, so it asks for a second factor shown
/// within five minutes. It begins with a byte order mark, by which spreadsheets know UTF-8.
pub async fn show(me: Actor<Imports>, hx: Hx, At(id): At<ImportId>) -> Response {
    if !me.has_shown_factor() {
        return hx.leave_for(&me.confirming(&me.here(&format!("imports/{id}"))), None);
    }
    let (reach, today) = (me.reach(), me.today());
    let (_, register) = me
        .open(move |opening| {
            let import = Import::open(opening.db, &reach, id, today)?;
            opening.exported(Subject::new("imports", id), &json!({ "file": "refused.csv" }));
            Ok(import)
        })
        .await?;
    let locale = hx.locale();
    let csv = register.refused_csv(&locale.say("import-reason"), |message| message.say(locale));
    let name = DispositionParam::Filename("refused.csv".to_owned());
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(ContentDisposition { disposition: DispositionType::Attachment, parameters: vec![name] })
        .body(format!("\u{FEFF}{csv}")))
}
