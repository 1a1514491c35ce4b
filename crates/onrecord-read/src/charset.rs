//! From bytes to characters where a page or a mail says, or does not say, which they are.
//!
//! The readers of pages and of mail call it. Plain text has its own rule (`txt`).

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use mail_parser::decoders::charsets::map::charset_decoder;

use super::Doubt;
use onrecord_text::Part as _;

/// A text, and the doubt about its encoding, if there is one.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    /// The text, without a byte order mark.
    pub(super) text: Cow<'b, str>,
    /// [`Doubt::ReadAs`] where the encoding was guessed, or was not what the file says.
    pub(super) doubt: Option<Doubt>,
}

/// How many of the first bytes are looked at for UTF-16 without a mark.
const HEAD: usize = 1024;

/// Reads `bytes` as text: by their mark, else as UTF-8 where they are that, else as `declared`
/// (a label of the WHATWG Encoding Standard), else as what they look like. `None`: no text.
///
/// What is UTF-8 is not asked what it says: a browser that saves a page writes UTF-8 and leaves
/// the old declaration standing. Only what is ASCII on the outside is believed, where it has its
/// sign.
pub(super) fn decode<'b>(bytes: &'b [u8], declared: Option<&str>) -> Option<Decoded<'b>> {
    let sure = |text| Some(Decoded { text, doubt: None });
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return sure(encoding.decode_without_bom_handling(bytes.part(mark..)).0);
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if let Ok(text) = std::str::from_utf8(bytes) {
        let sign = declared.and_then(sign).filter(|sign| bytes.contains(sign));
        if let Some(encoding) = declared.filter(|_| sign.is_some()) {
            return sure(encoding.decode_without_bom_handling(bytes).0);
        }
        return sure(Cow::Borrowed(text));
    }
    if bytes.contains(&0) {
        return wide(bytes).map(|encoding| read_as(bytes, encoding));
    }
    if mostly_utf8(bytes) {
        return Some(read_as(bytes, UTF_8));
    }
    if let Some(encoding) = declared
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return sure(text);
    }
    let guessed = guess(bytes);
    // Text whose end was cut in a character: one or two bytes are too few to guess an alphabet from.
    // The old mistake of calling Windows-1252 UTF-8 is one that a guess may correct.
    let cut = declared == Some(UTF_8) && guessed != WINDOWS_1252 && is_cut(bytes);
    Some(read_as(bytes, if cut { UTF_8 } else { guessed }))
}

/// As [`decode`]; also what only mail is written in, UTF-7 and code page 850.
pub(super) fn decode_mail<'b>(bytes: &'b [u8], declared: Option<&str>) -> Option<Decoded<'b>> {
    let rare = |label: &&str| Encoding::for_label(label.as_bytes()).is_none();
    let rare = declared.map(str::trim).filter(rare);
    let rare = rare.filter(|_| bytes.is_ascii() || std::str::from_utf8(bytes).is_err());
    match rare.and_then(|label| charset_decoder(label.as_bytes())) {
        Some(decoder) => Some(Decoded { text: decoder(bytes).into(), doubt: None }),
        None => decode(bytes, declared),
    }
}

/// A byte that shows that what could be ASCII is of `encoding`.
fn sign(encoding: &'static Encoding) -> Option<u8> {
    match () {
        () if encoding == ISO_2022_JP => Some(0x1b),
        () if encoding == UTF_16BE || encoding == UTF_16LE => Some(0),
        () => None,
    }
}

/// Whether all of `bytes` is UTF-8 but a last character that lacks its end.
fn is_cut(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

fn read_as<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Decoded<'b> {
    let text = encoding.decode_without_bom_handling(bytes).0;
    Decoded { text, doubt: Some(Doubt::ReadAs(encoding.name().to_owned())) }
}

/// What the bytes look like. A byte that no encoding of the guess has makes way for Windows-1252,
/// in which every byte has a character.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let fits = encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    if fits { encoding } else { WINDOWS_1252 }
}

/// UTF-8 with a few damaged places is still UTF-8: at least ten good characters beyond ASCII for
/// every place that is not.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad * 10
}

/// UTF-16 without a mark: in the first bytes nearly every second one is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let (pairs, _) = head.as_chunks::<2>();
    let low = pairs.iter().filter(|[first, second]| *first != 0 && *second == 0).count();
    let high = pairs.iter().filter(|[first, second]| *first == 0 && *second != 0).count();
    let most = pairs.len() - pairs.len() / 4;
    match () {
        () if low > most => Some(UTF_16LE),
        () if high > most => Some(UTF_16BE),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], declared: Option<&str>) -> Option<(String, String)> {
        let doubt = |doubt| match doubt {
            Some(Doubt::ReadAs(name)) => name,
            Some(_) => "?".to_owned(),
            None => String::new(),
        };
        decode(bytes, declared).map(|decoded| (decoded.text.into_owned(), doubt(decoded.doubt)))
    }

    #[test]
    fn marks_and_labels_are_believed() {
        for (bytes, declared, text) in [
            (&b""[..], None, ""),
            (b"\xef\xbb\xbfa", None, "a"),
            (b"\xff\xfea\0\xe9\0", Some("utf-8"), "aé"),
            (b"\xfe\xff\0a", None, "a"),
            ("Marroquín 漢".as_bytes(), None, "Marroquín 漢"),
            ("Marroquín".as_bytes(), Some("iso-8859-1"), "Marroquín"),
            (b"Marroqu\xedn", Some(" Latin1 "), "Marroquín"),
            (b"\xcf\xee\xeb\xe8\xf6\xe8\xff", Some("windows-1251"), "Полиция"),
            (b"\x93\xfa\x96\x7b", Some("Shift_JIS"), "日本"),
            (b"\x1b$BF|K\\\x1b(B", Some("iso-2022-jp"), "日本"),
            (b"\xc4\xe3\xba\xc3", Some("gb2312"), "你好"),
            (b"\xa7A\xa6n", Some("big5"), "你好"),
            (b"\xc7\xd1\xb1\xb9", Some("euc-kr"), "한국"),
            (b"\0H\0i", Some("utf-16be"), "Hi"),
            (b"Hi", Some("utf-16be"), "Hi"),
            (b"B+APw-ro", Some("utf-7"), "B+APw-ro"),
        ] {
            assert_eq!(
                read(bytes, declared),
                Some((text.to_owned(), String::new())),
                "{declared:?}"
            );
        }
    }

    #[test]
    fn mail_has_encodings_of_its_own() {
        for (bytes, declared, text) in [
            (&b"B+APw-ro"[..], Some("UTF-7 "), "Büro"),
            ("Büro".as_bytes(), Some("utf-7"), "Büro"),
            (b"B\x81ro", Some("cp850"), "Büro"),
            (b"B\xfcro", Some("iso-8859-1"), "Büro"),
            (b"Buro", Some("none such"), "Buro"),
            (b"Buro", Some(""), "Buro"),
            (b"Buro", None, "Buro"),
        ] {
            assert_eq!(decode_mail(bytes, declared).unwrap().text, text, "{declared:?}");
        }
    }

    #[test]
    fn a_guess_is_told() {
        let spanish = b"El gobierno neg\xf3 que la polic\xeda pagara. \x93No\x94, dijo Mu\xf1oz.";
        let said = "El gobierno negó que la policía pagara. “No”, dijo Muñoz.";
        let guessed = Some((said.to_owned(), "windows-1252".to_owned()));
        assert_eq!(read(spanish, None), guessed);
        assert_eq!(read(spanish, Some("utf-8")), guessed);
        let chinese = "警方否认了这一说法，记者继续调查。官员表示没有任何证据。";
        let (bytes, ..) = encoding_rs::GBK.encode(chinese);
        assert_eq!(read(&bytes, None), Some((chinese.to_owned(), "GBK".to_owned())));
        assert_eq!(
            read(b"a\0b\0c\0\xe9\0", None),
            Some(("abcé".to_owned(), "UTF-16LE".to_owned()))
        );
        let cut = ["ñandú á é í ó ú Á É Í".as_bytes(), b"\xc3"].concat();
        assert_eq!(
            read(&cut, None),
            Some(("ñandú á é í ó ú Á É Í�".to_owned(), "UTF-8".to_owned()))
        );
        for (bytes, text, encoding) in [
            (&b"\xc3"[..], "�", "UTF-8"),
            (b"firm\xc3", "firm�", "UTF-8"),
            (b"firm\xe9", "firmé", "windows-1252"),
            (b"FIRM\xc9", "FIRMÉ", "windows-1252"),
        ] {
            let guessed = Some((text.to_owned(), encoding.to_owned()));
            assert_eq!(read(bytes, Some("utf-8")), guessed, "{text}");
        }
    }

    #[test]
    fn what_is_no_text_is_none() {
        assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None), None);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..60),
                              label in "(utf-8|big5|gb18030|iso-2022-jp|utf-16|x)?") {
            let _ = decode(&bytes, Some(&label));
        }
    }
}
