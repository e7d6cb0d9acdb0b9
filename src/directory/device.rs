//! The devices on which a user is signed in, in words that people know.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::outbox::{self, Channel, NewMessage};
use super::session::Kind;
use super::user::User;
use crate::db::ids::{SessionId, UserId};
use crate::db::{DirectoryDb, DirectoryTx};
use crate::locale::{Locale, ToValue};
use crate::schema::directory::sessions;

/// Somewhere that a user is signed in.
#[derive(Clone, Debug)]
pub struct Device {
    pub id: SessionId,
    pub name: String,
    pub address: String,
    pub signed_in_at: NaiveDateTime,
    pub last_seen_at: NaiveDateTime,
}

/// A device that signed in within this time is known.
const KNOWN_FOR: Duration = Duration::days(90);

/// How many sessions are looked at.
const MOST: i64 = 100;

impl Device {
    /// Where the user is signed in now, the last used first.
    pub fn of_user(db: &mut DirectoryDb, user: UserId, now: NaiveDateTime) -> QueryResult<Vec<Device>> {
        type Row = (SessionId, String, String, NaiveDateTime, NaiveDateTime, Kind);
        let rows: Vec<Row> = sessions::table
            .filter(sessions::user_id.eq(user))
            .filter(sessions::revoked_at.is_null())
            .filter(sessions::expires_at.gt(now))
            .order(sessions::last_seen_at.desc())
            .limit(MOST)
            .select((sessions::id, sessions::agent, sessions::address, sessions::created_at, sessions::last_seen_at, sessions::kind))
            .load(db)?;
        Ok(rows
            .into_iter()
            .filter(|(.., last_seen_at, kind)| *last_seen_at + kind.idle() > now)
            .map(|(id, agent, address, signed_in_at, last_seen_at, _)| Device {
                id,
                name: name(&agent),
                address,
                signed_in_at,
                last_seen_at,
            })
            .collect())
    }
}

/// Tells the user of a device they have not signed in on before, by another channel than the one they came in by: e-mail,
/// or an SMS where a code by SMS was not what let them in. The first device of all is no news.
pub fn welcome(tx: &mut DirectoryTx, user: UserId, by_code: bool) -> QueryResult<()> {
    let before: Vec<String> = sessions::table
        .filter(sessions::user_id.eq(user))
        .filter(sessions::created_at.gt(tx.now - KNOWN_FOR))
        .order(sessions::created_at.desc())
        .limit(MOST)
        .select(sessions::agent)
        .load(tx.db)?;
    let device = name(&tx.by.agent);
    if before.is_empty() || before.iter().any(|agent| name(agent) == device) {
        return Ok(());
    }
    let device = if device.is_empty() { tx.by.address.clone() } else { device };
    let keys = ["message-new-device-subject", "message-new-device"];
    if by_code && User::find(tx.db, user)?.email.is_none() {
        return Ok(());
    }
    tell(tx, user, "new_device", keys, &[("device", device.to_value())])
}

/// Writes a message to the user about their own account: by e-mail, else by SMS. `keys`
/// are the subject's and the body's; both may say `$name`.
pub fn tell(
    tx: &mut DirectoryTx,
    user: UserId,
    template: &'static str,
    keys: [&str; 2],
    values: &[(&'static str, crate::locale::Value)],
) -> QueryResult<()> {
    let user = User::find(tx.db, user)?;
    let (channel, recipient) = match (user.email, user.phone) {
        (Some(email), _) => (Channel::Email, email),
        (None, Some(phone)) => (Channel::Sms, phone),
        (None, None) => return Ok(()),
    };
    let locale = Locale::of_tag(&user.language).unwrap_or_default();
    let values: Vec<_> = values.iter().cloned().chain([("name", user.full_name.to_value())]).collect();
    let [subject, body] = keys.map(|key| locale.say_with(key, &values));
    let message = NewMessage { channel, recipient, template, subject, body };
    outbox::enqueue(tx, &message).map(drop)
}

/// What kind of device it is, from what its browser says of itself: `Chrome, Android`. Versions are left out: a browser that
/// updated itself is the same device. Empty where it says nothing that people know.
pub fn name(agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|it| it.1);
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("UCBrowser", "UC Browser"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_device_is_named_by_browser_and_system_whatever_the_version() {
        let chrome = |version: u32| {
            format!(
                "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.0.0 Mobile Safari/537.36"
            )
        };
        assert_eq!(name(&chrome(156)), "Chrome, Android");
        assert_eq!(name(&chrome(157)), name(&chrome(156)));
        assert_eq!(
            name("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"),
            "Safari, iPhone"
        );
        assert_eq!(
            name("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0"),
            "Edge, Windows"
        );
        assert_eq!(name("curl/8"), "");
    }
}
