//! The documentation comments of schemas: their form, their coverage and their text.

mod blocks;
mod comment;
mod coverage;
mod examples;
mod layout;
mod lenient;
mod problem;
mod scan;
mod since;
mod strict;
mod tables;

pub(super) use blocks::{ParsedDoc, parse as parse_blocks};
pub(super) use comment::{DocComment, DocLine};
pub(super) use coverage::{
    check_features, check_form, check_members, check_sections, check_symbol, check_unattached,
};
pub(super) use examples::parse as parse_example;
pub(super) use lenient::{Description, DocText, read as read_text};
pub(super) use since::{
    of_definition as since_of_definition, of_member as since_of_member, version as since_version,
};
pub(super) use strict::DocContents;
