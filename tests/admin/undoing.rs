//! Taking an import back.

use crate::support::World;
use crate::support::register::{REGISTER, brought, run, worked};
use crate::support::world::id;

#[actix_web::test]
async fn an_import_is_taken_back_but_for_those_who_came_or_were_changed() {
    let world = World::committed().await;
    let (om, ria) = (world.sign_in("om").await, world.sign_in("ria").await);
    let path = brought(&om, REGISTER).await;
    assert_eq!(om.get(&path).await.count("#undoing"), 0, "nothing to take back yet");
    run(&om, &path).await;
    assert!(!om.get(&path).await.text("#rows").contains("Will be registered"), "they are registered");
    let found = async |q: &str| {
        let page = ria.htmx("found", &format!("/reception/andheri/searches?q={q}")).await;
        let ids = page.attributes("[role=option]:not(#p-new)", "id");
        (page.texts("[role=option]:not(#p-new) b"), ids)
    };
    let id_of = async |q: &str| found(q).await.1.swap_remove(0).trim_start_matches("p-").to_owned();
    let (ravi, short) = (id_of("Ravi+Verma").await, id_of("Short+Phone").await);
    let doctor = id("dr_sen").to_string();
    let form = [("patient", ravi.as_str()), ("doctor", doctor.as_str()), ("priority", "emergency"), ("complaint", "Fall")];
    let came = ria.submit("/reception/andheri/walk-ins", &form).await;
    assert_eq!(came.status, 200, "{}", came.html);
    let noted = ria.submit(&format!("/reception/andheri/patients/{short}/alerts"), &[("conditions", "Asthma")]).await;
    assert_eq!(noted.status, 200, "{}", noted.html);
    let sunita = id_of("Sunita+Verma").await;
    assert_eq!(ria.get(&format!("/reception/andheri/patients/{sunita}")).await.status, 200);

    let undoing = format!("{path}/undoing");
    let page = om.post(&undoing, &[("reason", "  ")]).await;
    assert_eq!((page.status, page.count("#reason-error"), page.count("#undoing[open]")), (422, 1, 1), "{}", page.html);
    assert_eq!(ria.post(&undoing, &[("reason", "x")]).await.status, 403);
    assert!(!found("Sunita+Verma").await.0.is_empty(), "nothing happened yet");

    let page = om.submit(&undoing, &[("reason", "The wrong clinic's register")]).await;
    assert_eq!(page.texts("#kept li").len(), 2, "{}", page.html);
    assert!(page.text("#kept").contains("Ravi Verma") && page.text("#kept").contains("Short Phone"), "{}", page.text("#kept"));
    assert!(page.text("#progress").contains("The wrong clinic's register"), "{}", page.html);
    assert_eq!(page.count("#undoing"), 0);
    worked(&om).await;
    let rows = om.get(&path).await.text("#rows");
    assert_eq!(rows.matches("Taken back").count(), 3, "{rows}");
    let gone = found("Sunita+Verma").await.0;
    assert!(!gone.iter().any(|it| it.starts_with("Sunita")), "{gone:?}");
    assert_eq!(ria.get(&format!("/reception/andheri/patients/{sunita}")).await.status, 404);
    assert_eq!(ria.get(&format!("/reception/andheri/patients/{ravi}")).await.status, 200);
    assert_eq!(om.get("/admin/duplicates").await.count(".pair"), 0, "their pairs are gone with them");
    let log = om.get("/admin/audit?action=import_undone").await;
    assert_eq!(log.count("#log tbody tr"), 1);
    assert!(om.get("/admin/imports").await.text("#imports").contains("Taken back"));

    let again = om.submit(&undoing, &[("reason", "Once more")]).await;
    assert_eq!(again.texts("#kept li").len(), 2);
    assert_eq!(om.get("/admin/audit?action=import_undone").await.count("#log tbody tr"), 1, "once");

    // Brought again, those who went come anew, and those who stayed are known.
    let second = brought(&om, REGISTER).await;
    let preview = om.get(&second).await;
    assert_eq!((preview.text("#fresh"), preview.text("#there")), ("3".into(), "2".into()), "{}", preview.html);
    assert_eq!(run(&om, &second).await.text("#imported"), "3");
    assert!(found("Sunita+Verma").await.0.iter().any(|it| it.starts_with("Sunita")));
}

#[actix_web::test]
async fn only_an_admin_takes_an_import_back() {
    let world = World::committed().await;
    let om = world.sign_in("om").await;
    let path = brought(&om, REGISTER).await;
    run(&om, &path).await;
    assert_eq!(om.get(&path).await.count("#undoing"), 1);
    for (who, status) in [("ria", 403), ("mira", 403), ("zara", 404)] {
        let other = world.sign_in(who).await;
        assert_eq!(other.post(&format!("{path}/undoing"), &[("reason", "x")]).await.status, status, "{who}");
    }
    assert_eq!(om.get(&path).await.count("#undoing"), 1, "nothing happened");
}
