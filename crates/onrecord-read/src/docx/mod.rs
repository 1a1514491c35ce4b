//! Word documents (Office Open XML): the text as it reads when all tracked changes are accepted.
//!
//! `styles` knows what is a heading, `body` goes through the text; this
//! file puts the parts together. Footnotes and endnotes follow the text, each with the number that
//! stands in its place. Deleted text, comments, heads and feet of pages are left out of it and kept as
//! such. There are no places: such a file has no pages until it is printed.
//!
//! Caller: room `library`. Formats: ECMA-376 part 1 (`WordprocessingML`) and part 2 (packages).

mod body;
mod styles;
mod symbols;
#[cfg(test)]
mod tests;

use crate::draft::Draft;
use crate::drawing;
use crate::package::Package;
use crate::{Doubt, Limits, ReadError, Reading, Warning};
use onrecord_model::{BlockKind, LeftOut};

use body::{DocxBody, NoteKind};
use styles::Styles;

/// Reads a Word document.
///
/// # Errors
/// [`ReadError::NotText`] where it is no such file, be it one of the old binary kind,
/// [`ReadError::Encrypted`], [`ReadError::TooLarge`] where it unpacks to more than
/// [`Limits::unpacked`], and [`ReadError::Damaged`].
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let mut package = Package::open(bytes, limits.unpacked)?;
    let main = package.main("word/document.xml", "text document")?;
    let styles = package.beside("styles")?.map(|xml| Styles::read(&xml)).unwrap_or_default();
    let mut damage = Vec::new();
    let mut body = DocxBody::new(&styles, limits);
    damage.extend(body.run(&main));
    let mut draft = Draft::new(limits);
    let (text, references, deleted) = body.finish();
    if text.is_empty()
        && let Some(damage) = damage.pop()
    {
        return Err(ReadError::Damaged(damage));
    }
    for block in &text {
        draft.add(block.kind, None, &block.text);
    }
    for words in &deleted {
        draft.leave_out(LeftOut::Hidden, None, words);
    }
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
            draft.add(BlockKind::Note, None, &format!("[{number}] {words}"));
        }
    }
    let main = package.main_name().to_owned();
    drawing::beside(&mut draft, &mut package, &main, None)?;
    for relation in package.relations(&main)? {
        let what = match relation.kind.as_str() {
            "header" | "footer" => LeftOut::RunningHeads,
            "comments" => LeftOut::Comments,
            _ => continue,
        };
        if let Some(xml) = package.part(&relation.part)? {
            let mut body = DocxBody::new(&styles, limits);
            damage.extend(body.run(&xml));
            let (text, ..) = body.finish();
            for block in &text {
                draft.leave_out(what, None, &block.text);
            }
        }
    }
    let warnings = damage.into_iter().map(Doubt::Damaged).map(doubt).collect();
    Ok(draft.finish(package.about()?, warnings))
}

fn doubt(what: Doubt) -> Warning {
    Warning { line: 0, what }
}
