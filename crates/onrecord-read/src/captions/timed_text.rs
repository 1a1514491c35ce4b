//! TTML (`.ttml`, `.dfxp`), as the W3C's Timed Text Markup Language 2 has it: paragraphs with times, in whatever
//! holds them; times within are counted from the beginning of what holds them (§12.2).

use onrecord_text::blanks::collapsed;
use std::collections::HashMap;

use super::markup::CaptionLine;
use super::scan::CaptionCue;
use super::{Caption, CaptionFile};
use crate::lines::time;
use crate::xml::{XmlElement, XmlPiece, attribute, walk};
use crate::{Doubt, ReadError, Warning};
use onrecord_model::LeftOut;

/// Whether `head` begins such a file.
pub(super) fn begins(head: &[u8]) -> bool {
    let root = |tag: &[u8]| {
        let at = memchr::memmem::find(head, tag).and_then(|at| head.get(at + tag.len()));
        at.is_some_and(|after| matches!(after, b' ' | b'>' | b'\n' | b'\r' | b'\t'))
    };
    head.starts_with(b"<") && (root(b"<tt") || root(b"<tt:tt"))
}

/// The captions of a file, by their times.
pub(super) fn captions(text: &str) -> Result<CaptionFile, ReadError> {
    let mut reader = TimedText::default();
    let whole = walk(text, &mut |piece| match piece {
        XmlPiece::Start(name, element) => reader.start(name, element),
        XmlPiece::End(name) => reader.end(name),
        XmlPiece::Text(words) => reader.words(words),
    });
    reader.flush();
    let TimedText { mut file, untimed, seen, .. } = reader;
    if !seen {
        return Err(ReadError::NotText);
    }
    if untimed {
        file.warnings.push(Warning { line: 0, what: Doubt::BadCue });
    }
    if !whole {
        let what = Doubt::Damaged("it breaks off".to_owned());
        file.warnings.push(Warning { line: 0, what });
    }
    file.captions.sort_by_key(|caption| caption.cue.start);
    Ok(file.without_repeats())
}

/// An element that is open.
#[derive(Clone)]
struct TimedElement {
    name: String,
    /// From when to when what stands in it is shown (milliseconds), where it or one around it says so.
    times: Option<(u32, u32)>,
    /// The ids of who speaks.
    agent: Option<String>,
}

#[derive(Default)]
struct TimedText {
    file: CaptionFile,
    open: Vec<TimedElement>,
    /// How many of those that are open are deeper than is looked at.
    deeper: usize,
    rates: Rates,
    /// Who is meant by an id.
    agents: HashMap<String, String>,
    agent: Option<String>,
    words: String,
    /// Whether words without a time were found.
    untimed: bool,
    seen: bool,
}

/// What is deeper counts as what is around it.
const DEEPEST: usize = 100;

impl TimedText {
    fn start(&mut self, name: &str, element: &XmlElement<'_>) {
        if self.open.len() >= DEEPEST {
            self.deeper += 1;
            return;
        }
        match name {
            "tt" => {
                self.seen = true;
                self.rates = Rates::of(element);
            }
            "agent" => self.agent = attribute(element, "id"),
            "br" => self.words.push('\n'),
            _ => {}
        }
        let around = self.open.last();
        let base = around.and_then(|around| around.times);
        let times = match base {
            Some((start, _)) => self.rates.times(element, start).or(base),
            None => self.rates.times(element, 0),
        };
        let agent = match name {
            "agent" => None,
            _ => attribute(element, "agent").or_else(|| around.and_then(|a| a.agent.clone())),
        };
        let changed = around.is_some_and(|a| a.times != times || a.agent != agent);
        if name == "p" || changed {
            self.flush();
        }
        self.open.push(TimedElement { name: name.to_owned(), times, agent });
    }

    fn end(&mut self, name: &str) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(last) = self.open.last() else { return };
        let around = self.open.len().checked_sub(2).and_then(|at| self.open.get(at));
        let changed = around.is_none_or(|a| a.times != last.times || a.agent != last.agent);
        if changed || name != "span" && name != "br" {
            self.flush();
        }
        self.open.pop();
    }

    fn words(&mut self, words: &str) {
        // Line ends in the file are no line ends of a caption.
        self.words.extend(words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
    }

    /// Sets the words so far as a caption, or as what they are elsewhere.
    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let lines: Vec<_> =
            words.split('\n').map(collapsed).filter(|line| !line.is_empty()).collect();
        let (Some(last), false) = (self.open.last(), lines.is_empty()) else { return };
        let within = |wanted: &str| self.open.iter().any(|element| element.name == wanted);
        if !within("body") {
            return self.head(&lines.join(" "));
        }
        if within("metadata") || !within("p") {
            return self.file.left.put(LeftOut::Hidden, None, &lines.join("\n"));
        }
        let Some((start, end)) = last.times else {
            self.untimed = true;
            return self.file.left.put(LeftOut::Hidden, None, &lines.join("\n"));
        };
        let names = last.agent.iter().flat_map(|ids| ids.split_whitespace());
        let names = names.map(|id| self.agents.get(id).map_or(id, String::as_str));
        let voice = Some(names.collect::<Vec<_>>().join(", ")).filter(|names| !names.is_empty());
        let cue = CaptionCue { line: 0, start, end, words: 0..0, id: None };
        let lines = lines.into_iter();
        let lines = lines.map(|words| CaptionLine { voice: voice.clone(), words }).collect();
        self.file.captions.push(Caption { cue, lines });
    }

    /// Takes what the head of the file says.
    fn head(&mut self, words: &str) {
        let Some(open) = self.open.last() else { return };
        match open.name.as_str() {
            "title" => self.file.title = Some(words.to_owned()),
            "name" if self.agent.is_some() => {
                if let Some(id) = self.agent.clone() {
                    self.agents.insert(id, words.to_owned());
                }
            }
            _ => self.file.left.put(LeftOut::Hidden, None, words),
        }
    }
}

/// How long a frame and a tick are.
struct Rates {
    /// Frames in a second.
    frames: f64,
    /// Ticks in a second.
    ticks: f64,
}

impl Default for Rates {
    fn default() -> Self {
        Self { frames: 30.0, ticks: 1.0 }
    }
}

impl Rates {
    /// What the root says (§7.2.4, §7.2.12).
    fn of(root: &XmlElement<'_>) -> Self {
        let rate = |name| {
            let rate = attribute(root, name)?.trim().parse::<f64>().ok()?;
            (rate.is_finite() && rate > 0.0).then_some(rate)
        };
        let usual = Self::default();
        let whole = rate("frameRate");
        let multiplier = attribute(root, "frameRateMultiplier").and_then(|value| {
            let (above, below) = value.trim().split_once([' ', ':'])?;
            let (above, below) = (above.parse::<f64>().ok()?, below.parse::<f64>().ok()?);
            Some(above / below).filter(|by| by.is_finite() && *by > 0.0)
        });
        let frames = whole.unwrap_or(usual.frames) * multiplier.unwrap_or(1.0);
        let ticks = rate("tickRate").or(whole.map(|_| frames));
        Self { frames, ticks: ticks.unwrap_or(usual.ticks) }
    }

    /// From when to when an element is shown, in what begins at `base` (milliseconds).
    fn times(&self, element: &XmlElement<'_>, base: u32) -> Option<(u32, u32)> {
        let at = |name| self.millis(attribute(element, name)?.trim());
        let start = base.saturating_add(at("begin")?);
        let end = at("end").map(|end| base.saturating_add(end));
        let end = end.or_else(|| at("dur").map(|long| start.saturating_add(long)));
        Some((start, end.unwrap_or(start)))
    }

    /// A time (§12.3.1): `00:01:02.5`, `00:01:02:12` with frames, `62.5s`, `1500ms`, `10f`, `625t`.
    fn millis(&self, text: &str) -> Option<u32> {
        if let Some((whole, frames)) =
            text.rsplit_once(':').filter(|(whole, _)| whole.matches(':').count() == 2)
        {
            let (at, rest) = time(whole)?;
            let frames = frames.parse::<f64>().ok().filter(|_| rest.is_empty())?;
            return at.checked_add(rounded(frames / self.frames * 1000.0)?);
        }
        if text.contains(':') {
            return time(text).filter(|(_, rest)| rest.is_empty()).map(|(at, _)| at);
        }
        let unit = text.find(|c: char| c.is_ascii_alphabetic())?;
        let (number, unit) = text.split_at_checked(unit)?;
        let number = number.parse::<f64>().ok()?;
        let seconds = match unit {
            "h" => number * 3600.0,
            "m" => number * 60.0,
            "s" => number,
            "ms" => number / 1000.0,
            "f" => number / self.frames,
            "t" => number / self.ticks,
            _ => return None,
        };
        rounded(seconds * 1000.0)
    }
}

fn rounded(millis: f64) -> Option<u32> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "looked at first")]
    (0.0..f64::from(u32::MAX)).contains(&millis).then_some(millis.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(ttml: &str) -> Vec<String> {
        let file = captions(ttml).unwrap();
        let caption = |caption: &Caption| {
            let lines = caption.lines.iter().map(|line| {
                line.voice.as_ref().map_or(String::new(), |name| format!("{name}|")) + &line.words
            });
            let lines = lines.collect::<Vec<_>>().join("/");
            format!("{}-{} {lines}", caption.cue.start, caption.cue.end)
        };
        file.captions.iter().map(caption).collect()
    }

    #[test]
    fn paragraphs_are_captions() {
        let head = "<head><metadata><ttm:title>Quay</ttm:title><ttm:agent xml:id='a' type='person'>\
            <ttm:name type='full'>Ana Marsh</ttm:name></ttm:agent></metadata><styling><style xml:id='s'/></styling></head>";
        for (body, want) in [
            (
                "<p begin='1s' end='2.5s'>We <span>rowed</span>.<br/>\n  Twice.</p>",
                vec!["1000-2500 We rowed./Twice."],
            ),
            (
                "<p begin='00:00:01.5' dur='500ms' ttm:agent='a'>No.</p>",
                vec!["1500-2000 Ana Marsh|No."],
            ),
            ("<div begin='10s'><p begin='1s' end='2s'>late</p></div>", vec!["11000-12000 late"]),
            (
                "<p begin='1s'><span begin='0s' end='1s'>one</span> <span begin='1s' end='2s'>two</span></p>",
                vec!["1000-2000 one", "2000-3000 two"],
            ),
            ("<p begin='00:00:01:15' end='50f'>frames</p>", vec!["1600-2000 frames"]),
            (
                "<p begin='3s' end='4s'>b &amp; c</p><p begin='1s' end='2s'>a</p>",
                vec!["1000-2000 a", "3000-4000 b & c"],
            ),
        ] {
            let file = format!(
                "<?xml version='1.0'?><tt xmlns='t' ttp:frameRate='25'>{head}<body><div>{body}</div></body></tt>"
            );
            assert!(begins(file.as_bytes()));
            assert_eq!(shown(&file), want, "{body}");
            assert_eq!(captions(&file).unwrap().title.as_deref(), Some("Quay"));
        }
    }

    #[test]
    fn what_has_no_time_stands_apart_and_is_told() {
        let file = captions("<tt:tt><tt:body><tt:p>never</tt:p><tt:p begin='1t'>No.").unwrap();
        let told: Vec<_> = file.warnings.into_iter().map(|warning| warning.what).collect();
        assert_eq!(told, [Doubt::BadCue, Doubt::Damaged("it breaks off".to_owned())]);
        assert_eq!(file.captions.len(), 1);
        assert!(captions("<html><p>No</p></html>").is_err());
    }
}
