//! Whether two things take as long as each other.

use std::time::Instant;

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
