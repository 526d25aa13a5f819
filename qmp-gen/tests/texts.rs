//! The text of documentation comments, from the schema to rustdoc.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "common/time.rs"]
mod time;

use qmp_gen::{Document, Run, RustOptions, rust, snapshot};
use time::assert_growth;

fn run(schema: &str) -> Run {
    let run = Run::of_documents([Document::new("lamps.json", schema)]);
    assert_eq!(run.diagnostics.errors(), 0, "{}", run.report(false));
    run
}

/// Returns the documentation before a line of the generated Rust.
fn doc_before(run: &Run, line: &str) -> String {
    let text = rust(&run.interface, &run.documents, &RustOptions::default()).unwrap();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let at = lines.iter().position(|other| other.starts_with(line));
    let at = at.unwrap_or_else(|| panic!("no line `{line}` in:\n{text}"));
    let doc = lines[..at].iter().rev();
    let doc = doc.skip_while(|line| line.starts_with("#["));
    let doc = doc.take_while(|line| line.starts_with("///"));
    let doc: Vec<&str> = doc.map(|line| line.trim_start_matches("///")).collect();
    let doc = doc
        .iter()
        .rev()
        .map(|line| line.strip_prefix(' ').unwrap_or(line));
    doc.collect::<Vec<_>>().join("\n")
}

/// Returns the documentation of a command whose comment has this text.
fn command_doc(text: &str) -> String {
    let comment: String = text.lines().map(|line| format!("# {line}\n")).collect();
    let schema = format!("##\n# @light-up:\n#\n{comment}##\n{{ 'command': 'light-up' }}\n");
    let doc = doc_before(&run(&schema), "pub struct LightUp");
    let end = doc.find("\n\n`light-up` on the wire").unwrap();
    doc[..end].to_owned()
}

/// Returns the documentation of a member whose description has this text.
fn member_doc(text: &str) -> String {
    let schema = format!(
        "##\n# @Lamp:\n#\n# A lamp.\n#\n{text}\n##\n\
         {{ 'struct': 'Lamp', 'data': {{ 'wick': 'str' }} }}\n"
    );
    doc_before(&run(&schema), "pub wick: String")
}

#[test]
fn headings_of_the_manual_are_ignored() {
    let run = run("\
##
# *****
# Lamps
# *****
#
# All about them.
#
# Oil lamps
# =========
#
# They burn.
#
# Wicks
# -----
##

##
# = Gas
##

##
# @LIT:
#
# A lamp burns.
##
{ 'event': 'LIT' }
");
    assert!(run.diagnostics.is_empty(), "{}", run.report(false));
    let doc = doc_before(&run, "pub struct Lit");
    assert_eq!(
        doc,
        "A lamp burns.\n\n`LIT` on the wire; `lamps.json`, line 26."
    );
}

#[test]
fn headings_in_a_text_become_headings() {
    for heading in ["Oil\n~~~", "Oil lamps\n^^^^^^^^^", "+++++\n Oil\n+++++"] {
        let title = heading.trim_matches('+').lines().find(|l| !l.is_empty());
        let doc = command_doc(&format!("Lights it.\n\n{heading}\n\nburns well."));
        let title = title.unwrap().trim();
        assert_eq!(doc, format!("Lights it.\n\n# {title}\n\nburns well."));
    }
    // An ellipsis and a sum are not headings.
    assert_eq!(command_doc("Lights it\n..."), "Lights it\n...");
    assert_eq!(command_doc("Lights\n= 2 lamps"), "Lights\n\\= 2 lamps");
}

#[test]
fn lists_become_lists() {
    let doc = command_doc(
        "\
Do this:

1. Pour oil in.

   Not too much.
2. Choose a wick:

   - a flat one
   - a round one,
     as for a kettle

     * of cotton
     * of hemp
3. light it",
    );
    assert_eq!(
        doc,
        "\
Do this:

1. Pour oil in.

   Not too much.
2. Choose a wick:
   - a flat one
   - a round one,
     as for a kettle
     - of cotton
     - of hemp
3. light it"
    );
    assert_eq!(command_doc("#. one\n#. two"), "1. one\n2. two");
    assert_eq!(command_doc("4) four\n5) five"), "4. four\n5. five");
    let doc = member_doc("# @wick: one of\n#\n#     - flat\n#\n#     - round");
    assert_eq!(doc, "One of\n\n- flat\n- round");
    // A number in running text.
    let doc = command_doc("A lamp of\n12. May is lit.");
    assert_eq!(doc, "A lamp of\n12\\. May is lit.");
}

#[test]
fn notes_may_contain_lists() {
    let doc = command_doc(".. note:: mind this:\n\n   1. It is hot.\n   2. It is bright.\n\nLit.");
    assert_eq!(
        doc,
        "**Note:** mind this:\n\n1. It is hot.\n2. It is bright.\n\nLit."
    );
}

#[test]
fn tables_become_text_blocks() {
    let table = "====  =====\noil   wick\n====  =====\nyes   flat\n\nno    none\n====  =====";
    let doc = command_doc(&format!("These go:\n\n{table}\n\nNo others."));
    assert_eq!(
        doc,
        format!("These go:\n\n```text\n{table}\n```\n\nNo others.")
    );
    let indented = table.replace('\n', "\n   ");
    let doc = command_doc(&format!(".. table:: What goes\n\n   {indented}\n"));
    assert_eq!(doc, format!("What goes\n\n```text\n{table}\n```"));
    let table = "+-----+------+\n| oil | wick |\n+=====+======+\n| yes | flat |\n+-----+------+";
    let doc = command_doc(&format!("These go:\n\n{table}\n\nNo others."));
    assert_eq!(
        doc,
        format!("These go:\n\n```text\n{table}\n```\n\nNo others.")
    );
}

#[test]
fn literal_blocks_become_text_blocks() {
    let block = "\n\n    lamp {\n        oil\n\n    }\n\nDone.";
    let code = "```text\nlamp {\n    oil\n\n}\n```\n\nDone.";
    assert_eq!(
        command_doc(&format!("As in::{block}")),
        format!("As in:\n\n{code}")
    );
    assert_eq!(
        command_doc(&format!("As in\n\n::{block}")),
        format!("As in\n\n{code}")
    );
    assert_eq!(
        command_doc(&format!("As in ::{block}")),
        format!("As in\n\n{code}")
    );
    let doc = member_doc("# @wick: as in::\n#\n#         flat\n#           round\n#\n#     or so");
    assert_eq!(doc, "As in:\n\n```text\nflat\n  round\n```\n\nor so");
    // Without another line that shows the indentation of the text.
    let doc = member_doc("# @wick: as in::\n#\n#     flat\n#       round");
    assert_eq!(doc, "As in:\n\n```text\nflat\n  round\n```");
}

#[test]
fn examples_become_json_blocks() {
    let doc = command_doc(
        "\
Lights it.

.. qmp-example::
   :title: Once

   -> { \"execute\": \"light-up\",
        \"arguments\": {
            \"all\": true } }
   <- {
        \"return\": {
        }
      }

   and then there is light.

It stays lit.",
    );
    assert_eq!(
        doc,
        "\
Lights it.

# Examples

Once

```json
-> { \"execute\": \"light-up\",
     \"arguments\": {
         \"all\": true } }
<- {
     \"return\": {
     }
   }
```

and then there is light.

It stays lit."
    );
    let doc = command_doc(
        "\
Lights it.

.. qmp-example::
   :annotated:

   first this::

     -> { \"execute\": \"light-up\" }

   then this:

   .. code-block:: QMP

     <- { \"return\": {} }
",
    );
    assert_eq!(
        doc,
        "\
Lights it.

# Examples

first this:

```json
-> { \"execute\": \"light-up\" }
```

then this:

```json
{ \"return\": {} }
```"
    );
}

#[test]
fn addresses_become_links() {
    let address = "https://example.org/wiki/Lamp_(oil)?a=1&b=2";
    for (before, behind) in [
        ("See ", "."),
        ("It burns (see ", ")."),
        ("At ", ", as ever"),
    ] {
        let doc = command_doc(&format!("{before}{address}{behind}"));
        assert_eq!(doc, format!("{before}<{address}>{behind}"));
    }
}

#[test]
fn texts_begin_with_a_capital_except_names() {
    assert_eq!(
        command_doc("lights it\n\nand keeps\n\n- the oil"),
        "Lights it\n\nand keeps\n\n- the oil"
    );
    for text in [
        "x86 only",
        "iSCSI lamps",
        "qcow2 files",
        "light-up it",
        "e.g. oil",
        "vCPU",
    ] {
        assert_eq!(command_doc(text).replace('\\', ""), text);
    }
    assert_eq!(command_doc(".. note:: hot"), "**Note:** hot");
}

#[test]
fn advice_is_in_the_deprecation_note() {
    let run = run("\
##
# @light-up:
#
# Lights it.
#
# Features:
#
# @deprecated: Use @lamp-set and ``lamp-get``
#     (see @LIT).
#
#     It will go.
##
{ 'command': 'light-up', 'features': [ 'deprecated' ] }
");
    let doc = doc_before(&run, "pub struct LightUp");
    let advice = "**Deprecated:** Use `lamp-set` and `lamp-get`\n(see `LIT`).\n\nIt will go.";
    assert!(doc.contains(advice), "{doc}");
    let text = rust(&run.interface, &run.documents, &RustOptions::default()).unwrap();
    let note = "#[deprecated(note = \"Use `lamp-set` and `lamp-get` (see `LIT`).\")]";
    assert!(text.contains(note), "{text}");
}

const UNION: &str = "\
##
# @Fuel:
#
# @oil: of olives
#
# @gas: from afar
#
# @wax: in sticks
##
{ 'enum': 'Fuel', 'data': [ 'oil', 'gas', 'wax' ] }

##
# @LampBase:
#
# @fuel: what burns
#
# @name: its name
##
{ 'struct': 'LampBase', 'data': { 'fuel': 'Fuel', '*name': 'str' } }

##
# @OilLamp:
#
# A lamp with oil.
#
# @wick: the wick
#
#     of cotton
##
{ 'struct': 'OilLamp', 'data': { '*wick': 'str' } }

##
# @Lamp:
#
# A lamp of some sort.
#
# @fuel: the fuel of the lamp
##
{ 'union': 'Lamp', 'base': 'LampBase', 'discriminator': 'fuel',
  'data': { 'oil': 'OilLamp' } }

##
# @lamp-add:
#
# Adds a lamp.
##
{ 'command': 'lamp-add', 'boxed': true, 'data': 'Lamp' }

##
# @oil-lamp-add:
##
{ 'command': 'oil-lamp-add', 'data': 'OilLamp' }

##
# @lamp-swap:
#
# @old: the old one
##
{ 'command': 'lamp-swap', 'data': { 'old': 'Lamp', 'fresh': 'Lamp', 'x': 'int' } }

##
# @LIT:
#
# A lamp burns.
##
{ 'event': 'LIT' }
";

#[test]
fn missing_texts_come_from_related_items() {
    let run = run(UNION);
    for (line, doc) in [
        // The discriminator: from the union.
        (
            "pub branch: LampBranch",
            "The fuel of the lamp\n\nThe members that depend on `fuel`.",
        ),
        // A branch: from the enum.
        ("Oil(types::OilLamp)", "Of olives"),
        // Setters: from the member.
        ("pub fn wick(", "The wick"),
        ("pub fn name(mut self", "Its name"),
        // Arguments and wrappers: from the type.
        ("pub wick: Option<String>", "The wick\n\nof cotton"),
        ("pub types::Lamp,", "A lamp of some sort."),
        ("pub fresh: types::Lamp", "A lamp of some sort."),
        // A variant of the set: from the event.
        ("Lit(Lit)", "A lamp burns."),
        // Without any documentation.
        ("pub x: i64", "The member `x`."),
    ] {
        assert_eq!(doc_before(&run, line), doc, "{line}");
    }
}

#[test]
fn since_is_read_from_comments() {
    let schema = "\
##
# @lamp-set:
#
# Since 2.4
#
# @lamp: which one
#
# @wick: 'flat' or 'round' (round since 6.0) (default: flat, since 5.1)
#
# @oil: the oil: one of
#
#     - 'olive' (since 7.0)
##
{ 'command': 'lamp-set', 'data': { 'lamp': 'str', 'wick': 'str', 'oil': 'str' } }
";
    let facts: serde_json::Value = serde_json::from_str(&snapshot(&run(schema).interface)).unwrap();
    let command = &facts["commands"]["lamp-set"];
    assert_eq!(command["since"], "2.4");
    assert_eq!(command["arguments"]["wick"]["since"], "5.1");
    assert!(command["arguments"]["lamp"]["since"].is_null());
    assert!(command["arguments"]["oil"]["since"].is_null());
}

#[test]
fn long_and_deep_texts_are_read_in_bounded_time() {
    let deep = |levels| {
        let item = |level| format!("{}- x\n", "  ".repeat(level));
        command_doc(&(0..levels).map(item).collect::<String>())
    };
    // The indentation makes the text itself quadratic.
    assert_growth("a list", 2, 400, deep);
    for line in [
        "- x",
        "1. x",
        "=== ===\nx\n",
        "-> {",
        "::\n\n  x\n",
        "x\n===",
        "(since (",
        "`x",
        "**",
    ] {
        let text = |lines| command_doc(&format!("{line}\n").repeat(lines));
        assert_growth(line, 1, 4000, text);
    }
}

#[test]
fn texts_of_unlisted_members_are_kept() {
    let run = run("\
##
# @Lamp:
#
# A lamp.
##
{ 'struct': 'Lamp', 'data': { 'oil': 'str' } }

##
# @lamp-add:
#
# Adds a lamp.
#
# @oil: which oil
#
# @wick:
#
#     - a flat one
#     - none
#
# Since: 1.4 (wick since 2.2)
##
{ 'command': 'lamp-add', 'data': 'Lamp' }
");
    let doc = doc_before(&run, "pub struct LampAdd");
    let expected = "\
Adds a lamp.

- `oil`: which oil
- `wick`:
  - a flat one
  - none

Since 1.4 (wick since 2.2)

`lamp-add` on the wire; `lamps.json`, line 22.";
    assert_eq!(doc, expected);
}

#[test]
fn the_name_in_a_comment_may_differ_in_case() {
    let run = run("\
##
# @LAMP:
#
# A lamp.
##
{ 'struct': 'Lamp', 'data': {} }

##
# @Kettle:
#
# A kettle.
##
{ 'struct': 'Pot', 'data': {} }
");
    assert_eq!(run.diagnostics.len(), 2);
    assert_eq!(doc_before(&run, "pub struct Lamp"), "A lamp.");
    assert_eq!(doc_before(&run, "pub struct Pot"), "The type `Pot`.");
}

#[test]
fn references_become_links() {
    for (text, expected) in [
        (
            "as `light-up` does",
            "As [`light-up`](struct@super::commands::LightUp) does",
        ),
        (
            "as `light-up().x <light-up>` does",
            "As [`light-up().x`](struct@super::commands::LightUp) does",
        ),
        ("as :qmp:cmd:`dim` does", "As `dim` does"),
        (
            "see `the lamps <https://example.org/a>`_",
            "See [the lamps](<https://example.org/a>)",
        ),
    ] {
        assert_eq!(command_doc(text), expected);
    }
}

#[test]
fn examples_that_are_not_json_become_text_blocks() {
    let doc = command_doc(
        "\
Lights it.

.. qmp-example::

   -> { \"execute\": \"light-up\" }
        \"arguments\": {} }
   <- { \"return\": {} }
",
    );
    let expected = "\
Lights it.

# Examples

```text
-> { \"execute\": \"light-up\" }
     \"arguments\": {} }
<- { \"return\": {} }
```";
    assert_eq!(doc, expected);
}
