//! Texts as numbers of pieces, as the network was taught (`WordPiece` without case and accents).

use std::collections::HashMap;

use onrecord_text::Part;
use onrecord_text::fold::fold_char;

use super::file::NetworkFile;
use crate::BadTable;

/// Words longer than this (in characters) are unknown.
const LONGEST_WORD: usize = 100;

/// A list of pieces that is longer (in bytes) is none.
const LONGEST_LIST: usize = 4 << 20;

/// The pieces by their letters; those that go on within a word begin with `##`.
#[derive(Debug)]
pub(super) struct WordPieces {
    numbers: HashMap<String, u32>,
    start: u32,
    end: u32,
    unknown: u32,
}

impl WordPieces {
    /// The list of `count` pieces that stands next in `source`, one a line.
    pub(super) fn read(source: &mut NetworkFile<'_>, count: usize) -> Result<Self, BadTable> {
        let text = source.text(0..=LONGEST_LIST)?;
        if text.split('\n').count() != count {
            return Err(BadTable::Cut);
        }
        let numbers: HashMap<_, _> = text.split('\n').map(str::to_owned).zip(0_u32..).collect();
        let of = |piece| numbers.get(piece).copied().ok_or(BadTable::Cut);
        let (start, end, unknown) = (of("[CLS]")?, of("[SEP]")?, of("[UNK]")?);
        Ok(Self { numbers, start, end, unknown })
    }

    /// The numbers of the pieces of `text`, `most` of them, with those of its start and its end.
    pub(super) fn of(&self, text: &str, most: usize) -> Vec<u32> {
        let mut out = vec![self.start];
        let mut word = String::new();
        for c in text.chars() {
            if out.len() >= most {
                break;
            }
            if c.is_whitespace() || c.is_control() {
                self.close(&mut word, &mut out);
            } else if stands_alone(c) {
                self.close(&mut word, &mut out);
                word.push(c);
                self.close(&mut word, &mut out);
            } else {
                fold_char(c, |plain| word.push(plain));
            }
        }
        self.close(&mut word, &mut out);
        out.truncate(most.saturating_sub(1));
        out.push(self.end);
        out
    }

    /// Adds the pieces of `word`, the longest first, and empties it.
    fn close(&self, word: &mut String, out: &mut Vec<u32>) {
        if word.is_empty() {
            return;
        }
        let found = if word.chars().count() > LONGEST_WORD { None } else { self.cut(word) };
        match found {
            Some(pieces) => out.extend(pieces),
            None => out.push(self.unknown),
        }
        word.clear();
    }

    fn cut(&self, word: &str) -> Option<Vec<u32>> {
        let (mut out, mut rest, mut key) = (Vec::new(), word, String::new());
        while !rest.is_empty() {
            let inner = rest.len() < word.len();
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
            let (end, number) = ends.into_iter().find_map(|end| {
                key.clear();
                key.push_str(if inner { "##" } else { "" });
                key.push_str(rest.part(..end));
                Some((end, *self.numbers.get(&key)?))
            })?;
            out.push(number);
            rest = rest.part(end..);
        }
        Some(out)
    }
}

/// Whether a character is a piece of its own: punctuation, and ideographs.
fn stands_alone(c: char) -> bool {
    let ideograph =
        matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
    ideograph || c.is_ascii_punctuation() || is_sign(c)
}

/// Punctuation beyond ASCII that texts have: quotes, dashes, marks of Spanish.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '¡' | '¿' | '«' | '»' | '·' | '§' | '¶' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}')
}
