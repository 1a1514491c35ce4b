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

/// The flags of fields: of a text that nobody is to read, of buttons that exclude each other, of one that
/// is only pushed (ISO 32000-2, 12.7.5).
const PASSWORD: i64 = 1 << 13;
const RADIO: i64 = 1 << 15;
const PUSHED: i64 = 1 << 16;

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
    /// marked words; what a field is called, with what is chosen in it.
    Sticky(String),
    /// The same where it is not to be seen.
    Hidden(String),
}

/// What is to be seen on `page`.
pub(crate) fn of<'a>(page: &Page<'a>) -> impl Iterator<Item = PageNote<'a>> {
    let notes = page.raw().get::<Array<'a>>("Annots");
    let notes: Vec<Dict<'a>> = notes.iter().flat_map(Array::iter::<Dict<'a>>).collect();
    notes.into_iter().flat_map(|note| of_note(&note))
}

fn of_note<'a>(note: &Dict<'a>) -> Vec<PageNote<'a>> {
    let Some(kind) = note.get::<Name<'_>>("Subtype") else { return Vec::new() };
    let hidden = note.get::<i64>("F").is_some_and(|flags| flags & HIDDEN != 0);
    let field = match kind.as_ref() {
        b"Widget" | b"FreeText" | b"Stamp" if !hidden => field(note, kind.as_ref()),
        _ => None,
    };
    let says = match kind.as_ref() {
        b"Widget" => filled_in(note),
        b"FreeText" if !hidden => None,
        b"Text" | b"Highlight" | b"Underline" | b"StrikeOut" | b"Squiggly" | b"Caret" | b"Ink"
        | b"Line" | b"Square" | b"Circle" | b"Polygon" | b"PolyLine" | b"FileAttachment"
        | b"FreeText" | b"Stamp" => said(note),
        _ => None,
    };
    let says = says.map(if hidden { PageNote::Hidden } else { PageNote::Sticky });
    field.map(PageNote::Field).into_iter().chain(says).collect()
}

/// What a note says, and who by its own word put it there.
fn said(note: &Dict<'_>) -> Option<String> {
    let text = |key: &str| note.get::<Words<'_>>(key).map(|words| about::string(&words));
    let says = text("Contents").filter(|says| !says.trim().is_empty())?;
    Some(match text("T").filter(|author| !author.trim().is_empty()) {
        Some(author) => format!("{}: {says}", author.trim()),
        None => says,
    })
}

fn field<'a>(note: &Dict<'a>, kind: &[u8]) -> Option<FormField<'a>> {
    let place = note.get::<Rect>("Rect")?;
    let looks = appearance(note).map(|form| {
        let inner = form.dict().get::<Rect>("BBox").unwrap_or(Rect::ZERO);
        (form, Affine::translate((place.x0 - inner.x0, place.y0 - inner.y0)))
    });
    let typed = || note.get::<Words<'_>>("Contents").map(|words| about::string(&words));
    let says = if kind == b"FreeText" { typed() } else { value(note) };
    Some(FormField { place, looks, says })
}

/// The value of `key`, which a field has from the one that it is a part of where it has none.
fn inherited<'a>(note: &Dict<'a>, key: &str) -> Option<Object<'a>> {
    let above = || note.get::<Dict<'a>>("Parent")?.get::<Object<'a>>(key);
    note.get::<Object<'a>>(key).or_else(above)
}

/// The words in a field; those of a password are nobody's to read.
fn value(note: &Dict<'_>) -> Option<String> {
    let is_text = match inherited(note, "FT")? {
        Object::Name(kind) => matches!(kind.as_ref(), b"Tx" | b"Ch"),
        _ => false,
    };
    let shown = is_text && flags(note) & PASSWORD == 0;
    inherited(note, "V").filter(|_| shown).and_then(words).filter(|words| !words.trim().is_empty())
}

fn flags(note: &Dict<'_>) -> i64 {
    match inherited(note, "Ff") {
        Some(Object::Number(flags)) => flags.as_i64(),
        _ => 0,
    }
}

/// What a field is called, and what was written, ticked or chosen in it: `Name: Ida`, `☑ Paid`,
/// `◉ Way: by boat`. Of buttons that exclude each other only the chosen one is told.
fn filled_in(note: &Dict<'_>) -> Option<String> {
    let name = name(note)?;
    if let Some(value) = value(note) {
        return Some(format!("{name}: {value}"));
    }
    let is_button =
        matches!(inherited(note, "FT"), Some(Object::Name(kind)) if kind.as_ref() == b"Btn");
    if !is_button || flags(note) & PUSHED != 0 {
        return None;
    }
    let state = note.get::<Name<'_>>("AS").or_else(|| note.get::<Name<'_>>("V"));
    let state = state.map(|state| String::from_utf8_lossy(state.as_ref()).into_owned());
    let state = state.filter(|state| state != "Off");
    if flags(note) & RADIO == 0 {
        return Some(format!("{} {name}", if state.is_some() { '☑' } else { '☐' }));
    }
    Some(format!("◉ {name}: {}", state?))
}

/// What a field is called: in words for people where it has some.
fn name(note: &Dict<'_>) -> Option<String> {
    ["TU", "T"].into_iter().find_map(|key| match inherited(note, key)? {
        Object::String(name) => {
            Some(about::string(&name).trim().to_owned()).filter(|name| !name.is_empty())
        }
        _ => None,
    })
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
    match value {
        Object::String(string) => Some(about::string(&string)),
        Object::Array(chosen) => {
            let chosen = chosen.iter::<Words<'_>>().map(|words| about::string(&words));
            Some(chosen.collect::<Vec<_>>().join(", "))
        }
        _ => None,
    }
}
