//! What a page says about itself: title, byline, publisher, day and link.
//!
//! Several voices speak and do not agree. Believed first is what is written for machines and
//! checked by them (linked data), then the metadata of social networks and libraries, then the
//! page's own marks, then its title line.

use super::linked::Linked;
use super::tree::Tree;
use super::{body, one_line};
use crate::About;
use crate::day::day;

/// The longest title or name that is believed (bytes).
const LONGEST: usize = 1000;

/// Metadata that name each, by rank.
const TITLES: &[&str] =
    &["og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title", "parsely-title"];
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
const PUBLISHERS: &[&str] = &[
    "og:site_name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "twitter:app:name:iphone",
];
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "citation_publication_date",
    "citation_date",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "published-date",
    "publication_date",
    "og:pubdate",
    "release_date",
];
const LINKS: &[&str] =
    &["og:url", "twitter:url", "citation_public_url", "citation_fulltext_html_url"];

/// What parts a headline from the site it stands on.
const CUTS: &[&str] = &[" | ", " - ", " – ", " — ", " · ", " :: ", " « ", " » ", ": "];

/// What the page says about itself.
pub(super) fn about(tree: &Tree, linked: &Linked) -> About {
    let metas = metas(tree);
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            metas.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone())
        })
    };
    let publisher = linked.publisher.clone().or_else(|| meta(PUBLISHERS)).and_then(named);
    let title =
        linked.headline.clone().or_else(|| meta(TITLES)).or_else(|| Some(plain(&tree.title)));
    let title = title.and_then(named).or_else(|| heading(tree));
    let date = linked.date.iter().find_map(|date| day(date));
    let said = |name: &&str| {
        metas.iter().filter(move |(own, _)| own == *name).find_map(|(_, date)| day(date))
    };
    About {
        title: title.map(|title| without_site(&title, publisher.as_deref(), tree)),
        byline: byline(tree, linked, &metas),
        date: date.or_else(|| DATES.iter().find_map(said)).or_else(|| marked_day(tree)),
        link: link(tree, linked, meta(LINKS)),
        publisher,
        ..About::default()
    }
}

/// Names (in lower case) and values of the `<meta>` elements.
fn metas(tree: &Tree) -> Vec<(String, String)> {
    let meta = |at: u32| {
        let name = ["property", "name", "itemprop"]
            .into_iter()
            .find_map(|name| tree.attribute(at, name))?;
        let value = plain(tree.attribute(at, "content")?);
        (!value.is_empty()).then(|| (name.trim().to_ascii_lowercase(), value))
    };
    let metas = tree.under(Tree::ROOT).filter(|(_, node)| node.tag == "meta");
    metas.take(500).filter_map(|(at, _)| meta(at)).collect()
}

fn named(name: String) -> Option<String> {
    (!name.is_empty() && name.len() <= LONGEST).then_some(name)
}

/// The first h1.
fn heading(tree: &Tree) -> Option<String> {
    let heading = tree.under(Tree::ROOT).find(|(_, node)| node.tag == "h1");
    heading.and_then(|(at, _)| named(tree.line(at)))
}

/// `Headline | Section | The Post` without what stands around the headline: where an h1 is the
/// headline, or the site is named first or last.
fn without_site(title: &str, publisher: Option<&str>, tree: &Tree) -> String {
    let headings = tree.under(Tree::ROOT).filter(|(_, node)| node.tag == "h1").take(5);
    let headed = headings.map(|(at, _)| tree.line(at)).find(|line| {
        let rest = title.strip_prefix(line.as_str()).filter(|_| !line.is_empty());
        rest.is_some_and(|rest| CUTS.iter().any(|cut| rest.starts_with(cut)))
    });
    let is_site = |part: &str| publisher.is_some_and(|publisher| body::same(publisher, part));
    let last = CUTS.iter().filter_map(|cut| title.rsplit_once(cut)).find(|(_, end)| is_site(end));
    let first =
        CUTS.iter().filter_map(|cut| title.split_once(cut)).find(|(start, _)| is_site(start));
    let bare = last.map(|(head, _)| head).or(first.map(|(_, tail)| tail)).map(str::trim);
    let bare = bare.filter(|bare| !bare.is_empty()).unwrap_or(title);
    headed.unwrap_or_else(|| bare.to_owned())
}

fn byline(tree: &Tree, linked: &Linked, metas: &[(String, String)]) -> Option<String> {
    let is_name = |name: &String| !name.starts_with("http") && !name.starts_with('@');
    let said = |name: &&str| {
        let names = metas.iter().filter(|(own, _)| own == name).map(|(_, value)| value.clone());
        Some(names.filter(is_name).collect::<Vec<_>>()).filter(|names| !names.is_empty())
    };
    let names = Some(linked.authors.clone()).filter(|names| !names.is_empty());
    let names = names.or_else(|| BYLINES.iter().find_map(said));
    let mut names = names.or_else(|| marked_authors(tree))?;
    for name in &mut names {
        let by = ["By ", "BY ", "by ", "Por ", "POR ", "Von ", "VON ", "Par "];
        let bare = by.iter().find_map(|by| name.strip_prefix(by)).unwrap_or(name);
        *name = bare.trim().to_owned();
    }
    let mut seen = Vec::new();
    for name in names {
        if !name.is_empty() && !seen.contains(&name) {
            seen.push(name);
        }
    }
    named(seen.join(", "))
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
        // Dates and times stand in the same line, after the names.
        let line = |at| {
            let mut line = tree.line(at);
            line.truncate(line.find(|c: char| c.is_ascii_digit()).unwrap_or(line.len()));
            line
        };
        let lines = marked
            .take(5)
            .map(|(at, _)| line(at).trim_end_matches([' ', ',', '|', '-']).to_owned());
        let names: Vec<_> = lines.filter(|line| !line.is_empty() && line.len() <= 120).collect();
        (!names.is_empty()).then_some(names)
    })
}

/// The day marked in the page: `itemprop=datePublished`, else the first `<time>`.
fn marked_day(tree: &Tree) -> Option<String> {
    let published = |at: &u32| {
        tree.attribute(*at, "itemprop")
            .is_some_and(|own| own.split_whitespace().any(|own| own == "datePublished"))
    };
    let when = |at: u32| {
        let values =
            ["datetime", "content"].into_iter().filter_map(|name| tree.attribute(at, name));
        values
            .map(str::to_owned)
            .chain(std::iter::once_with(|| tree.line(at)))
            .find_map(|value| day(&value))
    };
    let nodes =
        || tree.under(Tree::ROOT).filter(|(_, node)| !node.tag.is_empty()).map(|(at, _)| at);
    let marked = nodes().filter(published).take(5).find_map(when);
    marked.or_else(|| nodes().filter(|at| tree.node(*at).tag == "time").take(3).find_map(when))
}

fn link(tree: &Tree, linked: &Linked, meta: Option<String>) -> Option<String> {
    let canonical = tree.under(Tree::ROOT).find(|(at, node)| {
        node.tag == "link"
            && tree.attribute(*at, "rel").is_some_and(|rel| {
                rel.split_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical"))
            })
    });
    let canonical = canonical.and_then(|(at, _)| tree.attribute(at, "href")).map(str::to_owned);
    let links = [canonical, meta, linked.link.clone(), tree.saved_from.clone()];
    links.into_iter().flatten().map(|link| link.trim().to_owned()).find(|link| {
        let whole = link.starts_with("https://") || link.starts_with("http://");
        whole && link.len() <= 4 * LONGEST && !link.contains(char::is_whitespace)
    })
}

/// The words of a value on one line: pages put entities and tags into their metadata.
pub(super) fn plain(value: &str) -> String {
    if value.contains(['<', '&']) {
        return Tree::of(value, 16).line(Tree::ROOT);
    }
    one_line(value)
}

/// The same with its lines.
pub(super) fn plain_lines(value: &str) -> String {
    value.lines().map(plain).collect::<Vec<_>>().join("\n")
}
