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

use common::check;
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
    assert_growth(what, 1, size, |size| checked(documents(size)))
}

/// Reads documents, and checks everything that is made from them.
fn checked(documents: Vec<Document>) -> Run {
    let run = Run::of_documents(documents);
    check(&run);
    run
}

fn codes(run: &Run) -> Vec<&'static str> {
    run.diagnostics.iter().map(|d| d.code.name()).collect()
}
