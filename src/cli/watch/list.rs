//! The list of `onrecord watch`: names and phrases, one a line, in the query language.

use std::collections::HashSet;

use crate::cli::finder;
use onrecord_search::{Query, QueryNotice};

/// A line that can be asked.
pub(in crate::cli) struct WatchLine {
    /// Its number in the file, from 1.
    pub number: usize,
    /// As it is written, without the spaces around.
    pub text: String,
    /// As it is read.
    pub query: Query,
}

/// Why a line cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum WatchLineFault {
    /// It is no UTF-8.
    NoText,
    /// It holds no word and no filter.
    Nothing,
    /// Part of it would be searched otherwise than it is meant.
    Misread(QueryNotice),
}

/// A list, read.
#[derive(Default)]
pub(in crate::cli) struct WatchList {
    /// The lines, each once.
    pub lines: Vec<WatchLine>,
    /// What is wrong, with the number of the line.
    pub faults: Vec<(usize, WatchLineFault)>,
}

impl WatchList {
    /// Reads a list. Empty lines and what stands behind `#` say nothing; a line that cannot be asked as it is
    /// meant is left out and told, the others hold.
    pub(in crate::cli) fn read(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut list = Self::default();
        let mut seen = HashSet::new();
        for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
            let Ok(text) = std::str::from_utf8(line) else {
                list.faults.push((number, WatchLineFault::NoText));
                continue;
            };
            let text = without_comment(text);
            if text.is_empty() || !seen.insert(text.to_owned()) {
                continue;
            }
            // A space behind the last word says that it is whole.
            let query = finder::parsed(&format!("{text} "));
            match query.notices().first() {
                Some(notice) => list.faults.push((number, WatchLineFault::Misread(notice.clone()))),
                None if query.is_empty() => list.faults.push((number, WatchLineFault::Nothing)),
                None => list.lines.push(WatchLine { number, text: text.to_owned(), query }),
            }
        }
        list
    }
}

/// A line up to its comment: a `#` that stands by itself, or one that the line begins with.
fn without_comment(line: &str) -> &str {
    let line = line.trim();
    if line.starts_with('#') {
        return "";
    }
    line.split_once(" # ").map_or(line, |(asked, _)| asked.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faulty_lines_are_named_and_the_others_hold() {
        let text = "\u{feff}# names\n\nAna Ruiz\r\n  by:lind harbour # the port\nFile #7\n\"half a quote\nclour:red\nAna Ruiz\n…\non:never\n";
        let list = WatchList::read(&[text.as_bytes(), b"\xff\n"].concat());
        let lines: Vec<_> = list.lines.iter().map(|line| (line.number, &*line.text)).collect();
        assert_eq!(lines, [(3, "Ana Ruiz"), (4, "by:lind harbour"), (5, "File #7")]);
        let faults: Vec<_> = list.faults.iter().map(|(number, _)| *number).collect();
        assert_eq!(faults, [6, 7, 9, 10, 11]);
        assert_eq!(list.faults[2].1, WatchLineFault::Nothing);
        assert_eq!(list.faults[4].1, WatchLineFault::NoText);
    }
}
