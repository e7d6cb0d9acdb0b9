//! `swasthya import`: a clinic's old register from the command line.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
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
use crate::jobs::importing;
use crate::locale::Locale;
use crate::models::exchange::{Import, ImportBegun, RegisterFile};
use crate::models::practice::{Clinic, Reach};

#[derive(Args)]
pub struct ImportFile {
    /// A CSV file in any encoding, or a workbook (.xlsx, .ods).
    file: PathBuf,
    /// The organisation's slug.
    #[arg(long)]
    org: String,
    /// The clinic's slug.
    #[arg(long)]
    clinic: String,
}

impl ImportFile {
    pub fn run(self, config: &Config) -> anyhow::Result<()> {
        let started = Instant::now();
        let bytes = fs::read(&self.file).with_context(|| format!("cannot read {}", self.file.display()))?;
        let file =
            RegisterFile::open(&bytes).map_err(|refusal| anyhow::anyhow!("{}: {}", self.file.display(), refusal.say(Locale::English)))?;
        for note in &file.notes {
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
        let id = databases.write_now(&self.org, &author, |tx| Import::bring(tx, clinic.id, &name, &file))?;
        let today = clock::today_in(clock::zone(&clinic.zone));
        let (_, register) = databases.read_now(&self.org, |db| Import::open(db, &Reach::Everywhere, id, today))?;

        let bar = ProgressBar::new(u64::try_from(register.rows.len())?);
        bar.set_style(ProgressStyle::with_template("{bar:40} {pos} of {len} rows  {elapsed}")?);
        let begun = databases.write_now(&self.org, &author, |tx| Import::begin(tx, id))?;
        anyhow::ensure!(begun == ImportBegun::Begun, "the import is in other hands");
        let progress = |rows: usize| bar.set_position(u64::try_from(rows).unwrap_or(u64::MAX));
        let counts = importing::carry_out(&databases, &self.org, &author, organisation.id, id, today, &progress);
        let counts = match counts {
            Ok(counts) => counts,
            Err(error) => {
                databases.write_now(&self.org, &author, |tx| Import::fail(tx, id))?;
                return Err(error).context("nothing was imported");
            }
        };
        bar.finish();

        println!("{:>7} imported in {:.1} s", counts.imported, started.elapsed().as_secs_f64());
        println!("{:>7} of them marked as possibly the same person as another", counts.marked);
        println!("{:>7} there before", counts.already_there);
        println!("{:>7} refused", counts.refused);
        let mut doubts: BTreeMap<String, usize> = BTreeMap::new();
        for (_, entry) in register.valid() {
            for doubt in &entry.doubts {
                *doubts.entry(doubt.key.replace("-doubt-", "-doubted-")).or_default() += 1;
            }
        }
        for (key, count) in register.reasons() {
            println!("{count:>12} {}", Locale::English.say(&key));
        }
        if !doubts.is_empty() {
            println!("Imported, but worth a look:");
        }
        for (key, count) in doubts {
            println!("{count:>12} {}", Locale::English.say(&key));
        }
        if counts.refused > 0 {
            let path = self.file.with_file_name(format!("{name}.refused.csv"));
            let csv = register.refused_csv(&Locale::English.say("import-reason"), |message| message.say(Locale::English));
            fs::write(&path, format!("\u{FEFF}{csv}")).with_context(|| format!("cannot write {}", path.display()))?;
            println!("The refused rows are in {}", path.display());
        }
        Ok(())
    }
}
