//! The names of files that are attached to a PDF (ISO 32000-2, 7.11.4 and 7.9.6).

use std::collections::HashSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as Words};

use super::about;

/// How many nodes of the tree of names are looked at, and how many of one of them.
const NODES: usize = 4096;

/// The most files; a portfolio has hundreds.
const FILES: usize = 10_000;

/// The names of the attached files, each once, in the order of the file: those of the whole document, then
/// those that stick to a page.
pub(crate) fn names(pdf: &Pdf) -> Vec<String> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let tree = root.and_then(|root| root.get::<Dict<'_>>("Names"));
    let tree = tree.and_then(|names| names.get::<Dict<'_>>("EmbeddedFiles"));
    let mut seen = HashSet::new();
    let mut names = Vec::new();
    let mut found = |file: &Dict<'_>| {
        let name = ["UF", "F"].into_iter().find_map(|key| file.get::<Words<'_>>(key));
        let name = name.map(|name| about::string(&name)).filter(|name| !name.trim().is_empty());
        if let Some(name) = name.filter(|name| seen.insert(name.clone())) {
            names.push(name);
        }
        names.len() < FILES
    };
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
                return names;
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
    for page in pdf.pages().iter() {
        let notes = page.raw().get::<Array<'_>>("Annots");
        for note in notes.iter().flat_map(Array::iter::<Dict<'_>>) {
            let attaches = note
                .get::<Name<'_>>("Subtype")
                .is_some_and(|kind| kind.as_ref() == b"FileAttachment");
            let file = if attaches { note.get::<Dict<'_>>("FS") } else { None };
            if file.is_some_and(|file| !found(&file)) {
                return names;
            }
        }
    }
    names
}
