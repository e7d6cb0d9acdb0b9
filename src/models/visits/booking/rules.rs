//! How a clinic takes bookings from outside.

use chrono::{Duration, NaiveDateTime};
use diesel::dsl::DuplicatedKeys;
use diesel::prelude::*;
use serde_json::json;

use super::BookedVia;
use crate::db::ids::{ClinicId, ProfileId};
use crate::db::{Db, Tx, clock};
use crate::models::journal::{self, Action, Subject};
use crate::models::visits::appointment::Status;
use crate::schema::organisation::{appointments, booking_rules, clinics};
use crate::text_enum;

text_enum! {
    keys "approval";
    /// Whose requests wait for a yes.
    Approval {
        Nobody = "nobody",
        /// Who never was at the clinic, and who did not come too often.
        Newcomers = "newcomers",
        Everybody = "everybody",
    }
}

/// A clinic's rules for those who book for themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, HasQuery, Insertable, AsChangeset)]
#[diesel(table_name = booking_rules)]
pub struct BookingRules {
    /// Its patients may, by their own account.
    pub portal: bool,
    /// Anybody may, on its public page.
    pub public: bool,
    pub approval: Approval,
    /// So far ahead.
    pub days_ahead: i16,
    /// Not later than so many minutes before.
    pub notice_minutes: i16,
    /// Until so many minutes before, they cancel and move themselves.
    pub cancel_minutes: i16,
    /// Who did not come so often within a year is asked about; 0: nobody is.
    pub no_shows: i16,
    /// So many minutes before they are reminded, long before and soon before; 0: not.
    pub remind_far: i16,
    pub remind_near: i16,
}

impl Default for BookingRules {
    fn default() -> Self {
        BookingRules {
            portal: false,
            public: false,
            approval: Approval::Newcomers,
            days_ahead: 30,
            notice_minutes: 60,
            cancel_minutes: 120,
            no_shows: 3,
            remind_far: 1440,
            remind_near: 120,
        }
    }
}

/// How long back not coming counts.
const REMEMBERED: Duration = Duration::days(365);

impl BookingRules {
    pub fn of(db: &mut Db, clinic: ClinicId) -> QueryResult<BookingRules> {
        Ok(BookingRules::query().filter(booking_rules::clinic_id.eq(clinic)).first(db).optional()?.unwrap_or_default())
    }

    /// Keeps these instead of those that were read; not if they have moved on since.
    pub fn change(&self, tx: &mut Tx, clinic: ClinicId, read: &BookingRules) -> QueryResult<bool> {
        clinics::table.find(clinic).select(clinics::id).for_update().first::<ClinicId>(tx.db)?;
        if BookingRules::of(tx.db, clinic)? != *read {
            return Ok(false);
        }
        if self == read {
            return Ok(true);
        }
        diesel::insert_into(booking_rules::table)
            .values((booking_rules::clinic_id.eq(clinic), self))
            .on_conflict(DuplicatedKeys)
            .do_update()
            .set(self)
            .execute(tx.db)?;
        journal::record(tx, Action::ClinicEdited, Subject::clinic(clinic).at(clinic), &json!({ "bookings": self.said() }))?;
        tx.announce(clinic);
        Ok(true)
    }

    /// As the audit log keeps them.
    fn said(&self) -> String {
        let BookingRules { portal, public, approval, days_ahead, notice_minutes, cancel_minutes, no_shows, remind_far, remind_near } = self;
        format!(
            "portal {portal}, public {public}, approval {approval}, {days_ahead} d, {notice_minutes} min, {cancel_minutes} min, \
             {no_shows}, reminders {remind_far} min, {remind_near} min"
        )
    }

    /// Whether somebody may book there by that way at all.
    pub fn admit(&self, via: BookedVia) -> bool {
        match via {
            BookedVia::Desk | BookedVia::Doctor => true,
            BookedVia::Portal => self.portal,
            BookedVia::Public => self.public,
        }
    }

    /// Whether a time is neither too near nor too far for those who book for themselves.
    pub fn reach(&self, starts_at: NaiveDateTime, now: NaiveDateTime) -> bool {
        let earliest = now + Duration::minutes(self.notice_minutes.into());
        (earliest..=now + Duration::days(self.days_ahead.into())).contains(&starts_at)
    }

    /// Whether they may still cancel or move it themselves.
    pub fn may_still_change(&self, starts_at: NaiveDateTime, now: NaiveDateTime) -> bool {
        now + Duration::minutes(self.cancel_minutes.into()) <= starts_at
    }

    /// Whether a booking of this patient waits for a yes.
    pub(super) fn asks(&self, tx: &mut Tx, clinic: ClinicId, patient: ProfileId, via: BookedVia) -> QueryResult<bool> {
        if via.is_staff() || self.approval == Approval::Nobody {
            return Ok(false);
        }
        if self.approval == Approval::Everybody {
            return Ok(true);
        }
        let past = Attended::of(tx.db, clinic, patient, tx.now)?;
        Ok(past.seen == 0 || (self.no_shows > 0 && past.missed >= self.no_shows.into()))
    }
}

/// How often somebody was seen at a clinic, and how often they did not come within the last year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attended {
    pub seen: i64,
    pub missed: i64,
}

impl Attended {
    pub fn of(db: &mut Db, clinic: ClinicId, patient: ProfileId, now: NaiveDateTime) -> QueryResult<Attended> {
        let theirs = || appointments::table.filter(appointments::patient_id.eq(patient)).filter(appointments::clinic_id.eq(clinic));
        let seen = theirs().filter(appointments::status.eq(Status::Completed)).count().single_value();
        let since = clock::day_of(now - REMEMBERED, clock::INDIA);
        let missed = theirs()
            .filter(appointments::status.eq(Status::NoShow))
            .filter(appointments::starts_at.is_not_null())
            .filter(appointments::held_on.ge(since))
            .count()
            .single_value();
        let (seen, missed): (Option<i64>, Option<i64>) = diesel::select((seen, missed)).first(db)?;
        Ok(Attended { seen: seen.unwrap_or_default(), missed: missed.unwrap_or_default() })
    }
}
