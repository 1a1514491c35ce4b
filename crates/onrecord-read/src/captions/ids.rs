//! Speakers who stand in the identifiers of cues, in front of their times.

use super::Caption;
use crate::label::{Shape, is_talker, shape};
use onrecord_text::Part as _;

/// Gives every line of a cue the voice that its identifier names, where the file puts speakers there: half
/// of its cues and more have one that is a name, and no voice has a tag. Numbers, chapters and
/// slides are no names.
pub(super) fn name(captions: &mut [Caption], text: &str) {
    let named = |caption: &Caption| {
        // `12 - Harriet Olin`
        let counted = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '.' | ':');
        let id = text.part(caption.cue.id.clone()?).trim().trim_start_matches(counted);
        is_name(id).then(|| id.to_owned())
    };
    let voices: Vec<Option<String>> = captions.iter().map(named).collect();
    let count = voices.iter().flatten().count();
    let tagged = captions.iter().any(|one| one.lines.iter().any(|line| line.voice.is_some()));
    if tagged || count < 2 || count * 2 < captions.len() {
        return;
    }
    for (caption, voice) in captions.iter_mut().zip(voices) {
        for line in &mut caption.lines {
            line.voice.clone_from(&voice);
        }
    }
}

/// A name, or what a file calls one who talks: `Harriet Olin`, `Speaker 1`.
fn is_name(id: &str) -> bool {
    let named = matches!(shape(id), Some(Shape::Name | Shape::Capitals));
    let counted = id.contains(|c: char| c.is_ascii_digit());
    named && (is_talker(id) || !counted && id.contains(' '))
}
