//! The words of one cue without their markup: who is named by a voice tag, and what is said.
//!
//! Tags of WebVTT and SRT are taken out, character references become characters. What only looks like a tag
//! stays: words in angle brackets are words unless a tag of that name exists.

use super::super::html;
use super::super::lines::time;
use onrecord_text::Part as _;
use onrecord_text::blanks::collapsed;

/// A line of a cue in one voice, without markup. Never blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CaptionLine {
    /// Whose voice the file says it is.
    pub voice: Option<String>,
    /// The words, trimmed.
    pub words: String,
}

/// Tags that style words, in WebVTT and in SRT as players take it.
const TAGS: [&str; 14] =
    ["b", "i", "u", "s", "c", "v", "ruby", "rt", "lang", "font", "span", "em", "strong", "br"];

/// The lines of a cue's bytes `raw`. Linear in their length.
pub(super) fn plain(raw: &str) -> Vec<CaptionLine> {
    let mut out = Plain::default();
    let mut rest = raw;
    while let Some(at) = rest.find(['<', '&', '{', '\n', '\r']) {
        let (words, behind) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.words.push_str(words);
        rest = out.mark(behind);
    }
    out.words.push_str(rest);
    out.end_line();
    out.lines
}

#[derive(Default)]
struct Plain {
    lines: Vec<CaptionLine>,
    words: String,
    voice: Option<String>,
}

impl Plain {
    /// Takes what `rest` begins with, a mark or a character like one; what stands after it.
    fn mark<'t>(&mut self, rest: &'t str) -> &'t str {
        let mut behind = rest.chars();
        let first = behind.next();
        match first {
            Some('\n' | '\r') => {
                self.end_line();
                return behind.as_str();
            }
            Some('<') => {
                if let Some((tag, after)) = inner(behind.as_str(), '>')
                    && self.tag(tag)
                {
                    return after;
                }
            }
            // Positions and styles of SubStation in SRT: {\an8}.
            Some('{') => {
                if let Some((style, after)) = inner(behind.as_str(), '}')
                    && style.starts_with('\\')
                {
                    return after;
                }
            }
            Some('&') => {
                if let Some((words, after)) = reference(rest) {
                    self.words.push_str(&words);
                    return after;
                }
            }
            _ => {}
        }
        self.words.extend(first);
        behind.as_str()
    }

    /// Takes a tag without its brackets; whether it is one.
    fn tag(&mut self, tag: &str) -> bool {
        if time(tag).is_some_and(|(_, rest)| rest.is_empty()) {
            return true;
        }
        let (close, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let (name, more) = tag.split_at_checked(end).unwrap_or((tag, ""));
        let name = name.to_ascii_lowercase();
        if !TAGS.contains(&name.as_str())
            || !more.starts_with(['.', ' ', '\t', '/']) && !more.is_empty()
        {
            return false;
        }
        match name.as_str() {
            "br" => self.end_line(),
            "v" => {
                self.end_line();
                self.voice = if close { None } else { voice(more) };
            }
            _ => {}
        }
        true
    }

    fn end_line(&mut self) {
        let words = std::mem::take(&mut self.words);
        let trimmed = words.trim();
        if !trimmed.is_empty() {
            let words = if trimmed.len() == words.len() { words } else { trimmed.to_owned() };
            self.lines.push(CaptionLine { voice: self.voice.clone(), words });
        }
    }
}

/// What stands up to `end` on the same line and in no other tag, and what after it.
fn inner(text: &str, end: char) -> Option<(&str, &str)> {
    let at = text.find([end, '<', '{', '\n', '\r'])?;
    let inside = text.get(..at)?;
    Some((inside, text.get(at..)?.strip_prefix(end)?))
}

/// The name in a voice tag, after the classes: `.loud Ana L&oacute;pez`.
fn voice(annotation: &str) -> Option<String> {
    let (_, name) = annotation.split_once([' ', '\t'])?;
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, behind)) = rest.find('&').and_then(|at| rest.split_at_checked(at)) {
        plain.push_str(before);
        let (words, after) = reference(behind).unwrap_or(("&".to_owned(), behind.part(1..)));
        plain.push_str(&words);
        rest = after;
    }
    plain.push_str(rest);
    let name = collapsed(&plain);
    (!name.is_empty()).then_some(name)
}

/// What a character reference stands for (`text` begins at its `&`), and what follows its `;`.
fn reference(text: &str) -> Option<(String, &str)> {
    /// The longest name that HTML has, with its signs (bytes).
    const LONGEST: usize = 33;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let (whole, after) = text.split_at_checked(end + 1)?;
    Some((html::reference(whole)?, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay() {
        for (raw, want) in [
            ("Hi\nyou", "Hi|you"),
            ("<v Ana López>No firmé nada.</v>", "Ana López: No firmé nada."),
            ("<v.loud.first Ana>No", "Ana: No"),
            ("<v Ana &amp; Luz>No", "Ana & Luz: No"),
            ("<v>No", "No"),
            ("<v Ana>Sí.</v> <v Luz>No.\nNunca.", "Ana: Sí.|Luz: No.|Luz: Nunca."),
            ("<v Ana>Sí</v> pero", "Ana: Sí|pero"),
            ("<i>En <b>1928</b></i> <c.red>x</c><lang es>y</lang>", "En 1928 xy"),
            ("one<00:00:01.500><c> two</c>", "one two"),
            ("<font color=\"#ff0\">x</font><br/>y", "x|y"),
            ("{\\an8}top {plain}", "top {plain}"),
            ("a < b, 2<3,5>1, I <3 you, <laughs>", "a < b, 2<3,5>1, I <3 you, <laughs>"),
            ("AT&amp;T &lt;i&gt; &#233;&#xe9; &oops; &", "AT&T <i> éé &oops; &"),
            (" \n&nbsp;\n ", ""),
            ("<i\n>x", "<i|>x"),
            ("<<i>>", "<>"),
            ("&#0;&#x110000;", "&#0;&#x110000;"),
            ("<v Ana L&oacute;pez & &ntilde;>&iquest;No?", "Ana López & ñ: ¿No?"),
            ("&ampx; &;<i>x", "&ampx; &;x"),
        ] {
            let lines = plain(raw).into_iter().map(|line| match line.voice {
                Some(voice) => format!("{voice}: {}", line.words),
                None => line.words,
            });
            assert_eq!(lines.collect::<Vec<_>>().join("|"), want, "{raw}");
        }
    }
}
