//! What the clients report to `tracing`, with the feature of that name.
//!
//! Names and ids are reported, but never arguments or replies: they may be secret.

use std::fmt::Display;

use super::error::Error;
use crate::protocol::session::CallId;

#[cfg(feature = "tracing")]
const TARGET: &str = "qmp_client";

/// The span of a connection, in which everything is that concerns it.
#[derive(Debug, Clone)]
pub(super) struct Connection {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

impl Connection {
    pub(super) fn new(server: &dyn Display) -> Self {
        #[cfg(not(feature = "tracing"))]
        let _ = server;
        Connection {
            #[cfg(feature = "tracing")]
            span: tracing::debug_span!(target: TARGET, "connection", %server),
        }
    }

    /// Runs a function in the span.
    pub(super) fn within<R>(&self, run: impl FnOnce() -> R) -> R {
        #[cfg(feature = "tracing")]
        return self.span.in_scope(run);
        #[cfg(not(feature = "tracing"))]
        run()
    }

    /// Reports a request that was sent or queued.
    pub(super) fn request(&self, command: &str, id: CallId) {
        #[cfg(feature = "tracing")]
        self.within(|| tracing::debug!(target: TARGET, command, id = id.get(), "request"));
        #[cfg(not(feature = "tracing"))]
        let _ = (command, id);
    }

    /// Returns a command whose end is to be reported.
    pub(super) fn call(&self, command: &str, id: Option<CallId>) -> TracedCall {
        #[cfg(not(feature = "tracing"))]
        let _ = (command, id);
        TracedCall {
            #[cfg(feature = "tracing")]
            connection: self.clone(),
            #[cfg(feature = "tracing")]
            command: command.into(),
            #[cfg(feature = "tracing")]
            id,
        }
    }
}

/// A command whose end is reported.
#[derive(Debug)]
pub(super) struct TracedCall {
    #[cfg(feature = "tracing")]
    connection: Connection,
    #[cfg(feature = "tracing")]
    command: Box<str>,
    #[cfg(feature = "tracing")]
    id: Option<CallId>,
}

impl TracedCall {
    /// Reports the end of the command: the class of an error, but not its text.
    pub(super) fn answered<T>(self, result: Result<T, Error>) -> Result<T, Error> {
        #[cfg(feature = "tracing")]
        self.connection.within(|| {
            let (command, id) = (&*self.command, self.id.map(CallId::get));
            match &result {
                Ok(_) => tracing::debug!(target: TARGET, command, id, "reply"),
                Err(error) => {
                    let kind = error.kind();
                    let class = error.class().map(ToString::to_string);
                    tracing::debug!(target: TARGET, command, id, ?kind, class, "error");
                }
            }
        });
        result
    }
}
