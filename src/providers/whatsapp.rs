//! WhatsApp by the Cloud API: codes only, by an authentication template with a copy-code button. The words are the template's,
//! kept there; the code stands in its body and on its button
//! (developers.facebook.com/docs/whatsapp/business-management-api/authentication-templates).

use std::time::Duration;

use anyhow::Context;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, StatusCode};
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::json;

use super::NotSent;
use crate::config::{Config, WhatsApp};

/// A configured business number.
pub struct Sender {
    client: Client,
    number: WhatsApp,
}

/// One code.
#[derive(Clone, Copy, Debug)]
pub struct Code<'a> {
    /// Comes back with what is reported of the message. The API sends a message twice all the same when it is asked twice.
    pub id: &'a str,
    /// A phone in E.164.
    pub to: &'a str,
    pub code: &'a str,
    /// The template's name.
    pub template_id: &'a str,
    /// A language's tag: the template must exist in it.
    pub language: &'a str,
}

/// The errors that pass: too much at once (4, 80007, 130429, 131048, 131056), or trouble at their side (1, 2, 131000, 131016).
const PASSING: [i64; 9] = [1, 2, 4, 80_007, 130_429, 131_000, 131_016, 131_048, 131_056];

#[derive(Deserialize)]
struct Accepted {
    messages: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    #[expect(dead_code, reason = "an answer without it is none")]
    id: String,
}

#[derive(Deserialize)]
struct Refused {
    error: Reason,
}

#[derive(Deserialize)]
struct Reason {
    code: i64,
}

impl Sender {
    /// The number of the configuration, if it names one.
    pub fn of(config: &Config, patience: Duration) -> anyhow::Result<Option<Sender>> {
        let Some(number) = config.whatsapp.clone() else { return Ok(None) };
        Ok(Some(Sender { client: super::client(patience).context("WHATSAPP_URL")?, number }))
    }

    /// The name of the template that carries codes.
    pub fn template_otp(&self) -> &str {
        &self.number.template_otp
    }

    /// Sends. What WhatsApp refuses for good (no such account there, a template that does not fit) is not tried again.
    pub async fn send(&self, code: &Code<'_>) -> Result<(), NotSent> {
        let parameters = json!([{ "type": "text", "text": code.code }]);
        let body = json!({
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": code.to.trim_start_matches('+'),
            "type": "template",
            "template": {
                "name": code.template_id,
                "language": { "code": code.language },
                "components": [
                    { "type": "body", "parameters": parameters },
                    { "type": "button", "sub_type": "url", "index": "0", "parameters": parameters },
                ],
            },
            "biz_opaque_callback_data": code.id,
        });
        let request = self
            .client
            .post(format!("{}/{}/messages", self.number.url, self.number.phone_id))
            .bearer_auth(self.number.token.expose_secret())
            .header(CONTENT_TYPE, "application/json")
            .body(body.to_string());
        let response = request.send().await?;
        let (status, wait) = (response.status(), super::retry_after(&response));
        let answer = response.bytes().await?;
        if status.is_success() {
            let accepted = serde_json::from_slice::<Accepted>(&answer).is_ok_and(|it| !it.messages.is_empty());
            return if accepted { Ok(()) } else { Err(NotSent::this_time("WhatsApp answered without a message's id")) };
        }
        Err(refusal(status, &answer).after(wait))
    }
}

/// What a refusal means. Its words are left out: they may hold the number.
fn refusal(status: StatusCode, answer: &[u8]) -> NotSent {
    let code = serde_json::from_slice::<Refused>(answer).ok().map(|it| it.error.code);
    let why = code.map_or_else(
        || format!("WhatsApp answered {}", status.as_u16()),
        |code| format!("WhatsApp answered {}, error {code}", status.as_u16()),
    );
    let passing = status.is_server_error()
        || [StatusCode::TOO_MANY_REQUESTS, StatusCode::REQUEST_TIMEOUT].contains(&status)
        || !status.is_client_error()
        || code.is_some_and(|code| PASSING.contains(&code));
    if passing { NotSent::this_time(why) } else { NotSent::for_good(why) }
}
