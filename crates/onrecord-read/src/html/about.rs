//! What a page says about itself: title, byline, publisher, day and link.
//!
//! Several voices speak and do not agree. Believed first is what is written for machines and
//! checked by them (linked data), then the metadata of social networks and libraries, then the
//! page's own marks, then its title line.

use super::linked::Linked;
use super::tree::Tree;
use super::{body, byline, names};
use crate::day::day;
use crate::{About, Limits};
use onrecord_text::blanks::collapsed;

/// The longest title or name that is believed (bytes).
const LONGEST: usize = 1000;

/// Metadata that name each, by rank.
const TITLES: &[&str] =
    &["og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title", "parsely-title"];
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
    let headline = linked.headline.clone().filter(|headline| fits(headline, tree));
    let title = headline.or_else(|| meta(TITLES)).or_else(|| Some(plain(&tree.title)));
    let title = title.and_then(named).or_else(|| heading(tree));
    let date = linked.date.iter().find_map(|date| day(date));
    let said = |name: &&str| {
        metas.iter().filter(move |(own, _)| own == *name).find_map(|(_, date)| day(date))
    };
    About {
        title: title.map(|title| without_site(&title, publisher.as_deref(), tree)),
        byline: byline::byline(tree, linked, &metas),
        date: date
            .or_else(|| DATES.iter().find_map(said))
            .or_else(|| marked_day(tree))
            .or_else(|| byline::signed(tree).map(|(_, day)| day)),
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

pub(super) fn named(name: String) -> Option<String> {
    (!name.is_empty() && name.len() <= LONGEST).then_some(name)
}

/// Whether a headline of the linked data is one that the page shows: encyclopaedias put a description there.
fn fits(headline: &str, tree: &Tree) -> bool {
    let mut headings =
        tree.under(Tree::ROOT).filter(|(_, node)| node.tag == "h1").take(5).peekable();
    headings.peek().is_none()
        || headings.any(|(at, _)| body::same(&tree.line(at), headline))
        || body::same(&plain(&tree.title), headline)
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

/// Words of a class or an id that name the day of publication, sorted.
const DATE_NAMES: &[&str] = &[
    "byline",
    "date",
    "datetime",
    "dateline",
    "fecha",
    "meta",
    "posted",
    "pubdate",
    "publish",
    "published",
    "time",
    "timestamp",
];

/// A line with more letters than this is no date (bytes).
pub(super) const DATE_LINE: usize = 80;

/// Nodes of an element that is one line.
pub(super) const SHORT: u32 = 12;

/// The day marked in the page: `itemprop=datePublished`, else the first `<time>`, else a short line that a
/// class calls a date, or that says that it was published then.
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
    let marked =
        marked.or_else(|| nodes().filter(|at| tree.node(*at).tag == "time").take(3).find_map(when));
    let dated = |at: &u32| {
        let names = ["class", "id"].into_iter().filter_map(|name| tree.attribute(*at, name));
        names
            .flat_map(names::name_words)
            .any(|word| DATE_NAMES.binary_search(&word.as_str()).is_ok())
    };
    let short = |at: &u32| tree.node(*at).end - at <= SHORT;
    let line = |at: u32| Some(tree.line(at)).filter(|line| line.len() <= DATE_LINE);
    marked.or_else(|| {
        let mut lines = nodes().filter(short).filter(dated).take(8).filter_map(line);
        lines.find_map(|line| dated_line(&line))
    })
}

/// The day in a line such as `Published: March 4, 2024` or `By Ana Ruiz | 4 March 2024`.
fn dated_line(line: &str) -> Option<String> {
    let parts = line
        .split(['|', '•', '·'])
        .flat_map(|part| [Some(part), part.split_once(':').map(|(_, rest)| rest)]);
    parts.flatten().find_map(day)
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
        return Tree::of(value, &Limits { depth: 16, ..Limits::default() }).line(Tree::ROOT);
    }
    collapsed(value)
}

/// The same with its lines.
pub(super) fn plain_lines(value: &str) -> String {
    value.lines().map(plain).collect::<Vec<_>>().join("\n")
}
