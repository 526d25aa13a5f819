//! The codec: a stream has the same messages in any pieces, and no message makes it panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use qmp_client::protocol::{Frames, Malformed, Message};

/// The limit of a message, which an input may exceed.
const LIMIT: usize = 1000;

// The first byte of the input is the size of the pieces.
fuzz_target!(|input: &[u8]| {
    let Some((size, stream)) = input.split_first() else {
        return;
    };
    let size = usize::from(*size).max(1);
    let whole = messages(stream.chunks(stream.len().max(1)));
    assert_eq!(whole, messages(stream.chunks(size)));
    assert_eq!(whole, messages(stream.chunks(1)));
    for message in &whole.0 {
        assert!(message.len() <= LIMIT);
        assert!(message.starts_with(b"{") && message.ends_with(b"}"));
    }

    // Reading with a function finds the same messages up to the first that it rejects.
    let parsed: Vec<_> = whole
        .0
        .iter()
        .map_while(|message| Message::parse(message).ok())
        .collect();
    let mut frames = Frames::new(LIMIT);
    let mut read = Vec::new();
    'pieces: for piece in stream.chunks(size) {
        frames.push(piece);
        loop {
            match frames.read_next(Message::parse) {
                Ok(Some(message)) => read.push(message),
                Ok(None) => break,
                Err(error) => {
                    check(&error);
                    break 'pieces;
                }
            }
        }
    }
    assert_eq!(format!("{read:?}"), format!("{parsed:?}"));
});

/// The messages of a stream that arrives in pieces, and whether it ends in an error.
fn messages<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> (Vec<Vec<u8>>, bool) {
    let mut frames = Frames::new(LIMIT);
    let mut messages = Vec::new();
    for piece in pieces {
        frames.push(piece);
        loop {
            match frames.next_frame() {
                Ok(Some(message)) => messages.push(message.to_vec()),
                Ok(None) => break,
                Err(error) => {
                    check(&error);
                    return (messages, true);
                }
            }
        }
    }
    (messages, false)
}

/// An error quotes a short and printable part of the stream.
fn check(error: &Malformed) {
    let found = error.found();
    assert!(!found.chars().any(char::is_control), "{found:?}");
    // An escaped character has at most six.
    assert!(found.chars().count() <= 6 * 120 + 2, "{found:?}");
}
