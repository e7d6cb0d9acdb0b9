//! How many codes may be asked for: sending them costs money, and whoever sells numbers is paid for
//! messages to them. All is counted in `otps`, each limit by an index of its own. Two who ask in
//! the same instant may both stay under a limit, or both raise the alarm; a hundred do not.

use chrono::{Duration, NaiveDateTime};
use diesel::dsl::{count_star, max};
use diesel::prelude::*;

use super::{CodeAsked, CodePurpose, Codes};
use crate::db::DirectoryTx;
use crate::db::ids::{OrganisationId, UserId};
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::directory::sessions::KnownDevice;
use crate::keys::digest;
use crate::schema::directory::{audit_logs, memberships, otps};

impl Codes {
    /// A phone gets one code in this time.
    pub const PAUSE: Duration = Duration::seconds(30);
}

/// How many codes a phone gets in an hour by one [`Asker`].
const PER_ASKER: i64 = 5;

/// How many it gets in an hour, whoever asks. Those that one network asked for leave the others theirs: to keep somebody's new browser out a
/// stranger needs eleven networks, and its known browsers stay in all the same.
const PER_PHONE: i64 = 15;

/// How many codes one address may ask for in an hour: a clinic's whole waiting room shares one.
const PER_ADDRESS: i64 = 20;

/// How many codes are sent in an hour to the ten thousand numbers that begin alike. A number's first in 24 hours goes out all the same: whoever
/// asks for many does not keep out the others of a town.
const PER_PREFIX: i64 = 60;

/// How many codes may go out in 24 hours.
#[derive(Clone, Copy, Debug)]
pub(super) struct PerDay {
    /// Of the whole installation: the ceiling on what they cost.
    pub all: i64,
    /// To the users of one organisation. A code counts for each that its user belongs to.
    pub organisation: i64,
}

impl PerDay {
    /// What this asker may have of it: strangers leave a tenth to the browsers that are known.
    pub fn of(self, asker: &Asker) -> PerDay {
        let most = |all: i64| if asker.known { all } else { all - all / 10 };
        PerDay { all: most(self.all), organisation: most(self.organisation) }
    }
}

/// Who asks for a code: a browser that signed in to that account before, or strangers, of whom those on one network are counted as one.
pub(super) struct Asker {
    /// What the column `device` holds.
    pub mark: Vec<u8>,
    pub known: bool,
}

impl Asker {
    pub fn of(tx: &mut DirectoryTx, phone: &str, purpose: CodePurpose) -> QueryResult<Asker> {
        // A number that is only to become theirs has the limits of any stranger's.
        let mark = if purpose == CodePurpose::PhoneChange { KnownDevice::STRANGER.to_vec() } else { KnownDevice::mark(tx, phone)? };
        let known = mark != KnownDevice::STRANGER;
        Ok(Asker { mark: if known { mark } else { digest(&tx.by.network).to_vec() }, known })
    }
}

/// What the log tells whoever runs the installation, once in 24 hours: codes are running out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alarm {
    /// Four fifths of the installation's codes are sent.
    All { sent: i64, of: i64 },
    /// An organisation's are all sent: its users get none.
    Organisation { id: OrganisationId, of: i64 },
}

impl Alarm {
    pub fn log(self) {
        match self {
            Alarm::All { sent, of } => tracing::error!(sent, of, "the codes of these 24 hours are running out: see OTP_PER_DAY"),
            Alarm::Organisation { id, of } => {
                tracing::error!(organisation = %id, of, "an organisation has had its codes of these 24 hours: see OTP_PER_ORGANISATION");
            }
        }
    }

    /// Notes it, unless it was noted in the last 24 hours.
    fn raise(self, tx: &mut DirectoryTx) -> QueryResult<Option<Alarm>> {
        let (resource, subject, details) = match self {
            Alarm::All { sent, of } => ("otps", DirectorySubject::none("otps"), serde_json::json!({ "sent": sent, "of": of })),
            Alarm::Organisation { id, of } => {
                ("organisations", DirectorySubject::new("organisations", id), serde_json::json!({ "of": of }))
            }
        };
        let raised = audit_logs::table
            .filter(audit_logs::user_id.eq(UserId::SYSTEM))
            .filter(audit_logs::at.gt(tx.now - Duration::days(1)))
            .filter(audit_logs::action.eq(DirectoryAction::CodesRunningOut.as_str()))
            .filter(audit_logs::resource.eq(resource));
        let raised: i64 = match self {
            Alarm::All { .. } => raised.count().get_result(tx.db)?,
            Alarm::Organisation { id, .. } => raised.filter(audit_logs::resource_id.eq(id)).count().get_result(tx.db)?,
        };
        if raised > 0 {
            return Ok(None);
        }
        audit::record(tx, DirectoryAction::CodesRunningOut, subject.of(UserId::SYSTEM), &details)?;
        Ok(Some(self))
    }
}

/// When this phone had its last code, and how many codes each limit has counted.
#[derive(Queryable)]
struct RecentCodes {
    last: Option<NaiveDateTime>,
    of_asker: Option<i64>,
    of_phone: Option<i64>,
    of_phone_today: Option<i64>,
    of_address: Option<i64>,
    sent_to_prefix: Option<i64>,
    sent: Option<i64>,
}

/// What was counted before a code is made.
pub(super) struct Counted {
    /// Why this phone gets none, if it gets none.
    pub refused: Option<CodeAsked>,
    /// How many the installation has sent in 24 hours.
    pub sent: i64,
}

/// Counts, in one statement. Rows of unknown numbers count like any other, so that the answer says
/// nothing about who is registered; only the ceilings count what was sent, since nothing else
/// costs. The codes of a known device are counted apart: however many strangers ask for, it gets
/// its own.
pub(super) fn count(tx: &mut DirectoryTx, phone: &str, asker: &Asker, per_day: PerDay) -> QueryResult<Counted> {
    let (hour, day) = (tx.now - Duration::hours(1), tx.now - Duration::days(1));
    let since = |at: NaiveDateTime| otps::table.filter(otps::created_at.gt(at));
    let of_asker = || since(hour).filter(otps::phone.eq(phone)).filter(otps::device.eq(&asker.mark));
    let RecentCodes { last, of_asker, of_phone, of_phone_today, of_address, sent_to_prefix, sent } = diesel::select((
        of_asker().select(max(otps::created_at)).single_value(),
        of_asker().count().single_value(),
        since(hour).filter(otps::phone.eq(phone)).count().single_value(),
        since(day).filter(otps::phone.eq(phone)).count().single_value(),
        since(hour).filter(otps::address.eq(&tx.by.network)).count().single_value(),
        since(hour).filter(otps::prefix.eq(prefix(phone))).filter(otps::user_id.is_not_null()).count().single_value(),
        since(day).filter(otps::user_id.is_not_null()).count().single_value(),
    ))
    .get_result(tx.db)?;
    let over = |count: Option<i64>, limit: i64| count.unwrap_or_default() >= limit;
    let sent = sent.unwrap_or_default();
    let is_too_many = over(of_address, PER_ADDRESS)
        || over(of_phone, PER_PHONE)
        || over(of_phone, PER_ASKER) && over(of_asker, 1)
        || over(sent_to_prefix, PER_PREFIX) && over(of_phone_today, 1);
    let refused = if !is_indian_mobile(phone) {
        Some(CodeAsked::Elsewhere)
    } else if last.is_some_and(|last| last > tx.now - Codes::PAUSE) {
        Some(CodeAsked::TooSoon)
    } else if over(of_asker, PER_ASKER) || !asker.known && is_too_many {
        Some(CodeAsked::TooMany)
    } else {
        (sent >= per_day.of(asker).all).then_some(CodeAsked::Spent)
    };
    Ok(Counted { refused, sent })
}

/// Raises the alarm when four fifths are sent.
pub(super) fn watch(tx: &mut DirectoryTx, sent: i64, per_day: PerDay) -> QueryResult<Option<Alarm>> {
    if sent < per_day.all - per_day.all / 5 {
        return Ok(None);
    }
    Alarm::All { sent, of: per_day.all }.raise(tx)
}

/// The organisations that have had their codes. Counted for unknown numbers too, so that they take as long.
pub(super) fn full(tx: &mut DirectoryTx, per_day: PerDay) -> QueryResult<Vec<OrganisationId>> {
    otps::table
        .inner_join(memberships::table.on(memberships::user_id.nullable().eq(otps::user_id)))
        .filter(otps::created_at.gt(tx.now - Duration::days(1)))
        .filter(memberships::active.eq(true))
        .group_by(memberships::organisation_id)
        .having(count_star().ge(per_day.organisation))
        .select(memberships::organisation_id)
        .limit(1000)
        .load(tx.db)
}

/// Whether every organisation that the user belongs to is full, and the alarm about it. They are answered like anybody, and
/// get no code: a refusal would say that the number is one of theirs.
pub(super) fn exhausted(
    tx: &mut DirectoryTx,
    user: UserId,
    full: &[OrganisationId],
    per_day: PerDay,
) -> QueryResult<(bool, Option<Alarm>)> {
    if full.is_empty() {
        return Ok((false, None));
    }
    let theirs: Vec<OrganisationId> = memberships::table
        .filter(memberships::user_id.eq(user))
        .filter(memberships::active.eq(true))
        .select(memberships::organisation_id)
        .limit(100)
        .load(tx.db)?;
    let Some(id) = theirs.first().copied().filter(|_| theirs.iter().all(|id| full.contains(id))) else { return Ok((false, None)) };
    Ok((true, Alarm::Organisation { id, of: per_day.organisation }.raise(tx)?))
}

/// Codes go to Indian mobile numbers only: +91, then ten digits of which the first is 6 to 9.
fn is_indian_mobile(phone: &str) -> bool {
    phone.strip_prefix("+91").is_some_and(|digits| {
        digits.len() == 10 && digits.starts_with(['6', '7', '8', '9']) && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}

/// What the column `prefix` holds: the country code and six digits.
fn prefix(phone: &str) -> &str {
    phone.get(..9).unwrap_or(phone)
}

#[cfg(test)]
mod tests {
    use super::is_indian_mobile;

    #[test]
    fn auth_13_codes_go_to_indian_mobiles_only() {
        assert!(is_indian_mobile("+919845012345") && is_indian_mobile("+916000000000"));
        for phone in ["+912212345678", "+911234567890", "+91984501234", "+9198450123456", "+14155550123", "+882161234567", "9845012345"] {
            assert!(!is_indian_mobile(phone), "{phone}");
        }
    }
}
