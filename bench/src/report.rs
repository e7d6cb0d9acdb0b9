//! The table: on the terminal as it comes, and as `docs/bench.md` with its picture when everything was measured.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::chart::{self, Line};
use crate::measure::Figures;
use crate::pages::{PAGES, Page};

/// What concerns the server as a whole.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    pub machine: String,
    pub date: String,
    pub seconds: u32,
    pub rounds: u32,
    pub ready: Duration,
    /// In MiB: at the end, and the most, without anybody signing in.
    pub memory: (f64, f64),
    /// Requests a second of the floor when it compresses, at each size.
    pub floor_compressed: Vec<(u32, f64)>,
    /// The same after a page in each of so many organisations.
    pub organisations: Option<(u32, f64, f64)>,
}

/// No page may take so many times what it takes on the smallest organisation.
const GROWTH: f64 = 1.2;

/// The heads of the lines that [`line`] makes.
pub const HEAD: &str =
    "patients page              req/s  floor  ratio    p50    p99    plain  server  database  switches  queries  prep  bytes packed/plain";

/// A page's figures on one line.
pub fn line(it: &Figures) -> String {
    format!(
        "{:8} {:14} {:9.0} {:6.0}  {:5.3} {:6.2} {:6.2} {:8.0} {:7.0} {:9.0} {:9.1} {:8} {:5}  {} {}/{}",
        it.size,
        it.page,
        it.compressed.per_second,
        it.floor.per_second,
        it.ratio(),
        it.compressed.p50,
        it.compressed.p99,
        it.plain.per_second,
        it.cost.server,
        it.cost.database,
        it.cost.switches,
        it.queries,
        it.prepared,
        if it.encoding.is_empty() { "plain" } else { &it.encoding },
        it.compressed_bytes,
        it.plain_bytes
    )
}

/// Writes `bench.md` and `bench.svg` into the folder.
pub fn write(folder: &Path, figures: &[Figures], whole: &Whole) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    let mut sizes: Vec<u32> = figures.iter().map(|it| it.size).collect();
    sizes.dedup();
    fs::write(folder.join("bench.md"), text(figures, &sizes, whole)?)?;
    fs::write(folder.join("bench.svg"), picture(figures, &sizes))?;
    Ok(())
}

fn of<'a>(figures: &'a [Figures], page: &Page, size: u32) -> Option<&'a Figures> {
    figures.iter().find(|it| it.page == page.name && it.size == size)
}

/// How many times as long a page takes as on the smallest organisation, both beside the floor of their own rounds.
fn growth(figures: &[Figures], page: &Page, sizes: &[u32], size: u32) -> Option<f64> {
    Some(of(figures, page, *sizes.first()?)?.ratio() / of(figures, page, size)?.ratio())
}

fn text(figures: &[Figures], sizes: &[u32], whole: &Whole) -> anyhow::Result<String> {
    let (Some(smallest), Some(largest)) = (sizes.first(), sizes.last()) else { return Ok(String::new()) };
    let mut md = String::from("# How fast it is\n\n");
    writeln!(md, "Written by `bin/bench` on {}: {}. Generator, server and database share the machine.", whole.date, whole.machine)?;
    writeln!(
        md,
        "\nSixteen connections, signed in, pages compressed as browsers ask (`Accept-Encoding: {}`); {} rounds of {} seconds, page and floor\n\
         in turn, the medians. \"Of the floor\" compares requests a second with those of [`bench/floor`](../bench/floor/src/main.rs) in the same\n\
         rounds: one indexed query, twenty rows, one template, on the same database, **uncompressed**, which is its fastest. Many different\n\
         patients, names, phones and days are asked for; how the data is made up is in [`bench/README.md`](../bench/README.md).",
        crate::measure::COMPRESSED,
        whole.rounds,
        whole.seconds
    )?;
    writeln!(md, "\n## At {} patients, {} visits\n", grouped(*largest), grouped(largest * 5))?;
    md += "| page | requests/s | of the floor | target | p50 ms | p99 ms | plain requests/s | server µs | database µs | queries | prepared anew | bytes compressed | plain | growth |\n";
    md += "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n";
    for page in &PAGES {
        let Some(it) = of(figures, page, *largest) else { continue };
        let target = page.target.map_or_else(|| "none".to_owned(), |target| format!("{target:.2} {}", met(it.ratio() >= target)));
        let tail = if it.compressed.p99 <= 10.0 * it.compressed.p50 { "" } else { " missed" };
        let growth = growth(figures, page, sizes, *largest).filter(|_| sizes.len() > 1);
        let growth = growth.map_or_else(|| "–".to_owned(), |it| format!("{it:.2} {}", met(it <= GROWTH)));
        writeln!(
            md,
            "| {} | {:.0} | **{:.2}** | {target} | {:.1} | {:.1}{tail} | {:.0} | {:.0} | {:.0} | {} | {} | {} | {} | {growth} |",
            page.title,
            it.compressed.per_second,
            it.ratio(),
            it.compressed.p50,
            it.compressed.p99,
            it.plain.per_second,
            it.cost.server,
            it.cost.database,
            it.queries,
            it.prepared,
            it.compressed_bytes,
            it.plain_bytes
        )?;
    }
    for size in sizes {
        if let Some(it) = middle(figures, *size) {
            writeln!(
                md,
                "| *floor at {}* | {:.0} | 1 | | {:.1} | {:.1} | | {:.0} | {:.0} | 1 | 0 | | | |",
                grouped(*size),
                it.floor.per_second,
                it.floor.p50,
                it.floor.p99,
                it.floor_cost.server,
                it.floor_cost.database
            )?;
        }
    }
    for (size, per_second) in &whole.floor_compressed {
        writeln!(md, "| *floor at {}, compressing* | {per_second:.0} | | | | | | | | 1 | 0 | | | |", grouped(*size))?;
    }
    md += "\nServer and database µs are processor time of one request. Queries are what the database counted for one request, whatever they are for.\n";
    writeln!(
        md,
        "Growth is the time beside the floor's, at {} as a multiple of that at {}: at most {GROWTH}. p99 is to be at most ten times p50.",
        grouped(*largest),
        grouped(*smallest)
    )?;
    md += "\n## As it grows\n\n![Growth of each page](bench.svg)\n\n| requests/s |";
    let rule = sizes.iter().fold("|---|".to_owned(), |rule, _| rule + "--:|");
    writeln!(md, "{}\n{rule}", sizes.iter().fold(String::new(), |row, it| row + &format!(" {} |", grouped(*it))))?;
    for page in &PAGES {
        let cells: Vec<String> = sizes
            .iter()
            .filter_map(|size| of(figures, page, *size))
            .map(|it| format!(" {:.0} ({:.2}) |", it.compressed.per_second, it.ratio()))
            .collect();
        writeln!(md, "| {} |{}", page.title, cells.concat())?;
    }
    md += "\n## The server\n\n| | | target |\n|---|--:|--:|\n";
    let ready = whole.ready.as_millis();
    writeln!(md, "| start to ready, database there | {ready} ms | 1500 ms {} |", met(ready <= 1500))?;
    writeln!(
        md,
        "| memory, the most under load, nobody signing in | {:.0} MiB | 64 MiB {} |",
        whole.memory.1,
        met(whole.memory.1 <= 64.0)
    )?;
    writeln!(md, "| the same, when the load is over | {:.0} MiB | |", whole.memory.0)?;
    if let Some((count, now, most)) = whole.organisations {
        writeln!(md, "| memory with {count} organisations touched, the most | {most:.0} MiB | 160 MiB {} |", met(most <= 160.0))?;
        writeln!(md, "| the same, when the last was touched | {now:.0} MiB | |")?;
    }
    writeln!(md, "\n## The floor\n\n```rust\n{}```", include_str!("../floor/src/main.rs"))?;
    Ok(md)
}

/// The figures whose floor was the one in the middle.
fn middle(figures: &[Figures], size: u32) -> Option<&Figures> {
    let mut of_size: Vec<&Figures> = figures.iter().filter(|it| it.size == size).collect();
    of_size.sort_by(|a, b| a.floor.per_second.total_cmp(&b.floor.per_second));
    of_size.get(of_size.len() / 2).copied()
}

fn met(it: bool) -> &'static str {
    if it { "met" } else { "missed" }
}

fn picture(figures: &[Figures], sizes: &[u32]) -> String {
    let lines = PAGES.iter().map(|page| Line {
        name: page.title.to_owned(),
        times: sizes.iter().filter_map(|size| growth(figures, page, sizes, *size)).collect(),
    });
    let lines: Vec<Line> = lines.filter(|it| it.times.len() == sizes.len()).collect();
    let names: Vec<String> = sizes.iter().map(|it| format!("{} patients", grouped(*it))).collect();
    chart::draw(&names, &lines, GROWTH)
}

/// A number with commas between thousands.
pub fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
