//! The header of a mail or of a part of one: fields, their words, their parameters.
//!
//! Fields and folding (RFC 5322 §2.2) are found here, within bounds that a hostile mail cannot pass;
//! `mail-parser` reads addresses, and parameters (RFC 2045 §5.1, RFC 2231).

use mail_parser::parsers::MessageStream;
use mail_parser::{Addr, Address, ContentType};
use onrecord_text::blanks::collapsed;

use super::encoded_word::{decoded, sound};
use onrecord_text::Part as _;

/// The most fields of one header that are kept: a mail has some dozens.
const FIELDS: usize = 1000;

/// The longest value that is read (bytes).
const LONGEST: usize = 64 << 10;

/// The most parameters of one field that are read, a piece of one being one: the library looks
/// among all of them for each.
const PIECES: usize = 200;

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

    /// The header of an attached file called `name`, in this transfer encoding.
    pub(super) fn of_file(name: &str, encoding: &str) -> Self {
        let name = name.replace(['"', '\\'], "_");
        let field = |name: &str, value: String| (name.to_owned(), value.into_bytes());
        Self(vec![
            field("content-type", "application/octet-stream".to_owned()),
            field("content-disposition", format!("attachment; filename=\"{name}\"")),
            field("content-transfer-encoding", encoding.to_owned()),
        ])
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
            let value = value.part(1..).trim_ascii();
            self.0.push((name, value.part(..value.len().min(LONGEST)).to_vec()));
        }
        sound
    }

    /// Whether there is no field.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words of field `name`, encoded words decoded, on one line.
    pub(super) fn words(&self, name: &str) -> Option<String> {
        one_line(&decoded(self.raw(name)?))
    }

    /// The words of every field `name`, in their order.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = String> {
        let own = self.0.iter().filter(move |(own, _)| own == name);
        own.filter_map(|(_, value)| one_line(&decoded(value)))
    }

    fn raw(&self, name: &str) -> Option<&[u8]> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_slice())
    }

    /// The first word of field `name` in lower case: `text/plain`, `base64`, `attachment`.
    pub(super) fn kind(&self, name: &str) -> String {
        let kind = self.content_type(name).map(|of| match of.c_subtype {
            Some(subtype) => format!("{}/{subtype}", of.c_type),
            None => of.c_type.into_owned(),
        });
        kind.unwrap_or_default()
    }

    /// Parameter `key` of field `name`, its pieces joined and its characters decoded.
    pub(super) fn parameter(&self, name: &str, key: &str) -> Option<String> {
        let value = self.content_type(name)?.attribute(key)?.to_owned();
        (!value.is_empty()).then_some(value)
    }

    fn content_type(&self, name: &str) -> Option<ContentType<'static>> {
        let text = continued(&sound(self.raw(name)?));
        MessageStream::new(text.as_bytes()).parse_content_type().into_owned().into_content_type()
    }

    /// The names in the addresses of field `name`; an address without a name stands for itself.
    pub(super) fn names(&self, name: &str) -> Vec<String> {
        let text = self.raw(name).map(sound).unwrap_or_default();
        let addresses = MessageStream::new(text.as_bytes()).parse_address().into_address();
        let name = |one: Addr<'_>| one_line(&one.name.or(one.address)?);
        addresses.map(Address::into_list).into_iter().flatten().filter_map(name).collect()
    }
}

fn one_line(text: &str) -> Option<String> {
    let line = collapsed(text);
    (!line.is_empty()).then_some(line)
}

/// `text` in which the coded pieces of a parameter (`name*0*=…; name*1*=…`) are one: mailers cut
/// characters in two between them, and the library decodes each alone. Of [`PIECES`] at most.
fn continued(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<(&str, u32)> = None;
    for (at, piece) in text.split(';').take(PIECES).enumerate() {
        let coded = coded_piece(piece);
        let follows = |(name, number, _): &(&str, u32, &str)| {
            open.is_some_and(|(own, last)| own == *name && last.checked_add(1) == Some(*number))
        };
        if let Some((_, _, value)) = coded.filter(follows) {
            out.truncate(out.trim_end().len());
            out.push_str(value);
        } else {
            out.push_str(if at > 0 { ";" } else { "" });
            out.push_str(piece);
        }
        open = coded.map(|(name, number, _)| (name, number));
    }
    // The line's end, where it was cut off.
    out.push('\n');
    out
}

/// Name, number and value of `name*1*=%A2`.
fn coded_piece(piece: &str) -> Option<(&str, u32, &str)> {
    let (key, value) = piece.split_once("*=")?;
    let (name, number) = key.trim().split_once('*')?;
    Some((name, number.parse().ok()?, value.trim_start()))
}

/// The first line of `bytes` without its end, and what follows.
fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    if bytes.is_empty() {
        return None;
    }
    let end = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
    let (line, rest) = bytes.split_at(end);
    Some((line.strip_suffix(b"\r").unwrap_or(line), rest.strip_prefix(b"\n").unwrap_or(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            (r#""Ana \"Nina\" Ruiz" <a@b>"#, &[r#"Ana "Nina" Ruiz"#]),
            ("Ana Ruiz (Harbour) <a@b>", &["Ana Ruiz (Harbour)"]),
            ("The board: Ana <a@b>, Bo <c@d>;", &["Ana", "Bo"]),
            ("=?utf-8?Q?Ruiz=2C_Ana?= <a@b>, bo@c", &["Ruiz, Ana", "bo@c"]),
            ("\"=?utf-8?B?5ry?= =?utf-8?B?i?=\" <a@b>", &["漢"]),
            ("=?utf-8?Q?=E6=BC?= =?utf-8?Q?=A2?= <a@b>", &["漢"]),
            ("Ana", &["Ana"]),
            ("undisclosed-recipients:;", &[]),
            ("", &[]),
        ] {
            let (headers, _) = Headers::read(format!("To: {addresses}\n\n").as_bytes());
            assert_eq!(headers.names("to"), want, "{addresses}");
        }
    }

    #[test]
    fn parameters_are_whole() {
        for (field, want) in [
            ("a/b; name*0*=utf-8''%E6%BC; name*1*=%A2.pdf", Some("漢.pdf")),
            ("a/b; name*0*=iso-8859-1''se%F1al;\n name*1*=%F1.pdf; x=y", Some("señalñ.pdf")),
            ("a/b; name*1*=%C3%B1; name*0*=utf-8''se", Some("señ")),
            ("a/b; name*0=\"a;b\"; name*1=c", Some("a;bc")),
            ("a/b; name=\"=?utf-8?Q?=E6=BC?= =?utf-8?Q?=A2?=.pdf\"", Some("漢.pdf")),
            ("a/b (name=no); name=two words.pdf", Some("two words.pdf")),
            ("a/b; name*4294967295*=a; name*0*=b", Some("ba")),
            ("a/b; name=\"\"", None),
            ("a/b", None),
        ] {
            let (headers, _) = Headers::read(format!("Content-Type: {field}\n\n").as_bytes());
            assert_eq!(headers.kind("content-type"), "a/b", "{field}");
            assert_eq!(headers.parameter("content-type", "name").as_deref(), want, "{field}");
        }
        let many = format!("Content-Type: a/b; name=x{}\n\n", "; a*1=b".repeat(5000));
        let (headers, _) = Headers::read(many.as_bytes());
        assert_eq!(headers.parameter("content-type", "name").as_deref(), Some("x"));
        assert_eq!(headers.parameter("content-type", "a").map(|a| a.len()), Some(PIECES - 2));
    }
}
