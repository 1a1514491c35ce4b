//! An archive of an office's document: its parts by what they are to each other (ECMA-376 part 2), or by their names.
//!
//! Parts are unpacked within one bound for all of them, counted while reading: what the archive
//! says of its sizes proves nothing.

use onrecord_text::blanks::collapsed;
use std::io::{Cursor, Read};

use foldhash::HashMap;
use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::day::day;
use crate::draft::Draft;
use crate::xml::{XmlPiece, attribute, walk};
use crate::{About, ReadError, compound, decode};

/// The name of the stream that an encrypted document stands in, in UTF-16.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// An opened archive.
pub(crate) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// The name of the main part, once it is known.
    main: String,
    /// Bytes that may still be unpacked.
    left: usize,
}

impl<'b> Package<'b> {
    /// Opens an archive whose parts may unpack to `most` bytes in all.
    pub(crate) fn open(bytes: &'b [u8], most: usize) -> Result<Self, ReadError> {
        // So old Word documents are kept, and encrypted new ones.
        if compound::begins(bytes) {
            let encrypted = memmem::find(bytes, ENCRYPTED).is_some();
            return Err(if encrypted { ReadError::Encrypted } else { ReadError::NotText });
        }
        if !bytes.starts_with(b"PK") {
            return Err(ReadError::NotText);
        }
        let zip = ZipArchive::new(Cursor::new(bytes));
        let zip = zip.map_err(|_| ReadError::Damaged("its zip archive is broken".into()))?;
        Ok(Self { zip, main: String::new(), left: most })
    }

    /// The part that the archive says is its document, else the one that is `usually` called so. Without it the
    /// archive holds no `what`.
    pub(crate) fn main(&mut self, usually: &str, what: &str) -> Result<String, ReadError> {
        let relations = self.relations("")?;
        let named = relations.into_iter().find(|relation| relation.kind == "officeDocument");
        self.main = named.map_or_else(|| usually.to_owned(), |relation| relation.part);
        let name = self.main.clone();
        let missing = || ReadError::Damaged(format!("it holds no {what}"));
        self.part(&name)?.ok_or_else(missing)
    }

    /// The name of the part that [`main`](Self::main) found.
    pub(crate) fn main_name(&self) -> &str {
        &self.main
    }

    /// The part that the main part names as its `kind` (styles, footnotes, …).
    pub(crate) fn beside(&mut self, kind: &str) -> Result<Option<String>, ReadError> {
        let main = self.main.clone();
        let named = self.relations(&main)?.into_iter().find(|relation| relation.kind == kind);
        let usual = || join(folder_of(&main), &format!("{kind}.xml"));
        let name = named.map_or_else(usual, |relation| relation.part);
        self.part(&name)
    }

    /// What a part refers to, in order; of the empty name, what the archive as a whole does.
    pub(crate) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, ReadError> {
        let folder = folder_of(part);
        let file = part.rsplit('/').next().unwrap_or(part);
        let xml = self.part(&join(folder, &format!("_rels/{file}.rels")))?;
        Ok(xml.map_or_else(Vec::new, |xml| relations(&xml, folder)))
    }

    /// What an office's document says about itself; what has no place in that goes to `draft`.
    pub(crate) fn about(&mut self, draft: &mut Draft) -> Result<About, ReadError> {
        let about = self.about_in("docProps/core.xml", draft)?;
        // The company that it was written for, and what people add themselves.
        for part in ["docProps/app.xml", "docProps/custom.xml"] {
            self.about_in(part, draft)?;
        }
        Ok(about)
    }

    /// What a part says about the document; nothing where it is not there.
    pub(crate) fn about_in(&mut self, part: &str, draft: &mut Draft) -> Result<About, ReadError> {
        Ok(self.part(part)?.map_or_else(About::default, |xml| about(&xml, draft)))
    }

    /// Unpacks a part, if there is one of this name. A part that breaks off is read as far as it goes.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(ReadError::Encrypted);
            }
            Err(_) => return Ok(None),
        };
        let mut bytes = Vec::new();
        // Whether it broke off shows in its XML.
        let _ = part.take(self.left as u64 + 1).read_to_end(&mut bytes);
        self.left = self.left.checked_sub(bytes.len()).ok_or(ReadError::TooLarge)?;
        let text = decode(&bytes, None);
        let text = text.ok_or_else(|| ReadError::Damaged(format!("{name} is no text")))?;
        Ok(Some(text.text.into_owned()))
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The folder that a part is in; the empty one is the archive's own.
pub(crate) fn folder_of(part: &str) -> &str {
    match part.rsplit_once('/') {
        Some((folder, _)) => folder,
        None => "",
    }
}

/// That one part refers to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relation {
    /// By which id, where one is named.
    pub id: Option<String>,
    /// As what: the last word of the type (`officeDocument`, `styles`).
    pub kind: String,
    /// The name of the other part in the archive.
    pub part: String,
}

/// The parts that relations name, by their ids: an archive can have as many of them as its document asks for.
pub(crate) fn parts_by_id(relations: Vec<Relation>) -> HashMap<String, String> {
    let mut parts = HashMap::default();
    for Relation { id, part, .. } in relations {
        if let Some(id) = id {
            parts.entry(id).or_insert(part);
        }
    }
    parts
}

/// A list of relations of a part in `folder`. What leads out of the archive is none.
fn relations(xml: &str, folder: &str) -> Vec<Relation> {
    let mut all = Vec::new();
    walk(xml, &mut |piece| {
        let XmlPiece::Start(_, relation) = piece else { return };
        let outside = attribute(relation, "TargetMode").is_some_and(|mode| mode == "External");
        let of = |name| attribute(relation, name);
        if let (false, Some(is), Some(target)) = (outside, of("Type"), of("Target")) {
            let id = of("Id");
            let kind = is.rsplit('/').next().unwrap_or(&is).to_owned();
            all.push(Relation { id, kind, part: inside(folder, &target) });
        }
    });
    all
}

/// The name in the archive of what `folder` calls `target`: `ppt/media/a.png` for `../media/a.png` in
/// `ppt/slides`.
pub(crate) fn inside(folder: &str, target: &str) -> String {
    let from = if target.starts_with('/') { "" } else { folder };
    let mut names = Vec::new();
    for name in from.split('/').chain(target.split('/')) {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}

/// What a part of metadata says about the document (Dublin Core, and what `OpenDocument` adds); what has no place in
/// that goes to `draft` under the name of its element, or the one that somebody gave it.
pub(crate) fn about(xml: &str, draft: &mut Draft) -> About {
    /// Elements whose words are for people.
    const TOLD: [&str; 18] = [
        "title",
        "creator",
        "initial-creator",
        "publisher",
        "subject",
        "description",
        "keywords",
        "keyword",
        "category",
        "contentStatus",
        "contributor",
        "lastModifiedBy",
        "rights",
        "coverage",
        "source",
        "Company",
        "Manager",
        "user-defined",
    ];
    /// Those of what people add themselves (ECMA-376 part 1, 22.4).
    const VALUES: [&str; 3] = ["lpwstr", "lpstr", "bstr"];
    let mut about = About::default();
    let (mut name, mut given, mut words) = (String::new(), None, String::new());
    walk(xml, &mut |piece| match piece {
        XmlPiece::Start(element, of) => {
            if matches!(element, "property" | "user-defined") {
                given = attribute(of, "name");
            }
            element.clone_into(&mut name);
            words.clear();
        }
        XmlPiece::Text(text) => words.push_str(text),
        XmlPiece::End(_) => {
            let said = Some(collapsed(&words)).filter(|said| !said.is_empty());
            let place = match name.as_str() {
                "title" => Some(&mut about.title),
                "creator" | "initial-creator" => Some(&mut about.byline),
                "publisher" => Some(&mut about.publisher),
                _ => None,
            };
            match place {
                Some(place) if place.is_none() => *place = said,
                _ if matches!(name.as_str(), "created" | "creation-date") => {
                    about.created = said.as_deref().and_then(day);
                }
                _ if TOLD.contains(&name.as_str())
                    || given.is_some() && VALUES.contains(&name.as_str()) =>
                {
                    let name = given.take().unwrap_or_else(|| name.clone());
                    if let Some(said) = said {
                        draft.describe(&name, &said);
                    }
                }
                _ => {}
            }
            name.clear();
        }
    });
    about
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// An archive of parts, by name and text.
    pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn names_are_followed_within_the_archive() {
        for (folder, target, name) in [
            ("ppt/slides", "../media/a.png", "ppt/media/a.png"),
            ("xl", "/xl/a.xml", "xl/a.xml"),
            ("", "a.xml", "a.xml"),
            ("a", "../../../b", "b"),
            ("a", "./b/./c", "a/b/c"),
        ] {
            assert_eq!(inside(folder, target), name);
        }
    }
}
