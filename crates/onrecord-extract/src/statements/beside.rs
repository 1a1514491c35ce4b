//! What stands beside a text and is not of it: links to other texts, headings, captions.

use super::StatementReader;
use crate::phrases::capitals;
use crate::sentence::{Paragraph, Sentence, SentenceItem};
use crate::tokens::TokenKind;
use onrecord_language::WordList;

/// The most lines without a full stop that are taken for links under a heading of links.
const LINKS: u32 = 12;

impl StatementReader<'_> {
    /// Whether a paragraph leads to another text: `Read more: …`, a line under `More stories`, or a line
    /// between running text whose words all have capitals. Nothing is read of it.
    pub(super) fn link(
        &mut self,
        paragraph: Paragraph<'_>,
        items: &[SentenceItem],
        ends: &[usize],
    ) -> bool {
        let sentence = Sentence { paragraph, items };
        let leads = leads_on(&sentence);
        let before = std::mem::take(&mut self.links);
        if leads == Some(LeadOn::Below) {
            self.links = LINKS;
        } else if !stops(paragraph, items) {
            self.links = before.saturating_sub(1);
        }
        leads.is_some() || self.links > 0 || self.running && is_title(paragraph, items, ends)
    }
}

/// Where that stands which a line leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LeadOn {
    /// On the same line: `Read more: …`, `(Lea también: …)`, `Story continues below`.
    Here,
    /// On the lines below: `Most read`, `More on the flood`.
    Below,
}

fn leads_on(sentence: &Sentence<'_>) -> Option<LeadOn> {
    const FURTHEST: usize = 3;
    let mark = |at: usize| !sentence.is_word(at) && !sentence.is_kind(at, TokenKind::Number);
    let from = (0..FURTHEST).find(|at| !mark(*at))?;
    let words = sentence.phrase(WordList::Links, from)?;
    let then = from + words;
    let end = sentence.items.len();
    let labels = (then..then + 2).any(|at| sentence.is_kind(at, TokenKind::Colon));
    let stops = (then..end).any(|at| sentence.is_kind(at, TokenKind::Stop));
    let alone = (then..end).all(|at| mark(at) && sentence.quote(at).is_none());
    match (alone, labels) {
        (true, _) if words > 1 || labels => Some(LeadOn::Below),
        (false, true) => Some(LeadOn::Here),
        (_, false) if words > 1 && !stops => Some(LeadOn::Below),
        _ => None,
    }
}

/// A line without a full stop whose words have capitals: `Mayor Denies Wrongdoing in Land Deal`.
fn is_title(paragraph: Paragraph<'_>, items: &[SentenceItem], ends: &[usize]) -> bool {
    const FEW: usize = 2;
    let sentence = Sentence { paragraph, items };
    let plain = (0..items.len())
        .all(|at| sentence.quote(at).is_none() && !sentence.is_kind(at, TokenKind::Colon));
    plain && is_heading(paragraph, items, ends) && capitals(paragraph.tokens, FEW)
}

/// Whether a paragraph is one line of a few words without a full stop.
pub(super) fn is_heading(paragraph: Paragraph<'_>, items: &[SentenceItem], ends: &[usize]) -> bool {
    const LONGEST: usize = 30;
    let sentence = Sentence { paragraph, items };
    let Some(last) = items.len().checked_sub(1) else { return false };
    let open = sentence.is_word(last) || sentence.is_kind(last, TokenKind::Number);
    items.len() <= LONGEST && ends.len() <= 2 && open
}

/// Whether a paragraph ends with a full stop, as running text does.
pub(super) fn stops(paragraph: Paragraph<'_>, items: &[SentenceItem]) -> bool {
    let sentence = Sentence { paragraph, items };
    items.len().checked_sub(1).is_some_and(|last| {
        sentence.is_kind(last, TokenKind::Stop) || sentence.quote_ends(last, TokenKind::Stop)
    })
}

/// Whether a paragraph is a few words between marks and nothing else, without a full stop: `3. “A bad day”`.
pub(super) fn is_quoted_heading(paragraph: Paragraph<'_>, items: &[SentenceItem]) -> bool {
    const MOST_WORDS: usize = 8;
    let sentence = Sentence { paragraph, items };
    let Some(last) = items.len().checked_sub(1) else { return false };
    let Some(quote) = sentence.quote(last) else { return false };
    let numbered = (0..last)
        .all(|at| sentence.is_kind(at, TokenKind::Number) || sentence.is_kind(at, TokenKind::Stop));
    let ended = [TokenKind::Stop, TokenKind::Comma].map(|kind| sentence.quote_ends(last, kind));
    numbered && quote.closed && !ended.contains(&true) && paragraph.words_in(quote) <= MOST_WORDS
}
