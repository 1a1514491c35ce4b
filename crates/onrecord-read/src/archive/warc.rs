//! Captures of the web (WARC 1.1, ISO 28500): what servers answered, each answer with its address and time.
//!
//! Answers that are documents are handed over; pictures, styles and programs have no words, and what was not
//! found there is nobody's word.

use std::io::{BufRead, Read};

use flate2::bufread::GzDecoder;

use super::Hand;
use crate::parts::{Capture, FilePart};
use crate::{Kind, Limits};

/// The longest header of a record or an answer (bytes).
const HEADER: usize = 64 << 10;

/// Whether `head` begins such a file.
pub(super) fn begins(head: &[u8]) -> bool {
    head.starts_with(b"WARC/1.") || head.starts_with(b"WARC/0.")
}

/// Hands over the answers of a file in its order.
pub(super) fn parts(mut from: impl BufRead, limits: &Limits, hand: &mut Hand<'_>) -> bool {
    loop {
        let header = match header(&mut from) {
            Some(header) if header.is_empty() => return true,
            Some(header) => header,
            None => return false,
        };
        let length = field(&header, "content-length").and_then(|length| length.parse::<u64>().ok());
        let (true, Some(length)) = (begins(header.as_bytes()), length) else { return false };
        let mut body = from.by_ref().take(length);
        let is = field(&header, "warc-type");
        if matches!(is, Some("response" | "resource")) {
            let mut bytes = Vec::new();
            let most = limits.unpacked as u64;
            if length <= most && body.read_to_end(&mut bytes).is_err() {
                return false;
            }
            if (bytes.len() as u64) < length.min(most) {
                return false;
            }
            let part = answer(&header, is == Some("response"), &bytes, limits.unpacked);
            if let Some(part) = part.filter(|_| length <= most)
                && !hand(part)
            {
                return true;
            }
        }
        if std::io::copy(&mut body, &mut std::io::sink()).is_err() {
            return false;
        }
    }
}

/// The lines up to a blank one, without blank ones before them; nothing at the end, `None` where it breaks off.
fn header(from: &mut impl BufRead) -> Option<String> {
    let mut header = Vec::new();
    loop {
        let before = header.len();
        let room = (HEADER - before.min(HEADER)) as u64;
        from.by_ref().take(room).read_until(b'\n', &mut header).ok()?;
        let line = header.get(before..)?;
        if line.is_empty() {
            return (before == 0).then(String::new);
        }
        if line.trim_ascii().is_empty() {
            if before > 0 {
                return Some(String::from_utf8_lossy(&header).into_owned());
            }
            header.clear();
        }
    }
}

/// The value of a field of a header.
fn field<'h>(header: &'h str, name: &str) -> Option<&'h str> {
    let fields = header.lines().filter_map(|line| line.split_once(':'));
    let mut found = fields.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name));
    found.next().map(|(_, value)| value.trim().trim_matches(['<', '>']))
}

/// An answer as a document; `None` for one that is none.
fn answer(record: &str, is_http: bool, bytes: &[u8], most: usize) -> Option<FilePart<'static>> {
    let link = field(record, "warc-target-uri")?;
    let (head, body) = if is_http { split(bytes)? } else { (String::new(), bytes) };
    let found = head.lines().next().is_none_or(|line| line.split(' ').nth(1) == Some("200"));
    let media = if is_http { field(&head, "content-type") } else { field(record, "content-type") };
    let (media, rest) = media.map_or(("", ""), |m| m.split_once(';').unwrap_or((m, "")));
    let media = media.trim().to_ascii_lowercase();
    let kind = match media.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Kind::Html),
        "application/pdf" => Some(Kind::Pdf),
        "text/plain" => Some(Kind::Text),
        "text/csv" | "application/octet-stream" | "" => None,
        media if media.starts_with("application/") && Kind::of(path(link)).is_some() => None,
        _ => return None,
    };
    if !found || !link.contains("://") {
        return None;
    }
    let is =
        |name: &str, word: &str| field(&head, name).is_some_and(|v| v.eq_ignore_ascii_case(word));
    let unchunked = is("transfer-encoding", "chunked").then(|| joined(body)).flatten();
    let body = unchunked.as_deref().unwrap_or(body);
    // Many programs write down the answer unpacked and leave the field as it was.
    let unpacked = body.starts_with(b"\x1f\x8b").then(|| unpacked(body, most)).flatten();
    let packed = ["br", "zstd", "deflate"].into_iter().any(|way| is("content-encoding", way));
    let bytes = unpacked.unwrap_or_else(|| body.to_vec());
    let kind = kind.map(|kind| kind.or_as_it_is(&bytes)).or(Kind::of_file(path(link), &bytes));
    // What is packed in a way that is not read looks like no text.
    let kind = kind.filter(|_| !packed || std::str::from_utf8(&bytes).is_ok());
    let charset = rest.split(';').find_map(|piece| piece.trim().strip_prefix("charset="));
    Some(FilePart {
        name: link.split_once("://").map_or(link, |(_, rest)| rest).to_owned(),
        kind,
        bytes: bytes.into(),
        charset: charset.map(|charset| charset.trim_matches('"').to_owned()),
        captured: Some(Capture {
            link: link.to_owned(),
            time: field(record, "warc-date").map(str::to_owned),
            digest: field(record, "warc-payload-digest").map(str::to_owned),
        }),
    })
}

/// The path of an address, by whose end a kind may be known.
fn path(link: &str) -> &str {
    link.split(['?', '#']).next().unwrap_or(link)
}

/// The header of an answer and what is behind it.
fn split(bytes: &[u8]) -> Option<(String, &[u8])> {
    let head = bytes.get(..HEADER).unwrap_or(bytes);
    let (end, long) = match memchr::memmem::find(head, b"\r\n\r\n") {
        Some(end) => (end, 4),
        None => (memchr::memmem::find(head, b"\n\n")?, 2),
    };
    let header = String::from_utf8_lossy(bytes.get(..end)?).into_owned();
    Some((header, bytes.get(end + long..)?))
}

/// The pieces of an answer that was sent in pieces (RFC 9112, §7.1); `None` where it was put together already.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = memchr::memchr(b'\n', body.get(..HEADER.min(body.len()))?)?;
        let size = std::str::from_utf8(body.get(..end)?).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        body = body.get(end + 1..)?;
        if size == 0 {
            return Some(whole);
        }
        let piece = body.get(..size.min(body.len()))?;
        whole.extend_from_slice(piece);
        if piece.len() < size {
            return Some(whole);
        }
        body = body.get(size..)?;
        body = body.strip_prefix(b"\r\n").or(body.strip_prefix(b"\n")).unwrap_or(body);
    }
}

fn unpacked(body: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    // What breaks off is read as far as it goes.
    let _ = GzDecoder::new(body).take(most as u64).read_to_end(&mut bytes);
    (!bytes.is_empty()).then_some(bytes)
}
