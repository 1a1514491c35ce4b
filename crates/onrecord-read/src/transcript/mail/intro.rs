//! The line over what is quoted: `On Mon, May 3, 2021 at 9:12 PM Luis Paz <luis@x.org> wrote:`.

use super::fields::{name, sent};
use super::{MailAuthor, MailLine, next_words};
use crate::transcript::line::TranscriptPage;
use onrecord_text::Span;

/// The longest such line in lines of the text, as mailers wrap it.
const LINES: usize = 3;

/// The longest in bytes.
const LONGEST: usize = 300;

/// The verbs that end it.
const VERBS: [&str; 8] = [
    " wrote",
    " writes",
    " escribió",
    " escribio",
    " escreveu",
    " a écrit",
    " ha scritto",
    " schrieb",
];

/// The verbs behind which the name stands.
const INVERTED: [&str; 2] = [" schrieb ", " schreef "];

/// Words in front of a day.
const LEADS: [&str; 9] = ["On ", "El ", "Le ", "Am ", "Em ", "Il ", "Op ", "En ", "At "];

/// Half of the day, a zone: no part of a name.
const CLOCK: &str =
    "AM|PM|am|pm|a.m.|p.m.|a.|p.|m.|GMT|UTC|CET|CEST|EST|EDT|PST|PDT|BST|h|hs|hrs|horas|Uhr";

/// Whom the line at `at` says to have written what follows, and how many lines it takes.
pub(super) fn intro(
    page: &TranscriptPage<'_>,
    lines: &[MailLine],
    at: usize,
) -> Option<(MailAuthor, usize)> {
    let text = page.document.text();
    let first = lines.get(at)?;
    let led = LEADS.iter().any(|lead| first.words.of(text).starts_with(lead));
    for count in 1..=LINES {
        let last = lines.get(at + count - 1).filter(|last| last.level == first.level)?;
        let whole = Span::new(first.words.start, last.words.end);
        if whole.len() as usize > LONGEST {
            return None;
        }
        let next = next_words(lines, at + count);
        let quoted = next.is_some_and(|next| next.level > first.level);
        if last.words.of(text).trim_end().ends_with([':', '：']) {
            return author(text, whole, led, quoted).map(|author| (author, count));
        }
        if !led {
            return None;
        }
    }
    None
}

fn author(text: &str, whole: Span, led: bool, quoted: bool) -> Option<MailAuthor> {
    let words = whole.of(text).trim_end().trim_end_matches([':', '：', ' ', '\u{a0}']);
    let end = whole.start + words.len() as u32;
    let Some(told) = VERBS.iter().find_map(|verb| words.strip_suffix(verb)) else {
        return inverted(text, Span::new(whole.start, end)).filter(|_| led);
    };
    let told = Span::new(whole.start, whole.start + told.len() as u32);
    let plain = told.of(text);
    let dated = led && plain.contains(|c: char| c.is_ascii_digit());
    let addressed = plain.contains('@');
    if !(dated || addressed || quoted) {
        return None;
    }
    let from = writer(text, told)?;
    let before = Span::new(told.start, from.start);
    let day = before.of(text).find(' ').filter(|_| dated);
    let day = day.map(|at| Span::new(before.start + at as u32 + 1, before.end));
    let said = day.and_then(|day| sent(text, trimmed(text, day)));
    Some(MailAuthor { from: Some(from), said, ..MailAuthor::default() })
}

/// `Am 03.05.21 um 21:12 schrieb Luis Paz`: the name stands behind the verb.
fn inverted(text: &str, told: Span) -> Option<MailAuthor> {
    let words = told.of(text);
    let at = INVERTED.iter().find_map(|verb| Some(words.find(verb)? + verb.len()))?;
    let behind = told.start + at as u32;
    let from = name(text, Span::new(behind, told.end))?;
    let said = sent(text, Span::new(told.start, behind));
    Some(MailAuthor { from: Some(from), said, ..MailAuthor::default() })
}

/// The name at the end, in front of its address; the address where there is no name.
fn writer(text: &str, told: Span) -> Option<Span> {
    let words = told.of(text);
    let end = words.find(['<', '(', '[']).unwrap_or(words.len());
    let head = words.get(..end)?;
    let ends = |word: &str| {
        word.ends_with([',', ':'])
            || word.contains(|c: char| c.is_ascii_digit() || c == '>')
            || CLOCK.split('|').any(|clock| clock == word)
    };
    let mut start = head.trim_end().len();
    for word in head.split_whitespace().rev().take_while(|word| !ends(word)) {
        start = head.get(..start)?.rfind(word)?;
    }
    let named = Span::at(start, head.trim_end().len().max(start)).shifted(told.start);
    let lead = LEADS.iter().any(|lead| named.of(text) == lead.trim());
    if named.is_empty() || lead {
        return name(text, Span::new(told.start + end as u32, told.end));
    }
    name(text, named)
}

fn trimmed(text: &str, span: Span) -> Span {
    let kept = span.of(text).trim_end_matches([' ', ',', '\n']).len() as u32;
    Span::new(span.start, span.start + kept)
}
