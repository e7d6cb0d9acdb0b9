//! Measures the product's pages on organisations of ten thousand to a million patients, beside a floor: see `bench/README.md`.

mod build;
mod chart;
mod home;
mod http;
mod load;
mod machine;
mod many;
mod measure;
mod pages;
mod profile;
mod report;
mod rows;
mod server;
mod sql;
mod statements;
mod visitors;
mod world;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Parser, Subcommand};

use crate::build::today;
use crate::home::{Home, program};
use crate::measure::{Bench, Effort};
use crate::pages::{Known, PAGES, Page};
use crate::report::Whole;
use crate::server::Server;
use crate::visitors::Visitors;
use crate::world::World;

/// Measures pages, beside a floor. With every page at every size it writes docs/bench.md.
#[derive(Parser)]
#[command(name = "bin/bench")]
struct Options {
    #[command(subcommand)]
    action: Option<Action>,
    /// The organisations: 10k, 100k, 1m.
    #[arg(long, global = true, value_delimiter = ',', default_value = "10k,100k,1m")]
    sizes: Vec<String>,
    /// The pages, by name; all of them if none is given.
    #[arg(long, value_delimiter = ',')]
    pages: Vec<String>,
    /// How long each round takes.
    #[arg(long, global = true, default_value_t = 5)]
    seconds: u32,
    /// How often floor and page take turns.
    #[arg(long, global = true, default_value_t = 3)]
    rounds: u32,
    /// Where the data is kept, with its database server.
    #[arg(long, global = true, default_value = "var/bench", value_name = "FOLDER")]
    data: PathBuf,
    /// Another database server instead: an administrator's URL.
    #[arg(long, global = true, value_name = "URL")]
    database: Option<String>,
    /// Also measure the memory of the server after a page in each of so many organisations.
    #[arg(long, value_name = "COUNT")]
    organisations: Option<u32>,
}

#[derive(Subcommand)]
enum Action {
    /// Build the data and stop.
    Build,
    /// Show where a page's time goes: statements, functions. Needs perf for the latter.
    Profile { page: String },
    /// Print the pages' names.
    Pages,
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> anyhow::Result<()> {
    if let Some(Action::Pages) = options.action {
        for page in PAGES {
            println!("{:14} {}", page.name, page.title);
        }
        return Ok(());
    }
    let sizes: Vec<(&str, u32)> = options.sizes.iter().map(|it| size(it)).collect::<anyhow::Result<_>>()?;
    let profiled = if let Some(Action::Profile { page }) = &options.action { vec![page.clone()] } else { Vec::new() };
    let pages: Vec<&Page> = match [options.pages.as_slice(), profiled.as_slice()].concat().as_slice() {
        [] => PAGES.iter().collect(),
        names => {
            names.iter().map(|it| Page::of_name(it).with_context(|| format!("there is no page {it:?}"))).collect::<anyhow::Result<_>>()?
        }
    };
    let home = Home::open(&options.data, options.database.as_deref(), !profiled.is_empty())?;
    let mut worlds = Vec::new();
    for (slug, patients) in sizes {
        let world = build::world(&home, slug, patients)?;
        build::build(&home, &world)?;
        worlds.push(world);
    }
    if let Some(Action::Build) = options.action {
        return Ok(());
    }
    home.run(&["migrate"], "")?;
    let mut visitors = Vec::new();
    for world in &worlds {
        today::begin(&home, world)?;
        let known = Known::of(world);
        let everybody = pages.iter().flat_map(|it| it.asked(&known)).map(|it| it.who);
        visitors.push(Visitors::sign_in(&home, world, everybody)?);
    }
    let product = Server::start(home.serve()?, "/readyz")?;
    let effort = Effort { seconds: options.seconds, rounds: options.rounds };
    let (mut figures, mut floor_compressed) = (Vec::new(), Vec::new());
    println!("{}", report::HEAD);
    for (world, visitors) in worlds.iter().zip(visitors) {
        let bench = Bench { home: &home, world, product: &product, floor: floor(&home, world)?, visitors, effort };
        for page in &pages {
            if !profiled.is_empty() {
                profile::run(&bench, page)?;
                continue;
            }
            let it = bench.page(page).with_context(|| format!("{}, {} patients", page.name, world.patients))?;
            println!("{}", report::line(&it));
            figures.push(it);
        }
        if profiled.is_empty() {
            floor_compressed.push((world.patients, bench.floor_compressed()?));
        }
    }
    let mut whole = Whole {
        machine: machine::description(&home.sql("")?.texts("SELECT CONCAT('database ', VERSION()) AS it")?.concat()),
        date: today::date().to_string(),
        seconds: effort.seconds,
        rounds: effort.rounds,
        ready: product.ready_after,
        memory: machine::memory(product.pid())?,
        floor_compressed,
        organisations: None,
    };
    println!("ready after {} ms; memory {:.0} MiB at most, {:.0} now", whole.ready.as_millis(), whole.memory.1, whole.memory.0);
    drop(product);
    if let (Some(count), Some(world)) = (options.organisations, worlds.first()) {
        let (now, most) = many::touch(&home, world, count)?;
        println!("memory with {count} organisations touched: {most:.0} MiB at most, {now:.0} now");
        whole.organisations = Some((count, now, most));
    }
    if profiled.is_empty() && pages.len() == PAGES.len() && worlds.len() > 1 {
        report::write(Path::new("docs"), &figures, &whole)?;
        println!("docs/bench.md is written");
    }
    Ok(())
}

fn floor(home: &Home, world: &World) -> anyhow::Result<Server> {
    let mut floor = program("floor")?;
    floor.env("DATABASE_URL", home.url_of(&Home::organisation(&world.slug)));
    Server::start(floor, &format!("/{}/{}", uuid::Uuid::from_bytes(world.clinic(0)).simple(), world.begins))
}

fn size(text: &str) -> anyhow::Result<(&'static str, u32)> {
    Ok(match text.to_lowercase().as_str() {
        "10k" => ("p10k", 10_000),
        "100k" => ("p100k", 100_000),
        "1m" => ("p1m", 1_000_000),
        other => bail!("{other:?} is no size: 10k, 100k or 1m"),
    })
}
