//! What derives cost: fifty events, checked against a whole interface, beside
//! serde's derive on the same structs and beside no derive at all.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::time::SystemTime;

use qmp_gen::ir::{Builtin, Kind, Type};
use qmp_gen::{Interface, Run, field_name, type_name};

use crate::scratch::Scratch;
use crate::table::{Row, Unit};
use crate::{Failure, REPOSITORY};

/// How many events there are.
const EVENTS: usize = 50;

/// What stands before each struct.
#[derive(Clone, Copy)]
enum Derive {
    Nothing,
    Serde,
    Ours,
}

pub(crate) fn rows(rounds: usize) -> Result<Vec<Row>, Failure> {
    let schema = Path::new(REPOSITORY).join("schema/qemu/10.0.json");
    let run = Run::of_paths(&[&schema])?;
    let packages = [
        package("macros-none", Derive::Nothing, &run.interface, &schema)?,
        package("macros-serde", Derive::Serde, &run.interface, &schema)?,
        package("macros-ours", Derive::Ours, &run.interface, &schema)?,
    ];
    let mut best = [f64::INFINITY; 3];
    for package in &packages {
        check(package)?;
    }
    for _ in 0..rounds {
        for (package, best) in packages.iter().zip(&mut best) {
            *best = best.min(check(package)?);
        }
    }
    let [nothing, theirs, ours] = best;
    let [none, size_of_theirs, size_of_ours] = [
        expanded(&packages[0])?,
        expanded(&packages[1])?,
        expanded(&packages[2])?,
    ];
    let what = format!(
        "added to a warm `cargo check` by {EVENTS} derives of `QmpEvent`; beside it, of serde's \
         `Deserialize`"
    );
    Ok(vec![
        Row::less(what, Unit::Seconds, ours - nothing, theirs - nothing),
        Row::less(
            "the code that these derives write",
            Unit::Bytes,
            size_of_ours - none,
            size_of_theirs - none,
        ),
    ])
}

/// How long `cargo check` takes after an edit.
fn check(package: &Scratch) -> Result<f64, Failure> {
    let file = File::options()
        .append(true)
        .open(package.path("src/lib.rs"))?;
    file.set_modified(SystemTime::now())?;
    Ok(package.cargo(&["check"], true)?.as_secs_f64())
}

/// How much code there is once all macros are expanded, without what stands
/// between words.
fn expanded(package: &Scratch) -> Result<f64, Failure> {
    let text = package.expanded()?;
    // The document, by which the compiler knows that it changed: once in a crate.
    let marker = "u8] =";
    let text = match text.split_once(marker) {
        Some((before, rest)) => {
            let end = rest
                .find("const _:")
                .ok_or("there is no check behind the document")?;
            format!("{before}{}", &rest[end..])
        }
        None => text,
    };
    Ok(text.chars().filter(|c| !c.is_whitespace()).count() as f64)
}

fn package(
    name: &str,
    derive: Derive,
    interface: &Interface,
    schema: &Path,
) -> Result<Scratch, Failure> {
    let scratch = Scratch::new(name)?;
    let dependencies = format!(
        "[package.metadata.qmp]\nschema = \"schema.json\"\n\n[dependencies]\n\
         qmp-client = {{ path = {REPOSITORY:?}, features = [\"macros\"] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n"
    );
    scratch.manifest("derives", &dependencies)?;
    fs::copy(schema, scratch.path("schema.json"))?;
    scratch.write("src/lib.rs", &structs(derive, interface)?)?;
    Ok(scratch)
}

/// A struct for each event, with every member.
fn structs(derive: Derive, interface: &Interface) -> Result<String, Failure> {
    let mut text = String::from("#![allow(dead_code, deprecated)]\n");
    for event in interface.events().take(EVENTS) {
        let name = &event.name.text;
        match derive {
            Derive::Nothing => {}
            Derive::Serde => text.push_str("#[derive(serde::Deserialize)]\n"),
            Derive::Ours => {
                writeln!(
                    text,
                    "#[derive(qmp_client::QmpEvent)]\n#[qmp(event = {name:?})]"
                )?;
            }
        }
        writeln!(text, "pub struct {} {{", type_name(name))?;
        for member in interface.wire_members(&event.data) {
            let wire = &member.member.name.text;
            let field = field_name(wire);
            if matches!(derive, Derive::Serde) && field != *wire {
                writeln!(text, "    #[serde(rename = {wire:?})]")?;
            }
            let ty = rust(interface, &member.member.ty);
            match member.may_be_absent() {
                true => writeln!(text, "    pub {field}: Option<{ty}>,")?,
                false => writeln!(text, "    pub {field}: {ty},")?,
            }
        }
        text.push_str("}\n");
    }
    Ok(text)
}

/// A type of Rust's own that holds what the documents say.
fn rust(interface: &Interface, ty: &Type) -> String {
    let builtin = match ty {
        Type::Array(element) => return format!("Vec<{}>", rust(interface, element)),
        Type::Named(name) => match interface.ty(name).map(|definition| &definition.kind) {
            Some(Kind::Enum(_)) => Builtin::Str,
            _ => Builtin::Any,
        },
        Type::Builtin(builtin) => *builtin,
    };
    let name = match builtin {
        Builtin::Str => "String",
        Builtin::Bool => "bool",
        Builtin::Number => "f64",
        Builtin::Null => "()",
        Builtin::Any => "serde_json::Value",
        Builtin::Size | Builtin::Uint64 | Builtin::Uint32 => "u64",
        _ => "i64",
    };
    name.to_owned()
}
