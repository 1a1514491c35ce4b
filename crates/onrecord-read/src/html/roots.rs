//! Which elements of a page its article is in.
//!
//! The page's own word is believed where it holds enough of the running text; else the score of
//! Arc90's Readability decides, as Mozilla keeps it (`Readability.js`, `_grabArticle`): paragraphs
//! count for the elements around them, less for each further out.

use super::body::HtmlPage;
use super::furniture;
use super::pieces::{Gone, HtmlPiece};
use super::tags;
use super::tree::{Node, Tree};
use super::weights::Weights;
use onrecord_model::BlockKind;

/// Below this weight of running text a box under the title is not the article.
const ARTICLE: u64 = 200;

/// What may stand between the title and its article: a standfirst, a caption (weight).
const STANDFIRST: u64 = 400;

/// The elements that the article is in: what says so itself, else the densest. `weights` are those of what
/// is kept of `page`.
pub(super) fn roots(page: &HtmlPage<'_>, weights: &Weights) -> Vec<u32> {
    let tree = page.tree;
    let total = weights.total().prose;
    let found = |test: &dyn Fn(u32) -> bool| outermost(tree, &page.gone, test);
    let prose =
        |nodes: &Vec<u32>| nodes.iter().map(|at| weights.under(tree, *at).prose).sum::<u64>();
    // What each is, the share of the text (percent) at which it is believed, and at which under the title.
    let said = [
        (found(&|at| furniture::is_article_body(tree, at)), 40, 0),
        (found(&|at| furniture::is_body_by_name(tree, at, tree.node(at))), 60, 10),
        (articles(tree, &page.gone), 50, 15),
    ];
    for (nodes, share, headed) in said {
        let boxes = boxes(page, weights, nodes);
        let title = |nodes: &&Vec<u32>| is_headed(page, weights, nodes);
        if let Some(own) = boxes.iter().find(title)
            && prose(own) >= ARTICLE
            && prose(own) * 100 >= total * headed
        {
            return own.clone();
        }
        if let Some(most) = boxes.into_iter().max_by_key(prose)
            && prose(&most) * 100 >= total * share
        {
            return most;
        }
    }
    let mains =
        found(&|at| tree.node(at).tag == "main" || tree.attribute(at, "role") == Some("main"));
    let main = mains.into_iter().max_by_key(|at| weights.under(tree, *at).prose);
    let main = main.filter(|at| weights.under(tree, *at).prose * 100 >= total * 60);
    let kept: Vec<&HtmlPiece> = page.kept().map(|(_, piece)| piece).collect();
    densest(tree, weights, &kept, main.unwrap_or(Tree::ROOT))
}

/// Articles by element, by role, and by the class of an entry that no such element is in.
fn articles(tree: &Tree, gone: &Gone) -> Vec<u32> {
    let is_article =
        |at: u32| tree.node(at).tag == "article" || tree.attribute(at, "role") == Some("article");
    let articles: Vec<u32> =
        tree.under(Tree::ROOT).map(|(at, _)| at).filter(|at| is_article(*at)).collect();
    let holds_one = |at: u32| {
        let next = articles.partition_point(|article| *article <= at);
        articles.get(next).is_some_and(|article| *article < tree.node(at).end)
    };
    outermost(tree, gone, &|at| is_article(at) || (furniture::is_entry(tree, at) && !holds_one(at)))
}

/// The boxes of each article together: between those of one, no headline stands.
fn boxes(page: &HtmlPage<'_>, weights: &Weights, nodes: Vec<u32>) -> Vec<Vec<u32>> {
    let mut boxes: Vec<Vec<u32>> = Vec::new();
    for at in nodes.into_iter().filter(|at| weights.under(page.tree, *at).prose > 0) {
        match boxes.last_mut().and_then(|own| Some((*own.last()?, own))) {
            Some((before, own)) if !has_headline(page, before, at) => own.push(at),
            _ => boxes.push(vec![at]),
        }
    }
    boxes
}

/// Whether a heading stands between box `before` and box `at`, or the headline of another article in it.
fn has_headline(page: &HtmlPage<'_>, before: u32, at: u32) -> bool {
    let tree = page.tree;
    let (from, to) = (tree.node(before).end, tree.node(at).end);
    let first = page.all.partition_point(|piece| piece.first < from);
    let article = tree.node(at).tag == "article";
    let main = |piece: &HtmlPiece| tree.around(piece.first).any(|(_, node)| node.tag == "h1");
    let pieces = page.all.iter().enumerate().skip(first);
    pieces.take_while(|(_, piece)| piece.first < to).any(|(number, piece)| {
        piece.kind == BlockKind::Heading
            && page.is_kept(number)
            && (piece.first < at || article || main(piece))
    })
}

/// Whether the title stands in `boxes`, or before them with hardly any running text between.
fn is_headed(page: &HtmlPage<'_>, weights: &Weights, boxes: &[u32]) -> bool {
    let title = page.title.and_then(|at| page.all.get(at)).map(|piece| piece.first);
    let (Some(title), Some(first)) = (title, boxes.first().copied()) else { return false };
    boxes.iter().any(|at| *at <= title && title < page.tree.node(*at).end)
        || (title < first && weights.between(title + 1, first).prose <= STANDFIRST)
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
    root = climb(tree, weights, root, within);
    if root == within {
        return vec![within];
    }
    with_brothers(tree, weights, root)
}

/// From `root` up to the element that holds nothing else but more running text: an article in boxes.
fn climb(tree: &Tree, weights: &Weights, mut root: u32, within: u32) -> u32 {
    loop {
        let parent = tree.node(root).parent;
        if root == within || parent == within || parent == Tree::ROOT {
            return root;
        }
        let more = weights.under(tree, parent).minus(weights.under(tree, root));
        let text = more.prose * 10 >= more.all * 8 && more.links() <= 10 && more.headlines == 0;
        if more.all > 0 && !text {
            return root;
        }
        root = parent;
    }
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
