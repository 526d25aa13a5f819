//! Rules for all kinds of definitions.

use crate::support::Verdict::Wrong;
use crate::support::{Case, assert_verdicts};

const DEFINITIONS: &[Case] = &[
    (
        "no definition",
        "{ 'event': 'DIM' }\n{\n 'data': {} }",
        Wrong(2, "exactly one"),
    ),
    (
        "an empty object",
        "{ 'event': 'DIM' }\n{ }",
        Wrong(2, "exactly one"),
    ),
    (
        "two definitions in one object",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp',\n 'enum': 'Hue', 'data': {} }",
        Wrong(2, "exactly one"),
    ),
    (
        "a misspelled kind",
        "{ 'event': 'DIM' }\n{ 'structure': 'Lamp', 'data': {} }",
        Wrong(2, "exactly one"),
    ),
    (
        "a name that is not a string",
        "{ 'event': 'DIM' }\n{ 'struct': [ 'Lamp' ], 'data': {} }",
        Wrong(2, "must be a string"),
    ),
    (
        "a name that is a boolean",
        "{ 'event': 'DIM' }\n{ 'command': true }",
        Wrong(2, "must be a string"),
    ),
    (
        "an enum without data",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue' }",
        Wrong(2, "lacks the required key `data`"),
    ),
    (
        "a struct without data",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp' }",
        Wrong(2, "lacks the required key `data`"),
    ),
    (
        "a union without data",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' },\n 'discriminator': 'h' }",
        Wrong(2, "lacks the required key `data`"),
    ),
    (
        "an alternate without data",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref' }",
        Wrong(2, "lacks the required key `data`"),
    ),
    (
        "an unknown key of an enum",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [],\n 'base': 'Lamp' }",
        Wrong(2, "unknown key `base`"),
    ),
    (
        "an unknown key of a struct",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {},\n 'discriminator': 'x' }",
        Wrong(2, "unknown key `discriminator`"),
    ),
    (
        "an unknown key of an alternate",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 's': 'str' },\n 'base': 'Lamp' }",
        Wrong(2, "unknown key `base`"),
    ),
    (
        "an unknown key of a command",
        "{ 'event': 'DIM' }\n{ 'command': 'flash',\n 'return': 'Lamp' }",
        Wrong(2, "unknown key `return`"),
    ),
    (
        "an unknown key of an event",
        "{ 'event': 'DIM' }\n{ 'event': 'LIT',\n 'returns': 'Lamp' }",
        Wrong(2, "unknown key `returns`"),
    ),
    (
        "a flag of commands on an event",
        "{ 'event': 'DIM' }\n{ 'event': 'LIT', 'gen': false }",
        Wrong(2, "unknown key `gen`"),
    ),
    (
        "a type twice",
        "{ 'enum': 'Hue', 'data': [] }\n{ 'struct': 'Hue',\n 'data': {} }",
        Wrong(2, "already defined"),
    ),
    (
        "a command twice",
        "{ 'command': 'flash' }\n{ 'command': 'flash', 'data': { 'n': 'int' } }",
        Wrong(2, "already defined"),
    ),
    (
        "an event twice",
        "{ 'event': 'DIM' }\n{ 'event': 'DIM' }",
        Wrong(2, "already defined"),
    ),
    (
        "the builtin enum again",
        "{ 'event': 'DIM' }\n{ 'enum': 'QType', 'data': [] }",
        Wrong(2, "already defined"),
    ),
    (
        "a name on the second line",
        "{ 'event': 'DIM' }\n{ 'struct':\n 'lamp', 'data': {} }",
        Wrong(2, "CamelCase"),
    ),
    (
        "the kind on the second line",
        "{ 'event': 'DIM' }\n{\n 'struct': 'Lamp', 'data': { 'of': 'Glass' } }",
        Wrong(2, "unknown type `Glass`"),
    ),
    (
        "the kind after the data",
        "{ 'event': 'DIM' }\n{ 'data': { 'of': 'Glass' },\n 'struct': 'Lamp' }",
        Wrong(2, "unknown type `Glass`"),
    ),
];

/// Invalid names, for each kind of definition.
const NAMES: &[Case] = &[
    (
        "a name with a space",
        "{ 'event': 'DIM' }\n{ 'struct': 'Desk lamp', 'data': {} }",
        Wrong(2, "invalid"),
    ),
    (
        "a name with a star",
        "{ 'event': 'DIM' }\n{ 'struct': '*Lamp', 'data': {} }",
        Wrong(2, "invalid"),
    ),
    (
        "an empty name",
        "{ 'event': 'DIM' }\n{ 'struct': '', 'data': {} }",
        Wrong(2, "invalid"),
    ),
    (
        "a name that begins with a digit",
        "{ 'event': 'DIM' }\n{ 'command': '2flash' }",
        Wrong(2, "invalid"),
    ),
    (
        "a name that begins with a dash",
        "{ 'event': 'DIM' }\n{ 'command': '-flash' }",
        Wrong(2, "invalid"),
    ),
    (
        "a name with a dot",
        "{ 'event': 'DIM' }\n{ 'command': 'flash.now' }",
        Wrong(2, "invalid"),
    ),
    (
        "a vendor without a name",
        "{ 'event': 'DIM' }\n{ 'command': '__com.example_' }",
        Wrong(2, "invalid"),
    ),
    (
        "a name that begins with an underscore",
        "{ 'event': 'DIM' }\n{ 'command': '_flash' }",
        Wrong(2, "invalid"),
    ),
    (
        "a reserved name",
        "{ 'event': 'DIM' }\n{ 'command': 'q_flash' }",
        Wrong(2, "invalid"),
    ),
    (
        "a reserved name with a dash",
        "{ 'event': 'DIM' }\n{ 'command': 'q-flash' }",
        Wrong(2, "invalid"),
    ),
    (
        "a command with an uppercase letter",
        "{ 'event': 'DIM' }\n{ 'command': 'Flash' }",
        Wrong(2, "uppercase"),
    ),
    (
        "a command with an underscore",
        "{ 'event': 'DIM' }\n{ 'command': 'light_up' }",
        Wrong(2, "`_`"),
    ),
    (
        "a command with an uppercase letter and a pragma",
        "{ 'pragma': { 'command-name-exceptions': [ 'Flash' ] } }\n{ 'command': 'Flash' }",
        Wrong(2, "uppercase"),
    ),
    (
        "an event in lowercase",
        "{ 'command': 'flash' }\n{ 'event': 'dim' }",
        Wrong(2, "lowercase"),
    ),
    (
        "an event with a dash",
        "{ 'command': 'flash' }\n{ 'event': 'DIM-2' }",
        Wrong(2, "`-`"),
    ),
    (
        "a struct in lowercase",
        "{ 'event': 'DIM' }\n{ 'struct': 'lamp', 'data': {} }",
        Wrong(2, "CamelCase"),
    ),
    (
        "a struct in uppercase",
        "{ 'event': 'DIM' }\n{ 'struct': 'LAMP', 'data': {} }",
        Wrong(2, "CamelCase"),
    ),
    (
        "an enum with an underscore",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue_All', 'data': [] }",
        Wrong(2, "CamelCase"),
    ),
    (
        "an alternate with a dash",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Lamp-Ref', 'data': { 's': 'str' } }",
        Wrong(2, "CamelCase"),
    ),
    (
        "a type with the name of a builtin",
        "{ 'event': 'DIM' }\n{ 'struct': 'str', 'data': {} }",
        Wrong(2, "`str`"),
    ),
    (
        "a struct that ends in List",
        "{ 'event': 'DIM' }\n{ 'struct': 'LampList', 'data': {} }",
        Wrong(2, "`List`"),
    ),
    (
        "an enum that ends in List",
        "{ 'event': 'DIM' }\n{ 'enum': 'HueList', 'data': [] }",
        Wrong(2, "`List`"),
    ),
    (
        "a pragma for member names on a command",
        "{ 'pragma': { 'member-name-exceptions': [ 'flash' ] } }\n{ 'command': 'flash', 'data': { 'max_n': 'int' } }",
        Wrong(2, "`_`"),
    ),
    (
        "a pragma for member names on an alternate",
        "{ 'pragma': { 'member-name-exceptions': [ 'Ref' ] } }\n{ 'alternate': 'Ref', 'data': { 'a_b': 'int' } }",
        Wrong(2, "`_`"),
    ),
];

const FLAGS: &[Case] = &[
    (
        "gen true",
        "{ 'event': 'DIM' }\n{ 'command': 'flash',\n 'gen': true }",
        Wrong(2, "`gen`"),
    ),
    (
        "gen as a string",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'gen': 'maybe' }",
        Wrong(2, "`gen`"),
    ),
    (
        "success-response true",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'success-response': true }",
        Wrong(2, "`success-response`"),
    ),
    (
        "success-response as a string",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'success-response': 'never' }",
        Wrong(2, "`success-response`"),
    ),
    (
        "allow-oob false",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'allow-oob': false }",
        Wrong(2, "`allow-oob`"),
    ),
    (
        "allow-oob as a string",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'allow-oob': 'true' }",
        Wrong(2, "`allow-oob`"),
    ),
    (
        "allow-preconfig false",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'allow-preconfig': false }",
        Wrong(2, "`allow-preconfig`"),
    ),
    (
        "coroutine false",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'coroutine': false }",
        Wrong(2, "`coroutine`"),
    ),
    (
        "coroutine as an array",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'coroutine': [ true ] }",
        Wrong(2, "`coroutine`"),
    ),
    (
        "boxed false",
        "{ 'struct': 'Lamp', 'data': {} }\n{ 'command': 'flash', 'boxed': false, 'data': 'Lamp' }",
        Wrong(2, "`boxed`"),
    ),
    (
        "boxed as a string",
        "{ 'struct': 'Lamp', 'data': {} }\n{ 'event': 'DIM', 'boxed': 'yes', 'data': 'Lamp' }",
        Wrong(2, "`boxed`"),
    ),
    (
        "out of band in a coroutine",
        "{ 'event': 'DIM' }\n{ 'command': 'flash',\n 'allow-oob': true, 'coroutine': true }",
        Wrong(2, "incompatible"),
    ),
];

const FEATURES: &[Case] = &[
    (
        "not an array",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'features': 'f' }",
        Wrong(2, "array"),
    ),
    (
        "an object",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'features': { 'name': 'f' } }",
        Wrong(2, "array"),
    ),
    (
        "a feature without a name",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'features': [ { 'if': 'A' } ] }",
        Wrong(2, "lacks the required key `name`"),
    ),
    (
        "an unknown key",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'features': [ { 'name': 'f', 'type': 'int' } ] }",
        Wrong(2, "unknown key `type`"),
    ),
    (
        "a name that is not a string",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'features': [ { 'name': [] } ] }",
        Wrong(2, "must be a string"),
    ),
    (
        "a boolean",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'features': [ true ] }",
        Wrong(2, "feature"),
    ),
    (
        "a nested array",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'features': [ [ 'f' ] ] }",
        Wrong(2, "feature"),
    ),
    (
        "a bad name",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'features': [ 'so-so!' ] }",
        Wrong(2, "invalid name"),
    ),
    (
        "a name with an uppercase letter",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'features': [ 'Soso' ] }",
        Wrong(2, "uppercase"),
    ),
    (
        "a name with an underscore",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'features': [ 'so_so' ] }",
        Wrong(2, "`_`"),
    ),
    (
        "a feature twice",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'features': [ 'f', { 'name': 'f', 'if': 'A' } ] }",
        Wrong(2, "`f`"),
    ),
    (
        "a feature twice on a member",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'n': { 'type': 'int', 'features': [ 'f', 'f' ] } } }",
        Wrong(2, "`f`"),
    ),
    (
        "a deprecated type",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'features': [ 'deprecated' ] }",
        Wrong(2, "not supported for types"),
    ),
    (
        "an unstable enum",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [], 'features': [ 'unstable' ] }",
        Wrong(2, "not supported for types"),
    ),
    (
        "a deprecated union",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': {}, 'features': [ 'f', 'deprecated' ] }",
        Wrong(2, "not supported for types"),
    ),
    (
        "an unstable alternate",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 's': 'str' }, 'features': [ 'unstable' ] }",
        Wrong(2, "not supported for types"),
    ),
    (
        "features of a branch",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'struct': 'Lamp', 'data': {} }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h',\n 'data': { 'red': { 'type': 'Lamp', 'features': [ 'f' ] } } }",
        Wrong(2, "unknown key `features`"),
    ),
    (
        "features of an alternative",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 's': { 'type': 'str', 'features': [ 'f' ] } } }",
        Wrong(2, "unknown key `features`"),
    ),
];

#[test]
fn invalid_definitions_are_rejected() {
    assert_verdicts(DEFINITIONS);
}

#[test]
fn invalid_names_are_rejected() {
    assert_verdicts(NAMES);
}

#[test]
fn invalid_flags_are_rejected() {
    assert_verdicts(FLAGS);
}

#[test]
fn invalid_features_are_rejected() {
    assert_verdicts(FEATURES);
}
