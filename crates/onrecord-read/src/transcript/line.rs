//! The lines of a transcript, with what stands in front of the words taken apart: numbers of lines,
//! times, labels.

use super::{inner, ordered};
use crate::label::{Label, label};
use crate::lines::{digits, lines, time};
use onrecord_model::{BlockKind, Document};
use onrecord_text::Span;

/// Courts number up to 25 lines a page, some 28.
const MOST_LINES: usize = 28;

/// A line of a transcript. Spans are bytes of the document's text.
#[derive(Debug, Clone, Copy)]
pub(super) struct TranscriptLine {
    /// Its block, from 0.
    pub block: usize,
    /// What is left of it without number, time and blanks. May be empty.
    pub words: Span,
    /// The time in front of the words (milliseconds).
    pub time: Option<u32>,
    /// Whether that is surely a recording's: with brackets or hours. `10:30` is an agenda's as well.
    pub stamped: bool,
    /// The label the words begin with; its spans are bytes of the words.
    pub label: Option<Label>,
    /// Whether it is no part of what is said: a page number, a line outside the numbered ones.
    pub aside: bool,
}

impl TranscriptLine {
    /// The bytes of the name in the label.
    pub(super) fn name(&self) -> Option<Span> {
        self.label.map(|label| label.name.shifted(self.words.start))
    }
}

/// A text as lines.
pub(super) struct TranscriptPage<'d> {
    /// The document.
    pub document: &'d Document,
    /// Its lines that are not blank.
    pub lines: Vec<TranscriptLine>,
    /// The same with all that stands in front of their words.
    whole: Vec<(usize, Span)>,
    /// Whether its lines are numbered.
    pub numbered: bool,
}

impl<'d> TranscriptPage<'d> {
    /// Takes the lines of `document` apart.
    pub(super) fn of(document: &'d Document) -> Self {
        let mut bare = Vec::new();
        for (block, span) in document.body_blocks().iter().map(|block| block.span).enumerate() {
            let words = document.words(span);
            let own = lines(words).flat_map(|line| inner::parts(words, line));
            let own = own.map(|line| trimmed(document, line.shifted(span.start)));
            bare.extend(own.filter(|line| !line.is_empty()).map(|line| (block, line)));
        }
        let numbered = is_numbered(document, &bare);
        let words = bare.iter().map(|(_, span)| document.words(*span));
        let numbers = match (numbered, ordered::is_ordered(words)) {
            (true, _) => NumbersInFront::OfLines,
            (false, true) => NumbersInFront::OfTurns,
            (false, false) => NumbersInFront::None,
        };
        let of = |(block, span)| line(document, block, span, numbers);
        let mut lines: Vec<TranscriptLine> = bare.iter().copied().map(of).collect();
        inner::name_below_times(document, &mut lines);
        Self { document, lines, whole: bare, numbered }
    }

    /// The lines as the text has them, that are not blank.
    /// Each with its block, from 0.
    pub(super) fn whole_lines(&self) -> impl Iterator<Item = (usize, Span)> + '_ {
        self.whole.iter().copied()
    }

    /// The words of a line.
    pub(super) fn words(&self, line: &TranscriptLine) -> &'d str {
        self.document.words(line.words)
    }

    /// The name in a line's label.
    pub(super) fn name(&self, line: &TranscriptLine) -> Option<&'d str> {
        line.name().map(|name| self.document.words(name))
    }

    /// The bytes of a line behind its label.
    pub(super) fn said(&self, line: &TranscriptLine) -> Span {
        let start = line.words.start + line.label.map_or(0, |label| label.words);
        trimmed(self.document, Span::new(start, line.words.end))
    }

    /// Whether a line stands in a heading.
    pub(super) fn is_heading(&self, line: &TranscriptLine) -> bool {
        let block = self.document.body_blocks().get(line.block);
        block.is_some_and(|block| block.kind == BlockKind::Heading)
    }
}

/// What the numbers count that stand in front.
#[derive(Clone, Copy)]
enum NumbersInFront {
    None,
    OfLines,
    OfTurns,
}

fn line(document: &Document, block: usize, span: Span, numbers: NumbersInFront) -> TranscriptLine {
    let mut rest = document.words(span);
    let mut aside = is_page_number(rest);
    match numbers {
        NumbersInFront::None => {}
        NumbersInFront::OfLines => match number(rest) {
            Some((_, behind)) => rest = behind,
            None => aside = true,
        },
        NumbersInFront::OfTurns => rest = ordered::turn(rest).map_or(rest, |(_, turn)| turn),
    }
    let stamp = stamp(rest);
    if let Some(stamp) = &stamp {
        rest = stamp.behind;
    }
    let label = label(rest).filter(|_| !aside);
    let words = Span::new(span.end - rest.len() as u32, span.end);
    let stamped = stamp.as_ref().is_some_and(|stamp| stamp.sure);
    TranscriptLine { block, words, time: stamp.map(|stamp| stamp.time), stamped, label, aside }
}

/// A span without blanks and byte order marks at its ends.
fn trimmed(document: &Document, span: Span) -> Span {
    let is_blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let words = document.words(span);
    let front = words.len() - words.trim_start_matches(is_blank).len();
    let start = span.start + front as u32;
    Span::new(start, start + words.trim_matches(is_blank).len() as u32)
}

/// Whether most lines begin with the number after the one before, page by page.
fn is_numbered(document: &Document, lines: &[(usize, Span)]) -> bool {
    let (mut steps, mut before) = (0, 0);
    for (_, span) in lines {
        let Some((number, _)) = number(document.words(*span)) else { continue };
        steps += usize::from(number == before + 1 || number == 1);
        before = number;
    }
    steps >= 4 && steps * 2 >= lines.len()
}

/// The number of a line and what stands behind it: `12  Q. Why`, `00014:12 Q. Why`.
fn number(line: &str) -> Option<(usize, &str)> {
    let (first, rest) = digits(line);
    let paged = rest.strip_prefix(':').filter(|_| first.len() >= 3).map(digits);
    let (number, rest) = paged.unwrap_or((first, rest));
    let value = number.parse().ok().filter(|value| (1..=MOST_LINES).contains(value))?;
    let blank = rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']);
    blank.then(|| (value, rest.trim_start()))
}

/// A time in front of words.
pub(super) struct Stamp<'t> {
    time: u32,
    sure: bool,
    pub(super) behind: &'t str,
}

/// `[00:12:31] Ana`, `(12:31) Ana`, `00:12 Ana`, `00:12 - Ana`, `[00:12.000 --> 00:15.000] Ana`.
pub(super) fn stamp(line: &str) -> Option<Stamp<'_>> {
    let bare = line.strip_prefix(['[', '(', '{']);
    let (begin, rest) = time(bare.unwrap_or(line))?;
    let until = ["-->", "->", "–", "-"].iter().find_map(|arrow| {
        time(rest.trim_start().strip_prefix(arrow)?.trim_start()).map(|(_, rest)| rest)
    });
    let (time, behind) = (begin, until.unwrap_or(rest));
    let behind = if bare.is_some() { behind.strip_prefix([']', ')', '}'])? } else { behind };
    if !(behind.is_empty() || behind.starts_with(char::is_whitespace)) {
        return None;
    }
    let written = line.len() - behind.len();
    let hours = line.bytes().take(written).filter(|byte| *byte == b':').count() > 1;
    let behind = behind.trim_start().trim_start_matches(['-', '–', '—']).trim_start();
    Some(Stamp { time, sure: bare.is_some() || hours || until.is_some(), behind })
}

/// `12`, `- 12 -`, `Page 12 of 300`.
fn is_page_number(line: &str) -> bool {
    let bare = line.trim_matches(['-', '–', '—', ' ', '.']);
    let bare = ["Page ", "PAGE ", "Página ", "Pág. "]
        .iter()
        .find_map(|page| bare.strip_prefix(page))
        .unwrap_or(bare);
    bare.starts_with(|c: char| c.is_ascii_digit())
        && bare
            .split(' ')
            .all(|word| matches!(word, "of" | "de" | "/") || digits(word).1.is_empty())
}
