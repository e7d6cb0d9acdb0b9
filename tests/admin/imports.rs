//! Bringing an old register.

use crate::support::World;
use crate::support::register::{REGISTER, bring, brought, run};
use crate::support::world::next_code;

#[actix_web::test]
async fn every_row_is_previewed_with_what_it_becomes_or_why_not() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = brought(&om, REGISTER).await;
    let page = om.get(&path).await;
    assert_eq!(page.status, 200);
    assert_eq!((page.text("#fresh"), page.text("#refused"), page.text("#alike")), ("5".into(), "2".into(), "3".into()));
    assert!(page.queries <= 6, "{} statements", page.queries);
    let refused = om.get(&format!("{path}?show=refused")).await;
    assert_eq!(refused.count("#rows tbody tr"), 2);
    assert!(refused.text("#rows").contains("not a day of the calendar"));
    let unsure = om.get(&format!("{path}?show=unsure")).await;
    assert!(unsure.text("#rows").contains("720754538") && unsure.text("#rows").contains("has 9 digits"), "{}", unsure.html);
    assert!(om.get(&format!("{path}?show=duplicates")).await.text("#rows").contains("Lakshmi Iyer"), "known before");
}

#[actix_web::test]
async fn what_is_refused_comes_back_with_reasons_and_without_formulas() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = brought(&om, REGISTER).await;
    let file = om.get(&format!("{path}/refused.csv")).await;
    assert!(file.header("content-type").starts_with("text/csv"));
    assert!(file.html.contains("'=5+5,'@Evil Name,24/M,31/02/1990,no phone,'-x"), "{}", file.html);
    assert!(file.html.contains("not a day of the calendar"));
}

#[actix_web::test]
async fn ses_9_a_file_of_people_leaves_only_with_a_second_factor_shown_of_late() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = brought(&om, REGISTER).await;
    world.let_pass_in_session("om", 6).await;
    assert_eq!(om.get(&path).await.status, 200);
    let page = om.get(&format!("{path}/refused.csv")).await;
    assert_eq!((page.status, page.header("location")), (303, format!("/account/confirm?next={path}").as_str()));
    assert!(!page.html.contains("no phone"), "{}", page.html);
    let code = next_code(world.databases(), "om").await;
    assert_eq!(om.post("/account/confirm", &[("code", &code), ("next", &path)]).await.header("location"), path);
    assert_eq!(om.get(&format!("{path}/refused.csv")).await.status, 200);
}

#[actix_web::test]
async fn a_column_can_be_corrected() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = brought(&om, "A,B\n1,Ravi Verma\n2,Asha Mehta\n").await;
    let page = om.submit(&format!("{path}/columns"), &[("columns", "number"), ("columns", "ignored")]).await;
    assert_eq!(page.text("#fresh"), "0");
    let page = om.submit(&format!("{path}/columns"), &[("columns", "number"), ("columns", "name")]).await;
    assert!(page.text("#reasons").contains("neither age nor sex"), "{}", page.html);
}

#[actix_web::test]
async fn a_file_that_is_none_is_refused() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    assert_eq!(bring(&om, "andheri", "").await.count("#file-error"), 1);
    let page = bring(&om, "thane", REGISTER).await;
    assert_eq!((page.status, page.count("#clinic-error")), (422, 1));
    assert_eq!(bring(&om, "andheri", &"x".repeat(6 * 1024 * 1024)).await.status, 422);
}

#[actix_web::test]
async fn others_do_not_import() {
    let world = World::open().await;
    let path = brought(&world.sign_in("om").await, REGISTER).await;
    let ria = world.sign_in("ria").await;
    assert_eq!(ria.get(&path).await.status, 403);
    assert_eq!(ria.post(&format!("{path}/run"), &[]).await.status, 403);
    let zara = world.sign_in("zara").await;
    assert_eq!(zara.get(&path).await.status, 404);
    assert_eq!(zara.get(&path.replace("/o/acme", "/o/zenith")).await.status, 404);
}

#[actix_web::test]
async fn valid_rows_are_imported_once_and_those_alike_are_marked() {
    let world = World::committed().await;
    let om = world.sign_in("om").await;
    let first = brought(&om, REGISTER).await;
    let page = run(&om, &first).await;
    assert_eq!(
        (page.text("#imported"), page.text("#there"), page.text("#refused"), page.text("#marked")),
        ("5".into(), "0".into(), "2".into(), "3".into())
    );
    let again = brought(&om, REGISTER).await;
    let preview = om.get(&again).await;
    assert_eq!((preview.text("#fresh"), preview.text("#there")), ("0".into(), "5".into()));
    let page = run(&om, &again).await;
    assert_eq!((page.text("#imported"), page.text("#there")), ("0".into(), "5".into()));
    assert!(om.get("/admin/audit?action=imported").await.text("#log").contains("old.csv"));
}
