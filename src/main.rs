//! The command line.

use std::process::ExitCode;

use clap::Parser;
use swasthya::commands::Arguments;
use swasthya::config::LOG;
use tikv_jemallocator::Jemalloc;
use tracing_subscriber::EnvFilter;

/// Gives back what a large register took: the system's own keeps hundreds of megabytes for one of a hundred thousand rows.
#[global_allocator]
static ALLOCATOR: Jemalloc = Jemalloc;

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("LOG").unwrap_or_else(|_| EnvFilter::new(LOG));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match Arguments::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("swasthya: {error:#}");
            ExitCode::FAILURE
        }
    }
}
