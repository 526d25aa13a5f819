//! Command tables of `.hx` files.

use qmp_gen::diagnostic::Code;

use crate::{Case, TABLE, case};

pub(crate) fn cases() -> Vec<Case> {
    let lamp_set = "lamp-set\n--------\n\nArguments:\n\n\
                    - \"on\": whether it burns (json-bool)\n\nReturns: nothing\n";
    vec![
        case(
            Code::UnterminatedBlock,
            "",
            TABLE,
            "5:1",
            format!(
                "HXCOMM A table.\n{{\n.name = \"lamp-set\", .args_type = \"on:b\",\n}},\nSQMP\n{lamp_set}"
            ),
        ),
        case(
            Code::TextWithoutHeading,
            "",
            TABLE,
            "6:1",
            format!(
                "HXCOMM A table.\n{{\n.name = \"lamp-set\", .args_type = \"on:b\",\n}},\nSQMP\nLights the lamp.\n\
                 EQMP\nSQMP\n{lamp_set}EQMP\n"
            ),
        ),
        case(
            Code::TypeFromTable,
            "",
            TABLE,
            "4:17",
            "SQMP\nEQMP\n    {\n        .name = \"lamp-set\",\n        .args_type = \"on:b\",\n    },\n",
        ),
        case(
            Code::TableDisagrees,
            "",
            TABLE,
            "8:1",
            format!(
                "SQMP\nEQMP\n    {{\n        .name = \"lamp-set\",\n        \
                 .args_type = \"on:b,colour:s?\",\n    }},\nSQMP\n{lamp_set}EQMP\n"
            ),
        ),
        case(
            Code::TableDisagrees,
            "optional",
            TABLE,
            "13:4",
            format!(
                "SQMP\nEQMP\n    {{\n        .name = \"lamp-set\",\n        \
                 .args_type = \"on:b?\",\n    }},\nSQMP\n{lamp_set}EQMP\n"
            ),
        ),
        case(
            Code::TableEntry,
            "",
            TABLE,
            "3:1",
            "SQMP\nEQMP\n    { \"lamp-set\", \"on:b\", do_lamp_set },\n",
        ),
        case(
            Code::TableEntry,
            "arguments",
            TABLE,
            "3:36",
            "SQMP\nEQMP\n{ .name = \"lamp-set\", .args_type = \"on;b\", },\n",
        ),
    ]
}
