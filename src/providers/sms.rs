//! SMS through any gateway that takes a form by HTTP: `to`, `text`, `sender`, `key`, `message_id`, and `template_id` where the
//! message's template is registered (TRAI's DLT rules ask for one in India).

use std::collections::HashMap;
use std::time::Duration;

use anyhow::Context;
use reqwest::Client;
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

/// One message.
#[derive(Clone, Copy, Debug)]
pub struct Sms<'a> {
    /// The same whenever it is tried: a gateway that knows it already can drop the second.
    pub id: &'a str,
    /// A phone in E.164.
    pub to: &'a str,
    pub text: &'a str,
    /// The registered template's id, or nothing.
    pub template_id: &'a str,
}

impl Gateway {
    /// The gateway of the configuration, if it names one.
    pub fn of(config: &Config, patience: Duration) -> anyhow::Result<Option<Gateway>> {
        let Some(url) = config.sms_url.clone() else { return Ok(None) };
        Ok(Some(Gateway {
            client: super::client(patience).context("SMS_URL")?,
            url,
            key: config.sms_key.clone().unwrap_or_default(),
            sender: config.sms_sender.clone(),
            templates: config.sms_templates.clone(),
        }))
    }

    /// The registered template's id of our name of a message; empty where there is none.
    pub fn template_id(&self, template: &str) -> &str {
        self.templates.get(template).map_or("", String::as_str)
    }

    /// Sends. Whatever the gateway answers but success is tried again: gateways answer 4xx when they are out of credit.
    pub async fn send(&self, sms: &Sms<'_>) -> Result<(), NotSent> {
        let mut form =
            vec![("to", sms.to), ("text", sms.text), ("sender", &self.sender), ("key", self.key.expose_secret()), ("message_id", sms.id)];
        if !sms.template_id.is_empty() {
            form.push(("template_id", sms.template_id));
        }
        let response = self.client.post(&self.url).form(&form).send().await?;
        let status = response.status();
        if status.is_success() {
            return Ok(());
        }
        Err(NotSent::this_time(format!("the gateway answered {}", status.as_u16())).after(super::retry_after(&response)))
    }
}
