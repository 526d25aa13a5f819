//! Rejected code with its messages, and accepted code.

use std::fs;
use std::path::Path;

#[test]
fn refused() {
    // The package in which trybuild compiles the cases. Documents are found relative to it.
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../tests/trybuild/qmp-client");
    let documents = package.join("documents");
    fs::create_dir_all(&documents).unwrap();
    for file in [
        "tests/macros/documents/broken.json",
        "schema/qmp-events.txt",
    ] {
        let name = Path::new(file).file_name().unwrap();
        fs::copy(file, documents.join(name)).unwrap();
    }
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/macros/refused/*.rs");
    cases.pass("tests/macros/accepted/*.rs");
}
