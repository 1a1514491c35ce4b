//! [`Overlay`]: what stands over the panes until Esc.

/// What an overlay shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverlayKind {
    /// The keys and the query language.
    Help,
    /// What could not be read.
    Faults,
    /// The record card.
    Card,
    /// The citation alone.
    Citation,
    /// The sources.
    Sources,
    /// The decisions.
    Log,
    /// What is missing before publication.
    Holes,
    /// The fields of the record.
    Form,
    /// A passage that is about to be put down as a statement.
    NewStatement,
}

/// An overlay with its scroll, or its cursor where its rows can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlay {
    /// What it shows.
    pub kind: OverlayKind,
    /// First row shown; the selected row in a list.
    pub row: usize,
    /// Which of the links of a card is chosen, counted on past the last.
    pub link: usize,
}

impl Overlay {
    /// From its top.
    pub fn new(kind: OverlayKind) -> Self {
        Self { kind, row: 0, link: 0 }
    }
}
