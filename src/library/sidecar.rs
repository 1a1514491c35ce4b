//! Sidecars: the text that lies beside a picture or a scanned PDF, under its name: what a machine read on it, or
//! somebody typed.

use std::collections::{HashMap, HashSet};

use super::document_cache::HEAD;
use super::folder::FolderItem;
use super::pool::isolated;
use crate::disk::Folder;
use onrecord_read::Kind;

/// How the names of pictures end, in small letters.
const PICTURES: &[&str] =
    &["jpg", "jpeg", "png", "tif", "tiff", "gif", "bmp", "webp", "jp2", "djvu", "djv"];

/// How the names of texts end that may lie beside one, the one that tells most of the page first.
const TEXTS: &[&str] = &["hocr", "alto", "xml", "html", "htm", "txt"];

/// A text that lies beside a picture or a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sidecar {
    /// Its name.
    pub(super) file: String,
    /// Whether it is a document of its own where it is not the text of another.
    pub(super) listed: bool,
}

/// Whether a file of this name is a picture.
pub(crate) fn is_picture(file: &str) -> bool {
    ends_in(file, PICTURES)
}

/// The texts beside a file in `folder`, the best first: of those that are `there`, and of which a page or XML is what a
/// machine read. None for a file that needs none.
pub(super) fn beside(folder: &Folder, file: &str, there: impl Fn(&str) -> bool) -> Vec<String> {
    let fits = is_picture(file) || Kind::of(file) == Some(Kind::Pdf);
    let Some((stem, _)) = file.rsplit_once('.').filter(|_| fits) else { return Vec::new() };
    let mut found: Vec<String> = Vec::new();
    for ending in TEXTS {
        for ending in [(*ending).to_owned(), ending.to_uppercase()] {
            for name in [format!("{file}.{ending}"), format!("{stem}.{ending}")] {
                // To some file systems the two endings are one.
                let new = found.iter().all(|one| !one.eq_ignore_ascii_case(&name));
                let plain = ends_in(&name, &["hocr", "alto", "txt"]);
                if new && there(&name) && (plain || holds_scan(folder, &name)) {
                    found.push(name);
                }
            }
        }
    }
    found
}

/// The same, of all that lie in `folder`; that they are listed nobody says.
pub(super) fn nearby(folder: &Folder, file: &str) -> Vec<Sidecar> {
    let there = |name: &str| folder.stamp(name).is_ok();
    let found = beside(folder, file, there).into_iter();
    found.map(|file| Sidecar { file, listed: false }).collect()
}

/// Lays each text beside the picture or PDF that it is of, so that it is no document of its own. Where a PDF has text
/// itself, it becomes one again. A text that somebody named is left alone.
pub(super) fn laid_beside(items: Vec<FolderItem<'_>>) -> Vec<FolderItem<'_>> {
    let listed: HashMap<&str, bool> =
        items.iter().map(|item| (item.file.as_str(), item.named)).collect();
    let (mut taken, mut texts) = (HashSet::new(), HashMap::new());
    let pictures = items.iter().filter(|item| is_picture(&item.file));
    let others = items.iter().filter(|item| Kind::of(&item.file) == Some(Kind::Pdf));
    for item in pictures.chain(others) {
        let there = |name: &str| listed.get(name) == Some(&false);
        let mut own = beside(item.cache.folder(), &item.file, there);
        own.retain(|text| taken.insert(text.clone()));
        texts.insert(item.file.clone(), own);
    }
    let mut left: Vec<_> = items.into_iter().filter(|item| !taken.contains(&item.file)).collect();
    for item in &mut left {
        let own = texts.remove(&item.file).into_iter().flatten();
        item.beside = own.map(|file| Sidecar { file, listed: true }).collect();
    }
    left
}

fn ends_in(file: &str, endings: &[&str]) -> bool {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

fn holds_scan(folder: &Folder, file: &str) -> bool {
    let (folder, name) = (folder.clone(), file.to_owned());
    let head = isolated(move || folder.head(&name, HEAD)).flatten();
    head.is_ok_and(|head| Kind::of_file(file, &head) == Some(Kind::Scan))
}

#[cfg(test)]
mod tests;
