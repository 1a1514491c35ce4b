//! The header of a mail or of a part of one: fields, their words, their parameters.
//!
//! RFC 5322 §2.2 (fields and folding), RFC 2047 (encoded words), RFC 2045 §5.1 and RFC 2231
//! (parameters). Addresses are read for their names only.

use super::transfer;
use crate::charset;

/// The most fields of one header that are kept: a mail has some dozens.
const FIELDS: usize = 1000;

/// The longest value that is read (bytes).
const LONGEST: usize = 64 << 10;

/// A header: names in lower case, values unfolded, as they stand.
#[derive(Debug, Default)]
pub(super) struct Headers(Vec<(String, Vec<u8>)>);

impl Headers {
    /// Reads the header that `bytes` begins with; what follows its blank line is the body.
    pub(super) fn read(bytes: &[u8]) -> (Self, &[u8]) {
        let mut headers = Self::default();
        let mut rest = bytes;
        while let Some((line, after)) = line(rest) {
            if line.is_empty() {
                return (headers, after);
            }
            if !headers.take(line) {
                // Not a field: a body without a header, or without its blank line.
                return (headers, rest);
            }
            rest = after;
        }
        (headers, rest)
    }

    fn take(&mut self, line: &[u8]) -> bool {
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            if let Some((_, value)) = self.0.last_mut()
                && value.len() < LONGEST
            {
                value.extend_from_slice(line);
            }
            return !self.0.is_empty();
        }
        // `From ana@example.org Tue May 17 10:00:00 2022`, the line of a store, before a part as well.
        if self.0.is_empty() && (line.starts_with(b"From ") || line.starts_with(b">From ")) {
            return true;
        }
        let Some(colon) = memchr::memchr(b':', line) else { return false };
        let (name, value) = line.split_at(colon);
        let name = name.trim_ascii_end();
        let sound = !name.is_empty() && name.iter().all(|byte| matches!(byte, 33..=126));
        if sound && self.0.len() < FIELDS {
            let name = String::from_utf8_lossy(name).to_ascii_lowercase();
            let value = value.get(1..).unwrap_or(&[]).trim_ascii();
            self.0.push((name, value.get(..LONGEST).unwrap_or(value).to_vec()));
        }
        sound
    }

    /// Whether there is no field.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words of field `name`, encoded words decoded, on one line.
    pub(super) fn words(&self, name: &str) -> Option<String> {
        let words = decode_words(self.raw(name)?);
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    fn raw(&self, name: &str) -> Option<&[u8]> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_slice())
    }

    /// The first word of field `name` in lower case: `text/plain`, `base64`, `attachment`.
    pub(super) fn kind(&self, name: &str) -> String {
        let value = String::from_utf8_lossy(self.raw(name).unwrap_or(&[]));
        value.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
    }

    /// Parameter `key` of field `name`, its pieces joined and its characters decoded.
    pub(super) fn parameter(&self, name: &str, key: &str) -> Option<String> {
        let parameters = parameters(self.raw(name)?);
        let value = |key: &str| parameters.iter().find(|(own, _)| own == key).map(|(_, v)| v);
        if let Some(value) = value(key) {
            return Some(decode_words(value));
        }
        if let Some(value) = value(&format!("{key}*")) {
            return Some(extended(value));
        }
        let mut whole = Vec::new();
        let mut coded = false;
        for piece in 0..100 {
            let plain = value(&format!("{key}*{piece}"));
            let Some(value) = plain.or_else(|| value(&format!("{key}*{piece}*"))) else { break };
            coded |= plain.is_none();
            whole.extend_from_slice(value);
        }
        let name = if coded { extended(&whole) } else { decode_words(&whole) };
        (!name.is_empty()).then_some(name)
    }
}

/// The first line of `bytes` without its end, and what follows.
fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    if bytes.is_empty() {
        return None;
    }
    let end = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
    let (line, rest) = bytes.split_at(end);
    Some((line.strip_suffix(b"\r").unwrap_or(line), rest.get(1..).unwrap_or(&[])))
}

/// `; name=value` and `; name="va\"lue"`, names in lower case.
fn parameters(value: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut quoted = false;
    let mut escaped = false;
    let mut piece = Vec::new();
    for byte in value.iter().chain(b";") {
        match byte {
            _ if escaped => {
                escaped = false;
                piece.push(*byte);
            }
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b';' if !quoted => found.extend(parameter(&std::mem::take(&mut piece))),
            _ => piece.push(*byte),
        }
    }
    found.extend(parameter(&piece));
    found
}

fn parameter(piece: &[u8]) -> Option<(String, Vec<u8>)> {
    let equals = memchr::memchr(b'=', piece)?;
    let (name, value) = piece.split_at(equals);
    let name = String::from_utf8_lossy(name.trim_ascii()).to_ascii_lowercase();
    Some((name, value.get(1..)?.trim_ascii().to_vec()))
}

/// `utf-8'es'se%C3%B1al.pdf` (RFC 2231, §4).
fn extended(value: &[u8]) -> String {
    let mut parts = value.splitn(3, |byte| *byte == b'\'');
    let (Some(charset), Some(_), Some(coded)) = (parts.next(), parts.next(), parts.next()) else {
        return decode(value, None);
    };
    let mut bytes = Vec::new();
    let mut rest = coded;
    while let Some((byte, after)) = rest.split_first() {
        let coded = (*byte == b'%').then(|| transfer::hex(after)).flatten();
        let (byte, after) = coded.unwrap_or((*byte, after));
        bytes.push(byte);
        rest = after;
    }
    decode(&bytes, Some(&String::from_utf8_lossy(charset)))
}

fn decode(bytes: &[u8], charset: Option<&str>) -> String {
    charset::decode(bytes, charset).map_or_else(String::new, |decoded| decoded.text.into_owned())
}

/// Decodes `=?charset?B?…?=` and `=?charset?Q?…?=`. Blanks between two of them are none; a
/// character may be cut between two of the same charset, so their bytes are joined first, and
/// where base64 itself was cut, its letters.
pub(super) fn decode_words(value: &[u8]) -> String {
    let mut out = String::new();
    let mut run: Option<Run> = None;
    let mut rest = value;
    while !rest.is_empty() {
        if let Some((word, after)) = EncodedWord::read(rest) {
            match &mut run {
                Some(run) if run.charset == word.charset => run.push(&word),
                _ => {
                    out.push_str(&run.take().map_or_else(String::new, Run::text));
                    run = Some(Run::of(&word));
                }
            }
            rest = after;
            let blanks = rest.len() - rest.trim_ascii_start().len();
            if let Some(next) = rest.get(blanks..)
                && EncodedWord::read(next).is_some()
            {
                rest = next;
            }
            continue;
        }
        out.push_str(&run.take().map_or_else(String::new, Run::text));
        let plain =
            rest.windows(2).skip(1).position(|pair| pair == b"=?").map_or(rest.len(), |at| at + 1);
        let (plain, after) = rest.split_at(plain);
        out.push_str(&decode(plain, None));
        rest = after;
    }
    out.push_str(&run.map_or_else(String::new, Run::text));
    out
}

/// Encoded words of one charset, one behind the other.
struct Run {
    charset: String,
    /// What is decoded.
    bytes: Vec<u8>,
    /// Base64 whose next letters may stand in the next word.
    open: Vec<u8>,
}

impl Run {
    fn of(word: &EncodedWord<'_>) -> Self {
        let mut run = Self { charset: word.charset.clone(), bytes: Vec::new(), open: Vec::new() };
        run.push(word);
        run
    }

    fn push(&mut self, word: &EncodedWord<'_>) {
        match word.how {
            How::Base64 => {
                let blank = |byte: &&u8| !byte.is_ascii_whitespace();
                let coded: Vec<u8> = word.coded.iter().filter(blank).copied().collect();
                // A word whose `=` were left out is whole: it ends with bits of no byte, all zero.
                if coded.len().is_multiple_of(4) && transfer::is_whole(&self.open) {
                    self.end_base64();
                }
                self.open.extend(coded);
                // Whole groups of four letters are whole bytes; `=` ends a text.
                if self.open.len().is_multiple_of(4) || self.open.ends_with(b"=") {
                    self.end_base64();
                }
            }
            How::Quoted => {
                self.end_base64();
                let blank = |byte: &u8| if *byte == b'_' { b' ' } else { *byte };
                let spaced: Vec<u8> = word.coded.iter().map(blank).collect();
                self.bytes.extend(transfer::quoted_printable(&spaced));
            }
        }
    }

    fn end_base64(&mut self) {
        self.bytes.extend(transfer::base64(&std::mem::take(&mut self.open)));
    }

    fn text(mut self) -> String {
        self.end_base64();
        decode(&self.bytes, Some(&self.charset))
    }
}

/// How the bytes of an encoded word are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Base64,
    Quoted,
}

/// An encoded word as it stands: its charset in lower case, and its letters.
struct EncodedWord<'b> {
    charset: String,
    how: How,
    coded: &'b [u8],
}

impl<'b> EncodedWord<'b> {
    /// The encoded word that `bytes` begins with, and what follows it.
    fn read(bytes: &'b [u8]) -> Option<(Self, &'b [u8])> {
        let rest = bytes.strip_prefix(b"=?")?;
        // The standard ends a word after 75 bytes; some mailers do not.
        let rest = rest.get(..1000).unwrap_or(rest);
        let (charset, tail) = rest.split_at(memchr::memchr(b'?', rest)?);
        let [b'?', how, b'?', tail @ ..] = tail else { return None };
        let how = match how {
            b'B' | b'b' => How::Base64,
            b'Q' | b'q' => How::Quoted,
            _ => return None,
        };
        let (coded, _) = tail.split_at(tail.windows(2).position(|pair| pair == b"?=")?);
        let after = bytes.get(2 + charset.len() + 3 + coded.len() + 2..)?;
        let charset = String::from_utf8_lossy(charset);
        // A language may follow (RFC 2231, §5).
        let charset = charset.split('*').next().unwrap_or("").to_ascii_lowercase();
        Some((Self { charset, how, coded }, after))
    }
}

/// The names in a list of addresses; an address without a name stands for itself.
pub(super) fn names(addresses: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut quoted, mut inside) = (false, 0u32);
    let mut one = String::new();
    for c in addresses.chars().chain([',']) {
        match c {
            '"' => quoted = !quoted,
            '<' | '(' if !quoted => inside += 1,
            '>' | ')' if !quoted => inside = inside.saturating_sub(1),
            ',' | ';' if !quoted && inside == 0 => {
                names.extend(name(&std::mem::take(&mut one)));
                continue;
            }
            _ => {}
        }
        one.push(c);
    }
    names.extend(name(&one));
    names
}

/// `Ana Ruiz <ana@example.org>`, `ana@example.org (Ana Ruiz)`, `ana@example.org`.
fn name(address: &str) -> Option<String> {
    let address = address.trim();
    let (before, angle) = address.split_once('<').unwrap_or((address, ""));
    let before = before.trim().trim_matches('"').trim();
    let comment = before.split_once('(').and_then(|(_, comment)| comment.split(')').next());
    let bare = angle.split('>').next().unwrap_or("").trim();
    let name = comment.map(str::trim).filter(|name| !name.is_empty()).unwrap_or(before);
    let name = if name.is_empty() { bare } else { name };
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_decoded() {
        for (coded, plain) in [
            ("plain", "plain"),
            ("=?utf-8?Q?Se=C3=B1al_de_vida?=", "Señal de vida"),
            ("=?ISO-8859-1?q?Marroqu=EDn?= dice", "Marroquín dice"),
            ("a =?utf-8?B?w6k=?= =?utf-8?B?IQ==?= b", "a é! b"),
            ("=?utf-8?B?w6?=\t=?utf-8?B?k=?=", "é"),
            ("=?utf-8?B?w6k?= =?utf-8?B?IQ==?=", "é!"),
            ("=?utf-8?B?Tm8g?= =?utf-8?Q?firm=C3=A9?=", "No firmé"),
            ("=?utf-8?Q?=E6=BC?= =?utf-8?Q?=A2?=", "漢"),
            ("=?gb2312?B?xOO6ww==?=", "你好"),
            ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
            ("=?big5?B?p0Gmbg==?=", "你好"),
            ("=?euc-kr?B?x9Gxuc==?=", "한국"),
            ("=?utf-8*es?Q?s=C3=AD?=", "sí"),
            ("=?utf-8?X?a?= =?", "=?utf-8?X?a?= =?"),
            ("ñ", "ñ"),
        ] {
            assert_eq!(decode_words(coded.as_bytes()), plain, "{coded}");
        }
        assert_eq!(decode_words(b"Marroqu\xedn neg\xf3 todo"), "Marroquín negó todo");
    }

    #[test]
    fn fields_are_unfolded_and_found() {
        let mail = b"From a@b Tue 10:00:00 2022\r\nSubject: one\r\n two\r\nX-Empty:\r\nContent-Type: text/plain;\r\n\
            \tCharset=\"utf-8\"; name*0=a; name*1=b.pdf; title*=utf-8'es'se%C3%B1al; q=\"x;\\\"y\"\r\n\r\nbody\r\n";
        let (headers, body) = Headers::read(mail);
        assert_eq!(body, b"body\r\n");
        assert_eq!(headers.words("subject").as_deref(), Some("one two"));
        assert_eq!(headers.words("x-empty"), None);
        assert_eq!(headers.kind("content-type"), "text/plain");
        for (key, value) in [
            ("charset", Some("utf-8")),
            ("name", Some("ab.pdf")),
            ("title", Some("señal")),
            ("q", Some("x;\"y")),
            ("boundary", None),
        ] {
            assert_eq!(headers.parameter("content-type", key).as_deref(), value, "{key}");
        }
        let (headers, body) = Headers::read(b"no header here\nat all");
        assert!(headers.is_empty());
        assert_eq!(body, b"no header here\nat all");
    }

    #[test]
    fn addresses_have_names() {
        for (addresses, want) in [
            ("Ana Ruiz <ana@example.org>", &["Ana Ruiz"][..]),
            ("\"Ruiz, Ana\" <a@b>, bo@c", &["Ruiz, Ana", "bo@c"]),
            ("a@b (Ana), <c@d>", &["Ana", "c@d"]),
            ("", &[]),
        ] {
            assert_eq!(names(addresses), want, "{addresses}");
        }
    }
}
