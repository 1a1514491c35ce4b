//! What a watch list has told, and what it has not: each telling by its content, so that nothing is told twice.
//!
//! A *telling* is a sentence that a line of the list has found, with the words around it ([`telling`]). Those of
//! a document stand together ([`memory`]), and the document is met again by its content, else under its name,
//! else, where it is gone from there, by what it says. So it may be renamed, moved, copied, or grow.

mod memory;
mod telling;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::disk::{self, HeldState, StateFile};
use crate::library::OpenTarget;
use memory::{DocumentNow, FoundSentence};
use onrecord_corpus::Corpus;
use onrecord_model::fault::WriteError;
use onrecord_model::{RowRef, Source, SourceIx};
use onrecord_search::Highlighter;
use onrecord_text::Span;

use memory::ToldMemory;
use telling::SentenceFinder;

/// A line of the list: its words, and what lights up in a text that has them.
#[derive(Debug, Clone)]
pub(crate) struct WatchedLine<'l> {
    /// As it is written; the line is known by it.
    pub text: &'l str,
    /// What it finds in a text.
    pub lights: Highlighter,
}

/// A row that nobody was told of, for these lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewsRow {
    /// The row.
    pub row: RowRef,
    /// Which lines of the list found it and have not told it, by position.
    pub lines: Vec<usize>,
    /// The sentences that it stands in.
    pub passage: Span,
}

/// What is new of the `rows` that each line has found, in the order of the corpus; the memory holds all of them
/// from then on.
pub(crate) fn news(
    corpus: &Corpus,
    lines: &[WatchedLine<'_>],
    rows: &[Vec<RowRef>],
    memory: &mut WatchMemory,
) -> Vec<NewsRow> {
    let found = by_place(corpus, rows);
    let mut documents: Vec<DocumentNow> = Vec::new();
    let mut at: HashMap<u64, usize> = HashMap::new();
    for (ix, source) in (0..).map(SourceIx).zip(corpus.sources()) {
        let content = content(source);
        let at = *at.entry(content).or_insert_with(|| {
            documents.push(DocumentNow { content, ..DocumentNow::default() });
            documents.len() - 1
        });
        let Some(document) = documents.get_mut(at) else { continue };
        document.places.push(place(source));
        document.sources.push(ix);
    }
    let mut news: BTreeMap<PlaceKey, NewsRow> = BTreeMap::new();
    for document in &mut documents {
        for source in document.sources.clone() {
            let Some(rows) = found.get(&source) else { continue };
            tell(corpus, lines, (source, rows), document);
        }
    }
    for told in memory.told.take(documents) {
        let Some(key) = key(corpus, told.row) else { continue };
        let FoundSentence { row, line, passage, .. } = told;
        let row = news.entry(key).or_insert_with(|| NewsRow { row, lines: Vec::new(), passage });
        row.lines.push(line);
    }
    news.into_values()
        .map(|mut row| {
            row.lines.sort_unstable();
            row
        })
        .collect()
}

/// Where a row stands among all: its source, its words, and, where those are alike, its own number.
type PlaceKey = (SourceIx, u32, u32, RowRef);

fn key(corpus: &Corpus, row: RowRef) -> Option<PlaceKey> {
    let statement = corpus.row(row)?;
    let hull = statement.hull();
    Some((statement.source, hull.start, hull.end, row))
}

/// The rows of each source in order, each with the lines that found it.
type FoundRows = BTreeMap<PlaceKey, Vec<usize>>;

fn by_place(corpus: &Corpus, rows: &[Vec<RowRef>]) -> HashMap<SourceIx, FoundRows> {
    let mut found: HashMap<SourceIx, FoundRows> = HashMap::new();
    for (line, rows) in rows.iter().enumerate() {
        for row in rows {
            let Some(key) = key(corpus, *row) else { continue };
            found.entry(key.0).or_default().entry(key).or_default().push(line);
        }
    }
    found
}

/// Adds what was found in a source to its document; what stands at the same place in a copy is one telling.
fn tell(
    corpus: &Corpus,
    lines: &[WatchedLine<'_>],
    (source, rows): (SourceIx, &FoundRows),
    document: &mut DocumentNow,
) {
    let Some(text) = corpus.source(source).map(|source| &source.document) else { return };
    let mut tellings = SentenceFinder::of(text);
    for ((_, start, end, row), found) in rows {
        let Some(statement) = corpus.row(*row) else { continue };
        for line in found {
            if !document.seen.insert((*line, *start, *end)) {
                continue;
            }
            let Some(watched) = lines.get(*line) else { continue };
            let (telling, passage) = tellings.of_row(corpus, statement, watched);
            document.tellings.push(FoundSentence { telling, line: *line, row: *row, passage });
        }
    }
}

/// By what the text of a source is known.
fn content(source: &Source) -> u64 {
    let sum = source.sha256.as_str();
    disk::hash64([if sum.is_empty() { source.document.text() } else { sum }])
}

/// Under which name it stands.
fn place(source: &Source) -> u64 {
    disk::hash64([if source.file.is_empty() { &*source.id } else { source.file.as_str() }])
}

/// The sentences that a row of the news stands in; `None` where its words stand nowhere any more.
pub(crate) fn passage<'c>(corpus: &'c Corpus, row: &NewsRow) -> Option<&'c str> {
    let source = corpus.source(corpus.row(row.row)?.source)?;
    Some(source.document.words(row.passage)).filter(|words| !words.is_empty())
}

/// What a list has told of a target, held from other runs as long as this lives.
#[derive(Debug)]
pub(crate) struct WatchMemory {
    held: HeldState,
    told: ToldMemory,
}

/// Why what a list has told cannot be held.
#[derive(Debug)]
pub(crate) enum MemoryError {
    /// The system has no folder for it.
    NoFolder,
    /// It cannot be made or read.
    File(WriteError),
    /// It is not as this program writes it.
    Damaged,
}

impl WatchMemory {
    /// Holds what the list in this file has told of `target`; waits for a run that does.
    ///
    /// # Errors
    /// Why it cannot be held.
    pub(crate) fn hold(list: &Path, target: &OpenTarget) -> Result<Self, MemoryError> {
        /// Between two looks whether the other run has ended.
        const PAUSE: Duration = Duration::from_millis(20);
        let key = format!("watched by {} {}", disk::text(disk::spot(list)), target.key());
        let file = StateFile::of_watch(&key).ok_or(MemoryError::NoFolder)?;
        let held = file.hold(&mut || thread::sleep(PAUSE)).map_err(MemoryError::File)?;
        let told = match held.bytes.as_slice() {
            [] => ToldMemory::default(),
            bytes => ToldMemory::read(bytes).ok_or(MemoryError::Damaged)?,
        };
        Ok(Self { held, told })
    }

    /// Writes down what was told.
    ///
    /// # Errors
    /// What stands in the way.
    pub(crate) fn keep(&self) -> Result<(), WriteError> {
        self.held.put(&self.told.bytes())
    }
}
