//! What a font's own tables say of a code that no map to characters is given for: the characters of its
//! glyphs (`cmap`), the collection that its numbers are of, and names that are numbers.
//!
//! Asked by `faces`, and only for what the library does not know.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use hayro_cmap::{BfString, CMap, CidFamily};
use hayro_font::{Font, FontGlyph};
use hayro_syntax::object::{Array, Dict, Object, Stream, String as Words};
use skrifa::{FontRef, MetadataProvider};

/// The most characters of a font that are looked at; the largest real ones have 65,535 glyphs.
const CHARACTERS: usize = 1 << 17;

/// The tables of one font.
#[derive(Default)]
pub(crate) struct OwnTables {
    /// The character of each glyph.
    of_glyphs: HashMap<u32, char, RandomState>,
    /// The numbers that the codes stand for, and the characters of those numbers.
    collection: Option<(Option<CMap>, CMap)>,
    /// The characters of codes whose glyph is named by their number (`/65`, `/a65`, `/G41`).
    named: HashMap<u32, char, RandomState>,
}

impl OwnTables {
    /// The tables of `font`, which `dict` describes.
    pub(crate) fn of(font: &Font<'_>, dict: &Dict<'_>) -> Self {
        let below = dict.get::<Array<'_>>("DescendantFonts");
        let below = below.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        match below {
            Some(below) => Self {
                of_glyphs: characters(font),
                collection: collection(dict, &below),
                ..Self::default()
            },
            None => Self { of_glyphs: characters(font), named: named(dict), ..Self::default() },
        }
    }

    /// What `code` says, which `font` draws as the glyph of number `glyph`.
    pub(crate) fn said(&self, code: u32, glyph: u32) -> Option<BfString> {
        let character = |c: &char| BfString::Char(*c);
        let listed = self.collection.as_ref().and_then(|(numbers, characters)| {
            let number = match numbers {
                Some(numbers) => (1..=4).find_map(|size| numbers.lookup_cid_code(code, size))?,
                None => code,
            };
            characters.lookup_bf_string(number)
        });
        listed
            .or_else(|| self.of_glyphs.get(&glyph).map(character))
            .or_else(|| self.named.get(&code).map(character))
    }
}

/// The characters that the font program inside the file has glyphs for, by their glyphs. Where several
/// share a glyph, the first that is no private use is it.
fn characters(font: &Font<'_>) -> HashMap<u32, char, RandomState> {
    let mut found = HashMap::default();
    let FontGlyph::Outline(any) = font.glyph(font.map_code(0), 0) else { return found };
    let Some(program) = any.font_data() else { return found };
    let Ok(program) = FontRef::new((*program.data).as_ref()) else { return found };
    for (character, glyph) in program.charmap().mappings().take(CHARACTERS) {
        let private = matches!(character, 0xe000..=0xf8ff);
        if let Some(character) = char::from_u32(character).filter(|c| !private && !c.is_control()) {
            found.entry(glyph.to_u32()).or_insert(character);
        }
    }
    found
}

/// What the numbers of an Adobe collection of characters stand for, and which numbers the codes are:
/// themselves where nothing is said.
fn collection(dict: &Dict<'_>, below: &Dict<'_>) -> Option<(Option<CMap>, CMap)> {
    let about = below.get::<Dict<'_>>("CIDSystemInfo")?;
    let (registry, ordering) =
        (about.get::<Words<'_>>("Registry")?, about.get::<Words<'_>>("Ordering")?);
    let family = CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes());
    let load = hayro_cmap::load_embedded;
    let characters = CMap::parse(load(family.ucs2_cmap()?)?, load)?;
    let numbers = match dict.get::<Object<'_>>("Encoding")? {
        Object::Name(name) if matches!(name.as_ref(), b"Identity-H" | b"Identity-V") => None,
        Object::Name(name) => {
            let name = hayro_cmap::CMapName::from_bytes(name.as_ref());
            Some(CMap::parse(load(name)?, load)?)
        }
        Object::Stream(stream) => Some(embedded(&stream)?),
        _ => return None,
    };
    Some((numbers, characters))
}

/// A map that stands in the file; `Face` has looked at its size before.
fn embedded(stream: &Stream<'_>) -> Option<CMap> {
    CMap::parse(&stream.decoded_data().ok()?, hayro_cmap::load_embedded)
}

/// The characters of codes that name their glyph by its number, as makers of fonts of drawings do who have
/// no names. Only where the number is the code itself: it may be that of a glyph else.
fn named(dict: &Dict<'_>) -> HashMap<u32, char, RandomState> {
    let mut found = HashMap::default();
    let differences = dict.get::<Dict<'_>>("Encoding");
    let differences = differences.and_then(|encoding| encoding.get::<Array<'_>>("Differences"));
    let mut code = 0_u32;
    for item in differences.iter().flat_map(Array::iter::<Object<'_>>) {
        match item {
            Object::Number(number) => code = u32::try_from(number.as_i64()).unwrap_or(u32::MAX),
            Object::Name(name) => {
                if let Some(character) = of_number(name.as_str(), code) {
                    found.insert(code, character);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    found
}

/// The character of `code` where `name` is its number, behind at most two letters.
fn of_number(name: &str, code: u32) -> Option<char> {
    let number = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let is_code = number.parse() == Ok(code)
        || name
            .get(1..)
            .is_some_and(|hex| hex.len() == 2 && u32::from_str_radix(hex, 16) == Ok(code));
    let printed = matches!(code, 0x20..=0x7e | 0xa0..=0xff);
    (is_code && printed && name.len() <= number.len() + 2).then(|| char::from_u32(code)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_names_a_letter_only_where_it_is_its_code() {
        for (name, code, letter) in [
            ("65", 65, Some('A')),
            ("a65", 65, Some('A')),
            ("G41", 65, Some('A')),
            ("g36", 65, None),
            ("abc65", 65, None),
            ("a7", 7, None),
            ("233", 233, Some('é')),
            ("", 0, None),
        ] {
            assert_eq!(of_number(name, code), letter, "{name}");
        }
    }
}
