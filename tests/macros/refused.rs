//! What is refused, and the words that a person reads.

use std::fs;
use std::path::Path;

#[test]
fn refused() {
    // Where trybuild has the package that it compiles the cases in: a document is
    // looked for from there.
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
