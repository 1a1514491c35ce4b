//! Turns with the speaker's name in front: `Ana: …`, `[ANA] …`, `[00:12:31] Ana: …`, `Ana (0:12)`.

use std::collections::HashMap;

use super::Turns;
use super::line::{TranscriptLine, TranscriptPage};
use crate::label::{Shape, is_sound};
use onrecord_model::Turn;

/// One labelled block in so many at least: in what is said by two, few answers are longer.
const ONE_IN: usize = 5;

/// The turns of a text whose labels are names; `None` where they are not.
pub(super) fn turns(page: &TranscriptPage<'_>) -> Option<Vec<Turn>> {
    let labels = Labels::of(page);
    let is_turn = |line: &&TranscriptLine| labels.believes(page, line);
    let own: Vec<&TranscriptLine> = page.lines.iter().filter(is_turn).collect();
    let mut turns = Turns::default();
    let (mut block, mut stamp) = (None, None);
    for line in &page.lines {
        if line.words.is_empty() {
            // A time on a line of its own belongs to what follows.
            stamp = line.time;
        } else if labels.believes(page, line) {
            let time = line.time.or(line.label.and_then(|label| label.time)).or(stamp.take());
            turns.begin(line.name(), page.said(line), time);
            block = Some(line.block);
        } else if page.is_heading(line) {
            turns.close();
        } else if !line.aside && block == Some(line.block) {
            turns.extend(line.words);
        } else if !line.aside {
            turns.reach(line.words);
        }
    }
    turns.stop();
    is_talk(page, &own, &turns.done).then_some(turns.done)
}

/// How often each label of a text is written.
struct Labels<'d> {
    counts: HashMap<&'d str, usize>,
}

impl<'d> Labels<'d> {
    fn of(page: &TranscriptPage<'d>) -> Self {
        let mut counts = HashMap::new();
        for line in page.lines.iter().filter(|line| !line.aside) {
            if let Some(name) = page.name(line) {
                *counts.entry(name).or_insert(0) += 1;
            }
        }
        Self { counts }
    }

    /// Whether a line's label is one of those this text uses for persons.
    fn believes(&self, page: &TranscriptPage<'_>, line: &TranscriptLine) -> bool {
        let (Some(label), Some(name)) = (line.label, page.name(line)) else { return false };
        let again = self.counts.get(name).is_some_and(|count| *count > 1);
        // A headline, alone in the first block, often begins with a name and a colon.
        let headline = line.block == 0 && page.lines.get(1).is_none_or(|second| second.block > 0);
        let sure = again || !headline;
        let written = match label.shape {
            Shape::Capitals | Shape::Name => sure && (!label.bracketed || again && !is_sound(name)),
            Shape::Role => again,
        };
        written && !line.aside
    }
}

/// Whether labelled lines as a whole are people talking: several turns, by more than one person, one
/// of them more than once, with sentences behind the names, and little else between.
/// Fields of a form ("Name: Ana") have no sentences, pointers ("See also:") no second speaker.
fn is_talk(page: &TranscriptPage<'_>, own: &[&TranscriptLine], turns: &[Turn]) -> bool {
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return false };
    let mut counts = HashMap::new();
    for name in own.iter().filter_map(|line| page.name(line)) {
        *counts.entry(name).or_insert(0_usize) += 1;
    }
    let timed = |line: &&&TranscriptLine| {
        line.stamped || line.label.is_some_and(|label| label.time.is_some())
    };
    let stamped = own.iter().filter(timed).count() * 2 > own.len();
    let sentences =
        turns.iter().filter(|turn| has_sentence(page.document.words(turn.words))).count();
    let dense = own.len() * ONE_IN > last.block - first.block;
    let again = counts.values().any(|count| *count > 1);
    let several = counts.len() > 1 && own.len() > 2 && again;
    dense && (stamped && (again || own.len() > 1) || several && sentences * 2 >= own.len())
}

/// Whether a sentence ends with these words, or is asked in them.
fn has_sentence(words: &str) -> bool {
    const CLOSERS: [char; 6] = ['"', '”', '»', ')', ']', '\''];
    // A count behind a name is no speech ("Ortega: 1,200.").
    words.contains(char::is_alphabetic)
        && (words.contains('?')
            || words.trim_end_matches(CLOSERS).ends_with(['.', '!', '…', '。', '？', '！']))
}
