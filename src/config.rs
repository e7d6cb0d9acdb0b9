//! Everything that can be set, from where, and what it is when nobody sets it. A TOML file (`--config FILE` or
//! `SWASTHYA_CONFIG`) holds the same names in lower case; the environment wins over the file.

mod settings;

use std::collections::HashMap;
use std::net::IpAddr;
use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};

pub use self::settings::{LOG, OWN, Settings, markdown};

/// What the server is for: it decides how strict it is about its own configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Messages stay in the inbox page at `/dev/outbox`; secrets may be made up.
    Demo,
    /// Refuses default secrets, a root database account and cookies without TLS.
    Production,
}

/// The settings, valid by construction.
#[derive(Clone, Debug)]
pub struct Config {
    /// `MODE`.
    pub mode: Mode,
    /// `HOST`.
    pub host: String,
    /// `PORT`.
    pub port: u16,
    /// `BASE_URL`: what links in messages begin with, without a slash at the end.
    pub base_url: String,
    /// `DATABASE_URL`: the server and the account that creates and migrates databases, as `mysql://user:password@host:3306`
    /// or `mysql://user@localhost?unix_socket=/path`. Serving uses accounts of its own, one a database.
    pub database_url: SecretString,
    /// `DATABASE_SERVERS`: further servers on which organisations may live, `name=mysql://...` each, with spaces between; in the
    /// file a table. The directory stays on [`Config::database_url`]'s.
    pub database_servers: Vec<(String, SecretString)>,
    /// `DATABASE_PREFIX`: put before every database's and account's name, so that several installations share a server.
    pub database_prefix: String,
    /// `ANCHORS`: the folder in which the day's last seal of each audit is written down.
    pub anchors: Option<PathBuf>,
    /// `SECRET`: at least 32 characters. Sessions are signed with it; the passwords of the database accounts and the keys
    /// of one-time codes are derived from it.
    pub secret: SecretString,
    /// `SECURE_COOKIES`: behind TLS cookies are `Secure` and named `__Host-...`.
    pub secure_cookies: bool,
    /// `TRUSTED_PROXY`: `true` where a reverse proxy sets `X-Forwarded-For`; then its last entry is the client's address.
    pub trusted_proxy: bool,
    /// `POOL_SIZE`: connections per database at most.
    pub pool_size: u32,
    /// `WORKERS`: threads that serve requests; `None` is one a core.
    pub workers: Option<usize>,
    /// `SMS_URL`: where an SMS is posted as a form (`to`, `text`, `template_id`, `key`, `sender`). Without it nothing can be sent by SMS.
    pub sms_url: Option<String>,
    /// `SMS_KEY`: the gateway's key.
    pub sms_key: Option<SecretString>,
    /// `SMS_SENDER`: the registered header, six letters.
    pub sms_sender: String,
    /// `SMS_TEMPLATE_OTP`, `SMS_TEMPLATE_INVITATION` and so on: the DLT template ids, by our name of the message.
    pub sms_templates: HashMap<String, String>,
    /// `WHATSAPP_TOKEN`, `WHATSAPP_PHONE_ID`, `WHATSAPP_TEMPLATE_OTP`, `WHATSAPP_URL`. Without them nothing can be sent by WhatsApp.
    pub whatsapp: Option<WhatsApp>,
    /// `OTP_PER_DAY`: how many codes the installation sends in 24 hours. It is a ceiling on what they cost.
    pub otp_per_day: u32,
    /// `OTP_PER_ORGANISATION`: how many of them go to the users of one organisation.
    pub otp_per_organisation: u32,
    /// `PASSWORDS_PER_ADDRESS`: how many wrong passwords browsers that are not known may try from one address in a quarter of an hour.
    pub passwords_per_address: u32,
    /// `PASSWORDS_PER_MINUTE`: how many passwords such browsers may try on the whole installation.
    pub passwords_per_minute: u32,
    /// `SMTP_URL`: `smtp://user:password@host:587?tls=required`. Without it nothing can be sent by e-mail.
    pub smtp_url: Option<SecretString>,
    /// `OPERATOR_CONTACT`: how whoever runs the installation is reached; empty where nobody says.
    pub operator_contact: String,
    /// `MAIL_FROM`.
    pub mail_from: String,
    /// `GOOGLE_CLIENT_ID`, `GOOGLE_CLIENT_SECRET`, `GOOGLE_ISSUER`. Without an id nobody can sign in with Google.
    pub google: Option<GoogleClient>,
}

/// A client registered with Google, or with another OpenID Connect provider.
#[derive(Clone, Debug)]
pub struct GoogleClient {
    pub client_id: String,
    pub client_secret: SecretString,
    /// Exactly as the provider writes it into its tokens.
    pub issuer: String,
}

/// A business number at WhatsApp's Cloud API.
#[derive(Clone, Debug)]
pub struct WhatsApp {
    /// With the version, without the number: `https://graph.facebook.com/v23.0`.
    pub url: String,
    pub token: SecretString,
    pub phone_id: String,
    /// The authentication template's name; it must exist in every language of ours.
    pub template_otp: String,
}

/// A setting that cannot be used, in one line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BadSetting(pub String);

impl Config {
    /// Whether an SMS can be sent; in the demo it goes to the inbox page.
    pub fn has_sms(&self) -> bool {
        self.mode == Mode::Demo || self.sms_url.is_some()
    }

    /// Whether WhatsApp can be written to; in the demo it is the inbox page too.
    pub fn has_whatsapp(&self) -> bool {
        self.mode == Mode::Demo || self.whatsapp.is_some()
    }

    /// What may not be when the doors open: links in messages that go over plain HTTP, limits that count all clients as one.
    pub fn refuse_open_doors(&self) -> Result<(), BadSetting> {
        if self.mode == Mode::Production && !self.base_url.starts_with("https://") {
            return Err(BadSetting("BASE_URL must begin with https:// in production: links in messages carry tokens".into()));
        }
        let inside = self.host == "localhost" || self.host.parse::<IpAddr>().is_ok_and(|it| it.is_loopback());
        if self.mode == Mode::Production && !inside && !self.trusted_proxy {
            return Err(BadSetting(
                "HOST is open to the network: set TRUSTED_PROXY=true behind the proxy that brings TLS, or listen on 127.0.0.1".into(),
            ));
        }
        Ok(())
    }

    fn refuse_carelessness(&self) -> Result<(), BadSetting> {
        let secret = self.secret.expose_secret();
        if secret.chars().all(|c| secret.starts_with(c)) || secret.contains("changeme") {
            return Err(BadSetting("SECRET is a default: make a random one, for example with: openssl rand -hex 32".into()));
        }
        if !self.secure_cookies {
            return Err(BadSetting("SECURE_COOKIES cannot be false in production: put the server behind TLS".into()));
        }
        if is_exposed(self.database_url.expose_secret()) {
            return Err(BadSetting("DATABASE_URL names a remote server without TLS: add ?ssl_ca=/path/to/ca.pem".into()));
        }
        if let Some((name, _)) = self.database_servers.iter().find(|(_, url)| is_exposed(url.expose_secret())) {
            return Err(BadSetting(format!("DATABASE_SERVERS: {name} is a remote server without TLS: add ?ssl_ca=/path/to/ca.pem")));
        }
        if self.google.as_ref().is_some_and(|google| !google.issuer.starts_with("https://")) {
            return Err(BadSetting("GOOGLE_ISSUER must begin with https:// in production".into()));
        }
        Ok(())
    }
}

/// Whether what is said to this database server could be read on the way.
fn is_exposed(url: &str) -> bool {
    let place = url.trim_start_matches("mysql://").split(['/', '?']).next().unwrap_or_default();
    let host = place.rsplit('@').next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    let local = url.contains("unix_socket=") || ["localhost", "127.0.0.1", "[::1]"].contains(&host);
    !local && !url.contains("ssl_ca=")
}
