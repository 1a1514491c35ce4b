//! PDF: the text layer, in reading order, with its pages.
//!
//! `content` runs each page for its letters, `pieces` puts letters together, `furniture` finds
//! heads and feet, `columns` the order, `prose` the paragraphs; this file opens the document and
//! writes it down. Lines are joined by a space, because a page's line ends are not the author's,
//! unless there was room for the next word: then the break is kept. A page without letters is a
//! picture and is told.

#![allow(clippy::cast_precision_loss, reason = "counts of one page, and sizes in points")]

mod about;
mod bounds;
mod columns;
mod content;
mod faces;
mod fields;
mod furniture;
mod hyphens;
mod letter;
mod marks;
mod pieces;
mod prose;
mod script;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use hayro_syntax::{LoadPdfError, Pdf};

use crate::{Doubt, Limits, ReadError, Reading, Warning};
use onrecord_model::{Block, BlockKind, Document, Mark, Place};
use onrecord_text::Span;

use columns::Column;
use content::Sight;
use hyphens::Words;
use pieces::Piece;
use prose::{Kind, Paragraph, Style};

/// How much of a page a picture covers that is a picture of the page.
const COVERED: f64 = 0.5;

/// Reads a PDF.
///
/// # Errors
/// [`ReadError::NotText`] where it is no PDF, [`ReadError::Encrypted`] where it needs a password,
/// [`ReadError::Pictures`] where no page has text, [`ReadError::TooLarge`] and
/// [`ReadError::Damaged`].
pub fn read<'b>(bytes: impl Into<Cow<'b, [u8]>>, limits: &Limits) -> Result<Reading, ReadError> {
    let pdf = open(bytes.into(), limits)?;
    let mut warnings = Vec::new();
    let pages = look(&pdf, limits, &mut warnings);
    let about = about::about(&pdf);
    // It holds all its objects unpacked, of which nothing is needed any more.
    drop(pdf);
    let blank = pages.iter().all(Vec::is_empty);
    if blank && warnings.iter().any(|warning| matches!(warning.what, Doubt::Picture(_))) {
        return Err(ReadError::Pictures);
    }
    let mut page = Writer::new(limits.text);
    page.write(&in_paragraphs(pages));
    if page.cut {
        warnings.push(doubt(Doubt::CutOff));
    }
    let document = Document::of_blocks(page.text, page.blocks, page.marks);
    // Hearings come as pages, too.
    let turns = crate::transcript::turns(&document);
    Ok(Reading { document, about, turns, warnings })
}

fn open(bytes: Cow<'_, [u8]>, limits: &Limits) -> Result<Pdf, ReadError> {
    /// Where the header must stand, as other readers have it.
    const HEAD: usize = 1024;
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    if memchr::memmem::find(head, b"%PDF-").is_none() {
        return Err(ReadError::NotText);
    }
    if !bounds::tables_fit(&bytes, limits.unpacked) {
        return Err(ReadError::TooLarge);
    }
    let pdf = Pdf::new(bytes.into_owned()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => ReadError::Encrypted,
        LoadPdfError::Invalid => ReadError::Damaged("its list of pages is missing".into()),
    })?;
    if pdf.pages().is_empty() {
        return Err(ReadError::Damaged("it has no pages".into()));
    }
    Ok(pdf)
}

fn doubt(what: Doubt) -> Warning {
    Warning { line: 0, what }
}

/// The pieces of each page, heads and feet marked; what cannot be read is told.
fn look(pdf: &Pdf, limits: &Limits, warnings: &mut Vec<Warning>) -> Vec<Vec<Piece>> {
    /// How many bytes of content a byte of the file may stand for, all pages together; it is
    /// about ten in real files, and twenty where forms are shared.
    const GROWTH: usize = 100;
    let mut left = limits.unpacked.saturating_add(pdf.data().as_ref().len() * GROWTH);
    let mut faces = faces::Faces::new(limits.unpacked);
    let mut sights = Vec::new();
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        let mut sight = content::sight(page, &mut faces, limits.unpacked, &mut left);
        let found = pieces::pieces(std::mem::take(&mut sight.letters));
        // Copied, so that they stand together and not among what the page needed for a while.
        pages.push(found.clone());
        sights.push(sight);
    }
    furniture::mark(&mut pages);
    for (page, sight) in pages.iter_mut().zip(&sights) {
        // Where there is nothing else, neither text nor picture, it is the text.
        if sight.pictures < COVERED && page.iter().all(|piece| piece.furniture) {
            for piece in page {
                piece.furniture = false;
            }
        }
    }
    for (at, (page, sight)) in pages.iter().zip(&sights).enumerate() {
        warnings.extend(judge(at as u32 + 1, page, sight).map(doubt));
    }
    pages
}

/// What is to be said about a page. A scan that the court has stamped with a line at its top has
/// text, but not its own.
fn judge(number: u32, page: &[Piece], sight: &Sight) -> Option<Doubt> {
    let empty = page.iter().all(|piece| piece.furniture);
    if (page.is_empty() && sight.drawn) || (empty && sight.pictures >= COVERED) {
        return Some(Doubt::Picture(number));
    }
    if sight.cut {
        return Some(Doubt::Damaged(format!("page {number}: more on it than is read")));
    }
    let letters: usize = page.iter().map(|piece| piece.text.len()).sum();
    (sight.unread as usize > letters / 10)
        .then(|| Doubt::Damaged(format!("page {number}: letters without a meaning")))
}

/// The paragraphs of all pages; what goes on over the end of a column or a page is one.
fn in_paragraphs(pages: Vec<Vec<Piece>>) -> Vec<Paragraph> {
    let body = body_size(&pages);
    let pages: Vec<_> = pages.into_iter().map(in_columns).collect();
    let leading = Style::leading(pages.iter().flat_map(|(_, columns)| columns));
    let style = Style { body, leading };
    let mut all: Vec<Paragraph> = Vec::new();
    for (page, (furniture, columns)) in (1..).zip(pages) {
        let furniture = furniture.into_iter().flatten();
        all.extend(furniture.map(|line| Paragraph::of_line(page, line, Kind::Furniture)));
        for column in columns {
            for (at, paragraph) in prose::paragraphs(column, page, &style).into_iter().enumerate() {
                let aside = |p: &&mut Paragraph| matches!(p.kind, Kind::Note | Kind::Furniture);
                match all.iter_mut().rev().find(|paragraph| !aside(paragraph)) {
                    Some(open) if at == 0 && open.goes_on_in(&paragraph) => open.append(paragraph),
                    _ => all.push(paragraph),
                }
            }
        }
    }
    all
}

/// The furniture of a page, and its text, those directions first in which most of it runs.
fn in_columns(page: Vec<Piece>) -> (Vec<Column>, Vec<Column>) {
    let (furniture, own): (Vec<_>, Vec<_>) = page.into_iter().partition(|piece| piece.furniture);
    let mut turned: Vec<Vec<Piece>> = Vec::new();
    for piece in own {
        match turned.last_mut() {
            Some(same) if same.last().is_some_and(|last| last.turn == piece.turn) => {
                same.push(piece);
            }
            _ => turned.push(vec![piece]),
        }
    }
    turned.sort_by_key(|same| std::cmp::Reverse(same.len()));
    (columns::columns(furniture), turned.into_iter().flat_map(columns::columns).collect())
}

/// The size that most letters of the document are set in (to half a point).
fn body_size(pages: &[Vec<Piece>]) -> f32 {
    let mut letters = std::collections::BTreeMap::<u32, usize>::new();
    for piece in pages.iter().flatten().filter(|piece| !piece.furniture) {
        *letters.entry((piece.size * 2.0) as u32).or_default() += piece.text.len();
    }
    letters.into_iter().max_by_key(|(_, count)| *count).map_or(10.0, |(size, _)| size as f32 / 2.0)
}

/// Writes the text, its blocks and its marks.
struct Writer {
    text: String,
    blocks: Vec<Block>,
    marks: Vec<Mark>,
    words: Words,
    /// Furniture that was written already.
    seen: std::collections::HashSet<String>,
    longest: usize,
    cut: bool,
}

impl Writer {
    fn new(longest: usize) -> Self {
        Self {
            text: String::new(),
            blocks: Vec::new(),
            marks: Vec::new(),
            words: Words::default(),
            seen: std::collections::HashSet::new(),
            longest,
            cut: false,
        }
    }

    fn write(&mut self, paragraphs: &[Paragraph]) {
        for (_, line) in paragraphs.iter().flat_map(|paragraph| &paragraph.lines) {
            self.words.learn(&line.text);
        }
        for paragraph in paragraphs {
            if paragraph.kind == Kind::Furniture && self.is_known(paragraph) {
                continue;
            }
            let size: usize = paragraph.lines.iter().map(|(_, line)| line.text.len() + 1).sum();
            if self.text.len() + size > self.longest {
                self.cut = true;
                return;
            }
            self.paragraph(paragraph);
        }
    }

    fn is_known(&mut self, furniture: &Paragraph) -> bool {
        furniture.lines.iter().all(|(_, line)| {
            furniture::only_counts(&line.text)
                || !self.seen.insert(furniture::without_numbers(&line.text))
        })
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        for ((page, line), broken) in paragraph.lines.iter().zip(&paragraph.breaks) {
            if self.text.len() == start {
                self.turn_to(*page, start);
                self.text.push_str(&line.text);
                continue;
            }
            if *broken {
                self.text.push('\n');
                self.text.push_str(&line.text);
            } else {
                self.words.join(&mut self.text, &line.text);
            }
            self.turn_to(*page, self.text.len().saturating_sub(line.text.len()));
        }
        let kind = match paragraph.kind {
            Kind::Text | Kind::Furniture => BlockKind::Paragraph,
            Kind::Heading => BlockKind::Heading,
            Kind::Item => BlockKind::Item,
            Kind::Note => BlockKind::Note,
        };
        self.blocks.push(Block { span: Span::at(start, self.text.len()), kind });
    }

    /// Marks that the text from byte `at` on stands on `page`.
    fn turn_to(&mut self, page: u32, at: usize) {
        let place = Place::Page(page);
        if self.marks.last().is_none_or(|last| last.place != place) {
            self.marks.push(Mark { at: at as u32, place });
        }
    }
}
