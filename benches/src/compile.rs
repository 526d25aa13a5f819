//! What compiling the bindings of a whole interface takes: rustc for that one
//! crate, everything it depends on being there already.

use std::fs::{self, File};
use std::time::SystemTime;

use crate::documents::{self, Documents};
use crate::scratch::{Scratch, TIMED};
use crate::table::{Row, Unit};
use crate::{Failure, REPOSITORY};

const WAYS: [(&str, &[&str]); 3] = [
    ("check", &["check"]),
    ("build", &["build"]),
    ("build --release", &["build", "--release"]),
];

pub(crate) fn rows(rounds: usize) -> Result<Vec<Row>, Failure> {
    let documents = Documents::chosen();
    let ours = ours(&documents)?;
    let (theirs, name) = match theirs(&documents) {
        Ok(theirs) => (theirs, documents.name.clone()),
        Err(why) => {
            eprintln!("qapi-rs has no crate of {}: {why}", documents.name);
            let own = Documents::of_qapi_rs();
            (
                theirs_of(&own)?,
                format!("{}; qapi-rs's: {}", documents.name, own.name),
            )
        }
    };
    let mut rows = Vec::new();
    for (way, arguments) in WAYS {
        let [mut best_of_ours, mut best_of_theirs] = [f64::INFINITY; 2];
        for scratch in [&ours, &theirs] {
            timed(scratch, arguments)?;
        }
        for _ in 0..rounds {
            best_of_ours = best_of_ours.min(timed(&ours, arguments)?);
            best_of_theirs = best_of_theirs.min(timed(&theirs, arguments)?);
        }
        let what = format!("`cargo {way}` of all bindings, documents {name}");
        rows.push(Row::less(what, Unit::Seconds, best_of_ours, best_of_theirs));
    }
    Ok(rows)
}

fn timed(scratch: &Scratch, arguments: &[&str]) -> Result<f64, Failure> {
    let file = File::options()
        .append(true)
        .open(scratch.path("src/lib.rs"))?;
    file.set_modified(SystemTime::now())?;
    scratch.rustc(arguments)
}

fn ours(documents: &Documents) -> Result<Scratch, Failure> {
    let scratch = Scratch::new("compile-ours")?;
    let dependencies = format!("[dependencies]\nqmp-client = {{ path = {REPOSITORY:?} }}\n");
    scratch.manifest(TIMED, &dependencies)?;
    scratch.write("src/lib.rs", "include!(\"qmp.rs\");\n")?;
    scratch.write("src/qmp.rs", &documents::ours(documents)?)?;
    Ok(scratch)
}

/// qapi-rs's bindings of these documents, if it can make any that compile.
fn theirs(documents: &Documents) -> Result<Scratch, Failure> {
    let scratch = theirs_of(documents)?;
    scratch.cargo(&["check"], false)?;
    Ok(scratch)
}

fn theirs_of(documents: &Documents) -> Result<Scratch, Failure> {
    let scratch = Scratch::new("compile-theirs")?;
    scratch.manifest(
        TIMED,
        "[dependencies]\nqapi-spec = \"0.3\"\nserde = { version = \"1\", features = [\"derive\"] }\n",
    )?;
    scratch.write("src/lib.rs", &documents::crate_of_theirs()?)?;
    documents::theirs(documents, &scratch.path("src/qmp.rs"))?;
    fs::metadata(scratch.path("src/qmp.rs"))?;
    Ok(scratch)
}
