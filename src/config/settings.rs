//! The values as they are given, and what they come to.

mod partners;
mod servers;
mod table;

use std::collections::HashMap;
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::{Path, PathBuf};

pub use self::servers::OWN;
pub use self::table::{LOG, markdown};
use super::{BadSetting, Config, Mode};

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
            let given: toml::Table = text.parse().map_err(|e| BadSetting(format!("{}: {e}", path.display())))?;
            for (name, value) in given {
                let name = name.to_uppercase();
                if !table::is_for_files(&name) {
                    return Err(BadSetting(format!("{}: there is no setting {}", path.display(), name.to_lowercase())));
                }
                values.insert(name, servers::in_words(&value));
            }
        }
        for name in table::all().map(|it| it.name) {
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

    /// The value as it is set, or as the table says that it is otherwise.
    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).or_else(|| table::default(name))
    }

    fn parsed<T: std::str::FromStr>(&self, name: &str, what: &str) -> Result<Option<T>, BadSetting> {
        let bad = |text| BadSetting(format!("{name} must be {what}, not {text:?}"));
        self.text(name).map(|text| text.trim().parse().map_err(|_| bad(text))).transpose()
    }

    /// A value that there always is: the table gives it a default.
    fn always<T: std::str::FromStr>(&self, name: &str, what: &str) -> Result<T, BadSetting> {
        self.parsed(name, what)?.ok_or_else(|| BadSetting(format!("{name} is not set")))
    }

    /// The configuration these settings make, or the first that cannot be used.
    pub fn understand(self) -> Result<Config, BadSetting> {
        let mode = match self.text("MODE") {
            Some("production") => Mode::Production,
            Some("demo") => Mode::Demo,
            other => return Err(BadSetting(format!("MODE must be production or demo, not {:?}", other.unwrap_or_default()))),
        };
        let host: String = self.always("HOST", "an address")?;
        let port: u16 = self.always("PORT", "a port between 1 and 65535")?;
        let database_url = self.0.get("DATABASE_URL").ok_or_else(|| BadSetting("DATABASE_URL is not set".into()))?.clone();
        if !database_url.starts_with("mysql://") {
            return Err(BadSetting("DATABASE_URL must begin with mysql://".into()));
        }
        let database_prefix = self.text("DATABASE_PREFIX").unwrap_or_default().trim().to_owned();
        if database_prefix.len() > 8 || !database_prefix.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
            return Err(BadSetting("DATABASE_PREFIX may have up to 8 lower-case letters, digits and _".into()));
        }
        let secret =
            self.0.get("SECRET").cloned().ok_or_else(|| BadSetting("SECRET is not set: give at least 32 random characters".into()))?;
        if secret.len() < 32 {
            return Err(BadSetting("SECRET must have at least 32 characters".into()));
        }
        let base_url = self.parsed("BASE_URL", "a URL")?.unwrap_or_else(|| format!("http://{host}:{port}"));
        let base_url = base_url.trim_end_matches('/').to_owned();
        let urls = ["SMS_URL", "WHATSAPP_URL"].map(|name| (name, self.0.get(name)));
        for (name, value) in [("BASE_URL", Some(&base_url))].into_iter().chain(urls) {
            if value.is_some_and(|it| !it.starts_with("https://") && !it.starts_with("http://")) {
                return Err(BadSetting(format!("{name} must begin with https:// or http://")));
            }
        }
        let number = |name: &str| self.always::<NonZeroU32>(name, "a number from 1").map(NonZeroU32::get);
        let config = Config {
            mode,
            base_url,
            host,
            port,
            database_url: database_url.into(),
            database_servers: self.database_servers()?,
            database_prefix,
            anchors: self.text("ANCHORS").map(PathBuf::from),
            secret: secret.into(),
            secure_cookies: self.parsed("SECURE_COOKIES", "true or false")?.unwrap_or(mode == Mode::Production),
            trusted_proxy: self.always("TRUSTED_PROXY", "true or false")?,
            pool_size: number("POOL_SIZE")?,
            workers: self.parsed("WORKERS", "a number from 1")?.map(NonZeroUsize::get),
            sms_url: self.0.get("SMS_URL").cloned(),
            sms_key: self.0.get("SMS_KEY").cloned().map(Into::into),
            sms_sender: self.always("SMS_SENDER", "six letters")?,
            sms_templates: self.sms_templates()?,
            whatsapp: self.whatsapp()?,
            otp_per_day: number("OTP_PER_DAY")?,
            otp_per_organisation: number("OTP_PER_ORGANISATION")?,
            passwords_per_address: number("PASSWORDS_PER_ADDRESS")?,
            passwords_per_minute: number("PASSWORDS_PER_MINUTE")?,
            smtp_url: self.0.get("SMTP_URL").cloned().map(Into::into),
            operator_contact: self.0.get("OPERATOR_CONTACT").map(|it| it.trim().to_owned()).unwrap_or_default(),
            mail_from: self.always("MAIL_FROM", "an address")?,
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
    fn a_name_that_does_not_exist_or_is_not_for_files_is_named() {
        let folder = std::env::temp_dir().join(format!("swasthya-settings-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let file = folder.join("settings.toml");
        for (text, name) in [("prot = 8080", "prot"), ("log = 'info'", "log"), ("swasthya_config = 'x'", "swasthya_config")] {
            std::fs::write(&file, text).expect("a file");
            let trouble = Settings::gather(Some(&file)).err().expect("trouble").0;
            assert!(trouble.ends_with(&format!("there is no setting {name}")), "{trouble}");
        }
        std::fs::remove_dir_all(&folder).expect("no folder");
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
