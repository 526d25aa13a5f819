//! The scripted server: the bytes in both directions, and the clock.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::protocol::session::{
    Answer, CallId, CallOptions, Disconnected, Filter, Interruption, Output, Overflow, Session,
    SessionOptions, SubscriptionId,
};
use crate::protocol::{Capability, Request};

/// A greeting that offers out-of-band execution.
pub(super) const GREETING: &str = concat!(
    r#"{"QMP": {"version": {"qemu": {"micro": 2, "minor": 0, "major": 10}, "package": ""}, "#,
    r#""capabilities": ["oob"]}}"#,
    "\r\n"
);

/// A session with its server.
pub(super) struct Peer {
    pub(super) session: Session,
    /// The time that the session is called with.
    pub(super) now: Instant,
}

impl Peer {
    /// A session on a new connection.
    pub(super) fn new(options: SessionOptions) -> Self {
        let now = Instant::now();
        Peer {
            session: Session::new(options, now),
            now,
        }
    }

    /// A session that has negotiated with a QMP server.
    pub(super) fn ready() -> Self {
        Peer::negotiated(SessionOptions::new())
    }

    /// A session that has enabled out-of-band execution.
    pub(super) fn out_of_band() -> Self {
        Peer::negotiated(SessionOptions::new().enable(Capability::OutOfBand))
    }

    fn negotiated(options: SessionOptions) -> Self {
        let mut peer = Peer::new(options);
        peer.receive(GREETING);
        assert_eq!(peer.requests()[0]["execute"], "qmp_capabilities");
        peer.receive("{\"return\": {}, \"id\": 1}\r\n");
        assert_eq!(peer.outputs(), [Output::Ready]);
        peer
    }

    /// A session with a guest agent that has not replied yet.
    pub(super) fn agent() -> Self {
        Peer::new(SessionOptions::new().guest_agent(true))
    }

    /// A session that is synchronized with a guest agent.
    pub(super) fn synchronized() -> Self {
        let mut peer = Peer::agent();
        peer.synchronize();
        assert_eq!(peer.outputs(), [Output::Ready]);
        peer
    }

    /// Replies to the request of the session that synchronizes.
    pub(super) fn synchronize(&mut self) {
        let number = self.synchronization();
        self.receive_bytes(&synchronization_reply(number));
    }

    /// The number of the request that synchronizes, which must be the only request.
    pub(super) fn synchronization(&mut self) -> u64 {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        assert_eq!(requests[0]["execute"], "guest-sync-delimited");
        requests[0]["arguments"]["id"].as_u64().unwrap()
    }

    /// Moves the clock, and lets the session act at each of its deadlines.
    pub(super) fn advance(&mut self, time: Duration) {
        let until = self.now + time;
        while let Some(deadline) = self.session.deadline().filter(|at| *at <= until) {
            self.now = self.now.max(deadline);
            self.session.handle_timeout(self.now);
            let next = self.session.deadline();
            assert!(next.is_none_or(|next| next > self.now), "a deadline passed");
        }
        self.now = until;
    }

    /// The time from now until the session's deadline.
    pub(super) fn until_deadline(&self) -> Option<Duration> {
        let deadline = self.session.deadline();
        deadline.map(|deadline| deadline.saturating_duration_since(self.now))
    }

    pub(super) fn receive(&mut self, text: &str) {
        self.receive_bytes(text.as_bytes());
    }

    pub(super) fn receive_bytes(&mut self, bytes: &[u8]) {
        self.session.receive(bytes, self.now);
    }

    /// Sends at most this number of bytes.
    pub(super) fn transmit_at_most(&mut self, limit: usize) -> Vec<u8> {
        let mut sent = Vec::new();
        while let Some(transmit) = self.session.transmit() {
            let length = transmit.bytes.len().min(limit - sent.len());
            sent.extend_from_slice(&transmit.bytes[..length]);
            self.session.sent(length);
            if sent.len() == limit {
                break;
            }
        }
        sent
    }

    /// Sends everything, and returns it.
    pub(super) fn transmit(&mut self) -> Vec<u8> {
        self.transmit_at_most(usize::MAX)
    }

    /// Sends everything, and returns the requests.
    pub(super) fn requests(&mut self) -> Vec<Value> {
        requests(&self.transmit())
    }

    /// Sends everything, and returns the names of the commands.
    pub(super) fn names(&mut self) -> Vec<String> {
        let name = |request: &Value| {
            let name = request.get("execute").or(request.get("exec-oob"));
            name.and_then(Value::as_str).unwrap().to_owned()
        };
        self.requests().iter().map(name).collect()
    }

    /// The changes since the last call.
    pub(super) fn outputs(&mut self) -> Vec<Output> {
        std::iter::from_fn(|| self.session.poll_output()).collect()
    }

    pub(super) fn send(&mut self, request: &Request, options: CallOptions) -> CallId {
        self.session.send(request, options, self.now).unwrap()
    }

    /// Executes a command without options.
    pub(super) fn call(&mut self, name: &str) -> CallId {
        self.send(&Request::new(name), CallOptions::new())
    }

    /// Executes a command with a timeout.
    pub(super) fn call_within(&mut self, name: &str, timeout: Duration) -> CallId {
        let options = CallOptions::new().deadline(self.now + timeout);
        self.send(&Request::new(name), options)
    }

    /// Executes a command out of band.
    pub(super) fn call_out_of_band(&mut self, name: &str) -> CallId {
        self.send(&Request::new(name).out_of_band(), CallOptions::new())
    }

    /// Replies to a call with a value.
    pub(super) fn reply(&mut self, call: CallId, value: &str) {
        self.receive(&format!("{{\"return\": {value}, \"id\": {}}}\r\n", call.0));
    }

    /// The value of the reply to a call.
    pub(super) fn returned(&mut self, call: CallId) -> Value {
        match self.session.take_answer(call) {
            Some(Answer::Reply(text)) => {
                let reply: Value = serde_json::from_slice(&text).unwrap();
                reply.get("return").unwrap_or(&reply["error"]).clone()
            }
            other => panic!("no reply: {other:?}"),
        }
    }

    /// Whether a call has timed out; the value is whether a part of the request was sent.
    pub(super) fn timed_out(&mut self, call: CallId) -> bool {
        match self.session.take_answer(call) {
            Some(Answer::TimedOut { sent }) => sent,
            other => panic!("not timed out: {other:?}"),
        }
    }

    /// The cause because of which a call has no reply, and whether a part of the request was
    /// sent.
    pub(super) fn disconnected(&mut self, call: CallId) -> (String, bool) {
        match self.session.take_answer(call) {
            Some(Answer::Disconnected { cause, sent }) => (cause.to_string(), sent),
            other => panic!("not disconnected: {other:?}"),
        }
    }

    /// The cause of the end of the session.
    pub(super) fn cause(&self) -> String {
        self.session.ended().map(Disconnected::to_string).unwrap()
    }

    pub(super) fn subscribe(&mut self, overflow: Overflow) -> SubscriptionId {
        self.session.subscribe(Filter::all(), overflow)
    }

    /// Sends an event without data.
    pub(super) fn event(&mut self, name: &str) {
        self.receive(&format!("{{\"event\": \"{name}\"}}\r\n"));
    }

    /// The next item of a subscription: the name of an event, or what is in its place.
    pub(super) fn next_event(&mut self, subscription: SubscriptionId) -> Option<String> {
        let next = self.session.next_event(subscription)?;
        Some(match next {
            Ok(event) => event.name.clone(),
            Err(Interruption::Lagged { lost }) => format!("lost {lost}"),
            Err(Interruption::Overflowed { limit }) => format!("more than {limit}"),
            Err(Interruption::Disconnected(cause)) => cause.to_string(),
        })
    }

    /// All queued items of a subscription to a session that has not ended.
    pub(super) fn next_events(&mut self, subscription: SubscriptionId) -> Vec<String> {
        std::iter::from_fn(|| self.next_event(subscription)).collect()
    }
}

/// The requests in the bytes that were sent. A request to an agent may follow a separator.
pub(super) fn requests(bytes: &[u8]) -> Vec<Value> {
    let lines = bytes.split(|byte| *byte == b'\n');
    let lines = lines.map(|line| line.strip_prefix(b"\xff").unwrap_or(line));
    let lines = lines.filter(|line| !line.is_empty());
    lines
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}

/// The reply of an agent that synchronizes.
pub(super) fn synchronization_reply(number: u64) -> Vec<u8> {
    let mut reply = vec![0xff];
    reply.extend_from_slice(format!("{{\"return\": {number}}}\n").as_bytes());
    reply
}
