//! Work on text alone: what a stretch of it is called, what a reader takes for the same letters, how
//! wide it stands, where a line breaks, and what of it may reach a terminal. Floor 0 of the house.
//!
//! It knows nothing of documents, statements or screens; everything takes `&str`. Offsets are bytes of
//! UTF-8, always between characters.
//!
//! - [`blanks`]: what stands on several lines, on one.
//! - [`span`]: a stretch of a text, the unit in which every passage is named.
//! - [`fold`]: one plain form for case, accents, quotes and dashes, with a way back to the original.
//! - [`words`]: what a text is searched by, each word folded and with its span.
//! - [`width`] and [`wrap`]: columns and rows of a terminal, by grapheme.
//! - [`clean`]: the gate that every text passes on its way out.
//! - [`date`]: a date as a person writes it.
//! - [`never!`]: what the code rules out, made loud.
//!
//! Folded text is for matching; what is shown is the original that it leads back to:
//!
//! ```
//! let text = "Señora Muñoz";
//! let folded = onrecord_text::fold::fold(text);
//! assert_eq!(folded.text, "senora munoz");
//! assert_eq!(folded.original(7..12).of(text), "Muñoz");
//! ```

pub mod blanks;
pub mod calendar;
pub mod clean;
pub mod date;
pub mod fold;
pub mod never;
mod part;
pub mod span;
pub mod width;
pub mod words;
pub mod wrap;

pub use part::Part;
pub use span::Span;
