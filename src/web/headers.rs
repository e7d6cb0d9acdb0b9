//! The headers that every response carries.

use actix_web::HttpResponse;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use actix_web::middleware::Next;

/// Nothing inline, nothing from elsewhere. What may frame the page is said after it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
form-action 'self'; frame-src 'self'; base-uri 'none'; manifest-src 'self'; frame-ancestors";

/// Nobody frames a page, but ours the pages on which one signs in: where a session is over, that is done on the spot.
fn framed_by(path: &str) -> (&'static str, &'static str) {
    if path == "/signed-in" || path == "/sign-in" || path.starts_with("/sign-in/") { ("'self'", "SAMEORIGIN") } else { ("'none'", "DENY") }
}

/// Sets the security headers; and forbids keeping what is not a static file.
pub async fn secure<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let framed = framed_by(request.path());
    match next.call(request).await {
        Ok(mut response) => {
            add_to(response.headers_mut(), framed);
            Ok(response)
        }
        // A layer failed before there was a request to answer: a session that could not be written.
        Err(error) => {
            tracing::error!(%error, "request failed");
            let mut response = HttpResponse::ServiceUnavailable()
                .insert_header((RETRY_AFTER, "2"))
                .body("The server is busy. Try again in a few seconds.");
            add_to(response.headers_mut(), framed);
            Err(InternalError::from_response(error, response).into())
        }
    }
}

fn add_to(headers: &mut HeaderMap, (ancestors, options): (&str, &'static str)) {
    let policy = HeaderValue::from_str(&format!("{POLICY} {ancestors}"));
    headers.insert(CONTENT_SECURITY_POLICY, policy.unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'")));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", options),
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
        ("strict-transport-security", "max-age=31536000; includeSubDomains"),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}
