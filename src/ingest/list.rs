//! A list of statements (NDJSON) as an investigation: a row is a statement, its words are its
//! passage, and the rows of one source stand together as that source's text.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::thread;

use smallvec::smallvec;

use super::piece;
use crate::corpus::fault::{Fault, Record, RowFlaw, Trouble, What};
use crate::corpus::{Records, made_id};
use crate::disk::Folder;
use crate::model::{
    Actor, ActorIx, ActorKind, Block, BlockKind, Document, Facts, Form, Mark, Origin, Place,
    Portrait, Provenance, Said, Source, SourceIx, Stated, Statement, Status, Traits, When,
};
use crate::read::rows::{self, BadRow, Name, Row};
use crate::read::{Limits, Warning, table};
use crate::text::Span;

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
    early: &mut dyn FnMut(Records),
) -> Result<Records, Trouble> {
    let mut blocks = folder.blocks(file, BLOCK)?.peekable();
    let mut shelf = Shelving::new(file);
    if let Some(first) = blocks.next() {
        shelf.put_lines(parse(&first?));
        if blocks.peek().is_some() {
            early(shelf.so_far());
        }
    }
    loop {
        let batch: Vec<Vec<u8>> = blocks.by_ref().take(jobs.max(1)).collect::<Result<_, _>>()?;
        if batch.is_empty() {
            return Ok(shelf.records());
        }
        let parsed = thread::scope(|scope| {
            let threads: Vec<_> = batch.iter().map(|block| scope.spawn(|| parse(block))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap_or_default()).collect::<Vec<_>>()
        });
        for lines in parsed {
            shelf.put_lines(lines);
        }
    }
}

/// Reads a list that is a table: one statement a row, its columns matched by name.
pub(super) fn table(folder: &Folder, file: &str) -> Result<Records, Trouble> {
    let bytes = folder.read(file)?;
    let mut shelf = Shelving::new(file);
    let put = |line, row: &Row<'_>| {
        shelf.line = line;
        shelf.put(row);
    };
    let table = table::read(&bytes, &Limits::default(), put).map_err(piece::trouble)?;
    let mut records = shelf.records();
    let columns = table.mapping.into_iter().map(|column| (column.column, column.as_));
    let columns: Vec<_> = columns.collect();
    for source in &mut records.sources {
        source.columns.clone_from(&columns);
    }
    let doubt = |Warning { line, what }| {
        let what = What::Doubt(what);
        Fault { file: file.to_owned(), line, what }
    };
    records.faults.extend(table.warnings.into_iter().map(doubt));
    Ok(records)
}

/// The lines of a block, each read or with its flaw; blank lines as `None`.
fn parse(block: &[u8]) -> Vec<Option<Result<Row<'_>, BadRow>>> {
    let block = block.strip_suffix(b"\n").unwrap_or(block);
    block.split(|byte| *byte == b'\n').map(|line| rows::row(line).transpose()).collect()
}

/// The investigation while it grows.
struct Shelving<'f> {
    name: &'f str,
    line: u32,
    actors: HashMap<Box<str>, ActorIx>,
    /// Actors, and the source that names each first.
    names: Vec<(Box<str>, SourceIx)>,
    sources: HashMap<Box<str>, SourceIx>,
    texts: Vec<Text>,
    statements: Vec<Statement>,
    /// Hashes of the ids seen and their lines, to tell an id used twice.
    ids: HashMap<u64, u32>,
    hasher: RandomState,
    faults: Vec<Fault>,
    untold: u32,
}

/// The text of one source while it grows.
#[derive(Clone)]
struct Text {
    name: Box<str>,
    words: String,
    rows: Vec<Block>,
    lines: Vec<Mark>,
}

impl Text {
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

impl<'f> Shelving<'f> {
    fn new(name: &'f str) -> Self {
        Self {
            name,
            line: 0,
            actors: HashMap::new(),
            names: Vec::new(),
            sources: HashMap::new(),
            texts: Vec::new(),
            statements: Vec::new(),
            ids: HashMap::new(),
            hasher: RandomState::new(),
            faults: Vec::new(),
            untold: 0,
        }
    }

    fn put_lines(&mut self, lines: Vec<Option<Result<Row<'_>, BadRow>>>) {
        for line in lines {
            self.line += 1;
            match line {
                None => {}
                Some(Ok(row)) => self.put(&row),
                Some(Err(bad)) => self.fault(What::BadRow(flaw(bad))),
            }
        }
    }

    fn put(&mut self, row: &Row<'_>) {
        let source = self.source(row.source.as_ref().map_or(self.name, |name| &name.0));
        let speaker = row.speaker.as_ref().map(|name| self.actor(&name.0, source));
        let provenance = self.provenance(row);
        let Some(text) = self.texts.get_mut(source.at()) else { return };
        if text.words.len() + row.text.len() + BETWEEN.len() >= u32::MAX as usize {
            return self.fault(What::BadRow(RowFlaw::TooMuch));
        }
        let span = text.push(&row.text, self.line);
        let made = || made_id('r', &[&text.name, &span.start.to_string(), &row.text]);
        let id: Box<str> = row.id.as_ref().map_or_else(|| made().into(), |id| (&*id.0).into());
        if let Some(first) = self.ids.insert(self.hasher.hash_one(&id), self.line) {
            self.fault(What::IdTwice { record: Record::Statement, id: id.to_string(), first });
        }
        self.statements.push(Statement {
            id,
            source,
            spans: smallvec![span],
            form: Form::Unknown,
            status: Status::Unchecked,
            origin: Origin::Hand,
            speaker: speaker.map_or(Stated::Silent, Stated::Is),
            provenance,
        });
    }

    fn source(&mut self, name: &str) -> SourceIx {
        if let Some(known) = self.sources.get(name) {
            return *known;
        }
        let ix = SourceIx::from(self.texts.len());
        self.texts.push(Text {
            name: name.into(),
            words: String::new(),
            rows: Vec::new(),
            lines: Vec::new(),
        });
        self.sources.insert(name.into(), ix);
        ix
    }

    fn actor(&mut self, name: &str, source: SourceIx) -> ActorIx {
        if let Some(known) = self.actors.get(name) {
            return *known;
        }
        let ix = ActorIx::from(self.names.len());
        self.names.push((name.into(), source));
        self.actors.insert(name.into(), ix);
        ix
    }

    /// What a row says beyond its words and speaker; most say nothing.
    fn provenance(&mut self, row: &Row<'_>) -> Option<Box<Provenance>> {
        let link = row.link.as_ref().map(|link| link.0.to_string());
        let said = row.date.as_ref().and_then(|Name(date)| match When::new(date, None) {
            Ok(when) => Some(Said { when, words: None }),
            Err(bad) => {
                self.fault(What::BadDate { edtf: bad.edtf, why: bad.why });
                None
            }
        });
        (link.is_some() || said.is_some()).then(|| {
            let said = said.map_or(Stated::Unseen, Stated::Is);
            let known = Facts { said, link, ..Facts::NONE }.into();
            Box::new(Provenance { known, ..Provenance::default() })
        })
    }

    fn fault(&mut self, what: What) {
        if self.faults.len() < TOLD {
            self.faults.push(Fault { file: self.name.to_owned(), line: self.line, what });
        } else {
            self.untold += 1;
        }
    }

    /// What was read until now.
    fn so_far(&self) -> Records {
        let copy = Shelving {
            name: self.name,
            line: self.line,
            names: self.names.clone(),
            texts: self.texts.clone(),
            statements: self.statements.clone(),
            faults: self.faults.clone(),
            untold: self.untold,
            ..Shelving::new(self.name)
        };
        copy.records()
    }

    fn records(mut self) -> Records {
        if self.untold > 0 {
            let what = What::AndMore(self.untold);
            self.faults.push(Fault { file: self.name.to_owned(), line: 0, what });
        }
        self.statements.sort_unstable_by_key(|s| (s.source, s.hull().start));
        self.statements.shrink_to_fit();
        Records {
            title: self.name.to_owned(),
            sources: self.texts.into_iter().map(|text| source(text, self.name)).collect(),
            actors: self.names.into_iter().map(actor).collect(),
            statements: self.statements,
            faults: self.faults,
            ..Records::default()
        }
    }
}

fn source(text: Text, file: &str) -> Source {
    Source {
        id: text.name.clone(),
        title: text.name.into(),
        file: file.to_owned(),
        document: Document::of_blocks(text.words, text.rows, text.lines),
        ..Source::default()
    }
}

fn actor((name, source): (Box<str>, SourceIx)) -> Actor {
    Actor {
        id: name.clone(),
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
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &str, jobs: usize) -> Records {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("list.ndjson"), lines).unwrap();
        statements(&Folder::new(folder.path()), "list.ndjson", jobs, &mut |_| ()).unwrap()
    }

    #[test]
    fn rows_of_a_source_stand_together_and_keep_their_ids() {
        let records = read(
            "{\"id\":\"a\",\"text\":\"One\",\"speaker\":\"Ana\",\"source\":\"x\"}\n\
             not a row\n\
             {\"id\":\"b\",\"text\":\"Two\",\"source\":\"y\",\"date\":\"2022-13\"}\r\n\n\
             {\"id\":\"a\",\"text\":\"Thrée\",\"speaker\":\"Ana\",\"source\":\"x\",\"date\":\"2022-03\"}",
            1,
        );
        let ids: Vec<_> = records.statements.iter().map(|s| (&*s.id, s.source.0)).collect();
        assert_eq!(ids, [("a", 0), ("a", 0), ("b", 1)]);
        assert_eq!(records.sources[0].document.text(), "One\n\nThrée");
        let last = &records.statements[1];
        assert_eq!(records.sources[0].document.words(last.hull()), "Thrée");
        let line = records.sources[0].document.place_at(last.hull().start);
        assert_eq!(line, Some(Place::Line(5)));
        assert_eq!(last.said().map(|said| said.when.edtf.as_str()), Some("2022-03"));
        assert_eq!(records.actors.len(), 1);
        let lines: Vec<_> = records.faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [2, 3, 5], "a bad row, a bad date, an id used twice");
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let lines: Vec<_> = (0..5000)
            .map(|n| {
                format!("{{\"text\":\"row {n} {}\",\"source\":\"s{}\"}}\n", "x".repeat(3000), n % 7)
            })
            .collect();
        let (one, three) = (read(&lines.concat(), 1), read(&lines.concat(), 3));
        assert_eq!(one.statements, three.statements);
        assert_eq!(one.statements.len(), 5000);
        assert_eq!(one.faults, three.faults);
    }

    #[test]
    fn a_file_of_another_kind_is_told_in_few_words() {
        let records = read(&"no\n".repeat(1000), 1);
        assert_eq!(records.faults.len(), TOLD + 1);
        assert_eq!(records.faults.last().map(|f| f.what.clone()), Some(What::AndMore(800)));
    }
}
