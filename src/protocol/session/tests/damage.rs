//! Damage at every byte of what a server sends.
//!
//! Nothing may panic, every call gets exactly one answer, and calls whose replies arrived
//! before the damage keep them.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::Value;

use super::peer::{GREETING, Peer, synchronization_reply};
use crate::protocol::session::{
    Answer, CallId, CallOptions, Filter, Output, Overflow, SessionOptions, SubscriptionId,
};
use crate::protocol::{Capability, Request};

/// The limit of a message, which real servers' short messages do not reach.
const LIMIT: usize = 2000;

#[derive(Debug, Clone, Copy)]
enum Damage {
    /// The connection is closed.
    Close,
    /// A number of bytes is missing.
    Cut(usize),
    /// Bytes are inserted.
    Insert(&'static [u8]),
}

const DAMAGES: [Damage; 11] = [
    Damage::Close,
    Damage::Cut(1),
    Damage::Cut(30),
    Damage::Insert(b"\xff"),
    Damage::Insert(b"\0"),
    Damage::Insert(b"\r\n"),
    Damage::Insert(b"!"),
    Damage::Insert(b"}"),
    Damage::Insert(b"\""),
    Damage::Insert(b"{\"return\": {}}"),
    Damage::Insert(&[b'x'; LIMIT + 1]),
];

impl Damage {
    /// Whether a QMP session ends wherever the damage is.
    fn always_ends(self) -> bool {
        match self {
            Damage::Close => true,
            Damage::Cut(_) => false,
            Damage::Insert(bytes) => bytes == b"\0" || bytes.len() > LIMIT,
        }
    }

    /// Whether it is a reply without an id, which the only call in flight gets.
    fn is_reply(self) -> bool {
        matches!(self, Damage::Insert(bytes) if bytes.starts_with(b"{"))
    }

    /// Whether it changes nothing between two messages.
    fn is_white_space(self) -> bool {
        matches!(self, Damage::Insert(b"\xff" | b"\r\n"))
    }
}

/// What happens in a session without damage.
#[derive(Debug, Clone)]
enum Step {
    /// The server sends a message that is no reply to a call.
    Message(String),
    /// A command is executed.
    Call(String),
    /// The server replies to a call: its index, and the reply without an id.
    Reply(usize, String),
}

/// A session with a server whose bytes are damaged at an offset.
struct Run {
    peer: Peer,
    offset: usize,
    damage: Damage,
    /// The number of bytes that the server has sent.
    position: usize,
    /// The number of bytes that are still missing.
    missing: usize,
    /// Whether the damage has happened.
    is_damaged: bool,
    events: SubscriptionId,
    calls: Vec<CallId>,
    /// The text of each reply that arrived intact, and whether that was before the damage.
    replies: HashMap<CallId, (String, bool)>,
    /// The number of events that arrived before the damage.
    expected_events: usize,
    answered: HashMap<CallId, usize>,
}

impl Run {
    fn new(options: SessionOptions, offset: usize, damage: Damage) -> Self {
        let mut peer = Peer::new(options.max_message_size(LIMIT));
        let events = peer.session.subscribe(Filter::all(), Overflow::Unbounded);
        Run {
            peer,
            offset,
            damage,
            position: 0,
            missing: 0,
            is_damaged: false,
            events,
            calls: Vec::new(),
            replies: HashMap::new(),
            expected_events: 0,
            answered: HashMap::new(),
        }
    }

    /// Sends a message to the session; returns whether it is intact.
    fn deliver(&mut self, message: &[u8]) -> bool {
        let start = self.position;
        self.position += message.len();
        let missing = self.missing.min(message.len());
        self.missing -= missing;
        let mut bytes = message[missing..].to_vec();
        let mut is_intact = missing == 0;
        if (start..self.position).contains(&self.offset) {
            self.is_damaged = true;
            let at = self.offset - start;
            let length = message.trim_ascii_end().len();
            match self.damage {
                Damage::Close => {
                    self.peer.receive_bytes(&bytes[..at]);
                    self.peer.session.receive_end();
                    return at >= length;
                }
                Damage::Cut(length) => {
                    let end = bytes.len().min(at + length);
                    self.missing = at + length - end;
                    bytes.drain(at..end);
                    is_intact = false;
                }
                Damage::Insert(inserted) => {
                    bytes.splice(at..at, inserted.iter().copied());
                    is_intact = at >= length || at == 0 && self.damage.is_white_space();
                }
            }
        }
        self.peer.receive_bytes(&bytes);
        is_intact
    }

    fn collect(&mut self) {
        for output in self.peer.outputs() {
            if let Output::Answered(call) = output {
                *self.answered.entry(call).or_default() += 1;
            }
        }
    }

    /// Checks the answers of all calls after the session has ended.
    fn check(&mut self, context: &str) {
        self.collect();
        let end = self.peer.cause();
        for call in self.calls.clone() {
            assert_eq!(self.answered.get(&call), Some(&1), "{context}");
            let reply = self.replies.get(&call);
            match self.peer.session.take_answer(call).expect(context) {
                Answer::Reply(text) => {
                    if let Some((expected, is_early)) = reply
                        && (*is_early || !self.damage.is_reply())
                    {
                        assert_eq!(text.escape_ascii().to_string(), *expected, "{context}");
                    }
                }
                other => {
                    let is_early = reply.is_some_and(|(_, is_early)| *is_early);
                    assert!(!is_early, "{context}: {other:?}");
                    if let Answer::Disconnected { cause, .. } = other
                        && !self.peer.is_agent()
                    {
                        assert_eq!(cause.to_string(), end, "{context}");
                    }
                }
            }
        }
        assert_eq!(self.peer.session.unfinished(), 0, "{context}");
        let mut events = 0;
        while let Some(Ok(_)) = self.peer.session.next_event(self.events) {
            events += 1;
        }
        assert!(events >= self.expected_events, "{context}");
    }

    /// Plays a session with a QMP server; returns whether the damage happened.
    fn play(options: SessionOptions, steps: &[Step], offset: usize, damage: Damage) -> bool {
        let context = format!("{damage:?} at {offset}");
        let mut run = Run::new(options, offset, damage);
        for step in steps {
            let was_damaged = run.is_damaged;
            match step {
                Step::Message(message) => {
                    let is_event = message.contains("\"event\"");
                    let is_intact = run.deliver(format!("{message}\r\n").as_bytes());
                    if is_intact && !was_damaged && is_event {
                        run.expected_events += 1;
                    }
                }
                Step::Call(name) => {
                    let request = Request::new(name);
                    let options = CallOptions::new();
                    if let Ok(call) = run.peer.session.send(&request, options, run.peer.now) {
                        run.calls.push(call);
                    }
                }
                Step::Reply(index, reply) => {
                    let Some(call) = run.calls.get(*index).copied() else {
                        break;
                    };
                    let reply = reply.strip_suffix('}').unwrap();
                    let reply = format!("{reply}, \"id\": {}}}", call.0);
                    let is_early = !was_damaged && run.peer.session.ended().is_none();
                    let is_intact = run.deliver(format!("{reply}\r\n").as_bytes());
                    if is_intact {
                        let expected = reply.as_bytes().escape_ascii().to_string();
                        run.replies.insert(call, (expected, is_early));
                    }
                }
            }
            if run.is_damaged && !was_damaged && damage.always_ends() {
                assert!(run.peer.session.ended().is_some(), "{context}");
            }
            run.peer.transmit();
            run.collect();
        }
        run.peer.session.receive_end();
        run.check(&context);
        run.is_damaged
    }
}

impl Peer {
    fn is_agent(&self) -> bool {
        self.session.greeting().is_none()
    }
}

/// Plays a session with each kind of damage at each offset.
fn damage_everywhere(options: &SessionOptions, steps: &[Step]) {
    for damage in DAMAGES {
        let mut offset = 0;
        while Run::play(options.clone(), steps, offset, damage) {
            offset += 1;
        }
        assert!(offset > 100, "the session has {offset} bytes");
    }
}

fn message(text: &str) -> Step {
    Step::Message(text.trim().to_owned())
}

/// The handshake of a session.
fn handshake() -> Vec<Step> {
    vec![
        message(GREETING),
        message(r#"{"return": {}, "id": 1}"#),
        message(r#"{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "RESUME"}"#),
    ]
}

const REPLIES: [&str; 4] = [
    r#"{"return": {"status": "running", "running": true}}"#,
    r#"{"return": [{"device": "a \"name\" \\ {[", "size": -1.5e3}, null]}"#,
    r#"{"error": {"class": "DeviceNotFound", "desc": "Device 'é' not found"}}"#,
    r#"{"return": {}}"#,
];

#[test]
fn one_command_after_the_other() {
    let mut steps = handshake();
    for (index, reply) in REPLIES.into_iter().enumerate() {
        steps.push(Step::Call("query-status".into()));
        steps.push(Step::Reply(index, reply.into()));
        steps.push(message(r#"{"event": "E", "data": {"x": [1, "}"]}}"#));
    }
    damage_everywhere(&SessionOptions::new(), &steps);
}

#[test]
fn several_commands_in_flight() {
    let mut steps = handshake();
    let names = ["a", "b", "c", "d"];
    steps.extend(names.map(|name| Step::Call(name.into())));
    for index in [2, 0, 3, 1] {
        steps.push(Step::Reply(index, REPLIES[index].into()));
    }
    let options = SessionOptions::new().enable(Capability::OutOfBand);
    damage_everywhere(&options, &steps);
}

#[test]
fn recorded_sessions() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/transcripts");
    let servers = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let recordings = servers
        .filter_map(|server| std::fs::read_to_string(server.path().join("session.jsonl")).ok());
    let recordings: Vec<_> = recordings.collect();
    if recordings.is_empty() {
        println!("no recordings in {folder}");
    }
    for recording in recordings {
        damage_everywhere(&SessionOptions::new(), &recorded(&recording));
    }
}

/// The greeting and the first short messages of a recorded session.
fn recorded(recording: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut calls = 0;
    let lines: Vec<_> = recording.lines().collect();
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let Some(text) = line.strip_prefix("<- ") else {
            // A command whose reply is long is left out with it.
            let name = line.strip_prefix("-> ").map(|text| {
                let request: Value = serde_json::from_str(text).unwrap();
                request["execute"].as_str().unwrap().to_owned()
            });
            if let Some(name) = name.filter(|name| name != "qmp_capabilities")
                && next.starts_with("<- ")
                && next.len() < 250
            {
                steps.push(Step::Call(name));
                calls += 1;
            }
            continue;
        };
        let is_reply = text.starts_with("{\"return\"") || text.starts_with("{\"error\"");
        if is_reply && calls == 0 {
            steps.push(message(r#"{"return": {}, "id": 1}"#));
        } else if is_reply && matches!(steps.last(), Some(Step::Call(_))) {
            steps.push(Step::Reply(calls - 1, text.into()));
        } else if !is_reply {
            steps.push(message(text));
        }
        if steps.len() > 10 {
            break;
        }
    }
    steps
}

#[test]
fn a_session_with_an_agent() {
    let patience = Duration::from_secs(5);
    for (repeats_ids, damage) in DAMAGES.into_iter().flat_map(|d| [(true, d), (false, d)]) {
        for offset in 0.. {
            let context = format!("{damage:?} at {offset}, ids repeated: {repeats_ids}");
            let options = SessionOptions::new().guest_agent(true);
            let mut run = Run::new(options, offset, damage);
            for _ in 0..4 {
                run.call_agent(patience, repeats_ids);
            }
            let was_damaged = run.is_damaged;
            if !matches!(damage, Damage::Close) || !was_damaged {
                assert!(run.peer.session.ended().is_none(), "{context}");
                // After the damage, the agent is usable again.
                run.offset = usize::MAX;
                let is_over = run.missing == 0;
                run.call_agent(patience, repeats_ids);
                let call = *run.calls.last().unwrap();
                if is_over {
                    assert!(run.replies.contains_key(&call), "{context}");
                }
                run.peer.session.receive_end();
            }
            run.check(&context);
            if !was_damaged {
                assert!(offset > 100, "the session has {offset} bytes");
                break;
            }
        }
    }
}

impl Run {
    /// Executes a command with an agent that replies to every request that it gets.
    fn call_agent(&mut self, patience: Duration, repeats_ids: bool) {
        let options = CallOptions::new().deadline(self.peer.now + patience);
        let request = Request::new("guest-info");
        let Ok(call) = self.peer.session.send(&request, options, self.peer.now) else {
            return;
        };
        self.calls.push(call);
        for _ in 0..10 {
            for request in self.peer.requests() {
                let id = &request["id"];
                if request["execute"] == "guest-sync-delimited" {
                    let number = request["arguments"]["id"].as_u64().unwrap();
                    self.deliver(&synchronization_reply(number));
                    continue;
                }
                let is_early = !self.is_damaged && self.peer.session.ended().is_none();
                let mut reply = r#"{"return": {"version": "10.0.2"}"#.to_owned();
                if repeats_ids {
                    reply += &format!(", \"id\": {id}");
                }
                reply += "}";
                if self.deliver(format!("{reply}\n").as_bytes()) {
                    let expected = reply.as_bytes().escape_ascii().to_string();
                    self.replies.insert(call, (expected, is_early));
                }
            }
            self.collect();
            if self.answered.contains_key(&call) {
                return;
            }
            self.peer.advance(patience / 10);
        }
        self.collect();
    }
}
