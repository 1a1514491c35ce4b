//! Which of several forms of one text is read: the one that says more.

use std::collections::HashSet;

use super::walk::MailPart;
use crate::Limits;

/// How many parts within an alternative are looked through for its page.
const LOOKED_AT: usize = 100;

/// So many words that only a page has are trivial: what a picture shows, the text of a link.
const TRIVIAL: usize = 3;

/// Which of `parts`, the forms of one text, is read (from 0), and whether the other has words that it lacks. Plain
/// text stands as it was written, and is taken unless the page says more: many a plain form is only a
/// sentence that there is a page, and some are longer than what they point to.
pub(super) fn chosen(parts: &[MailPart<'_>], limits: &Limits) -> (usize, bool) {
    let plain = parts.iter().position(|part| part.is_text() && part.kind() == "text/plain");
    let rich = parts
        .iter()
        .rposition(|part| part.is_multipart() || part.is_text() && part.kind() == "text/html");
    let (Some(plain), Some(rich)) = (plain, rich) else {
        return (plain.or(rich).unwrap_or(0), true);
    };
    let words = |at: usize| parts.get(at).and_then(|part| text(part, limits));
    match (words(plain), words(rich)) {
        (Some(text), Some(page)) => {
            let longer = words_of(&page).count() > words_of(&text).count();
            let (of_text, of_page) = (own(&text, &page), own(&page, &text));
            // A thread that stands below the plain form alone is more than what a page adds.
            let more = of_page > TRIVIAL && of_text <= 2 * of_page;
            if longer || more { (rich, of_text > 0) } else { (plain, of_page > 0) }
        }
        (None, Some(_)) => (rich, true),
        (_, None) => (plain, true),
    }
}

/// The words of a part, or of the first text in it; a page before a plain text.
fn text(part: &MailPart<'_>, limits: &Limits) -> Option<String> {
    let words = |part: &MailPart<'_>| {
        let (words, _) = part.words(limits)?;
        Some(words.into_iter().map(|(_, words)| words + "\n").collect())
    };
    if part.is_text() {
        return words(part);
    }
    let mut waiting = part.split(LOOKED_AT)?;
    let mut plain = None;
    let mut left = LOOKED_AT;
    while let Some(part) = waiting.pop().filter(|_| left > 0) {
        left -= 1;
        if part.is_multipart() {
            waiting.extend(part.split(left).into_iter().flatten());
        } else if part.is_text() && part.kind() == "text/html" {
            return words(&part);
        } else if part.is_text() {
            plain = words(&part);
        }
    }
    plain
}

/// How many different words a text has that `other` lacks.
fn own(text: &str, other: &str) -> usize {
    let all = |text| words_of(text).map(str::to_lowercase).collect::<HashSet<String>>();
    all(text).difference(&all(other)).count()
}

/// The words of a text. Addresses of the web stand in the plain form only, and are none.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split_whitespace().filter(|piece| !piece.contains("://"));
    let words = pieces.flat_map(|piece| piece.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty())
}
