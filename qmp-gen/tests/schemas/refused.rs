//! What the language refuses, and where.
//!
//! What is wrong with a definition is reported at its first line, what is wrong
//! with a text at the token, and what is wrong with a comment at the comment's
//! line: as QEMU's generator does.

use crate::support::Verdict::Wrong;
use crate::support::{Case, check, errors, run};

const SYNTAX: &[Case] = &[
    (
        "a stray word",
        "{ 'enum': 'Hue',\n  'data': nothing }",
        Wrong(2, "stray `nothing`"),
    ),
    (
        "a stray sign",
        "{ 'event': 'DIM' }\n;\n",
        Wrong(2, "stray `;`"),
    ),
    (
        "a stray word behind a value",
        "{ 'event': 'DIM' } dimmer\n",
        Wrong(1, "stray `dimmer`"),
    ),
    (
        "a stray bracket",
        "{ 'event': 'DIM' }\n}\n",
        Wrong(2, "stray `}`"),
    ),
    (
        "a stray comma",
        "{ 'event': 'DIM' },\n{ 'event': 'LIT' }\n",
        Wrong(1, "stray `,`"),
    ),
    (
        "a number",
        "{ 'enum': 'Hue',\n  'data': [\n    7 ] }",
        Wrong(3, "stray `7`"),
    ),
    (
        "null",
        "{ 'struct': 'Lamp', 'data': {},\n  'base': null }",
        Wrong(2, "stray `null`"),
    ),
    (
        "a boolean in capitals",
        "{ 'command': 'flash',\n  'gen': False }",
        Wrong(2, "stray `False`"),
    ),
    (
        "a letter that is not ASCII",
        "{ 'event': 'DIM' }\n\u{e4}\n",
        Wrong(2, "stray `\u{e4}`"),
    ),
    (
        "a control character",
        "{ 'event': 'DIM',\n \u{1} }",
        Wrong(2, "stray"),
    ),
    (
        "a key without quotes",
        "{ enum: 'Hue', 'data': [] }",
        Wrong(1, "expected a string"),
    ),
    (
        "a key that is an array",
        "{\n ['a']: 'b' }",
        Wrong(2, "expected a string"),
    ),
    (
        "no comma between members",
        "{ 'enum': 'Hue'\n  'data': [] }",
        Wrong(2, "comma"),
    ),
    (
        "no comma between values",
        "{ 'enum': 'Hue', 'data': [ 'red'\n  'green' ] }",
        Wrong(2, "comma"),
    ),
    (
        "no comma between objects",
        "{ 'enum': 'Hue', 'data': [ { 'name': 'red' }\n  { 'name': 'green' } ] }",
        Wrong(2, "expected"),
    ),
    (
        "a colon for a comma",
        "{ 'enum': 'Hue':\n  'data': [] }",
        Wrong(1, "stray `:`"),
    ),
    (
        "no value",
        "{ 'enum': 'Hue', 'data':\n }",
        Wrong(2, "stray `}`"),
    ),
    (
        "a comma for a value",
        "{ 'enum': 'Hue', 'data':\n , }",
        Wrong(2, "stray `,`"),
    ),
    (
        "a comma at the beginning",
        "{\n , 'event': 'DIM' }",
        Wrong(2, "stray `,`"),
    ),
    (
        "two commas",
        "{ 'enum': 'Hue',,\n  'data': [] }",
        Wrong(1, "`,`"),
    ),
    (
        "a comma at the end of an object",
        "{ 'enum': 'Hue', 'data': [], }\n",
        Wrong(1, "comma"),
    ),
    (
        "a comma at the end of an array",
        "{ 'enum': 'Hue',\n 'data': [ 'red', ] }",
        Wrong(2, "comma"),
    ),
    (
        "an array that an object's bracket ends",
        "{ 'enum': 'Hue',\n 'data': [ 'red' }",
        Wrong(2, "stray `}`"),
    ),
    (
        "an object that an array's bracket ends",
        "{ 'enum': 'Hue',\n 'data': [ 'red' ] ]",
        Wrong(2, "stray `]`"),
    ),
    (
        "a string that does not end",
        "{ 'enum': 'Hue,\n  'data': [] }",
        Wrong(1, "string"),
    ),
    (
        "a string that ends with the file",
        "{ 'enum':\n 'Hue",
        Wrong(2, "string"),
    ),
    (
        "a key twice",
        "{ 'enum': 'Hue', 'data': [],\n  'data': [ 'red' ] }",
        Wrong(2, "duplicate key `data`"),
    ),
    (
        "a member twice",
        "{ 'struct': 'Lamp', 'data': {\n 'n': 'int',\n 'n': 'str' } }",
        Wrong(3, "duplicate key `n`"),
    ),
    (
        "a string at the top",
        "{ 'event': 'DIM' }\n'event'\n",
        Wrong(2, "objects"),
    ),
    (
        "an array at the top",
        "{ 'event': 'DIM' }\n[ { 'event': 'LIT' } ]\n",
        Wrong(2, "objects"),
    ),
    (
        "a boolean at the top",
        "{ 'event': 'DIM' }\ntrue\n",
        Wrong(2, "objects"),
    ),
];

const PRAGMAS: &[Case] = &[
    (
        "an include with more",
        "{ 'event': 'DIM' }\n{ 'include': 'a.json',\n  'if': 'A' }",
        Wrong(2, "alone"),
    ),
    (
        "an include that is no string",
        "{ 'event': 'DIM' }\n{\n 'include': [ 'a.json' ] }",
        Wrong(2, "string"),
    ),
    (
        "an include that is not there",
        "{ 'event': 'DIM' }\n{\n 'include': 'not-there.json' }",
        Wrong(2, "not-there.json"),
    ),
    (
        "a pragma with more",
        "{ 'event': 'DIM' }\n{ 'pragma': {}, 'if': 'A' }",
        Wrong(2, "alone"),
    ),
    (
        "a pragma that is a string",
        "{ 'event': 'DIM' }\n{\n 'pragma': 'doc-required' }",
        Wrong(2, "object"),
    ),
    (
        "an unknown pragma",
        "{ 'event': 'DIM' }\n{ 'pragma': { 'lamps': true } }",
        Wrong(2, "unknown pragma `lamps`"),
    ),
    (
        "doc-required as a string",
        "{ 'event': 'DIM' }\n{ 'pragma': {\n 'doc-required': 'yes' } }",
        Wrong(2, "`doc-required`"),
    ),
    (
        "doc-required as a list",
        "{ 'event': 'DIM' }\n{ 'pragma': { 'doc-required': [] } }",
        Wrong(2, "`doc-required`"),
    ),
    (
        "exceptions as a string",
        "{ 'event': 'DIM' }\n{ 'pragma': { 'command-name-exceptions': 'a_b' } }",
        Wrong(2, "list of strings"),
    ),
    (
        "exceptions of the wrong type",
        "{ 'event': 'DIM' }\n{ 'pragma': { 'command-returns-exceptions': [ 'a', true ] } }",
        Wrong(2, "list of strings"),
    ),
    (
        "exceptions as an object",
        "{ 'event': 'DIM' }\n{ 'pragma': { 'member-name-exceptions': { 'Lamp': true } } }",
        Wrong(2, "list of strings"),
    ),
    (
        "exceptions as a boolean",
        "{ 'event': 'DIM' }\n{ 'pragma': { 'documentation-exceptions': true } }",
        Wrong(2, "list of strings"),
    ),
];

const DEFINITIONS: &[Case] = &[
    (
        "nothing defined",
        "{ 'event': 'DIM' }\n{\n 'data': {} }",
        Wrong(2, "exactly one"),
    ),
    (
        "an empty object",
        "{ 'event': 'DIM' }\n{ }",
        Wrong(2, "exactly one"),
    ),
    (
        "two things defined",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp',\n 'enum': 'Hue', 'data': {} }",
        Wrong(2, "exactly one"),
    ),
    (
        "a misspelled sort",
        "{ 'event': 'DIM' }\n{ 'structure': 'Lamp', 'data': {} }",
        Wrong(2, "exactly one"),
    ),
    (
        "a name that is no string",
        "{ 'event': 'DIM' }\n{ 'struct': [ 'Lamp' ], 'data': {} }",
        Wrong(2, "string name"),
    ),
    (
        "a name that is a boolean",
        "{ 'event': 'DIM' }\n{ 'command': true }",
        Wrong(2, "string name"),
    ),
    (
        "an enum without data",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue' }",
        Wrong(2, "misses the key `data`"),
    ),
    (
        "a struct without data",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp' }",
        Wrong(2, "misses the key `data`"),
    ),
    (
        "a union without data",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' },\n 'discriminator': 'h' }",
        Wrong(2, "misses the key `data`"),
    ),
    (
        "an alternate without data",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref' }",
        Wrong(2, "misses the key `data`"),
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
];

/// Names that are none, of each sort of definition.
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
        "a command with a capital",
        "{ 'event': 'DIM' }\n{ 'command': 'Flash' }",
        Wrong(2, "uppercase"),
    ),
    (
        "a command with an underscore",
        "{ 'event': 'DIM' }\n{ 'command': 'light_up' }",
        Wrong(2, "`_`"),
    ),
    (
        "a command with a capital in spite of a pragma",
        "{ 'pragma': { 'command-name-exceptions': [ 'Flash' ] } }\n{ 'command': 'Flash' }",
        Wrong(2, "uppercase"),
    ),
    (
        "an event in small letters",
        "{ 'command': 'flash' }\n{ 'event': 'dim' }",
        Wrong(2, "lowercase"),
    ),
    (
        "an event with a dash",
        "{ 'command': 'flash' }\n{ 'event': 'DIM-2' }",
        Wrong(2, "`-`"),
    ),
    (
        "a struct in small letters",
        "{ 'event': 'DIM' }\n{ 'struct': 'lamp', 'data': {} }",
        Wrong(2, "CamelCase"),
    ),
    (
        "a struct in capitals",
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
        "a type that goes by a builtin name",
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
];

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
        "a command for a type",
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
        "a boolean for a type",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'of': true } }",
        Wrong(2, "type name"),
    ),
    (
        "an object without a type",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'of': { 'if': 'A' } } }",
        Wrong(2, "misses the key `type`"),
    ),
    (
        "an empty object for a type",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'of': {} } }",
        Wrong(2, "misses the key `type`"),
    ),
    (
        "an object in place",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'of': { 'n': 'int' } } }",
        Wrong(2, "misses the key `type`"),
    ),
    (
        "an unknown key of a member",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp',\n 'data': { 'of': { 'type': 'int', 'default': 'x' } } }",
        Wrong(2, "unknown key `default`"),
    ),
    (
        "a type in an object in an object",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'of': { 'type': { 'n': 'int' } } } }",
        Wrong(2, "type name"),
    ),
    (
        "a name with a capital",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'Watts': 'int' } }",
        Wrong(2, "uppercase"),
    ),
    (
        "a name with an underscore",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': { 'max_watts': 'int' } }",
        Wrong(2, "`_`"),
    ),
    (
        "a name with a capital, optional",
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
        "an argument with a capital",
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
        "two members that are one in C",
        "{ 'pragma': { 'member-name-exceptions': [ 'Lamp' ] } }\n{ 'struct': 'Lamp',\n 'data': { 'a-b': 'int', 'a_b': 'str' } }",
        Wrong(2, "collides"),
    ),
    (
        "the same argument with and without a star",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'data': { 'n': 'int', '*n': 'str' } }",
        Wrong(2, "collides"),
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
        "small letters",
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
        Wrong(2, "useless"),
    ),
    (
        "any of nothing",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': { 'any': [] } }",
        Wrong(2, "useless"),
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
        "a boolean deep inside",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': { 'not': { 'all': [ 'A', true ] } } }",
        Wrong(2, "string or an object"),
    ),
    (
        "small letters deep inside",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': { 'any': [ { 'not': 'a' } ] } }",
        Wrong(2, "not a valid identifier"),
    ),
    (
        "an array deep inside",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'if': { 'all': [ [ 'A' ] ] } }",
        Wrong(2, "string or an object"),
    ),
    (
        "of a member",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp',\n 'data': { 'n': { 'type': 'int', 'if': 'a' } } }",
        Wrong(2, "not a valid identifier"),
    ),
    (
        "of a value",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue',\n 'data': [ { 'name': 'red', 'if': { 'val': 'A' } } ] }",
        Wrong(2, "unknown key `val`"),
    ),
    (
        "of a feature",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {},\n 'features': [ { 'name': 'f', 'if': '' } ] }",
        Wrong(2, "not a valid identifier"),
    ),
    (
        "of a branch",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'struct': 'Lamp', 'data': {} }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h',\n 'data': { 'red': { 'type': 'Lamp', 'if': [] } } }",
        Wrong(2, "string or an object"),
    ),
    (
        "of an alternative",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 's': { 'type': 'str', 'if': 'a b' } } }",
        Wrong(2, "not a valid identifier"),
    ),
    (
        "of a command",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'if': false }",
        Wrong(2, "string or an object"),
    ),
    (
        "of an event",
        "{ 'command': 'flash' }\n{ 'event': 'DIM', 'if': 'dim' }",
        Wrong(2, "not a valid identifier"),
    ),
];

const FEATURES: &[Case] = &[
    (
        "no array",
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
        Wrong(2, "misses the key `name`"),
    ),
    (
        "an unknown key",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'features': [ { 'name': 'f', 'type': 'int' } ] }",
        Wrong(2, "unknown key `type`"),
    ),
    (
        "a name that is no string",
        "{ 'event': 'DIM' }\n{ 'struct': 'Lamp', 'data': {}, 'features': [ { 'name': [] } ] }",
        Wrong(2, "string name"),
    ),
    (
        "a boolean",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'features': [ true ] }",
        Wrong(2, "feature"),
    ),
    (
        "an array in the array",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'features': [ [ 'f' ] ] }",
        Wrong(2, "feature"),
    ),
    (
        "a bad name",
        "{ 'event': 'DIM' }\n{ 'command': 'flash', 'features': [ 'so-so!' ] }",
        Wrong(2, "invalid name"),
    ),
    (
        "a name with a capital",
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
        "a prefix that is no string",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'prefix': [ 'A' ], 'data': [] }",
        Wrong(2, "`prefix`"),
    ),
    (
        "a boolean as a value",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ 'red', true ] }",
        Wrong(2, "string name"),
    ),
    (
        "an array as a value",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ [ 'red' ] ] }",
        Wrong(2, "string name"),
    ),
    (
        "an object without a name",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ { 'if': 'A' } ] }",
        Wrong(2, "misses the key `name`"),
    ),
    (
        "an object with more",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ { 'name': 'red', 'value': 'x' } ] }",
        Wrong(2, "unknown key `value`"),
    ),
    (
        "a name in an object that is no string",
        "{ 'event': 'DIM' }\n{ 'enum': 'Hue', 'data': [ { 'name': true } ] }",
        Wrong(2, "string name"),
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
        "a value with a capital",
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
        Wrong(2, "`_`"),
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
        "two values that are one in C",
        "{ 'pragma': { 'member-name-exceptions': [ 'Hue' ] } }\n{ 'enum': 'Hue', 'data': [ 'dark-red', 'dark_red' ] }",
        Wrong(2, "collides"),
    ),
    (
        "features of a value that are none",
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
        "a base in place",
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
        "a member that the base has",
        "{ 'struct': 'Thing', 'data': { 'n': 'int' } }\n{ 'struct': 'Lamp', 'base': 'Thing',\n 'data': { 'n': 'str' } }",
        Wrong(2, "collides"),
    ),
    (
        "a member that the base has, optional",
        "{ 'struct': 'Thing', 'data': { 'n': 'int' } }\n{ 'struct': 'Lamp', 'base': 'Thing', 'data': { '*n': 'int' } }",
        Wrong(2, "collides"),
    ),
    (
        "a member that the base's base has",
        "{ 'struct': 'Thing', 'data': { 'n': 'int' } } { 'struct': 'Mid', 'base': 'Thing', 'data': {} }\n{ 'struct': 'Lamp', 'base': 'Mid', 'data': { 'n': 'str' } }",
        Wrong(2, "collides"),
    ),
];

const UNIONS: &[Case] = &[
    (
        "no discriminator",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'data': {} }",
        Wrong(2, "misses the key `discriminator`"),
    ),
    (
        "no base",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'discriminator': 'h', 'data': {} }",
        Wrong(2, "misses the key `base`"),
    ),
    (
        "neither",
        "{ 'struct': 'Lamp', 'data': {} }\n{ 'union': 'Solid', 'data': { 'a': 'Lamp' } }",
        Wrong(2, "misses the key"),
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
        "a discriminator that is no string",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': [ 'h' ], 'data': {} }",
        Wrong(2, "string name"),
    ),
    (
        "an object as a discriminator",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': {}, 'data': {} }",
        Wrong(2, "string name"),
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
        "a branch that is no value",
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
        "a branch in place",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': { 'red': { 'n': 'int' } } }",
        Wrong(2, "misses the key `type`"),
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
        Wrong(2, "told from `a`"),
    ),
    (
        "an integer and a number",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': 'size', 'b': 'number' } }",
        Wrong(2, "told from `a`"),
    ),
    (
        "two objects",
        "{ 'struct': 'Lamp', 'data': {} } { 'struct': 'Thing', 'data': {} }\n{ 'alternate': 'Ref', 'data': { 'a': 'Lamp', 'b': 'Thing' } }",
        Wrong(2, "told from `a`"),
    ),
    (
        "a struct and a union",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'struct': 'Lamp', 'data': {} } { 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': {} }\n{ 'alternate': 'Ref', 'data': { 'a': 'Lamp', 'b': 'Solid' } }",
        Wrong(2, "told from `a`"),
    ),
    (
        "two arrays",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': ['int'], 'b': ['str'] } }",
        Wrong(2, "told from `a`"),
    ),
    (
        "two enums",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'enum': 'Tone', 'data': [ 'low' ] }\n{ 'alternate': 'Ref', 'data': { 'a': 'Hue', 'b': 'Tone' } }",
        Wrong(2, "told from `a`"),
    ),
    (
        "a string and an enum",
        "{ 'enum': 'Hue', 'data': [ 'red' ] }\n{ 'alternate': 'Ref', 'data': { 'a': 'str', 'b': 'Hue' } }",
        Wrong(2, "told from `a`"),
    ),
    (
        "a string and a number",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': 'str', 'b': 'int' } }",
        Wrong(2, "told from `a`"),
    ),
    (
        "a number and a string",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': 'number', 'b': 'str' } }",
        Wrong(2, "told from `a`"),
    ),
    (
        "a string and a boolean",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': 'str', 'b': 'bool' } }",
        Wrong(2, "told from `a`"),
    ),
    (
        "an enum with on and a boolean",
        "{ 'enum': 'Switch', 'data': [ 'on', 'auto' ] }\n{ 'alternate': 'Ref', 'data': { 'a': 'Switch', 'b': 'bool' } }",
        Wrong(2, "told from `a`"),
    ),
    (
        "a boolean and an enum with off",
        "{ 'enum': 'Switch', 'data': [ 'auto', 'off' ] }\n{ 'alternate': 'Ref', 'data': { 'a': 'bool', 'b': 'Switch' } }",
        Wrong(2, "told from `a`"),
    ),
    (
        "an enum with a digit and a number",
        "{ 'enum': 'Dim', 'data': [ 'flat', '3d' ] }\n{ 'alternate': 'Ref', 'data': { 'a': 'Dim', 'b': 'int' } }",
        Wrong(2, "told from `a`"),
    ),
    (
        "anything",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': 'any' } }",
        Wrong(2, "`any`"),
    ),
    (
        "an alternate",
        "{ 'alternate': 'Inner', 'data': { 's': 'str' } }\n{ 'alternate': 'Ref', 'data': { 'a': 'Inner' } }",
        Wrong(2, "`Inner`"),
    ),
    (
        "itself",
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
        "an alternative in place",
        "{ 'event': 'DIM' }\n{ 'alternate': 'Ref', 'data': { 'a': { 'n': 'int' } } }",
        Wrong(2, "misses the key `type`"),
    ),
];

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
        "boxed with data in place",
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
        "returns what another may",
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
        "returns an object in place",
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
        "an event boxed with data in place",
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
];

const DOCS: &[Case] = &[
    (
        "for another",
        "##\n# @LIT:\n##\n{ 'event': 'DIM' }",
        Wrong(4, "is for `LIT`"),
    ),
    (
        "without a colon",
        "##\n# @DIM\n##\n{ 'event': 'DIM' }",
        Wrong(2, "should end with `:`"),
    ),
    (
        "a member that is not there",
        "##\n# @DIM:\n#\n# @by: how much\n#\n# @at: when\n##\n{ 'event': 'DIM', 'data': { 'by': 'int' } }",
        Wrong(6, "`at`"),
    ),
    (
        "a value that is not there",
        "##\n# @Hue:\n#\n# @red: as blood\n#\n# @green: as grass\n##\n{ 'enum': 'Hue', 'data': [ 'red' ] }",
        Wrong(6, "`green`"),
    ),
    (
        "a member that is not there, of a struct",
        "##\n# @Lamp:\n#\n# @watts: power\n##\n{ 'struct': 'Lamp', 'data': {} }",
        Wrong(4, "`watts`"),
    ),
    (
        "an alternative that is not there",
        "##\n# @Ref:\n#\n# @s: a string\n# @n: a number\n##\n{ 'alternate': 'Ref', 'data': { 's': 'str' } }",
        Wrong(5, "`n`"),
    ),
    (
        "an argument that is not there",
        "##\n# @flash:\n#\n# @n: how often\n##\n{ 'command': 'flash' }",
        Wrong(4, "`n`"),
    ),
    (
        "a member of the base",
        "{ 'struct': 'Thing', 'data': { 'n': 'int' } }\n##\n# @Lamp:\n#\n# @n: a number\n##\n{ 'struct': 'Lamp', 'base': 'Thing', 'data': {} }",
        Wrong(5, "`n`"),
    ),
    (
        "a branch that is described",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'struct': 'Lamp', 'data': {} }\n##\n# @Solid:\n#\n# @h: its hue\n# @red: not a member\n##\n{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h', 'data': { 'red': 'Lamp' } }",
        Wrong(6, "`red`"),
    ),
    (
        "a member twice",
        "##\n# @DIM:\n#\n# @by: how much\n#\n# @by: how many\n##\n{ 'event': 'DIM', 'data': { 'by': 'int' } }",
        Wrong(6, "`by`"),
    ),
    (
        "a feature twice",
        "##\n# @flash:\n#\n# Features:\n#\n# @f: once\n#\n# @f: twice\n##\n{ 'command': 'flash', 'features': [ 'f' ] }",
        Wrong(8, "`f`"),
    ),
    (
        "a member without a name",
        "##\n# @DIM:\n#\n# @: how much\n##\n{ 'event': 'DIM' }",
        Wrong(4, "name"),
    ),
    (
        "two sections of a sort",
        "##\n# @flash:\n#\n# Since: 1.0\n#\n# Since: 2.0\n##\n{ 'command': 'flash' }",
        Wrong(6, "`Since`"),
    ),
    (
        "two Errors sections",
        "##\n# @flash:\n#\n# Errors: some\n#\n# Errors: more\n##\n{ 'command': 'flash' }",
        Wrong(6, "`Errors`"),
    ),
    (
        "required, of a type",
        "{ 'pragma': { 'doc-required': true } }\n{ 'struct': 'Lamp',\n 'data': {} }",
        Wrong(2, "documentation comment"),
    ),
    (
        "required, of a command",
        "{ 'pragma': { 'doc-required': true } }\n\n{ 'command': 'flash' }",
        Wrong(3, "documentation comment"),
    ),
    (
        "junk at the beginning",
        "## Dim\n# @DIM:\n##\n{ 'event': 'DIM' }",
        Wrong(1, "junk"),
    ),
    (
        "three signs at the beginning",
        "{ 'event': 'LIT' }\n###\n# @DIM:\n##\n{ 'event': 'DIM' }",
        Wrong(2, "junk"),
    ),
    (
        "junk at the end",
        "##\n# @DIM:\n## Dim\n{ 'event': 'DIM' }",
        Wrong(3, "junk"),
    ),
    (
        "without an end",
        "##\n# @DIM:\n{ 'event': 'DIM' }",
        Wrong(3, "must end with `##`"),
    ),
    (
        "Returns of an event",
        "##\n# @DIM:\n#\n# Returns: nothing\n##\n{ 'event': 'DIM' }",
        Wrong(4, "`Returns`"),
    ),
    (
        "Errors of an event",
        "##\n# @DIM:\n#\n# Errors: none\n##\n{ 'event': 'DIM' }",
        Wrong(4, "`Errors`"),
    ),
];

#[test]
fn syntax() {
    check(SYNTAX);
}

#[test]
fn directives() {
    check(PRAGMAS);
}

#[test]
fn definitions() {
    check(DEFINITIONS);
}

#[test]
fn names() {
    check(NAMES);
}

#[test]
fn members() {
    check(MEMBERS);
}

#[test]
fn flags() {
    check(FLAGS);
}

#[test]
fn conditions() {
    check(CONDITIONS);
}

#[test]
fn features() {
    check(FEATURES);
}

#[test]
fn enums() {
    check(ENUMS);
}

#[test]
fn structs() {
    check(STRUCTS);
}

#[test]
fn unions() {
    check(UNIONS);
}

#[test]
fn alternates() {
    check(ALTERNATES);
}

#[test]
fn commands_and_events() {
    check(COMMANDS);
}

#[test]
fn documentation() {
    check(DOCS);
}

/// Structs that are each other's bases: QEMU reports one of them.
#[test]
fn a_loop_of_bases() {
    let run = run(
        "{ 'struct': 'Hen', 'base': 'Egg', 'data': {} }\n{ 'struct': 'Egg', 'base': 'Hen', 'data': {} }",
    );
    let errors = errors(&run);
    assert!(!errors.is_empty());
    assert!(
        errors.iter().all(|e| e.message.contains("contains itself")),
        "{errors:#?}"
    );
}

/// One run tells of every mistake, whatever stage it is found at.
#[test]
fn five_mistakes_at_once() {
    let text = r"{ 'enum': 'Hue', 'data': [ 'red', 'red' ] }
{ 'struct': 'Lamp', 'data': { 'of': 'Glass' } }
{ 'command': 'flash', 'gen': true }
{ 'event' 'DIM' }
##
# @LIT:
#
# @by: who
##
{ 'event': 'LIT' }
{ 'struct': 'Fine', 'data': { 'n': 'int' } }
";
    let run = run(text);
    let lines: Vec<_> = errors(&run).iter().map(|e| e.line).collect();
    assert_eq!(lines, [1, 2, 3, 4, 8], "{}", run.report(false));
    // What is right is there all the same.
    assert!(run.checked.object("Fine").is_some());
    assert!(run.checked.event("LIT").is_some());
}

/// A schema of many definitions is as strict as any where a pragma says that it
/// is one of today's, though it lists no commands.
#[test]
fn a_long_schema() {
    let mut text = String::from("{ 'pragma': { 'doc-required': true } }\n");
    for i in 0..51 {
        text.push_str(&format!("##\n# @DIM{i}:\n##\n{{ 'event': 'DIM{i}' }}\n"));
    }
    let wrong = [
        "{ 'event': 'undocumented-and-badly-named' }\n",
        "##\n# @query:\n##\n{ 'command': 'query', 'returns': 'str' }\n",
        "##\n# @LIT:\n#\n# @no: such member\n##\n{ 'event': 'LIT', 'data': {}, }\n",
    ];
    let mut lines: Vec<usize> = errors(&run(&(text + &wrong.concat())))
        .iter()
        .map(|problem| problem.line)
        .collect();
    lines.dedup();
    assert_eq!(lines, [206, 210, 214, 216]);
}
