//! Questions and answers: `Q.`/`A.`, `P:`/`R:`, and the names that courts write beside them.

use std::collections::HashSet;

use super::Turns;
use super::line::{TranscriptLine, TranscriptPage};
use crate::label::{Shape, shape};
use onrecord_model::Turn;
use onrecord_text::Span;

/// Who speaks behind a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HearingPart {
    Asks,
    Answers,
}

/// Letters and words in front of questions and of answers, with the languages' own pairs.
const PAIRS: [(&str, HearingPart, HearingLanguage); 8] = [
    ("Question", HearingPart::Asks, HearingLanguage::English),
    ("Answer", HearingPart::Answers, HearingLanguage::English),
    ("Pregunta", HearingPart::Asks, HearingLanguage::Spanish),
    ("Respuesta", HearingPart::Answers, HearingLanguage::Spanish),
    ("Q", HearingPart::Asks, HearingLanguage::English),
    ("A", HearingPart::Answers, HearingLanguage::English),
    ("P", HearingPart::Asks, HearingLanguage::Spanish),
    ("R", HearingPart::Answers, HearingLanguage::Spanish),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HearingLanguage {
    English,
    Spanish,
}

/// A line that begins a question or an answer.
#[derive(Clone, Copy)]
struct HearingMark {
    part: HearingPart,
    /// Who asks, where the line says so: `Q. (By Ms. Ruiz) …`.
    by: Option<Span>,
    /// The bytes behind all that.
    words: Span,
}

/// The turns of a text of questions and answers; `None` where it is none.
pub(super) fn turns(page: &TranscriptPage<'_>) -> Option<Vec<Turn>> {
    let language = language(page)?;
    let court = court(page);
    let mut turns = Turns::default();
    let (mut asker, mut witness) = (None, None);
    let spoken = |line: &&TranscriptLine| !line.aside && !line.words.is_empty();
    for (at, line) in page.lines.iter().enumerate().filter(|(_, line)| spoken(line)) {
        if let Some(name) = by(page, line) {
            turns.close();
            asker = Some(name);
        } else if let Some(name) = sworn(page, at) {
            turns.close();
            witness = Some(name);
        } else if let Some(mark) = mark(page, line, language) {
            asker = mark.by.or(asker);
            let speaker = if mark.part == HearingPart::Asks { asker } else { witness };
            turns.begin(speaker, mark.words, line.time);
        } else if let Some(name) = page.name(line).filter(|name| court.contains(name)) {
            let own = line.name();
            let speaker = if name == "THE WITNESS" { witness.or(own) } else { own };
            turns.begin(speaker, page.said(line), line.time);
        } else if is_direction(page.words(line)) {
            turns.close();
        } else if page.numbered || continues(page, at) {
            turns.extend(line.words);
        } else if page.is_heading(line) {
            turns.close();
        } else {
            turns.reach(line.words);
        }
    }
    turns.stop();
    Some(turns.done)
}

/// The language whose letters mark this text: both letters of its pair, about as often and one of
/// them again, and questions among the questions. `A.` and `B.` are a list, `P. Ruiz` is a person.
fn language(page: &TranscriptPage<'_>) -> Option<HearingLanguage> {
    [HearingLanguage::English, HearingLanguage::Spanish].into_iter().find(|language| {
        let (mut asks, mut answers, mut questions) = (0, 0, 0);
        // Whether a question mark is still looked for behind the last letter: line by line, since a
        // hearing without blank lines is one block, however long.
        let mut open = false;
        for line in page.lines.iter().filter(|line| !line.aside) {
            match mark(page, line, *language).map(|mark| mark.part) {
                Some(HearingPart::Asks) => (asks, open) = (asks + 1, true),
                Some(HearingPart::Answers) => (answers, open) = (answers + 1, false),
                None => {}
            }
            if open && page.words(line).contains('?') {
                (questions, open) = (questions + 1, false);
            }
        }
        let paired = asks <= 3 * answers && answers <= 3 * asks;
        asks > 0 && answers > 0 && asks + answers > 2 && paired && questions * 3 >= asks
    })
}

/// `Q. Why`, `A: Because`, `P.- ¿Por qué?`, `Respuesta. No`, and in numbered lines `Q   Why`.
fn mark(
    page: &TranscriptPage<'_>,
    line: &TranscriptLine,
    language: HearingLanguage,
) -> Option<HearingMark> {
    let words = page.words(line);
    let (part, rest) =
        PAIRS.iter().filter(|(.., own)| *own == language).find_map(|(word, part, _)| {
            let rest = words.strip_prefix(word)?;
            let dotted =
                rest.strip_prefix(['.', ':']).map(|rest| rest.trim_start_matches(['-', '–', '—']));
            let spaced = rest.starts_with("  ") || rest.starts_with('\t');
            let bare = || Some(rest).filter(|_| page.numbered && spaced);
            let rest = dotted.or_else(bare)?;
            (rest.is_empty() || rest.starts_with(char::is_whitespace))
                .then_some((*part, rest.trim_start()))
        })?;
    let behind = |rest: &str| Span::new(line.words.end - rest.len() as u32, line.words.end);
    let by = bracketed_by(rest);
    let name = by.map(|(name, inside, _)| {
        let start = behind(inside).start;
        Span::new(start, start + name.len() as u32)
    });
    Some(HearingMark { part, by: name, words: behind(by.map_or(rest, |(.., said)| said)) })
}

/// The name in `(By Mr. Smith) Did …`, all that stands from it on, and the words behind.
fn bracketed_by(rest: &str) -> Option<(&str, &str, &str)> {
    let inside = rest.strip_prefix("(By ").or_else(|| rest.strip_prefix("(BY "))?;
    let (name, behind) = inside.split_once(')')?;
    let name = name.trim_end_matches([':', ' ']);
    shape(name)?;
    Some((name, inside, behind.trim_start()))
}

/// The examiner in `BY MS. RUIZ:`, who asks from here on.
fn by(page: &TranscriptPage<'_>, line: &TranscriptLine) -> Option<Span> {
    let label = line.label.filter(|label| label.shape == Shape::Capitals)?;
    let name = line.name()?;
    page.name(line)?.strip_prefix("BY ")?;
    let empty = label.words == line.words.len();
    empty.then(|| Span::new(name.start + 3, name.end))
}

/// Those who speak beside the questions, by the labels that courts write in capitals.
fn court<'d>(page: &TranscriptPage<'d>) -> HashSet<&'d str> {
    let in_capitals = |line: &&TranscriptLine| {
        line.label.is_some_and(|label| label.shape == Shape::Capitals && !label.bracketed)
    };
    page.lines
        .iter()
        .filter(in_capitals)
        .filter_map(|line| page.name(line))
        .filter(|name| name.chars().filter(|c| c.is_alphabetic()).count() > 1)
        .collect()
}

/// The one who answers from line `at` on: a name in capitals in front of a comma, sworn within the
/// next lines ("JANE ROE, having been first duly sworn, testified as follows:").
fn sworn(page: &TranscriptPage<'_>, at: usize) -> Option<Span> {
    let near = page.lines.get(at..)?;
    let line = near.first()?;
    let name = page.words(line).split([',', ':']).next()?.trim_end();
    let several = name.contains(' ') && shape(name) == Some(Shape::Capitals);
    let sworn = several && near.iter().take(4).any(|line| page.words(line).contains("sworn"));
    sworn.then(|| Span::new(line.words.start, line.words.start + name.len() as u32))
}

/// What a reporter of the court writes between the turns: `(Recess taken.)`, `CROSS-EXAMINATION`.
fn is_direction(words: &str) -> bool {
    let title = |words: &str| {
        words.chars().filter(|c| c.is_alphabetic()).count() > 6
            && !words.chars().any(char::is_lowercase)
            && !words.ends_with(['.', '?', '!', ','])
    };
    words.starts_with('(') && words.ends_with(')') || title(words)
}

/// Whether a line stands in the same block as the one before it.
fn continues(page: &TranscriptPage<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| page.lines.get(before));
    before.is_some_and(|before| page.lines.get(at).is_some_and(|line| line.block == before.block))
}
