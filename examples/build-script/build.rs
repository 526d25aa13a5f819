//! Generates the bindings from the documents in `docs`.

fn main() -> Result<(), qmp_gen::BuildError> {
    qmp_gen::Builder::new().documents("docs").generate()?;
    Ok(())
}
