//! Items by name, and what to report for a name without one.

use std::error::Error;
use std::fmt;

use crate::ir::{Command, Event, TypeDef};
use crate::removed::{Removed, RemovedKind};
use crate::resolve::{Interface, nearest};

/// A name that the documents do not have.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Missing {
    /// What is said of the name, such as `the documents have no event`.
    pub what: String,
    /// The name.
    pub name: String,
    /// The item of that name that an earlier release had.
    pub removed: Option<Box<Removed>>,
    /// The name that was perhaps meant, where nothing of that name was removed.
    pub nearest: Option<String>,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}`{}", self.what, self.name, self.hint())
    }
}

impl Error for Missing {}

impl Missing {
    /// Says that `name` is not among `known`.
    pub fn new<'n>(
        what: impl Into<String>,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Missing {
        Missing {
            what: what.into(),
            name: name.to_owned(),
            removed: None,
            nearest: nearest(name, known).map(str::to_owned),
        }
    }

    /// Says what an earlier release had of that name, if it had one: that is surer than a
    /// name that is merely near.
    #[must_use]
    pub fn or_removed(mut self, removed: Option<Removed>) -> Missing {
        if let Some(removed) = removed {
            self.removed = Some(Box::new(removed));
            self.nearest = None;
        }
        self
    }

    fn hint(&self) -> String {
        match (&self.removed, &self.nearest) {
            (Some(removed), _) => format!("; {removed}"),
            (None, Some(nearest)) => format!("; perhaps `{nearest}` is meant"),
            (None, None) => String::new(),
        }
    }
}

impl Interface {
    /// The command that is called so.
    ///
    /// # Errors
    ///
    /// When there is none.
    ///
    /// ```
    /// use qmp_gen::{Builtin, Run};
    ///
    /// let run = Run::of_builtin(Builtin::Guest);
    /// assert!(run.interface.find_command("guest-ping").is_ok());
    /// let missing = run.interface.find_command("guest-pin").unwrap_err();
    /// assert_eq!(missing.nearest.as_deref(), Some("guest-ping"));
    /// ```
    pub fn find_command(&self, name: &str) -> Result<&Command, Missing> {
        self.command(name).ok_or_else(|| {
            let known = self.commands().map(|command| command.name.text.as_str());
            let removed = Removed::find(RemovedKind::Command, name);
            Missing::new("the documents have no command", name, known).or_removed(removed)
        })
    }

    /// The event that is called so.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn find_event(&self, name: &str) -> Result<&Event, Missing> {
        self.event(name).ok_or_else(|| {
            let known = self.events().map(|event| event.name.text.as_str());
            let removed = Removed::find(RemovedKind::Event, name);
            Missing::new("the documents have no event", name, known).or_removed(removed)
        })
    }

    /// The type that is called so.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn find_type(&self, name: &str) -> Result<&TypeDef, Missing> {
        self.ty(name).ok_or_else(|| {
            let known = self.types().map(|definition| definition.name.text.as_str());
            let removed = Removed::find(RemovedKind::Type, name);
            Missing::new("the documents have no type", name, known).or_removed(removed)
        })
    }
}
