//! Invalid commands and events.

use crate::support::Verdict::Wrong;
use crate::support::{Case, assert_verdicts};

const COMMANDS: &[Case] = &[
    (
        "data that is a builtin type",
        "{ 'event': 'DIM' }\n{ 'command': 'flash',\n 'data': 'str' }",
        Wrong(2, "str"),
    ),
    (
        "data that is an array",
        "{ 'struct': 'Lamp', 'data': {} }\n{ 'command': 'flash', 'data': [ 'Lamp' ] }",
        Wrong(2, "array"),
    ),
    (
        "data that is an enum",
        "{ 'enum': 'Hue', 'data': [] }\n{ 'command': 'flash', 'data': 'Hue' }",
        Wrong(2, "`Hue`"),
    ),
    (
        "data that is an alternate",
        "{ 'alternate': 'Ref', 'data': { 's': 'str' } }\n{ 'command': 'flash', 'data': 'Ref' }",
        Wrong(2, "`Ref`"),
    ),
    (
        "data that is an alternate, boxed",
        "{ 'alternate': 'Ref', 'data': { 's': 'str' } }\n{ 'command': 'flash', 'data': 'Ref', 'boxed': true }",
        Wrong(2, "`Ref`"),
    ),
    (
        "data that is a boolean",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'data': true }",
        Wrong(2, "type name"),
    ),
    (
        "data of an unknown type",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'data': 'Glass' }",
        Wrong(2, "unknown type `Glass`"),
    ),
    (
        "a union, not boxed",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': {} }\n{ 'command': 'flash', 'data': 'Solid' }",
        Wrong(2, "`boxed`"),
    ),
    (
        "boxed without data",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'boxed': true }",
        Wrong(2, "requires `data`"),
    ),
    (
        "boxed with inline data",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'data': { 'n': 'int' }, 'boxed': true }",
        Wrong(2, "type name"),
    ),
    (
        "boxed with a builtin type",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'data': 'str', 'boxed': true }",
        Wrong(2, "str"),
    ),
    (
        "conditional arguments",
        "{ 'event': 'DIM' }\n{ 'command': 'flash',\n 'data': { 'n': { 'type': 'int', 'if': 'A' } } }",
        Wrong(2, "conditional"),
    ),
    (
        "conditional arguments of a struct",
        "{ 'struct': 'Lamp', 'data': { 'n': { 'type': 'int', 'if': 'A' } } }\n{ 'command': 'flash', 'data': 'Lamp' }",
        Wrong(2, "conditional"),
    ),
    (
        "returns a string",
        "{ 'event': 'DIM' }\n{ 'command': 'query-lamp',\n 'returns': 'str' }",
        Wrong(2, "`returns`"),
    ),
    (
        "returns strings",
        "{ 'event': 'DIM' }\n{ 'command': 'query-lamp', 'returns': [ 'str' ] }",
        Wrong(2, "`returns`"),
    ),
    (
        "returns an enum",
        "{ 'enum': 'Hue', 'data': [] }\n{ 'command': 'query-lamp', 'returns': 'Hue' }",
        Wrong(2, "`returns`"),
    ),
    (
        "returns an alternate",
        "{ 'alternate': 'Ref', 'data': { 's': 'str' } }\n{ 'command': 'query-lamp', 'returns': 'Ref' }",
        Wrong(2, "`returns`"),
    ),
    (
        "returns any",
        "{ 'event': 'DIM' }\n{ 'command': 'query-lamp', 'returns': 'any' }",
        Wrong(2, "`returns`"),
    ),
    (
        "returns a type that another command may return",
        "{ 'pragma': { 'command-returns-exceptions': [ 'query-hue' ] } }\n{ 'command': 'query-lamp', 'returns': 'int' }",
        Wrong(2, "`returns`"),
    ),
    (
        "returns an unknown type",
        "{ 'event': 'DIM' }\n{ 'command': 'query-lamp', 'returns': 'Glass' }",
        Wrong(2, "unknown type `Glass`"),
    ),
    (
        "returns two types",
        "{ 'struct': 'Lamp', 'data': {} }\n{ 'command': 'query-lamp', 'returns': [ 'Lamp', 'Lamp' ] }",
        Wrong(2, "array"),
    ),
    (
        "returns an inline object",
        "{ 'event': 'DIM' }\n{ 'command': 'query-lamp', 'returns': { 'n': 'int' } }",
        Wrong(2, "type name"),
    ),
    (
        "returns a boolean",
        "{ 'event': 'DIM' }\n{ 'command': 'query-lamp', 'returns': true }",
        Wrong(2, "type name"),
    ),
    (
        "boxed false without data",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'boxed': false }",
        Wrong(2, "`boxed`"),
    ),
    (
        "an event with a builtin type",
        "{ 'command': 'flash' }\n{ 'event': 'DIM', 'data': 'int' }",
        Wrong(2, "int"),
    ),
    (
        "an event with an array",
        "{ 'struct': 'Lamp', 'data': {} }\n{ 'event': 'DIM', 'data': [ 'Lamp' ] }",
        Wrong(2, "array"),
    ),
    (
        "an event with an alternate",
        "{ 'alternate': 'Ref', 'data': { 's': 'str' } }\n{ 'event': 'DIM', 'data': 'Ref' }",
        Wrong(2, "`Ref`"),
    ),
    (
        "an event with a union, not boxed",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': {} }\n{ 'event': 'DIM', 'data': 'Solid' }",
        Wrong(2, "`boxed`"),
    ),
    (
        "an event boxed without data",
        "{ 'command': 'flash' }\n{ 'event': 'DIM', 'boxed': true }",
        Wrong(2, "requires `data`"),
    ),
    (
        "an event boxed with inline data",
        "{ 'command': 'flash' }\n{ 'event': 'DIM', 'boxed': true, 'data': {} }",
        Wrong(2, "type name"),
    ),
    (
        "an event with conditional members",
        "{ 'command': 'flash' }\n{ 'event': 'DIM', 'data': { 'n': { 'type': 'int', 'if': 'A' } } }",
        Wrong(2, "conditional"),
    ),
    (
        "an event of an unknown type",
        "{ 'command': 'flash' }\n{ 'event': 'DIM', 'data': 'Glass' }",
        Wrong(2, "unknown type `Glass`"),
    ),
    (
        "conditional arguments of a base",
        "{ 'struct': 'Thing', 'data': { 'n': { 'type': 'int', 'if': 'A' } } } { 'struct': 'Lamp', 'base': 'Thing', 'data': {} }\n{ 'command': 'flash', 'data': 'Lamp' }",
        Wrong(2, "conditional"),
    ),
    (
        "returns the builtin enum",
        "{ 'event': 'DIM' }\n{ 'command': 'query-lamp', 'returns': [ 'QType' ] }",
        Wrong(2, "`returns`"),
    ),
    (
        "data that is the builtin enum",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'data': 'QType' }",
        Wrong(2, "`QType`"),
    ),
];

#[test]
fn invalid_commands_and_events_are_rejected() {
    assert_verdicts(COMMANDS);
}
