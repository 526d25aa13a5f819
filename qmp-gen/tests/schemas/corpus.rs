//! QEMU's own schemas, if they are available: in `shared/corpus` next to the repository, or in
//! the folder that `QMP_CORPUS` names.

use std::collections::HashMap;
use std::path::PathBuf;

use qmp_gen::ir::{Builtin, Kind, Payload, Type};
use qmp_gen::{Document, Run, snapshot};

use crate::support::errors;

/// Returns the folder of the schemas, or prints that there is none.
pub(crate) fn corpus() -> Option<PathBuf> {
    let beside = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpus"));
    let places = std::env::var_os("QMP_CORPUS")
        .map(PathBuf::from)
        .into_iter()
        .chain([beside]);
    let found = places
        .map(|place| place.join("qapi"))
        .find(|place| place.is_dir());
    if found.is_none() {
        println!("skipped: no corpus; QMP_CORPUS names the folder that has `qapi` in it");
    }
    found
}

fn read(path: &str) -> Option<Run> {
    Some(Run::of_paths(&[corpus()?.join(path)]).unwrap())
}

/// The schemas, with the number of commands, events and types of each.
const SCHEMAS: &[(&str, usize, usize, usize)] = &[
    ("11.0.0", 243, 57, 716),
    ("11.0.0/qga", 44, 0, 47),
    ("11.0.0/storage-daemon", 77, 13, 370),
    ("10.2.0", 244, 57, 710),
    ("10.2.0/qga", 44, 0, 47),
    ("10.2.0/storage-daemon", 77, 13, 369),
    ("10.1.0", 241, 56, 706),
    ("10.1.0/qga", 44, 0, 47),
    ("10.1.0/storage-daemon", 77, 13, 368),
    ("9.2.0", 239, 54, 689),
    ("9.2.0/qga", 43, 0, 46),
    ("9.2.0/storage-daemon", 75, 13, 358),
    ("9.0.0", 236, 54, 671),
    ("9.0.0/qga", 42, 0, 45),
    ("9.0.0/storage-daemon", 75, 13, 352),
    ("10.0.2", 240, 56, 698),
    ("10.0.2/qga", 44, 0, 47),
    ("10.0.2/storage-daemon", 76, 13, 363),
    ("7.2.0", 220, 52, 618),
    ("7.2.0/qga", 42, 0, 43),
    ("7.2.0/storage-daemon", 74, 13, 339),
    ("4.1.0", 187, 42, 398),
    ("4.1.0/qga", 35, 0, 29),
    ("2.8.0", 146, 37, 270),
    ("2.8.0/qga", 31, 0, 24),
    ("2.1.0", 107, 32, 156),
    ("2.1.0/qga", 23, 0, 10),
    ("1.2.50-32c81a4", 75, 0, 64),
    ("1.2.50-32c81a4/qapi-schema-guest.json", 19, 0, 9),
];

#[test]
fn every_schema_is_read_without_errors() {
    if corpus().is_none() {
        return;
    }
    for (path, commands, events, types) in SCHEMAS {
        let run = read(path).unwrap();
        assert_eq!(errors(&run), [], "{path}");
        let summary = run.counts();
        assert_eq!(
            (summary.commands, summary.events, summary.types),
            (*commands, *events, *types),
            "{path}"
        );
    }
}

/// Counts definitions without the parser, by the keys in their first lines.
#[test]
fn no_definition_is_skipped() {
    if corpus().is_none() {
        return;
    }
    for (path, ..) in SCHEMAS {
        let run = read(path).unwrap();
        let mut counted: HashMap<&str, usize> = HashMap::new();
        for (_, document) in run.documents.iter() {
            for line in document.text().lines() {
                // Some definitions are indented, but so are members with a `type`.
                let word = line
                    .trim_start_matches(' ')
                    .strip_prefix('{')
                    .and_then(|rest| rest.trim_start().strip_prefix('\''))
                    .and_then(|rest| rest.split_once('\''))
                    .filter(|(word, _)| *word != "type" || line.starts_with('{'));
                if let Some((word, _)) = word {
                    *counted.entry(word).or_default() += 1;
                }
            }
        }
        let count = |words: &[&str]| -> usize {
            words
                .iter()
                .map(|word| counted.get(word).copied().unwrap_or(0))
                .sum()
        };
        let summary = run.counts();
        assert_eq!(summary.commands, count(&["command"]), "{path}");
        assert_eq!(summary.events, count(&["event"]), "{path}");
        let types = count(&["enum", "struct", "type", "union", "alternate"]);
        assert_eq!(summary.types, types, "{path}");
    }
}

#[test]
fn snapshots_of_snapshots_are_the_same() {
    if corpus().is_none() {
        return;
    }
    for (path, ..) in SCHEMAS {
        let first = snapshot(&read(path).unwrap().interface);
        let run = Run::of_documents([Document::new("snapshot.json", first.as_str())]);
        assert_eq!(errors(&run), [], "{path}");
        let second = snapshot(&run.interface);
        let differs = first.lines().zip(second.lines()).find(|(a, b)| a != b);
        assert_eq!(differs, None, "{path}");
        assert!(first == second, "{path}: one is longer");
    }
}

// --- content of 10.0.2, looked up by hand -------------------------------------------

#[test]
fn blockdev_options_is_a_union() {
    let Some(run) = read("10.0.2") else { return };
    let options = run.interface.object("BlockdevOptions").unwrap();
    assert!(options.base.is_none() && options.wrapper.is_none());
    let members: Vec<_> = options
        .members
        .iter()
        .map(|m| (m.name.text.as_str(), m.optional))
        .collect();
    assert_eq!(
        members,
        [
            ("driver", false),
            ("node-name", true),
            ("discard", true),
            ("cache", true),
            ("active", true),
            ("read-only", true),
            ("auto-read-only", true),
            ("force-share", true),
            ("detect-zeroes", true),
        ]
    );
    assert_eq!(options.discriminator.as_ref().unwrap().text, "driver");
    assert_eq!(options.branches.len(), 47);
    let branch = |value: &str| {
        options
            .branches
            .iter()
            .find(|b| b.value.text == value)
            .unwrap()
    };
    assert_eq!(
        branch("qcow2").ty,
        Type::Named("BlockdevOptionsQcow2".into())
    );
    assert_eq!(
        branch("io_uring").metadata.condition,
        Some("CONFIG_BLKIO".into())
    );
    assert_eq!(branch("raw").metadata.condition, None);

    let Kind::Enum(drivers) = &run.interface.ty("BlockdevDriver").unwrap().kind else {
        panic!("no enum");
    };
    assert_eq!(drivers.len(), 47);
    let gluster = drivers.iter().find(|v| v.name.text == "gluster").unwrap();
    assert_eq!(gluster.metadata.features[0].name, "deprecated");
}

#[test]
fn blockdev_ref_is_an_alternate() {
    let Some(run) = read("10.0.2") else { return };
    let Kind::Alternate(alternatives) = &run.interface.ty("BlockdevRef").unwrap().kind else {
        panic!("no alternate");
    };
    let alternatives: Vec<_> = alternatives
        .iter()
        .map(|a| (a.name.text.as_str(), a.ty.to_string()))
        .collect();
    assert_eq!(
        alternatives,
        [
            ("definition", "BlockdevOptions".to_owned()),
            ("reference", "str".to_owned())
        ]
    );
    // The alternate contains itself through this member.
    assert!(
        run.interface
            .is_boxed("BlockdevOptionsGenericFormat", "file")
    );
}

#[test]
fn migrate_set_parameters_has_optional_arguments() {
    let Some(run) = read("10.0.2") else { return };
    let members = run.interface.flattened("MigrateSetParameters").unwrap();
    assert_eq!(members.len(), 29);
    assert!(members.iter().all(|m| m.optional));
    let member = |name: &str| members.iter().find(|m| m.name.text == name).unwrap();
    assert_eq!(
        member("throttle-trigger-threshold").ty,
        Type::Builtin(Builtin::Uint8)
    );
    assert_eq!(member("tls-creds").ty, Type::Named("StrOrNull".into()));
    assert_eq!(
        member("block-bitmap-mapping").ty,
        Type::array(Type::Named("BitmapMigrationNodeAlias".into()))
    );
    assert_eq!(
        member("x-checkpoint-delay").metadata.features[0].name,
        "unstable"
    );
    assert!(!member("max-bandwidth").doc.is_empty());
    let command = run.interface.command("migrate-set-parameters").unwrap();
    assert!(
        matches!(&command.arguments, Payload::Type(name) if name.text == "MigrateSetParameters")
    );
    assert_eq!(command.metadata.since.as_deref(), Some("2.4"));
    assert_eq!(command.examples.len(), 1);
    assert!(command.returns.is_none());
}

#[test]
fn query_block_returns_an_array() {
    let Some(run) = read("10.0.2") else { return };
    let command = run.interface.command("query-block").unwrap();
    assert_eq!(
        command.returns,
        Some(Type::array(Type::Named("BlockInfo".into())))
    );
    assert!(command.arguments.members().is_empty());
    assert_eq!(command.metadata.since.as_deref(), Some("0.14"));
    assert!(!command.oob && !command.open);
}

#[test]
fn transaction_has_an_array_of_unions() {
    let Some(run) = read("10.0.2") else { return };
    let command = run.interface.command("transaction").unwrap();
    let members = command.arguments.members();
    assert_eq!(members.len(), 2);
    assert_eq!(
        members[0].ty,
        Type::array(Type::Named("TransactionAction".into()))
    );
    assert!(members[1].optional);
    let action = run.interface.object("TransactionAction").unwrap();
    assert_eq!(action.discriminator.as_ref().unwrap().text, "type");
    assert_eq!(action.branches.len(), 12);
    assert_eq!(action.branches[0].ty, Type::Named("AbortWrapper".into()));
}

#[test]
fn stats_filter_has_branches_for_some_values() {
    let Some(run) = read("10.0.2") else { return };
    let filter = run.interface.object("StatsFilter").unwrap();
    assert_eq!(filter.members[1].name.text, "providers");
    assert_eq!(
        filter.members[1].ty,
        Type::array(Type::Named("StatsRequest".into()))
    );
    assert_eq!(
        run.interface.discriminator_values(filter),
        ["vm", "vcpu", "cryptodev"]
    );
    // The other targets have no members of their own.
    assert_eq!(filter.branches.len(), 1);
    assert_eq!(filter.branches[0].ty, Type::Named("StatsVCPUFilter".into()));
    let command = run.interface.command("query-stats").unwrap();
    assert!(matches!(&command.arguments, Payload::Type(name) if name.text == "StatsFilter"));
}

#[test]
fn socket_address_has_its_branches() {
    let Some(run) = read("10.0.2") else { return };
    let address = run.interface.object("SocketAddress").unwrap();
    let branches: Vec<_> = address
        .branches
        .iter()
        .map(|b| (b.value.text.as_str(), b.ty.to_string()))
        .collect();
    assert_eq!(
        branches,
        [
            ("inet", "InetSocketAddress".to_owned()),
            ("unix", "UnixSocketAddress".to_owned()),
            ("vsock", "VsockSocketAddress".to_owned()),
            ("fd", "FdSocketAddress".to_owned()),
        ]
    );
    let inet: Vec<_> = run.interface.flattened("InetSocketAddress").unwrap();
    let inet: Vec<_> = inet.iter().map(|m| m.name.text.as_str()).collect();
    assert_eq!(
        inet,
        [
            "host",
            "port",
            "numeric",
            "to",
            "ipv4",
            "ipv6",
            "keep-alive",
            "mptcp"
        ]
    );
}

#[test]
fn guest_exec_has_its_arguments() {
    let Some(run) = read("10.0.2/qga") else {
        return;
    };
    let members = run.interface.flattened("GuestExec").unwrap();
    assert_eq!(members.len(), 1);
    assert_eq!(members[0].ty, Type::Builtin(Builtin::Int));
    let command = run.interface.command("guest-exec").unwrap();
    assert_eq!(command.returns, Some(Type::Named("GuestExec".into())));
    let arguments: Vec<_> = command
        .arguments
        .members()
        .iter()
        .map(|m| m.name.text.as_str())
        .collect();
    assert_eq!(
        arguments,
        ["path", "arg", "env", "input-data", "capture-output"]
    );
}

// --- content of old releases --------------------------------------------------------

#[test]
fn schemas_of_2_1_are_read() {
    let Some(run) = read("2.1.0") else { return };
    let address = run.interface.object("SocketAddress").unwrap();
    assert_eq!(address.wrapper.as_deref(), Some("data"));
    assert_eq!(
        run.interface.discriminator_values(address),
        ["inet", "unix", "fd"]
    );
    assert!(
        matches!(&run.interface.ty("BlockdevRef").unwrap().kind, Kind::Alternate(a) if a.len() == 2)
    );
    let add = run.interface.command("netdev_add").unwrap();
    assert!(add.open);
}

#[test]
fn schemas_of_1_2_are_read() {
    let Some(run) = read("1.2.50-32c81a4/qapi-schema-guest.json") else {
        return;
    };
    // A comma is missing in this definition.
    let sync = run.interface.command("guest-sync-delimited").unwrap();
    assert_eq!(sync.arguments.members()[0].name.text, "id");
    assert_eq!(sync.returns, Some(Type::Builtin(Builtin::Int)));
}
