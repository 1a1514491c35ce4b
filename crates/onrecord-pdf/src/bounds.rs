//! Streams of a PDF unpacked within bounds: a few bytes can stand for gigabytes.
//!
//! The library unpacks whatever it is asked to, so it is asked only where the worst case still fits.
//! Knows nothing of pages and fonts.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use memchr::memmem;
use onrecord_text::Part;

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
pub(crate) fn fits(stream: &Stream<'_>, most: usize) -> bool {
    let (mut data, filters) = (stream.raw_data(), stream.filters());
    let mut filters = filters.as_slice();
    // Codings of text are undone, since what is deflated behind them cannot be looked into else.
    while worst(data.len(), filters) > most {
        let Some((first, rest)) = filters.split_first() else { return false };
        let decoded = match first {
            Filter::FlateDecode => {
                return inflated(&data, most).is_some_and(|size| worst(size, rest) <= most);
            }
            Filter::Ascii85Decode => of_base_85(&data, most),
            Filter::AsciiHexDecode => of_hex(&data),
            _ => None,
        };
        let Some(decoded) = decoded else { return false };
        (data, filters) = (Cow::Owned(decoded), rest);
    }
    true
}

/// What text in base 85 stands for (ISO 32000-2, 7.4.3); `None` where it is damaged or more than `most` bytes.
fn of_base_85(text: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut group = [0; 5];
    let mut filled = 0;
    let printed = text.iter().filter(|byte| !is_blank(**byte)).take_while(|byte| **byte != b'~');
    for byte in printed {
        match byte {
            b'z' if filled == 0 => bytes.extend([0; 4]),
            b'!'..=b'u' => {
                *group.get_mut(filled)? = byte - b'!';
                filled += 1;
            }
            _ => return None,
        }
        if filled == group.len() {
            bytes.extend(of_group(group)?);
            filled = 0;
        }
        if bytes.len() > most {
            return None;
        }
    }
    // A last group of less than five digits is filled up with the highest; one alone says nothing.
    if filled > 0 {
        group.get_mut(filled..)?.fill(84);
        bytes.extend_from_slice(of_group(group)?.get(..filled.checked_sub(1).filter(|n| *n > 0)?)?);
    }
    Some(bytes)
}

fn of_group(digits: [u8; 5]) -> Option<[u8; 4]> {
    let value = digits
        .iter()
        .try_fold(0_u32, |value, digit| value.checked_mul(85)?.checked_add(u32::from(*digit)));
    value.map(u32::to_be_bytes)
}

/// What text in hexadecimal stands for (ISO 32000-2, 7.4.2); `None` where it is damaged.
fn of_hex(text: &[u8]) -> Option<Vec<u8>> {
    let printed = text.iter().filter(|byte| !is_blank(**byte)).take_while(|byte| **byte != b'>');
    let digits: Option<Vec<u8>> =
        printed.map(|byte| Some(char::from(*byte).to_digit(16)? as u8)).collect();
    let byte = |pair: &[u8]| pair.iter().fold(0, |byte, digit| byte << 4 | digit);
    let odd = |pair: &[u8]| if pair.len() == 1 { byte(pair) << 4 } else { byte(pair) };
    Some(digits?.chunks(2).map(odd).collect())
}

/// Whether a byte is a blank of PDF.
fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

/// The unpacked bytes of `stream`; `None` where they are damaged or more than `most`.
pub(crate) fn unpacked<'a>(stream: &Stream<'a>, most: usize) -> Option<Cow<'a, [u8]>> {
    fits(stream, most).then(|| stream.decoded_data().ok()).flatten()
}

/// Whether the tables of a PDF and its packed objects, which the library unpacks on opening, stay
/// below `most` bytes in all, or below what so large a file may hold.
pub(crate) fn tables_fit(bytes: &[u8], most: usize) -> bool {
    /// How many bytes of tables a byte of the file may stand for; it is about ten in real files.
    const GROWTH: usize = 32;
    /// The same for a coding that is not looked into: the data are encrypted, or in LZW.
    const UNSEEN: usize = 256;
    let most = most.max(bytes.len().saturating_mul(GROWTH));
    let tables = tables(bytes);
    if tables.iter().map(|data| data.len().saturating_mul(DEFLATE)).sum::<usize>() <= most {
        return true;
    }
    let mut left = most;
    tables.into_iter().all(|data| {
        let zlib = data.first().is_some_and(|first| first & 0x0f == 8);
        let size = if zlib { inflated(data, left) } else { Some(data.len() * UNSEEN) };
        let Some(rest) = size.and_then(|size| left.checked_sub(size)) else { return false };
        left = rest;
        true
    })
}

/// The packed bytes of everything that is said to be a table or to hold objects.
fn tables(bytes: &[u8]) -> Vec<&[u8]> {
    let starts = memmem::Finder::new(b"stream");
    let ends = memmem::Finder::new(b"endstream");
    let mut tables = Vec::new();
    let mut from = 0;
    while let Some(at) = bytes.get(from..).and_then(next_table)
        && let Some(start) = bytes.get(from + at..).and_then(|rest| starts.find(rest))
    {
        from += at + start + b"stream".len();
        let rest = bytes.part(from..);
        let data = rest.part(..ends.find(rest).unwrap_or(rest.len()));
        tables.push(data.trim_ascii_start());
        from += data.len();
    }
    tables
}

/// The next place where a stream is said to be a table or to hold objects.
fn next_table(bytes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'/', bytes).find(|at| {
        let name = bytes.part(at + 1..);
        begins(name, b"ObjStm") || begins(name, b"XRef")
    })
}

/// Whether a name begins with `wanted`, its letters as they are or in hexadecimal (`#4f` for `O`:
/// ISO 32000-2, 7.3.5).
fn begins(name: &[u8], wanted: &[u8]) -> bool {
    let mut rest = name;
    wanted.iter().all(|letter| match rest {
        [b'#', high, low, behind @ ..] => {
            rest = behind;
            let digit = |byte: &u8| char::from(*byte).to_digit(16);
            digit(high).zip(digit(low)).map(|(high, low)| high * 16 + low)
                == Some(u32::from(*letter))
        }
        [first, behind @ ..] => {
            rest = behind;
            first == letter
        }
        [] => false,
    })
}

/// Whether the ends of the inline images of `content` are found by looking at no more than `most`
/// bytes: for each that has none the library looks through all that follows. What stands in a
/// name begins none: a map has thousands of marks (`/MCID`).
pub(crate) fn images_end(content: &[u8], most: usize) -> bool {
    /// The longest name (bytes; ISO 32000-1, table C.1).
    const NAME: usize = 127;
    let open = memmem::rfind(content, b"EI").map_or(content, |last| content.part(last..));
    let in_name = |at: usize| {
        let mut before = open.part(..at).iter().rev().take(NAME);
        before.find(|byte| !byte.is_ascii_alphanumeric()) == Some(&b'/')
    };
    let begin = memmem::find_iter(open, b"ID").filter(|at| !in_name(*at));
    begin.map(|at| open.len() - at).sum::<usize>() <= most
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
