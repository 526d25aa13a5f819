//! What a server does when a command is executed.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::call::Call;
use super::fault::Fault;
use crate::protocol::CommandError;

/// The function that executes a command.
pub(super) type Handler = Box<dyn FnMut(&mut Call) -> Result<Value, Failure> + Send>;

/// Why a handler has no reply.
pub(super) enum Failure {
    /// The command fails with this error.
    Command(CommandError),
    /// The test is wrong.
    Problem(String),
}

/// What a server does when a command is executed.
pub(super) struct Rule {
    pub(super) command: String,
    handler: Mutex<Handler>,
    details: Mutex<Details>,
}

#[derive(Default)]
pub(super) struct Details {
    /// The exact number of calls; `None` for at least one.
    pub(super) times: Option<u64>,
    pub(super) is_optional: bool,
    pub(super) calls: u64,
    /// The names and data of events.
    pub(super) before: Vec<(String, Value)>,
    pub(super) after: Vec<(String, Value)>,
    pub(super) faults: Vec<Fault>,
}

impl Rule {
    pub(super) fn new(command: String, handler: Handler) -> Self {
        Rule {
            command,
            handler: Mutex::new(handler),
            details: Mutex::default(),
        }
    }

    pub(super) fn details(&self) -> MutexGuard<'_, Details> {
        self.details.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a call; `false` if no more are expected.
    pub(super) fn count(&self) -> bool {
        let mut details = self.details();
        if details.times.is_some_and(|times| details.calls >= times) {
            return false;
        }
        details.calls += 1;
        true
    }

    /// Calls the handler. A panic of it is a problem of the test.
    pub(super) fn handle(&self, call: &mut Call) -> Result<Value, Failure> {
        let mut handler = self.handler.lock().unwrap_or_else(PoisonError::into_inner);
        catch_unwind(AssertUnwindSafe(|| (*handler)(call))).unwrap_or_else(|panic| {
            let text = panic_text(panic.as_ref());
            Err(Failure::Problem(format!("the handler panicked: {text}")))
        })
    }

    /// The description in messages: the command and the number of calls.
    pub(super) fn describe(&self) -> String {
        let details = self.details();
        let expected = match (details.times, details.is_optional) {
            (Some(1), false) => "once".to_owned(),
            (Some(times), false) => format!("{times} times"),
            (None, false) => "at least once".to_owned(),
            (Some(times), true) => format!("at most {times} times"),
            (None, true) => "any number of times".to_owned(),
        };
        let called = match details.calls {
            0 => "never".to_owned(),
            1 => "once".to_owned(),
            calls => format!("{calls} times"),
        };
        format!("`{}`, expected {expected}, called {called}", self.command)
    }

    /// Whether there were enough calls.
    pub(super) fn is_satisfied(&self) -> bool {
        let details = self.details();
        details.is_optional || details.calls >= details.times.unwrap_or(1)
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("without a message")
}
