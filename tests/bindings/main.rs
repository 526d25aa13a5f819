//! The ready bindings as an application uses them: what it writes, and which mistakes do not
//! compile.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use qmp_client::Command;
use serde::Serialize;
use serde_json::Value;

mod arguments;
mod debug;
mod enums;
mod globs;
mod text;
mod unions;

/// The JSON of a value.
fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

/// The name and the arguments of a command.
fn request<C: Command>(command: &C) -> (&'static str, Value) {
    (C::NAME, json(command))
}

#[test]
fn refused() {
    trybuild::TestCases::new().compile_fail("tests/bindings/refused/*.rs");
}
