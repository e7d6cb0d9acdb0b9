//! Where a page's time goes: processor time of server and database, functions by perf, statements by the database's own account.

use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::load::Request;
use crate::measure::{Bench, COMPRESSED};
use crate::pages::{Known, Page};
use crate::report;
use crate::statements::Account;

/// How many functions and statements are shown.
const SHOWN: usize = 40;

/// Measures the page once, then under load again with perf beside it. The database keeps its account in both: it is slower than always.
pub fn run(bench: &Bench, page: &Page) -> anyhow::Result<()> {
    println!("{}\n{}\n", report::HEAD, report::line(&bench.page(page)?));
    let mut sql = bench.home.sql("")?;
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
    let account = Account::of(&mut sql, &bench.home.folder, || Ok(bench.round(bench.product, &requests, COMPRESSED)?.0.requests))?;
    println!("statements, per request, and µs in the database for each:\n{account}");
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
