//! What a manager may give, and to whom.

use crate::support::world::id;
use crate::support::{Browser, World};

fn place(clinic: &str, what: &str) -> String {
    format!("{} {what}", id(clinic))
}

fn path(name: &str) -> String {
    format!("/admin/people/{}", id(name))
}

/// A manager who holds no more than taking payments and taking people on.
async fn small_manager(world: &World) -> Browser {
    world.run_in("acme", r#"UPDATE clinic_members SET permissions = '["payments","people"]' WHERE id = <mira at andheri>"#);
    world.sign_in("mira").await
}

#[actix_web::test]
async fn a_manager_takes_staff_on_at_their_clinic() {
    let world = World::open().await;
    let mira = world.sign_in("mira").await;
    let (staff, bills) = (place("andheri", "staff"), place("andheri", "bills"));
    let form = [("name", "Nita Shah"), ("email", "nita@acme.test"), ("places", staff.as_str()), ("permissions", bills.as_str())];
    let page = mira.submit("/admin/people", &form).await;
    assert!(page.text("#notice").contains("nita@acme.test"), "{}", page.html);
    let list = mira.get("/admin/people").await;
    assert!(list.text("#people").contains("Nita Shah"), "{}", list.html);
    let path = list.attributes("#people a", "href").into_iter().find(|it| page.path.ends_with(it)).expect("she may be changed");
    assert!(mira.submit(&format!("{path}/invitation"), &[]).await.text("#notice").contains("nita@acme.test"));
    assert!(mira.submit(&format!("{path}/deactivate"), &[]).await.text(".page-head").contains("Deactivated"));
    assert_eq!(mira.submit(&format!("{path}/reactivate"), &[]).await.count("[action$='/deactivate']"), 1);
}

#[actix_web::test]
async fn a_manager_is_offered_their_clinic_and_what_they_hold_there() {
    let world = World::open().await;
    let mira = small_manager(&world).await;
    let page = mira.get("/admin/people/new").await;
    assert_eq!(page.texts("#places legend"), ["Andheri Clinic"]);
    assert_eq!(page.attributes("[name=places]", "value"), [place("andheri", "staff")]);
    assert_eq!(page.attributes("[name=permissions]", "value"), [place("andheri", "payments"), place("andheri", "people")]);
    assert_eq!((page.count("[name=licence]"), page.count("button[name=template]")), (0, 0), "no doctors, and no template that holds more");
    let list = mira.get("/admin/people").await;
    assert!(!list.html.contains("Bela Shah"), "who works elsewhere is not theirs to see");
    assert_eq!(list.texts("#people a"), ["Sana Qureshi"], "only whoever holds no more than they do");
    assert_eq!((list.count("#two-step-roles"), list.count("#look")), (0, 0));
}

#[actix_web::test]
async fn az_4_nobody_gives_what_they_do_not_hold() {
    let world = World::open().await;
    let mira = small_manager(&world).await;
    let staff = place("andheri", "staff");
    for (places, permission) in [
        (vec![place("andheri", "admin")], "payments"),
        (vec![place("andheri", "doctor")], "payments"),
        (vec![place("bandra", "staff")], "payments"),
        (vec![staff.clone(), place("bandra", "staff")], "payments"),
        (vec![staff.clone(), place("andheri", "admin")], "payments"),
        (vec![staff.clone()], "refunds"),
    ] {
        let permission = place("andheri", permission);
        let mut form = vec![("name", "Nita Shah"), ("email", "nita@acme.test"), ("licence", "X-1"), ("permissions", permission.as_str())];
        form.extend(places.iter().map(|it| ("places", it.as_str())));
        let page = mira.submit("/admin/people", &form).await;
        assert_eq!((page.status, page.count("#places-error")), (422, 1), "{places:?} {permission}");
        form[0].1 = "Sana Qureshi";
        form[1].1 = "sana@acme.test";
        let page = mira.submit(&path("sana"), &form).await;
        assert_eq!((page.status, page.count("#places-error")), (422, 1), "{places:?} {permission}");
        assert!(page.text("#places-error").contains("only what you hold"), "{}", page.text("#places-error"));
    }
    assert!(world.message_to("nita@acme.test").await.is_none(), "nobody was invited");
    assert_eq!(world.sign_in("sana").await.get("/reception/andheri/payments").await.status, 403, "and nobody was given anything");
}

#[actix_web::test]
async fn az_4_nobody_changes_whoever_holds_what_they_could_not_give() {
    let world = World::open().await;
    let (om, mira) = (world.sign_in("om").await, small_manager(&world).await);
    let staff = place("andheri", "staff");
    let form = [("name", "Somebody Else"), ("email", "x@acme.test"), ("places", staff.as_str())];
    for name in ["om", "dr_sen", "ria", "mira"] {
        let page = mira.get(&path(name)).await;
        assert_eq!((page.status, page.header("location")), (303, "/o/acme/admin/people"), "{name}");
        for rest in ["", "/deactivate", "/reactivate", "/invitation", "/invitation/removal"] {
            let page = mira.submit(&format!("{}{rest}", path(name)), &form).await;
            assert!(page.text("#notice").contains("more than you may give"), "{name}{rest}: {}", page.html);
        }
        let filled = mira.post("/admin/people/templates", &[("person", &id(name).to_string())]).await;
        assert_eq!((filled.status, filled.header("location")), (303, "/o/acme/admin/people"), "nor is their form shown");
        for rest in ["/devices/removal", "/second-factor/removal"] {
            assert_eq!(mira.post(&format!("{}{rest}", path(name)), &[]).await.status, 403, "accounts are for admins");
        }
    }
    assert_eq!(mira.get(&path("bela")).await.status, 404, "somebody of another clinic is not there");
    let people = om.get("/admin/people").await;
    assert!(!people.html.contains("Somebody Else") && !people.html.contains("suspended"), "{}", people.html);
    let log = om.get("/admin/audit?action=member_edited").await;
    assert_eq!(log.count("#log"), 0, "nothing was changed");
}

#[actix_web::test]
async fn nobody_gives_themselves_more() {
    let world = World::open().await;
    let mira = small_manager(&world).await;
    let (staff, refunds) = (place("andheri", "staff"), place("andheri", "refunds"));
    let form = [("name", "Mira Desai"), ("email", "mira@acme.test"), ("places", staff.as_str()), ("permissions", refunds.as_str())];
    mira.submit(&path("mira"), &form).await;
    let refund = format!("/reception/andheri/payments/{}/void", id("no payment"));
    assert_eq!(mira.post(&refund, &[("reason", "x")]).await.status, 403);
}

#[actix_web::test]
async fn somebody_known_already_is_not_changed_by_taking_them_on_again() {
    let world = World::open().await;
    let mira = world.sign_in("mira").await;
    let staff = place("andheri", "staff");
    for email in ["om@acme.test", "bela@acme.test", "mira@acme.test"] {
        let page = mira
            .submit(
                "/admin/people",
                &[("name", "Somebody"), ("email", email), ("places", &staff), ("permissions", &staff.replace("staff", "bills"))],
            )
            .await;
        assert!(page.path.ends_with("/admin/people"), "{email}: {}", page.path);
        assert!(page.text("#notice").contains("works here already"), "{email}");
    }
    assert_eq!(world.sign_in("om").await.get("/admin/clinics").await.status, 200, "an admin stays one");
}
