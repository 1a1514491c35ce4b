//! What a machine read on pictures of pages: hOCR and ALTO, with the region of the page that each paragraph
//! stands in.
//!
//! Both say the same in their own elements: pages, blocks, lines, words. [`hocr`] and [`alto`] hand them to
//! [`set`], which joins lines and words as the eye would.

mod alto;
mod hocr;
mod set;
#[cfg(test)]
mod tests;

use super::{About, Doubt, Limits, ReadError, Reading, Warning, charset, html};
use set::ScannedText;

/// Whether `head` begins such a file.
pub(super) fn begins(head: &[u8]) -> bool {
    alto::begins(head) || hocr::begins(head)
}

/// Reads hOCR or ALTO.
///
/// Words that the machine was not sure of stay as they are, and are counted and named
/// ([`Doubt::Misread`]). Lines are joined to paragraphs; a line that ends although there was room for the next
/// word ends in the text as well.
///
/// # Errors
/// [`ReadError::NotText`] where the bytes are no text or hold no page, [`ReadError::TooLarge`] from 4 GiB on.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let is_alto = alto::begins(bytes);
    let label = if is_alto { None } else { html::declared(bytes) };
    let decoded = charset::decode(bytes, label).ok_or(ReadError::NotText)?;
    if decoded.text.len() >= u32::MAX as usize {
        return Err(ReadError::TooLarge);
    }
    let mut text = ScannedText::new(limits);
    let whole = if is_alto {
        alto::words(&decoded.text, &mut text)
    } else {
        hocr::words(&decoded.text, limits, &mut text)
    };
    let broken = (!whole).then(|| Doubt::Damaged("it breaks off".to_owned()));
    let doubts = decoded.doubt.into_iter().chain(broken);
    let doubts = doubts.map(|what| Warning { line: 0, what }).collect();
    text.finish(About::default(), doubts).ok_or(ReadError::NotText)
}
