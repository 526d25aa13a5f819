//! Invalid tokens and directives.

use crate::support::Verdict::Wrong;
use crate::support::{Case, assert_verdicts};

const SYNTAX: &[Case] = &[
    (
        "a stray word",
        "{ 'enum': 'Hue',\n  'data': nothing }",
        Wrong(2, "stray `nothing`"),
    ),
    (
        "a stray character",
        "{ 'event': 'DIM' }\n;\n",
        Wrong(2, "stray `;`"),
    ),
    (
        "a stray word after a value",
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
        "a capitalized boolean",
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
        "a colon instead of a comma",
        "{ 'enum': 'Hue':\n  'data': [] }",
        Wrong(1, "stray `:`"),
    ),
    (
        "no value",
        "{ 'enum': 'Hue', 'data':\n }",
        Wrong(2, "stray `}`"),
    ),
    (
        "a comma instead of a value",
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
        "an array that ends with a brace",
        "{ 'enum': 'Hue',\n 'data': [ 'red' }",
        Wrong(2, "stray `}`"),
    ),
    (
        "an object that ends with a bracket",
        "{ 'enum': 'Hue',\n 'data': [ 'red' ] ]",
        Wrong(2, "stray `]`"),
    ),
    (
        "an unterminated string",
        "{ 'enum': 'Hue,\n  'data': [] }",
        Wrong(1, "string"),
    ),
    (
        "an unterminated string at the end of the file",
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
        Wrong(2, "in braces"),
    ),
    (
        "an array at the top",
        "{ 'event': 'DIM' }\n[ { 'event': 'LIT' } ]\n",
        Wrong(2, "in braces"),
    ),
    (
        "a boolean at the top",
        "{ 'event': 'DIM' }\ntrue\n",
        Wrong(2, "in braces"),
    ),
    ("double quotes", "{ \"event\": 'DIM' }", Wrong(1, "stray")),
    (
        "an escaped line break",
        "{ 'enum': 'Hue',\n 'prefix': 'A\\nB', 'data': [] }",
        Wrong(2, "escape"),
    ),
    (
        "an escaped quote",
        "{ 'enum': 'Hue',\n 'prefix': 'A\\'B', 'data': [] }",
        Wrong(2, "escape"),
    ),
    (
        "an escape with a number",
        "{ 'enum': 'Hue',\n 'prefix': 'A\\u0042', 'data': [] }",
        Wrong(2, "escape"),
    ),
    (
        "a documentation comment in a definition",
        "{ 'event': 'DIM',\n##\n# @DIM:\n##\n 'data': {} }",
        Wrong(2, ""),
    ),
    (
        "`##` after a value",
        "{ 'event': 'DIM', ## dim\n 'data': {} }",
        Wrong(1, ""),
    ),
    (
        "a comma at the end of an object, the brace on the next line",
        "{ 'enum': 'Hue', 'data': [],\n}\n",
        Wrong(2, ""),
    ),
    (
        "a comma at the end of an array, the bracket on the next line",
        "{ 'enum': 'Hue', 'data': [ 'red',\n ] }\n",
        Wrong(2, ""),
    ),
    (
        "an unterminated value",
        "{ 'enum': 'Hue',\n 'data': [ 'red' ]\n",
        Wrong(2, "unexpected end"),
    ),
    (
        "an unterminated object before another",
        "{ 'enum': 'Hue', 'data': [ 'red' ]\n{ 'event': 'DIM' }\n",
        Wrong(2, "expected"),
    ),
    (
        "an object at the beginning of a line",
        "{ 'enum': 'Hue', 'data': [\n{ 'name': 'red' } oops ] }\n",
        Wrong(2, "stray `oops`"),
    ),
    (
        "a documentation comment without an end",
        "{ 'event': 'LIT' }\n##\n# A text\n",
        Wrong(3, "expected `##` at the end"),
    ),
    (
        "a key that is a boolean",
        "{ 'event': 'DIM',\n true: 'b' }",
        Wrong(2, "expected a string"),
    ),
    (
        "no colon",
        "{ 'enum'\n  'Hue', 'data': [] }",
        Wrong(2, "expected `:`"),
    ),
    (
        "a comma instead of a colon",
        "{ 'enum',\n  'Hue' }",
        Wrong(1, "expected `:`"),
    ),
    (
        "an unknown escape",
        "{ 'enum': 'Hue',\n  'prefix': 'A\\qB', 'data': [] }",
        Wrong(2, "escape"),
    ),
    (
        "a letter that is not ASCII in a string",
        "{ 'enum':\n 'H\u{fc}e', 'data': [] }",
        Wrong(2, "character"),
    ),
    (
        "a tab in a string",
        "{ 'enum':\n 'H\tue', 'data': [] }",
        Wrong(2, "character"),
    ),
];

const PRAGMAS: &[Case] = &[
    (
        "an include with another key",
        "{ 'event': 'DIM' }\n{ 'include': 'a.json',\n  'if': 'A' }",
        Wrong(2, "other keys"),
    ),
    (
        "an include that is not a string",
        "{ 'event': 'DIM' }\n{\n 'include': [ 'a.json' ] }",
        Wrong(2, "string"),
    ),
    (
        "an include of a missing file",
        "{ 'event': 'DIM' }\n{\n 'include': 'not-there.json' }",
        Wrong(2, "not-there.json"),
    ),
    (
        "a pragma with another key",
        "{ 'event': 'DIM' }\n{ 'pragma': {}, 'if': 'A' }",
        Wrong(2, "other keys"),
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

#[test]
fn syntax_errors_are_rejected() {
    assert_verdicts(SYNTAX);
}

#[test]
fn invalid_directives_are_rejected() {
    assert_verdicts(PRAGMAS);
}
