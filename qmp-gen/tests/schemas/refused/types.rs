//! Invalid enums, structs, unions and alternates.

use crate::support::Verdict::Wrong;
use crate::support::{Case, assert_verdicts};

const ENUMS: &[Case] = &[
    (
        "data as an object",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue',\n 'data': { 'red': 'int' } }",
        Wrong(2, "array"),
    ),
    (
        "data as a string",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': 'red' }",
        Wrong(2, "array"),
    ),
    (
        "a prefix that is not a string",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'prefix': [ 'A' ], 'data': [] }",
        Wrong(2, "`prefix`"),
    ),
    (
        "a boolean as a value",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ 'red', true ] }",
        Wrong(2, "must be a string"),
    ),
    (
        "an array as a value",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ [ 'red' ] ] }",
        Wrong(2, "must be a string"),
    ),
    (
        "an object without a name",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ { 'if': 'A' } ] }",
        Wrong(2, "lacks the required key `name`"),
    ),
    (
        "an object with another key",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ { 'name': 'red', 'value': 'x' } ] }",
        Wrong(2, "unknown key `value`"),
    ),
    (
        "a name in an object that is not a string",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ { 'name': true } ] }",
        Wrong(2, "must be a string"),
    ),
    (
        "a bad value",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ 'not\\\\possible' ] }",
        Wrong(2, "invalid name"),
    ),
    (
        "a value with a star",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ '*red' ] }",
        Wrong(2, "invalid name"),
    ),
    (
        "a value with an uppercase letter",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ 'Red' ] }",
        Wrong(2, "uppercase"),
    ),
    (
        "a value with an underscore",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ 'dark_red' ] }",
        Wrong(2, "`_`"),
    ),
    (
        "a value with a digit and an underscore",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ '2_d' ] }",
        Wrong(2, "the value `2_d` must not"),
    ),
    (
        "a value with a digit and a star",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ '2*' ] }",
        Wrong(2, "the value `2*` has"),
    ),
    (
        "a value twice",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ 'red',\n 'green', 'red' ] }",
        Wrong(2, "collides"),
    ),
    (
        "a value twice, once as an object",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ 'red', { 'name': 'red', 'if': 'A' } ] }",
        Wrong(2, "collides"),
    ),
    (
        "two values with the same name in C",
        "{ 'pragma': { 'member-name-exceptions': [ 'Hue' ] } }\n{ 'enum': 'Hue', 'data': [ 'dark-red', 'dark_red' ] }",
        Wrong(2, "collides"),
    ),
    (
        "features of a value that are not an array",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ { 'name': 'red', 'features': 'f' } ] }",
        Wrong(2, "array"),
    ),
];

const STRUCTS: &[Case] = &[
    (
        "data as a string",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': 'Hue' }",
        Wrong(2, "object"),
    ),
    (
        "data as an array",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': [ 'a', 'b' ] }",
        Wrong(2, "object"),
    ),
    (
        "data as a boolean",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': false }",
        Wrong(2, "object"),
    ),
    (
        "an unknown base",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp',\n 'base': 'Thing', 'data': {} }",
        Wrong(2, "unknown type `Thing`"),
    ),
    (
        "an enum as a base",
        "{ 'enum': 'Hue', 'data': [] }\n{ 'struct': 'Lamp', 'base': 'Hue', 'data': {} }",
        Wrong(2, "`Hue`"),
    ),
    (
        "an alternate as a base",
        "{ 'alternate': 'Ref', 'data': { 's': 'str' } }\n{ 'struct': 'Lamp', 'base': 'Ref', 'data': {} }",
        Wrong(2, "`Ref`"),
    ),
    (
        "a union as a base",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': {} }\n{ 'struct': 'Lamp',\n 'base': 'Solid', 'data': {} }",
        Wrong(2, "`Solid`"),
    ),
    (
        "a builtin type as a base",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'base': 'int', 'data': {} }",
        Wrong(2, "`int`"),
    ),
    (
        "an inline base",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'base': { 'n': 'int' }, 'data': {} }",
        Wrong(2, "type name"),
    ),
    (
        "an array as a base",
        "{ 'struct': 'Thing', 'data': {} }\n{ 'struct': 'Lamp', 'base': [ 'Thing' ], 'data': {} }",
        Wrong(2, "type name"),
    ),
    (
        "its own base",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp',\n 'base': 'Lamp', 'data': {} }",
        Wrong(2, "contains itself"),
    ),
    (
        "a member of the base",
        "{ 'struct': 'Thing', 'data': { 'n': 'int' } }\n{ 'struct': 'Lamp', 'base': 'Thing',\n 'data': { 'n': 'str' } }",
        Wrong(2, "collides"),
    ),
    (
        "a member of the base, optional",
        "{ 'struct': 'Thing', 'data': { 'n': 'int' } }\n{ 'struct': 'Lamp', 'base': 'Thing', 'data': { '*n': 'int' } }",
        Wrong(2, "collides"),
    ),
    (
        "a member of the base's base",
        "{ 'struct': 'Thing', 'data': { 'n': 'int' } } { 'struct': 'Mid', 'base': 'Thing', 'data': {} }\n{ 'struct': 'Lamp', 'base': 'Mid', 'data': { 'n': 'str' } }",
        Wrong(2, "collides"),
    ),
    (
        "a member with the same name in C as one of the base",
        "{ 'pragma': { 'member-name-exceptions': [ 'Lamp' ] } } { 'struct': 'Thing', 'data': { 'a-b': 'int' } }\n{ 'struct': 'Lamp', 'base': 'Thing', 'data': { 'a_b': 'str' } }",
        Wrong(2, "collides"),
    ),
];

const UNIONS: &[Case] = &[
    (
        "no discriminator",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'data': {} }",
        Wrong(2, "lacks the required key `discriminator`"),
    ),
    (
        "no base",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'discriminator': 'h', 'data': {} }",
        Wrong(2, "lacks the required key `base`"),
    ),
    (
        "neither a base nor a discriminator",
        "{ 'struct': 'Lamp', 'data': {} }\n{ 'union': 'Solid', 'data': { 'a': 'Lamp' } }",
        Wrong(2, "lacks the required key"),
    ),
    (
        "data as an array",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': [ 'a' ] }",
        Wrong(2, "object"),
    ),
    (
        "data as a string",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': 'Lamp' }",
        Wrong(2, "object"),
    ),
    (
        "a discriminator that is not a string",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': [ 'h' ], 'data': {} }",
        Wrong(2, "must be a string"),
    ),
    (
        "an object as a discriminator",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': {}, 'data': {} }",
        Wrong(2, "must be a string"),
    ),
    (
        "an unknown discriminator",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' },\n 'discriminator': 'hue', 'data': {} }",
        Wrong(2, "`hue`"),
    ),
    (
        "a discriminator of an empty base",
        "{ 'event': 'DIM' }\n{ 'union': 'Solid', 'base': {}, 'discriminator': 'h', 'data': {} }",
        Wrong(2, "`h`"),
    ),
    (
        "a discriminator with a star",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { '*h': 'Hue' }, 'discriminator': '*h', 'data': {} }",
        Wrong(2, "`*h`"),
    ),
    (
        "an optional discriminator",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { '*h': 'Hue' }, 'discriminator': 'h', 'data': {} }",
        Wrong(2, "optional"),
    ),
    (
        "a conditional discriminator",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': { 'type': 'Hue', 'if': 'A' } }, 'discriminator': 'h', 'data': {} }",
        Wrong(2, "conditional"),
    ),
    (
        "a discriminator that is a string",
        "{ 'struct': 'Lamp', 'data': {} }\n{ 'union': 'Solid', 'base': { 'h': 'str' }, 'discriminator': 'h', 'data': { 'a': 'Lamp' } }",
        Wrong(2, "enum type"),
    ),
    (
        "a discriminator that is an array of an enum",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': [ 'Hue' ] }, 'discriminator': 'h', 'data': {} }",
        Wrong(2, "enum type"),
    ),
    (
        "an unknown base",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid',\n 'base': 'Thing', 'discriminator': 'h', 'data': {} }",
        Wrong(2, "unknown type `Thing`"),
    ),
    (
        "a union as a base",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': {} }\n{ 'union': 'Other', 'base': 'Solid', 'discriminator': 'h', 'data': {} }",
        Wrong(2, "`Solid`"),
    ),
    (
        "an enum as a base",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': 'Hue', 'discriminator': 'h', 'data': {} }",
        Wrong(2, "`Hue`"),
    ),
    (
        "an array as a base",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'struct': 'Thing', 'data': { 'h': 'Hue' } }\n{ 'union': 'Solid', 'base': [ 'Thing' ], 'discriminator': 'h', 'data': {} }",
        Wrong(2, "type name"),
    ),
    (
        "a branch that is not a value",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'struct': 'Lamp', 'data': {} }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h',\n 'data': { 'green': 'Lamp' } }",
        Wrong(2, "`green` is not a value"),
    ),
    (
        "a branch with a star",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'struct': 'Lamp', 'data': {} }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': { '*red': 'Lamp' } }",
        Wrong(2, "`*red` is not a value"),
    ),
    (
        "a branch that is an integer",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': { 'red': 'int' } }",
        Wrong(2, "`red`"),
    ),
    (
        "a branch that is an enum",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': { 'red': 'Hue' } }",
        Wrong(2, "`red`"),
    ),
    (
        "a branch that is an array",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'struct': 'Lamp', 'data': {} }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': { 'red': [ 'Lamp' ] } }",
        Wrong(2, "array"),
    ),
    (
        "a branch of an unknown type",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': { 'red': 'Glass' } }",
        Wrong(2, "unknown type `Glass`"),
    ),
    (
        "an inline branch",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': { 'red': { 'n': 'int' } } }",
        Wrong(2, "lacks the required key `type`"),
    ),
    (
        "a branch that is a boolean",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': { 'red': true } }",
        Wrong(2, "type name"),
    ),
    (
        "a branch with a member of the base",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'struct': 'Lamp', 'data': { 'n': 'int' } }\n{ 'union': 'Solid', 'base': { 'h': 'Hue', 'n': 'int' }, 'discriminator': 'h', 'data': { 'red': 'Lamp' } }",
        Wrong(2, "collides"),
    ),
    (
        "a branch with the discriminator",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'struct': 'Lamp', 'data': { '*h': 'int' } }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': { 'red': 'Lamp' } }",
        Wrong(2, "collides"),
    ),
    (
        "a branch of a branch with a member of the base",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'struct': 'Lamp', 'data': { 'n': 'int' } } { 'union': 'Inner', 'base': { 'i': 'Hue' }, 'discriminator': 'i', 'data': { 'red': 'Lamp' } }\n{ 'union': 'Solid', 'base': { 'h': 'Hue', 'n': 'int' }, 'discriminator': 'h', 'data': { 'red': 'Inner' } }",
        Wrong(2, "collides"),
    ),
    (
        "a branch of a branch with the same discriminator",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'union': 'Inner', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': {} }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': { 'red': 'Inner' } }",
        Wrong(2, "collides"),
    ),
    (
        "its own branch",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': { 'red': 'Solid' } }",
        Wrong(2, "itself"),
    ),
    (
        "no branches",
        "{ 'enum': 'Hue', 'data': [] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': {} }",
        Wrong(2, "no branches"),
    ),
    (
        "an unknown key",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': {}, 'boxed': true }",
        Wrong(2, "unknown key `boxed`"),
    ),
];

const ALTERNATES: &[Case] = &[
    (
        "empty",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': {} }",
        Wrong(2, "empty"),
    ),
    (
        "data as an array",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': [ 'int' ] }",
        Wrong(2, "`data`"),
    ),
    (
        "data as a string",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': 'int' }",
        Wrong(2, "`data`"),
    ),
    (
        "two integers",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref',\n 'data': { 'a': 'int', 'b': 'uint8' } }",
        Wrong(2, "distinguished from `a`"),
    ),
    (
        "an integer and a number",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': 'size', 'b': 'number' } }",
        Wrong(2, "distinguished from `a`"),
    ),
    (
        "two objects",
        "{ 'struct': 'Lamp', 'data': {} } { 'struct': 'Thing', 'data': {} }\n{ 'alternate': 'Ref', 'data': { 'a': 'Lamp', 'b': 'Thing' } }",
        Wrong(2, "distinguished from `a`"),
    ),
    (
        "a struct and a union",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'struct': 'Lamp', 'data': {} } { 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': {} }\n{ 'alternate': 'Ref', 'data': { 'a': 'Lamp', 'b': 'Solid' } }",
        Wrong(2, "distinguished from `a`"),
    ),
    (
        "two arrays",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': ['int'], 'b': ['str'] } }",
        Wrong(2, "distinguished from `a`"),
    ),
    (
        "two enums",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'enum': 'Tone', 'data': [ 'low' ] }\n{ 'alternate': 'Ref', 'data': { 'a': 'Hue', 'b': 'Tone' } }",
        Wrong(2, "distinguished from `a`"),
    ),
    (
        "a string and an enum",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'alternate': 'Ref', 'data': { 'a': 'str', 'b': 'Hue' } }",
        Wrong(2, "distinguished from `a`"),
    ),
    (
        "a string and a number",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': 'str', 'b': 'int' } }",
        Wrong(2, "distinguished from `a`"),
    ),
    (
        "a number and a string",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': 'number', 'b': 'str' } }",
        Wrong(2, "distinguished from `a`"),
    ),
    (
        "a string and a boolean",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': 'str', 'b': 'bool' } }",
        Wrong(2, "distinguished from `a`"),
    ),
    (
        "an enum with on and a boolean",
        "{ 'enum': 'Switch', 'data': [ 'on', 'auto' ] }\n{ 'alternate': 'Ref', 'data': { 'a': 'Switch', 'b': 'bool' } }",
        Wrong(2, "distinguished from `a`"),
    ),
    (
        "a boolean and an enum with off",
        "{ 'enum': 'Switch', 'data': [ 'auto', 'off' ] }\n{ 'alternate': 'Ref', 'data': { 'a': 'bool', 'b': 'Switch' } }",
        Wrong(2, "distinguished from `a`"),
    ),
    (
        "an enum with a digit and a number",
        "{ 'enum': 'Dim', 'data': [ 'flat', '3d' ] }\n{ 'alternate': 'Ref', 'data': { 'a': 'Dim', 'b': 'int' } }",
        Wrong(2, "distinguished from `a`"),
    ),
    (
        "the type `any`",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': 'any' } }",
        Wrong(2, "`any`"),
    ),
    (
        "an alternate",
        "{ 'alternate': 'Inner', 'data': { 's': 'str' } }\n{ 'alternate': 'Ref', 'data': { 'a': 'Inner' } }",
        Wrong(2, "`Inner`"),
    ),
    (
        "the alternate itself",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': 'Ref' } }",
        Wrong(2, "`Ref`"),
    ),
    (
        "an unknown type",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': 'Glass' } }",
        Wrong(2, "unknown type `Glass`"),
    ),
    (
        "a bad name",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'A': 'int' } }",
        Wrong(2, "uppercase"),
    ),
    (
        "an optional alternative",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { '*a': 'int' } }",
        Wrong(2, "invalid name"),
    ),
    (
        "an array of two types",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': [ 'int', 'str' ] } }",
        Wrong(2, "array"),
    ),
    (
        "an inline alternative",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': { 'n': 'int' } } }",
        Wrong(2, "lacks the required key `type`"),
    ),
];

#[test]
fn invalid_enums_are_rejected() {
    assert_verdicts(ENUMS);
}

#[test]
fn invalid_structs_are_rejected() {
    assert_verdicts(STRUCTS);
}

#[test]
fn invalid_unions_are_rejected() {
    assert_verdicts(UNIONS);
}

#[test]
fn invalid_alternates_are_rejected() {
    assert_verdicts(ALTERNATES);
}
