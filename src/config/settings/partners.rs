//! What is set about others who carry messages or vouch for people.

use std::collections::HashMap;

use super::{Settings, table};
use crate::config::{BadSetting, GoogleClient, WhatsApp};

impl Settings {
    /// A template's id or name: it is kept with each message that was sent by it.
    fn template(&self, name: &str) -> Option<Result<String, BadSetting>> {
        let id = self.0.get(name)?.trim().to_owned();
        let usable = !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_graphic());
        Some(if usable { Ok(id) } else { Err(BadSetting(format!("{name} must be up to 64 letters, digits and _"))) })
    }

    /// The registered templates' ids, by our names of the messages.
    pub(super) fn sms_templates(&self) -> Result<HashMap<String, String>, BadSetting> {
        let named = table::all().filter_map(|it| Some((it.name, it.name.strip_prefix(table::SMS_TEMPLATE)?.to_lowercase())));
        named.filter_map(|(name, message)| Some(self.template(name)?.map(|id| (message, id)))).collect()
    }

    /// WhatsApp, where it is set: all of it or nothing.
    pub(super) fn whatsapp(&self) -> Result<Option<WhatsApp>, BadSetting> {
        const NEEDED: [&str; 3] = ["WHATSAPP_TOKEN", "WHATSAPP_PHONE_ID", "WHATSAPP_TEMPLATE_OTP"];
        if !NEEDED.iter().any(|name| self.has(name)) {
            return Ok(None);
        }
        if let Some(lacking) = NEEDED.iter().find(|name| !self.has(name)) {
            return Err(BadSetting(format!("{lacking} is not set: {} go together", NEEDED.join(", "))));
        }
        let phone_id = self.always::<u64>("WHATSAPP_PHONE_ID", "the number's id, digits only")?.to_string();
        let template_otp = self.template("WHATSAPP_TEMPLATE_OTP").transpose()?.unwrap_or_default();
        let url = self.always::<String>("WHATSAPP_URL", "a URL")?.trim_end_matches('/').to_owned();
        let token = self.0.get("WHATSAPP_TOKEN").cloned().unwrap_or_default().into();
        Ok(Some(WhatsApp { url, token, phone_id, template_otp }))
    }

    /// The client at Google, if it has an id.
    pub(super) fn google(&self) -> Result<Option<GoogleClient>, BadSetting> {
        let Some(client_id) = self.0.get("GOOGLE_CLIENT_ID").cloned() else { return Ok(None) };
        let Some(secret) = self.0.get("GOOGLE_CLIENT_SECRET") else {
            return Err(BadSetting("GOOGLE_CLIENT_SECRET is not set, but GOOGLE_CLIENT_ID is".into()));
        };
        let issuer: String = self.always("GOOGLE_ISSUER", "a URL")?;
        if !issuer.starts_with("https://") && !issuer.starts_with("http://") || issuer.len() > 255 || !issuer.is_ascii() {
            return Err(BadSetting("GOOGLE_ISSUER must begin with https:// or http:// and have at most 255 plain characters".into()));
        }
        Ok(Some(GoogleClient { client_id, client_secret: secret.clone().into(), issuer }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::given;

    #[test]
    fn a_client_at_google_has_an_id_a_secret_and_an_issuer_with_tls() {
        let id = ("GOOGLE_CLIENT_ID", "the client");
        let secret = ("GOOGLE_CLIENT_SECRET", "the secret");
        assert!(given(&[secret]).expect("no client").google.is_none());
        assert_eq!(given(&[id, secret]).expect("a client").google.expect("a client").issuer, "https://accounts.google.com");
        let trouble = given(&[id]).expect_err("no secret");
        assert!(trouble.starts_with("GOOGLE_CLIENT_SECRET"), "{trouble}");
        for issuer in ["http://accounts.google.com", "accounts.google.com", "https://गूगल.example"] {
            let trouble = given(&[id, secret, ("GOOGLE_ISSUER", issuer)]).expect_err(issuer);
            assert!(trouble.starts_with("GOOGLE_ISSUER"), "{trouble}");
        }
    }

    #[test]
    fn whatsapp_is_set_whole_or_not_at_all() {
        let all = [("WHATSAPP_TOKEN", "secret"), ("WHATSAPP_PHONE_ID", "1066"), ("WHATSAPP_TEMPLATE_OTP", "sign_in_code")];
        let whatsapp = given(&all).expect("all of it").whatsapp.expect("a number at WhatsApp");
        assert_eq!((whatsapp.url.as_str(), whatsapp.phone_id.as_str()), ("https://graph.facebook.com/v23.0", "1066"));
        assert!(given(&[]).expect("none of it").whatsapp.is_none());
        for lacking in 0..3 {
            let some: Vec<_> = all.iter().enumerate().filter(|(place, _)| *place != lacking).map(|(_, it)| *it).collect();
            let trouble = given(&some).expect_err("a part of it");
            assert!(trouble.starts_with(all[lacking].0) && !trouble.contains("secret"), "{trouble}");
        }
        let phone = [all[0], ("WHATSAPP_PHONE_ID", "../me"), all[2]];
        assert!(given(&phone).is_err_and(|it| it.starts_with("WHATSAPP_PHONE_ID")));
    }
}
