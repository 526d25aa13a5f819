//! The direction in which a value travels.

/// Which way a value goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// From the server.
    Held,
    /// To the server.
    Given,
}
