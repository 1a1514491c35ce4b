//! A list of statements (NDJSON) as an investigation: a row is a statement, its words are its
//! passage, and the rows of one source stand together as that source's text.

mod details;
mod row_text;
mod sheets;

#[cfg(test)]
mod tests;

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::thread;

use smallvec::smallvec;

use super::{cues, fence};
use crate::disk::Folder;
use onrecord_corpus::{AnnotationTable, RecordKey, Records, made_id};
use onrecord_model::fault::{Fault, FaultKind, FileError, RecordKind, RowFlaw};
use onrecord_model::{
    Actor, ActorIx, ActorKind, Block, BlockKind, Carried, Document, Link, Mark, Place, Portrait,
    Source, SourceIx, Statement, StatementIx, Traits,
};
use onrecord_read::rows::{self, BadRow, Row};
use onrecord_read::{Doubt, Limits, Warning, table};
use onrecord_text::{Span, never};
use row_text::RowText;
pub(super) use sheets::put as put_sheets;

/// Bytes read and parsed at a time by each thread: large enough that starting a thread costs
/// nothing beside it, small enough that a list never stands in memory twice.
const BLOCK: usize = 4 << 20;

/// Faults told one by one; a file of another kind would have one a line.
const TOLD: usize = 200;

/// Between the rows of a source.
const BETWEEN: &str = "\n\n";

/// Reads a list; `jobs` threads parse (at least one). The result does not depend on how many. The
/// rows of the first block are handed to `early` where there are more.
pub(super) fn statements(
    folder: &Folder,
    file: &str,
    jobs: usize,
    early: &mut dyn FnMut(&dyn Fn() -> Records),
) -> Result<Records, FileError> {
    let mut blocks = folder.blocks(file, BLOCK)?.peekable();
    let mut list = ListBuilder::new(file);
    if let Some(first) = blocks.next() {
        list.put_blocks(&[first?])?;
        if blocks.peek().is_some() {
            early(&|| list.so_far());
        }
    }
    loop {
        let batch: Vec<Vec<u8>> = blocks.by_ref().take(jobs.max(1)).collect::<Result<_, _>>()?;
        if batch.is_empty() {
            return Ok(list.records());
        }
        list.put_blocks(&batch)?;
    }
}

/// Reads a list that is a table: one statement a row, its columns matched by name. `None` where it is no list:
/// no column is named as the one of the words, or it is no text.
pub(super) fn table(folder: &Folder, file: &str) -> Result<Option<Records>, FileError> {
    let bytes = folder.read(file)?;
    let mut list = ListBuilder::new(file);
    let put = |line, row: &Row<'_>| {
        list.line = line;
        list.put(row);
    };
    // What is no text is perhaps a workbook.
    let Ok(Some(table)) = table::read(&bytes, &Limits::default(), put) else { return Ok(None) };
    let mut records = list.records();
    let columns = table.mapping.into_iter().map(|column| (column.column, column.as_.into()));
    let columns: Vec<_> = columns.collect();
    for source in &mut records.sources {
        source.columns.clone_from(&columns);
    }
    let doubt = |Warning { line, what }| {
        let what = FaultKind::Doubt(what);
        Fault { file: file.to_owned(), line, what }
    };
    let unused = (!table.unused.is_empty()).then_some(Doubt::Columns(table.unused));
    let unused = unused.map(|what| Warning { line: 0, what });
    records.faults.extend(table.warnings.into_iter().chain(unused).map(doubt));
    Ok(Some(records))
}

/// As [`parse`], on a thread of its own.
fn parse_fenced(block: &[u8]) -> Vec<Option<Result<Row<'_>, BadRow>>> {
    fence::enter();
    parse(block)
}

/// The lines of a block, each read or with its flaw; blank lines as `None`.
fn parse(block: &[u8]) -> Vec<Option<Result<Row<'_>, BadRow>>> {
    let block = block.strip_suffix(b"\n").unwrap_or(block);
    block.split(|byte| *byte == b'\n').map(|line| rows::row(line).transpose()).collect()
}

/// The investigation while it grows.
struct ListBuilder<'f> {
    name: &'f str,
    line: u32,
    actors: HashMap<Box<str>, ActorIx>,
    known: Vec<ListedActor>,
    /// The source of the row in hand.
    here: SourceIx,
    sources: HashMap<Box<str>, SourceIx>,
    texts: Vec<ListedSource>,
    statements: Vec<Statement>,
    annotations: AnnotationTable,
    /// Hashes of the ids seen and their lines, to tell an id used twice.
    ids: HashMap<u64, u32>,
    hasher: RandomState,
    faults: Vec<Fault>,
    untold: u32,
}

/// An actor that a row names.
#[derive(Clone)]
struct ListedActor {
    /// Nothing where the name is the id.
    id: Option<Box<str>>,
    name: Box<str>,
    /// The source that names it first.
    source: SourceIx,
}

/// The text of one source while it grows.
#[derive(Clone)]
struct ListedSource {
    name: Box<str>,
    words: String,
    rows: Vec<Block>,
    lines: Vec<Mark>,
}

impl ListedSource {
    /// Adds the words of a row on line `line` of the list; where they stand.
    fn push(&mut self, words: &str, line: u32) -> Span {
        if !self.rows.is_empty() {
            self.words.push_str(BETWEEN);
        }
        let more = BETWEEN.len() + words.len();
        if self.words.capacity() - self.words.len() < more {
            // By a quarter, not by half: a large list would hold as much empty space as text.
            self.words.reserve_exact(self.words.len() / 4 + more);
        }
        let start = self.words.len();
        self.words.push_str(words);
        let span = Span::at(start, self.words.len());
        self.rows.push(Block { span, kind: BlockKind::Paragraph });
        self.lines.push(Mark { at: span.start, place: Place::Line(line) });
        span
    }
}

impl<'f> ListBuilder<'f> {
    fn new(name: &'f str) -> Self {
        Self {
            name,
            line: 0,
            actors: HashMap::new(),
            known: Vec::new(),
            here: SourceIx(0),
            sources: HashMap::new(),
            texts: Vec::new(),
            statements: Vec::new(),
            ids: HashMap::new(),
            hasher: RandomState::new(),
            annotations: AnnotationTable::default(),
            faults: Vec::new(),
            untold: 0,
        }
    }

    /// Puts blocks of lines, each parsed on a thread of its own.
    fn put_blocks(&mut self, blocks: &[Vec<u8>]) -> Result<(), FileError> {
        let parsed = thread::scope(|scope| {
            let threads: Vec<_> =
                blocks.iter().map(|block| scope.spawn(|| parse_fenced(block))).collect();
            // A fault of ours in one block must not leave out its rows unsaid.
            let joined =
                threads.into_iter().map(|thread| thread.join().map_err(|_| FileError::Fault));
            joined.collect::<Result<Vec<_>, _>>()
        })?;
        for lines in parsed {
            self.put_lines(lines);
        }
        Ok(())
    }

    fn put_lines(&mut self, lines: Vec<Option<Result<Row<'_>, BadRow>>>) {
        for line in lines {
            self.line += 1;
            match line {
                None => {}
                Some(Ok(row)) => self.put(&row),
                Some(Err(bad)) => self.fault(FaultKind::BadRow(flaw(bad))),
            }
        }
    }

    fn put(&mut self, row: &Row<'_>) {
        let source = self.source(row.source.as_ref().map_or(self.name, |name| &name.0));
        self.here = source;
        let laid = row.details.as_deref().map(|details| RowText::of(&row.text, details));
        let words = laid.as_ref().map_or(&*row.text, |laid| &laid.text);
        let Some(text) = self.texts.get_mut(source.at()) else { return };
        if text.words.len() + words.len() + BETWEEN.len() >= u32::MAX as usize {
            return self.fault(FaultKind::BadRow(RowFlaw::TooMuch));
        }
        let block = text.push(words, self.line);
        self.state(row, laid, block);
    }

    /// The statement of a row whose words, `laid` out, stand at `block` of the source in hand.
    fn state(&mut self, row: &Row<'_>, laid: Option<RowText>, block: Span) {
        let source = self.here;
        let spans = laid.as_ref().map_or_else(
            || smallvec![block],
            |laid: &RowText| laid.spans.iter().map(|span| span.shifted(block.start)).collect(),
        );
        let id = self.id(row, source, block);
        let set = row.details.as_deref().and_then(|details| details.annotations.clone());
        if let Some(set) = set {
            self.annotations.put(RecordKey::Row(id.clone()), set);
        }
        let head = self.head(row);
        let provenance = self.provenance(row, laid, block.start);
        self.statements.push(Statement {
            id,
            source,
            spans,
            form: head.form,
            status: head.status,
            origin: head.origin,
            speaker: head.speaker,
            provenance,
        });
    }

    /// The id that a row gives, else one made from its words and their place. An id that is another
    /// row's already is told, and the row goes by one that is made as well: no two share one.
    fn id(&mut self, row: &Row<'_>, source: SourceIx, block: Span) -> Box<str> {
        if let Some(id) = &row.id {
            let taken = match self.ids.entry(self.hasher.hash_one(&*id.0)) {
                Entry::Occupied(taken) => *taken.get(),
                Entry::Vacant(free) => {
                    free.insert(self.line);
                    return (&*id.0).into();
                }
            };
            let id = id.0.to_string();
            self.fault(FaultKind::IdTwice { record: RecordKind::Statement, id, first: taken });
        }
        let name = self.texts.get(source.at()).map_or_else(
            || {
                never!("a row of a source that was not begun");
                self.name
            },
            |text| &*text.name,
        );
        let start = block.start.to_string();
        let mut again = String::new();
        loop {
            let given = row.id.as_ref().map_or("", |id| &*id.0);
            let parts = [name, &start, &*row.text, given, &again];
            // A row without an id keeps the one that earlier versions made for it.
            let parts = if given.is_empty() && again.is_empty() { &parts[..3] } else { &parts[..] };
            let made = made_id('r', parts);
            if let Entry::Vacant(free) = self.ids.entry(self.hasher.hash_one(&*made)) {
                free.insert(self.line);
                return made.into();
            }
            again.push('+');
        }
    }

    fn source(&mut self, name: &str) -> SourceIx {
        if let Some(known) = self.sources.get(name) {
            return *known;
        }
        let ix = SourceIx::from(self.texts.len());
        self.texts.push(ListedSource {
            name: name.into(),
            words: String::new(),
            rows: Vec::new(),
            lines: Vec::new(),
        });
        self.sources.insert(name.into(), ix);
        ix
    }

    /// The actor with this id. Two that have one id and different names stay two, and it is told.
    fn actor(&mut self, id: &str, name: &str) -> ActorIx {
        let taken = match self.actors.get(id) {
            Some(ix) if self.known.get(ix.at()).is_some_and(|known| *known.name == *name) => {
                return *ix;
            }
            taken => taken.is_some(),
        };
        let made = taken.then(|| made_id('a', &[id, name]));
        let id = made.as_deref().unwrap_or(id);
        if let Some(ix) = self.actors.get(id) {
            return *ix;
        }
        let ix = ActorIx::from(self.known.len());
        let own = Some(id).filter(|id| *id != name).map(Into::into);
        self.known.push(ListedActor { id: own, name: name.into(), source: self.here });
        self.actors.insert(id.into(), ix);
        if made.is_some() {
            self.fault(FaultKind::TwoNames { name: name.to_owned() });
        }
        ix
    }

    fn fault(&mut self, what: FaultKind) {
        if self.faults.len() < TOLD {
            self.faults.push(Fault { file: self.name.to_owned(), line: self.line, what });
        } else {
            self.untold += 1;
        }
    }

    /// What was read until now.
    fn so_far(&self) -> Records {
        let copy = ListBuilder {
            name: self.name,
            line: self.line,
            known: self.known.clone(),
            texts: self.texts.clone(),
            statements: self.statements.clone(),
            faults: self.faults.clone(),
            untold: self.untold,
            ..ListBuilder::new(self.name)
        };
        copy.records()
    }

    /// How many faults were not told one by one.
    fn tell_untold(&mut self) {
        if self.untold > 0 {
            let what = FaultKind::AndMore(self.untold);
            self.faults.push(Fault { file: self.name.to_owned(), line: 0, what });
        }
    }

    fn records(mut self) -> Records {
        self.tell_untold();
        self.statements.sort_unstable_by_key(|s| (s.source, s.hull().start));
        self.statements.shrink_to_fit();
        link(&mut self.statements);
        let mut records = Records {
            title: self.name.to_owned(),
            sources: self.texts.into_iter().map(|text| source(text, self.name)).collect(),
            actors: self.known.into_iter().map(actor).collect(),
            statements: self.statements.into(),
            annotations: self.annotations,
            faults: self.faults,
            ..Records::default()
        };
        cues::only_say(&mut records);
        records
    }
}

fn source(text: ListedSource, file: &str) -> Source {
    Source {
        id: text.name.clone(),
        title: text.name.into(),
        file: file.to_owned(),
        document: Document::of_blocks(text.words, text.rows, text.lines),
        ..Source::default()
    }
}

/// Points the links of statements at the statements of the list that they name.
fn link(statements: &mut [Statement]) {
    fn carried(statement: &Statement) -> Option<&Carried> {
        statement.known().carried.as_deref().filter(|carried| !carried.links.is_empty())
    }
    let wanted: HashSet<_> = statements
        .iter()
        .filter_map(carried)
        .flat_map(|c| &c.links)
        .map(|(_, id)| id.clone())
        .collect();
    if wanted.is_empty() {
        return;
    }
    let there = statements.iter().enumerate().filter(|(_, s)| wanted.contains(&s.id));
    let there: HashMap<_, _> = there.map(|(at, s)| (s.id.clone(), StatementIx::from(at))).collect();
    for statement in statements {
        let Some(carried) = carried(statement) else { continue };
        let links = carried.links.iter();
        let links: Vec<_> = links
            .filter_map(|(kind, id)| Some(Link { kind: *kind, to: *there.get(id)? }))
            .collect();
        if let Some(facts) = statement.known_mut() {
            facts.links = links;
        }
    }
}

fn actor(ListedActor { id, name, source }: ListedActor) -> Actor {
    Actor {
        id: id.unwrap_or_else(|| name.clone()),
        name: name.into(),
        kind: ActorKind::Unknown,
        role: None,
        aliases: Vec::new(),
        mentions: Vec::new(),
        portraits: vec![Portrait { source: Some(source), traits: Traits::default() }],
        joined: false,
    }
}

fn flaw(bad: BadRow) -> RowFlaw {
    match bad {
        BadRow::NotText => RowFlaw::NotText,
        BadRow::NotARow => RowFlaw::NotARow,
        BadRow::NoWords => RowFlaw::NoWords,
        BadRow::Date => RowFlaw::Date,
    }
}
