//! x
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let run = qmp_gen::Run::of_paths(&args[2..]).unwrap();
    if args[1] == "check" {
        print!("{}", run.report(false));
    } else {
        print!("{}", qmp_gen::snapshot(&run.checked));
    }
}
