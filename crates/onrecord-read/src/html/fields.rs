//! Fields of forms: what a person filled in, chose or ticked is text of the page.

use super::tree::Tree;
use super::{body, tags};

/// How many nodes before a field are looked at for its label.
const NEAR: u32 = 16;

/// The words that field `at` stands for, if it was filled in. An `input` of another kind, an empty one, and
/// a password stand for nothing.
pub(super) fn filled(tree: &mut Tree, at: u32) -> Option<String> {
    let value = tree.attribute(at, "value").filter(|value| !value.trim().is_empty());
    let value = value.map(str::to_owned);
    let kind = tree.attribute(at, "type").map(|kind| kind.trim().to_ascii_lowercase());
    let ticked = tree.attribute(at, "checked").is_some();
    match kind.as_deref() {
        Some("checkbox") => Some(if ticked { " ☑ " } else { " ☐ " }.to_owned()),
        Some("radio") => Some(if ticked { " ◉ " } else { " ○ " }.to_owned()),
        Some("hidden" | "password" | "submit" | "button" | "reset" | "image" | "file") => None,
        _ => value.map(|value| format!("{}{value} ", gap(tree, at))),
    }
}

/// What stands between field `at` and the words before it on the same line; spaces behind those go.
pub(super) fn gap(tree: &mut Tree, at: u32) -> &'static str {
    let Some(before) = label(tree, at) else { return "" };
    let node = tree.node(before);
    let words = tree.words(node).trim_end();
    let (end, asks) = (node.span.start + words.len() as u32, words.ends_with([':', '：', '?']));
    let gap = match tree.node(node.parent).tag {
        "option" if tree.node(at).tag == "option" => ", ",
        "input" | "textarea" | "option" => return " ",
        _ if asks => return " ",
        _ => ": ",
    };
    if let Some(node) = tree.nodes.get_mut(before as usize) {
        node.span.end = end;
    }
    gap
}

/// The words before field `at` on the same line.
fn label(tree: &Tree, at: u32) -> Option<u32> {
    let before = (at.saturating_sub(NEAR)..at).rev();
    let before = before.take_while(|at| !matches!(tree.node(*at).tag, "br" | "hr"));
    let mut words = before.filter(|at| {
        let node = tree.node(*at);
        let parent = tree.node(node.parent);
        let blank = tree.words(node).trim().is_empty();
        !blank && !body::is_other_option(tree, node.parent, parent)
    });
    words.next().filter(|before| line(tree, *before) == line(tree, at))
}

/// The block that node `at` stands in.
fn line(tree: &Tree, at: u32) -> Option<u32> {
    tree.around(at).find(|(_, node)| tags::is_block(node.tag)).map(|(at, _)| at)
}
