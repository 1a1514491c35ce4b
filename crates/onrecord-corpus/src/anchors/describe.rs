//! The way back: from a span to the selector that leads to it and to no other place.

use std::iter::{once_with, successors};

use super::{Resolved, Search, Selector, paragraphs_of};
use onrecord_model::Document;
use onrecord_text::Span;

/// Characters before and after words that annotations of the web usually carry.
const CONTEXT: usize = 32;

/// A selector that leads to `span`, with as much before and after it as it takes; nothing where the
/// span has no words. Inside a statement whose words stand at `home` often nothing more than the
/// words is needed; without one they always come with their context, so that they are found again
/// when the document changes.
pub(crate) fn describe(
    document: &Document,
    span: Span,
    home: Option<Span>,
) -> Option<Selector<'_>> {
    let exact = document.words(span);
    if exact.trim().is_empty() {
        return None;
    }
    let text = document.text();
    let scope = home.map(|home| paragraphs_of(document, home));
    let alone = Selector { exact, ..Selector::default() };
    let near = || between(text, span, paragraphs_of(document, span), CONTEXT, alone);
    // All that stands before and after leads to one place only.
    let wider = successors(Some(2 * CONTEXT), |count| (*count < text.len()).then_some(count * 2));
    let whole = Span::at(0, text.len());
    let wider = wider.map(|count| between(text, span, whole, count, alone));
    let leads = |selector: &Selector| {
        Search::new().resolve(document, selector, scope) == Ok(Resolved::There(span))
    };
    home.map(|_| alone).into_iter().chain(once_with(near)).chain(wider).find(leads)
}

/// `words` with `count` characters around them, no further than `within`.
fn between<'a>(
    text: &'a str,
    span: Span,
    within: Span,
    count: usize,
    words: Selector<'a>,
) -> Selector<'a> {
    let before = Span::new(within.start, span.start).of(text);
    let from = before.char_indices().rev().take(count).last().map_or(before.len(), |(at, _)| at);
    let after = Span::new(span.end, within.end.max(span.end)).of(text);
    let to = after.char_indices().nth(count).map_or(after.len(), |(at, _)| at);
    let some = |context: Option<&'a str>| context.filter(|context| !context.is_empty());
    Selector { prefix: some(before.get(from..)), suffix: some(after.get(..to)), ..words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_alone_where_they_do_context_where_they_do_not() {
        let text = "He said: “No.” Then he said it again, he said.\n\nHe said: “No.” Twice.";
        let document = Document::new(text);
        let at = |words: &str, nth: usize| {
            let (at, _) = text.match_indices(words).nth(nth).unwrap();
            Span::at(at, at + words.len())
        };
        let selector =
            |exact, prefix, suffix| Some(Selector { exact, prefix, suffix, ..Selector::default() });
        let home = Some(at("No.", 0));
        for (span, home, want) in [
            (at("again", 0), home, selector("again", None, None)),
            (
                at("he said", 1),
                home,
                selector("he said", Some("d: “No.” Then he said it again, "), Some(".")),
            ),
            (at("No.", 1), None, selector("No.", Some("He said: “"), Some("” Twice."))),
            (Span::at(8, 9), home, None),
        ] {
            let described = describe(&document, span, home);
            let plain = |s: &Selector| {
                (s.exact.to_owned(), s.prefix.map(str::to_owned), s.suffix.map(str::to_owned))
            };
            assert_eq!(described.as_ref().map(plain), want.as_ref().map(plain));
        }
    }

    proptest! {
        #[test]
        fn what_is_described_is_found_again(
            text in "(a|a|a|b| |é|“|\n|\r){1,60}",
            a in any::<prop::sample::Index>(),
            b in any::<prop::sample::Index>(),
            home in any::<bool>(),
        ) {
            let mut bounds: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
            bounds.push(text.len());
            let first = a.index(bounds.len() - 1);
            let last = first + 1 + b.index(bounds.len() - 1 - first);
            let span = Span::at(bounds[first], bounds[last]);
            let document = Document::new(text.as_str());
            let home = home.then_some(span);
            let Some(selector) = describe(&document, span, home) else {
                prop_assert!(span.of(&text).trim().is_empty());
                return Ok(());
            };
            let home = home.map(|home| paragraphs_of(&document, home));
            let found = Search::new().resolve(&document, &selector, home);
            prop_assert_eq!(found, Ok(Resolved::There(span)));
        }
    }
}
