//! From what a key asked for to an edit of the journal: the record with its words, so that it is met
//! again, and where the rules propose it the whole of it.

use std::sync::Arc;

use onrecord_corpus::file_format::edit::adoption;
use onrecord_corpus::{Corpus, RecordKey, made_id};
use onrecord_journal::{
    Adoption, FieldEdit, NewStatement, RecordEdit, Target, TargetKey, TargetKind, Words,
};
use onrecord_model::{
    ActorIx, Field, FieldValue, Origin, RecordRef, SourceIx, Stated, Statement, Status,
};
use onrecord_text::Span;
use smallvec::SmallVec;

/// Mentions of an actor that are kept with a decision about it.
const MENTIONS: usize = 3;

/// The edit for what was asked about a record of `shown`; `base` is the investigation without any
/// decision of the journal. `None` where there is no such record, or its words cannot be pointed at.
pub(crate) fn edit_of(shown: &Corpus, base: &Corpus, asked: &FieldEdit) -> Option<RecordEdit> {
    let key = RecordKey::of(asked.key.kind.owner(), asked.key.id.clone());
    let before = base.find(&key);
    // What was merged away or set aside is only in the base.
    let target = match (shown.find(&key), before) {
        (Some(record), _) => target(shown, record),
        (None, Some(record)) => target(base, record),
        (None, None) => None,
    };
    let adopts = match before {
        Some(RecordRef::Row(row)) => base.row(row).and_then(|statement| adopted(base, statement)),
        _ => None,
    };
    Some(RecordEdit {
        target: target?,
        field: asked.field,
        set: asked.set.clone(),
        base: before.and_then(|before| base.field_value(before, asked.field)),
        adopts,
    })
}

/// The whole of a proposal; nothing for what a person or a list has put down already.
fn adopted(corpus: &Corpus, statement: &Statement) -> Option<Arc<Adoption>> {
    let proposed = matches!(statement.origin, Origin::Suggested | Origin::Dismissed);
    let record = proposed.then(|| adoption(corpus, statement))??;
    let print = corpus.records().print(statement);
    Adoption::new(record, print, false).map(Arc::new)
}

/// The edits that put a passage of `shown` down as a statement, and the statement's id, which nobody
/// else gives: `unique` is a word of this run and a number in it.
pub(crate) fn annotate(
    shown: &Corpus,
    new: &NewStatement,
    unique: &str,
) -> Option<(Box<str>, Vec<RecordEdit>)> {
    let NewStatement { source, spans, form, cue, values } = new;
    let RecordRef::Source(ix) = shown.find(&RecordKey::Source(source.clone()))? else {
        return None;
    };
    let file = &shown.source(ix)?.file;
    let first = spans.first()?;
    let id: Box<str> = made_id('h', &[file, &first.start.to_string(), unique]).into();
    let provenance = cue.map(|cue| onrecord_model::Provenance {
        cue: Some(cue),
        ..onrecord_model::Provenance::default()
    });
    let statement = Statement {
        id: id.clone(),
        source: ix,
        spans: SmallVec::from_slice(spans),
        form: *form,
        status: Status::Unchecked,
        origin: Origin::Hand,
        speaker: Stated::Unseen,
        provenance: provenance.map(Box::new),
    };
    let print = shown.records().print(&statement);
    let adopts = Adoption::new(adoption(shown, &statement)?, print, true)?;
    let target = Target {
        key: TargetKey { kind: TargetKind::Statement, id: id.clone() },
        name: None,
        words: Arc::from([words(shown, ix, *first)?]),
    };
    let made = RecordEdit {
        adopts: Some(Arc::new(adopts)),
        ..RecordEdit::set(target.clone(), Field::Verdict, FieldValue::text(CONFIRMED))
    };
    let more =
        values.iter().map(|(field, value)| RecordEdit::set(target.clone(), *field, value.clone()));
    Some((id, std::iter::once(made).chain(more).collect()))
}

/// The verdict on what stands.
const CONFIRMED: &str = "confirmed";

/// A record as the journal names it.
fn target(corpus: &Corpus, record: RecordRef) -> Option<Target> {
    let key = |kind, id: &str| TargetKey { kind, id: id.into() };
    Some(match record {
        RecordRef::Row(row) => {
            let statement = corpus.row(row)?;
            let found = corpus.words_to_find(statement);
            let words = found.and_then(|found| named(corpus, statement.source, found));
            Target {
                key: key(TargetKind::Statement, &statement.id),
                name: None,
                words: words.into_iter().collect(),
            }
        }
        RecordRef::Actor(ix) => {
            let actor = corpus.actor(ix)?;
            Target {
                key: key(TargetKind::Actor, &actor.id),
                name: Some(actor.name.as_str().into()),
                words: mentions(corpus, ix),
            }
        }
        RecordRef::Event(ix) => {
            let event = corpus.event(ix)?;
            let passage = event.passage();
            let words = passage.and_then(|passage| words(corpus, passage.source, passage.span));
            Target {
                key: key(TargetKind::Event, &event.id),
                name: Some(event.title.as_str().into()),
                words: words.into_iter().collect(),
            }
        }
        RecordRef::Source(ix) => {
            let source = corpus.source(ix)?;
            let file = Words {
                file: source.file.as_str().into(),
                sha256: source.sha256.as_str().into(),
                ..Words::default()
            };
            Target {
                key: key(TargetKind::Source, &source.id),
                name: Some(source.title.as_str().into()),
                words: Arc::from([file]),
            }
        }
    })
}

fn mentions(corpus: &Corpus, ix: ActorIx) -> Arc<[Words]> {
    let all = corpus.actor(ix).into_iter().flat_map(|actor| &actor.mentions);
    all.take(MENTIONS).filter_map(|one| words(corpus, one.source, one.span)).collect()
}

fn words(corpus: &Corpus, ix: SourceIx, span: Span) -> Option<Words> {
    named(corpus, ix, corpus.words_around(ix, span)?)
}

fn named(corpus: &Corpus, ix: SourceIx, found: [String; 3]) -> Option<Words> {
    let source = corpus.source(ix)?;
    let [exact, prefix, suffix] = found;
    Some(Words {
        file: source.file.as_str().into(),
        sha256: source.sha256.as_str().into(),
        exact: exact.into(),
        prefix: prefix.into(),
        suffix: suffix.into(),
    })
}
