//! Encoded words in a header field: `=?charset?B?…?=` and `=?charset?Q?…?=` (RFC 2047).
//!
//! No library that was tried decodes a character that is cut between two words, or UTF-8 under
//! another name, both of which mailers write (docs/dependencies.md).

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};

use super::transfer;
use crate::charset;
use onrecord_text::Part as _;

fn decode(bytes: &[u8], charset: Option<&str>) -> String {
    charset::decode(bytes, charset).map_or_else(String::new, |decoded| decoded.text.into_owned())
}

/// Decodes `=?charset?B?…?=` and `=?charset?Q?…?=`. Blanks between two of them are none; a
/// character may be cut between two of the same charset, so their bytes are joined first, and
/// where base64 itself was cut, its letters.
pub(super) fn decoded(value: &[u8]) -> String {
    each_run(value, |run| run, |plain| plain)
}

/// `value` as the library may read it: every run of encoded words is one word, of UTF-8, and
/// nothing else begins as one does (the library walks to the end of the field after each that
/// does). A line's end, which it needs, stands behind.
pub(super) fn sound(value: &[u8]) -> String {
    let word = |run: String| {
        let coded = percent_encode(run.as_bytes(), NON_ALPHANUMERIC).to_string().replace('%', "=");
        format!("=?utf-8?q?{coded}?=")
    };
    each_run(value, word, |plain| plain.replace("=?", "= ?")) + "\n"
}

fn each_run(
    value: &[u8],
    coded: impl Fn(String) -> String,
    plain: impl Fn(String) -> String,
) -> String {
    let mut out = String::new();
    let mut run: Option<WordRun> = None;
    let mut rest = value;
    while !rest.is_empty() {
        if let Some((word, after)) = EncodedWord::read(rest) {
            match &mut run {
                Some(run) if run.charset == word.charset => run.push(&word),
                _ => {
                    out.extend(run.take().map(|run| coded(run.text())));
                    run = Some(WordRun::of(&word));
                }
            }
            rest = after;
            let blanks = rest.len() - rest.trim_ascii_start().len();
            if let Some(next) = rest.get(blanks..)
                && EncodedWord::read(next).is_some()
            {
                rest = next;
            }
            continue;
        }
        out.extend(run.take().map(|run| coded(run.text())));
        let end =
            rest.windows(2).skip(1).position(|pair| pair == b"=?").map_or(rest.len(), |at| at + 1);
        let (words, after) = rest.split_at(end);
        out.push_str(&plain(decode(words, None)));
        rest = after;
    }
    out.extend(run.map(|run| coded(run.text())));
    out
}

/// Encoded words of one charset, one behind the other.
struct WordRun {
    charset: String,
    /// What is decoded.
    bytes: Vec<u8>,
    /// Base64 whose next letters may stand in the next word.
    open: Vec<u8>,
}

impl WordRun {
    fn of(word: &EncodedWord<'_>) -> Self {
        let mut run = Self { charset: word.charset.clone(), bytes: Vec::new(), open: Vec::new() };
        run.push(word);
        run
    }

    fn push(&mut self, word: &EncodedWord<'_>) {
        match word.how {
            WordEncoding::Base64 => {
                let blank = |byte: &&u8| !byte.is_ascii_whitespace();
                let coded: Vec<u8> = word.coded.iter().filter(blank).copied().collect();
                // A word whose `=` were left out is whole: it ends with bits of no byte, all zero.
                if coded.len().is_multiple_of(4) && transfer::is_whole(&self.open) {
                    self.end_base64();
                }
                self.open.extend(coded);
                // Whole groups of four letters are whole bytes; `=` ends a text.
                if self.open.len().is_multiple_of(4) || self.open.ends_with(b"=") {
                    self.end_base64();
                }
            }
            WordEncoding::Quoted => {
                self.end_base64();
                let blank = |byte: &u8| if *byte == b'_' { b' ' } else { *byte };
                let spaced: Vec<u8> = word.coded.iter().map(blank).collect();
                self.bytes.extend(transfer::quoted_printable(&spaced));
            }
        }
    }

    fn end_base64(&mut self) {
        self.bytes.extend(transfer::base64(&std::mem::take(&mut self.open)));
    }

    fn text(mut self) -> String {
        self.end_base64();
        decode(&self.bytes, Some(&self.charset))
    }
}

/// How the bytes of an encoded word are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WordEncoding {
    Base64,
    Quoted,
}

/// An encoded word as it stands: its charset in lower case, and its letters.
struct EncodedWord<'b> {
    charset: String,
    how: WordEncoding,
    coded: &'b [u8],
}

impl<'b> EncodedWord<'b> {
    /// The encoded word that `bytes` begins with, and what follows it.
    fn read(bytes: &'b [u8]) -> Option<(Self, &'b [u8])> {
        let rest = bytes.strip_prefix(b"=?")?;
        // The standard ends a word after 75 bytes; some mailers do not.
        let rest = rest.part(..rest.len().min(1000));
        let (charset, tail) = rest.split_at(memchr::memchr(b'?', rest)?);
        let [b'?', how, b'?', tail @ ..] = tail else { return None };
        let how = match how {
            b'B' | b'b' => WordEncoding::Base64,
            b'Q' | b'q' => WordEncoding::Quoted,
            _ => return None,
        };
        let (coded, _) = tail.split_at(tail.windows(2).position(|pair| pair == b"?=")?);
        let after = bytes.get(2 + charset.len() + 3 + coded.len() + 2..)?;
        let charset = String::from_utf8_lossy(charset);
        // A language may follow (RFC 2231, §5).
        let charset =
            charset.split_once('*').map_or(&*charset, |(charset, _)| charset).to_ascii_lowercase();
        Some((Self { charset, how, coded }, after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_decoded() {
        for (coded, plain) in [
            ("plain", "plain"),
            ("=?utf-8?Q?Se=C3=B1al_de_vida?=", "Señal de vida"),
            ("=?ISO-8859-1?q?Marroqu=EDn?= dice", "Marroquín dice"),
            ("a =?utf-8?B?w6k=?= =?utf-8?B?IQ==?= b", "a é! b"),
            ("=?utf-8?B?w6?=\t=?utf-8?B?k=?=", "é"),
            ("=?utf-8?B?w6k?= =?utf-8?B?IQ==?=", "é!"),
            ("=?utf-8?B?Tm8g?= =?utf-8?Q?firm=C3=A9?=", "No firmé"),
            ("=?utf-8?Q?=E6=BC?= =?utf-8?Q?=A2?=", "漢"),
            ("=?gb2312?B?xOO6ww==?=", "你好"),
            ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
            ("=?big5?B?p0Gmbg==?=", "你好"),
            ("=?euc-kr?B?x9Gxuc==?=", "한국"),
            ("=?utf-8*es?Q?s=C3=AD?=", "sí"),
            ("=?utf-8?X?a?= =?", "=?utf-8?X?a?= =?"),
            ("ñ", "ñ"),
        ] {
            assert_eq!(decoded(coded.as_bytes()), plain, "{coded}");
        }
        assert_eq!(decoded(b"Marroqu\xedn neg\xf3 todo"), "Marroquín negó todo");
    }
}
