//! Invalid members and conditions.

use crate::support::Verdict::Wrong;
use crate::support::{Case, assert_verdicts};

const MEMBERS: &[Case] = &[
    (
        "an unknown type",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp',\n 'data': { 'of': 'Glass' } }",
        Wrong(2, "unknown type `Glass`"),
    ),
    (
        "an array of an unknown type",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp',\n 'data': { 'of': [ 'Glass' ] } }",
        Wrong(2, "unknown type `Glass`"),
    ),
    (
        "a command as a type",
        "{ 'command': 'flash' }\n{ 'struct': 'Lamp', 'data': { 'of': 'flash' } }",
        Wrong(2, "unknown type `flash`"),
    ),
    (
        "an array of two types",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'of': [ 'int', 'str' ] } }",
        Wrong(2, "array"),
    ),
    (
        "an array of nothing",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'of': [] } }",
        Wrong(2, "array"),
    ),
    (
        "an array of arrays",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'of': [ [ 'int' ] ] } }",
        Wrong(2, "array"),
    ),
    (
        "an array of an object",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'of': [ { 'type': 'int' } ] } }",
        Wrong(2, "array"),
    ),
    (
        "a boolean as a type",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'of': true } }",
        Wrong(2, "type name"),
    ),
    (
        "an object without a type",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'of': { 'if': 'A' } } }",
        Wrong(2, "lacks the required key `type`"),
    ),
    (
        "an empty object as a type",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'of': {} } }",
        Wrong(2, "lacks the required key `type`"),
    ),
    (
        "an inline object",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'of': { 'n': 'int' } } }",
        Wrong(2, "lacks the required key `type`"),
    ),
    (
        "an unknown key of a member",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp',\n 'data': { 'of': { 'type': 'int', 'default': 'x' } } }",
        Wrong(2, "unknown key `default`"),
    ),
    (
        "an object as the type of a member",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'of': { 'type': { 'n': 'int' } } } }",
        Wrong(2, "type name"),
    ),
    (
        "a name with an uppercase letter",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'Watts': 'int' } }",
        Wrong(2, "uppercase"),
    ),
    (
        "a name with an underscore",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'max_watts': 'int' } }",
        Wrong(2, "`_`"),
    ),
    (
        "a name with an uppercase letter, optional",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { '*Watts': 'int' } }",
        Wrong(2, "uppercase"),
    ),
    (
        "two stars",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { '**watts': 'int' } }",
        Wrong(2, "invalid name"),
    ),
    (
        "a star alone",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { '*': 'int' } }",
        Wrong(2, "invalid name"),
    ),
    (
        "a name that begins with a digit",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { '2d': 'int' } }",
        Wrong(2, "invalid name"),
    ),
    (
        "the reserved name u",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'u': 'int' } }",
        Wrong(2, "reserved"),
    ),
    (
        "a reserved name with has",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { '*has-glass': 'int' } }",
        Wrong(2, "reserved"),
    ),
    (
        "a reserved name with has and a pragma",
        "{ 'pragma': { 'member-name-exceptions': [ 'Lamp' ] } }\n{ 'struct': 'Lamp', 'data': { 'has_glass': 'int' } }",
        Wrong(2, "reserved"),
    ),
    (
        "a reserved name with q",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'q-glass': 'int' } }",
        Wrong(2, "invalid name"),
    ),
    (
        "a reserved name of an argument",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'data': { 'u': 'int' } }",
        Wrong(2, "reserved"),
    ),
    (
        "a reserved name in an event",
        "{ 'command': 'flash' }\n{ 'event': 'DIM', 'data': { 'has-n': 'int' } }",
        Wrong(2, "reserved"),
    ),
    (
        "a reserved name in a base",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue', 'u': 'int' }, 'discriminator': 'h', 'data': {} }",
        Wrong(2, "reserved"),
    ),
    (
        "an argument with an uppercase letter",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'data': { 'N': 'int' } }",
        Wrong(2, "uppercase"),
    ),
    (
        "an argument of an unknown type",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'data': { 'n': 'Glass' } }",
        Wrong(2, "unknown type `Glass`"),
    ),
    (
        "the same member with and without a star",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp',\n 'data': { 'n': 'int', '*n': 'str' } }",
        Wrong(2, "collides"),
    ),
    (
        "two members with the same name in C",
        "{ 'pragma': { 'member-name-exceptions': [ 'Lamp' ] } }\n{ 'struct': 'Lamp',\n 'data': { 'a-b': 'int', 'a_b': 'str' } }",
        Wrong(2, "collides"),
    ),
    (
        "the same argument with and without a star",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'data': { 'n': 'int', '*n': 'str' } }",
        Wrong(2, "collides"),
    ),
];

const CONDITIONS: &[Case] = &[
    (
        "a boolean",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': true }",
        Wrong(2, "string or an object"),
    ),
    (
        "a list",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': [ 'A', 'B' ] }",
        Wrong(2, "string or an object"),
    ),
    (
        "an empty string",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': '' }",
        Wrong(2, "not a valid identifier"),
    ),
    (
        "spaces",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': '  ' }",
        Wrong(2, "not a valid identifier"),
    ),
    (
        "lowercase letters",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': 'config_a' }",
        Wrong(2, "not a valid identifier"),
    ),
    (
        "a digit first",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': '2A' }",
        Wrong(2, "not a valid identifier"),
    ),
    (
        "an underscore first",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': '_A' }",
        Wrong(2, "not a valid identifier"),
    ),
    (
        "an expression",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': 'A && B' }",
        Wrong(2, "not a valid identifier"),
    ),
    (
        "an empty object",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {},\n 'if': {} }",
        Wrong(2, "one of"),
    ),
    (
        "two operators",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': { 'any': [ 'A' ], 'all': [ 'B' ] } }",
        Wrong(2, "one of"),
    ),
    (
        "an unknown operator",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': { 'none': [ 'A' ] } }",
        Wrong(2, "unknown key `none`"),
    ),
    (
        "all of nothing",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': { 'all': [] } }",
        Wrong(2, "must not be empty"),
    ),
    (
        "any of nothing",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': { 'any': [] } }",
        Wrong(2, "must not be empty"),
    ),
    (
        "all of a string",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': { 'all': 'A' } }",
        Wrong(2, "array"),
    ),
    (
        "any of an object",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': { 'any': { 'not': 'A' } } }",
        Wrong(2, "array"),
    ),
    (
        "not of an array",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': { 'not': [ 'A' ] } }",
        Wrong(2, "string or an object"),
    ),
    (
        "a nested boolean",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': { 'not': { 'all': [ 'A', true ] } } }",
        Wrong(2, "string or an object"),
    ),
    (
        "nested lowercase letters",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': { 'any': [ { 'not': 'a' } ] } }",
        Wrong(2, "not a valid identifier"),
    ),
    (
        "a nested array",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': { 'all': [ [ 'A' ] ] } }",
        Wrong(2, "string or an object"),
    ),
    (
        "on a member",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp',\n 'data': { 'n': { 'type': 'int', 'if': 'a' } } }",
        Wrong(2, "not a valid identifier"),
    ),
    (
        "on a value",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue',\n 'data': [ { 'name': 'red', 'if': { 'val': 'A' } } ] }",
        Wrong(2, "unknown key `val`"),
    ),
    (
        "on a feature",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {},\n 'features': [ { 'name': 'f', 'if': '' } ] }",
        Wrong(2, "not a valid identifier"),
    ),
    (
        "on a branch",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'struct': 'Lamp', 'data': {} }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h',\n 'data': { 'red': { 'type': 'Lamp', 'if': [] } } }",
        Wrong(2, "string or an object"),
    ),
    (
        "on an alternative",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 's': { 'type': 'str', 'if': 'a b' } } }",
        Wrong(2, "not a valid identifier"),
    ),
    (
        "on a command",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'if': false }",
        Wrong(2, "string or an object"),
    ),
    (
        "on an event",
        "{ 'command': 'flash' }\n{ 'event': 'DIM', 'if': 'dim' }",
        Wrong(2, "not a valid identifier"),
    ),
];

#[test]
fn invalid_members_are_rejected() {
    assert_verdicts(MEMBERS);
}

#[test]
fn invalid_conditions_are_rejected() {
    assert_verdicts(CONDITIONS);
}
