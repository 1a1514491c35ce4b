//! XML as the formats of offices have it: what opens, what closes, and the words between, whatever
//! namespaces are called.

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::html;

/// An element with its attributes.
pub(crate) type XmlElement<'e> = BytesStart<'e>;

/// A step through XML. Names are local: `p` of `w:p`.
#[derive(Debug)]
pub(crate) enum XmlPiece<'e> {
    /// An element begins.
    Start(&'e str, &'e XmlElement<'e>),
    /// An element ends.
    End(&'e str),
    /// Words, references resolved.
    Text(&'e str),
}

/// Hands every piece of `xml` to `sink`. Returns whether all that was open was closed again; where it breaks off,
/// what stands before was handed over.
pub(crate) fn walk(xml: &str, sink: &mut dyn FnMut(XmlPiece<'_>)) -> bool {
    let mut xml = parser(xml);
    let mut open = 0usize;
    loop {
        match xml.read_event() {
            Ok(Event::Start(element)) => {
                open += 1;
                sink(XmlPiece::Start(element.local_name().as_ref(), &element));
            }
            Ok(Event::Empty(element)) => {
                sink(XmlPiece::Start(element.local_name().as_ref(), &element));
                sink(XmlPiece::End(element.local_name().as_ref()));
            }
            Ok(Event::End(element)) => {
                open = open.saturating_sub(1);
                sink(XmlPiece::End(element.local_name().as_ref()));
            }
            Ok(Event::Text(text)) => sink(XmlPiece::Text(&text.xml10_content())),
            Ok(Event::CData(text)) => sink(XmlPiece::Text(&text.xml10_content())),
            Ok(Event::GeneralRef(entity)) => {
                if let Some(text) = character(&entity) {
                    sink(XmlPiece::Text(&text));
                }
            }
            Ok(Event::Eof) => return open == 0,
            Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// Whether an attribute says yes.
pub(crate) fn is_true(said: &str) -> bool {
    matches!(said, "1" | "true" | "on")
}

/// A parser that takes what it can get. It expands no entities but those of XML and of HTML.
pub(crate) fn parser(xml: &str) -> Reader<&[u8]> {
    let mut parser = Reader::from_str(xml);
    let config = parser.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    parser
}

/// The attributes of an element. Whether one stands twice is not looked at: that compares each with all.
fn attributes<'e>(element: &'e XmlElement<'_>) -> impl Iterator<Item = Attribute<'e>> {
    let mut all = element.attributes();
    all.with_checks(false);
    all.flatten()
}

/// The value of the attribute with this local name.
pub(crate) fn attribute(element: &XmlElement<'_>, name: &str) -> Option<String> {
    let found = attributes(element).find(|a| a.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Explicit1_0).ok()?;
    Some(value.into_owned())
}

/// The id by which an element refers to another part (`r:id`); a plain `id` is its own number.
pub(crate) fn reference(element: &XmlElement<'_>) -> Option<String> {
    let is = |name: &str| name.split_once(':').is_some_and(|(_, local)| local == "id");
    let found = attributes(element).find(|a| is(a.key.as_ref()))?;
    let value = found.normalized_value(XmlVersion::Explicit1_0).ok()?;
    Some(value.into_owned())
}

/// What a reference stands for, be it one of XML or of HTML; nothing for entities of the document's own.
fn character(entity: &BytesRef<'_>) -> Option<String> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Some(c.into());
    }
    html::reference(&format!("&{};", entity.xml10_content()))
}
