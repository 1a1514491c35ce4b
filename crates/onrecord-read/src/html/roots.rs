//! Which elements of a page its article is in.
//!
//! The page's own word is believed where it holds enough of the running text; else the score of
//! Arc90's Readability decides, as Mozilla keeps it (`Readability.js`, `_grabArticle`): paragraphs
//! count for the elements around them, less for each further out.

use super::furniture;
use super::pieces::{Gone, HtmlPiece};
use super::tags;
use super::tree::{Node, Tree};
use super::weights::Weights;

/// The elements that the article is in: what says so itself, else the densest.
pub(super) fn roots(
    tree: &Tree,
    gone: &Gone,
    weights: &Weights,
    all: &[HtmlPiece],
    keep: &[bool],
) -> Vec<u32> {
    let total = weights.total().prose;
    let found = |test: &dyn Fn(u32) -> bool| outermost(tree, gone, test);
    let best = |nodes: Vec<u32>, share: u64| {
        let best = nodes.into_iter().max_by_key(|at| weights.under(tree, *at).prose)?;
        (weights.under(tree, best).prose * 100 >= total * share).then_some(vec![best])
    };
    let bodies = found(&|at| furniture::is_article_body(tree, at));
    let said: u64 = bodies.iter().map(|at| weights.under(tree, *at).prose).sum();
    if said * 100 >= total * 40 {
        return bodies;
    }
    let named = found(&|at| furniture::is_body_by_name(tree, at, tree.node(at)));
    let articles = || {
        found(&|at| tree.node(at).tag == "article" || tree.attribute(at, "role") == Some("article"))
    };
    if let Some(root) = best(named, 60).or_else(|| best(articles(), 50)) {
        return root;
    }
    let mains =
        found(&|at| tree.node(at).tag == "main" || tree.attribute(at, "role") == Some("main"));
    let within = best(mains, 60).and_then(|mains| mains.first().copied()).unwrap_or(Tree::ROOT);
    let kept: Vec<&HtmlPiece> =
        all.iter().zip(keep).filter(|(_, keep)| **keep).map(|(p, _)| p).collect();
    densest(tree, weights, &kept, within)
}

/// The outermost nodes that pass `test`.
fn outermost(tree: &Tree, gone: &Gone, test: &dyn Fn(u32) -> bool) -> Vec<u32> {
    let mut found = Vec::new();
    let mut at = 1;
    while at < tree.len() {
        let skip = gone.get(at as usize).copied().unwrap_or(true);
        let take = !skip && !tree.node(at).tag.is_empty() && test(at);
        found.extend(take.then_some(at));
        at = if skip || take { tree.node(at).end.max(at + 1) } else { at + 1 };
    }
    found
}

/// The element inside `within` that running text is densest around, with its brothers that hold
/// much of it as well.
fn densest(tree: &Tree, weights: &Weights, pieces: &[&HtmlPiece], within: u32) -> Vec<u32> {
    let mut scores = vec![0u64; tree.len() as usize];
    let range = within..tree.node(within).end;
    for piece in pieces.iter().filter(|piece| piece.prose() > 0 && range.contains(&piece.first)) {
        let score = 100 + 100 * u64::from(piece.commas) + u64::from(piece.weight.min(300));
        let around = tree.around(piece.first).filter(|(_, node)| tags::is_block(node.tag));
        let skip = |(_, node): &(u32, _)| is_leaf(node);
        for (level, (at, _)) in around.skip_while(skip).take(5).enumerate() {
            let share = (level as u64 * 2).max(1);
            if let Some(sum) = scores.get_mut(at as usize) {
                *sum += score / share;
            }
        }
    }
    let rank = |at: u32| {
        let share = 100 - weights.under(tree, at).links().min(100);
        scores.get(at as usize).map(|score| score * share)
    };
    let total = weights.under(tree, within).prose;
    let best = range.clone().max_by_key(|at| (rank(*at), std::cmp::Reverse(*at)));
    let mut root = best.unwrap_or(within);
    while root != within && weights.under(tree, root).prose * 2 < total {
        root = tree.node(root).parent;
    }
    if root == within {
        return vec![within];
    }
    with_brothers(tree, weights, root)
}

fn is_leaf(node: &Node) -> bool {
    tags::is_heading(node.tag)
        || matches!(node.tag, "p" | "li" | "pre" | "blockquote" | "dd" | "dt" | "figcaption")
}

fn with_brothers(tree: &Tree, weights: &Weights, root: u32) -> Vec<u32> {
    let own = weights.under(tree, root).prose;
    let parent = tree.node(root).parent;
    let mut brothers = Vec::new();
    let mut at = parent + 1;
    while at < tree.node(parent).end {
        let here = weights.under(tree, at);
        let much = here.prose * 5 >= own && here.prose * 10 >= here.all * 7;
        let plain = here.prose > 0 && here.prose * 10 >= here.all * 9;
        if at == root || ((much || plain) && here.links() < 25) {
            brothers.push(at);
        }
        at = tree.node(at).end.max(at + 1);
    }
    brothers
}
