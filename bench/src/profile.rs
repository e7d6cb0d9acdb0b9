//! Where a page's time goes: processor time of server and database, functions by perf, statements by the database's own account.

use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::home::Home;
use crate::load::Request;
use crate::measure::{Bench, COMPRESSED};
use crate::pages::{Known, Page};
use crate::report;

/// How many functions and statements are shown.
const SHOWN: usize = 40;
/// As much of a statement.
const LENGTH: usize = 3000;

/// Measures the page once as always, then under load again with perf beside it.
pub fn run(bench: &Bench, page: &Page) -> anyhow::Result<()> {
    println!("{}\n{}\n", report::HEAD, report::line(&bench.page(page)?));
    let mut sql = bench.home.sql("")?;
    let (digests, prepared) =
        ("performance_schema.events_statements_summary_by_digest", "performance_schema.prepared_statements_instances");
    sql.run(&format!("TRUNCATE TABLE {digests}; TRUNCATE TABLE {prepared}"))?;
    let requests: Vec<Request> = bench.requests(&page.asked(&Known::of(bench.world)));
    let recording = thread::spawn({
        let (pid, file, seconds) = (bench.product.pid(), bench.home.folder.join("perf.data"), bench.effort.seconds);
        move || {
            thread::sleep(Duration::from_millis(500));
            let mut perf = Command::new("perf");
            perf.args(["record", "--quiet", "--freq=999", "--call-graph=fp", "--pid", &pid.to_string(), "--output"]).arg(&file);
            perf.args(["--", "sleep", &seconds.saturating_sub(1).max(1).to_string()]).output().map(|_| file)
        }
    });
    let (measured, _) = bench.round(bench.product, &requests, COMPRESSED)?;
    println!("statements, per request, and µs in the database for each:");
    let rows = sql.texts(&format!(
        "SELECT CONCAT(LPAD(ROUND(times / {}, 2), 8, ' '), LPAD(ROUND(picoseconds / times / 1e6), 8, ' '), '  ', \
         COALESCE(LEFT(REGEXP_REPLACE(text, '[[:space:]]+', ' '), {LENGTH}), '')) AS it FROM ( \
           SELECT digest_text AS text, count_star AS times, sum_timer_wait AS picoseconds FROM {digests} \
           WHERE schema_name LIKE '{}%' OR schema_name IS NULL \
           UNION ALL SELECT sql_text, SUM(count_execute), SUM(sum_timer_execute) FROM {prepared} GROUP BY sql_text \
         ) AS every WHERE times > 0 ORDER BY picoseconds DESC LIMIT {SHOWN}",
        measured.requests,
        Home::database("clinic").replace('_', "\\_")
    ))?;
    rows.iter().for_each(|it| println!("{it}"));
    match recording.join() {
        Ok(Ok(file)) => {
            println!("\nfunctions of the server, share of its processor time (perf report -i {} shows who calls them):", file.display());
            let report =
                Command::new("perf").args(["report", "--stdio", "--no-children", "--call-graph=none", "--input"]).arg(&file).output()?;
            let text = String::from_utf8_lossy(&report.stdout).into_owned();
            text.lines().filter(|it| it.contains('%') && !it.starts_with('#')).take(SHOWN).for_each(|it| println!("{it}"));
        }
        _ => println!("\nperf is missing (Debian: linux-perf): no functions"),
    }
    Ok(())
}
