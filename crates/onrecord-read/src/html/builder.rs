//! Builds a [`Tree`] from the tokens of a page.
//!
//! Which element ends which follows the HTML Standard (§13.2.6) where it decides what is inside
//! what; see [`Tree`] for where it does not.

use std::convert::Infallible;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, State, Tokenizer, naive_next_state};

use super::spoken::SpokenMarks;
use super::tree::{Node, Tree};
use super::{fields, remarks, tags};
use crate::Limits;
use onrecord_text::Part as _;
use onrecord_text::Span;

/// The longest value of an attribute that is kept (bytes) where it holds no words: a link is shorter.
const VALUE: usize = 4096;

/// Attributes that hold words: they are kept whole.
const WORDED: &[&str] = &[
    "alt",
    "aria-description",
    "aria-label",
    "content",
    "placeholder",
    "srcdoc",
    "title",
    "value",
];

/// Reads `page`; elements too deep for `limits` are read flat, what is beyond so many elements not at all.
///
/// An element that holds plain characters up to its end tag (a title, a script) would swallow the page
/// where that end never comes. Code that does not end is told ([`Tree::unended`]); anything else is
/// read again as if it had no inside, which happens once for a name at most.
pub(super) fn build(page: &str, limits: &Limits) -> Tree {
    let mut endless = Vec::new();
    loop {
        let mut builder = Builder::new(limits, says_xml(page), endless.clone());
        let tags = Tags { inner: CallbackEmitter::new(Feed(&mut builder)) };
        let Ok(()) = Tokenizer::new_with_emitter(page, tags).finish();
        match builder.unended() {
            Some((tag, nth)) if tag != "script" && tag != "style" => endless.push((tag, nth)),
            unended => {
                let unended = unended.map(|(tag, _)| tag);
                return Tree { unended, ..builder.finish() };
            }
        }
    }
}

/// Whether the page is meant to be read as XML, where `<script/>` has no inside.
fn says_xml(page: &str) -> bool {
    let head = page.get(..page.floor_char_boundary(1024)).unwrap_or(page);
    head.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml")
        || head.contains("http://www.w3.org/1999/xhtml")
        || head.contains("//DTD XHTML")
}

/// Asks the builder how the words behind a start tag are to be read; the tokens alone do not say, since
/// a title in a drawing is an element like any other.
struct Tags<'b> {
    inner: CallbackEmitter<Feed<'b>>,
}

impl ForwardingEmitter for Tags<'_> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.inner
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let _never = self.inner.emit_current_tag();
        let next = self.inner.callback_mut().0.next_state.take();
        if next.is_some() {
            self.inner.init_string();
        }
        next
    }
}

/// Hands tokens to a builder.
struct Feed<'b>(&'b mut Builder);

impl Callback<Infallible, ()> for Feed<'_> {
    fn handle_event(
        &mut self,
        event: CallbackEvent<'_>,
        _: html5gum::Span<()>,
    ) -> Option<Infallible> {
        self.0.take(&event);
        None
    }
}

/// What is done with the words that come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum WordBuffer {
    /// They are the page's.
    #[default]
    Read,
    /// They are the page's title.
    Title,
    /// They are linked data.
    Linked,
    /// They are what somebody wrote into a field.
    Field,
    /// They are a page that nobody is shown.
    Unshown,
    /// They are a style sheet.
    Style,
    /// They are code.
    Dropped,
}

#[derive(Default)]
struct Builder {
    tree: Tree,
    /// The elements that are open, outermost first.
    open: Vec<u32>,
    depth: usize,
    /// How many elements, texts, attributes and comments are read.
    most: usize,
    /// Elements that were too deep to be opened: their end tags end nothing.
    flat: usize,
    /// Whether a start tag is being read, and which of its attributes.
    tag: bool,
    attribute: Option<&'static str>,
    words: WordBuffer,
    /// The element of characters that they stand in, if they are not the page's.
    raw_at: u32,
    /// How the tokens behind the newest start tag are read, if not as usual.
    next_state: Option<State>,
    /// Where among the open elements the drawing or formula is that the newest is in.
    foreign: Option<usize>,
    /// Whether `<script/>` has no inside.
    xml: bool,
    /// Elements of characters, in order; how many there were of which name.
    raw: Vec<(&'static str, usize)>,
    /// Names of which none ends from this number on.
    endless: Vec<(&'static str, usize)>,
    /// The quotes (`<q>`) that are open.
    spoken: SpokenMarks,
}

impl Builder {
    fn new(limits: &Limits, xml: bool, endless: Vec<(&'static str, usize)>) -> Self {
        let root = Node { tag: "html", span: Span::new(0, 0), parent: 0, end: 1, attributes: 0 };
        Self {
            tree: Tree { nodes: vec![root], ..Tree::default() },
            depth: limits.depth.max(1),
            most: limits.elements,
            xml,
            endless,
            ..Self::default()
        }
    }

    /// The element of characters that the page ends in, and the how many-th of its name it is.
    fn unended(&self) -> Option<(&'static str, usize)> {
        let open = self.words != WordBuffer::Read && !self.tree.cut;
        self.raw.iter().find(|(tag, _)| open && *tag == self.tag_of(self.raw_at)).copied()
    }

    fn finish(mut self) -> Tree {
        self.leave(0);
        let end = self.tree.len();
        if let Some(root) = self.tree.nodes.first_mut() {
            root.end = end;
        }
        self.tree
    }

    fn take(&mut self, event: &CallbackEvent<'_>) {
        if self.tree.cut {
            return;
        }
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
                self.started(*self_closing);
            }
            CallbackEvent::EndTag { name } => {
                self.attribute = None;
                if self.words == WordBuffer::Read {
                    let tag = tags::element(name);
                    if tag == "q"
                        && let Some(mark) = self.spoken.end()
                    {
                        self.text(mark);
                    }
                    self.end(tag);
                }
                self.words = WordBuffer::Read;
            }
            CallbackEvent::String { value } => self.string(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { value } => self.comment(&String::from_utf8_lossy(value)),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn tag_of(&self, at: u32) -> &'static str {
        self.tree.node(at).tag
    }

    /// Whether there is room for one more; where not, the page ends here.
    fn has_room(&mut self) -> bool {
        let held = self.tree.nodes.len() + self.tree.attributes.len() + self.tree.unshown.len();
        self.tree.cut |= held >= self.most;
        !self.tree.cut
    }

    fn push(&mut self, tag: &'static str, span: Span) -> u32 {
        let at = self.tree.len();
        if !self.has_room() {
            return at;
        }
        // Formatting is nobody's parent: it may end before what was opened in it, and the elements
        // around a node are then still no more than are open.
        let parent = self.open.iter().rev().find(|at| !tags::is_formatting(self.tag_of(**at)));
        let parent = parent.copied().unwrap_or(Tree::ROOT);
        let attributes = self.tree.attributes.len() as u32;
        self.tree.nodes.push(Node { tag, span, parent, end: at + 1, attributes });
        at
    }

    fn start(&mut self, tag: &'static str) {
        self.break_out(tag);
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
            let Some(tag) = self.open.get(depth).map(|at| self.tag_of(*at)) else { return };
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
        let foreign = self.foreign.is_some() || tag == "svg" || tag == "math";
        let next = naive_next_state(tag.as_bytes()).filter(|_| !foreign);
        let empty = self_closing && (foreign || self.xml && next.is_some());
        if tag == "input"
            && let Some(words) = fields::filled(&mut self.tree, at)
        {
            self.inside(at, &words);
        }
        if tags::is_void(tag) || empty || next.is_some() && self.is_endless(tag) {
            return;
        }
        self.next_state = next;
        self.words = match tag {
            _ if foreign => WordBuffer::Read,
            "script" if self.is_linked_data(at) => WordBuffer::Linked,
            "title" if self.tree.title.is_empty() => WordBuffer::Title,
            "textarea" => WordBuffer::Field,
            "iframe" | "noembed" | "noframes" | "noscript" if next.is_some() => {
                self.tree.unshown.push(String::new());
                WordBuffer::Unshown
            }
            "style" => WordBuffer::Style,
            "script" | "title" => WordBuffer::Dropped,
            _ => WordBuffer::Read,
        };
        if self.words != WordBuffer::Read {
            self.raw_at = at;
            return;
        }
        if tag == "q" {
            self.spoken.start();
        }
        if self.open.len() < self.depth {
            if foreign && self.foreign.is_none() {
                self.foreign = Some(self.open.len());
            }
            self.open.push(at);
            if tag == "option" && self.tree.attribute(at, "selected").is_some() {
                let gap = fields::gap(&mut self.tree, at);
                self.text(gap);
            }
        } else {
            self.flat += 1;
        }
    }

    /// Counts an element of characters; whether none of its name ends any more.
    fn is_endless(&mut self, tag: &'static str) -> bool {
        let nth = if let Some((_, count)) = self.raw.iter_mut().find(|(known, _)| *known == tag) {
            *count += 1;
            *count
        } else {
            self.raw.push((tag, 1));
            1
        };
        self.endless.iter().any(|(known, from)| *known == tag && *from <= nth)
    }

    /// Leaves the drawing that is open where `tag` cannot stand in one.
    fn break_out(&mut self, tag: &str) {
        let Some(foreign) = self.foreign.filter(|_| tags::breaks_out(tag)) else { return };
        let inside = self.open.part(foreign..);
        if !inside.iter().any(|at| matches!(self.tag_of(*at), "foreignobject" | "desc" | "title")) {
            self.leave(foreign);
        }
    }

    fn is_linked_data(&self, at: u32) -> bool {
        let kind = self.tree.attribute(at, "type").and_then(|kind| kind.trim().get(..19));
        kind.is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"))
    }

    fn value(&mut self, value: &[u8]) {
        let (true, Some(name)) = (self.tag, self.attribute.take()) else { return };
        if !self.has_room() {
            return;
        }
        let value = String::from_utf8_lossy(value);
        let most = if WORDED.contains(&name) { value.len() } else { VALUE };
        let value = value.part(..value.floor_char_boundary(most));
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
                self.foreign = self.foreign.map(|foreign| foreign - usize::from(depth < foreign));
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
        self.foreign = self.foreign.filter(|foreign| *foreign < depth);
        for at in self.open.split_off(depth) {
            self.close(at, end);
        }
    }

    fn close(&mut self, at: u32, end: u32) {
        if let Some(node) = self.tree.nodes.get_mut(at as usize) {
            node.end = end;
        }
    }

    fn text(&mut self, words: &str) {
        let span = self.pool(words);
        self.push("", span);
    }

    /// The same inside element `at`, which is not open.
    fn inside(&mut self, at: u32, words: &str) {
        self.text(words);
        let end = self.tree.len();
        self.close(at, end);
        if let Some(node) = self.tree.nodes.last_mut().filter(|_| !self.tree.cut) {
            node.parent = at;
        }
    }

    /// What stands in a field of several lines.
    fn field(&mut self, words: &str) {
        let at = self.raw_at;
        if self.tree.node(at).end == at + 1 && !words.trim().is_empty() {
            let gap = fields::gap(&mut self.tree, at);
            self.inside(at, gap);
        }
        for (number, line) in words.trim().lines().enumerate() {
            if number > 0 {
                self.push("br", Span::new(0, 0));
            }
            self.inside(at, line);
        }
        self.inside(at, " ");
    }

    fn string(&mut self, words: &str) {
        match self.words {
            WordBuffer::Read => {
                if let Some(mark) = self.spoken.opening(words) {
                    self.text(mark);
                }
                self.text(words);
            }
            WordBuffer::Title => self.tree.title.push_str(words),
            WordBuffer::Linked => self.tree.linked.push(words.to_owned()),
            WordBuffer::Field => self.field(words),
            WordBuffer::Unshown => {
                if let Some(page) = self.tree.unshown.last_mut() {
                    page.push_str(words);
                }
            }
            WordBuffer::Style => self.tree.styles.push_str(words),
            WordBuffer::Dropped => {}
        }
    }

    fn comment(&mut self, comment: &str) {
        let saved = remarks::saved_from(comment).filter(|_| self.tree.saved_from.is_none());
        if let Some(link) = saved {
            self.tree.saved_from = Some(link.to_owned());
        } else if let Some(page) = remarks::remark(comment)
            && self.has_room()
        {
            self.tree.unshown.push(page.to_owned());
        }
    }
}
