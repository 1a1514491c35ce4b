//! [`HtmlPiece`]: a stretch of words that stands on lines of its own, and what it weighs.
//!
//! The page is walked once; everything that is decided after is decided about pieces. It does not
//! know which of them are the article's.

use super::tags;
use super::tree::{Node, Tree};
use onrecord_model::BlockKind;

/// Below this a piece is a label, a button, a line of a menu, unless it is a sentence.
const LONG: u32 = 140;

/// The same for what the page marks as a paragraph, without links: a line of a poem, or a sentence in a
/// script that needs no full stop.
const LINE: u32 = 80;

/// A sentence is at least so long.
const SENTENCE: u32 = 45;

/// What a character of a script without spaces counts: it says what three letters say.
const DENSE: u32 = 3;

/// The words between two block boundaries. Weights count letters and signs, not spaces.
#[derive(Debug, Clone, Copy)]
pub(super) struct HtmlPiece {
    /// Its first text; of the row of a table, the row.
    pub(super) first: u32,
    /// One past its last text.
    pub(super) last: u32,
    /// What it is to a reader.
    pub(super) kind: BlockKind,
    /// Whether its lines and spaces are kept (`<pre>`).
    pub(super) set: bool,
    /// Of the row of a table, which has a tab between its cells, how much running text is in them.
    pub(super) row: Option<u32>,
    /// What its words weigh.
    pub(super) weight: u32,
    /// How much of that leads to another page.
    pub(super) linked: u32,
    /// One past the last text of those in bold that it begins with.
    pub(super) bold: u32,
    /// Commas of any script.
    pub(super) commas: u32,
    /// Whether it ends like a sentence.
    pub(super) ended: bool,
    /// Whether it is marked as a paragraph, and no link is in it.
    pub(super) paragraph: bool,
}

impl HtmlPiece {
    /// What it weighs as running text; 0 where it is none.
    pub(super) fn prose(&self) -> u32 {
        let prose = self.kind != BlockKind::Heading && self.is_sentence();
        if prose { self.row.unwrap_or(self.weight - self.linked) } else { 0 }
    }

    /// Whether it says something, and not only where a link leads.
    pub(super) fn is_sentence(&self) -> bool {
        if let Some(cells) = self.row {
            return cells > 0;
        }
        let least = match (self.ended, self.paragraph) {
            (true, _) => SENTENCE,
            (false, true) => LINE,
            (false, false) => LONG,
        };
        self.weight >= least && self.linked * 2 <= self.weight
    }
}

/// Where the parts of a page are that are not read. One entry a node.
pub(super) type Gone = Vec<bool>;

/// The pieces of `tree` in order, without what is `gone`.
pub(super) fn pieces(tree: &Tree, gone: &Gone) -> Vec<HtmlPiece> {
    pieces_under(tree, gone, Tree::ROOT)
}

/// The same of what is under node `root`.
pub(super) fn pieces_under(tree: &Tree, gone: &Gone, root: u32) -> Vec<HtmlPiece> {
    let mut walk = Walk {
        tree,
        open: Vec::new(),
        pieces: Vec::new(),
        piece: None,
        link: 0,
        bold: 0,
        broken: false,
        row: None,
    };
    let mut at = root;
    while at < tree.node(root).end {
        let node = tree.node(at);
        walk.leave(at);
        at = if gone.get(at as usize).copied().unwrap_or(false) {
            if walk.row.is_none() && is_block(tree, at, node) {
                walk.cut();
            }
            node.end.max(at + 1)
        } else {
            walk.enter(at, node);
            at + 1
        };
    }
    walk.cut();
    walk.pieces
}

/// Blocks by name, and what a style sets as one.
fn is_block(tree: &Tree, at: u32, node: Node) -> bool {
    tags::is_block(node.tag)
        || (!node.tag.is_empty()
            && tree.attribute(at, "style").is_some_and(|style| {
                style.replace(' ', "").to_ascii_lowercase().contains("display:block")
            }))
}

/// An open block: where it ends, and what the pieces in it are.
#[derive(Clone, Copy)]
struct HtmlFrame {
    end: u32,
    kind: BlockKind,
    set: bool,
    paragraph: bool,
}

struct Walk<'t> {
    tree: &'t Tree,
    open: Vec<HtmlFrame>,
    pieces: Vec<HtmlPiece>,
    piece: Option<HtmlPiece>,
    /// Words before this node are in a link.
    link: u32,
    /// Words before this node are bold.
    bold: u32,
    /// Whether the last thing in the piece is a `<br>`: another one cuts it.
    broken: bool,
    /// The row that is read on one line.
    row: Option<OpenLine>,
}

/// A row of a table that is open: where it begins and ends, and what was in it before the open cell.
#[derive(Clone, Copy)]
struct OpenLine {
    at: u32,
    end: u32,
    weight: u32,
    linked: u32,
}

impl Walk<'_> {
    fn leave(&mut self, at: u32) {
        while self.open.last().is_some_and(|frame| frame.end <= at) {
            self.open.pop();
            self.cut();
        }
        if self.row.is_some_and(|row| row.end <= at) {
            self.row = None;
        }
    }

    fn enter(&mut self, at: u32, node: Node) {
        if node.tag.is_empty() {
            return self.words(at, node);
        }
        if node.tag == "br" && self.row.is_none() && std::mem::replace(&mut self.broken, true) {
            self.cut();
        }
        if matches!(node.tag, "b" | "strong") {
            self.bold = self.bold.max(node.end);
        }
        if node.tag == "a" && leads_away(self.tree.attribute(at, "href")) {
            self.link = self.link.max(node.end);
        }
        if self.row.is_some() {
            if matches!(node.tag, "td" | "th") {
                self.end_cell();
            }
        } else if is_block(self.tree, at, node) {
            self.cut();
            let frame = self.frame(at, node);
            self.open.push(frame);
            let row = OpenLine { at, end: node.end, weight: 0, linked: 0 };
            self.row = (node.tag == "tr" && self.tree.is_row(at)).then_some(row);
        }
    }

    /// A cell of the open row ends: what of it is running text is known.
    fn end_cell(&mut self) {
        let (Some(row), Some(piece)) = (&mut self.row, &mut self.piece) else { return };
        let weight = piece.weight - row.weight;
        let cell = HtmlPiece { row: None, weight, linked: piece.linked - row.linked, ..*piece };
        piece.row = piece.row.map(|cells| cells.saturating_add(cell.prose()));
        piece.ended = false;
        (row.weight, row.linked) = (piece.weight, piece.linked);
    }

    fn frame(&self, at: u32, node: Node) -> HtmlFrame {
        let outer = self.open.last().copied();
        let outer = outer.unwrap_or(HtmlFrame {
            end: 0,
            kind: BlockKind::Paragraph,
            set: false,
            paragraph: false,
        });
        let kind = match node.tag {
            _ if outer.kind == BlockKind::Note || is_note(self.tree, at, node) => BlockKind::Note,
            tag if tags::is_heading(tag) => BlockKind::Heading,
            "li" => BlockKind::Item,
            "ul" | "ol" | "table" => BlockKind::Paragraph,
            _ => outer.kind,
        };
        let set = outer.set || matches!(node.tag, "pre" | "listing" | "xmp" | "plaintext");
        HtmlFrame { end: node.end, kind, set, paragraph: node.tag == "p" }
    }

    fn words(&mut self, at: u32, node: Node) {
        let words = self.tree.words(node);
        let blank = words.chars().all(|c| c.is_ascii_whitespace());
        if blank && (self.piece.is_none() || self.broken) {
            return;
        }
        self.broken = false;
        let (kind, set) =
            self.open.last().map_or((BlockKind::Paragraph, false), |frame| (frame.kind, frame.set));
        let paragraph = self.open.last().is_some_and(|frame| frame.paragraph);
        let first = self.row.map_or(at, |row| row.at);
        let piece = self.piece.get_or_insert(HtmlPiece {
            first,
            last: first,
            kind,
            set,
            row: self.row.map(|_| 0),
            weight: 0,
            linked: 0,
            bold: first,
            commas: 0,
            ended: false,
            paragraph,
        });
        if piece.bold == piece.last && (blank || at < self.bold) {
            piece.bold = at + 1;
        }
        piece.last = at + 1;
        let before = piece.weight;
        for c in words.chars().filter(|c| !c.is_whitespace()) {
            piece.weight = piece.weight.saturating_add(weight(c));
            piece.commas += u32::from(matches!(c, ',' | '，' | '、' | '،'));
            match c {
                '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | ':' => {
                    piece.ended = true;
                }
                '"' | '\'' | '”' | '’' | '»' | '“' | '」' | '』' | ')' | ']' => {}
                _ => piece.ended = false,
            }
        }
        if at < self.link {
            piece.paragraph = false;
            piece.linked += piece.weight - before;
        }
    }

    fn cut(&mut self) {
        self.broken = false;
        self.end_cell();
        self.pieces.extend(self.piece.take().filter(|piece| piece.weight > 0));
    }
}

/// What one character weighs.
pub(super) fn weight(c: char) -> u32 {
    // A box that is not ticked says nothing without words.
    if matches!(c, '☐' | '○') {
        return 0;
    }
    let dense = matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '\u{e00}'..='\u{eff}');
    if dense { DENSE } else { 1 }
}

/// A link to a place on the same page is no furniture: contents, footnotes.
fn leads_away(href: Option<&str>) -> bool {
    href.is_some_and(|href| !href.trim_start().starts_with('#'))
}

/// Footnotes by role, class or the ids that are usual for them.
fn is_note(tree: &Tree, at: u32, node: Node) -> bool {
    let has = |name, test: fn(&str) -> bool| {
        tree.attribute(at, name).is_some_and(|value| value.split_whitespace().any(test))
    };
    has("role", |role| matches!(role, "doc-footnote" | "doc-endnote" | "doc-endnotes"))
        || has("class", |class| {
            matches!(class, "footnote" | "footnotes" | "endnotes" | "references")
        })
        || (node.tag == "li"
            && has("id", |id| {
                let number = id.trim_start_matches("fn").trim_start_matches([':', '-', '_']);
                id.starts_with("cite_note")
                    || (id.starts_with("fn") && number.bytes().all(|b| b.is_ascii_digit()))
            }))
}

/// The words of a piece as a browser sets them: spaces collapsed but in `<pre>`, `<br>` a line end. A row
/// is one line.
pub(super) fn words(tree: &Tree, gone: &Gone, piece: &HtmlPiece) -> String {
    let mut out = String::with_capacity(piece.weight as usize * 5 / 4);
    let mut at = piece.first;
    // Whether a cell of the row was begun.
    let mut inside = false;
    while at < piece.last {
        let node = tree.node(at);
        if gone.get(at as usize).copied().unwrap_or(false) {
            at = node.end.max(at + 1);
            continue;
        }
        if piece.row.is_some() {
            if matches!(node.tag, "td" | "th") && std::mem::replace(&mut inside, true) {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\t');
            }
            let gap = node.tag == "br" || tags::is_block(node.tag);
            collapse(&mut out, if gap { " " } else { tree.words(node) });
        } else if node.tag == "br" {
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
        } else if piece.set {
            out.push_str(tree.words(node));
        } else {
            collapse(&mut out, tree.words(node));
        }
        at += 1;
    }
    out.truncate(out.trim_end().len());
    out
}

/// Appends `words` with every run of spaces as one, none after a line end (CSS Text, §4.1.1).
fn collapse(out: &mut String, words: &str) {
    for c in words.chars() {
        if !c.is_ascii_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with([' ', '\n', '\t']) {
            out.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn shown(page: &str) -> Vec<(BlockKind, String)> {
        let tree = Tree::of(page, &Limits::default());
        let gone = vec![false; tree.len() as usize];
        let show = |piece: &HtmlPiece| (piece.kind, words(&tree, &gone, piece));
        pieces(&tree, &gone).iter().map(show).collect()
    }

    #[test]
    fn pages_are_cut_at_their_blocks() {
        use BlockKind::{Heading, Item, Note, Paragraph};
        for (page, want) in [
            ("<h1>A <i>b</i></h1>c", vec![(Heading, "A b"), (Paragraph, "c")]),
            (
                "<p>one\n  two<br> three <br/> <br>four",
                vec![(Paragraph, "one two\nthree"), (Paragraph, "four")],
            ),
            ("<p>“<b>no</b>,” he <a href=x>said</a>.", vec![(Paragraph, "“no,” he said.")]),
            ("<p>a<span> </span>b <b> c</b></p>", vec![(Paragraph, "a b c")]),
            (
                "<ul><li>a<p>b<li>c</ul>d",
                vec![(Item, "a"), (Item, "b"), (Item, "c"), (Paragraph, "d")],
            ),
            ("<pre>a\n  b</pre>", vec![(Paragraph, "a\n  b")]),
            ("<table><tr><td>a<tr><td>b</table>", vec![(Paragraph, "a"), (Paragraph, "b")]),
            (
                "<table><tr> <th>day<th>paid to </tr><tr><td><b>4</b> May<td><p>Mill<br>weir</p> <td></table>c",
                vec![
                    (Paragraph, "day\tpaid to"),
                    (Paragraph, "4 May\tMill weir"),
                    (Paragraph, "c"),
                ],
            ),
            ("<table><tr><td> <td>900<td hidden>b", vec![(Paragraph, "\t900\tb")]),
            ("<blockquote>a<p>b</blockquote>", vec![(Paragraph, "a"), (Paragraph, "b")]),
            ("<ol><li id=fn1>n<li id='fnord'>m</ol>", vec![(Note, "n"), (Item, "m")]),
            ("<div class=footnotes><p>n</div>", vec![(Note, "n")]),
            (
                "a<span style='display: block'>b</span>c",
                vec![(Paragraph, "a"), (Paragraph, "b"), (Paragraph, "c")],
            ),
            ("<p> \n</p><div>&nbsp;</div>", vec![]),
        ] {
            let want: Vec<_> =
                want.into_iter().map(|(kind, words)| (kind, words.to_owned())).collect();
            assert_eq!(shown(page), want, "{page}");
        }
    }

    #[test]
    fn sentences_are_told_from_labels_and_links() {
        let sentence = "The ministry denied on Monday that it had made any deal.";
        for (page, prose) in [
            (format!("<p>{sentence}"), true),
            (format!("<p><a href=/x>{sentence}</a>"), false),
            (format!("<p><a href=#x>{sentence}</a>"), true),
            (format!("<h2>{sentence}</h2>"), false),
            ("<p>Share this story".to_owned(), false),
            ("<p>Yes.".to_owned(), false),
            ("<p>警方否认了这一说法，记者继续调查。官员表示没有任何证据。".to_owned(), true),
        ] {
            let tree = Tree::of(&page, &Limits::default());
            let pieces = pieces(&tree, &vec![false; tree.len() as usize]);
            assert_eq!(pieces.iter().any(|piece| piece.prose() > 0), prose, "{page}");
        }
    }
}
