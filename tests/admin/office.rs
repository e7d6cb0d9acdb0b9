//! What of the office opens to staff.

use crate::support::register::{REGISTER, bring, brought};
use crate::support::world::id;
use crate::support::{Browser, World};

async fn holding(world: &World, permissions: &str) -> Browser {
    world.run_in("acme", &format!("UPDATE clinic_members SET permissions = '[{permissions}]' WHERE id = <mira at andheri>"));
    world.sign_in("mira").await
}

#[actix_web::test]
async fn the_office_opens_on_the_first_page_that_is_theirs_and_its_menu_shows_no_other() {
    let world = World::open().await;
    for (permissions, first, menu) in [
        (r#""imports","audit""#, "imports", vec!["Old register", "Audit"]),
        (r#""audit""#, "audit", vec!["Audit"]),
        (r#""people","payments""#, "people", vec!["People"]),
        (r#""figures""#, "figures", vec!["Today"]),
    ] {
        let mira = holding(&world, permissions).await;
        let page = mira.get("/admin").await;
        assert_eq!((page.status, page.header("location")), (303, format!("/o/acme/admin/{first}").as_str()));
        assert_eq!(mira.get(page.location()).await.texts(".topbar > nav a"), menu);
    }
    let mira = holding(&world, r#""payments""#).await;
    assert_eq!(mira.get("/admin").await.status, 403);
    assert_eq!(mira.get("/doors").await.header("location"), "/o/acme/reception/andheri/queue", "no door to an office");
}

#[actix_web::test]
async fn the_figures_are_of_the_clinics_where_they_may_see_them() {
    let world = World::open().await;
    let page = world.sign_in("mira").await.get("/admin/figures").await;
    assert_eq!(page.texts("#by-clinic th[scope=row]"), ["Andheri Clinic"]);
    assert!(page.queries <= 6, "{} statements", page.queries);
}

#[actix_web::test]
async fn the_audit_is_of_the_clinics_where_they_may_read_it() {
    let world = World::open().await;
    let (om, mira) = (world.sign_in("om").await, world.sign_in("mira").await);
    for (clinic, name) in [("andheri", "Andheri Clinic"), ("bandra", "Bandra Clinic")] {
        om.post(&format!("/admin/clinics/{}", id(clinic)), &[("name", name), ("kind", "clinic"), ("fee", "77")]).await;
    }
    om.post(&format!("/admin/people/{}/deactivate", id("bela")), &[]).await;
    let rows = mira.get("/admin/audit").await.texts("#log tbody tr");
    assert!(!rows.is_empty() && rows.iter().all(|it| it.contains("Andheri Clinic")), "{rows:?}");
    assert_eq!(mira.get(&format!("/admin/audit?clinic={}", id("bandra"))).await.count("#log"), 0, "whatever is asked for");
    assert_eq!(om.get("/admin/audit").await.texts("#log tbody tr").len(), rows.len() + 2);
}

#[actix_web::test]
async fn a_register_is_brought_for_the_clinics_where_they_may() {
    let world = World::open().await;
    let (om, mira) = (world.sign_in("om").await, world.sign_in("mira").await);
    let own = brought(&mira, REGISTER).await;
    assert_eq!(mira.get(&own).await.status, 200);
    assert_eq!(bring(&mira, "bandra", REGISTER).await.count("#clinic-error"), 1);
    let page = bring(&om, "bandra", &REGISTER.replace("Verma", "Joshi")).await;
    let other = page.header("location").to_owned();
    assert_eq!(om.get(&other).await.status, 200);
    for path in [other.clone(), format!("{other}/refused.csv")] {
        assert_eq!(mira.get(&path).await.status, 404, "{path}");
    }
    for rest in ["run", "columns"] {
        assert_eq!(mira.post(&format!("{other}/{rest}"), &[]).await.status, 404, "{rest}");
    }
    assert_eq!(mira.get("/admin/imports").await.count("a[href*='/imports/']"), 1);
}

#[actix_web::test]
async fn a_new_owner_is_shown_what_comes_first_until_it_is_done() {
    let world = World::open().await;
    let (om, ria) = (world.sign_in("om").await, world.sign_in("ria").await);
    let ticked = async || {
        let page = om.get("/admin/first-steps").await;
        (page.status, page.count("#first-steps li"), page.count("#first-steps [href$='#i-circle-check']"), page.queries)
    };
    world.run_in("acme", "UPDATE clinics SET upi_id = ''");
    assert_eq!(om.get("/admin").await.location(), "/o/acme/admin/first-steps");
    let (status, steps, done, queries) = ticked().await;
    assert_eq!((status, steps, done, queries <= 6), (200, 5, 3, true), "doctors, a desk and patients are there");
    world.run_in("acme", "UPDATE clinics SET upi_id = 'acme@bank'");
    assert_eq!(ticked().await.2, 4);
    assert_eq!(ria.get(&format!("/reception/andheri/patients/{}/card", id("asha"))).await.status, 200);
    assert_eq!(ticked().await.2, 5, "printed: nothing is left");
    assert_eq!(om.get("/admin").await.location(), "/o/acme/admin/figures");
}

#[actix_web::test]
async fn an_organisation_that_works_already_is_shown_no_first_steps() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    world.run_in("acme", "UPDATE clinics SET created_at = created_at - INTERVAL 31 DAY");
    assert_eq!(om.get("/admin").await.location(), "/o/acme/admin/figures");
    assert_eq!(world.sign_in("mira").await.get("/admin/first-steps").await.status, 403, "a manager does not set it up");
}
