//! Tar archives (POSIX.1-2001 `ustar` and `pax`, and GNU's long names). Read here and not by a crate, since
//! those hold a long name of any length in memory.

use std::io::{BufRead, Read};

use onrecord_text::Part as _;

use super::{Hand, is_trace, taken};
use crate::Limits;

/// The size of a block (bytes): headers are one, files fill whole ones.
const BLOCK: usize = 512;

/// The longest name that is read (bytes), or description of one.
const NAME: u64 = 64 << 10;

/// Whether `head` begins such an archive.
pub(super) fn begins(head: &[u8]) -> bool {
    head.get(257..262) == Some(b"ustar")
}

/// Hands over the files of an archive in its order.
pub(super) fn parts(mut from: impl BufRead, limits: &Limits, hand: &mut Hand<'_>) -> bool {
    let mut long = None;
    loop {
        let mut header = [0; BLOCK];
        if from.read_exact(&mut header).is_err() {
            return false;
        }
        if header.iter().all(|byte| *byte == 0) {
            return true;
        }
        let Some(size) = header.get(124..136).and_then(number) else { return false };
        let mut body = from.by_ref().take(size);
        let kind = header.get(156).copied();
        match kind {
            Some(b'L' | b'x') => {
                let mut said = Vec::new();
                if body.by_ref().take(NAME).read_to_end(&mut said).is_err() {
                    return false;
                }
                let said = String::from_utf8_lossy(&said);
                let path = if kind == Some(b'x') { described(&said) } else { Some(&*said) };
                long = path.map(|path| path.trim_end_matches('\0').to_owned()).or(long);
            }
            Some(b'0' | 0 | b'7') => {
                let name = long.take().unwrap_or_else(|| short(&header));
                if !is_trace(&name) {
                    let Some(part) = taken(&name, &mut body, limits.unpacked) else { return false };
                    if !hand(part) {
                        return true;
                    }
                }
            }
            _ => long = None,
        }
        let unread = body.limit();
        let padding = size.next_multiple_of(BLOCK as u64).saturating_sub(size);
        if !skipped(&mut from, unread.saturating_add(padding)) {
            return false;
        }
    }
}

/// Whether so many bytes could be passed over.
fn skipped(from: &mut impl Read, bytes: u64) -> bool {
    std::io::copy(&mut from.take(bytes), &mut std::io::sink()).is_ok_and(|passed| passed == bytes)
}

/// A number in octal digits, or GNU's in binary.
fn number(field: &[u8]) -> Option<u64> {
    if field.first().is_some_and(|byte| *byte == 0x80) {
        let last = field.last_chunk::<8>()?;
        return Some(u64::from_be_bytes(*last)).filter(|number| *number < 1 << 40);
    }
    let text = std::str::from_utf8(field).ok()?.trim_matches([' ', '\0']);
    u64::from_str_radix(text, 8).ok()
}

/// The name in a header, with what it is prefixed by.
fn short(header: &[u8; BLOCK]) -> String {
    let text = |from: usize, to: usize| {
        let field = header.part(from..to);
        let end = memchr::memchr(0, field).unwrap_or(field.len());
        String::from_utf8_lossy(field.part(..end)).into_owned()
    };
    let (name, prefix) = (text(0, 100), text(345, 500));
    // GNU keeps times where others have the prefix.
    let is_posix = header.get(257..263) == Some(b"ustar\0");
    if is_posix && !prefix.is_empty() { format!("{prefix}/{name}") } else { name }
}

/// The path in a description, whose lines are `length key=value`.
fn described(said: &str) -> Option<&str> {
    let mut lines = said.lines().filter_map(|line| line.split_once(' ')?.1.strip_prefix("path="));
    lines.next_back()
}
