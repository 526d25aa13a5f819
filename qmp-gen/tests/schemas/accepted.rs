//! What the language allows.

use qmp_gen::ir::{Builtin, Kind, Payload, Type};

use crate::support::Verdict::Fine;
use crate::support::{Case, check, problems, run};

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
        "a name that ends as old generated ones did",
        "{ 'struct': 'MotorKind', 'data': {} }",
        Fine,
    ),
    (
        "all conditions",
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
        "a backslash",
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
        "a base in place",
        r"{ 'enum': 'Shape', 'data': [ 'disc', 'box' ] }
{ 'union': 'Solid', 'base': { 'shape': 'Shape', '*label': 'str' }, 'discriminator': 'shape',
  'data': { 'disc': 'Disc', 'box': 'Box' } }
{ 'struct': 'Disc', 'data': { 'radius': 'int' } }
{ 'struct': 'Box', 'data': { 'width': 'int' } }",
        Fine,
    ),
    (
        "a base by name",
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
        "no branch at all, but values",
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
        "a value on, without a boolean",
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
        "a name that members may not have",
        "{ 'alternate': 'Just', 'data': { 'u': 'int' } }",
        Fine,
    ),
];

const COMMANDS: &[Case] = &[
    ("alone", "{ 'command': 'flash' }", Fine),
    (
        "everything",
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
        "neither code nor an answer",
        "{ 'command': 'flash', 'gen': false, 'success-response': false }",
        Fine,
    ),
    (
        "data that is open",
        "{ 'command': 'flash', 'data': { 'driver': 'str' }, 'gen': false, 'features': [ 'json-cli' ] }",
        Fine,
    ),
    (
        "no data in braces",
        "{ 'command': 'flash', 'data': {} }",
        Fine,
    ),
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
        "a union returned",
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
        "of a vendor",
        r"{ 'enum': '__com.example_Hue', 'data': [ '__com.example_dark-red', '__org.example-x_x-ray' ] }
{ 'struct': '__com.example_Lamp', 'data': { '__com.example_watts': 'int', '*__com.example_hue': '__com.example_Hue' } }
{ 'command': '__com.example_light-up', 'data': { '__com.example_all': 'bool' }, 'returns': '__com.example_Lamp' }
{ 'event': '__com.example_LIT_UP' }
{ 'alternate': '__com.example_Ref', 'data': { '__com.example_here': 'str' } }",
        Fine,
    ),
    (
        "of an experiment",
        r"{ 'struct': 'Lamp', 'data': { 'x-glow': 'int', '*x-fade': 'int' } }
{ 'command': 'x-flash' }
{ 'event': 'X_FLASHED' }",
        Fine,
    ),
    (
        "that begin as reserved ones do",
        "{ 'struct': 'Lamp', 'data': { 'has': 'int', 'hash': 'int', 'used': 'int', 'up': 'int', 'q': 'int', 'qx': 'int' } }",
        Fine,
    ),
    (
        "that are words of programming languages",
        r"{ 'enum': 'Word', 'data': [ 'default', 'register', 'self', 'type', 'max', 'unix', 'linux' ] }
{ 'struct': 'Lamp', 'data': { 'if': 'int', 'class': 'int', 'type': 'int', 'data': 'int', 'static': 'str' } }",
        Fine,
    ),
    (
        "that end in digits",
        r"{ 'struct': 'Lamp2', 'data': { 'a1': 'int' } }
{ 'command': 'flash2' }",
        Fine,
    ),
    (
        "of commands that a pragma lists",
        r"{ 'pragma': { 'command-name-exceptions': [ 'light_up' ] } }
{ 'command': 'light_up' }",
        Fine,
    ),
    (
        "of members that a pragma lists",
        r"{ 'pragma': { 'member-name-exceptions': [ 'Lamp', 'Hue', 'Solid' ] } }
{ 'struct': 'Lamp', 'data': { 'max_watts': 'int', 'QUIET': 'bool' } }
{ 'enum': 'Hue', 'data': [ 'RED', 'dark_red', 'X86_64' ] }
{ 'union': 'Solid', 'base': { 'the_hue': 'Hue' }, 'discriminator': 'the_hue', 'data': { 'dark_red': 'Lamp' } }",
        Fine,
    ),
    (
        "returns that a pragma lists",
        r"{ 'pragma': { 'command-returns-exceptions': [ 'query-name', 'query-hues', 'query-any' ] } }
{ 'command': 'query-name', 'returns': 'str' }
{ 'command': 'query-hues', 'returns': [ 'Hue' ] }
{ 'command': 'query-any', 'returns': 'any' }
{ 'enum': 'Hue', 'data': [ 'red' ] }",
        Fine,
    ),
    (
        "a pragma behind what it allows",
        r"{ 'command': 'light_up' }
{ 'pragma': { 'command-name-exceptions': [ 'light_up' ] } }",
        Fine,
    ),
    (
        "several pragmas in one",
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

const DOCS: &[Case] = &[
    (
        "a text on its own",
        r"##
# = Lamps
#
# All about them.
##

##
# == Bulbs
##

##
# @DIM:
##
# A plain comment.
{ 'event': 'DIM' }

##
# The end.
##",
        Fine,
    ),
    (
        "of every sort of definition",
        r#"{ 'pragma': { 'doc-required': true } }
##
# @Hue:
#
# The hues.
#
# @red: like blood
#
# @green:
#     like grass,
#     which is indented
#
# Since: 1.5
##
{ 'enum': 'Hue', 'data': [ 'red', 'green' ] }

##
# @Lamp:
#
# A lamp.
#
# @watts: its power (default: 40)
#
# @hue: its hue (since 2.1)
#
# Features:
#
# @dimmable: may be dimmed
#
# @deprecated: use @watts
#
# Since: 1.6
##
{ 'struct': 'Lamp', 'features': [ 'dimmable' ],
  'data': { '*watts': 'int', 'hue': { 'type': 'Hue', 'features': [ 'deprecated' ] } } }

##
# @Solid:
#
# @hue: what it is painted
#
# Since: 3.0
##
{ 'union': 'Solid', 'base': { 'hue': 'Hue' }, 'discriminator': 'hue', 'data': { 'red': 'Lamp2' } }

##
# @Lamp2:
#
# Another.
##
{ 'struct': 'Lamp2', 'data': {} }

##
# @LampRef:
#
# @here: one in place
#
# @there: the name of another
##
{ 'alternate': 'LampRef', 'data': { 'here': 'Lamp', 'there': 'str' } }

##
# @light-up:
#
# Lights lamps.
#
# @all: whether it is all of them
#
# Features:
#
# @unstable: still dim
#
# Returns: the lamp that was lit
#
# Errors:
#     - If there is no such lamp, DeviceNotFound
#     - If it is lit already
#
# Since: 2.0
#
# .. note:: Do not look at it.
#
# .. qmp-example::
#    :title: All of them
#
#     -> { "execute": "light-up" }
#     <- { "return": { "hue": "red" } }
#
# TODO: dim them
##
{ 'command': 'light-up', 'data': { '*all': 'bool' }, 'returns': 'Lamp', 'features': [ 'unstable' ] }

##
# @LIT:
#
# A lamp was lit.
#
# @hue: its hue
#
# Since: 2.0
##
{ 'event': 'LIT', 'data': { 'hue': 'Hue' } }"#,
        Fine,
    ),
    (
        "of a command whose data has a name",
        r"##
# @Lamp:
#
# @watts: its power
##
{ 'struct': 'Lamp', 'data': { 'watts': 'int' } }

##
# @light-up:
#
# Lights it.
##
{ 'command': 'light-up', 'data': 'Lamp' }",
        Fine,
    ),
    (
        "with empty lines and none",
        r"##
# @DIM:
##
{ 'event': 'DIM' }

##

# @DIM2:

# Said so.

##
{ 'event': 'DIM2' }",
        Fine,
    ),
    (
        "a plain comment between a text and its definition",
        r"##
# @DIM:
##

# Nobody reads this.
{ 'event': 'DIM' }",
        Fine,
    ),
    (
        "a word that only looks like a section",
        r"##
# @DIM:
#
# Note that Returns: is said
# in the middle.  Example::
#
#     { this: is no json }
##
{ 'event': 'DIM' }",
        Fine,
    ),
    (
        "of a vendor",
        r"##
# @__com.example_Lamp:
#
# @__com.example_watts: power
##
{ 'struct': '__com.example_Lamp', 'data': { '__com.example_watts': 'int' } }",
        Fine,
    ),
    (
        "what a pragma says is not told",
        r"{ 'pragma': { 'documentation-exceptions': [ 'Hue' ] } }
##
# @Hue:
#
# A hue.
##
{ 'enum': 'Hue', 'data': [ 'red' ] }",
        Fine,
    ),
    ("an empty file", "", Fine),
    ("nothing but a comment", "# nothing yet\n", Fine),
    ("nothing but a text", "##\n# = Lamps\n##\n", Fine),
    (
        "nothing but a pragma",
        "{ 'pragma': { 'doc-required': true } }\n",
        Fine,
    ),
    (
        "an exception",
        "{ 'pragma': { 'documentation-exceptions': [ 'DIM' ] } }\n##\n# @DIM:\n##\n{ 'event': 'DIM', 'data': { 'by': 'int' } }",
        Fine,
    ),
    (
        "a section that is named within a paragraph",
        "##\n# @DIM:\n#\n# Since: 1.0\n#\n# Some say\n# Since: 2.0\n##\n{ 'event': 'DIM' }",
        Fine,
    ),
    (
        "less indentation further down",
        "##\n# @DIM:\n#\n# @by:\n#     how much\n#     it dims\n#   or so\n##\n{ 'event': 'DIM', 'data': { 'by': 'int' } }",
        Fine,
    ),
];

#[test]
fn types() {
    check(TYPES);
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
fn names_and_pragmas() {
    check(NAMES);
}

#[test]
fn documentation() {
    check(DOCS);
}

/// QEMU takes a struct that contains itself: it can be made in no way, but its
/// code can be written.
#[test]
fn endless_recursion_is_no_error() {
    let run = run("{ 'struct': 'Twig', 'data': { 'next': 'Twig' } }");
    assert_eq!(run.diagnostics.errors(), 0, "{}", run.report(false));
}

// --- what is made of it ---------------------------------------------------------

const LAMPS: &str = r"##
# @Hue:
#
# The hues.
#
# @red: like blood
#
# @green: like grass (since 2.5)
#
# Features:
#
# @unstable: Green may fade.
#
# Since: 1.5
##
{ 'enum': 'Hue', 'data': [ 'red', { 'name': 'green', 'if': 'CONFIG_GREEN', 'features': [ 'unstable' ] } ] }

{ 'struct': 'Thing', 'data': { 'name': 'str', 'hue': 'Hue' } }
{ 'struct': 'Lamp', 'base': 'Thing', 'data': { '*watts': 'uint32', 'rows': [ 'Thing' ] } }
{ 'union': 'Solid', 'base': 'Thing', 'discriminator': 'hue',
  'data': { 'red': { 'type': 'Ember', 'if': { 'not': 'CONFIG_COLD' } } } }
{ 'struct': 'Ember', 'data': { 'heat': 'number' } }
{ 'alternate': 'LampRef', 'data': { 'here': 'Lamp', 'there': 'str', 'all': [ 'Lamp' ] } }
{ 'command': 'light-up', 'data': { 'lamp': 'LampRef', '*for': 'size' }, 'returns': [ 'Lamp' ],
  'allow-oob': true, 'features': [ 'deprecated' ], 'if': { 'all': [ 'A', 'B' ] } }
{ 'command': 'add-lamp', 'data': { 'kind': 'str' }, 'gen': false }
{ 'command': 'paint', 'data': 'Solid', 'boxed': true }
{ 'event': 'LIT', 'data': 'Lamp' }
{ 'event': 'DIM', 'data': { 'by': 'int' } }
";

#[test]
fn what_is_made_of_types() {
    let run = run(LAMPS);
    assert_eq!(problems(&run), []);
    let checked = &run.checked;
    let summary = run.summary();
    assert_eq!((summary.commands, summary.events, summary.types), (3, 2, 6));

    let hue = checked.ty("Hue").unwrap();
    assert_eq!(hue.facts.since.as_deref(), Some("1.5"));
    let Kind::Enum(values) = &hue.kind else {
        panic!("{hue:?}")
    };
    assert_eq!(values.len(), 2);
    assert_eq!(values[1].name.text, "green");
    assert_eq!(values[1].facts.since.as_deref(), Some("2.5"));
    assert_eq!(values[1].facts.condition, Some("CONFIG_GREEN".into()));
    assert_eq!(values[1].facts.features[0].name, "unstable");
    assert!(!values[0].doc.is_empty());

    let lamp = checked.flattened("Lamp").unwrap();
    let names: Vec<_> = lamp
        .iter()
        .map(|m| (m.name.text.as_str(), m.optional))
        .collect();
    assert_eq!(
        names,
        [
            ("name", false),
            ("hue", false),
            ("watts", true),
            ("rows", false)
        ]
    );
    assert_eq!(lamp[2].ty, Type::Builtin(Builtin::Uint32));
    assert_eq!(lamp[3].ty, Type::array(Type::Named("Thing".into())));

    let solid = checked.object("Solid").unwrap();
    assert_eq!(solid.base.as_ref().unwrap().text, "Thing");
    assert_eq!(solid.discriminator.as_ref().unwrap().text, "hue");
    assert_eq!(checked.discriminator_values(solid), ["red", "green"]);
    assert_eq!(solid.branches.len(), 1);
    assert_eq!(solid.branches[0].ty, Type::Named("Ember".into()));
    assert_eq!(
        solid.branches[0].facts.condition,
        Some(serde_json::json!({ "not": "CONFIG_COLD" }))
    );
    assert!(solid.wrapper.is_none());

    let Kind::Alternate(alternatives) = &checked.ty("LampRef").unwrap().kind else {
        panic!("no alternate");
    };
    let types: Vec<_> = alternatives.iter().map(|a| a.ty.to_string()).collect();
    assert_eq!(types, ["Lamp", "str", "[Lamp]"]);
}

#[test]
fn what_is_made_of_commands_and_events() {
    let run = run(LAMPS);
    let checked = &run.checked;
    let light = checked.command("light-up").unwrap();
    assert_eq!(light.returns, Some(Type::array(Type::Named("Lamp".into()))));
    assert!(light.oob && !light.open);
    assert_eq!(light.facts.features[0].name, "deprecated");
    assert_eq!(
        light.facts.condition,
        Some(serde_json::json!({ "all": ["A", "B"] }))
    );
    let arguments = light.arguments.members();
    assert_eq!(arguments[1].name.text, "for");
    assert!(arguments[1].optional);

    let add = checked.command("add-lamp").unwrap();
    assert!(add.open && !add.oob && add.returns.is_none());
    let paint = checked.command("paint").unwrap();
    assert!(matches!(&paint.arguments, Payload::Type(name) if name.text == "Solid"));
    let lit = checked.event("LIT").unwrap();
    assert!(matches!(&lit.data, Payload::Type(name) if name.text == "Lamp"));
    assert_eq!(checked.event("DIM").unwrap().data.members().len(), 1);
}
