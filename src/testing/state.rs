//! What the connections of a server share.

use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::call::{Call, Received};
use super::documents::{Documents, most_similar};
use super::fault::Fault;
use super::message;
use super::output::Output;
use super::recording::Recording;
use super::rule::Rule;
use super::unverified::Unverified;

/// What a server is.
pub(super) struct Options {
    pub(super) documents: Documents,
    pub(super) package: String,
    pub(super) capabilities: Vec<String>,
    pub(super) faults: Vec<(usize, Fault)>,
    pub(super) only_expected: bool,
    pub(super) is_guest_agent: bool,
    pub(super) recording: Option<Recording>,
}

/// What the connections of a server share.
pub(super) struct State {
    pub(super) options: Options,
    rules: Mutex<Vec<Arc<Rule>>>,
    log: Mutex<Log>,
    outputs: Mutex<Vec<Arc<Output>>>,
    is_stopping: AtomicBool,
}

#[derive(Default)]
struct Log {
    received: Vec<Received>,
    descriptors: Vec<OwnedFd>,
    problems: Vec<String>,
    /// The furthest line of the recording that a connection reached.
    replayed: usize,
}

/// The rule for a call.
pub(super) enum Found {
    Rule(Arc<Rule>),
    /// All rules for the command have had their calls; the description of the last one.
    UsedUp(String),
    Nothing,
}

impl State {
    pub(super) fn new(options: Options) -> Self {
        State {
            options,
            rules: Mutex::default(),
            log: Mutex::default(),
            outputs: Mutex::default(),
            is_stopping: AtomicBool::new(false),
        }
    }

    pub(super) fn add_rule(&self, rule: Arc<Rule>) {
        lock(&self.rules).push(rule);
    }

    /// Finds the rule for a call, and counts the call.
    pub(super) fn find_rule(&self, command: &str) -> Found {
        let rules = lock(&self.rules);
        let mut last = None;
        for rule in rules.iter().filter(|rule| rule.command == command) {
            if rule.count() {
                return Found::Rule(rule.clone());
            }
            last = Some(rule);
        }
        last.map_or(Found::Nothing, |rule| Found::UsedUp(rule.describe()))
    }

    /// Describes the expectation that is most similar to a command.
    fn nearest_rule(&self, command: &str) -> Option<String> {
        let rules = lock(&self.rules);
        let names = rules.iter().map(|rule| rule.command.as_str());
        let name = most_similar(command, names)?;
        let rule = rules.iter().find(|rule| rule.command == name)?;
        Some(rule.describe())
    }

    pub(super) fn record(&self, call: &Call) {
        lock(&self.log).received.push(call.record());
    }

    pub(super) fn keep_descriptors(&self, descriptors: Vec<OwnedFd>) {
        lock(&self.log).descriptors.extend(descriptors);
    }

    pub(super) fn take_descriptors(&self) -> Vec<OwnedFd> {
        std::mem::take(&mut lock(&self.log).descriptors)
    }

    pub(super) fn received(&self) -> Vec<Received> {
        lock(&self.log).received.clone()
    }

    /// Notes a problem, which fails the test.
    pub(super) fn problem(&self, problem: String) {
        lock(&self.log).problems.push(problem);
    }

    /// Notes a problem of a command, with the nearest expectation.
    pub(super) fn problem_of(&self, command: &str, problem: &str) {
        let nearest = self.nearest_rule(command);
        let nearest = nearest.map(|rule| format!(" (nearest expectation: {rule})"));
        self.problem(format!(
            "{command}: {problem}{}",
            nearest.unwrap_or_default()
        ));
    }

    pub(super) fn replayed(&self, position: usize) {
        let mut log = lock(&self.log);
        log.replayed = log.replayed.max(position);
    }

    pub(super) fn verify(&self) -> Result<(), Unverified> {
        let rules = lock(&self.rules);
        let missing = rules.iter().filter(|rule| !rule.is_satisfied());
        let missing = missing.map(|rule| format!("missing call: {}", rule.describe()));
        let log = lock(&self.log);
        let mut problems = log.problems.clone();
        problems.extend(missing);
        if let Some(recording) = &self.options.recording {
            problems.extend(recording.missing_after(log.replayed));
        }
        Unverified::new(problems)
    }

    /// Returns an event as a message, and notes a problem if it does not match the documents.
    pub(super) fn event(&self, name: &str, data: &Value) -> Vec<u8> {
        if let Some(difference) = self.options.documents.check_event(name, data) {
            self.problem(format!("the event {name}: {difference}"));
        }
        message::event(name, data)
    }

    /// Adds an event to the output of every client that has negotiated, except for one.
    pub(super) fn broadcast(&self, event: &[u8], except: Option<&Arc<Output>>) {
        for output in lock(&self.outputs).iter() {
            if except.is_some_and(|except| Arc::ptr_eq(except, output)) {
                continue;
            }
            let mut buffer = output.lock();
            if buffer.is_ready {
                buffer.add(event);
                drop(buffer);
                output.wake();
            }
        }
    }

    pub(super) fn add_output(&self, output: Arc<Output>) {
        lock(&self.outputs).push(output);
    }

    pub(super) fn remove_output(&self, output: &Arc<Output>) {
        lock(&self.outputs).retain(|other| !Arc::ptr_eq(other, output));
    }

    pub(super) fn is_stopping(&self) -> bool {
        self.is_stopping.load(Ordering::SeqCst)
    }

    /// Ends all connections.
    pub(super) fn stop(&self) {
        self.is_stopping.store(true, Ordering::SeqCst);
        lock(&self.outputs).iter().for_each(|output| output.wake());
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
