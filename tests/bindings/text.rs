//! Text and paths where the documents have a string.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use qmp_client::qemu::commands::{DeviceDel, HumanMonitorCommand, Screendump};
use qmp_client::qemu::types::{BlockdevOptions, BlockdevRef, ChardevFile, NetdevUserOptions};
use serde_json::json;

use crate::json;

#[test]
fn text_of_any_type_is_accepted() {
    let owned = String::from("disk0");
    for command in [
        DeviceDel::new("disk0"),
        DeviceDel::new(&owned),
        DeviceDel::new(owned.clone()),
        DeviceDel::new(Cow::Borrowed("disk0")),
        DeviceDel::new(owned.clone().into_boxed_str()),
    ] {
        assert_eq!(command.id, "disk0");
    }
    let names = vec!["a", "b"];
    let options = NetdevUserOptions::new().dnssearch(&names).hostfwd(names);
    let expected = json!([{ "str": "a" }, { "str": "b" }]);
    assert_eq!(json(&options.hostfwd), expected);
    assert_eq!(json(&options.dnssearch), expected);
    assert_eq!(
        HumanMonitorCommand::new("info version").command_line,
        "info version"
    );
}

#[test]
fn paths_are_accepted() {
    let path = Path::new("/vm/disk.img");
    let owned = path.to_owned();
    for command in [
        Screendump::new(path),
        Screendump::new(PathBuf::from(path)),
        Screendump::new(OsString::from("/vm/disk.img")),
        Screendump::new(path.as_os_str()),
        Screendump::new(&owned),
    ] {
        assert_eq!(command.filename, "/vm/disk.img");
    }
    let file = json!({ "driver": "file", "filename": "/vm/disk.img" });
    assert_eq!(json(&BlockdevOptions::file(path)), file);
    assert_eq!(BlockdevRef::from(path), BlockdevRef::from("/vm/disk.img"));
    assert_eq!(ChardevFile::new(path).out, "/vm/disk.img");
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_utf8_is_an_error() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let path = Path::new(OsStr::from_bytes(b"/vm/\xff.ppm"));
    let error = serde_json::to_string(&Screendump::new(path)).unwrap_err();
    let expected = "the path `/vm/\u{fffd}.ppm` is not UTF-8, so it cannot be sent";
    assert_eq!(error.to_string(), expected);
}
