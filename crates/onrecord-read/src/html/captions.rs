//! What pictures show and whose they are: captions and credits.
//!
//! They are not the article's running text, and stand in the middle of it.

use super::body::HtmlPage;
use super::pieces::HtmlPiece;
use super::{furniture, phrases};
use onrecord_model::{BlockKind, LeftOut};
use std::collections::HashSet;

/// A caption weighs less.
const CAPTION: u64 = 900;

/// A credit weighs no more.
const CREDIT: u32 = 130;

/// How many elements around a caption, and how many nodes in each, are looked at for its picture.
const NEAR: (usize, u32) = (4, 400);

impl HtmlPage<'_> {
    /// Drops captions and credits, unless much of the running text stands in them. Of a caption without a
    /// picture, which a slide show has several times, one stays.
    pub(super) fn drop_captions(&mut self) {
        let weights = self.weights();
        let total = weights.total().prose;
        let before = self.out.clone();
        let mut seen = HashSet::new();
        let mut at = 1;
        while at < self.tree.len() {
            let node = self.tree.node(at);
            let here = weights.under(self.tree, at);
            let caption = here.all > 0
                && here.all < CAPTION
                && here.prose * 100 <= total * 30
                && furniture::is_caption(self.tree, at, node)
                && self.is_apart(at);
            let drop = caption && (self.is_by_picture(at) || !seen.insert(self.tree.line(at)));
            if drop {
                self.drop(LeftOut::Captions, at);
            }
            at = if drop { node.end.max(at + 1) } else { at + 1 };
        }
        let credits: Vec<usize> =
            self.kept().filter(|(_, piece)| self.is_credit(piece)).map(|(at, _)| at).collect();
        self.keep_only(LeftOut::Captions, |at, _| credits.binary_search(&at).is_err());
        if self.weights().total().prose * 10 < total * 7 {
            self.out = before;
        }
    }

    /// Whether `piece` is a caption.
    pub(super) fn is_caption(&self, piece: &HtmlPiece) -> bool {
        let mut around = self.tree.around(piece.first).take(NEAR.0);
        around.any(|(at, node)| furniture::is_caption(self.tree, at, node))
    }

    /// Whether a picture or a recording is in node `at` or near it.
    fn is_by_picture(&self, at: u32) -> bool {
        let (levels, most) = NEAR;
        let picture = |tag: &str| {
            matches!(
                tag,
                "img"
                    | "video"
                    | "audio"
                    | "iframe"
                    | "object"
                    | "embed"
                    | "svg"
                    | "noscript"
                    | "canvas"
                    | "source"
            )
        };
        self.tree.around(at).take(levels).any(|(near, node)| {
            node.end - near < most && self.tree.under(near).any(|(_, node)| picture(node.tag))
        })
    }

    fn is_credit(&self, piece: &HtmlPiece) -> bool {
        if piece.weight > CREDIT || piece.kind == BlockKind::Heading {
            return false;
        }
        let words = self.words(piece).to_lowercase();
        let label =
            words.split([':', ' ']).next().is_some_and(|word| phrases::CREDITS.contains(&word));
        words.starts_with(['©'])
            || words.starts_with("(c)")
            || (label && words.chars().take(24).any(|c| c == ':'))
    }
}
