//! Withheld words that stand again: in a copy of their document, once more in it, or in another document.
//! What a person withholds in one place must not be read in the next.

use std::collections::{HashMap, HashSet};

use super::cover::meets;
use super::letters::WordLetters;
use super::pieces::RepeatedPieces;
use super::{WithheldWords, rows};
use crate::Records;
use crate::verdicts::apart;
use onrecord_model::{
    ActorIx, Annotations, Field, FieldValue, Source, SourceIx, Statement, WITHIN,
};
use onrecord_text::{Part, Span};

/// What of a source is withheld for what a person withholds elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct HeldElsewhere {
    /// The place of which all is withheld, and which holds the same.
    whole: Option<Box<str>>,
    /// Words, in order and apart, and the place in which they are withheld.
    words: Vec<(Span, Box<str>)>,
}

impl HeldElsewhere {
    /// Whether all of the source is withheld.
    pub(super) const fn is_whole(&self) -> bool {
        self.whole.is_some()
    }

    /// The words that are withheld.
    pub(super) fn spans(&self) -> impl Iterator<Item = Span> {
        self.words.iter().map(|(span, _)| *span)
    }

    /// Where the same is withheld as in one of `spans`.
    pub(super) fn place(&self, spans: &[Span]) -> Option<&str> {
        let words = spans.iter().find_map(|span| {
            let at = self.words.partition_point(|(held, _)| held.end <= span.start);
            self.words.get(at).filter(|(held, _)| held.overlaps(*span)).map(|(_, place)| place)
        });
        self.whole.as_ref().or(words).map(|place| &**place)
    }

    /// Puts the words in order and apart.
    fn sort(&mut self) {
        self.words.sort();
        let mut apart: Vec<(Span, Box<str>)> = Vec::new();
        for (span, place) in std::mem::take(&mut self.words) {
            match apart.last_mut() {
                Some((last, _)) if span.start < last.end => last.end = last.end.max(span.end),
                _ => apart.push((span, place)),
            }
        }
        self.words = apart;
    }

    /// The place of which all is withheld, and which holds the same.
    pub(super) fn whole(&self) -> Option<&str> {
        self.whole.as_deref()
    }
}

/// What is withheld again, by the ids of the sources.
pub(crate) type HeldBySource = HashMap<Box<str>, HeldElsewhere>;

/// What is withheld and stands in no record that could be read, as where its source is missing.
#[derive(Debug, Clone, Default)]
pub(crate) struct HeldButLost {
    /// Words of statements.
    pub words: Vec<Box<str>>,
    /// The hash of what a sensitive source held, and its file.
    pub contents: Vec<(Box<str>, Box<str>)>,
}

impl HeldButLost {
    /// Whether there is nothing.
    pub(crate) const fn is_empty(&self) -> bool {
        self.words.is_empty() && self.contents.is_empty()
    }
}

impl Records {
    /// Withholds what `there` withholds: the same sources with what people decided at `place`.
    pub fn withhold_as(&mut self, there: &mut Self, place: &str) {
        there.withhold_again();
        let Some(held) = WithheldWords::of(there) else { return };
        for (ix, source) in (0..).map(SourceIx).zip(&self.sources) {
            let whole = held.sources.contains(&ix);
            let words = held.words.get(&ix).into_iter().flatten();
            let words: Vec<_> = words.map(|span| (*span, place.into())).collect();
            if whole || !words.is_empty() {
                let here = self.annotations.outside.entry(source.id.clone()).or_default();
                here.whole = here.whole.take().or_else(|| whole.then(|| place.into()));
                here.words.extend(words);
                here.sort();
            }
        }
    }

    /// Finds where what is withheld stands again.
    pub(crate) fn withhold_again(&mut self) {
        self.annotations.again.clear();
        if self.annotations.withholds() {
            let mut found = Again::of(self);
            let holding = by_content(&self.sources);
            found.wholes(&holding);
            found.copies(&holding);
            found.repeats();
            found.retold();
            let mut held = found.held;
            held.values_mut().for_each(HeldElsewhere::sort);
            self.annotations.again = held;
        }
    }
}

/// Sources by the hash of what they hold.
type SourcesByContent<'r> = HashMap<&'r str, Vec<SourceIx>>;

fn by_content(sources: &[Source]) -> SourcesByContent<'_> {
    let mut holding: SourcesByContent<'_> = HashMap::new();
    for (ix, source) in (0..).map(SourceIx).zip(sources) {
        if !source.sha256.is_empty() {
            holding.entry(&source.sha256).or_default().push(ix);
        }
    }
    holding
}

/// Words that a person withholds.
struct Seed<'r> {
    /// Where they stand, where that is known.
    source: Option<SourceIx>,
    spans: Vec<Span>,
    /// Whoever says them, where that is known.
    speaker: Option<ActorIx>,
    /// They, and what they were when they were put down.
    words: [Vec<&'r str>; 2],
    place: Box<str>,
}

/// The search for what is withheld again.
struct Again<'r> {
    records: &'r Records,
    seeds: Vec<Seed<'r>>,
    /// Their places.
    own: HashMap<SourceIx, Vec<Span>>,
    /// The words of rows that a person put on the record: that they are withheld elsewhere was seen.
    open: HashMap<SourceIx, Vec<Span>>,
    held: HeldBySource,
}

impl<'r> Again<'r> {
    fn of(records: &'r Records) -> Self {
        let mut open: HashMap<_, Vec<_>> = HashMap::new();
        for row in rows(records).filter(|row| is_put_on_record(records, row)) {
            open.entry(row.source).or_default().extend(&row.spans);
        }
        let own = |row: &&Statement| {
            records.annotations.row(&row.id).is_some_and(Annotations::is_withheld)
        };
        let seeds = rows(records).filter(own).filter_map(|row| Seed::of_row(records, row));
        let sources = (0..).map(SourceIx).zip(&records.sources);
        let outside = sources.flat_map(|(ix, source)| {
            let held = records.annotations.outside.get(&source.id).into_iter();
            held.flat_map(|held| &held.words).map(move |(span, place)| Seed {
                source: Some(ix),
                spans: vec![*span],
                speaker: None,
                words: [vec![span.of(source.document.text())], Vec::new()],
                place: place.clone(),
            })
        });
        let lost = &records.annotations.lost.words;
        let lost = lost.iter().map(|words| Seed {
            source: None,
            spans: Vec::new(),
            speaker: None,
            words: [vec![&**words], Vec::new()],
            // No place is told.
            place: Box::default(),
        });
        let seeds: Vec<_> = seeds.chain(outside).chain(lost).collect();
        let mut own: HashMap<_, Vec<_>> = HashMap::new();
        for (seed, ix) in seeds.iter().filter_map(|seed| Some((seed, seed.source?))) {
            own.entry(ix).or_default().extend(&seed.spans);
        }
        for spans in own.values_mut().chain(open.values_mut()) {
            *spans = apart(std::mem::take(spans));
        }
        Self { records, seeds, own, open, held: HashMap::new() }
    }

    /// Sources that lie in one of which all is withheld, hold what it holds, or lie in such a copy: what is
    /// attached to a sensitive mail is sensitive with it.
    fn wholes(&mut self, holding: &SourcesByContent<'_>) {
        let records = self.records;
        let (sources, table) = (&records.sources, &records.annotations);
        let mut by_file: Vec<_> = sources.iter().map(|source| (&*source.file, source)).collect();
        by_file.sort_unstable_by_key(|(file, _)| *file);
        let copies_of = |content: &str| {
            let copies = holding.get(content).into_iter().flatten();
            copies.filter_map(|ix| sources.get(ix.at()))
        };
        let parts_of = |file: &str| {
            let within = format!("{file}{WITHIN}");
            let first = by_file.partition_point(|(file, _)| **file < *within);
            let parts = by_file.part(first..).iter();
            parts.take_while(move |(file, _)| file.starts_with(&within)).map(|(_, part)| *part)
        };
        let is_held = |source: &Source| {
            table.source(&source.id).is_some_and(Annotations::is_withheld)
                || table.outside.get(&source.id).is_some_and(HeldElsewhere::is_whole)
        };
        let mut next: Vec<(&str, &str, &str)> = Vec::new();
        for (content, file) in &table.lost.contents {
            next.push(("", file, file));
            for copy in copies_of(content) {
                let held = self.held.entry(copy.id.clone()).or_default();
                held.whole.get_or_insert_with(|| file.clone());
                next.push(("", &copy.file, file));
            }
        }
        let set = sources.iter().filter(|source| is_held(source));
        next.extend(set.map(|source| (&*source.sha256, &*source.file, &*source.file)));
        while let Some((content, file, place)) = next.pop() {
            for source in copies_of(content).chain(parts_of(file)) {
                let own = table.source(&source.id).and_then(|set| set.value(Field::Sensitive));
                if own.is_some() || is_held(source) {
                    continue;
                }
                let held = self.held.entry(source.id.clone()).or_default();
                if !held.is_whole() {
                    held.whole = Some(place.into());
                    next.push((&source.sha256, &source.file, place));
                }
            }
        }
    }

    /// Sources that hold what one holds in which words are withheld.
    fn copies(&mut self, holding: &SourcesByContent<'_>) {
        let copies_of = |source: &Source| holding.get(&*source.sha256).into_iter().flatten();
        let mut found = Vec::new();
        for seed in &self.seeds {
            let Some(at) = seed.source else { continue };
            let Some(source) = self.records.sources.get(at.at()) else { continue };
            for ix in copies_of(source).filter(|ix| **ix != at) {
                let copy = self.records.sources.get(ix.at());
                // One content may be read in two ways, by the names of its files.
                if copy.is_some_and(|copy| copy.document.text() == source.document.text()) {
                    found.extend(seed.spans.iter().map(|span| (*ix, *span, seed.place.clone())));
                }
            }
        }
        self.hold(found);
    }

    /// Words that stand once more, wherever it is.
    fn repeats(&mut self) {
        let pieces = RepeatedPieces::of(
            self.seeds
                .iter()
                .flat_map(|seed| seed.words.iter().flatten().map(|words| (*words, &*seed.place))),
        );
        if pieces.is_empty() {
            return;
        }
        let mut found = Vec::new();
        for (ix, source) in (0..).map(SourceIx).zip(&self.records.sources) {
            let met = pieces.find(source.document.text()).into_iter();
            found.extend(met.map(|(span, place)| (ix, span, place.into())));
        }
        self.hold(found);
    }

    /// Few words by whoever said them where they are withheld.
    fn retold(&mut self) {
        let letters = |words: &[&str]| -> String {
            words.iter().map(|words| WordLetters::of(words).text).collect()
        };
        let mut told = HashMap::new();
        for seed in &self.seeds {
            let Some(speaker) = seed.speaker else { continue };
            let words = seed.words.iter().map(|words| letters(words));
            for words in words.filter(|words| !words.is_empty()) {
                told.insert((speaker, words), &seed.place);
            }
        }
        let speakers: HashSet<_> = told.keys().map(|(speaker, _)| *speaker).collect();
        let mut found = Vec::new();
        for row in rows(self.records) {
            let speaker = row.speaker.value().filter(|speaker| speakers.contains(speaker));
            let source = self.records.sources.get(row.source.at());
            let Some((speaker, source)) = speaker.zip(source) else { continue };
            let text = source.document.text();
            let words: Vec<_> = row.spans.iter().map(|span| span.of(text)).collect();
            let Some(place) = told.get(&(*speaker, letters(&words))) else { continue };
            let spans = row.spans.iter().filter(|span| !span.is_empty());
            found.extend(spans.map(|span| (row.source, *span, (*place).clone())));
        }
        self.hold(found);
    }

    /// Withholds words, but where a person did so or put them on the record.
    fn hold(&mut self, found: Vec<(SourceIx, Span, Box<str>)>) {
        for (ix, span, place) in found {
            let known = [self.own.get(&ix), self.open.get(&ix)];
            if known.into_iter().flatten().any(|known| meets(known, span)) {
                continue;
            }
            let Some(source) = self.records.sources.get(ix.at()) else { continue };
            self.held.entry(source.id.clone()).or_default().words.push((span, place));
        }
    }
}

impl<'r> Seed<'r> {
    fn of_row(records: &'r Records, row: &'r Statement) -> Option<Self> {
        let source = records.sources.get(row.source.at())?;
        let text = source.document.text();
        let recorded = row.recorded().into_iter().flat_map(|recorded| &recorded.pieces);
        let now = row.spans.iter().map(|span| span.of(text));
        Some(Self {
            source: Some(row.source),
            spans: row.spans.to_vec(),
            speaker: row.speaker.value().copied(),
            words: [now.collect(), recorded.map(|piece| &*piece.exact).collect()],
            place: source.file.as_str().into(),
        })
    }
}

/// Whether a person put a row on the record.
pub(super) fn is_put_on_record(records: &Records, row: &Statement) -> bool {
    let set = records.annotations.row(&row.id);
    let terms = set.and_then(|set| set.value(Field::Terms));
    terms.and_then(FieldValue::as_text) == Some("on record")
}

/// The first word at or behind a byte.
pub(super) fn word_from(text: &str, from: usize) -> Option<Span> {
    let start = from + text.part(from..).find(char::is_alphanumeric)?;
    let rest = text.part(start..);
    let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    Some(Span::at(start, start + length))
}
