//! What a person accepts of a source that changed: the words of a statement as they stand there now, or
//! as they were put down where the source does not say them.

use crate::anchors::{Selector, describe};
use crate::{Corpus, Records};
use onrecord_model::fault::FaultKind;
use onrecord_model::{
    AcceptedAnchor, AnchorState, Document, Field, RecordedWords, Source, SourceIx, Statement,
};
use onrecord_text::Span;

impl Corpus {
    /// Whether the words of a statement were put down from another edition of its source, or do not
    /// stand as they were put down, and nobody has accepted what stands there.
    pub fn is_unaccepted(&self, statement: &Statement) -> bool {
        self.records().unaccepted.contains(&statement.id)
    }

    /// Whether a person keeps the words of a statement as they were put down, though its source does not
    /// say them.
    pub fn is_kept(&self, statement: &Statement) -> bool {
        use onrecord_model::FieldValue::Anchor;
        let set = self.annotations_of(statement).and_then(|set| set.value(Field::Anchor));
        let missed = matches!(set, Some(Anchor(anchor)) if anchor.missed);
        missed && !statement.anchor_state().has_place() && !self.is_unaccepted(statement)
    }

    /// Whether a source is told to be another edition than the one it was annotated from.
    pub fn is_another_edition(&self, source: &Source) -> bool {
        let told = |what: &FaultKind| matches!(what, FaultKind::SourceChanged { file, .. } if *file == source.file);
        self.faults().iter().any(|fault| told(&fault.what))
    }

    /// The statements of a source of which nobody has accepted how they stand there now, weak ones too.
    pub fn unaccepted_in(&self, source: SourceIx) -> impl Iterator<Item = &Statement> {
        self.records().unaccepted_in(source)
    }

    /// The words of a statement as they stand in its source now, to be accepted; `None` where they have
    /// no place and none is given. `place` is where a person says that they stand.
    pub fn anchor_now(&self, statement: &Statement, place: Option<Span>) -> Option<AcceptedAnchor> {
        let source = self.source(statement.source)?;
        let document = &source.document;
        let state = statement.anchor_state();
        let sha256 = source.sha256.as_str().into();
        let pieces: Option<Vec<_>> = match (place, state) {
            (Some(place), _) => described(document, place, None).map(|words| vec![words]),
            (None, AnchorState::Lost) => {
                let pieces = statement.recorded()?.pieces.to_vec();
                return Some(AcceptedAnchor { sha256, pieces, missed: true, ..known(statement) });
            }
            (None, AnchorState::Ambiguous { .. }) => None,
            (None, _) => {
                statement.spans.iter().map(|span| described(document, *span, None)).collect()
            }
        };
        let home = place.unwrap_or_else(|| statement.hull());
        let how = statement.provenance.as_deref();
        let beside = |span: &Span| described(document, *span, Some(home));
        let before = known(statement);
        Some(AcceptedAnchor {
            sha256,
            pieces: pieces?,
            missed: false,
            cue: how.and_then(|how| how.cue).as_ref().and_then(beside).or(before.cue),
            mention: how.and_then(|how| how.mention).as_ref().and_then(beside),
            attribution: how
                .into_iter()
                .flat_map(|how| &how.attribution)
                .filter_map(beside)
                .collect(),
        })
    }

    /// The words of a statement as they were put down, as far as that is known.
    pub fn anchor_before(&self, statement: &Statement) -> Option<AcceptedAnchor> {
        let document = &self.source(statement.source)?.document;
        let described = |span: &Span| described(document, *span, None);
        let pieces = if let Some(recorded) = statement.recorded() {
            recorded.pieces.to_vec()
        } else {
            statement.spans.iter().map(described).collect::<Option<_>>()?
        };
        Some(AcceptedAnchor { pieces, ..known(statement) })
    }
}

impl Records {
    /// The statements of a source of which nobody has accepted how they stand there now.
    pub fn unaccepted_in(&self, source: SourceIx) -> impl Iterator<Item = &Statement> {
        let rows = self.statements.iter().chain(&self.weak);
        rows.filter(move |row| row.source == source && self.unaccepted.contains(&row.id))
    }
}

/// What was put down beside the words.
fn known(statement: &Statement) -> AcceptedAnchor {
    let cue = statement.recorded().and_then(|recorded| recorded.cue.clone());
    let cue = cue.map(|exact| RecordedWords { exact, ..RecordedWords::default() });
    AcceptedAnchor { cue, ..AcceptedAnchor::default() }
}

/// Words with what tells them apart.
fn described(document: &Document, span: Span, home: Option<Span>) -> Option<RecordedWords> {
    let Selector { exact, prefix, suffix, .. } = describe(document, span, home)?;
    let around = |words: Option<&str>| words.map(Into::into);
    Some(RecordedWords { exact: exact.into(), prefix: around(prefix), suffix: around(suffix) })
}
