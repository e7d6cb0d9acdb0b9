//! Google, by OpenID Connect (Core 1.0, the code flow with PKCE): discovery, the exchange of the code, and what must be true
//! of an identity token. Knows nothing of sessions, and never looks at an e-mail address.

use std::time::Duration;

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpClientError, HttpRequest, HttpResponse, IdToken, IdTokenFields, IdTokenVerifier,
    IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, SignatureVerificationError,
    StandardErrorResponse, StandardTokenResponse, TokenResponse, http,
};
use reqwest::redirect;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::config::Config;

/// A configured provider, and what it last said about itself.
pub struct Google {
    client_id: ClientId,
    client_secret: ClientSecret,
    issuer: IssuerUrl,
    /// Where the browser comes back to: registered with the provider.
    back: RedirectUrl,
    http: reqwest::Client,
    known: Mutex<Option<Known>>,
}

/// The provider's endpoints and keys.
#[derive(Clone)]
struct Known {
    metadata: CoreProviderMetadata,
    read_at: DateTime<Utc>,
}

/// A sign-in that begins. All but the address stays with the browser's session, and works once.
#[derive(Clone, Serialize, Deserialize)]
pub struct GoogleAttempt {
    pub state: String,
    nonce: String,
    verifier: String,
}

/// Who came back. The two together name a person, for good; nothing else does (Core 5.7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    pub issuer: String,
    /// Printable ASCII, at most 255 characters.
    pub subject: String,
}

/// Why nobody came back. Never holds a code, a token or a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoogleFailure {
    /// The provider is away, slow, or talks nonsense: later it may work.
    Away(String),
    /// What it said of the person cannot be trusted.
    Refused(String),
}

/// The claims that the crate does not look at.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct NotBefore {
    /// Seconds since 1970 (RFC 7519, 4.1.5).
    nbf: Option<i64>,
}

impl AdditionalClaims for NotBefore {}

type Token = IdToken<NotBefore, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

type Fields = IdTokenFields<NotBefore, EmptyExtraTokenFields, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

type Client = openidconnect::Client<
    NotBefore,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// How long the whole of a conversation may take: somebody is waiting for the page.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long the endpoints and keys are believed.
const BELIEVED: TimeDelta = TimeDelta::hours(1);

/// A token signed by an unknown key makes us ask for the keys again, this often at most.
const PAUSE: TimeDelta = TimeDelta::minutes(1);

/// How far the provider's clock may be ahead of ours.
const SKEW: TimeDelta = TimeDelta::minutes(1);

/// The longest answer that is read, in bytes.
const LONGEST: usize = 256 * 1024;

impl Google {
    /// The provider of the configuration, if it names one. It is only ever asked at the addresses that it publishes itself:
    /// redirects are not followed, and an issuer with TLS leads nowhere without.
    pub fn of(config: &Config) -> anyhow::Result<Option<Google>> {
        let Some(google) = &config.google else { return Ok(None) };
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .redirect(redirect::Policy::none())
            .https_only(google.issuer.starts_with("https://"))
            .pool_max_idle_per_host(0)
            .build()
            .context("GOOGLE_ISSUER")?;
        Ok(Some(Google {
            client_id: ClientId::new(google.client_id.clone()),
            client_secret: ClientSecret::new(google.client_secret.expose_secret().to_owned()),
            issuer: IssuerUrl::new(google.issuer.clone()).context("GOOGLE_ISSUER")?,
            back: RedirectUrl::new(format!("{}/sign-in/google/callback", config.base_url)).context("BASE_URL")?,
            http,
            known: Mutex::new(None),
        }))
    }

    /// Whether an answer that names its issuer names ours (RFC 9207).
    pub fn is_issuer(&self, name: &str) -> bool {
        self.issuer.as_str() == name
    }

    /// Begins: where to send the browser, and what to remember of it.
    pub async fn begin(&self, now: DateTime<Utc>) -> Result<(String, GoogleAttempt), GoogleFailure> {
        within(PATIENCE, async {
            let client = self.client(&self.known(now, BELIEVED).await?)?;
            let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
            let (url, state, nonce) = client
                .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
                .set_pkce_challenge(challenge)
                // At a desk that several people use, each chooses their own account.
                .add_prompt(CoreAuthPrompt::SelectAccount)
                .url();
            if self.issuer.as_str().starts_with("https://") && url.scheme() != "https" {
                return Err(GoogleFailure::Away("the provider asks for passwords without TLS".into()));
            }
            let attempt = GoogleAttempt { state: state.into_secret(), nonce: nonce.secret().clone(), verifier: verifier.into_secret() };
            Ok((url.into(), attempt))
        })
        .await
    }

    /// Ends what [`Google::begin`] began: exchanges the code, and says who came back.
    pub async fn finish(&self, attempt: GoogleAttempt, code: String, now: DateTime<Utc>) -> Result<Identity, GoogleFailure> {
        within(PATIENCE, async {
            let known = self.known(now, BELIEVED).await?;
            let http = |request| send(self.http.clone(), request);
            let tokens = self
                .client(&known)?
                .exchange_code(AuthorizationCode::new(code))
                .map_err(|_| GoogleFailure::Away("the provider has no token endpoint".into()))?
                .set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier))
                .request_async(&http)
                .await
                .map_err(|error| match error {
                    RequestTokenError::ServerResponse(it) => {
                        GoogleFailure::Refused(format!("no token for the code: {}", it.error().as_ref()))
                    }
                    RequestTokenError::Parse(..) => GoogleFailure::Refused("no token that can be read for the code".into()),
                    error => GoogleFailure::Away(format!("{:#}", anyhow::Error::from(error))),
                })?;
            let token = tokens.id_token().ok_or_else(|| GoogleFailure::Refused("no identity token for the code".into()))?;
            let nonce = Nonce::new(attempt.nonce);
            match self.identity(&known, token, &nonce, now) {
                Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)) => {
                    let known = self.known(now, PAUSE).await?;
                    self.identity(&known, token, &nonce, now)
                }
                checked => checked,
            }
            .map_err(|error| GoogleFailure::Refused(format!("{:#}", anyhow::Error::from(error))))
        })
        .await
    }

    /// Checks an identity token (Core 3.1.3.7): issuer, audience, RS256 by one of the issuer's keys and nothing else, times,
    /// nonce.
    fn identity(&self, known: &Known, token: &Token, nonce: &Nonce, now: DateTime<Utc>) -> Result<Identity, ClaimsVerificationError> {
        let verifier = IdTokenVerifier::new_public_client(self.client_id.clone(), self.issuer.clone(), known.metadata.jwks().clone())
            .set_allowed_algs([CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256])
            .set_time_fn(move || now)
            .set_issue_time_verifier_fn(move |at| if at > now + SKEW { Err(format!("issued at {at}, later than now")) } else { Ok(()) });
        let claims = token.claims(&verifier, nonce)?;
        if claims.authorized_party().is_some_and(|party| *party != self.client_id) {
            return Err(ClaimsVerificationError::InvalidAudience("issued to another client".into()));
        }
        if claims.additional_claims().nbf.is_some_and(|at| at > (now + SKEW).timestamp()) {
            return Err(ClaimsVerificationError::Expired("not valid yet".into()));
        }
        let subject = claims.subject().as_str();
        // The column compares bytes but for spaces at the end.
        if subject.is_empty() || subject.len() > 255 || !subject.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(ClaimsVerificationError::InvalidSubject("not 1 to 255 printable characters".into()));
        }
        Ok(Identity { issuer: self.issuer.as_str().to_owned(), subject: subject.to_owned() })
    }

    fn client(&self, known: &Known) -> Result<Client, GoogleFailure> {
        if known.metadata.token_endpoint().is_none() {
            return Err(GoogleFailure::Away("the provider has no token endpoint".into()));
        }
        let secret = Some(self.client_secret.clone());
        Ok(Client::from_provider_metadata(known.metadata.clone(), self.client_id.clone(), secret).set_redirect_uri(self.back.clone()))
    }

    /// What the provider says about itself, asked again when it was asked longer ago than that. Of many at once, one asks.
    async fn known(&self, now: DateTime<Utc>, at_most: TimeDelta) -> Result<Known, GoogleFailure> {
        let mut known = self.known.lock().await;
        if let Some(known) = known.as_ref().filter(|it| now - it.read_at < at_most) {
            return Ok(known.clone());
        }
        let http = |request| send(self.http.clone(), request);
        let metadata = CoreProviderMetadata::discover_async(self.issuer.clone(), &http)
            .await
            .map_err(|error| GoogleFailure::Away(format!("discovery: {:#}", anyhow::Error::from(error))))?;
        Ok(known.insert(Known { metadata, read_at: now }).clone())
    }
}

/// Gives up a conversation that takes too long.
async fn within<T>(patience: Duration, talk: impl Future<Output = Result<T, GoogleFailure>>) -> Result<T, GoogleFailure> {
    timeout(patience, talk).await.unwrap_or_else(|_| Err(GoogleFailure::Away("no answer in time".into())))
}

/// One request and its answer, which is read as far as it may be long.
async fn send(client: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, HttpClientError<reqwest::Error>> {
    let plain = |error: reqwest::Error| Box::new(error.without_url());
    let request = request.try_into().map_err(plain)?;
    let mut response = client.execute(request).await.map_err(plain)?;
    let mut answer = http::Response::builder().status(response.status());
    if let Some(headers) = answer.headers_mut() {
        headers.extend(response.headers().clone());
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(plain)? {
        body.extend_from_slice(&chunk);
        if body.len() > LONGEST {
            return Err(HttpClientError::Other("the answer is too long".into()));
        }
    }
    Ok(answer.body(body)?)
}
