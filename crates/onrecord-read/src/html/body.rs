//! Which pieces of a page are its main text.
//!
//! In steps, each of which only takes away: what is not shown; furniture by its own word; what
//! stands outside the article; lists of links and teasers inside it; labels at its ends. Every
//! step weighs what it would take: a step that would take much of the running text is not done.
//! Where a page has no running text to speak of, all but the furniture stays.

use super::furniture::{self, Grade};
use super::pieces::{self, Gone, HtmlPiece};
use super::roots;
use super::tags;
use super::tree::Tree;
use super::weights::Weights;
use onrecord_model::BlockKind;

/// A piece before an article that weighs less and is no sentence is a label.
const LABEL: u32 = 60;

/// The same after an article, where a signature or an address may stand.
const TAG: u32 = 20;

/// If less than this share (percent) of the words is left, names were taken too seriously.
const LEFT: u64 = 10;

/// A headline that is a link, with no more running text under it than this, is a teaser.
const TEASER: u64 = 400;

/// Lines inside an article that are never its own.
const LABELS: &[&str] = &[
    "advertisement",
    "advertisement - scroll to continue",
    "anuncio",
    "anzeige",
    "article continues below",
    "continue reading",
    "lee también",
    "lea también",
    "listen to this article",
    "publicidad",
    "publicité",
    "read more",
    "scroll to continue",
    "story continues below",
    "story continues below advertisement",
    "werbung",
];

/// The main text: its pieces, and what inside them is not read.
pub(super) struct HtmlBody {
    /// The pieces in order.
    pub(super) pieces: Vec<HtmlPiece>,
    /// Nodes that are not read.
    pub(super) gone: Gone,
}

/// Finds the main text of a page whose title, as its metadata have it, is `title`.
pub(super) fn body(tree: &Tree, title: Option<&str>) -> HtmlBody {
    let gone = hidden(tree);
    let all = pieces::pieces(tree, &gone);
    let mut page =
        HtmlPage { tree, gone, keep: vec![true; all.len()], all, title: None, repeated: false };
    page.find_title(title);
    for grade in [Grade::Readers, Grade::Made, Grade::Named] {
        let before = (page.weights().total().all, page.keep.clone());
        page.drop_furniture(grade);
        if page.weights().total().all * 100 < before.0 * LEFT {
            page.keep = before.1;
        }
    }
    if page.weights().total().is_article() {
        page.keep_article();
        page.clean();
        page.trim();
    }
    let kept = page.all.iter().zip(&page.keep).filter(|(_, keep)| **keep);
    HtmlBody { pieces: kept.map(|(piece, _)| *piece).collect(), gone: page.gone }
}

/// What has no words of its own, whatever the page.
pub(super) fn wordless(tree: &Tree) -> Gone {
    (0..tree.len()).map(|at| tags::is_wordless(tree.node(at).tag)).collect()
}

/// What is not shown, unless that is most of the running text: a page saved while a dialog lay
/// over it hides everything else.
fn hidden(tree: &Tree) -> Gone {
    let mut gone = wordless(tree);
    let weights = Weights::of(pieces::pieces(tree, &gone).iter());
    let most = weights.total().prose / 2;
    let mut at = 1;
    while at < tree.len() {
        let node = tree.node(at);
        let hide = furniture::is_hidden(tree, at, node) && weights.under(tree, at).prose <= most;
        if hide && let Some(gone) = gone.get_mut(at as usize) {
            *gone = true;
        }
        at = if hide { node.end.max(at + 1) } else { at + 1 };
    }
    gone
}

struct HtmlPage<'t> {
    tree: &'t Tree,
    gone: Gone,
    all: Vec<HtmlPiece>,
    /// Which of `all` are still the main text.
    keep: Vec<bool>,
    /// The piece that is the title.
    title: Option<usize>,
    /// Whether it has the words of the title in the metadata.
    repeated: bool,
}

impl HtmlPage<'_> {
    fn kept(&self) -> impl Iterator<Item = (usize, &HtmlPiece)> {
        self.all.iter().enumerate().filter(|(at, _)| self.is_kept(*at))
    }

    fn is_kept(&self, at: usize) -> bool {
        self.keep.get(at).copied().unwrap_or(false)
    }

    fn weights(&self) -> Weights {
        Weights::of(self.kept().map(|(_, piece)| piece))
    }

    fn keep_only(&mut self, test: impl Fn(usize, &HtmlPiece) -> bool) {
        for (at, (piece, keep)) in self.all.iter().zip(&mut self.keep).enumerate() {
            *keep = *keep && test(at, piece);
        }
    }

    fn words(&self, piece: &HtmlPiece) -> String {
        super::one_line(&pieces::words(self.tree, &self.gone, piece))
    }

    /// The first heading with the words of the title; else the only h1 that is no link.
    fn find_title(&mut self, title: Option<&str>) {
        let headings = || {
            let pieces = self.all.iter().enumerate();
            pieces.filter(|(_, piece)| piece.kind == BlockKind::Heading).take(200)
        };
        let said = |piece: &HtmlPiece| title.is_some_and(|title| same(&self.words(piece), title));
        let repeated = headings().find(|(_, piece)| said(piece)).map(|(at, _)| at);
        let mut main = headings().filter(|(_, piece)| {
            piece.linked == 0 && self.tree.around(piece.first).any(|(_, node)| node.tag == "h1")
        });
        let only = main.next().filter(|_| main.next().is_none()).map(|(at, _)| at);
        self.title = repeated.or(only);
        self.repeated = repeated.is_some();
    }

    /// Drops what is furniture of `grade` by its own word and holds no more of the text than such
    /// furniture may. Comments may be far longer than the article; an element of a mere name not.
    fn drop_furniture(&mut self, grade: Grade) {
        let weights = self.weights();
        let total = weights.total();
        let prose = total.is_article();
        let share = match grade {
            Grade::Readers => 95,
            Grade::Made => 50,
            Grade::Named => 30,
        };
        let title = self.title.and_then(|at| self.all.get(at)).map_or(0, |piece| piece.first);
        let mut at = 1;
        while at < self.tree.len() {
            let node = self.tree.node(at);
            let gone = self.gone.get(at as usize).copied().unwrap_or(true);
            let here = weights.under(self.tree, at);
            let (part, whole) =
                if prose { (here.prose, total.prose) } else { (here.all, total.all) };
            let titled = node.tag == "header" && at < title && title < node.end;
            let drop = !gone
                && here.all > 0
                && !titled
                && part * 100 <= whole * share
                && furniture::grade(self.tree, at, node) == Some(grade)
                && self.is_apart(at);
            if drop {
                self.drop(at);
            }
            at = if gone || drop { node.end.max(at + 1) } else { at + 1 };
        }
    }

    /// Whether the pieces that begin under node `at` end there too: some words of a paragraph are
    /// not dropped, nor is a paragraph for its first words.
    fn is_apart(&self, at: u32) -> bool {
        let end = self.tree.node(at).end;
        let next = self.all.partition_point(|piece| piece.first < end);
        let last = next.checked_sub(1).and_then(|last| self.all.get(last));
        last.is_none_or(|last| last.last <= end)
    }

    /// Drops the pieces that begin under node `at`.
    fn drop(&mut self, at: u32) {
        let upto = |node: u32| self.all.partition_point(|piece| piece.first < node);
        let range = upto(at)..upto(self.tree.node(at).end);
        if let Some(keep) = self.keep.get_mut(range) {
            keep.fill(false);
        }
    }

    /// Keeps the article and its standfirst: up to two sentences between the title and the text; and
    /// a title that says something else than the metadata.
    fn keep_article(&mut self) {
        let weights = self.weights();
        let roots = roots::roots(self.tree, &self.gone, &weights, &self.all, &self.keep);
        let Some(first) = roots.first().copied() else { return };
        let under = |piece: &HtmlPiece| {
            roots.iter().any(|at| *at <= piece.first && piece.first < self.tree.node(*at).end)
        };
        let title = self.title.unwrap_or(usize::MAX);
        let stand: Vec<usize> = self
            .kept()
            .filter(|(at, piece)| *at > title && piece.first < first && piece.is_sentence())
            .map(|(at, _)| at)
            .take(2)
            .chain(self.title.filter(|at| !self.repeated && self.is_kept(*at)))
            .collect();
        let keep: Vec<bool> = self
            .all
            .iter()
            .enumerate()
            .map(|(at, piece)| under(piece) || stand.contains(&at))
            .collect();
        self.keep_only(|at, _| keep.get(at).copied().unwrap_or(false));
    }

    /// Drops lists of links and teasers of other articles, unless they are most of the text.
    fn clean(&mut self) {
        let weights = self.weights();
        let total = weights.total().prose;
        let before = self.keep.clone();
        let mut at = 1;
        while at < self.tree.len() {
            let node = self.tree.node(at);
            let here = weights.under(self.tree, at);
            let drop = here.all > 0
                && here.prose * 100 <= total * 30
                && match node.tag {
                    "ul" | "ol" | "dl" | "table" => here.links() > 60,
                    "div" | "section" | "article" | "header" | "figure" | "center" | "li" => {
                        here.links() > 50
                            || (here.headlines > 0 && here.prose <= TEASER * here.headlines)
                    }
                    _ => false,
                };
            if drop {
                self.drop(at);
            }
            at = if drop { node.end.max(at + 1) } else { at + 1 };
        }
        if self.weights().total().prose * 2 < total {
            self.keep = before;
        }
    }

    /// Drops labels: the title (it stands in the metadata), what precedes and follows the text
    /// without being a sentence, headings over nothing.
    fn trim(&mut self) {
        let prose = |(at, piece): (usize, &HtmlPiece)| (piece.prose() > 0).then_some(at);
        let Some(first) = self.kept().find_map(prose) else { return };
        let last = self.kept().filter_map(prose).last().unwrap_or(first);
        let trailing = |(at, piece): &(usize, &HtmlPiece)| {
            let label = piece.weight < TAG && !piece.ended && piece.kind == BlockKind::Paragraph;
            let links = piece.linked * 2 > piece.weight && piece.kind != BlockKind::Note;
            *at > last && (links || label || piece.kind == BlockKind::Heading)
        };
        let kept: Vec<_> = self.kept().collect();
        let end = kept.iter().rev().find(|piece| !trailing(piece)).map_or(last, |(at, _)| *at);
        let title = self.title.filter(|_| self.repeated);
        self.keep_only(|at, piece| {
            let label = piece.weight < LABEL && !piece.ended && piece.kind != BlockKind::Heading;
            Some(at) != title && !(at < first && label) && at <= end
        });
        let labels: Vec<usize> = self
            .kept()
            .filter(|(_, piece)| piece.weight < LABEL)
            .filter(|(_, piece)| {
                LABELS.contains(&self.words(piece).to_lowercase().trim_end_matches(['.', ':', '…']))
            })
            .map(|(at, _)| at)
            .collect();
        self.keep_only(|at, _| labels.binary_search(&at).is_err());
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
            if empty && let Some(keep) = self.keep.get_mut(at) {
                *keep = false;
                continue;
            }
            next = Some(heading);
            lost = 0;
        }
    }
}

/// The same words, whatever the case and the signs; one may say a little more than the other.
pub(super) fn same(one: &str, other: &str) -> bool {
    let letters = |text: &str| {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let (one, other) = (letters(one), letters(other));
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && long.contains(&short) && short.len() * 10 >= long.len() * 6
}
