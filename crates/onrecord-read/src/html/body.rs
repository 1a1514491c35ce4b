//! Which pieces of a page are its main text.
//!
//! In steps, each of which only takes away: what is not shown; furniture by its own word; what
//! stands outside the article ([`roots`]); what pictures show ([`captions`](super::captions)); lists of
//! links and teasers inside it ([`links`](super::links)); labels at its [`ends`](super::ends). Every step
//! weighs what it would take: a step that would take much of the running text is not done. Where a page
//! has no running text to speak of, all but the furniture stays.

use super::byline;
use super::furniture::{self, Grade};
use super::pieces::{self, Gone, HtmlPiece};
use super::roots;
use super::tags;
use super::tree::{Node, Tree};
use super::weights::Weights;
use crate::About;
use onrecord_model::{BlockKind, LeftOut};
use onrecord_text::blanks::collapsed;

/// If less than this share (percent) of the words is left, names were taken too seriously.
const LEFT: u64 = 10;

/// The same for the running text where names are all that speaks against it, parted by this.
const THIRD: u64 = 3;

/// A line that repeats the title or says who wrote weighs no more.
const SAID: u32 = 300;

/// What a box shows of an article beside a part of it that is not seen (weight).
const SHOWN: u64 = 200;

/// The main text: its pieces, what inside them is not read, and what is left out.
pub(super) struct HtmlBody {
    /// The pieces of the page in order, and as what those are left out that are not the main text.
    pub(super) pieces: Vec<(HtmlPiece, Option<LeftOut>)>,
    /// Nodes that are not read.
    pub(super) gone: Gone,
    /// Nodes that are not shown, the outermost of each in order; those without words are not among them.
    pub(super) hidden: Vec<u32>,
    /// Whether less than a third of the running text is left, comments aside.
    pub(super) little: bool,
}

/// Finds the main text of a page that says `said` about itself.
pub(super) fn body(tree: &Tree, said: &About) -> HtmlBody {
    let (gone, hidden) = hidden(tree);
    let all = pieces::pieces(tree, &gone);
    let mut page = HtmlPage {
        tree,
        gone,
        out: vec![None; all.len()],
        all,
        title: None,
        repeated: false,
        own: Vec::new(),
    };
    page.find_title(said.title.as_deref());
    let whole = page.weights().total();
    for grade in [Grade::Readers, Grade::Made, Grade::Named] {
        let before = (page.weights().total(), page.out.clone());
        page.drop_furniture(grade);
        let after = page.weights().total();
        let much =
            grade == Grade::Named && before.0.is_article() && after.prose * THIRD < before.0.prose;
        if after.all * 100 < before.0.all * LEFT || much {
            page.out = before.1;
        }
    }
    if page.weights().total().is_article() {
        page.keep_article();
        page.drop_captions();
        page.drop_links();
        page.drop_pointers();
        page.drop_more();
        page.trim();
        page.drop_notices();
    }
    page.name_repeats(said);
    let little = whole.is_article()
        && page.weights().total().prose * THIRD < whole.prose - page.prose_of(LeftOut::Comments);
    HtmlBody {
        pieces: page.all.into_iter().zip(page.out).collect(),
        gone: page.gone,
        hidden,
        little,
    }
}

/// What has no words of its own, whatever the page.
pub(super) fn wordless(tree: &Tree) -> Gone {
    let wordless = |at| {
        let node = tree.node(at);
        tags::is_wordless(node.tag) || is_other_option(tree, at, node)
    };
    (0..tree.len()).map(wordless).collect()
}

/// Whether node `at` is what could have been chosen in a form, and was not.
pub(super) fn is_other_option(tree: &Tree, at: u32, node: Node) -> bool {
    node.tag == "option" && tree.attribute(at, "selected").is_none()
}

/// What is not shown, unless that is most of the running text: a page saved while a dialog lay
/// over it hides everything else.
fn hidden(tree: &Tree) -> (Gone, Vec<u32>) {
    let mut gone = wordless(tree);
    let weights = Weights::of(pieces::pieces(tree, &gone).iter());
    let most = weights.total().prose / 2;
    let mut hidden = Vec::new();
    let mut at = 1;
    while at < tree.len() {
        let node = tree.node(at);
        let here = weights.under(tree, at).prose;
        let hide = furniture::is_hidden(tree, at, node)
            && (here <= most
                || furniture::is_left_blank(tree, at)
                    && tree.around(at).skip(1).any(|(near, node)| {
                        matches!(node.tag, "article" | "main")
                            && weights.under(tree, near).prose >= here + SHOWN
                    }));
        if hide && let Some(gone) = gone.get_mut(at as usize) {
            *gone = true;
            hidden.push(at);
        }
        at = if hide { node.end.max(at + 1) } else { at + 1 };
    }
    (gone, hidden)
}

/// A page whose pieces are left out step by step.
pub(super) struct HtmlPage<'t> {
    /// The page itself.
    pub(super) tree: &'t Tree,
    /// Nodes that are not read.
    pub(super) gone: Gone,
    /// All pieces, in order.
    pub(super) all: Vec<HtmlPiece>,
    /// As what each of `all` is left out, if it is.
    pub(super) out: Vec<Option<LeftOut>>,
    /// The piece that is the title.
    pub(super) title: Option<usize>,
    /// Whether it has the words of the title in the metadata.
    pub(super) repeated: bool,
    /// Where lists of the article's own links begin and end, in order.
    pub(super) own: Vec<(u32, u32)>,
}

impl HtmlPage<'_> {
    /// The pieces that are still the main text, with their numbers.
    pub(super) fn kept(&self) -> impl Iterator<Item = (usize, &HtmlPiece)> {
        self.all.iter().enumerate().filter(|(at, _)| self.is_kept(*at))
    }

    /// Whether piece `at` is still the main text.
    pub(super) fn is_kept(&self, at: usize) -> bool {
        self.out.get(at).is_some_and(Option::is_none)
    }

    /// What is still the main text, weighed.
    pub(super) fn weights(&self) -> Weights {
        Weights::of(self.kept().map(|(_, piece)| piece))
    }

    /// How much running text is left out as `what` (weight).
    fn prose_of(&self, what: LeftOut) -> u64 {
        let left = self.all.iter().zip(&self.out).filter(|(_, out)| **out == Some(what));
        left.map(|(piece, _)| u64::from(piece.prose())).sum()
    }

    /// Leaves out what does not pass `test`.
    pub(super) fn keep_only(&mut self, what: LeftOut, test: impl Fn(usize, &HtmlPiece) -> bool) {
        for (at, (piece, out)) in self.all.iter().zip(&mut self.out).enumerate() {
            if out.is_none() && !test(at, piece) {
                *out = Some(what);
            }
        }
    }

    /// The words of a piece on one line.
    pub(super) fn words(&self, piece: &HtmlPiece) -> String {
        collapsed(&pieces::words(self.tree, &self.gone, piece))
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

    /// What is left out and says again what the page says about itself is no furniture: its title, and the
    /// line that names who wrote it.
    fn name_repeats(&mut self, said: &About) {
        let repeats = |piece: &HtmlPiece| {
            let words = self.words(piece);
            let title = said.title.as_deref().is_some_and(|title| same(&words, title));
            title || said.byline.as_deref().is_some_and(|by| byline::names(&words, by))
        };
        let out = self.all.iter().zip(&self.out).map(|(piece, out)| {
            let short = *out == Some(LeftOut::Furniture) && piece.weight <= SAID;
            if short && repeats(piece) { Some(LeftOut::Repeats) } else { *out }
        });
        self.out = out.collect();
    }

    /// Drops what is furniture of `grade` by its own word and holds no more of the text than such
    /// furniture may. Comments may be far longer than the article; an element of a mere name not.
    fn drop_furniture(&mut self, grade: Grade) {
        let weights = self.weights();
        let total = weights.total();
        let prose = total.is_article();
        let (share, what) = match grade {
            Grade::Readers => (95, LeftOut::Comments),
            Grade::Made => (50, LeftOut::Furniture),
            Grade::Named => (30, LeftOut::Furniture),
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
                self.drop(what, at);
            }
            at = if gone || drop { node.end.max(at + 1) } else { at + 1 };
        }
    }

    /// Whether the pieces that begin under node `at` end there too: some words of a paragraph are
    /// not dropped, nor is a paragraph for its first words.
    pub(super) fn is_apart(&self, at: u32) -> bool {
        let end = self.tree.node(at).end;
        let next = self.all.partition_point(|piece| piece.first < end);
        let last = next.checked_sub(1).and_then(|last| self.all.get(last));
        last.is_none_or(|last| last.last <= end)
    }

    /// Drops the pieces that begin under node `at`.
    pub(super) fn drop(&mut self, what: LeftOut, at: u32) {
        let upto = |node: u32| self.all.partition_point(|piece| piece.first < node);
        let range = upto(at)..upto(self.tree.node(at).end);
        for out in self.out.get_mut(range).into_iter().flatten() {
            out.get_or_insert(what);
        }
    }

    /// Keeps the article and its standfirst: up to two sentences between the title and the text; and
    /// a title that says something else than the metadata.
    fn keep_article(&mut self) {
        let roots = roots::roots(self, &self.weights());
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
        self.keep_only(LeftOut::Furniture, |at, _| keep.get(at).copied().unwrap_or(false));
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
