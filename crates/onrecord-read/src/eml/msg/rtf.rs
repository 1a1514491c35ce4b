//! The words of a mail that Outlook keeps as RTF alone ([MS-OXRTFCP]).

use encoding_rs::Encoding;

use crate::Limits;
use onrecord_text::Part as _;

/// What the window of the compression holds at the beginning.
const FIRST: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \
\\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\
\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// Bytes of the window.
const WINDOW: usize = 4096;

/// The longest text that is unpacked (bytes): two bytes of it can stand for 17.
const LONGEST: usize = 64 << 20;

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

/// The words of RTF, a line for each paragraph.
fn plain(rtf: &[u8], charset: Option<&str>) -> String {
    let page = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let document = crate::rtf::of_page(rtf, &Limits::default(), page).document;
    let lines = document.body_blocks().iter().map(|block| document.words(block.span));
    lines.collect::<Vec<_>>().join("\n")
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
