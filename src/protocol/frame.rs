//! Splitting a stream of bytes into JSON objects.

use std::ops::Range;

use memchr::memchr;

use super::{MAX_NESTING, Malformed};

/// The byte the guest agent sends before the reply of `guest-sync-delimited`
/// (specification, *QGA Synchronization*).
const SENTINEL: u8 = 0xff;

/// The size above which an empty buffer is freed.
const KEPT: usize = 1 << 20;

/// Splits a stream of bytes into JSON objects.
///
/// A server's messages are consecutive objects: on lines of their own, several on one line,
/// or, with `pretty=on`, over many lines. The stream may arrive in pieces of any size;
/// splitting it takes time linear in its length.
///
/// Between two objects, there may be white space and the 0xFF byte of the guest agent.
/// Anything else is an error, as are unmatched brackets and line ends in strings. Such an
/// error is final: every later call returns it as well, because the start of the next message
/// is unknown. Objects are not fully checked for valid JSON.
#[derive(Debug)]
pub struct Frames {
    buffer: Vec<u8>,
    /// The start of the object that is being scanned.
    start: usize,
    /// The end of the scanned part of the buffer.
    scanned: usize,
    /// The closing brackets of the open objects and arrays.
    nesting: Vec<u8>,
    string: Option<InString>,
    /// The end of the last line that was tried as an object, but is not one.
    refused: usize,
    /// The end of the part that has been searched for an end of line.
    unbroken: usize,
    limit: usize,
    failure: Option<Malformed>,
}

/// The state of the scan in a string.
#[derive(Debug, Clone, Copy)]
enum InString {
    Plain,
    AfterBackslash,
}

/// The bytes that end a string, begin an escape, or are invalid in a string.
const IN_STRING: [bool; 256] = {
    let mut table = [false; 256];
    let mut control = 0;
    while control < 0x20 {
        table[control] = true;
        control += 1;
    }
    table[b'"' as usize] = true;
    table[b'\\' as usize] = true;
    table
};

/// The bytes outside of strings that change the state: not those of numbers and words, nor
/// those between values.
const OUTSIDE: [bool; 256] = {
    let mut table = [true; 256];
    let mut byte = 0;
    while byte < 0x80 {
        let ascii = byte as u8;
        table[byte] = !(ascii.is_ascii_alphanumeric()
            || ascii.is_ascii_whitespace()
            || matches!(ascii, b':' | b',' | b'+' | b'-' | b'.'));
        byte += 1;
    }
    table
};

impl Frames {
    /// The default limit: 64 MiB. The largest message of QEMU 10.0, the reply of
    /// `query-qmp-schema`, takes 230 KB.
    pub const DEFAULT_LIMIT: usize = 64 << 20;

    /// Creates an empty stream. A message of more than `limit` bytes is an error.
    pub fn new(limit: usize) -> Self {
        Frames {
            buffer: Vec::new(),
            start: 0,
            scanned: 0,
            nesting: Vec::new(),
            string: None,
            refused: 0,
            unbroken: 0,
            limit,
            failure: None,
        }
    }

    /// Adds received bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        // Returned messages are removed once that moves fewer bytes than it frees, so that
        // each byte is moved a bounded number of times.
        if self.start > self.buffer.len() / 2 {
            self.buffer.drain(..self.start);
            self.scanned -= self.start;
            self.refused = self.refused.saturating_sub(self.start);
            self.unbroken = self.unbroken.saturating_sub(self.start);
            self.start = 0;
            if self.buffer.is_empty() && self.buffer.capacity() > KEPT {
                self.buffer = Vec::new();
            }
        }
        self.buffer.extend_from_slice(bytes);
    }

    /// Returns the text of the next object; `None` if it is not complete yet.
    ///
    /// # Errors
    ///
    /// If the bytes are not a stream of JSON objects, or an object exceeds the limit.
    pub fn next_frame(&mut self) -> Result<Option<&[u8]>, Malformed> {
        if let Some(failure) = &self.failure {
            return Err(failure.clone());
        }
        match self.scan() {
            Ok(frame) => Ok(frame.map(|range| &self.buffer[range])),
            Err(failure) => {
                self.failure = Some(failure.clone());
                Err(failure)
            }
        }
    }

    /// Reads the next object with a function such as [`Message::parse`]; `None` if it is not
    /// complete yet.
    ///
    /// This is faster than reading the result of [`next_frame`](Self::next_frame): nearly
    /// every object is on a separate line, and if the line can be read, the object's end need
    /// not be found first. The function must reject anything that is not exactly one object,
    /// as those of serde_json do.
    ///
    /// [`Message::parse`]: super::Message::parse
    ///
    /// # Errors
    ///
    /// Those of `next_frame`, and those of the function.
    pub fn read_next<T>(
        &mut self,
        read: impl Fn(&[u8]) -> Result<T, Malformed>,
    ) -> Result<Option<T>, Malformed> {
        if let Some(line) = self.line() {
            let end = line.end;
            if let Ok(object) = read(&self.buffer[line]) {
                self.scanned = end + 1;
                self.start = self.scanned;
                return Ok(Some(object));
            }
            // No line is tried twice, even if it has many objects.
            self.refused = end;
        }
        self.next_frame()?.map(read).transpose()
    }

    /// The range of the next line, if it may be exactly one object.
    fn line(&mut self) -> Option<Range<usize>> {
        let has_begun = self.scanned > self.start;
        if has_begun || self.failure.is_some() {
            return None;
        }
        let rest = &self.buffer[self.start..];
        let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace());
        let start = self.start + blank.count();
        if start < self.refused || self.buffer.get(start) != Some(&b'{') {
            return None;
        }
        let from = start.max(self.unbroken);
        let Some(length) = memchr(b'\n', &self.buffer[from..]) else {
            self.unbroken = self.buffer.len();
            return None;
        };
        let end = from + length;
        if end - start > self.limit {
            self.refused = end;
            return None;
        }
        Some(start..end)
    }

    /// The received part of an incomplete object; empty between two objects.
    pub fn partial(&self) -> &[u8] {
        if self.nesting.is_empty() {
            &[]
        } else {
            &self.buffer[self.start..]
        }
    }

    fn scan(&mut self) -> Result<Option<Range<usize>>, Malformed> {
        while let Some(&byte) = self.buffer.get(self.scanned) {
            if self.nesting.is_empty() && byte != b'{' {
                if !byte.is_ascii_whitespace() && byte != SENTINEL {
                    return Err(Malformed::new(
                        "a JSON object",
                        &self.buffer[self.scanned..],
                    ));
                }
                self.scanned += 1;
                self.start = self.scanned;
                continue;
            }

            self.scanned += 1;
            // Most bytes do not change the state: they are skipped at once, up to the limit.
            let end = self.buffer.len().min(self.start.saturating_add(self.limit));
            self.step(byte)
                .map(|()| self.scanned += self.plain(end))
                .map_err(|e| Malformed::at_end(e, &self.buffer[self.start..self.scanned]))?;
            if self.scanned - self.start > self.limit {
                return Err(Malformed::new(
                    format!(
                        "a message of at most {} bytes (see `ConnectOptions::max_message_size`)",
                        self.limit
                    ),
                    &self.buffer[self.start..self.scanned],
                ));
            }
            if self.nesting.is_empty() {
                let frame = self.start..self.scanned;
                self.start = self.scanned;
                return Ok(Some(frame));
            }
        }
        Ok(None)
    }

    /// The number of bytes up to `end` that do not change the state.
    fn plain(&self, end: usize) -> usize {
        let rest = self.buffer.get(self.scanned..end).unwrap_or(&[]);
        let table = match self.string {
            Some(InString::Plain) => &IN_STRING,
            Some(InString::AfterBackslash) => return 0,
            None if self.nesting.is_empty() => return 0,
            None => &OUTSIDE,
        };
        let changes = rest.iter().position(|byte| table[usize::from(*byte)]);
        changes.unwrap_or(rest.len())
    }

    /// Processes one byte of an object; the error describes the expected input.
    fn step(&mut self, byte: u8) -> Result<(), String> {
        match (self.string, byte) {
            (Some(_), 0..0x20) => return Err("a string without control characters".into()),
            (Some(InString::AfterBackslash), _) => self.string = Some(InString::Plain),
            (Some(InString::Plain), b'\\') => self.string = Some(InString::AfterBackslash),
            (Some(InString::Plain), b'"') => self.string = None,
            (Some(InString::Plain), _) => {}
            (None, b'"') => self.string = Some(InString::Plain),
            (None, b'{') => self.open(b'}')?,
            (None, b'[') => self.open(b']')?,
            (None, b'}' | b']') => match self.nesting.pop() {
                Some(closing) if closing == byte => {}
                Some(closing) => {
                    return Err(format!("the closing bracket `{}`", char::from(closing)));
                }
                None => return Err("a JSON object".into()),
            },
            (None, b':' | b',' | b'+' | b'-' | b'.') => {}
            (None, byte) if byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() => {}
            (None, _) => return Err("a JSON value".into()),
        }
        Ok(())
    }

    fn open(&mut self, closing: u8) -> Result<(), String> {
        if self.nesting.len() == MAX_NESTING {
            return Err(format!("at most {MAX_NESTING} levels of nesting"));
        }
        self.nesting.push(closing);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    /// The messages of a stream that arrives in pieces, and whether it ended in
    /// an error.
    fn frames<'a>(
        limit: usize,
        pieces: impl IntoIterator<Item = &'a [u8]>,
    ) -> (Vec<Vec<u8>>, bool) {
        let mut frames = Frames::new(limit);
        let mut found = Vec::new();
        for piece in pieces {
            frames.push(piece);
            loop {
                match frames.next_frame() {
                    Ok(Some(frame)) => found.push(frame.to_vec()),
                    Ok(None) => break,
                    Err(_) => return (found, true),
                }
            }
        }
        (found, false)
    }

    /// The same with `read_next`; an object that is not JSON is an error as well.
    fn objects<'a>(limit: usize, pieces: impl IntoIterator<Item = &'a [u8]>) -> (Vec<Value>, bool) {
        let mut frames = Frames::new(limit);
        let mut found = Vec::new();
        for piece in pieces {
            frames.push(piece);
            loop {
                match frames.read_next(object) {
                    Ok(Some(object)) => found.push(object),
                    Ok(None) => break,
                    Err(_) => return (found, true),
                }
            }
        }
        (found, false)
    }

    fn object(json: &[u8]) -> Result<Value, Malformed> {
        serde_json::from_slice(json).map_err(|_| Malformed::new("JSON", json))
    }

    /// The expected result of `objects`.
    fn objects_of((frames, failed): (Vec<Vec<u8>>, bool)) -> (Vec<Value>, bool) {
        let objects: Result<Vec<_>, _> = frames.iter().map(|frame| object(frame)).collect();
        match objects {
            Ok(objects) => (objects, failed),
            Err(_) => {
                let objects = frames.iter().map_while(|frame| object(frame).ok());
                (objects.collect(), true)
            }
        }
    }

    fn failure(text: &[u8]) -> String {
        let mut frames = Frames::new(1000);
        frames.push(text);
        let error = frames.next_frame().unwrap_err();
        frames.push(b"{}");
        assert_eq!(
            frames.next_frame(),
            Err(error.clone()),
            "the error is final"
        );
        error.to_string()
    }

    #[test]
    fn without_a_limit() {
        let (found, failed) = frames(usize::MAX, [&b"{}{\"a\": 1}"[..]]);
        assert_eq!(found, [&b"{}"[..], b"{\"a\": 1}"]);
        assert!(!failed);
    }

    #[test]
    fn objects_on_lines() {
        let stream = b"\xff{\"a\": 1}\r\n\n {} \t\r\n{}{\"b\":\n2} {}\n{\"c\": 3}\n{";
        let expected = [
            json!({"a": 1}),
            json!({}),
            json!({}),
            json!({"b": 2}),
            json!({}),
            json!({"c": 3}),
        ];
        let mut frames = Frames::new(20);
        frames.push(stream);
        for expected in expected {
            assert_eq!(frames.read_next(object), Ok(Some(expected)));
        }
        assert_eq!(frames.read_next(object), Ok(None));
        assert_eq!(frames.partial(), b"{");
    }

    #[test]
    fn separators() {
        let (found, failed) = frames(100, [&b"\xff \r\n{}\t{\"a\": \"}\\\"\"}\xff{}"[..]]);
        assert_eq!(found, [&b"{}"[..], b"{\"a\": \"}\\\"\"}", b"{}"]);
        assert!(!failed);
    }

    #[test]
    fn streams_with_anything_else_are_rejected() {
        assert_eq!(
            failure(b"SSH-2.0-x\r\n"),
            "expected a JSON object, found `SSH-2.0-x\\r\\n`"
        );
        assert_eq!(failure(b"[]"), "expected a JSON object, found `[]`");
        assert_eq!(
            failure(b"{\"a\": [}"),
            "expected the closing bracket `]`, found `{\"a\": [}`"
        );
        assert_eq!(
            failure(b"{\"a\": \"b\r\n"),
            "expected a string without control characters, found `{\"a\": \"b\\r`"
        );
        assert_eq!(failure(b"{'a'"), "expected a JSON value, found `{'`");
        let deep = b"{\"a\":[".repeat(600);
        assert_eq!(frames(1 << 20, [&deep[..]]), (vec![], true));
    }

    #[test]
    fn size_is_limited() {
        let message = b"{\"a\": 1}";
        assert_eq!(frames(8, [&message[..]]), (vec![message.to_vec()], false));
        assert_eq!(frames(7, [&message[..]]), (vec![], true));
        assert_eq!(frames(7, [&message[..7], &message[7..]]), (vec![], true));
        assert_eq!(
            frames(7, [&b"                {}"[..]]),
            (vec![b"{}".to_vec()], false)
        );
    }

    #[test]
    fn partial_objects_can_be_seen() {
        let mut frames = Frames::new(100);
        frames.push(b"{} \r\n");
        assert!(frames.next_frame().unwrap().is_some());
        assert!(frames.next_frame().unwrap().is_none());
        assert_eq!(frames.partial(), b"");
        frames.push(b"{\"a\"");
        assert!(frames.next_frame().unwrap().is_none());
        assert_eq!(frames.partial(), b"{\"a\"");
    }

    #[test]
    fn a_large_buffer_is_freed() {
        let mut frames = Frames::new(Frames::DEFAULT_LIMIT);
        frames.push(format!("{{\"a\": \"{}\"}}", "x".repeat(2 << 20)).as_bytes());
        assert!(frames.next_frame().unwrap().is_some());
        frames.push(b"{}");
        assert_eq!(frames.next_frame(), Ok(Some(&b"{}"[..])));
        assert!(frames.buffer.capacity() < 100);
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "[a-z{}\\[\\]\"\\\\\n€]{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::btree_map(".{0,4}", inner, 0..4)
                    .prop_map(|members| members.into_iter().collect()),
            ]
        })
    }

    fn chopped<'a>(stream: &'a [u8], cuts: &[prop::sample::Index]) -> Vec<&'a [u8]> {
        let mut cuts: Vec<_> = cuts.iter().map(|cut| cut.index(stream.len() + 1)).collect();
        cuts.sort_unstable();
        let mut pieces = Vec::new();
        let mut from = 0;
        for cut in cuts {
            pieces.push(&stream[from..cut]);
            from = cut;
        }
        pieces.push(&stream[from..]);
        pieces
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn chopping_changes_nothing(
            messages in proptest::collection::vec((values(), any::<bool>(), "[ \r\n]{0,3}"), 0..6),
            cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..12),
        ) {
            let mut stream = Vec::new();
            let mut expected = Vec::new();
            for (value, pretty, gap) in messages {
                let value = json!({ "return": value });
                let text = if pretty {
                    serde_json::to_vec_pretty(&value).unwrap()
                } else {
                    serde_json::to_vec(&value).unwrap()
                };
                stream.extend_from_slice(&text);
                stream.extend_from_slice(gap.as_bytes());
                expected.push(text);
            }
            let expected = (expected, false);
            prop_assert_eq!(&frames(1 << 20, [&stream[..]]), &expected);
            prop_assert_eq!(&frames(1 << 20, chopped(&stream, &cuts)), &expected);
            prop_assert_eq!(&frames(1 << 20, stream.chunks(1)), &expected);
            let expected = objects_of(expected);
            prop_assert_eq!(&objects(1 << 20, [&stream[..]]), &expected);
            prop_assert_eq!(&objects(1 << 20, chopped(&stream, &cuts)), &expected);
            prop_assert_eq!(&objects(1 << 20, stream.chunks(1)), &expected);
        }

        #[test]
        fn garbage_is_the_same_in_any_pieces(
            stream in prop_oneof![
                proptest::collection::vec(any::<u8>(), 0..60),
                proptest::collection::vec(
                    prop::sample::select(&b"{}{}{}[]\"\\: ,1\xff\n"[..]), 0..60),
            ],
            cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..8),
        ) {
            let whole = frames(20, [&stream[..]]);
            prop_assert_eq!(&frames(20, chopped(&stream, &cuts)), &whole);
            prop_assert_eq!(&frames(20, stream.chunks(1)), &whole);
            let whole = objects_of(whole);
            prop_assert_eq!(&objects(20, [&stream[..]]), &whole);
            prop_assert_eq!(&objects(20, chopped(&stream, &cuts)), &whole);
            prop_assert_eq!(&objects(20, stream.chunks(1)), &whole);
        }
    }
}
