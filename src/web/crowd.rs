//! How many of something there may be at once: of one and the same, and of all together.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::error::Error;

/// What there may be only so much of at once, because each holds a connection open. One for the whole process.
#[derive(Clone)]
pub struct Crowds {
    /// Bodies that have not arrived yet, of those who are signed in, by session.
    pub bodies: Crowd,
    /// The same of strangers, by network.
    pub bodies_of_strangers: Crowd,
    /// Live screens, by session.
    pub screens: Crowd,
    /// Live screens, by network.
    pub screens_of_networks: Crowd,
}

impl Crowds {
    /// Of so many connections that there may be: a quarter for each kind, and a quarter for whatever else is asked. A browser sends on
    /// six connections and has as many live screens or fewer, a clinic behind one address hundreds.
    pub fn of(connections: usize) -> Crowds {
        let quarter = connections / 4;
        Crowds {
            bodies: Crowd::new("bodies of a session", 12, quarter),
            bodies_of_strangers: Crowd::new("bodies of strangers of a network", 64, quarter),
            screens: Crowd::new("live screens of a session", 12, quarter),
            screens_of_networks: Crowd::new("live screens of a network", 400, quarter),
        }
    }
}

/// Whoever is signed in, by session: data of the request.
pub struct Regular(pub String);

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
    /// What is counted, and of whom.
    what: &'static str,
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
    /// At most so many of one and the same, and at most so many of all, of which the last quarter is for those who have none yet:
    /// a few who take all that they can get leave room for newcomers.
    pub fn new(what: &'static str, most_of_one: usize, most: usize) -> Crowd {
        Crowd { what, inside: Arc::default(), most_of_one, most }
    }

    /// A place, if there is one left for whoever asks.
    ///
    /// # Errors
    /// [`Error::Busy`], which says how full it is.
    pub fn enter(&self, whose: impl Into<String>) -> Result<Spot, Error> {
        let whose = whose.into();
        let mut inside = self.lock();
        let of_one = inside.of.get(&whose).copied().unwrap_or(0);
        let (all, Crowd { what, most_of_one, most, .. }) = (inside.all, self);
        let scarce = all >= most - most / 4;
        if of_one >= *most_of_one || all >= *most || scarce && of_one > 0 {
            return Err(Error::Busy(format!("{what}: {of_one} of {most_of_one}, of all {all} of {most}")));
        }
        inside.all += 1;
        inside.of.insert(whose.clone(), of_one + 1);
        drop(inside);
        Ok(Spot { crowd: self.clone(), whose })
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
    fn one_takes_no_more_than_its_share_and_newcomers_get_in_until_all_is_full() {
        let crowd = Crowd::new("guests of a house", 2, 4);
        let a = [crowd.enter("a"), crowd.enter("a"), crowd.enter("a")];
        assert_eq!(a.each_ref().map(Result::is_ok), [true, true, false]);
        let others = ["b", "b", "c", "d"].map(|it| crowd.enter(it));
        assert_eq!(others.each_ref().map(Result::is_ok), [true, false, true, false], "the last place is for whoever has none");
        let full = others.into_iter().last().and_then(Result::err).expect("full");
        assert_eq!(full.to_string(), "busy: guests of a house: 0 of 2, of all 4 of 4");
        drop(a);
        let d = crowd.enter("d");
        assert!(d.is_ok() && crowd.lock().of.len() == 1, "who left is forgotten");
    }
}
