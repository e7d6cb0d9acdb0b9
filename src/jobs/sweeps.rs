//! Deletes what nobody needs any more: every hour what strangers can make grow, old sessions, codes and messages; every day old forms'
//! attempts. Closes the visits that nobody will, and counts how much each organisation is used. What is kept for how long: docs/retention.md.

use std::sync::Arc;
use std::time::Duration;

use super::usage;
use crate::db::failure::Trouble;
use crate::db::{Author, Databases, clock};
use crate::directory::post::Outbox;
use crate::directory::proofs::{Allowance, Codes, EmailVerification, Reset};
use crate::directory::sessions::{KnownDevice, LiveSession, TrustedDevice};
use crate::directory::tenants::Organisation;
use crate::models::journal::{Attempt, Notification};
use crate::models::practice::Clinic;
use crate::models::visits::{Booking, Hold, Unfinished};

const EVERY: Duration = Duration::from_hours(1);

/// What takes long is done once in so many rounds.
const ROUNDS: u32 = 24;

/// Sweeps until the server stops.
pub async fn run(databases: Arc<Databases>) {
    for round in (0..ROUNDS).cycle() {
        match sweep(&databases).await {
            Ok(rows) => tracing::info!(rows, "swept"),
            Err(error) => tracing::warn!(%error, "cannot sweep"),
        }
        if round == 0 {
            sweep_daily(&databases).await;
        }
        actix_web::rt::time::sleep(EVERY).await;
    }
}

async fn sweep_daily(databases: &Databases) {
    if let Err(error) = close(databases).await {
        tracing::warn!(%error, "cannot close old visits");
    }
    if let Err(error) = sweep_organisations(databases).await {
        tracing::warn!(%error, "cannot sweep the organisations");
    }
    if let Err(error) = count(databases).await {
        tracing::warn!(%error, "cannot count");
    }
}

/// Sweeps once; answers how many rows went.
pub async fn sweep(databases: &Databases) -> Result<usize, Trouble> {
    let mut rows = 0;
    for sweep in [
        LiveSession::sweep,
        Codes::sweep,
        Reset::sweep,
        EmailVerification::sweep,
        TrustedDevice::sweep,
        KnownDevice::sweep,
        Allowance::sweep,
        Outbox::sweep,
    ] {
        rows += databases.write_directory(Author::system(), sweep).await?;
    }
    Ok(rows)
}

/// Closes the visits that nobody closed, in every organisation and by the day of each clinic. Answers how many.
pub async fn close(databases: &Databases) -> Result<usize, Trouble> {
    let mut closed = 0;
    for Organisation { slug, .. } in made(databases).await? {
        match close_in(databases, &slug).await {
            Ok(visits) => closed += visits,
            Err(error) => tracing::warn!(%error, organisation = %slug, "cannot close its old visits"),
        }
    }
    Ok(closed)
}

async fn close_in(databases: &Databases, slug: &str) -> Result<usize, Trouble> {
    let mut closed = 0;
    for clinic in databases.read(slug, Clinic::all).await? {
        let (id, today) = (clinic.id, clock::today_in(clock::zone(&clinic.zone)));
        closed += databases.write(slug, Author::system(), move |tx| Unfinished::sweep(tx, id, today)).await?;
        closed += databases.write(slug, Author::system(), move |tx| Booking::sweep(tx, id, today)).await?;
    }
    Ok(closed)
}

/// Sweeps every organisation that was made, one after another: one that cannot be reached does not keep the others.
pub async fn sweep_organisations(databases: &Databases) -> Result<(), Trouble> {
    for Organisation { slug, .. } in made(databases).await? {
        for sweep in [Attempt::sweep, Notification::sweep, Hold::sweep] {
            if let Err(error) = databases.write(&slug, Author::system(), sweep).await {
                tracing::warn!(%error, organisation = %slug, "cannot sweep it");
            }
        }
    }
    Ok(())
}

async fn made(databases: &Databases) -> Result<impl Iterator<Item = Organisation>, Trouble> {
    Ok(databases.read_directory(Organisation::all).await?.into_iter().filter(|it| !it.is_half_made()))
}

/// Counts every organisation that was made, as they are swept.
pub async fn count(databases: &Databases) -> Result<(), Trouble> {
    for Organisation { id, slug, .. } in made(databases).await? {
        if let Err(error) = usage::count_and_keep(databases, &slug, id, Author::system()).await {
            tracing::warn!(%error, organisation = %slug, "cannot count its use");
        }
    }
    Ok(())
}
