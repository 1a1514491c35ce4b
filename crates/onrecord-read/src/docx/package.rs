//! The archive of a Word document: its parts by what they are to each other.
//!
//! Parts are unpacked within one bound for all of them, counted while reading: what the archive
//! says of its sizes proves nothing. Room: `read::docx`.

use std::io::{Cursor, Read};

use memchr::memmem;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{attribute, parser};
use crate::{ReadError, decode};

/// The first bytes of a compound file, in which old Word documents are kept and encrypted new ones.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The name of the stream that an encrypted document stands in, in UTF-16.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// An opened archive.
pub(super) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// The name of the main part, once it is known.
    main: String,
    /// Bytes that may still be unpacked.
    left: usize,
}

impl<'b> Package<'b> {
    /// Opens an archive whose parts may unpack to `most` bytes in all.
    pub(super) fn open(bytes: &'b [u8], most: usize) -> Result<Self, ReadError> {
        if bytes.starts_with(COMPOUND) {
            let encrypted = memmem::find(bytes, ENCRYPTED).is_some();
            return Err(if encrypted { ReadError::Encrypted } else { ReadError::NotText });
        }
        if !bytes.starts_with(b"PK") {
            return Err(ReadError::NotText);
        }
        let zip = ZipArchive::new(Cursor::new(bytes));
        let zip = zip.map_err(|_| ReadError::Damaged("its zip archive is broken".into()))?;
        Ok(Self { zip, main: "word/document.xml".into(), left: most })
    }

    /// The part that holds the text.
    pub(super) fn main(&mut self) -> Result<String, ReadError> {
        if let Some(relations) = self.part("_rels/.rels")?
            && let Some(target) = target(&relations, "officeDocument")
        {
            target.trim_start_matches('/').clone_into(&mut self.main);
        }
        let name = self.main.clone();
        let missing = || ReadError::Damaged("it holds no text document".into());
        self.part(&name)?.ok_or_else(missing)
    }

    /// The part that the main part names as its `kind` (styles, footnotes, …).
    pub(super) fn beside(&mut self, kind: &str) -> Result<Option<String>, ReadError> {
        let (folder, file) = self.main.rsplit_once('/').unwrap_or(("", &self.main));
        let relations = join(folder, &format!("_rels/{file}.rels"));
        let folder = folder.to_owned();
        let named = self.part(&relations)?.and_then(|relations| target(&relations, kind));
        let name = match named {
            Some(name) if name.starts_with('/') => name.trim_start_matches('/').to_owned(),
            Some(name) => join(&folder, &name),
            None => join(&folder, &format!("{kind}.xml")),
        };
        self.part(&name)
    }

    /// The part that says who wrote the document, and when.
    pub(super) fn core(&mut self) -> Result<Option<String>, ReadError> {
        self.part("docProps/core.xml")
    }

    /// Unpacks a part, if there is one of this name. A part that breaks off is read as far as it goes.
    fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
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

/// Where a list of relations says that the part of this `kind` is.
fn target(relations: &str, kind: &str) -> Option<String> {
    let mut xml = parser(relations);
    loop {
        match xml.read_event() {
            Ok(Event::Start(relation) | Event::Empty(relation)) => {
                let is = attribute(&relation, "Type");
                if is.is_some_and(|is| is.rsplit('/').next() == Some(kind)) {
                    return attribute(&relation, "Target");
                }
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}
