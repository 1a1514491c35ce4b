//! What the rules see in a passage that a person is about to put down as a statement.

use onrecord_corpus::Corpus;
use onrecord_extract::sentences;
use onrecord_model::{Document, Field, FieldValue, Form, NamedActor, SourceIx, Statement};
use onrecord_text::Span;

/// What the rules see of a passage. Nothing of it is decided yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenByRules {
    /// Whose words they take it for.
    pub speaker: Option<NamedActor>,
    /// Whether nothing but a pronoun, a role or the words before tell them so.
    pub inferred: bool,
    /// How the source gives the words.
    pub form: Form,
    /// The words that attribute it.
    pub cue: Option<Span>,
    /// The steps from the speaker to the source.
    pub via: Option<FieldValue>,
}

/// What the rules see in `span`: by the suggestion whose words it shares, else by one of the same
/// sentence.
pub(crate) fn in_passage(corpus: &Corpus, ix: SourceIx, span: Span) -> SeenByRules {
    let source = corpus.source(ix);
    let form = source.map_or(Form::Indirect, |source| form(&source.document, span));
    let nothing = SeenByRules { speaker: None, inferred: false, form, cue: None, via: None };
    let sentence = source.and_then(|source| {
        let document = &source.document;
        let block = document.block(document.paragraph_at(span.start))?;
        let all = sentences(document.text(), block.span).sentences;
        all.into_iter().find(|sentence| sentence.overlaps(span))
    });
    let found = nearest(corpus, ix, span)
        .or_else(|| nearest(corpus, ix, sentence?))
        .map(|(home, statement)| (home.records(), statement));
    let Some((records, statement)) = found else { return nothing };
    // Of a transcript no quotation mark tells that it is somebody's own words.
    let own = statement.form == Form::Direct && statement.spans.iter().any(|own| own.covers(span));
    let value = |field| records.field_value(statement, field);
    let speaker = match value(Field::Speaker) {
        Some(FieldValue::Actor(actor)) => Some(actor),
        _ => None,
    };
    SeenByRules {
        inferred: statement.has_inferred_speaker(),
        cue: statement.provenance.as_deref().and_then(|provenance| provenance.cue),
        via: value(Field::Via).filter(|via| matches!(via, FieldValue::Steps(_))),
        speaker,
        form: if own { Form::Direct } else { form },
    }
}

/// Who says something in the paragraph of `span`, each once.
pub(crate) fn speakers_beside(corpus: &Corpus, ix: SourceIx, span: Span) -> Vec<String> {
    let block = corpus.source(ix).and_then(|source| {
        let document = &source.document;
        document.block(document.paragraph_at(span.start))
    });
    let mut names: Vec<String> = Vec::new();
    let rows = block.into_iter().flat_map(|block| corpus.statements_over(ix, block.span));
    for statement in rows.filter_map(|row| corpus.statement(row)) {
        let name = corpus.speaker_name(statement).filter(|name| names.iter().all(|n| n != name));
        names.extend(name.map(str::to_owned));
    }
    names
}

/// The statement that shares most bytes with `span`, and the corpus whose it is.
fn nearest(corpus: &Corpus, ix: SourceIx, span: Span) -> Option<(&Corpus, &Statement)> {
    let shared = |statement: &Statement| -> u32 {
        statement.spans.iter().filter_map(|piece| piece.meet(span)).map(Span::len).sum()
    };
    let homes = [Some(corpus), corpus.weak()];
    let rows = homes.into_iter().flatten().flat_map(|home| {
        let rows = home.statements_over(ix, span);
        rows.filter_map(move |row| Some((home, home.statement(row)?)))
    });
    rows.filter(|(_, statement)| shared(statement) > 0)
        .max_by_key(|(_, statement)| shared(statement))
}

/// How the text gives the words of `span`: quoted, in part, or not.
fn form(document: &Document, span: Span) -> Form {
    let block = |at: u32| document.block(document.paragraph_at(at)).map(|block| block.span);
    let (Some(first), Some(last)) = (block(span.start), block(span.end.saturating_sub(1))) else {
        return Form::Indirect;
    };
    let found = sentences(document.text(), Span::new(first.start, last.end));
    if found.quotes.iter().any(|quote| quote.covers(span)) {
        Form::Direct
    } else if found.quotes.iter().any(|quote| quote.overlaps(span)) {
        Form::Mixed
    } else {
        Form::Indirect
    }
}
