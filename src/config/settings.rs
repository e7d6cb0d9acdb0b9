//! The values as they are given, and what they come to.

mod partners;
mod servers;

use std::collections::HashMap;
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::{Path, PathBuf};

use self::partners::SMS_TEMPLATES;
pub use self::servers::OWN;
use super::{BadSetting, Config, Mode};

/// Every name that may be set.
const NAMES: [&str; 29] = [
    "MODE",
    "HOST",
    "PORT",
    "BASE_URL",
    "DATABASE_URL",
    "DATABASE_SERVERS",
    "DATABASE_PREFIX",
    "SECRET",
    "SECURE_COOKIES",
    "TRUSTED_PROXY",
    "POOL_SIZE",
    "WORKERS",
    "SMS_URL",
    "SMS_KEY",
    "SMS_SENDER",
    "WHATSAPP_URL",
    "WHATSAPP_TOKEN",
    "WHATSAPP_PHONE_ID",
    "WHATSAPP_TEMPLATE_OTP",
    "OTP_PER_DAY",
    "OTP_PER_ORGANISATION",
    "PASSWORDS_PER_ADDRESS",
    "PASSWORDS_PER_MINUTE",
    "SMTP_URL",
    "MAIL_FROM",
    "GOOGLE_CLIENT_ID",
    "GOOGLE_CLIENT_SECRET",
    "GOOGLE_ISSUER",
    "SWASTHYA_CONFIG",
];

fn names() -> impl Iterator<Item = &'static str> {
    NAMES.into_iter().chain(SMS_TEMPLATES.into_iter().map(|(_, name)| name))
}

/// The values as given, before they are understood.
#[derive(Default)]
pub struct Settings(HashMap<String, String>);

impl Settings {
    /// Reads the file, if there is one, and then the environment over it.
    pub fn gather(file: Option<&Path>) -> Result<Settings, BadSetting> {
        let mut values = HashMap::new();
        let file = file.map(PathBuf::from).or_else(|| std::env::var_os("SWASTHYA_CONFIG").map(PathBuf::from));
        if let Some(path) = file {
            let text = std::fs::read_to_string(&path).map_err(|e| BadSetting(format!("{}: {e}", path.display())))?;
            let table: toml::Table = text.parse().map_err(|e| BadSetting(format!("{}: {e}", path.display())))?;
            for (name, value) in table {
                let name = name.to_uppercase();
                if !names().any(|it| it == name) {
                    return Err(BadSetting(format!("{}: there is no setting {}", path.display(), name.to_lowercase())));
                }
                values.insert(name, servers::in_words(&value));
            }
        }
        for name in names() {
            if let Ok(value) = std::env::var(name)
                && !value.is_empty()
            {
                values.insert(name.to_owned(), value);
            }
        }
        Ok(Settings(values))
    }

    /// Sets what nobody has set.
    pub fn default_to(&mut self, name: &str, value: impl Into<String>) {
        self.0.entry(name.to_owned()).or_insert_with(|| value.into());
    }

    /// Whether anybody has set it.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn parsed<T: std::str::FromStr>(&self, name: &str, what: &str, default: T) -> Result<T, BadSetting> {
        match self.0.get(name) {
            None => Ok(default),
            Some(text) => text.trim().parse().map_err(|_| BadSetting(format!("{name} must be {what}, not {text:?}"))),
        }
    }

    /// The configuration these settings make, or the first that cannot be used.
    pub fn understand(self) -> Result<Config, BadSetting> {
        let mode = match self.0.get("MODE").map_or("production", String::as_str) {
            "production" => Mode::Production,
            "demo" => Mode::Demo,
            other => return Err(BadSetting(format!("MODE must be production or demo, not {other:?}"))),
        };
        let host = self.parsed("HOST", "an address", String::from("127.0.0.1"))?;
        let port: u16 = self.parsed("PORT", "a port between 1 and 65535", 8080)?;
        let database_url = self.0.get("DATABASE_URL").ok_or_else(|| BadSetting("DATABASE_URL is not set".into()))?.clone();
        if !database_url.starts_with("mysql://") {
            return Err(BadSetting("DATABASE_URL must begin with mysql://".into()));
        }
        let database_prefix = self.parsed("DATABASE_PREFIX", "lower-case letters, digits and _", String::new())?;
        if database_prefix.len() > 8 || !database_prefix.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
            return Err(BadSetting("DATABASE_PREFIX may have up to 8 lower-case letters, digits and _".into()));
        }
        let secret =
            self.0.get("SECRET").cloned().ok_or_else(|| BadSetting("SECRET is not set: give at least 32 random characters".into()))?;
        if secret.len() < 32 {
            return Err(BadSetting("SECRET must have at least 32 characters".into()));
        }
        let base_url = self.parsed("BASE_URL", "a URL", format!("http://{host}:{port}"))?.trim_end_matches('/').to_owned();
        let urls = ["SMS_URL", "WHATSAPP_URL"].map(|name| (name, self.0.get(name)));
        for (name, value) in [("BASE_URL", Some(&base_url))].into_iter().chain(urls) {
            if value.is_some_and(|it| !it.starts_with("https://") && !it.starts_with("http://")) {
                return Err(BadSetting(format!("{name} must begin with https:// or http://")));
            }
        }
        let config = Config {
            mode,
            base_url,
            host,
            port,
            database_url: database_url.into(),
            database_servers: self.database_servers()?,
            database_prefix,
            secret: secret.into(),
            secure_cookies: self.parsed("SECURE_COOKIES", "true or false", mode == Mode::Production)?,
            trusted_proxy: self.parsed("TRUSTED_PROXY", "true or false", false)?,
            pool_size: self.parsed("POOL_SIZE", "a number from 1", NonZeroU32::MIN.saturating_add(5))?.get(),
            workers: self
                .has("WORKERS")
                .then(|| self.parsed("WORKERS", "a number from 1", NonZeroUsize::MIN))
                .transpose()?
                .map(NonZeroUsize::get),
            sms_url: self.0.get("SMS_URL").cloned(),
            sms_key: self.0.get("SMS_KEY").cloned().map(Into::into),
            sms_sender: self.parsed("SMS_SENDER", "six letters", String::from("SWSTHY"))?,
            sms_templates: self.sms_templates()?,
            whatsapp: self.whatsapp()?,
            otp_per_day: self.parsed("OTP_PER_DAY", "a number from 1", NonZeroU32::MIN.saturating_add(19_999))?.get(),
            otp_per_organisation: self.parsed("OTP_PER_ORGANISATION", "a number from 1", NonZeroU32::MIN.saturating_add(1_999))?.get(),
            passwords_per_address: self.parsed("PASSWORDS_PER_ADDRESS", "a number from 1", NonZeroU32::MIN.saturating_add(59))?.get(),
            passwords_per_minute: self.parsed("PASSWORDS_PER_MINUTE", "a number from 1", NonZeroU32::MIN.saturating_add(599))?.get(),
            smtp_url: self.0.get("SMTP_URL").cloned().map(Into::into),
            mail_from: self.parsed("MAIL_FROM", "an address", String::from("Swasthya <no-reply@localhost>"))?,
            google: self.google()?,
        };
        if mode == Mode::Production {
            config.refuse_carelessness()?;
        }
        Ok(config)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Config, Settings};
    use secrecy::ExposeSecret;

    const URL: &str = "mysql://db.example:3306?ssl_ca=/etc/ca.pem";
    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    pub(super) fn given(pairs: &[(&str, &str)]) -> Result<Config, String> {
        let all = [("DATABASE_URL", URL), ("SECRET", SECRET)].iter().chain(pairs);
        Settings(all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()).understand().map_err(|it| it.0)
    }

    #[test]
    fn what_nobody_sets_is_safe() {
        let config = given(&[]).expect("the defaults");
        assert!(config.secure_cookies && !config.trusted_proxy);
        assert_eq!((config.host.as_str(), config.port, config.pool_size), ("127.0.0.1", 8080, 6));
        assert_eq!(config.database_url.expose_secret(), URL);
    }

    #[test]
    fn a_value_that_cannot_be_used_is_named() {
        for (name, value) in [
            ("MODE", "test"),
            ("PORT", "eighty"),
            ("PORT", "70000"),
            ("BASE_URL", "clinic.example"),
            ("DATABASE_URL", "postgres://db"),
            ("DATABASE_URL", "mysql://db.example:3306"),
            ("DATABASE_SERVERS", "mysql://db.example"),
            ("DATABASE_SERVERS", "pune=mysql://db.example:3306"),
            ("DATABASE_PREFIX", "My-Clinics"),
            ("SECRET", "short"),
            ("SECRET", "00000000000000000000000000000000"),
            ("SECURE_COOKIES", "maybe"),
            ("SECURE_COOKIES", "false"),
            ("TRUSTED_PROXY", "1"),
            ("POOL_SIZE", "0"),
            ("WORKERS", "-1"),
            ("SMS_URL", "sms.example"),
            ("SMS_TEMPLATE_OTP", "कोड"),
            ("WHATSAPP_URL", "graph.example"),
            ("OTP_PER_DAY", "many"),
            ("OTP_PER_ORGANISATION", "0"),
        ] {
            let trouble = given(&[(name, value)]).expect_err(name);
            assert!(trouble.starts_with(name) && !trouble.contains('\n'), "{name}={value}: {trouble}");
        }
    }

    #[test]
    fn a_database_beside_the_server_needs_no_tls() {
        for url in [
            "mysql://localhost",
            "mysql://127.0.0.1:3306",
            "mysql://admin:p%40ss@localhost:3306",
            "mysql://localhost?unix_socket=/run/db.sock",
        ] {
            assert!(given(&[("DATABASE_URL", url)]).is_ok(), "{url}");
        }
    }
}
