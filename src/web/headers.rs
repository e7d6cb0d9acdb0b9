//! The headers that every response carries.

use actix_web::HttpResponse;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::Method;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER, STRICT_TRANSPORT_SECURITY,
};
use actix_web::middleware::Next;

use super::log::quoted;
use super::origin::OwnOrigin;

/// Nothing inline, nothing from elsewhere. What may frame the page is said after it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
form-action 'self'; frame-src 'self'; base-uri 'none'; manifest-src 'self'; frame-ancestors";

/// Nobody frames a page, but ours the pages on which one signs in: where a session is over, that is done on the spot.
fn framed_by(path: &str) -> (&'static str, &'static str) {
    if path == "/signed-in" || path == "/sign-in" || path.starts_with("/sign-in/") { ("'self'", "SAMEORIGIN") } else { ("'none'", "DENY") }
}

/// Sets the security headers; and forbids keeping what is not a static file.
pub async fn secure<B: MessageBody>(mut request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let framed = framed_by(request.path());
    let behind_tls = request.app_data::<OwnOrigin>().is_some_and(|own| own.0.as_deref().is_some_and(|it| it.starts_with("https://")));
    // Asked for the head alone, the server answers as it would, and sends no body: it remembers what it was asked.
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    match next.call(request).await {
        Ok(mut response) => {
            add_to(response.headers_mut(), framed, behind_tls);
            Ok(response)
        }
        // A layer failed before there was a request to answer: a session that could not be written.
        Err(error) => {
            tracing::error!(error = quoted(&error), "request failed");
            let mut response = HttpResponse::ServiceUnavailable()
                .insert_header((RETRY_AFTER, "2"))
                .body("The server is busy. Try again in a few seconds.");
            add_to(response.headers_mut(), framed, behind_tls);
            Err(InternalError::from_response(error, response).into())
        }
    }
}

fn add_to(headers: &mut HeaderMap, (ancestors, options): (&str, &'static str), behind_tls: bool) {
    let policy = HeaderValue::from_str(&format!("{POLICY} {ancestors}"));
    headers.insert(CONTENT_SECURITY_POLICY, policy.unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'")));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", options),
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if behind_tls {
        // For this host alone: the owner's other ones are not ours to speak for.
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}
