//! The server's side of a connection without I/O: requests in, output out.

use std::collections::VecDeque;
use std::mem;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::time::Instant;

use serde_json::{Map, Value, json};

use super::call::{Call, Invalid};
use super::documents::Missing;
use super::fault::Fault;
use super::message;
use super::output::{Buffer, Output};
use super::recording::Replay;
use super::rule::Failure;
use super::state::{Found, State};
use crate::protocol::{CommandError, ErrorClass};

/// The server's side of a connection.
pub(super) struct Dialogue {
    state: Arc<State>,
    output: Arc<Output>,
    /// Whether the client has negotiated.
    is_ready: bool,
    /// Whether the client has enabled out-of-band execution.
    out_of_band: bool,
    /// Commands in band that wait for an earlier one.
    waiting: VecDeque<Call>,
    /// Responses whose time has not come.
    late: Vec<(Instant, Response)>,
    /// Replies that follow the next reply.
    held: Vec<Vec<u8>>,
    replay: Option<Replay>,
}

/// Everything that a server sends when it has executed a command.
struct Response {
    id: Option<Value>,
    in_band: bool,
    /// The reply, without its id; `None` for a command without a reply.
    reply: Option<Map<String, Value>>,
    /// The bytes before the reply, as the guest agent has them.
    prefix: &'static [u8],
    before: Vec<Vec<u8>>,
    after: Vec<Vec<u8>>,
    faults: Vec<Fault>,
    close: bool,
}

impl Response {
    fn new(call: &Call, reply: Map<String, Value>) -> Self {
        Response {
            id: call.id.clone(),
            in_band: !call.out_of_band,
            reply: Some(reply),
            prefix: b"",
            before: Vec::new(),
            after: Vec::new(),
            faults: Vec::new(),
            close: false,
        }
    }
}

impl Dialogue {
    /// Starts a connection: sends the greeting.
    pub(super) fn new(state: Arc<State>, output: Arc<Output>, greeting: &[u8]) -> Self {
        let is_agent = state.options.is_guest_agent;
        let replay = state.options.recording.clone().map(Replay::new);
        let mut dialogue = Dialogue {
            is_ready: is_agent,
            out_of_band: false,
            waiting: VecDeque::new(),
            late: Vec::new(),
            held: Vec::new(),
            replay,
            state,
            output,
        };
        let mut buffer = dialogue.output.lock();
        // A recording is a whole session: its events are those that were recorded.
        buffer.is_ready = is_agent;
        if dialogue.replay.is_none() {
            buffer.add(greeting);
        }
        drop(buffer);
        dialogue.continue_replay();
        dialogue
    }

    /// Receives a request, and the descriptors that came before its end.
    pub(super) fn receive(&mut self, frame: &[u8], descriptors: &mut Vec<OwnedFd>) {
        let mut call = match Call::parse(frame) {
            Ok(call) => call,
            Err(Invalid { id, reason }) => {
                self.state.problem(reason.clone());
                let mut error = message::reply(Err(generic(reason)));
                error.extend(id.map(|id| ("id".to_owned(), id)));
                self.output
                    .lock()
                    .add(&message::line(&Value::Object(error)));
                return;
            }
        };
        call.descriptors = mem::take(descriptors);
        if self.replay.is_some() {
            self.receive_replayed(frame, &call);
            return;
        }
        if call.out_of_band && self.out_of_band {
            let response = self.execute(call);
            self.respond(response);
        } else {
            self.waiting.push_back(call);
        }
    }

    /// Continues what had to wait. Returns the time at which there is more to do.
    pub(super) fn advance(&mut self, now: Instant) -> Option<Instant> {
        loop {
            let due = self.late.iter().position(|(at, _)| *at <= now);
            if let Some(index) = due {
                let (_, response) = self.late.remove(index);
                self.respond(response);
            } else if self.late.iter().any(|(_, response)| response.in_band) {
                break;
            } else if let Some(call) = self.waiting.pop_front() {
                let response = self.execute(call);
                self.respond(response);
            } else {
                break;
            }
        }
        self.late.iter().map(|(at, _)| *at).min()
    }

    /// Executes a command.
    fn execute(&mut self, mut call: Call) -> Response {
        let name = call.name.clone();
        let negotiates = name == "qmp_capabilities" && !self.state.options.is_guest_agent;
        if !self.is_ready {
            if negotiates {
                return self.negotiate(&call);
            }
            let text = "the capabilities have not been negotiated with `qmp_capabilities`";
            self.state.problem(format!("{name}: {text}"));
            return Response::new(&call, failed(ErrorClass::CommandNotFound, text));
        }
        if negotiates {
            let text = "the capabilities have been negotiated already";
            self.state.problem(format!("{name}: {text}"));
            return Response::new(&call, failed(ErrorClass::CommandNotFound, text));
        }
        self.state.record(&call);
        if let Err(error) = self.check(&call) {
            return Response::new(&call, message::reply(Err(error)));
        }
        let response = match self.state.find_rule(&name) {
            Found::Rule(rule) => {
                let result = rule.handle(&mut call);
                let result = result.and_then(|value| self.checked_reply(&name, value));
                let reply = self.reply_of(&name, result);
                let mut response = Response::new(&call, reply);
                let details = rule.details();
                let event = |(name, data): &(String, Value)| self.state.event(name, data);
                response.before = details.before.iter().map(event).collect();
                response.after = details.after.iter().map(event).collect();
                response.faults.clone_from(&details.faults);
                response
            }
            Found::UsedUp(rule) => {
                let text = format!("unexpected call: {rule}");
                self.state.problem(text.clone());
                Response::new(&call, message::reply(Err(generic(text))))
            }
            Found::Nothing if self.state.options.only_expected => {
                let text = "unexpected call";
                self.state.problem_of(&name, text);
                Response::new(&call, message::reply(Err(generic(text))))
            }
            Found::Nothing => self.execute_without_rule(&call),
        };
        self.state.keep_descriptors(call.descriptors);
        self.without_success(&name, response)
    }

    /// Removes the reply of a command that only replies if it fails.
    fn without_success(&self, name: &str, mut response: Response) -> Response {
        let command = self.state.options.documents.command(name);
        let no_reply = command.is_ok_and(|command| command.no_reply);
        if no_reply {
            response.reply = response.reply.filter(|reply| reply.contains_key("error"));
        }
        response
    }

    /// Checks that the server has the command, and its arguments.
    fn check(&self, call: &Call) -> Result<(), CommandError> {
        let name = &call.name;
        let documents = &self.state.options.documents;
        let command = documents.command(name).map_err(|missing| {
            let text = format!("the server has no command `{name}`");
            if let Missing::Unknown { similar } = missing {
                let hint = similar.map(|name| format!("; did you mean `{name}`?"));
                let text = format!("unknown command{}", hint.unwrap_or_default());
                self.state.problem_of(name, &text);
            }
            CommandError::new(ErrorClass::CommandNotFound, text)
        })?;
        let difference = match call.out_of_band {
            true if !self.out_of_band => Some("`exec-oob` has not been enabled".to_owned()),
            true if !command.oob => Some("it cannot be executed out of band".to_owned()),
            _ => documents.check_arguments(command, &call.arguments),
        };
        let Some(difference) = difference else {
            return Ok(());
        };
        self.state.problem_of(name, &difference);
        Err(generic(difference))
    }

    /// Checks the reply of a handler.
    fn checked_reply(&self, name: &str, value: Value) -> Result<Value, Failure> {
        let documents = &self.state.options.documents;
        let value = match value {
            Value::Null if documents.returns_nothing(name) => json!({}),
            value => value,
        };
        match documents.check_reply(name, &value) {
            None => Ok(value),
            Some(difference) => Err(Failure::Problem(format!("invalid reply: {difference}"))),
        }
    }

    fn reply_of(&self, name: &str, result: Result<Value, Failure>) -> Map<String, Value> {
        message::reply(result.map_err(|failure| match failure {
            Failure::Command(error) => error,
            Failure::Problem(problem) => {
                self.state.problem_of(name, &problem);
                generic(problem)
            }
        }))
    }

    /// Executes a command for which there is no expectation: those about the server itself, and
    /// others with a sample reply.
    fn execute_without_rule(&self, call: &Call) -> Response {
        let options = &self.state.options;
        let documents = &options.documents;
        let ok = |value| Response::new(call, message::reply(Ok(value)));
        match call.name.as_str() {
            "query-version" => ok(message::version_info(documents.version(), &options.package)),
            "query-commands" => ok(Value::Array(documents.command_names())),
            // The schema is not known in that form. Clients then use what they know.
            "query-qmp-schema" => {
                let text = "the server for tests has no schema";
                Response::new(call, failed(ErrorClass::CommandNotFound, text))
            }
            "quit" => {
                let mut response = ok(json!({}));
                let data = json!({ "guest": false, "reason": "host-qmp-quit" });
                response.after.push(message::event("SHUTDOWN", &data));
                response.close = true;
                response
            }
            "guest-sync" => ok(call.arguments["id"].clone()),
            "guest-sync-delimited" => {
                let mut response = ok(call.arguments["id"].clone());
                response.prefix = b"\xff";
                response
            }
            name => match documents.command(name).map(|c| documents.sample_reply(c)) {
                Ok(Some(reply)) => ok(reply),
                _ => {
                    let text = "there is no sample reply; add an expectation";
                    self.state.problem_of(name, text);
                    Response::new(call, message::reply(Err(generic(text))))
                }
            },
        }
    }

    /// Executes `qmp_capabilities`.
    fn negotiate(&mut self, call: &Call) -> Response {
        let options = &self.state.options;
        let mut unknown = None;
        let mut out_of_band = false;
        if let Some((name, _)) =
            (call.arguments.as_object().into_iter().flatten()).find(|(name, _)| *name != "enable")
        {
            unknown = Some(format!("`{name}`: unknown member"));
        }
        match call.arguments.get("enable") {
            None => {}
            Some(Value::Array(names)) => {
                for name in names {
                    let name = name.as_str().unwrap_or_default();
                    if !options.capabilities.iter().any(|offered| offered == name) {
                        unknown = Some(format!("the capability `{name}` is not offered"));
                    }
                    out_of_band |= name == "oob";
                }
            }
            Some(_) => unknown = Some("`enable`: expected an array".to_owned()),
        }
        if let Some(text) = unknown {
            self.state.problem(format!("{}: {text}", call.name));
            return Response::new(call, failed(ErrorClass::GenericError, &text));
        }
        self.is_ready = true;
        self.out_of_band = out_of_band;
        Response::new(call, message::reply(Ok(json!({}))))
    }

    /// Sends a response, or keeps it until its time.
    fn respond(&mut self, mut response: Response) {
        let mut is_held = false;
        let mut late = None;
        response.faults.retain(|fault| match fault {
            Fault::Late(delay) => {
                late = Some(*delay);
                false
            }
            Fault::AfterNext => {
                is_held = true;
                false
            }
            _ => true,
        });
        if let Some(delay) = late {
            if is_held {
                response.faults.push(Fault::AfterNext);
            }
            self.late.push((Instant::now() + delay, response));
            return;
        }
        let close = response.close;
        let after = mem::take(&mut response.after);
        for event in response.before.iter().chain(&after) {
            self.state.broadcast(event, Some(&self.output));
        }
        let mut buffer = self.output.lock();
        buffer.is_ready |= self.is_ready;
        for event in &response.before {
            buffer.add(event);
        }
        if let Some(reply) = reply_with_faults(response, &mut buffer) {
            if is_held {
                self.held.push(reply);
            } else {
                buffer.add(&reply);
                for held in self.held.drain(..) {
                    buffer.add(&held);
                }
            }
        }
        for event in after {
            buffer.add(&event);
        }
        buffer.close |= close;
    }

    /// Sends the recorded messages up to the next request.
    fn continue_replay(&mut self) {
        let Some(replay) = &mut self.replay else {
            return;
        };
        let messages = replay.next_messages();
        self.state.replayed(replay.position());
        let mut buffer = self.output.lock();
        for message in messages {
            buffer.add(&message::line(&message));
        }
    }

    fn receive_replayed(&mut self, frame: &[u8], call: &Call) {
        let request: Map<String, Value> = serde_json::from_slice(frame).unwrap_or_default();
        if call.name != "qmp_capabilities" {
            self.state.record(call);
        }
        let accepted = self.replay.as_mut().map(|replay| replay.accept(&request));
        if let Some(Err(difference)) = accepted {
            self.state.problem_of(&call.name, &difference);
            let response = Response::new(call, message::reply(Err(generic(difference))));
            self.respond(response);
        } else {
            self.continue_replay();
        }
    }
}

/// Performs the faults of a response. Returns the reply, unless a fault replaced it.
fn reply_with_faults(response: Response, buffer: &mut Buffer) -> Option<Vec<u8>> {
    let mut reply = response.reply?;
    let mut id = response.id.filter(|_| !buffer.without_ids);
    let mut is_replaced = false;
    let mut is_half = false;
    for fault in response.faults {
        match fault {
            Fault::Silence => is_replaced = true,
            Fault::HalfMessage => is_half = true,
            Fault::Garbage(bytes) => {
                buffer.add(&bytes);
                is_replaced = true;
            }
            Fault::LongLine(size) => {
                reply.insert("padding".to_owned(), "x".repeat(size).into());
            }
            Fault::Close => {
                buffer.close = true;
                is_replaced = true;
            }
            Fault::NoId => id = None,
            Fault::GreetingAgain | Fault::SlowReading { .. } => buffer.perform(fault),
            Fault::Late(_) | Fault::AfterNext => {}
        }
    }
    if is_replaced {
        return None;
    }
    if let Some(id) = id {
        reply.insert("id".to_owned(), id);
    }
    let mut bytes = response.prefix.to_vec();
    bytes.extend(message::line(&Value::Object(reply)));
    if is_half {
        bytes.truncate(bytes.len() / 2);
        buffer.add(&bytes);
        buffer.close = true;
        return None;
    }
    Some(bytes)
}

fn generic(text: impl Into<String>) -> CommandError {
    CommandError::new(ErrorClass::GenericError, text)
}

fn failed(class: ErrorClass, text: &str) -> Map<String, Value> {
    message::reply(Err(CommandError::new(class, text)))
}
