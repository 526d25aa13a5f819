//! The session: a script of what both sides do. Whatever it is, every call gets at most one
//! answer, and exactly one by the end of the session.
//!
//! The first line selects the options: `a` for a guest agent, `o` for out-of-band execution,
//! `t` for a timeout of the handshake. Each further line begins with what happens:
//!
//! | character | what happens |
//! |---|---|
//! | `<` | the rest of the line arrives; `@1` to `@9` in it stand for the ids of calls |
//! | `>` | the command in the rest of the line is executed |
//! | `!` | the same out of band |
//! | `q` | the same without a reply |
//! | `l` | the same with a deadline |
//! | `.` | bytes are sent, as many as the rest of the line has; all if it is empty |
//! | `f` | the last call is forgotten |
//! | `w` | a second passes |
//! | `s` | a subscription is started |
//! | `m` | a subscription is started to events whose data contain the rest of the line |
//! | `x` | the server does not read any more |
//! | `e` | the connection is closed |

#![no_main]

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use libfuzzer_sys::fuzz_target;
use qmp_client::Capability;
use qmp_client::protocol::Request;
use qmp_client::protocol::session::{
    Answer, CallId, CallOptions, Filter, Interruption, Output, Overflow, Session, SessionOptions,
    SubscriptionId,
};

/// The limit of a message, which an input may exceed.
const LIMIT: usize = 1000;

const SECOND: Duration = Duration::from_secs(1);

fuzz_target!(|script: &[u8]| {
    let mut lines = script.split(|byte| *byte == b'\n');
    let options = lines.next().unwrap_or_default();
    let mut run = Run::new(options);
    for line in lines {
        if let Some((what, rest)) = line.split_first() {
            run.step(*what, rest);
            run.check();
        }
    }
    run.end();
});

struct Run {
    session: Session,
    now: Instant,
    /// The ids of the calls, as they are on the wire.
    ids: Vec<u64>,
    calls: BTreeMap<CallId, u64>,
    answered: BTreeSet<CallId>,
    subscriptions: Vec<SubscriptionId>,
    sent: Vec<u8>,
}

impl Run {
    fn new(options: &[u8]) -> Self {
        let mut session = SessionOptions::new().max_message_size(LIMIT);
        if options.contains(&b'a') {
            session = session.guest_agent(true);
        }
        if options.contains(&b'o') {
            session = session.enable(Capability::OutOfBand);
        }
        if options.contains(&b't') {
            session = session.handshake_timeout(10 * SECOND);
        }
        let now = Instant::now();
        Run {
            session: Session::new(session, now),
            now,
            ids: Vec::new(),
            calls: BTreeMap::new(),
            answered: BTreeSet::new(),
            subscriptions: Vec::new(),
            sent: Vec::new(),
        }
    }

    fn step(&mut self, what: u8, rest: &[u8]) {
        match what {
            b'<' => {
                let bytes = self.with_ids(rest);
                self.session.receive(&bytes, self.now);
            }
            b'>' => self.call(rest, CallOptions::new(), false),
            b'!' => self.call(rest, CallOptions::new(), true),
            b'q' => self.call(rest, CallOptions::new().without_reply(), false),
            b'l' => {
                let options = CallOptions::new().deadline(self.now + SECOND);
                self.call(rest, options, false);
            }
            b'.' if rest.is_empty() => self.transmit(usize::MAX),
            b'.' => self.transmit(rest.len()),
            b'f' => {
                if let Some((call, _)) = self.calls.pop_last() {
                    self.session.forget(call);
                }
            }
            b'w' => {
                self.now += SECOND;
                self.session.handle_timeout(self.now);
                let deadline = self.session.deadline();
                assert!(deadline.is_none_or(|at| at > self.now));
            }
            b's' => {
                let overflow = match rest {
                    b"" => Overflow::Latest,
                    b"f" => Overflow::Fail(2),
                    _ => Overflow::DropOldest(2),
                };
                self.subscribe(Filter::all(), overflow);
            }
            b'm' => {
                if let Ok(pattern) = serde_json::from_slice(rest) {
                    self.subscribe(Filter::all().matching(pattern), Overflow::Unbounded);
                }
            }
            b'x' => self.session.transmit_closed(),
            b'e' => self.session.receive_end(),
            _ => {}
        }
    }

    /// The bytes with ids in place of `@1` to `@9`: those of the requests that were sent.
    fn with_ids(&self, text: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut rest = text;
        while let Some((first, after)) = rest.split_first() {
            rest = after;
            let digit = after.first().filter(|digit| **digit != b'0');
            let index = digit.and_then(|digit| char::from(*digit).to_digit(10));
            let id = index.and_then(|index| self.ids.get(index as usize - 1));
            match id {
                Some(id) if *first == b'@' => {
                    bytes.extend(id.to_string().into_bytes());
                    rest = &after[1..];
                }
                _ => bytes.push(*first),
            }
        }
        bytes
    }

    fn call(&mut self, name: &[u8], options: CallOptions, out_of_band: bool) {
        let mut request = Request::new(String::from_utf8_lossy(name));
        if out_of_band {
            request = request.out_of_band();
        }
        if let Ok(call) = self.session.send(&request, options, self.now) {
            self.calls.insert(call, 0);
        }
    }

    fn subscribe(&mut self, filter: Filter, overflow: Overflow) {
        self.subscriptions
            .push(self.session.subscribe(filter, overflow));
    }

    fn transmit(&mut self, limit: usize) {
        let mut left = limit;
        while left > 0 {
            let Some(transmit) = self.session.transmit() else {
                break;
            };
            let length = transmit.bytes.len().min(left);
            self.sent.extend_from_slice(&transmit.bytes[..length]);
            self.session.sent(length);
            left -= length;
        }
        while let Some(end) = self.sent.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.sent.drain(..=end).collect();
            let line = line.strip_prefix(b"\xff").unwrap_or(&line);
            let request: serde_json::Value = serde_json::from_slice(line).expect("a request");
            let id = request["id"].as_u64().expect("an id");
            assert!(!self.ids.contains(&id), "an id was used twice");
            self.ids.push(id);
        }
    }

    /// Reads all changes.
    fn check(&mut self) {
        while let Some(output) = self.session.poll_output() {
            if let Output::Answered(call) = output
                && let Some(answers) = self.calls.get_mut(&call)
            {
                *answers += 1;
                assert_eq!(*answers, 1, "answered twice");
                self.answered.insert(call);
            }
        }
        if self.session.ended().is_some() {
            assert!(self.session.transmit().is_none());
            assert!(self.session.deadline().is_none());
            assert!(!self.session.is_ready());
        }
    }

    /// Ends the session, and reads what is left of it.
    fn end(&mut self) {
        self.session.receive_end();
        self.check();
        for (call, answers) in std::mem::take(&mut self.calls) {
            assert_eq!(answers, 1, "not answered");
            match self.session.take_answer(call) {
                Some(Answer::Reply(text)) => assert!(text.len() <= LIMIT),
                Some(_) => {}
                None => panic!("an output without an answer"),
            }
            assert!(self.session.take_answer(call).is_none());
        }
        for subscription in std::mem::take(&mut self.subscriptions) {
            loop {
                match self.session.next_event(subscription) {
                    Some(Ok(_) | Err(Interruption::Lagged { .. })) => {}
                    Some(Err(_)) => break,
                    None => panic!("a subscription without an end"),
                }
            }
        }
    }
}
