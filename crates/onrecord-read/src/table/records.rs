//! Records of a table one by one, each with its line; what one open quotation mark would swallow is
//! kept apart.

use csv::{ReaderBuilder, StringRecord};
use onrecord_text::Part as _;

/// A reader of `text` that takes every row as it is.
pub(super) fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// Whether reading goes on.
pub(super) type GoOn = bool;

/// Bytes that may be read twice in a file of any size; a new reading costs a buffer.
const AGAIN: usize = 1 << 20;
const BUFFER: usize = 8 << 10;

/// Hands every record to `sink` with its line and whether its quotation marks are all closed.
///
/// One mark that is not closed would swallow the rows behind it. A record of several lines whose
/// marks do not fit is therefore read as one line, and reading begins anew behind that. The bytes
/// read twice are bounded, so that a hostile file costs no more than a few readings.
pub(super) fn each_record(
    text: &str,
    line: u32,
    delimiter: u8,
    mut sink: impl FnMut(u32, &StringRecord, bool) -> GoOn,
) {
    let (mut rest, mut here) = (text, line);
    let mut again = text.len().saturating_mul(4).saturating_add(AGAIN);
    let mut record = StringRecord::new();
    'anew: loop {
        let mut reader = reader(rest, delimiter);
        let mut from = 0;
        while reader.read_record(&mut record).unwrap_or(false) {
            let upto = reader.position().byte() as usize;
            let raw = rest.part(from..upto);
            let bare = raw.trim_start_matches(['\r', '\n']);
            let skipped = raw.part(..raw.len() - bare.len());
            let begins = here + newlines(skipped);
            let first = bare
                .part(..memchr::memchr(b'\n', bare.as_bytes()).map_or(bare.len(), |end| end + 1));
            let cost = bare.len() + BUFFER;
            if first.len() < bare.len() && again >= cost && !is_well_quoted(bare, delimiter) {
                again -= cost;
                let cells = first.trim_end_matches(['\r', '\n']).split(char::from(delimiter));
                if !sink(begins, &cells.collect(), false) {
                    return;
                }
                here = begins + 1;
                rest = rest.part(from + skipped.len() + first.len()..);
                continue 'anew;
            }
            if !sink(begins, &record, true) {
                return;
            }
            here += newlines(raw);
            from = upto;
        }
        return;
    }
}

pub(super) fn newlines(text: &str) -> u32 {
    memchr::memchr_iter(b'\n', text.as_bytes()).count() as u32
}

/// Whether every cell that begins with a quotation mark ends with one (RFC 4180 §2.5–2.7).
fn is_well_quoted(record: &str, delimiter: u8) -> bool {
    let mut bytes = record.bytes().peekable();
    let (mut quoted, mut fresh) = (false, true);
    while let Some(byte) = bytes.next() {
        if quoted && byte == b'"' {
            if bytes.next_if_eq(&b'"').is_none() {
                quoted = false;
                let ends = |next: &u8| *next == delimiter || matches!(next, b'\r' | b'\n');
                if !bytes.peek().is_none_or(ends) {
                    return false;
                }
            }
        } else if !quoted {
            quoted = fresh && byte == b'"';
            fresh = byte == delimiter;
        }
    }
    !quoted
}
