//! [`Draft`]: a document in the making, block by block.
//!
//! The readers whose files have no lines of their own to keep (pages, Markdown, mail) write into
//! it. It knows no format.

use super::description::{FileDescription, SAYS};
use super::left_out::LeftOutText;
use super::{About, Doubt, Limits, Reading, Warning, transcript};
use onrecord_model::{Block, BlockKind, Document, LeftOut, Mark, Place};
use onrecord_text::Span;

/// Blocks of clean text, one blank line between any two, with their kinds and marks.
#[derive(Debug, Default)]
pub(super) struct Draft {
    text: String,
    blocks: Vec<Block>,
    marks: Vec<Mark>,
    /// What blocks begin with in bold.
    bold: Vec<Span>,
    left_out: LeftOutText,
    /// What the file says about itself.
    described: FileDescription,
    most: usize,
    /// How many more lines are taken.
    lines: usize,
    full: bool,
    /// Whether a reader left words out for want of room.
    cut: bool,
}

impl Draft {
    /// An empty draft that takes as much text as `limits` allow.
    pub(super) fn new(limits: &Limits) -> Self {
        // Spans are u32.
        let most = limits.text.min(u32::MAX as usize);
        Self { most, lines: limits.lines, ..Self::default() }
    }

    /// Adds `words`. Blank lines in it part blocks; spaces at the ends of its lines are dropped,
    /// those at their beginnings stay. `place` is where its first line stands in the original. What
    /// another reader left out stays left out.
    pub(super) fn add(&mut self, kind: BlockKind, place: Option<Place>, words: &str) {
        if let BlockKind::LeftOut(what) = kind {
            return self.leave_out(what, place, words);
        }
        let mut open = false;
        for (number, line) in lines(words).enumerate() {
            let line = line.trim_end();
            if line.is_empty() {
                open = false;
                continue;
            }
            if self.lines == 0 {
                self.full = true;
                return;
            }
            self.lines -= 1;
            if open {
                self.push("\n");
            } else if !self.begin(kind, place.map(|place| further(place, number as u32))) {
                return;
            }
            self.push(line);
            self.end();
            if self.full {
                return;
            }
            open = true;
        }
    }

    /// Keeps `words` out of the running text; they come last, kind by kind.
    /// What a page says about itself ([`LeftOut::About`]) has its field in front of it.
    pub(super) fn leave_out(&mut self, what: LeftOut, place: Option<Place>, words: &str) {
        if let (LeftOut::About, Some((name, words))) = (what, words.split_once(SAYS)) {
            return self.describe(name, words);
        }
        self.left_out.put(what, place, words);
    }

    /// Keeps what the file says about itself in its field `name`, as far as neither its text nor what is known of its
    /// source says it.
    pub(super) fn describe(&mut self, name: &str, words: &str) {
        self.cut |= !self.described.put(name, words);
    }

    /// Notes that the last block begins with `words` in bold.
    pub(super) fn in_bold(&mut self, words: &str) {
        let words = words.trim_end();
        let Some(block) = self.blocks.last().map(|block| block.span) else { return };
        if !words.is_empty() && block.of(&self.text).starts_with(words) {
            self.bold.push(Span::new(block.start, block.start + words.len() as u32));
        }
    }

    /// Notes whether words were left out because there are more than are read.
    pub(super) fn cut_off(&mut self, cut: bool) {
        self.cut |= cut;
    }

    /// Whether there is room for a block; then it is begun.
    fn begin(&mut self, kind: BlockKind, place: Option<Place>) -> bool {
        if self.full || self.text.len() + 2 >= self.most {
            self.full = true;
            return false;
        }
        if !self.blocks.is_empty() {
            self.text.push_str("\n\n");
        }
        let at = self.text.len();
        self.blocks.push(Block { span: Span::at(at, at), kind });
        if let Some(place) = place
            && self.marks.last().is_none_or(|mark| mark.place != place)
        {
            self.marks.push(Mark { at: at as u32, place });
        }
        true
    }

    fn push(&mut self, words: &str) {
        let room = self.most.saturating_sub(self.text.len());
        self.full |= words.len() > room;
        self.text.push_str(words.get(..words.floor_char_boundary(room)).unwrap_or(words));
    }

    /// Ends the block with the words that are there; where all was cut away there is none.
    fn end(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        let end = self.text.len() as u32;
        if let Some(block) = self.blocks.last_mut() {
            block.span.end = end.max(block.span.start);
        }
        self.blocks.pop_if(|block| block.span.is_empty());
    }

    /// Where the last block stands.
    pub(super) fn last(&self) -> Option<Span> {
        self.blocks.last().map(|block| block.span)
    }

    /// Whether no more text is taken: whoever fills it may stop.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// The reading, with a warning where the text was too long.
    pub(super) fn finish(mut self, about: About, mut warnings: Vec<Warning>) -> Reading {
        self.described.tell(&self.text, &about, &mut self.left_out);
        let whole = (&mut self.text, &mut self.blocks, &mut self.marks);
        if !self.left_out.append(whole, self.most) || self.full || self.cut {
            warnings.push(Warning { line: 0, what: Doubt::CutOff });
        }
        let document = Document::of_blocks(self.text, self.blocks, self.marks);
        let turns = transcript::turns(&document, &self.bold);
        Reading { document, about, turns, warnings, ..Reading::default() }
    }
}

/// The lines of `words`: `\n`, `\r\n` and `\r` all end one.
fn lines(words: &str) -> impl Iterator<Item = &str> {
    words
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .flat_map(|l| l.split('\r'))
}

fn further(place: Place, lines: u32) -> Place {
    match place {
        Place::Line(line) => Place::Line(line.saturating_add(lines)),
        Place::Page(_)
        | Place::Region(_)
        | Place::Time(_)
        | Place::Row(_)
        | Place::Slide(_)
        | Place::Section(_) => place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str], most: usize) -> Reading {
        let mut draft = Draft::new(&Limits { text: most, ..Limits::default() });
        for words in words {
            draft.add(BlockKind::Paragraph, Some(Place::Line(7)), words);
        }
        draft.finish(About::default(), Vec::new())
    }

    #[test]
    fn blocks_stand_one_blank_line_apart() {
        for (words, text) in [
            (&["one", "two"][..], "one\n\ntwo"),
            (&["one \ntwo  \n\n \n  three"], "one\ntwo\n\n  three"),
            (&["a\r\nb\rc\r\n\r\nd"], "a\nb\nc\n\nd"),
            (&["", " \n", "\u{a0}"], ""),
        ] {
            let reading = read(words, 100);
            assert_eq!(reading.document.text(), text);
            assert!(reading.warnings.is_empty());
        }
        let document = read(&["one\n\ntwo"], 100).document;
        assert_eq!(document.place_at(1), Some(Place::Line(7)));
        assert_eq!(document.place_at(5), Some(Place::Line(9)));
    }

    #[test]
    fn what_is_left_out_comes_last_kind_by_kind_with_its_places() {
        use onrecord_model::LeftOut::{Links, RunningHeads};
        let mut draft = Draft::new(&Limits { text: 70, ..Limits::default() });
        let page = |page| Some(Place::Page(page));
        draft.add(BlockKind::Paragraph, page(1), "We rowed.");
        draft.leave_out(Links, page(1), "Home");
        draft.leave_out(RunningHeads, page(1), " Harbour board \n\n  1");
        draft.add(BlockKind::LeftOut(RunningHeads), page(2), "Harbour board");
        draft.add(BlockKind::Paragraph, page(2), "We swam.");
        let document = draft.finish(About::default(), Vec::new()).document;
        let left = "Harbour board\n1\n\nHarbour board\n\nHome";
        assert_eq!(document.text(), format!("We rowed.\n\nWe swam.\n\n{left}"));
        assert_eq!(document.body(), "We rowed.\n\nWe swam.");
        let told = document
            .left_out()
            .map(|(what, span)| (what, document.words(span), document.place_at(span.start)));
        let want = [
            (RunningHeads, "Harbour board\n1", page(1)),
            (RunningHeads, "Harbour board", page(2)),
            (Links, "Home", page(1)),
        ];
        assert_eq!(told.collect::<Vec<_>>(), want);
    }

    #[test]
    fn what_a_file_says_about_itself_is_told_once() {
        let mut draft = Draft::new(&Limits::default());
        draft.add(BlockKind::Paragraph, None, "We rowed to the mill.");
        for (name, words) in [
            ("subject", "Zinc\nand tin"),
            ("subject", "Zinc  and tin"),
            ("description", "We rowed to…"),
            ("title", "The mill"),
            ("keywords", " "),
            ("Case", "4 of 7"),
        ] {
            draft.describe(name, words);
        }
        let about = About { title: Some("The mill".into()), ..About::default() };
        let document = draft.finish(about, Vec::new()).document;
        let told = document.left_out().map(|(what, span)| (what, document.words(span)));
        let want = [(LeftOut::About, "subject · Zinc and tin\nCase · 4 of 7")];
        assert_eq!(told.collect::<Vec<_>>(), want);
    }

    #[test]
    fn what_is_left_out_and_has_no_room_is_told() {
        let mut draft = Draft::new(&Limits { text: 9, ..Limits::default() });
        draft.add(BlockKind::Paragraph, None, "We");
        draft.leave_out(LeftOut::Links, None, "Home page");
        let reading = draft.finish(About::default(), Vec::new());
        assert_eq!(reading.document.text(), "We");
        assert_eq!(reading.warnings, [Warning { line: 0, what: Doubt::CutOff }]);
    }

    #[test]
    fn too_many_lines_are_cut_between_lines_and_told() {
        for (lines, kept) in [(0, ""), (1, "one"), (2, "one\ntwo"), (3, "one\ntwo\n\nthree")] {
            let mut draft = Draft::new(&Limits { lines, ..Limits::default() });
            draft.add(BlockKind::Paragraph, None, "one\ntwo\n \n\nthree\n");
            let reading = draft.finish(About::default(), Vec::new());
            assert_eq!((reading.document.text(), reading.warnings.is_empty()), (kept, lines > 2));
        }
    }

    #[test]
    fn too_much_is_cut_between_characters_and_told() {
        for most in 0..14 {
            let reading = read(&["éé\néé", "漢字"], most);
            let text = reading.document.text();
            assert!(text.len() <= most && "éé\néé\n\n漢字".starts_with(text), "{most}: {text}");
            assert_eq!(reading.warnings, [Warning { line: 0, what: Doubt::CutOff }], "{most}");
            for block in reading.document.blocks() {
                assert_eq!(reading.document.words(block.span).trim(), block.span.of(text));
            }
        }
        assert!(read(&["éé\néé", "漢字"], 20).warnings.is_empty());
    }
}
