//! Books (EPUB 2 and 3): the sections in the order in which they are read.
//!
//! Each part of the book's spine is a section, by whose number a passage is cited: chapters have no number in the
//! file, and the first section may be the cover. Format: EPUB 3.3 (W3C).

mod section;
#[cfg(test)]
mod tests;

use foldhash::HashMap;

use crate::draft::Draft;
use crate::package::{Package, about, folder_of, inside};
use crate::xml::{XmlPiece, attribute, walk};
use crate::{Doubt, Limits, ReadError, Reading, Warning};
use onrecord_model::Place;

/// Reads a book.
///
/// # Errors
/// [`ReadError::NotText`] where it is none, [`ReadError::Encrypted`], [`ReadError::TooLarge`] where it unpacks
/// to more than [`Limits::unpacked`], and [`ReadError::Damaged`].
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let mut book = Package::open(bytes, limits.unpacked)?;
    let missing = |name: &str| ReadError::Damaged(format!("{name} is missing in it"));
    let container = "META-INF/container.xml";
    let container = book.part(container)?.ok_or_else(|| missing(container))?;
    let name = root(&container).ok_or_else(|| missing("the list of its parts"))?;
    let list = book.part(&name)?.ok_or_else(|| missing(&name))?;
    let folder = folder_of(&name);
    let mut draft = Draft::new(limits);
    let mut warnings = Vec::new();
    for (file, number) in spine(&list).iter().zip(1..) {
        let name = inside(folder, file);
        let whole = match book.part(&name)? {
            Some(page) => section::write(&mut draft, &page, Place::Section(number)),
            None => false,
        };
        if !whole {
            let what =
                Doubt::Damaged(format!("section {number} ({name}) is missing or breaks off"));
            warnings.push(Warning { line: 0, what });
        }
    }
    let about = about(&list, &mut draft);
    Ok(draft.finish(about, warnings))
}

/// The name of the part that lists all others.
fn root(container: &str) -> Option<String> {
    let mut name = None;
    walk(container, &mut |piece| {
        if let XmlPiece::Start("rootfile", file) = piece {
            name = name.take().or_else(|| attribute(file, "full-path"));
        }
    });
    name
}

/// The files of the sections, in the order in which they are read.
fn spine(list: &str) -> Vec<String> {
    let (mut files, mut order) = (HashMap::default(), Vec::new());
    walk(list, &mut |piece| match piece {
        XmlPiece::Start("item", item) => {
            if let (Some(id), Some(file)) = (attribute(item, "id"), attribute(item, "href")) {
                files.entry(id).or_insert(file);
            }
        }
        XmlPiece::Start("itemref", item) => order.extend(attribute(item, "idref")),
        _ => {}
    });
    let file = |id: &String| {
        let decoded = percent_encoding::percent_decode_str(files.get(id)?).decode_utf8_lossy();
        Some(decoded.into_owned())
    };
    order.iter().filter_map(file).collect()
}
