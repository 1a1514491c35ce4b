//! Files that lie in documents of offices: workbooks on pages, texts that are put in at a place, objects of other
//! programs. Each is handed over as a document of its own.
//!
//! Formats: ECMA-376 part 1, 15.2.11 (embedded packages), 17.17 (texts put in); ISO/IEC 26300 part 3, 2.2 (a
//! folder of an archive for each object); [MS-OLEDS] 2.3.6 (files that an object wraps).

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipResult;

use super::{Hand, each_zipped, taken};
use crate::compound::first_stream;
use crate::parts::FilePart;
use crate::{Kind, Limits};

/// How an object of another program holds a file.
#[derive(Debug, Clone, Copy)]
enum Wrapping {
    /// As a stream; how its name ends.
    Inside(&'static str),
    /// With its name before it.
    Named,
    /// It is one, of the old kind; how its name ends.
    Whole(&'static str),
}

/// That, by the names of streams.
const STREAMS: [(&str, Wrapping); 6] = [
    ("Package", Wrapping::Inside("")),
    ("CONTENTS", Wrapping::Inside(".pdf")),
    ("\u{1}Ole10Native", Wrapping::Named),
    ("WordDocument", Wrapping::Whole(".doc")),
    ("Workbook", Wrapping::Whole(".xls")),
    ("Book", Wrapping::Whole(".xls")),
];

/// Whether anything lies in the archive of a document.
pub(crate) fn may_hold(bytes: &[u8]) -> bool {
    let zip = ZipArchive::new(Cursor::new(bytes));
    zip.is_ok_and(|zip| zip.file_names().flatten().any(|name| is_embedded(&name)))
}

/// Hands over what lies in the archive of a document. Returns whether all of it could be read.
pub(crate) fn parts(bytes: &[u8], limits: &Limits, hand: &mut Hand<'_>) -> bool {
    // What is no archive is told where its text is read.
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else { return true };
    let part = |name: &str, file: ZipResult<ZipFile<'_, _>>| {
        let file = file.ok()?;
        let own = name.strip_suffix("/content.xml").unwrap_or(name);
        let is_text = own.len() < name.len();
        let own = own.rsplit('/').next().unwrap_or(own);
        if is_text {
            unpacked(file, limits.unpacked).map(|bytes| FilePart {
                name: own.to_owned(),
                kind: Some(Kind::OpenDocument),
                bytes: bytes.into(),
                ..FilePart::default()
            })
        } else if Kind::of(own).is_some() {
            taken(own, file, limits.unpacked)
        } else {
            unpacked(file, limits.unpacked).map(|bytes| object(own, bytes))
        }
    };
    each_zipped(&mut zip, is_embedded, part, hand)
}

/// Whether a part of a document, by its name, is a file of its own and no part of it: none of those that make up a
/// document is called as files are that are read.
fn is_embedded(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let object = name.starts_with("Object ") && !name.contains('.');
    let folder = name.ends_with("/content.xml");
    let whole = !file.is_empty() && !name.ends_with('/');
    whole && (name.contains("embeddings/") || object || folder || Kind::of(file).is_some())
}

/// A part, unpacked; `None` where it breaks off or is longer than `most`.
fn unpacked(file: impl std::io::Read, most: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most as u64 + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() <= most).then_some(bytes)
}

/// What an object of another program wraps; where that is not known, the object itself, which nobody reads.
fn object(name: &str, bytes: Vec<u8>) -> FilePart<'static> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let (name, bytes) = match first_stream(&bytes, &STREAMS) {
        Some((Wrapping::Inside(ending), inner)) => (format!("{stem}{ending}"), inner),
        Some((Wrapping::Named, inner)) => {
            wrapped(&inner).unwrap_or_else(|| (name.to_owned(), inner))
        }
        Some((Wrapping::Whole(ending), _)) => (format!("{stem}{ending}"), bytes),
        None => (name.to_owned(), bytes),
    };
    let kind = Kind::of_file(&name, &bytes);
    let bytes = if kind.is_some() { bytes } else { Vec::new() };
    FilePart { name, kind, bytes: bytes.into(), ..FilePart::default() }
}

/// A file with its name, as packages of old hold it.
fn wrapped(bytes: &[u8]) -> Option<(String, Vec<u8>)> {
    // The length of all, and a mark.
    let rest = bytes.get(6..)?;
    let (name, rest) = until_zero(rest)?;
    let (_, rest) = until_zero(rest)?;
    // Two numbers, and the place it was copied to.
    let (_, rest) = counted(rest.get(4..)?)?;
    let (file, _) = counted(rest)?;
    let name = String::from_utf8_lossy(name).into_owned();
    (!name.is_empty()).then(|| (name, file.to_vec()))
}

fn until_zero(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = memchr::memchr(0, bytes)?;
    Some((bytes.get(..end)?, bytes.get(end + 1..)?))
}

/// As many bytes as the first four say, and what follows.
fn counted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (count, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*count) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::tests::zipped;
    use crate::{may_hold_parts, parts};

    fn shown(kind: Kind, file: &[u8]) -> Vec<String> {
        let mut out = Vec::new();
        let limits = Limits::default();
        let told = parts(("a", kind), file, &limits, &mut |part| {
            let text = part.kind.map(|kind| part.read(kind, &limits));
            let text = text.map(|read| read.map(|read| read.document.text().to_owned()));
            out.push(format!("{}: {text:?}", part.name));
        });
        out.extend(told.iter().map(|doubt| format!("{doubt:?}")));
        out
    }

    #[test]
    fn what_is_put_in_a_document_is_one_of_its_own() {
        let text =
            "<w:document><w:body><w:p><w:r><w:t>See below.</w:t></w:r></w:p></w:body></w:document>";
        let file = zipped(&[
            ("word/document.xml", text),
            ("word/media/image1.png", "x"),
            ("word/embeddings/note.rtf", "{\\rtf1 Paid.}"),
            ("word/embeddings/oleObject1.bin", "nobody knows"),
            ("word/chunk.html", "<p>Agreed."),
        ]);
        assert!(may_hold_parts(Kind::Docx, &file));
        let want = [
            "note.rtf: Some(Ok(\"Paid.\"))",
            "oleObject1.bin: None",
            "chunk.html: Some(Ok(\"Agreed.\"))",
        ];
        assert_eq!(shown(Kind::Docx, &file), want);
        assert!(!may_hold_parts(Kind::Docx, &zipped(&[("word/document.xml", text)])));
        assert_eq!(shown(Kind::Docx, b"PK\x03\x04"), Vec::<String>::new());
    }

    #[test]
    fn an_object_of_an_opendocument_text_is_one_of_its_own() {
        let content = |words: &str| {
            format!(
                "<office:document-content><office:body><office:text><text:p>{words}</text:p>\
                </office:text></office:body></office:document-content>"
            )
        };
        let (own, inner) = (content("The lease"), content("The ledger"));
        let file = zipped(&[
            ("content.xml", &own),
            ("Object 1/content.xml", &inner),
            ("Object 1/styles.xml", "<s/>"),
            ("Object 2", "\0\u{1}"),
        ]);
        let want = ["Object 1: Some(Ok(\"The ledger\"))", "Object 2: None"];
        assert_eq!(shown(Kind::OpenDocument, &file), want);
    }

    #[test]
    fn a_wrapped_file_has_its_name() {
        let mut bytes = vec![0; 6];
        bytes.extend(
            b"ledger.csv\0C:\\x\\ledger.csv\0\0\0\x03\0\x04\0\0\0C:\\x\x05\0\0\0a,b\ncrest",
        );
        assert_eq!(wrapped(&bytes), Some(("ledger.csv".to_owned(), b"a,b\nc".to_vec())));
        for end in 0..bytes.len() - 4 {
            assert_eq!(wrapped(bytes.get(..end).unwrap()), None, "{end}");
        }
    }
}
