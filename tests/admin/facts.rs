//! What a register adds to those who are patients already, and taking it back.

use diesel::prelude::*;
use diesel::sql_types::Text;
use swasthya::commands::import::ImportFile;

use crate::support::register::{brought, run};
use crate::support::{Browser, Page, World};

#[derive(QueryableByName)]
struct Words {
    #[diesel(sql_type = Text)]
    words: String,
}

/// What stands on the record of whoever is called so.
async fn noted(world: &World, name: &str) -> Vec<String> {
    let sql = "SELECT words FROM (SELECT patient_id, substance AS words FROM allergies WHERE deleted_at IS NULL \
        UNION ALL SELECT patient_id, name FROM conditions WHERE deleted_at IS NULL) AS noted \
        JOIN profiles ON profiles.id = patient_id WHERE full_name = ? ORDER BY words";
    let name = name.to_owned();
    let found = world.databases().read("acme", move |db| diesel::sql_query(sql).bind::<Text, _>(&name).load::<Words>(db)).await;
    found.expect("what is noted").into_iter().map(|it| it.words).collect()
}

async fn imported(browser: &Browser, text: &str) -> (String, Page) {
    let path = brought(browser, text).await;
    let page = run(browser, &path).await;
    (path, page)
}

async fn undone(browser: &Browser, path: &str) -> Page {
    browser.submit(&format!("{path}/undoing"), &[("reason", "The wrong clinic's register")]).await
}

const BASE: &str = "Name,Age/Sex,Mobile\nKalindi Ek,34/F,9111100011\nBhagwan Ek,50/M,9111100012\n";
const FACTS: &str = "Name,Age/Sex,Mobile,Remarks\nKalindi Ek,34/F,9111100011,penicillin allergy\nBhagwan Ek,50/M,9111100012,DM\nNavin Ek,20/M,9111100013,asthma\n";

#[actix_web::test]
async fn what_an_import_added_to_others_is_counted_and_taken_back_with_it() {
    let world = World::committed().await;
    let om = world.sign_in("om").await;
    imported(&om, BASE).await;
    let path = brought(&om, FACTS).await;
    let preview = om.get(&path).await;
    assert_eq!(preview.text("#facts"), "2 facts added to 2 people", "{}", preview.html);
    assert_eq!((preview.count(".added"), preview.count(".read-in"), preview.count(".left")), (2, 2, 0), "{}", preview.html);
    assert!(preview.queries <= 7, "{} statements", preview.queries);
    let page = run(&om, &path).await;
    let counts = (page.text("#facts"), page.text("#there"), page.text("#imported"));
    assert_eq!(counts, ("2 facts added to 2 people".into(), "2".into(), "1".into()), "{}", page.html);
    assert_eq!(
        (noted(&world, "Kalindi Ek").await, noted(&world, "Bhagwan Ek").await),
        (vec!["Penicillin".into()], vec!["Diabetes".into()])
    );

    let page = undone(&om, &path).await;
    assert!(page.html.contains("2 taken back, 0 kept"), "{}", page.html);
    assert!(page.queries <= 6, "{} statements", page.queries);
    assert_eq!((noted(&world, "Kalindi Ek").await, noted(&world, "Bhagwan Ek").await), (vec![], vec![]));
    assert_eq!(page.count("#facts-kept"), 0);
    let log = om.get("/admin/audit?action=import_undone").await;
    assert_eq!(log.count("#log tbody tr"), 3, "the import and each fact: {}", log.html);

    // The right register says it again: it is noted again.
    let (_, page) = imported(&om, &FACTS.replace("Navin", "Nutan")).await;
    assert_eq!(page.text("#facts"), "2 facts added to 2 people", "{}", page.html);
    assert_eq!(noted(&world, "Kalindi Ek").await, ["Penicillin"]);
}

#[actix_web::test]
async fn an_import_that_only_added_facts_can_be_run_and_taken_back() {
    let world = World::committed().await;
    let om = world.sign_in("om").await;
    let (first, _) = imported(&om, BASE).await;
    let facts = FACTS.lines().take(3).collect::<Vec<_>>().join("\n");
    let path = brought(&om, &facts).await;
    assert!(om.get(&path).await.text("#progress form button").contains("Add 2 facts"), "it can be run");
    let page = run(&om, &path).await;
    assert_eq!((page.text("#imported"), page.text("#facts")), ("0".into(), "2 facts added to 2 people".into()));
    assert_eq!(om.get(&path).await.count("#undoing"), 1);
    undone(&om, &path).await;
    assert_eq!(noted(&world, "Kalindi Ek").await, Vec::<String>::new());
    let page = undone(&om, &first).await;
    assert_eq!(page.count("#kept li"), 0, "what came and went with another import touched nobody: {}", page.html);
}

#[actix_web::test]
async fn a_fact_that_was_confirmed_since_stays_and_is_listed() {
    let world = World::committed().await;
    let (om, ria) = (world.sign_in("om").await, world.sign_in("ria").await);
    let (first, _) = imported(&om, BASE).await;
    let (path, _) = imported(&om, FACTS).await;
    let found = ria.htmx("found", "/reception/andheri/searches?q=Kalindi+Ek").await;
    let kalindi = found.attributes("[role=option]:not(#p-new)", "id").swap_remove(0).trim_start_matches("p-").to_owned();
    let page = ria.submit(&format!("/reception/andheri/patients/{kalindi}/alerts"), &[("allergies", "Penicillin")]).await;
    assert_eq!(page.status, 200, "{}", page.html);
    let (_, page) = imported(&om, "Name,Age/Sex,Mobile,Conditions\nBhagwan Ek,50/M,9111100012,DM\n").await;
    assert_eq!(page.text("#there"), "1");
    let page = undone(&om, &path).await;
    assert!(page.html.contains("0 taken back, 2 kept"), "{}", page.html);
    let kept = page.texts("#facts-kept li").join(" / ");
    for words in ["Penicillin · Kalindi Ek", "by hand", "Diabetes · Bhagwan Ek", "Another register"] {
        assert!(kept.contains(words), "{words}: {kept}");
    }
    assert!(page.queries <= 6, "{} statements", page.queries);
    assert_eq!(
        (noted(&world, "Kalindi Ek").await, noted(&world, "Bhagwan Ek").await),
        (vec!["Penicillin".into()], vec!["Diabetes".into()])
    );
    let page = undone(&om, &first).await;
    assert_eq!(page.count("#kept li"), 2, "{}", page.html);
}

#[actix_web::test]
async fn a_short_list_puts_an_allergy_on_nobody_by_name_and_age() {
    let world = World::committed().await;
    let om = world.sign_in("om").await;
    imported(&om, "Name,Age/Sex,Mobile,Address\nSunaina Devi,34/F,9851100001,Kurla\n").await;
    for list in [
        "Name,Age/Sex,Remarks\nSunaina Devi,34/F,penicillin allergy\nRamavtar Kumar,50/M,DM\n",
        "Name,Age/Sex,Remarks,Reason\nSunaina Devi,34/F,sulfa allergy,No age is given.\n",
    ] {
        let path = brought(&om, list).await;
        let preview = om.get(&path).await;
        assert_eq!((preview.text("#there"), preview.count(".added")), ("0".into(), 0), "{}", preview.html);
        assert!(preview.text("#rows").contains("Sunaina Devi"), "{}", preview.html);
        assert_ne!(preview.text("#alike"), "0");
        run(&om, &path).await;
    }
    let with_phone = "SELECT substance AS words FROM allergies JOIN profiles ON profiles.id = patient_id WHERE phone = '+919851100001'";
    let found = world.databases().read("acme", move |db| diesel::sql_query(with_phone).load::<Words>(db)).await;
    assert_eq!(found.expect("allergies").len(), 0);
    assert_eq!(noted(&world, "Sunaina Devi").await, ["Penicillin", "Sulfa"], "on the records of those who were registered");
}

#[actix_web::test]
async fn a_row_for_each_visit_is_one_person_with_everything_that_was_said() {
    let world = World::committed().await;
    let om = world.sign_in("om").await;
    let june = "Name,Age/Sex,Mobile,Date,Remarks\nVasundhara Ek,34/F,9851100002,01/06/2025,fever\nVasundhara Ek,34/F,9851100002,08/06/2025,sulfa allergy\nVasundhara Ek,34/F,9851100002,15/06/2025,DM\nVasundhara Ek,9/F,9851100002,15/06/2025,cough\n";
    let path = brought(&om, june).await;
    let preview = om.get(&path).await;
    assert_eq!((preview.text("#fresh"), preview.text("#visits")), ("2".into(), "2".into()), "{}", preview.html);
    assert!(preview.text("#rows").contains("A further visit of line 2"), "{}", preview.html);
    let page = run(&om, &path).await;
    assert_eq!((page.text("#imported"), page.text("#visits"), page.text("#there")), ("2".into(), "2".into(), "0".into()));
    assert_eq!(noted(&world, "Vasundhara Ek").await, ["Diabetes", "Sulfa"]);
    let sql = "SELECT remarks AS words FROM patients JOIN profiles ON profiles.id = profile_id WHERE full_name = 'Vasundhara Ek' ORDER BY born_on";
    let found = world.databases().read("acme", move |db| diesel::sql_query(sql).load::<Words>(db)).await.expect("remarks");
    assert_eq!(found[0].words, "fever; sulfa allergy; DM");

    let july = "Name,Age/Sex,Mobile,Date,Remarks\nVasundhara Ek,34/F,9851100002,15/07/2025,penicillin allergy\nVasundhara Ek,34/F,9851100002,22/07/2025,fever again\n";
    let (path, page) = imported(&om, july).await;
    assert_eq!((page.text("#imported"), page.text("#there")), ("0".into(), "2".into()), "{}", page.html);
    assert_eq!(noted(&world, "Vasundhara Ek").await, ["Diabetes", "Penicillin", "Sulfa"]);
    undone(&om, &path).await;
    assert_eq!(noted(&world, "Vasundhara Ek").await, ["Diabetes", "Sulfa"]);
    let (_, again) = imported(&om, june).await;
    assert_eq!((again.text("#imported"), again.text("#there")), ("0".into(), "4".into()), "{}", again.html);
}

#[actix_web::test]
async fn visits_of_one_person_in_several_batches_are_one_person() {
    let world = World::committed().await;
    let path = std::env::temp_dir().join(format!("swasthya-visits-{}.csv", std::process::id()));
    let rows = "Name,Age/Sex,Mobile,Date,Remarks\nVasuki Ek,34/F,9851100003,08/06/2025,fever\nVasuki Ek,34/F,9851100003,01/06/2025,sulfa allergy\nVasuki Ek,34/F,9851100003,08/06/2025,cough\n";
    std::fs::write(&path, rows).expect("a file");
    let import = ImportFile { file: path.clone(), org: "acme".into(), clinic: "andheri".into(), batch: 1 };
    import.run(&world.config).expect("an import");
    let _ = std::fs::remove_file(path);
    let sql = "SELECT CONCAT_WS('|', first_visit_on, remarks) AS words FROM patients JOIN profiles ON profiles.id = profile_id \
        WHERE full_name = 'Vasuki Ek' ORDER BY words";
    let found = world.databases().read("acme", move |db| diesel::sql_query(sql).load::<Words>(db)).await.expect("people");
    let found: Vec<String> = found.into_iter().map(|it| it.words).collect();
    assert_eq!(found, ["2025-06-01|fever; sulfa allergy", "2025-06-08|cough"], "two rows of one day are two");
    assert_eq!(noted(&world, "Vasuki Ek").await, ["Sulfa"]);
    let om = world.sign_in("om").await;
    let path = om.get("/admin/imports").await.attributes("#imports tbody a", "href").swap_remove(0);
    let page = undone(&om, path.trim_start_matches("/o/acme")).await;
    assert_eq!(page.count("#kept li"), 0, "its own visits touched nobody: {}", page.html);
}
