//! [`Action`]: what a person can do by a key, whichever it is.

use crate::app::identity::IdentityStep;
use onrecord_model::{LinkKind, Status};

/// An edit of the line in which one types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineEdit {
    /// Begin of the line.
    Start,
    /// End of the line.
    End,
    /// One character left.
    Left,
    /// One character right.
    Right,
    /// One word left.
    WordLeft,
    /// One word right.
    WordRight,
    /// Delete the character before the cursor.
    DeleteBack,
    /// Delete the character under the cursor.
    DeleteForward,
    /// Delete the word before the cursor.
    DeleteWord,
    /// Delete to the begin of the line.
    DeleteToStart,
    /// Delete to the end of the line.
    DeleteToEnd,
}

impl LineEdit {
    /// Whether it takes letters away.
    pub(crate) const fn deletes(self) -> bool {
        matches!(
            self,
            Self::DeleteBack
                | Self::DeleteForward
                | Self::DeleteWord
                | Self::DeleteToStart
                | Self::DeleteToEnd
        )
    }
}

/// What a person can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Go to the search line.
    Search,
    /// Go to the passage; on an actor, to its statements and mentions.
    Open,
    /// One step out.
    Out,
    /// The next pane.
    NextPane,
    /// The pane before.
    PreviousPane,
    /// Pane 1, Actors.
    Actors,
    /// Pane 2, Timeline.
    Timeline,
    /// Pane 3, Quotes.
    Quotes,
    /// Pane 4, Source.
    Source,
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// One screen down.
    PageDown,
    /// One screen up.
    PageUp,
    /// The first row.
    First,
    /// The last row.
    Last,
    /// Next hit (or mention) in the source.
    NextHit,
    /// Previous hit (or mention) in the source.
    PreviousHit,
    /// Next statement in the source.
    NextStatement,
    /// Previous statement in the source.
    PreviousStatement,
    /// Add or remove the row as a facet.
    Facet,
    /// Remove all facets.
    ClearFacets,
    /// List weak suggestions as well, or not.
    Weak,
    /// Find rows by their meaning as well, or not.
    Meaning,
    /// Back through the places you have been.
    Back,
    /// Forward again.
    Forward,
    /// Copy the quote with its citation.
    Copy,
    /// Copy a link to the passage.
    CopyLink,
    /// Show the citation alone, to be selected by hand.
    Citation,
    /// Show the record card.
    Card,
    /// Confirm the suggestion.
    Confirm,
    /// Dismiss the suggestion.
    Dismiss,
    /// Accept what a source that changed says now.
    Accept,
    /// Take the last of these decisions back; in the log the one in this row.
    TakeBack,
    /// List the decisions.
    Log,
    /// List what is missing before publication.
    Holes,
    /// List where the words of the statement stand.
    Everywhere,
    /// Tell what the actor said on the words of the search line, over time.
    Says,
    /// Edit the record: every field of it.
    Edit,
    /// Set how far the statement is checked: a letter follows.
    AskStatus,
    /// This status.
    SetStatus(Status),
    /// This status, and ask how that was found.
    SetStatusHow(Status),
    /// Say who the actor is: a letter follows.
    AskWho,
    /// This is said of it.
    Identity(IdentityStep),
    /// These terms on the use of the statement, by their word.
    SetTerms(&'static str),
    /// It must not leave this desk, or may again.
    Sensitive,
    /// Yes in place of no, or no in place of yes.
    Toggle,
    /// The next of the words that the field may hold.
    NextChoice,
    /// The one before.
    PreviousChoice,
    /// As if nobody had decided about the field.
    Unset,
    /// The source does not say it.
    NotStated,
    /// This one of the readings that contradict each other.
    Reading(usize),
    /// Decide the same about this row.
    Repeat,
    /// Put a tag on the record, or take it off.
    Tag,
    /// Write a note on the record.
    Note,
    /// Mark the row, or all from the last mark to here.
    Mark,
    /// Link the statement to another.
    Link,
    /// Link the statement to another as contradicting it, or not any more.
    Contradict,
    /// Link them so, or not so any more.
    LinkAs(LinkKind),
    /// Choose the next link of a card.
    NextLink,
    /// Pick a passage to put down as a statement.
    Annotate,
    /// The end that moves: a word further.
    WordFurther,
    /// The end that moves: a word back.
    WordBack,
    /// The end that moves: a sentence further.
    SentenceFurther,
    /// The end that moves: a sentence back.
    SentenceBack,
    /// The other end moves from now on.
    OtherEnd,
    /// Take what is typed.
    Take,
    /// Complete what is typed.
    Complete,
    /// Give the pane the whole body.
    Zoom,
    /// Open the original at this place in another program.
    Original,
    /// Mark the source as read, or not any more.
    MarkRead,
    /// List the sources.
    Sources,
    /// List the faults.
    Faults,
    /// Read the sources again.
    Reread,
    /// Free the mouse for the terminal's own selection, or take it back.
    Mouse,
    /// Show the keys.
    Help,
    /// Leave the program.
    Quit,
    /// Paint the screen anew.
    Repaint,
    /// Put the program into the background.
    Suspend,
    /// Clear the line, then leave.
    Interrupt,
    /// Edit what is typed.
    Line(LineEdit),
    /// The query before.
    Older,
    /// The query after.
    Newer,
    /// Leave the line for the list.
    ToList,
    /// Leave the line for the row below.
    LeaveDown,
}

impl Action {
    /// Whether it writes into somebody's file, or starts another program: such a key must be one for sure.
    pub fn writes(self) -> bool {
        matches!(
            self,
            Self::Confirm
                | Self::Dismiss
                | Self::TakeBack
                | Self::Accept
                | Self::Repeat
                | Self::Contradict
                | Self::Toggle
                | Self::Unset
                | Self::NotStated
                | Self::Reading(_)
                | Self::MarkRead
                | Self::Original
        )
    }
}
