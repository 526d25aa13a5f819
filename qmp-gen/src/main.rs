//! x
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let run = qmp_gen::Run::of_paths(&args[2..]).unwrap();
    match args[1].as_str() {
        "check" => print!("{}", run.report(false)),
        "generate" => print!(
            "{}",
            qmp_gen::rust(&run.checked, &run.documents, &Default::default()).unwrap()
        ),
        _ => print!("{}", qmp_gen::snapshot(&run.checked)),
    }
}
