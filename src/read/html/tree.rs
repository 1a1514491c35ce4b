//! [`Tree`]: the elements and texts of a page in the order of the file.
//!
//! The tokens are html5gum's. The tree is ours: a page may open a million elements, and the
//! standard's own tree construction walks its stack for each, which a hostile page turns into
//! hours. Here depth is bounded, nothing is moved once it stands, and a subtree is a range, so
//! that everybody walks it with a loop. What a browser would repair differently (text in a table
//! outside its cells, bold text across blocks) changes no words.

use std::convert::Infallible;

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use super::tags;
use crate::text::Span;

/// The longest value of an attribute that is kept (bytes): a link or a headline is shorter.
const VALUE: usize = 4096;

/// One element or text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    /// The element's name; empty for a text.
    pub(super) tag: &'static str,
    /// Where the words of a text stand.
    span: Span,
    /// The element that this one is in, formatting aside; [`Tree::ROOT`] is in itself.
    pub(super) parent: u32,
    /// One past the last node that is in this one.
    pub(super) end: u32,
    attributes: u32,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    text: String,
    attributes: Vec<(&'static str, Span)>,
    /// The words of the first `<title>`.
    pub(super) title: String,
    /// Scripts of linked data (JSON-LD).
    pub(super) linked: Vec<String>,
    /// Where a browser that saved the page says it was saved from.
    pub(super) saved_from: Option<String>,
}

impl Tree {
    /// The node that all others are in.
    pub(super) const ROOT: u32 = 0;

    /// Reads a page; elements deeper than `depth` are read flat.
    pub(super) fn of(page: &str, depth: usize) -> Self {
        let mut builder = Builder::new(depth);
        let mut emitter =
            CallbackEmitter::new(|event: CallbackEvent<'_>, _: html5gum::Span<()>| {
                builder.take(event);
                None::<Infallible>
            });
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(page, emitter).finish();
        builder.finish()
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// Node `at`; the root for what is none.
    pub(super) fn node(&self, at: u32) -> Node {
        let nothing = Node { tag: "", span: Span::new(0, 0), parent: 0, end: 0, attributes: 0 };
        self.nodes.get(at as usize).copied().unwrap_or(nothing)
    }

    /// The numbers and nodes of the subtree of `at`, itself first.
    pub(super) fn under(&self, at: u32) -> impl Iterator<Item = (u32, Node)> + '_ {
        (at..self.node(at).end).map(|at| (at, self.node(at)))
    }

    /// The elements that `at` is in, from the inside out, itself first, without the root
    /// and without formatting.
    pub(super) fn around(&self, at: u32) -> impl Iterator<Item = (u32, Node)> + '_ {
        let up = |at: &u32| Some(self.node(*at).parent);
        std::iter::successors(Some(at), up)
            .take_while(|at| *at != Self::ROOT)
            .map(|at| (at, self.node(at)))
    }

    /// The words of a text; empty for an element.
    pub(super) fn words(&self, node: Node) -> &str {
        node.span.of(&self.text)
    }

    /// The value of an attribute of node `at`.
    pub(super) fn attribute(&self, at: u32, name: &str) -> Option<&str> {
        let next = self.nodes.get(at as usize + 1).map(|next| next.attributes as usize);
        let range = self.node(at).attributes as usize..next.unwrap_or(self.attributes.len());
        let own = self.attributes.get(range).unwrap_or(&[]);
        own.iter().find(|(own, _)| *own == name).map(|(_, value)| value.of(&self.text))
    }

    /// The words under `at` on one line, spaces collapsed.
    pub(super) fn line(&self, at: u32) -> String {
        let mut line = String::new();
        for (_, node) in self.under(at) {
            if tags::is_block(node.tag) || node.tag == "br" {
                line.push(' ');
            }
            line.push_str(self.words(node));
        }
        super::one_line(&line)
    }
}

/// What is done with the words that come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Words {
    /// They are the page's.
    Read,
    /// They are the page's title.
    Title,
    /// They are linked data.
    Linked,
    /// They are code, or stand in a control.
    Dropped,
}

struct Builder {
    tree: Tree,
    /// The elements that are open, outermost first.
    open: Vec<u32>,
    depth: usize,
    /// Elements that were too deep to be opened: their end tags end nothing.
    flat: usize,
    /// Whether a start tag is being read, and which of its attributes.
    tag: bool,
    attribute: Option<&'static str>,
    words: Words,
}

impl Builder {
    fn new(depth: usize) -> Self {
        let root = Node { tag: "html", span: Span::new(0, 0), parent: 0, end: 1, attributes: 0 };
        Self {
            tree: Tree { nodes: vec![root], ..Tree::default() },
            open: Vec::new(),
            depth: depth.max(1),
            flat: 0,
            tag: false,
            attribute: None,
            words: Words::Read,
        }
    }

    fn finish(mut self) -> Tree {
        self.leave(0);
        let end = self.tree.len();
        if let Some(root) = self.tree.nodes.first_mut() {
            root.end = end;
        }
        self.tree
    }

    fn take(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = true;
                self.start(tags::element(name));
            }
            CallbackEvent::AttributeName { name } => {
                self.value(b"");
                self.attribute = tags::attribute(name);
            }
            CallbackEvent::AttributeValue { value } => self.value(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                self.value(b"");
                self.tag = false;
                self.started(self_closing);
            }
            CallbackEvent::EndTag { name } => {
                self.attribute = None;
                if self.words == Words::Read {
                    self.end(tags::element(name));
                }
                self.words = Words::Read;
            }
            CallbackEvent::String { value } => self.string(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { value } => self.comment(&String::from_utf8_lossy(value)),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn tag_of(&self, at: u32) -> &'static str {
        self.tree.node(at).tag
    }

    fn push(&mut self, tag: &'static str, span: Span) -> u32 {
        let at = self.tree.len();
        // Formatting is nobody's parent: it may end before what was opened in it, and the elements
        // around a node are then still no more than are open.
        let parent = self.open.iter().rev().find(|at| !tags::is_formatting(self.tag_of(**at)));
        let parent = parent.copied().unwrap_or(Tree::ROOT);
        let attributes = self.tree.attributes.len() as u32;
        self.tree.nodes.push(Node { tag, span, parent, end: at + 1, attributes });
        at
    }

    fn start(&mut self, tag: &'static str) {
        if tags::closes_paragraph(tag) {
            self.imply(&["p"], &[]);
        }
        match tag {
            "li" => self.imply(&["li"], &["ul", "ol", "menu", "dir"]),
            "dt" | "dd" => self.imply(&["dt", "dd"], &["dl"]),
            "option" | "optgroup" => self.imply(&["option"], &["select", "datalist"]),
            "td" | "th" => self.across(&["td", "th", "caption"], &["tr", "table"]),
            "tr" => self.across(&["tr", "caption", "colgroup"], &["table"]),
            "tbody" | "thead" | "tfoot" => {
                self.across(&["tbody", "thead", "tfoot", "caption", "colgroup"], &["table"]);
            }
            "body" => self.imply(&["head"], &[]),
            "a" => self.end("a"),
            _ if tags::is_heading(tag)
                && self.open.last().is_some_and(|at| tags::is_heading(self.tag_of(*at))) =>
            {
                self.leave(self.open.len() - 1);
            }
            _ => {}
        }
        self.push(tag, Span::new(0, 0));
    }

    /// Ends the innermost open one of `tags`, if it stands inside all of `within` and of the walls.
    fn imply(&mut self, tags: &[&str], within: &[&str]) {
        let stops = |tag: &str| within.contains(&tag) || tags::is_wall(tag);
        self.end_innermost(tags, stops);
    }

    /// The same in a table, where cells are no walls.
    fn across(&mut self, tags: &[&str], within: &[&str]) {
        self.end_innermost(tags, |tag| within.contains(&tag));
    }

    fn end_innermost(&mut self, tags: &[&str], stops: impl Fn(&str) -> bool) {
        for depth in (0..self.open.len()).rev() {
            let tag = self.open.get(depth).map_or("", |at| self.tag_of(*at));
            if tags.contains(&tag) {
                return self.leave(depth);
            }
            if stops(tag) {
                return;
            }
        }
    }

    /// The attributes of the newest element are read: it is opened, or has no inside.
    fn started(&mut self, self_closing: bool) {
        let at = self.tree.len().saturating_sub(1);
        let tag = self.tag_of(at);
        self.words = match tag {
            "script" if self.is_linked_data(at) => Words::Linked,
            "script" | "style" | "iframe" | "noembed" | "noscript" | "textarea" => Words::Dropped,
            "title" if self.tree.title.is_empty() && !self.is_open("svg") => Words::Title,
            "title" => Words::Dropped,
            _ => Words::Read,
        };
        let foreign = tag == "svg" || tag == "math" || self.is_open("svg") || self.is_open("math");
        if self.words != Words::Read || tags::is_void(tag) || (self_closing && foreign) {
            return;
        }
        if self.open.len() < self.depth {
            self.open.push(at);
        } else {
            self.flat += 1;
        }
    }

    fn is_linked_data(&self, at: u32) -> bool {
        let kind = self.tree.attribute(at, "type").unwrap_or("");
        kind.trim().get(..19).is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"))
    }

    /// Looked for only among the innermost: drawings are not deep.
    fn is_open(&self, tag: &str) -> bool {
        self.open.iter().rev().take(16).any(|at| self.tag_of(*at) == tag)
    }

    fn value(&mut self, value: &[u8]) {
        let (true, Some(name)) = (self.tag, self.attribute.take()) else { return };
        let value = String::from_utf8_lossy(value);
        let value = value.get(..value.floor_char_boundary(VALUE)).unwrap_or("");
        let span = self.pool(value);
        self.tree.attributes.push((name, span));
    }

    fn pool(&mut self, words: &str) -> Span {
        let from = self.tree.text.len();
        self.tree.text.push_str(words);
        Span::at(from, from + words.len())
    }

    fn end(&mut self, tag: &str) {
        if self.flat > 0 {
            self.flat -= 1;
            return;
        }
        match tag {
            "html" | "body" => {}
            "br" => _ = self.push("br", Span::new(0, 0)),
            _ if tags::is_formatting(tag) => self.end_formatting(tag),
            "table" => self.across(&["table"], &[]),
            "tr" | "tbody" | "thead" | "tfoot" | "td" | "th" | "caption" => {
                self.across(&[tag], &["table"]);
            }
            _ if tags::is_heading(tag) => self.imply(&["h1", "h2", "h3", "h4", "h5", "h6"], &[]),
            "li" => self.imply(&["li"], &["ul", "ol"]),
            _ if tags::is_block(tag) || tags::is_wall(tag) => self.imply(&[tag], &[]),
            _ => self.end_innermost(&[tag], |open| tags::is_block(open) || tags::is_wall(open)),
        }
    }

    /// Only the element itself ends; blocks opened inside it go on.
    fn end_formatting(&mut self, tag: &str) {
        let end = self.tree.len();
        for depth in (0..self.open.len()).rev() {
            let Some(at) = self.open.get(depth).copied() else { return };
            if self.tag_of(at) == tag {
                self.open.remove(depth);
                return self.close(at, end);
            }
            if tags::is_wall(self.tag_of(at)) {
                return;
            }
        }
    }

    /// Ends all open elements from `depth` on.
    fn leave(&mut self, depth: usize) {
        let end = self.tree.len();
        for at in self.open.split_off(depth) {
            self.close(at, end);
        }
    }

    fn close(&mut self, at: u32, end: u32) {
        if let Some(node) = self.tree.nodes.get_mut(at as usize) {
            node.end = end;
        }
    }

    fn string(&mut self, words: &str) {
        match self.words {
            Words::Read => {
                let span = self.pool(words);
                self.push("", span);
            }
            Words::Title => self.tree.title.push_str(words),
            Words::Linked => self.tree.linked.push(words.to_owned()),
            Words::Dropped => {}
        }
    }

    /// `saved from url=(0042)https://…` of browsers, `url: https://…` of SingleFile.
    fn comment(&mut self, comment: &str) {
        let head = comment.get(..comment.floor_char_boundary(VALUE)).unwrap_or("");
        let saved = head.contains("saved from url=(") || head.contains("SingleFile");
        if !saved || self.tree.saved_from.is_some() {
            return;
        }
        let link = head.find("http").and_then(|at| head.get(at..)).unwrap_or("");
        self.tree.saved_from = link.split_whitespace().next().map(str::to_owned);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as nested brackets.
    fn shown(page: &str, depth: usize) -> String {
        let tree = Tree::of(page, depth);
        let (mut out, mut open) = (String::new(), Vec::new());
        for (at, node) in tree.under(Tree::ROOT).skip(1) {
            while open.last().is_some_and(|end| *end <= at) {
                open.pop();
                out.push(')');
            }
            if node.tag.is_empty() {
                out.push_str(tree.words(node));
            } else if node.end > at + 1 {
                out.push_str(&format!("{}(", node.tag));
                open.push(node.end);
            } else {
                out.push_str(&format!("{} ", node.tag));
            }
        }
        out + &")".repeat(open.len())
    }

    #[test]
    fn pages_become_trees() {
        for (page, tree) in [
            ("<p>one<p>two<div>three</div>", "p(one)p(two)div(three)"),
            ("<ul><li>a<ul><li>b</ul><li>c</ul>d", "ul(li(aul(li(b)))li(c))d"),
            ("<table><tr><td>a<td><p>b<tr><th>c</table>d", "table(tr(td(a)td(p(b)))tr(th(c)))d"),
            ("<div><span>a</div>b</span>c", "div(span(a))bc"),
            ("<div><a href=x><div>a</a>b</div>c</div>d", "div(a(div(a)bc))d"),
            ("<td></div><h2>a</h3>b", "td(h2(a)b)"),
            (
                "<script>a<b></script><style>c</style><textarea><p></textarea>d",
                "script style textarea d",
            ),
            ("<b>a<p>b</b>c</p>d", "b(ap(b))cd"),
            ("a<br/>b</br>c<hr>d<img src=x>", "abr bbr chr dimg "),
            ("<svg><path/><title>t</title></svg><x-y>e</x-y>", "svg(? title )?(e)"),
            ("&lt;p&gt; &amp;eacute; &eacute; &#8220; &nbsp", "<p> &eacute; é “ \u{a0}"),
            ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a)dd(b)dt(c))"),
            ("<body><div>a</body></html>b", "body(div(ab))"),
        ] {
            // Formatting that ends inside a block overlaps it: brackets are then only a likeness.
            let shown = shown(page, 400);
            assert_eq!(shown.matches('(').count(), shown.matches(')').count());
            if !page.contains("<b>") && !page.contains("<a ") {
                assert_eq!(shown, tree, "{page}");
            }
        }
        let tree = Tree::of("<div><a href=x><div>a</a>b</div>c</div>d", 400);
        let ends: Vec<_> =
            tree.under(0).filter(|(_, n)| n.tag == "a").map(|(_, n)| n.end).collect();
        assert_eq!(ends, [5]);
        assert_eq!(shown("<div><div><div>a</div>b</div>c</div>d", 1), "div(div div abc)d");
    }

    #[test]
    fn what_stands_beside_the_words_is_kept() {
        let page = "<!-- saved from url=(0020)https://example.org/a --><title>A &amp; B</title>\
            <script type='application/ld+json'>{\"a\":1}</script>\
            <p class='one two' onclick=x id=i hidden>w</p><title>no</title>";
        let tree = Tree::of(page, 400);
        assert_eq!(tree.saved_from.as_deref(), Some("https://example.org/a"));
        assert_eq!(
            (tree.title.as_str(), tree.linked.as_slice()),
            ("A & B", &["{\"a\":1}".to_owned()][..])
        );
        let at = tree.under(0).find(|(_, node)| node.tag == "p").map(|(at, _)| at).unwrap();
        for (name, value) in
            [("class", Some("one two")), ("id", Some("i")), ("hidden", Some("")), ("href", None)]
        {
            assert_eq!(tree.attribute(at, name), value, "{name}");
        }
        assert_eq!(tree.line(at), "w");
        assert_eq!(tree.line(Tree::ROOT), "w");
    }

    proptest::proptest! {
        #[test]
        fn subtrees_are_ranges(page in "(<(div|p|b|a|li|td|table|svg|script|h1|/div|/p|/b|/a|/td|/svg)>|[a ]){0,30}") {
            let tree = Tree::of(&page, 5);
            for (at, node) in tree.under(Tree::ROOT) {
                proptest::prop_assert!(at < node.end && node.end <= tree.len());
                proptest::prop_assert!(node.parent <= at);
                proptest::prop_assert!(tree.around(at).count() <= 6);
            }
        }
    }
}
