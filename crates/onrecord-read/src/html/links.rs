//! Inside an article: lists of links, teasers of other articles, lines that say where else to read.
//!
//! A list of the article's own sources is links too: it stays where its place says so.

use super::body::HtmlPage;
use super::pieces::HtmlPiece;
use super::tree::Node;
use onrecord_model::{BlockKind, LeftOut};

/// A headline that is a link, with no more running text under it than this, is a teaser.
const TEASER: u64 = 400;

/// A line that weighs less introduces nothing.
const INTRODUCTION: u32 = 20;

/// How many nodes of a box are looked at for a quotation.
const QUOTED: usize = 40;

/// The longest label before a link (characters).
const LABEL: usize = 30;

impl HtmlPage<'_> {
    /// Drops lists of links and teasers of other articles, unless they are most of the text.
    pub(super) fn drop_links(&mut self) {
        let weights = self.weights();
        let total = weights.total().prose;
        let before = self.out.clone();
        let mut at = 1;
        while at < self.tree.len() {
            let node = self.tree.node(at);
            let here = weights.under(self.tree, at);
            let list = matches!(node.tag, "ul" | "ol" | "dl" | "table");
            let own = list && here.links() > 60 && self.is_own_list(at, node);
            if own {
                self.own.push((at, node.end));
            }
            let drop = here.all > 0
                && here.prose * 100 <= total * 30
                && match node.tag {
                    _ if list => here.links() > 60 && !own,
                    "div" | "section" | "article" | "header" | "figure" | "center" => {
                        let teaser = here.headlines > 0 && here.prose <= TEASER * here.headlines;
                        (here.links() > 50 || teaser) && !self.quotes(at)
                    }
                    _ => false,
                };
            if drop {
                self.drop(LeftOut::Links, at);
            }
            at = if drop { node.end.max(at + 1) } else { at + 1 };
        }
        if self.weights().total().prose * 2 < total {
            self.out = before;
        }
    }

    /// Whether node `at` holds a quotation: somebody's post, with links to it.
    fn quotes(&self, at: u32) -> bool {
        self.tree.under(at).take(QUOTED).any(|(_, node)| node.tag == "blockquote")
    }

    /// Whether `piece` stands in a list of the article's own links.
    pub(super) fn is_in_own_list(&self, piece: &HtmlPiece) -> bool {
        let upto = self.own.partition_point(|(from, _)| *from <= piece.first);
        let last = upto.checked_sub(1).and_then(|last| self.own.get(last));
        last.is_some_and(|(_, to)| piece.first < *to)
    }

    /// Whether the list or table `at` is the article's own: beside it, in the same element, stands a line
    /// that introduces it, or running text on both sides.
    fn is_own_list(&self, at: u32, node: Node) -> bool {
        let next = self.all.partition_point(|piece| piece.first < at);
        let behind = self.all.partition_point(|piece| piece.first < node.end);
        let Some(before) = self.nearest((0..next).rev()) else { return false };
        if !self.is_beside(before, node) {
            return false;
        }
        let text = |piece: &HtmlPiece| piece.prose() > 0 && self.is_beside(piece, node);
        self.introduces(before)
            || (text(before) && self.nearest(behind..self.all.len()).is_some_and(text))
    }

    /// The first of `pieces` that is kept; not far is looked.
    fn nearest(&self, pieces: impl Iterator<Item = usize>) -> Option<&HtmlPiece> {
        pieces.take(50).find(|at| self.is_kept(*at)).and_then(|at| self.all.get(at))
    }

    /// Whether `piece` stands in the element that `node` is in, or is the text of a paragraph there.
    fn is_beside(&self, piece: &HtmlPiece, node: Node) -> bool {
        let own = self.tree.node(piece.first);
        let leaf =
            |node: &Node| matches!(node.tag, "p" | "blockquote" | "pre" | "h2" | "h3" | "h4");
        own.parent == node.parent
            || self
                .tree
                .around(piece.first)
                .any(|(_, around)| around.parent == node.parent && leaf(&around))
    }

    /// Whether a line says that something follows.
    fn introduces(&self, piece: &HtmlPiece) -> bool {
        piece.kind != BlockKind::Heading
            && piece.weight >= INTRODUCTION
            && self.words(piece).ends_with([':', '：'])
    }

    /// Drops lines that say where else to read: links alone, or behind a label. Those that a sentence
    /// introduces stay.
    pub(super) fn drop_pointers(&mut self) {
        let mut dropped = Vec::new();
        let mut introduced = false;
        for (at, piece) in self.kept() {
            if piece.linked == 0 {
                introduced = self.introduces(piece);
                continue;
            }
            introduced &= piece.linked * 2 > piece.weight;
            if !introduced && piece.kind == BlockKind::Paragraph && self.is_pointer(piece) {
                dropped.push(at);
            }
        }
        self.keep_only(LeftOut::Links, |at, _| dropped.binary_search(&at).is_err());
    }

    fn is_pointer(&self, piece: &HtmlPiece) -> bool {
        let other = piece.weight - piece.linked;
        if other as usize > LABEL + 4 {
            return false;
        }
        let mut around = self.tree.around(piece.first);
        if around.any(|(_, node)| matches!(node.tag, "blockquote" | "table")) {
            return false;
        }
        let words = self.words(piece);
        let label = words.split_once([':', '|', '>', '»']).map(|(label, _)| label);
        let label = label.map(|label| label.chars().filter(|c| !c.is_whitespace()).count());
        let labelled = label.is_some_and(|label| label <= LABEL && other as usize <= label + 4);
        labelled || (other <= 2 && piece.weight >= INTRODUCTION)
    }
}
