//! [`PlainText`]: a text as it is compared across editions: without accents, the shape of quotation marks,
//! line ends and hyphens, with a way back. Capitals stay: "May" is not "may".
//!
//! Hyphens and dashes are no letters here but [`LetterJoint`]s, since an edition may break a word at the end of
//! a line, or write “—” as “-”. Joints are compared apart from the letters.

use std::ops::{ControlFlow, Range};

use onrecord_text::Span;
use onrecord_text::fold::fold_char;
use unicode_normalization::char::is_combining_mark;

/// Bytes of plain text between two places from which the way back may begin.
const STRIDE: usize = 512;

/// What stands between a letter and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LetterJoint {
    /// Nothing.
    Close,
    /// White space.
    Space,
    /// A hyphen inside a word.
    Hyphen,
    /// A hyphen at the end of a line: the word's own, or that of the line.
    LineHyphen,
    /// Any other dash.
    Dash,
}

impl LetterJoint {
    /// Whether editions of one text may differ so.
    fn may_be(self, other: Self) -> bool {
        use LetterJoint::{Close, Dash, Hyphen, LineHyphen};
        match (self, other) {
            (LineHyphen, Close | Hyphen | Dash)
            | (Close | Hyphen | Dash, LineHyphen)
            | (Hyphen, Dash)
            | (Dash, Hyphen) => true,
            (one, other) => one == other,
        }
    }
}

/// One letter, figure or mark of plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PlainLetter {
    /// What it is compared by.
    pub(super) plain: char,
    /// The character that it comes from, in bytes of the original.
    pub(super) at: Span,
    /// What stands before it.
    pub(super) joint: LetterJoint,
}

/// What was met since the last letter.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one kind of character that was met")]
struct Gap {
    hyphens: u32,
    /// A dash that is no hyphen.
    dash: bool,
    /// A hyphen that shows only at the end of a line.
    soft: bool,
    space_before: bool,
    space_behind: bool,
    line_behind: bool,
}

impl Gap {
    /// Whether `c` is no letter.
    fn takes(&mut self, c: char) -> bool {
        match c {
            '-' | '\u{2010}' | '\u{2011}' => self.hyphens += 1,
            '\u{2012}'..='\u{2015}' | '−' => self.dash = true,
            '\u{ad}' => self.soft = true,
            _ if c.is_whitespace() && (self.hyphens > 0 || self.dash || self.soft) => {
                self.space_behind = true;
                self.line_behind |= matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}');
            }
            _ if c.is_whitespace() => self.space_before = true,
            _ => return false,
        }
        true
    }

    fn joint(self, last: Option<char>, next: char) -> LetterJoint {
        let Self { hyphens, dash, soft, space_before, space_behind, line_behind } = self;
        let letters = last.is_some_and(char::is_alphabetic) && next.is_alphabetic();
        let hyphen = hyphens == 1 && !dash && !space_before;
        let invisible = hyphens == 0 && !dash;
        if letters && line_behind && (hyphen || (invisible && soft)) {
            LetterJoint::LineHyphen
        } else if invisible {
            if space_before || space_behind { LetterJoint::Space } else { LetterJoint::Close }
        } else if hyphen && !space_behind {
            LetterJoint::Hyphen
        } else {
            LetterJoint::Dash
        }
    }
}

/// Visits the letters of `text` from byte `from` on, until `visit` has enough.
pub(super) fn each_letter(
    text: &str,
    from: usize,
    mut visit: impl FnMut(PlainLetter) -> ControlFlow<()>,
) {
    let (mut gap, mut last) = (Gap::default(), None);
    for (at, c) in text.get(from..).into_iter().flat_map(str::char_indices) {
        if gap.takes(c) {
            continue;
        }
        let at = Span::at(from + at, from + at + c.len_utf8());
        let (mut flow, upper) = (ControlFlow::Continue(()), c.is_uppercase());
        fold_char(c, |plain| {
            if flow.is_break() {
                return;
            }
            let plain = if upper { plain.to_uppercase().next().unwrap_or(plain) } else { plain };
            let joint = std::mem::take(&mut gap).joint(last, plain);
            last = Some(plain);
            flow = visit(PlainLetter { plain, at, joint });
        });
        if flow.is_break() {
            return;
        }
    }
}

/// The letters of `text`.
pub(super) fn letters(text: &str) -> Vec<PlainLetter> {
    let mut letters = Vec::new();
    each_letter(text, 0, |letter| {
        letters.push(letter);
        ControlFlow::Continue(())
    });
    letters
}

/// Letters as text, with a space where white space stood.
pub(super) fn written(letters: &[PlainLetter]) -> String {
    let mut text = String::with_capacity(letters.len());
    for (at, letter) in letters.iter().enumerate() {
        if at > 0 && letter.joint == LetterJoint::Space {
            text.push(' ');
        }
        text.push(letter.plain);
    }
    text
}

/// Whether two runs of letters are the same words in two editions.
pub(super) fn same_words(one: &[PlainLetter], other: &[PlainLetter]) -> bool {
    let joints = || one.iter().zip(other).skip(1).all(|(a, b)| a.joint.may_be(b.joint));
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.plain == b.plain) && joints()
}

/// A text with its way back. It takes about as much memory as the original.
#[derive(Debug)]
pub(super) struct PlainText {
    /// The letters, with a space where white space stands.
    pub(super) text: String,
    /// Letters from which the way back may begin: their bytes here, and in the original.
    marks: Vec<(u32, u32)>,
}

impl PlainText {
    /// `original`, which must be shorter than 4 GiB.
    pub(super) fn of(original: &str) -> Self {
        let (mut text, mut marks) = (String::with_capacity(original.len()), Vec::new());
        let (mut next, mut last) = (0, None);
        each_letter(original, 0, |letter| {
            if letter.joint == LetterJoint::Space && !text.is_empty() {
                text.push(' ');
            }
            if text.len() >= next && last != Some(letter.at) {
                marks.push((text.len() as u32, letter.at.start));
                next = text.len() + STRIDE;
            }
            last = Some(letter.at);
            text.push(letter.plain);
            ControlFlow::Continue(())
        });
        Self { text, marks }
    }

    /// The letters at `range` (bytes of [`PlainText::text`]), with their places in `original`.
    pub(super) fn letters(&self, original: &str, range: Range<usize>) -> Vec<PlainLetter> {
        let mark = self.marks.partition_point(|(here, _)| *here as usize <= range.start);
        let mark = mark.checked_sub(1).and_then(|at| self.marks.get(at));
        let Some((here, there)) = mark.copied() else { return Vec::new() };
        let (mut at, mut found, mut first) = (here as usize, Vec::new(), true);
        each_letter(original, there as usize, |letter| {
            at += usize::from(!first && letter.joint == LetterJoint::Space);
            first = false;
            if at >= range.end {
                return ControlFlow::Break(());
            }
            if at >= range.start {
                found.push(letter);
            }
            at += letter.plain.len_utf8();
            ControlFlow::Continue(())
        });
        found
    }
}

/// From the first of these letters to the last in `original`, with the marks that stand on it.
pub(super) fn span_of(original: &str, letters: &[PlainLetter]) -> Option<Span> {
    let (first, last) = (letters.first()?.at, letters.last()?.at);
    let behind = original.get(last.end as usize..)?;
    let marks = behind.chars().take_while(|c| is_combining_mark(*c)).map(char::len_utf8);
    Some(Span::new(first.start, last.end + marks.sum::<usize>() as u32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn editions_of_the_same_words() {
        for (one, other, same) in [
            ("“They didn’t,” he said…", "\"They didn't,\" he said...", true),
            ("señora Muñoz", "sen\u{303}ora\nMunoz", true),
            ("the government fell", "the govern-\nment fell", true),
            ("the government fell", "the govern\u{ad}\n  ment fell", true),
            ("a long-term deal", "a long-\nterm deal", true),
            ("a long-term deal", "a long-term\u{a0} deal", true),
            ("no deal — none", "no deal - none", true),
            ("no deal—none", "no deal -- none", true),
            ("no deal—none", "no deal-none", true),
            ("inter\u{ad}national", "international", true),
            ("re-sign it", "resign it", false),
            ("10-20 men", "1020 men", false),
            ("10-20 men", "10-\n20 men", true),
            ("10-20 men", "10 20 men", false),
            ("now here", "nowhere", false),
            ("May came", "may came", false),
            ("-5 degrees", "5 degrees", true),
            ("it was -5", "it was 5", false),
            ("no deal.", "no deal", false),
        ] {
            assert_eq!(same_words(&letters(one), &letters(other)), same, "{one} / {other}");
        }
    }

    proptest! {
        #[test]
        fn every_letter_leads_back(
            text in "([a-cA]|é|ß|ﬁ|…|“|-|—|\u{ad}|\u{301}| |\n|🙂|漢){0,80}",
            repeat in 1usize..40,
        ) {
            let text = text.repeat(repeat);
            let plain = PlainText::of(&text);
            let all = letters(&text);
            prop_assert_eq!(&plain.text, &written(&all));
            let found = plain.letters(&text, 0..plain.text.len());
            let places = |letters: &[PlainLetter]| letters.iter().map(|l| (l.plain, l.at)).collect::<Vec<_>>();
            prop_assert_eq!(places(&found), places(&all));
            prop_assert!(same_words(&found, &all));
            let middle = plain.text.floor_char_boundary(plain.text.len() / 2);
            let later = plain.letters(&text, middle..plain.text.len());
            let shown: String = later.iter().map(|letter| letter.plain).collect();
            let want: String = plain.text.get(middle..).unwrap().replace(' ', "");
            prop_assert_eq!(shown, want);
            for letter in &all {
                prop_assert!(text.get(letter.at.range()).is_some());
            }
            if let Some(span) = span_of(&text, &later) {
                prop_assert!(text.get(span.range()).is_some());
            }
        }
    }
}
