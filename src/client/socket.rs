//! A connected stream socket that never blocks.

use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::io::{Errno, ioctl_fionbio, retry_on_intr};
use rustix::net::{
    RecvFlags, SendAncillaryBuffer, SendAncillaryMessage, SendFlags, recv, send, sendmsg,
};

/// A connected stream socket. Reading and writing return [`io::ErrorKind::WouldBlock`] instead
/// of waiting.
#[derive(Debug)]
pub(super) enum Socket {
    Plain(OwnedFd),
    /// A socket of any family that is registered with tokio. Only its readiness is used.
    #[cfg(feature = "tokio")]
    Registered(tokio::net::UnixStream),
}

impl Socket {
    /// Takes a connected socket.
    pub(super) fn new(descriptor: OwnedFd) -> io::Result<Self> {
        ioctl_fionbio(&descriptor, true)?;
        Ok(Socket::Plain(descriptor))
    }

    /// Registers the socket with the current runtime.
    #[cfg(feature = "tokio")]
    pub(super) fn register(self) -> io::Result<Self> {
        Ok(Socket::Registered(match self {
            Socket::Plain(descriptor) => registered(descriptor)?,
            Socket::Registered(stream) => stream,
        }))
    }

    /// The socket as the runtime knows it.
    #[cfg(feature = "tokio")]
    pub(super) fn as_registered(&self) -> Option<&tokio::net::UnixStream> {
        match self {
            Socket::Plain(_) => None,
            Socket::Registered(stream) => Some(stream),
        }
    }

    /// Receives bytes; none if the other side has closed the connection.
    pub(super) fn receive<'b>(&self, buffer: &'b mut [MaybeUninit<u8>]) -> io::Result<&'b [u8]> {
        match recv(self, buffer, RecvFlags::empty()) {
            Ok(((received, _), _)) => Ok(received),
            // The other side closed it with unread bytes: everything it sent has been received.
            Err(Errno::CONNRESET | Errno::NOTCONN) => Ok(&[]),
            // There is no signal in a call that does not wait.
            Err(error) => Err(error.into()),
        }
    }

    /// Sends bytes, and a descriptor with the first of them; returns how many were sent.
    pub(super) fn send(
        &self,
        bytes: &[u8],
        descriptor: Option<BorrowedFd<'_>>,
    ) -> io::Result<usize> {
        // A closed connection is an error, not a signal.
        let flags = SendFlags::NOSIGNAL;
        let Some(descriptor) = descriptor else {
            return Ok(retry_on_intr(|| send(self, bytes, flags))?);
        };
        let descriptors = [descriptor];
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut control = SendAncillaryBuffer::new(&mut space);
        control.push(SendAncillaryMessage::ScmRights(&descriptors));
        let sent = retry_on_intr(|| sendmsg(self, &[IoSlice::new(bytes)], &mut control, flags))?;
        Ok(sent)
    }
}

impl AsFd for Socket {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Socket::Plain(descriptor) => descriptor.as_fd(),
            #[cfg(feature = "tokio")]
            Socket::Registered(stream) => stream.as_fd(),
        }
    }
}

/// Registers a socket of any family with the current runtime.
///
/// `AsyncFd`, which is meant for this, cannot be used without `unsafe`. The type of a stream that
/// owns a descriptor makes no difference for its readiness.
#[cfg(feature = "tokio")]
pub(super) fn registered(descriptor: OwnedFd) -> io::Result<tokio::net::UnixStream> {
    tokio::net::UnixStream::from_std(std::os::unix::net::UnixStream::from(descriptor))
}
