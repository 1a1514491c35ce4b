//! Where a passage stands, in a few words of one line.

use crate::corpus::Corpus;
use crate::model::SourceIx;
use crate::text::{Span, width};
use crate::words::places;

/// `InSight Crime, “New Revelations Herald Grim Future” ¶17`, or for a file without a link
/// `“Complaint”, Exh-C.pdf p. 214 ¶3`; the title is cut so that all of it fits into `room` columns,
/// where there is such a limit.
pub fn name(corpus: &Corpus, source: SourceIx, span: Span, room: Option<usize>) -> String {
    let Some(source) = corpus.source(source) else { return String::new() };
    let publisher = source.publisher.value().map(|name| format!("{name}, ")).unwrap_or_default();
    let (between, place) = match source.link {
        Some(_) => (" ", places::place(source, span)),
        None => (", ", places::in_file(source, span)),
    };
    if source.link.is_none() && places::is_file_name(source) {
        return format!("{publisher}{place}");
    }
    let frame = [&publisher, "“”", between, &place].into_iter().map(width::of).sum();
    let title = match room {
        Some(room) => width::cut(&source.title, room.saturating_sub(frame)),
        None => source.title.as_str().into(),
    };
    format!("{publisher}“{title}”{between}{place}")
}
