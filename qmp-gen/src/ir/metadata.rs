//! Metadata of items: versions, features and conditions.

use serde_json::Value;

use super::doc::{Doc, DocBlock};
use crate::markup;

/// The versions, features and condition of an item, member, value or branch.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Metadata {
    /// The first version that has it.
    pub since: Option<String>,
    /// The last version that has it, if a later version is known to lack it.
    pub until: Option<String>,
    /// The module of the schema that defines it: a file's name without `.json`.
    pub module: Option<String>,
    /// Its features: `deprecated`, `unstable`, or anything else.
    pub features: Vec<Feature>,
    /// The condition under which a server is built with it.
    pub condition: Option<Value>,
}

impl Metadata {
    /// Whether every field is empty.
    pub fn is_empty(&self) -> bool {
        let Metadata {
            since,
            until,
            module,
            features,
            condition,
        } = self;
        since.is_none()
            && until.is_none()
            && module.is_none()
            && features.is_empty()
            && condition.is_none()
    }

    /// The advice for a deprecated item: the first paragraph about its feature `deprecated`,
    /// which may be empty. `None` if the item is not deprecated.
    pub fn deprecated(&self) -> Option<String> {
        let mut features = self.features.iter();
        let feature = features.find(|feature| feature.name == "deprecated")?;
        Some(match feature.doc.blocks.first() {
            Some(DocBlock::Paragraph(text)) => markup::plain(text),
            _ => String::new(),
        })
    }
}

/// A feature of an item.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// The condition under which a server is built with it.
    pub condition: Option<Value>,
    /// Its documentation.
    pub doc: Doc,
}

impl Feature {
    /// Creates a feature without documentation.
    pub fn new(name: impl Into<String>) -> Feature {
        Feature {
            name: name.into(),
            condition: None,
            doc: Doc::default(),
        }
    }
}
