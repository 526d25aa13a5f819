//! Deeply nested values: up to 1,024 levels are read, on the stack of a test's thread, and deeper
//! ones are errors.

#![allow(clippy::unwrap_used, clippy::panic)]

use qmp_client::EventSet;
use qmp_client::protocol::{Frames, Message, Reply, from_str};
use qmp_client::qemu::commands::BlockdevAdd;
use qmp_client::qemu::events::Event;
use qmp_client::qemu::types::ImageInfo;
use qmp_client::strict;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

/// Returns `levels` objects, each of which is the last member of the one around it.
fn nested(levels: usize, members: &str, last: &str) -> String {
    let open = format!("{{{members},\"{last}\":");
    open.repeat(levels - 1) + "{" + members + "}" + &"}".repeat(levels - 1)
}

fn images(levels: usize) -> String {
    let members = r#""filename":"a","format":"raw","virtual-size":1"#;
    nested(levels, members, "backing-image")
}

/// Checks that 1,000 levels are read as a type, and that the error about 2,000 names the limit.
fn check<T: DeserializeOwned + Send>(text: fn(usize) -> String) -> T {
    assert!(serde_json::from_str::<T>(&text(127)).is_ok());
    let error = from_str::<T>(&text(2000)).map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("at most 1024"), "{error}");
    // The limit of `serde_json`, which protects the stack of whoever calls it directly.
    let error = serde_json::from_str::<T>(&text(1000))
        .map(|_| ())
        .unwrap_err();
    assert!(error.to_string().contains("recursion limit"), "{error}");
    from_str(&text(1000)).unwrap()
}

#[test]
fn replies() {
    let mut image = check::<ImageInfo>(images);
    let mut levels = 1;
    while let Some(backing) = image.backing_image {
        image = *backing;
        levels += 1;
    }
    assert_eq!(levels, 1000);
    drop(check::<ImageInfo>(images));
    drop(check::<Value>(images));
    drop(check::<Vec<ImageInfo>>(|levels| {
        format!("[{}]", images(levels - 1))
    }));
}

#[test]
fn commands() {
    fn disk(levels: usize) -> String {
        let open = r#"{"driver":"raw","file":"#;
        open.repeat(levels) + "\"node\"" + &"}".repeat(levels)
    }
    drop(check::<BlockdevAdd>(disk));
    drop(strict::from_str::<BlockdevAdd>(&disk(1000)).unwrap());
    assert!(strict::from_str::<BlockdevAdd>(&disk(2000)).is_err());
}

#[test]
fn messages() {
    let parse = |levels: usize| {
        let mut frames = Frames::new(Frames::DEFAULT_LIMIT);
        frames.push(format!("{{\"return\": {}, \"id\": 1}}", images(levels)).as_bytes());
        frames.read_next(Message::parse)
    };
    let Some(Message::Reply(Reply { result, .. })) = parse(1000).unwrap() else {
        panic!("not a reply")
    };
    let text: Box<RawValue> = result.unwrap();
    assert!(from_str::<ImageInfo>(text.get()).is_ok());
    assert!(from_str::<Box<RawValue>>(text.get()).is_ok());
    let error = parse(2000).unwrap_err().to_string();
    assert!(error.contains("at most 1024 levels"), "{error}");

    let json = format!("{{\"return\": {}}}", images(1000));
    let message = Message::<Result<ImageInfo, _>>::parse_as(json.as_bytes());
    let Ok(Message::Reply(Reply { result, .. })) = message else {
        panic!("not a reply")
    };
    let text = result.unwrap().map(|_| ()).unwrap_err();
    assert!(from_str::<ImageInfo>(text.get()).is_ok());
}

#[test]
fn events() {
    for name in ["STOP", "BLOCK_IO_ERROR", "UNLISTED"] {
        let data = |levels| {
            let members = r#""device":"","operation":"read","action":"ignore","reason":"""#;
            RawValue::from_string(nested(levels, members, "new")).unwrap()
        };
        let event = Event::read(name, Some(&data(1000))).unwrap().unwrap();
        assert_eq!(event.name(), name);
        let message = format!("{{\"event\":\"{name}\",\"data\":{}}}", data(1000));
        assert!(serde_json::from_str::<Event>(&message).is_ok());
        let is_listed = !matches!(event, Event::Other(_));
        assert_eq!(Event::read(name, Some(&data(2000))).is_err(), is_listed);
    }
}
