//! Floor 0: everything that works on `&str` alone — spans, folding, widths, wrapping, cleaning, dates.
//!
//! Knows nothing of documents, statements or screens. All offsets are UTF-8 bytes.

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
