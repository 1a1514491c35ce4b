//! Parts that several kinds of lines have: names, pieces of text, dates.

use serde::Serialize;

use crate::words::places;
use onrecord_corpus::Corpus;
use onrecord_model::{ActorIx, Document, Stated, StatementIx, When};
use onrecord_text::Span;

/// A reference to an actor, with its name at hand.
#[derive(Debug, Serialize)]
pub(super) struct NameLine<'c> {
    pub id: &'c str,
    pub name: &'c str,
}

/// Bytes of a source and the words that stand there.
#[derive(Debug, Serialize)]
pub(super) struct SpanLine<'c> {
    pub start: u32,
    pub end: u32,
    pub text: &'c str,
}

/// The same where the source is not plain from the record.
#[derive(Debug, Serialize)]
pub(super) struct Placed<'c> {
    pub source: &'c str,
    #[serde(flatten)]
    pub piece: SpanLine<'c>,
    pub place: String,
}

/// A date: as stated, as resolved, and what was inferred from what.
#[derive(Debug, Serialize)]
pub(super) struct Date<'c> {
    pub edtf: &'c str,
    pub resolved: &'c str,
    pub inferred: &'c [String],
    pub basis: Option<&'c str>,
}

pub(super) fn name(corpus: &Corpus, ix: ActorIx) -> Option<NameLine<'_>> {
    corpus.actor(ix).map(|actor| NameLine { id: &actor.id, name: &actor.name })
}

pub(super) fn names<'c>(corpus: &'c Corpus, list: &[ActorIx]) -> Vec<NameLine<'c>> {
    list.iter().filter_map(|ix| name(corpus, *ix)).collect()
}

pub(super) fn piece(document: &Document, span: Span) -> SpanLine<'_> {
    SpanLine { start: span.start, end: span.end, text: document.words(span) }
}

pub(super) fn placed(corpus: &Corpus, passage: onrecord_model::Passage) -> Option<Placed<'_>> {
    let source = corpus.source(passage.source)?;
    let place = places::place(source, passage.span);
    Some(Placed { source: &source.id, piece: piece(&source.document, passage.span), place })
}

pub(super) fn date(when: &When) -> Date<'_> {
    Date {
        edtf: &when.edtf,
        resolved: &when.resolved,
        inferred: &when.inferred,
        basis: when.basis.as_deref(),
    }
}

/// The ids of statements.
pub(super) fn ids(corpus: &Corpus, list: impl Iterator<Item = StatementIx>) -> Vec<&str> {
    list.filter_map(|ix| Some(&*corpus.statement(ix)?.id)).collect()
}

/// The keys that nobody has looked at: their `null` does not mean that the source is silent.
pub(super) fn unseen<const N: usize>(keys: [(&'static str, bool); N]) -> Vec<&'static str> {
    keys.into_iter().filter(|(_, unseen)| *unseen).map(|(key, _)| key).collect()
}

pub(super) fn is_unseen<T>(fact: &Stated<T>) -> bool {
    matches!(fact, Stated::Unseen)
}
