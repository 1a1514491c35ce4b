//! File names as text. A file system takes almost any bytes for a name; text must be whole, harmless
//! and still say which file is meant. So what cannot be shown stands as `\xE9`, byte for byte: no two
//! names read alike, and the text leads back to the file.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use onrecord_model::fault::FileError;

/// The name of the folder that the program keeps decisions in; never read as documents.
pub(super) const RESERVED: &str = "onrecord.d";

/// A path as text: bytes that are no UTF-8 and characters that could steer a terminal or hide
/// themselves stand as `\x` and two hexadecimal digits for each byte, and so does a `\` that would
/// look like the beginning of one.
pub(crate) fn text(path: impl AsRef<OsStr>) -> String {
    platform::text(path.as_ref())
}

/// The same of the bytes of a path, as another program lists them.
pub(crate) fn text_of_bytes(path: &[u8]) -> String {
    platform::text_of_bytes(path)
}

/// The path that [`text`] has made a text of; a name as a person writes it is taken as it stands.
pub(crate) fn path(text: &str) -> PathBuf {
    platform::path(text)
}

/// Whether the program's own folder is part of a path.
pub(super) fn is_reserved(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == RESERVED)
}

/// Whether a text is the address of something rather than a path.
pub(super) fn address(text: &str) -> Option<FileError> {
    let scheme = text.split_once("://").is_some_and(|(scheme, _)| {
        scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    match () {
        () if begins(text, "file:/") => Some(FileError::FileAddress),
        () if scheme => Some(FileError::WebAddress),
        () => None,
    }
}

/// The same for what a person typed, who may leave the beginning of an address out.
pub(super) fn typed_address(text: &str) -> Option<FileError> {
    address(text).or_else(|| begins(text, "www.").then_some(FileError::WebAddress))
}

fn begins(text: &str, with: &str) -> bool {
    text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
}

#[cfg(unix)]
mod platform {
    use std::ffi::{OsStr, OsString};
    use std::fmt::Write;
    use std::os::unix::ffi::{OsStrExt, OsStringExt};
    use std::path::PathBuf;

    use onrecord_text::{Part, clean};

    pub(super) fn text_of_bytes(name: &[u8]) -> String {
        text(OsStr::from_bytes(name))
    }

    pub(super) fn text(name: &OsStr) -> String {
        let mut text = String::with_capacity(name.len());
        for chunk in name.as_bytes().utf8_chunks() {
            let valid = chunk.valid();
            for (at, c) in valid.char_indices() {
                if clean::is_hostile(c) || byte(valid.as_bytes().part(at..)).is_some() {
                    bytes(&mut text, c.encode_utf8(&mut [0; 4]).as_bytes());
                } else {
                    text.push(c);
                }
            }
            bytes(&mut text, chunk.invalid());
        }
        text
    }

    fn bytes(text: &mut String, bytes: &[u8]) {
        for byte in bytes {
            // Writing into a String cannot fail.
            let _ = write!(text, "\\x{byte:02X}");
        }
    }

    pub(super) fn path(text: &str) -> PathBuf {
        let mut name = Vec::with_capacity(text.len());
        let mut rest = text.as_bytes();
        while let Some((first, others)) = rest.split_first() {
            let odd = byte(rest);
            let (byte, after) = odd.unwrap_or((*first, others));
            name.push(byte);
            rest = after;
        }
        OsString::from_vec(name).into()
    }

    /// The byte that `\x` and two digits stand for, where a text begins with them, and the text after.
    fn byte(text: &[u8]) -> Option<(u8, &[u8])> {
        let [b'\\', b'x', high, low, after @ ..] = text else { return None };
        let digit = |byte: &u8| char::from(*byte).to_digit(16);
        Some(((digit(high)? * 16 + digit(low)?) as u8, after))
    }
}

/// Where a name is no bytes, and a `\` goes between folders.
#[cfg(not(unix))]
mod platform {
    use std::ffi::OsStr;
    use std::path::PathBuf;

    pub(super) fn text_of_bytes(name: &[u8]) -> String {
        String::from_utf8_lossy(name).into_owned()
    }

    pub(super) fn text(name: &OsStr) -> String {
        name.to_string_lossy().into_owned()
    }

    pub(super) fn path(text: &str) -> PathBuf {
        text.into()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::ffi::{OsStrExt, OsStringExt};

    use super::*;

    #[test]
    fn odd_names_are_seen_and_plain_ones_stand_as_they_are() {
        for (name, want) in [
            (&b"plain name.txt"[..], "plain name.txt"),
            ("acta_sesión.pdf".as_bytes(), "acta_sesión.pdf"),
            (b"a/b/c\\d.txt", "a/b/c\\d.txt"),
            (b"sesi\xf3n.txt", "sesi\\xF3n.txt"),
            (b"sesi\\xf3n.txt", "sesi\\x5Cxf3n.txt"),
            (b"\x1b[2J\n.txt", "\\x1B[2J\\x0A.txt"),
            ("a\u{200b}\u{202e}b".as_bytes(), "a\\xE2\\x80\\x8B\\xE2\\x80\\xAEb"),
            (b"\\\xff", "\\\\xFF"),
            (b"\\x4\xff", "\\x4\\xFF"),
        ] {
            let name = OsStr::from_bytes(name);
            assert_eq!(text(name), want);
            assert_eq!(path(want).as_os_str(), name);
        }
        assert_eq!(path("sesi\\xf3n"), Path::new(OsStr::from_bytes(b"sesi\xf3n")));
    }

    #[test]
    fn an_address_is_no_path() {
        for (text, want) in [
            ("https://news.example/a", Some(FileError::WebAddress)),
            ("HTTP://news.example", Some(FileError::WebAddress)),
            ("ftp://news.example", Some(FileError::WebAddress)),
            ("www.news.example/a", Some(FileError::WebAddress)),
            ("file:///home/ana/a.pdf", Some(FileError::FileAddress)),
            ("a/www.news.example", None),
            ("notes: a//b", None),
            ("c://d", None),
            ("ww", None),
        ] {
            assert_eq!(typed_address(text), want, "{text}");
            let bare = text.starts_with("www.");
            assert_eq!(address(text), want.filter(|_| !bare), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_name_is_found_again_and_harmless(
            name in proptest::collection::vec(proptest::prop_oneof![
                proptest::num::u8::ANY, proptest::sample::select(&b"\\x4Ff\x1b\xc3\xa9"[..]),
            ], 0..12),
        ) {
            let name = std::ffi::OsString::from_vec(name);
            let seen = text(&name);
            proptest::prop_assert!(!seen.chars().any(onrecord_text::clean::is_hostile));
            proptest::prop_assert_eq!(path(&seen).into_os_string(), name);
        }
    }
}
