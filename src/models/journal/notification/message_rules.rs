//! What a clinic lets leave as a message, and when; and what somebody does not want.

use std::fmt;

use chrono::{Days, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;
use diesel::prelude::*;
use serde_json::json;

use super::super::audit::{self, Action, Subject};
use super::NotificationKind;
use crate::db::ids::{ClinicId, UserId};
use crate::db::statement::Among;
use crate::db::{Db, Tx, clock};
use crate::schema::organisation::{clinic_notifications, clinic_quiet_hours, clinics, refused_notifications};

/// The time of the day in which a clinic sends no messages, in its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    pub from: NaiveTime,
    pub until: NaiveTime,
}

impl Default for QuietHours {
    /// From nine in the evening to eight in the morning.
    fn default() -> Self {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        QuietHours { from: at(21), until: at(8) }
    }
}

impl fmt::Display for QuietHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} – {}", self.from.format("%H:%M"), self.until.format("%H:%M"))
    }
}

impl QuietHours {
    fn hold_at(self, time: NaiveTime) -> bool {
        if self.from <= self.until { self.from <= time && time < self.until } else { self.from <= time || time < self.until }
    }

    /// The last instant until then at which a message may leave: half an hour before the quiet begins, if it has.
    pub fn before(self, at: NaiveDateTime, zone: Tz) -> NaiveDateTime {
        let time = at.and_utc().with_timezone(&zone).time();
        if !self.hold_at(time) {
            return at;
        }
        let since = (time - self.from).num_seconds().rem_euclid(86_400);
        at - chrono::Duration::seconds(since) - chrono::Duration::minutes(30)
    }

    /// The first instant from then on at which a message may leave. Where the zone leaves out that time of the day, it is the day's next.
    pub fn over(self, at: NaiveDateTime, zone: Tz) -> NaiveDateTime {
        let time = at.and_utc().with_timezone(&zone).time();
        if !self.hold_at(time) {
            return at;
        }
        let today = clock::day_of(at, zone);
        let day = if time < self.until { today } else { today.checked_add_days(Days::new(1)).unwrap_or(today) };
        let end =
            (0..4).find_map(|hours| zone.from_local_datetime(&(day.and_time(self.until) + chrono::Duration::hours(hours))).earliest());
        end.map_or(at, |end| end.naive_utc())
    }
}

/// What a clinic sends, and when not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRules {
    pub sent: Vec<NotificationKind>,
    pub quiet: QuietHours,
    pub zone: Tz,
}

impl MessageRules {
    pub fn of(db: &mut Db, clinic: ClinicId) -> QueryResult<MessageRules> {
        let (zone, from, until): (String, Option<NaiveTime>, Option<NaiveTime>) = clinics::table
            .left_join(clinic_quiet_hours::table)
            .filter(clinics::id.eq(clinic))
            .select((clinics::zone, clinic_quiet_hours::quiet_from.nullable(), clinic_quiet_hours::quiet_until.nullable()))
            .first(db)?;
        let decided: Vec<(NotificationKind, bool)> = clinic_notifications::table
            .filter(clinic_notifications::clinic_id.eq(clinic))
            .filter(clinic_notifications::kind.among(NotificationKind::ALL))
            .select((clinic_notifications::kind, clinic_notifications::sent))
            .load(db)?;
        let is_sent = |kind: &NotificationKind| match decided.iter().find(|(it, _)| it == kind) {
            Some((_, sent)) => *sent,
            None => kind.message().is_some_and(|it| it.by_default),
        };
        let sent = NotificationKind::sendable().filter(is_sent).collect();
        let quiet = from.zip(until).map_or_else(QuietHours::default, |(from, until)| QuietHours { from, until });
        Ok(MessageRules { sent, quiet, zone: clock::zone(&zone) })
    }

    /// Keeps these instead of those that were read; not if they have moved on since.
    pub fn change(&self, tx: &mut Tx, clinic: ClinicId, read: &MessageRules) -> QueryResult<bool> {
        clinics::table.find(clinic).select(clinics::id).for_update().first::<ClinicId>(tx.db)?;
        if MessageRules::of(tx.db, clinic)? != *read {
            return Ok(false);
        }
        if self == read {
            return Ok(true);
        }
        self.store(tx, clinic)?;
        let details = json!({ "messages": self.sent, "quiet": self.quiet.to_string() });
        audit::record(tx, Action::ClinicEdited, Subject::clinic(clinic).at(clinic), &details)?;
        Ok(true)
    }

    /// For the kinds that can be sent at all.
    fn store(&self, tx: &mut Tx, clinic: ClinicId) -> QueryResult<()> {
        let kinds: Vec<_> = NotificationKind::sendable()
            .map(|kind| {
                let sent = self.sent.contains(&kind);
                (clinic_notifications::clinic_id.eq(clinic), clinic_notifications::kind.eq(kind), clinic_notifications::sent.eq(sent))
            })
            .collect();
        diesel::replace_into(clinic_notifications::table).values(kinds).execute(tx.db)?;
        diesel::replace_into(clinic_quiet_hours::table)
            .values((
                clinic_quiet_hours::clinic_id.eq(clinic),
                clinic_quiet_hours::quiet_from.eq(self.quiet.from),
                clinic_quiet_hours::quiet_until.eq(self.quiet.until),
            ))
            .execute(tx.db)
            .map(drop)
    }
}

/// Which kinds somebody does not want as messages.
pub fn refused_by(db: &mut Db, user: UserId) -> QueryResult<Vec<NotificationKind>> {
    let theirs = refused_notifications::table.filter(refused_notifications::user_id.eq(user));
    theirs.filter(refused_notifications::kind.among(NotificationKind::ALL)).select(refused_notifications::kind).load(db)
}

/// Keeps which kinds somebody does not want as messages: these, and no others.
pub fn refuse(tx: &mut Tx, user: UserId, kinds: &[NotificationKind]) -> QueryResult<()> {
    diesel::delete(refused_notifications::table.filter(refused_notifications::user_id.eq(user))).execute(tx.db)?;
    let rows: Vec<_> = kinds.iter().map(|kind| (refused_notifications::user_id.eq(user), refused_notifications::kind.eq(*kind))).collect();
    diesel::insert_into(refused_notifications::table).values(rows).execute(tx.db).map(drop)
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
    use chrono_tz::Tz;

    use super::QuietHours;
    use crate::db::clock::INDIA;

    fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, day).and_then(|it| it.and_hms_opt(hour, minute, 0)).expect("an instant")
    }

    /// India is five and a half hours before UTC.
    #[test]
    fn what_would_leave_at_night_leaves_in_the_morning() {
        let night = QuietHours::default();
        assert_eq!(night.over(at(20, 15, 29), INDIA), at(20, 15, 29), "a minute to nine");
        assert_eq!(night.over(at(20, 15, 30), INDIA), at(21, 2, 30));
        assert_eq!(night.over(at(20, 20, 0), INDIA), at(21, 2, 30), "after midnight");
        assert_eq!(night.over(at(21, 2, 29), INDIA), at(21, 2, 30));
        assert_eq!(night.over(at(21, 2, 30), INDIA), at(21, 2, 30));
    }

    #[test]
    fn hours_within_a_day_and_none_at_all() {
        let hours = |from, until| {
            let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
            QuietHours { from: at(from), until: at(until) }
        };
        assert_eq!(hours(13, 15).over(at(20, 8, 0), INDIA), at(20, 9, 30));
        assert_eq!(hours(13, 15).over(at(20, 12, 0), INDIA), at(20, 12, 0));
        assert_eq!(hours(9, 9).over(at(20, 3, 30), INDIA), at(20, 3, 30), "never quiet");
    }

    /// On 29 March 2026 the clocks of Berlin go from two to three.
    #[test]
    fn an_end_that_the_day_leaves_out_is_the_next_hour() {
        let at = |hour| NaiveTime::from_hms_opt(hour, 30, 0).expect("a time");
        let quiet = QuietHours { from: at(0), until: at(2) };
        let night = NaiveDate::from_ymd_opt(2026, 3, 29).and_then(|it| it.and_hms_opt(0, 0, 0)).expect("an instant");
        let end = NaiveDate::from_ymd_opt(2026, 3, 29).and_then(|it| it.and_hms_opt(1, 30, 0)).expect("an instant");
        assert_eq!(quiet.over(night, Tz::Europe__Berlin), end, "half past three in Berlin");
    }
}
