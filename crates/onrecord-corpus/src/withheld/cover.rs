//! Words of a text that are covered, and what is left of it: spans in order that do not touch one another.

use crate::verdicts::apart;
use onrecord_model::Document;
use onrecord_text::Span;

/// Stands for three bytes of what is withheld, so that all else keeps its place in the text.
pub(super) const COVER: &str = "█";
/// Stands for the bytes that are left over.
const REST: &str = "-";

/// Whether `span` shares a byte with one of `spans`, which stand in order and apart.
pub(super) fn meets(spans: &[Span], span: Span) -> bool {
    let at = spans.partition_point(|one| one.end <= span.start);
    spans.get(at).is_some_and(|one| one.overlaps(span))
}

/// What is left of `spans` without the bytes of `others`; both stand in order and apart.
pub(super) fn without(spans: &[Span], others: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    for span in spans {
        let mut start = span.start;
        let first = others.partition_point(|other| other.end <= span.start);
        for other in others.iter().skip(first).take_while(|other| other.start < span.end) {
            left.extend((start < other.start).then(|| Span::new(start, other.start)));
            start = start.max(other.end);
        }
        left.extend((start < span.end).then(|| Span::new(start, span.end)));
    }
    left
}

/// These spans with the marks around them, in order and apart.
pub(super) fn all_with_marks(text: &str, spans: &[Span]) -> Vec<Span> {
    apart(spans.iter().map(|span| with_marks(text, *span)).collect())
}

/// A span with the marks directly before and behind it: a quote keeps its quotation marks.
fn with_marks(text: &str, span: Span) -> Span {
    let mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let before = Span::new(0, span.start).of(text);
    let behind = Span::at(span.end as usize, text.len()).of(text);
    let (start, rest) = (before.trim_end_matches(mark).len(), behind.trim_start_matches(mark));
    Span::at(start, text.len() - rest.len())
}

/// The document with these words covered; no other byte moves.
pub(super) fn covered_text(document: &Document, covered: &[Span]) -> Document {
    let text = document.text();
    let whole = Span::at(0, text.len());
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for span in covered.iter().filter_map(|span| span.meet(whole)) {
        out.push_str(Span::new(from, span.start).of(text));
        cover(&mut out, span.of(text));
        from = span.end;
    }
    out.push_str(Span::new(from, whole.end).of(text));
    let marks = document.marks_in(whole).collect();
    Document::of_blocks(out, document.blocks().to_vec(), marks)
}

/// As many bytes of cover as `words` have; line ends stay.
fn cover(out: &mut String, words: &str) {
    for line in words.split_inclusive(['\n', '\r']) {
        let words = line.trim_end_matches(['\n', '\r']);
        out.push_str(&COVER.repeat(words.len() / COVER.len()));
        out.push_str(&REST.repeat(words.len() % COVER.len()));
        out.push_str(Span::at(words.len(), line.len()).of(line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_spans() {
        let spans = |all: &[(u32, u32)]| -> Vec<Span> {
            all.iter().map(|(start, end)| Span::new(*start, *end)).collect()
        };
        for (of, others, want) in [
            (&[(0, 9)][..], &[][..], &[(0, 9)][..]),
            (&[(0, 9)], &[(0, 9)], &[]),
            (&[(2, 9)], &[(0, 4), (6, 7)], &[(4, 6), (7, 9)]),
            (&[(0, 4), (6, 9)], &[(3, 7)], &[(0, 3), (7, 9)]),
            (&[(0, 4), (6, 9)], &[(4, 6), (9, 12)], &[(0, 4), (6, 9)]),
        ] {
            assert_eq!(without(&spans(of), &spans(others)), spans(want), "{of:?} {others:?}");
        }
        let held = spans(&[(2, 4), (6, 9)]);
        let met = [(0, 2), (0, 3), (4, 6), (5, 7), (8, 20), (9, 20), (3, 3)]
            .map(|(start, end)| meets(&held, Span::new(start, end)));
        assert_eq!(met, [false, true, false, true, true, false, false]);
    }
}
