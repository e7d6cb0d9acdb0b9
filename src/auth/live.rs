//! Live screens. Each server process looks at the `changes` row of every watched clinic once a second and tells its own
//! listeners; it works with any number of servers, and needs no broker.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::db::Databases;
use crate::db::ids::ClinicId;
use crate::directory::tenants::Organisation;
use crate::models::journal::clinic_version;

/// Which clinics are being watched by this process.
pub struct LiveScreens {
    databases: Arc<Databases>,
    watched: Watched,
}

/// The watched clinics, by organisation and id, and where each one's version is told.
type Watched = Arc<Mutex<HashMap<(String, ClinicId), watch::Sender<i64>>>>;

/// Sees the clinic's version change. Dropping it stops looking.
pub type Versions = watch::Receiver<i64>;

const EVERY: Duration = Duration::from_secs(1);

/// After how many looks the organisation's doors are looked at too.
const DOORS_EVERY: u32 = 5;

impl LiveScreens {
    pub fn new(databases: Arc<Databases>) -> LiveScreens {
        LiveScreens { databases, watched: Arc::default() }
    }

    /// Follows a clinic. The first listener starts the looking; when the last one leaves, it stops.
    pub fn watch(&self, slug: &str, clinic: ClinicId) -> Versions {
        let key = (slug.to_owned(), clinic);
        let mut watched = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = watched.get(&key) {
            return sender.subscribe();
        }
        let (sender, receiver) = watch::channel(0);
        watched.insert(key.clone(), sender);
        actix_web::rt::spawn(look(Arc::clone(&self.databases), Arc::clone(&self.watched), key));
        receiver
    }

    /// Ends every listener's watching: the server is about to stop, and an open stream would keep it.
    pub fn close(&self) {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Several clinics as one: it changes when any of them does. Nothing of no clinics.
pub fn watch_together(mut clinics: Vec<Versions>) -> Option<Versions> {
    if clinics.len() <= 1 {
        return clinics.pop();
    }
    let (sender, receiver) = watch::channel(0);
    for mut clinic in clinics {
        let sender = sender.clone();
        actix_web::rt::spawn(async move {
            loop {
                tokio::select! {
                    changed = clinic.changed() => match changed {
                        Ok(()) => sender.send_modify(|version| *version += 1),
                        Err(_) => return,
                    },
                    () = sender.closed() => return,
                }
            }
        });
    }
    Some(receiver)
}

/// Looks until nobody listens. When the organisation is suspended every stream of it ends: who listened asks anew, and is told.
async fn look(databases: Arc<Databases>, watched: Watched, key: (String, ClinicId)) {
    for turn in 1_u32.. {
        if turn.is_multiple_of(DOORS_EVERY) && is_closed(&databases, &key.0).await {
            watched.lock().unwrap_or_else(PoisonError::into_inner).remove(&key);
            return;
        }
        let clinic = key.1;
        match databases.read(&key.0, move |db| clinic_version(db, clinic)).await {
            Ok(version) => {
                let mut watched = watched.lock().unwrap_or_else(PoisonError::into_inner);
                let Some(sender) = watched.get(&key) else { return };
                if sender.receiver_count() == 0 {
                    watched.remove(&key);
                    return;
                }
                sender.send_if_modified(|seen| std::mem::replace(seen, version) != version);
            }
            Err(error) => tracing::warn!(%error, "cannot look for changes"),
        }
        actix_web::rt::time::sleep(EVERY).await;
    }
}

/// Whether the directory says that nobody may enter. While it is away nobody can tell.
async fn is_closed(databases: &Databases, slug: &str) -> bool {
    let slug = slug.to_owned();
    databases.read_directory(move |db| Organisation::is_open(db, &slug)).await.is_ok_and(|open| !open)
}
