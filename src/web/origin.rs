//! Forgery: a request that changes something must come from a page of ours. The browser says so itself
//! (`Sec-Fetch-Site`), or else the `Origin` must be this host; there are no tokens to forget in a form.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HOST, ORIGIN};
use actix_web::middleware::Next;

use super::error::Error;

/// Where the pages are, as browsers spell it, `https://clinic.example`; in the demo wherever they were asked for.
#[derive(Clone, Debug)]
pub struct OwnOrigin(pub Option<String>);

impl OwnOrigin {
    /// Of the address that links in messages begin with: without its path.
    pub fn of(base_url: &str) -> OwnOrigin {
        OwnOrigin(Some(base_url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/").to_ascii_lowercase()))
    }
}

/// Refuses unsafe methods from elsewhere.
pub async fn check<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_ours(&request) {
        return next.call(request).await.map(ServiceResponse::map_into_left_body);
    }
    Ok(request.error_response(Error::Forbidden).map_into_right_body())
}

fn is_ours(request: &ServiceRequest) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let (site, origin, host) = (header("Sec-Fetch-Site"), header(ORIGIN.as_str()), header(HOST.as_str()));
    if site.is_some_and(|it| it != "same-origin") {
        return false;
    }
    match (request.app_data::<OwnOrigin>().and_then(|it| it.0.as_deref()), origin) {
        (Some(own), Some(origin)) => own == origin,
        (Some(own), None) => site.is_some() && host.is_some_and(|host| own.ends_with(&format!("://{host}"))),
        (None, _) if site.is_some() => true,
        (None, Some(origin)) => {
            let place = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
            place.is_some() && place == host
        }
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::{OwnOrigin, is_ours};

    fn ours(own: Option<&str>, headers: &[(&str, &str)]) -> bool {
        let own = own.map_or(OwnOrigin(None), OwnOrigin::of);
        let request = headers.iter().fold(TestRequest::post().app_data(own), |request, header| request.insert_header(*header));
        is_ours(&request.to_srv_request())
    }

    #[test]
    fn in_production_only_its_own_address_counts() {
        let own = Some("https://Clinic.example/");
        assert!(ours(own, &[("Origin", "https://clinic.example"), ("Sec-Fetch-Site", "same-origin"), ("Host", "inside:8080")]));
        assert!(ours(own, &[("Host", "clinic.example"), ("Sec-Fetch-Site", "same-origin")]));
        for headers in [
            &[("Origin", "http://clinic.example"), ("Host", "clinic.example")] as &[_],
            &[("Origin", "https://evil.example"), ("Host", "evil.example"), ("Sec-Fetch-Site", "same-origin")],
            &[("Origin", "https://clinic.example"), ("Sec-Fetch-Site", "cross-site")],
            &[("Host", "evil.example"), ("Sec-Fetch-Site", "same-origin")],
            &[("Host", "clinic.example")],
            &[("Origin", "null"), ("Host", "clinic.example")],
        ] {
            assert!(!ours(own, headers), "{headers:?}");
        }
    }

    #[test]
    fn in_the_demo_the_page_is_where_it_was_asked_for() {
        assert!(ours(None, &[("Origin", "http://localhost:8080"), ("Host", "localhost:8080")]));
        for headers in [
            &[("Origin", "ftp://localhost"), ("Host", "localhost")] as &[_],
            &[("Origin", "http://evil.example"), ("Host", "localhost")],
            &[("Sec-Fetch-Site", "same-site"), ("Host", "localhost")],
            &[],
        ] {
            assert!(!ours(None, headers), "{headers:?}");
        }
    }
}
