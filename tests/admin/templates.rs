//! Filling the form of a person in.

use crate::support::World;
use crate::support::world::id;

#[actix_web::test]
async fn a_template_ticks_its_boxes_and_loses_nothing_that_was_typed() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let (cashier, refunds) = (format!("{} cashier", id("bandra")), format!("{} refunds", id("andheri")));
    let (calls, andheri) = (format!("{} calls", id("bandra")), format!("{} staff", id("andheri")));
    let form = [
        ("name", "Nita Shah"),
        ("phone", "nonsense"),
        ("places", andheri.as_str()),
        ("permissions", refunds.as_str()),
        ("permissions", calls.as_str()),
        ("template", cashier.as_str()),
    ];
    let page = om.post("/admin/people/templates", &form).await;
    assert_eq!(page.status, 200, "{}", page.html);
    assert_eq!((page.value("name"), page.value("phone")), ("Nita Shah".to_owned(), "nonsense".to_owned()));
    assert_eq!(page.attributes("[name=places][checked]", "value"), [andheri, format!("{} staff", id("bandra"))]);
    let bandra = |what: &str| format!("{} {what}", id("bandra"));
    assert_eq!(
        page.attributes("[name=permissions][checked]", "value"),
        [refunds, bandra("bills"), bandra("payments"), bandra("refunds")],
        "the other clinic's stay, and what the template does not hold goes"
    );
    assert!(!om.get("/admin/people").await.html.contains("Nita Shah"), "nothing is saved");
}

#[actix_web::test]
async fn the_form_of_somebody_who_is_here_stays_theirs() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let (ria, nurse) = (id("ria").to_string(), format!("{} nurse", id("andheri")));
    let page = om.post("/admin/people/templates", &[("person", &ria), ("name", "Ria Fernandes"), ("template", &nurse)]).await;
    assert_eq!(page.attributes("form.card", "action"), [format!("/o/acme/admin/people/{ria}")]);
    assert_eq!(page.count("[name=permissions][checked]"), 5);
    let other = id("zoya").to_string();
    assert_eq!(om.post("/admin/people/templates", &[("person", &other)]).await.status, 404);
}

#[actix_web::test]
async fn the_list_says_the_template_or_else_the_permissions() {
    let world = World::open().await;
    let page = world.sign_in("om").await.get("/admin/people").await;
    let row = |name: &str| page.texts("#people tr").into_iter().find(|it| it.starts_with(name)).expect("a row");
    assert!(row("Meena").contains("Front desk") && !row("Meena").contains("Takes payments"), "{}", row("Meena"));
    assert!(row("Mira").contains("Manager"), "{}", row("Mira"));
    assert!(row("Ria").contains("Refunds") && !row("Ria").contains("Front desk"), "{}", row("Ria"));
    assert!(row("Sana").contains("no further permission"), "{}", row("Sana"));
}
