mod qmp {
    qmp_client::include_bindings!();
}

fn main() {}
