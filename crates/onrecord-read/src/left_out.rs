//! [`LeftOutText`]: what a reader leaves out of the running text, kept to stand behind it.

use onrecord_model::{Block, BlockKind, LeftOut, Mark, Place};
use onrecord_text::{Part as _, Span};

/// What was left out so far, in the order of the file.
#[derive(Debug, Default)]
pub(crate) struct LeftOutText {
    pieces: Vec<Piece>,
    /// All of it, one piece behind the other: there may be millions of a few bytes each.
    text: String,
}

#[derive(Debug)]
struct Piece {
    what: LeftOut,
    place: Option<Place>,
    /// Its bytes of the text.
    range: std::ops::Range<usize>,
}

impl LeftOutText {
    /// Keeps `words`. What is left out of one place one after the other is one piece, a line each; lines
    /// without a word are nothing.
    pub(crate) fn put(&mut self, what: LeftOut, place: Option<Place>, words: &str) {
        let lines = words.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
        for line in lines {
            let start = self.text.len();
            match self.pieces.last_mut() {
                Some(last) if last.what == what && last.place == place => {
                    self.text.push('\n');
                    self.text.push_str(line);
                    last.range.end = self.text.len();
                }
                _ => {
                    self.text.push_str(line);
                    self.pieces.push(Piece { what, place, range: start..self.text.len() });
                }
            }
        }
    }

    /// Adds it behind `text` with its blocks and marks, kind by kind, as far as there is room for `most`
    /// bytes in all. Returns whether all of it had room.
    pub(crate) fn append(
        mut self,
        (text, blocks, marks): (&mut String, &mut Vec<Block>, &mut Vec<Mark>),
        most: usize,
    ) -> bool {
        self.pieces.sort_by_key(|piece| piece.what);
        for Piece { what, place, range } in &self.pieces {
            let words = self.text.part(range.start..range.end);
            let gap = if text.is_empty() { "" } else { "\n\n" };
            if text.len() + gap.len() + words.len() > most.min(u32::MAX as usize) {
                return false;
            }
            text.push_str(gap);
            let at = text.len();
            text.push_str(words);
            let span = Span::at(at, text.len());
            blocks.push(Block { span, kind: BlockKind::LeftOut(*what) });
            if let Some(place) = *place
                && marks.last().is_none_or(|mark| mark.place != place)
            {
                marks.push(Mark { at: at as u32, place });
            }
        }
        true
    }
}
