//! Streams of a PDF unpacked within bounds: a few bytes can stand for gigabytes.
//!
//! The library unpacks whatever it is asked to, so it is asked only where the worst case still fits.
//! Room: `read::pdf`. Knows nothing of pages and fonts.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use memchr::memmem;

/// The most bytes that one byte of deflated data can become (RFC 1951: 258 bytes for 2 bits).
const DEFLATE: usize = 1032;

/// The most bytes that one byte can become in each of the other codings that text is stored in:
/// a full table of LZW gives 3,840 bytes for 12 bits.
const fn growth(filter: Filter) -> usize {
    match filter {
        Filter::FlateDecode => DEFLATE,
        Filter::LzwDecode => 2560,
        Filter::RunLengthDecode => 64,
        Filter::Ascii85Decode => 4,
        _ => 1,
    }
}

/// Whether `stream` unpacks to at most `most` bytes, without unpacking it where its length tells.
pub fn fits(stream: &Stream<'_>, most: usize) -> bool {
    let raw = stream.raw_data();
    if worst(raw.len(), &stream.filters()) <= most {
        return true;
    }
    match stream.filters().split_first() {
        Some((Filter::FlateDecode, rest)) => {
            inflated(&raw, most).is_some_and(|size| worst(size, rest) <= most)
        }
        _ => false,
    }
}

/// The unpacked bytes of `stream`; `None` where they are damaged or more than `most`.
pub fn unpacked<'a>(stream: &Stream<'a>, most: usize) -> Option<Cow<'a, [u8]>> {
    fits(stream, most).then(|| stream.decoded_data().ok()).flatten()
}

/// Whether the tables of a PDF and its packed objects, which the library unpacks on opening, stay
/// below `most` bytes each.
pub fn tables_fit(bytes: &[u8], most: usize) -> bool {
    let starts = memmem::Finder::new(b"stream");
    let ends = memmem::Finder::new(b"endstream");
    let mut from = 0;
    while let Some(at) = bytes.get(from..).and_then(next_table) {
        let Some(start) = bytes.get(from + at..).and_then(|rest| starts.find(rest)) else {
            return true;
        };
        from += at + start + b"stream".len();
        let rest = bytes.get(from..).unwrap_or_default();
        let data = rest.get(..ends.find(rest).unwrap_or(rest.len())).unwrap_or_default();
        let data = data.trim_ascii_start();
        from += data.len();
        // What is no zlib data is encrypted or in another coding, and judged by its length alone.
        let zlib = data.first().is_some_and(|first| first & 0x0f == 8);
        let large = data.len().saturating_mul(DEFLATE) > most;
        let fits = if zlib { inflated(data, most).is_some() } else { data.len() < most / 256 };
        if large && !fits {
            return false;
        }
    }
    true
}

/// The next place where a stream is said to be a table or to hold objects.
fn next_table(bytes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'/', bytes).find(|at| {
        let name = bytes.get(*at..).unwrap_or_default();
        name.starts_with(b"/ObjStm") || name.starts_with(b"/XRef")
    })
}

fn worst(size: usize, filters: &[Filter]) -> usize {
    filters.iter().fold(size, |size, filter| size.saturating_mul(growth(*filter)))
}

/// How many bytes zlib data hold; `None` where they are more than `most` or damaged (the library
/// is lenient with damaged data, and where it would stop cannot be known).
fn inflated(data: &[u8], most: usize) -> Option<usize> {
    let mut reader = ZlibDecoder::new(data).take(most as u64 + 1);
    let size = std::io::copy(&mut reader, &mut std::io::sink()).ok()? as usize;
    (size <= most).then_some(size)
}
