//! Real documents as command tables.

use qmp_gen::{Document, Run};
use serde_json::Value;

use crate::common::{documents, facts, folders};
use crate::problems;

/// The documents are converted: each section becomes a block, after an entry with the arguments
/// that the section lists.
#[test]
fn documents_have_the_same_facts_as_tables() {
    let few = ["schema", "0.14.0", "2.8.0"];
    for folder in folders()
        .iter()
        .filter(|folder| few.contains(&folder.name.as_str()))
    {
        let text = documents(folder).remove(0);
        let plain = facts(&Run::of_documents([text.clone()]));
        let run = Run::of_documents([Document::new(
            "qmp-commands.hx",
            as_table(text.text(), &plain["commands"]),
        )]);
        let name = &folder.name;
        assert!(facts(&run) == plain, "{name}: the facts differ");
        let table = ["table-disagrees", "type-from-table", "table-entry"];
        let of_table: Vec<String> = problems(&run)
            .into_iter()
            .filter(|problem| table.iter().any(|code| problem.contains(code)))
            // `as_table` also lists arguments that were inferred because the text lists none.
            .filter(|problem| !problem.contains("lists no arguments"))
            .collect();
        assert_eq!(of_table, [""; 0], "{name}");
        assert_eq!(run.diagnostics.errors(), 0, "{name}");
    }
}

fn as_table(text: &str, commands: &Value) -> String {
    let mut hx = String::from("HXCOMM A table.\nSQMP\n");
    let lines: Vec<&str> = text.lines().collect();
    for (i, line) in lines.iter().enumerate() {
        let underlined = lines.get(i + 1).is_some_and(|next| next.starts_with("---"));
        if let (true, Some(command)) = (underlined, commands.get(line.trim())) {
            hx += "\nEQMP\n\n";
            hx += &table_entry(line.trim(), command);
            hx += "\nSQMP\n";
        }
        hx += line;
        hx.push('\n');
    }
    hx + "EQMP\n"
}

fn table_entry(name: &str, command: &Value) -> String {
    let mut types = Vec::new();
    for (argument, facts) in command["arguments"].as_object().into_iter().flatten() {
        let letter = match facts["type"].as_str().unwrap() {
            "str" => "s",
            "int" => "l",
            "number" => "T",
            "bool" => "b",
            _ => "q",
        };
        let mark = if facts["optional"] == true { "?" } else { "" };
        types.push(format!("{argument}:{letter}{mark}"));
    }
    if command["open"] == true {
        types.push("options:O".to_owned());
    }
    format!(
        "    {{\n        .name       = \"{name}\",\n        .args_type  = \"{}\",\n        \
         .help       = \"{{ see below, or not }}\",\n        .mhandler.cmd_new = qmp_{},\n    }},\n",
        types.join(","),
        name.replace('-', "_"),
    )
}
