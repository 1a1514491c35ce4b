//! Who asks and who answers in a hearing: by its title page, by `EXAMINATION BY MR. SMITH`, by whoever is
//! sworn, and by the name that the first answer gives.

use super::line::{TranscriptLine, TranscriptPage};
use crate::label::{Shape, shape};
use onrecord_model::{Turn, TurnPart};
use onrecord_text::Span;
use onrecord_text::fold::folded;

/// What a title page writes in front of the name of whoever is heard.
const TITLES: [&str; 18] = [
    "deposition of ",
    "testimony of ",
    "interview of ",
    "examination of ",
    "statement of ",
    "witness: ",
    "deponent: ",
    "declaracion de ",
    "declaracion del testigo ",
    "declaracion de la testigo ",
    "declaracion testimonial de ",
    "declaracion jurada de ",
    "entrevista a ",
    "entrevista con ",
    "testimonio de ",
    "interrogatorio de ",
    "comparecencia de ",
    "testigo: ",
];

/// What stands in front of the name of whoever asks from here on.
const EXAMINERS: [&str; 4] = ["by ", "examination by ", "interrogatorio por ", "interroga "];

/// What an examiner asks to have a name on the record.
const NAME_ASKED: [&str; 6] = [
    "your name",
    "your full name",
    "su nombre",
    "como se llama",
    "state and spell",
    "vuestro nombre",
];

/// What such an answer may begin with.
const NAME_GIVEN: [&str; 7] =
    ["my name is ", "my full name is ", "me llamo ", "mi nombre es ", "it's ", "i'm ", "soy "];

/// The name that a title page gives, if it gives one.
pub(super) fn titled(page: &TranscriptPage<'_>) -> Option<Span> {
    const FIRST: usize = 80;
    let head = page.lines.iter().take(FIRST);
    head.enumerate().find_map(|(at, line)| {
        let low = folded(page.words(line));
        let title = TITLES.iter().find_map(|title| Some(low.find(title)? + title.len()));
        let alone = TITLES.iter().any(|title| low.ends_with(title.trim_end()));
        match title {
            // Folding may change lengths: the name is looked for from the end of the title in words.
            Some(end) => {
                let words = low.get(..end)?.split(' ').count() - 1;
                let from = nth_word(page.words(line), words)?;
                name_at(page, Span::new(line.words.start + from, line.words.end))
            }
            None if alone => {
                let next = page.lines.get(at + 1)?;
                name_at(page, next.words)
            }
            None => None,
        }
    })
}

/// The byte at which word `nth` (from 0) of a line begins.
fn nth_word(words: &str, nth: usize) -> Option<u32> {
    let mut at = 0;
    for _ in 0..nth {
        at += words.get(at..)?.find(' ')? + 1;
    }
    Some(at as u32)
}

/// A name of two words or more that `words` begin with, up to a comma or a stop.
fn name_at(page: &TranscriptPage<'_>, words: Span) -> Option<Span> {
    let text = words.of(page.document.text());
    let end = text.find([',', ':', ';', '\n', '(']).unwrap_or(text.len());
    let name = text.get(..end)?.trim_end().trim_end_matches('.');
    let named = matches!(shape(name), Some(Shape::Capitals | Shape::Name));
    (named && name.contains(' ')).then(|| Span::new(words.start, words.start + name.len() as u32))
}

/// The examiner in `BY MS. RUIZ:` or `CROSS-EXAMINATION BY MS. RUIZ`, who asks from here on.
pub(super) fn examiner(page: &TranscriptPage<'_>, line: &TranscriptLine) -> Option<Span> {
    let words = page.words(line);
    let low = folded(words);
    let end = EXAMINERS.iter().find_map(|head| {
        let at = low.find(head)?;
        let free = at == 0 || !low.get(..at)?.contains(['.', '?', ',']) && at < 30;
        (free && (at == 0 || head.len() > 3)).then_some(at + head.len())
    })?;
    let count = low.get(..end)?.split(' ').count() - 1;
    let from = nth_word(words, count)?;
    let name = words.get(from as usize..)?.trim_end().trim_end_matches([':', '.']);
    let capitals = shape(name) == Some(Shape::Capitals);
    let colon = words.trim_end().ends_with(':') && matches!(shape(name), Some(Shape::Name));
    let start = line.words.start + from;
    (capitals || colon).then(|| Span::new(start, start + name.len() as u32))
}

/// The one who answers from line `at` on: a name in capitals in front of a comma, sworn within the
/// next lines ("JANE ROE, having been first duly sworn, testified as follows:").
pub(super) fn sworn(page: &TranscriptPage<'_>, at: usize) -> Option<Span> {
    let near = page.lines.get(at..)?;
    let line = near.first()?;
    let name = page.words(line).split([',', ':']).next()?.trim_end();
    let several = name.contains(' ') && shape(name) == Some(Shape::Capitals);
    let swears = |line: &TranscriptLine| {
        let words = page.words(line);
        ["sworn", "affirmed", "juramento", "juramentad"].iter().any(|word| words.contains(word))
    };
    let sworn = several && near.iter().take(4).any(swears);
    sworn.then(|| Span::new(line.words.start, line.words.start + name.len() as u32))
}

/// Gives the answers that name nobody the name that the first answer after "state your name" gives;
/// nothing where two answers give two.
pub(super) fn name_stated(page: &TranscriptPage<'_>, turns: &mut [Turn]) {
    let text = page.document.text();
    let stated = turns.windows(2).filter_map(|two| {
        let [question, answer] = two else { return None };
        let asked = folded(question.hull().of(text));
        let asks =
            question.part == TurnPart::Asks && NAME_ASKED.iter().any(|name| asked.contains(name));
        let words = answer.words.first().filter(|_| asks && answer.part == TurnPart::Answers)?;
        let low = folded(words.of(text));
        let lead = NAME_GIVEN.iter().find(|lead| low.starts_with(**lead));
        let behind = |lead: &&str| nth_word(words.of(text), lead.split(' ').count() - 1);
        let from = lead.map_or(Some(0), behind)?;
        let span = Span::new(words.start + from, words.end);
        let stop = span.of(text).find(". ").map_or(span.end, |stop| span.start + stop as u32);
        name_at(page, Span::new(span.start, stop))
    });
    let stated: Vec<Span> = stated.collect();
    let Some(first) = stated.first().copied() else { return };
    if stated.iter().any(|other| folded(other.of(text)) != folded(first.of(text))) {
        return;
    }
    for turn in turns.iter_mut().filter(|turn| turn.part == TurnPart::Answers) {
        let unnamed = turn.speaker.is_none_or(|name| is_witness(name.of(text)));
        if unnamed {
            turn.speaker = Some(first);
        }
    }
}

/// Whether a label stands for whoever leads an interview.
pub(crate) fn is_interviewer(label: &str) -> bool {
    const INTERVIEWERS: [&str; 5] =
        ["interviewer", "the interviewer", "entrevistador", "entrevistadora", "periodista"];
    let label = folded(label);
    INTERVIEWERS.iter().any(|interviewer| *interviewer == label)
}

/// Whether a label stands for whoever answers.
pub(super) fn is_witness(label: &str) -> bool {
    const WITNESSES: [&str; 8] = [
        "the witness",
        "witness",
        "the deponent",
        "el testigo",
        "la testigo",
        "testigo",
        "el declarante",
        "la declarante",
    ];
    let label = folded(label);
    WITNESSES.iter().any(|witness| *witness == label)
}
