//! A schema whose types have the names of derives and of Rust's prelude, with links to each
//! other in their documentation.

use std::fmt::Write as _;

const NAMES: &[&str] = &[
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Event",
    "Extend",
    "Fn",
    "From",
    "Hash",
    "Into",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "Vec",
];

pub(crate) fn schema() -> String {
    let links: Vec<String> = NAMES.iter().map(|name| format!("# @{name}")).collect();
    let links = links.join("\n");
    let mut schema = format!("##\n# @Kind:\n#\n# One of\n{links}\n#\n# @lamp: a @Clone\n#\n");
    schema.push_str("# @kettle: a @Debug\n##\n{ 'enum': 'Kind', 'data': [ 'lamp', 'kettle' ] }\n");
    let mut described = String::new();
    let mut members = Vec::new();
    for (i, name) in NAMES.iter().enumerate() {
        let number = i + 1;
        let (member, definition) = match i % 4 {
            0 => (
                "names",
                format!("'struct': '{name}', 'data': {{ '*names': [ 'str' ] }}"),
            ),
            1 => ("one", format!("'enum': '{name}', 'data': [ 'one' ]")),
            2 => (
                "one",
                format!("'alternate': '{name}', 'data': {{ 'one': 'str' }}"),
            ),
            _ => (
                "kind",
                format!(
                    "'union': '{name}', 'base': {{ 'kind': 'Kind' }}, 'discriminator': 'kind', \
                     'data': {{ 'lamp': 'Lamp{number}' }}"
                ),
            ),
        };
        if i % 4 == 3 {
            let _ = write!(
                schema,
                "##\n# @Lamp{number}:\n#\n# Of @{name}.\n#\n# @names: names\n##\n\
                 {{ 'struct': 'Lamp{number}', 'data': {{ '*names': [ 'str' ] }} }}\n"
            );
        }
        let _ = write!(
            schema,
            "##\n# @{name}:\n#\n# Like\n{links}\n#\n# @{member}: of @{name}\n##\n\
             {{ {definition} }}\n"
        );
        let _ = write!(described, "# @m{number}: a @{name}\n#\n");
        members.push(format!("'m{number}': '{name}'"));
    }
    let _ = write!(
        schema,
        "##\n# @name-all:\n#\n# Names\n{links}\n#\n{described}# Returns: a @Clone\n##\n\
         {{ 'command': 'name-all', 'data': {{ {} }}, 'returns': [ 'AsRef' ] }}\n",
        members.join(", ")
    );
    schema
}
