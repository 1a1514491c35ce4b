//! [`Snapshot`]: what was there, as hashes: enough to tell what is new the next time, and nothing that
//! could be read.

use std::collections::{BTreeSet, HashSet};

use crate::app::session::News;
use crate::disk::hash64;
use onrecord_corpus::Corpus;
use onrecord_model::{Field, FieldReading, Source, SourceIx, Statement};
use onrecord_search::Index;
use onrecord_text::Part;

/// Statements that are told apart one by one; of more, documents alone are.
pub(super) const MOST_ROWS: usize = 200_000;

/// Documents that are told apart.
pub(super) const MOST_SOURCES: usize = 50_000;

/// The last time somebody was here.
#[derive(Debug)]
pub(in crate::shell) struct LastVisit {
    /// When it ended (`2026-11-27T16:20:01Z`).
    pub at: String,
    /// Who is here: one's own decisions are no news.
    pub me: Box<str>,
    /// Hashes of the contents of sources marked as read, sorted.
    pub read: Vec<u64>,
    /// What was there.
    pub seen: Snapshot,
}

/// What is there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::shell) struct Snapshot {
    /// The sources, sorted by file.
    pub(super) sources: Vec<SeenSource>,
    /// Hashes of statements by their source's file and their words, sorted; `None` where there are too
    /// many of them.
    pub(super) rows: Option<Vec<u64>>,
    /// Hashes of what was decided last of each field of a statement, sorted; `None` where it is not known.
    pub(super) decided: Option<Vec<u64>>,
}

/// One source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SeenSource {
    /// Hash of its file.
    pub file: u64,
    /// Hash of its text.
    pub content: u64,
    /// Its id in the corpus; empty in one that comes from a file.
    pub id: Box<str>,
}

impl Snapshot {
    /// Of a corpus.
    pub(super) fn of(corpus: &Corpus) -> Self {
        let seen = |source: &Source| SeenSource {
            file: file(source),
            content: content(source),
            id: source.id.clone(),
        };
        let mut sources: Vec<_> = corpus.sources().iter().take(MOST_SOURCES).map(seen).collect();
        sources.sort_unstable();
        let lists = [Some(corpus), corpus.weak(), corpus.dismissed()].into_iter().flatten();
        let count: usize = lists.clone().map(|list| list.statements().len()).sum();
        let rows = (count <= MOST_ROWS).then(|| {
            let hashes = lists.flat_map(|list| list.statements().iter().map(|s| row(list, s)));
            let mut rows: Vec<_> = hashes.collect();
            rows.sort_unstable();
            rows.dedup();
            rows
        });
        let lists = [Some(corpus), corpus.weak(), corpus.dismissed()].into_iter().flatten();
        let all = lists.flat_map(|list| list.statements().iter().map(move |row| (list, row)));
        let all = all.flat_map(|(list, row)| {
            readings(corpus, row).map(move |(field, reading)| decision(list, row, field, reading))
        });
        let mut decided: Vec<_> = all.take(MOST_ROWS + 1).collect();
        decided.sort_unstable();
        decided.dedup();
        let decided = Some(decided).filter(|decided| decided.len() <= MOST_ROWS);
        Self { sources, rows, decided }
    }

    /// The contents of the sources with these ids, sorted.
    pub(super) fn contents_of(&self, ids: &BTreeSet<Box<str>>) -> Vec<u64> {
        let read = self.sources.iter().filter(|source| ids.contains(&source.id));
        let mut contents: Vec<_> = read.map(|source| source.content).collect();
        contents.sort_unstable();
        contents.dedup();
        contents
    }

    /// The ids of the sources with one of these contents (sorted).
    pub(super) fn with_contents(&self, contents: &[u64]) -> Vec<Box<str>> {
        let same = |source: &&SeenSource| contents.binary_search(&source.content).is_ok();
        self.sources.iter().filter(same).map(|source| source.id.clone()).collect()
    }
}

impl LastVisit {
    /// The day it ended.
    pub(super) fn day(&self) -> &str {
        self.at.part(..self.at.floor_char_boundary("2026-11-27".len()))
    }

    /// Marks in `index`, that of `corpus`, what was not there then, and counts it; `now` is what is there.
    pub(super) fn mark(&self, corpus: &Corpus, now: &Snapshot, index: &mut Index) -> News {
        let files: HashSet<u64> = self.seen.sources.iter().map(|source| source.file).collect();
        let contents: HashSet<u64> = self.seen.sources.iter().map(|s| s.content).collect();
        // Where not all could be told apart nothing is called new.
        let all = self.seen.sources.len() < MOST_SOURCES && now.sources.len() < MOST_SOURCES;
        // A document that has only another name is not new.
        let fresh = |source: &&SeenSource| all && !contents.contains(&source.content);
        let (changed, new): (Vec<_>, Vec<_>) =
            now.sources.iter().filter(fresh).partition(|source| files.contains(&source.file));
        let ids: HashSet<&str> = changed.iter().chain(&new).map(|source| &*source.id).collect();
        let other: HashSet<SourceIx> = corpus
            .sources()
            .iter()
            .enumerate()
            .filter(|(_, source)| ids.contains(&*source.id))
            .map(|(at, _)| at.into())
            .collect();
        let before = self.seen.rows.as_ref().filter(|_| now.rows.is_some());
        let was_there = |statement: &Statement| match before {
            Some(rows) if !statement.form.is_passage() => {
                rows.binary_search(&row(corpus, statement)).is_ok()
            }
            _ => !other.contains(&statement.source),
        };
        let decided = |statement: &Statement| self.others_decided(corpus, statement);
        index.mark_new(corpus, &|statement| !was_there(statement) || decided(statement));
        let known = corpus.statements().iter().filter(|statement| was_there(statement));
        let decided = known.filter(|statement| decided(statement)).count();
        let statements = index.new_statements().saturating_sub(decided);
        News { documents: new.len(), changed: changed.len(), statements, decided }
    }

    /// Whether others have decided something about a statement since.
    fn others_decided(&self, corpus: &Corpus, statement: &Statement) -> bool {
        let Some(known) = &self.seen.decided else { return false };
        readings(corpus, statement).any(|(field, reading)| {
            let hash = decision(corpus, statement, field, reading);
            reading.by != self.me && known.binary_search(&hash).is_err()
        })
    }

    /// The same for what decisions have made of the corpus.
    pub(in crate::shell) fn mark_again(&self, corpus: &Corpus, index: &mut Index) {
        self.mark(corpus, &Snapshot::of(corpus), index);
    }
}

fn file(source: &Source) -> u64 {
    hash64([name(source)])
}

/// By what a source is known as the same where its content is another.
fn name(source: &Source) -> &str {
    if source.file.is_empty() { &source.id } else { &source.file }
}

fn content(source: &Source) -> u64 {
    if source.sha256.is_empty() {
        hash64([source.document.text()])
    } else {
        hash64([source.sha256.as_str()])
    }
}

/// Who decided the fields of a statement last, and when.
fn readings<'c>(
    corpus: &'c Corpus,
    statement: &Statement,
) -> impl Iterator<Item = (Field, &'c FieldReading)> + use<'c> {
    let set = corpus.annotations_of(statement);
    let decided = set.into_iter().flat_map(|set| &set.decided);
    decided.map(|(field, reading)| (*field, reading))
}

/// A decision about a field.
fn decision(corpus: &Corpus, statement: &Statement, field: Field, made: &FieldReading) -> u64 {
    let of = row(corpus, statement).to_string();
    hash64([&*of, field.word(), &*made.by, &*made.at])
}

fn row(corpus: &Corpus, statement: &Statement) -> u64 {
    let name = corpus.source(statement.source).map(name);
    hash64(name.into_iter().chain(corpus.pieces(statement)))
}
