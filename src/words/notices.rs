//! The status line's sentences.

use super::{anchors, commands, dates, decided, decisions, drafts, faults, labels, links, queries};
use crate::app::Notice;
use crate::app::msg::{Clip, Refusal, Way};
use crate::app::original::OriginalTold;
use crate::app::session::News;
use onrecord_model::fault::States;

/// Whose the mouse is.
fn mouse(taken: bool) -> &'static str {
    if taken {
        "The mouse is ours again."
    } else {
        "The mouse is free for the terminal's own selection (m takes it back)."
    }
}

/// Whether rows are found by their meaning.
fn by_meaning(notice: &Notice) -> &'static str {
    match notice {
        Notice::Meaning(true) => "What is near in meaning stands behind what has the words.",
        Notice::Meaning(false) => "By words and spellings alone; M finds by meaning again.",
        _ => "This onrecord was built without finding by meaning.",
    }
}

/// Where the image is cut from which a session reads.
const TORN: &str =
    "What was kept of this place was cut meanwhile: rows are missing until it is read again.";

/// What a notice says, in one line.
pub fn sentence(notice: &Notice) -> String {
    match notice {
        Notice::Sent { clip, bytes, way } => sent(*clip, *bytes, *way),
        Notice::Refused(refusal) => refused(*refusal),
        Notice::Unreadable(why) => faults::open_error(why),
        Notice::PassedOver(path, why) => commands::passed_over(path, why),
        Notice::Reread => "Read again.".into(),
        Notice::Torn => TORN.into(),
        Notice::StillReading => "Still reading; r reads again when it is done.".into(),
        Notice::Original(told) => original(told),
        Notice::New(news, since) => since_last(news, since),
        Notice::Read { title, read: true } => {
            format!("“{title}” is marked as read (R again: not).")
        }
        Notice::Read { title, read: false } => format!("“{title}” is not marked as read any more."),
        Notice::NothingToStep => {
            "Nothing to step through: search first, or stand on an actor.".into()
        }
        Notice::NoFurther => "No further one in this direction.".into(),
        Notice::NextSource(title) => format!("Goes on in “{title}”."),
        Notice::HistoryEnds => "No further place to go to.".into(),
        Notice::NoPassage => "This row has no passage in a source.".into(),
        Notice::Missed(state) => anchors::missed(*state),
        Notice::SourceChanged { file, states, more } => source_changed(file, *states, *more),
        Notice::Unfiltered => "Query and filters hid it; they are off (< brings them back).".into(),
        Notice::Decided { intent, about, folder } => {
            decided::decided(intent, about.as_deref(), folder.as_deref())
        }
        Notice::Linked { told, folder } => links::told(told, folder.as_deref()),
        Notice::NotLinkable => links::NOT_LINKABLE.into(),
        Notice::LinkedByKey => links::BY_KEY.into(),
        Notice::NothingToLink => links::NOTHING.into(),
        Notice::Writing(waiting) => decisions::writing(*waiting),
        Notice::BadValue(field) => decisions::bad_value(*field),
        Notice::NotSo(action, field) => decisions::not_so(*action, *field),
        Notice::TwoDates(one, other) => decisions::two_dates(one, other),
        Notice::Unfinished(what) => drafts::unfinished(what),
        Notice::SaidAlready(1) => "That is said of this row already; nothing was written.".into(),
        Notice::SaidAlready(_) => "That is said of all these already; nothing was written.".into(),
        Notice::NothingToRepeat => "Nothing was decided yet that could be repeated.".into(),
        Notice::Marked(0) => "No row is marked.".into(),
        Notice::Accepting(anchor) => anchors::accepting(*anchor).into(),
        Notice::Placing => {
            "n N the next of these words · h l H L o change the ends · ⏎ these are meant".into()
        }
        Notice::SeveralPieces => {
            "It has several pieces: write where they stand into investigation.json.".into()
        }
        Notice::NothingToAccept { file, states } => anchors::nothing_to_accept(file, *states),
        Notice::Marked(count) => decisions::marked(*count),
        Notice::Others(told) => decisions::others(told),
        Notice::TakeBack(entry) => decisions::take_back(entry),
        Notice::NotDecided { folder, why } => decisions::not_decided(folder.as_deref(), why),
        Notice::NothingToAnnotate => {
            "There are no words here that could be put down as a statement.".into()
        }
        Notice::Undecidable(why) => decisions::undecidable(*why).into(),
        Notice::TooSoonAfterEsc(key) => {
            format!("{key} came too soon after Esc to be surely a key; press it again.")
        }
        Notice::NothingToTakeBack => "Nothing was decided that could be taken back.".into(),
        Notice::TakenBackAlready => {
            "This is taken back already; u on what took it back brings it again.".into()
        }
        Notice::InTheLog => {
            "In the log ⏎ goes to the record and u takes back; Esc closes it.".into()
        }
        Notice::NotThere => {
            "The record is not there any more: merged, set aside, or not proposed now.".into()
        }
        Notice::Weak(true) => {
            "Weak suggestions are listed behind the others (w hides them).".into()
        }
        Notice::Weak(false) => "Weak suggestions are not listed; words still find them.".into(),
        Notice::NoWeak => "There are no weak suggestions here.".into(),
        Notice::Network(fault) => queries::network_fault(fault),
        Notice::Meaning(_) | Notice::NoMeaning => by_meaning(notice).into(),
        Notice::Mouse(taken) => mouse(*taken).into(),
    }
}

fn source_changed(file: &str, states: States, more: usize) -> String {
    let told = faults::changed(file, states);
    match more {
        0 => format!("{told} (! tells)"),
        more => {
            let more = labels::count(more, "more file", "more files");
            format!("{told}; and {more} (! tells)")
        }
    }
}

/// `3 documents and 41 statements new, 1 changed since 27 Nov (is:new).`
fn since_last(news: &News, since: &str) -> String {
    let News { documents, changed, statements, decided } = *news;
    let counted = |n, one, many| (n > 0).then(|| labels::count(n, one, many));
    let new = [
        counted(documents, "document", "documents"),
        counted(statements, "statement", "statements"),
    ];
    let new: Vec<_> = new.into_iter().flatten().collect();
    let new = (!new.is_empty()).then(|| format!("{} new", new.join(" and ")));
    let changed = counted(changed, "document", "documents").map(|n| format!("{n} changed"));
    let decided = (decided > 0).then(|| format!("{decided} decided about by others"));
    let told: Vec<_> = new.into_iter().chain(changed).chain(decided).collect();
    format!("{} since {} (is:new finds them).", told.join(", "), dates::day(since))
}

fn original(told: &OriginalTold) -> String {
    match told {
        OriginalTold::Ask(_, command) => format!("In a browser? o again runs: {command}"),
        OriginalTold::NoScreen(command) => format!("No screen here; where there is one: {command}"),
        OriginalTold::Started(command) => format!("Started: {command}"),
        OriginalTold::NotStarted(command) => {
            format!("Not started (set ONRECORD_OPEN or EDITOR): {command}")
        }
        OriginalTold::NoFile => "There is no file of it on this machine, and no link.".into(),
    }
}

fn sent(clip: Clip, bytes: usize, way: Way) -> String {
    let what = match clip {
        Clip::Citation(_) => "Quote and citation",
        Clip::Link(_) => "Link",
    };
    // A narrow terminal must show the whole of it: what to set stands at its end.
    let sent = format!("{what} sent ({bytes} bytes).");
    match way {
        Way::Terminal => format!("{sent} Not in the clipboard? v shows it."),
        Way::TmuxBuffer => {
            format!("{what} in tmux's buffer and, if it may, the clipboard; v shows it.")
        }
        Way::ThroughTmux => format!("{sent} tmux needs set-clipboard on; v shows it."),
        Way::ThroughScreen => format!("{sent} screen may keep it; v shows it."),
    }
}

const WITHHELD: &str = "Withheld (sensitive or not on record, or words of such a row): not copied without --with-withheld.";

const UNREAD_DECISION: &str = "A decision that cannot be read may withhold this (! tells which): not copied without --with-withheld.";

/// Why something is not done: it is not copied, nor shown to be selected by hand.
pub fn refused(refusal: Refusal) -> String {
    match refusal {
        Refusal::NoClipboard => {
            "The clipboard is off (--no-clipboard); v shows the citation.".into()
        }
        Refusal::TooLong(bytes) => {
            format!("Too long for a terminal's clipboard ({bytes} bytes); v shows it.")
        }
        Refusal::NoLink => "This source has no link; y copies the citation.".into(),
        Refusal::Withheld => WITHHELD.into(),
        Refusal::UnreadDecision => UNREAD_DECISION.into(),
        Refusal::NoShell => "There is no shell to go back to; q leaves.".into(),
        Refusal::Fault => "No answer: a fault of the program, not of your files.".into(),
    }
}

/// The last words of a program that ends by a fault of its own: where in its code, and what.
pub fn our_fault(told: &str) -> String {
    format!(
        "a fault of the program, not of your files ({told}). Nothing was written. Please report it \
         with this line."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::{RecordRef, StatementIx};

    #[test]
    fn what_to_do_when_nothing_arrives_fits_the_narrow_screen() {
        for way in [Way::Terminal, Way::TmuxBuffer, Way::ThroughTmux, Way::ThroughScreen] {
            let said = sent(Clip::Citation(RecordRef::Row(StatementIx(0).into())), 99_999, way);
            assert!(said.ends_with("v shows it.") && said.chars().count() <= 80, "{said}");
        }
    }
}
