//! Archives: zip, tar, gzip, and what was captured of the web (WARC, WACZ). They have no text of their own; what
//! lies in them is handed over one by one, and nothing is ever written to a disk.
//!
//! Which it is goes by its bytes. What an archive says of sizes proves nothing: all is counted while reading.

pub(crate) mod embedded;
mod passed;
mod tarred;
mod warc;
mod zipped;

use std::io::{BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipResult;

use crate::parts::{FilePart, WITHIN};
use crate::{Kind, Limits, ReadError, decode};

pub(crate) use passed::PassedParts;

/// How much of what is in an archive is unpacked to see of which kind it is (bytes).
const HEAD: u64 = crate::signs::HEAD as u64;

/// Takes a part, and says whether more are wanted.
pub(super) type Hand<'h> = dyn FnMut(FilePart<'_>) -> bool + 'h;

/// Hands over what lies in an archive called `name`, until `hand` wants no more; what is no document goes to
/// `passed`. Returns whether all of it could be read.
pub(super) fn parts(
    (name, bytes): (&str, &[u8]),
    limits: &Limits,
    passed: &mut PassedParts,
    hand: &mut Hand<'_>,
) -> bool {
    if bytes.starts_with(b"PK") {
        return zipped::parts(bytes, limits, passed, hand);
    }
    if !bytes.starts_with(b"\x1f\x8b") {
        return matches!(stream(bytes, limits, passed, hand), Some(true));
    }
    let mut unpacked = BufReader::new(MultiGzDecoder::new(bytes));
    if let Some(whole) = stream(&mut unpacked, limits, passed, hand) {
        return whole;
    }
    // One file, packed: `notes.txt.gz`.
    let own = unpacked.get_ref().header().and_then(|header| header.filename());
    let own = own.map(|own| String::from_utf8_lossy(own).into_owned());
    let name = own.unwrap_or_else(|| unpacked_name(name).to_owned());
    let text = |head: &[u8]| is_prose(head).then_some(Kind::Text);
    taken_or(&name, unpacked, limits.unpacked, text).map(&mut *hand).is_some()
}

/// What a packed file is called where it does not say: `notes.txt.gz` holds `notes.txt`.
fn unpacked_name(path: &str) -> &str {
    let last = path.rsplit(WITHIN).next().unwrap_or(path);
    let last = last.rsplit(['/', '\\']).next().unwrap_or(last);
    let parted = last.len().checked_sub(3).and_then(|at| last.split_at_checked(at));
    let named = parted.filter(|(stem, end)| !stem.is_empty() && end.eq_ignore_ascii_case(".gz"));
    named.map_or("unpacked", |(stem, _)| stem)
}

/// Whether a file without a known ending is a text for people: what begins as data does is for programs.
fn is_prose(head: &[u8]) -> bool {
    decode(head, None).is_some_and(|decoded| {
        let text = decoded.text.trim_start();
        let is_sign = |c: char| !c.is_control() || c.is_whitespace();
        !text.is_empty() && !text.starts_with(['{', '[', '<']) && text.chars().all(is_sign)
    })
}

/// Hands over the files of a zip archive in its order: of those whose names are `wanted` what `part` makes of them.
/// Returns whether that was something of each.
fn each_zipped<'b>(
    zip: &mut ZipArchive<Cursor<&'b [u8]>>,
    mut wanted: impl FnMut(&str) -> bool,
    mut part: impl FnMut(&str, ZipResult<ZipFile<'_, Cursor<&'b [u8]>>>) -> Option<FilePart<'static>>,
    hand: &mut Hand<'_>,
) -> bool {
    let mut whole = true;
    for at in 0..zip.len() {
        let name = zip.name_for_index(at).and_then(|name| Some(name.ok()?.into_owned()));
        let Some(name) = name.filter(|name| wanted(name)) else { continue };
        match part(&name, zip.by_index(at)) {
            Some(part) => {
                if !hand(part) {
                    break;
                }
            }
            None => whole = false,
        }
    }
    whole
}

/// The same of what is read from its beginning on; `None` of what is no archive, or empty.
fn stream(
    mut from: impl BufRead,
    limits: &Limits,
    passed: &mut PassedParts,
    hand: &mut Hand<'_>,
) -> Option<bool> {
    let Ok(head) = from.fill_buf() else { return Some(false) };
    if warc::begins(head) {
        return Some(warc::parts(from, limits, passed, hand));
    }
    tarred::begins(head).then(|| tarred::parts(from, limits, hand))
}

/// A part by its name and what it holds, unpacked only where it is of a kind that is read and `most` bytes at most.
/// `None` where it breaks off.
fn taken(name: &str, from: impl Read, most: usize) -> Option<FilePart<'static>> {
    taken_or(name, from, most, |_| None)
}

/// The same, of the kind that `other` makes of its beginning where nothing else tells.
fn taken_or(
    name: &str,
    mut from: impl Read,
    most: usize,
    other: impl FnOnce(&[u8]) -> Option<Kind>,
) -> Option<FilePart<'static>> {
    let mut bytes = Vec::new();
    from.by_ref().take(HEAD).read_to_end(&mut bytes).ok()?;
    let kind = Kind::of_file(name, &bytes).or_else(|| other(&bytes));
    if kind.is_some() {
        let room = (most + 1).saturating_sub(bytes.len());
        from.take(room as u64).read_to_end(&mut bytes).ok()?;
    }
    let unread = (kind.is_some() && bytes.len() > most).then_some(ReadError::TooLarge);
    if kind.is_none() || unread.is_some() {
        bytes.clear();
    }
    let name = name.to_owned();
    Some(FilePart { name, kind, bytes: bytes.into(), unread, ..FilePart::default() })
}

/// Whether it is something that a program left there for itself: nobody's words.
fn is_trace(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/")
        || last.is_empty()
        || last.starts_with("._")
        || last == ".DS_Store"
}

#[cfg(test)]
mod tests;
