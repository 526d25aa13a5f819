//! How fast what a server says is read.

use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::Failure;
use crate::bindings::{Decoder, Reader, our_event, their_event};
use crate::recordings::{self, Recorded};
use crate::table::{Row, Unit, print_columns, times};
use crate::timing::{mean, side_by_side};

/// From here on a reply counts as a large one, in bytes.
const LARGE: usize = 1000;

/// Bytes per second of everything that reads a message.
struct Speeds {
    what: String,
    bytes: usize,
    floor: f64,
    /// The whole message, where it can be read.
    ours: Option<f64>,
    theirs: Option<f64>,
    /// What was returned alone: an error has nothing that is.
    our_value: Option<f64>,
    their_value: Option<f64>,
}

/// The means; with `each`, a table of every large reply before.
pub(crate) fn rows(rounds: usize, each: bool) -> Result<Vec<Row>, Failure> {
    let rounds = rounds * 5;
    let readers = Reader::all();
    let mut replies = Vec::new();
    for recorded in recordings::replies()? {
        let reader = readers.iter().find(|one| one.command == recorded.command);
        match reader {
            Some(reader) => replies.push(reply(&recorded, reader, rounds)?),
            None => eprintln!("`{}` is not in the documents", recorded.command),
        }
    }
    let (large, small): (Vec<_>, Vec<_>) = replies.iter().partition(|one| one.bytes >= LARGE);
    let events: Vec<_> = recordings::events()?
        .iter()
        .map(|message| event(message, rounds))
        .collect();
    if each {
        print_each(&large);
    }
    let mut rows = mean_rows("replies of 1 KB and more", &large);
    rows.extend(mean_rows("shorter replies", &small));
    rows.extend(mean_rows("events", &events.iter().collect::<Vec<_>>()));
    Ok(rows)
}

fn reply(recorded: &Recorded, reader: &Reader, rounds: usize) -> Result<Speeds, Failure> {
    let what = format!("{}, {}", recorded.command, recorded.server);
    let message = &recorded.message[..];
    let can = |one: &Decoder| match (one.message)(message) {
        Ok(()) => true,
        Err(error) => {
            eprintln!("{what}: {error}");
            false
        }
    };
    let ours = Some(reader.ours).filter(can);
    let theirs = reader.theirs.filter(can);

    // Of an error there is no value that is read by itself.
    let whole: Option<Returned> = serde_json::from_slice(message).ok();
    let text = whole.as_ref().map(|whole| whole.value.get());
    let [floor, our, their, our_value, their_value] = side_by_side(
        rounds,
        [
            &mut || drop(serde_json::from_slice::<IgnoredAny>(message)),
            &mut || drop(ours.map(|one| (one.message)(message))),
            &mut || drop(theirs.map(|one| (one.message)(message))),
            &mut || drop(ours.zip(text).map(|(one, text)| (one.value)(text))),
            &mut || drop(theirs.zip(text).map(|(one, text)| (one.value)(text))),
        ],
    );
    let bytes = message.len();
    let speed = |seconds: f64| bytes as f64 / seconds;
    Ok(Speeds {
        what,
        bytes,
        floor: speed(floor),
        ours: ours.map(|_| speed(our)),
        theirs: theirs.map(|_| speed(their)),
        our_value: ours.and(text).map(|_| speed(our_value)),
        their_value: theirs.and(text).map(|_| speed(their_value)),
    })
}

#[derive(serde::Deserialize)]
struct Returned<'a> {
    #[serde(rename = "return", borrow)]
    value: &'a RawValue,
}

fn event(message: &[u8], rounds: usize) -> Speeds {
    let [we_can, they_can] = [our_event(message), their_event(message)].map(|one| one.is_ok());
    let [floor, ours, theirs] = side_by_side(
        rounds,
        [
            &mut || drop(serde_json::from_slice::<IgnoredAny>(message)),
            &mut || drop(our_event(message)),
            &mut || drop(their_event(message)),
        ],
    );
    let speed = |seconds: f64| message.len() as f64 / seconds;
    Speeds {
        what: "event".to_owned(),
        bytes: message.len(),
        floor: speed(floor),
        ours: we_can.then(|| speed(ours)),
        theirs: they_can.then(|| speed(theirs)),
        our_value: None,
        their_value: None,
    }
}

/// Geometric means, over what both can read.
fn mean_rows(what: &str, speeds: &[&Speeds]) -> Vec<Row> {
    let both: Vec<_> = speeds
        .iter()
        .filter_map(|one| Some((one.ours?, one.theirs?, one.floor)))
        .collect();
    let ours = mean(both.iter().map(|one| one.0));
    let theirs = mean(both.iter().map(|one| one.1));
    let floor = mean(both.iter().map(|one| one.2));
    let unread = |can: fn(&Speeds) -> Option<f64>, who: &str| match speeds
        .iter()
        .filter(|one| can(one).is_none())
        .count()
    {
        0 => String::new(),
        count => format!(", {count} {who} cannot read"),
    };
    let mut rows = vec![Row::more(
        format!(
            "reading {} {what}{}{}; skipping the same JSON: {}",
            both.len(),
            unread(|one| one.ours, "this project"),
            unread(|one| one.theirs, "qapi-rs"),
            Unit::Throughput.text(floor)
        ),
        ours,
        theirs,
    )];
    let values: Vec<_> = speeds
        .iter()
        .filter_map(|one| Some((one.our_value?, one.their_value?)))
        .collect();
    if !values.is_empty() {
        rows.push(Row::more(
            format!("– the returned values alone, {} of them", values.len()),
            mean(values.iter().map(|one| one.0)),
            mean(values.iter().map(|one| one.1)),
        ));
    }
    rows
}

fn print_each(speeds: &[&Speeds]) {
    let heads = [
        "reply",
        "bytes",
        "skipped",
        "this project",
        "qapi-rs",
        "speed-up",
        "of skipping",
        "value: this project",
        "value: qapi-rs",
        "speed-up",
    ];
    let text = |speed: Option<f64>| {
        speed.map_or("cannot read it".to_owned(), |speed| {
            Unit::Throughput.text(speed)
        })
    };
    let speed_up = |ours: Option<f64>, theirs: Option<f64>| {
        let both = ours.zip(theirs);
        both.map_or("–".to_owned(), |(ours, theirs)| times(ours / theirs))
    };
    let lines: Vec<_> = speeds
        .iter()
        .map(|one| {
            let floor = one.ours.map(|ours| ours / one.floor * 100.0);
            vec![
                one.what.clone(),
                one.bytes.to_string(),
                text(Some(one.floor)),
                text(one.ours),
                text(one.theirs),
                speed_up(one.ours, one.theirs),
                floor.map_or("–".to_owned(), |percent| format!("{percent:.0} %")),
                text(one.our_value),
                text(one.their_value),
                speed_up(one.our_value, one.their_value),
            ]
        })
        .collect();
    print_columns(&heads, &lines);
}
