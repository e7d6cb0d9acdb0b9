//! One visit that is left undone: how it stands, and what it waits for.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{Status, Unfinished};
use crate::db::Db;
use crate::db::ids::{AppointmentId, ClinicId, ProfileId};
use crate::db::statement::Among;
use crate::schema::organisation::{appointments, drafts};

/// A visit of an earlier day that is not over; or one that is over, of which a correction was begun and not signed.
#[derive(Clone, Debug, Queryable)]
pub struct UnfinishedVisit {
    pub id: AppointmentId,
    pub held_on: NaiveDate,
    pub token: i32,
    status: Status,
    pub patient_id: ProfileId,
    pub patient: String,
    pub record_number: String,
    pub doctor: String,
    written: Option<bool>,
}

/// What such a visit waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnfinishedKind {
    /// To be signed, or closed.
    Open,
    /// Signed, with a correction that was begun.
    Correction,
    /// It did not take place, and something had been typed.
    Aside,
}

/// What stands open of a visit that nobody closed.
const OPEN: [Status; 2] = [Status::CheckedIn, Status::InConsultation];

impl UnfinishedVisit {
    /// Whether the doctor has begun.
    pub fn is_begun(&self) -> bool {
        self.status == Status::InConsultation
    }

    /// Whether the doctor has written anything.
    pub fn is_written(&self) -> bool {
        self.written.unwrap_or_default()
    }

    pub fn kind(&self) -> UnfinishedKind {
        match self.status {
            Status::Completed => UnfinishedKind::Correction,
            status if Status::UNSEEN.contains(&status) => UnfinishedKind::Aside,
            _ => UnfinishedKind::Open,
        }
    }

    /// The Fluent key of how it stands.
    pub fn state(&self) -> &'static str {
        match self.status {
            Status::Completed => "unfinished-correcting",
            Status::Cancelled => "unfinished-cancelled",
            Status::NoShow => "unfinished-not-come",
            Status::InConsultation if self.is_written() => "unfinished-unsigned",
            Status::InConsultation => "unfinished-begun",
            _ if self.is_written() => "unfinished-kept-aside",
            _ => "unfinished-waiting",
        }
    }

    /// Whether it can be said of it that the patient was never seen.
    pub fn may_be_unseen(&self) -> bool {
        !self.is_begun() || !self.is_written()
    }

    /// The open visits of a clinic from before a day that the sweep closes: nobody wrote anything about them.
    pub fn unwritten(db: &mut Db, clinic: ClinicId, day: NaiveDate) -> QueryResult<Vec<AppointmentId>> {
        appointments::table
            .left_join(drafts::table)
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::status.among(OPEN))
            .filter(appointments::held_on.lt(day))
            .filter(drafts::body.is_null().or(drafts::body.eq("")))
            .order(appointments::held_on)
            .limit(Unfinished::MOST)
            .select(appointments::id)
            .load(db)
    }
}
