//! Figures, and the Markdown they are printed as.

/// A figure of this project beside one of qapi-rs's.
pub(crate) struct Row {
    what: String,
    ours: String,
    theirs: String,
    ratio: Option<f64>,
}

impl Row {
    /// Times in seconds, or sizes: the smaller is the better.
    pub(crate) fn less(what: impl Into<String>, unit: Unit, ours: f64, theirs: f64) -> Row {
        Row {
            what: what.into(),
            ours: unit.text(ours),
            theirs: unit.text(theirs),
            ratio: Some(theirs / ours),
        }
    }

    /// Throughputs: the larger is the better.
    pub(crate) fn more(what: impl Into<String>, ours: f64, theirs: f64) -> Row {
        Row {
            what: what.into(),
            ours: Unit::Throughput.text(ours),
            theirs: Unit::Throughput.text(theirs),
            ratio: Some(ours / theirs),
        }
    }

    /// A figure of ours that qapi-rs has none for, and why.
    pub(crate) fn alone(what: impl Into<String>, unit: Unit, ours: f64, why: &str) -> Row {
        Row {
            what: what.into(),
            ours: unit.text(ours),
            theirs: why.to_owned(),
            ratio: None,
        }
    }
}

/// What a figure counts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Unit {
    Seconds,
    Bytes,
    Throughput,
}

impl Unit {
    pub(crate) fn text(self, value: f64) -> String {
        match self {
            Unit::Seconds if value < 1e-3 => format!("{:.2} µs", value * 1e6),
            Unit::Seconds if value < 1.0 => format!("{:.0} ms", value * 1e3),
            Unit::Seconds => format!("{value:.1} s"),
            Unit::Bytes => format!("{:.2} MB", value / 1e6),
            Unit::Throughput => format!("{:.0} MB/s", value / 1e6),
        }
    }
}

/// The rows as one table.
pub(crate) fn print(rows: &[Row]) {
    let lines: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let ratio = row.ratio.map_or("–".to_owned(), times);
            vec![
                row.what.clone(),
                row.ours.clone(),
                row.theirs.clone(),
                ratio,
            ]
        })
        .collect();
    print_columns(&["", "this project", "qapi-rs", "speed-up"], &lines);
}

/// How many times.
pub(crate) fn times(ratio: f64) -> String {
    if ratio < 10.0 {
        format!("{ratio:.2} ×")
    } else {
        format!("{ratio:.0} ×")
    }
}

/// A table of any columns: the first is text, the others are figures.
pub(crate) fn print_columns(heads: &[&str], lines: &[Vec<String>]) {
    println!("\n| {} |", heads.join(" | "));
    println!("|---|{}", "--:|".repeat(heads.len().saturating_sub(1)));
    for line in lines {
        println!("| {} |", line.join(" | "));
    }
}
