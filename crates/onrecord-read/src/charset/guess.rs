//! What bytes look like that say nothing of their encoding and are neither UTF-8 nor of seven bits.
//!
//! `chardetng` judges the encodings of the web. What it does not know, code pages of DOS and of the first
//! Macintosh, is held beside its guess by what the characters then are ([`judge`](super::judge)).

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GBK, MACINTOSH, SHIFT_JIS, WINDOWS_1250, WINDOWS_1252,
    X_MAC_CYRILLIC,
};

use super::judge::oddness;
use super::pages::Charset;

/// How many bytes of lines that are not ASCII are looked at.
const SAMPLE: usize = 64 << 10;

/// The longest piece of one line among them.
const LINE: usize = 16 << 10;

/// Encodings whose characters are of two bytes; one false byte rules them out for the detector.
const DOUBLE: [&Encoding; 5] = [SHIFT_JIS, EUC_JP, GBK, BIG5, EUC_KR];

/// Pages of DOS that are tried. Of equals the first is taken.
const PAGES: [u16; 8] = [855, 850, 852, 737, 862, 857, 865, 437];

/// Others that are: those of the Macintosh, Windows-1252, in which every byte has a character, and the one of
/// Hungarian, which the detector takes for Western where few letters tell them apart.
const OTHERS: [&Encoding; 4] = [WINDOWS_1252, MACINTOSH, X_MAC_CYRILLIC, WINDOWS_1250];

/// How much less odd than the detector's guess another has to be: half as odd, less so much for the whole and so
/// much for each character beyond ASCII. Measured on texts of 40 to 250 characters and longer ones.
const MARGIN: (f64, f64) = (1.0, 0.02);

/// What `bytes` look like.
pub(super) fn guess(bytes: &[u8]) -> Charset {
    let sample = sample(bytes);
    let whole = matches!(sample, Cow::Borrowed(_));
    let web = detected(&sample, whole);
    if let Some(double) = damaged(&sample, web) {
        return Charset::Web(double);
    }
    if DOUBLE.contains(&web) {
        return Charset::Web(web);
    }
    let judged = |charset: Charset| (oddness(&charset.decode(&sample)), charset);
    let ((known, count), own) = judged(Charset::Web(web));
    let margin = MARGIN.0 + MARGIN.1 * f64::from(count);
    let others = PAGES.into_iter().filter_map(Charset::page).chain(OTHERS.map(Charset::Web));
    let best = others.map(judged).min_by(|(one, _), (other, _)| one.0.total_cmp(&other.0));
    // The detector knows letters by their neighbours: only what is plainly better counts against it.
    let guessed = match best {
        Some(((odd, _), other)) if odd * 2.0 + margin < known => other,
        _ => own,
    };
    // Of a few letters that are the same in both, nothing says that they are of the rarer one.
    let western = Charset::Web(WINDOWS_1252);
    if western.decode(&sample) == guessed.decode(&sample) { western } else { guessed }
}

/// The lines of `bytes` that are not ASCII, as many as are looked at.
fn sample(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.len() <= LINE {
        return Cow::Borrowed(bytes);
    }
    let mut out = Vec::new();
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').flat_map(|line| line.chunks(LINE));
    for line in lines.filter(|line| !line.is_ascii()) {
        if out.len() + line.len() > SAMPLE {
            break;
        }
        out.extend_from_slice(line);
    }
    Cow::Owned(out)
}

/// What the detector makes of `bytes`; whether they are `whole`, or may end within a character.
fn detected(bytes: &[u8], whole: bool) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, whole);
    detector.guess(None, Utf8Detection::Deny)
}

/// The encoding of two bytes a character that `bytes` are in but for a few damaged places; `web` was guessed
/// with them.
fn damaged(bytes: &[u8], web: &'static Encoding) -> Option<&'static Encoding> {
    if DOUBLE.contains(&web) {
        return None;
    }
    DOUBLE.into_iter().find(|double| {
        let text = double.decode_without_bom_handling(bytes).0;
        let chars = text.chars().filter(|c| !c.is_ascii()).count();
        let bad = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
        if bad == 0 || bad * 50 > chars {
            return false;
        }
        let whole: String = text.split(char::REPLACEMENT_CHARACTER).collect();
        detected(&double.encode(&whole).0, false) == *double
    })
}
