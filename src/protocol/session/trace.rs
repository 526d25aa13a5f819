//! What a session reports to `tracing`, with the feature of that name.
//!
//! Names and ids are reported, but never data or the text of a message: they may be secret.

use super::envelope::ReplyId;
use super::failure::Disconnected;
use crate::protocol::Greeting;
#[cfg(feature = "tracing")]
use crate::protocol::Message;

#[cfg(feature = "tracing")]
const TARGET: &str = "qmp_client";

/// Reports the end of the handshake, or of a synchronization.
pub(super) fn ready(greeting: Option<&Greeting>) {
    #[cfg(not(feature = "tracing"))]
    let _ = greeting;
    #[cfg(feature = "tracing")]
    match greeting.map(|greeting| greeting.version.qemu) {
        Some(version) => tracing::debug!(target: TARGET, %version, "connected"),
        None => tracing::debug!(target: TARGET, "the guest agent is synchronized"),
    }
}

/// Reports the name of an event.
pub(super) fn event(message: &[u8]) {
    #[cfg(feature = "tracing")]
    if tracing::enabled!(target: TARGET, tracing::Level::DEBUG)
        && let Ok(Message::Event(event)) = Message::parse(message)
    {
        tracing::debug!(target: TARGET, event = event.name, "event");
    }
    #[cfg(not(feature = "tracing"))]
    let _ = message;
}

/// Reports a reply that nobody waits for.
pub(super) fn discarded_reply(id: ReplyId) {
    #[cfg(feature = "tracing")]
    match id {
        ReplyId::Number(id) => tracing::debug!(target: TARGET, id, "discarded a reply"),
        ReplyId::Missing | ReplyId::Foreign => {
            tracing::debug!(target: TARGET, "discarded a reply without an id of this client");
        }
    }
    #[cfg(not(feature = "tracing"))]
    let _ = id;
}

/// Reports a message that arrived before a guest agent was synchronized.
pub(super) fn discarded_before_synchronization() {
    #[cfg(feature = "tracing")]
    tracing::debug!(target: TARGET, "discarded a message before the synchronization");
}

/// Reports the end of the session. The text of the cause may contain a part of a message.
pub(super) fn ended(cause: &Disconnected) {
    #[cfg(feature = "tracing")]
    {
        let cause = match cause {
            Disconnected::Closed { unfinished: None } => "the server closed the connection",
            Disconnected::Closed { .. } => "the server closed the connection in a message",
            Disconnected::ClosedHere => "closed by this program",
            Disconnected::Io(_) => "I/O error",
            Disconnected::Malformed(_) => "malformed message",
            Disconnected::Unexpected { .. } => "unexpected message",
            Disconnected::TimedOut { .. } => "the handshake timed out",
            Disconnected::NotOffered { .. } => "a capability is not offered",
            Disconnected::Rejected(_) => "the negotiation was rejected",
        };
        tracing::debug!(target: TARGET, cause, "the connection ended");
    }
    #[cfg(not(feature = "tracing"))]
    let _ = cause;
}
