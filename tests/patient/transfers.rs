//! A record's way to another phone: offered by one side, taken by the other with six digits.

use futures_util::future::join_all;

use super::{IYER, RAO, hex, sql};
use crate::support::register::worked;
use crate::support::world::id;
use crate::support::{Browser, World};

/// Asha offers Kabir's record to a phone; answers the digits.
async fn offer(asha: &Browser, phone: &str) -> String {
    let page = asha.post(&format!("/patient/family/{}/transfers", id("kabir")), &[("phone", phone)]).await;
    assert_eq!(page.status, 200, "{}", page.html);
    page.text("#transfer-code")
}

/// The way to take what is offered.
async fn acceptance(taker: &Browser) -> String {
    let link = taker.get("/patient/family").await.attributes(".offer a.button", "href").first().expect("an offer").clone();
    assert_eq!(taker.get(&link).await.status, 200);
    format!("{link}/acceptance")
}

async fn opens_kabir(browser: &Browser) -> bool {
    browser.get(&format!("/patient/family/{}", id("kabir"))).await.status == 200
}

#[actix_web::test]
async fn az_14_both_sides_agree_and_the_giver_is_told() {
    let world = World::open().await;
    let (asha, lakshmi) = (world.sign_in_by_phone(RAO).await, world.sign_in_by_phone(IYER).await);
    let code = offer(&asha, IYER).await;
    let (first, last) = code.split_at(2);
    let page = lakshmi.submit(&acceptance(&lakshmi).await, &[("code", &format!("{first}a{last}")), ("relation", "child")]).await;
    assert!(page.status == 422 && !opens_kabir(&lakshmi).await, "digits with a letter among them are no code");
    let page = lakshmi.get("/patient/family").await;
    assert!(page.text(".offer h2").contains("Kabir R.") && !page.html.contains("Kabir Rao"), "the name is only hinted at");
    assert!(!opens_kabir(&lakshmi).await && opens_kabir(&asha).await, "an offer changes nothing");
    let page = lakshmi.submit(&acceptance(&lakshmi).await, &[("code", &code), ("relation", "child")]).await;
    assert_eq!(page.texts(".members b"), ["Lakshmi Iyer", "Kabir Rao"]);
    assert!(opens_kabir(&lakshmi).await && !opens_kabir(&asha).await);
    worked(&lakshmi).await;
    let message = world.message_to("+919845012345").await.expect("a message to the giver");
    assert!(message.body.contains("Kabir Rao"), "{}", message.body);
    let found = world.sign_in("ria").await.get("/reception/andheri/searches?q=9820011111").await;
    assert!(found.html.contains("Kabir"), "found by the new number");
}

#[actix_web::test]
async fn az_14_a_grown_up_s_record_is_not_the_family_s_to_give() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(RAO).await;
    let code = offer(&asha, "98330 40404").await;
    sql(&world, format!("UPDATE profiles SET born_on = CURDATE() - INTERVAL 19 YEAR WHERE id = {}", hex(id("kabir")))).await;
    assert_eq!(asha.get(&format!("/patient/family/{}/transfers/new", id("kabir"))).await.status, 404);
    assert_eq!(asha.post(&format!("/patient/family/{}/transfers", id("kabir")), &[("phone", IYER)]).await.status, 404);
    let second = world.sign_in_by_phone("98330 40404").await;
    second.submit(&acceptance(&second).await, &[("code", &code), ("relation", "self")]).await;
    assert!(!opens_kabir(&second).await && !opens_kabir(&asha).await, "nor on a second phone of the guardian's");
}

#[actix_web::test]
async fn az_14_a_child_is_nobody_s_self_and_a_grown_up_nobody_s_child() {
    let world = World::open().await;
    let (asha, lakshmi) = (world.sign_in_by_phone(RAO).await, world.sign_in_by_phone(IYER).await);
    let code = offer(&asha, IYER).await;
    let page = lakshmi.submit(&acceptance(&lakshmi).await, &[("code", &code), ("relation", "self")]).await;
    assert_eq!((page.status, page.count("[data-error] .error")), (422, 1), "{}", page.html);
    let page = asha.post(&format!("/patient/family/{}/transfers", id("mohan_rao")), &[("phone", IYER)]).await;
    let link = lakshmi.get("/patient/family").await.attributes(".offer a.button", "href")[0].clone();
    let form = [("code", page.text("#transfer-code")), ("relation", "other".to_owned())];
    let form: Vec<(&str, &str)> = form.iter().map(|(field, value)| (*field, value.as_str())).collect();
    assert_eq!(lakshmi.submit(&format!("{link}/acceptance"), &form).await.status, 422);
}

#[actix_web::test]
async fn an_offer_alone_makes_nobody_a_member_that_counts() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(RAO).await;
    offer(&asha, "98200 99999").await;
    let zubin = swasthya::db::ids::UserId(id("user zubin"));
    let only = world.databases().read_directory(move |db| {
        let zenith =
            swasthya::directory::people::Membership::of_user(db, zubin)?.into_iter().find(|it| it.slug == "zenith").expect("zenith");
        swasthya::directory::people::Membership::is_only_of(db, zubin, zenith.organisation)
    });
    assert!(only.await.expect("the directory"));
}

#[actix_web::test]
async fn auth_11_of_fifty_guesses_at_once_five_are_compared() {
    let world = World::committed().await;
    let (asha, lakshmi) = (world.sign_in_by_phone(RAO).await, world.sign_in_by_phone(IYER).await);
    let code = offer(&asha, IYER).await;
    let accept = acceptance(&lakshmi).await;
    let wrong = if code == "123456" { "654321" } else { "123456" };
    let form = [("code", wrong), ("relation", "child")];
    join_all((0..50).map(|_| lakshmi.post(&accept, &form))).await;
    let refused: i64 = world
        .databases()
        .read("acme", |db| {
            use diesel::prelude::*;
            use swasthya::schema::organisation::audit_logs;
            audit_logs::table.filter(audit_logs::action.eq("transfer_refused")).count().get_result(db)
        })
        .await
        .expect("the audit");
    assert_eq!(refused, 5);
    assert_eq!(lakshmi.post(&accept, &[("code", &code), ("relation", "child")]).await.status, 404, "the right digits come too late");
    assert!(opens_kabir(&asha).await);
}

#[actix_web::test]
async fn an_offer_is_declined_taken_back_or_replaced() {
    let world = World::open().await;
    let (asha, lakshmi) = (world.sign_in_by_phone(RAO).await, world.sign_in_by_phone(IYER).await);
    let first = offer(&asha, IYER).await;
    let old = acceptance(&lakshmi).await;
    let second = offer(&asha, IYER).await;
    assert_eq!(lakshmi.post(&old, &[("code", &first), ("relation", "child")]).await.status, 404, "only the newest offer stands");
    let decline = acceptance(&lakshmi).await.replace("acceptance", "removal");
    assert_eq!(lakshmi.submit(&decline, &[]).await.count(".offer"), 0);
    assert_eq!(asha.get("/patient/family").await.count("#offered li"), 0);
    offer(&asha, IYER).await;
    let withdraw = asha.get("/patient/family").await.attributes("#offered form", "action")[0].clone();
    asha.submit(&withdraw, &[]).await;
    assert_eq!(lakshmi.get("/patient/family").await.count(".offer"), 0);
    assert_eq!(lakshmi.post(&withdraw, &[]).await.status, 404);
    assert!(!second.is_empty() && opens_kabir(&asha).await);
}

#[actix_web::test]
async fn az_2_an_offer_is_nobody_else_s_to_take() {
    let world = World::open().await;
    let (asha, lakshmi) = (world.sign_in_by_phone(RAO).await, world.sign_in_by_phone(IYER).await);
    let code = offer(&asha, "98330 40404").await;
    let withdraw = asha.get("/patient/family").await.attributes("#offered form", "action")[0].clone();
    let form = [("code", code.as_str()), ("relation", "child")];
    assert_eq!(lakshmi.post(&withdraw.replace("removal", "acceptance"), &form).await.status, 404);
    assert_eq!(lakshmi.post(&withdraw, &[]).await.status, 404);
    assert_eq!(asha.post(&withdraw.replace("removal", "acceptance"), &form).await.status, 404, "nor the giver's");
}

#[actix_web::test]
async fn the_holder_s_own_record_and_the_own_number_are_not_offered() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(RAO).await;
    assert_eq!(asha.post(&format!("/patient/family/{}/transfers", id("asha")), &[("phone", IYER)]).await.status, 404);
    let page = asha.post(&format!("/patient/family/{}/transfers", id("kabir")), &[("phone", RAO)]).await;
    assert_eq!((page.status, page.attributes("#phone", "value")), (422, vec![RAO.to_owned()]));
    for _ in 0..5 {
        offer(&asha, IYER).await;
    }
    assert_eq!(asha.post(&format!("/patient/family/{}/transfers", id("kabir")), &[("phone", IYER)]).await.status, 422, "five a day");
}

#[actix_web::test]
async fn strange_numbers_beyond_the_day_s_limit_get_no_account_however_many_are_given_at_once() {
    let world = World::committed().await;
    let asha = world.sign_in_by_phone(RAO).await;
    let path = format!("/patient/family/{}/transfers", id("kabir"));
    let numbers: Vec<String> = (0..30).map(|number| format!("90000000{number:02}")).collect();
    let forms: Vec<[(&str, &str); 1]> = numbers.iter().map(|number| [("phone", number.as_str())]).collect();
    join_all(forms.iter().map(|form| asha.post(&path, form))).await;
    let made: i64 = world
        .databases()
        .read_directory(|db| {
            use diesel::prelude::*;
            use swasthya::schema::directory::users;
            users::table.filter(users::phone.like("+9190000000%")).count().get_result(db)
        })
        .await
        .expect("the directory");
    assert_eq!(made, 10);
    let page = asha.post(&path, &[("phone", "9000000099")]).await;
    assert_eq!((page.status, page.count("#phone-error")), (422, 1), "{}", page.html);
}
