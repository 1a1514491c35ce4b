//! Paragraphs of the sources as rows of their own kind, so that words are found even where nobody is
//! quoted.

use smallvec::smallvec;

use super::Records;
use crate::model::{Form, Origin, Source, SourceIx, Stated, Statement, Status};
use crate::text::Span;

/// A row for each paragraph that is not a statement as a whole (the rows of a list and the turns of a
/// transcript are), in the order of sources and places.
pub(super) fn passages(records: &Records) -> Vec<Statement> {
    let mut passages = Vec::new();
    for (at, source) in records.sources.iter().enumerate() {
        let ix = SourceIx::from(at);
        let from = records.statements.partition_point(|statement| statement.source < ix);
        let said = records.statements.get(from..).unwrap_or_default();
        let mut said = said.iter().take_while(|statement| statement.source == ix).peekable();
        for (number, block) in (1..).zip(source.document.blocks()) {
            while said.next_if(|statement| statement.hull().start < block.span.start).is_some() {}
            if !said.peek().is_some_and(|statement| says_all(source, statement, block.span)) {
                passages.push(passage(source, ix, number, block.span));
            }
        }
    }
    passages
}

/// Whether a paragraph holds nothing but a statement, perhaps with its speaker's name in front.
fn says_all(source: &Source, statement: &Statement, paragraph: Span) -> bool {
    let hull = statement.hull();
    if hull.covers(paragraph) {
        return true;
    }
    let Span { start, end } = paragraph;
    let provenance = statement.provenance.as_deref();
    let name = provenance.and_then(|p| p.mention).filter(|name| name.start == start);
    let rests =
        [Span::new(name.map_or(start, |name| name.end), hull.start), Span::new(hull.end, end)];
    let no_word = |rest: Span| !source.document.words(rest).contains(char::is_alphanumeric);
    hull.end <= end && rests.into_iter().all(no_word)
}

fn passage(source: &Source, ix: SourceIx, number: u32, span: Span) -> Statement {
    Statement {
        id: format!("{}¶{number}", source.id).into(),
        source: ix,
        spans: smallvec![span],
        form: Form::Passage,
        status: Status::Unchecked,
        origin: Origin::Hand,
        speaker: Stated::Unseen,
        provenance: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, Provenance};

    #[test]
    fn what_is_a_statement_as_a_whole_is_no_passage() {
        let text = "ANA: We go.\n\nANA said: We stay.\n\nWe left.\n\nNot said.";
        let place = |words: &str| {
            let at = text.find(words).unwrap();
            Span::at(at, at + words.len())
        };
        let statement = |words: &str, mention: Option<Span>| Statement {
            spans: smallvec![place(words)],
            provenance: Some(Box::new(Provenance { mention, ..Provenance::default() })),
            ..passage(&Source::default(), SourceIx(0), 0, Span::default())
        };
        let ana = |from: &str| mention(place(from));
        let statements = vec![
            statement("We go", Some(ana("ANA: We"))),
            statement("We stay", Some(ana("ANA said"))),
            statement("We left.", None),
        ];
        let source = Source { document: Document::new(text), ..Source::default() };
        let records = Records { sources: vec![source], statements, ..Records::default() };
        let found = passages(&records);
        let found: Vec<_> = found.iter().map(|passage| passage.hull().of(text)).collect();
        assert_eq!(found, ["ANA said: We stay.", "Not said."]);
    }

    fn mention(from: Span) -> Span {
        Span::new(from.start, from.start + 3)
    }
}
