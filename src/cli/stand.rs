//! Where a passage stands, in a few words of one line.

use crate::corpus::Corpus;
use crate::export::citation;
use crate::model::SourceIx;
use crate::text::{Span, width};

/// `InSight Crime, “New Revelations Herald Grim Future” ¶17`; the title is cut so that all of it
/// fits into `room` columns, where there is such a limit.
pub fn name(corpus: &Corpus, source: SourceIx, span: Span, room: Option<usize>) -> String {
    let Some(source) = corpus.source(source) else { return String::new() };
    let publisher = source.publisher.value().map(|name| format!("{name}, ")).unwrap_or_default();
    let place = citation::paragraphs(source, span.start, span.end);
    let frame = width::of(&publisher) + width::of(&place) + "“” ".chars().count();
    let title = match room {
        Some(room) => width::cut(&source.title, room.saturating_sub(frame)),
        None => source.title.as_str().into(),
    };
    format!("{publisher}“{title}” {place}")
}
