//! What the identifiers of cues say, in front of their times: speakers, or words that no player shows.

use super::Caption;
use crate::label::{Shape, is_talker, shape};
use onrecord_text::Part as _;

/// Gives every line of a cue the voice that its identifier names, where the file puts speakers there: half
/// of its cues and more have one that is a name, and no voice has a tag. Numbers, chapters and
/// slides are no names. Returns whether it does.
pub(super) fn name(captions: &mut [Caption], text: &str) -> bool {
    let named = |caption: &Caption| {
        let id = uncounted(text.part(caption.cue.id.clone()?));
        is_name(id).then(|| id.to_owned())
    };
    let voices: Vec<Option<String>> = captions.iter().map(named).collect();
    let count = voices.iter().flatten().count();
    let tagged = captions.iter().any(|one| one.lines.iter().any(|line| line.voice.is_some()));
    if tagged || count < 2 || count * 2 < captions.len() {
        return false;
    }
    for (caption, voice) in captions.iter_mut().zip(voices) {
        for line in &mut caption.lines {
            line.voice.clone_from(&voice);
        }
    }
    true
}

/// Whether an identifier has words that stand nowhere else; `named`: those that are names are in the text. Numbers
/// that programs count with have no words, nor have those of sixteen digits.
pub(super) fn has_words(id: &str, named: bool) -> bool {
    let mut pieces = id.split(|c: char| !c.is_alphanumeric());
    let word = |piece: &str| {
        let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
        letters > 1 && !piece.chars().all(|c| c.is_ascii_hexdigit())
    };
    pieces.any(word) && !(named && is_name(uncounted(id)))
}

/// `12 - Harriet Olin` without its number.
fn uncounted(id: &str) -> &str {
    let counted = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '.' | ':');
    id.trim().trim_start_matches(counted)
}

/// A name, or what a file calls one who talks: `Harriet Olin`, `Speaker 1`.
fn is_name(id: &str) -> bool {
    let named = matches!(shape(id), Some(Shape::Name | Shape::Capitals));
    let counted = id.contains(|c: char| c.is_ascii_digit());
    named && (is_talker(id) || !counted && id.contains(' '))
}
