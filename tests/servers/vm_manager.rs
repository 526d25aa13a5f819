//! The example `vm-manager`, run as a program, and what its source may not contain.

use std::fs;

use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;

use crate::examples;
use crate::server::Server;
use crate::{Test, tests};

pub(crate) const TESTS: &[Test] = tests![example_vm_manager, example_vm_manager_named_steps];

/// Returns the tests that need no server.
pub(crate) fn trials_without_server() -> Vec<Trial> {
    vec![
        Trial::test("example_vm_manager::source", source),
        Trial::test("example_vm_manager::usage", usage),
    ]
}

/// Runs the steps in a new folder, and returns the lines of both streams.
fn run(server: &Server, steps: &[&str]) -> Result<(TempDir, String, String), Failed> {
    let folder = TempDir::new()?;
    let (qemu, path) = (
        server.program()?.display().to_string(),
        folder.path().display().to_string(),
    );
    let arguments = [&[qemu.as_str(), path.as_str()][..], steps].concat();
    let (output, stdout, stderr) = examples::run("vm-manager", &arguments)?;
    assert!(output.status.success(), "{stdout}\n{stderr}");
    Ok((folder, stdout, stderr))
}

/// Returns what was printed after the name of each step.
fn lines(stdout: &str) -> Vec<(&str, &str)> {
    stdout
        .lines()
        .filter_map(|line| line.split_once(": "))
        .collect()
}

fn example_vm_manager(server: &Server) -> Result<(), Failed> {
    let (folder, stdout, stderr) = run(server, &[])?;
    let path = folder.path().canonicalize()?;
    let lines = lines(&stdout);
    let names: Vec<_> = lines.iter().map(|line| line.0).collect();
    let steps =
        "start list hotplug snapshot mirror watch qom objects network chardev screendump stop";
    assert_eq!(names.join(" "), steps, "{stdout}");
    let line = |name| lines.iter().find(|line| line.0 == name).unwrap().1;

    assert_eq!(line("start"), format!("a machine in {}", path.display()));
    assert_eq!(
        line("list"),
        "prelaunch; images: disk0, disk1; 8 PCI devices"
    );
    for (step, object) in [
        ("hotplug", "tablet"),
        ("objects", "rng0"),
        ("chardev", "serial0"),
    ] {
        let (added, left) = line(step).split_once("; left: ").unwrap();
        assert!(added.contains(object) && !left.contains(object), "{stdout}");
    }
    assert_eq!(line("snapshot"), "committed disk0-new-new and disk1-new");
    assert_eq!(line("mirror"), "moved to disk0-copy and disk1-copy");
    assert!(line("watch").contains("RESUME, STOP"), "{stdout}");
    assert!(line("qom").contains("pc-i440fx"), "{stdout}");
    assert_eq!(line("network"), "connected to a forwarded port");
    let screen = fs::read(path.join("screen.ppm"))?;
    assert!(screen.starts_with(b"P6"));
    assert_eq!(line("screendump"), format!("{} bytes", screen.len()));
    assert_eq!(line("stop"), "exit status: 0");
    for disk in ["disk0", "disk1"] {
        assert!(stderr.contains(&format!("{disk}: concluded, ")), "{stderr}");
        assert_eq!(
            fs::metadata(path.join(format!("{disk}-copy")))?.len(),
            16 << 20
        );
    }
    Ok(())
}

fn example_vm_manager_named_steps(server: &Server) -> Result<(), Failed> {
    let (_folder, stdout, _) = run(server, &["mirror", "snapshot", "mirror"])?;
    let expected = [
        ("mirror", "moved to disk0-copy and disk1-copy"),
        (
            "snapshot",
            "committed disk0-copy-new-new and disk1-copy-new",
        ),
        ("mirror", "moved to disk0-copy-copy and disk1-copy-copy"),
        ("stop", "exit status: 0"),
    ];
    assert_eq!(lines(&stdout)[1..], expected);
    Ok(())
}

fn usage() -> Result<(), Failed> {
    for arguments in [&[][..], &["qemu"], &["qemu", "folder", "snapshots"]] {
        let (output, stdout, stderr) = examples::run("vm-manager", arguments)?;
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(stdout, "");
        assert!(stderr.starts_with("usage: vm-manager "), "{stderr}");
        assert!(
            stderr.contains("steps: list, hotplug, snapshot, "),
            "{stderr}"
        );
    }
    Ok(())
}

/// The example is what an application of the bindings looks like: short, and without the parts
/// of the interface that only the JSON needs.
fn source() -> Result<(), Failed> {
    let mut lines = 0;
    for entry in fs::read_dir("examples/vm-manager")? {
        let path = entry?.path();
        let source = fs::read_to_string(&path)?;
        lines += source.lines().count();
        for word in ["Wrapper", "serde_json", "json!", "Box", "execute_raw"] {
            assert!(
                !source.contains(word),
                "{} contains `{word}`",
                path.display()
            );
        }
    }
    assert!(lines <= 250, "{lines} lines");
    Ok(())
}
