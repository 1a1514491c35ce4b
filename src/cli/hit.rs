//! One hit of `find` or `says`, for people: who, how it is given, the words, where they stand, and its id.

use std::io;

use super::location;
use super::out::{Out, TextRole};
use crate::app::panes::quote::Quote;
use crate::words::{queries, record, rows, says, who};
use onrecord_corpus::{Corpus, cue};
use onrecord_model::{Actor, RowRef, Statement};
use onrecord_search::{Explanation, Hit, Hits, MatchPlace, Query};
use onrecord_text::{Span, width};

/// Rows of words on a terminal; the rest is one `show` away.
const ROWS: usize = 4;

/// A hit, and what was asked.
#[derive(Clone, Copy)]
pub(super) struct AskedHit<'a> {
    /// The query as read.
    pub query: &'a Query,
    /// The answer that it is of.
    pub hits: &'a Hits,
    /// The hit.
    pub hit: Hit,
}

/// Writes a hit with its `rank` from 1.
///
/// # Errors
/// When it cannot be written.
pub(super) fn ranked(
    out: &mut Out,
    corpus: &Corpus,
    asked: AskedHit<'_>,
    rank: usize,
) -> io::Result<()> {
    let mark = if asked.hit.likeness.is_some() { queries::BY_MEANING } else { " " };
    write(out, corpus, asked, (TextRole::Quiet, &format!("{rank:>2}{mark} ")))
}

/// Writes a hit behind a `lead`.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write(
    out: &mut Out,
    corpus: &Corpus,
    asked: AskedHit<'_>,
    lead: (TextRole, &str),
) -> io::Result<()> {
    let Some(statement) = corpus.row(asked.hit.row) else { return Ok(()) };
    let form = rows::form_and_medium(statement, None);
    let form = rows::with_marks(corpus, statement, &form);
    let form = if form.is_empty() { form } else { format!(" · {form}") };
    out.start(&[lead])?;
    said(out, corpus, statement)?;
    out.line(&[(TextRole::Quiet, &form)])?;
    words(out, corpus, statement, asked.hits)?;
    let reasons = reasons(corpus, asked);
    if !reasons.is_empty() {
        out.line(&[(TextRole::Quiet, INDENT), (TextRole::Quiet, &reasons)])?;
    }
    let room = out.measure().map(|columns| columns.saturating_sub(INDENT.len()));
    let stands = stands(corpus, statement, room);
    out.line(&[(TextRole::Quiet, INDENT), (TextRole::Quiet, &stands)])?;
    out.line(&[])
}

const INDENT: &str = "    ";

/// Who said it, and by which words.
///
/// # Errors
/// When it cannot be written.
pub(super) fn said(out: &mut Out, corpus: &Corpus, statement: &Statement) -> io::Result<()> {
    let cue = cue::behind_name(corpus, statement).unwrap_or_default();
    let speaker = who::before_cue(corpus, statement, &cue);
    out.start(&[(TextRole::Strong, &speaker)])?;
    if cue.is_empty() {
        return Ok(());
    }
    let role = if who::turns(statement) { TextRole::Turned } else { TextRole::Plain };
    out.start(&[(TextRole::Plain, " "), (role, &cue)])
}

/// The words: some rows around what matched on a terminal, all of them in a pipe.
fn words(out: &mut Out, corpus: &Corpus, statement: &Statement, hits: &Hits) -> io::Result<()> {
    let lights =
        |text: &str| hits.highlighter().highlights(text).into_iter().map(|light| light.span);
    let Some(columns) = out.measure() else {
        return out.flow((TextRole::Plain, INDENT), &corpus.quotation(statement, usize::MAX), &[]);
    };
    let columns = columns.saturating_sub(INDENT.len() + 1);
    let quote = Quote::new(corpus, statement, hits.highlighter(), columns, ROWS);
    let lights: Vec<Span> = lights(&quote.text).collect();
    for (at, row) in quote.rows.iter().enumerate() {
        let (first, last) = (at == 0 && quote.cut.0, at + 1 == quote.rows.len() && quote.cut.1);
        out.start(&[(TextRole::Plain, if first { "   …" } else { INDENT })])?;
        out.row(&quote.text, *row, &lights)?;
        out.line(&[(TextRole::Plain, if last { "…" } else { "" })])?;
    }
    Ok(())
}

/// Why the row stands here, where its words do not show it: `loyality → loyalty; lacks viejo`.
fn reasons(corpus: &Corpus, asked: AskedHit<'_>) -> String {
    let AskedHit { query, hits, hit } = asked;
    let paraphrased = hit.paraphrase_of.and_then(|ix| corpus.statement(ix));
    let mut reasons: Vec<_> = paraphrased
        .map(|statement| format!("paraphrase of {}", statement.id))
        .into_iter()
        .collect();
    if let Some(likeness) = hit.likeness {
        reasons.extend(queries::by_meaning(corpus, hits, hit.row, likeness));
    } else {
        let why = onrecord_search::explain(corpus, hits, hit.row);
        reasons.extend(why.iter().filter_map(|why| met(corpus, hit.row, why)));
    }
    if !hit.full && hit.paraphrase_of.is_none() && hit.likeness.is_none() {
        let missing = onrecord_search::missing_words(corpus, hits, hit.row);
        reasons.extend((!missing.is_empty()).then(|| format!("lacks {}", missing.join(", "))));
    }
    reasons.extend(says::contradicts(corpus, hit.row));
    if query.asks_when() {
        let dates = onrecord_search::dates(corpus, hit.row);
        reasons.extend(dates.iter().map(queries::dated));
    }
    reasons.join("; ")
}

/// What a word of the query met, where a reader would not see it: `batman → Nayib Bukele (about)`.
fn met(corpus: &Corpus, row: RowRef, why: &Explanation) -> Option<String> {
    let statement = corpus.row(row)?;
    let speaker = statement.speaker.value().copied();
    let (actors, role) = match why.place {
        MatchPlace::Words => return (!alike(&why.typed, &why.found)).then(|| record::met(why)),
        MatchPlace::Speaker => (speaker.as_slice(), "speaker"),
        MatchPlace::About => (statement.about(), "about"),
        MatchPlace::Audience => (statement.audience(), "to"),
    };
    let called = |actor: &&Actor| {
        actor.name == why.found || actor.aliases.iter().any(|alias| alias.name == why.found)
    };
    let actor = actors.iter().filter_map(|ix| corpus.actor(*ix)).find(called)?;
    // The speaker stands in the line above.
    let shown = why.place == MatchPlace::Speaker && actor.name == why.found;
    let inferred = why.place == MatchPlace::Speaker && statement.has_inferred_speaker();
    let name = who::bracketed(&actor.name, inferred);
    (!shown).then(|| format!("{} → {name} ({role})", why.typed))
}

fn alike(asked: &str, met: &str) -> bool {
    asked.to_lowercase() == met.to_lowercase()
}

/// `InSight Crime, “New Revelations Herald Grim Fut…” ¶17 · s18`, the title cut to fit the `room`.
fn stands(corpus: &Corpus, statement: &Statement, room: Option<usize>) -> String {
    let tail = format!(" · {}", statement.id);
    let room = room.map(|room| room.saturating_sub(width::of(&tail)));
    format!("{}{tail}", location::statement(corpus, statement, room))
}
