//! [`Tree`]: the elements and texts of a page in the order of the file.
//!
//! The tokens are html5gum's. The tree is ours: a page may open a million elements, and the
//! standard's own tree construction walks its stack for each, which a hostile page turns into
//! hours. Here depth is bounded, nothing is moved once it stands, and a subtree is a range, so
//! that everybody walks it with a loop. What a browser would repair differently (text in a table
//! outside its cells, bold text across blocks) changes no words.

use super::{builder, rows, tags};
use crate::Limits;
use onrecord_text::Part as _;
use onrecord_text::Span;
use onrecord_text::blanks::collapsed;

/// One element or text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    /// The element's name; empty for a text.
    pub(crate) tag: &'static str,
    /// Where the words of a text stand.
    pub(super) span: Span,
    /// The element that this one is in, formatting aside; [`Tree::ROOT`] is in itself.
    pub(super) parent: u32,
    /// One past the last node that is in this one.
    pub(crate) end: u32,
    /// Its first attribute; they end where those of the next node begin.
    pub(super) attributes: u32,
}

/// A page.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// All nodes; the root first.
    pub(super) nodes: Vec<Node>,
    /// Words and the values of attributes.
    pub(super) text: String,
    /// Names and values, in the order of the nodes.
    pub(super) attributes: Vec<(&'static str, Span)>,
    /// The words of the first `<title>`.
    pub(super) title: String,
    /// Scripts of linked data (JSON-LD).
    pub(super) linked: Vec<String>,
    /// Where a browser that saved the page says it was saved from.
    pub(super) saved_from: Option<String>,
    /// The name of the code that does not end, so that the rest of the page is not read.
    pub(super) unended: Option<&'static str>,
    /// Pages in the page that nobody is shown: what stands in for a script or a frame, comments.
    pub(super) unshown: Vec<String>,
    /// Its style sheets, one behind the other.
    pub(super) styles: String,
    /// The rows whose cells are read on one line, ascending.
    pub(super) rows: Vec<u32>,
    /// Whether there are more elements than are read.
    pub(crate) cut: bool,
}

impl Tree {
    /// The node that all others are in.
    pub(crate) const ROOT: u32 = 0;

    /// Reads a page; elements too deep for `limits` are read flat, what is beyond so many elements not at all.
    pub(crate) fn of(page: &str, limits: &Limits) -> Self {
        let tree = builder::build(page, limits);
        Self { rows: rows::rows(&tree), ..tree }
    }

    /// Whether node `at` is a row whose cells are read on one line.
    pub(super) fn is_row(&self, at: u32) -> bool {
        self.rows.binary_search(&at).is_ok()
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
    pub(crate) fn under(&self, at: u32) -> impl Iterator<Item = (u32, Node)> + '_ {
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
    pub(crate) fn words(&self, node: Node) -> &str {
        node.span.of(&self.text)
    }

    /// The value of an attribute of node `at`.
    pub(crate) fn attribute(&self, at: u32, name: &str) -> Option<&str> {
        let next = self.nodes.get(at as usize + 1).map(|next| next.attributes as usize);
        let range = self.node(at).attributes as usize..next.unwrap_or(self.attributes.len());
        let own = self.attributes.part(range);
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
        collapsed(&line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as nested brackets. Formatting may end inside a block that was opened in it, so its
    /// two ends are named: `<b>one p(two</b> three)`.
    fn shown(page: &str, depth: usize) -> String {
        let tree = Tree::of(page, &Limits { depth, ..Limits::default() });
        let (mut out, mut open) = (String::new(), Vec::new());
        let end = |node: Node| {
            if tags::is_formatting(node.tag) { format!("</{}>", node.tag) } else { ")".to_owned() }
        };
        for (at, node) in tree.under(Tree::ROOT).skip(1) {
            let ended = open.extract_if(.., |open: &mut Node| open.end <= at);
            out.extend(ended.collect::<Vec<_>>().into_iter().rev().map(end));
            if node.tag.is_empty() {
                out.push_str(tree.words(node));
            } else if tags::is_formatting(node.tag) {
                out.extend(["<", node.tag, ">"]);
                open.push(node);
            } else if node.end > at + 1 {
                out.extend([node.tag, "("]);
                open.push(node);
            } else {
                out.extend([node.tag, " "]);
            }
        }
        out.extend(open.into_iter().rev().map(end));
        out
    }

    #[test]
    fn pages_become_trees() {
        for (page, tree) in [
            ("<p>one<p>two<div>three</div>", "p(one)p(two)div(three)"),
            ("<ul><li>a<ul><li>b</ul><li>c</ul>d", "ul(li(aul(li(b)))li(c))d"),
            ("<table><tr><td>a<td><p>b<tr><th>c</table>d", "table(tr(td(a)td(p(b)))tr(th(c)))d"),
            ("<div><span>a</div>b</span>c", "div(span(a))bc"),
            ("<div><a href=x><div>a</a>b</div>c</div>d", "div(<a>div(a</a>b)c)d"),
            ("<td></div><h2>a</h3>b", "td(h2(a)b)"),
            (
                "<script>a<b></script><style>c</style><textarea><p></textarea>d",
                "script style textarea(<p> )d",
            ),
            ("<b>a<p>b</b>c</p>d", "<b>ap(b</b>c)d"),
            ("a<br/>b</br>c<hr>d<img src=x>", "abr bbr chr dimg "),
            ("<svg><path/><title>t</title></svg><x-y>e</x-y>", "svg(? title(t))?(e)"),
            ("<p>a<svg><title/><style/><script/></svg>b", "p(asvg(title style script )b)"),
            ("<math><style></math>a", "math(style )a"),
            ("<svg><g><g><p>a</svg>b", "svg(?(? ))p(ab)"),
            ("<svg><foreignObject><p>a</p></foreignObject></svg>b", "svg(foreignobject(p(a)))b"),
            ("<b><svg></b><style></style></svg><style><p></style>a", "<b>svg(</b>style )style a"),
            ("<title>a<p>b<textarea>c", "title ap(btextarea c)"),
            ("<textarea>a</textarea><p>b<textarea>c<i>d", "textarea(a )p(btextarea c<i>d</i>)"),
            ("<?xml version='1.0'?><title/><script/><p>a", "title script p(a)"),
            ("<script/>a</script><p>b", "script p(b)"),
            ("<p>a<script>b<p>c", "p(ascript )"),
            ("&lt;p&gt; &amp;eacute; &eacute; &#8220; &nbsp", "<p> &eacute; é “ \u{a0}"),
            ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a)dd(b)dt(c))"),
            ("<body><div>a</body></html>b", "body(div(ab))"),
        ] {
            assert_eq!(shown(page, 400), tree, "{page}");
        }
        assert_eq!(shown("<div><div><div>a</div>b</div>c</div>d", 1), "div(div div abc)d");
    }

    #[test]
    fn what_stands_beside_the_words_is_kept() {
        let page = "<!-- saved from url=(0020)https://example.org/a --><title>A &amp; B</title>\
            <script type='application/ld+json'>{\"a\":1}</script>\
            <p class='one two' onclick=x id=i hidden>w</p><title>no</title>";
        let tree = Tree::of(page, &Limits::default());
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

    #[test]
    fn a_page_is_read_up_to_so_many_elements() {
        let page = "<p class=a>one<p>two<title>three</title><script>four";
        for (elements, words, title) in [
            (1, "", ""),
            (3, "", ""),
            (4, "one", ""),
            (5, "one", ""),
            (6, "one two", ""),
            (7, "one two", "three"),
        ] {
            let tree = Tree::of(page, &Limits { elements, ..Limits::default() });
            assert!(tree.nodes.len() + tree.attributes.len() <= elements, "{elements}");
            let unended = (elements > 7).then_some("script");
            assert_eq!((tree.line(Tree::ROOT).as_str(), tree.title.as_str()), (words, title));
            assert_eq!((tree.unended, tree.cut), (unended, true), "{elements}");
        }
        let whole = Tree::of(page, &Limits { elements: 8, ..Limits::default() });
        assert_eq!((whole.unended, whole.cut), (Some("script"), false));
    }

    #[test]
    fn a_page_that_is_cut_has_whole_branches() {
        let page =
            "<!--a--><input value=b><textarea>c\nd</textarea><select><option selected>e<option>f";
        for elements in 0..24 {
            let tree = Tree::of(page, &Limits { elements, ..Limits::default() });
            let held = tree.nodes.len() + tree.attributes.len() + tree.unshown.len();
            assert!(held <= elements.max(1), "{elements}");
            for (at, node) in tree.under(Tree::ROOT).skip(1) {
                assert!(node.parent < at && at < node.end && node.end <= tree.len(), "{elements}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn subtrees_are_ranges(page in "(<(div|p|b|a|li|td|table|svg|script|h1|/div|/p|/b|/a|/td|/svg)>|[a ]){0,30}") {
            let tree = Tree::of(&page, &Limits { depth: 5, ..Limits::default() });
            for (at, node) in tree.under(Tree::ROOT) {
                proptest::prop_assert!(at < node.end && node.end <= tree.len());
                proptest::prop_assert!(node.parent <= at);
                proptest::prop_assert!(tree.around(at).count() <= 6);
            }
        }
    }
}
