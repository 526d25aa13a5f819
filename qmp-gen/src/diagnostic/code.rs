//! The table of problems: code, severity and general advice of each.

use super::Level;

macro_rules! codes {
    ($($variant:ident $code:literal $level:ident $help:literal),* $(,)?) => {
        /// The sorts of problem. Their names are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $help] $variant),*
        }

        impl Code {
            /// Every one of them.
            pub const ALL: &[Code] = &[$(Code::$variant),*];

            /// The stable name, as it stands in messages.
            pub fn name(self) -> &'static str {
                match self {
                    $(Code::$variant => $code),*
                }
            }

            /// The severity of a problem with this code.
            pub fn level(self) -> Level {
                match self {
                    $(Code::$variant => Level::$level),*
                }
            }

            /// What to do about it.
            pub fn help(self) -> &'static str {
                match self {
                    $(Code::$variant => $help),*
                }
            }
        }
    };
}

codes! {
    // Documents as a whole.
    UnknownDocument "unknown-document" Error
        "name the file qmp-events.txt or qmp-commands.txt, or give a .hx file, a snapshot, or a \
         file whose name ends with .summaries",
    NotUtf8 "not-utf8" Error
        "save the document as UTF-8",
    MissingDocument "missing-document" Warning
        "give qmp-events.txt too; QEMU kept it in QMP, docs/qmp or docs",
    NoItems "no-items" Warning
        "a heading is a name on a line of its own with a line of dashes under it",
    // Structure of the classic documents.
    HeadingWithoutName "heading-without-name" Warning
        "a heading is the name of a command or of an event, with a line of dashes under it",
    RepeatedLabel "repeated-label" Warning
        "a section has one such label; perhaps a heading above is not underlined",
    UnterminatedBlock "unterminated-block" Warning
        "close the block; its text was read to the end of the file",
    StrayMark "stray-mark" Warning
        "put SQMP before a text and EQMP behind it; the text was read all the same",
    TextWithoutHeading "text-without-heading" Warning
        "begin the block with the command's name and a line of dashes under it",
    TooDeep "too-deep" Error
        "nest less deeply",
    NotAMember "not-a-member" Warning
        "write `- \"name\": what it is (type)`",
    MissingColon "missing-colon" Warning
        "put a colon after the name",
    DuplicateMember "duplicate-member" Warning
        "name each member once; the first was kept",
    NoneButListed "none-but-listed" Warning
        "leave out `None`; the members were read",
    CaseNotListed "case-not-listed" Warning
        "list the value with the others; it was added to them",
    // Types of the classic documents.
    MissingType "missing-type" Warning
        "say what it is, such as `(json-string)`; until then it is any JSON value",
    TypeFromExample "type-from-example" Warning
        "say what it is, such as `(json-string)`; the type was taken from the examples",
    TypeFromTable "type-from-table" Warning
        "describe the command between SQMP and EQMP; what is known was taken from the table",
    MisspelledType "misspelled-type" Warning
        "the types are json-string, json-int, json-number, json-bool, json-object, json-array",
    UndefinedType "undefined-type" Warning
        "describe the type where it is used, or give the document that defines it",
    MissingReturn "missing-return" Warning
        "say what the command returns; until then it is any JSON value",
    UnusedObject "unused-object" Warning
        "refer to the object by its name from a member; it was left out",
    ArgumentFromExample "argument-from-example" Warning
        "list the command's arguments; these were taken from the examples",
    // Examples.
    ExampleNotJson "example-not-json" Warning
        "make the example JSON; it was kept as text and taught nothing",
    ExampleOfAnother "example-of-another" Warning
        "show the item itself in its examples",
    ExampleContradicts "example-contradicts" Warning
        "mend the example or the description",
    ExampleOmits "example-omits" Warning
        "say `optional` of the member, or put it into the example; it was read as optional",
    // The command table.
    TableDisagrees "table-disagrees" Warning
        "make table and text agree; of each argument, what the text says was taken",
    TableEntry "table-entry" Warning
        "an entry is `.name = \"…\", .args_type = \"name:type,…\"` in braces",
    // Several documents about one item.
    DocumentsDisagree "documents-disagree" Warning
        "mend the one that is wrong; the schema's structure was taken",
    // Schemas.
    SchemaSyntax "schema-syntax" Error
        "fix the schema's text; whatever follows it was read all the same",
    SchemaForm "schema-form" Error
        "define it as the schema language requires",
    SchemaRule "schema-rule" Rule
        "QEMU's own generator rejects this; the definition was read as written",
    OldSyntax "old-syntax" Rule
        "QEMU's own generator no longer accepts this syntax; it was read with its old meaning",
    // Documentation comments of schemas.
    DocForm "doc-form" Rule
        "QEMU's own generator rejects this form of documentation comment; its text was kept",
    DocSection "doc-section" Rule
        "this section was replaced by a directive of reStructuredText; its text was kept",
    DocMissing "doc-missing" Rule
        "describe it in the documentation comment of the definition",
    DocUnknown "doc-unknown" Rule
        "remove the description, or correct the name",
    DocLayout "doc-layout" Rule
        "comments have lines of at most 70 columns and two spaces between sentences",
    // Snapshots.
    NotJson "not-json" Error
        "mend the JSON",
    SnapshotForm "snapshot-form" Error
        "make the snapshot with `qmp-gen snapshot`",
    // Summaries.
    SummaryOfNothing "summary-of-nothing" Warning
        "mend the name, or leave the entry out; its text was left out",
    SummarisedTwice "summarised-twice" Warning
        "make one entry of the two; the first was taken",
    TextWithoutEntry "text-without-entry" Warning
        "write the name of an item above the text, in the first column",
    EntryWithoutText "entry-without-text" Warning
        "write the text under the name, indented",
    OddIndentation "odd-indentation" Warning
        "indent every line of an entry as its first; the line was read as text all the same",
    // Several releases.
    ReleaseMissing "release-missing" Error
        "say of every document which release it is of, as in `7.2=PATH`, or give those of one",
    RepeatedRelease "repeated-release" Error
        "give one snapshot of each release",
    TypeChanged "type-changed" Warning
        "bindings for fewer releases know its type better",
    // The interface as a whole.
    DuplicateItem "duplicate-item" Error
        "give each document once; say of those of several releases which each is of, as in `7.2=PATH`",
    UnknownType "unknown-type" Error
        "define the type, or mend its name",
    InfiniteType "infinite-type" Warning
        "make one of the members optional, or an array; it was read as optional",
    Clash "clash" Error
        "rename one of the two",
    BadUnion "bad-union" Error
        "the discriminator is a member of the object or of its base, and branches are objects",
    BadAlternate "bad-alternate" Error
        "give each alternative a kind of JSON value of its own",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
