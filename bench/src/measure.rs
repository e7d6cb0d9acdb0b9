//! Measuring a page: is it the page, what does it ask of the database, how large is it, how fast beside the floor.

use anyhow::{Context, bail, ensure};

use crate::home::Home;
use crate::http::{self, Answer};
use crate::load::{self, Measured, Request};
use crate::machine;
use crate::pages::{Asked, Known, Page};
use crate::server::Server;
use crate::sql::Sql;
use crate::visitors::Visitors;
use crate::world::World;

/// As browsers ask that came by TLS.
pub const COMPRESSED: &str = "gzip, deflate, br, zstd";
const PLAIN: &str = "";

/// How long, and how often.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    pub seconds: u32,
    pub rounds: u32,
}

/// What is measured: the product and the floor on one organisation's data.
pub struct Bench<'a> {
    pub home: &'a Home,
    pub world: &'a World,
    pub product: &'a Server,
    pub floor: Server,
    pub visitors: Visitors,
    pub effort: Effort,
}

/// What a request takes: microseconds of processor, and how often a thread gave it up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    pub server: f64,
    pub database: f64,
    pub switches: f64,
}

/// What came of a page.
#[derive(Clone, Debug)]
pub struct Figures {
    pub page: &'static str,
    pub size: u32,
    pub compressed: Measured,
    pub plain: Measured,
    /// Of the same rounds.
    pub floor: Measured,
    pub cost: Cost,
    pub floor_cost: Cost,
    /// Statements of a request, as the server counts them, pings and session included.
    pub queries: i64,
    /// Statements that had to be prepared for it, though it was asked for before.
    pub prepared: i64,
    /// Bytes of the body.
    pub compressed_bytes: usize,
    pub plain_bytes: usize,
    pub encoding: String,
}

impl Figures {
    pub fn ratio(&self) -> f64 {
        self.compressed.per_second / self.floor.per_second
    }
}

impl Bench<'_> {
    /// The floor's requests: days of a clinic.
    fn floor_requests(&self, prefix: &str) -> Vec<Request> {
        let day = |ago: u32| {
            let (clinic, day) = (ago % 4, self.world.morning(self.world.days() - ago).date());
            let path = format!("{prefix}/{}/{day}", uuid::Uuid::from_bytes(self.world.clinic(clinic)).simple());
            Request { path, cookie: String::new() }
        };
        (2..self.world.days().min(42)).map(day).collect()
    }

    /// The floor's own requests a second when it compresses, by actix-web's middleware.
    pub fn floor_compressed(&self) -> anyhow::Result<f64> {
        Ok(self.round(&self.floor, &self.floor_requests("/compressed"), COMPRESSED)?.0.per_second)
    }

    /// Who asks, with their cookies.
    pub fn requests(&self, asked: &[Asked]) -> Vec<Request> {
        asked.iter().map(|it| Request { path: it.path.clone(), cookie: self.visitors.cookie(it.who).to_owned() }).collect()
    }

    /// Checks a page, warms it, and measures it in turn with the floor: the medians of the rounds.
    pub fn page(&self, page: &Page) -> anyhow::Result<Figures> {
        self.keep_signed_in()?;
        let asked = page.asked(&Known::of(self.world));
        let requests = self.requests(&asked);
        let folder = &self.home.folder;
        let (plain_bytes, plain_size, _) = self.check(&asked, PLAIN)?;
        let (compressed_bytes, compressed_size, encoding) = self.fetch(&asked, COMPRESSED, |_, _| Ok(()))?;
        let (queries, prepared) = self.count_queries(&requests)?;
        let floor_requests = self.floor_requests("");
        load::run(folder, self.product.port, &requests, COMPRESSED, 1)?;
        load::run(folder, self.floor.port, &floor_requests, PLAIN, 1)?;
        let (mut floors, mut compressed) = (Vec::new(), Vec::new());
        for _ in 0..self.effort.rounds {
            floors.push(self.round(&self.floor, &floor_requests, PLAIN)?);
            compressed.push(self.round(self.product, &requests, COMPRESSED)?);
        }
        let ((floor, floor_cost), (compressed, cost)) = (median(floors), median(compressed));
        let plain = load::run(folder, self.product.port, &requests, PLAIN, self.effort.seconds)?;
        for (measured, size) in [(&plain, plain_size), (&compressed, compressed_size)] {
            as_long_as(measured, size)?;
        }
        self.check(&asked, PLAIN)?;
        Ok(Figures {
            page: page.name,
            size: self.world.patients,
            compressed,
            plain,
            floor,
            cost,
            floor_cost,
            queries,
            prepared,
            compressed_bytes,
            plain_bytes,
            encoding,
        })
    }

    /// A round of load, and what a request of it cost.
    pub fn round(&self, server: &Server, requests: &[Request], accept: &str) -> anyhow::Result<(Measured, Cost)> {
        let database = self.home.server_pid();
        let now = || -> anyhow::Result<[f64; 3]> {
            let of_database = database.map_or(Ok(0.0), machine::cpu_seconds)?;
            Ok([machine::cpu_seconds(server.pid())?, of_database, machine::switches(server.pid())?])
        };
        let before = now()?;
        let measured = load::run(&self.home.folder, server.port, requests, accept, self.effort.seconds)?;
        let after = now()?;
        let each = |at: usize| (after[at] - before[at]) / measured.requests;
        Ok((measured, Cost { server: each(0) * 1e6, database: each(1) * 1e6, switches: each(2) }))
    }

    /// Every page holds what it should. The average length of its body and of the whole answer, and how it is packed.
    fn check(&self, asked: &[Asked], accept: &str) -> anyhow::Result<(usize, usize, String)> {
        self.fetch(asked, accept, |it, answer| {
            let text = answer.text();
            let missing = it.holds.iter().find(|it| !text.contains(it.as_str()));
            missing.map_or(Ok(()), |missing| bail!("{} does not hold {missing:?}", it.path))
        })
    }

    fn fetch(
        &self,
        asked: &[Asked],
        accept: &str,
        check: impl Fn(&Asked, &Answer) -> anyhow::Result<()>,
    ) -> anyhow::Result<(usize, usize, String)> {
        let (mut body, mut whole, mut encoding) = (0, 0, String::new());
        for it in asked {
            let answer = http::get(self.product.port, &it.path, self.visitors.cookie(it.who), accept)?;
            ensure!(answer.status == 200, "{} answers {} {}", it.path, answer.status, answer.location);
            check(it, &answer)?;
            (body, whole, encoding) = (body + answer.body.len(), whole + answer.size, answer.encoding);
        }
        Ok((body / asked.len().max(1), whole / asked.len().max(1), encoding))
    }

    /// What one request has the database do: the least of several, because the server's own jobs ask it too.
    fn count_queries(&self, requests: &[Request]) -> anyhow::Result<(i64, i64)> {
        let mut sql = self.home.sql("")?;
        let idle = least(20, || Counted::between(&mut sql, || Ok(())))?;
        let mut turn = requests.iter().cycle().take(20);
        let busy = least(20, || {
            let it = turn.next().context("no request")?;
            Counted::between(&mut sql, || http::get(self.product.port, &it.path, &it.cookie, COMPRESSED).map(drop))
        })?;
        Ok((busy.0 - idle.0, busy.1 - idle.1))
    }

    /// Nobody is signed out because a measurement takes long.
    fn keep_signed_in(&self) -> anyhow::Result<()> {
        self.home
            .sql(&Home::directory())?
            .run("UPDATE sessions SET last_seen_at = UTC_TIMESTAMP(6) WHERE revoked_at IS NULL AND user_id IS NOT NULL")
    }
}

/// A redirect or a notice is shorter than the page: every answer was the page.
fn as_long_as(measured: &Measured, size: usize) -> anyhow::Result<()> {
    #[expect(clippy::cast_precision_loss, reason = "a page's bytes")]
    let expected = size as f64;
    let off = (measured.bytes - expected).abs();
    ensure!(off < 0.03 * expected + 60.0, "answers have {:.0} bytes where the page has {expected}", measured.bytes);
    Ok(())
}

/// The server's counters.
struct Counted;

impl Counted {
    fn between(sql: &mut Sql, work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<(i64, i64)> {
        let mut now = || -> anyhow::Result<(i64, i64)> { Ok((sql.counter("Questions")?, sql.counter("Com_stmt_prepare")?)) };
        let before = now()?;
        work()?;
        let after = now()?;
        Ok((after.0 - before.0, after.1 - before.1))
    }
}

fn least(times: u32, mut count: impl FnMut() -> anyhow::Result<(i64, i64)>) -> anyhow::Result<(i64, i64)> {
    let mut least = count()?;
    for _ in 1..times {
        let it = count()?;
        least = (least.0.min(it.0), least.1.min(it.1));
    }
    Ok(least)
}

/// The round in the middle.
fn median(mut rounds: Vec<(Measured, Cost)>) -> (Measured, Cost) {
    rounds.sort_by(|(a, _), (b, _)| a.per_second.total_cmp(&b.per_second));
    rounds.get(rounds.len() / 2).copied().unwrap_or_default()
}
