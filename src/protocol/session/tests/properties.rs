//! Sessions with a model of a server, in any order of the steps of both.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::time::Duration;

use proptest::prelude::*;
use serde_json::Value;

use super::peer::{GREETING, Peer};
use crate::protocol::session::{
    Answer, CallId, CallOptions, Filter, Output, Overflow, SessionOptions, SubscriptionId,
};
use crate::protocol::{Capability, Request};

/// The kind of server.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Server {
    /// It executes commands out of band, and several others at a time.
    OutOfBand,
    /// It executes one command at a time.
    InBand,
    /// The same, and its replies have no ids.
    WithoutIds,
    /// A guest agent.
    Agent,
    /// A guest agent whose replies have no ids.
    AgentWithoutIds,
}

impl Server {
    fn is_agent(self) -> bool {
        matches!(self, Server::Agent | Server::AgentWithoutIds)
    }

    fn repeats_ids(self) -> bool {
        !matches!(self, Server::WithoutIds | Server::AgentWithoutIds)
    }

    fn options(self) -> SessionOptions {
        let options = SessionOptions::new().guest_agent(self.is_agent());
        match self {
            Server::OutOfBand => options.enable(Capability::OutOfBand),
            _ => options,
        }
    }
}

/// A step of the session or of the server.
#[derive(Debug, Clone)]
enum Step {
    Send {
        out_of_band: bool,
        without_reply: bool,
        timeout: Option<u16>,
    },
    /// The program forgets one of the calls.
    Forget(prop::sample::Index),
    /// The program takes the answers that have arrived.
    Take,
    /// At most this number of bytes is sent.
    Transmit(usize),
    /// The server executes one of the requests that it has.
    Execute(usize),
    /// The server sends an event.
    Event,
    /// At most this number of bytes of the server arrives.
    Receive(usize),
    /// Time passes, in milliseconds.
    Wait(u16),
    /// The timer fires, too early or in time.
    Timer,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (any::<bool>(), prop::bool::weighted(0.2), prop::option::of(1..2000_u16)).prop_map(
            |(out_of_band, without_reply, timeout)| Step::Send {
                out_of_band,
                without_reply,
                timeout,
            }
        ),
        1 => any::<prop::sample::Index>().prop_map(Step::Forget),
        1 => Just(Step::Take),
        3 => (1..200_usize).prop_map(Step::Transmit),
        3 => any::<usize>().prop_map(Step::Execute),
        1 => Just(Step::Event),
        3 => (1..200_usize).prop_map(Step::Receive),
        1 => (1..1000_u16).prop_map(Step::Wait),
        1 => Just(Step::Timer),
    ];
    proptest::collection::vec(step, 0..150)
}

/// A request that the server has received and not executed.
struct Pending {
    id: u64,
    name: String,
    is_in_band: bool,
}

/// A session with the model of a server.
struct Model {
    server: Server,
    peer: Peer,
    events: SubscriptionId,
    /// The bytes that the server has received of the next request.
    to_server: Vec<u8>,
    pending: Vec<Pending>,
    to_client: VecDeque<u8>,
    /// The replies in `to_client`: the number of bytes up to the end of each, and whether it is
    /// in-band.
    replies: VecDeque<(usize, bool)>,
    /// The number of in-band requests that the server has received, and whose replies have not
    /// arrived.
    in_flight: usize,
    ids: HashSet<u64>,
    /// The calls that are not finished, and whether they have a timeout.
    calls: BTreeMap<CallId, bool>,
    answered: HashSet<CallId>,
    events_sent: u64,
    events_seen: u64,
}

impl Model {
    fn new(server: Server) -> Self {
        let mut peer = Peer::new(server.options());
        let events = peer.session.subscribe(Filter::all(), Overflow::Unbounded);
        let greeting = if server.is_agent() { "" } else { GREETING };
        Model {
            server,
            peer,
            events,
            to_server: Vec::new(),
            pending: Vec::new(),
            to_client: greeting.bytes().collect(),
            replies: VecDeque::new(),
            in_flight: 0,
            ids: HashSet::new(),
            calls: BTreeMap::new(),
            answered: HashSet::new(),
            events_sent: 0,
            events_seen: 0,
        }
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Send {
                out_of_band,
                without_reply,
                timeout,
            } => self.send(*out_of_band, *without_reply, *timeout),
            Step::Forget(index) => {
                let calls: Vec<_> = self.calls.keys().copied().collect();
                if !calls.is_empty() {
                    let call = *index.get(&calls);
                    self.peer.session.forget(call);
                    self.calls.remove(&call);
                }
            }
            Step::Take => self.take(),
            Step::Transmit(limit) => self.transmit(*limit),
            Step::Execute(choice) => self.execute(*choice),
            Step::Event => self.send_event(),
            Step::Receive(limit) => self.receive(*limit),
            Step::Wait(time) => self.peer.advance(Duration::from_millis((*time).into())),
            Step::Timer => {
                let now = self.peer.now;
                self.peer.session.handle_timeout(now);
                assert!(self.peer.session.deadline().is_none_or(|at| at > now));
            }
        }
        for output in self.peer.outputs() {
            if let Output::Answered(call) = output
                && self.calls.contains_key(&call)
            {
                assert!(self.answered.insert(call), "answered twice");
            }
        }
        assert!(self.peer.session.ended().is_none(), "{}", self.peer.cause());
    }

    fn send(&mut self, out_of_band: bool, without_reply: bool, timeout: Option<u16>) {
        let mut options = CallOptions::new();
        if let Some(timeout) = timeout {
            let timeout = Duration::from_millis(timeout.into());
            options = options.deadline(self.peer.now + timeout);
        }
        let mut request = Request::new(if without_reply { "quiet" } else { "command" });
        if without_reply {
            options = options.without_reply();
        }
        if out_of_band && self.server == Server::OutOfBand {
            request = request.out_of_band();
        }
        let call = self.peer.send(&request, options);
        self.calls.insert(call, timeout.is_some());
    }

    fn transmit(&mut self, limit: usize) {
        for byte in self.peer.transmit_at_most(limit) {
            if byte != b'\n' {
                self.to_server.push(byte);
                continue;
            }
            let line = std::mem::take(&mut self.to_server);
            let text = line.strip_prefix(b"\xff").unwrap_or(&line);
            let request: Value = serde_json::from_slice(text).unwrap();
            let id = request["id"].as_u64().unwrap();
            assert!(self.ids.insert(id), "an id was used twice");
            let in_band = request["execute"].as_str();
            let name = in_band.or(request["exec-oob"].as_str()).unwrap().to_owned();
            if name == "quiet" {
                continue;
            }
            let is_in_band = in_band.is_some();
            self.in_flight += usize::from(is_in_band);
            let window = if self.server == Server::OutOfBand {
                8
            } else {
                1
            };
            assert!(self.server.is_agent() || self.in_flight <= window);
            self.pending.push(Pending {
                id,
                name,
                is_in_band,
            });
        }
    }

    fn execute(&mut self, choice: usize) {
        if self.pending.is_empty() {
            return;
        }
        // Only a server with out-of-band execution replies in another order.
        let index = match self.server {
            Server::OutOfBand => choice % self.pending.len(),
            _ => 0,
        };
        let Pending {
            id,
            name,
            is_in_band,
        } = self.pending.remove(index);
        let mut reply = format!("{{\"return\": {id}");
        if name == "guest-sync-delimited" {
            self.to_client.push_back(0xff);
        }
        if self.server.repeats_ids() {
            reply += &format!(", \"id\": {id}");
        }
        self.to_client.extend(reply.bytes());
        self.to_client.push_back(b'}');
        self.replies.push_back((self.to_client.len(), is_in_band));
        self.to_client.push_back(b'\n');
    }

    fn send_event(&mut self) {
        let event = format!("{{\"event\": \"E{}\"}}\n", self.events_sent);
        self.events_sent += 1;
        // An agent has no events.
        if !self.server.is_agent() {
            self.to_client.extend(event.bytes());
        }
    }

    fn receive(&mut self, limit: usize) {
        let length = limit.min(self.to_client.len());
        let bytes: Vec<u8> = self.to_client.drain(..length).collect();
        self.peer.receive_bytes(&bytes);
        for (end, _) in &mut self.replies {
            *end -= length.min(*end);
        }
        while let Some((0, is_in_band)) = self.replies.front() {
            self.in_flight -= usize::from(*is_in_band);
            self.replies.pop_front();
        }
        while let Some(event) = self.peer.next_event(self.events) {
            assert_eq!(event, format!("E{}", self.events_seen), "an event was lost");
            self.events_seen += 1;
        }
    }

    fn take(&mut self) {
        for (call, has_timeout) in self.calls.clone() {
            let Some(answer) = self.peer.session.take_answer(call) else {
                assert!(!self.answered.contains(&call), "no answer");
                continue;
            };
            assert!(self.answered.contains(&call), "an answer without an output");
            self.calls.remove(&call);
            match answer {
                Answer::Reply(text) => {
                    let reply: Value = serde_json::from_slice(&text).unwrap();
                    assert_eq!(reply["return"], call.0, "the reply of another call");
                }
                Answer::Sent => {}
                Answer::TimedOut { .. } => assert!(has_timeout),
                Answer::Disconnected { cause, .. } => panic!("{cause}"),
            }
        }
    }

    /// Completes everything that both sides have begun.
    fn finish(&mut self) {
        for _ in 0..10_000 {
            self.step(&Step::Transmit(usize::MAX));
            self.step(&Step::Timer);
            while !self.pending.is_empty() {
                self.execute(0);
            }
            if self.to_client.is_empty() && self.peer.session.transmit().is_none() {
                break;
            }
            self.step(&Step::Receive(usize::MAX));
        }
        self.take();
    }
}

#[test]
fn an_idle_model_is_finished() {
    let mut model = Model::new(Server::OutOfBand);
    model.finish();
    assert!(model.peer.session.is_ready());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_reply_arrives_at_its_caller(
        server in prop::sample::select(vec![
            Server::OutOfBand,
            Server::InBand,
            Server::WithoutIds,
            Server::Agent,
            Server::AgentWithoutIds,
        ]),
        steps in steps(),
    ) {
        let mut model = Model::new(server);
        for step in &steps {
            model.step(step);
        }
        model.finish();
        // A server that lost nothing has replied to all; nothing waits for a timeout.
        prop_assert!(model.calls.is_empty(), "unanswered: {:?}", model.calls);
        prop_assert_eq!(model.peer.session.unfinished(), 0);
        if !server.is_agent() {
            prop_assert_eq!(model.events_seen, model.events_sent);
        }
        prop_assert!(model.peer.session.deadline().is_none_or(|at| at > model.peer.now));
    }
}
