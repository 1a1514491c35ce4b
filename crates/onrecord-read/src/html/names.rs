//! What a class or an id says: words that name furniture, readers' comments, an article's body.
//!
//! It knows names only, no elements.

use super::furniture::Grade;

/// Words in a class or id that name furniture, sorted. English, then what Spanish, German and
/// French pages write.
const FURNITURE: &[&str] = &[
    "actions",
    "ad",
    "adbox",
    "addthis",
    "addtoany",
    "ads",
    "adslot",
    "adunit",
    "advert",
    "advertisement",
    "advertising",
    "anzeige",
    "authorbio",
    "banner",
    "bio",
    "biography",
    "boletin",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "catlinks",
    "ccpa",
    "compartir",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "credits",
    "crumbs",
    "dfp",
    "discussion",
    "donate",
    "donation",
    "editsection",
    "follow",
    "footer",
    "gdpr",
    "hatnote",
    "infobar",
    "jumpto",
    "login",
    "masthead",
    "menu",
    "modal",
    "mostpopular",
    "mostread",
    "nav",
    "navbar",
    "navbox",
    "navigation",
    "newsletter",
    "newsletters",
    "noprint",
    "onetrust",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "paging",
    "partage",
    "popular",
    "popup",
    "printfooter",
    "promo",
    "promos",
    "promoted",
    "promotion",
    "publicidad",
    "publicite",
    "readmore",
    "readnext",
    "recirc",
    "recirculation",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "relacionadas",
    "relacionados",
    "related",
    "relatedposts",
    "share",
    "sharebar",
    "sharedaddy",
    "shares",
    "sharetools",
    "sharing",
    "sidebar",
    "signup",
    "skiplink",
    "skyscraper",
    "social",
    "socials",
    "sponsor",
    "sponsored",
    "subnav",
    "subscribe",
    "subscription",
    "taboola",
    "tagcloud",
    "taglist",
    "tags",
    "teaser",
    "teasers",
    "teilen",
    "toolbar",
    "tooltip",
    "topbar",
    "topics",
    "trending",
    "werbung",
];

/// Words that name what readers wrote, sorted.
const READERS: &[&str] = &[
    "comentarios",
    "comment",
    "commentaires",
    "commentlist",
    "comments",
    "disqus",
    "kommentare",
    "livefyre",
    "replies",
    "respond",
    "spotim",
    "viafoura",
    "wpdiscuz",
];

/// Words that name what a picture shows, or whose it is, sorted.
const CAPTIONS: &[&str] = &[
    "bildtext",
    "bildunterschrift",
    "caption",
    "captions",
    "credit",
    "credits",
    "figcaption",
    "imagecaption",
    "imgcaption",
    "legende",
    "photocredit",
    "piefoto",
];

/// Words in front of others that say what an element tells of, sorted: publishing systems give the
/// article a class for each of its topics, and a topic may be called “newsletters” or “comment”.
const TOPICS: &[&str] = &[
    "categoria",
    "category",
    "categoría",
    "etiqueta",
    "node",
    "tag",
    "taxonomy",
    "tema",
    "term",
    "topic",
];

/// The same, where the element says that it is an entry, sorted.
const TOPICS_OF_ENTRIES: &[&str] = &["author", "cat", "format", "section", "series", "type"];

/// Last words of what is made of topics, and is furniture, sorted.
const LISTS: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "share",
    "sidebar",
    "widget",
];

/// What comments may be without being there, sorted.
const STATES: &[&str] = &["closed", "disabled", "enabled", "off", "on", "open"];

/// Words that, in front of another, say how a page is laid out and not what an element is.
const LAYOUT: &[&str] =
    &["can", "enable", "enabled", "has", "hide", "is", "js", "no", "show", "with", "without"];

/// Pairs of words that name furniture where neither does alone.
const PAIRS: &[(&str, &str)] = &[
    ("about", "author"),
    ("author", "box"),
    ("author", "card"),
    ("author", "info"),
    ("entry", "meta"),
    ("more", "from"),
    ("more", "on"),
    ("more", "stories"),
    ("most", "read"),
    ("most", "viewed"),
    ("post", "meta"),
    ("read", "also"),
    ("read", "more"),
    ("read", "next"),
    ("see", "also"),
    ("you", "may"),
];

/// Last words of a class that names the body of an article.
const BODY: &[&str] =
    &["article", "articlebody", "body", "content", "entry", "main", "post", "story", "text"];

/// What a class or an id says of its element.
pub(super) enum Token {
    /// It is furniture.
    Furniture(Grade),
    /// It is the body of an article.
    Body,
    /// Nothing.
    Other,
}

/// What one class or id says, word by word: `article__relatedPosts` is three words.
pub(super) fn token_grade(token: &str) -> Token {
    let words = name_words(token);
    let has = |list: &[&str], word: &String| list.binary_search(&word.as_str()).is_ok();
    let last = |list| words.len() > 1 && words.last().is_some_and(|word| has(list, word));
    // What is embedded is a part of the text: somebody's post, a recording.
    let embedded = words.iter().any(|word| matches!(word.as_str(), "embed" | "embedded"));
    if words.first().is_some_and(|word| has(LAYOUT, word)) || last(STATES) || embedded {
        return Token::Other;
    }
    let topic = begins_with_topic(&words, &[TOPICS]) && !last(LISTS);
    if !topic && words.iter().any(|word| has(READERS, word)) {
        return Token::Furniture(Grade::Readers);
    }
    if !topic && (words.iter().any(|word| has(FURNITURE, word)) || is_pair(&words)) {
        return Token::Furniture(Grade::Named);
    }
    let body = words.last().is_some_and(|word| has(BODY, word));
    if body && words.len() > 1 { Token::Body } else { Token::Other }
}

/// Whether a class says that its element is an entry: what was published, not what is around it.
pub(super) fn is_entry(token: &str) -> bool {
    let words = name_words(token);
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["hentry"] | ["h", "entry"] | ["type", "post" | "page" | "article"] => true,
        ["post", number] => number.bytes().all(|byte| byte.is_ascii_digit()),
        ["node", "type", kind] => *kind != "comment",
        _ => false,
    }
}

/// Whether a class of an entry says what it tells of: `category-comment`, `post_tag-menu`.
pub(super) fn is_topic(token: &str) -> bool {
    begins_with_topic(&name_words(token), &[TOPICS, TOPICS_OF_ENTRIES])
}

fn begins_with_topic(words: &[String], lists: &[&[&str]]) -> bool {
    let [first, second, ..] = words else { return false };
    let word = if first == "post" && words.len() > 2 { second } else { first };
    lists.iter().any(|list| list.binary_search(&word.as_str()).is_ok())
}

/// Whether a word of a class names the caption of a picture.
pub(super) fn is_caption_name(word: &str) -> bool {
    CAPTIONS.binary_search(&word).is_ok()
}

/// Whether two words together name furniture that neither names alone.
fn is_pair(words: &[String]) -> bool {
    words.windows(2).any(|pair| PAIRS.iter().any(|(first, second)| *pair == [*first, *second]))
}

/// The words of a name in lower case, cut at signs and where a capital follows a small letter.
pub(super) fn name_words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in name.chars().take(120) {
        let new = !c.is_alphanumeric() || (small && c.is_uppercase());
        if new && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_word_by_word() {
        assert!(
            [FURNITURE, READERS, CAPTIONS, LAYOUT, BODY, TOPICS, TOPICS_OF_ENTRIES, LISTS, STATES]
                .iter()
                .all(|list| list.is_sorted())
        );
        for (name, words) in [
            ("article__relatedPosts-x3", &["article", "related", "posts", "x3"][..]),
            ("ÁREA_Común", &["área", "común"]),
            ("--", &[]),
        ] {
            assert_eq!(name_words(name), words, "{name}");
        }
        for (class, grade) in [
            ("post-meta", Some(Grade::Named)),
            ("post meta", None),
            ("story comments", Some(Grade::Readers)),
            ("has-comments", None),
            ("comments-open", None),
            ("category-comment tag-newsletter topic-menus", None),
            ("post_tag-share-prices", None),
            ("node--promoted", None),
            ("category-menu", Some(Grade::Named)),
            ("tag-comments-nav", Some(Grade::Readers)),
            ("category", None),
        ] {
            let furniture = |token| match token_grade(token) {
                Token::Furniture(grade) => Some(grade),
                Token::Body | Token::Other => None,
            };
            let worst = class.split_whitespace().filter_map(furniture).max();
            assert_eq!(worst, grade, "{class}");
        }
    }
}
