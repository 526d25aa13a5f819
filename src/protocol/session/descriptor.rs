//! File descriptors that are passed to a server.

/// A file descriptor. On systems that cannot pass one, no value of this type exists.
#[cfg(unix)]
pub(super) type Descriptor = std::os::fd::OwnedFd;
#[cfg(not(unix))]
pub(super) type Descriptor = std::convert::Infallible;
