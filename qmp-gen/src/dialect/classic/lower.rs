//! From a section to a command or to an event.

use super::body::{Block, ListEntry};
use super::context::{ListContext, MemberList};
use super::inference::{self, ExampleValues};
use super::list_intro::{ListIntro, Shape};
use super::lowering::Lowering;
use super::parts::{keyed, keys, parts};
use super::returns::{ObjectDescription, Unlabelled, list_intro_of};
use super::sections::Section;
use super::table::ArgumentSource;
use super::{examples, prose};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Span;
use crate::ir::{Command, Doc, DocBlock, Event, Example, List, Member, Name, Payload, Type};

/// Adds the events of a section.
pub(crate) fn event(lowering: &mut Lowering<'_>, section: &Section) {
    for part in parts(lowering, section, "event") {
        let examples = examples::gather(lowering, &part.blocks);
        for name in &part.names {
            let outline = outline(lowering, name, &part.blocks, false);
            let shown = inference::shown(&examples, &name.text);
            let data = data(lowering, name, &outline, &shown);
            let mut event = Event::new(name.clone());
            event.doc = outline.doc;
            event.data = Payload::Members(data);
            event.examples.clone_from(&examples);
            event.metadata.since = outline.since;
            lowering.schema.events.push(event);
        }
    }
}

/// Adds the commands of a section.
pub(crate) fn command(lowering: &mut Lowering<'_>, section: &Section) {
    for part in parts(lowering, section, "execute") {
        let examples = examples::gather(lowering, &part.blocks);
        for name in &part.names {
            let mut outline = outline(lowering, name, &part.blocks, true);
            let shown = inference::shown(&examples, &name.text);
            let (arguments, returned) = arguments(lowering, name, &outline, &shown);
            let returns = match returned {
                Some(ty) => Some(ty),
                None => lowering.returns(name, outline.shape, &outline.listings, &shown),
            };
            let returns_doc = std::mem::take(&mut outline.returns_doc);
            lowering.schema.commands.push(finish(
                name,
                outline,
                arguments,
                returns,
                returns_doc,
                examples.clone(),
            ));
        }
    }
}

/// The arguments of a command, and its return value if a list without a label describes that.
fn arguments(
    lowering: &mut Lowering<'_>,
    name: &Name,
    outline: &Outline<'_>,
    shown: &ExampleValues<'_>,
) -> (MemberList, Option<Type>) {
    let entry = lowering.entry(&name.text);
    let mut returned = None;
    let mut source = ArgumentSource::Unlisted;
    let mut listed = MemberList::default();
    if let Some(items) = outline.members {
        source = ArgumentSource::List;
        let mut context = ListContext::of_arguments(entry.as_ref());
        listed = lowering.listed(&mut context, &[&name.text], items, &shown.arguments);
    } else if outline.label.is_some_and(|(_, none)| none) {
        source = ArgumentSource::None;
    }
    if let Some(items) = outline.unlabelled {
        match lowering.unlabelled(name, items, shown, entry.as_ref()) {
            Unlabelled::Arguments(arguments) => {
                source = ArgumentSource::UnlabelledList;
                listed = arguments;
            }
            Unlabelled::Return(ty) => returned = Some(ty),
        }
    }
    if source == ArgumentSource::Unlisted && !outline.keys.is_empty() {
        source = ArgumentSource::List;
        listed.members = keyed(lowering, name, &outline.keys, &shown.arguments);
    }
    match entry {
        Some(entry) if source == ArgumentSource::Unlisted => {
            listed = lowering.arguments_in_table(name, &entry, shown);
        }
        Some(entry) => lowering.complete(name, &entry, source, &mut listed),
        None if source == ArgumentSource::Unlisted
            && outline.label.is_none()
            && returned.is_none() =>
        {
            listed = arguments_shown(lowering, name, shown);
        }
        None => {}
    }
    (listed, returned)
}

fn finish(
    name: &Name,
    outline: Outline<'_>,
    arguments: MemberList,
    returns: Option<Type>,
    returns_doc: Doc,
    examples: Vec<Example>,
) -> Command {
    let mut command = Command::new(name.clone());
    command.doc = outline.doc;
    command.arguments = Payload::Members(arguments.members);
    command.open = arguments.open;
    command.returns = returns;
    command.returns_doc = returns_doc;
    command.examples = examples;
    command.metadata.since = outline.since;
    command
}

/// The arguments of a command that lists none, from its examples. They can't
/// show that there are no others, nor that any of them is required.
fn arguments_shown(
    lowering: &mut Lowering<'_>,
    name: &Name,
    shown: &ExampleValues<'_>,
) -> MemberList {
    let mut members = lowering.infer_members(&[&name.text], name.span, &shown.arguments);
    if members.is_empty() {
        return MemberList::default();
    }
    for member in &mut members {
        member.optional = true;
    }
    lowering.report(Diagnostic::new(
        Code::ArgumentFromExample,
        name.span,
        format!(
            "`{}` lists no arguments, but its examples contain some",
            name.text
        ),
    ));
    MemberList {
        members,
        open: true,
    }
}

fn data(
    lowering: &mut Lowering<'_>,
    name: &Name,
    outline: &Outline<'_>,
    shown: &ExampleValues<'_>,
) -> Vec<Member> {
    let Some(items) = outline.members.or(outline.unlabelled) else {
        return match outline.label {
            Some(_) if !outline.keys.is_empty() => {
                keyed(lowering, name, &outline.keys, &shown.data)
            }
            Some(_) => Vec::new(),
            None => data_shown(lowering, name, shown),
        };
    };
    if let (Some((label, true)), Some(item)) = (outline.label, items.first()) {
        lowering.report(
            Diagnostic::new(
                Code::NoneButListed,
                label,
                "`None` is followed by a list of members",
            )
            .related(item.span(), "the list"),
        );
    }
    // The list may describe the message itself, with the data as one of its members.
    let whole = |item: &ListEntry| item.names.iter().any(|name| name.text == "data");
    if let [item] = items
        && whole(item)
        && item.items().next().is_none()
        && !shown.data.is_empty()
        && inference::member(&shown.data, "data").is_empty()
    {
        return data_shown(lowering, name, shown);
    }
    lowering
        .listed(
            &mut ListContext::default(),
            &[&name.text],
            items,
            &shown.data,
        )
        .members
}

fn data_shown(lowering: &mut Lowering<'_>, name: &Name, shown: &ExampleValues<'_>) -> Vec<Member> {
    let members = lowering.infer_members(&[&name.text], name.span, &shown.data);
    if !members.is_empty() {
        lowering.report(Diagnostic::new(
            Code::TypeFromExample,
            name.span,
            format!("the data of `{}` is not described", name.text),
        ));
    }
    members
}

/// The parts of a section by meaning.
#[derive(Default)]
struct Outline<'a> {
    doc: Doc,
    // The names of members that the text after the label mentions.
    keys: Vec<Name>,
    since: Option<String>,
    // `Data:` or `Arguments:`, and whether `None` follows.
    label: Option<(Span, bool)>,
    members: Option<&'a [ListEntry]>,
    unlabelled: Option<&'a [ListEntry]>,
    listings: Vec<ObjectDescription<'a>>,
    shape: Option<Shape>,
    returns_doc: Doc,
}

#[derive(PartialEq)]
enum State {
    Prose,
    Members,
    Examples,
    Note,
}

fn outline<'a>(
    lowering: &mut Lowering<'_>,
    name: &Name,
    blocks: &'a [Block],
    returns: bool,
) -> Outline<'a> {
    let mut outline = Outline::default();
    let mut state = State::Prose;
    // The texts since the last list or label.
    let mut texts: Vec<Span> = Vec::new();
    for block in blocks {
        match block {
            Block::Since(version) => outline.since = Some(version.clone()),
            Block::Members { label, none, rest } => {
                outline.label = outline.label.or(Some((*label, *none)));
                outline.keys.extend(keys(lowering, *rest));
                outline.doc.push_paragraph(lowering.text(*rest));
                state = State::Members;
                texts.clear();
            }
            Block::Returns(span) => {
                texts.push(*span);
                outline.returned(lowering, *span, returns);
                state = State::Prose;
            }
            Block::Note(word, span) => {
                state = State::Note;
                outline.note(word, lowering.text(*span));
            }
            Block::Example(_) | Block::Message(..) => state = State::Examples,
            Block::Paragraph(_) if state == State::Examples => {}
            Block::Paragraph(span) if state == State::Note => {
                outline.extend_note(lowering.text(*span))
            }
            Block::Paragraph(span) => {
                texts.push(*span);
                outline.returned(lowering, *span, returns);
            }
            Block::List(items) if !items.iter().any(is_member) => {
                outline.list(lowering, items, &state);
            }
            Block::List(items) => {
                let text: Vec<&str> = texts.iter().map(|span| lowering.text(*span)).collect();
                let intro = list_intro_of(&text.join("\n\n"));
                let speaks = intro.described.is_some() || intro.shape.is_some();
                if state == State::Members && outline.members.is_none() && !speaks {
                    outline.members = Some(items);
                } else if returns && speaks && state != State::Examples {
                    let span = texts.last().copied().unwrap_or(name.span);
                    outline
                        .listings
                        .push(ObjectDescription { intro, span, items });
                } else if state == State::Prose
                    && outline.unlabelled.is_none()
                    && outline.listings.is_empty()
                {
                    outline.unlabelled = Some(items);
                } else {
                    let span = items.first().map_or(name.span, ListEntry::span);
                    lowering.report(Diagnostic::new(
                        Code::NotAMember,
                        span,
                        format!("a list without a label in the section of `{}`", name.text),
                    ));
                }
                texts.clear();
            }
        }
    }
    outline
}

fn is_member(item: &ListEntry) -> bool {
    !item.names.is_empty() || item.items().any(is_member)
}

impl Outline<'_> {
    /// Adds a paragraph to the documentation of the item, or of what it returns.
    fn returned(&mut self, lowering: &Lowering<'_>, span: Span, returns: bool) {
        let text = lowering.text(span);
        let ListIntro {
            shape, described, ..
        } = list_intro_of(text);
        let ends_in_list = text.trim_end().ends_with(':');
        if returns && (shape.is_some() || described.is_some()) {
            self.shape = self.shape.or(shape);
            // A text that only introduces a list is useless without it.
            if !ends_in_list {
                self.returns_doc.push_paragraph(text);
            }
        } else if !ends_in_list {
            self.doc.push_paragraph(text);
        } else {
            self.doc
                .push_paragraph(text.trim_end().trim_end_matches(':'));
        }
    }

    fn note(&mut self, word: &str, text: &str) {
        self.doc
            .blocks
            .push(DocBlock::Note(word.to_owned(), Doc::paragraph(text)));
    }

    fn extend_note(&mut self, text: &str) {
        if let Some(DocBlock::Note(_, note)) = self.doc.blocks.last_mut() {
            note.push_paragraph(text);
        }
    }

    /// A list of running text.
    fn list(&mut self, lowering: &Lowering<'_>, items: &[ListEntry], state: &State) {
        if *state == State::Examples {
            return;
        }
        let entries = items
            .iter()
            .map(|item| prose::read(lowering.text(item.text)).plain);
        let list = List::of_texts(entries);
        self.doc.blocks.push(DocBlock::List(list));
    }
}
