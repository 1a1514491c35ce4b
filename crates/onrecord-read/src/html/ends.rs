//! The ends of an article: labels before it, what else to read and notices behind it, headings over
//! nothing.

use super::body::HtmlPage;
use super::phrases;
use super::pieces::HtmlPiece;
use onrecord_model::{BlockKind, LeftOut};

/// A piece before an article that weighs less and is no sentence is a label.
const LABEL: u32 = 60;

/// The same after an article, where a signature or an address may stand.
const TAG: u32 = 20;

/// A label over other articles weighs no more.
const MORE: u32 = 45;

/// A notice weighs no more; where it has no link, no more than the second.
const NOTICE: (u32, u32) = (400, 110);

/// At most so many of the last pieces are notices.
const NOTICES: usize = 4;

impl HtmlPage<'_> {
    /// Drops labels over other articles, and what stands under such a label where hardly any of the text
    /// comes after it. A label with running text right under it is a section's own heading.
    pub(super) fn drop_more(&mut self) {
        let total: u64 = self.kept().map(|(_, piece)| u64::from(piece.prose())).sum();
        let mut before = 0;
        let (mut labels, mut cut) = (Vec::new(), None);
        let mut kept = self.kept().peekable();
        while let Some((at, piece)) = kept.next() {
            before += u64::from(piece.prose());
            let own = kept.peek().is_some_and(|(_, next)| next.prose() > 0);
            // Behind footnotes is no article; "See also" stands before them.
            if piece.kind == BlockKind::Note {
                cut = None;
            }
            if !own && self.is_more(piece) {
                labels.push(at);
                cut = cut.or(((total - before) * 100 <= total * 15).then_some(at));
            }
        }
        drop(kept);
        let cut = cut.unwrap_or(usize::MAX);
        self.keep_only(LeftOut::Links, |at, _| at < cut && labels.binary_search(&at).is_err());
    }

    fn is_more(&self, piece: &HtmlPiece) -> bool {
        if piece.weight > MORE || matches!(piece.kind, BlockKind::Item | BlockKind::Note) {
            return false;
        }
        let words = self.words(piece).to_lowercase();
        let label = piece.kind == BlockKind::Heading || !piece.ended || words.ends_with(':');
        label && phrases::MORE.iter().any(|more| words.starts_with(more))
    }

    /// Drops labels: the title (it stands in the metadata), what precedes and follows the text
    /// without being a sentence, headings over nothing.
    pub(super) fn trim(&mut self) {
        let prose = |(at, piece): (usize, &HtmlPiece)| (piece.prose() > 0).then_some(at);
        let Some(first) = self.kept().find_map(prose) else { return };
        let last = self.kept().filter_map(prose).last().unwrap_or(first);
        let trailing = |(at, piece): &(usize, &HtmlPiece)| {
            let label = piece.weight < TAG && !piece.ended && piece.kind == BlockKind::Paragraph;
            let links = piece.linked * 2 > piece.weight
                && piece.kind != BlockKind::Note
                && !self.is_in_own_list(piece);
            *at > last && (links || label || piece.kind == BlockKind::Heading)
        };
        let kept: Vec<_> = self.kept().collect();
        let end = kept.iter().rev().find(|piece| !trailing(piece)).map_or(last, |(at, _)| *at);
        let title = self.title.filter(|_| self.repeated);
        let heads = self.kept().take_while(|(at, _)| *at < first).take(50);
        let captions: Vec<usize> =
            heads.filter(|(_, piece)| self.is_caption(piece)).map(|(at, _)| at).collect();
        self.keep_only(LeftOut::Furniture, |at, piece| {
            let label = piece.weight < LABEL && !piece.ended && piece.kind != BlockKind::Heading;
            let label = label && !captions.contains(&at);
            Some(at) != title && !(at < first && label) && at <= end
        });
        let labels: Vec<usize> = self
            .kept()
            .filter(|(_, piece)| piece.weight < LABEL)
            .filter(|(_, piece)| {
                phrases::LABELS
                    .contains(&self.words(piece).to_lowercase().trim_end_matches(['.', ':', '…']))
            })
            .map(|(at, _)| at)
            .collect();
        self.keep_only(LeftOut::Furniture, |at, _| labels.binary_search(&at).is_err());
        self.drop_empty_headings();
    }

    /// A heading under which something was dropped and nothing is left.
    fn drop_empty_headings(&mut self) {
        let mut next = None;
        let mut lost = 0;
        for at in (0..self.all.len()).rev() {
            let Some(piece) = self.all.get(at).copied() else { continue };
            if !self.is_kept(at) {
                lost += piece.weight;
                continue;
            }
            let heading = piece.kind == BlockKind::Heading;
            let empty = heading && (next.is_none() || (next == Some(true) && lost >= LABEL));
            if empty && let Some(out) = self.out.get_mut(at) {
                *out = Some(LeftOut::Furniture);
                continue;
            }
            next = Some(heading);
            lost = 0;
        }
    }

    /// Drops notices at the end: where to follow, to subscribe, whose rights these are. What quotes
    /// somebody is none.
    pub(super) fn drop_notices(&mut self) {
        let is_notice = |piece: &HtmlPiece| {
            let (most, bare) = NOTICE;
            if piece.weight > most || piece.kind == BlockKind::Note {
                return false;
            }
            let words = self.words(piece).to_lowercase();
            let rights = words.starts_with(['©']) || words.starts_with("copyright");
            let quoted = words.contains(['"', '“', '”', '«', '„', '「']);
            let apart = piece.linked * 3 >= piece.weight || piece.weight <= bare;
            !quoted
                && (apart || rights)
                && phrases::NOTICES.iter().any(|notice| words.contains(notice))
        };
        let last = (0..self.all.len()).rev().filter(|at| self.is_kept(*at)).take(NOTICES);
        let notices = last.take_while(|at| self.all.get(*at).is_some_and(is_notice));
        let end = notices.last().unwrap_or(usize::MAX);
        self.keep_only(LeftOut::Furniture, |at, _| at < end);
    }
}
