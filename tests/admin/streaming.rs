//! The old register on the command line: read row by row, brought batch by batch, and gone on with where a run was cut short.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use swasthya::commands::import::ImportFile;

use crate::support::register::{REGISTER, brought, run};
use crate::support::registers::{Made, Style, seeds};
use crate::support::world::SECRET;
use crate::support::{World, server};

/// A file of this test's own.
fn kept(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("swasthya-streaming-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file");
    path
}

fn import(world: &World, file: &Path, batch: u16) {
    let import = ImportFile { file: file.to_owned(), org: "acme".into(), clinic: "andheri".into(), batch };
    import.run(&world.config).expect("an import");
}

#[derive(QueryableByName, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Said {
    #[diesel(sql_type = Text)]
    said: String,
}

/// Everything that the imports of acme brought, and whom they marked; record numbers apart, which are counted on.
async fn everybody(world: &World) -> BTreeSet<Said> {
    const PEOPLE: &str = "SELECT CONCAT_WS('|', full_name, sex, born_on, born_on_estimated, phone, address, old_number, remarks, \
        first_visit_on, relation, HEX(SHA2(CONCAT(full_name, remarks), 256)), \
        (SELECT GROUP_CONCAT(substance ORDER BY substance) FROM allergies WHERE patient_id = id), \
        (SELECT COUNT(*) FROM conditions WHERE patient_id = id), \
        (SELECT COUNT(*) FROM search_terms WHERE patient_id = id)) AS said \
        FROM profiles JOIN patients ON profile_id = id WHERE import_id IS NOT NULL AND patients.deleted_at IS NULL";
    let people: Vec<Said> = world.databases().read("acme", |db| diesel::sql_query(PEOPLE).load(db)).await.expect("people");
    let count = people.len();
    let all: BTreeSet<Said> = people.into_iter().collect();
    assert!(all.len() + 60 >= count, "hardly anybody looks like another");
    all
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

async fn count(world: &World, sql: &'static str) -> i64 {
    let counted = world.databases().read("acme", move |db| diesel::sql_query(sql).get_result::<Count>(db)).await;
    counted.expect("a count").count
}

const BROUGHT: &str = "SELECT COUNT(*) AS count FROM patients WHERE import_id IS NOT NULL AND deleted_at IS NULL";
const MARKED: &str = "SELECT COUNT(*) AS count FROM possible_duplicates";

#[actix_web::test]
async fn a_streamed_register_brings_what_the_whole_brings_however_small_its_batches() {
    let (streamed, whole) = (World::committed().await, World::committed().await);
    let seed = seeds(1)[0];
    let made = Made::in_style(seed, 300, Style::usual());
    import(&streamed, &kept("small.csv", &made.bytes), 7);
    let om = whole.sign_in("om").await;
    let path = brought(&om, std::str::from_utf8(&made.bytes).expect("UTF-8")).await;
    let page = run(&om, &path).await;
    assert_eq!(everybody(&streamed).await, everybody(&whole).await, "seed {seed}");
    assert_eq!(count(&streamed, BROUGHT).await.to_string(), page.text("#imported"));
    // Across batches those are compared who share a phone, a birth date or, where one has no phone, a name.
    let (marked, marked_whole) = (count(&streamed, MARKED).await, count(&whole, MARKED).await);
    println!("seed {seed}: {marked} pairs marked, {marked_whole} in the whole");
    assert!(marked * 100 >= marked_whole * 90 && marked <= marked_whole, "seed {seed}: {marked} of {marked_whole}");

    // The same command again, and the same people in another shape.
    import(&streamed, &kept("small.csv", &made.bytes), 50);
    import(&streamed, &kept("reshaped.csv", &made.in_another_shape()), 50);
    assert_eq!(count(&streamed, BROUGHT).await.to_string(), page.text("#imported"), "seed {seed}: nobody twice");
    let om = streamed.sign_in("om").await;
    let list = om.get("/admin/imports").await;
    assert_eq!(list.count("#imports tbody tr"), 3);
    let latest = list.attributes("#imports tbody a", "href").swap_remove(0);
    let page = om.get(latest.trim_start_matches("/o/acme")).await;
    assert_eq!((page.status, page.text("#imported"), page.count("#not-kept"), page.count("#rows")), (200, "0".into(), 1, 0));
}

#[actix_web::test]
async fn a_streamed_import_killed_in_the_midst_goes_on_and_nobody_is_lost_or_twice() {
    let world = World::committed().await;
    let seed = seeds(1)[0];
    let made = Made::in_style(seed, 1_500, Style::usual());
    let file = kept("killed.csv", &made.bytes);
    let mut kills = 0;
    for _ in 0..6 {
        let before = count(&world, "SELECT COALESCE(SUM(rows_done), 0) AS count FROM imports").await;
        let mut child = Command::new(env!("CARGO_BIN_EXE_swasthya"))
            .args(["import", "--org", "acme", "--clinic", "andheri", "--batch", "40"])
            .arg(&file)
            .env("SECRET", SECRET)
            .env("DATABASE_URL", server::url())
            .env("DATABASE_PREFIX", world.prefix())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the command");
        let since = Instant::now();
        while count(&world, "SELECT COALESCE(SUM(rows_done), 0) AS count FROM imports").await < before + 80 {
            assert!(since.elapsed() < Duration::from_secs(60), "it does not get on");
            if child.try_wait().expect("its state").is_some() {
                break;
            }
            actix_web::rt::time::sleep(Duration::from_millis(15)).await;
        }
        child.kill().expect("kill -9");
        child.wait().expect("its end");
        kills += count(&world, "SELECT COUNT(*) AS count FROM imports WHERE status = 'running'").await;
        let (people, done) = (count(&world, BROUGHT).await, "SELECT COALESCE(SUM(imported), 0) AS count FROM imports");
        assert_eq!(people, count(&world, done).await, "seed {seed}: who is there is counted, and nobody else");
    }
    assert!(kills >= 3, "it was killed in the midst {kills} times");
    import(&world, &file, 100);
    let all = count(&world, BROUGHT).await;
    let other = World::committed().await;
    import(&other, &file, 1_000);
    assert_eq!(all, count(&other, BROUGHT).await, "seed {seed}");
    assert_eq!(everybody(&world).await, everybody(&other).await, "seed {seed}");
    assert_eq!(count(&world, "SELECT COUNT(*) AS count FROM imports WHERE status = 'done' AND rows_done = rows_total").await, 1);
    let rows = i64::try_from(made.rows.len()).expect("a count");
    assert_eq!(count(&world, "SELECT imported + visits + already_there + refused AS count FROM imports").await, rows);
}

#[actix_web::test]
async fn what_is_no_register_is_refused_on_the_command_line_too() {
    let world = World::committed().await;
    for (name, bytes, why) in [
        ("a.pdf", &b"%PDF-1.4\n1 0 obj\n"[..], "PDF"),
        ("a.csv", b"", "no row"),
        ("b.csv", b"Name,Age\n", "no row"),
        ("c.csv", b"<html><table><tr><td>Name</td></tr></table>", "web page"),
        ("d.xlsx", b"PK\x03\x04 no workbook", "workbook"),
    ] {
        let import = ImportFile { file: kept(name, bytes), org: "acme".into(), clinic: "andheri".into(), batch: 10 };
        let refused = import.run(&world.config).expect_err(name).to_string();
        assert!(refused.contains(why), "{name}: {refused}");
    }
    import(&world, &kept("good.csv", REGISTER.as_bytes()), 2);
    assert_eq!(count(&world, BROUGHT).await, 5);
    let refused = std::fs::read_to_string(kept("good.csv", b"").with_file_name("good.csv.refused.csv")).expect("the refused rows");
    assert!(refused.contains("'=5+5,'@Evil Name,24/M,31/02/1990,no phone,'-x") && refused.lines().count() == 3, "{refused}");
}
