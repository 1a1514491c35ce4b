//! What of a page is no running text and yet words: alternative texts of pictures, fields and buttons of
//! forms, labels for those who do not see it, what stands in for a film or a script, comments in the code, what
//! its style sheets write, and what it says about itself. It stands behind the text, by kind.
//!
//! Programs are no words, nor are the rest of style sheets. What a password field holds is never told.

use super::pieces::{self, Gone};
use super::tags;
use super::tree::{Node, Tree};
use super::{body, styles};
use crate::Limits;
use crate::description::SAYS;
use onrecord_model::LeftOut;
use onrecord_text::blanks::collapsed;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

/// How deep pages stand in pages: a comment in a template in a frame.
const PAGES: usize = 3;

/// A hidden field that is longer (bytes) and one word is a program's, of which the name is told.
const FIELD: usize = 200;

/// An element of more nodes has a label that names what is in it.
const LABELLED: u32 = 12;

/// What a page says about itself in its metadata; the last word of a name says what it is.
const ABOUT: [&str; 16] = [
    "abstract",
    "article:section",
    "article:tag",
    "author",
    "dc.description",
    "dc.subject",
    "dcterms.abstract",
    "dcterms.description",
    "dcterms.subject",
    "description",
    "keywords",
    "news_keywords",
    "og:description",
    "subject",
    "twitter:description",
    "citation_keywords",
];

/// Hands the words beside the text of `tree` to `tell`, in the order of the page; the same words of one kind once.
/// Returns whether there are more on it, or on a page in it, than are read.
pub(super) fn beside(tree: &Tree, limits: &Limits, tell: &mut dyn FnMut(LeftOut, &str)) -> bool {
    let hashers = [RandomState::new(), RandomState::new()];
    let mut found = Asides { limits, tell, seen: HashSet::new(), hashers, cut: false };
    found.page(tree, PAGES);
    found.cut
}

struct Asides<'l> {
    limits: &'l Limits,
    cut: bool,
    tell: &'l mut dyn FnMut(LeftOut, &str),
    /// What was handed over, each by two hashes: a page may have millions of pictures.
    seen: HashSet<[u64; 2]>,
    hashers: [RandomState; 2],
}

impl Asides<'_> {
    fn page(&mut self, tree: &Tree, pages: usize) {
        self.cut |= tree.cut;
        let code: Gone = (0..tree.len()).map(|at| is_code(tree.node(at).tag)).collect();
        let mut told = 0;
        for (at, node) in tree.under(Tree::ROOT) {
            let skipped = tags::is_wordless(node.tag) || body::is_other_option(tree, at, node);
            if at >= told && skipped && !matches!(node.tag, "head" | "rp") {
                told = node.end;
                if node.tag == "svg" {
                    self.put(LeftOut::Captions, &drawing(tree, at));
                    continue;
                }
                for piece in pieces::pieces_under(tree, &code, at) {
                    self.put(kind(node.tag), &pieces::words(tree, &code, &piece));
                }
            }
            self.attributes(tree, at, node, pages);
        }
        for page in &tree.unshown {
            self.inner(LeftOut::Hidden, page, pages);
        }
        styles::words(&tree.styles, &mut |words| self.put(LeftOut::Furniture, words));
    }

    /// A page in the page: all its words, and what is beside them.
    fn inner(&mut self, what: LeftOut, page: &str, pages: usize) {
        let Some(pages) = pages.checked_sub(1) else { return self.put(what, page) };
        let tree = Tree::of(page, &Limits { depth: 16 * pages.max(1), ..*self.limits });
        let gone = body::wordless(&tree);
        for piece in pieces::pieces(&tree, &gone) {
            self.put(what, &pieces::words(&tree, &gone, &piece));
        }
        self.page(&tree, pages);
    }

    fn attributes(&mut self, tree: &Tree, at: u32, node: Node, pages: usize) {
        let value =
            |name| tree.attribute(at, name).map(str::trim).filter(|value| !value.is_empty());
        match node.tag {
            "img" | "area" => {
                self.told(LeftOut::Captions, value("alt"));
                self.told(LeftOut::Captions, value("title"));
            }
            "video" | "audio" | "object" | "embed" => self.told(LeftOut::Captions, value("title")),
            "iframe" => {
                self.told(LeftOut::Captions, value("title"));
                if let Some(page) = value("srcdoc") {
                    self.inner(LeftOut::Furniture, page, pages);
                }
            }
            "abbr" | "acronym" | "dfn" => {
                let whole = value("title").map(|title| format!("{}: {title}", tree.line(at)));
                self.told(LeftOut::Hidden, whole.as_deref());
            }
            "meta" => {
                let name = ["name", "property"].into_iter().filter_map(value).find_map(about);
                if let (Some(name), Some(words)) = (name, value("content")) {
                    self.put(LeftOut::About, &format!("{name}{SAYS}{words}"));
                }
            }
            "textarea" => self.told(LeftOut::Furniture, value("placeholder")),
            "input" => self.input(&value),
            _ => {}
        }
        for label in ["aria-label", "aria-description"].into_iter().filter_map(value) {
            let is_short = node.end - at <= LABELLED;
            if !(is_short && tree.line(at).contains(label)) {
                self.put(LeftOut::Furniture, label);
            }
        }
    }

    /// What a field says that is no text of the page.
    fn input<'t>(&mut self, value: &dyn Fn(&'static str) -> Option<&'t str>) {
        let (name, words) = (value("name"), value("value"));
        let kind = value("type").map(str::to_ascii_lowercase);
        match kind.as_deref() {
            Some("password") => self.told(LeftOut::Hidden, name.or(Some("password"))),
            Some("hidden") => {
                let code = |words: &&str| words.len() > FIELD && !words.contains(' ');
                let said = [name, words.filter(|words| !code(words))];
                let said: Vec<&str> = said.into_iter().flatten().collect();
                self.put(LeftOut::Hidden, &said.join(": "));
            }
            Some("submit" | "button" | "reset") => self.told(LeftOut::Furniture, words),
            Some("image") => self.told(LeftOut::Captions, value("alt")),
            _ if words.is_none() => self.told(LeftOut::Furniture, value("placeholder")),
            _ => {}
        }
    }

    fn told(&mut self, what: LeftOut, words: Option<&str>) {
        if let Some(words) = words {
            self.put(what, words);
        }
    }

    fn put(&mut self, what: LeftOut, words: &str) {
        let words = words.trim();
        if !words.contains(char::is_alphanumeric) {
            return;
        }
        let hashes = self.hashers.each_ref().map(|hasher| hasher.hash_one((what, words)));
        if self.seen.insert(hashes) {
            (self.tell)(what, words);
        }
    }
}

/// The words of a drawing: each line of it is an element.
fn drawing(tree: &Tree, at: u32) -> String {
    let code = |node: &Node| tree.around(node.parent).any(|(_, node)| is_code(node.tag));
    let texts = tree.under(at).filter(|(_, node)| node.tag.is_empty() && !code(node));
    let words: Vec<&str> = texts.map(|(_, node)| tree.words(node)).collect();
    collapsed(&words.join(" "))
}

fn is_code(tag: &str) -> bool {
    matches!(tag, "script" | "style")
}

/// As what metadata of this name say something about the page in words, if they do.
fn about(name: &str) -> Option<&str> {
    let known = ABOUT.iter().any(|known| name.eq_ignore_ascii_case(known));
    known.then(|| name.rsplit([':', '.', '_']).next()).flatten()
}

/// As what the words of an element are left out that are no running text.
fn kind(tag: &str) -> LeftOut {
    match tag {
        "svg" | "title" => LeftOut::Captions,
        "button" | "option" => LeftOut::Furniture,
        "map" => LeftOut::Links,
        // How the word above is read: the same word again.
        "rt" => LeftOut::Repeats,
        _ => LeftOut::Hidden,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::LeftOut::{About, Captions, Furniture, Hidden, Links, Repeats};

    fn told(page: &str) -> Vec<(LeftOut, String)> {
        let limits = Limits::default();
        let mut told = Vec::new();
        let mut tell = |what, words: &str| told.push((what, words.to_owned()));
        beside(&Tree::of(page, &limits), &limits, &mut tell);
        told
    }

    #[test]
    fn words_beside_the_text_are_told_by_kind() {
        for (page, want) in [
            (
                "<noscript><p>Mill <img alt='the weir'></noscript>",
                &[(Hidden, "Mill"), (Captions, "the weir")][..],
            ),
            ("<head><noscript>Mill</noscript></head>", &[(Hidden, "Mill")]),
            (
                "<svg><title>Dam</title><text>900 <tspan>paid</tspan></text></svg>",
                &[(Captions, "Dam 900 paid")],
            ),
            (
                "<iframe srcdoc='<p>Mill<!-- weir -->'>old</iframe>",
                &[(Furniture, "Mill"), (Hidden, "weir"), (Hidden, "old")],
            ),
            (
                "<object title=Dam>Mill<img alt=weir></object><video>old</video>",
                &[(Hidden, "Mill"), (Captions, "Dam"), (Captions, "weir"), (Hidden, "old")],
            ),
            ("<template><p>Mill<p>weir</template>", &[(Hidden, "Mill"), (Hidden, "weir")]),
            ("<frameset><noframes><p>Mill</noframes>", &[(Hidden, "Mill")]),
            ("<!-- ask <b>Ida</b> --><!---><p>a", &[(Hidden, "ask Ida")]),
            (
                "<!--[if IE]><p>Mill<![endif]--><!--[if mso]><xml><o:p>96</o:p></xml><![endif]--><![if !IE]>a<![endif]>",
                &[(Hidden, "Mill")],
            ),
            ("<ruby>漢<rp>(</rp><rt>kan</rt></ruby>", &[(Repeats, "kan")]),
            (
                "<img alt='The weir' title=Dam><img alt='The weir'><img alt=' '>",
                &[(Captions, "The weir"), (Captions, "Dam")],
            ),
            (
                "<map>Mill<area alt=weir></map><abbr title='water board'>WB</abbr>",
                &[(Links, "Mill"), (Captions, "weir"), (Hidden, "WB: water board")],
            ),
            (
                "<meta name=Description content='On the mill'><meta property=og:description content='On the dam'>\
                 <meta name=news_keywords content='mill, dam'><meta name=viewport content=width>",
                &[
                    (About, "Description · On the mill"),
                    (About, "description · On the dam"),
                    (About, "keywords · mill, dam"),
                ],
            ),
            (
                "<button aria-label=Close>x</button><a aria-label='Read on' href=x>Read on the mill</a>\
                 <nav aria-label=Topics><a href=x>Mill</a></nav>",
                &[(Furniture, "x"), (Furniture, "Close"), (Furniture, "Topics")],
            ),
            (
                "<style>p::before { content: 'Not paid' }</style><script>a b</script><style>c d</style>\
                 <svg><style>e</style></svg>",
                &[(Furniture, "Not paid")],
            ),
        ] {
            let want: Vec<_> =
                want.iter().map(|(what, words)| (*what, (*words).to_owned())).collect();
            assert_eq!(told(page), want, "{page}");
        }
    }

    #[test]
    fn fields_that_are_no_text_are_told_and_passwords_never() {
        let token = "x".repeat(300);
        for (field, want) in [
            (
                "<input type=hidden name=case value='4 of 7'>".to_owned(),
                &[(Hidden, "case: 4 of 7")][..],
            ),
            (format!("<input type=hidden name=token value={token}>"), &[(Hidden, "token")]),
            ("<input type=PASSWORD name=pin value=sesame>".to_owned(), &[(Hidden, "pin")]),
            ("<input type=password value=sesame>".to_owned(), &[(Hidden, "password")]),
            (
                "<input type=submit value=Send><button>Clear</button>".to_owned(),
                &[(Furniture, "Send"), (Furniture, "Clear")],
            ),
            (
                "<input placeholder='your name'><textarea placeholder=why></textarea>".to_owned(),
                &[(Furniture, "your name"), (Furniture, "why")],
            ),
            ("<input value=Ida placeholder=x>".to_owned(), &[]),
            (
                "<select><option>none<option selected>some<option>all</select>".to_owned(),
                &[(Furniture, "none"), (Furniture, "all")],
            ),
        ] {
            let want: Vec<_> =
                want.iter().map(|(what, words)| (*what, (*words).to_owned())).collect();
            assert_eq!(told(&field), want, "{field}");
        }
    }

    #[test]
    fn pages_in_pages_end_somewhere() {
        let mut page = "Mill".to_owned();
        for _ in 0..12 {
            page = format!(
                "<iframe srcdoc=\"{}\"></iframe>",
                page.replace('&', "&amp;").replace('"', "&quot;")
            );
        }
        assert!(told(&page).iter().any(|(_, words)| words.contains("Mill")));
    }
}
