//! Captions, WebVTT and SRT alike: what is said in a recording, by whom and when.
//!
//! Room `library` calls [`read`]. Cues are found by their lines ([`scan`]), freed of markup
//! ([`markup`]) and of what rolling captions repeat ([`roll`]), given their speakers
//! ([`speakers`]) and set as blocks with a time for every cue ([`set`]).

mod ids;
mod markup;
mod roll;
mod scan;
mod set;
mod speakers;

#[cfg(test)]
mod tests;

pub(super) use scan::begin;

use super::{About, Doubt, Limits, ReadError, Reading, Warning, decode};
use crate::left_out::LeftOutText;
use onrecord_model::{LeftOut, Place};
use onrecord_text::Part as _;

/// A cue and its lines without markup.
struct Caption {
    cue: scan::CaptionCue,
    lines: Vec<markup::CaptionLine>,
}

/// Reads WebVTT or SRT.
///
/// The text has one block for each turn, or for each paragraph of a long one, which begins with
/// `Name: ` where the file names the speaker and with `- ` where it only marks a change. Every cue
/// has its [`Place::Time`](onrecord_model::Place::Time). Each block is a [`Turn`](onrecord_model::Turn).
///
/// # Errors
/// [`ReadError::NotText`] where the bytes are no text or hold nothing like a caption.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let decoded = decode(bytes, None).ok_or(ReadError::NotText)?;
    let scan = scan::scan(&decoded.text);
    if scan.cues.is_empty() && !scan.vtt && !decoded.text.trim().is_empty() {
        return Err(ReadError::NotText);
    }
    let doubt = decoded.doubt.map(|what| Warning { line: 0, what });
    let mut warnings: Vec<_> = doubt.into_iter().collect();
    warnings.extend(scan.bad.iter().map(|line| {
        let kept = scan.cues.binary_search_by_key(line, |cue| cue.line).is_ok();
        Warning { line: *line, what: if kept { Doubt::BadEnd } else { Doubt::BadCue } }
    }));
    let raw = |cue: &scan::CaptionCue| decoded.text.part(cue.words.clone());
    let captions =
        scan.cues.iter().map(|cue| Caption { cue: cue.clone(), lines: markup::plain(raw(cue)) });
    let mut captions: Vec<_> = captions.filter(|caption| !caption.lines.is_empty()).collect();
    ids::name(&mut captions, &decoded.text);
    let mut left = LeftOutText::default();
    for (what, line, at) in &scan.aside {
        left.put(*what, Some(Place::Line(*line)), decoded.text.part(at.clone()));
    }
    for (start, words) in roll::drop_repeated(&mut captions) {
        left.put(LeftOut::Repeats, Some(Place::Time(start)), &words);
    }
    let cues: Vec<_> = captions.iter().map(|caption| caption.cue.clone()).collect();
    let talk = speakers::speakers(captions);
    let (document, turns, cut) = set::set(&talk, &cues, left, limits.text);
    warnings.extend(cut.map(|line| Warning { line, what: Doubt::CutOff }));
    let about = About { title: scan.title, ..About::default() };
    Ok(Reading { document, about, turns, warnings })
}
