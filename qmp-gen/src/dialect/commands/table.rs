//! The table of a `.hx` file: commands and the types of their arguments, as the parser of the
//! human monitor names them.

use pest::iterators::Pair;
use serde_json::Value;

use super::marks::place;
use super::rules::Rule;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::classic::{Lowering, TableEntry};
use crate::document::Span;
use crate::ir::{Builtin, Command, Member, Name, Payload};

/// Follows the `#if`s around entries.
pub(super) fn condition(line: &Pair<'_, Rule>, conditions: &mut Vec<String>) {
    let Some(directive) = line.clone().into_inner().next() else {
        return;
    };
    let expression = directive.clone().into_inner().next();
    let expression = expression.map_or("", |p| p.as_str()).trim();
    match directive.as_rule() {
        Rule::ifdef => conditions.push(format!("defined({expression})")),
        Rule::ifndef => conditions.push(format!("!defined({expression})")),
        Rule::if_ => conditions.push(expression.to_owned()),
        Rule::elif => {
            conditions.pop();
            conditions.push(expression.to_owned());
        }
        Rule::else_ => {
            let before = conditions.pop();
            conditions.extend(before.map(|before| negated(&before)));
        }
        _ => {
            conditions.pop();
        }
    }
}

fn negated(condition: &str) -> String {
    match condition {
        "0" => "1".to_owned(),
        "1" => "0".to_owned(),
        _ => format!("!({condition})"),
    }
}

/// Whether these conditions are never true.
pub(super) fn is_off(conditions: &[String]) -> bool {
    conditions.iter().any(|condition| {
        let mut terms = condition.split("&&");
        !condition.contains("||") && terms.any(|term| term.trim() == "0")
    })
}

/// Parses an entry. Returns `None` if it has no name, which is reported.
pub(super) fn entry(
    diagnostics: &mut Diagnostics,
    entry: &Pair<'_, Rule>,
    span: Span,
    conditions: &[String],
) -> Option<TableEntry> {
    let field = |wanted: &str| {
        entry.clone().into_inner().find_map(|field| {
            let mut parts = field.into_inner();
            let name = parts.next()?;
            (name.as_str() == wanted).then(|| parts.next()).flatten()
        })
    };
    // `q|quit`: the last is the long one.
    let long = |name: &Pair<'_, Rule>| {
        let all = joined(name);
        all.rsplit('|').next().unwrap_or("").to_owned()
    };
    let name =
        field("name").filter(|name| name.as_rule() == Rule::string && !long(name).is_empty());
    let Some(name) = name else {
        let line = entry.as_str().trim_end().lines().next().unwrap_or("").len();
        diagnostics.push(Diagnostic::new(
            Code::TableEntry,
            span.at(span.start..span.start + line),
            "this entry of the table lacks a name",
        ));
        return None;
    };
    let mut read = TableEntry {
        name: Name::new(long(&name), place(&literals(&name), span)),
        prefixed: starts_with_macro(&name),
        arguments: Vec::new(),
        open: false,
        condition: conditions_of(conditions),
    };
    if let Some(types) = field("args_type") {
        arguments(diagnostics, &mut read, &joined(&types), place(&types, span));
    }
    Some(read)
}

fn conditions_of(conditions: &[String]) -> Option<Value> {
    let conditions: Vec<&String> = conditions.iter().filter(|c| *c != "1").collect();
    match conditions.as_slice() {
        [] => None,
        [one] => Some(Value::String((*one).clone())),
        all => Some(serde_json::json!({ "all": all })),
    }
}

/// The first of adjoining string literals. The grammar requires one.
fn literals<'t>(string: &Pair<'t, Rule>) -> Pair<'t, Rule> {
    let mut pieces = string.clone().into_inner();
    let first = pieces.find(|piece| piece.as_rule() == Rule::piece);
    first.unwrap_or_else(|| string.clone())
}

fn starts_with_macro(string: &Pair<'_, Rule>) -> bool {
    let first = string.clone().into_inner().next();
    first.is_some_and(|first| first.as_rule() == Rule::macro_)
}

/// The text of adjoining string literals.
fn joined(string: &Pair<'_, Rule>) -> String {
    let pieces = string
        .clone()
        .into_inner()
        .filter(|piece| piece.as_rule() == Rule::piece)
        .filter_map(|piece| piece.into_inner().next());
    pieces.map(|content| content.as_str().to_owned()).collect()
}

fn arguments(diagnostics: &mut Diagnostics, entry: &mut TableEntry, types: &str, span: Span) {
    let parsed = Rule::arguments.parse(types);
    let Some(parsed) = parsed.ok().and_then(|mut pairs| pairs.next()) else {
        diagnostics.push(Diagnostic::new(
            Code::TableEntry,
            span,
            format!("the `args_type` of `{}` cannot be parsed", entry.name.text),
        ));
        return;
    };
    for argument in parsed
        .into_inner()
        .filter(|pair| pair.as_rule() == Rule::argument)
    {
        let mut parts = argument.into_inner();
        let (Some(name), Some(kind)) = (parts.next(), parts.next()) else {
            continue;
        };
        let flag = kind.as_rule() == Rule::flag;
        let optional = flag || parts.next().is_some();
        let builtin = match kind.as_str() {
            _ if flag => Builtin::Bool,
            "s" | "F" | "B" | "S" => Builtin::Str,
            "i" | "l" | "M" | "o" => Builtin::Int,
            "T" => Builtin::Number,
            "b" => Builtin::Bool,
            // The format of displayed numbers has no meaning in QMP.
            "/" => continue,
            "O" => {
                entry.open = true;
                continue;
            }
            _ => Builtin::Any,
        };
        entry.arguments.push(Member {
            optional,
            ..Member::new(Name::new(name.as_str(), span), builtin)
        });
    }
}

/// Adds the entry's command where no text describes it; where one does, the
/// command has the condition of the entry.
pub(super) fn lower(lowering: &mut Lowering<'_>, entry: TableEntry, human: bool) {
    let commands = &mut lowering.schema.commands;
    let exact = commands.iter().position(|c| c.name.text == entry.name.text);
    let described = exact.or_else(|| commands.iter().position(|c| entry.is_of(&c.name.text)));
    match described.and_then(|at| commands.get_mut(at)) {
        Some(command) => {
            let condition = &mut command.metadata.condition;
            *condition = condition.take().or(entry.condition);
        }
        None if !human => undocumented(lowering, entry),
        None => {}
    }
}

fn undocumented(lowering: &mut Lowering<'_>, entry: TableEntry) {
    lowering.report(Diagnostic::new(
        Code::TypeFromTable,
        entry.name.span,
        format!(
            "`{}` is in the table, but no text describes it",
            entry.name.text
        ),
    ));
    let mut command = Command::new(entry.name);
    command.arguments = Payload::Members(entry.arguments);
    command.open = entry.open;
    command.returns = Some(Builtin::Any.into());
    command.undocumented = true;
    command.metadata.condition = entry.condition;
    lowering.schema.commands.push(command);
}
