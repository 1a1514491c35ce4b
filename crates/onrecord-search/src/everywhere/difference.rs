//! [`Differences`]: what a reprint makes of the words: cut, added, changed, turned round.

use std::collections::BTreeSet;

use onrecord_corpus::{DiffKind, DiffPiece, Telling, WordDiff};
use onrecord_text::fold::folded;

/// A word that turns round what is said belongs to words this far from it, where no mark stands between.
const REACH: usize = 4;

/// Marks that end what a word at the edge can turn round.
const ENDS: [char; 6] = ['.', '!', '?', ';', ',', ':'];

/// One thing that can become of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordEdit {
    /// Words are gone, and none stands for them.
    Cut,
    /// Words were put in.
    Added,
    /// Words stand for others.
    Changed,
    /// Numbers, days or months stand for others.
    Number,
}

/// What a reprint makes of the words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// What became of them, each once; nothing where they are the same but for marks.
    pub edits: BTreeSet<WordEdit>,
    /// Words that turn round what is said and are there on one side only: as they stand, and on which.
    pub turned: Vec<(DiffKind, String)>,
}

impl Differences {
    /// What a word diff shows.
    pub(super) fn of(diff: &WordDiff) -> Self {
        let mut found = Self::default();
        let pieces = &diff.pieces;
        let same = |one: &DiffPiece, next: &DiffPiece| {
            (one.kind == DiffKind::Kept) == (next.kind == DiffKind::Kept)
        };
        let mut runs = pieces.chunk_by(same).peekable();
        let mut before: &[DiffPiece] = &[];
        while let Some(run) = runs.next() {
            if run.first().is_some_and(|piece| piece.kind != DiffKind::Kept) {
                found.add(run, (before, runs.peek().is_none()));
            }
            before = run;
        }
        found
    }

    /// A run of pieces that differ, with the words that are kept before it; whether it is the last.
    fn add(&mut self, run: &[DiffPiece], (before, ends): (&[DiffPiece], bool)) {
        let begins = before.is_empty();
        let side = |kind: DiffKind| -> Vec<&DiffPiece> {
            let own = run.iter().filter(|piece| piece.kind == kind);
            own.filter(|piece| piece.words.contains(char::is_alphanumeric)).collect()
        };
        let [gone, put] = [side(DiffKind::Removed), side(DiffKind::Added)];
        match (gone.is_empty(), put.is_empty()) {
            (true, true) => return,
            (false, true) => self.edits.insert(WordEdit::Cut),
            (true, false) => self.edits.insert(WordEdit::Added),
            (false, false) => self.edits.insert(WordEdit::Changed),
        };
        let number = |side: &[&DiffPiece]| side.iter().any(|p| p.telling == Some(Telling::Number));
        if number(&gone) && number(&put) {
            self.edits.insert(WordEdit::Number);
        }
        if (gone.is_empty() || put.is_empty()) && is_whole_sentences(before, run) {
            return;
        }
        let near = |kind: DiffKind| -> Vec<&DiffPiece> {
            let pieces: Vec<_> = run.iter().filter(|piece| piece.kind == kind).collect();
            let inside = !begins && !ends;
            let reaches = |at: &usize| {
                let after = || reaches(pieces.iter().skip(at + 1).copied());
                let before = || reaches(pieces.iter().take(*at).rev().copied());
                inside || (!ends && after()) || (!begins && before())
            };
            let turning =
                (0..pieces.len()).filter(reaches).filter_map(|at| pieces.get(at).copied());
            turning.filter(|piece| piece.telling == Some(Telling::Negation)).collect()
        };
        let [gone, put] = [near(DiffKind::Removed), near(DiffKind::Added)];
        let count = |pieces: &[&DiffPiece]| -> usize {
            pieces.iter().map(|piece| piece.words.split_whitespace().count()).sum()
        };
        // As many on both sides say the same in other words: "did not", "didn't".
        if count(&gone) != count(&put) {
            let turned = gone.into_iter().chain(put);
            self.turned.extend(turned.map(|piece| (piece.kind, piece.words.clone())));
        }
    }
}

/// Whether what stands between a word and those that are kept is short and in one piece.
fn reaches<'p>(between: impl Iterator<Item = &'p DiffPiece>) -> bool {
    let mut words = 0;
    for piece in between {
        if piece.words.contains(ENDS) {
            return false;
        }
        words +=
            piece.words.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count();
    }
    words <= REACH
}

/// Whether a run is nothing but sentences, which turn no other round: it begins where one does and ends with
/// one. What follows its last stop may be the beginning that the next sentence shares with it, as in
/// `We [do not know. We] paid`.
fn is_whole_sentences(before: &[DiffPiece], run: &[DiffPiece]) -> bool {
    const STOPS: [char; 4] = ['.', '!', '?', '…'];
    let text = |pieces: &[DiffPiece]| {
        pieces.iter().map(|piece| &*piece.words).collect::<Vec<_>>().join(" ")
    };
    let run = text(run);
    let Some((_, shared)) = run.rsplit_once(STOPS) else { return false };
    let (before, shared) = (folded(&text(before)), folded(shared));
    let shared = shared.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end();
    let opening = before.trim_end().strip_suffix(shared).map(str::trim_end);
    opening.is_some_and(|opening| opening.is_empty() || opening.ends_with(STOPS))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `cut added -not +never`
    fn told(asked: &str, there: &str) -> String {
        let found = Differences::of(&WordDiff::of(asked, there));
        let kinds = found.edits.iter().map(|edit| format!("{edit:?}").to_lowercase());
        let turned = found.turned.iter().map(|(kind, words)| match kind {
            DiffKind::Removed => format!("-{words}"),
            _ => format!("+{words}"),
        });
        kinds.chain(turned).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_a_reprint_makes_of_the_words() {
        for (asked, there, want) in [
            ("We paid them in May.", "“We paid them, in May”", ""),
            ("We paid them in May.", "We paid them", "cut"),
            ("We paid them", "Last year we paid them", "added"),
            ("We paid them", "We robbed them", "changed"),
            ("We paid 300 of them", "We paid 30 of them", "changed number"),
            ("We paid them", "We never paid them", "added +never"),
            ("We did not pay them", "We did pay them", "cut -not"),
            ("We did not pay them", "We didn't pay them", "changed"),
            ("Nobody paid them", "Everybody paid them", "changed -Nobody"),
            ("No pagamos a los mineros", "Pagamos a los mineros", "cut -No"),
            ("Pagamos a los mineros", "Nunca pagamos a los mineros", "added +Nunca"),
            ("We never paid them", "paid them", "cut -never"),
            ("It is not true that we paid them", "we paid them", "cut -not"),
            // A sentence that was cut turns nothing round.
            ("We do not know him. We paid them in May", "We paid them in May", "cut"),
            ("They came. We do not know him. We paid them", "They came. We paid them", "cut"),
            ("We paid them. Nobody asked us to", "We paid them", "cut"),
            ("we paid them", "He did not come to the meeting, and we paid them", "added"),
            // What stands between words that are kept may turn them round, however long it is.
            ("We have never, in all my years here, paid them", "We have paid them", "cut -never"),
        ] {
            assert_eq!(told(asked, there), want, "{asked} → {there}");
        }
    }
}
