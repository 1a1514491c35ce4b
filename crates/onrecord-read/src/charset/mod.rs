//! From bytes to characters, by one rule for every kind of text: what is sure first (a mark, zero bytes,
//! escapes, UTF-8), then what the file says of itself, then what it looks like.

mod dos;
mod guess;
mod judge;
mod pages;
mod shifted;
#[cfg(test)]
mod tests;
mod wide;

use std::borrow::Cow;

use super::Doubt;
use onrecord_text::Part as _;
use pages::Charset;
pub(crate) use pages::windows;
use shifted::Shifted;

/// A text, and the doubt about its encoding, if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text, without a byte order mark.
    pub text: Cow<'b, str>,
    /// [`Doubt::ReadAs`] where the encoding was guessed, or was not what the file says.
    pub doubt: Option<Doubt>,
}

/// Reads `bytes` as text, `declared` being what the file says of its encoding: a label of the WHATWG
/// Encoding Standard, a code page, UTF-7. `None`: no text.
///
/// What is UTF-8 is not asked what it says: a browser that saves a page writes UTF-8 and leaves
/// the old declaration standing. Only what is ASCII on the outside is believed, where it has its
/// sign.
pub fn decode<'b>(bytes: &'b [u8], declared: Option<&str>) -> Option<Decoded<'b>> {
    let sure = |text| Some(Decoded { text, doubt: None });
    if let Some(text) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return Some(utf_8(text));
    }
    if let Some((wide, mark)) = wide::marked(bytes) {
        return sure(wide.decode(bytes.part(mark..)).into());
    }
    let declared = declared.and_then(Charset::of_label);
    if memchr::memchr(0, bytes).is_some()
        && let Some(wide) = wide::unmarked(bytes)
    {
        let name = wide.name();
        let told = declared.is_none_or(|own| own.name() != name);
        let doubt = told.then(|| Doubt::ReadAs(name.to_owned()));
        return Some(Decoded { text: wide.decode(bytes).into(), doubt });
    }
    let signed = declared.filter(|own| own.shows_in_ascii(bytes));
    if let Some(own) = signed.or_else(|| Shifted::escaped(bytes).map(Charset::Shifted)) {
        return sure(own.decode(bytes));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return sure(Cow::Borrowed(text));
    }
    if mostly_utf_8(bytes) {
        return Some(utf_8(bytes));
    }
    let believed = declared.map(|own| own.decode(bytes));
    if let Some(text) = believed.filter(|text| !text.contains(char::REPLACEMENT_CHARACTER)) {
        return sure(text);
    }
    if !wide::is_text(bytes) {
        return None;
    }
    let says_utf_8 = declared.is_some_and(|own| own.name() == "UTF-8");
    let guessed = guess::guess(bytes);
    // Text whose end was cut in a character: one or two bytes are too few to guess an alphabet from.
    // The old mistake of calling Windows-1252 UTF-8 is one that a guess may correct.
    if says_utf_8 && is_cut(bytes) && guessed.name() != "Windows-1252" {
        return Some(utf_8(bytes));
    }
    Some(Decoded { text: guessed.decode(bytes), doubt: Some(Doubt::ReadAs(guessed.name())) })
}

/// The label of a code page of Windows.
pub(super) fn label_of_page(page: u32) -> Option<String> {
    match page {
        // None, and ASCII, which is written over anything.
        0 | 20127 => None,
        1250..=1258 => Some(format!("windows-{page}")),
        20866 => Some("koi8-r".to_owned()),
        21866 => Some("koi8-u".to_owned()),
        28591..=28606 => Some(format!("iso-8859-{}", page - 28590)),
        50220..=50222 => Some("iso-2022-jp".to_owned()),
        51932 => Some("euc-jp".to_owned()),
        54936 => Some("gb18030".to_owned()),
        other => Some(format!("cp{other}")),
    }
}

/// Whether `bytes`, though they may be UTF-8, are text of another encoding: UTF-16 of Latin letters, ISO-2022.
pub(super) fn is_coded(bytes: &[u8]) -> bool {
    let zeros = memchr::memchr(0, bytes).is_some();
    zeros && wide::unmarked(bytes).is_some() || Shifted::escaped(bytes).is_some()
}

/// UTF-8, with a doubt where not all of it is.
fn utf_8(bytes: &[u8]) -> Decoded<'_> {
    let text = String::from_utf8_lossy(bytes);
    let doubt = matches!(text, Cow::Owned(_)).then(|| Doubt::ReadAs("UTF-8".to_owned()));
    Decoded { text, doubt }
}

/// Whether all of `bytes` is UTF-8 but a last character that lacks its end.
fn is_cut(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// UTF-8 with a few damaged places is still UTF-8: two good characters beyond ASCII and more for every place
/// that is not. What is of another encoding looks like UTF-8 only by chance, in Thai one time in three.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad * 2
}
