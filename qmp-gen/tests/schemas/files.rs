//! Schemas of several files.

use crate::support::Verdict::{self, Fine, Wrong};
use crate::support::{difference, problems, run_files};

/// A name; files, of which the first is the entry point; the file that the verdict is about;
/// and the verdict.
type Case = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
    Verdict,
);

const CASES: &[Case] = &[
    (
        "an include",
        &[
            (
                "main.json",
                "{ 'include': 'lamps.json' }\n{ 'command': 'flash', 'data': 'Lamp' }\n",
            ),
            ("lamps.json", "{ 'struct': 'Lamp', 'data': {} }\n"),
        ],
        "main.json",
        Fine,
    ),
    (
        "a reference to the file that includes",
        &[
            (
                "main.json",
                "{ 'include': 'lamps.json' }\n{ 'enum': 'Hue', 'data': [ 'red' ] }\n",
            ),
            (
                "lamps.json",
                "{ 'struct': 'Lamp', 'data': { 'hue': 'Hue' } }\n",
            ),
        ],
        "main.json",
        Fine,
    ),
    (
        "paths are relative to the file",
        &[
            (
                "main.json",
                "{ 'include': 'sub/a.json' }\n{ 'include': 'sub/deep/c.json' }\n",
            ),
            (
                "sub/a.json",
                "{ 'include': 'b.json' }\n{ 'include': '../top.json' }\n",
            ),
            ("sub/b.json", "{ 'event': 'DIM' }\n"),
            (
                "sub/deep/c.json",
                "{ 'include': '../../top.json' }\n{ 'event': 'LIT' }\n",
            ),
            ("top.json", "{ 'command': 'flash' }\n"),
        ],
        "main.json",
        Fine,
    ),
    (
        "the same file twice",
        &[
            (
                "main.json",
                "{ 'include': 'lamps.json' }\n{ 'include': './lamps.json' }\n{ 'include': 'sub/../lamps.json' }\n{ 'event': 'DIM' }\n",
            ),
            ("lamps.json", "{ 'struct': 'Lamp', 'data': {} }\n"),
            ("sub/other.json", "{ 'event': 'LIT' }\n"),
        ],
        "main.json",
        Fine,
    ),
    (
        "a diamond",
        &[
            (
                "main.json",
                "{ 'include': 'a.json' }\n{ 'include': 'b.json' }\n{ 'event': 'DIM' }\n",
            ),
            ("a.json", "{ 'include': 'c.json' }\n{ 'event': 'DIM1' }\n"),
            ("b.json", "{ 'include': 'c.json' }\n{ 'event': 'DIM2' }\n"),
            ("c.json", "{ 'event': 'DIM3' }\n"),
        ],
        "main.json",
        Fine,
    ),
    (
        "a pragma in an included file",
        &[
            (
                "main.json",
                "{ 'include': 'pragma.json' }\n{ 'command': 'light_up' }\n",
            ),
            (
                "pragma.json",
                "{ 'pragma': { 'command-name-exceptions': [ 'light_up' ] } }\n",
            ),
        ],
        "main.json",
        Fine,
    ),
    (
        "a pragma for an included file",
        &[
            (
                "main.json",
                "{ 'pragma': { 'command-name-exceptions': [ 'light_up' ] } }\n{ 'include': 'lamps.json' }\n",
            ),
            ("lamps.json", "{ 'command': 'light_up' }\n"),
        ],
        "main.json",
        Fine,
    ),
    (
        "doc-required in an included file",
        &[
            (
                "main.json",
                "{ 'include': 'pragma.json' }\n{ 'command': 'flash' }\n",
            ),
            ("pragma.json", "{ 'pragma': { 'doc-required': true } }\n"),
        ],
        "main.json",
        Wrong(2, "documentation comment"),
    ),
    (
        "a file that includes itself",
        &[(
            "main.json",
            "{ 'event': 'DIM' }\n{ 'include': 'main.json' }\n",
        )],
        "main.json",
        Wrong(2, "loop"),
    ),
    (
        "a loop",
        &[
            ("main.json", "{ 'include': 'a.json' }\n{ 'event': 'DIM' }\n"),
            ("a.json", "\n{ 'include': 'sub/b.json' }\n"),
            ("sub/b.json", "\n\n{ 'include': '../main.json' }\n"),
        ],
        "b.json",
        Wrong(3, "loop"),
    ),
    (
        "a missing file in an included file",
        &[
            ("main.json", "{ 'include': 'a.json' }\n{ 'event': 'DIM' }\n"),
            ("a.json", "{ 'event': 'LIT' }\n\n{ 'include': 'b.json' }\n"),
        ],
        "a.json",
        Wrong(3, "b.json"),
    ),
    (
        "a folder instead of a file",
        &[
            ("main.json", "{ 'include': 'sub' }\n{ 'event': 'DIM' }\n"),
            ("sub/a.json", "{ 'event': 'LIT' }\n"),
        ],
        "main.json",
        Wrong(1, "sub"),
    ),
    (
        "an error in an included file",
        &[
            ("main.json", "{ 'include': 'a.json' }\n{ 'event': 'DIM' }\n"),
            (
                "a.json",
                "\n\n{ 'struct': 'Lamp',\n 'data': { 'of': 'Glass' } }\n",
            ),
        ],
        "a.json",
        Wrong(3, "unknown type `Glass`"),
    ),
    (
        "an invalid token in an included file",
        &[
            ("main.json", "{ 'include': 'a.json' }\n{ 'event': 'DIM' }\n"),
            ("a.json", "{ 'event': 'LIT' }\n{ 'struct': Lamp }\n"),
        ],
        "a.json",
        Wrong(2, "stray `Lamp`"),
    ),
    (
        "an included file that begins with a stray word",
        &[
            ("main.json", "{ 'include': 'a.json' }\n{ 'event': 'DIM' }\n"),
            ("a.json", "LIT\n{ 'event': 'LIT' }\n"),
        ],
        "a.json",
        Wrong(1, "stray `LIT`"),
    ),
    (
        "the same name in two files",
        &[
            ("main.json", "{ 'include': 'a.json' }\n{ 'event': 'DIM' }\n"),
            ("a.json", "\n{ 'event': 'DIM' }\n"),
        ],
        "main.json",
        Wrong(2, "already defined"),
    ),
    (
        "a documentation comment before an include",
        &[
            (
                "main.json",
                "##\n# Lamps.\n##\n{ 'include': 'a.json' }\n{ 'event': 'DIM' }\n",
            ),
            ("a.json", "{ 'event': 'LIT' }\n"),
        ],
        "main.json",
        Fine,
    ),
    (
        "an empty included file",
        &[
            ("main.json", "{ 'include': 'a.json' }\n{ 'event': 'DIM' }\n"),
            ("a.json", ""),
        ],
        "main.json",
        Fine,
    ),
    (
        "an included file with only a comment",
        &[
            ("main.json", "{ 'include': 'a.json' }\n{ 'event': 'DIM' }\n"),
            ("a.json", "# later\n"),
        ],
        "main.json",
        Fine,
    ),
    (
        "an included file with another extension",
        &[
            ("main.json", "{ 'include': 'a.qapi' }\n{ 'event': 'DIM' }\n"),
            (
                "a.qapi",
                "##\n# = Lamps\n##\n\n##\n# @LIT:\n##\n{ 'event': 'LIT' }\n",
            ),
        ],
        "main.json",
        Fine,
    ),
    (
        "the documentation of a definition before an include",
        &[
            (
                "main.json",
                "##\n# @DIM:\n##\n{ 'include': 'a.json' }\n{ 'event': 'DIM' }\n",
            ),
            ("a.json", "{ 'event': 'LIT' }\n"),
        ],
        "main.json",
        Wrong(1, "not followed"),
    ),
];

#[test]
fn includes_are_accepted_or_rejected() {
    let mut wrong = Vec::new();
    for (name, files, file, verdict) in CASES {
        if let Some(difference) = difference(&run_files(files).strict(), file, *verdict) {
            wrong.push(format!("--- {name}: {difference}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The chain is far longer than the limit.
#[test]
fn a_long_chain_of_includes_is_reported_once() {
    let count = 3_000;
    let files: Vec<(String, String)> = (0..count)
        .map(|i| {
            let next = format!("{{ 'include': 'f{}.json' }}\n", i + 1);
            let next = if i + 1 < count { next.as_str() } else { "" };
            (
                format!("f{i}.json"),
                format!("{next}{{ 'event': 'DIM{i}' }}\n"),
            )
        })
        .collect();
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let run = run_files(&files);
    assert_eq!(run.documents.len(), count);
    let told: Vec<String> = problems(&run).into_iter().map(|p| p.message).collect();
    assert_eq!(told, ["includes nest more than 64 levels deep"]);
}

/// Included definitions take the place of the first include.
#[test]
fn definitions_are_in_the_order_of_includes() {
    let run = run_files(&[
        (
            "main.json",
            "{ 'event': 'A' }\n{ 'include': 'sub/b.json' }\n{ 'event': 'D' }\n{ 'include': 'sub/b.json' }\n",
        ),
        ("sub/b.json", "{ 'event': 'B' }\n{ 'include': 'c.json' }\n"),
        ("sub/c.json", "{ 'event': 'C' }\n"),
    ]);
    let events: Vec<_> = run
        .interface
        .events()
        .map(|e| e.name.text.as_str())
        .collect();
    assert_eq!(events, ["A", "B", "C", "D"]);
    assert_eq!(run.documents.len(), 3);
    assert!(run.diagnostics.is_empty(), "{}", run.report(false));
}
