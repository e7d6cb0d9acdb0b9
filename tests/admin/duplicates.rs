//! Working through the pairs that an import marked.

use crate::support::World;
use crate::support::register::{REGISTER, brought, run};
use crate::support::trail::traces;
use crate::support::world::id;

#[actix_web::test]
async fn marked_pairs_are_decided_one_by_one_and_a_decision_can_be_taken_back() {
    let world = World::committed().await;
    let om = world.sign_in("om").await;
    let path = brought(&om, REGISTER).await;
    assert_eq!(run(&om, &path).await.count("#work-through"), 1);
    let page = om.get("/admin/duplicates").await;
    assert_eq!((page.status, page.count(".pair")), (200, 2));
    assert!(page.queries <= 6, "{} statements", page.queries);
    assert!(page.text("main").contains("Sunita Verma") && page.text("main").contains("Lakshmi Iyar"), "{}", page.html);
    let one = page.attributes(".pair input[name=one]", "value").swap_remove(0);
    let other = page.attributes(".pair input[name=other]", "value").swap_remove(0);
    let decide = |decision: &'static str| [("one", one.clone()), ("other", other.clone()), ("decision", decision.to_owned())];
    for (decision, open, same) in [("same", 1, 1), ("same", 1, 1), ("different", 1, 0), ("open", 2, 0)] {
        let form = decide(decision);
        let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(om.post("/admin/duplicates", &fields).await.status, 303, "{decision}");
        assert_eq!(om.get("/admin/duplicates").await.count(".pair"), open, "{decision}");
        assert_eq!(om.get("/admin/duplicates?show=same").await.count(".pair"), same, "{decision}");
    }
    assert!(om.get("/admin/audit?action=pair_decided").await.count("#log tbody tr") >= 3);
    let nobody = [("one", one.as_str()), ("other", one.as_str()), ("decision", "same")];
    assert_eq!(om.post("/admin/duplicates", &nobody).await.status, 303);
    let nonsense = [("one", one.as_str()), ("other", other.as_str()), ("decision", "merge")];
    assert_eq!(om.post("/admin/duplicates", &nonsense).await.status, 303);
    assert_eq!(om.get("/admin/duplicates").await.count(".pair"), 2, "neither changed anything");
}

#[actix_web::test]
async fn log_3_the_pairs_that_somebody_looks_at_are_noted_once() {
    let world = World::open().await;
    let (om, mira) = (world.sign_in("om").await, world.sign_in("mira").await);
    let path = brought(&om, REGISTER).await;
    run(&om, &path).await;
    let before = traces(&world).len();
    let page = mira.get("/admin/duplicates").await;
    let left = traces(&world).split_off(before);
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(left[0].is_by("mira") && left[0].action == "searched" && left[0].details["shown"] == 4, "{left:?}");
    let people = left[0].details["people"].to_string();
    assert!(people.contains(&id("lakshmi").to_string()), "{people}");
    for it in page.attributes(".pair input[name=one], .pair input[name=other]", "value") {
        assert!(people.contains(&it), "{it} is not in {people}");
    }
    mira.get("/admin/duplicates").await;
    assert_eq!(traces(&world).len(), before + 1, "the same people, within ten minutes");
}
