//! The rows that could not be imported, as a file to put right and bring again.

use actix_web::HttpResponse;
use actix_web::http::header::{ContentDisposition, DispositionParam, DispositionType};
use actix_web::web::Path;

use crate::auth::{Actor, Imports};
use crate::db::ids::ImportId;
use crate::models::exchange::Import;
use crate::web::error::Error;
use crate::web::hx::{Hx, Response};

/// `GET imports/{id}/refused.csv`. It begins with a byte order mark, by which spreadsheets know UTF-8. It holds people: it leaves
/// only with a second factor shown of late.
pub async fn show(me: Actor<Imports>, hx: Hx, path: Path<(String, String)>) -> Response {
    let id: ImportId = path.1.parse().map_err(|_| Error::NotFound)?;
    if !me.has_shown_factor() {
        return hx.leave_for(&me.confirming(&me.here(&format!("imports/{id}"))), None);
    }
    let today = me.today();
    let reach = me.reach();
    let (_, register) = me.read(move |db| Import::open(db, &reach, id, today)).await?;
    let locale = hx.locale();
    let csv = register.refused_csv(&locale.say("import-reason"), |message| message.say(locale));
    let name = DispositionParam::Filename("refused.csv".to_owned());
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(ContentDisposition { disposition: DispositionType::Attachment, parameters: vec![name] })
        .body(format!("\u{FEFF}{csv}")))
}
