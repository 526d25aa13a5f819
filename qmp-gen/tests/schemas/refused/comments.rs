//! Invalid documentation comments.

use crate::support::Verdict::Wrong;
use crate::support::{Case, assert_verdicts};

const DOCS: &[Case] = &[
    (
        "for another definition",
        "##\n# @LIT:\n##\n{ 'event': 'DIM' }",
        Wrong(4, "found that of `LIT`"),
    ),
    (
        "without a colon",
        "##\n# @DIM\n##\n{ 'event': 'DIM' }",
        Wrong(2, "must end with `:`"),
    ),
    (
        "an unknown member",
        "##\n# @DIM:\n#\n# @by: how much\n#\n# @at: when\n##\n{ 'event': 'DIM', 'data': { 'by': 'int' } }",
        Wrong(6, "`at`"),
    ),
    (
        "an unknown value",
        "##\n# @Hue:\n#\n# @red: as blood\n#\n# @green: as grass\n##\n{ 'enum': 'Hue', 'data': [ 'red' ] }",
        Wrong(6, "`green`"),
    ),
    (
        "an unknown member of a struct",
        "##\n# @Lamp:\n#\n# @watts: power\n##\n{ 'struct': 'Lamp', 'data': {} }",
        Wrong(4, "`watts`"),
    ),
    (
        "an unknown alternative",
        "##\n# @Ref:\n#\n# @s: a string\n# @n: a number\n##\n{ 'alternate': 'Ref', 'data': { 's': 'str' } }",
        Wrong(5, "`n`"),
    ),
    (
        "an unknown argument",
        "##\n# @flash:\n#\n# @n: how often\n##\n{ 'command': 'flash' }",
        Wrong(4, "`n`"),
    ),
    (
        "a member of the base",
        "{ 'struct': 'Thing', 'data': { 'n': 'int' } }\n##\n# @Lamp:\n#\n# @n: a number\n##\n{ 'struct': 'Lamp', 'base': 'Thing', 'data': {} }",
        Wrong(5, "`n`"),
    ),
    (
        "a described branch",
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
        "two sections with the same name",
        "##\n# @flash:\n#\n# Since: 1.0\n#\n# Since: 2.0\n##\n{ 'command': 'flash' }",
        Wrong(6, "`Since`"),
    ),
    (
        "two Errors sections",
        "##\n# @flash:\n#\n# Errors: some\n#\n# Errors: more\n##\n{ 'command': 'flash' }",
        Wrong(6, "`Errors`"),
    ),
    (
        "required for a type",
        "{ 'pragma': { 'doc-required': true } }\n{ 'struct': 'Lamp',\n 'data': {} }",
        Wrong(2, "documentation comment"),
    ),
    (
        "required for a command",
        "{ 'pragma': { 'doc-required': true } }\n\n{ 'command': 'flash' }",
        Wrong(3, "documentation comment"),
    ),
    (
        "text after the opening `##`",
        "## Dim\n# @DIM:\n##\n{ 'event': 'DIM' }",
        Wrong(1, "unexpected text after"),
    ),
    (
        "three `#` at the beginning",
        "{ 'event': 'LIT' }\n###\n# @DIM:\n##\n{ 'event': 'DIM' }",
        Wrong(2, "unexpected text after"),
    ),
    (
        "text after the closing `##`",
        "##\n# @DIM:\n## Dim\n{ 'event': 'DIM' }",
        Wrong(3, "unexpected text after"),
    ),
    (
        "without an end",
        "##\n# @DIM:\n{ 'event': 'DIM' }",
        Wrong(3, "expected `##` at the end"),
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
    (
        "not followed by the definition",
        "##\n# @DIM:\n##\n##\n# @LIT:\n##\n{ 'event': 'LIT' }",
        Wrong(1, "not followed"),
    ),
    (
        "at the end of the file",
        "{ 'event': 'LIT' }\n##\n# @DIM:\n##\n",
        Wrong(2, "not followed"),
    ),
    (
        "before a pragma",
        "##\n# @DIM:\n##\n{ 'pragma': {} }\n{ 'event': 'DIM' }",
        Wrong(1, "not followed"),
    ),
    (
        "a free-form comment before a definition",
        "##\n# Something.\n##\n{ 'event': 'DIM' }",
        Wrong(1, "documentation"),
    ),
    (
        "a member that is not described",
        "##\n# @DIM:\n#\n# Dims.\n##\n{ 'event': 'DIM', 'data': { 'by': 'int' } }",
        Wrong(6, "`by`"),
    ),
    (
        "a value that is not described",
        "##\n# @Hue:\n#\n# @red: as blood\n##\n{ 'enum': 'Hue', 'data': [ 'red', 'green' ] }",
        Wrong(6, "`green`"),
    ),
    (
        "a feature that is not described",
        "##\n# @flash:\n#\n# Flashes.\n##\n{ 'command': 'flash', 'features': [ 'f' ] }",
        Wrong(6, "`f`"),
    ),
    (
        "an unknown feature",
        "##\n# @flash:\n#\n# Features:\n#\n# @f: is there\n#\n# @g: is not\n##\n{ 'command': 'flash', 'features': [ 'f' ] }",
        Wrong(8, "`g`"),
    ),
    (
        "a described branch of a union with a named base",
        "{ 'enum': 'Hue', 'data': [ 'red' ] } { 'struct': 'Thing', 'data': { 'h': 'Hue' } } { 'struct': 'Lamp', 'data': {} }\n##\n# @Solid:\n#\n# @red: not a member\n##\n{ 'union': 'Solid', 'base': 'Thing', 'discriminator': 'h', 'data': { 'red': 'Lamp' } }",
        Wrong(5, "`red`"),
    ),
    (
        "a described argument of a named type",
        "{ 'struct': 'Lamp', 'data': { 'n': 'int' } }\n##\n# @flash:\n#\n# @n: how often\n##\n{ 'command': 'flash', 'data': 'Lamp' }",
        Wrong(5, "`n`"),
    ),
    (
        "Returns of a command that returns nothing",
        "##\n# @flash:\n#\n# Returns: nothing\n##\n{ 'command': 'flash' }",
        Wrong(4, "`Returns`"),
    ),
    (
        "Returns of a struct",
        "##\n# @Lamp:\n#\n# Returns: nothing\n##\n{ 'struct': 'Lamp', 'data': {} }",
        Wrong(4, "`Returns`"),
    ),
    (
        "Errors of an enum",
        "##\n# @Hue:\n#\n# Errors: none\n##\n{ 'enum': 'Hue', 'data': [] }",
        Wrong(4, "`Errors`"),
    ),
    (
        "no space after `#`",
        "##\n# @DIM:\n#\n#Dims.\n##\n{ 'event': 'DIM' }",
        Wrong(4, "space"),
    ),
    (
        "a definition without a name",
        "##\n# @:\n##\n{ 'event': 'DIM' }",
        Wrong(2, "name"),
    ),
    (
        "an empty section",
        "##\n# @DIM:\n#\n# Since:\n##\n{ 'event': 'DIM' }",
        Wrong(4, "after `Since:`"),
    ),
    (
        "an empty description",
        "##\n# @DIM:\n#\n# @by:\n##\n{ 'event': 'DIM', 'data': { 'by': 'int' } }",
        Wrong(4, "after `@by:`"),
    ),
    (
        "a member after a section",
        "##\n# @DIM:\n#\n# Since: 1.0\n#\n# @by: how much\n##\n{ 'event': 'DIM', 'data': { 'by': 'int' } }",
        Wrong(6, "`by`"),
    ),
    (
        "two Features lines",
        "##\n# @flash:\n#\n# Features:\n#\n# @f: one\n#\n# Features:\n#\n# @g: two\n##\n{ 'command': 'flash', 'features': [ 'f', 'g' ] }",
        Wrong(8, "`Features`"),
    ),
    (
        "a Features line without features",
        "##\n# @flash:\n#\n# Features:\n#\n# Some text.\n##\n{ 'command': 'flash' }",
        Wrong(6, "feature"),
    ),
    (
        "too little indentation",
        "##\n# @DIM:\n#\n# Since:\n#     1.0, and\n#   so on\n##\n{ 'event': 'DIM' }",
        Wrong(6, "indent"),
    ),
    (
        "a heading in the documentation of a definition",
        "##\n# @DIM:\n#\n# = Dimmers\n##\n{ 'event': 'DIM' }",
        Wrong(4, "`=`"),
    ),
    (
        "a heading that is not first",
        "{ 'event': 'DIM' }\n##\n# Lamps.\n#\n# = Dimmers\n##\n",
        Wrong(5, "`=`"),
    ),
    (
        "a member in a free-form comment",
        "{ 'event': 'DIM' }\n##\n# Lamps.\n#\n# @by: how much\n##\n",
        Wrong(5, "`by`"),
    ),
    (
        "a Note section",
        "##\n# @DIM:\n#\n# Note: it is dark\n##\n{ 'event': 'DIM' }",
        Wrong(4, "`Note`"),
    ),
    (
        "an Example section",
        "##\n# @DIM:\n#\n# Example:\n#     none\n##\n{ 'event': 'DIM' }",
        Wrong(4, "`Example`"),
    ),
    (
        "a malformed comment that nothing follows",
        "{ 'event': 'DIM' }\n##\n# @LIT\n##\n",
        Wrong(3, "end with `:`"),
    ),
    (
        "a second line with too little indentation",
        "##\n# @DIM:\n#\n# @by: how\n#     much\n#   and why\n##\n{ 'event': 'DIM', 'data': { 'by': 'int' } }",
        Wrong(6, "indent"),
    ),
    (
        "a name with a space",
        "##\n# @DIM:\n#\n# @by the way: how much\n##\n{ 'event': 'DIM' }",
        Wrong(4, "`by the way`"),
    ),
    (
        "a member within a paragraph",
        "##\n# @DIM:\n# Dims.\n# @by: how much\n##\n{ 'event': 'DIM', 'data': { 'by': 'int' } }",
        Wrong(6, "`by`"),
    ),
    (
        "a feature of a member that is not described",
        "##\n# @DIM:\n#\n# @by: how much\n##\n{ 'event': 'DIM', 'data': { 'by': { 'type': 'int', 'features': [ 'f' ] } } }",
        Wrong(6, "`f`"),
    ),
    (
        "a name after an empty line",
        "##\n#\n# @DIM:\n##\n{ 'event': 'DIM' }",
        Wrong(3, "`DIM`"),
    ),
    (
        "a space after the opening `##`",
        "## \n# @DIM:\n##\n{ 'event': 'DIM' }",
        Wrong(1, "unexpected text after"),
    ),
    (
        "a pragma for another definition",
        "{ 'pragma': { 'documentation-exceptions': [ 'LIT' ] } }\n##\n# @DIM:\n##\n{ 'event': 'DIM', 'data': { 'by': 'int' } }",
        Wrong(5, "`by`"),
    ),
];

#[test]
fn invalid_documentation_comments_are_rejected() {
    assert_verdicts(DOCS);
}
