//! What stands on a page beside its content: fields of forms, and notes written onto it or stuck to it.
//!
//! Asked by `content`. The rules are those of ISO 32000-2, 12.5.5 (appearances), 12.5.6 (kinds of notes)
//! and 12.7 (forms).

use hayro_font::kurbo::Affine;
use hayro_syntax::object::{Array, Dict, Name, Object, Rect, Stream, String as Words};
use hayro_syntax::page::Page;

use super::about;

/// The flag of a note that is not to be seen.
const HIDDEN: i64 = 2;

/// Something to be seen on a page.
pub(crate) struct FormField<'a> {
    /// Where.
    pub(crate) place: Rect,
    /// How it looks, if that is drawn already.
    pub(crate) looks: Option<(Stream<'a>, Affine)>,
    /// The words in it; what is drawn may lack them.
    pub(crate) says: Option<String>,
}

/// What somebody has put onto a page.
pub(crate) enum PageNote<'a> {
    /// Something that has a place among the words.
    Field(FormField<'a>),
    /// Words that are seen only where it is opened: a note that sticks to a place, what is said of
    /// marked words.
    Sticky(String),
}

/// What is to be seen on `page`.
pub(crate) fn of<'a>(page: &Page<'a>) -> impl Iterator<Item = PageNote<'a>> {
    let notes = page.raw().get::<Array<'a>>("Annots");
    let notes: Vec<Dict<'a>> = notes.iter().flat_map(Array::iter::<Dict<'a>>).collect();
    notes.into_iter().filter_map(|note| of_note(&note))
}

fn of_note<'a>(note: &Dict<'a>) -> Option<PageNote<'a>> {
    let kind = note.get::<Name<'_>>("Subtype")?;
    if note.get::<i64>("F").is_some_and(|flags| flags & HIDDEN != 0) {
        return None;
    }
    match kind.as_ref() {
        b"Widget" | b"FreeText" | b"Stamp" => field(note).map(PageNote::Field),
        b"Text" | b"Highlight" | b"Underline" | b"StrikeOut" | b"Squiggly" | b"Caret" | b"Ink"
        | b"Line" | b"Square" | b"Circle" | b"Polygon" | b"PolyLine" | b"FileAttachment" => {
            let says = about::string(&note.get::<Words<'_>>("Contents")?);
            (!says.trim().is_empty()).then_some(PageNote::Sticky(says))
        }
        _ => None,
    }
}

fn field<'a>(note: &Dict<'a>) -> Option<FormField<'a>> {
    let place = note.get::<Rect>("Rect")?;
    let looks = appearance(note).map(|form| {
        let inner = form.dict().get::<Rect>("BBox").unwrap_or(Rect::ZERO);
        (form, Affine::translate((place.x0 - inner.x0, place.y0 - inner.y0)))
    });
    let own = |key| note.get::<Object<'a>>(key);
    let above = |key| note.get::<Dict<'a>>("Parent")?.get::<Object<'a>>(key);
    // The value of a button is not for people.
    let is_text = match own("FT").or_else(|| above("FT")) {
        Some(Object::Name(kind)) => matches!(kind.as_ref(), b"Tx" | b"Ch"),
        _ => false,
    };
    let value = own("V").or_else(|| above("V")).filter(|_| is_text);
    Some(FormField { place, looks, says: value.and_then(words) })
}

/// How a note looks now.
fn appearance<'a>(note: &Dict<'a>) -> Option<Stream<'a>> {
    match note.get::<Dict<'a>>("AP")?.get::<Object<'a>>("N")? {
        Object::Stream(form) => Some(form),
        Object::Dict(states) => states.get::<Stream<'a>>(note.get::<Name<'_>>("AS")?),
        _ => None,
    }
}

fn words(value: Object<'_>) -> Option<String> {
    let string = match value {
        Object::String(string) => string,
        Object::Array(chosen) => chosen.iter::<Words<'_>>().next()?,
        _ => return None,
    };
    Some(about::string(&string))
}
