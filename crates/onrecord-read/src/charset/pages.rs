//! An encoding by its label: those of the WHATWG Encoding Standard, and what only older systems wrote, code
//! pages of DOS and UTF-7.

use std::borrow::Cow;

use encoding_rs::{Encoding, REPLACEMENT};
use mail_parser::decoders::charsets::map::charset_decoder;

use super::dos::DOS;
use super::shifted::Shifted;

/// An encoding of bytes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Charset {
    /// One that browsers read.
    Web(&'static Encoding),
    /// A page of DOS: its number, and the characters of the bytes from 0x80 on, in order.
    Dos(u16, &'static str),
    /// Seven bits with shifts.
    Shifted(Shifted),
    /// RFC 2152.
    Utf7,
}

impl Charset {
    /// What `label` names, in whatever way it is written; `None` where nobody knows.
    pub(super) fn of_label(label: &str) -> Option<Self> {
        let label = label.trim().trim_matches(['"', '\'']);
        if let Some(shifted) = Shifted::of_label(label) {
            return Some(Self::Shifted(shifted));
        }
        let web = Encoding::for_label(label.as_bytes()).filter(|web| *web != REPLACEMENT);
        if let Some(web) = web {
            return Some(Self::Web(web));
        }
        let plain = label.to_ascii_lowercase().replace('_', "-");
        if matches!(plain.as_str(), "utf-7" | "unicode-1-1-utf-7" | "csutf7") {
            return Some(Self::Utf7);
        }
        let number = plain.trim_start_matches(|c: char| !c.is_ascii_digit());
        let known = ["cp", "ibm", "dos", "cspc", "x-cp", "oem", ""]
            .contains(&plain.strip_suffix(number)?.trim_end_matches('-'));
        let number: u16 = number.parse().ok().filter(|_| known)?;
        Self::page(number).or_else(|| windows(number).map(Self::Web))
    }

    /// A page of DOS by its number.
    pub(super) fn page(number: u16) -> Option<Self> {
        let (number, page) = DOS.iter().find(|(known, _)| *known == number)?;
        Some(Self::Dos(*number, page))
    }

    /// What it is called.
    pub(super) fn name(self) -> String {
        match self {
            Self::Web(web) => match web.name().strip_prefix("windows-") {
                Some(number) => format!("Windows-{number}"),
                None => web.name().to_owned(),
            },
            Self::Dos(number, _) => format!("IBM{number}"),
            Self::Shifted(shifted) => shifted.name().to_owned(),
            Self::Utf7 => "UTF-7".to_owned(),
        }
    }

    /// What `bytes` say, with `�` where they say nothing.
    pub(super) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Web(web) => web.decode_without_bom_handling(bytes).0,
            Self::Dos(_, page) => {
                let page: Vec<char> = page.chars().collect();
                let char = |byte: &u8| match byte.checked_sub(0x80) {
                    Some(upper) => page.get(usize::from(upper)).copied(),
                    None => Some(char::from(*byte)),
                };
                bytes.iter().filter_map(char).collect::<String>().into()
            }
            Self::Shifted(shifted) => shifted.decode(bytes),
            Self::Utf7 => match charset_decoder(b"utf-7") {
                Some(decode) => decode(bytes).into(),
                None => String::from_utf8_lossy(bytes),
            },
        }
    }

    /// Whether bytes of seven bits may be of it, and have its sign: they are ASCII as well.
    pub(super) fn shows_in_ascii(self, bytes: &[u8]) -> bool {
        match self {
            Self::Web(_) | Self::Dos(..) => false,
            Self::Shifted(shifted) => shifted.shows(bytes),
            Self::Utf7 => bytes.is_ascii() && bytes.contains(&b'+'),
        }
    }
}

/// The encoding of a code page of Windows, by its number.
pub(crate) fn windows(number: u16) -> Option<&'static Encoding> {
    Some(match number {
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        10000 => encoding_rs::MACINTOSH,
        65001 => encoding_rs::UTF_8,
        874 | 1250..=1258 => Encoding::for_label(format!("windows-{number}").as_bytes())?,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_all_habits_name_an_encoding() {
        for (label, name) in [
            ("utf-8", Some("UTF-8")),
            (" \"Latin1\" ", Some("Windows-1252")),
            ("ISO-2022-KR", Some("ISO-2022-KR")),
            ("hz-gb-2312", Some("HZ-GB-2312")),
            ("UTF_7", Some("UTF-7")),
            ("cp437", Some("IBM437")),
            ("IBM-852", Some("IBM852")),
            ("850", Some("IBM850")),
            ("cspc850", Some("IBM850")),
            ("ibm866", Some("IBM866")),
            ("cp932", Some("Shift_JIS")),
            ("cp949", Some("EUC-KR")),
            ("cp65001", Some("UTF-8")),
            ("x-user-7", None),
            ("", None),
            ("8", None),
        ] {
            assert_eq!(Charset::of_label(label).map(Charset::name).as_deref(), name, "{label}");
        }
    }

    #[test]
    fn a_number_of_windows_names_an_encoding() {
        for (number, name) in [
            (874, Some("windows-874")),
            (932, Some("Shift_JIS")),
            (936, Some("GBK")),
            (950, Some("Big5")),
            (1250, Some("windows-1250")),
            (1258, Some("windows-1258")),
            (10000, Some("macintosh")),
            (65001, Some("UTF-8")),
            // What would be a page of Windows by its number, and a page of DOS.
            (1259, None),
            (1249, None),
            (850, None),
            (0, None),
        ] {
            assert_eq!(windows(number).map(Encoding::name), name, "{number}");
        }
    }
}
