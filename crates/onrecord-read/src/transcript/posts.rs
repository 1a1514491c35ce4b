//! Posts that a page shows under their words: `— Ana Sol (@anasol) May 4, 2021`.

use super::turn_of;
use crate::day::day;
use onrecord_model::{Block, BlockKind, Document, Turn, TurnDay, TurnPart};
use onrecord_text::Span;

/// The longest signature (bytes).
const LONGEST: usize = 160;

/// The turns of the posts that `document` shows.
pub(super) fn turns(document: &Document) -> Vec<Turn> {
    let blocks = document.body_blocks();
    let mut turns: Vec<Turn> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let Some(signed) = signature(document, block) else { continue };
        let before = at.checked_sub(1).and_then(|before| blocks.get(before));
        let own = Span::new(block.span.start, signed.dash);
        // The words stand on lines of their own above the signature, or in the block before.
        let words = if own.of(document.text()).trim().is_empty() {
            before.filter(|before| before.kind != BlockKind::Heading).map(|before| before.span)
        } else {
            Some(own)
        };
        let Some(words) = words.map(|words| without_links(document, words)) else { continue };
        let free = turns.last().is_none_or(|last| last.hull().end <= words.start);
        if free && !words.is_empty() {
            let turn = turn_of(Some(signed.name), TurnPart::Writes);
            turns.push(Turn { words: [words].into_iter().collect(), said: signed.said, ..turn });
        }
    }
    turns
}

/// What a post is signed with.
struct PostSignature {
    /// Where its dash stands.
    dash: u32,
    name: Span,
    said: Option<TurnDay>,
}

/// `— Ana Sol (@anasol) May 4, 2021`, the last line of a block.
fn signature(document: &Document, block: &Block) -> Option<PostSignature> {
    let whole = document.words(block.span);
    let line = whole.lines().next_back()?.trim_start();
    if line.len() > LONGEST {
        return None;
    }
    let start = block.span.end - line.len() as u32;
    let bare =
        line.strip_prefix(['—', '–', '-'])?.trim_start_matches(['—', '–', '-', ' ', '\u{a0}']);
    let (name, rest) = bare.split_once("(@")?;
    let (handle, rest) = rest.split_once(')')?;
    let name = name.trim_end();
    let sound = !handle.is_empty() && handle.chars().all(|c| c.is_alphanumeric() || c == '_');
    if !sound || name.is_empty() {
        return None;
    }
    let from = start + (line.len() - bare.len()) as u32;
    let date = rest.trim();
    let at = block.span.end - rest.trim_start().len() as u32;
    let said = day(date).map(|day| TurnDay {
        words: Span::new(at, at + date.len() as u32),
        day,
        basis: None,
    });
    let name = Span::new(from, from + name.len() as u32);
    Some(PostSignature { dash: start, name, said })
}

/// The words of a post without the addresses that end it.
fn without_links(document: &Document, words: Span) -> Span {
    let mut kept = words.of(document.text()).trim_end();
    while let Some((before, last)) = kept.rsplit_once(char::is_whitespace) {
        let link = ["pic.twitter.com/", "http://", "https://", "t.co/", "pic.x.com/"];
        if !link.iter().any(|link| last.starts_with(link)) {
            break;
        }
        kept = before.trim_end();
    }
    Span::new(words.start, words.start + kept.len() as u32)
}
