//! Files that are attached to a PDF (ISO 32000-2, 7.11.4 and 7.9.6), those of a portfolio with them.

use std::collections::HashSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Words};

use super::{about, bounds};

/// How many nodes of the tree of names are looked at, and how many of one of them.
const NODES: usize = 4096;

/// The most files; a portfolio has hundreds.
const FILES: usize = 10_000;

/// A file that is attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedFile {
    /// Its name, as the file has it.
    pub name: String,
    /// What it holds; `None` where that is missing or damaged, or unpacks to more than is read.
    pub bytes: Option<Vec<u8>>,
}

/// Whether a PDF may have attached files that can be read. One that has says so outside of all that is packed.
pub fn may_hold_files(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"EmbeddedFile").is_some()
}

/// The names of the attached files in the order of the file: those of the whole document, then those that stick to
/// a page.
pub(crate) fn names(pdf: &Pdf) -> Vec<String> {
    let mut names = Vec::new();
    each(pdf, &mut |name, _| {
        names.push(name);
        true
    });
    names
}

/// Hands over the attached files, each unpacked to at most `most` bytes, until `hand` wants no more.
pub(crate) fn files(pdf: &Pdf, most: usize, hand: &mut dyn FnMut(AttachedFile) -> bool) {
    each(pdf, &mut |name, file| {
        let held = file.get::<Dict<'_>>("EF");
        let stream = held
            .and_then(|held| ["UF", "F"].into_iter().find_map(|key| held.get::<Stream<'_>>(key)));
        let bytes = stream.and_then(|stream| Some(bounds::unpacked(&stream, most)?.into_owned()));
        hand(AttachedFile { name, bytes })
    });
}

/// Hands over the records of attached files, each once, until `hand` wants no more.
fn each(pdf: &Pdf, hand: &mut dyn FnMut(String, &Dict<'_>) -> bool) {
    let mut seen = HashSet::new();
    let mut found = |file: &Dict<'_>| {
        let name = ["UF", "F"].into_iter().find_map(|key| file.get::<Words<'_>>(key));
        let name = name.map(|name| about::string(&name)).filter(|name| !name.trim().is_empty());
        let Some(name) = name else { return true };
        // Two that are called the same are two if they hold something of their own.
        let held = file.get::<Dict<'_>>("EF");
        let held = held.and_then(|held| held.get_ref("UF").or_else(|| held.get_ref("F")));
        if !seen.insert((held.is_none().then(|| name.clone()), held)) {
            return true;
        }
        hand(name, file) && seen.len() < FILES
    };
    if of_document(pdf, &mut found) {
        of_pages(pdf, &mut found);
    }
}

/// Those of the whole document. Returns whether more are wanted.
fn of_document(pdf: &Pdf, found: &mut dyn FnMut(&Dict<'_>) -> bool) -> bool {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let tree = root.and_then(|root| root.get::<Dict<'_>>("Names"));
    let tree = tree.and_then(|names| names.get::<Dict<'_>>("EmbeddedFiles"));
    let mut open: Vec<Dict<'_>> = tree.into_iter().collect();
    let mut looked_at = HashSet::new();
    while let Some(node) = open.pop() {
        if node.obj_id().is_some_and(|id| !looked_at.insert(id)) || looked_at.len() > NODES {
            continue;
        }
        let pairs = node.get::<Array<'_>>("Names");
        for item in pairs.iter().flat_map(Array::iter::<Object<'_>>) {
            if let Object::Dict(file) = item
                && !found(&file)
            {
                return false;
            }
        }
        let kids = node.get::<Array<'_>>("Kids");
        let kids = kids.iter().flat_map(Array::iter::<Dict<'_>>).take(NODES);
        let before = open.len();
        open.extend(kids);
        if let Some(kids) = open.get_mut(before..) {
            kids.reverse();
        }
    }
    true
}

/// Those that stick to a page.
fn of_pages(pdf: &Pdf, found: &mut dyn FnMut(&Dict<'_>) -> bool) {
    for page in pdf.pages().iter() {
        let notes = page.raw().get::<Array<'_>>("Annots");
        for note in notes.iter().flat_map(Array::iter::<Dict<'_>>) {
            let attaches = note
                .get::<Name<'_>>("Subtype")
                .is_some_and(|kind| kind.as_ref() == b"FileAttachment");
            let file = if attaches { note.get::<Dict<'_>>("FS") } else { None };
            if file.is_some_and(|file| !found(&file)) {
                return;
            }
        }
    }
}
