//! Who looked at the family's records.

use super::{IYER, RAO, check_in};
use crate::support::World;
use crate::support::world::id;

#[actix_web::test]
async fn a_patient_reads_who_looked_when_and_why_and_nothing_of_machines() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(RAO).await;
    let page = asha.get("/patient/openings").await;
    assert_eq!((page.status, page.count(".empty")), (200, 1), "{}", page.html);
    let (ria, bela) = (world.sign_in("ria").await, world.sign_in("bela").await);
    ria.get(&format!("/reception/andheri/patients/{}", id("asha"))).await;
    ria.get(&format!("/reception/andheri/patients/{}/card", id("kabir"))).await;
    let reason = [("reason", "called"), ("words", "She asks for her number")];
    bela.submit(&format!("/reception/bandra/patients/{}/reasons", id("asha")), &reason).await;
    ria.get(&format!("/reception/andheri/patients/{}", id("lakshmi"))).await;
    let page = asha.get("/patient/openings").await;
    let seen = page.texts("#openings > li");
    assert_eq!(seen.len(), 4, "{seen:?}");
    assert!(seen[0].contains("Bela Shah") && seen[0].contains("Staff") && seen[0].contains("Bandra Clinic"), "{seen:?}");
    assert!(seen[1].contains("She asks for her number") && seen[1].contains("The patient is on the phone"), "{seen:?}");
    assert!(seen[2].contains("Opened the OP card") && seen[2].contains("Kabir Rao"), "{seen:?}");
    assert!(seen[3].contains("Ria Fernandes") && seen[3].contains("Opened the record") && seen[3].contains("Asha Rao"), "{seen:?}");
    assert!(!page.html.contains("127.0.0.1") && !page.html.contains("Lakshmi"), "{}", page.html);
    assert_eq!(asha.get(&format!("/patient/openings?of={}", id("kabir"))).await.count("#openings > li"), 1);
    assert_eq!(asha.get(&format!("/patient/openings?of={}", id("lakshmi"))).await.status, 404);
    assert_eq!(world.sign_in_by_phone(IYER).await.get("/patient/openings").await.count("#openings > li"), 1, "hers");
}

#[actix_web::test]
async fn what_was_done_with_a_record_is_listed_page_by_page() {
    let world = World::open().await;
    check_in(&world, "asha", "dr_sen").await;
    let ria = world.sign_in("ria").await;
    for _ in 0..53 {
        ria.get(&format!("/reception/andheri/patients/{}", id("asha"))).await;
    }
    let asha = world.sign_in_by_phone(RAO).await;
    let page = asha.get("/patient/openings").await;
    // One person's looks of a day are one line, with how often.
    assert!(page.texts("#openings > li").len() == 1 && page.text("#openings").contains("50 times that day"), "{}", page.html);
    let older = asha.get(&format!("/patient/openings{}", page.attributes("a[rel=next]", "href")[0])).await;
    assert_eq!((older.count("#openings > li"), older.count("a[rel=next]")), (1, 0));
    assert!(older.text("#openings").contains("3 times that day"), "{}", older.html);
}
