//! [`WordDiff`]: recorded words beside those that stand there now, word by word, and which of the
//! differences change what is said: a number, a name, a negation.

use onrecord_language::{Class, Tables, counted, guess, negates};
use onrecord_text::Part;
use onrecord_text::fold::folded;

/// Words of one side times those of the other up to which they are compared one by one; of longer texts
/// all that lies between the first and the last difference counts as replaced.
const MOST: usize = 1_000_000;

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DiffKind {
    /// They stand there still.
    Kept,
    /// They were recorded and are gone.
    Removed,
    /// They were not recorded and are there.
    Added,
}

/// Why a difference changes what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Telling {
    /// A word that turns it round: “not”, “nobody”, “denied”.
    Negation,
    /// A number, a day, a month.
    Number,
    /// A name, or another word with a capital inside a sentence.
    Name,
}

/// Words that became the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffPiece {
    /// What became of them.
    pub kind: DiffKind,
    /// The words, as they stand on their side.
    pub words: String,
    /// Why the difference changes what is said, where it does.
    pub telling: Option<Telling>,
    /// Whether a space stands before them.
    pub spaced: bool,
}

/// Recorded and present words in the order in which they are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WordDiff {
    /// What was removed stands before what was added in its place.
    pub pieces: Vec<DiffPiece>,
}

impl WordDiff {
    /// How `present` differs from `recorded`. Accents, the shape of marks and white space are no
    /// difference.
    pub fn of(recorded: &str, present: &str) -> Self {
        let tables = Tables::of(guess(&[recorded, " ", present].concat()));
        let [before, now] = [recorded, present].map(|text| tokens(text, tables));
        let mut diff = Self::default();
        for (kind, token) in aligned(&before, &now) {
            diff.push(kind, token);
        }
        diff
    }

    /// The differences that change what is said, those of negations first.
    pub fn telling(&self) -> Vec<&DiffPiece> {
        let mut telling: Vec<_> =
            self.pieces.iter().filter(|piece| piece.telling.is_some()).collect();
        telling.sort_by_key(|piece| piece.telling);
        telling
    }

    fn push(&mut self, kind: DiffKind, token: &DiffToken<'_>) {
        let telling = token.telling.filter(|_| kind != DiffKind::Kept);
        match self.pieces.last_mut() {
            Some(last) if (last.kind, last.telling) == (kind, telling) => {
                if token.spaced {
                    last.words.push(' ');
                }
                last.words.push_str(token.words);
            }
            last => {
                let instead = last.is_some_and(|last| last.kind == DiffKind::Removed);
                let spaced = token.spaced || (instead && kind == DiffKind::Added);
                let words = token.words.to_owned();
                self.pieces.push(DiffPiece { kind, words, telling, spaced });
            }
        }
    }
}

/// A word or a mark.
#[derive(Debug)]
struct DiffToken<'t> {
    words: &'t str,
    /// What it is compared by.
    plain: String,
    /// Whether it is a word with a capital.
    capital: bool,
    /// Whether a sentence may begin with it.
    begins: bool,
    telling: Option<Telling>,
    spaced: bool,
}

impl DiffToken<'_> {
    /// Whether both are one word. A capital makes another word of it, but where a sentence begins on either
    /// side.
    fn is(&self, other: &Self) -> bool {
        let capitals = self.capital == other.capital || self.begins || other.begins;
        capitals && self.plain == other.plain
    }
}

fn tokens<'t>(text: &'t str, tables: &Tables) -> Vec<DiffToken<'t>> {
    let (mut tokens, mut at, mut spaced, mut begins) = (Vec::new(), 0, false, true);
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if c.is_whitespace() {
            (at, spaced) = (at + c.len_utf8(), true);
            continue;
        }
        let words = text.part(at..at + length(text.part(at..)));
        let plain = folded(words);
        let dashes = !plain.is_empty() && plain.trim_matches('-').is_empty();
        let plain = if dashes { "-".to_owned() } else { plain };
        let word = c.is_alphanumeric();
        let telling = if word { telling(words, &plain, begins, tables) } else { None };
        let capital = word && c.is_uppercase();
        let spaced_here = spaced && !tokens.is_empty();
        tokens.push(DiffToken { words, plain, capital, begins, telling, spaced: spaced_here });
        // Pieces of one statement are joined by an ellipsis.
        begins = if word { false } else { begins || matches!(c, '.' | '!' | '?' | '…') };
        (at, spaced) = (at + words.len(), false);
    }
    tokens
}

/// The length of the word or mark that `rest` begins with. Apostrophes, hyphens, and points in figures
/// belong to the word.
fn length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let Some((_, first)) = chars.next() else { return 0 };
    if !first.is_alphanumeric() {
        // Three points are an ellipsis, two hyphens a dash.
        return rest.find(|c| c != first).unwrap_or(rest.len());
    }
    let mut last = first;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let figures = last.is_numeric() && next.is_some_and(char::is_numeric);
        let inside = match c {
            '\'' | '’' | '-' | '\u{2010}' | '\u{2011}' => next.is_some_and(char::is_alphanumeric),
            '.' | ',' | ':' | '/' => figures,
            _ => c.is_alphanumeric() || folded(c.encode_utf8(&mut [0; 4])).is_empty(),
        };
        if !inside {
            return at;
        }
        last = c;
    }
    rest.len()
}

fn telling(words: &str, plain: &str, begins: bool, tables: &Tables) -> Option<Telling> {
    const NAMES: Class =
        Class::all(&[Class::HE_NAME, Class::SHE_NAME, Class::SURNAME, Class::PLACE, Class::BODY]);
    let lower = words.to_lowercase().replace('’', "'");
    if negates(&lower) || negates(plain) {
        return Some(Telling::Negation);
    }
    if words.contains(char::is_numeric) || counted(&lower).is_some() {
        return Some(Telling::Number);
    }
    let capital = words.starts_with(char::is_uppercase);
    // At the beginning of a sentence every word has one: what is no name elsewhere is none there.
    let class = tables.class(&lower);
    let ordinary = begins && class != Class::NONE && !class.is(NAMES);
    (capital && !ordinary).then_some(Telling::Name)
}

/// The tokens of both sides in the order in which they are read: those of a longest common subsequence
/// are kept.
fn aligned<'a, 't>(
    before: &'a [DiffToken<'t>],
    now: &'a [DiffToken<'t>],
) -> Vec<(DiffKind, &'a DiffToken<'t>)> {
    let same = |(a, b): &(&DiffToken<'_>, &DiffToken<'_>)| a.is(b);
    let head = before.iter().zip(now).take_while(same).count();
    let (rest, rest_now) = (before.part(head..), now.part(head..));
    let tail = rest.iter().rev().zip(rest_now.iter().rev()).take_while(same).count();
    let middle = rest.part(..rest.len() - tail);
    let middle_now = rest_now.part(..rest_now.len() - tail);
    let mut all: Vec<_> = now.iter().take(head).map(|token| (DiffKind::Kept, token)).collect();
    all.extend(differing(middle, middle_now));
    all.extend(rest_now.iter().skip(middle_now.len()).map(|token| (DiffKind::Kept, token)));
    all
}

fn differing<'a, 't>(
    before: &'a [DiffToken<'t>],
    now: &'a [DiffToken<'t>],
) -> Vec<(DiffKind, &'a DiffToken<'t>)> {
    let width = now.len() + 1;
    let mut lengths =
        vec![0u32; if before.len() * width > MOST { 0 } else { (before.len() + 1) * width }];
    let get = |lengths: &[u32], row: usize, column: usize| {
        // Beyond the last word, and where nothing is compared, nothing is shared.
        match lengths.get(row * width + column) {
            Some(length) => *length,
            None => 0,
        }
    };
    // From the end, so that the way through is read from the beginning.
    for (row, a) in before.iter().enumerate().rev() {
        for (column, b) in now.iter().enumerate().rev() {
            let length = if a.is(b) {
                1 + get(&lengths, row + 1, column + 1)
            } else {
                get(&lengths, row + 1, column).max(get(&lengths, row, column + 1))
            };
            if let Some(slot) = lengths.get_mut(row * width + column) {
                *slot = length;
            }
        }
    }
    let (mut row, mut column, mut all) = (0, 0, Vec::new());
    let mut added = Vec::new();
    while let Some(a) = before.get(row) {
        let longest = 1 + get(&lengths, row + 1, column + 1) == get(&lengths, row, column);
        let same = now.get(column).filter(|b| longest && a.is(b));
        if let Some(b) = same {
            all.append(&mut added);
            all.push((DiffKind::Kept, b));
            (row, column) = (row + 1, column + 1);
        } else if get(&lengths, row + 1, column) >= get(&lengths, row, column + 1) {
            all.push((DiffKind::Removed, a));
            row += 1;
        } else if let Some(b) = now.get(column) {
            added.push((DiffKind::Added, b));
            column += 1;
        } else {
            all.push((DiffKind::Removed, a));
            row += 1;
        }
    }
    all.append(&mut added);
    all.extend(now.iter().skip(column).map(|b| (DiffKind::Added, b)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `they did {+not:Negation} make [-some] deal`.
    fn shown(recorded: &str, present: &str) -> String {
        let mut text = String::new();
        for piece in WordDiff::of(recorded, present).pieces {
            if piece.spaced && !text.is_empty() {
                text.push(' ');
            }
            let why = piece.telling.map_or(String::new(), |why| format!(":{why:?}"));
            let [opens, closes] = match piece.kind {
                DiffKind::Kept => ["", ""],
                DiffKind::Removed => ["[-", "]"],
                DiffKind::Added => ["{+", "}"],
            };
            text.extend([opens, &piece.words, &why, closes]);
        }
        text
    }

    #[test]
    fn what_differs_and_what_it_changes() {
        for (recorded, present, want) in [
            (
                "they did make a deal",
                "they did not make a deal",
                "they did {+not:Negation} make a deal",
            ),
            (
                "they didn’t make a deal",
                "they did make a deal",
                "they [-didn’t:Negation] {+did} make a deal",
            ),
            ("Nobody saw it", "Everybody saw it", "[-Nobody:Negation] {+Everybody} saw it"),
            ("she denied it", "she confirmed it", "she [-denied:Negation] {+confirmed} it"),
            (
                "it cost 1,200 euros",
                "it cost 12,000 euros",
                "it cost [-1,200:Number] {+12,000:Number} euros",
            ),
            ("three men came", "five men came", "[-three:Number] {+five:Number} men came"),
            ("Ana Ruiz said so", "Ana Rulz said so", "Ana [-Ruiz:Name] {+Rulz:Name} said so"),
            ("the mayor left", "the Mayor left", "the [-mayor] {+Mayor:Name} left"),
            ("The mayor left", "So the mayor left", "{+So} the mayor left"),
            ("Nobody saw it", "I left … Nobody saw it", "{+I left …} Nobody saw it"),
            ("Nobody saw it", "He said, “Nobody saw it”", "{+He said, “}Nobody saw it{+”}"),
            ("el pacto no existe", "el pacto existe", "el pacto [-no:Negation] existe"),
            ("“They lied,” he said…", "\"They lied,\" he said...", "\"They lied,\" he said..."),
            ("a b c", "", "[-a b c]"),
            ("", "a b c", "{+a b c}"),
            ("some kind of deal", "some sort of a deal", "some [-kind] {+sort} of {+a} deal"),
        ] {
            assert_eq!(shown(recorded, present), want, "{recorded} → {present}");
        }
    }

    #[test]
    fn what_is_too_long_counts_as_replaced() {
        let [one, other] = ["a b ", "c d "].map(|words| words.repeat(600));
        let diff = WordDiff::of(&format!("x {one} y"), &format!("x {other} y"));
        let kinds: Vec<_> = diff.pieces.iter().map(|piece| piece.kind).collect();
        assert_eq!(kinds, [DiffKind::Kept, DiffKind::Removed, DiffKind::Added, DiffKind::Kept]);
    }

    proptest! {
        #[test]
        fn each_side_reads_as_before(
            recorded in "([abAé.,'1-]|not| |“|\n|🙂){0,40}",
            present in "([abAé.,'1]|not| |“|\n|🙂){0,40}",
        ) {
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            let diff = WordDiff::of(&recorded, &present);
            let side = |without: DiffKind| -> String {
                let own = diff.pieces.iter().filter(|piece| piece.kind != without);
                own.map(|piece| solid(&piece.words)).collect()
            };
            prop_assert_eq!(side(DiffKind::Removed), solid(&present));
            prop_assert_eq!(folded(&side(DiffKind::Added)), folded(&solid(&recorded)));
        }
    }
}
