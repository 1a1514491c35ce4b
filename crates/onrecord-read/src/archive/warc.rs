//! Captures of the web (WARC 1.1, ISO 28500): what servers answered, each answer with its address and time.
//!
//! Answers that are documents are handed over. Pictures, styles and programs have no words, and what was not
//! found there is nobody's word: these are counted.

use std::borrow::Cow;
use std::io::{BufRead, Read, Take};

use flate2::bufread::GzDecoder;

use onrecord_model::PassedOver;

use super::{Hand, PassedParts};
use crate::parts::{Capture, FilePart};
use crate::{Kind, Limits, ReadError};

/// The longest header of a record or an answer (bytes).
const HEADER: usize = 64 << 10;

/// The longest status of an answer that is told (characters).
const STATUS: usize = 12;

/// The longest reason for cutting an answer that is told (characters); the standard has words of ten.
const REASON: usize = 20;

/// Whether `head` begins such a file.
pub(super) fn begins(head: &[u8]) -> bool {
    head.starts_with(b"WARC/1.") || head.starts_with(b"WARC/0.")
}

/// Hands over the answers of a file in its order; what is no document goes to `passed`.
pub(super) fn parts(
    mut from: impl BufRead,
    limits: &Limits,
    passed: &mut PassedParts,
    hand: &mut Hand<'_>,
) -> bool {
    loop {
        let header = match header(&mut from) {
            Some(header) if header.is_empty() => return true,
            Some(header) => header,
            None => return false,
        };
        let length = field(&header, "content-length").and_then(|length| length.parse::<u64>().ok());
        let (true, Some(length)) = (begins(header.as_bytes()), length) else { return false };
        let mut body = from.by_ref().take(length);
        match field(&header, "warc-type") {
            Some(is @ ("response" | "resource")) => {
                let Some((bytes, whole)) = kept(&mut body, limits.unpacked) else { return false };
                match answer(&header, is == "response", &bytes, limits.unpacked) {
                    CapturedAnswer::Document(mut part) => {
                        if !whole {
                            part.bytes = Cow::default();
                            part.unread = Some(ReadError::TooLarge);
                        }
                        if !hand(part) {
                            return true;
                        }
                    }
                    CapturedAnswer::NoPage { what, status, link } => {
                        passed.answer(what, &status, &link);
                    }
                    CapturedAnswer::Wordless(what) => passed.count(what),
                }
            }
            Some("revisit") => passed.count(PassedOver::Seen),
            Some("request" | "warcinfo" | "metadata") => passed.count(PassedOver::Own),
            _ => passed.count(PassedOver::Other),
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

/// The bytes of a record, and whether they are all: of one of more than `most` bytes only the beginning is kept,
/// which tells what it is. `None` where the file breaks off.
fn kept(body: &mut Take<impl Read>, most: usize) -> Option<(Vec<u8>, bool)> {
    let length = body.limit();
    let whole = length <= most as u64;
    let wanted = if whole { length } else { length.min(HEADER as u64) };
    let mut bytes = Vec::new();
    body.take(wanted).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 == wanted).then_some((bytes, whole))
}

/// What a record holds.
enum CapturedAnswer {
    Document(FilePart<'static>),
    /// That there is no page at this address, and the status that says so.
    NoPage {
        what: PassedOver,
        status: String,
        link: String,
    },
    /// Nothing to read.
    Wordless(PassedOver),
}

/// What a server answered, from its header on.
fn answer(record: &str, is_http: bool, bytes: &[u8], most: usize) -> CapturedAnswer {
    // What a program noted of an address has an address made of it: `urn:pageinfo:https://…`.
    let is_address =
        |link: &&str| link.split_once("://").is_some_and(|(scheme, _)| !scheme.contains(':'));
    let Some(link) = field(record, "warc-target-uri").filter(is_address) else {
        return CapturedAnswer::Wordless(PassedOver::Own);
    };
    let split = if is_http { split(bytes) } else { Some((String::new(), bytes)) };
    let Some((head, body)) = split else { return CapturedAnswer::Wordless(PassedOver::Other) };
    if let Some(status) = head.lines().next().map(|line| line.split(' ').nth(1).unwrap_or("?"))
        && !status.starts_with('2')
    {
        let moved = status.starts_with('3');
        let what = if moved { PassedOver::Moved } else { PassedOver::Refused };
        let status = status.chars().take(STATUS).collect();
        return CapturedAnswer::NoPage { what, status, link: link.to_owned() };
    }
    let media = if is_http { field(&head, "content-type") } else { field(record, "content-type") };
    let (media, rest) = media.map_or(("", ""), |m| m.split_once(';').unwrap_or((m, "")));
    let kind = match of_media(&media.trim().to_ascii_lowercase(), link) {
        Ok(kind) => kind,
        Err(what) => return CapturedAnswer::Wordless(what),
    };
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
    CapturedAnswer::Document(FilePart {
        name: link.split_once("://").map_or(link, |(_, rest)| rest).to_owned(),
        kind,
        bytes: bytes.into(),
        charset: charset.map(|charset| charset.trim_matches('"').to_owned()),
        captured: Some(Capture {
            link: link.to_owned(),
            time: field(record, "warc-date").map(str::to_owned),
            digest: field(record, "warc-payload-digest").map(str::to_owned),
            cut: field(record, "warc-truncated").map(|why| why.chars().take(REASON).collect()),
        }),
        unread: None,
    })
}

/// Of which kind a document of this media type is, `None` where its bytes and its address tell; an error where it is
/// none.
fn of_media(media: &str, link: &str) -> Result<Option<Kind>, PassedOver> {
    let (group, own) = media.split_once('/').unwrap_or((media, ""));
    match media {
        "text/html" | "application/xhtml+xml" => return Ok(Some(Kind::Html)),
        "application/pdf" => return Ok(Some(Kind::Pdf)),
        "text/plain" => return Ok(Some(Kind::Text)),
        "text/csv" | "application/octet-stream" | "" => return Ok(None),
        _ => {}
    }
    let has = |word: &str| own.contains(word);
    let what = match group {
        "image" => PassedOver::Picture,
        "audio" | "video" => PassedOver::Recording,
        "font" => PassedOver::Style,
        _ if has("font") || has("css") => PassedOver::Style,
        _ if has("javascript") || has("ecmascript") || has("wasm") => PassedOver::Program,
        "application" | "text" | "message" if Kind::of(path(link)).is_some() => return Ok(None),
        _ if has("mpegurl") || has("dash+xml") => PassedOver::Recording,
        _ if has("json") || has("xml") => PassedOver::Data,
        "text" => return Ok(Some(Kind::Text)),
        _ => PassedOver::Other,
    };
    Err(what)
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
