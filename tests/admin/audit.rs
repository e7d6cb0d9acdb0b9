//! The log.

use crate::support::World;
use crate::support::world::id;

#[actix_web::test]
async fn the_log_is_filtered_and_paged() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = format!("/admin/clinics/{}", id("bandra"));
    for fee in 1..=55 {
        let fee = fee.to_string();
        om.post(&path, &[("name", "Bandra Clinic"), ("kind", "clinic"), ("fee", &fee)]).await;
    }
    om.get("/admin/clinics").await; // says the last notice
    let page = om.get("/admin/audit?action=clinic_edited").await;
    assert_eq!(page.count("#log tbody tr"), 50);
    assert!(page.texts("#log tbody tr")[0].contains("55.00"), "newest first");
    assert!(page.queries <= 6, "{} statements", page.queries);
    let next = page.attributes("a[rel=next]", "href")[0].clone();
    let older = om.get(&format!("/admin/audit{next}")).await;
    assert_eq!(older.count("#log tbody tr"), 5);
    assert_eq!(om.get(&format!("/admin/audit?clinic={}", id("andheri"))).await.count("#log"), 0);
    assert_eq!(om.get("/admin/audit?from=2001-01-01&to=2001-01-02").await.count(".empty"), 1);
    assert_eq!(world.sign_in("ria").await.get("/admin/audit").await.status, 403);
}
