//! Cues of a WebVTT or SRT file by their lines: when each begins and ends, and which bytes hold its
//! words. What the words are is not looked at here.
//!
//! One scanner for both, since files mix their habits: whatever stands around a line with two times
//! is a cue. What only WebVTT has (header, `NOTE`, `STYLE`, `REGION`) is known by its first line.

use std::ops::Range;

use super::super::lines::{digits, lines, time};
use onrecord_model::LeftOut;
use onrecord_text::Part as _;

/// One caption as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CaptionCue {
    /// The line of its times, from 1.
    pub line: u32,
    /// When it is shown (milliseconds).
    pub start: u32,
    /// When it is taken away (milliseconds); may lie before `start`.
    pub end: u32,
    /// The bytes of its words in the file's text, markup and line ends included. May be empty.
    pub words: Range<usize>,
    /// The bytes of the line that names it, in front of its times, where there is one.
    pub id: Option<Range<usize>>,
}

/// What a file holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// The captions in the order of the file.
    pub cues: Vec<CaptionCue>,
    /// Lines (from 1) of captions whose times cannot be read.
    pub bad: Vec<u32>,
    /// What no player shows, by its line (from 1) and bytes: comments, captions without times; and what it is
    /// told by: a header, styles.
    pub aside: Vec<(LeftOut, u32, Range<usize>)>,
    /// Whether the file says that it is WebVTT.
    pub vtt: bool,
    /// What a WebVTT file writes behind its signature.
    pub title: Option<String>,
}

/// What the lines since the last blank one belong to.
enum Inside {
    /// Nothing yet.
    Blank,
    /// What has no times so far: the name of the next cue, or words astray.
    Loose(Loose),
    /// The last cue's words; the bytes of the last line, should it be the next cue's number.
    Words { last: Range<usize> },
    /// What is not spoken: a header, a comment, a style, a cue that is bad.
    Aside(LeftOut),
}

/// Lines without times: the first one's number, the bytes of all before the last, the last.
struct Loose {
    line: u32,
    before: Option<Range<usize>>,
    last: Range<usize>,
}

/// Cuts a file's text into cues. Linear in its length.
pub(super) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner { text, inside: Inside::Blank, lost: false, scan: Scan::default() };
    for (number, span) in (1..).zip(lines(text)) {
        scanner.line(number, span.range());
    }
    scanner.blank();
    scanner.scan
}

struct Scanner<'t> {
    text: &'t str,
    inside: Inside,
    /// Whether the last cue was bad: words astray after it are its own.
    lost: bool,
    scan: Scan,
}

impl Scanner<'_> {
    fn line(&mut self, number: u32, at: Range<usize>) {
        let whole = self.text.part(at.clone());
        let line = whole.trim_matches(is_blank);
        if line.is_empty() {
            if whole.is_empty() || !self.goes_on() {
                self.blank();
            }
            return;
        }
        if let Some(times) = times(line) {
            return self.times(number, at, times);
        }
        match &mut self.inside {
            Inside::Aside(what) => self.scan.aside.push((*what, number, at)),
            Inside::Words { last } => {
                *last = at.clone();
                self.take(at);
            }
            Inside::Loose(loose) => {
                let start = loose.before.as_ref().unwrap_or(&loose.last).start;
                loose.before = Some(start..loose.last.end);
                loose.last = at;
            }
            Inside::Blank => self.inside = self.first(number, line, at),
        }
    }

    /// Whether a line of nothing but blanks is no end: WebVTT ends a cue with an empty line, and a
    /// rolling caption holds such a line for the one that has not come yet.
    fn goes_on(&self) -> bool {
        match self.inside {
            Inside::Words { .. } => {
                self.scan.vtt || self.scan.cues.last().is_some_and(|cue| cue.words.is_empty())
            }
            Inside::Aside(_) => self.scan.vtt,
            Inside::Blank | Inside::Loose(_) => false,
        }
    }

    /// What a line after a blank one opens.
    fn first(&mut self, number: u32, line: &str, at: Range<usize>) -> Inside {
        let word = line.split_once(is_blank).map_or(line, |(first, _)| first);
        if word == "WEBVTT" {
            let title =
                line.strip_prefix(word).and_then(|more| more.trim().strip_prefix(['-', '–']));
            self.scan.title = title.map(|title| title.trim().to_owned()).filter(|t| !t.is_empty());
            self.scan.vtt = true;
            return Inside::Aside(LeftOut::Markup);
        }
        let alone = line == word && matches!(word, "STYLE" | "REGION");
        if self.scan.vtt && (word == "NOTE" || alone) {
            let what = if alone { LeftOut::Markup } else { LeftOut::Hidden };
            self.scan.aside.push((what, number, at));
            return Inside::Aside(what);
        }
        Inside::Loose(Loose { line: number, before: None, last: at })
    }

    /// A line with an arrow where times belong.
    fn times(&mut self, number: u32, at: Range<usize>, times: Times) {
        let mut id = None;
        match std::mem::replace(&mut self.inside, Inside::Aside(LeftOut::Hidden)) {
            Inside::Loose(Loose { before: None, last, .. }) => id = Some(last),
            // The number of this cue, in a file without blank lines between cues.
            Inside::Words { last } if is_number(self.text.part(last.clone())) => {
                if let Some(cue) = self.scan.cues.last_mut() {
                    cue.words.end = last.start.max(cue.words.start);
                }
            }
            Inside::Loose(Loose { line, before: Some(before), .. }) => self.astray(line, before),
            _ => {}
        }
        let (start, end) = match times {
            Times::Both(start, end) => (start, end),
            Times::Start(start) => {
                self.scan.bad.push(number);
                (start, start)
            }
            Times::Neither => {
                self.scan.bad.push(number);
                self.lost = true;
                return;
            }
        };
        self.lost = false;
        self.scan.cues.push(CaptionCue { line: number, start, end, words: at.end..at.end, id });
        self.inside = Inside::Words { last: at.end..at.end };
    }

    fn blank(&mut self) {
        if let Inside::Loose(loose) = std::mem::replace(&mut self.inside, Inside::Blank) {
            let start = loose.before.as_ref().unwrap_or(&loose.last).start;
            self.astray(loose.line, start..loose.last.end);
        }
    }

    /// Words with a blank line before them and no times. In SRT a caption may hold a blank line;
    /// elsewhere, and behind a number of their own, they are a caption that lost its times.
    fn astray(&mut self, line: u32, at: Range<usize>) {
        let words = self.text.part(at.clone());
        let first = lines(words).next().map_or("", |line| line.of(words));
        if is_number(words) {
            return;
        }
        if self.lost {
            return self.scan.aside.push((LeftOut::Hidden, line, at));
        }
        if self.scan.vtt
            || is_number(first)
            || self.scan.cues.is_empty()
            || time(first.trim()).is_some()
        {
            self.scan.bad.push(line);
            self.scan.aside.push((LeftOut::Hidden, line, at));
        } else {
            self.take(at);
        }
    }

    /// Adds bytes to the last cue.
    fn take(&mut self, at: Range<usize>) {
        if let Some(cue) = self.scan.cues.last_mut() {
            let start = if cue.words.is_empty() { at.start } else { cue.words.start };
            cue.words = start..at.end;
        }
    }
}

/// What a line with an arrow says of its times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Times {
    Both(u32, u32),
    Start(u32),
    Neither,
}

/// The times of a line, if that is what it is for. Words may hold an arrow as well
/// ("File --> Save"), so a line is one of times only with a digit on one side at least.
fn times(line: &str) -> Option<Times> {
    const ARROWS: [&str; 4] = ["-->", "--&gt;", "–>", "->"];
    let (before, after) = ARROWS.iter().find_map(|arrow| line.split_once(arrow))?;
    let (before, after) = (before.trim_matches(is_blank), after.trim_matches(is_blank));
    let start = time(before).filter(|(_, rest)| rest.is_empty());
    let end = time(after).filter(|(_, rest)| rest.is_empty() || rest.starts_with(is_blank));
    match (start, end) {
        (Some((start, _)), Some((end, _))) => Some(Times::Both(start, end)),
        (Some((start, _)), None) => Some(Times::Start(start)),
        (None, None) if !(looks_timed(before) || looks_timed(after)) => None,
        (None, _) => Some(Times::Neither),
    }
}

/// Whether a file begins as captions do: with the word of WebVTT, or with two times and a number before them.
pub(crate) fn begin(head: &[u8]) -> bool {
    let Some(chunk) = head.utf8_chunks().next() else { return false };
    let mut lines = chunk.valid().lines().map(|line| line.trim_matches(is_blank));
    let Some(first) = lines.next() else { return false };
    let is_vtt = first.split(is_blank).next() == Some("WEBVTT");
    let timed = |line: &str| matches!(times(line), Some(Times::Both(..)));
    is_vtt || timed(first) || is_number(first) && lines.next().is_some_and(timed)
}

/// Whether a text is mostly a time, be it a broken one.
fn looks_timed(text: &str) -> bool {
    let text = text.split_once(is_blank).map_or(text, |(first, _)| first);
    text.contains(':') && text.bytes().filter(u8::is_ascii_digit).count() >= 3
}

fn is_number(text: &str) -> bool {
    let (digits, rest) = digits(text.trim_matches(is_blank));
    !digits.is_empty() && rest.is_empty()
}

/// Blanks around a line, with the byte order mark that any part of a joined file may begin with.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cues as "start-end words", then the lines of bad ones.
    fn shown(text: &str) -> (Vec<String>, Vec<u32>) {
        let scan = scan(text);
        let cue = |cue: &CaptionCue| {
            format!(
                "{}-{} {}",
                cue.start,
                cue.end,
                text.get(cue.words.clone()).unwrap().replace(['\r', '\n'], "/")
            )
        };
        (scan.cues.iter().map(cue).collect(), scan.bad)
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table of cases")]
    fn files_of_all_habits_give_their_cues() {
        for (name, text, cues, bad) in [
            (
                "a plain WebVTT",
                "WEBVTT\n\na\n00:01.000 --> 00:02.000\nHi\nyou\n\n00:03.000 --> 00:04.000 align:start line:0%\nBye\n",
                vec!["1000-2000 Hi/you", "3000-4000 Bye"],
                vec![],
            ),
            (
                "a plain SRT",
                "1\n00:00:01,000 --> 00:00:02,000\nHi\n\n2\n00:00:03,000 --> 00:00:04,500\nBye\n",
                vec!["1000-2000 Hi", "3000-4500 Bye"],
                vec![],
            ),
            (
                "byte order mark and CRLF",
                "\u{feff}WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nHi\r\n\r\n",
                vec!["1000-2000 Hi"],
                vec![],
            ),
            (
                "old Mac line ends",
                "1\r00:00:01,000 --> 00:00:02,000\rHi\r\r2\r00:00:03,000 --> 00:00:04,000\rBye",
                vec!["1000-2000 Hi", "3000-4000 Bye"],
                vec![],
            ),
            (
                "doubled carriage returns",
                "1\r\r\n00:00:01,000 --> 00:00:02,000\r\r\nHi\r\r\nyou\r\r\n\r\r\n",
                vec!["1000-2000 Hi///you"],
                vec![],
            ),
            (
                "no numbers, points in SRT",
                "00:00:01.000 --> 00:00:02.000\nHi\n\n00:00:03,000 --> 00:00:04\nBye",
                vec!["1000-2000 Hi", "3000-4000 Bye"],
                vec![],
            ),
            (
                "no blank line between",
                "1\n00:00:01,000 --> 00:00:02,000\nHi\n2\n00:00:03,000 --> 00:00:04,000\nBye",
                vec!["1000-2000 Hi/", "3000-4000 Bye"],
                vec![],
            ),
            (
                "header without a blank line",
                "WEBVTT\n00:01.000 --> 00:02.000\nHi",
                vec!["1000-2000 Hi"],
                vec![],
            ),
            (
                "asides",
                "WEBVTT - T\nKind: captions\n\nNOTE one\ntwo\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:x\n\n00:01.000 --> 00:02.000\nNOTE is a word\n\nNOTE\n\n",
                vec!["1000-2000 NOTE is a word"],
                vec![],
            ),
            (
                "empty cues",
                "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:02,000 --> 00:00:03,000\n\n\n3\n00:00:03,000 --> 00:00:04,000\nBye\n\n4\n",
                vec!["1000-2000 ", "2000-3000 ", "3000-4000 Bye"],
                vec![],
            ),
            (
                "a blank line in a caption",
                "1\n00:00:01,000 --> 00:00:02,000\nHi\n\nyou\n\n2\n00:00:03,000 --> 00:00:04,000\nBye",
                vec!["1000-2000 Hi//you", "3000-4000 Bye"],
                vec![],
            ),
            (
                "a bad start",
                "1\n00:00:0x,000 --> 00:00:02,000\nlost\n\nlost too\n\n2\n00:00:03,000 --> 00:00:04,000\nBye",
                vec!["3000-4000 Bye"],
                vec![2],
            ),
            (
                "a bad end",
                "WEBVTT\n\n00:01.000 --> soon\nHi\n\n00:01.000 -->\nyou",
                vec!["1000-1000 Hi", "1000-1000 you"],
                vec![3, 6],
            ),
            (
                "no times, in WebVTT",
                "WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n\nlost\nwords\n\n00:03.000 --> 00:04.000\nBye",
                vec!["1000-2000 Hi", "3000-4000 Bye"],
                vec![6],
            ),
            (
                "no times, in SRT",
                "1\n00:00:01,000 --> 00:00:02,000\nHi\n\n2\nlost\n\n3\n00:00:03,000 --> 00:00:04,000\nBye",
                vec!["1000-2000 Hi", "3000-4000 Bye"],
                vec![5],
            ),
            (
                "no arrow",
                "1\n00:00:01,000 00:00:02,000\nlost\n\n2\n00:00:03,000 --> 00:00:04,000\nBye",
                vec!["3000-4000 Bye"],
                vec![1],
            ),
            (
                "a long cue name",
                "WEBVTT\n\n8c9b-1\nmore\n00:01.000 --> 00:02.000\nHi",
                vec!["1000-2000 Hi"],
                vec![3],
            ),
            (
                "other arrows",
                "1\n00:00:01,000 -> 00:00:02,000\nHi\n\n2\n00:00:03,000--&gt;00:00:04,000\nBye",
                vec!["1000-2000 Hi", "3000-4000 Bye"],
                vec![],
            ),
            (
                "an arrow among the words",
                "1\n00:00:01,000 --> 00:00:02,000\nFile --> Save\n3 -> 4",
                vec!["1000-2000 File --> Save/3 -> 4"],
                vec![],
            ),
            (
                "times twice",
                "1\n00:00:01,000 --> 00:00:02,000\n00:00:01,000 --> 00:00:02,000\nHi",
                vec!["1000-2000 ", "1000-2000 Hi"],
                vec![],
            ),
            (
                "no hyphen is a minute",
                "1\n00:00:01,000 --> 00:00:02,000\n5",
                vec!["1000-2000 5"],
                vec![],
            ),
            (
                "a line held free",
                "WEBVTT\n\n00:01.000 --> 00:02.000\n \nHi\n \nyou\n\nNOTE\n \nnot said",
                vec!["1000-2000 Hi/ /you"],
                vec![],
            ),
            (
                "blanks between",
                "00:00:01,000 --> 00:00:02,000\n \nHi\n \n2\n00:00:03,000 --> 00:00:04,000\nBye",
                vec!["1000-2000 Hi", "3000-4000 Bye"],
                vec![],
            ),
            ("nothing", "", vec![], vec![]),
            ("only a header", "WEBVTT", vec![], vec![]),
        ] {
            let cues: Vec<_> = cues.into_iter().map(str::to_owned).collect();
            assert_eq!(shown(text), (cues, bad), "{name}");
        }
    }

    #[test]
    fn the_header_may_carry_a_title() {
        for (text, want) in [
            ("WEBVTT - Interview 7\n", Some("Interview 7")),
            ("\u{feff}WEBVTT FILE\n", None),
            ("WEBVTT\nKind: captions", None),
            ("1\n", None),
        ] {
            assert_eq!(scan(text).title.as_deref(), want);
        }
    }
}
