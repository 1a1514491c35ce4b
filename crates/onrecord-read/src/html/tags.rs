//! The elements and attributes that are known by name, and what each is to a reader.
//!
//! The names are those of the HTML Standard (WHATWG, §13.1.2 and §13.2.4.2). Whatever is not in
//! the table is an inline element without meaning.

/// Elements that have a meaning here, sorted.
const KNOWN: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "code",
    "col",
    "colgroup",
    "datalist",
    "dd",
    "desc",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "foreignobject",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "legend",
    "li",
    "link",
    "listing",
    "main",
    "map",
    "math",
    "menu",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "plaintext",
    "pre",
    "progress",
    "q",
    "rp",
    "rt",
    "s",
    "script",
    "search",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "video",
    "wbr",
    "xmp",
];

/// Attributes that are kept, sorted.
const KEPT: &[&str] = &[
    "alt",
    "aria-description",
    "aria-hidden",
    "aria-label",
    "checked",
    "class",
    "content",
    "datetime",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "name",
    "placeholder",
    "property",
    "rel",
    "role",
    "selected",
    "srcdoc",
    "style",
    "title",
    "type",
    "value",
];

/// The name of an element as it is kept; `"?"` for one that is not known.
pub(super) fn element(name: &[u8]) -> &'static str {
    known(KNOWN, name).unwrap_or("?")
}

/// The name of an attribute, if it is kept.
pub(super) fn attribute(name: &[u8]) -> Option<&'static str> {
    known(KEPT, name)
}

fn known(names: &'static [&'static str], name: &[u8]) -> Option<&'static str> {
    let at = names.binary_search_by(|known| known.as_bytes().cmp(name)).ok()?;
    names.get(at).copied()
}

/// Elements without an end.
pub(super) fn is_void(tag: &str) -> bool {
    matches!(
        tag,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose end tag ends them alone, whatever was opened since: the formatting elements.
pub(super) fn is_formatting(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

/// Elements that stand on lines of their own.
pub(super) fn is_block(tag: &str) -> bool {
    closes_paragraph(tag)
        || matches!(
            tag,
            "body"
                | "caption"
                | "colgroup"
                | "frameset"
                | "head"
                | "legend"
                | "noframes"
                | "tbody"
                | "td"
                | "tfoot"
                | "th"
                | "thead"
                | "tr"
        )
}

/// Elements that cannot stand in a paragraph: they end it.
pub(super) fn closes_paragraph(tag: &str) -> bool {
    matches!(
        tag,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "ul"
            | "xmp"
    )
}

/// Elements that no drawing has (the HTML Standard, §13.2.6.5): one that was not closed ends there.
pub(super) fn breaks_out(tag: &str) -> bool {
    is_heading(tag)
        || matches!(
            tag,
            "b" | "big"
                | "blockquote"
                | "body"
                | "br"
                | "center"
                | "code"
                | "dd"
                | "div"
                | "dl"
                | "dt"
                | "em"
                | "embed"
                | "head"
                | "hr"
                | "i"
                | "img"
                | "li"
                | "listing"
                | "menu"
                | "meta"
                | "nobr"
                | "ol"
                | "p"
                | "pre"
                | "s"
                | "small"
                | "span"
                | "strike"
                | "strong"
                | "table"
                | "tt"
                | "u"
                | "ul"
        )
}

/// h1 to h6.
pub(super) fn is_heading(tag: &str) -> bool {
    matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Elements that an end tag from inside does not reach across.
pub(super) fn is_wall(tag: &str) -> bool {
    matches!(tag, "table" | "td" | "th" | "caption" | "template" | "object")
}

/// What is no running text: code, buttons, drawings, what stands in for a film.
pub(super) fn is_wordless(tag: &str) -> bool {
    matches!(
        tag,
        "audio"
            | "button"
            | "canvas"
            | "embed"
            | "head"
            | "iframe"
            | "map"
            | "meter"
            | "noembed"
            | "noframes"
            | "noscript"
            | "object"
            | "progress"
            | "rp"
            | "rt"
            | "script"
            | "style"
            | "svg"
            | "template"
            | "title"
            | "video"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_and_found() {
        assert!(KNOWN.is_sorted() && KEPT.is_sorted());
        assert!(KNOWN.iter().all(|name| element(name.as_bytes()) == *name));
        assert_eq!((element(b"my-app"), attribute(b"onclick")), ("?", None));
    }
}
