//! Who wrote a page: what it says about itself, else what it marks, else the line under its title.

use super::about::{DATE_LINE, SHORT, named};
use super::body;
use super::linked::Linked;
use super::tree::Tree;
use crate::day::day;
use onrecord_text::Part as _;

/// Metadata that name the author, by rank.
const BYLINES: &[&str] = &[
    "citation_author",
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "article:author_name",
];

/// What stands before the name in a line that says who wrote.
const BY: &[&str] = &["by", "por", "von", "par", "by:", "author:", "autor:"];

/// How many lines under the title are looked at for who wrote.
const UNDER: usize = 6;

/// The most words of the names in such a line.
const NAMES: usize = 12;

/// Who wrote it, as its linked data, its metadata, or marks and lines of the page say.
pub(super) fn byline(tree: &Tree, linked: &Linked, metas: &[(String, String)]) -> Option<String> {
    let is_name = |name: &String| !name.starts_with("http") && !name.starts_with('@');
    let said = |name: &&str| {
        let names = metas.iter().filter(|(own, _)| own == name).map(|(_, value)| value.clone());
        Some(names.filter(is_name).collect::<Vec<_>>()).filter(|names| !names.is_empty())
    };
    let names = Some(linked.authors.clone()).filter(|names| !names.is_empty());
    let names = names.or_else(|| BYLINES.iter().find_map(said));
    let names = names.or_else(|| marked_authors(tree));
    let names = names.or_else(|| signed(tree).map(|(name, _)| vec![name]));
    let mut names = names.or_else(|| said_author(tree))?;
    for name in &mut names {
        *name = bare_name(name).to_owned();
    }
    let mut seen = Vec::new();
    for name in names {
        if !name.is_empty() && !seen.contains(&name) {
            seen.push(name);
        }
    }
    named(seen.join(", "))
}

/// The name in a line that also says "by", and where and when behind it: `By Ana Ruiz | The Post, May 4`.
fn bare_name(line: &str) -> &str {
    let line = line.trim();
    // A name may begin with "von" itself, in small letters.
    let bare = |(first, rest): (&str, &'_ str)| {
        let capital = rest.starts_with(char::is_uppercase);
        BY.contains(&first.to_lowercase().as_str()) && capital
    };
    let parts = line.split_once(' ').filter(|parts| bare(*parts));
    let mut name = parts.map_or(line, |(_, rest)| rest.trim_start());
    for bar in ["|", "•", "·", " — ", " – ", " - ", " / "] {
        name = name.split(bar).map(str::trim).find(|part| !part.is_empty()).unwrap_or(name);
    }
    let digit = name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len());
    let dated = digit < name.len();
    name = name.part(..digit).trim_end_matches([' ', ',', '(', '-']);
    // A month before the day: no name ends with one and has a number behind it.
    if dated && let Some((head, last)) = name.rsplit_once([' ', ',']) {
        let month = onrecord_language::month(last).is_some();
        name = if month { head } else { name };
    } else if dated && onrecord_language::month(name).is_some() {
        name = "";
    }
    name.trim_end_matches([' ', ',', '|', '-', ':'])
}

/// Authors marked in the page: `rel=author`, `itemprop=author`, a class that says byline.
fn marked_authors(tree: &Tree) -> Option<Vec<String>> {
    let has = |at: u32, name: &str, value: &str| {
        tree.attribute(at, name)
            .is_some_and(|own| own.split_whitespace().any(|own| own.eq_ignore_ascii_case(value)))
    };
    let marks: [&dyn Fn(u32) -> bool; 3] = [
        &|at| has(at, "rel", "author") && tree.node(at).tag != "link",
        &|at| has(at, "itemprop", "author"),
        &|at| {
            [
                "byline",
                "author",
                "author-name",
                "c-byline__author",
                "article-author",
                "firma",
                "autor",
            ]
            .iter()
            .any(|class| has(at, "class", class))
        },
    ];
    marks.iter().find_map(|mark| {
        let marked = tree.under(Tree::ROOT).filter(|(at, node)| !node.tag.is_empty() && mark(*at));
        let lines = marked.take(5).map(|(at, _)| bare_name(&tree.line(at)).to_owned());
        let names: Vec<_> = lines.filter(|line| !line.is_empty() && line.len() <= 120).collect();
        (!names.is_empty()).then_some(names)
    })
}

/// A first paragraph has more letters than this (bytes).
const PARAGRAPH: usize = 2 * DATE_LINE;

/// Who wrote the page and on which day, where a line above its first paragraph says both and nothing else, though
/// no class says what it is: `By Ana Ruiz, 4 May 2023`.
pub(super) fn signed(tree: &Tree) -> Option<(String, String)> {
    let nodes = tree.under(Tree::ROOT).filter(|(_, node)| {
        matches!(node.tag, "p" | "div" | "span" | "address" | "h2" | "h3" | "h4" | "h5" | "h6")
    });
    let lines = nodes.filter(|(at, node)| node.tag == "p" || node.end - at <= SHORT);
    let lines = lines.map(|(at, _)| tree.line(at)).take_while(|line| line.len() <= PARAGRAPH);
    lines.filter(|line| line.len() <= DATE_LINE).find_map(|line| {
        let name = bare_name(&line);
        let behind = line.split_once(name).filter(|(by, _)| !by.is_empty())?.1;
        // Nothing but the day stands there.
        let behind = behind.trim_start_matches(|c: char| !c.is_alphanumeric());
        let day = day(behind).filter(|_| behind.ends_with(|c: char| c.is_ascii_digit()))?;
        let capitals = name.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
        let is_name = (2..=5).contains(&name.split(' ').count()) && capitals >= 2;
        (is_name && !name.contains(',') && day.len() == "2023-05-04".len())
            .then(|| (name.to_owned(), day))
    })
}

/// The name in the line under the title that says `By Ana Ruiz` and nothing else but names, where the page
/// marks nobody.
fn said_author(tree: &Tree) -> Option<Vec<String>> {
    let title = tree.under(Tree::ROOT).find(|(_, node)| node.tag == "h1")?.1.end;
    let short = |at: &u32| tree.node(*at).end - at <= SHORT;
    let boxes = (title..tree.len())
        .filter(|at| {
            matches!(tree.node(*at).tag, "p" | "div" | "span" | "address" | "h2" | "h3" | "h4")
        })
        .filter(short);
    let words = boxes.map(|at| tree.line(at)).filter(|line| !line.is_empty()).take(UNDER);
    words.filter(|line| line.len() <= DATE_LINE).find_map(|line| {
        let (by, rest) = line.split_once(' ')?;
        let own = BY.contains(&by.to_lowercase().as_str()) && by.starts_with(char::is_uppercase);
        let name = bare_name(&line);
        (own && rest.starts_with(char::is_uppercase) && is_names(name))
            .then(|| vec![name.to_owned()])
    })
}

/// Whether `line` is made of names: two words at least that begin with a capital, and what joins them.
fn is_names(line: &str) -> bool {
    let joins = |word: &str| {
        matches!(
            word,
            "and"
                | "y"
                | "e"
                | "und"
                | "et"
                | "&"
                | "de"
                | "del"
                | "la"
                | "las"
                | "los"
                | "da"
                | "dos"
                | "van"
                | "von"
                | "der"
                | "den"
                | "di"
                | "bin"
                | "al"
        )
    };
    let words: Vec<&str> = line.split_whitespace().map(|word| word.trim_end_matches(',')).collect();
    let name = |word: &&str| {
        let letters =
            word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
        letters && word.starts_with(char::is_uppercase) && onrecord_language::month(word).is_none()
    };
    let names = words.iter().filter(|word| name(word)).count();
    names >= 2
        && words.len() <= NAMES
        && words.iter().all(|word| name(word) || joins(word))
        && words.last().is_some_and(|last| name(last) && !(last.ends_with('.') && last.len() > 3))
}

/// Whether `line` says no more than who wrote, `byline`, and when or where.
pub(super) fn names(line: &str, byline: &str) -> bool {
    body::same(bare_name(line), byline)
}
