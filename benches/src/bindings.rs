//! Both bindings, each behind the same few functions.

// Commands may be deprecated in one of the two.
#![allow(missing_docs, deprecated)]

use std::hint::black_box;

use qapi::{Qmp, Stream};
use qmp_client::protocol::{Frames, Message};
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

/// As `Client` does: the message is cut from the stream and told apart, then
/// what was returned is read.
fn our_reply<C: Command>(bytes: &[u8]) -> Result<(), Failure> {
    match our_message(bytes)? {
        Message::Reply(reply) => match reply.result {
            Ok(text) => value::<C::Reply>(text.get()),
            Err(error) => {
                black_box(error);
                Ok(())
            }
        },
        _ => Err("it is not a reply".into()),
    }
}

fn our_message(bytes: &[u8]) -> Result<Message, Failure> {
    let mut frames = Frames::new(Frames::DEFAULT_LIMIT);
    frames.push(bytes);
    let frame = frames.next_frame()?.ok_or("it is not a whole message")?;
    Ok(Message::parse(frame)?)
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
    match our_message(bytes)? {
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
