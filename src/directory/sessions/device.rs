//! The devices on which a user is signed in, in words that people know.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::session::SessionKind;
use crate::db::ids::{SessionId, UserId};
use crate::db::{DirectoryDb, DirectoryTx};
use crate::directory::people::User;
use crate::directory::post::Letter;
use crate::locale::ToValue;
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
        let rows: Vec<DeviceRow> = DeviceRow::query()
            .filter(sessions::user_id.eq(user))
            .filter(sessions::revoked_at.is_null())
            .filter(sessions::expires_at.gt(now))
            .order(sessions::last_seen_at.desc())
            .limit(MOST)
            .load(db)?;
        let in_use = rows.into_iter().filter(|it| it.last_seen_at + it.kind.idle() > now);
        Ok(in_use.map(Device::from).collect())
    }
}

#[derive(HasQuery)]
#[diesel(table_name = sessions)]
struct DeviceRow {
    id: SessionId,
    agent: String,
    address: String,
    created_at: NaiveDateTime,
    last_seen_at: NaiveDateTime,
    kind: SessionKind,
}

impl From<DeviceRow> for Device {
    fn from(row: DeviceRow) -> Device {
        let DeviceRow { id, agent, address, created_at: signed_in_at, last_seen_at, .. } = row;
        Device { id, name: Device::name(&agent), address, signed_in_at, last_seen_at }
    }
}

impl Device {
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
        let device = Device::name(&tx.by.agent);
        if before.is_empty() || before.iter().any(|agent| Device::name(agent) == device) {
            return Ok(());
        }
        let device = if device.is_empty() { tx.by.address.clone() } else { device };
        if by_code && User::find(tx.db, user)?.email.is_none() {
            return Ok(());
        }
        Letter::NewDevice.send(tx, user, &[("device", device.to_value())])
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
}

#[cfg(test)]
mod tests {
    use super::Device;

    #[test]
    fn a_device_is_named_by_browser_and_system_whatever_the_version() {
        let chrome = |version: u32| {
            format!(
                "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.0.0 Mobile Safari/537.36"
            )
        };
        assert_eq!(Device::name(&chrome(156)), "Chrome, Android");
        assert_eq!(Device::name(&chrome(157)), Device::name(&chrome(156)));
        assert_eq!(
            Device::name(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"
            ),
            "Safari, iPhone"
        );
        assert_eq!(
            Device::name("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0"),
            "Edge, Windows"
        );
        assert_eq!(Device::name("curl/8"), "");
    }
}
