//! What machines write down of a recording: words behind times, and nobody's name.

use super::line::{TranscriptLine, TranscriptPage};
use super::{Turns, turn_of};
use crate::sounds::is_unspoken;
use onrecord_model::{Turn, TurnPart};

/// Bytes after which a turn ends with its sentence: who speaks is not known, and a recording is long.
const PARAGRAPH: u32 = 400;

/// Bytes after which it ends anyhow.
const LONGEST: u32 = 2000;

/// The turns of a recording without names; `None` where the text is none: nearly every line has a time
/// that is surely a recording's.
pub(super) fn turns(page: &TranscriptPage<'_>) -> Option<Vec<Turn>> {
    let lines = || page.lines.iter().filter(|line| !line.aside);
    let timed = |line: &&TranscriptLine| line.stamped && !line.words.is_empty();
    let count = lines().filter(timed).count();
    if count < 2 || count * 10 < lines().count() * 9 {
        return None;
    }
    let mut turns = Turns::new(page.document);
    let mut start = None;
    for line in lines().filter(|line| !is_unspoken(page.words(line))) {
        let long = start.map(|start| line.words.start.saturating_sub(start));
        let over =
            turns.open_words().is_some_and(|words| words.ends_with(['.', '?', '!', '…', '"', '”']));
        if long.is_none_or(|long| long > LONGEST || long > PARAGRAPH && over) {
            start = Some(line.words.start);
            let turn = Turn { time: line.time, ..turn_of(None, TurnPart::Speaks) };
            turns.begin(turn, line.words);
        } else {
            turns.extend(line.words);
        }
    }
    turns.close();
    Some(turns.done)
}
