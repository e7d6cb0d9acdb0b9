//! Signing in at a certified OpenID Connect provider that knows nothing of us: npm's `oidc-provider`.

use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Url, redirect};
use scraper::{Html, Selector};

use super::google::{SIGN_IN, link};
use crate::support::certified::Provider;
use crate::support::{Browser, World};

const CALLBACK: &str = "http://127.0.0.1:8080/sign-in/google/callback";

/// Walks through the provider's own pages as a browser would, and gives the path at which it comes back to us.
async fn walk(start: &str, login: &str, consents: bool) -> String {
    let http = Client::builder().redirect(redirect::Policy::none()).build().expect("a client");
    let mut cookies = std::collections::BTreeMap::<String, String>::new();
    let (mut address, mut form) = (Url::parse(start).expect("an address"), None);
    for _ in 0..20 {
        let cookie = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let request = match form.take() {
            Some(form) => http.post(address.clone()).form::<Vec<(String, String)>>(&form),
            None => http.get(address.clone()),
        };
        let response = request.header(COOKIE, cookie).send().await.expect("an answer");
        for set in response.headers().get_all(SET_COOKIE) {
            let (name, value) = set.to_str().expect("a cookie").split(';').next().and_then(|it| it.split_once('=')).expect("a cookie");
            cookies.insert(name.to_owned(), value.to_owned());
        }
        if let Some(location) = response.headers().get(LOCATION) {
            address = address.join(location.to_str().expect("an address")).expect("an address");
            if let Some(back) = address.as_str().strip_prefix("http://127.0.0.1:8080") {
                return back.to_owned();
            }
            continue;
        }
        let html = response.text().await.expect("a page");
        let page = Html::parse_document(&html);
        let all = |selector: &str, name: &str| -> Vec<String> {
            let selector = Selector::parse(selector).expect("a selector");
            page.select(&selector).map(|it| it.value().attr(name).unwrap_or_default().to_owned()).collect()
        };
        let prompt = all("form input[name='prompt']", "value").pop().unwrap_or_else(|| panic!("no form at {address}:\n{html}"));
        if prompt == "consent" && !consents {
            address = address.join(&all("a[href*='abort']", "href")[0]).expect("an address");
            continue;
        }
        address = address.join(&all("form", "action")[0]).expect("an address");
        form = Some(vec![("prompt".to_owned(), prompt), ("login".to_owned(), login.to_owned()), ("password".to_owned(), "any".to_owned())]);
    }
    panic!("no way back from {address}");
}

async fn come_back(browser: &Browser, from: &str, login: &str, consents: bool) -> crate::support::Page {
    let page = browser.post(from, &[]).await;
    let link = page.attributes(".door a", "href").remove(0);
    browser.get(&walk(&link, login, consents).await).await
}

#[actix_web::test]
async fn auth_17_a_certified_provider_signs_in_whom_it_knows() {
    let provider = Provider::start(CALLBACK);
    let client = provider.client();
    let world = World::configured(|config| config.google = Some(client)).await;
    link(&world, "ria", &provider.issuer, "ria-at-google").await;
    let ria = world.visitor();
    let page = come_back(&ria, SIGN_IN, "ria-at-google", true).await;
    assert_eq!((page.status, page.header("location")), (303, "/doors"), "{}", page.html);
    assert_eq!(ria.get("/doors").await.header("location"), "/o/acme/reception/andheri/queue");
    let stranger = world.visitor();
    assert_eq!(come_back(&stranger, SIGN_IN, "stranger", true).await.text("h1"), "This Google account isn't linked yet");
    assert_eq!(come_back(&stranger, SIGN_IN, "stranger", false).await.text("h1"), "You did not go on at Google");
    let om = world.sign_in("om").await;
    assert_eq!(come_back(&om, "/account/google", "om-at-google", true).await.header("location"), "/account/ways-in");
    let again = come_back(&world.visitor(), SIGN_IN, "om-at-google", true).await;
    assert_eq!(again.header("location"), "/sign-in/second-step", "an admin shows the second factor however they come");
}
