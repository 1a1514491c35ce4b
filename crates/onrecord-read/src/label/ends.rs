//! Where a label ends: at a colon, at the stop and dash of Spanish American records (`Sr. ROJAS.- `), or
//! at the full stop of American ones (`Mr. SMITH of Ohio. `).

use super::{ADDRESSES, ARTICLES, Label, bare_word, is_listed, is_short, made};
use crate::lines::digits;
use onrecord_text::Span;

/// How far into a line a label may end (bytes).
const FURTHEST: usize = 160;

/// Where a name ends and where the words begin (bytes of the line).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LabelEnd {
    Colon { at: usize, words: usize },
    Dash { at: usize, words: usize },
    Stop { at: usize, words: usize },
}

impl LabelEnd {
    pub(super) fn at(self) -> usize {
        match self {
            Self::Colon { at, .. } | Self::Dash { at, .. } | Self::Stop { at, .. } => at,
        }
    }

    pub(super) fn words(self) -> usize {
        match self {
            Self::Colon { words, .. } | Self::Dash { words, .. } | Self::Stop { words, .. } => {
                words
            }
        }
    }
}

/// Where the label of `line` ends, if it may have one.
pub(super) fn ended(line: &str) -> Option<LabelEnd> {
    let near = line.get(..line.floor_char_boundary(FURTHEST)).unwrap_or(line);
    stop(near).or_else(|| dash(near)).or_else(|| colon(line, near))
}

/// `Ana: `; not `http://`, `10:30`, `std::fs`. A full-width colon carries its own room.
fn colon(line: &str, near: &str) -> Option<LabelEnd> {
    let (at, sign) = near.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let words = at + sign.len_utf8();
    let rest = line.get(words..)?;
    // A time of day has its colon inside: `Ana (0:12)`.
    let timed = rest.starts_with(|c: char| c.is_ascii_digit());
    let free = rest.is_empty() || rest.starts_with(char::is_whitespace) || sign == '：';
    (free || timed).then_some(LabelEnd::Colon { at, words })
}

/// `Sr. ROJAS.- `, `La señora ROJAS.— `.
fn dash(near: &str) -> Option<LabelEnd> {
    let colon = near.find(':').unwrap_or(near.len());
    let found = [".-", ".–", ".—", ". -", ". –", ". —"].iter().filter_map(|sign| {
        let at = near.find(sign)?;
        Some((at, at + sign.len()))
    });
    let (at, words) = found.min().filter(|(at, _)| *at < colon)?;
    Some(LabelEnd::Dash { at, words })
}

/// `Mr. SMITH of Ohio. `, `The PRESIDING OFFICER. `, `Senator Smith. `: a form of address, then
/// capitals, and nothing in front of the stop that goes on as a sentence would.
fn stop(near: &str) -> Option<LabelEnd> {
    let mut from = 0;
    let first = near.split(' ').next()?;
    let led = bare_word(first);
    let article = is_listed(ARTICLES, &led);
    if !(article || is_listed(ADDRESSES, &led)) {
        return None;
    }
    for (nth, word) in near.split(' ').enumerate() {
        let end = from + word.len();
        if word.contains(':') {
            return None;
        }
        if nth > 0 && word.ends_with('.') && !is_short(word) {
            let words = near.get(end..)?;
            let free = words.starts_with(' ') && words.trim_start().starts_with(char::is_uppercase);
            return free.then_some(LabelEnd::Stop { at: end - 1, words: end });
        }
        let named =
            word.starts_with(char::is_uppercase) && (nth != 1 || !article || is_shouted(word));
        let joins = nth > 1 && matches!(word, "of" | "pro" | "tempore" | "tempore.");
        if nth > 0 && !(named || joins) {
            return None;
        }
        from = end + 1;
    }
    None
}

fn is_shouted(word: &str) -> bool {
    word.chars().all(|c| !c.is_lowercase())
}

/// `Q1. [901234] Helen Ward (Leeds East) (Lab): `: the number of a question in front of a label that
/// tells of its speaker in brackets.
pub(super) fn numbered(line: &str) -> Option<Label> {
    let (_, rest) = digits(line.strip_prefix(['Q', 'T']).unwrap_or(line));
    if rest.len() == line.len() {
        return None;
    }
    let mut rest = rest.strip_prefix('.')?.trim_start();
    if let Some((number, behind)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        rest = number.bytes().all(|byte| byte.is_ascii_digit()).then_some(behind.trim_start())?;
    }
    let offset = (line.len() - rest.len()) as u32;
    let found = made(rest, ended(rest)?)?;
    let told = rest.get(found.name.end as usize..).is_some_and(|rest| rest.starts_with(" ("));
    told.then(|| Label {
        name: Span::new(found.name.start + offset, found.name.end + offset),
        words: found.words + offset,
        ..found
    })
}
