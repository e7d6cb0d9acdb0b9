//! The index that people are found by, written by the product's own code.

use std::sync::atomic::{AtomicU32, Ordering};

use swasthya::config::Settings;
use swasthya::db::ids::ProfileId;
use swasthya::db::pools::Keeping;
use swasthya::db::servers::Servers;
use swasthya::db::{Author, Databases};
use swasthya::models::people::SearchEntry;
use swasthya::models::values::Phone;

use super::Progress;
use crate::world::people::Person;

/// Patients of one transaction, and of one step that is written down.
const TOGETHER: u32 = 500;
const STEP: u32 = 10_000;

/// Indexes everybody who is not indexed yet.
pub fn fill(progress: &Progress) -> anyhow::Result<()> {
    let world = progress.world;
    let mut settings = Settings::default();
    for (name, value) in progress.home.settings() {
        settings.default_to(name, value);
    }
    let databases = Databases::open(Servers::of(&settings.understand()?), 8, Keeping::Kept);
    let steps = world.patients.div_ceil(STEP);
    progress.bar.set_position(0);
    progress.bar.set_length(world.patients.into());
    progress.bar.set_message("search");
    let next = AtomicU32::new(0);
    super::side_by_side(|| {
        loop {
            let step = next.fetch_add(1, Ordering::Relaxed);
            if step >= steps {
                return Ok(());
            }
            progress.once(&format!("search {step}"), || {
                let end = (step + 1).saturating_mul(STEP).min(world.patients);
                (step * STEP..end).step_by(TOGETHER as usize).try_for_each(|first| {
                    let people: Vec<Person> = (first..end.min(first + TOGETHER)).map(|it| world.person(it)).collect();
                    index(&databases, &world.slug, &people)?;
                    progress.bar.inc(TOGETHER.into());
                    Ok(())
                })
            })?;
        }
    })
}

fn index(databases: &Databases, slug: &str, people: &[Person]) -> anyhow::Result<()> {
    let phones: Vec<Phone> = people.iter().map(|it| Phone::stored(&it.phone)).collect();
    let indexed: Vec<SearchEntry> = people
        .iter()
        .zip(&phones)
        .map(|(it, phone)| SearchEntry {
            id: ProfileId(uuid::Uuid::from_bytes(it.id)),
            name: &it.name,
            phone: Some(phone),
            address: "",
            record_number: &it.record_number,
            old_number: "",
        })
        .collect();
    Ok(databases.write_now(slug, &Author::system(), |tx| SearchEntry::add_all(tx, &indexed))?)
}
