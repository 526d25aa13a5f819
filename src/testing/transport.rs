//! Receiving from a socket, with the descriptors that were passed.

use std::io::{self, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};

use rustix::io::{Errno, retry_on_intr};
use rustix::net::{RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendFlags, recvmsg, send};

/// The most descriptors in one read: as many as QEMU accepts.
const DESCRIPTORS: usize = 16;

/// Receives bytes and descriptors. Returns the number of bytes: none if the other side has
/// closed the connection.
pub(super) fn receive(
    socket: impl AsFd,
    buffer: &mut [u8],
    descriptors: &mut Vec<OwnedFd>,
) -> io::Result<usize> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(DESCRIPTORS))];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let flags = RecvFlags::CMSG_CLOEXEC;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let flags = RecvFlags::empty();
    let received = retry_on_intr(|| {
        recvmsg(
            socket.as_fd(),
            &mut [IoSliceMut::new(buffer)],
            &mut control,
            flags,
        )
    });
    let received = match received {
        Ok(received) => received.bytes,
        // The other side closed it with unread bytes.
        Err(Errno::CONNRESET) => 0,
        Err(error) => return Err(error.into()),
    };
    for message in control.drain() {
        if let RecvAncillaryMessage::ScmRights(rights) = message {
            descriptors.extend(rights);
        }
    }
    Ok(received)
}

/// Sends bytes, and returns how many were sent.
pub(super) fn transmit(socket: impl AsFd, bytes: &[u8]) -> io::Result<usize> {
    // A closed connection is an error, not a signal.
    Ok(retry_on_intr(|| {
        send(socket.as_fd(), bytes, SendFlags::NOSIGNAL)
    })?)
}
