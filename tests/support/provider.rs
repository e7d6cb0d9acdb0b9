//! An OpenID Connect provider of the tests' own: discovery, keys, a token endpoint that insists on the code, the verifier and
//! the client's secret. What its tokens say is up to the test.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use reqwest::Url;
use rsa::pkcs1v15::SigningKey;
use rsa::pkcs8::{EncodePublicKey, LineEnding};
use rsa::signature::{SignatureEncoding, Signer};
use rsa::traits::PublicKeyParts;
use rsa::{RsaPrivateKey, rand_core};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use swasthya::config::GoogleClient;
use swasthya::db::clock;
use swasthya::keys::mac;

use super::{Browser, Page};

pub const CLIENT: &str = "the client";
pub const SECRET: &str = "the client's secret";

fn new_key() -> RsaPrivateKey {
    RsaPrivateKey::new(&mut rand_core::OsRng, 2048).expect("a key")
}

/// The provider's key.
static KEY: LazyLock<RsaPrivateKey> = LazyLock::new(new_key);

/// A key that is not the provider's, or not yet.
static OTHER: LazyLock<RsaPrivateKey> = LazyLock::new(new_key);

/// How a token is signed.
pub enum Signing {
    Key,
    OtherKey,
    Nothing,
    /// HS256 with these bytes.
    Secret(Vec<u8>),
    /// As `Key` would, before the claims said this instead.
    Before(Value),
}

/// An identity token that is about to be signed.
pub struct Token {
    pub header: Value,
    pub claims: Value,
    pub signing: Signing,
}

/// What the browser was sent to the provider with.
#[derive(Clone)]
pub struct Going(pub HashMap<String, String>);

#[derive(Default)]
struct Book {
    /// Codes that were not used yet: the challenge of each, and the token that it is worth.
    codes: HashMap<String, (String, String)>,
    /// The paths that were asked for, in order.
    asked: Vec<String>,
    /// What a path answers instead, as it goes on the line; nothing at all for nothing.
    instead: HashMap<String, String>,
    /// Whether the other key is published too.
    rotated: bool,
}

pub struct Provider {
    pub issuer: String,
    book: Arc<Mutex<Book>>,
}

impl Provider {
    /// Serves on a port of its own until the tests end.
    pub fn start() -> Provider {
        // Made before anybody waits for them: in a build for tests that may take longer than a provider is waited for.
        LazyLock::force(&KEY);
        LazyLock::force(&OTHER);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let issuer = format!("http://{}", listener.local_addr().expect("an address"));
        let book = Arc::new(Mutex::new(Book::default()));
        let (place, shelf) = (issuer.clone(), Arc::clone(&book));
        thread::spawn(move || {
            let mut unanswered = Vec::new();
            for stream in listener.incoming().map_while(Result::ok) {
                unanswered.extend(answer(stream, &place, &shelf));
            }
        });
        Provider { issuer, book }
    }

    /// The client that is registered here.
    pub fn client(&self) -> GoogleClient {
        GoogleClient { client_id: CLIENT.into(), client_secret: SECRET.into(), issuer: self.issuer.clone() }
    }

    /// A token as it should be, for somebody who went there.
    pub fn token(&self, going: &Going, subject: &str) -> Token {
        let now = clock::now().and_utc().timestamp();
        Token {
            header: json!({ "alg": "RS256", "typ": "JWT", "kid": "key" }),
            claims: json!({
                "iss": self.issuer, "aud": CLIENT, "azp": CLIENT, "sub": subject, "iat": now, "exp": now + 3600,
                "nonce": going.0["nonce"], "email": format!("{subject}@gmail.test"), "email_verified": true,
            }),
            signing: Signing::Key,
        }
    }

    /// A code that is worth the token, and the path at which the browser comes back with it.
    pub fn answer(&self, going: &Going, token: &Token) -> String {
        let mut book = self.book.lock().expect("the book");
        let code = format!("code-{}", book.codes.len() + book.asked.len());
        book.codes.insert(code.clone(), (going.0["code_challenge"].clone(), token.text()));
        format!("/sign-in/google/callback?state={}&code={code}&iss={}", going.0["state"], self.issuer)
    }

    /// Answers a path with this from now on.
    pub fn instead(&self, path: &str, answer: &str) {
        self.book.lock().expect("the book").instead.insert(path.into(), answer.into());
    }

    /// Publishes the other key too.
    pub fn rotate(&self) {
        self.book.lock().expect("the book").rotated = true;
    }

    /// How often a path was asked for.
    pub fn asked(&self, path: &str) -> usize {
        self.book.lock().expect("the book").asked.iter().filter(|it| *it == path).count()
    }

    /// Goes there and comes back as that subject.
    pub async fn come_back(&self, browser: &Browser, from: &str, subject: &str) -> Page {
        let going = go(browser, from).await;
        browser.get(&self.answer(&going, &self.token(&going, subject))).await
    }
}

/// Posts the form, and reads where the page moves the browser on to.
pub async fn go(browser: &Browser, from: &str) -> Going {
    let page = browser.post(from, &[]).await;
    assert_eq!(page.status, 200, "{}", page.html);
    going(&page)
}

pub fn going(page: &Page) -> Going {
    let links = page.attributes(".door a", "href");
    let [link] = links.as_slice() else { panic!("no one way on in\n{}", page.html) };
    assert_eq!(page.attributes("head meta[http-equiv='refresh']", "content"), [format!("0; url={link}")]);
    Going(Url::parse(link).expect("an address").query_pairs().into_owned().collect())
}

impl Token {
    pub fn text(&self) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&self.header), part(&self.claims));
        let by = |key: &RsaPrivateKey, text: &str| SigningKey::<rsa::sha2::Sha256>::new(key.clone()).sign(text.as_bytes()).to_vec();
        let (text, signature) = match &self.signing {
            Signing::Key => (signed.clone(), by(&KEY, &signed)),
            Signing::OtherKey => (signed.clone(), by(&OTHER, &signed)),
            Signing::Nothing => (signed, Vec::new()),
            Signing::Secret(secret) => (signed.clone(), mac(secret, signed.as_bytes()).to_vec()),
            Signing::Before(claims) => (format!("{}.{}", part(&self.header), part(claims)), by(&KEY, &signed)),
        };
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

/// The provider's public key as a file of it: what an attacker may take for a secret.
pub fn public_key() -> Vec<u8> {
    KEY.to_public_key().to_public_key_pem(LineEnding::LF).expect("a key").into_bytes()
}

fn jwk(key: &RsaPrivateKey, id: &str) -> Value {
    let part = |number: &rsa::BigUint| URL_SAFE_NO_PAD.encode(number.to_bytes_be());
    json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": id, "n": part(key.n()), "e": part(key.e()) })
}

/// Answers one request; gives the connection back if it is to stay without.
fn answer(mut stream: TcpStream, issuer: &str, book: &Mutex<Book>) -> Option<TcpStream> {
    let mut reader = BufReader::new(stream.try_clone().expect("a socket"));
    let (mut head, mut line, mut length) = (Vec::new(), String::new(), 0);
    while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        }
        head.push(std::mem::take(&mut line).trim().to_owned());
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("a body");
    let path = head.first()?.split(' ').nth(1)?.to_owned();
    let mut book = book.lock().expect("the book");
    book.asked.push(path.clone());
    if let Some(instead) = book.instead.get(&path) {
        if instead.is_empty() {
            return Some(stream);
        }
        let _ = stream.write_all(instead.as_bytes());
        return None;
    }
    let (status, json) = match path.as_str() {
        "/.well-known/openid-configuration" => (200, metadata(issuer)),
        "/keys" => {
            let keys: Vec<Value> = [jwk(&KEY, "key")].into_iter().chain(book.rotated.then(|| jwk(&OTHER, "other"))).collect();
            (200, json!({ "keys": keys }))
        }
        "/token" => match exchange(&mut book, &head, &body) {
            Some(token) => (200, json!({ "access_token": "access", "token_type": "Bearer", "expires_in": 3600, "id_token": token })),
            None => (400, json!({ "error": "invalid_grant" })),
        },
        _ => (404, json!({})),
    };
    let json = json.to_string();
    let head =
        format!("HTTP/1.1 {status} .\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", json.len());
    let _ = stream.write_all((head + &json).as_bytes());
    None
}

fn metadata(issuer: &str) -> Value {
    json!({
        "issuer": issuer, "authorization_endpoint": format!("{issuer}/authorize"), "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"), "response_types_supported": ["code"], "subject_types_supported": ["public"],
        // More than it uses: what it boasts of is no permission.
        "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
    })
}

/// The token of a code, once: for the client, with its secret and the verifier behind the challenge.
fn exchange(book: &mut Book, head: &[String], body: &[u8]) -> Option<String> {
    let form: HashMap<String, String> =
        Url::parse(&format!("http://form/?{}", String::from_utf8_lossy(body))).ok()?.query_pairs().into_owned().collect();
    let escaped = |text: &str| text.replace(' ', "+").replace('\'', "%27");
    let client = STANDARD.encode(format!("{}:{}", escaped(CLIENT), escaped(SECRET)));
    let known = head.iter().any(|line| line.eq_ignore_ascii_case(&format!("authorization: Basic {client}")));
    let (challenge, token) = book.codes.remove(form.get("code")?)?;
    let proved = URL_SAFE_NO_PAD.encode(Sha256::digest(form.get("code_verifier")?)) == challenge;
    (known && proved && form["redirect_uri"].ends_with("/sign-in/google/callback")).then_some(token)
}
