//! SMS through any gateway that takes a form by HTTP: `to`, `text`, `sender`, `key`, and `template_id` where the message's
//! template is registered (TRAI's DLT rules ask for one in India).

use std::collections::HashMap;
use std::time::Duration;

use anyhow::Context;
use reqwest::{Client, redirect};
use secrecy::{ExposeSecret, SecretString};

use super::NotSent;
use crate::config::Config;

/// A configured gateway.
pub struct Gateway {
    client: Client,
    url: String,
    key: SecretString,
    sender: String,
    templates: HashMap<String, String>,
}

/// How long a gateway may take.
const PATIENCE: Duration = Duration::from_secs(10);

impl Gateway {
    /// The gateway of the configuration, if it names one. It is only ever asked at that address: redirects are not followed.
    pub fn of(config: &Config) -> anyhow::Result<Option<Gateway>> {
        let Some(url) = config.sms_url.clone() else { return Ok(None) };
        // Done before, by an earlier gateway, is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().timeout(PATIENCE).redirect(redirect::Policy::none()).build().context("SMS_URL")?;
        Ok(Some(Gateway {
            client,
            url,
            key: config.sms_key.clone().unwrap_or_default(),
            sender: config.sms_sender.clone(),
            templates: config.sms_templates.clone(),
        }))
    }

    /// Sends to a phone in E.164; `template` is our name of the message. Whatever the gateway answers but success is tried again: gateways answer 4xx when they are out of credit.
    pub async fn send(&self, to: &str, text: &str, template: &str) -> Result<(), NotSent> {
        let mut form = vec![("to", to), ("text", text), ("sender", &self.sender), ("key", self.key.expose_secret())];
        if let Some(template) = self.templates.get(template) {
            form.push(("template_id", template));
        }
        let sent = self.client.post(&self.url).form(&form).send().await;
        let response = sent.map_err(|error| NotSent::this_time(format!("{:#}", anyhow::Error::from(error.without_url()))))?;
        let status = response.status();
        if status.is_success() { Ok(()) } else { Err(NotSent::this_time(format!("the gateway answered {}", status.as_u16()))) }
    }
}
