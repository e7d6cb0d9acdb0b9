//! Whether every signed consultation is still what was signed.

use crate::db::Databases;
use crate::db::ids::ConsultationId;
use crate::models::clinical::{Consultation, SealFound};

/// How many consultations are compared in one go: what is in memory at once.
const PAGE: i64 = 200;

/// How many are named; the others are counted.
const NAMED: usize = 20;

/// Each kind with how many there are, and the names of the first.
#[derive(Default)]
pub struct Seals {
    whole: usize,
    rounded: Named,
    broken: Named,
    broken_before: Named,
}

#[derive(Default)]
struct Named {
    count: usize,
    names: Vec<ConsultationId>,
}

impl Named {
    fn add(&mut self, id: ConsultationId) {
        self.count += 1;
        if self.names.len() < NAMED {
            self.names.push(id);
        }
    }

    fn say(&self, what: &str) -> Option<String> {
        let names: Vec<String> = self.names.iter().map(ToString::to_string).collect();
        let more = self.count - names.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        (self.count > 0).then(|| format!("{} {what}: {}{more}", self.count, names.join(", ")))
    }
}

impl Seals {
    /// Compares all of one organisation, page by page.
    pub fn of(databases: &Databases, slug: &str) -> anyhow::Result<Seals> {
        let mut seals = Seals::default();
        let mut after = None;
        loop {
            let page = databases.read_now(slug, |db| Consultation::seals(db, after, PAGE))?;
            let Some(last) = page.last() else { return Ok(seals) };
            after = Some(last.consultation);
            for seal in &page {
                match seal.compare() {
                    SealFound::Whole => seals.whole += 1,
                    SealFound::Rounded => seals.rounded.add(seal.consultation),
                    SealFound::Broken { version: Some(1) } => seals.broken_before.add(seal.consultation),
                    SealFound::Broken { .. } => seals.broken.add(seal.consultation),
                }
            }
        }
    }

    /// `Err` when one is not what was signed.
    pub fn say(&self) -> Result<String, String> {
        let whole = format!("{} signed consultations match their hash", self.whole);
        let rounded = self.rounded.say("made before version 2 match with a weight or height finer than was stored");
        let before = self.broken_before.say("made before version 2 cannot be made again");
        let broken = self.broken.say("do not match what was signed");
        let said = [Some(whole), rounded, before.clone(), broken.clone()].into_iter().flatten().collect::<Vec<_>>().join("; ");
        if before.is_some() || broken.is_some() { Err(said) } else { Ok(said) }
    }
}
