//! Makes bindings of the documents, and finds the command that each recorded
//! reply belongs to: in this project's bindings and in qapi-rs's.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let shared = here.join("../../shared");

    let qapi_qmp = folder_of("qapi-qmp", &here)?;
    let own = qapi_qmp.join("schema/qapi");
    let documents = match given("QMP_DOCUMENTS") {
        Some(folder) => folder,
        None => shared.join("corpus/qapi/10.0.2/qapi"),
    };
    let documents = if documents.join("qapi-schema.json").is_file() {
        documents
    } else {
        println!(
            "cargo::warning=no qapi-schema.json in {}: qapi-rs's own documents are taken \
             (QMP_DOCUMENTS names a folder)",
            documents.display()
        );
        own.clone()
    };
    let recordings = given("QMP_RECORDINGS").unwrap_or_else(|| shared.join("transcripts"));
    println!("cargo::rustc-env=QAPI_QMP={}", qapi_qmp.display());
    println!("cargo::rustc-env=DOCUMENTS={}", documents.display());
    println!("cargo::rustc-env=RECORDINGS={}", recordings.display());

    let [ours, theirs] = [out.join("ours.rs"), out.join("theirs.rs")];
    // Those for QEMU 7.2 to 11.0, as the client has them.
    qmp_gen::Builder::new().output(&ours).generate()?;
    qapi_codegen::codegen(&own, &theirs, "QmpCommand".to_owned())?;
    let readers = readers(
        &recorded(&recordings),
        &commands(&fs::read_to_string(ours)?),
        &commands(&fs::read_to_string(theirs)?),
    )?;
    fs::write(out.join("readers.rs"), readers)?;
    Ok(())
}

/// A folder that the environment names.
fn given(variable: &str) -> Option<PathBuf> {
    println!("cargo::rerun-if-env-changed={variable}");
    env::var_os(variable).map(PathBuf::from)
}

/// Where cargo keeps the sources of a package.
fn folder_of(package: &str, here: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // What other platforms need may never have been fetched.
    let output = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--offline"])
        .args(["--filter-platform", &env::var("HOST")?])
        .current_dir(here)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let manifest = metadata["packages"]
        .as_array()
        .and_then(|all| all.iter().find(|one| one["name"] == package))
        .and_then(|one| one["manifest_path"].as_str())
        .ok_or_else(|| format!("cargo does not know where `{package}` is"))?;
    let folder = Path::new(manifest).parent();
    Ok(folder.map(Path::to_owned).unwrap_or_default())
}

/// The commands of which some server's reply is recorded.
fn recorded(recordings: &Path) -> BTreeSet<String> {
    println!("cargo::rerun-if-changed={}", recordings.display());
    let files = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    files(recordings)
        .flat_map(|server| files(&server.path()).collect::<Vec<_>>())
        .filter_map(|file| {
            let name = file.file_name().into_string().ok()?;
            Some(name.strip_suffix(".json")?.to_owned())
        })
        .collect()
}

/// The types of commands in generated code, by the names of the commands.
fn commands(code: &str) -> BTreeMap<&str, &str> {
    let mut ty = "";
    let mut commands = BTreeMap::new();
    for line in code.lines().map(str::trim) {
        if let Some((_, name)) = line.split_once("::Command for ") {
            ty = name.trim_end_matches(" {");
        } else if let Some(name) = line.strip_prefix("const NAME: &'static str = \"") {
            if !ty.is_empty() {
                commands.insert(name.trim_end_matches("\";"), ty);
            }
            ty = "";
        }
    }
    commands
}

/// A table of what reads each command's reply, as Rust.
fn readers(
    recorded: &BTreeSet<String>,
    ours: &BTreeMap<&str, &str>,
    theirs: &BTreeMap<&str, &str>,
) -> Result<String, std::fmt::Error> {
    let mut code = String::from("[\n");
    for name in recorded {
        match (ours.get(&**name), theirs.get(&**name)) {
            (Some(ours), Some(theirs)) => writeln!(
                code,
                "Reader::both::<ours::commands::{ours}, qapi::qmp::{theirs}>({name:?}),"
            )?,
            (Some(ours), None) => writeln!(
                code,
                "Reader::ours_alone::<ours::commands::{ours}>({name:?}),"
            )?,
            (None, _) => {}
        }
    }
    code.push(']');
    Ok(code)
}
