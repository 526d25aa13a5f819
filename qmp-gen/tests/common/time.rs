//! Limits on the time that the generator takes.
//!
//! Wall time also depends on what else the machine does: a limit of a few seconds fails on
//! a busy machine even if nothing is wrong. [`assert_growth`] therefore compares the time
//! of one size with the time of a quarter of it, measured in the same run. Linear work takes
//! a quarter of the time then, quadratic work a sixteenth. The quarter is repeated until
//! both measurements should take equally long, since a short one is more likely to have a
//! processor for itself.

#![allow(dead_code)]

use std::time::{Duration, Instant};

/// A run that is faster than this is not compared: short times vary too much.
const FAST: Duration = Duration::from_secs(2);

/// The longest time for a small input, whatever it contains. Milliseconds are usual.
const SMALL_INPUT: Duration = Duration::from_secs(10);

/// How often a measurement that exceeds its limit is repeated.
const ATTEMPTS: usize = 3;

/// Does work of a size, and fails if its time grows faster than this power of the size.
///
/// Work that grows with the next power takes four times as long as expected: the limit is
/// twice as long.
pub(crate) fn assert_growth<T>(
    what: &str,
    power: u32,
    size: usize,
    work: impl Fn(usize) -> T,
) -> T {
    let mut measured = Vec::new();
    for _ in 0..ATTEMPTS {
        let (taken, result) = time(|| work(size));
        if taken < FAST {
            return result;
        }
        let quarters = || (0..4_usize.pow(power)).for_each(|_| drop(work(size / 4)));
        let (expected, ()) = time(quarters);
        if taken < expected * 2 {
            return result;
        }
        measured.push((taken, expected));
    }
    panic!("{what}: the time grows too fast; measured and expected: {measured:?}");
}

/// Does work with a small input, and fails if it takes long in every attempt.
pub(crate) fn assert_fast<T>(what: &str, work: impl Fn() -> T) -> T {
    let mut measured = Vec::new();
    for _ in 0..ATTEMPTS {
        let (taken, result) = time(&work);
        if taken < SMALL_INPUT {
            return result;
        }
        measured.push(taken);
    }
    panic!("{what}: measured {measured:?}");
}

fn time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed(), result)
}
