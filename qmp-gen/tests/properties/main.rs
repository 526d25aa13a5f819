//! Nothing that a document contains may panic, hang, or make the generator
//! write anything but Rust: real documents damaged in every way, noise, depth
//! and length.
//!
//! Each property runs on a few dozen cases; `PROPTEST_CASES` asks for more, and
//! `QMP_GEN_BYTES` for longer lines.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../common/mod.rs"]
mod common;
mod damage;
mod depth;
mod length;
mod snapshots;

use std::time::{Duration, Instant};

use common::check;
use proptest::prelude::*;
use qmp_gen::{Document, Run};

fn config(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: asked.and_then(|n| n.parse().ok()).unwrap_or(cases),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Nothing takes longer than this, in a debug build on a busy machine.
const LIMIT: Duration = Duration::from_secs(10);

fn quickly(what: &str, documents: Vec<Document>) -> Run {
    let start = Instant::now();
    let run = Run::of_documents(documents);
    check(&run);
    let taken = start.elapsed();
    assert!(taken < LIMIT, "{what}: {taken:?}");
    run
}

fn codes(run: &Run) -> Vec<&'static str> {
    run.diagnostics.iter().map(|d| d.code.name()).collect()
}
