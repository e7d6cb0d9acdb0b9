//! How many of something there may be at once: of one and the same, and of all together.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// What there may be only so much of at once, because each holds a connection open. One for the whole process.
#[derive(Clone)]
pub struct Crowds {
    /// Bodies that have not arrived yet, by network.
    pub bodies: Crowd,
    /// Live screens, by session.
    pub screens: Crowd,
    /// Live screens, by network.
    pub screens_of_networks: Crowd,
}

impl Crowds {
    /// Of so many connections that there may be: a quarter for each kind, and half for whatever else is asked. A browser has six or
    /// fewer live screens, a clinic behind one address hundreds.
    pub fn of(connections: usize) -> Crowds {
        let quarter = connections / 4;
        Crowds { bodies: Crowd::new(64, quarter), screens: Crowd::new(12, quarter), screens_of_networks: Crowd::new(400, quarter) }
    }
}

/// How many connections this process may hold open, the rest being for databases and files. The system's limit for everybody is
/// raised to the one that is this process's own.
pub fn connections() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let own = limit.maximum.unwrap_or(MOST_OPEN).min(MOST_OPEN);
    let raised = limit.current.is_some_and(|it| it < own) && setrlimit(Resource::Nofile, Rlimit { current: Some(own), ..limit }).is_ok();
    let open = if raised { own } else { limit.current.unwrap_or(MOST_OPEN).min(MOST_OPEN) };
    usize::try_from(open).unwrap_or(1024).saturating_sub(KEPT_BACK).max(64)
}

/// More than this is not asked for.
const MOST_OPEN: u64 = 65_536;

/// Open files that are no connection of a browser's: databases, files, the log.
const KEPT_BACK: usize = 256;

/// Counts who is inside. What is inside leaves when its [`Spot`] is dropped.
#[derive(Clone)]
pub struct Crowd {
    inside: Arc<Mutex<Inside>>,
    most_of_one: usize,
    most: usize,
}

#[derive(Default)]
struct Inside {
    all: usize,
    of: HashMap<String, usize>,
}

/// A place that is taken.
pub struct Spot {
    crowd: Crowd,
    whose: String,
}

impl Crowd {
    /// At most so many of one and the same, and at most so many of all.
    pub fn new(most_of_one: usize, most: usize) -> Crowd {
        Crowd { inside: Arc::default(), most_of_one, most }
    }

    /// A place, if there is one left for whoever asks.
    pub fn enter(&self, whose: impl Into<String>) -> Option<Spot> {
        let whose = whose.into();
        let mut inside = self.lock();
        let of_one = inside.of.get(&whose).copied().unwrap_or(0);
        if of_one >= self.most_of_one || inside.all >= self.most {
            return None;
        }
        inside.all += 1;
        inside.of.insert(whose.clone(), of_one + 1);
        drop(inside);
        Some(Spot { crowd: self.clone(), whose })
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Spot {
    fn drop(&mut self) {
        let mut inside = self.crowd.lock();
        inside.all -= 1;
        match inside.of.get_mut(&self.whose) {
            Some(of_one) if *of_one > 1 => *of_one -= 1,
            _ => drop(inside.of.remove(&self.whose)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Crowd;

    #[test]
    fn one_takes_no_more_than_its_share_and_all_no_more_than_there_is() {
        let crowd = Crowd::new(2, 3);
        let a = [crowd.enter("a"), crowd.enter("a"), crowd.enter("a")];
        assert_eq!(a.each_ref().map(Option::is_some), [true, true, false]);
        let (b, c) = (crowd.enter("b"), crowd.enter("c"));
        assert_eq!((b.is_some(), c.is_some()), (true, false));
        drop(a);
        assert!(crowd.enter("c").is_some() && crowd.lock().of.len() == 1, "who left is forgotten");
    }
}
