//! Checks that the tables match the grammars: each text gives the same tokens as with pest's
//! own virtual machine, which is slow.

use std::fs;
use std::path::Path;

use pest::iterators::{Pair, Pairs};
use pest::{RuleType, error::InputLocation};
use pest_meta::optimizer::OptimizedRule;
use pest_vm::Vm;
use proptest::prelude::prop;
use proptest::test_runner::{Config, TestRunner};

/// A token: its rule, its place, and how deep it is within others.
type Token = (String, usize, usize, usize);

/// A grammar, and a function that parses a text with its table.
struct Grammar {
    source: &'static str,
    tokens: fn(&str, &str) -> Result<Vec<Token>, usize>,
    rules: &'static [&'static str],
}

macro_rules! grammars {
    ($($name:ident in $path:literal: $($rule:ident),+;)+) => {
        $(mod $name {
            include!(concat!("../dialect/", $path, ".rs"));

            pub(super) fn tokens(rule: &str, text: &str) -> Result<Vec<super::Token>, usize> {
                match rule {
                    $(stringify!($rule) => {
                        let parsed = Rule::$rule.parse(text);
                        super::tokens(parsed.map_err(|error| error.location))
                    })+
                    _ => panic!("not a rule: {rule}"),
                }
            }
        })+

        const GRAMMARS: &[Grammar] = &[$(
            Grammar {
                source: include_str!(concat!("../dialect/", $path)),
                tokens: $name::tokens,
                rules: &[$(stringify!($rule)),+],
            },
        )+];
    };
}

// Each grammar, with the rules that parse a text.
grammars! {
    classic in "classic/text.pest": text, body;
    prose in "classic/prose.pest": prose;
    intro in "classic/list_intro.pest": intro;
    commands in "commands/commands.pest": table, arguments, mixed, commands;
    events in "events/events.pest": events;
    qapi in "qapi/qapi.pest": schema;
    snapshot in "snapshot/snapshot.pest": json;
    summaries in "summaries/summaries.pest": document, summaries;
}

fn tokens<R: RuleType>(parsed: Result<Pairs<'_, R>, InputLocation>) -> Result<Vec<Token>, usize> {
    fn add<R: RuleType>(pair: Pair<'_, R>, depth: usize, tokens: &mut Vec<Token>) {
        let rule = format!("{:?}", pair.as_rule()).replace('"', "");
        tokens.push((rule, pair.as_span().start(), pair.as_span().end(), depth));
        for inner in pair.into_inner() {
            add(inner, depth + 1, tokens);
        }
    }
    let mut tokens = Vec::new();
    match parsed {
        Ok(pairs) => {
            for pair in pairs {
                add(pair, 0, &mut tokens);
            }
            Ok(tokens)
        }
        Err(InputLocation::Pos(at) | InputLocation::Span((at, _))) => Err(at),
    }
}

fn rules(grammar: &Grammar) -> Vec<OptimizedRule> {
    pest_meta::parse_and_optimize(grammar.source).unwrap().1
}

fn assert_same(grammar: &Grammar, vm: &Vm, text: &str) {
    for rule in grammar.rules {
        let expected = tokens(vm.parse(rule, text).map_err(|error| error.location));
        assert_eq!((grammar.tokens)(rule, text), expected, "{rule} of {text:?}");
    }
}

#[test]
fn documents_have_the_same_tokens() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for folder in ["../schema", "../schema/guest", "built-in", "tests/fixtures"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            texts.extend(fs::read_to_string(entry.unwrap().path()));
        }
    }
    assert!(texts.len() > 3);
    for grammar in GRAMMARS {
        let vm = Vm::new(rules(grammar));
        for text in &texts {
            // The virtual machine is slow.
            let part: String = text.chars().take(4000).collect();
            assert_same(grammar, &vm, &part);
        }
    }
}

/// Returns the literals of the grammars, and a few other texts.
fn fragments() -> Vec<String> {
    let mut fragments: Vec<String> = [" ", "\n", "\r\n", "\r", "\t", "é", "\u{2028}", "\\", "\\\\"]
        .map(str::to_owned)
        .into();
    for grammar in GRAMMARS {
        let literals = grammar.source.split('"').skip(1).step_by(2);
        fragments.extend(literals.map(|text| text.replace("\\", "")));
    }
    fragments.extend(["lamp", "Lamp", "LampKind", "1.5", "LAMP_OUT", "?"].map(str::to_owned));
    fragments.sort();
    fragments.dedup();
    fragments
}

#[test]
fn fragments_in_any_order_have_the_same_tokens() {
    let text = prop::collection::vec(prop::sample::select(fragments()), 0..40);
    for grammar in GRAMMARS {
        let vm = Vm::new(rules(grammar));
        let mut runner = TestRunner::new(Config::with_cases(50));
        let same = |text: Vec<String>| {
            assert_same(grammar, &vm, &text.concat());
            Ok(())
        };
        runner.run(&text, same).unwrap();
    }
}
