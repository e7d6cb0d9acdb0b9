//! What happens without being asked: delivery of messages, new organisations' databases, work that is due, sweeps, the audit's seals. Every
//! server process does it; what one has in hand the
//! others leave alone.

pub mod creation;
pub mod delivery;
pub mod due;
pub mod importing;
pub mod sealing;
pub mod sweeps;
pub mod usage;

use std::sync::Arc;

use crate::config::Config;
use crate::db::Databases;

/// Starts everything, in the background of the server's runtime.
pub fn start(databases: &Arc<Databases>, config: &Arc<Config>) -> anyhow::Result<()> {
    let post = delivery::Post::of(config)?;
    actix_web::rt::spawn(delivery::run(Arc::clone(databases), post));
    actix_web::rt::spawn(creation::run(Arc::clone(databases), Arc::clone(config)));
    due::start(databases);
    actix_web::rt::spawn(sweeps::run(Arc::clone(databases)));
    actix_web::rt::spawn(sealing::run(Arc::clone(databases)));
    actix_web::rt::spawn(sealing::run_over_all(Arc::clone(databases), config.anchors.clone()));
    Ok(())
}
