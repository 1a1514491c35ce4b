//! Lines to running text: what a hyphen at a line's end means.
//!
//! Asked by the writer of the text.

use std::collections::HashSet;
use std::hash::BuildHasher;

use foldhash::fast::{FixedState, RandomState};

/// Hyphens: of typewriters, soft ones, and those that are nothing else.
pub(crate) const HYPHENS: [char; 3] = ['-', '\u{ad}', '‐'];

/// Hyphens that a layout program puts where it cuts a word, where it tells them from others.
const CUTS: [char; 2] = ['\u{ad}', '‐'];

/// A document in which more than one line in this many ends in a hyphen was hyphenated: compounds
/// alone are not so frequent.
const SELDOM: usize = 40;

/// The shortest half (letters) of a compound that is doubted; most cut words have a shorter one.
const HALF: usize = 4;

/// First halves of English words that keep their hyphen.
const COMPOUND: [&str; 12] = [
    "well", "self", "vice", "long", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety",
];

/// The words of a document, and how it cuts them at the ends of lines.
#[derive(Debug, Default)]
pub(crate) struct KnownWords {
    /// By their hashes, since a large document has a hundred thousand words. Two that share one (of 2^64) would
    /// at worst misjudge a hyphen.
    known: HashSet<u64, RandomState>,
    lines: usize,
    hyphens: usize,
    /// Whether cuts have a hyphen of their own.
    told_apart: bool,
}

impl KnownWords {
    /// Takes in the words of a line, but not the first and the last: they may be halves.
    pub(crate) fn learn(&mut self, line: &str) {
        self.lines += 1;
        self.hyphens += usize::from(line.ends_with('-'));
        self.told_apart |= line.ends_with(CUTS);
        let mut words = line.split_whitespace().skip(1).peekable();
        while let Some(word) = words.next() {
            if words.peek().is_some() {
                self.known.insert(hash(&bare(word)));
            }
        }
    }

    /// Joins `line` to the end of `text`, which the line before it filled.
    ///
    /// A hyphen at the end of `text` is judged so. A soft hyphen (U+00AD) only cuts, and so does
    /// U+2010 before a small letter. One that does not stand between two small letters belongs to
    /// the word (`anti-American`, `2012-2014`). For the others the rest of the document is asked:
    /// if the word is found without its hyphen, or with it, that is it. If both halves are found as
    /// words, or the document does not seem to cut words, or has another hyphen for that, the
    /// hyphen belongs to the word (`well-known`); else it only cuts (`investi-gation`).
    ///
    /// Returned is a word with its hyphen that was taken away by the last of these guesses, where both
    /// halves are long enough for words of their own (`power-performance`).
    pub(crate) fn join(&self, text: &mut String, line: &str) -> Option<String> {
        let last = text.chars().next_back().filter(|last| HYPHENS.contains(last));
        let Some((hyphen, before)) = last.and_then(|last| Some((last, text.strip_suffix(last)?)))
        else {
            text.push(' ');
            text.push_str(line);
            return None;
        };
        let edge = |c: char| c.is_whitespace() || matches!(c, '—' | '/');
        let left = before.rsplit_once(edge).map_or(before, |(_, last)| last);
        let right = line.split_once(edge).map_or(line, |(first, _)| first);
        let mut doubtful = None;
        if left.is_empty() || right.is_empty() || left.ends_with('-') {
            text.push(' ');
        } else if hyphen == '\u{ad}' || self.only_cuts(left, right, hyphen) {
            doubtful = self.doubtful(left, right, hyphen);
            text.pop();
        }
        text.push_str(line);
        doubtful
    }

    /// The word of both halves with its hyphen, where that was taken away by guess and may be its own.
    fn doubtful(&self, left: &str, right: &str, hyphen: char) -> Option<String> {
        let (left, right) = (bare(left), bare(right));
        let long = left.chars().count() >= HALF && right.chars().count() >= HALF;
        let guessed = !CUTS.contains(&hyphen) && !self.knows(&format!("{left}{right}"));
        (long && guessed).then(|| format!("{left}-{right}"))
    }

    fn only_cuts(&self, left: &str, right: &str, hyphen: char) -> bool {
        let small = right.chars().next().is_some_and(char::is_lowercase)
            && left.chars().next_back().is_some_and(char::is_lowercase);
        if !small || CUTS.contains(&hyphen) {
            return small;
        }
        let (left, right) = (bare(left), bare(right));
        if self.knows(&format!("{left}{right}")) {
            return true;
        }
        let keeps = self.told_apart
            || self.hyphens * SELDOM < self.lines
            || left.contains('-')
            || COMPOUND.contains(&left.as_str())
            || self.knows(&format!("{left}-{right}"))
            || (self.knows(&left) && self.knows(&right));
        !keeps
    }

    fn knows(&self, word: &str) -> bool {
        self.known.contains(&hash(word))
    }
}

fn hash(word: &str) -> u64 {
    FixedState::default().hash_one(word)
}

/// A word without the marks around it, in small letters.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hyphenated document: these lines, and a cut in every other one.
    fn hyphenated(lines: &[&str]) -> KnownWords {
        let mut words = KnownWords::default();
        for line in lines.iter().chain(&["the lat-", "ter is that"]) {
            words.learn(line);
        }
        words
    }

    #[test]
    fn hyphens_are_judged_by_the_rest_of_the_document() {
        let words = hyphenated(&[
            "he was not without friends",
            "a well-known one too",
            "the double deal and the crossing of it",
        ]);
        for (text, line, joined) in [
            ("an investi-", "gation began", "an investigation began"),
            ("an investi\u{ad}", "gation began", "an investigation began"),
            ("an investi‐", "gation began", "an investigation began"),
            ("not with-", "out it", "not without it"),
            ("the well-", "known man", "the well-known man"),
            ("a double-", "crossing move", "a double-crossing move"),
            ("the state-of-the-", "art room", "the state-of-the-art room"),
            ("twenty-", "five of them", "twenty-five of them"),
            ("anti-", "American words", "anti-American words"),
            ("MS-", "13 said", "MS-13 said"),
            ("2012-", "2014, when", "2012-2014, when"),
            ("he said -", "and left", "he said - and left"),
            ("he said--", "and left", "he said-- and left"),
            ("no hyphen", "at all", "no hyphen at all"),
            ("investi-", "", "investi- "),
        ] {
            let mut text = text.to_owned();
            words.join(&mut text, line);
            assert_eq!(text, joined);
        }
    }

    #[test]
    fn a_hyphen_taken_away_by_guess_is_doubted() {
        let words = hyphenated(&["a powerhouse of it"]);
        for (text, line, doubt) in [
            ("a power-", "performance ratio", Some("power-performance")),
            ("a “power-", "performance” ratio", Some("power-performance")),
            ("a power-", "house", None),
            ("an investi-", "gation", Some("investi-gation")),
            ("con-", "tracts", None),
            ("a power\u{ad}", "performance", None),
            ("well-", "known", None),
        ] {
            assert_eq!(words.join(&mut text.to_owned(), line).as_deref(), doubt, "{text}{line}");
        }
    }

    #[test]
    fn a_document_that_cuts_no_words_keeps_its_hyphens() {
        let mut seldom = KnownWords::default();
        (0..100).for_each(|_| seldom.learn("a line that ends in a word"));
        let mut told = hyphenated(&[]);
        told.learn("a soft one: investi‐");
        for words in [seldom, told] {
            let mut text = "non-".to_owned();
            words.join(&mut text, "commercial");
            assert_eq!(text, "non-commercial");
        }
    }
}
