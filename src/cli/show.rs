//! `onrecord show`: one record, all that is known of it, and the passage it stands on.

use std::io;

use super::args::ShowArgs;
use super::hit::said;
use super::json;
use super::location;
use super::out::{Out, TextRole};
use super::stop::{Answer, FOUND, NOTHING, tell};
use crate::disk;
use crate::export::fragment;
use crate::words::{commands, labels, places, record, who};
use onrecord_corpus::{Corpus, Location};
use onrecord_model::{Passage, RecordRef, Source};
use onrecord_text::{Span, width};

/// Columns of the names of facts, at least.
const NAMES: usize = 10;
/// Columns of a paragraph's number.
const NUMBERS: usize = 5;
/// Bytes of a paragraph shown before and after a passage: a text without line ends is one paragraph.
const AROUND: u32 = 1500;
/// Ids offered where there is none like the one asked for.
const OFFERED: usize = 3;

/// Shows every record with the id that was asked for.
///
/// # Errors
/// When the answer cannot be written.
pub(super) fn run(show: &ShowArgs, corpus: &Corpus, out: &mut Out) -> Answer {
    let id = show.id.to_string_lossy();
    let mut found = corpus.with_id(&id);
    if found.is_empty() {
        // A document goes by its file's name, of which the odd bytes are written out.
        found = corpus.with_id(&disk::text(&show.id));
    }
    if found.is_empty() {
        tell(&commands::no_such_id(&id, &near(corpus, &id)));
        return Ok(NOTHING);
    }
    for (at, subject) in found.into_iter().enumerate() {
        if show.json {
            json::subject(out.raw(), corpus, subject)?;
            continue;
        }
        if at > 0 {
            out.line(&[])?;
        }
        record(out, corpus, subject)?;
    }
    Ok(FOUND)
}

fn record(out: &mut Out, corpus: &Corpus, subject: RecordRef) -> io::Result<()> {
    if let RecordRef::Row(row) = subject
        && let Some(statement) = corpus.row(row)
    {
        said(out, corpus, statement)?;
        out.line(&[])?;
        out.flow((TextRole::Plain, ""), &corpus.quotation(statement, usize::MAX), &[])?;
        out.line(&[])?;
    }
    let facts = facts(corpus, subject);
    let names = facts.iter().map(|(name, _)| width::of(name) + 1).fold(NAMES, usize::max);
    for (name, value) in facts {
        let name = width::pad(name, names);
        if is_link(&value) {
            out.line(&[(TextRole::Quiet, &name), (TextRole::Plain, &value)])?;
        } else {
            out.flow((TextRole::Quiet, &name), &value, &[])?;
        }
    }
    if let RecordRef::Actor(ix) = subject {
        return mentions(out, corpus, ix);
    }
    let Some(Location { source, words, places, .. }) = corpus.location(subject) else {
        return Ok(());
    };
    let words = words.into_iter().map(|span| Passage { source, span });
    let passages = if places.is_empty() { words.collect() } else { places };
    passages_of(out, corpus, &passages)
}

/// Links are not wrapped: a terminal opens, and a mouse selects, only what is in one piece.
fn is_link(value: &str) -> bool {
    value.contains("://") && !value.contains(char::is_whitespace)
}

/// The facts of the card, where the record stands, and a link to it.
fn facts(corpus: &Corpus, subject: RecordRef) -> Vec<record::Fact> {
    let mut facts = record::of(corpus, subject);
    if let Some(Location { source, words, .. }) = corpus.location(subject)
        && let Some((first, last)) = words.first().zip(words.last())
    {
        let stands = match subject {
            RecordRef::Row(row) => corpus.row(row).map(|s| location::statement(corpus, s, None)),
            _ => Some(location::passage(corpus, source, Span::new(first.start, last.end))),
        };
        facts.extend(stands.map(|stands| ("stands in", stands)));
        facts.extend(fragment::of(corpus, subject).map(|link| ("link", link)));
    }
    facts.push(("id", id(corpus, subject)));
    facts
}

fn id(corpus: &Corpus, subject: RecordRef) -> String {
    corpus.key(subject).map_or_else(String::new, |key| key.id().to_owned())
}

/// The paragraphs that passages stand in, each once, with the words lit.
fn passages_of(out: &mut Out, corpus: &Corpus, passages: &[Passage]) -> io::Result<()> {
    let mut left = passages.to_vec();
    left.sort_by_key(|passage| (passage.source, passage.span));
    while let Some(first) = left.first().copied() {
        let Some(source) = corpus.source(first.source) else { return Ok(()) };
        let around = around(source, first.span);
        let here = |p: &&Passage| p.source == first.source && around.covers(p.span);
        let lit: Vec<Span> = left.iter().filter(here).map(|passage| passage.span).collect();
        left.retain(|passage| *passage != first && !here(&passage));
        paragraphs(out, source, around, &lit)?;
    }
    Ok(())
}

/// The paragraphs that `span` touches, or as much of them as is around it.
fn around(source: &Source, span: Span) -> Span {
    let document = &source.document;
    let block = |at| document.block(document.paragraph_at(at)).map_or(span, |block| block.span);
    let (first, last) = (block(span.start), block(span.end.saturating_sub(1).max(span.start)));
    let text = document.text();
    let from = span.start.saturating_sub(AROUND).max(first.start.min(span.start)) as usize;
    let to = span.end.saturating_add(AROUND).min(last.end.max(span.end)) as usize;
    Span::at(text.ceil_char_boundary(from), text.floor_char_boundary(to).max(from))
}

/// Each paragraph of `part` with its number, with `…` where some of it is left out.
fn paragraphs(out: &mut Out, source: &Source, part: Span, lit: &[Span]) -> io::Result<()> {
    let document = &source.document;
    let numbers = document.paragraph_at(part.start)..=document.paragraph_at(part.end);
    for number in numbers {
        let Some(block) = document.block(number).map(|block| block.span) else { continue };
        let Some(shown) = block.meet(part) else { continue };
        let (before, after) = (shown.start > block.start, shown.end < block.end);
        let (before, after) = (if before { "… " } else { "" }, if after { " …" } else { "" });
        let text = format!("{before}{}{after}", document.words(shown));
        let lights: Vec<_> = lit.iter().filter_map(|span| span.meet(shown)).collect();
        let moved = |span: Span| {
            Span::new(span.start - shown.start, span.end - shown.start).shifted(before.len() as u32)
        };
        let lights: Vec<_> = merged(&lights).map(moved).collect();
        out.line(&[])?;
        out.flow((TextRole::Quiet, &width::pad(&format!("¶{number}"), NUMBERS)), &text, &lights)?;
    }
    Ok(())
}

/// Sorted spans, each without what an earlier one covers.
fn merged(spans: &[Span]) -> impl Iterator<Item = Span> {
    let mut end = 0;
    spans.iter().filter_map(move |span| {
        let fresh = Span::new(span.start.max(end), span.end);
        end = end.max(span.end);
        (!fresh.is_empty()).then_some(fresh)
    })
}

/// Where an actor is mentioned: `¶10 Osiris Luna · ¶11 Lobo (alias)`, and the first such passage.
fn mentions(out: &mut Out, corpus: &Corpus, ix: onrecord_model::ActorIx) -> io::Result<()> {
    let Some(actor) = corpus.actor(ix) else { return Ok(()) };
    let each = actor.mentions.iter().filter_map(|mention| {
        let source = corpus.source(mention.source)?;
        let place = places::place(source, mention.span);
        let words = source.document.words(mention.span);
        Some(format!("{place} {words} ({})", labels::how(mention.how)))
    });
    let each: Vec<_> = each.collect();
    if each.is_empty() {
        return Ok(());
    }
    out.flow((TextRole::Quiet, &width::pad("mentions", NAMES)), &each.join(" · "), &[])?;
    let first = actor.mentions.first().map(|m| Passage { source: m.source, span: m.span });
    passages_of(out, corpus, first.as_slice())
}

/// Records whose id or name comes near.
fn near<'c>(corpus: &'c Corpus, asked: &str) -> Vec<(&'c str, String)> {
    let all = || {
        let actors = corpus.actors().iter().map(|a| (&*a.id, a.name.as_str()));
        let events = corpus.events().iter().map(|e| (&*e.id, e.title.as_str()));
        let sources = corpus.sources().iter().map(|s| (&*s.id, s.title.as_str()));
        actors.chain(events).chain(sources)
    };
    let part = asked.to_lowercase();
    let named = all().filter(|(id, name)| {
        !part.is_empty()
            && (name.to_lowercase().contains(&part) || id.to_lowercase().contains(&part))
    });
    let mut near: Vec<_> = named.take(OFFERED).map(|(id, name)| (id, name.to_owned())).collect();
    let ids = corpus.statements().iter().map(|s| &*s.id).chain(all().map(|(id, _)| id));
    if near.is_empty()
        && let Some(id) = onrecord_corpus::nearest(asked, ids)
        && let Some(title) = corpus.with_id(id).first().and_then(|found| title(corpus, *found))
    {
        near.push((id, title));
    }
    near
}

/// What a record is called in one short line.
fn title(corpus: &Corpus, subject: RecordRef) -> Option<String> {
    match subject {
        RecordRef::Row(row) => corpus.row(row).map(|s| who::brief(corpus, s, 40)),
        RecordRef::Actor(ix) => corpus.actor(ix).map(|a| a.name.clone()),
        RecordRef::Event(ix) => corpus.event(ix).map(|e| who::event_title(corpus, e).into_owned()),
        RecordRef::Source(ix) => corpus.source(ix).map(|s| s.title.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::Document;
    use proptest::prelude::*;

    #[test]
    fn what_overlaps_is_lit_once() {
        let span = Span::new;
        let merged: Vec<_> = merged(&[span(1, 5), span(2, 3), span(4, 8), span(9, 9)]).collect();
        assert_eq!(merged, [span(1, 5), span(5, 8)]);
    }

    proptest! {
        #[test]
        fn what_is_around_a_passage_holds_it(
            text in "([a-z é漢\n]|🙂){1,40}",
            (from, to) in (0usize..4000, 0usize..4000),
        ) {
            let text = text.repeat(100);
            let at = |at: usize| text.floor_char_boundary(at.min(text.len()));
            let span = Span::at(at(from.min(to)), at(from.max(to)));
            let source = Source { document: Document::new(text.as_str()), ..Source::default() };
            prop_assume!(!span.of(&text).trim().is_empty());
            let around = around(&source, span);
            prop_assert!(around.covers(span));
            prop_assert!(text.get(around.range()).is_some());
        }
    }
}
