//! The names in a program do not affect the macros, which use unambiguous paths.

#![allow(dead_code, unused_macros, non_camel_case_types, non_upper_case_globals)]

// The names of the prelude and of primitive types have other meanings here.
enum Option {}
enum Result {}
enum Some {}
enum None {}
enum Ok {}
enum Err {}
enum Box {}
enum Vec {}
enum String {}
enum u8 {}
enum u32 {}
enum u64 {}
enum i64 {}
enum usize {}
enum str {}
enum bool {}
trait Sized {}
trait Send {}
trait Copy {}
trait Default {}
trait From {}
trait Into {}
trait AsRef {}
trait Iterator {}
trait IntoIterator {}
trait Serialize {}
trait Deserialize {}
macro_rules! include_bytes {
    () => {};
}
macro_rules! matches {
    () => {};
}

// So have the names of crates.
mod core {}
mod std {}
mod serde {}
mod serde_json {}
mod qmp_client {}

// Lower-case constants are patterns where a name would be bound.
const value: () = ();
const serializer: () = ();
const deserializer: () = ();
const event: () = ();
const name: () = ();
const data: () = ();
const index: () = ();
const members: () = ();
const object: () = ();
const map: () = ();
const _0: () = ();

/// Methods of all types that take `self` by value, and are found before those that take a
/// reference.
trait Everywhere: ::core::marker::Sized {
    fn member(self) {}
    fn value(self) {}
    fn required(self) {}
    fn expect(self) {}
    fn next_index(self) {}
    fn end(self) {}
    fn element(self) {}
    fn serialize(self) {}
    fn deserialize(self) {}
    fn serialize_str(self) {}
    fn read(self) {}
    fn map(self) {}
    fn is_absent(self) {}
}

impl<T> Everywhere for T {}

type Text = ::std::string::String;
type May<T> = ::core::option::Option<T>;
type Int = ::core::primitive::i64;

#[derive(::qmp_client::QmpEvent)]
#[qmp(event = "BLOCK_JOB_COMPLETED")]
struct Members<'a, 'de, D, S: ?::core::marker::Sized, A, T> {
    r#type: D,
    device: &'a S,
    #[qmp(rename = "error")]
    error: May<&'de ::core::primitive::str>,
    len: A,
    offset: T,
    speed: Speed,
}

/// A newtype for a field.
#[derive(::core::clone::Clone, ::qmp_client::QmpObject)]
struct Speed(Int);

#[derive(::qmp_client::QmpObject)]
#[qmp(name = "ImageInfo", send, receive)]
struct Record {
    #[qmp(rename = "filename")]
    map: Text,
    #[qmp(rename = "format")]
    index: Text,
    #[qmp(rename = "virtual-size")]
    members: Int,
    #[qmp(rename = "cluster-size")]
    self_: May<Int>,
    #[qmp(rename = "encrypted")]
    value: May<::core::primitive::bool>,
    #[qmp(rename = "backing-image", default)]
    object: May<::std::boxed::Box<Record>>,
}

#[derive(::qmp_client::QmpEnum)]
#[qmp(name = "RunState")]
enum Field {
    #[qmp(rename = "running")]
    Some,
    #[qmp(rename = "paused")]
    None,
    #[qmp(other)]
    Ok(Text),
}

#[derive(::qmp_client::QmpEnum)]
#[qmp(name = "RunState")]
enum ReceiveAs {
    #[qmp(other)]
    Err,
}

#[derive(::qmp_client::QmpObject)]
#[qmp(name = "StatusInfo")]
struct Wire<T> {
    status: T,
}

#[derive(::qmp_client::QmpCommand)]
#[qmp(command = "query-status", returns = Wire<Field>)]
struct Writer;

#[derive(::qmp_client::QmpCommand)]
#[qmp(command = "block_resize")]
struct Serializer<'de, __T, const N: ::core::primitive::usize>
where
    __T: ::core::marker::Copy,
{
    device: May<&'de ::core::primitive::str>,
    #[qmp(rename = "node-name")]
    node: May<__T>,
    size: Int,
}

#[derive(::qmp_client::QmpEvent)]
enum Form {
    #[qmp(event = "STOP")]
    Some,
    #[qmp(event = "RTC_CHANGE")]
    None { offset: Int },
    #[qmp(event = "JOB_STATUS_CHANGE")]
    Value {
        #[qmp(rename = "id")]
        name_: Text,
        #[qmp(rename = "status")]
        data_: Text,
    },
    #[qmp(other)]
    Other(::qmp_client::RawEvent),
}

#[derive(::qmp_client::QmpEvent)]
enum Event {
    #[qmp(event = "STOP")]
    r#type,
    Form(Form),
}

mod qmp {
    ::qmp_client::bindings!(select = ["query-status", "STOP"]);
}

fn main() {
    type Status = Wire<ReceiveAs>;
    let node = "n";
    let __object = 3;
    let __array = 4_i32;
    let __number = 5;
    let keys = ::qmp_client::command!({ "execute": "send-key", "arguments": {
        "keys": [{ "type": "number", "data": __array }, { "type": "number", "data": 1 + 1 }],
        "hold-time": (|| __object + __number)(),
    } });
    let written = ::serde_json::to_string(&keys).unwrap();
    let expected = r#"{"keys":[{"type":"number","data":4},{"type":"number","data":2}],"hold-time":8}"#;
    assert_eq!(written, expected);
    let _ = ::qmp_client::command!({ "execute": "query-status" }, returns = Status);
    let _ = ::qmp_client::command!({ "execute": "qom-set", "arguments": {
        "path": "p", "property": node, "value": [1, 2.5, null, node],
    } });

    let text = r#"{ "filename": "a", "format": "b", "virtual-size": 3 }"#;
    let record: Record = ::serde_json::from_str(text).unwrap();
    let text = text.replace(' ', "");
    assert_eq!(::serde_json::to_string(&record).unwrap(), text);
    let resize = Serializer::<_, 1> {
        device: ::core::option::Option::None,
        node: ::core::option::Option::Some(node),
        size: 3,
    };
    let written = ::serde_json::to_string(&resize).unwrap();
    assert_eq!(written, r#"{"node-name":"n","size":3}"#);
    let text = r#"{ "type": "mirror", "device": "d", "len": 1, "offset": 2, "speed": 3 }"#;
    let read: ::core::result::Result<Members<'_, '_, Text, ::core::primitive::str, Int, Int>, _> =
        ::serde_json::from_str(text);
    let read = read.unwrap();
    assert_eq!((read.r#type.as_str(), read.device, read.speed.0), ("mirror", "d", 3));
    let text = r#"{ "event": "RTC_CHANGE", "data": { "offset": 4, "qom-path": "/rtc" } }"#;
    let read: Event = ::serde_json::from_str(text).unwrap();
    assert!(::core::matches!(read, Event::Form(Form::None { offset: 4 })));
    let text = r#"{ "status": "paused", "running": false }"#;
    let read: Wire<Field> = ::serde_json::from_str(text).unwrap();
    assert!(::core::matches!(read.status, Field::None));
}
