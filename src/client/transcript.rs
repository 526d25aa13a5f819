//! A record of what is sent and received.

use std::fmt;
use std::io::Write;
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::protocol::Timestamp;

/// Where the transcripts of the connections of a [`Builder`](super::Builder) are written.
#[derive(Clone)]
pub(super) struct Transcript(Arc<Mutex<Target>>);

struct Target {
    writer: Box<dyn Write + Send>,
    /// Whether the writer has failed, after which nothing more is written.
    failed: bool,
}

impl Transcript {
    pub(super) fn new(writer: impl Write + Send + 'static) -> Self {
        Transcript(Arc::new(Mutex::new(Target {
            writer: Box::new(writer),
            failed: false,
        })))
    }

    fn write(&self, line: &[u8]) {
        // A panic of the writer concerns only the line that it was writing.
        let mut target = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !target.failed {
            let result = target.writer.write_all(line);
            target.failed = result.and_then(|()| target.writer.flush()).is_err();
        }
    }
}

impl fmt::Debug for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Transcript")
    }
}

/// Writes the transcript of one connection. Lines of both directions are collected separately, as
/// they are sent and received in pieces.
#[derive(Debug)]
pub(super) struct Recorder {
    transcript: Transcript,
    sent: Vec<u8>,
    received: Vec<u8>,
}

const SENT: &str = "->";
const RECEIVED: &str = "<-";

impl Recorder {
    pub(super) fn new(transcript: Transcript) -> Self {
        Recorder {
            transcript,
            sent: Vec::new(),
            received: Vec::new(),
        }
    }

    /// Records bytes that were sent.
    pub(super) fn sent(&mut self, bytes: &[u8]) {
        record(&self.transcript, &mut self.sent, SENT, bytes);
    }

    /// Records bytes that were received.
    pub(super) fn received(&mut self, bytes: &[u8]) {
        record(&self.transcript, &mut self.received, RECEIVED, bytes);
    }

    /// Records the end of the connection.
    pub(super) fn ended(&mut self, cause: &impl fmt::Display) {
        self.finish();
        self.transcript.write(&line("--", &cause.to_string()));
    }

    /// Writes lines that are not complete.
    fn finish(&mut self) {
        for (direction, bytes) in [(SENT, &mut self.sent), (RECEIVED, &mut self.received)] {
            let bytes = mem::take(bytes);
            if !bytes.trim_ascii().is_empty() {
                self.transcript.write(&line(direction, &text(&bytes)));
            }
        }
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.finish();
    }
}

/// Adds bytes to an incomplete line, and writes the lines that are complete.
fn record(transcript: &Transcript, partial: &mut Vec<u8>, direction: &str, bytes: &[u8]) {
    for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
        partial.extend(piece);
        if piece.ends_with(b"\n") {
            if !partial.trim_ascii().is_empty() {
                transcript.write(&line(direction, &text(partial)));
            }
            partial.clear();
        }
    }
}

/// The text of a line, without the space around it. Bytes that are not UTF-8, such as the
/// separator of a guest agent, are escaped.
fn text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.trim_ascii().utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().escape_ascii().map(char::from));
    }
    text
}

fn line(direction: &str, text: &str) -> Vec<u8> {
    let now = SystemTime::now();
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    let time = Timestamp {
        seconds: since.as_secs().try_into().unwrap_or(i64::MAX),
        microseconds: since.subsec_micros().into(),
    };
    format!("{time} {direction} {text}\n").into_bytes()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::io;

    use super::*;

    /// A buffer that a transcript and its test share. It fails when it is full.
    #[derive(Clone, Default)]
    struct Shared(Arc<Mutex<Vec<u8>>>);

    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let mut buffer = self.0.lock().unwrap();
            if buffer.len() > 500 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            buffer.extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Shared {
        /// The lines, without their times.
        fn lines(&self) -> Vec<String> {
            let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
            let lines = text.lines().map(|line| {
                let (time, line) = line.split_once(' ').unwrap();
                assert!(time.starts_with("20") && time.ends_with('Z'), "{time}");
                line.to_owned()
            });
            lines.collect()
        }
    }

    #[test]
    fn pieces_become_lines() {
        let buffer = Shared::default();
        let mut recorder = Recorder::new(Transcript::new(buffer.clone()));
        recorder.received(b"{\"QMP\": ");
        recorder.sent(b"\xff{\"execute\"");
        recorder.received(b"1}\r\n\r\n{\"event\"");
        recorder.sent(b": \"stop\"}\n{\"a\": 1}\n");
        recorder.received(": \"\u{e9}\"}\r\n{\"re".as_bytes());
        recorder.ended(&"closed");
        drop(recorder);
        assert_eq!(
            buffer.lines(),
            [
                "<- {\"QMP\": 1}",
                "-> \\xff{\"execute\": \"stop\"}",
                "-> {\"a\": 1}",
                "<- {\"event\": \"\u{e9}\"}",
                "<- {\"re",
                "-- closed",
            ]
        );
    }

    #[test]
    fn a_writer_that_fails_ends_the_transcript() {
        let buffer = Shared::default();
        let mut recorder = Recorder::new(Transcript::new(buffer.clone()));
        for _ in 0..100 {
            recorder.sent(b"{\"execute\": \"stop\"}\n");
        }
        let written = buffer.lines().len();
        assert!(written < 20, "{written}");
        buffer.0.lock().unwrap().clear();
        recorder.sent(b"{\"execute\": \"stop\"}\n");
        assert_eq!(buffer.lines().len(), 0);
    }
}
