//! Steady measurements of short things.

use std::time::{Duration, Instant};

/// How long a single measurement lasts at least.
const LEAST: Duration = Duration::from_millis(4);

/// The time each of several things takes, in seconds: they take turns, so that
/// what else the machine does meets all of them, and the best turn counts.
pub(crate) fn side_by_side<const N: usize>(
    rounds: usize,
    mut things: [&mut dyn FnMut(); N],
) -> [f64; N] {
    // Counting how often each has to be done also warms it up.
    let mut often = [1_u32; N];
    for (thing, often) in things.iter_mut().zip(&mut often) {
        while repeated(thing, *often) < LEAST && *often < 1 << 24 {
            *often *= 2;
        }
    }
    let mut best = [f64::INFINITY; N];
    for _ in 0..rounds {
        for ((thing, often), best) in things.iter_mut().zip(often).zip(&mut best) {
            let took = repeated(thing, often).as_secs_f64() / f64::from(often);
            *best = best.min(took);
        }
    }
    best
}

fn repeated(thing: &mut dyn FnMut(), often: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..often {
        thing();
    }
    start.elapsed()
}

/// The geometric mean; 1 of nothing.
pub(crate) fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in values {
        sum += value.ln();
        count += 1.0;
    }
    if count > 0.0 {
        f64::exp(sum / count)
    } else {
        1.0
    }
}
