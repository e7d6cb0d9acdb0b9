//! The OP card: a patient's record number to keep in the purse, as words and as a code that the desk scans.

use chrono::NaiveDate;

use super::reasons;
use crate::auth::{Actor, Reception};
use crate::db::ids::ProfileId;
use crate::models::journal::RecordPart;
use crate::models::people::PatientRecord;
use crate::models::practice::{Clinic, Picture};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "reception/cards/show.html")]
struct Show {
    record: PatientRecord,
    clinic: Clinic,
    logo: Option<Picture>,
    today: NaiveDate,
    paper: &'static str,
    back: String,
}

page!(Show);

/// `GET patients/{id}/card`. The code holds the record number alone: scanned into the search, it finds the patient.
pub async fn show(me: Actor<Reception>, hx: Hx, At(id): At<ProfileId>) -> Response {
    let clinic = me.clinic_id();
    let claim = me.claim();
    let opened = me.open(move |opening| {
        let record = PatientRecord::open(opening, claim, RecordPart::Card, id)?;
        Ok((record, Picture::letterhead(opening.db, clinic)?))
    });
    let (record, (clinic, logo)) = opened.await?;
    let record = record.ok_or_else(|| reasons::first(&me, id))?;
    let back = me.here(&format!("patients/{id}"));
    hx.page(&Show { record, clinic, logo, today: me.today(), paper: "card", back })
}
