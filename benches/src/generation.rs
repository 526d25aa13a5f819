//! What generating takes.

use std::fs;
use std::hint::black_box;
use std::time::Instant;

use crate::Failure;
use crate::documents::{self, Documents};
use crate::scratch::Scratch;
use crate::table::{Row, Unit};

/// From the files to the text of the bindings, both as libraries.
pub(crate) fn rows(rounds: usize) -> Result<Vec<Row>, Failure> {
    let scratch = Scratch::new("generation")?;
    let mut rows = Vec::new();
    for documents in Documents::all() {
        let what = format!("generating, documents {}", documents.name);
        let [mut ours, mut parsing, mut theirs] = [f64::INFINITY; 3];
        let file = scratch.path("theirs.rs");
        let mut refused = None;
        for _ in 0..rounds {
            let start = Instant::now();
            let text = documents::ours(&documents)?;
            fs::write(scratch.path("ours.rs"), text)?;
            ours = ours.min(start.elapsed().as_secs_f64());

            let start = Instant::now();
            black_box(qmp_gen::Run::of_paths(&[documents.folder])?);
            parsing = parsing.min(start.elapsed().as_secs_f64());

            let start = Instant::now();
            refused = documents::theirs(&documents, &file).err();
            theirs = theirs.min(start.elapsed().as_secs_f64());
        }
        rows.push(match refused {
            None => Row::less(what, Unit::Seconds, ours, theirs),
            Some(why) => Row::alone(what, Unit::Seconds, ours, &why.to_string()),
        });
        let what = format!("– of it reading and checking, documents {}", documents.name);
        rows.push(Row::alone(what, Unit::Seconds, parsing, "–"));
    }
    Ok(rows)
}
