//! What holds within braces.

/// Where words go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// The text.
    Body,
    /// A note at the foot or the end.
    Note,
    /// What stands above or below every page.
    Head,
    /// A comment.
    Comment,
    /// The table of fonts.
    Fonts,
    /// What the file says about itself: its title, its author.
    Title,
    Author,
    /// The day it was made.
    Created,
    /// The number or the sign before an entry of a list.
    ListText,
    /// Nowhere.
    Nowhere,
}

/// The state of a group; one inside begins with that of the one around.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    pub to: Destination,
    /// How many letters follow each `\u` for readers that know none.
    pub spare: u32,
    /// The font whose bytes these are.
    pub font: i32,
    /// Whether it was deleted, or is not shown.
    pub hidden: bool,
}

impl Group {
    /// Where words go that begin with this control word; `None` where it is no destination.
    pub(super) fn destination(word: &str) -> Option<Destination> {
        Some(match word {
            "footnote" => Destination::Note,
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr"
            | "footerf" => Destination::Head,
            "annotation" => Destination::Comment,
            "fonttbl" => Destination::Fonts,
            "title" => Destination::Title,
            "author" => Destination::Author,
            "creatim" => Destination::Created,
            "upr" | "colortbl" | "stylesheet" | "pict" | "object" | "info" | "listtable"
            | "listoverridetable" | "revtbl" | "rsidtbl" | "generator" | "filetbl" | "fldinst"
            | "bkmkstart" | "bkmkend" | "atnid" | "atnauthor" | "atnref" | "sn" | "sv" | "xe"
            | "tc" | "themedata" | "datastore" | "nonshppict" | "xmlnstbl" => Destination::Nowhere,
            "listtext" | "pntext" => Destination::ListText,
            _ => return None,
        })
    }
}
