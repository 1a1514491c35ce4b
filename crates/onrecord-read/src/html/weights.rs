//! [`Weights`]: how much of a page's text stands under an element, answered at once.

use super::pieces::HtmlPiece;
use super::tree::Tree;
use onrecord_model::BlockKind;

/// Below this weight of running text a page is no article: a table, a list, a note.
const ARTICLE: u64 = 200;

/// What the pieces of a part of the page weigh together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Weight {
    /// Running text.
    pub(super) prose: u64,
    /// Everything.
    pub(super) all: u64,
    /// What leads to another page.
    pub(super) linked: u64,
    /// How many headings are links: each is the headline of another article.
    pub(super) headlines: u64,
}

impl Weight {
    /// Whether there is running text to speak of, and not only beside a table or a list.
    pub(super) fn is_article(&self) -> bool {
        self.prose >= ARTICLE && self.prose * 4 >= self.all - self.linked
    }

    /// How much of it is linked, in percent.
    pub(super) fn links(&self) -> u64 {
        self.linked * 100 / self.all.max(1)
    }

    fn plus(self, piece: &HtmlPiece) -> Self {
        let headline = piece.kind == BlockKind::Heading && piece.linked * 10 >= piece.weight * 8;
        Self {
            prose: self.prose + u64::from(piece.prose()),
            all: self.all + u64::from(piece.weight),
            // A footnote is mostly a link, and the text's own.
            linked: self.linked
                + if piece.kind == BlockKind::Note { 0 } else { u64::from(piece.linked) },
            headlines: self.headlines + u64::from(headline),
        }
    }

    /// What there is beyond `before`, which is part of it.
    pub(super) fn minus(self, before: Self) -> Self {
        Self {
            prose: self.prose - before.prose,
            all: self.all - before.all,
            linked: self.linked - before.linked,
            headlines: self.headlines - before.headlines,
        }
    }
}

/// The weights of pieces, added up from the first on.
pub(super) struct Weights {
    firsts: Vec<u32>,
    upto: Vec<Weight>,
}

impl Weights {
    /// Adds up `pieces`, which ascend.
    pub(super) fn of<'p>(pieces: impl Iterator<Item = &'p HtmlPiece>) -> Self {
        let mut weights = Self { firsts: Vec::new(), upto: vec![Weight::default()] };
        let mut sum = Weight::default();
        for piece in pieces {
            sum = sum.plus(piece);
            weights.firsts.push(piece.first);
            weights.upto.push(sum);
        }
        weights
    }

    /// Everything.
    pub(super) fn total(&self) -> Weight {
        self.upto.last().copied().unwrap_or_default()
    }

    /// What stands under node `at`.
    pub(super) fn under(&self, tree: &Tree, at: u32) -> Weight {
        self.between(at, tree.node(at).end)
    }

    /// What begins from node `from` on, before node `to`.
    pub(super) fn between(&self, from: u32, to: u32) -> Weight {
        let upto = |node: u32| {
            let pieces = self.firsts.partition_point(|first| *first < node);
            self.upto.get(pieces).copied().unwrap_or_default()
        };
        upto(to).minus(upto(from.min(to)))
    }
}
