//! The log.

use crate::reception::walk_ins::check_in;
use crate::support::World;
use crate::support::trail::traces;
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
    assert!(page.texts("#log tbody tr")[0].contains("→ ₹55"), "newest first");
    assert!(page.queries <= 6, "{} statements", page.queries);
    let next = page.attributes("a[rel=next]", "href")[0].clone();
    let older = om.get(&format!("/admin/audit{next}")).await;
    assert_eq!(older.count("#log tbody tr"), 5);
    assert_eq!(om.get(&format!("/admin/audit?clinic={}", id("andheri"))).await.count("#log"), 0);
    assert_eq!(om.get("/admin/audit?from=2001-01-01&to=2001-01-02").await.count(".empty"), 1);
    assert_eq!(world.sign_in("ria").await.get("/admin/audit").await.status, 403);
}

/// Whether somebody would have to be a machine to read it: an id, or JSON.
fn is_for_machines(text: &str) -> bool {
    let is_id = |word: &str| uuid::Uuid::parse_str(word.trim_matches(|c: char| !c.is_ascii_hexdigit())).is_ok();
    text.contains(['{', '}', '[', ']', '"', '_']) || text.split_whitespace().any(is_id)
}

#[actix_web::test]
async fn the_log_is_written_for_people() {
    let world = World::open().await;
    let (ria, om) = (world.sign_in("ria").await, world.sign_in("om").await);
    check_in(&ria, "asha", "dr_sen", "elderly").await;
    let record = format!("/reception/andheri/patients/{}", id("asha"));
    let noted = ria.submit(&format!("{record}/alerts"), &[("allergies", "Penicillin")]).await;
    assert!(noted.status == 200, "{}", noted.html);
    let staff = format!("{} staff", id("andheri"));
    let calls = format!("{} calls", id("andheri"));
    let form = [("name", "Ria Fernandes"), ("email", "ria@acme.test"), ("places", &*staff), ("permissions", &*calls)];
    assert_eq!(om.submit(&format!("/admin/people/{}", id("ria")), &form).await.status, 200);
    ria.get(&format!("/reception/andheri/prescriptions/{}", id("asha"))).await;

    let page = om.get("/admin/audit").await;
    assert!(page.queries <= 6, "{} statements", page.queries);
    let rows = page.texts("#log tbody tr");
    for row in &rows {
        assert!(!is_for_machines(row), "{row}");
    }
    let row = |action: &str| rows.iter().find(|it| it.contains(action)).unwrap_or_else(|| panic!("{action}: {rows:?}"));
    let came = row("Checked in");
    assert!(came.contains("Asha Rao") && came.contains("Ria Fernandes") && came.contains("Elderly"), "{came}");
    assert!(came.contains("Doctor") && came.contains("Sen"), "{came}");
    let edited = row("Person edited");
    assert!(edited.contains("Works as") && edited.contains("Staff at Andheri Clinic (") && edited.contains("→"), "{edited}");
    let refused = row("Refused");
    assert!(refused.contains("the front desk") && refused.contains("not allowed to them"), "{refused}");
    let links = page.attributes("#log tbody td a", "href");
    let record = format!("/o/acme/reception/andheri/patients/{}", id("asha"));
    assert!(links.contains(&record) && links.iter().any(|it| it.contains("/reception/andheri/invoices/")), "{links:?}");
    assert_eq!(om.get(&record).await.text("h1"), "Asha Rao");
    om.post("/language", &[("language", "hi"), ("next", "/")]).await;
    let hindi = om.get("/admin/audit").await;
    assert!(hindi.texts("#log tbody tr").iter().any(|it| it.contains("कहाँ माँगा") && it.contains("रिसेप्शन डेस्क")), "{}", hindi.html);
}

#[actix_web::test]
async fn who_touched_a_record_is_found_by_the_patient() {
    let world = World::open().await;
    let (ria, om) = (world.sign_in("ria").await, world.sign_in("om").await);
    let at_bandra = [("reason", "called"), ("words", "")];
    check_in(&ria, "asha", "dr_sen", "normal").await;
    check_in(&ria, "lakshmi", "dr_sen", "normal").await;
    ria.get(&format!("/reception/andheri/patients/{}", id("asha"))).await;
    world.sign_in("bela").await.submit(&format!("/reception/bandra/patients/{}/reasons", id("asha")), &at_bandra).await;

    assert_eq!(om.get("/admin/audit/patients").await.count(".empty"), 1);
    assert_eq!(om.get("/admin/audit/patients?q=nobody-like-this").await.count(".empty"), 1);
    let found = om.get("/admin/audit/patients?q=asha").await;
    assert!(found.queries <= 6, "{} statements", found.queries);
    let theirs = found.attributes("#found a", "href").into_iter().find(|it| it.ends_with(&id("asha").to_string())).expect("a patient");
    let page = om.get(&theirs).await;
    assert!(page.queries <= 6, "{} statements", page.queries);
    assert!(page.text("#of-patient").contains("Only Asha Rao"), "{}", page.html);
    let rows = page.texts("#log tbody tr");
    assert!(rows.iter().all(|it| it.contains("Asha Rao")) && !rows.iter().any(|it| it.contains("Lakshmi")), "{rows:?}");
    for (who, what) in
        [("Ria Fernandes", "Record viewed"), ("Ria Fernandes", "Checked in"), ("Ria Fernandes", "Invoiced"), ("Bela Shah", "Reason given")]
    {
        assert!(rows.iter().any(|it| it.contains(who) && it.contains(what)), "{who}, {what}: {rows:?}");
    }
    let reads = om.get(&format!("{theirs}&action=viewed")).await;
    assert!(reads.count("#log tbody tr") > 0 && reads.texts("#log tbody tr").iter().all(|it| it.contains("Record viewed")));
    assert_eq!(reads.attributes("input[name=patient]", "value"), [id("asha").to_string()], "restricted further, it stays");
    let mira = world.sign_in("mira").await;
    let rows = mira.get(&theirs).await.texts("#log tbody tr");
    assert!(!rows.is_empty() && !rows.iter().any(|it| it.contains("Bela Shah")), "Mira reads Andheri's alone: {rows:?}");
    assert_eq!(ria.get(&theirs).await.status, 403);
    assert_eq!(ria.get("/admin/audit/patients?q=asha").await.status, 403);
}

#[actix_web::test]
async fn the_log_leaves_as_a_file_that_runs_nothing_and_stands_in_the_log() {
    let world = World::open().await;
    let (ria, om) = (world.sign_in("ria").await, world.sign_in("om").await);
    check_in(&ria, "asha", "dr_sen", "normal").await;
    check_in(&ria, "lakshmi", "dr_sen", "normal").await;
    world.run_in("acme", "UPDATE profiles SET full_name = '=1+1' WHERE id = <asha>");
    let address = om.get("/admin/audit?action=checked_in").await.attributes("#file", "href")[0].clone();
    world.let_pass_in_session("om", 6).await;
    let page = om.get(&address).await;
    assert_eq!(page.status, 303, "a second factor is shown first");
    assert!(page.header("location").starts_with("/account/confirm?next=") && !page.html.contains("Lakshmi"), "{}", page.header("location"));

    let om = world.sign_in("om").await;
    let file = om.get(&address).await;
    assert_eq!((file.status, file.header("content-type")), (200, "text/csv; charset=utf-8"));
    let lines: Vec<&str> = file.html.lines().collect();
    assert_eq!(lines.len(), 3, "the heads and two rows: {lines:?}");
    assert!(lines[0].contains("When,Person,What was done"), "{}", lines[0]);
    assert!(lines[1].contains(",Lakshmi Iyer,Andheri Clinic,") && lines[2].contains(",'=1+1,"), "{lines:?}");
    assert!(!lines.iter().any(|it| it.contains(&id("asha").to_string())), "{lines:?}");
    let left = traces(&world);
    let last = left.iter().rfind(|it| it.action == "exported").expect("a trace");
    assert!(last.is_by("om") && last.resource == "audit_logs" && last.details["rows"] == 2, "{last:?}");
    assert!(om.get("/admin/audit?action=exported").await.text("#log tbody").contains("audit.csv"));
    assert_eq!(ria.get(&address).await.status, 403);
}

#[actix_web::test]
async fn a_file_that_does_not_hold_all_says_so() {
    let world = World::open().await;
    let digits = "(SELECT 0 d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL \
                  SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";
    let rows = format!(
        "INSERT INTO audit_logs (at, user_id, action, resource, details) SELECT '2026-11-01', <user ria>, 'called', 'appointments', '' \
         FROM {digits} a, {digits} b, {digits} c, {digits} e WHERE e.d IN (0, 1, 2, 3, 4) OR (e.d = 5 AND a.d + b.d + c.d = 0)"
    );
    world.run_in("acme", &rows);
    let om = world.sign_in("om").await;
    let file = om.get("/admin/audit.csv?action=called").await;
    assert_eq!(file.html.lines().count(), 5_002, "the heads, five thousand rows, and what is said");
    assert!(file.html.lines().last().is_some_and(|it| it.contains("more rows than the 5000 newest")), "{:?}", file.html.lines().last());
    let file = om.get("/admin/audit.csv?action=called&to=2026-10-31").await;
    assert_eq!(file.html.lines().count(), 1, "the heads alone");
}

#[actix_web::test]
async fn what_this_version_has_no_words_for_is_said_so_and_never_shown_raw() {
    let world = World::open().await;
    let row = "INSERT INTO audit_logs (at, user_id, action, resource, details) \
               VALUES (UTC_TIMESTAMP(6), <user ria>, 'teleported', 'portals', '{\"shoe_size\": 43, \"token\": 7}')";
    world.run_in("acme", row);
    let page = world.sign_in("om").await.get("/admin/audit").await;
    let row = page.text("#log tbody tr");
    assert!(row.contains("no words for") && row.contains("Ria Fernandes"), "{row}");
    assert!(!["teleported", "portals", "shoe", "43"].iter().any(|it| row.contains(it)), "{row}");
}
