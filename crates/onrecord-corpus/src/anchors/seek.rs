//! [`Seek`]: every occurrence of words in a part of a text, and which of them is meant.

use std::cell::Cell;
use std::ops::ControlFlow;

use memchr::memmem::Finder;

use super::{Miss, Resolved, SCANNED, Selector};
use onrecord_model::Document;
use onrecord_text::{Part, Span};

/// How many occurrences are looked at before words count as hopelessly ambiguous: enough to tell
/// the pronouns of a book apart, few enough to bear `"e"` in 100 MB.
const MOST: usize = 100_000;
/// What every selector may spend on looking, in occurrences of short words.
const FREE: u64 = 256;
/// How many occurrences every selector may look at, however long it is: two make it ambiguous.
const FEW: u64 = 2;
/// How many paragraphs an ambiguity names.
const NAMED: usize = 5;

/// One search in one scope.
pub(super) struct Seek<'a> {
    pub(super) document: &'a Document,
    pub(super) selector: &'a Selector<'a>,
    pub(super) finder: &'a Finder<'a>,
    pub(super) scope: Span,
    pub(super) looks: &'a Cell<u64>,
}

impl Seek<'_> {
    pub(super) fn find(&self) -> Result<Resolved, Miss> {
        match self.selector.nth {
            Some(nth) => self.nth(nth),
            None => self.only(),
        }
    }

    /// The occurrence number `nth` of those that prefix and suffix leave.
    fn nth(&self, nth: u32) -> Result<Resolved, Miss> {
        let (mut any, mut count, mut from, mut found) = (false, 0, self.scope.start, None);
        self.each(|span| {
            any = true;
            if span.start < from || !self.stands_between(span) {
                return ControlFlow::Continue(());
            }
            (from, count) = (span.end, count + 1);
            if count == nth {
                found = Some(span);
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        let missed = if any { Miss::Nth { nth, count } } else { Miss::NotFound };
        found.map(Resolved::There).ok_or(missed)
    }

    /// The occurrence that prefix and suffix leave, if they leave one; else the only one.
    fn only(&self) -> Result<Resolved, Miss> {
        let (mut all, mut fitting) = (Tally::default(), Tally::default());
        self.each(|span| {
            all.add(span, self.document);
            if self.stands_between(span) {
                fitting.add(span, self.document);
            }
            if all.count as usize >= MOST {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        match (fitting.count, all.count) {
            (1, _) => fitting.first.map(Resolved::There).ok_or(Miss::NotFound),
            (0, 1) => all.first.map(Resolved::Elsewhere).ok_or(Miss::NotFound),
            (0, 0) => Err(Miss::NotFound),
            (0, count) => Err(Miss::Ambiguous { count, paragraphs: all.paragraphs }),
            (count, _) => Err(Miss::Ambiguous { count, paragraphs: fitting.paragraphs }),
        }
    }

    /// Every occurrence in the scope in order, those that overlap included.
    fn each(&self, mut visit: impl FnMut(Span) -> ControlFlow<()>) {
        let text = self.document.text();
        let (end, length) = (self.scope.end as usize, self.selector.exact.len());
        let step = self.selector.exact.chars().next().map_or(1, char::len_utf8);
        let cost = 1 + length as u64 / SCANNED;
        let mut from = self.scope.start as usize;
        let mut seen = 0;
        while let Some(rest) = text.get(from..end)
            && let Some(at) = self.finder.find(rest.as_bytes())
        {
            seen += 1;
            if seen > FEW && seen * cost > FREE {
                let Some(left) = self.looks.get().checked_sub(cost) else { return };
                self.looks.set(left);
            }
            if visit(Span::at(from + at, from + at + length)).is_break() {
                return;
            }
            from += at + step;
        }
    }

    fn stands_between(&self, span: Span) -> bool {
        let text = self.document.text();
        let before = text.part(..span.start as usize);
        let after = text.part(span.end as usize..);
        self.selector.prefix.is_none_or(|prefix| before.ends_with(prefix))
            && self.selector.suffix.is_none_or(|suffix| after.starts_with(suffix))
    }
}

/// How often words stand somewhere, and where first.
#[derive(Default)]
struct Tally {
    count: u32,
    first: Option<Span>,
    paragraphs: Vec<u32>,
}

impl Tally {
    fn add(&mut self, span: Span, document: &Document) {
        self.count += 1;
        self.first = self.first.or(Some(span));
        if self.paragraphs.len() < NAMED {
            let paragraph = document.paragraph_at(span.start);
            if self.paragraphs.last() != Some(&paragraph) {
                self.paragraphs.push(paragraph);
            }
        }
    }
}
