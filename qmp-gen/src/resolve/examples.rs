//! Compares examples with the items that they show.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::example_check::{ExampleCheck, ExampleKind};
use super::interface::Interface;
use super::value_checker::{Difference, ValueChecker};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Span;
use crate::examples::{Exchange, exchanges};
use crate::ir::{Example, Name};

/// Compares every message with its item, and reports those that differ.
pub(super) fn check(interface: &Interface, diagnostics: &mut Diagnostics) -> Vec<ExampleCheck> {
    let mut checks = Vec::new();
    let mut done = HashSet::new();
    for (names, examples) in sections(interface) {
        let exchanges = exchanges(examples);
        let mut own = false;
        let mut others = None;
        for exchange in &exchanges {
            let name = match exchange {
                Exchange::Request { command, .. } => command,
                Exchange::Event { event, .. } => event,
                _ => continue,
            };
            own |= names.iter().any(|own| own.text == *name);
            // A command's example may show the events it causes.
            others = others.or(Some((exchange.message().span, *name)));
        }
        if let (false, Some((span, other)), Some(name)) = (own, others, names.first()) {
            diagnostics.push(
                Diagnostic::new(
                    Code::ExampleOfAnother,
                    span,
                    format!("the example of `{}` shows `{other}`", name.text),
                )
                .related(name.span, "the section describes this item"),
            );
        }
        for exchange in exchanges {
            if done.insert(exchange.message().span) {
                checks.extend(one(
                    interface,
                    names.first().copied(),
                    &exchange,
                    diagnostics,
                ));
            }
        }
    }
    checks
}

/// The examples of each section, with the items that share them.
fn sections(interface: &Interface) -> Vec<(Vec<&Name>, &[Example])> {
    let items = (interface
        .commands()
        .map(|c| (&c.name, c.examples.as_slice())))
    .chain(interface.events().map(|e| (&e.name, e.examples.as_slice())));
    let mut sections: BTreeMap<Span, (Vec<&Name>, &[Example])> = BTreeMap::new();
    for (name, examples) in items {
        let first = examples.iter().flat_map(|example| &example.messages).next();
        if let Some(first) = first {
            sections
                .entry(first.span)
                .or_insert((Vec::new(), examples))
                .0
                .push(name);
        }
    }
    sections.into_values().collect()
}

fn one(
    interface: &Interface,
    section: Option<&Name>,
    exchange: &Exchange<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<ExampleCheck> {
    let mut value_checker = ValueChecker::new(interface);
    let nothing = Value::Object(serde_json::Map::new());
    let (kind, name, value) = match *exchange {
        Exchange::Request {
            command, arguments, ..
        } => {
            let found = interface.command(command)?;
            let value = arguments.unwrap_or(&nothing);
            value_checker.payload(value, &found.arguments, found.open);
            (ExampleKind::Request, &found.name, value)
        }
        Exchange::Return { command, value, .. } => {
            let command = command.or(section.map(|name| name.text.as_str()))?;
            let found = interface.command(command)?;
            value_checker.reply(value, found.returns.as_ref());
            if found.returns.is_none() {
                // The reply of a command that returns nothing is not deserialized.
                value_checker
                    .differences
                    .iter_mut()
                    .for_each(|difference| difference.readable = true);
            }
            (ExampleKind::Reply, &found.name, value)
        }
        Exchange::Event { event, data, .. } => {
            let found = interface.event(event)?;
            let value = data.unwrap_or(&nothing);
            value_checker.payload(value, &found.data, false);
            (ExampleKind::Event, &found.name, value)
        }
        Exchange::Error { .. } => return None,
    };
    let differences = value_checker.differences;
    if !differences.is_empty() {
        let span = exchange.message().span;
        diagnostics.push(
            Diagnostic::new(
                Code::ExampleContradicts,
                span,
                describe(name, kind, &differences),
            )
            .related(name.span, "the description is here"),
        );
    }
    Some(ExampleCheck {
        kind,
        item: name.text.clone(),
        value: value.clone(),
        span: exchange.message().span,
        agrees: differences.is_empty(),
        readable: differences.iter().all(|difference| difference.readable),
    })
}

fn describe(name: &Name, kind: ExampleKind, differences: &[Difference]) -> String {
    let kind = match kind {
        ExampleKind::Request => "request",
        ExampleKind::Reply => "reply",
        ExampleKind::Event => "event",
    };
    let shown = differences.iter().take(4).map(Difference::to_string);
    let mut parts: Vec<String> = shown.collect();
    if let Some(more) = differences.len().checked_sub(4).filter(|more| *more > 0) {
        parts.push(format!("and {more} more"));
    }
    format!(
        "this {kind} of `{}` contradicts its description: {}",
        name.text,
        parts.join("; ")
    )
}
