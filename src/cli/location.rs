//! Where a passage stands, in a few words of one line.

use crate::words::places;
use onrecord_corpus::Corpus;
use onrecord_model::{Source, SourceIx, Statement};
use onrecord_text::{Span, width};

/// `InSight Crime, “New Revelations Herald Grim Future” ¶17`, or for a file without a link
/// `“Complaint”, Exh-C.pdf p. 214 ¶3`; the title is cut so that all of it fits into `room` columns,
/// where there is such a limit.
pub(super) fn statement(corpus: &Corpus, statement: &Statement, room: Option<usize>) -> String {
    let Some(source) = corpus.source(statement.source) else { return String::new() };
    named(source, &places::cited(source, statement), room)
}

/// The same for any words of a source.
pub(super) fn passage(corpus: &Corpus, source: SourceIx, span: Span) -> String {
    let Some(source) = corpus.source(source) else { return String::new() };
    named(source, &places::cited_span(source, span), None)
}

fn named(source: &Source, place: &str, room: Option<usize>) -> String {
    let publisher = source.publisher.value().map(|name| format!("{name}, ")).unwrap_or_default();
    if source.link.is_none() && places::is_file_name(source) {
        return format!("{publisher}{place}");
    }
    let between = if source.link.is_some() { " " } else { ", " };
    let frame = [&publisher, "“”", between, place].into_iter().map(width::of).sum();
    let title = match room {
        Some(room) => width::cut(&source.title, room.saturating_sub(frame)),
        None => source.title.as_str().into(),
    };
    format!("{publisher}“{title}”{between}{place}")
}
