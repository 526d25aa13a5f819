//! Finds items by name, and reports unknown names.

use std::error::Error;
use std::fmt;

use crate::ir::{Command, Event, Kind, TypeDef};
use crate::removed::{Removed, RemovedKind};
use crate::resolve::{Interface, nearest};

/// The error about a name that the documents do not have.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownName {
    /// The start of the message, such as `the documents have no event`.
    pub what: String,
    /// The name.
    pub name: String,
    /// The item of that name in an earlier release.
    pub removed: Option<Box<Removed>>,
    /// The nearest name, if no item of that name was removed.
    pub nearest: Option<String>,
    /// The kind of item that has the name, such as `a command`, if there is no nearest name.
    pub other_kind: Option<&'static str>,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}`{}", self.what, self.name, self.hint())
    }
}

impl Error for UnknownName {}

impl UnknownName {
    /// An error about `name`, which is not among `known`.
    pub fn new<'n>(
        what: impl Into<String>,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> UnknownName {
        UnknownName {
            what: what.into(),
            name: name.to_owned(),
            removed: None,
            nearest: nearest(name, known).map(str::to_owned),
            other_kind: None,
        }
    }

    /// Adds the kind of the item that has the name, unless a name of the right kind is near.
    #[must_use]
    pub fn or_other_kind(mut self, kind: Option<&'static str>) -> UnknownName {
        if self.nearest.is_none() {
            self.other_kind = kind;
        }
        self
    }

    /// Adds the item of that name in an earlier release, if any. It replaces the nearest name,
    /// which is less certain.
    #[must_use]
    pub fn or_removed(mut self, removed: Option<Removed>) -> UnknownName {
        if let Some(removed) = removed {
            self.removed = Some(Box::new(removed));
            self.nearest = None;
            self.other_kind = None;
        }
        self
    }

    fn hint(&self) -> String {
        match (&self.removed, &self.nearest, self.other_kind) {
            (Some(removed), ..) => format!("; {removed}"),
            (None, Some(nearest), _) => format!("; did you mean `{nearest}`?"),
            (None, None, Some(kind)) => format!(", but `{}` is {kind}", self.name),
            (None, None, None) => String::new(),
        }
    }
}

impl Interface {
    /// The kind of the item with a name, such as `a command`.
    fn kind_of(&self, name: &str) -> Option<&'static str> {
        if self.command(name).is_some() {
            Some("a command")
        } else if self.event(name).is_some() {
            Some("an event")
        } else {
            self.ty(name).map(|definition| match &definition.kind {
                Kind::Enum(_) => "an enum",
                Kind::Object(_) => "an object",
                Kind::Alternate(_) => "an alternate",
            })
        }
    }

    /// Finds a command by its name.
    ///
    /// # Errors
    ///
    /// If there is none.
    ///
    /// ```
    /// use qmp_gen::{Builtin, Run};
    ///
    /// let run = Run::of_builtin(Builtin::Guest);
    /// assert!(run.interface.find_command("guest-ping").is_ok());
    /// let missing = run.interface.find_command("guest-pin").unwrap_err();
    /// assert_eq!(missing.nearest.as_deref(), Some("guest-ping"));
    /// ```
    #[doc(hidden)]
    pub fn find_command(&self, name: &str) -> Result<&Command, UnknownName> {
        self.command(name).ok_or_else(|| {
            let known = self.commands().map(|command| command.name.text.as_str());
            let removed = Removed::find(RemovedKind::Command, name);
            UnknownName::new("the documents have no command", name, known)
                .or_other_kind(self.kind_of(name))
                .or_removed(removed)
        })
    }

    /// Finds an event by its name.
    ///
    /// # Errors
    ///
    /// If there is none.
    #[doc(hidden)]
    pub fn find_event(&self, name: &str) -> Result<&Event, UnknownName> {
        self.event(name).ok_or_else(|| {
            let known = self.events().map(|event| event.name.text.as_str());
            let removed = Removed::find(RemovedKind::Event, name);
            UnknownName::new("the documents have no event", name, known)
                .or_other_kind(self.kind_of(name))
                .or_removed(removed)
        })
    }

    /// Finds a type by its name.
    ///
    /// # Errors
    ///
    /// If there is none.
    #[doc(hidden)]
    pub fn find_type(&self, name: &str) -> Result<&TypeDef, UnknownName> {
        self.ty(name).ok_or_else(|| {
            let known = self.types().map(|definition| definition.name.text.as_str());
            let removed = Removed::find(RemovedKind::Type, name);
            UnknownName::new("the documents have no type", name, known)
                .or_other_kind(self.kind_of(name))
                .or_removed(removed)
        })
    }
}
