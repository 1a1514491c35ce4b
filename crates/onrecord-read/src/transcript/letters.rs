//! Letters and words in front of questions and of answers: `Q.` and `A.`, `P:` and `R:`.

use super::line::{TranscriptLine, TranscriptPage};
use crate::label::shape;
use onrecord_model::TurnPart;
use onrecord_text::Span;

/// What stands in front of questions, and what in front of their answers. Each row is a habit of its
/// own: a text is read by one of them.
pub(super) const PAIRS: [(&[&str], &[&str]); 6] = [
    (&["Question", "QUESTION", "Q"], &["Answer", "ANSWER", "A"]),
    (&["Pregunta", "PREGUNTA", "Preg", "P"], &["Respuesta", "RESPUESTA", "Resp", "R"]),
    (
        &["PREGUNTADO", "PREGUNTADA", "Preguntado", "Preguntada"],
        &["CONTESTÓ", "CONTESTO", "RESPONDIÓ", "Contestó", "Respondió", "MANIFESTÓ", "Manifestó"],
    ),
    (&["Pergunta", "PERGUNTA", "P"], &["Resposta", "RESPOSTA", "R"]),
    (&["Question", "Q"], &["Réponse", "R"]),
    (&["Frage", "F"], &["Antwort", "A"]),
];

/// A row of [`PAIRS`].
pub(super) type LetterPair = &'static (&'static [&'static str], &'static [&'static str]);

/// A line that begins a question or an answer.
#[derive(Clone, Copy)]
pub(super) struct LetterMark {
    pub(super) part: TurnPart,
    /// Who asks, where the line says so: `Q. (By Ms. Ruiz) …`.
    pub(super) by: Option<Span>,
    /// The bytes behind all that.
    pub(super) words: Span,
}

/// The letters that mark this text: both of a pair, about as often, and questions among the questions.
/// `A.` and `B.` are a list, `P. Ruiz` is a person.
pub(super) fn pair(page: &TranscriptPage<'_>) -> Option<LetterPair> {
    PAIRS.iter().find(|pair| marks(page, pair))
}

fn marks(page: &TranscriptPage<'_>, pair: LetterPair) -> bool {
    let (mut asks, mut answers, mut questions) = (0, 0, 0);
    // Whether a question mark is still looked for behind the last letter: line by line, since a
    // hearing without blank lines is one block, however long.
    let mut open = false;
    let (mut answered, mut plain) = (false, true);
    for line in page.lines.iter().filter(|line| !line.aside) {
        match mark(page, line, pair).map(|mark| mark.part) {
            Some(TurnPart::Asks) => (asks, open) = (asks + 1, true),
            Some(_) => {
                answered |= asks > 0 && answers == 0;
                (answers, open) = (answers + 1, false);
            }
            None => {}
        }
        if open && let Some((asked, _)) = page.words(line).split_once('?') {
            (questions, open) = (questions + 1, false);
            // "P. Ruiz (2010). Why?" is the title of a work.
            plain &= !asked.contains("). ");
        }
    }
    let paired = asks <= 3 * answers && answers <= 3 * asks;
    // One of each is enough where the question is one and its answer comes behind it.
    let enough = asks + answers > 2 || answered && questions == 1 && plain;
    // Who is examined in an office is asked in reported speech.
    let reported = pair.0.iter().all(|word| word.len() > 8);
    asks > 0 && answers > 0 && enough && paired && (questions * 3 >= asks || reported)
}

/// Whether a label is a letter or a word of a question.
pub(super) fn is_question(label: &str) -> bool {
    PAIRS.iter().any(|(asks, _)| asks.contains(&label))
}

/// `Q. Why`, `A: Because`, `P.- ¿Por qué?`, `Respuesta. No`, and in numbered lines `Q   Why`.
pub(super) fn mark(
    page: &TranscriptPage<'_>,
    line: &TranscriptLine,
    (asks, answers): LetterPair,
) -> Option<LetterMark> {
    let words = page.words(line);
    let begins = |list: &[&str], part| {
        let rest = list.iter().find_map(|word| behind(words, word, page.numbered))?;
        Some((part, rest))
    };
    let (part, rest) =
        begins(asks, TurnPart::Asks).or_else(|| begins(answers, TurnPart::Answers))?;
    let behind = |rest: &str| Span::new(line.words.end - rest.len() as u32, line.words.end);
    let by = named_by(rest);
    let name = by.map(|(name, inside, _)| {
        let start = behind(inside).start;
        Span::new(start, start + name.len() as u32)
    });
    Some(LetterMark { part, by: name, words: behind(by.map_or(rest, |(.., said)| said)) })
}

/// What stands behind `word` and its sign.
fn behind<'t>(words: &'t str, word: &str, numbered: bool) -> Option<&'t str> {
    let rest = words.strip_prefix(word)?;
    let dashes = |rest: &'t str| rest.trim_start_matches(['-', '–', '—']);
    let dotted = rest.strip_prefix(['.', ':']).map(dashes);
    let dotted =
        dotted.or_else(|| rest.strip_prefix(['-', '–', '—']).filter(|r| r.starts_with(' ')));
    let spaced = rest.starts_with("  ") || rest.starts_with('\t');
    let long = word.len() > 8 && rest.starts_with([' ', ',']);
    let bare = spaced && (numbered || word.len() == 1) || long;
    let rest = dotted.or(Some(rest).filter(|_| bare))?;
    let free = rest.is_empty()
        || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '¿' | '¡' | ','));
    free.then(|| rest.trim_start_matches([' ', '\t', '\u{a0}', ',']))
}

/// The name in `(By Mr. Smith) Did …` and in `BY MR. SMITH: Did …`, all that stands from it on, and
/// the words behind.
fn named_by(rest: &str) -> Option<(&str, &str, &str)> {
    let bracketed = rest.strip_prefix('(').or_else(|| rest.strip_prefix('['));
    let inside = bracketed.unwrap_or(rest);
    let inside = inside.strip_prefix("By ").or_else(|| inside.strip_prefix("BY "))?;
    let end = if bracketed.is_some() { [')', ']'].as_slice() } else { &[':'] };
    let (name, behind) = inside.split_once(end)?;
    let name = name.trim_end_matches([':', ' ']);
    shape(name)?;
    let behind = behind.trim_start_matches(':').trim_start();
    Some((name, inside, behind))
}
