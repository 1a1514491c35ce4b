//! A word diff in a line of text: `they did [+not+] make [−some−] deal`. Signs, not colours, say what was
//! taken out and what was put in; where that changes what is said they stand twice.

use onrecord_corpus::{DiffKind, DiffPiece, WordDiff};

/// What stands before words of a kind.
pub(super) const fn sign(kind: DiffKind) -> &'static str {
    match kind {
        DiffKind::Kept => "",
        DiffKind::Removed => "−",
        DiffKind::Added => "+",
    }
}

/// The whole of it.
pub fn marked(diff: &WordDiff) -> String {
    marked_after("", diff.pieces.iter())
}

/// Pieces behind what is kept before them.
pub(super) fn marked_after<'d>(
    before: &str,
    pieces: impl Iterator<Item = &'d DiffPiece>,
) -> String {
    let mut text = before.to_owned();
    for DiffPiece { kind, words, telling, spaced } in pieces {
        if *spaced && !text.is_empty() {
            text.push(' ');
        }
        let sign = sign(*kind).repeat(1 + usize::from(telling.is_some()));
        match kind {
            DiffKind::Kept => text.push_str(words),
            DiffKind::Removed | DiffKind::Added => text.extend(["[", &sign, words, &sign, "]"]),
        }
    }
    text
}
