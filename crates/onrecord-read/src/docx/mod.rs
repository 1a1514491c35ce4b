//! Word documents (Office Open XML): the text as it reads when all tracked changes are accepted.
//!
//! `styles` knows what is a heading, `numbering` what lists write before their paragraphs, `body` goes through the text, `forms` knows what was chosen in it; this
//! file puts the parts together. Footnotes and endnotes follow the text, each with the number that
//! stands in its place. Deleted and moved text, notes that nothing points to, comments, heads and
//! feet of pages are left out of it and kept as such; what is put in as a file is one of its own. There are no
//! places: such a file has no pages until it is printed.
//!
//! Caller: room `library`. Formats: ECMA-376 part 1 (`WordprocessingML`) and part 2 (packages).

mod body;
mod forms;
mod numbering;
mod styles;
mod symbols;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use crate::draft::Draft;
use crate::drawing;
use crate::package::Package;
use crate::{Doubt, Limits, ReadError, Reading, Warning};
use onrecord_model::{BlockKind, LeftOut};

use body::{DocxBody, NoteKind};
use numbering::Numbering;
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
    let numbering = package.beside("numbering")?;
    let numbering = Numbering::read(numbering.iter().map(String::as_str));
    let looks = (&styles, &numbering);
    let mut damage = Vec::new();
    let mut body = DocxBody::new(looks, limits);
    damage.extend(body.run(&main));
    let mut draft = Draft::new(limits);
    let (text, references, aside) = body.finish();
    if text.is_empty()
        && let Some(damage) = damage.pop()
    {
        return Err(ReadError::Damaged(damage));
    }
    for block in &text {
        draft.add(block.kind, None, &block.text);
    }
    keep(&mut draft, &aside);
    let mut notes = Vec::new();
    for kind in [NoteKind::Foot, NoteKind::End] {
        let Some(xml) = package.beside(kind.part())? else {
            if references.iter().any(|reference| reference.kind == kind) {
                damage.push(format!("its {} are missing", kind.part()));
            }
            continue;
        };
        let mut body = DocxBody::new(looks, limits);
        damage.extend(body.run(&xml));
        let (of_kind, aside) = body.notes();
        keep(&mut draft, &aside);
        notes.push((kind, of_kind));
    }
    for (number, reference) in (1..).zip(&references) {
        let of_kind = notes.iter().find(|(kind, _)| *kind == reference.kind);
        if let Some(words) = of_kind.and_then(|(_, notes)| notes.get(&reference.id)) {
            draft.add(BlockKind::Note, None, &format!("[{number}] {words}"));
        }
    }
    let known: HashSet<_> =
        references.iter().map(|reference| (reference.kind, &reference.id)).collect();
    for (kind, notes) in &notes {
        let mut rest: Vec<_> =
            notes.iter().filter(|(id, _)| !known.contains(&(*kind, *id))).collect();
        rest.sort_by_key(|(id, _)| (id.len(), *id));
        for (_, words) in rest {
            draft.leave_out(LeftOut::Hidden, None, words);
        }
    }
    let main = package.main_name().to_owned();
    drawing::beside(&mut draft, &mut package, &main, None)?;
    for relation in package.relations(&main)? {
        let what = match relation.kind.as_str() {
            "header" | "footer" => LeftOut::RunningHeads,
            "comments" => LeftOut::Comments,
            // Building blocks that the document offers to put in.
            "glossaryDocument" => LeftOut::Hidden,
            _ => continue,
        };
        if let Some(xml) = package.part(&relation.part)? {
            let mut body = DocxBody::new(looks, limits);
            damage.extend(body.run(&xml));
            let (text, _, aside) = body.finish();
            keep(&mut draft, &aside);
            for block in &text {
                draft.leave_out(what, None, &block.text);
            }
        }
    }
    let warnings = damage.into_iter().map(Doubt::Damaged).map(doubt).collect();
    let about = package.about(&mut draft)?;
    Ok(draft.finish(about, warnings))
}

/// Keeps what is no part of the text.
fn keep(draft: &mut Draft, aside: &[(LeftOut, String)]) {
    for (what, words) in aside {
        draft.leave_out(*what, None, words);
    }
}

fn doubt(what: Doubt) -> Warning {
    Warning { line: 0, what }
}
