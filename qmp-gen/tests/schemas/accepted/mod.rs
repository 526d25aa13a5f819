//! Schemas that are accepted.

mod comments;
mod made;

use crate::support::Verdict::Fine;
use crate::support::{Case, assert_verdicts, run};

const TYPES: &[Case] = &[
    (
        "an enum",
        "{ 'enum': 'Hue', 'data': [ 'red', 'sea-green', '2d', 'x-ray' ] }",
        Fine,
    ),
    (
        "an enum without values",
        "{ 'enum': 'Nothing', 'data': [] }",
        Fine,
    ),
    (
        "an enum with a prefix",
        "{ 'enum': 'Hue', 'prefix': 'PAINT', 'data': [ 'red' ] }",
        Fine,
    ),
    (
        "enum values as objects",
        r"{ 'enum': 'Hue',
  'data': [ 'red',
            { 'name': 'green', 'if': 'CONFIG_GREEN' },
            { 'name': 'blue', 'features': [ 'deprecated' ] },
            { 'name': 'pink', 'if': { 'not': 'CONFIG_SOBER' },
              'features': [ { 'name': 'unstable', 'if': 'CONFIG_PINK' } ] } ] }",
        Fine,
    ),
    (
        "a struct",
        "{ 'struct': 'Lamp', 'data': { 'watts': 'int', '*label': 'str' } }",
        Fine,
    ),
    (
        "a struct without members",
        "{ 'struct': 'Void', 'data': {} }",
        Fine,
    ),
    (
        "every builtin type",
        r"{ 'struct': 'Everything',
  'data': { 'a': 'str', 'b': 'number', 'c': 'int', 'd': 'int8', 'e': 'int16',
            'f': 'int32', 'g': 'int64', 'h': 'uint8', 'i': 'uint16', 'j': 'uint32',
            'k': 'uint64', 'l': 'size', 'm': 'bool', 'n': 'any', 'o': 'null' } }",
        Fine,
    ),
    (
        "an array of every builtin type",
        r"{ 'struct': 'Rows',
  'data': { 'a': ['str'], 'b': ['number'], 'c': ['int'], 'd': ['int8'],
            'e': ['uint64'], 'f': ['size'], 'g': ['bool'], 'h': ['any'], 'i': ['null'] } }",
        Fine,
    ),
    (
        "a base",
        r"{ 'struct': 'Lamp', 'base': 'Thing', 'data': { 'watts': 'int' } }
{ 'struct': 'Thing', 'data': { 'name': 'str' } }",
        Fine,
    ),
    (
        "a base of a base",
        r"{ 'struct': 'Desklamp', 'base': 'Lamp', 'data': { 'arm': 'int' } }
{ 'struct': 'Lamp', 'base': 'Thing', 'data': { 'watts': 'int' } }
{ 'struct': 'Thing', 'data': { 'name': 'str' } }",
        Fine,
    ),
    (
        "forward references",
        r"{ 'command': 'light-up', 'data': { 'which': ['Lamp'] }, 'returns': 'Report' }
{ 'struct': 'Report', 'data': { 'lit': ['Lamp'], '*hue': 'Hue' } }
{ 'struct': 'Lamp', 'data': { 'hue': 'Hue' } }
{ 'enum': 'Hue', 'data': [ 'red' ] }",
        Fine,
    ),
    (
        "recursion",
        r"{ 'struct': 'Twig', 'data': { '*left': 'Twig', '*right': 'Twig', 'more': ['Twig'] } }",
        Fine,
    ),
    (
        "recursion through another",
        r"{ 'struct': 'Hen', 'data': { '*lays': 'Egg' } }
{ 'struct': 'Egg', 'data': { '*hatches': 'Hen' } }",
        Fine,
    ),
    (
        "recursion through an alternate",
        r"{ 'alternate': 'Ref', 'data': { 'name': 'str', 'here': 'Twig' } }
{ 'struct': 'Twig', 'data': { 'next': 'Ref' } }",
        Fine,
    ),
    (
        "a name with the suffix of old generated names",
        "{ 'struct': 'MotorKind', 'data': {} }",
        Fine,
    ),
    (
        "every form of condition",
        r"{ 'struct': 'Lamp', 'if': { 'all': [ 'CONFIG_LAMP', { 'any': [ 'HOST_A', { 'not': 'HOST_B' } ] } ] },
  'data': { 'a': { 'type': 'int', 'if': 'CONFIG_A' },
            '*b': { 'type': ['str'], 'if': { 'not': { 'any': [ 'X1', 'Y_2' ] } } } } }",
        Fine,
    ),
    (
        "features of a struct",
        r"{ 'struct': 'Lamp', 'data': { 'a': { 'type': 'int', 'features': [ 'deprecated' ] } },
  'features': [ 'dimmable', { 'name': 'x-glow', 'if': { 'all': [ 'CONFIG_GLOW' ] } } ] }",
        Fine,
    ),
    (
        "a member as an object",
        "{ 'struct': 'Lamp', 'data': { 'watts': { 'type': 'int' } } }",
        Fine,
    ),
    (
        "comments everywhere",
        r"# first
{ # in an object
  'enum': # before a value
    'Hue', 'data': [ # in an array
    'red' # behind a value
    # alone
    , 'green' ]
} # last",
        Fine,
    ),
    (
        "definitions on one line",
        "{ 'enum': 'Hue', 'data': [] }{ 'struct': 'Lamp', 'data': {} } { 'event': 'DIM' }",
        Fine,
    ),
    (
        "tabs and carriage returns",
        "{\t'enum':\t'Hue',\r\n\t'data': [ 'red' ]\r\n}\r\n",
        Fine,
    ),
    ("no line break at the end", "{ 'event': 'DIM' }", Fine),
    (
        "the same name for a value and a type",
        r"{ 'enum': 'Hue', 'data': [ 'hue' ] }
{ 'struct': 'Lamp', 'data': { 'lamp': 'Hue' } }",
        Fine,
    ),
    (
        "an escaped backslash",
        r"{ 'enum': 'Hue', 'prefix': 'A\\B', 'data': [] }",
        Fine,
    ),
    (
        "the builtin enum",
        "{ 'struct': 'Kindly', 'data': { 'of': 'QType' } }",
        Fine,
    ),
];

const UNIONS: &[Case] = &[
    (
        "an inline base",
        r"{ 'enum': 'Shape', 'data': [ 'disc', 'box' ] }
{ 'union': 'Solid', 'base': { 'shape': 'Shape', '*label': 'str' }, 'discriminator': 'shape',
  'data': { 'disc': 'Disc', 'box': 'Box' } }
{ 'struct': 'Disc', 'data': { 'radius': 'int' } }
{ 'struct': 'Box', 'data': { 'width': 'int' } }",
        Fine,
    ),
    (
        "a named base",
        r"{ 'enum': 'Shape', 'data': [ 'disc' ] }
{ 'struct': 'Common', 'data': { 'shape': 'Shape' } }
{ 'struct': 'Disc', 'data': { 'radius': 'int' } }
{ 'union': 'Solid', 'base': 'Common', 'discriminator': 'shape', 'data': { 'disc': 'Disc' } }",
        Fine,
    ),
    (
        "a discriminator from the base's base",
        r"{ 'enum': 'Shape', 'data': [ 'disc' ] }
{ 'struct': 'Root', 'data': { 'shape': 'Shape' } }
{ 'struct': 'Common', 'base': 'Root', 'data': { 'n': 'int' } }
{ 'struct': 'Disc', 'data': { 'radius': 'int' } }
{ 'union': 'Solid', 'base': 'Common', 'discriminator': 'shape', 'data': { 'disc': 'Disc' } }",
        Fine,
    ),
    (
        "values without a branch",
        r"{ 'enum': 'Shape', 'data': [ 'disc', 'point', 'line' ] }
{ 'struct': 'Disc', 'data': { 'radius': 'int' } }
{ 'union': 'Solid', 'base': { 'shape': 'Shape' }, 'discriminator': 'shape', 'data': { 'disc': 'Disc' } }",
        Fine,
    ),
    (
        "values, but no branches",
        r"{ 'enum': 'Shape', 'data': [ 'point' ] }
{ 'union': 'Solid', 'base': { 'shape': 'Shape' }, 'discriminator': 'shape', 'data': {} }",
        Fine,
    ),
    (
        "a union as a branch",
        r"{ 'enum': 'Shape', 'data': [ 'flat', 'deep' ] }
{ 'enum': 'Flatness', 'data': [ 'disc', 'square' ] }
{ 'struct': 'Disc', 'data': { 'radius': 'int' } }
{ 'union': 'Flat', 'base': { 'flatness': 'Flatness' }, 'discriminator': 'flatness', 'data': { 'disc': 'Disc' } }
{ 'union': 'Solid', 'base': { 'shape': 'Shape' }, 'discriminator': 'shape', 'data': { 'flat': 'Flat' } }",
        Fine,
    ),
    (
        "the same member in two branches",
        r"{ 'enum': 'Shape', 'data': [ 'disc', 'ball' ] }
{ 'struct': 'Disc', 'data': { 'radius': 'int' } }
{ 'struct': 'Ball', 'data': { 'radius': 'number' } }
{ 'union': 'Solid', 'base': { 'shape': 'Shape' }, 'discriminator': 'shape', 'data': { 'disc': 'Disc', 'ball': 'Ball' } }",
        Fine,
    ),
    (
        "one type for two branches",
        r"{ 'enum': 'Shape', 'data': [ 'disc', 'ball' ] }
{ 'struct': 'Round', 'data': { 'radius': 'int' } }
{ 'union': 'Solid', 'base': { 'shape': 'Shape' }, 'discriminator': 'shape', 'data': { 'disc': 'Round', 'ball': 'Round' } }",
        Fine,
    ),
    (
        "branches with conditions",
        r"{ 'enum': 'Shape', 'data': [ 'disc', { 'name': 'ball', 'if': 'CONFIG_BALL' } ] }
{ 'struct': 'Round', 'data': { 'radius': 'int' }, 'if': 'CONFIG_BALL' }
{ 'union': 'Solid', 'base': { 'shape': 'Shape' }, 'discriminator': 'shape',
  'data': { 'ball': { 'type': 'Round', 'if': 'CONFIG_BALL' } }, 'if': 'CONFIG_SOLID', 'features': [ 'rolls' ] }",
        Fine,
    ),
    (
        "a member of the union's own type",
        r"{ 'enum': 'Shape', 'data': [ 'group' ] }
{ 'struct': 'Group', 'data': { 'inside': ['Solid'], '*first': 'Solid' } }
{ 'union': 'Solid', 'base': { 'shape': 'Shape' }, 'discriminator': 'shape', 'data': { 'group': 'Group' } }",
        Fine,
    ),
];

const ALTERNATES: &[Case] = &[
    (
        "a string or an object",
        r"{ 'struct': 'Lamp', 'data': {} }
{ 'alternate': 'LampRef', 'data': { 'definition': 'Lamp', 'reference': 'str' } }",
        Fine,
    ),
    (
        "one of every kind, with an enum",
        r"{ 'struct': 'Lamp', 'data': {} }
{ 'enum': 'Hue', 'data': [ 'red', 'green' ] }
{ 'alternate': 'Whatever', 'data': { 'o': 'Lamp', 'l': ['int'], 'e': 'Hue', 'n': 'int', 'b': 'bool', 'z': 'null' } }",
        Fine,
    ),
    (
        "a single alternative",
        "{ 'alternate': 'Just', 'data': { 'this': 'int' } }",
        Fine,
    ),
    (
        "an array of objects",
        r"{ 'struct': 'Lamp', 'data': {} }
{ 'alternate': 'Some', 'data': { 'one': 'Lamp', 'many': ['Lamp'] } }",
        Fine,
    ),
    (
        "a union",
        r"{ 'enum': 'Shape', 'data': [ 'point' ] }
{ 'union': 'Solid', 'base': { 'shape': 'Shape' }, 'discriminator': 'shape', 'data': {} }
{ 'alternate': 'SolidRef', 'data': { 'here': 'Solid', 'there': 'str' } }",
        Fine,
    ),
    (
        "conditions and features",
        r"{ 'alternate': 'Rare', 'data': { 'n': { 'type': 'number', 'if': 'CONFIG_N' }, 's': { 'type': 'null' } },
  'if': { 'any': [ 'A', 'B' ] }, 'features': [ 'odd' ] }",
        Fine,
    ),
    (
        "the value `on` without a boolean",
        r"{ 'enum': 'Switch', 'data': [ 'on', 'off', 'auto' ] }
{ 'alternate': 'SwitchOrCount', 'data': { 's': 'Switch', 'n': 'int' } }",
        Fine,
    ),
    (
        "a value that begins with a digit, without a number",
        r"{ 'enum': 'Dim', 'data': [ '2d', '3d' ] }
{ 'alternate': 'DimOrNot', 'data': { 'd': 'Dim', 'b': 'bool' } }",
        Fine,
    ),
    (
        "a name that is reserved for members",
        "{ 'alternate': 'Just', 'data': { 'u': 'int' } }",
        Fine,
    ),
];

const COMMANDS: &[Case] = &[
    ("only a name", "{ 'command': 'flash' }", Fine),
    (
        "every key",
        r"{ 'struct': 'Lamp', 'data': {} }
{ 'command': 'flash', 'data': { 'a': 'int', '*b': ['Lamp'] }, 'returns': ['Lamp'], 'if': 'CONFIG_FLASH',
  'features': [ 'deprecated', { 'name': 'unstable', 'if': 'CONFIG_X' } ], 'allow-oob': true, 'allow-preconfig': true }",
        Fine,
    ),
    (
        "coroutine",
        "{ 'command': 'flash', 'coroutine': true }",
        Fine,
    ),
    (
        "neither code nor a response",
        "{ 'command': 'flash', 'gen': false, 'success-response': false }",
        Fine,
    ),
    (
        "data without generated code",
        "{ 'command': 'flash', 'data': { 'driver': 'str' }, 'gen': false, 'features': [ 'json-cli' ] }",
        Fine,
    ),
    ("empty data", "{ 'command': 'flash', 'data': {} }", Fine),
    (
        "a struct as data",
        r"{ 'struct': 'Lamp', 'data': { 'n': 'int' } }
{ 'command': 'flash', 'data': 'Lamp' }",
        Fine,
    ),
    (
        "boxed",
        r"{ 'enum': 'Shape', 'data': [ 'point' ] }
{ 'union': 'Solid', 'base': { 'shape': 'Shape' }, 'discriminator': 'shape', 'data': {} }
{ 'command': 'flash', 'data': 'Solid', 'boxed': true }
{ 'event': 'FLASHED', 'data': 'Solid', 'boxed': true }",
        Fine,
    ),
    (
        "boxed with conditional members",
        r"{ 'struct': 'Lamp', 'data': { 'n': { 'type': 'int', 'if': 'CONFIG_N' } } }
{ 'command': 'flash', 'data': 'Lamp', 'boxed': true }",
        Fine,
    ),
    (
        "a union as a reply",
        r"{ 'enum': 'Shape', 'data': [ 'point' ] }
{ 'union': 'Solid', 'base': { 'shape': 'Shape' }, 'discriminator': 'shape', 'data': {} }
{ 'command': 'query-solid', 'returns': 'Solid' }
{ 'command': 'query-solids', 'returns': ['Solid'] }",
        Fine,
    ),
    (
        "features of arguments",
        "{ 'command': 'flash', 'data': { 'n': { 'type': 'int', 'features': [ 'unstable' ] } } }",
        Fine,
    ),
    (
        "events",
        r"{ 'event': 'DIM' }
{ 'event': 'DIM_2', 'data': { 'by': 'int', '*device': 'str' }, 'if': 'CONFIG_DIM', 'features': [ 'deprecated' ] }
{ 'struct': 'Lamp', 'data': { 'n': 'int' } }
{ 'event': 'FLASHED', 'data': 'Lamp' }",
        Fine,
    ),
];

const NAMES: &[Case] = &[
    (
        "names of a vendor",
        r"{ 'enum': '__com.example_Hue', 'data': [ '__com.example_dark-red', '__org.example-x_x-ray' ] }
{ 'struct': '__com.example_Lamp', 'data': { '__com.example_watts': 'int', '*__com.example_hue': '__com.example_Hue' } }
{ 'command': '__com.example_light-up', 'data': { '__com.example_all': 'bool' }, 'returns': '__com.example_Lamp' }
{ 'event': '__com.example_LIT_UP' }
{ 'alternate': '__com.example_Ref', 'data': { '__com.example_here': 'str' } }",
        Fine,
    ),
    (
        "experimental names",
        r"{ 'struct': 'Lamp', 'data': { 'x-glow': 'int', '*x-fade': 'int' } }
{ 'command': 'x-flash' }
{ 'event': 'X_FLASHED' }",
        Fine,
    ),
    (
        "names that begin like reserved names",
        "{ 'struct': 'Lamp', 'data': { 'has': 'int', 'hash': 'int', 'used': 'int', 'up': 'int', 'q': 'int', 'qx': 'int' } }",
        Fine,
    ),
    (
        "keywords of programming languages",
        r"{ 'enum': 'Word', 'data': [ 'default', 'register', 'self', 'type', 'max', 'unix', 'linux' ] }
{ 'struct': 'Lamp', 'data': { 'if': 'int', 'class': 'int', 'type': 'int', 'data': 'int', 'static': 'str' } }",
        Fine,
    ),
    (
        "names that end in digits",
        r"{ 'struct': 'Lamp2', 'data': { 'a1': 'int' } }
{ 'command': 'flash2' }",
        Fine,
    ),
    (
        "names of commands that a pragma allows",
        r"{ 'pragma': { 'command-name-exceptions': [ 'light_up' ] } }
{ 'command': 'light_up' }",
        Fine,
    ),
    (
        "names of members that a pragma allows",
        r"{ 'pragma': { 'member-name-exceptions': [ 'Lamp', 'Hue', 'Solid' ] } }
{ 'struct': 'Lamp', 'data': { 'max_watts': 'int', 'QUIET': 'bool' } }
{ 'enum': 'Hue', 'data': [ 'RED', 'dark_red', 'X86_64' ] }
{ 'union': 'Solid', 'base': { 'the_hue': 'Hue' }, 'discriminator': 'the_hue', 'data': { 'dark_red': 'Lamp' } }",
        Fine,
    ),
    (
        "`returns` that a pragma allows",
        r"{ 'pragma': { 'command-returns-exceptions': [ 'query-name', 'query-hues', 'query-any' ] } }
{ 'command': 'query-name', 'returns': 'str' }
{ 'command': 'query-hues', 'returns': [ 'Hue' ] }
{ 'command': 'query-any', 'returns': 'any' }
{ 'enum': 'Hue', 'data': [ 'red' ] }",
        Fine,
    ),
    (
        "a pragma after the definition that it allows",
        r"{ 'command': 'light_up' }
{ 'pragma': { 'command-name-exceptions': [ 'light_up' ] } }",
        Fine,
    ),
    (
        "several keys in one pragma",
        r"{ 'pragma': { 'doc-required': false, 'command-name-exceptions': [], 'command-returns-exceptions': [],
              'member-name-exceptions': [], 'documentation-exceptions': [] } }
{ 'event': 'DIM' }",
        Fine,
    ),
    (
        "doc-required turned off again",
        r"{ 'pragma': { 'doc-required': true } }
{ 'event': 'DIM' }
{ 'pragma': { 'doc-required': false } }",
        Fine,
    ),
];

#[test]
fn types_are_accepted() {
    assert_verdicts(TYPES);
}

#[test]
fn unions_are_accepted() {
    assert_verdicts(UNIONS);
}

#[test]
fn alternates_are_accepted() {
    assert_verdicts(ALTERNATES);
}

#[test]
fn commands_and_events_are_accepted() {
    assert_verdicts(COMMANDS);
}

#[test]
fn names_and_pragmas_are_accepted() {
    assert_verdicts(NAMES);
}

/// QEMU accepts such a struct, although it has no value.
#[test]
fn a_struct_that_contains_itself_is_accepted() {
    let run = run("{ 'struct': 'Twig', 'data': { 'next': 'Twig' } }");
    assert_eq!(run.diagnostics.errors(), 0, "{}", run.report(false));
}
