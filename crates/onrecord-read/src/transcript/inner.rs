//! What lines hide: an answer behind its question on one line, a name on the line below its time.

use super::letters::PAIRS;
use super::line::TranscriptLine;
use crate::label::{Label, Shape, shape};
use onrecord_model::Document;
use onrecord_text::Span;

/// The shortest word of a question or an answer that is looked for inside a line: `PREGUNTADO`.
const LONG: usize = 9;

/// What stands behind such a word.
const SIGNS: [char; 2] = ['.', ':'];

/// The parts of `line` (bytes of `words`): it is cut in front of every word in capitals that begins a
/// question or an answer, as offices write them on one line (`PREGUNTADO: … CONTESTÓ: …`), and, where it
/// begins with such a letter, in front of the letters behind its sentences (`Q. Who? A. He.`).
pub(super) fn parts(words: &str, line: Span) -> Vec<Span> {
    let whole = line.of(words);
    let lettered = is_lettered(whole);
    let mut cuts: Vec<usize> = Vec::new();
    let mut before = None;
    for (at, word) in spaced(whole) {
        // Most words have none, and this is asked of every word of a text.
        let signed = at > 0 && word.contains(SIGNS);
        let long = || {
            letters().any(|letter| {
                letter.len() >= LONG
                    && letter.chars().all(char::is_uppercase)
                    && begins(word, letter)
            })
        };
        let short = || {
            lettered
                && letters().any(|letter| letter.len() == 1 && begins(word, letter))
                && before.is_some_and(|before: &str| {
                    before.ends_with(['?', '.', '!']) && before.len() > 2
                })
        };
        if signed && (long() || short()) {
            cuts.push(at);
        }
        before = Some(word);
    }
    let ends = cuts.iter().copied().chain([whole.len()]);
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    starts.zip(ends).map(|(from, to)| Span::at(from, to).shifted(line.start)).collect()
}

/// Whether a line begins with a letter or a word of a question or an answer.
pub(super) fn is_lettered(line: &str) -> bool {
    letters().any(|letter| begins(line, letter))
}

fn letters() -> impl Iterator<Item = &'static str> {
    PAIRS.iter().flat_map(|(asks, answers)| asks.iter().chain(*answers)).copied()
}

/// Whether `word` is a letter or word of a question with its sign.
fn begins(word: &str, letter: &str) -> bool {
    word.strip_prefix(letter).is_some_and(|rest| rest.starts_with(SIGNS))
}

/// The words of a line, each with the byte where it begins.
fn spaced(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    line.split(' ').map(move |word| {
        let start = at;
        at += word.len() + 1;
        (start, word)
    })
}

/// Makes labels of names that stand alone on the line below a time, where a text has two of them: so do the
/// transcripts of meetings.
pub(super) fn name_below_times(document: &Document, lines: &mut [TranscriptLine]) {
    let is_time = |line: &TranscriptLine| line.words.is_empty() && line.time.is_some();
    let named = |words: &str| matches!(shape(words), Some(Shape::Name | Shape::Capitals));
    let at: Vec<usize> = lines
        .windows(3)
        .enumerate()
        .filter_map(|(at, three)| match three {
            [time, name, words]
                if is_time(time)
                    && name.label.is_none()
                    && name.time.is_none()
                    && named(document.words(name.words))
                    && !words.words.is_empty() =>
            {
                Some(at)
            }
            _ => None,
        })
        .collect();
    if at.len() < 2 {
        return;
    }
    for at in at {
        let time = lines.get(at).and_then(|line| line.time);
        let Some(line) = lines.get_mut(at + 1) else { continue };
        let length = line.words.len();
        line.stamped = true;
        line.time = time;
        line.label = Some(Label {
            name: Span::new(0, length),
            shape: Shape::Name,
            bracketed: false,
            talker: true,
            stopped: false,
            time,
            words: length,
        });
    }
}
