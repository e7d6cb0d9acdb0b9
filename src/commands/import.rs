//! `swasthya import`: a clinic's old register from the command line, of any size up to 200 MB. It is read row by row and brought batch by
//! batch; a run that was cut short is gone on with by the same command.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use crate::config::Config;
use crate::db::clock;
use crate::db::pools::Keeping;
use crate::db::servers::Servers;
use crate::db::{Author, Databases};
use crate::directory::tenants::Organisation;
use crate::jobs::importing::StreamedImport;
use crate::jobs::sealing;
use crate::locale::Locale;
use crate::models::exchange::{Import, ImportCounts, ReasonCounts, RefusedRows, RegisterRow, RegisterSource, RegisterStream};
use crate::models::practice::Clinic;

#[derive(Args)]
pub struct ImportFile {
    /// A CSV file in any encoding, at most 200 MB, or a workbook (.xlsx, .ods), at most 20 MB.
    pub file: PathBuf,
    /// The organisation's slug.
    #[arg(long)]
    pub org: String,
    /// The clinic's slug.
    #[arg(long)]
    pub clinic: String,
    /// How many rows are brought in one change.
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u16).range(1..=5_000))]
    pub batch: u16,
}

/// What is noted of the rows while they pass.
#[derive(Default)]
struct Seen {
    reasons: ReasonCounts,
    doubts: ReasonCounts,
    /// The record numbers of the people, each as a hash: a number that stands twice is doubted.
    numbers: Vec<u64>,
    refused: Option<RefusedRows<BufWriter<File>>>,
}

impl ImportFile {
    pub fn run(self, config: &Config) -> anyhow::Result<()> {
        let started = Instant::now();
        let cannot_read = || format!("cannot read {}", self.file.display());
        let in_words = |refusal: crate::locale::Message| anyhow::anyhow!("{}: {}", self.file.display(), refusal.say(Locale::English));
        let source = RegisterSource::at(self.file.clone()).with_context(cannot_read)?.map_err(in_words)?;
        let register = RegisterStream::open(source).with_context(cannot_read)?.map_err(in_words)?;
        for note in register.notes.iter().chain(&register.not_read) {
            println!("{}", note.say(Locale::English));
        }
        let databases = Databases::open(Servers::of(config), 4, Keeping::Kept);
        let author = Author::system();
        let organisation = databases
            .read_directory_now(|db| Organisation::by_slug(db, &self.org))
            .with_context(|| format!("there is no organisation {:?}", self.org))?;
        let clinic = databases
            .read_now(&self.org, |db| Clinic::by_slug(db, &self.clinic))
            .with_context(|| format!("{} has no clinic {:?}", self.org, self.clinic))?;
        let name = self.file.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let import = databases.write_now(&self.org, &author, |tx| Import::bring_streamed(tx, clinic.id, &name, &register))?;
        if import.rows_done > 0 {
            println!("An earlier run brought {} rows of this file; this one goes on from there.", import.rows_done);
        }
        let bar = ProgressBar::new(u64::try_from(register.count)?);
        bar.set_style(ProgressStyle::with_template("{bar:40} {pos} of {len} rows  {elapsed}")?);
        let refused = self.file.with_file_name(format!("{name}.refused.csv"));
        let mut seen = Seen::default();
        let streamed = StreamedImport {
            databases: &databases,
            slug: &self.org,
            author: &author,
            organisation: organisation.id,
            import: &import,
            batch: usize::from(self.batch),
        };
        let rows = register.rows(clinic.id, clock::today_in(clock::zone(&clinic.zone)))?;
        let carried_out = streamed.carry_out(
            rows,
            |row| seen.see(row, &register, &refused),
            |behind| bar.set_position(u64::try_from(behind).unwrap_or(u64::MAX)),
        );
        let counts = match carried_out {
            Ok(counts) => counts,
            Err(error) => {
                databases.write_now(&self.org, &author, |tx| Import::stop(tx, import.id))?;
                return Err(error).context("the import was cut short; what it brought stays, and the same command goes on from there");
            }
        };
        bar.finish();
        sealing::round(&databases);
        seen.say(counts, started, &refused)
    }
}

impl Seen {
    fn see(&mut self, row: &RegisterRow, register: &RegisterStream, path: &Path) -> anyhow::Result<()> {
        match &row.outcome {
            Ok(entry) => {
                self.doubts.see(&entry.doubts);
                self.numbers.extend(entry.number_hash());
            }
            Err(reasons) => {
                self.reasons.see(reasons);
                if self.refused.is_none() {
                    let mut file = BufWriter::new(File::create(path).with_context(|| format!("cannot write {}", path.display()))?);
                    file.write_all("\u{FEFF}".as_bytes())?;
                    let reason = Locale::English.say("import-reason");
                    self.refused = Some(RefusedRows::begin(file, &register.header, register.width, &reason)?);
                }
                if let Some(rows) = &mut self.refused {
                    rows.add(row.given_back(), reasons, |message| message.say(Locale::English))?;
                }
            }
        }
        Ok(())
    }

    /// How many rows have a record number that another row has too.
    fn numbers_twice(&mut self) -> usize {
        self.numbers.sort_unstable();
        self.numbers.chunk_by(|one, other| one == other).map(<[u64]>::len).filter(|count| *count > 1).sum()
    }

    fn say(mut self, counts: ImportCounts, started: Instant, path: &Path) -> anyhow::Result<()> {
        println!("{:>7} imported in {:.1} s", counts.imported, started.elapsed().as_secs_f64());
        println!("{:>7} of them marked as possibly the same person as another", counts.marked);
        println!("{:>7} there before", counts.already_there);
        println!("{:>7} further visits of people of this register", counts.visits);
        println!("{:>7} allergies and conditions added to {} people who were there", counts.facts, counts.facts_of);
        println!("{:>7} refused", counts.refused);
        for (key, count) in self.reasons.most_first() {
            println!("{count:>12} {}", Locale::English.say(&key));
        }
        let mut doubts = self.doubts.most_first();
        let twice = self.numbers_twice();
        if twice > 0 {
            doubts.push(("import-doubted-number".to_owned(), twice));
        }
        if !doubts.is_empty() {
            println!("Imported, but worth a look:");
        }
        for (key, count) in doubts {
            println!("{count:>12} {}", Locale::English.say(&key));
        }
        if let Some(rows) = self.refused {
            rows.finish()?.flush()?;
            println!("The refused rows are in {}", path.display());
        }
        Ok(())
    }
}
