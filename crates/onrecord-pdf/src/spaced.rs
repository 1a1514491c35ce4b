//! Words whose letters are set apart to look solemn (`C O N F I D E N T I A L`), as words.
//!
//! Asked by `pieces`, for the runs of one row. In common type the letters of a word touch, nearly; where
//! none of many in a row does, they are set apart, and what is much wider again is the blank.

use super::pieces::{LetterRun, SetLetter};

/// The narrowest gap between letters that are set apart (in sizes of the letter).
const APART: f32 = 0.2;

/// The widest gap between such letters; what is wider parts two lines.
const WIDEST: f32 = 2.2;

/// The fewest letters that show it.
const FEW: usize = 5;

/// The fewest different letters: a row of crosses in the boxes of a form is no word.
const DIFFERENT: usize = 3;

/// Letters of which more than one in so many follows the one before it in the alphabet are no word but the
/// alphabet, as the tables of fonts show it.
const ALPHABET: usize = 3;

/// A gap is a blank where it is so many times as wide as the middle one.
const BLANK: f32 = 1.7;

/// Joins those runs of a row, from the left, that are words of letters set apart.
pub(crate) fn joined(runs: impl Iterator<Item = LetterRun>) -> Vec<LetterRun> {
    let mut joined: Vec<LetterRun> = Vec::new();
    let mut open: Vec<LetterRun> = Vec::new();
    for run in runs {
        let goes_on = open.last().is_some_and(|last| {
            let gap = (run.x0() - last.x1) / run.size;
            (APART..WIDEST).contains(&gap)
                && (0.9..1.1).contains(&(run.size / last.size))
                && (run.base - last.base).abs() < 0.1 * run.size
        });
        if !goes_on {
            joined.append(&mut closed(&mut open));
        }
        if is_set_apart(&run) {
            open.push(run);
        } else {
            joined.append(&mut closed(&mut open));
            joined.push(run);
        }
    }
    joined.append(&mut closed(&mut open));
    joined
}

/// Whether no two letters of a run touch.
fn is_set_apart(run: &LetterRun) -> bool {
    let letter = |set: &SetLetter| {
        let mut chars = set.letter.text.chars();
        // Scripts without capitals have other means, and letters as wide as their blanks.
        let cased = |c: char| c.is_lowercase() || c.is_uppercase();
        chars.next().is_some_and(cased) && chars.next().is_none()
    };
    let apart = |(a, b): (&SetLetter, &SetLetter)| b.letter.x0 - a.letter.x1 >= APART * run.size;
    run.letters.iter().all(letter) && run.letters.iter().zip(run.letters.iter().skip(1)).all(apart)
}

/// The open runs as one, if they are words.
fn closed(open: &mut Vec<LetterRun>) -> Vec<LetterRun> {
    let letters = open.iter().flat_map(|run| &run.letters);
    let mut different: Vec<char> =
        letters.filter_map(|set| set.letter.text.chars().next()).collect();
    let count = different.len();
    let steps = different.windows(2).filter(|pair| match pair {
        [a, b] => u32::from(*a) + 1 == u32::from(*b),
        _ => false,
    });
    let alphabet = steps.count() * ALPHABET > count;
    different.sort_unstable();
    different.dedup();
    if count < FEW || different.len() < DIFFERENT || alphabet {
        return std::mem::take(open);
    }
    let mut runs = std::mem::take(open).into_iter();
    let Some(mut word) = runs.next() else { return Vec::new() };
    for mut run in runs {
        word.letters.append(&mut run.letters);
        word.x1 = run.x1;
    }
    set_blanks(&mut word.letters);
    vec![word]
}

/// Sets the blanks anew: by the steps from letter to letter where these are even, as of a typewriter, else
/// by the gaps.
fn set_blanks(letters: &mut [SetLetter]) {
    let pairs = || letters.iter().zip(letters.iter().skip(1)).map(|(a, b)| (&a.letter, &b.letter));
    let steps: Vec<f32> = pairs().map(|(a, b)| b.x0 - a.x0).collect();
    let gaps: Vec<f32> = pairs().map(|(a, b)| b.x0 - a.x1).collect();
    let step = middle(&steps);
    let off = |by: &f32| (by / step - (by / step).round()).abs();
    let even = steps.iter().all(|by| off(by) < 0.1);
    let measured = if even { steps } else { gaps };
    let usual = middle(&measured);
    for (set, by) in letters.iter_mut().skip(1).zip(measured) {
        set.blank = by > BLANK * usual;
    }
}

fn middle(numbers: &[f32]) -> f32 {
    let mut numbers = numbers.to_vec();
    numbers.sort_by(f32::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}
