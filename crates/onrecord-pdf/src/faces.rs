//! Fonts of a PDF as far as text needs them: what a code says, and how far it moves the pen.
//!
//! Asked by `content`.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use foldhash::fast::RandomState;
use hayro_cmap::BfString;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use unicode_normalization::char::decompose_compatible;

use super::bounds;
use super::tables::OwnTables;

/// The most glyphs a font can have widths for: as many as there are two-byte codes.
const GLYPHS: i64 = 1 << 16;

/// How many fonts are kept before those are let go that no page has asked for since as many others: a manual
/// with pictures that bring their own fonts has thousands.
const FONTS: usize = 64;

/// The fonts met so far.
pub(crate) struct Faces<'a> {
    cache: FontCache<'a>,
    fonts: FontResolverFn,
    cmaps: CMapResolverFn,
    /// By the key of their dictionary's bytes; `None` is a font that cannot be used.
    known: FaceMap<'a>,
    /// Those that were known before, which are known again when they are asked for.
    before: FaceMap<'a>,
    most: usize,
}

type FaceMap<'a> = HashMap<(usize, usize), Option<Rc<Face<'a>>>, RandomState>;

/// A font.
pub(crate) struct Face<'a> {
    font: Font<'a>,
    dict: Dict<'a>,
    /// Looked at when a code is met that the library has no character for.
    own: OnceCell<OwnTables>,
    said: RefCell<HashMap<u32, Glyph, RandomState>>,
    /// Whether its name says that it is bold.
    pub(crate) bold: bool,
    /// Its height relative to the size it is set in: not 1 only for fonts of drawings, which have
    /// units of their own.
    pub(crate) em: f64,
}

/// What a code stands for.
#[derive(Clone)]
pub(crate) struct Glyph {
    /// Its characters; `None` where the font does not tell.
    pub(crate) text: Option<Rc<str>>,
    /// How far the pen moves (thousandths of the size), across and down.
    pub(crate) advance: (f64, f64),
}

impl<'a> Faces<'a> {
    /// No fonts yet; none of their streams may unpack to more than `most` bytes.
    pub(crate) fn new(most: usize) -> Self {
        Self {
            cache: FontCache::new(),
            fonts: Arc::new(|query| {
                Some(match query {
                    FontQuery::Standard(font) => font.get_font_data(),
                    FontQuery::Fallback(query) => query.pick_standard_font().get_font_data(),
                })
            }),
            cmaps: Arc::new(hayro_cmap::load_embedded),
            known: HashMap::default(),
            before: HashMap::default(),
            most,
        }
    }

    /// The font that `dict` describes, if it can be used.
    pub(crate) fn face(&mut self, dict: &Dict<'a>) -> Option<Rc<Face<'a>>> {
        let data = dict.data();
        let key = (data.as_ptr() as usize, data.len());
        if let Some(face) = self.known.get(&key) {
            return face.clone();
        }
        let before = self.before.remove(&key);
        let face = before.unwrap_or_else(|| self.load(dict).map(Rc::new));
        self.known.insert(key, face.clone());
        face
    }

    /// A page ends: lets fonts go where there are too many.
    pub(crate) fn turn_page(&mut self) {
        if self.known.len() > FONTS {
            self.before = std::mem::take(&mut self.known);
            // It would keep all of them.
            self.cache = FontCache::new();
        }
    }

    fn load(&self, dict: &Dict<'a>) -> Option<Face<'a>> {
        if !self.is_sane(dict) {
            return None;
        }
        let font = self.cache.font(dict, &self.fonts, &self.cmaps)?;
        let name = dict.get::<Name<'_>>("BaseFont");
        let bold = name.is_some_and(|name| {
            let name = name.as_str().to_lowercase();
            ["bold", "black", "heavy"].iter().any(|word| name.contains(word))
        });
        let drawn = dict.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_ref() == b"Type3");
        let em = if drawn { drawn_em(&font) } else { 1.0 };
        let (dict, own) = (dict.clone(), OnceCell::new());
        Some(Face { font, dict, own, said: RefCell::default(), bold, em })
    }

    /// Refuses what would cost the library more than any real font: its widths are laid out one by
    /// one, whatever number of them is claimed, and its streams are unpacked whole.
    fn is_sane(&self, dict: &Dict<'a>) -> bool {
        let mut ends = ["FirstChar", "LastChar"].into_iter().filter_map(|end| dict.get::<i64>(end));
        if !ends.all(|code| (0..GLYPHS).contains(&code)) {
            return false;
        }
        let below = dict.get::<Array<'_>>("DescendantFonts");
        let below = below.and_then(|fonts| fonts.iter::<Dict<'a>>().next());
        let described = below.as_ref().unwrap_or(dict).get::<Dict<'a>>("FontDescriptor");
        let streams = [
            dict.get::<Stream<'_>>("ToUnicode"),
            dict.get::<Stream<'_>>("Encoding"),
            below.as_ref().and_then(|below| below.get::<Stream<'_>>("CIDToGIDMap")),
            described.as_ref().and_then(|about| about.get::<Stream<'_>>("FontFile")),
            described.as_ref().and_then(|about| about.get::<Stream<'_>>("FontFile2")),
            described.as_ref().and_then(|about| about.get::<Stream<'_>>("FontFile3")),
        ];
        let widths = |key| below.as_ref().and_then(|below| below.get::<Array<'_>>(key));
        streams.iter().flatten().all(|stream| bounds::fits(stream, self.most))
            && widths("W").is_none_or(|widths| spans_few(&widths, 3))
            && widths("W2").is_none_or(|widths| spans_few(&widths, 5))
    }
}

/// Whether the ranges of a table of widths hold no more codes than a font has: rows of `row`
/// numbers `first last width…`, between rows `first [width…]`.
fn spans_few(widths: &Array<'_>, row: usize) -> bool {
    let mut numbers = Vec::new();
    let mut left = GLYPHS;
    for item in widths.iter::<Object<'_>>() {
        let Some(number) = item.into_number() else {
            numbers.clear();
            continue;
        };
        numbers.push(number.as_i64());
        if let [first, last] = numbers.as_slice() {
            left = left.saturating_sub(last.saturating_sub(*first).max(0));
        }
        if numbers.len() == row {
            numbers.clear();
        }
    }
    left >= 0
}

/// The height of a font whose glyphs are drawings: its letters are about half as wide as high.
fn drawn_em(font: &Font<'_>) -> f64 {
    let widths = (0..=255).map(|code| font.code_advance(code).x.abs()).filter(|width| *width > 0.0);
    let (count, sum) = widths.fold((0.0, 0.0), |(count, sum), width| (count + 1.0, sum + width));
    if count == 0.0 { 1.0 } else { sum / count / 500.0 }
}

impl Face<'_> {
    /// The codes of a shown string, each with what it says and whether it is the one-byte space
    /// that word spacing widens.
    pub(crate) fn each(&self, bytes: &[u8], mut sink: impl FnMut(Glyph, bool)) {
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = self.font.read_code(bytes, at);
            at += length.max(1);
            sink(self.said(code), code == 32 && length == 1);
        }
    }

    /// Whether its lines run across the page, not down.
    pub(crate) fn runs_across(&self) -> bool {
        self.font.is_horizontal()
    }

    fn said(&self, code: u32) -> Glyph {
        if let Some(said) = self.said.borrow().get(&code) {
            return said.clone();
        }
        let advance = self.font.code_advance(code);
        let glyph = self.font.map_code(code);
        let text = match self.font.glyph(glyph, code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let own = || self.own.get_or_init(|| OwnTables::of(&self.font, &self.dict));
        let text = text.or_else(|| own().said(code, glyph.to_u32()));
        let text = text.map(|text| match text {
            BfString::Char(c) => plain(&String::from(c)),
            BfString::String(text) => plain(&text),
        });
        let said = Glyph { text: text.map(Rc::from), advance: (advance.x, advance.y) };
        self.said.borrow_mut().insert(code, said.clone());
        said
    }
}

/// Letters as they are typed: ligatures and shapes of letters apart (`ﬁ` is `fi`), every kind of
/// blank a space.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Alphabetic presentation forms, and those of Arabic.
            '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => {
                decompose_compatible(c, |c| plain.push(c));
            }
            // The bullets of the fonts Symbol and Wingdings, which have no code of their own.
            '\u{f0b7}' | '\u{f0a7}' => plain.push('•'),
            _ if c.is_whitespace() => plain.push(' '),
            _ => plain.push(c),
        }
    }
    plain
}
