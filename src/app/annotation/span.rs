//! The stretch of text that a person takes hold of: where it begins, and how either end moves. It is
//! never empty, and begins and ends between two graphemes.

use onrecord_extract::{SentenceSpans, sentences};
use onrecord_model::Document;
use onrecord_text::{Part as _, Span};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

/// Bytes of text that are looked at around an end.
const WINDOW: usize = 8192;

/// Quoted words that are a name or a title, and no statement, are fewer than this.
const QUOTED: usize = 3;

/// Marks around words, each with those that close it.
const MARKS: [(char, &[char]); 8] = [
    ('“', &['”', '“']),
    ('‟', &['”']),
    ('"', &['"']),
    ('«', &['»']),
    ('»', &['«']),
    ('„', &['“', '”']),
    ('‘', &['’']),
    ('‹', &['›']),
];

/// What closes a quotation that began before the span.
const CLOSING: [char; 5] = ['”', '"', '»', '’', '›'];

/// By how much an end moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SpanStep {
    /// By a word.
    Word,
    /// By a sentence.
    Sentence,
}

/// The words to begin with for what is read at `mark`: what is quoted there, else the sentence. `None`
/// for a text without words.
pub(crate) fn at(document: &Document, mark: Span) -> Option<Span> {
    let text = document.text();
    let (from, to) = (document.paragraph_at(mark.start), document.paragraphs());
    for paragraph in from..=to {
        let SentenceSpans { sentences, quotes } = near(document, paragraph, mark.start);
        let said = |quote: &&Span| {
            quote.contains(mark.start)
                && (**quote == mark || quote.of(text).unicode_words().count() >= QUOTED)
        };
        let quote = quotes.iter().find(said);
        let sentence = || sentences.iter().find(|sentence| sentence.end > mark.start);
        if let Some(found) = quote.or_else(sentence) {
            return whole(text, *found);
        }
    }
    let last = (1..=from).rev().find_map(|at| near(document, at, mark.start).sentences.pop());
    last.and_then(|last| whole(text, last))
}

/// The sentence behind (or before) `span`.
pub(crate) fn neighbour(document: &Document, span: Span, forward: bool) -> Option<Span> {
    let text = document.text();
    let all = ends_near(document, span, SpanStep::Sentence, forward);
    let mut spans = all.into_iter().filter_map(|sentence| whole(text, sentence));
    if forward {
        spans.find(|one| one.start >= span.end)
    } else {
        spans.rfind(|one| one.end <= span.start)
    }
}

/// `span` with its last (or first) end moved; as it is where nothing more stands there.
pub(crate) fn moved(
    document: &Document,
    span: Span,
    last: bool,
    step: SpanStep,
    forward: bool,
) -> Span {
    let text = document.text();
    let here = if last { Span::new(span.end, span.end) } else { Span::new(span.start, span.start) };
    let ends = ends_near(document, here, step, forward).into_iter();
    let places = ends.map(|one| if last { one.end } else { one.start });
    let further = places.filter(|at| if forward { *at > here.start } else { *at < here.start });
    let mut further: Vec<_> = further.collect();
    further.sort_unstable();
    if !forward {
        further.reverse();
    }
    let to = |at: u32| {
        let (start, end) = if last { (span.start, at) } else { (at, span.end) };
        let moved = whole(text, Span { start, end: end.max(start) }).filter(|_| start < end)?;
        let beyond = |from: u32, to: u32| if forward { to > from } else { to < from };
        let goes = if last { beyond(span.end, moved.end) } else { beyond(span.start, moved.start) };
        goes.then_some(moved)
    };
    further.into_iter().find_map(to).unwrap_or(span)
}

/// Words or sentences around `here`, in the direction one goes in at least one more, where there is one.
fn ends_near(document: &Document, here: Span, step: SpanStep, forward: bool) -> Vec<Span> {
    /// Paragraphs without words that are gone over.
    const MOST: u32 = 64;
    let text = document.text();
    let from = if forward { here.end } else { here.start };
    let first = document.paragraph_at(from);
    let mut found = Vec::new();
    for far in 0..MOST {
        let paragraph = if forward { first + far } else { first.saturating_sub(far) };
        let Some(block) = document.block(paragraph) else { break };
        let edge = from.clamp(block.span.start, block.span.end);
        let mut spans = match step {
            SpanStep::Word => words(text, block.span, edge),
            SpanStep::Sentence => near(document, paragraph, edge).sentences,
        };
        let beyond = |span: &Span| if forward { span.start > from } else { span.end < from };
        let enough = spans.iter().any(beyond);
        if forward {
            found.append(&mut spans);
        } else {
            found.splice(0..0, spans);
        }
        if enough {
            break;
        }
    }
    found
}

/// The sentences of a paragraph, or of the stretch of it around `edge`.
fn near(document: &Document, paragraph: u32, edge: u32) -> SentenceSpans {
    let text = document.text();
    match document.block(paragraph) {
        Some(block) => sentences(text, window(text, block.span, edge)),
        None => SentenceSpans::default(),
    }
}

/// The words of `block` around `edge`, each with the stops behind it.
fn words(text: &str, block: Span, edge: u32) -> Vec<Span> {
    let window = window(text, block, edge);
    let words = window.of(text).unicode_word_indices();
    let with_stops = |(at, word): (usize, &str)| {
        let start = window.start as usize + at;
        let end = start + word.len();
        let behind = text.part(end..block.end as usize);
        let rest = behind.trim_start_matches(['.', '?', '!', '…']);
        let stops = behind.len() - rest.len();
        // Not within "3.5" or "example.org".
        let inside = rest.chars().next().is_some_and(char::is_alphanumeric);
        Span::at(start, if inside { end } else { end + stops })
    };
    words.map(with_stops).collect()
}

/// The part of `block` around `edge`: all of it where it is short, else from a space to a space.
fn window(text: &str, block: Span, edge: u32) -> Span {
    let edge = edge.clamp(block.start, block.end) as usize;
    let (start, end) = (block.start as usize, block.end as usize);
    let from = text.ceil_char_boundary(edge.saturating_sub(WINDOW).max(start));
    let to = text.floor_char_boundary((edge + WINDOW).min(end)).max(from);
    let stretch = text.part(from..to);
    let head = stretch.find(char::is_whitespace).filter(|_| from > start);
    let tail = stretch.rfind(char::is_whitespace).filter(|_| to < end);
    let head = head.map_or(from, |at| from + at);
    let tail = tail.map_or(to, |at| from + at);
    Span::at(head, tail.max(head))
}

/// The words of `span`: between two graphemes, without spaces at its ends, a comma at its end and the
/// quotation marks around all of it. `None` where nothing is left.
fn whole(text: &str, span: Span) -> Option<Span> {
    let mut span = outward(text, span);
    for _ in 0..4 {
        let words = span.of(text);
        let start = words.len() - words.trim_start().len();
        let kept = words.trim().trim_end_matches(',');
        let trimmed = Span::at(start, start + kept.len()).shifted(span.start);
        let bare = unquoted(kept).shifted(trimmed.start);
        let next = [bare, trimmed].into_iter().find(|one| {
            !one.is_empty() && is_boundary(text, one.start) && is_boundary(text, one.end)
        });
        match next {
            Some(next) if next != span => span = next,
            _ => break,
        }
    }
    (!span.of(text).trim().is_empty()).then_some(span)
}

/// The bytes of `words` within the quotation marks around all of them, and without one at an end that
/// has no partner in them.
fn unquoted(words: &str) -> Span {
    let all = Span::at(0, words.len());
    let Some(first) = words.chars().next() else { return all };
    let inside = Span::at(first.len_utf8(), words.len());
    if let Some((_, closing)) = MARKS.iter().find(|(open, _)| *open == first) {
        let rest = inside.of(words);
        let mut ends = rest.char_indices().filter(|(at, c)| {
            let after = rest.part(at + c.len_utf8()..).chars().next();
            closing.contains(c) && !after.is_some_and(char::is_alphanumeric)
        });
        return match ends.next() {
            None => inside,
            Some((at, c)) if at + c.len_utf8() == rest.len() => {
                Span::at(0, at).shifted(inside.start)
            }
            Some(_) => all,
        };
    }
    let last = words.chars().next_back().filter(|last| CLOSING.contains(last));
    let opens = |c: char| MARKS.iter().any(|(open, _)| *open == c);
    match last {
        Some(last) => {
            let kept = words.part(..words.len() - last.len_utf8());
            let letter = kept.chars().next_back().is_some_and(char::is_alphanumeric);
            // "the fishermen’": an apostrophe.
            let apostrophe = last == '’' && letter;
            if kept.contains(opens) || apostrophe { all } else { Span::at(0, kept.len()) }
        }
        None => all,
    }
}

/// `span` from the grapheme that its first byte is in to the one that its last byte is in.
fn outward(text: &str, span: Span) -> Span {
    let step = |at: u32, forward: bool| {
        let mut cursor = GraphemeCursor::new(at as usize, text.len(), true);
        match cursor.is_boundary(text, 0) {
            Ok(false) if forward => cursor.next_boundary(text, 0).ok().flatten(),
            Ok(false) => cursor.prev_boundary(text, 0).ok().flatten(),
            _ => None,
        }
        .map_or(at, |to| to as u32)
    };
    Span::new(step(span.start, false), step(span.end, true))
}

fn is_boundary(text: &str, at: u32) -> bool {
    GraphemeCursor::new(at as usize, text.len(), true).is_boundary(text, 0) == Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "The report\n\nMr. Lind left. “We tested it. Twice,” he said, “and again.” \
                        Then Eva Roth left.\n\n«No», said Bo. It cost 3.5 million.";

    fn place(document: &Document, words: &str) -> Span {
        let at = document.text().find(words).expect("these words");
        Span::at(at, at + words.len())
    }

    #[test]
    fn it_begins_with_what_is_quoted_or_with_the_sentence() {
        let document = Document::new(TEXT);
        for (mark, want) in [
            ("We tested", "We tested it. Twice"),
            ("Twice", "We tested it. Twice"),
            ("he said", "“We tested it. Twice,” he said, “and again.”"),
            ("and again", "“We tested it. Twice,” he said, “and again.”"),
            ("Mr.", "Mr. Lind left."),
            ("No", "No"),
            ("N", "«No», said Bo."),
            ("The", "The report"),
            ("3.5", "It cost 3.5 million."),
        ] {
            let span = at(&document, place(&document, mark)).expect("a span");
            assert_eq!(document.words(span), want, "{mark}");
        }
        for nothing in ["", "\n\n", "  "] {
            assert_eq!(at(&Document::new(nothing), Span::default()), None, "{nothing:?}");
        }
        let end = document.text().len() as u32;
        let last = at(&document, Span::new(end, end)).expect("the last sentence");
        assert_eq!(document.words(last), "It cost 3.5 million.");
    }

    #[test]
    fn either_end_moves_by_word_and_sentence() {
        let document = Document::new(TEXT);
        let (last, first) = (true, false);
        let (word, sentence) = (SpanStep::Word, SpanStep::Sentence);
        for (from, end, step, forward, want) in [
            ("We tested it. Twice", last, word, true, "We tested it. Twice,” he"),
            ("We tested it. Twice", last, word, false, "We tested it."),
            ("We tested it. Twice", first, word, true, "tested it. Twice"),
            ("We tested it. Twice", first, word, false, "left. “We tested it. Twice"),
            (
                "We tested it. Twice",
                last,
                sentence,
                true,
                "We tested it. Twice,” he said, “and again.”",
            ),
            ("Mr. Lind left.", last, word, false, "Mr. Lind"),
            ("Mr. Lind left.", last, sentence, false, "Mr. Lind left."),
            ("Then Eva Roth left.", last, word, true, "Then Eva Roth left.\n\n«No"),
            ("Then", last, word, false, "Then"),
            ("It cost 3.5 million.", first, sentence, false, "«No», said Bo. It cost 3.5 million."),
            ("It cost 3.5 million.", last, sentence, true, "It cost 3.5 million."),
            ("It cost 3.5", last, word, false, "It cost"),
            ("The report", first, word, false, "The report"),
        ] {
            let span = moved(&document, place(&document, from), end, step, forward);
            assert_eq!(document.words(span), want, "{from} {end} {step:?} {forward}");
        }
    }

    #[test]
    fn marks_around_all_of_it_and_a_comma_at_its_end_are_left_out() {
        for (words, want) in [
            ("“No,”", "No"),
            ("“No”,", "No"),
            ("‘Don’t go,’", "Don’t go"),
            ("\"No.\"", "No."),
            ("«No»", "No"),
            ("„Nein“", "Nein"),
            ("“No,” he said. “Never.”", "“No,” he said. “Never.”"),
            ("the fishermen’", "the fishermen’"),
            ("not once.”", "not once."),
            ("“Not once", "Not once"),
            ("he said “no”", "he said “no”"),
            ("  Why? ", "Why?"),
            ("“\u{301}”", "“\u{301}”"),
        ] {
            let span = whole(words, Span::at(0, words.len())).expect("something is left");
            assert_eq!(span.of(words), want, "{words}");
        }
    }

    fn text() -> impl Strategy<Value = String> {
        let pieces = [
            "Ana ",
            "said ",
            "“",
            "”",
            ",",
            ". ",
            "no",
            "e\u{301}",
            "🇸🇻",
            "漢字",
            "\n\n",
            "\n",
            "’",
            "'",
            "\u{301}",
            "👩\u{200d}🚒",
            "« ",
            "»",
            "?!",
            " ",
            "3.5",
            "\r\n",
            "\u{200f}",
            "ﷺ",
            "Mr. ",
        ];
        proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..40)
            .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn whatever_is_pressed_it_is_whole_and_never_empty(
            text in text(),
            mark in 0u32..200,
            keys in proptest::collection::vec((0..3, any::<bool>(), any::<bool>()), 0..20),
        ) {
            let document = Document::new(text.clone());
            let mark = text.floor_char_boundary(mark as usize) as u32;
            let Some(mut span) = at(&document, Span::new(mark, mark)) else { return Ok(()) };
            for (key, last, forward) in keys {
                span = match key {
                    0 => moved(&document, span, last, SpanStep::Word, forward),
                    1 => moved(&document, span, last, SpanStep::Sentence, forward),
                    _ => neighbour(&document, span, forward).unwrap_or(span),
                };
                prop_assert!(!span.is_empty() && span.end as usize <= text.len(), "{:?}", span);
                prop_assert!(is_boundary(&text, span.start) && is_boundary(&text, span.end));
                prop_assert!(!span.of(&text).trim().is_empty());
            }
        }
    }
}
