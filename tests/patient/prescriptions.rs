//! The family's prescriptions.

use super::{IYER, RAO, check_in, sign};
use crate::support::World;

#[actix_web::test]
async fn a_signed_prescription_is_on_the_phone_and_on_no_other_family_s() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(RAO).await;
    assert_eq!(asha.get("/patient/prescriptions").await.count(".empty"), 1);
    let visit = check_in(&world, "kabir", "dr_sen").await;
    let prescription = sign(&world, visit, "kabir").await;
    let page = asha.get("/patient/prescriptions").await;
    assert_eq!(page.texts(".prescriptions b"), ["Kabir Rao"]);
    assert_eq!(page.attributes(".prescriptions a", "href"), [format!("/o/acme/patient/prescriptions/{prescription}")]);
    assert!(page.queries <= 6, "{} statements", page.queries);
    let path = format!("/patient/prescriptions/{prescription}");
    assert_eq!(asha.get(&path).await.status, 200);
    let lakshmi = world.sign_in_by_phone(IYER).await;
    assert_eq!(lakshmi.get("/patient/prescriptions").await.count(".prescriptions a"), 0);
    assert_eq!(lakshmi.get(&path).await.status, 404);
}
