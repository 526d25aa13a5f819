//! The table of a `.hx` file: commands and the types of their arguments, in the
//! words of the human monitor's parser.

use pest::Parser;
use pest::iterators::Pair;
use serde_json::Value;

use super::rules::{CommandsParser, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::classic::Lowering;
use crate::document::Span;
use crate::ir::{Builtin, Command, Doc, Facts, Member, Name, Payload, Type};

/// An entry of the table.
pub(super) struct Entry {
    name: Name,
    arguments: Vec<Member>,
    open: bool,
    condition: Option<Value>,
}

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

/// Whether what stands under these conditions is switched off for good.
pub(super) fn is_off(conditions: &[String]) -> bool {
    conditions.iter().any(|condition| condition == "0")
}

/// Reads an entry; `None` where it names no command.
pub(super) fn entry(
    lowering: &mut Lowering<'_>,
    entry: &Pair<'_, Rule>,
    span: Span,
    conditions: &[String],
) -> Option<Entry> {
    let field = |wanted: &str| {
        entry.clone().into_inner().find_map(|field| {
            let mut parts = field.into_inner();
            let name = parts.next()?;
            (name.as_str() == wanted).then(|| parts.next()).flatten()
        })
    };
    let place = |pair: &Pair<'_, Rule>| Span {
        start: pair.as_span().start(),
        end: pair.as_span().end(),
        ..span
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
        lowering.report(Diagnostic::new(
            Code::TableEntry,
            Span {
                end: span.start + line,
                ..span
            },
            "an entry of the table without a name",
        ));
        return None;
    };
    let mut read = Entry {
        name: Name {
            text: long(&name),
            span: place(&name),
        },
        arguments: Vec::new(),
        open: false,
        condition: conditions_of(conditions),
    };
    if let Some(types) = field("args_type") {
        arguments(lowering, &mut read, &joined(&types), place(&types));
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

/// The text of adjoining string literals.
fn joined(string: &Pair<'_, Rule>) -> String {
    let pieces = string
        .clone()
        .into_inner()
        .filter_map(|piece| piece.into_inner().next());
    pieces.map(|content| content.as_str().to_owned()).collect()
}

fn arguments(lowering: &mut Lowering<'_>, entry: &mut Entry, types: &str, span: Span) {
    let parsed = CommandsParser::parse(Rule::arguments, types);
    let Some(parsed) = parsed.ok().and_then(|mut pairs| pairs.next()) else {
        lowering.report(Diagnostic::new(
            Code::TableEntry,
            span,
            format!("the arguments of `{}` can't be read", entry.name.text),
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
            // How a human wants to see numbers is nothing to QMP.
            "/" => continue,
            "O" => {
                entry.open = true;
                continue;
            }
            _ => Builtin::Any,
        };
        entry.arguments.push(Member {
            name: Name {
                text: name.as_str().to_owned(),
                span,
            },
            ty: builtin.into(),
            optional,
            doc: Doc::default(),
            facts: Facts::default(),
        });
    }
}

/// Adds the entry's command where no text describes it, and compares the two
/// where one does.
pub(super) fn lower(lowering: &mut Lowering<'_>, entry: Entry, human: bool) {
    let described = lowering
        .schema
        .commands
        .iter_mut()
        .find(|c| c.name.text == entry.name.text);
    let Some(command) = described else {
        if !human {
            undocumented(lowering, entry);
        }
        return;
    };
    if command.facts.condition.is_none() {
        command.facts.condition.clone_from(&entry.condition);
    }
    // Arguments that are open, or a JSON value as a whole, are not comparable.
    if command.open || entry.open || command.undocumented {
        return;
    }
    let name = command.name.clone();
    let mut disagreements: Vec<(String, Option<Span>)> = Vec::new();
    let members = command.arguments.members();
    for argument in &entry.arguments {
        match members
            .iter()
            .find(|member| member.name.text == argument.name.text)
        {
            None => disagreements.push((
                format!("`{}` is in the table alone", argument.name.text),
                None,
            )),
            Some(member) if member.optional != argument.optional => {
                let which = if argument.optional {
                    "optional"
                } else {
                    "required"
                };
                let what = format!("`{}` is {which} in the table", member.name.text);
                disagreements.push((what, Some(member.name.span)));
            }
            Some(_) => {}
        }
    }
    for member in members {
        if !entry
            .arguments
            .iter()
            .any(|argument| argument.name.text == member.name.text)
        {
            let what = format!("`{}` is in the text alone", member.name.text);
            disagreements.push((what, Some(member.name.span)));
        }
    }
    for (what, place) in disagreements {
        lowering.report(
            Diagnostic::new(
                Code::TableDisagrees,
                place.unwrap_or(name.span),
                format!("table and text of `{}` disagree: {what}", name.text),
            )
            .related(entry.name.span, "the table's entry"),
        );
    }
}

fn undocumented(lowering: &mut Lowering<'_>, entry: Entry) {
    lowering.report(Diagnostic::new(
        Code::TypeFromTable,
        entry.name.span,
        format!(
            "`{}` stands in the table and is described nowhere",
            entry.name.text
        ),
    ));
    lowering.schema.commands.push(Command {
        name: entry.name,
        doc: Doc::default(),
        arguments: Payload::Members(entry.arguments),
        open: entry.open,
        returns: Some(Type::Builtin(Builtin::Any)),
        returns_doc: Doc::default(),
        errors_doc: Doc::default(),
        oob: false,
        undocumented: true,
        examples: Vec::new(),
        facts: Facts {
            condition: entry.condition,
            ..Facts::default()
        },
    });
}
