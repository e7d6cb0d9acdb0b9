//! Whether two things take as long as each other; and two changes of which one begins before the other is done.

use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use diesel::result::QueryResult;
use swasthya::db::{Author, Databases, Tx};

/// Makes a change twice: the second one begins when the first is made and not yet committed. What came of each.
pub fn overlapping<T: Send>(databases: &Databases, change: impl Fn(&mut Tx) -> QueryResult<T> + Sync) -> [T; 2] {
    let made = |held: Duration| {
        let outcome = databases.write_now("acme", &Author::system(), |tx| {
            let outcome = change(tx)?;
            sleep(held);
            Ok(outcome)
        });
        outcome.expect("an outcome")
    };
    scope(|scope| {
        let first = scope.spawn(|| made(Duration::from_millis(800)));
        sleep(Duration::from_millis(300));
        let second = made(Duration::ZERO);
        [first.join().expect("the first"), second]
    })
}

/// Does each of the two (0 and 1) two hundred times, and compares the medians: they differ by less than a tenth. A busy machine
/// is given three chances.
pub async fn take_as_long(mut either: impl AsyncFnMut(usize) -> Instant) {
    let mut closest = f64::MAX;
    for _ in 0..3 {
        let mut times = [Vec::new(), Vec::new()];
        for sample in 0..200 {
            // Each goes first every other time.
            for which in [sample % 2, 1 - sample % 2] {
                times[which].push(either(which).await.elapsed());
            }
        }
        let [one, other] = times.map(|mut times| {
            times.sort();
            times[times.len() / 2].as_secs_f64()
        });
        closest = closest.min((one / other - 1.0).abs());
        if closest < 0.1 {
            return;
        }
    }
    panic!("the medians differ by {:.0} %", closest * 100.0);
}
