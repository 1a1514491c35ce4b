//! The words of a mail that Outlook keeps as RTF alone ([MS-OXRTFCP]).

use crate::charset;
use onrecord_text::Part as _;

/// What the window of the compression holds at the beginning.
const FIRST: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \
\\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\
\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// Bytes of the window.
const WINDOW: usize = 4096;

/// The longest text that is unpacked (bytes): two bytes of it can stand for 17.
const LONGEST: usize = 64 << 20;

/// Groups of RTF that hold no words.
const WORDLESS: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "themedata",
    "datastore",
    "generator",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "xmlnstbl",
    "latentstyles",
    "object",
];

/// The words of compressed RTF; `charset` is the label of the mail's code page.
pub(super) fn words(bytes: &[u8], charset: Option<&str>) -> Option<String> {
    let rtf = unpacked(bytes)?;
    let text = plain(&rtf, charset);
    (!text.trim().is_empty()).then_some(text)
}

/// What compressed RTF unpacks to.
fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let sign = bytes.get(8..12)?;
    let mut rest = bytes.get(16..)?;
    if sign == b"MELA" {
        return Some(rest.to_vec());
    }
    if sign != b"LZFu" {
        return None;
    }
    let mut out = FIRST.to_vec();
    let begin = out.len();
    'all: while let Some((flags, behind)) = rest.split_first() {
        rest = behind;
        for bit in 0..8 {
            if out.len() > LONGEST {
                break 'all;
            }
            if flags >> bit & 1 == 0 {
                let Some((byte, behind)) = rest.split_first() else { break 'all };
                out.push(*byte);
                rest = behind;
                continue;
            }
            let [high, low, behind @ ..] = rest else { break 'all };
            rest = behind;
            let place = usize::from(*high) << 4 | usize::from(low >> 4);
            let length = usize::from(low & 15) + 2;
            // Places are those of a window that is written round and round.
            let back = (out.len() + WINDOW - place) % WINDOW;
            if back == 0 {
                break 'all;
            }
            for _ in 0..length {
                let byte = out.len().checked_sub(back).and_then(|at| out.get(at)).copied();
                out.push(byte.unwrap_or(b' '));
            }
        }
    }
    Some(out.part(begin..).to_vec())
}

/// RTF without its marks. That of a page keeps the page in groups of its own (`\htmltag`), which are passed
/// over: its words stand beside them.
fn plain(rtf: &[u8], charset: Option<&str>) -> String {
    let mut reader =
        RtfReader { out: Vec::new(), text: String::new(), charset, silent: 0, depth: 0, skip: 0 };
    let mut rest = rtf;
    while let Some((byte, behind)) = rest.split_first() {
        rest = match byte {
            b'{' => {
                reader.depth += 1;
                behind
            }
            b'}' => {
                if reader.silent == reader.depth {
                    reader.silent = 0;
                }
                reader.depth = reader.depth.saturating_sub(1);
                behind
            }
            b'\\' => reader.control(behind),
            b'\r' | b'\n' => behind,
            byte => {
                reader.byte(*byte);
                behind
            }
        };
    }
    reader.flush();
    reader.text
}

struct RtfReader<'c> {
    /// Bytes in the code page that are not characters yet.
    out: Vec<u8>,
    text: String,
    charset: Option<&'c str>,
    /// The depth of the group that has no words; 0 outside of one.
    silent: usize,
    depth: usize,
    /// How many more characters stand for one that was written as a number.
    skip: usize,
}

impl RtfReader<'_> {
    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.silent == 0 {
            self.out.push(byte);
        }
    }

    fn flush(&mut self) {
        let bytes = std::mem::take(&mut self.out);
        let decoded = charset::decode(&bytes, self.charset.or(Some("windows-1252")));
        self.text.extend(decoded.map(|decoded| decoded.text.into_owned()));
    }

    fn say(&mut self, words: &str) {
        if self.silent == 0 {
            self.flush();
            self.text.push_str(words);
        }
    }

    /// Takes the control word or sign that `rest` begins with; what follows.
    fn control<'b>(&mut self, rest: &'b [u8]) -> &'b [u8] {
        let Some((first, behind)) = rest.split_first() else { return rest };
        match first {
            b'\'' => {
                if let Some((value, behind)) = super::transfer::hex(behind) {
                    self.byte(value);
                    return behind;
                }
                return behind;
            }
            b'*' => {
                if self.silent == 0 {
                    self.silent = self.depth;
                }
                return behind;
            }
            b'~' => {
                self.say("\u{a0}");
                return behind;
            }
            b'\\' | b'{' | b'}' => {
                self.byte(*first);
                return behind;
            }
            _ if !first.is_ascii_alphabetic() => return behind,
            _ => {}
        }
        let letters = rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, tail) = rest.split_at(letters);
        let minus = usize::from(tail.starts_with(b"-"));
        let digits =
            tail.part(minus..).iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let (number, tail) = tail.split_at(minus + digits);
        let tail = tail.strip_prefix(b" ").unwrap_or(tail);
        let word = String::from_utf8_lossy(word);
        let number = std::str::from_utf8(number).ok().and_then(|number| number.parse::<i64>().ok());
        match &*word {
            "par" | "line" | "row" | "sect" | "page" => self.say("\n"),
            "tab" | "cell" => self.say("\t"),
            "u" => {
                let unit = number.map(|number| if number < 0 { number + 0x1_0000 } else { number });
                let c = unit.and_then(|unit| char::from_u32(u32::try_from(unit).ok()?));
                self.say(&c.map_or("�".to_owned(), String::from));
                self.skip = 1;
            }
            "bin" => {
                let length = number.and_then(|number| usize::try_from(number).ok());
                return length.map_or(tail, |length| tail.part(length.min(tail.len())..));
            }
            "emdash" => self.say("—"),
            "endash" => self.say("–"),
            "lquote" => self.say("‘"),
            "rquote" => self.say("’"),
            "ldblquote" => self.say("“"),
            "rdblquote" => self.say("”"),
            "bullet" => self.say("•"),
            other if WORDLESS.contains(&other) && self.silent == 0 => self.silent = self.depth,
            _ => {}
        }
        tail
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        for (rtf, want) in [
            (
                "{\\rtf1{\\fonttbl{\\f0 Arial;}}\\f0 No\\'e9l \\b denied\\b0  it.\\par Once\\u8230 ?.}",
                "Noél denied it.\nOnce….",
            ),
            ("{\\rtf1{\\*\\generator x;}a\\{b\\}\\~c{\\pict 00ff}d", "a{b}\u{a0}cd"),
            ("{\\rtf1{\\*\\htmltag64 <p>}Hi\\bin3 }}}there", "Hithere"),
            ("\\", ""),
            ("{}}}}\\u-10179 ?", "�"),
        ] {
            assert_eq!(plain(rtf.as_bytes(), None), want, "{rtf}");
        }
    }

    #[test]
    fn compressed_text_is_unpacked() {
        let head = |sign: &[u8]| [&[0; 8][..], sign, &[0; 4]].concat();
        let raw = [head(b"MELA"), b"{\\rtf1 so}".to_vec()].concat();
        assert_eq!(words(&raw, None).as_deref(), Some("so"));
        // The beginning of the window, six bytes of it (`{\rtf1`), then letters.
        let packed =
            [head(b"LZFu"), vec![0b0000_0001, 0x00, 0x04, b' ', b's', b'o', b'}']].concat();
        assert_eq!(words(&packed, None).as_deref(), Some("so"));
        assert_eq!(words(b"LZFu", None), None);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_unpacked(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..80)) {
            let packed = [&[0; 8][..], b"LZFu", &[0; 4], &bytes].concat();
            let _ = words(&packed, Some("cp932"));
        }
    }
}
