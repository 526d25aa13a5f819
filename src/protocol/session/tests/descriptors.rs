//! File descriptors that accompany requests.

#![cfg(unix)]

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use serde_json::json;

use super::peer::Peer;
use crate::protocol::Request;
use crate::protocol::session::{CallId, CallOptions};

/// The other end of a socket that is passed, to see whether that is closed.
struct Probe {
    kept: UnixStream,
    /// Identifies the end that is passed.
    inode: u64,
}

impl Probe {
    fn new() -> (Self, OwnedFd) {
        let (kept, passed) = UnixStream::pair().unwrap();
        kept.set_nonblocking(true).unwrap();
        let passed = OwnedFd::from(passed);
        let inode = inode(passed.as_fd().try_clone_to_owned().unwrap());
        (Probe { kept, inode }, passed)
    }

    fn is_closed(&self) -> bool {
        match (&self.kept).read(&mut [0]) {
            Ok(0) => true,
            Err(error) if error.kind() == ErrorKind::WouldBlock => false,
            other => panic!("{other:?}"),
        }
    }
}

fn inode(descriptor: OwnedFd) -> u64 {
    File::from(descriptor).metadata().unwrap().ino()
}

impl Peer {
    fn pass(&mut self, name: &str, descriptor: OwnedFd) -> CallId {
        let options = CallOptions::new().descriptor(descriptor);
        self.send(&Request::new(name), options)
    }

    /// The descriptor that accompanies the next byte.
    fn next_descriptor(&mut self) -> Option<u64> {
        let transmit = self.session.transmit()?;
        Some(inode(transmit.descriptor?.try_clone_to_owned().unwrap()))
    }
}

#[test]
fn each_accompanies_the_first_byte_of_its_request_once() {
    let mut peer = Peer::out_of_band();
    let (first, descriptor) = Probe::new();
    let a = peer.pass("add-fd", descriptor);
    let (second, descriptor) = Probe::new();
    let b = peer.pass("add-fd", descriptor);

    assert_eq!(peer.next_descriptor(), Some(first.inode));
    // Nothing was sent: it is passed with the next attempt.
    peer.session.sent(0);
    assert_eq!(peer.next_descriptor(), Some(first.inode));
    assert!(!first.is_closed());
    peer.transmit_at_most(1);
    assert!(first.is_closed());
    assert_eq!(peer.next_descriptor(), None);
    assert!(peer.transmit().starts_with(b"\"execute\":\"add-fd\""));

    // The second waits until the first was used.
    assert_eq!(peer.transmit(), b"");
    peer.reply(a, "1");
    assert_eq!(peer.next_descriptor(), Some(second.inode));
    peer.transmit();
    assert!(second.is_closed());
    peer.reply(b, "2");
    assert_eq!(peer.returned(a), json!(1));
    assert_eq!(peer.returned(b), json!(2));
}

#[test]
fn other_commands_do_not_wait_for_a_descriptor() {
    let mut peer = Peer::out_of_band();
    let a = peer.pass("getfd", Probe::new().1);
    peer.call("before");
    peer.pass("getfd", Probe::new().1);
    peer.call("after");
    peer.call_out_of_band("urgent");
    assert_eq!(peer.names(), ["urgent", "getfd", "before"]);
    peer.reply(a, "{}");
    assert_eq!(peer.names(), ["getfd", "after"]);
}

#[test]
fn descriptors_of_calls_that_end_unsent_are_closed() {
    let second = Duration::from_secs(1);
    for queued in [false, true] {
        for forgotten in [false, true] {
            let mut peer = Peer::out_of_band();
            let in_flight = queued.then(|| peer.pass("getfd", Probe::new().1));
            peer.transmit();
            let (probe, descriptor) = Probe::new();
            let options = CallOptions::new()
                .descriptor(descriptor)
                .deadline(peer.now + second);
            let call = peer.send(&Request::new("getfd"), options);
            let (passed, descriptor) = Probe::new();
            let next = peer.pass("next", descriptor);
            assert!(!probe.is_closed());
            if forgotten {
                peer.session.forget(call);
            } else {
                peer.advance(second);
            }
            assert!(probe.is_closed());
            if let Some(in_flight) = in_flight {
                assert_eq!(peer.transmit(), b"");
                peer.reply(in_flight, "{}");
            }
            assert_eq!(peer.next_descriptor(), Some(passed.inode));
            assert_eq!(peer.names(), ["next"]);
            peer.reply(next, "1");
            assert_eq!(peer.returned(next), json!(1));
        }
    }
}

#[test]
fn a_call_that_timed_out_does_not_delay_others() {
    let mut peer = Peer::out_of_band();
    peer.pass("getfd", Probe::new().1);
    peer.transmit();
    let options = CallOptions::new()
        .descriptor(Probe::new().1)
        .deadline(peer.now + Duration::from_secs(1));
    peer.send(&Request::new("getfd"), options);
    peer.call("next");
    assert_eq!(peer.transmit(), b"");
    peer.advance(Duration::from_secs(1));
    assert_eq!(peer.names(), ["next"]);
}

#[test]
fn the_end_of_the_session_closes_all() {
    let mut peer = Peer::out_of_band();
    let (outgoing, descriptor) = Probe::new();
    peer.pass("getfd", descriptor);
    let (queued, descriptor) = Probe::new();
    peer.pass("getfd", descriptor);
    peer.session.receive_end();
    assert!(outgoing.is_closed() && queued.is_closed());
}
