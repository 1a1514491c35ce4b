//! Of which kind a file is by what it begins with: names lie.

use super::sheets::biff;
use super::{captions, eml, scan};
use crate::Kind;

/// How much of a file is looked at (bytes).
pub(super) const HEAD: usize = 64 << 10;

/// What stands in archives that are documents: the type that some say first, or the name of a part.
const ARCHIVES: &[(&str, Kind)] = &[
    ("mimetypeapplication/epub+zip", Kind::Book),
    ("mimetypeapplication/vnd.oasis.opendocument.", Kind::OpenDocument),
    ("word/", Kind::Docx),
    ("xl/workbook.xml", Kind::Sheets),
    ("ppt/presentation.xml", Kind::Slides),
];

/// The kind that `bytes` plainly are of; `named` is what the name says. `None`: they do not say.
pub(super) fn kind(bytes: &[u8], named: Option<Kind>) -> Option<Kind> {
    binary(bytes, named).or_else(|| of_text(bytes, named))
}

/// The same of kinds that are no text.
pub(super) fn binary(bytes: &[u8], named: Option<Kind>) -> Option<Kind> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if head.starts_with(b"%PDF-") {
        return Some(Kind::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") {
        // A folder of an archive may be called so as well.
        let first = head.get(..64).unwrap_or(head);
        let begins = |part: &&str| memchr::memmem::find(first, part.as_bytes()).is_some();
        let is_document = ["[Content_Types].xml", "_rels/", "mimetype"].iter().any(begins);
        if named == Some(Kind::Archive) && !is_document {
            return None;
        }
        let holds = |name: &&(&str, Kind)| memchr::memmem::find(head, name.0.as_bytes()).is_some();
        return ARCHIVES.iter().find(holds).map(|(_, kind)| *kind);
    }
    if head.starts_with(b"{\\rtf") {
        return Some(Kind::Rtf);
    }
    eml::is_msg(head).then_some(Kind::Mail)
}

/// Whether the first bytes are those of a text in UTF-8: no byte of them is a control.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let mut chunks = head.utf8_chunks();
    let Some(first) = chunks.next() else { return false };
    // The last character may be cut.
    let is_cut = head.len() == HEAD && chunks.next().is_none();
    if !first.invalid().is_empty() && !is_cut {
        return false;
    }
    let text = first.valid();
    let plain = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\x0c');
    !text.trim().is_empty() && text.chars().all(plain)
}

/// The same of kinds that are text.
fn of_text(bytes: &[u8], named: Option<Kind>) -> Option<Kind> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if head.starts_with(b"PK\x03\x04") {
        return None;
    }
    if biff::begins(head) {
        return Some(Kind::Sheets);
    }
    if named != Some(Kind::Markdown) && scan::begins(head) {
        return Some(Kind::Scan);
    }
    // What is text says less of itself: Markdown may begin with a tag, a page with a mail.
    let plainly =
        [Kind::Markdown, Kind::Html, Kind::Captions, Kind::Card, Kind::Capture, Kind::Archive];
    if named.is_some_and(|named| plainly.contains(&named)) {
        return None;
    }
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let begins = |word: &str| {
        head.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
    };
    let page = begins("<!doctype html") || begins("<html");
    let xml = begins("<?xml") && memchr::memmem::find(head, b"<html").is_some();
    match () {
        () if page || xml => Some(Kind::Html),
        () if begins("BEGIN:VCALENDAR") || begins("BEGIN:VCARD") => Some(Kind::Card),
        () if captions::begin(head) => Some(Kind::Captions),
        () if eml::begins(head) => Some(Kind::Mail),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_begins_with_says_what_it_is() {
        let mail = "Received: from a by b\nFrom: Ana <a@b>\nSubject: s\n\nNo.";
        for (bytes, name, kind) in [
            ("%PDF-1.4", "a.docx", Some(Kind::Pdf)),
            ("PK\u{3}\u{4}..[Content_Types].xml..word/document.xml", "a.pdf", Some(Kind::Docx)),
            ("PK\u{3}\u{4}..xl/workbook.xml", "a.pdf", Some(Kind::Sheets)),
            ("PK\u{3}\u{4}..mimetypeapplication/epub+zip", "a.zip", Some(Kind::Book)),
            ("PK\u{3}\u{4}..photos/a.png", "a.pdf", Some(Kind::Pdf)),
            ("PK\u{3}\u{4}..word/a.txt", "a.zip", Some(Kind::Archive)),
            ("{\\rtf1 No.}", "a.doc", Some(Kind::Rtf)),
            ("<html><table>", "a.xls", Some(Kind::Html)),
            ("\u{feff}\n <!DOCTYPE HTML><p>", "a.txt", Some(Kind::Html)),
            ("<?xml version=\"1.0\"?>\n<html>", "a.pdf", Some(Kind::Html)),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\nNo.", "a.txt", Some(Kind::Captions)),
            ("1\r\n00:00:01,000 --> 00:00:02,000\r\nNo.", "a", Some(Kind::Captions)),
            (mail, "a.txt", Some(Kind::Mail)),
            (mail, "a", Some(Kind::Mail)),
            (mail, "a.md", Some(Kind::Markdown)),
            (
                "From a@b Fri Jul  8 12:08:34 2011\nFrom: a@b\nDate: x\n\n",
                "a.txt",
                Some(Kind::Mail),
            ),
            ("From: Ana\nTo: Luis\n\nNo.", "a.txt", Some(Kind::Text)),
            ("BEGIN:VCARD\nFN:Ana", "a.txt", Some(Kind::Card)),
            ("%PDF-1.4", "a.csv", Some(Kind::Pdf)),
            ("Of page one\n", "README", Some(Kind::Text)),
            ("10:04 Ana: no\n", "chat.LOG", Some(Kind::Text)),
            ("Of page one\n", "main.rs", None),
            ("\0\u{1}", "README", None),
            ("no page is served\n", "a.pdf", Some(Kind::Text)),
            ("a\tb\n1\t2\n", "a.xlsx", Some(Kind::Table)),
            ("WEBVTTS are", "a.txt", Some(Kind::Text)),
            (
                "{\"segments\": [{\"start\": 0, \"end\": 1, \"text\": \"a",
                "a.json",
                Some(Kind::Captions),
            ),
            ("{\"format\": \"1\", \"statements\": []}", "b.json", None),
            ("<?xml version='1.0'?><tt xml:lang='en'>", "a.xml", Some(Kind::Captions)),
            ("<?xml version='1.0'?><ttl>", "a.xml", None),
            ("[Script Info]\r\n", "a", Some(Kind::Captions)),
            ("<?xml version='1.0'?>\n<alto xmlns='x'>", "a.xml", Some(Kind::Scan)),
            ("\u{feff}<?xml?><a:alto>", "a.txt", Some(Kind::Scan)),
            ("<?xml version='1.0'?>\n<altos>", "a.xml", None),
            ("<html><div class='ocr_page' id='p'>", "a.html", Some(Kind::Scan)),
            ("<html><p>Of class='ocr", "a.html", Some(Kind::Html)),
            ("just words", "photo.jpg", None),
        ] {
            assert_eq!(Kind::of_file(name, bytes.as_bytes()), kind, "{name}: {bytes}");
        }
    }
}
