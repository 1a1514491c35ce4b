//! [`WordLetters`]: the letters and digits of a text alone, folded, so that the same words are met however they
//! are written: in capitals, without accents, with hidden marks in them, or broken at the end of a line.

use onrecord_text::fold::fold_char;
use onrecord_text::{Part, Span};

/// Fewer words ("We did not") people say without repeating anybody.
const TELLING: usize = 4;

/// Longer words are looked for in pieces of so many, so that a part of them is met, too, and no text
/// makes the search slow.
const PIECE: usize = 16;

/// The letters and digits of a text, without what stands between its words.
pub(super) struct WordLetters {
    /// They, folded.
    pub text: String,
    /// The words, in order.
    pub words: Vec<LetterWord>,
}

/// One word: letters with nothing that can be seen between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LetterWord {
    /// Where its letters begin among all ([`WordLetters::text`], in bytes).
    pub at: usize,
    /// Where it stands in the text itself.
    pub span: Span,
}

impl WordLetters {
    pub(super) fn of(text: &str) -> Self {
        let mut letters = Self { text: String::with_capacity(text.len()), words: Vec::new() };
        // Whether the last character belongs to a word.
        let mut within = false;
        for (at, c) in text.char_indices() {
            let (before, mut seen) = (letters.text.len(), false);
            fold_char(c, |plain| {
                seen = true;
                if plain.is_alphanumeric() {
                    letters.text.push(plain);
                }
            });
            let is_letter = letters.text.len() > before;
            // What folds to nothing (an accent, a soft hyphen) ends no word and begins none.
            within = if seen { is_letter && within } else { within };
            match letters.words.last_mut() {
                Some(word) if within => word.span.end = (at + c.len_utf8()) as u32,
                _ if is_letter => {
                    let span = Span::at(at, at + c.len_utf8());
                    letters.words.push(LetterWord { at: before, span });
                    within = true;
                }
                _ => {}
            }
        }
        letters
    }

    /// Where the letters from word `first` up to byte `end` stand in the text itself, if a word ends there.
    pub(super) fn span(&self, first: usize, end: usize) -> Option<Span> {
        let behind = self.words.partition_point(|word| word.at < end);
        let ends = self.words.get(behind).map_or(self.text.len(), |word| word.at) == end;
        let last = self.words.get(behind.checked_sub(1)?).filter(|_| ends)?;
        Some(Span::new(self.words.get(first)?.span.start, last.span.end))
    }

    /// The letters of the pieces by which these words of `text` are met again; none of words so few that
    /// anybody says them.
    pub(super) fn pieces(&self, text: &str) -> Vec<&str> {
        let mut begins: Vec<usize> = Vec::new();
        let mut before = None;
        for word in &self.words {
            let gap = before.map(|end| Span::new(end, word.span.start).of(text));
            if !gap.is_some_and(is_break_in_a_word) {
                begins.push(word.at);
            }
            before = Some(word.span.end);
        }
        if begins.len() < TELLING {
            return Vec::new();
        }
        // The last one reaches back, so that it is no shorter than the others.
        let last = begins.len().saturating_sub(PIECE);
        let firsts = (0..last).step_by(PIECE).chain([last]);
        let piece = |first: usize| {
            let end = begins.get(first + PIECE).copied().unwrap_or(self.text.len());
            Some(self.text.part(*begins.get(first)?..end))
        };
        firsts.filter_map(piece).collect()
    }
}

/// Whether what stands between two words breaks one at the end of a line.
fn is_break_in_a_word(gap: &str) -> bool {
    let behind = gap.strip_prefix(['-', '\u{2010}']);
    behind.is_some_and(|rest| rest.contains(['\n', '\r']) && rest.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_however_they_are_written() {
        for (text, words) in [
            ("The investigators", 2),
            ("the INVESTIGATORS!", 2),
            ("the in\u{ad}vesti\u{200b}gators", 2),
            ("the inve\u{301}stigátors", 2),
            ("the investi-\ngators", 3),
            ("the investi\u{2010} \r\ngators", 3),
        ] {
            let letters = WordLetters::of(text);
            assert_eq!(
                (&*letters.text, letters.words.len()),
                ("theinvestigators", words),
                "{text}"
            );
            let all = letters.span(0, letters.text.len()).unwrap();
            assert_eq!(all.of(text), text.trim_end_matches('!'));
            assert_eq!(letters.span(0, 3).unwrap().of(text).to_lowercase(), "the");
            assert_eq!(letters.span(0, 4), None, "within a word");
        }
        assert_eq!(WordLetters::of(" \u{ad}—\u{301} ").words, []);
    }

    #[test]
    fn pieces_begin_where_words_do() {
        for (text, want) in [
            ("we did not", 0),
            ("we did not-\ned", 0),
            ("we did not go", 1),
            (&"word ".repeat(16), 1),
            (&"word ".repeat(17), 2),
            (&"broken in two inves-\ntigators ".repeat(17), 5),
        ] {
            let letters = WordLetters::of(text);
            let pieces = letters.pieces(text);
            assert_eq!(pieces.len(), want, "{text}");
            assert!(pieces.iter().all(|piece| !piece.starts_with("tig")), "{pieces:?}");
        }
    }
}
