//! [`QueryToken`]: a query cut into words, phrases and fields.

/// Every field of the query language.
pub const FIELDS: [&str; 14] = [
    "by", "to", "about", "via", "in", "on", "form", "is", "tag", "note", "by-whom", "reply",
    "terms", "near",
];

/// The next stretch of a query up to a space, or to the closing quote mark.
pub(super) struct QueryToken<'a> {
    /// Whether `!` or `-not:` stands before it.
    pub(super) not: bool,
    /// The name before a colon.
    pub(super) field: Option<&'a str>,
    /// What stands after the field, without quote marks.
    pub(super) value: &'a str,
    /// Field and value as typed, to be searched as text.
    pub(super) whole: &'a str,
    /// Whether quote marks stand around the value.
    pub(super) quoted: bool,
    /// Whether a quote mark opens and none closes.
    pub(super) unclosed: bool,
    /// The rest of the query.
    pub(super) behind: &'a str,
}

impl<'a> QueryToken<'a> {
    /// The first token of `rest`; `None` where only spaces are left.
    pub(super) fn next(rest: &'a str) -> Option<Self> {
        let start = rest.trim_start();
        let bare = start.strip_prefix('!').or_else(|| start.strip_prefix("-not:"));
        let whole = bare.unwrap_or(start);
        if start.is_empty() {
            return None;
        }
        let (field, value) = split_field(whole);
        let value = if field.is_some() { value.trim_start() } else { value };
        let opened = value.strip_prefix(['"', '“', '”', '„', '«']);
        let closing = |c| if value.starts_with('«') { c == '»' } else { "\"”“".contains(c) };
        let closed = opened.and_then(|inside| inside.split_once(closing));
        let (value, behind) = closed.unwrap_or_else(|| {
            let value = opened.unwrap_or(value);
            value.split_at(value.find(char::is_whitespace).unwrap_or(value.len()))
        });
        let length = whole.len() - behind.len();
        Some(Self {
            not: bare.is_some(),
            field,
            value,
            whole: whole.get(..length).unwrap_or(whole),
            quoted: closed.is_some(),
            unclosed: opened.is_some() && closed.is_none(),
            behind,
        })
    }
}

/// `by:luna` → `by`, `luna`. A colon is common in text: only a word of letters before it and
/// something after it make a field, and `https://` is none.
fn split_field(text: &str) -> (Option<&str>, &str) {
    let Some((name, value)) = text.split_once(':') else { return (None, text) };
    let known = FIELDS.iter().any(|field| name.eq_ignore_ascii_case(field));
    let letters = !name.is_empty() && name.chars().all(char::is_alphabetic);
    let follows = value.chars().next().is_some_and(|c| !c.is_whitespace() && c != '/');
    if known || letters && follows { (Some(name), value) } else { (None, text) }
}
