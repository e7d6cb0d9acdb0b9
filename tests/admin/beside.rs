//! An import beside what a clinic does meanwhile, and beside another one; cut short, and gone on with.

use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::rt::time::sleep;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use swasthya::db::ids::ImportId;
use swasthya::db::{Author, Databases, clock};
use swasthya::directory::people::User;
use swasthya::directory::tenants::Organisation;
use swasthya::jobs::due::round;
use swasthya::models::exchange::{Batch, BatchBrought, Import, ImportReading, phones_of};

use crate::support::register::{brought, letters, long, run, worked};
use crate::support::{Page, World};

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

async fn count(databases: &Databases, sql: &'static str) -> i64 {
    databases.read("acme", move |db| diesel::sql_query(sql).get_result::<Count>(db)).await.expect("a count").count
}

const DONE: &str = "SELECT CAST(COALESCE(MAX(rows_done), 0) AS SIGNED) AS count FROM imports";

#[actix_web::test]
async fn registrations_beside_a_running_import_do_not_wait_for_it() {
    const ROWS: i64 = 3_000;
    let world = World::committed().await;
    let (om, ria) = (world.sign_in("om").await, world.sign_in("ria").await);
    let path = brought(&om, &long(3_000)).await;
    om.submit(&format!("{path}/run"), &[]).await;
    let databases = Arc::clone(om.databases());
    let running = actix_web::rt::spawn(async move { round(&databases).await });
    let (mut longest, mut nth, mut beside) = (Duration::ZERO, 0, 0);
    loop {
        let before = count(world.databases(), DONE).await;
        if before == ROWS || running.is_finished() {
            break;
        }
        let (name, phone) = (format!("Zeenat {}", ["Aman", "Bose", "Rao"][nth % 3]), format!("98765{nth:05}"));
        nth += 1;
        let form = [("name", name.as_str()), ("sex", "female"), ("age", "34"), ("phone", &phone), ("relation", "self"), ("language", "en")];
        let since = Instant::now();
        let page = ria.post("/reception/andheri/patients", &form).await;
        assert_eq!(page.status, 303, "{}", page.text("main"));
        if before > 0 {
            longest = longest.max(since.elapsed());
            beside += 1;
        }
        sleep(Duration::from_millis(30)).await;
    }
    running.await.expect("the work").expect("a round");
    println!("{beside} registrations beside the import, the longest {longest:?}");
    assert!(beside >= 5 && longest < Duration::from_secs(2), "{beside} registrations, the longest {longest:?}");
    worked(&om).await;
    assert_eq!(om.get(&path).await.text("#imported"), "2700");
}

/// Three hundred rows and more: the first person comes again at the end, somebody much like the second does, and the third's row says more.
fn with_visits() -> String {
    let person = |at: usize| {
        let letters = letters(at).split_off(1);
        format!("T{letters}ra B{letters}ni,34/F,98511{at:05},01/06/2025,\n")
    };
    let rows: String = (0..300).map(person).collect();
    let again = ["Taara Baani,34/F,9851100000,08/06/2025,penicillin allergy\n", "Tabra Babny,34/F,9851100001,,\n", "Nobody,old,,,\n"];
    format!("Name,Age/Sex,Mobile,Date,Remarks\n{rows}{}", again.concat())
}

fn counts(page: &Page) -> [String; 4] {
    ["#imported", "#there", "#refused", "#marked"].map(|it| page.text(it))
}

#[actix_web::test]
async fn an_import_goes_on_where_whoever_carried_it_out_died() {
    let (world, whole) = (World::committed().await, World::committed().await);
    let om = whole.sign_in("om").await;
    let at_once = run(&om, &brought(&om, &with_visits()).await).await;
    assert_eq!(counts(&at_once)[2], "1");

    let om = world.sign_in("om").await;
    let path = brought(&om, &with_visits()).await;
    om.submit(&format!("{path}/run"), &[]).await;
    let databases = world.databases();
    let id: ImportId = path.rsplit('/').next().and_then(|it| it.parse().ok()).expect("an id");
    // A process does its first batch, and no more.
    let organisation = databases.read_directory(|db| Organisation::by_slug(db, "acme")).await.expect("acme").id;
    let (import, file) = databases.read_now("acme", |db| Import::with_file(db, id)).expect("the import");
    let register = databases.read_now("acme", |db| import.read(db, &file, clock::today_in(import.zone()))).expect("a register");
    assert!(databases.write_now("acme", &Author::system(), |tx| import.take_turn(tx)).expect("a turn"));
    let reading = databases.read_now("acme", |db| ImportReading::of(db, &import, false, &register.rows)).expect("a reading");
    let phones = phones_of(&register.rows[..100]);
    let accounts = databases.write_directory_now(&Author::system(), |tx| User::of_phones(tx, &phones, organisation)).expect("accounts");
    let batch = Batch { import: &import, rows: &register.rows, part: 0..100, behind: 0, accounts: &accounts };
    let brought_now =
        || databases.write_now("acme", &Author::system(), |tx| Import::carry_on(tx, &batch, Some(&reading))).expect("a batch");
    assert_eq!(brought_now(), BatchBrought::Brought);
    assert_eq!(brought_now(), BatchBrought::InOtherHands, "it comes once");
    let page = om.get(&path).await;
    assert!(page.text("#progress").contains("100 of 303"), "{}", page.html);

    worked(&om).await;
    let page = om.get(&path).await;
    assert_eq!(counts(&page), counts(&at_once), "{}", page.html);
    let twice = "SELECT COUNT(*) - COUNT(DISTINCT import_key) AS count FROM patients WHERE import_id IS NOT NULL";
    assert_eq!(count(databases, twice).await, 0);
    let pairs = "SELECT COUNT(*) AS count FROM possible_duplicates";
    assert_eq!(count(databases, pairs).await, count(whole.databases(), pairs).await);
    let facts = "SELECT COUNT(*) AS count FROM allergies JOIN profiles ON profiles.id = patient_id WHERE full_name = 'Taara Baani'";
    assert_eq!((count(databases, facts).await, count(whole.databases(), facts).await), (1, 1));
}

#[actix_web::test]
async fn an_import_waits_while_another_of_the_clinic_registers_people() {
    let world = World::committed().await;
    let om = world.sign_in("om").await;
    let [first, second] = [brought(&om, &long(20)).await, brought(&om, &long(20)).await];
    let id: ImportId = first.rsplit('/').next().and_then(|it| it.parse().ok()).expect("an id");
    let databases = world.databases();
    let import = databases.read_now("acme", |db| Import::with_file(db, id)).expect("the import").0;
    assert!(databases.write_now("acme", &Author::system(), |tx| import.take_turn(tx)).expect("a turn"));
    om.submit(&format!("{second}/run"), &[]).await;
    assert!(round(om.databases()).await.expect("a round"));
    assert_eq!(count(databases, DONE).await, 0, "it is the other's turn");
    assert!(om.get(&second).await.count("#progress progress") == 1);
    let over = "UPDATE import_turns SET until = until - INTERVAL 61 SECOND";
    databases.write("acme", Author::system(), move |tx| tx.db.batch_execute(over)).await.expect("time passes");
    worked(&om).await;
    assert_eq!(om.get(&second).await.text("#imported"), "18", "whoever is silent for a minute loses the turn");
}

#[actix_web::test]
async fn an_import_that_lost_its_turn_while_it_read_reads_anew() {
    let world = World::committed().await;
    let om = world.sign_in("om").await;
    let [slow, quick] = [brought(&om, &long(20)).await, brought(&om, &long(20)).await];
    let databases = world.databases();
    let id: ImportId = slow.rsplit('/').next().and_then(|it| it.parse().ok()).expect("an id");
    om.submit(&format!("{slow}/run"), &[]).await;
    let (import, file) = databases.read_now("acme", |db| Import::with_file(db, id)).expect("the import");
    assert!(databases.write_now("acme", &Author::system(), |tx| import.take_turn(tx)).expect("a turn"));
    let register = databases.read_now("acme", |db| import.read(db, &file, clock::today_in(import.zone()))).expect("a register");
    let reading = databases.read_now("acme", |db| ImportReading::of(db, &import, false, &register.rows)).expect("a reading");
    // It reads for longer than a minute, and the other comes and goes meanwhile.
    let meanwhile = "UPDATE import_turns SET until = until - INTERVAL 61 SECOND; \
                     UPDATE due_works SET due_at = due_at + INTERVAL 1 HOUR WHERE kind = 'import_run'";
    databases.write("acme", Author::system(), move |tx| tx.db.batch_execute(meanwhile)).await.expect("time passes");
    om.submit(&format!("{quick}/run"), &[]).await;
    while round(om.databases()).await.expect("a round") {}
    assert_eq!(om.get(&quick).await.text("#imported"), "18");
    let accounts = std::collections::HashMap::new();
    let batch = Batch { import: &import, rows: &register.rows, part: 0..20, behind: 0, accounts: &accounts };
    let brought = databases.write_now("acme", &Author::system(), |tx| Import::carry_on(tx, &batch, Some(&reading)));
    assert_eq!(brought.expect("an answer"), BatchBrought::NotNow, "what it read is not so any more");
    let later = "UPDATE due_works SET due_at = due_at - INTERVAL 1 HOUR";
    databases.write("acme", Author::system(), move |tx| tx.db.batch_execute(later)).await.expect("time passes");
    world.run_in_directory("UPDATE organisations_due SET due_at = UTC_TIMESTAMP(6)");
    worked(&om).await;
    let page = om.get(&slow).await;
    assert_eq!((page.text("#imported").as_str(), page.text("#there").as_str()), ("0", "18"));
}
