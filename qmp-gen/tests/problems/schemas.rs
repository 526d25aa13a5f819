//! QAPI schemas.

use qmp_gen::diagnostic::Code;

use crate::{Case, SCHEMA, case};

pub(crate) fn cases() -> Vec<Case> {
    let described = "##\n# @Lamp:\n#\n# A lamp.\n#\n# @wick: its wick\n#\n# Since: 1.0\n##\n";
    vec![
        case(
            Code::SchemaSyntax,
            "",
            SCHEMA,
            "1:31",
            "{ 'struct': 'Lamp', 'data': { on: 'bool' } }\n",
        ),
        case(
            Code::SchemaForm,
            "",
            SCHEMA,
            "1:13",
            "{ 'struct': 'Lamp', 'data': { 'on': true } }\n",
        ),
        case(
            Code::SchemaRule,
            "",
            SCHEMA,
            "1:13",
            "{ 'struct': 'Lamp', 'data': { 'on': 'bool' }, 'colour': 'red' }\n",
        ),
        case(
            Code::OldSyntax,
            "",
            SCHEMA,
            "1:11",
            "{ 'type': 'Lamp', 'data': { 'on': 'bool' } }\n",
        ),
        case(
            Code::DocForm,
            "",
            SCHEMA,
            "6:3",
            "##\n# @DIM:\n#\n# Since: 1.0\n#\n# Since: 2.0\n##\n{ 'event': 'DIM' }\n",
        ),
        case(
            Code::DocSection,
            "",
            SCHEMA,
            "6:3",
            "##\n# @DIM:\n#\n# It burns low.\n#\n# Note: it still burns.\n##\n{ 'event': 'DIM' }\n",
        ),
        case(
            Code::DocMissing,
            "",
            SCHEMA,
            "10:13",
            format!(
                "{described}{{ 'struct': 'Lamp', 'data': {{ 'wick': 'int', 'oil': 'int' }} }}\n"
            ),
        ),
        case(
            Code::DocUnknown,
            "",
            SCHEMA,
            "6:4",
            format!("{described}{{ 'struct': 'Lamp', 'data': {{}} }}\n"),
        ),
        case(
            Code::DocLayout,
            "",
            SCHEMA,
            "4:16",
            "##\n# @DIM:\n#\n# It burns low. Its oil is nearly used up.\n##\n{ 'event': 'DIM' }\n",
        ),
        case(
            Code::Clash,
            "in C",
            SCHEMA,
            "1:13",
            "{ 'struct': 'Lamp', 'data': { 'a-b': 'bool', 'a_b': 'bool' } }\n",
        ),
        case(
            Code::Clash,
            "a branch with a common member",
            SCHEMA,
            "3:12",
            "{ 'enum': 'Sort', 'data': [ 'oil' ] }\n\
             { 'struct': 'Oil', 'data': { 'full': 'bool' } }\n\
             { 'union': 'Lamp', 'base': { 'sort': 'Sort', 'full': 'bool' },\n  \
             'discriminator': 'sort', 'data': { 'oil': 'Oil' } }\n",
        ),
    ]
}
