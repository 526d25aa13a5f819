//! Expectations: which commands a test expects, and their replies.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::call::Call;
use super::fault::Fault;
use super::rule::{Failure, Handler, Rule};
use super::state::State;
use crate::interface::{Command, Event};
use crate::protocol::{self, CommandError};

/// An expectation of a [`Server`](super::Server), whose methods change it.
///
/// By default, the command is expected at least once. If there are several expectations for a
/// command, the first one that still expects a call is used.
pub struct Expectation {
    state: Arc<State>,
    rule: Arc<Rule>,
}

impl Expectation {
    pub(super) fn new(state: &Arc<State>, command: &str, handler: Handler) -> Self {
        let documents = &state.options.documents;
        if documents.command(command).is_err() {
            let similar = documents.similar_command(command);
            let similar = similar.filter(|name| name != command);
            let hint = similar.map(|name| format!("; did you mean `{name}`?"));
            let hint = hint.unwrap_or_default();
            state.problem(format!(
                "expectation of `{command}`: the server has no such command{hint}"
            ));
        }
        let rule = Arc::new(Rule::new(command.to_owned(), handler));
        state.add_rule(rule.clone());
        let state = state.clone();
        Expectation { state, rule }
    }

    /// Expects exactly one call.
    pub fn once(self) -> Self {
        self.times(1)
    }

    /// Expects exactly this many calls.
    pub fn times(self, count: u64) -> Self {
        self.rule.details().times = Some(count);
        self
    }

    /// Allows that the command is called less often, or not at all.
    pub fn optional(self) -> Self {
        self.rule.details().is_optional = true;
        self
    }

    /// Sends an event after each reply, to all clients.
    pub fn emit<E: Event + Serialize>(self, event: &E) -> Self {
        let data = self.serialized(E::NAME, event);
        self.emit_name(E::NAME, data)
    }

    /// Sends an event after each reply, to all clients. `data` is an object, or `null` for an
    /// event without data.
    pub fn emit_name(self, event: &str, data: Value) -> Self {
        self.rule.details().after.push((event.to_owned(), data));
        self
    }

    /// Sends an event before each reply, as QEMU does for some commands.
    pub fn emit_before<E: Event + Serialize>(self, event: &E) -> Self {
        let data = self.serialized(E::NAME, event);
        self.emit_name_before(E::NAME, data)
    }

    /// Sends an event before each reply: see [`emit_name`](Self::emit_name).
    pub fn emit_name_before(self, event: &str, data: Value) -> Self {
        self.rule.details().before.push((event.to_owned(), data));
        self
    }

    /// Makes the server misbehave in each reply. Several faults are combined.
    pub fn fault(self, fault: Fault) -> Self {
        self.rule.details().faults.push(fault);
        self
    }

    /// The number of calls so far.
    pub fn calls(&self) -> u64 {
        self.rule.details().calls
    }

    fn serialized(&self, name: &str, value: &impl Serialize) -> Value {
        serde_json::to_value(value).unwrap_or_else(|error| {
            self.state.problem(format!("the event {name}: {error}"));
            Value::Null
        })
    }
}

impl fmt::Debug for Expectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Expectation")
            .field(&self.rule.describe())
            .finish()
    }
}

/// The handler of a typed command with a typed reply.
pub(super) fn typed<C>(
    mut handler: impl FnMut(C) -> Result<C::Reply, CommandError> + Send + 'static,
) -> Handler
where
    C: Command + DeserializeOwned,
    C::Reply: Serialize,
{
    Box::new(move |call| {
        let reply = handler(arguments(call)?).map_err(Failure::Command)?;
        let reply = serde_json::to_value(reply);
        reply.map_err(|error| Failure::Problem(format!("cannot serialize the reply: {error}")))
    })
}

/// The handler of a typed command with a reply as JSON.
pub(super) fn with_json<C>(
    mut handler: impl FnMut(C) -> Result<Value, CommandError> + Send + 'static,
) -> Handler
where
    C: Command + DeserializeOwned,
{
    Box::new(move |call| {
        let reply = handler(arguments(call)?).map_err(Failure::Command)?;
        if !reply.is_null() {
            protocol::from_str::<C::Reply>(&reply.to_string())
                .map_err(|error| Failure::Problem(format!("invalid reply: {error}")))?;
        }
        Ok(reply)
    })
}

/// The handler of a command without a type.
pub(super) fn untyped(
    mut handler: impl FnMut(&mut Call) -> Result<Value, CommandError> + Send + 'static,
) -> Handler {
    Box::new(move |call| handler(call).map_err(Failure::Command))
}

fn arguments<C: DeserializeOwned>(call: &Call) -> Result<C, Failure> {
    let arguments = serde_json::from_value(call.arguments.clone());
    arguments.map_err(|error| {
        Failure::Problem(format!(
            "the arguments do not match the type of the command: {error}"
        ))
    })
}
