//! The lines of `find`: a statement with its rank and the reasons why it was found.

use std::io::{self, Write};

use serde::Serialize;

use super::shared::{Date, date};
use super::statement::StatementLine;
use crate::words::exports;
use onrecord_corpus::Corpus;
use onrecord_search::{Dated, Explanation, Hit, Hits, MatchKind, MatchPlace};

#[derive(Debug, Serialize)]
struct FoundLine<'c> {
    #[serde(flatten)]
    statement: StatementLine<'c>,
    query: &'c str,
    rank: usize,
    score: f32,
    full: bool,
    likeness: Option<f32>,
    meaning: Option<&'static str>,
    network: Option<&'c str>,
    missing: Vec<String>,
    why: Vec<Reason>,
    paraphrase_of: Option<&'c str>,
    dates: Vec<GoesBy<'c>>,
}

#[derive(Debug, Serialize)]
struct GoesBy<'c> {
    from: &'static str,
    #[serde(flatten)]
    date: Date<'c>,
}

#[derive(Debug, Serialize)]
struct Reason {
    asked: String,
    met: String,
    how: &'static str,
    place: &'static str,
}

#[derive(Debug, Serialize)]
struct NothingLine<'c> {
    kind: &'static str,
    id: Option<&'c str>,
    query: &'c str,
    rank: Option<usize>,
    nearest: &'c [String],
    undated: usize,
}

/// Writes a statement that was found, with its `rank` from 1.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn found(
    to: &mut dyn Write,
    corpus: &Corpus,
    (query, hits): (&str, &Hits),
    (rank, hit): (usize, Hit),
) -> io::Result<()> {
    let Some(statement) = corpus.row(hit.row) else { return Ok(()) };
    let why = onrecord_search::explain(corpus, hits, hit.row).into_iter();
    let quoted = hit.paraphrase_of.and_then(|ix| corpus.statement(ix));
    let found = FoundLine {
        statement: StatementLine::of(corpus, statement),
        query,
        rank,
        score: hit.score,
        full: hit.full,
        likeness: hit.likeness,
        meaning: hit.likeness.map(|_| if hits.by_network(hit.row) { "network" } else { "tables" }),
        network: hits.network(),
        missing: onrecord_search::missing_words(corpus, hits, hit.row),
        why: why.map(reason).collect(),
        paraphrase_of: quoted.map(|quoted| &*quoted.id),
        dates: onrecord_search::dates(corpus, hit.row).into_iter().map(goes_by).collect(),
    };
    super::line(to, &found)
}

fn goes_by(dated: Dated<'_>) -> GoesBy<'_> {
    GoesBy { from: exports::goes_by(dated.from), date: date(dated.when) }
}

fn reason(why: Explanation) -> Reason {
    let how = match why.kind {
        MatchKind::Exact => "exact",
        MatchKind::Phrase => "phrase",
        MatchKind::Prefix => "prefix",
        MatchKind::Inflection => "inflection",
        MatchKind::Typo => "slip",
        MatchKind::Initials => "initials",
        MatchKind::Subsequence => "subsequence",
        MatchKind::Translation => "translation",
        MatchKind::Synonym => "synonym",
        MatchKind::Broader => "broader",
        MatchKind::Near => "near",
    };
    let place = match why.place {
        MatchPlace::Words => "words",
        MatchPlace::Speaker => "speaker",
        MatchPlace::About => "about",
        MatchPlace::Audience => "audience",
    };
    Reason { asked: why.typed, met: why.found, how, place }
}

/// Writes that nothing was found for one of several queries, and what is near.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn nothing(to: &mut dyn Write, query: &str, hits: &Hits) -> io::Result<()> {
    let (nearest, undated) = (hits.nearest.as_slice(), hits.undated);
    super::line(to, &NothingLine { kind: "nothing", id: None, query, rank: None, nearest, undated })
}
