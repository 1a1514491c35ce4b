//! `OpenDocument` texts, sheets and presentations: paragraphs, rows and slides, with the notes behind them.
//!
//! `content` goes through the text. Deleted text, comments, what stands above and below every page are left out
//! of the text and kept as such. Format: ISO/IEC 26300 (ODF 1.2) part 1.

mod content;
#[cfg(test)]
mod tests;

use memchr::memmem;

use crate::draft::Draft;
use crate::package::{Package, about};
use crate::xml::{XmlPiece, walk};
use crate::{Doubt, Limits, ListedSheet, ReadError, Reading, Warning, decode};
use onrecord_model::LeftOut;

use content::Content;

/// Reads an `OpenDocument` file, or the text of one alone: an object in another has no archive of its own.
///
/// # Errors
/// [`ReadError::NotText`] where it is none, [`ReadError::Encrypted`], [`ReadError::TooLarge`] where it unpacks
/// to more than [`Limits::unpacked`], and [`ReadError::Damaged`].
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    if !bytes.starts_with(b"PK")
        && let Some(xml) = decode(bytes, None)
        && memmem::find(xml.text.as_bytes(), b"<office:document").is_some()
    {
        let (mut draft, listed, broken) = content_of(&xml.text, limits);
        let about = about(&xml.text, &mut draft);
        let reading = draft.finish(about, broken);
        return Ok(Reading { listed, ..reading });
    }
    let mut package = Package::open(bytes, limits.unpacked)?;
    let manifest = package.part("META-INF/manifest.xml")?;
    if manifest.is_some_and(|xml| memmem::find(xml.as_bytes(), b"encryption-data").is_some()) {
        return Err(ReadError::Encrypted);
    }
    let missing = || ReadError::Damaged("content.xml is missing in it".into());
    let xml = package.part("content.xml")?.ok_or_else(missing)?;
    let (mut draft, listed, broken) = content_of(&xml, limits);
    if let Some(styles) = package.part("styles.xml")? {
        heads(&mut draft, &styles);
    }
    let about = package.about_in("meta.xml", &mut draft)?;
    let reading = draft.finish(about, broken);
    Ok(Reading { listed, ..reading })
}

/// What the text says, its sheets that are lists, and whether it breaks off.
fn content_of(xml: &str, limits: &Limits) -> (Draft, Vec<ListedSheet>, Vec<Warning>) {
    let mut content = Content::new(Draft::new(limits));
    let whole = walk(xml, &mut |piece| match piece {
        XmlPiece::Start(name, element) => content.start(name, element),
        XmlPiece::Text(text) => content.text(text),
        XmlPiece::End(name) => content.end(name),
    });
    let broken = Warning { line: 0, what: Doubt::Damaged("its text breaks off".into()) };
    let (draft, listed) = content.finish();
    (draft, listed, (!whole).then_some(broken).into_iter().collect())
}

/// Keeps what stands above and below every page.
fn heads(draft: &mut Draft, styles: &str) {
    let (mut depth, mut words) = (0usize, String::new());
    walk(styles, &mut |piece| match piece {
        XmlPiece::Start(name, _) if depth > 0 || is_head(name) => depth += 1,
        XmlPiece::Text(text) if depth > 0 => words.push_str(text),
        XmlPiece::End(name) if depth > 0 => {
            depth -= 1;
            if matches!(name, "p" | "h") || depth == 0 {
                draft.leave_out(LeftOut::RunningHeads, None, &std::mem::take(&mut words));
            }
        }
        _ => {}
    });
}

fn is_head(name: &str) -> bool {
    matches!(
        name,
        "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first"
    )
}
