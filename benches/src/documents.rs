//! The documents that are generated from, and both generators.

use std::fs;
use std::path::Path;
use std::thread;

use crate::Failure;

/// The folder of a schema, and what it is called in tables.
pub(crate) struct Documents {
    pub(crate) folder: &'static Path,
    pub(crate) name: String,
}

impl Documents {
    /// Those that qapi-rs comes with.
    pub(crate) fn of_qapi_rs() -> Documents {
        Documents {
            folder: Path::new(concat!(env!("QAPI_QMP"), "/schema/qapi")),
            name: "qapi-rs's own, of 9.1".to_owned(),
        }
    }

    /// Those that were there when this program was built.
    pub(crate) fn chosen() -> Documents {
        let folder = Path::new(env!("DOCUMENTS"));
        let own = Documents::of_qapi_rs();
        if folder == own.folder {
            return own;
        }
        let version = folder.parent().and_then(Path::file_name);
        Documents {
            folder,
            name: version.unwrap_or_default().to_string_lossy().into_owned(),
        }
    }

    /// Each once.
    pub(crate) fn all() -> Vec<Documents> {
        let [chosen, own] = [Documents::chosen(), Documents::of_qapi_rs()];
        if chosen.folder == own.folder {
            vec![own]
        } else {
            vec![chosen, own]
        }
    }
}

/// This project's bindings: documented and formatted.
pub(crate) fn ours(documents: &Documents) -> Result<String, Failure> {
    let run = qmp_gen::Run::of_paths(&[documents.folder])?;
    if run.diagnostics.errors() > 0 {
        return Err(run.report(false).into());
    }
    let options = qmp_gen::RustOptions::default();
    Ok(qmp_gen::rust(&run.interface, &run.documents, &options)?)
}

/// qapi-rs's bindings, which it writes to a file: neither documented nor
/// formatted.
pub(crate) fn theirs(documents: &Documents, file: &Path) -> Result<(), Failure> {
    let (folder, file) = (documents.folder, file.to_owned());
    // Its generator panics over what it cannot make sense of.
    let generator =
        thread::spawn(move || qapi_codegen::codegen(folder, file, "QmpCommand".to_owned()));
    match generator.join() {
        Ok(result) => Ok(result.map(|_| ())?),
        Err(_) => Err("qapi-codegen panicked".into()),
    }
}

/// The text of `qapi-qmp`'s crate, with its bindings in a file beside it.
pub(crate) fn crate_of_theirs() -> Result<String, Failure> {
    let path = Path::new(env!("QAPI_QMP")).join("src/lib.rs");
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let include = r#"include!(concat!(env!("OUT_DIR"), "/qmp.rs"));"#;
    if !text.contains(include) {
        return Err(format!("{} does not include its bindings", path.display()).into());
    }
    Ok(text.replace(include, r#"include!("qmp.rs");"#))
}
