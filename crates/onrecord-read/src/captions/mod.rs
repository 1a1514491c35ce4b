//! Captions of any format: what is said in a recording, by whom and when.
//!
//! Room `library` calls [`read`]. Cues of WebVTT and SRT are found by their lines ([`scan`]) and freed of markup
//! ([`markup`]); those of TTML ([`timed_text`]), `SubStation` ([`substation`]) and machines ([`machine`]) by
//! the marks of each. Freed of what rolling captions repeat ([`roll`]), they are given their speakers
//! ([`speakers`]) and set as blocks with a time for every cue ([`set`]).

mod ids;
mod machine;
mod markup;
mod roll;
mod scan;
mod set;
mod speakers;
mod substation;
mod timed_text;

#[cfg(test)]
mod tests;

use super::{About, Doubt, Limits, ReadError, Reading, Warning, decode};
use crate::left_out::LeftOutText;
use onrecord_model::{LeftOut, Place};
use onrecord_text::Part as _;

/// A cue and its lines without markup.
struct Caption {
    cue: scan::CaptionCue,
    lines: Vec<markup::CaptionLine>,
}

/// Reads WebVTT, SRT, TTML, `SubStation`, or what a machine heard, as JSON.
///
/// The text has one block for each turn, or for each paragraph of a long one, which begins with
/// `Name: ` where the file names the speaker and with `- ` where it only marks a change. Every cue
/// has its [`Place::Time`]. Each block is a [`Turn`](onrecord_model::Turn).
///
/// # Errors
/// [`ReadError::NotText`] where the bytes are no text or hold nothing like a caption, [`ReadError::Damaged`] and
/// [`ReadError::TooLarge`] of JSON.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let decoded = decode(bytes, None).ok_or(ReadError::NotText)?;
    let text = decoded.text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let is_json = text.strip_prefix('{').is_some_and(|text| text.trim_start().starts_with('"'));
    let file = if is_json {
        machine::captions(text)?
    } else if timed_text::begins(text.as_bytes()) {
        timed_text::captions(text)?
    } else if substation::begins(text.as_bytes()) {
        substation::captions(&decoded.text)
    } else {
        lines(&decoded.text)?
    };
    let CaptionFile { captions, left, warnings: found, title } = file;
    let doubt = decoded.doubt.map(|what| Warning { line: 0, what });
    let mut warnings: Vec<_> = doubt.into_iter().chain(found).collect();
    let cues: Vec<_> = captions.iter().map(|caption| caption.cue.clone()).collect();
    let talk = speakers::speakers(captions);
    let (document, turns, cut) = set::set(&talk, &cues, left, limits.text);
    warnings.extend(cut.map(|line| Warning { line, what: Doubt::CutOff }));
    let about = About { title, ..About::default() };
    Ok(Reading { document, about, turns, warnings, ..Reading::default() })
}

/// Whether a file begins as captions do, those made by machines with them.
pub(super) fn begin(head: &[u8]) -> bool {
    scan::begin(head)
        || machine::begins(head)
        || timed_text::begins(head)
        || substation::begins(head)
}

/// What a file of captions holds.
#[derive(Default)]
struct CaptionFile {
    captions: Vec<Caption>,
    left: LeftOutText,
    warnings: Vec<Warning>,
    title: Option<String>,
}

impl CaptionFile {
    /// Takes out what captions show again.
    fn without_repeats(mut self) -> Self {
        for (start, words) in roll::drop_repeated(&mut self.captions) {
            self.left.put(LeftOut::Repeats, Some(Place::Time(start)), &words);
        }
        self
    }
}

/// The captions of WebVTT or SRT.
fn lines(text: &str) -> Result<CaptionFile, ReadError> {
    let scan = scan::scan(text);
    if scan.cues.is_empty() && !scan.vtt && !text.trim().is_empty() {
        return Err(ReadError::NotText);
    }
    let warnings = scan.bad.iter().map(|line| {
        let kept = scan.cues.binary_search_by_key(line, |cue| cue.line).is_ok();
        Warning { line: *line, what: if kept { Doubt::BadEnd } else { Doubt::BadCue } }
    });
    let mut file = CaptionFile { warnings: warnings.collect(), ..CaptionFile::default() };
    let raw = |cue: &scan::CaptionCue| text.part(cue.words.clone());
    let captions =
        scan.cues.iter().map(|cue| Caption { cue: cue.clone(), lines: markup::plain(raw(cue)) });
    file.captions = captions.filter(|caption| !caption.lines.is_empty()).collect();
    let named = ids::name(&mut file.captions, text);
    for cue in &scan.cues {
        let id = cue.id.clone().map(|id| text.part(id));
        if let Some(id) = id.filter(|id| ids::has_words(id, named)) {
            file.left.put(LeftOut::Markup, Some(Place::Line(cue.line - 1)), id);
        }
    }
    for (what, line, at) in &scan.aside {
        file.left.put(*what, Some(Place::Line(*line)), text.part(at.clone()));
    }
    file.title = scan.title;
    Ok(file.without_repeats())
}
