//! What stands on a page beside its content: fields of forms, and notes written onto it.
//!
//! Asked by `content`. The rules are those of ISO 32000-2, 12.5.5 (appearances)
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

/// What is to be seen on `page`.
pub(crate) fn of<'a>(page: &Page<'a>) -> Vec<FormField<'a>> {
    let notes = page.raw().get::<Array<'a>>("Annots");
    notes.iter().flat_map(Array::iter::<Dict<'a>>).filter_map(|note| field(&note)).collect()
}

fn field<'a>(note: &Dict<'a>) -> Option<FormField<'a>> {
    let kind = note.get::<Name<'_>>("Subtype")?;
    let hidden = note.get::<i64>("F").is_some_and(|flags| flags & HIDDEN != 0);
    if hidden || !matches!(kind.as_ref(), b"Widget" | b"FreeText" | b"Stamp") {
        return None;
    }
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
