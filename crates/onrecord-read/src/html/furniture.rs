//! What of a page is furniture by its own word: element, role, class, id.
//!
//! Names lie: a whole article may stand in `class="no-sidebar"` or in a form. So whoever asks
//! weighs the answer against how much of the page's running text is inside ([`Grade`]).

use super::names::{self, Token, is_caption_name, is_topic, name_words, token_grade};
use super::tags;
use super::tree::{Node, Tree};
use onrecord_text::Part as _;

/// How many nodes of a form are looked at.
const FORM: usize = 2000;

/// How many nodes of a figure are looked at.
const FIGURE: usize = 400;

/// How much of a heading is read to know an id by it: nodes, and bytes of each.
const HEADING: (usize, usize) = (12, 300);

/// How sure the page's own words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    /// A class or id that mostly names furniture.
    Named,
    /// An element or role that is made for it.
    Made,
    /// What readers wrote: often more than the article.
    Readers,
}

/// Whether node `at` is furniture by its own word.
pub(super) fn grade(tree: &Tree, at: u32, node: Node) -> Option<Grade> {
    if node.tag.is_empty() || matches!(node.tag, "html" | "body" | "main" | "br") {
        return None;
    }
    let named = named(tree, at, node);
    let made = made(tree, at, node) || role(tree, at);
    named.max(made.then_some(Grade::Made))
}

fn made(tree: &Tree, at: u32, node: Node) -> bool {
    let inside = |tags: &[&str]| tree.around(at).skip(1).any(|(_, node)| tags.contains(&node.tag));
    match node.tag {
        "nav" | "aside" | "dialog" | "menu" | "search" => true,
        "form" | "fieldset" => !is_filled_in(tree, at),
        // In a quotation the footer says who spoke.
        "footer" => !inside(&["blockquote"]),
        "header" => !inside(&["article", "main"]),
        _ => false,
    }
}

/// Whether somebody wrote into more than one field of form `at`: one may be what is searched for.
fn is_filled_in(tree: &Tree, at: u32) -> bool {
    let written = |(at, node): &(u32, Node)| match node.tag {
        "textarea" => node.end > at + 1,
        "input" => {
            let button = tree.attribute(*at, "type").is_some_and(|kind| {
                kind.eq_ignore_ascii_case("checkbox") || kind.eq_ignore_ascii_case("radio")
            });
            node.end > at + 1 && !button
        }
        _ => false,
    };
    tree.under(at).take(FORM).filter(written).nth(1).is_some()
}

fn role(tree: &Tree, at: u32) -> bool {
    let Some(role) = tree.attribute(at, "role") else { return false };
    matches!(
        role.trim(),
        "navigation"
            | "banner"
            | "contentinfo"
            | "complementary"
            | "search"
            | "menu"
            | "menubar"
            | "dialog"
            | "alertdialog"
            | "form"
            | "toolbar"
            | "tooltip"
            | "tablist"
    )
}

fn named(tree: &Tree, at: u32, node: Node) -> Option<Grade> {
    let article = node.tag == "article";
    // The id of an article is its name, and that of a heading what it says: places to link to.
    let id = tree.attribute(at, "id").filter(|_| !article && !tags::is_heading(node.tag));
    let names = [tree.attribute(at, "class"), id];
    let tokens = || names.into_iter().flatten().flat_map(str::split_whitespace).take(40);
    let entry = tokens().any(names::is_entry);
    let mut worst = None;
    for token in tokens().filter(|token| !(entry && is_topic(token))) {
        match token_grade(token) {
            Token::Body => return None,
            Token::Furniture(Grade::Named) if article => {}
            Token::Furniture(_) if id == Some(token) && is_slug(tree, at, token) => {}
            Token::Furniture(grade) => worst = worst.max(Some(grade)),
            Token::Other => {}
        }
    }
    worst
}

/// Whether `id` says what the first heading in node `at` says: a place to link to, of at least two words.
fn is_slug(tree: &Tree, at: u32, id: &str) -> bool {
    let words = name_words(id);
    let heading = tree.under(at).take(40).find(|(_, node)| tags::is_heading(node.tag));
    let (true, Some((heading, _))) = (words.len() >= 2, heading) else { return false };
    let (nodes, most) = HEADING;
    let mut line = String::new();
    for (_, node) in tree.under(heading).take(nodes) {
        let part = tree.words(node);
        line.push_str(part.part(..part.floor_char_boundary(most)));
    }
    let line = name_words(&line.to_lowercase());
    line == words || (words.len() >= 3 && line.starts_with(&words))
}

/// Whether node `at` is not shown: hidden from all, or only meant for a machine that reads aloud.
pub(super) fn is_hidden(tree: &Tree, at: u32, node: Node) -> bool {
    if node.tag.is_empty() {
        return false;
    }
    let is = |name, test: fn(&str) -> bool| tree.attribute(at, name).is_some_and(test);
    tree.attribute(at, "hidden").is_some()
        // Words in a line that are hidden from a voice are shown to the eye: a large first letter.
        || (tags::is_block(node.tag) && is("aria-hidden", |value| value.trim() == "true"))
        || is("style", |style| {
            let style = style.replace(' ', "").to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
        || is("class", |class| {
            class.split_whitespace().any(|class| {
                matches!(
                    class,
                    "mw-editsection"
                        | "mw-jump-link"
                        | "skip-link"
                        | "skiplink"
                        | "sr-only"
                        | "visually-hidden"
                        | "visuallyhidden"
                        | "screen-reader-text"
                        | "screen-reader-only"
                        | "u-visually-hidden"
                        | "offscreen"
                        | "sr-text"
                )
            })
        })
}

/// Whether node `at` is hidden so that its place stays empty: no text is folded away like that.
pub(super) fn is_left_blank(tree: &Tree, at: u32) -> bool {
    tree.attribute(at, "style").is_some_and(|style| {
        let style = style.replace(' ', "").to_ascii_lowercase();
        style.contains("visibility:hidden") && !style.contains("display:none")
    })
}

/// Whether node `at` says of itself that it is the body of an article.
pub(super) fn is_article_body(tree: &Tree, at: u32) -> bool {
    let says = |name| {
        tree.attribute(at, name).is_some_and(|value| {
            value
                .split_whitespace()
                .any(|value| value.trim_start_matches("schema:") == "articleBody")
        })
    };
    says("itemprop") || says("property")
}

/// Whether node `at` is an entry by the class that the microformats give it (hAtom, h-entry).
pub(super) fn is_entry(tree: &Tree, at: u32) -> bool {
    matches!(tree.node(at).tag, "div" | "section")
        && tree.attribute(at, "class").is_some_and(|class| {
            class.split_whitespace().any(|class| matches!(class, "hentry" | "h-entry"))
        })
}

/// Whether node `at` is the caption of a picture, or says whose picture it is.
pub(super) fn is_caption(tree: &Tree, at: u32, node: Node) -> bool {
    match node.tag {
        "figcaption" => true,
        // A figure may hold a table or a quotation.
        "figure" => !tree
            .under(at)
            .take(FIGURE)
            .any(|(_, node)| matches!(node.tag, "table" | "blockquote" | "pre" | "li")),
        tag if tags::is_block(tag) => tree.attribute(at, "class").is_some_and(|class| {
            let mut words = class.split_whitespace().take(20).flat_map(name_words);
            words.any(|word| is_caption_name(&word))
        }),
        _ => false,
    }
}

/// Whether a class of node `at` is one that publishing systems give to the body of an article.
pub(super) fn is_body_by_name(tree: &Tree, at: u32, node: Node) -> bool {
    matches!(node.tag, "div" | "section" | "article")
        && [tree.attribute(at, "class"), tree.attribute(at, "id")].into_iter().flatten().any(
            |names| {
                names.split_whitespace().any(|name| {
                    let words = name_words(name);
                    let whole = words.concat();
                    matches!(
                        whole.as_str(),
                        "articlebody"
                            | "articlecontent"
                            | "articletext"
                            | "entrycontent"
                            | "postcontent"
                            | "postbody"
                            | "storybody"
                            | "storycontent"
                            | "newsbody"
                            | "newscontent"
                            | "bodycontent"
                            | "articlebodycontent"
                            | "storybodytext"
                            | "mwparseroutput"
                            | "cuerponoticia"
                            | "articlebodytext"
                    )
                })
            },
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    #[test]
    fn furniture_is_told_by_its_own_word() {
        for (element, want) in [
            ("<nav>", Some(Grade::Made)),
            ("<div role=banner>", Some(Grade::Made)),
            ("<div class='site__relatedPosts'>", Some(Grade::Named)),
            ("<div id=sidebar>", Some(Grade::Named)),
            ("<section class='comments-area'>", Some(Grade::Readers)),
            ("<article class='comment'>", Some(Grade::Readers)),
            ("<article class='teaser related'>", None),
            ("<div class='no-sidebar has-comments'>", None),
            ("<div class='article-body social-share'>", None),
            ("<div class='related-content'>", Some(Grade::Named)),
            ("<div class='about-author'>", Some(Grade::Named)),
            ("<div class='shareholders commentary adler'>", None),
            ("<article class='hentry category-discussion tag-ad'>", None),
            ("<div class='post-7 type-post hentry section-comments category-menu'>", None),
            ("<div id=node-7 class='node node-story node-promoted'>", None),
            ("<div class='section-comments'>", Some(Grade::Readers)),
            ("<h2 id=why-the-police-did-not-respond>", None),
            ("<div class='post-7 hentry comments'>", Some(Grade::Readers)),
            ("<div>", None),
        ] {
            let tree = Tree::of(element, &Limits::default());
            assert_eq!(grade(&tree, 1, tree.node(1)), want, "{element}");
        }
    }

    #[test]
    fn what_is_not_shown_is_hidden() {
        for (element, want) in [
            ("<p hidden>", true),
            ("<p style='color:red; Display: none'>", true),
            ("<span class='a sr-only'>", true),
            ("<p aria-hidden=true>", true),
            ("<span aria-hidden=true>", false),
            ("<p aria-hidden=false class=hiddenness>", false),
        ] {
            let tree = Tree::of(element, &Limits::default());
            assert_eq!(is_hidden(&tree, 1, tree.node(1)), want, "{element}");
        }
    }
}
