//! Letters to pieces of lines: words with no wide gap between them.
//!
//! A PDF has no words and no lines, only letters with places; blanks may be letters or nothing but
//! distance. Which pieces belong to one column is for `columns`.

use std::cmp::Ordering;
use std::rc::Rc;

use super::letter::Letter;
use super::script::{accented, combining, logical};
use super::spaced;

/// A gap this wide (in sizes of the letter) ends a piece: it may be the space between columns. A
/// wider blank of justified text is healed where the pieces are joined to a line.
const APART: f32 = 0.8;

/// A gap this wide (in sizes, over the usual gap of the run) is a blank. Kerning stays below
/// 0.1, the narrowest blanks of justified text above 0.15.
const BLANK: f32 = 0.12;

/// What begins this far (in sizes) before the end of the words before it is printed over them.
const OVER: f32 = -0.6;

/// Base lines this close (in sizes) are one; lines of neighbouring columns are rarely.
const LEVEL: f32 = 0.3;

/// The fewest gaps between letters that show how far they are set apart.
const FEW: usize = 4;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TextPiece {
    /// Its words.
    pub(crate) text: String,
    /// Left end (points along its direction).
    pub(crate) x0: f32,
    /// Right end.
    pub(crate) x1: f32,
    /// Base line, downwards.
    pub(crate) y: f32,
    /// The size of its letters.
    pub(crate) size: f32,
    /// Whether all of it is bold.
    pub(crate) bold: bool,
    /// Whether it belongs to the page and not to the text.
    pub(crate) furniture: bool,
    /// The row of the page that it stands in; pieces of one row share a base line.
    pub(crate) row: u32,
    /// Its direction, as of [`Letter::turn`].
    pub(crate) turn: u8,
}

impl TextPiece {
    /// Where its small letters end above: not its tallest, for lines that are set tight.
    pub(crate) fn top(&self) -> f32 {
        self.y - 0.7 * self.size
    }
}

/// Letters that follow each other in the file and on the line.
pub(crate) struct LetterRun {
    pub(crate) letters: Vec<SetLetter>,
    pub(crate) x1: f32,
    y: f32,
    pub(crate) size: f32,
    /// The base line of its row: not its own if it is raised or lowered.
    pub(crate) base: f32,
}

/// A letter in its run.
pub(crate) struct SetLetter {
    /// The letter.
    pub(crate) letter: Letter,
    /// Whether a blank stands before it.
    pub(crate) blank: bool,
}

/// Puts the letters of a page together, row by row from the top, each row from the left.
pub(crate) fn pieces(letters: Vec<Letter>) -> Vec<TextPiece> {
    let mut runs = runs(letters);
    settle(&mut runs);
    let place = |run: &LetterRun| (run.turn(), run.base);
    runs.sort_by(|a, b| place(a).partial_cmp(&place(b)).unwrap_or(Ordering::Equal));
    let mut pieces = Vec::new();
    let mut row: Vec<LetterRun> = Vec::new();
    let (mut number, mut base, mut size) = (0, 0.0, 0.0);
    for run in runs {
        let near = row.last().is_some_and(|last| last.turn() == run.turn());
        let (small, large) = (run.size.min(size), run.size.max(size));
        let same = near && (run.base - base).abs() <= 0.5 * large.min(1.8 * small);
        if !same {
            finish(&mut row, number, &mut pieces);
            number += 1;
        }
        if !same || run.size > size {
            (base, size) = (run.base, run.size);
        }
        row.push(run);
    }
    finish(&mut row, number, &mut pieces);
    pieces
}

/// Gives raised and lowered small print the base line of the letters that it follows or that follow
/// it in the file: the mark of a footnote belongs to its word, however the lines beside it lie.
fn settle(runs: &mut [LetterRun]) {
    for at in 0..runs.len() {
        let Some(run) = runs.get(at) else { break };
        let beside = |other: &&LetterRun| {
            let off = other.base - run.y;
            let follows = other.x0() <= run.x0();
            let gap = if follows { run.x0() - other.x1 } else { other.x0() - run.x1 };
            other.turn() == run.turn()
                && run.size < 0.85 * other.size
                && (-0.6..0.4).contains(&(gap / other.size))
                && off.abs() < 0.6 * other.size
        };
        let before = at.checked_sub(1).and_then(|before| runs.get(before)).filter(beside);
        let base = before.or(runs.get(at + 1).filter(beside)).map(|other| other.base);
        if let (Some(base), Some(run)) = (base, runs.get_mut(at)) {
            run.base = base;
        }
    }
}

/// Cuts the letters into runs, in the order of the file: it mostly knows which letters belong together.
fn runs(letters: Vec<Letter>) -> Vec<LetterRun> {
    let mut runs: Vec<LetterRun> = Vec::new();
    let mut blank = false;
    for letter in letters {
        if letter.text.trim().is_empty() {
            blank = true;
            continue;
        }
        if runs.last().is_some_and(|run| run.has_just(&letter)) {
            continue;
        }
        let set = SetLetter { letter, blank };
        blank = false;
        match runs.last_mut() {
            Some(run) if run.goes_on_with(&set.letter) => run.push(set),
            _ => runs.push(LetterRun::new(set)),
        }
    }
    let mut before = (0.0, 0.0);
    for run in &mut runs {
        // A short word is set like the one before it.
        let same_line = (before.0 - run.y).abs() < 0.1 * run.size;
        let inherited = if same_line { before.1 } else { 0.0 };
        let usual = run.usual_gap().unwrap_or(inherited);
        before = (run.y, usual);
        run.find_blanks(usual);
    }
    runs
}

impl LetterRun {
    fn new(set: SetLetter) -> Self {
        let Letter { x1, y, size, .. } = set.letter;
        Self { letters: vec![set], x1, y, size, base: y }
    }

    fn first(&self) -> Option<&Letter> {
        self.letters.first().map(|set| &set.letter)
    }

    fn turn(&self) -> u8 {
        self.first().map_or(0, |letter| letter.turn)
    }

    pub(crate) fn x0(&self) -> f32 {
        self.first().map_or(0.0, |letter| letter.x0)
    }

    fn goes_on_with(&self, next: &Letter) -> bool {
        let Some(SetLetter { letter: last, .. }) = self.letters.last() else { return false };
        let accent = combining(&last.text).or(combining(&next.text)).is_some();
        let (back, off) = if accent { (1.2, 0.6) } else { (0.5, LEVEL) };
        let gap = (next.x0 - self.x1) / self.size;
        last.turn == next.turn
            && last.furniture == next.furniture
            && (last.y - next.y).abs() <= off * self.size
            && (0.8..1.25).contains(&(next.size / self.size))
            && (-back..APART).contains(&gap)
    }

    fn is_number(&self) -> bool {
        self.letters.iter().all(|set| set.letter.text.chars().all(char::is_numeric))
    }

    /// Whether `next` is its last letter printed again, nearly in the same place, to look bold.
    fn has_just(&self, next: &Letter) -> bool {
        self.letters.last().is_some_and(|SetLetter { letter: last, .. }| {
            last.text == next.text
                && (last.x0 - next.x0).abs() < 0.4 * (last.x1 - last.x0).abs()
                && (last.y - next.y).abs() < 0.2 * last.size
        })
    }

    fn push(&mut self, set: SetLetter) {
        self.x1 = self.x1.max(set.letter.x1);
        self.letters.push(set);
    }

    fn gaps(&self) -> impl Iterator<Item = (f32, bool)> + '_ {
        let word = |set: &SetLetter| set.letter.text.chars().all(char::is_alphabetic);
        let gap = move |(a, b): (&SetLetter, &SetLetter)| {
            ((b.letter.x0 - a.letter.x1) / self.size, word(a) && word(b))
        };
        self.letters.iter().zip(self.letters.iter().skip(1)).map(gap)
    }

    /// How far its letters are set apart (in sizes), as they are in headings; `None` where it has
    /// too few to tell.
    fn usual_gap(&self) -> Option<f32> {
        let mut within: Vec<f32> =
            self.gaps().filter(|(_, in_word)| *in_word).map(|(gap, _)| gap).collect();
        within.sort_by(f32::total_cmp);
        // Words have more than two letters, so that the narrower half of the gaps lies inside them.
        let usual = within.get(within.len() / 3).filter(|_| within.len() >= FEW)?;
        Some(usual.max(0.0))
    }

    /// Tells blanks by their width, over the `usual` gap.
    fn find_blanks(&mut self, usual: f32) {
        let wide: Vec<bool> = self.gaps().map(|(gap, _)| gap > usual + BLANK).collect();
        for (set, wide) in self.letters.iter_mut().skip(1).zip(wide) {
            set.blank |= wide;
        }
    }

    /// Whether it is the same letters in the same place: bold type made by printing twice.
    fn repeats(&self, other: &Self) -> bool {
        let texts = |run: &Self| {
            run.letters.iter().map(|set| Rc::clone(&set.letter.text)).collect::<Vec<_>>()
        };
        (self.x0() - other.x0()).abs() < 0.3 * self.size
            && (self.y - other.y).abs() < 0.3 * self.size
            && texts(self) == texts(other)
    }
}

/// Joins the runs of a row to pieces.
fn finish(row: &mut Vec<LetterRun>, number: u32, pieces: &mut Vec<TextPiece>) {
    row.sort_by(|a, b| a.x0().total_cmp(&b.x0()));
    let mut open: Option<LetterRun> = None;
    for mut run in spaced::joined(row.drain(..)) {
        let Some(before) = &mut open else {
            open = Some(run);
            continue;
        };
        if run.repeats(before) {
            continue;
        }
        let size = run.size.max(before.size);
        let gap = (run.x0() - before.x1) / run.size.min(before.size);
        let furniture = |run: &LetterRun| run.first().is_some_and(|letter| letter.furniture);
        let level = (run.base - before.base).abs() < LEVEL * size;
        if gap >= APART || !level || furniture(&run) != furniture(before) {
            pieces.extend(open.replace(run).and_then(|run| piece(run, number)));
            continue;
        }
        if let Some(first) = run.letters.first_mut() {
            // The number of a footnote stands off its words by being raised.
            let number = before.size < 0.85 * run.size && before.is_number();
            // What is printed into other words is none of them: an amount under a long entry.
            let over = gap < OVER && combining(&first.letter.text).is_none();
            first.blank |= number || over || gap > BLANK;
        }
        before.x1 = before.x1.max(run.x1);
        if run.size > before.size {
            (before.y, before.base, before.size) = (run.y, run.base, run.size);
        }
        before.letters.append(&mut run.letters);
    }
    pieces.extend(open.and_then(|run| piece(run, number)));
}

fn piece(run: LetterRun, row: u32) -> Option<TextPiece> {
    let (x0, first) = (run.x0(), run.first()?);
    let (turn, furniture) = (first.turn, first.furniture || first.turn == Letter::SLANTED);
    let LetterRun { x1, base: y, size, letters, .. } = run;
    let bold = letters.iter().all(|set| set.letter.bold);
    let words = logical(accented(letters));
    let mut text = String::new();
    for (letter, blank) in &words {
        if *blank && !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        text.push_str(if text.is_empty() || text.ends_with(' ') {
            letter.trim_start()
        } else {
            letter
        });
    }
    let text = text.trim_end().to_owned();
    (!text.is_empty()).then_some(TextPiece { text, x0, x1, y, size, bold, furniture, row, turn })
}
