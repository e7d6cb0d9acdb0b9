//! Every setting: its name, what it is when nobody sets it, and what it is for. `docs/configuration.md` is made from this.

/// Where there is nothing to say without the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unset {
    /// It must be set.
    Refused,
    /// There is none, and what needs it is off.
    Nothing,
    /// It is this.
    Is(&'static str),
    /// It follows from other settings or from the machine, as these words say.
    Follows(&'static str),
}

pub struct Setting {
    pub name: &'static str,
    pub unset: Unset,
    pub what: &'static str,
}

/// Settings that belong together.
pub struct Group {
    pub title: &'static str,
    pub settings: &'static [Setting],
}

macro_rules! group {
    ($title:literal: $($name:literal $unset:expr, $what:literal;)+) => {
        Group { title: $title, settings: &[$(Setting { name: $name, unset: $unset, what: $what }),+] }
    };
}

use Unset::{Follows, Is, Nothing, Refused};

/// What is logged when nobody says: it is set before any configuration is read.
pub const LOG: &str = "warn,swasthya::anchors=info,actix_session=error,actix_http::h1=off";

/// What the environment alone may set.
const ENVIRONMENT: Group = group! { "In the environment alone":
    "SWASTHYA_CONFIG" Nothing, "the file with settings, where `--config` names none";
    "LOG" Is(LOG), "what is logged, for example `info,swasthya::sql=trace`";
};

/// What the environment or the file may set.
const GROUPS: [Group; 9] = [
    group! { "The server":
        "MODE" Is("production"), "`demo` keeps messages at `/dev/outbox` and allows plain HTTP";
        "SECRET" Refused, "32 characters or more (`openssl rand -hex 32`): signs sessions, derives the database accounts' passwords \
            and the keys of codes and second factors";
        "HOST" Is("127.0.0.1"), "where to listen";
        "PORT" Is("8080"), "where to listen";
        "OPERATOR_CONTACT" Nothing, "how whoever runs the installation is reached, as people are to read it where their organisation is \
            suspended: an e-mail address, a phone number";
        "BASE_URL" Follows("`http://HOST:PORT`"), "what links in messages begin with, and where forms may come from; production serves only `https://`";
        "SECURE_COOKIES" Follows("`true` in production"), "cookies for TLS only; production refuses `false`";
        "TRUSTED_PROXY" Is("false"), "`true` where a reverse proxy sets `X-Forwarded-For`: its last entry is then the client's address";
        "WORKERS" Follows("one a core"), "threads that serve";
    },
    group! { "Databases":
        "DATABASE_URL" Refused, "`mysql://user:password@host:3306?ssl_ca=/ca.pem` or `mysql://user@localhost?unix_socket=/path`: the \
            account that creates and migrates. For `serve` without the account: `mysql://host:3306?...`";
        "DATABASE_SERVERS" Nothing, "further servers for organisations' databases: `name=mysql://...`, with spaces between; in the \
            file a table `[database_servers]`. The directory stays on `DATABASE_URL`'s, which is called `default`";
        "DATABASE_PREFIX" Nothing, "before every database's and account's name, where installations share a server: up to 8 lower-case \
            letters, digits and `_`";
        "ANCHORS" Nothing, "a folder outside the databases: where the audit of each stood is written there once a day, and \
            `swasthya audit verify` reads it. The log says the same";
        "POOL_SIZE" Is("6"), "connections to a database at most";
    },
    group! { "How much may be tried":
        "OTP_PER_DAY" Is("20000"), "how many codes are sent in 24 hours; an error is logged at four fifths";
        "OTP_PER_ORGANISATION" Is("2000"), "how many of them to one organisation's users; an error is logged at the end";
        "PASSWORDS_PER_ADDRESS" Is("60"), "how many wrong passwords one address may try in a quarter of an hour, by browsers that \
            never signed in to the account: a whole clinic shares one address";
        "PASSWORDS_PER_MINUTE" Is("600"), "how many passwords such browsers may try everywhere in a minute, for accounts that there are; made-up ones \
            have a tenth of it, and beyond that cost nothing";
    },
    group! { "SMS":
        "SMS_URL" Nothing, "the gateway: gets `to`, `text`, `template_id`, `key`, `sender` as a form, and `message_id`: the same one \
            twice is one message";
        "SMS_KEY" Nothing, "the gateway's key";
        "SMS_SENDER" Is("SWSTHY"), "the registered header, six letters";
    },
    group! { "SMS templates: the registered (DLT) id of each message":
        "SMS_TEMPLATE_OTP" Nothing, "a code";
        "SMS_TEMPLATE_INVITATION" Nothing, "an invitation";
        "SMS_TEMPLATE_NEW_DEVICE" Nothing, "somebody signed in on a new device";
        "SMS_TEMPLATE_PASSWORD_CHANGED" Nothing, "the password was changed";
        "SMS_TEMPLATE_TWO_STEP_ON" Nothing, "two-step sign-in was set up";
        "SMS_TEMPLATE_TWO_STEP_OFF" Nothing, "two-step sign-in was ended";
        "SMS_TEMPLATE_GOOGLE_LINKED" Nothing, "a Google account was linked";
        "SMS_TEMPLATE_GOOGLE_UNLINKED" Nothing, "a Google account was unlinked";
        "SMS_TEMPLATE_PHONE_CHANGED" Nothing, "the phone number was changed";
        "SMS_TEMPLATE_PHONE_REMOVED" Nothing, "the phone number was removed";
        "SMS_TEMPLATE_EMAIL_CHANGED" Nothing, "the e-mail address was changed";
        "SMS_TEMPLATE_EMAIL_REMOVED" Nothing, "the e-mail address was removed";
        "SMS_TEMPLATE_SIGN_IN_STOPPED" Nothing, "sign-in was stopped after wrong tries";
        "SMS_TEMPLATE_RECORD_MOVED" Nothing, "a record moved to another account";
        "SMS_TEMPLATE_NUMBER_RELEASED" Nothing, "the number was released for a new owner";
        "SMS_TEMPLATE_OFFER_DECLINED" Nothing, "to the admins: somebody whom they asked declined to work there";
        "SMS_TEMPLATE_MONEY_CHANGED" Nothing, "to the other admins: where money goes, or the limit of refunds, was changed";
        "SMS_TEMPLATE_IMPORT_BEGUN" Nothing, "to the other admins: a register is being imported";
        "SMS_TEMPLATE_IMPORT_UNDONE" Nothing, "to the other admins: an import was taken back";
        "SMS_TEMPLATE_VISIT_CALLED" Nothing, "it is a patient's turn";
        "SMS_TEMPLATE_VISIT_CANCELLED" Nothing, "a patient was taken out of the queue";
        "SMS_TEMPLATE_VISIT_MOVED" Nothing, "a patient stands in another doctor's queue";
        "SMS_TEMPLATE_PRESCRIPTION_READY" Nothing, "a prescription can be read";
        "SMS_TEMPLATE_PRESCRIPTION_CORRECTED" Nothing, "a prescription was corrected";
    },
    group! { "WhatsApp: codes by its Cloud API too; the first three go together":
        "WHATSAPP_TOKEN" Nothing, "the token";
        "WHATSAPP_PHONE_ID" Nothing, "the number's id, digits only";
        "WHATSAPP_TEMPLATE_OTP" Nothing, "an authentication template with a copy-code button, in English (`en`) and Hindi (`hi`)";
        "WHATSAPP_URL" Is("https://graph.facebook.com/v23.0"), "the API and its version";
    },
    group! { "E-mail":
        "SMTP_URL" Nothing, "`smtp://user:password@host:587?tls=required`";
        "MAIL_FROM" Is("Swasthya <no-reply@localhost>"), "who e-mail comes from";
    },
    group! { "Google: people may link their account and sign in with it":
        "GOOGLE_CLIENT_ID" Nothing, "a client at Google (callback `BASE_URL/sign-in/google/callback`)";
        "GOOGLE_CLIENT_SECRET" Nothing, "its secret";
        "GOOGLE_ISSUER" Is("https://accounts.google.com"), "another OpenID Connect provider instead";
    },
    ENVIRONMENT,
];

/// What all templates of SMS begin with; what follows is our name of the message, in capitals.
pub(super) const SMS_TEMPLATE: &str = "SMS_TEMPLATE_";

pub(super) fn all() -> impl Iterator<Item = &'static Setting> {
    GROUPS.iter().flat_map(|group| group.settings)
}

/// Whether a file may set it.
pub(super) fn is_for_files(name: &str) -> bool {
    all().any(|it| it.name == name) && !ENVIRONMENT.settings.iter().any(|it| it.name == name)
}

/// What it is when nobody sets it, if that stands fixed.
pub(super) fn default(name: &str) -> Option<&'static str> {
    all().find(|it| it.name == name).and_then(|it| if let Is(value) = it.unset { Some(value) } else { None })
}

/// The table, as Markdown.
pub fn markdown() -> String {
    let mut text = String::new();
    for group in &GROUPS {
        text += &format!("\n## {}\n\n| setting | default | |\n|---|---|---|\n", group.title);
        for Setting { name, unset, what } in group.settings {
            let unset = match unset {
                Refused => "must be set".to_owned(),
                Nothing => String::new(),
                Is(value) => format!("`{value}`"),
                Follows(words) => (*words).to_owned(),
            };
            text += &format!("| `{name}` | {unset} | {what} |\n");
        }
    }
    text
}
