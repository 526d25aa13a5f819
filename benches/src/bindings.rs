//! Both bindings, each behind the same few functions.

// Commands may be deprecated in one of the two.
#![allow(missing_docs, deprecated)]

use std::hint::black_box;

use qapi::{Qmp, Stream};
use qmp_client::protocol::{Frames, Malformed, Message, Reply};
use qmp_client::{Command, EventSet};
use serde::de::DeserializeOwned;

use crate::Failure;

/// This project's, made by the build script.
#[allow(clippy::all)]
pub(crate) mod ours {
    include!(concat!(env!("OUT_DIR"), "/ours.rs"));
}

/// Reads something and drops it.
pub(crate) type Read<Input> = fn(&Input) -> Result<(), Failure>;

/// What reads a command's reply.
#[derive(Clone, Copy)]
pub(crate) struct Reader {
    pub(crate) command: &'static str,
    pub(crate) ours: Decoder,
    /// None where qapi-rs does not have the command.
    pub(crate) theirs: Option<Decoder>,
}

/// Reads a reply in both ways.
#[derive(Clone, Copy)]
pub(crate) struct Decoder {
    /// From the bytes that came, as the client does.
    pub(crate) message: Read<[u8]>,
    /// From the text of what was returned.
    pub(crate) value: Read<str>,
}

impl Reader {
    fn both<Ours: Command, Theirs: qapi::Command>(command: &'static str) -> Reader {
        let theirs = Decoder {
            message: their_reply::<Theirs>,
            value: value::<Theirs::Ok>,
        };
        Reader {
            theirs: Some(theirs),
            ..Reader::ours_alone::<Ours>(command)
        }
    }

    fn ours_alone<Ours: Command>(command: &'static str) -> Reader {
        let ours = Decoder {
            message: our_reply::<Ours>,
            value: value::<Ours::Reply>,
        };
        Reader {
            command,
            ours,
            theirs: None,
        }
    }

    /// Those of all commands whose replies are recorded.
    pub(crate) fn all() -> Vec<Reader> {
        Vec::from(include!(concat!(env!("OUT_DIR"), "/readers.rs")))
    }
}

fn value<T: DeserializeOwned>(text: &str) -> Result<(), Failure> {
    black_box(serde_json::from_str::<T>(text)?);
    Ok(())
}

/// As `Client` does: the message is taken from the stream as one in which a reply is
/// of the command's type.
fn our_reply<C: Command>(bytes: &[u8]) -> Result<(), Failure> {
    match our_message(bytes, Message::<Result<C::Reply, _>>::parse_as)? {
        Message::Reply(Reply { result, .. }) => {
            if let Ok(Err(text)) = &result {
                serde_json::from_str::<C::Reply>(text.get())?;
            }
            drop(black_box(result));
            Ok(())
        }
        _ => Err("it is not a reply".into()),
    }
}

/// As much as `Client` takes from a socket at once.
const CHUNK: usize = 64 << 10;

fn our_message<R>(
    bytes: &[u8],
    read: fn(&[u8]) -> Result<Message<R>, Malformed>,
) -> Result<Message<R>, Failure> {
    let mut frames = Frames::new(Frames::DEFAULT_LIMIT);
    for chunk in bytes.chunks(CHUNK) {
        frames.push(chunk);
        if let Some(message) = frames.read_next(read)? {
            return Ok(message);
        }
    }
    Err("it is not a whole message".into())
}

/// As `qapi::Qmp` does, by its own function.
fn their_reply<C: qapi::Command>(bytes: &[u8]) -> Result<(), Failure> {
    match Qmp::new(Stream::new(bytes, ())).read_response::<C>() {
        Ok(reply) => {
            black_box(reply);
            Ok(())
        }
        Err(qapi::ExecuteError::Qapi(error)) => {
            black_box(error);
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

/// An event of any sort, as `Client` reads it.
pub(crate) fn our_event(bytes: &[u8]) -> Result<(), Failure> {
    match our_message(bytes, Message::parse)? {
        Message::Event(event) => {
            let read = ours::events::Event::read(&event.name, event.data.as_deref())?;
            black_box(read);
            Ok(())
        }
        _ => Err("it is not an event".into()),
    }
}

/// An event of any sort, as `qapi::Qmp` reads it while it waits for a reply.
pub(crate) fn their_event(bytes: &[u8]) -> Result<(), Failure> {
    black_box(serde_json::from_slice::<
        qapi::qmp::QmpMessage<qapi::qmp::StatusInfo>,
    >(bytes)?);
    Ok(())
}
