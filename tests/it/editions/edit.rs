//! Edits of a text that know where each of its words went.

use onrecord_text::Span;
use onrecord_text::fold::fold_char;

/// A text after an edit.
#[derive(Debug, Clone)]
pub(crate) struct Edited {
    pub(crate) text: String,
    /// Pieces of the text before in their new order: from where to where they stood, and where what
    /// became of them begins and ends now.
    pieces: Vec<(Span, Span)>,
}

impl Edited {
    /// `text` cut into pieces at `cuts`, put together anew: `order` names pieces by position, each with
    /// what it becomes.
    fn of(pieces: &[(Span, String)]) -> Self {
        let (mut text, mut places) = (String::new(), Vec::new());
        for (before, now) in pieces {
            let start = text.len();
            text.push_str(now);
            places.push((*before, Span::at(start, text.len())));
        }
        Self { text, pieces: places }
    }

    /// Where a span of the text before stands now, from its first byte to its last; `None` where
    /// nothing is left of it. What was replaced as a piece counts whole.
    pub(crate) fn now(&self, span: Span) -> Option<Span> {
        let there = self.pieces.iter().filter_map(|(before, now)| {
            let part = before.meet(span)?;
            let same = before.len() == now.len();
            let at = |offset: u32| now.start + (offset - before.start);
            let now = if same { Span::new(at(part.start), at(part.end)) } else { *now };
            (!now.is_empty()).then_some(now)
        });
        there.reduce(|a, b| Span::new(a.start.min(b.start), a.end.max(b.end)))
    }
}

fn cut(text: &str, spans: &[(Span, Option<&str>)]) -> Edited {
    let (mut pieces, mut from) = (Vec::new(), 0);
    for (span, instead) in spans {
        let kept = Span::new(from, span.start);
        pieces.push((kept, kept.of(text).to_owned()));
        pieces.push((*span, instead.map_or_else(|| span.of(text).to_owned(), str::to_owned)));
        from = span.end;
    }
    let rest = Span::at(from as usize, text.len());
    pieces.push((rest, rest.of(text).to_owned()));
    Edited::of(&pieces)
}

/// `span` deleted.
pub(crate) fn deleted(text: &str, span: Span) -> Edited {
    cut(text, &[(span, Some(""))])
}

/// `span` replaced.
pub(crate) fn replaced(text: &str, span: Span, instead: &str) -> Edited {
    cut(text, &[(span, Some(instead))])
}

/// The paragraph at `span` moved to the end.
pub(crate) fn moved_to_the_end(text: &str, span: Span) -> Edited {
    let (before, behind) = (Span::new(0, span.start), Span::at(span.end as usize, text.len()));
    let none = Span::new(0, 0);
    let own = |span: Span| (span, span.of(text).to_owned());
    Edited::of(&[own(before), own(behind), (none, "\n\n".into()), own(span)])
}

/// Every character as the keyboard has it.
pub(crate) fn in_ascii(text: &str) -> Edited {
    let pieces: Vec<_> = text
        .char_indices()
        .map(|(at, c)| {
            let mut plain = String::new();
            fold_char(c, |c| plain.push(c));
            let now = if c.is_ascii() { c.to_string() } else { plain };
            let now = if c.is_uppercase() { now.to_uppercase() } else { now };
            (Span::at(at, at + c.len_utf8()), now)
        })
        .collect();
    Edited::of(&pieces)
}

/// Lines of at most `columns`; where `hyphens`, long words are broken at their ends.
pub(crate) fn wrapped(text: &str, columns: usize, hyphens: bool) -> Edited {
    let (mut pieces, mut column) = (Vec::new(), 0);
    let mut at = 0;
    for part in text.split_inclusive([' ', '\n']) {
        let word = part.trim_end_matches([' ', '\n']);
        let length = word.chars().count();
        let span = Span::at(at, at + word.len());
        let gap = Span::at(at + word.len(), at + part.len());
        at += part.len();
        let letters = word.chars().all(char::is_alphabetic);
        let middle = word.char_indices().nth(length / 2).map_or(0, |(at, _)| at);
        if column + length > columns && column > 0 {
            if hyphens && letters && length > 6 {
                let (head, tail) = (Span::at(0, middle), Span::at(middle, word.len()));
                pieces.push((head.shifted(span.start), head.of(word).to_owned()));
                pieces.push((Span::new(0, 0), "-\n".into()));
                pieces.push((tail.shifted(span.start), tail.of(word).to_owned()));
                column = length - length / 2;
            } else {
                if let Some((_, gap)) = pieces.last_mut().filter(|(_, gap)| *gap == " ") {
                    "\n".clone_into(gap);
                }
                pieces.push((span, word.to_owned()));
                column = length;
            }
        } else {
            pieces.push((span, word.to_owned()));
            column += length;
        }
        pieces.push((gap, gap.of(text).to_owned()));
        column = if gap.of(text) == "\n" { 0 } else { column + 1 };
    }
    Edited::of(&pieces)
}
