//! The tables of the grammars are up to date.

#![allow(clippy::unwrap_used)]

#[test]
fn tables_are_current() {
    for table in grammars::tables().unwrap() {
        let path = table.path.display();
        assert!(
            table.is_current(),
            "{path} is not what its grammar says; `cargo run -p grammars` writes it"
        );
    }
}
