//! Linked data (JSON-LD): what a page says about its article to machines.
//!
//! Read are schema.org's `Article` and its kinds, in a list, in a `@graph` or alone.

use serde_json::{Map, Value};

/// How deep an answer may lie in lists and objects.
const DEPTH: usize = 8;

/// The most objects that are looked at.
const OBJECTS: usize = 2000;

/// What the linked data say; `None` where they do not.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Linked {
    /// Title.
    pub(super) headline: Option<String>,
    /// Who wrote it, by name.
    pub(super) authors: Vec<String>,
    /// Who published it.
    pub(super) publisher: Option<String>,
    /// When, as written.
    pub(super) date: Option<String>,
    /// Where it stands.
    pub(super) link: Option<String>,
    /// The text itself.
    pub(super) body: Option<String>,
}

/// What `scripts` say of the page's article: the first that has a headline, else the first.
pub(super) fn article(scripts: &[String]) -> Linked {
    let parsed: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut objects = Vec::new();
    for value in &parsed {
        collect(value, &mut objects);
    }
    let articles = || objects.iter().copied().filter(|object| is_article(object));
    let article = articles().find(|article| article.contains_key("headline"));
    article.or_else(|| articles().next()).map_or_else(Linked::default, |a| linked(a, &objects))
}

/// Pages break lines inside strings, which JSON does not know: they are read as spaces.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[");
    let script = script.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches(';');
    let clean: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(clean.trim()).ok()
}

/// All objects, breadth first, to a bound.
fn collect<'v>(value: &'v Value, objects: &mut Vec<&'v Map<String, Value>>) {
    let mut level = vec![value];
    for _ in 0..DEPTH {
        let mut next = Vec::new();
        for value in level {
            match value {
                Value::Array(values) => next.extend(values),
                Value::Object(object) if objects.len() < OBJECTS => {
                    objects.push(object);
                    next.extend(object.values());
                }
                _ => {}
            }
        }
        level = next;
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    let kind = |value: &Value| {
        value.as_str().is_some_and(|kind| {
            let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
            kind.ends_with("Article")
                || matches!(kind, "BlogPosting" | "Report" | "LiveBlogPosting" | "Posting")
        })
    };
    object.get("@type").is_some_and(|value| match value {
        Value::Array(kinds) => kinds.iter().any(kind),
        one => kind(one),
    })
}

fn linked(article: &Map<String, Value>, objects: &[&Map<String, Value>]) -> Linked {
    let text = |key: &str| texts(article.get(key), objects).into_iter().next();
    let link = |key: &str| match article.get(key)? {
        Value::String(link) => Some(link.clone()),
        Value::Object(object) => {
            Some(object.get("@id").or(object.get("url"))?.as_str()?.to_owned())
        }
        _ => None,
    };
    let authors = texts(article.get("author").or_else(|| article.get("creator")), objects);
    Linked {
        headline: text("headline"),
        authors: authors.into_iter().filter(|author| !author.starts_with("http")).collect(),
        publisher: text("publisher").filter(|name| !name.starts_with("http")),
        date: text("datePublished").or_else(|| text("dateCreated")),
        link: link("url").or_else(|| link("mainEntityOfPage")),
        body: article.get("articleBody").and_then(Value::as_str).map(super::about::plain_lines),
    }
}

/// The words of a value: a text, an object with a name, a reference to one, or a list of these.
fn texts(value: Option<&Value>, objects: &[&Map<String, Value>]) -> Vec<String> {
    let values = match value {
        Some(Value::Array(values)) => values.iter().take(20).collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    };
    let text = |value: &Value| match value {
        Value::String(text) => Some(super::about::plain(text)),
        // Seconds or milliseconds since 1970.
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => {
            let named = |object: &Map<String, Value>| match object.get("name")? {
                Value::Array(names) => names.first()?.as_str().map(super::about::plain),
                name => name.as_str().map(super::about::plain),
            };
            named(object).or_else(|| {
                let id = object.get("@id")?;
                objects.iter().filter(|other| other.get("@id") == Some(id)).find_map(|o| named(o))
            })
        }
        _ => None,
    };
    values.into_iter().filter_map(text).filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(script: &str) -> Linked {
        article(&[script.to_owned()])
    }

    #[test]
    fn articles_are_found_in_every_shape() {
        let plain = read(
            r#"{"@type":"NewsArticle","headline":"A &amp; B","author":{"name":"Ana Ruiz"},
            "publisher":{"@type":"Organization","name":"The Post"},"datePublished":"2022-05-17T10:00Z",
            "mainEntityOfPage":{"@id":"https://example.org/a"}}"#,
        );
        assert_eq!(plain.headline.as_deref(), Some("A & B"));
        assert_eq!(plain.authors, ["Ana Ruiz"]);
        assert_eq!(plain.publisher.as_deref(), Some("The Post"));
        assert_eq!(plain.date.as_deref(), Some("2022-05-17T10:00Z"));
        assert_eq!(plain.link.as_deref(), Some("https://example.org/a"));
        let graph = read(
            "{\"@graph\":[{\"@type\":\"WebPage\",\"name\":\"x\"},{\"@type\":[\"Article\"],\"headline\":\"A\nB\",
            \"author\":[{\"@id\":\"#p\"},\"Bo Li\",\"https://example.org/bo\"]},{\"@id\":\"#p\",\"@type\":\"Person\",\"name\":\"Ana\"}]}",
        );
        assert_eq!(graph.headline.as_deref(), Some("A B"));
        assert_eq!(graph.authors, ["Ana", "Bo Li"]);
    }

    #[test]
    fn what_is_broken_or_something_else_says_nothing() {
        for script in [
            "",
            "{",
            "[[[[",
            "{\"@type\":\"Recipe\",\"headline\":\"x\"}",
            "null",
            &"[".repeat(9999),
        ] {
            assert_eq!(read(script), Linked::default(), "{script:.20}");
        }
    }
}
