//! Links that a browser opens at the passage: URL text fragments
//! (`#:~:text=start,end`, WICG "Scroll To Text Fragment").

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::citation;
use onrecord_corpus::Corpus;
use onrecord_model::{Document, RecordRef};
use onrecord_text::Span;

/// Words at each end of a long passage: enough to be found once in nearly every text.
const ENDS: usize = 5;

/// A link to the passage of a subject, or to where a row of a list can be read; `None` where there
/// is neither.
pub fn of(corpus: &Corpus, subject: RecordRef) -> Option<String> {
    let stands = corpus.location(subject)?;
    let source = corpus.source(stands.source)?;
    let Some(link) = source.link.as_deref() else {
        let RecordRef::Row(row) = subject else { return None };
        return citation::link(corpus.row(row)?).map(str::to_owned);
    };
    let span = stands.words.first().zip(stands.words.last());
    let Some(span) = span.map(|(first, last)| Span::new(first.start, last.end)) else {
        return Some(link.to_owned());
    };
    Some(match directive(&source.document, span) {
        Some(directive) => format!("{link}#:~:text={directive}"),
        None => link.to_owned(),
    })
}

/// The text directive for `span`. Long passages are named by their ends; each end grows until it is
/// unique, since a browser takes the first place that fits. `None` where no words name the place.
fn directive(document: &Document, span: Span) -> Option<String> {
    let text = document.text();
    let words: Vec<Span> = whole_words(text, span);
    let whole = Span::new(words.first()?.start, words.last()?.end);
    let one_line = !whole.of(text).contains(['\n', '\r']);
    if one_line && words.len() <= 2 * ENDS && occurs_once(text, whole.of(text)) {
        return Some(encode(whole.of(text)));
    }
    let start = (ENDS..=words.len())
        .filter_map(|n| Some(Span::new(whole.start, words.get(n.checked_sub(1)?)?.end)))
        .find(|head| occurs_once(text, head.of(text)))
        .unwrap_or(whole);
    let end = (ENDS..=words.len())
        .filter_map(|n| Some(Span::new(words.get(words.len().checked_sub(n)?)?.start, whole.end)))
        .find(|tail| occurs_once(text, tail.of(text)))
        .unwrap_or(whole);
    if start.end >= end.start {
        return one_line.then(|| encode(whole.of(text)));
    }
    Some(format!("{},{}", encode(start.of(text)), encode(end.of(text))))
}

/// The words of `span`, without quotation marks and stops at their ends. Browsers match whole words.
fn whole_words(text: &str, span: Span) -> Vec<Span> {
    use unicode_segmentation::UnicodeSegmentation;
    let words = span.of(text).unicode_word_indices();
    words.map(|(at, word)| Span::at(at, at + word.len()).shifted(span.start)).collect()
}

fn occurs_once(text: &str, words: &str) -> bool {
    let mut found = memchr::memmem::find_iter(text.as_bytes(), words.as_bytes());
    found.next().is_some() && found.next().is_none()
}

/// Everything but letters and digits is escaped; `-`, `,` and `&` have a meaning of their own there.
fn encode(words: &str) -> String {
    utf8_percent_encode(words, NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directive_names_one_place() {
        let text = "He said no. My gut tells me those guys are turning over your people, \
                    some kind of deal with this minister, he said. My gut says no.";
        let document = Document::new(text);
        let span = |words: &str| {
            let at = text.find(words).unwrap();
            Span::at(at, at + words.len())
        };
        for (words, want) in [
            ("some kind of deal", "some%20kind%20of%20deal"),
            (
                "My gut tells me those guys are turning over your people, some kind of deal with this minister,",
                "My%20gut%20tells%20me%20those,of%20deal%20with%20this%20minister",
            ),
        ] {
            assert_eq!(directive(&document, span(words)).as_deref(), Some(want));
        }
        assert_eq!(directive(&document, Span::new(0, 0)), None);
    }
}
