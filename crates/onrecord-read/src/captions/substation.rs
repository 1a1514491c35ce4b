//! `SubStation` captions (`.ass`, `.ssa`): a line an event, whose fields the line `Format:` names.

use super::markup::CaptionLine;
use super::scan::CaptionCue;
use super::{Caption, CaptionFile};
use crate::label::shape;
use crate::lines::{lines, time};
use crate::{Doubt, Warning};
use onrecord_model::{LeftOut, Place};

/// The fields of an event where nothing names them, those of version 4+.
const FIELDS: &str = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text";

/// Whether `head` begins such a file.
pub(super) fn begins(head: &[u8]) -> bool {
    let section =
        |name: &[u8]| head.get(..name.len()).is_some_and(|h| h.eq_ignore_ascii_case(name));
    section(b"[Script Info]") || section(b"[Events]")
}

/// The captions of a file, by their times. What is drawn is no caption; what is a comment was never shown.
pub(super) fn captions(text: &str) -> CaptionFile {
    let mut file = CaptionFile::default();
    let mut fields = EventFields::of(FIELDS);
    let mut events = false;
    for (number, line) in (1..).zip(lines(text)) {
        let line = line.of(text).trim_start_matches('\u{feff}').trim();
        if line.starts_with('[') {
            events = line.eq_ignore_ascii_case("[Events]");
            continue;
        }
        let Some((key, value)) = line.split_once(':') else { continue };
        match (events, key.trim()) {
            (false, "Title") => file.title = Some(value.trim().to_owned()),
            (true, "Format") => fields = EventFields::of(value),
            (true, "Dialogue") => event(&mut file, number, &fields.read(value)),
            (true, "Comment") => {
                file.left.put(LeftOut::Hidden, Some(Place::Line(number)), fields.read(value).text);
            }
            _ => {}
        }
    }
    file.title = file.title.filter(|title| !title.is_empty());
    file.captions.sort_by_key(|caption| caption.cue.start);
    file.without_repeats()
}

fn event(file: &mut CaptionFile, number: u32, event: &CaptionEvent<'_>) {
    let place = Some(Place::Line(number));
    let at = |text: &str| time(text).filter(|(_, rest)| rest.is_empty()).map(|(at, _)| at);
    let Some(start) = at(event.start) else {
        file.warnings.push(Warning { line: number, what: Doubt::BadCue });
        return file.left.put(LeftOut::Hidden, place, event.text);
    };
    let end = at(event.end).unwrap_or_else(|| {
        file.warnings.push(Warning { line: number, what: Doubt::BadEnd });
        start
    });
    let (words, aside) = plain(event.text);
    for (what, aside) in aside {
        file.left.put(what, place, &aside);
    }
    // Some put there what stands on a sign, or who made the captions.
    let voice = Some(event.name).filter(|name| shape(name).is_some()).map(str::to_owned);
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines = lines.map(|line| CaptionLine { voice: voice.clone(), words: line.to_owned() });
    let lines: Vec<_> = lines.collect();
    if !lines.is_empty() {
        let cue = CaptionCue { line: number, start, end, words: 0..0, id: None };
        file.captions.push(Caption { cue, lines });
    }
}

/// The words of an event without its styles, and what of it is not said: drawings, comments.
fn plain(text: &str) -> (String, Vec<(LeftOut, String)>) {
    let (mut words, mut aside) = (String::new(), Vec::new());
    let mut drawn = false;
    let mut put = |piece: &str, drawn: bool, aside: &mut Vec<_>| {
        let piece = piece.replace("\\N", "\n").replace("\\n", " ").replace("\\h", "\u{a0}");
        if !drawn {
            words.push_str(&piece);
        } else if !piece.trim().is_empty() {
            aside.push((LeftOut::Markup, piece));
        }
    };
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((style, after)) = behind.split_once('}') else { break };
        put(before, drawn, &mut aside);
        for tag in style.split('\\').skip(1) {
            // \p1 draws what follows, \p0 writes again; \pos and \pbo are other tags.
            let scale = tag.trim().strip_prefix('p').and_then(|scale| scale.parse::<u32>().ok());
            drawn = scale.map_or(drawn, |scale| scale > 0);
        }
        if !style.contains('\\') {
            aside.push((LeftOut::Hidden, style.to_owned()));
        }
        rest = after;
    }
    put(rest, drawn, &mut aside);
    (words, aside)
}

/// Which field is which.
struct EventFields {
    start: Option<usize>,
    end: Option<usize>,
    name: Option<usize>,
    count: usize,
}

/// What of an event is looked at.
#[derive(Default)]
struct CaptionEvent<'t> {
    start: &'t str,
    end: &'t str,
    name: &'t str,
    text: &'t str,
}

impl EventFields {
    fn of(format: &str) -> Self {
        let names: Vec<_> = format.split(',').map(str::trim).collect();
        let of = |wanted: &[&str]| names.iter().position(|name| wanted.contains(name));
        Self {
            start: of(&["Start"]),
            end: of(&["End"]),
            name: of(&["Name", "Actor"]),
            count: names.len(),
        }
    }

    /// An event by its fields; its text is the last and may hold commas.
    fn read<'t>(&self, event: &'t str) -> CaptionEvent<'t> {
        let mut read = CaptionEvent::default();
        for (at, field) in event.splitn(self.count, ',').enumerate() {
            let field = field.trim();
            match Some(at) {
                at if at == self.start => read.start = field,
                at if at == self.end => read.end = field,
                at if at == self.name => read.name = field,
                _ if at + 1 == self.count => read.text = field,
                _ => {}
            }
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use crate::{Doubt, Limits, Warning};
    use onrecord_model::LeftOut;

    #[test]
    fn events_are_captions() {
        let file = "[Script Info]\nTitle: Quay seven\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n\
            [Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
            Dialogue: 0,0:00:05.00,0:00:06.00,Default,Luz Peña,0,0,0,,{\\i1}No,{\\i0} never.\\NNot once.\n\
            Dialogue: 0,0:00:01.50,0:00:02.00,Default,,0,0,0,,{\\pos(1,2)}We rowed.{check this}\n\
            Dialogue: 0,0:00:01.50,0:00:02.00,Default,,0,0,0,,{\\p1}m 0 0 l 9 9{\\p0}\n\
            Dialogue: 0,soon,0:00:02.00,Default,,0,0,0,,lost\n\
            Comment: 0,0:00:01.50,0:00:02.00,Default,,0,0,0,,who is this\n";
        let reading = super::super::read(file.as_bytes(), &Limits::default()).unwrap();
        let document = &reading.document;
        assert_eq!(document.body(), "We rowed.\n\nLuz Peña: No, never. Not once.");
        assert_eq!(document.place_at(11), Some(onrecord_model::Place::Time(5000)));
        assert_eq!(reading.about.title.as_deref(), Some("Quay seven"));
        assert_eq!(reading.warnings, [Warning { line: 13, what: Doubt::BadCue }]);
        let left: Vec<_> =
            document.left_out().map(|(what, span)| (what, document.words(span))).collect();
        let want = [
            (LeftOut::Hidden, "check this"),
            (LeftOut::Hidden, "lost"),
            (LeftOut::Hidden, "who is this"),
            (LeftOut::Markup, "m 0 0 l 9 9"),
        ];
        assert_eq!(left, want);
    }

    #[test]
    fn the_older_format_has_other_fields() {
        let file = "\u{feff}[Script Info]\r\nScriptType: v4.00\r\n[Events]\r\n\
            Format: Marked, Start, End, Style, Name, Text\r\n\
            Dialogue: Marked=0,0:00:01.00,0:00:02.00,x,,One, two\r\n";
        let reading = super::super::read(file.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(reading.document.text(), "One, two");
    }
}
