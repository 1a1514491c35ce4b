//! [`write_documents`], [`read_documents`]: many documents, one after the other in few columns, as they lie in an image.

use std::io;
use std::sync::Arc;

use onrecord_image::{Image, ImageFault, ImageWriter, SharedColumn, SharedText};

use super::blocks::{BlockList, KeptBlock, MarkList};
use super::{Cut, Document, LayoutLine};

/// Where the parts of a document begin in the columns of all: text, blocks, lines, headings, marks.
type Starts = [u64; 5];

/// Sections of an image, counted from the number that its owner gives the documents.
const TEXT: u32 = 0;
const BLOCKS: u32 = 1;
const LINES: u32 = 2;
const HEADINGS: u32 = 3;
const MARKS: u32 = 4;
const STARTS: u32 = 5;

/// Writes `documents` into sections `base` and the five behind it; they are read again by
/// [`read_documents`].
///
/// # Errors
/// What the writer says.
pub fn write_documents<W: io::Write>(
    image: &mut ImageWriter<W>,
    base: u32,
    documents: &[&Document],
) -> io::Result<()> {
    let cuts = || documents.iter().map(|document| &*document.cut);
    image.put_parts::<u8>(base + TEXT, cuts().map(|cut| cut.text.as_bytes()))?;
    image.put_parts::<KeptBlock>(base + BLOCKS, cuts().map(|cut| cut.blocks.to_kept()))?;
    image.put_parts::<LayoutLine>(base + LINES, cuts().map(|cut| &*cut.lines))?;
    image.put_parts::<u32>(base + HEADINGS, cuts().map(|cut| &*cut.headings))?;
    image.put_parts::<u8>(base + MARKS, cuts().map(|cut| cut.marks.to_kept()))?;
    let mut starts: Vec<Starts> = vec![[0; 5]];
    let mut at: Starts = [0; 5];
    for cut in cuts() {
        let lengths = [
            cut.text.len(),
            cut.blocks.len(),
            cut.lines.len(),
            cut.headings.len(),
            cut.marks.to_kept().len(),
        ];
        for (start, length) in at.iter_mut().zip(lengths) {
            *start += length as u64;
        }
        starts.push(at);
    }
    image.put(base + STARTS, &starts)
}

/// The documents that [`write_documents`] wrote into sections from `base` on. They take no memory beyond
/// what finds them.
///
/// # Errors
/// [`ImageFault`] where the sections are not there or do not fit each other.
pub fn read_documents(image: &Image, base: u32) -> Result<Vec<Document>, ImageFault> {
    let whole = Whole {
        text: image.text(base + TEXT)?,
        blocks: image.column(base + BLOCKS)?,
        lines: image.column(base + LINES)?,
        headings: image.column(base + HEADINGS)?,
        marks: image.column(base + MARKS)?,
    };
    let starts: SharedColumn<Starts> = image.column(base + STARTS)?;
    let documents: Option<Vec<_>> = starts
        .windows(2)
        .map(|bounds| {
            let [from, to] = bounds else { return None };
            whole.document(from, to)
        })
        .collect();
    documents.ok_or(ImageFault::Damaged)
}

/// The columns of all documents.
struct Whole {
    text: SharedText,
    blocks: SharedColumn<KeptBlock>,
    lines: SharedColumn<LayoutLine>,
    headings: SharedColumn<u32>,
    marks: SharedColumn<u8>,
}

impl Whole {
    fn document(&self, from: &Starts, to: &Starts) -> Option<Document> {
        let [text, blocks, lines, headings, marks] = from;
        let [text_end, blocks_end, lines_end, headings_end, marks_end] = to;
        let range =
            |from: &u64, to: &u64| Some(usize::try_from(*from).ok()?..usize::try_from(*to).ok()?);
        let cut = Cut {
            text: self.text.view(range(text, text_end)?)?,
            blocks: BlockList::kept(self.blocks.view(range(blocks, blocks_end)?)?),
            lines: self.lines.view(range(lines, lines_end)?)?,
            headings: self.headings.view(range(headings, headings_end)?)?,
            marks: MarkList::kept(self.marks.view(range(marks, marks_end)?)?),
        };
        Some(Document { cut: Arc::new(cut) })
    }
}
