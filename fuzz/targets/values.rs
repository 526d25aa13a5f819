//! Typed values: whatever decodes is equal after it was encoded and decoded again.

#![no_main]

use std::fmt::Debug;

use libfuzzer_sys::fuzz_target;
use qmp_client::protocol::{Message, Reply};
use qmp_client::qemu::{commands, events};
use qmp_client::{Command, Greeting};
use serde::Serialize;
use serde::de::DeserializeOwned;

// The first byte of the input selects the type.
fuzz_target!(|input: &[u8]| {
    let Some((kind, json)) = input.split_first() else {
        return;
    };
    match kind {
        b'e' => check::<events::Event>(json),
        b'g' => check::<Greeting>(json),
        b'b' => check_reply::<commands::QueryBlock>(json),
        b'n' => check_reply::<commands::QueryNamedBlockNodes>(json),
        b's' => check_reply::<commands::QueryQmpSchema>(json),
        b'm' => check_reply::<commands::QueryMigrate>(json),
        b'j' => check_reply::<commands::QueryJobs>(json),
        b'c' => check_reply::<commands::QueryCpusFast>(json),
        b'd' => check::<commands::BlockdevAdd>(json),
        b'o' => check::<commands::ObjectAdd>(json),
        b't' => check::<commands::NetdevAdd>(json),
        _ => {}
    }
});

fn check<T: DeserializeOwned + Serialize + PartialEq + Debug>(json: &[u8]) {
    let Ok(value) = serde_json::from_slice::<T>(json) else {
        return;
    };
    let text = serde_json::to_string(&value).expect("a value is encoded");
    match serde_json::from_str::<T>(&text) {
        Ok(again) => assert_eq!(again, value, "{text}"),
        Err(error) => panic!("{error}: {text}"),
    }
}

/// Checks the value of a reply, which is read in one pass with the reply.
fn check_reply<C: Command>(json: &[u8])
where
    C::Reply: Serialize + PartialEq + Debug,
{
    check::<C::Reply>(json);
    let reply = [b"{\"return\": ", json, b", \"id\": 1}"].concat();
    let message = Message::<Result<C::Reply, _>>::parse_as(&reply);
    if let Ok(Message::Reply(Reply {
        result: Ok(Ok(value)),
        ..
    })) = message
    {
        let text = serde_json::to_string(&value).expect("a value is encoded");
        check::<C::Reply>(text.as_bytes());
    }
}
