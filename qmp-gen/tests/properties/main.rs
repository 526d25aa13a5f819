//! No document may cause a panic, a hang or invalid Rust: damaged documents, random bytes, deep
//! nesting and long input.
//!
//! Each property has a few dozen cases. `PROPTEST_CASES` sets another number, and
//! `QMP_GEN_BYTES` the length of lines.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../common/mod.rs"]
mod common;
mod damage;
mod depth;
mod length;
mod snapshots;

use common::assert_valid;
use common::time::assert_growth;
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

/// Reads documents of a size, and checks that the time grows no faster than the size.
fn run_linear(what: &str, size: usize, documents: impl Fn(usize) -> Vec<Document>) -> Run {
    assert_growth(what, 1, size, |size| valid_run(documents(size)))
}

/// Reads documents, and checks the run with [`assert_valid`].
fn valid_run(documents: Vec<Document>) -> Run {
    let run = Run::of_documents(documents);
    assert_valid(&run);
    run
}

fn codes(run: &Run) -> Vec<&'static str> {
    run.diagnostics.iter().map(|d| d.code.name()).collect()
}
