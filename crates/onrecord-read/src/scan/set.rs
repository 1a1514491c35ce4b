//! [`ScannedText`]: words as they stand on pages, put together to paragraphs.

use onrecord_model::{BlockKind, LeftOut, Place, Region};

use crate::draft::Draft;
use crate::{About, Doubt, Limits, Reading, Warning};

/// A word of less is in doubt: the machine itself takes it for rather wrong than right.
const SURE: f64 = 0.5;

/// Words in doubt that are named, of all that are counted.
const NAMED: usize = 8;

/// How many words that a line's end cut are named.
const CUT: usize = 8;

/// A place on a page, in the units of the file: left, top, right, bottom.
pub(super) type BoundingBox = [u32; 4];

/// A paragraph of a page.
pub(super) struct ScannedBlock {
    pub(super) kind: BlockKind,
    pub(super) region: Option<BoundingBox>,
    pub(super) lines: Vec<ScannedLine>,
}

/// A line of it.
#[derive(Default)]
pub(super) struct ScannedLine {
    pub(super) region: Option<BoundingBox>,
    pub(super) words: Vec<ScannedWord>,
}

/// A word of it.
#[derive(Default)]
pub(super) struct ScannedWord {
    pub(super) text: String,
    /// How sure the machine was of it, from 0 to 1, where it says so.
    pub(super) sure: Option<f64>,
    pub(super) region: Option<BoundingBox>,
    /// Whether the file itself says that it goes on with the next line, without its hyphen.
    pub(super) goes_on: bool,
}

/// The text of a file in the making.
pub(super) struct ScannedText {
    draft: Draft,
    pages: u32,
    seen: bool,
    misread: u32,
    named: Vec<String>,
    cut: Vec<(u32, String)>,
    more_cut: u32,
}

impl ScannedText {
    pub(super) fn new(limits: &Limits) -> Self {
        let draft = Draft::new(limits);
        let (named, cut) = (Vec::new(), Vec::new());
        Self { draft, pages: 0, seen: false, misread: 0, named, cut, more_cut: 0 }
    }

    /// Begins the next page, which the file may give a `number` of its own: pages of a book lie in files of one page
    /// each. One that does not rise is none.
    pub(super) fn page(&mut self, number: Option<u32>) {
        let next = self.pages.saturating_add(1);
        self.pages = number.filter(|number| *number > self.pages).unwrap_or(next);
        self.seen = true;
    }

    /// Keeps the number that is printed on the page, where it is another.
    pub(super) fn printed(&mut self, number: &str) {
        if number.trim() != self.pages.to_string() {
            let place = Some(Place::Page(self.pages));
            self.draft.leave_out(LeftOut::RunningHeads, place, number);
        }
    }

    /// Adds a paragraph of the page.
    pub(super) fn add(&mut self, block: &ScannedBlock) {
        let page = self.pages.max(1);
        let region = block.region.and_then(|sides| Region::of(page, sides));
        let place = region.map_or(Place::Page(page), Place::Region);
        for word in block.lines.iter().flat_map(|line| &line.words) {
            self.weigh(page, word);
        }
        let words = self.joined(page, block);
        self.draft.add(block.kind, Some(place), &words);
    }

    fn weigh(&mut self, page: u32, word: &ScannedWord) {
        if word.sure.is_some_and(|sure| sure < SURE) && !word.text.trim().is_empty() {
            self.misread = self.misread.saturating_add(1);
            if self.named.len() < NAMED {
                self.named.push(format!("p. {page} {}", word.text.trim()));
            }
        }
    }

    /// The words of a block: lines are joined by a blank, but where one ends early.
    fn joined(&mut self, page: u32, block: &ScannedBlock) -> String {
        let lines: Vec<_> = block.lines.iter().filter(|line| !line.words.is_empty()).collect();
        let right = lines.iter().filter_map(|line| line.region).map(|[_, _, right, _]| right).max();
        let mut text = String::new();
        for (at, line) in lines.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| lines.get(before));
            let (Some(before), Some(first)) = (before, line.words.first()) else {
                push(&mut text, &line.words);
                continue;
            };
            let goes_on = before.words.last().is_some_and(|last| last.goes_on);
            // Where it does, the file itself says that the hyphen is the line's.
            if goes_on {
            } else if let Some(stem) = hyphenated(&text, first) {
                text.truncate(stem);
                self.doubt(page, &text, first);
            } else {
                text.push(if ends_early(before, first, right) { '\n' } else { ' ' });
            }
            push(&mut text, &line.words);
        }
        text
    }

    /// Notes a word that was joined over the end of a line, with its hyphen.
    fn doubt(&mut self, page: u32, text: &str, rest: &ScannedWord) {
        if self.cut.len() >= CUT {
            self.more_cut = self.more_cut.saturating_add(1);
            return;
        }
        let head = text.rsplit(char::is_whitespace).next().unwrap_or(text);
        self.cut.push((page, format!("{head}-{}", rest.text)));
    }

    /// The reading; `None` where there was no page.
    pub(super) fn finish(self, about: About, mut warnings: Vec<Warning>) -> Option<Reading> {
        let mut doubts = Vec::new();
        if self.misread > 0 {
            let some = self.named.join(", ");
            doubts.push(Doubt::Misread { count: self.misread, some });
        }
        if !self.cut.is_empty() {
            doubts.push(Doubt::Hyphens { words: self.cut, more: self.more_cut });
        }
        warnings.extend(doubts.into_iter().map(|what| Warning { line: 0, what }));
        self.seen.then(|| self.draft.finish(about, warnings))
    }
}

/// A number of a bounding box; `None` for one that no page has.
pub(super) fn whole(number: f64) -> Option<u32> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "looked at first")]
    (0.0..f64::from(u32::MAX)).contains(&number).then_some(number.round() as u32)
}

fn push(text: &mut String, words: &[ScannedWord]) {
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            text.push(' ');
        }
        text.push_str(&word.text);
    }
}

/// Where the stem of a word ends that goes on with `next`: before the hyphen at the end of `text`.
fn hyphenated(text: &str, next: &ScannedWord) -> Option<usize> {
    let stem = text.strip_suffix(['-', '\u{2010}', '\u{ad}', '¬'])?;
    let cut = stem.ends_with(char::is_alphabetic) && next.text.starts_with(char::is_lowercase);
    cut.then_some(stem.len())
}

/// Whether there was room on a line for the first word of the next one.
fn ends_early(line: &ScannedLine, next: &ScannedWord, right: Option<u32>) -> bool {
    let room = line.region.zip(right).map(|([_, _, end, _], right)| right.saturating_sub(end));
    let wide = next.region.map(|[left, top, right, bottom]| {
        // A blank is about a third as wide as a line is high.
        right.saturating_sub(left) + bottom.saturating_sub(top) / 3
    });
    room.zip(wide).is_some_and(|(room, wide)| room > wide)
}
