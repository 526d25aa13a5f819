//! Documentation comments, and schemas without definitions.

use crate::support::Verdict::Fine;
use crate::support::{Case, assert_verdicts};

const DOCS: &[Case] = &[
    (
        "free-form comments",
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
        "every kind of definition",
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
        "a command with a named type as data",
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
        "with and without empty lines",
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
        "a plain comment between documentation and definition",
        r"##
# @DIM:
##

# Nobody reads this.
{ 'event': 'DIM' }",
        Fine,
    ),
    (
        "text that only looks like a section",
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
        "names of a vendor",
        r"##
# @__com.example_Lamp:
#
# @__com.example_watts: power
##
{ 'struct': '__com.example_Lamp', 'data': { '__com.example_watts': 'int' } }",
        Fine,
    ),
    (
        "an undocumented value that a pragma allows",
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
    ("only a comment", "# nothing yet\n", Fine),
    ("only a free-form comment", "##\n# = Lamps\n##\n", Fine),
    (
        "only a pragma",
        "{ 'pragma': { 'doc-required': true } }\n",
        Fine,
    ),
    (
        "an undocumented member that a pragma allows",
        "{ 'pragma': { 'documentation-exceptions': [ 'DIM' ] } }\n##\n# @DIM:\n##\n{ 'event': 'DIM', 'data': { 'by': 'int' } }",
        Fine,
    ),
    (
        "the name of a section within a paragraph",
        "##\n# @DIM:\n#\n# Since: 1.0\n#\n# Some say\n# Since: 2.0\n##\n{ 'event': 'DIM' }",
        Fine,
    ),
    (
        "less indentation in a later line",
        "##\n# @DIM:\n#\n# @by:\n#     how much\n#     it dims\n#   or so\n##\n{ 'event': 'DIM', 'data': { 'by': 'int' } }",
        Fine,
    ),
];

#[test]
fn documentation_comments_are_accepted() {
    assert_verdicts(DOCS);
}
