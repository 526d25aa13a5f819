//! What the README claims.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

const README: &str = include_str!("../README.md");
const EVENTS: &str = include_str!("../schema/qmp-events.txt");
const BINDINGS: &str = include_str!("bindings/classic.rs");

/// The fenced blocks of the README that begin with ` ```info `.
fn blocks(info: &str) -> Vec<&'static str> {
    let fence = format!("```{info}\n");
    README
        .split(&fence)
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect()
}

#[test]
fn the_section_stands_in_the_documents() {
    let section = blocks("text")[0];
    assert!(
        EVENTS.contains(section.trim_end()),
        "not in schema/qmp-events.txt:\n{section}"
    );
}

#[test]
fn the_rust_is_what_the_section_becomes() {
    // In the bindings every item stands in a module.
    let bindings = BINDINGS.replace("\n    ", "\n");
    for item in blocks("rust,ignore")[0].split("\n\n") {
        assert!(
            bindings.contains(item.trim()),
            "not in the bindings:\n{item}"
        );
    }
}

#[test]
fn the_application_is_the_example() {
    let [_, _, build, application, ..] = blocks("rust,ignore")[..] else {
        panic!("at least four blocks")
    };
    let main = include_str!("../examples/build-script/src/main.rs");
    let (_, function) = application.split_once("fn remove").unwrap();
    assert!(main.contains(function.trim()));
    let script = include_str!("../examples/build-script/build.rs");
    let (_, body) = build.split_once("fn main").unwrap();
    assert!(
        script
            .replace("\"docs\"", "\"docs/qmp\"")
            .contains(body.trim())
    );
}

/// The code that is checked is refused with the words that are shown.
#[test]
fn the_checked_code_is_refused_so() {
    let program = include_str!("macros/refused/readme.rs");
    for part in ["derive(QmpEvent)", "command!("] {
        let code = blocks("rust,ignore");
        let code = code.iter().find(|block| block.contains(part)).unwrap();
        assert!(program.contains(code.trim()), "{code}");
    }
    let said = include_str!("macros/refused/readme.stderr");
    let mut errors = blocks("text");
    errors.retain(|block| block.contains("E0277"));
    assert_eq!(errors.len(), 2);
    for error in errors {
        assert!(said.contains(error.trim()), "{said}");
    }
}

/// The commands are those that work: what they name is there.
#[test]
fn the_commands_name_what_is_there() {
    let commands = blocks("sh").join("\n");
    for word in ["-p qmp-gen", "--example quickstart", "src/qemu.rs"] {
        assert!(commands.contains(word), "{word}");
    }
    assert!(commands.contains("cargo test --workspace"));
}
