//! Paragraphs of the sources as rows of their own kind, so that words are found even where nobody is
//! quoted.

use smallvec::smallvec;

use super::Records;
use crate::model::{Form, Origin, Source, SourceIx, Stated, Statement, Status};

/// A row for each paragraph that is not a statement as a whole (the rows of a list are), in the order
/// of sources and places.
pub(super) fn passages(records: &Records) -> Vec<Statement> {
    let mut passages = Vec::new();
    for (at, source) in records.sources.iter().enumerate() {
        let ix = SourceIx::from(at);
        let from = records.statements.partition_point(|statement| statement.source < ix);
        let said = records.statements.get(from..).unwrap_or_default();
        let mut said = said.iter().take_while(|statement| statement.source == ix).peekable();
        for (number, block) in (1..).zip(source.document.blocks()) {
            while said.next_if(|statement| statement.hull().start < block.span.start).is_some() {}
            let whole = said.peek().is_some_and(|statement| statement.hull().covers(block.span));
            if !whole {
                passages.push(passage(source, ix, number, block.span));
            }
        }
    }
    passages
}

fn passage(source: &Source, ix: SourceIx, number: u32, span: crate::text::Span) -> Statement {
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
