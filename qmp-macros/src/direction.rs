//! The direction in which a value travels.

/// The direction in which a value travels.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From the server.
    Received,
    /// To the server.
    Sent,
}
