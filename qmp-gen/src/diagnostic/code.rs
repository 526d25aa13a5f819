//! The table of diagnostics: code, level and general help of each.

use super::severity::Level;

macro_rules! codes {
    ($($variant:ident $code:literal $level:ident $help:literal),* $(,)?) => {
        /// A kind of problem. The names that messages show are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $help] $variant),*
        }

        impl Code {
            /// All codes.
            pub const ALL: &[Code] = &[$(Code::$variant),*];

            /// The stable name that messages show, such as `unknown-type`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Code::$variant => $code),*
                }
            }

            /// The level of problems with this code.
            pub fn level(self) -> Level {
                match self {
                    $(Code::$variant => Level::$level),*
                }
            }

            /// The general help for problems with this code.
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
        "pass a schema (.json), qmp-events.txt, qmp-commands.txt, a .hx file, a snapshot or a \
         .summaries file",
    NotUtf8 "not-utf8" Error
        "save the document as UTF-8",
    MissingDocument "missing-document" Warning
        "pass qmp-events.txt too; QEMU's source tree has it in QMP, docs/qmp or docs",
    NoItems "no-items" Warning
        "write each heading as a line with the name, and a line of dashes under it",
    // Structure of classic documents.
    HeadingWithoutName "heading-without-name" Warning
        "write the name of a command or event, with a line of dashes under it",
    RepeatedLabel "repeated-label" Warning
        "use each label once in a section, or write a line of dashes under the heading before it",
    UnterminatedBlock "unterminated-block" Warning
        "end the block with EQMP; it was read up to the end of the file",
    StrayMark "stray-mark" Warning
        "put SQMP before the text and EQMP after it; the text was read anyway",
    TextWithoutHeading "text-without-heading" Warning
        "start the block with the command's name and a line of dashes under it",
    TooDeep "too-deep" Error
        "reduce the nesting",
    NotAMember "not-a-member" Warning
        "write `- \"name\": description (type)`",
    MissingColon "missing-colon" Warning
        "put a colon after the name",
    DuplicateMember "duplicate-member" Warning
        "name each member once; the first was kept",
    NoneButListed "none-but-listed" Warning
        "remove `None`; the members were kept",
    CaseNotListed "case-not-listed" Warning
        "list the value with the others; it was added",
    // Types of the classic documents.
    MissingType "missing-type" Warning
        "state the type, such as `(json-string)`; any JSON value is accepted until then",
    TypeFromExample "type-from-example" Warning
        "state the type, such as `(json-string)`; it was inferred from the examples",
    TypeFromTable "type-from-table" Warning
        "describe the command between SQMP and EQMP; its arguments were taken from the table",
    MisspelledType "misspelled-type" Warning
        "use json-string, json-int, json-number, json-bool, json-object or json-array",
    UndefinedType "undefined-type" Warning
        "describe the type where it is used, or pass the document that defines it",
    MissingReturn "missing-return" Warning
        "state what the command returns; any JSON value is accepted until then",
    UnusedObject "unused-object" Warning
        "name the object in the description of a member; the object was ignored",
    ArgumentFromExample "argument-from-example" Warning
        "list the command's arguments; these were inferred from the examples",
    // Examples.
    ExampleNotJson "example-not-json" Warning
        "write the example as JSON; it was kept as text and nothing was inferred from it",
    ExampleOfAnother "example-of-another" Warning
        "show the item of the heading in the example, or correct the heading",
    ExampleContradicts "example-contradicts" Warning
        "correct the example or the description",
    ExampleOmits "example-omits" Warning
        "mark the member `optional`, or add it to the example; it was treated as optional",
    // The command table.
    TableDisagrees "table-disagrees" Warning
        "correct the table or the text; the text was used",
    TableEntry "table-entry" Warning
        "write `.name = \"…\", .args_type = \"name:type,…\"` in braces",
    // Several documents about one item.
    DocumentsDisagree "documents-disagree" Warning
        "correct the document or the schema; the schema was used",
    // Schemas.
    SchemaSyntax "schema-syntax" Error
        "fix the syntax; the definitions after it were read anyway",
    SchemaForm "schema-form" Error
        "write the definition as the schema language requires",
    SchemaRule "schema-rule" Rule
        "QEMU's own generator rejects this; the definition was read as written",
    OldSyntax "old-syntax" Rule
        "QEMU's own generator no longer accepts this syntax; it was read with its old meaning",
    // Documentation comments of schemas.
    DocForm "doc-form" Rule
        "QEMU's own generator rejects this form of documentation comment; its text was kept",
    DocSection "doc-section" Rule
        "use a directive of reStructuredText in place of the section; its text was kept",
    DocMissing "doc-missing" Rule
        "describe it in the definition's documentation comment",
    DocUnknown "doc-unknown" Rule
        "remove the description or correct the name",
    DocLayout "doc-layout" Rule
        "use lines of at most 70 columns and two spaces between sentences",
    // Snapshots.
    NotJson "not-json" Error
        "fix the JSON",
    SnapshotForm "snapshot-form" Error
        "generate the snapshot with `qmp-gen snapshot`",
    // Summaries.
    SummaryOfNothing "summary-of-nothing" Warning
        "correct the name or remove the entry; its text was ignored",
    SummarisedTwice "summarised-twice" Warning
        "merge the two entries; the first was used",
    TextWithoutEntry "text-without-entry" Warning
        "write the name of an item above the text, in the first column",
    EntryWithoutText "entry-without-text" Warning
        "write the text below the name, indented",
    OddIndentation "odd-indentation" Warning
        "indent all lines of an entry by the same amount; the line was read as text anyway",
    // Several releases.
    ReleaseMissing "release-missing" Error
        "state the release of every document, as in `7.2=PATH`, or pass documents of one release",
    RepeatedRelease "repeated-release" Error
        "pass one snapshot per release",
    TypeChanged "type-changed" Warning
        "generate bindings for fewer releases to get a more precise type",
    // The interface as a whole.
    DuplicateItem "duplicate-item" Error
        "pass each document once; for several releases, state the release of each, as in `7.2=PATH`",
    UnknownType "unknown-type" Error
        "define the type or correct the name",
    InfiniteType "infinite-type" Warning
        "make one of the members optional or an array; it was treated as optional",
    Clash "clash" Error
        "rename one of the two",
    BadUnion "bad-union" Error
        "use a required member of an enum type as the discriminator, and objects as bases, branches \
         and payloads",
    BadAlternate "bad-alternate" Error
        "use a different kind of JSON value for each alternative",
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
