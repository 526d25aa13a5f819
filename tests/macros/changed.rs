//! Checked code after a change to its document: only the code that the change affects fails, at
//! its own position and with the new line of the document.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// The folder of the package. The next run reuses its build.
const FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/changed");

const PROGRAM: &str = r#"
use qmp_client::{QmpEvent, QmpEnum};

#[derive(Debug, QmpEvent)]
#[qmp(event = "BLOCK_JOB_ERROR")]
pub struct JobFailed {
    pub device: String,
    pub operation: Io,
}

#[derive(Debug, QmpEnum)]
pub enum Io { Read, Write }

#[derive(Debug, QmpEvent)]
#[qmp(event = "BLOCK_JOB_COMPLETED")]
pub struct Completed {
    pub device: String,
    pub speed: i64,
}

// Of another document.
#[derive(Debug, QmpEvent)]
#[qmp(event = "BLOCK_JOB_ERROR", builtin = "qemu")]
pub struct Other {
    pub operation: Io,
}
"#;

/// An error of the compiler.
#[derive(Debug, PartialEq)]
struct CompilerError {
    line: u64,
    message: String,
    notes: Vec<String>,
}

fn write(file: &str, text: &str) {
    let path = Path::new(FOLDER).join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn compiler_errors() -> Vec<CompilerError> {
    let arguments = ["check", "--message-format=json"];
    let output = crate::cargo(FOLDER).args(arguments).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let messages = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut refusals = Vec::new();
    for message in messages {
        let said = &message["message"];
        let Some(span) = said["spans"].get(0).filter(|_| said["level"] == "error") else {
            continue;
        };
        let children = said["children"].as_array().into_iter().flatten();
        refusals.push(CompilerError {
            line: span["line_start"].as_u64().unwrap(),
            message: said["message"].as_str().unwrap().to_owned(),
            notes: children
                .filter_map(|child| Some(child["message"].as_str()?.to_owned()))
                .collect(),
        });
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.success(), refusals.is_empty(), "{stderr}");
    refusals
}

/// Returns the line of the first occurrence of a text after a heading.
fn line_after_heading(text: &str, heading: &str, what: &str) -> usize {
    let lines = text
        .lines()
        .enumerate()
        .skip_while(|(_, line)| *line != heading);
    let mut found = lines.filter(|(_, line)| line.contains(what));
    found.next().expect(what).0 + 1
}

#[test]
fn only_code_that_the_change_affects_fails() {
    let root = env!("CARGO_MANIFEST_DIR");
    write(
        "Cargo.toml",
        &format!(
            "[package]\nname = \"changed\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [package.metadata.qmp]\nschema = \"qmp-events.txt\"\n\n[workspace]\n\n\
             [dependencies]\nqmp-client = {{ path = {root:?}, features = [\"macros\"] }}\n"
        ),
    );
    fs::copy(
        Path::new(root).join("Cargo.lock"),
        Path::new(FOLDER).join("Cargo.lock"),
    )
    .unwrap();
    write("src/lib.rs", PROGRAM);
    let document = fs::read_to_string(Path::new(root).join("schema/qmp-events.txt")).unwrap();
    write("qmp-events.txt", &document);
    assert_eq!(compiler_errors(), []);

    // The document has another line at the top, a renamed member and a member that became
    // optional.
    let (before, section) = document.split_once("BLOCK_JOB_ERROR\n").unwrap();
    let section = section.replacen("\"operation\"", "\"attempt\"", 2);
    let (completed, rest) = before.split_once("BLOCK_JOB_COMPLETED\n").unwrap();
    let optional = rest.replacen("none (json-int)", "none (json-int, optional)", 1);
    assert_ne!(optional, rest);
    let changed = format!("\n{completed}BLOCK_JOB_COMPLETED\n{optional}BLOCK_JOB_ERROR\n{section}");
    write("qmp-events.txt", &changed);

    let in_program = |what: &str| {
        let lines: Vec<&str> = PROGRAM.lines().collect();
        lines.iter().position(|line| line.contains(what)).unwrap() as u64 + 1
    };
    let refusals = compiler_errors();
    let [renamed, left_out] = &refusals[..] else {
        panic!("{refusals:#?}")
    };
    assert_eq!(renamed.line, in_program("pub operation: Io"));
    let place = line_after_heading(&changed, "BLOCK_JOB_ERROR", "BLOCK_JOB_ERROR");
    let expected = format!(
        "the event `BLOCK_JOB_ERROR` has no member `operation`\n\
         its members are `device`, `attempt`, `action`\ndocumented at qmp-events.txt:{place}"
    );
    assert_eq!(renamed.message, expected);
    assert_eq!(left_out.line, in_program("pub speed: i64"));
    let message = "`i64` cannot receive `speed` of the event `BLOCK_JOB_COMPLETED`";
    assert_eq!(left_out.message, message);
    let place = line_after_heading(&changed, "BLOCK_JOB_COMPLETED", "\"speed\"");
    let note = format!("documented at qmp-events.txt:{place}");
    assert!(left_out.notes.contains(&note), "{note}: {left_out:#?}");

    // The original document.
    write("qmp-events.txt", &document);
    assert_eq!(compiler_errors(), []);
}
