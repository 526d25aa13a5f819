//! Recorded sessions.

use serde_json::{Map, Value};

/// A recorded session: the messages of both sides, in order.
#[derive(Debug, Clone)]
pub(super) struct Recording {
    lines: Vec<Line>,
}

#[derive(Debug, Clone)]
pub(super) enum Line {
    /// A message of the client, on the line with this number.
    Client(usize, Map<String, Value>),
    /// A message of the server.
    Server(Map<String, Value>),
}

impl Recording {
    /// Parses lines that begin with `->` for the client or `<-` for the server. Empty lines and
    /// those that begin with `#` are skipped.
    pub(super) fn parse(text: &str) -> Result<Recording, String> {
        let mut lines = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let (number, line) = (number + 1, line.trim());
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let parse = |text: &str| {
                let parsed = serde_json::from_str(text);
                parsed.map_err(|error| format!("line {number} of the recording: {error}"))
            };
            if let Some(text) = line.strip_prefix("->") {
                lines.push(Line::Client(number, parse(text)?));
            } else if let Some(text) = line.strip_prefix("<-") {
                lines.push(Line::Server(parse(text)?));
            } else {
                return Err(format!(
                    "line {number} of the recording: expected `->` or `<-` and a message"
                ));
            }
        }
        Ok(Recording { lines })
    }

    /// The first requests that no client made, if any.
    pub(super) fn missing_after(&self, position: usize) -> Option<String> {
        let rest = self.lines.get(position..)?;
        let requests = rest.iter().filter_map(|line| match line {
            Line::Client(number, request) => Some((number, request)),
            Line::Server(_) => None,
        });
        let (number, request) = requests.clone().next()?;
        let command = command_of(request);
        let more = match requests.count() {
            1 => String::new(),
            count => format!(", and {} more requests", count - 1),
        };
        Some(format!(
            "missing call: {command}, line {number} of the recording{more}"
        ))
    }
}

/// A connection in which a recording is played.
#[derive(Debug)]
pub(super) struct Replay {
    recording: Recording,
    position: usize,
    /// The recorded and the actual ids of requests without a reply.
    open: Vec<(Option<Value>, Option<Value>)>,
}

impl Replay {
    pub(super) fn new(recording: Recording) -> Self {
        Replay {
            recording,
            position: 0,
            open: Vec::new(),
        }
    }

    pub(super) fn position(&self) -> usize {
        self.position
    }

    /// The next messages of the server, with the ids of the actual requests.
    pub(super) fn next_messages(&mut self) -> Vec<Value> {
        let mut messages = Vec::new();
        while let Some(Line::Server(message)) = self.recording.lines.get(self.position) {
            let mut message = message.clone();
            if message.contains_key("return") || message.contains_key("error") {
                let recorded = message.remove("id");
                let same = |(id, _): &(Option<Value>, _)| recorded.is_none() || *id == recorded;
                let found = self.open.iter().position(same);
                let (_, id) = found.map_or((None, None), |index| self.open.remove(index));
                if let Some(id) = id {
                    message.insert("id".to_owned(), id);
                }
            }
            messages.push(Value::Object(message));
            self.position += 1;
        }
        messages
    }

    /// Accepts a request.
    ///
    /// # Errors
    ///
    /// If it is not the recorded one; what was recorded.
    pub(super) fn accept(&mut self, request: &Map<String, Value>) -> Result<(), String> {
        let Some(Line::Client(number, recorded)) = self.recording.lines.get(self.position) else {
            return Err("the recording has no further request".to_owned());
        };
        let relevant = |request: &Map<String, Value>| {
            let member = |name: &str| request.get(name).cloned();
            let arguments =
                member("arguments").filter(|arguments| *arguments != Value::Object(Map::new()));
            (member("execute"), member("exec-oob"), arguments)
        };
        if relevant(request) != relevant(recorded) {
            let recorded = Value::Object(recorded.clone());
            return Err(format!("line {number} of the recording has {recorded}"));
        }
        self.open
            .push((recorded.get("id").cloned(), request.get("id").cloned()));
        self.position += 1;
        Ok(())
    }
}

fn command_of(request: &Map<String, Value>) -> String {
    let name = request.get("execute").or_else(|| request.get("exec-oob"));
    match name.and_then(Value::as_str) {
        Some(name) => format!("`{name}`"),
        None => "a request".to_owned(),
    }
}
