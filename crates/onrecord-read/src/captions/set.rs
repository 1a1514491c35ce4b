//! Setting what is said as text: a block for each turn, `Name: words`, every cue with its time.
//!
//! A reader wants sentences, not lines of a screen: the cues of one speaker run on in one block,
//! until the sentence is over and the block is long enough to be a paragraph, or until a silence. Sounds between
//! sentences are notes.

use super::scan::CaptionCue;
use super::speakers::{CaptionSaid, Talk, Who};
use crate::left_out::LeftOutText;
use crate::sounds;
use crate::transcript::is_interviewer;
use onrecord_model::{Block, BlockKind, Document, Mark, Place, Turn, TurnPart};
use onrecord_text::Span;

/// Bytes after which a block ends with its sentence: some five lines of a terminal.
const PARAGRAPH: usize = 400;

/// Bytes after which a block ends anyhow. Captions made by machines know no sentences.
const LONGEST: usize = 1200;

/// A silence that ends a block (milliseconds).
const SILENCE: u32 = 5000;

/// Between two blocks.
const BETWEEN: &str = "\n\n";

/// The document of what is said, its turns, and the line (from 1) from which it was left out because
/// the text would be longer than `limit` (bytes). What was left out comes last.
pub(super) fn set(
    talk: &Talk,
    cues: &[CaptionCue],
    left: LeftOutText,
    limit: usize,
) -> (Document, Vec<Turn>, Option<u32>) {
    let mut page = CaptionPage { names_all: talk.names_all, ..CaptionPage::default() };
    let mut cut = None;
    for said in &talk.said {
        let Some(cue) = cues.get(said.caption) else { continue };
        if page.put(said, cue, limit).is_err() {
            cut = Some(cue.line);
            break;
        }
    }
    // What is left out and has no room either was told with the words.
    let whole = (&mut page.text, &mut page.blocks, &mut page.marks);
    if !left.append(whole, limit) && cut.is_none() {
        cut = cues.last().map(|cue| cue.line);
    }
    (Document::of_blocks(page.text, page.blocks, page.marks), page.turns, cut)
}

/// The text would be longer than is allowed.
struct Full;

/// The text while it grows.
#[derive(Default)]
struct CaptionPage {
    text: String,
    blocks: Vec<Block>,
    marks: Vec<Mark>,
    turns: Vec<Turn>,
    names_all: bool,
    /// Who speaks in the last block.
    speaker: Option<String>,
    /// Whether that is known for its caption only.
    by_voice: bool,
    /// The last caption, and when it ends.
    caption: Option<usize>,
    end: u32,
}

impl CaptionPage {
    fn put(&mut self, said: &CaptionSaid, cue: &CaptionCue, limit: usize) -> Result<(), Full> {
        if said.who == Who::Same && self.is_apart(&said.words) {
            return self.aside(said, cue, limit);
        }
        let speaker = match &said.who {
            Who::Voice(name) | Who::Named(name) => Some(name.clone()),
            Who::Another => None,
            Who::Same => self.speaker.clone().filter(|_| self.holds()),
        };
        let changed = said.who == Who::Another || speaker != self.speaker;
        let length = speaker.as_ref().map_or(0, String::len) + said.words.len() + 2 * BETWEEN.len();
        if self.text.len() + length > limit.min(u32::MAX as usize) {
            return Err(Full);
        }
        let begins = changed || self.blocks.is_empty() || self.breaks(said.caption, cue);
        // A label belongs to its cue; a mark on the words alone would give it the time before.
        let mark = if begins { self.begin(said, speaker) } else { self.join(&said.words) };
        self.mark(said.caption, mark, cue);
        let start = self.text.len();
        self.text.push_str(&said.words);
        self.close(begins.then_some(mark));
        self.speak(start, cue.start);
        Ok(())
    }

    /// Whether nothing of `words` is spoken, and nobody is cut short by them.
    fn is_apart(&self, words: &str) -> bool {
        sounds::is_unspoken(words) && (self.text.is_empty() || self.sentence_is_over())
    }

    /// Sets a sound or a direction as a note: nobody says it, and who spoke speaks on.
    fn aside(&mut self, said: &CaptionSaid, cue: &CaptionCue, limit: usize) -> Result<(), Full> {
        if self.text.len() + said.words.len() + 2 * BETWEEN.len() > limit.min(u32::MAX as usize) {
            return Err(Full);
        }
        if !self.blocks.is_empty() {
            self.text.push_str(BETWEEN);
        }
        let start = self.text.len();
        self.text.push_str(&said.words);
        self.blocks.push(Block { span: Span::at(start, self.text.len()), kind: BlockKind::Note });
        self.mark(said.caption, start, cue);
        Ok(())
    }

    /// Marks byte `at` with the time of its caption, once for each.
    fn mark(&mut self, caption: usize, at: usize, cue: &CaptionCue) {
        if self.caption.replace(caption) != Some(caption) {
            self.marks.push(Mark { at: at as u32, place: Place::Time(cue.start) });
            self.end = cue.end;
        }
    }

    /// Adds what is spoken from byte `start` on to the turn of the block.
    fn speak(&mut self, start: usize, time: u32) {
        let words = Span::at(start, self.text.len());
        let spoken = sounds::spoken(words.of(&self.text), &[Span::at(0, words.len() as usize)]);
        let Some(block) = self.blocks.last().filter(|_| !spoken.is_empty()) else { return };
        if self.turns.last().is_none_or(|turn| turn.hull().start < block.span.start) {
            let at = block.span.start as usize;
            let speaker = self.speaker.as_ref().map(|name| Span::at(at, at + name.len()));
            let asks = self.speaker.as_deref().is_some_and(is_interviewer);
            let part = if asks { TurnPart::Asks } else { TurnPart::Speaks };
            self.turns.push(Turn { speaker, part, time: Some(time), ..Turn::default() });
        }
        let Some(turn) = self.turns.last_mut() else { return };
        for piece in spoken {
            sounds::joined(&self.text, &mut turn.words, piece.shifted(words.start));
        }
    }

    /// Whether a name is still good for words without a sign.
    fn holds(&self) -> bool {
        !self.by_voice && (self.names_all || !self.sentence_is_over())
    }

    /// Whether the same speaker's words begin a block of their own.
    fn breaks(&self, caption: usize, cue: &CaptionCue) -> bool {
        let length = self.blocks.last().map_or(0, |block| block.span.len() as usize);
        let silence =
            self.caption != Some(caption) && cue.start.saturating_sub(self.end) >= SILENCE;
        self.is_noted()
            || silence
            || length >= LONGEST
            || length >= PARAGRAPH && self.sentence_is_over()
    }

    /// Begins a block; where it does.
    fn begin(&mut self, said: &CaptionSaid, speaker: Option<String>) -> usize {
        if !self.blocks.is_empty() {
            self.text.push_str(BETWEEN);
        }
        let start = self.text.len();
        match &speaker {
            Some(name) => {
                self.text.push_str(name);
                self.text.push_str(": ");
            }
            None if said.who == Who::Another => self.text.push_str("- "),
            None => {}
        }
        self.by_voice = matches!(said.who, Who::Voice(_));
        self.speaker = speaker;
        start
    }

    /// Goes on in the last block; where.
    fn join(&mut self, words: &str) -> usize {
        let seam = (self.text.chars().next_back(), words.chars().next());
        if !matches!(seam, (Some(a), Some(b)) if is_unspaced(a) && is_unspaced(b)) {
            self.text.push(' ');
        }
        self.text.len()
    }

    /// Ends the last block, or the new one that begins at `new`, at the end of the text.
    fn close(&mut self, new: Option<usize>) {
        let end = self.text.len();
        if let Some(start) = new {
            self.blocks.push(Block { span: Span::at(start, end), kind: BlockKind::Cue });
        }
        if let Some(block) = self.blocks.last_mut() {
            block.span.end = end as u32;
        }
    }

    /// Whether the last block is a note.
    fn is_noted(&self) -> bool {
        self.blocks.last().is_some_and(|block| block.kind == BlockKind::Note)
    }

    fn sentence_is_over(&self) -> bool {
        const CLOSERS: [char; 10] = ['"', '”', '’', '\'', '»', ')', ']', '♪', ' ', '\u{a0}'];
        let end = self.text.trim_end_matches(CLOSERS);
        self.is_noted() || end.ends_with(['.', '?', '!', '…', '。', '？', '！']) || end.is_empty()
    }
}

/// Characters of scripts that put no space between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}
