//! Word documents (Office Open XML): the text as it reads when all tracked changes are accepted.
//!
//! `package` opens the archive, `styles` knows what is a heading, `body` goes through the text; this
//! file puts the parts together. Footnotes and endnotes follow the text, each with the number that
//! stands in its place. Comments, heads and feet of pages are left out, and so are places: such a
//! file has no pages until it is printed.
//!
//! Caller: room `library`. Formats: ECMA-376 part 1 (`WordprocessingML`) and part 2 (packages).

mod body;
mod package;
mod styles;
mod symbols;
#[cfg(test)]
mod tests;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::{About, Doubt, Limits, ReadError, Reading, Warning};
use onrecord_model::{Block, BlockKind, Document};
use onrecord_text::Span;

use body::{DocxBlock, DocxBody, NoteKind};
use package::Package;
use styles::Styles;

/// Reads a Word document.
///
/// # Errors
/// [`ReadError::NotText`] where it is no such file, be it one of the old binary kind,
/// [`ReadError::Encrypted`], [`ReadError::TooLarge`] where it unpacks to more than
/// [`Limits::unpacked`], and [`ReadError::Damaged`].
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let mut package = Package::open(bytes, limits.unpacked)?;
    let main = package.main()?;
    let styles = package.beside("styles")?.map(|xml| Styles::read(&xml)).unwrap_or_default();
    let mut damage = Vec::new();
    let mut body = DocxBody::new(&styles, limits);
    damage.extend(body.run(&main));
    let mut writer = DocxWriter { longest: limits.text, ..DocxWriter::default() };
    let (text, references) = body.finish();
    if text.is_empty()
        && let Some(damage) = damage.pop()
    {
        return Err(ReadError::Damaged(damage));
    }
    writer.write(text);
    let mut notes = Vec::new();
    for kind in [NoteKind::Foot, NoteKind::End] {
        if !references.iter().any(|reference| reference.kind == kind) {
            continue;
        }
        let Some(xml) = package.beside(kind.part())? else {
            damage.push(format!("its {} are missing", kind.part()));
            continue;
        };
        let mut body = DocxBody::new(&styles, limits);
        damage.extend(body.run(&xml));
        notes.push((kind, body.notes()));
    }
    for (number, reference) in (1..).zip(&references) {
        let of_kind = notes.iter().find(|(kind, _)| *kind == reference.kind);
        if let Some(words) = of_kind.and_then(|(_, notes)| notes.get(&reference.id)) {
            let text = format!("[{number}] {words}");
            writer.write(vec![DocxBlock { text, kind: BlockKind::Note }]);
        }
    }
    let about = package.core()?.map(|xml| about(&xml)).unwrap_or_default();
    let mut warnings: Vec<_> = damage.into_iter().map(Doubt::Damaged).map(doubt).collect();
    warnings.extend(writer.cut.then(|| doubt(Doubt::CutOff)));
    let document = Document::of_blocks(writer.text, writer.blocks, Vec::new());
    let turns = crate::transcript::turns(&document, &[]);
    Ok(Reading { document, about, turns, warnings })
}

fn doubt(what: Doubt) -> Warning {
    Warning { line: 0, what }
}

/// The text and its blocks.
#[derive(Default)]
struct DocxWriter {
    text: String,
    blocks: Vec<Block>,
    longest: usize,
    cut: bool,
}

impl DocxWriter {
    fn write(&mut self, blocks: Vec<DocxBlock>) {
        for DocxBlock { text, kind } in blocks {
            if self.cut || self.text.len() + text.len() + 2 > self.longest {
                self.cut = true;
                return;
            }
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            let start = self.text.len();
            self.text.push_str(&text);
            self.blocks.push(Block { span: Span::at(start, self.text.len()), kind });
        }
    }
}

/// What the document says about itself (`docProps/core.xml`).
fn about(xml: &str) -> About {
    let mut about = About::default();
    let mut xml = parser(xml);
    let mut name = String::new();
    let mut words = String::new();
    loop {
        match xml.read_event() {
            Ok(Event::Start(start)) => {
                start.local_name().as_ref().clone_into(&mut name);
                words.clear();
            }
            Ok(Event::Text(text)) => words.push_str(&text.xml10_content()),
            Ok(Event::CData(text)) => words.push_str(&text.xml10_content()),
            Ok(Event::GeneralRef(entity)) => words.extend(character(&entity)),
            Ok(Event::End(_)) => {
                let said = words.split_whitespace().collect::<Vec<_>>().join(" ");
                let said = Some(said).filter(|said| !said.is_empty());
                match name.as_str() {
                    "title" => about.title = said,
                    "creator" => about.byline = said,
                    "created" => about.created = said.and_then(|date| day(&date)),
                    _ => {}
                }
                name.clear();
            }
            Ok(Event::Eof) | Err(_) => return about,
            Ok(_) => {}
        }
    }
}

/// The day of a W3C date, if it is one.
fn day(date: &str) -> Option<String> {
    let day = date.get(..10)?;
    let shape = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shape.then(|| day.to_owned())
}

/// A parser that takes what it can get. It expands no entities but the five of XML.
fn parser(xml: &str) -> Reader<&[u8]> {
    let mut parser = Reader::from_str(xml);
    let config = parser.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    parser
}

/// The value of the attribute with this local name.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Explicit1_0).ok()?;
    Some(value.into_owned())
}

/// The character that a reference stands for; none for entities of the document's own.
fn character(entity: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Some(c);
    }
    Some(match &*entity.xml10_content() {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => return None,
    })
}
