//! A notice on its way from an answer to the page that the answer leads to, and to no other: it is sealed in a cookie of its
//! own, and the address of that page carries its number. Another tab, or a board that refreshes itself, cannot take it.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, CookieJar, Key, SameSite, time::Duration};

use super::error::Error;
use super::view::Notice;
use crate::keys::{hex, random};

/// The name of the number in an address.
const NUMBER: &str = "said";

/// How long the page may take to come, in seconds.
const PATIENCE: i64 = 60;

/// What notices are sealed with. One an application, in its data.
#[derive(Clone)]
pub struct NoticeSeal {
    key: Key,
    secure: bool,
}

impl NoticeSeal {
    /// With a key of 64 bytes from the installation's secret; cookies for TLS alone where `secure`.
    pub fn new(key: &[u8], secure: bool) -> NoticeSeal {
        NoticeSeal { key: Key::derive_from(key), secure }
    }

    fn cookie(&self, number: &str, content: String, seconds: i64) -> Cookie<'static> {
        Cookie::build(format!("notice-{number}"), content)
            .path("/")
            .http_only(true)
            .secure(self.secure)
            .same_site(SameSite::Lax)
            .max_age(Duration::seconds(seconds))
            .finish()
    }
}

/// The address with the notice's number, and the cookie that holds the notice.
pub fn send(request: &HttpRequest, address: &str, notice: &Notice) -> Result<(String, Cookie<'static>), Error> {
    let seal = request.app_data::<NoticeSeal>().ok_or_else(|| anyhow::anyhow!("an application without its seal"))?;
    let number = hex(&random::<4>().map_err(anyhow::Error::from)?);
    let mut jar = CookieJar::new();
    let words = serde_json::to_string(notice).map_err(anyhow::Error::from)?;
    jar.private_mut(&seal.key).add(seal.cookie(&number, words, PATIENCE));
    let sealed = jar.delta().next().cloned().ok_or_else(|| anyhow::anyhow!("a notice that was not sealed"))?;
    Ok((numbered(address, &number), sealed))
}

/// The address of a page that only leads on, with the number of the notice that is to be said there.
pub fn pass_on(request: &HttpRequest, address: &str) -> String {
    request.query_string().split('&').find_map(number_in).map_or_else(|| address.to_owned(), |number| numbered(address, number))
}

fn numbered(address: &str, number: &str) -> String {
    let (page, place) = address.split_at(address.find('#').unwrap_or(address.len()));
    let joint = if page.contains('?') { '&' } else { '?' };
    format!("{page}{joint}{NUMBER}={number}{place}")
}

/// The notice that this request asked for by its number, and the cookie that forgets it: it is said once.
pub fn receive(request: &HttpRequest) -> Option<(Notice, Cookie<'static>)> {
    let seal = request.app_data::<NoticeSeal>()?;
    let number = request.query_string().split('&').find_map(number_in)?;
    let forgotten = seal.cookie(number, String::new(), 0);
    let mut jar = CookieJar::new();
    jar.add_original(request.cookie(forgotten.name())?);
    let opened = jar.private(&seal.key).get(forgotten.name())?;
    Some((serde_json::from_str(opened.value()).ok()?, forgotten))
}

/// A path and query without the number of a notice: to come back to.
pub fn without_number(path_and_query: &str) -> String {
    let Some((path, query)) = path_and_query.split_once('?') else { return path_and_query.to_owned() };
    let rest: Vec<&str> = query.split('&').filter(|it| number_in(it).is_none()).collect();
    if rest.is_empty() { path.to_owned() } else { format!("{path}?{}", rest.join("&")) }
}

fn number_in(parameter: &str) -> Option<&str> {
    let (name, number) = parameter.split_once('=')?;
    (name == NUMBER && number.len() == 8 && number.bytes().all(|it| it.is_ascii_hexdigit())).then_some(number)
}

#[cfg(test)]
mod tests {
    use actix_web::HttpRequest;
    use actix_web::cookie::Cookie;
    use actix_web::test::TestRequest;

    use super::{NoticeSeal, receive, send, without_number};
    use crate::locale::Message;
    use crate::web::view::Notice;

    fn request(address: &str, cookies: &[&Cookie<'static>]) -> HttpRequest {
        let request = TestRequest::get().uri(address).app_data(NoticeSeal::new(&[7; 64], false));
        cookies.iter().fold(request, |request, cookie| request.cookie((*cookie).clone())).to_http_request()
    }

    #[test]
    fn a_notice_is_said_by_the_page_that_its_answer_leads_to_and_by_no_other() {
        let notice = Notice::success(Message::new("saved"));
        let (address, cookie) = send(&request("/a", &[]), "/b?on=1#items", &notice).expect("sealed");
        let (page, place) = address.split_once('#').expect("a place");
        assert_eq!((place, without_number(page).as_str()), ("items", "/b?on=1"));
        let (other, second) = send(&request("/a", &[]), "/b", &notice).expect("sealed");
        assert_ne!(cookie.name(), second.name());
        for elsewhere in ["/b", "/b?on=1", "/b?said=00000000", "/b?said=", "/b?said=zzzzzzzz"] {
            assert!(receive(&request(elsewhere, &[&cookie, &second])).is_none(), "{elsewhere}");
        }
        let (said, forgotten) = receive(&request(page, &[&cookie, &second])).expect("its own");
        assert_eq!((said, forgotten.name()), (notice, cookie.name()));
        assert!(forgotten.max_age().is_some_and(|it| it.is_zero()));
        assert!(receive(&request(&other, &[&second])).is_some());
    }

    #[test]
    fn what_was_sealed_elsewhere_is_not_said() {
        let (address, cookie) = send(&request("/a", &[]), "/b", &Notice::success(Message::new("saved"))).expect("sealed");
        assert!(!cookie.value().contains("saved"), "nobody reads it on its way");
        let stranger = TestRequest::get().uri(&address).app_data(NoticeSeal::new(&[8; 64], false)).cookie(cookie).to_http_request();
        assert!(receive(&stranger).is_none());
    }
}
