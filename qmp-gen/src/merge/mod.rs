//! Merges the interfaces of several releases to one, which has the items of all and can
//! deserialize what each of them sends.
//!
//! The releases are merged one after another, the oldest first. A member that one side lacks
//! becomes optional. If a type changed, the result is a type that can deserialize the values
//! of both.

mod by_name;
mod items;
mod metadata;
mod normalize;
mod objects;
mod place;
mod step;
mod types;

use crate::diagnostic::Diagnostics;
use crate::ir::{Release, Schema};
use crate::resolve::Interface;
use metadata::ReleasePair;
use step::{History, MergeStep};

/// The result of merging.
pub(crate) enum Merged {
    /// The interface of the only release, as it was.
    Unchanged(Interface),
    /// The schema of several releases, which is to be resolved.
    Several(Schema),
}

/// Merges the interfaces of releases, given in ascending order.
pub(crate) fn merge(mut releases: Vec<Interface>, diagnostics: &mut Diagnostics) -> Merged {
    // An interface without a release was reported if it is one of several.
    if releases.len() > 1 {
        releases.retain(|release| release.release().version.is_some());
    }
    let mut releases = releases.into_iter();
    let first = releases.next().unwrap_or_default();
    if releases.len() == 0 {
        return Merged::Unchanged(first);
    }
    let mut merged = first.into_schema();
    // One digest for each release.
    let mut range = Release::default();
    add_origins(&mut range, &merged.release);
    let mut last = merged.release.version.take();
    let mut history = History::default();
    for next in releases {
        let next = next.into_schema();
        add_origins(&mut range, &next.release);
        let pair = ReleasePair {
            old: last,
            new: next.release.version.clone(),
        };
        last = pair.new.clone();
        merged =
            MergeStep::new(pair, &merged, &next, &mut history, diagnostics).all(&merged, &next);
        normalize::bases(&mut merged);
        normalize::values(&mut merged);
        normalize::branches(&mut merged);
    }
    merged.release = range;
    Merged::Several(merged)
}

fn add_origins(range: &mut Release, release: &Release) {
    for origin in release.origins_by_release() {
        range.add(origin);
    }
}
