//! Every reader on damaged files: its own small ones cut off, with bits turned over, put together
//! from pieces of each other, and with stretches said again and again.
//!
//! The damage is the same at every run. `fuzz/` has the same entry points for longer runs.

mod check;

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use onrecord_read::Kind;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A sequence of numbers that look like chance (xorshift64, Marsaglia 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }

    fn stretch<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let from = self.below(bytes.len() + 1);
        let length = self.below((bytes.len() - from).min(200) + 1);
        &bytes[from..from + length]
    }

    /// `bytes` with one to three damages.
    fn damaged(&mut self, bytes: &[u8], others: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(3) {
            let at = self.below(bytes.len() + 1);
            match self.below(5) {
                0 => bytes.truncate(at),
                1 => {
                    for _ in 0..8 {
                        let at = self.below(bytes.len());
                        if let Some(byte) = bytes.get_mut(at) {
                            *byte ^= 1 << self.below(8);
                        }
                    }
                }
                2 => {
                    let other = &others[self.below(others.len())];
                    let piece = self.stretch(other).to_vec();
                    bytes.splice(at..at, piece);
                }
                3 => {
                    let piece = self.stretch(&bytes).repeat(1 + self.below(50));
                    bytes.splice(at..at, piece);
                }
                _ => {
                    let odd: [&[u8]; 6] =
                        [b"\0", b"\xff", "\u{202e}".as_bytes(), b"\x1b[", b"\r", b"\""];
                    bytes.splice(at..at, odd[self.below(odd.len())].to_vec());
                }
            }
        }
        bytes
    }
}

/// The files of a kind in a folder, in a fixed order.
fn files(folder: &str, kind: Kind) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(folder);
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.to_str().and_then(Kind::of) == Some(kind));
    paths.sort();
    paths.into_iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Holds the files and `rounds` damages of each to what must hold.
fn hold(kind: Kind, seeds: &[Vec<u8>], rounds: usize, wrap: impl Fn(Vec<u8>) -> Vec<u8>) {
    assert!(!seeds.is_empty());
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for seed in seeds {
        check::file(kind, &wrap(seed.clone()));
        for _ in 0..rounds {
            check::file(kind, &wrap(chance.damaged(seed, seeds)));
        }
    }
}

#[test]
fn pages() {
    hold(Kind::Html, &files("html", Kind::Html), 20, |bytes| bytes);
}

#[test]
fn calendars_and_cards() {
    hold(Kind::Card, &files("card", Kind::Card), 600, |bytes| bytes);
}

#[test]
fn archives() {
    hold(Kind::Archive, &files("archive", Kind::Archive), 100, |bytes| bytes);
}

#[test]
fn scanned_pages() {
    hold(Kind::Scan, &files("scan", Kind::Scan), 300, |bytes| bytes);
}

#[test]
fn saved_pages() {
    hold(Kind::Capture, &files("mhtml", Kind::Capture), 300, |bytes| bytes);
}

#[test]
fn mails() {
    hold(Kind::Mail, &files("eml", Kind::Mail), 600, |bytes| bytes);
}

#[test]
fn captions() {
    let mut seeds = files("captions", Kind::Captions);
    for heard in ["quay.json", "heard.json", "monologues.json"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/captions");
        seeds.push(fs::read(folder.join(heard)).unwrap());
    }
    hold(Kind::Captions, &seeds, 400, |bytes| bytes);
}

#[test]
fn texts() {
    hold(Kind::Text, &files("transcript", Kind::Text), 300, |bytes| bytes);
    hold(Kind::Markdown, &files("markdown", Kind::Markdown), 400, |bytes| bytes);
}

#[test]
fn lists() {
    hold(Kind::Table, &files("table", Kind::Table), 1000, |bytes| bytes);
    let row =
        br#"{"quoteID":"2020-01-01-1","quotation":"No.","speaker":"Ana","probas":[["Ana","0.9"]],
        "urls":["https://example.org"],"date":"2020-01-01 00:00:00"}"#;
    hold(
        Kind::Rows,
        &[row.to_vec(), br#"{"text":"S\u00ed","speaker":{"name":"x"}}"#.to_vec()],
        500,
        |bytes| bytes,
    );
}

#[test]
fn pdf_documents() {
    hold(Kind::Pdf, &files("pdf", Kind::Pdf), 12, |bytes| bytes);
    hold(Kind::Pdf, &[PDF.to_vec()], 600, |bytes| bytes);
}

#[test]
fn word_documents() {
    hold(Kind::Docx, &files("docx", Kind::Docx), 150, |bytes| bytes);
    hold(Kind::Docx, &[DOCX.to_vec()], 600, |xml| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
        zip.write_all(&xml).unwrap();
        zip.finish().unwrap().into_inner()
    });
}

#[test]
fn office_documents() {
    for kind in [Kind::Sheets, Kind::Slides, Kind::OpenDocument, Kind::Book] {
        hold(kind, &files("office", kind), 60, |bytes| bytes);
    }
    hold(Kind::Rtf, &files("office", Kind::Rtf), 600, |bytes| bytes);
    let part = |name: &'static str| {
        move |xml: Vec<u8>| {
            let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(&xml).unwrap();
            zip.finish().unwrap().into_inner()
        }
    };
    hold(Kind::OpenDocument, &[ODF.to_vec()], 600, part("content.xml"));
}

#[test]
fn investigations_and_queries() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/cmd/harbour.in");
    let text = fs::read_to_string(folder.join("harbour.txt")).unwrap();
    let seeds = [fs::read(folder.join("investigation.json")).unwrap()];
    let queries =
        [br#"minister "some deal" !pact by:"el lobo" on:2012..2014 is:disputed form:"#.to_vec()];
    let mut chance = Chance(7);
    for _ in 0..100 {
        let json = chance.damaged(&seeds[0], &seeds);
        check::investigation(&String::from_utf8_lossy(&json), &text);
    }
    for _ in 0..500 {
        check::query(&String::from_utf8_lossy(&chance.damaged(&queries[0], &queries)));
    }
}

/// What most elements of an `OpenDocument` file do.
const ODF: &[u8] = b"<o><office:spreadsheet><table:table table:name='T'><table:table-row \
    table:number-rows-repeated='9'><table:table-cell><text:p>a<text:s text:c='9'/></text:p></table:table-cell>\
    </table:table-row></table:table><draw:page><text:h>b<text:note><text:note-citation>1</text:note-citation>\
    <text:p>c</text:p></text:note></text:h><presentation:notes><text:p>d</text:p></presentation:notes>\
    <office:annotation><text:p>e</text:p></office:annotation></draw:page></office:spreadsheet></o>";

/// One page whose content stands there as it is.
const PDF: &[u8] = b"%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R
  /Resources << /Font << /F 4 0 R >> /XObject << /X 6 0 R >> >> >> endobj
4 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> endobj
5 0 obj << /Length 140 >>
stream
q BT /F 12 Tf 14 TL 72 700 Td (The minister said) Tj T* [(that nothing) -300 (was paid.)] TJ ET Q
q 1 0 0 1 0 -100 cm /X Do Q
endstream endobj
6 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Length 60
  /Resources << /Font << /F 4 0 R >> >> >>
stream
BT /F 10 Tf 72 500 Td <224e6f2e22> Tj /Span << /ActualText (x) >> BDC (y) Tj EMC ET
endstream endobj
trailer << /Root 1 0 R >>
%%EOF";

/// The main part of a Word document.
const DOCX: &[u8] = "<?xml version='1.0'?><w:document xmlns:w='w'><w:body>
<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Minutes</w:t></w:r></w:p>
<w:p><w:ins><w:r><w:t xml:space='preserve'>“No,” </w:t></w:r></w:ins><w:del><w:r><w:delText>yes</w:delText></w:r></w:del>
<w:r><w:t>said Ana Marsh.</w:t><w:tab/><w:footnoteReference w:id='2'/></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>one</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>
<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p></w:body></w:document>".as_bytes();
