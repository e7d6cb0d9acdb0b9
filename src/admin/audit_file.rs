//! The log as a file, restricted as its page is.

use actix_web::HttpResponse;
use actix_web::http::header::{ContentDisposition, DispositionParam, DispositionType};
use actix_web::web::block;
use chrono::TimeZone;
use serde_json::json;

use super::audit::AuditLogQuery;
use crate::auth::{Actor, AuditLog};
use crate::db::clock;
use crate::db::failure::Trouble;
use crate::models::exchange::csv_of;
use crate::models::journal::Subject;
use crate::models::reports::{AuditEntry, AuditPage};
use crate::web::screen::*;

/// How many rows the file has at most; its last line says so where there are more.
const MOST: u16 = 5_000;

/// `GET audit.csv`. It says who did what with whom, so it asks for a second factor shown within five minutes, and that it left stands
/// in the log.
pub async fn show(me: Actor<AuditLog>, hx: Hx, Query(filter): Query<AuditLogQuery>) -> Response {
    if !me.has_shown_factor() {
        return hx.leave_for(&me.confirming(&filter.at(&me.here("audit"))), None);
    }
    let wanted = filter.wanted(me.reach());
    let clinic = wanted.clinic;
    let mut page = me
        .open(move |opening| {
            let page = AuditPage::open(opening, &wanted, i64::from(MOST) + 1)?;
            let subject = clinic.map_or(Subject::log(), |it| Subject::log().at(it));
            opening.exported(subject, &json!({ "file": "audit.csv", "rows": page.rows.len().min(MOST.into()) }));
            Ok(page)
        })
        .await?;
    let (locale, is_cut) = (hx.locale(), page.rows.len() > usize::from(MOST));
    page.rows.truncate(MOST.into());
    let csv = block(move || {
        let heads = ["audit-when", "audit-who", "audit-action", "audit-of", "audit-whom", "audit-clinic", "audit-details", "audit-address"];
        let heads = heads.map(|it| locale.say(it)).to_vec();
        let cut = is_cut.then(|| vec![message!("audit-file-cut", most = i32::from(MOST)).say(locale)]);
        csv_of(std::iter::once(heads).chain(page.rows.iter().map(|it| line(it, locale))).chain(cut))
    });
    let csv = csv.await.map_err(Trouble::from)?.map_err(|error| Error::Internal(error.into()))?;
    let name = DispositionParam::Filename("audit.csv".to_owned());
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(ContentDisposition { disposition: DispositionType::Attachment, parameters: vec![name] })
        .body(csv))
}

fn line(entry: &AuditEntry, locale: Locale) -> Vec<String> {
    let said = entry.details.iter().map(|it| {
        let old = it.old.as_ref().map(|old| format!("{} → ", old.say(locale))).unwrap_or_default();
        format!("{}: {old}{}", locale.say(it.what), it.new.say(locale))
    });
    vec![
        clock::INDIA.from_utc_datetime(&entry.at).format("%Y-%m-%d %H:%M:%S").to_string(),
        entry.who.clone().unwrap_or_else(|| locale.say("audit-system")),
        locale.say(entry.action),
        entry.about.resource.map(|it| locale.say(it.key())).unwrap_or_default(),
        entry.about.name.clone().unwrap_or_default(),
        entry.clinic.clone().unwrap_or_default(),
        said.collect::<Vec<_>>().join("; "),
        entry.address.clone(),
    ]
}
