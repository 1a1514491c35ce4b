//! What is said about judging suggestions: what was done and in which file, or why not.

use super::{labels, troubles};
use crate::app::msg::Decision;
use crate::app::notice::Undecidable;
use onrecord_corpus::Corpus;
use onrecord_model::Verdict;
use onrecord_model::fault::WriteError;
use onrecord_text::{clean, width};

/// What was decided and where it is written; the file in full the first time.
pub(super) fn decided(change: (Verdict, Verdict), file: &str, first: bool, parted: bool) -> String {
    let done = match change.1 {
        Verdict::Confirmed => "Confirmed; written to",
        Verdict::Dismissed => "Dismissed; written to",
        Verdict::Suggested => "A suggestion again; taken out of",
    };
    let file = if first { file } else { bare(file) };
    let parted = if parted { " (its other names, hard links, keep what they had)" } else { "" };
    clean::one_line(&format!("{done} {file}{parted}")).into_owned()
}

/// That the program is left as soon as all is written.
pub(super) fn writing(waiting: usize) -> String {
    let decisions = labels::count(waiting, "decision", "decisions");
    format!("Writing {decisions} (q again leaves without them)")
}

/// For whom decisions wait.
pub(super) fn held(file: &str) -> String {
    let said = format!("Waiting for {}; another onrecord is writing.", bare(file));
    clean::one_line(&said).into_owned()
}

/// A decision by what it is about, for a list of those that were not written.
pub fn named(corpus: &Corpus, decision: &Decision) -> String {
    /// Columns of its words.
    const WORDS: usize = 60;
    let what = match decision.to {
        Verdict::Confirmed => "confirm",
        Verdict::Dismissed => "dismiss",
        Verdict::Suggested => "take back",
    };
    let Some(row) = corpus.find_row(&decision.id) else {
        return format!("{what} {}", clean::one_line(&decision.id));
    };
    let Some(statement) = corpus.row(row) else { return what.into() };
    let words = corpus.words(statement);
    let words = clean::one_line(&words);
    let words = width::cut(&words, WORDS);
    match corpus.speaker_name(statement) {
        Some(who) => format!("{what} “{words}” — {}", clean::one_line(who)),
        None => format!("{what} “{words}”"),
    }
}

/// What was given up when the program was left, a line each.
pub fn unwritten(named: &[String]) -> Vec<String> {
    let decisions = labels::count(named.len(), "decision was", "decisions were");
    let lines = named.iter().map(|named| format!("  {named}"));
    std::iter::once(format!("{decisions} not written:")).chain(lines).collect()
}

/// A file by its name alone.
fn bare(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// Why nothing was written, and what to do.
pub(super) fn not_decided(file: Option<&str>, why: &WriteError) -> String {
    let file = file.map_or("the file", bare);
    let why = match why {
        WriteError::NotJson(line) => {
            format!("{file} is no sound JSON (line {line}); mend it (! and check name the place)")
        }
        WriteError::NoInvestigation => {
            format!("{file} is not an investigation that can be added to; see docs/format.md")
        }
        WriteError::NotUtf8 => format!("{file} is not UTF-8; save it as UTF-8"),
        WriteError::Gone => format!("it does not stand in {file} any more; r shows what does"),
        WriteError::Contradicted(theirs) => {
            let theirs = match theirs {
                Verdict::Confirmed => "confirmed",
                Verdict::Dismissed => "dismissed",
                Verdict::Suggested => "taken back",
            };
            format!("somebody else has {theirs} it in {file} meanwhile; r shows it")
        }
        WriteError::NoWords => "its words cannot be pointed at; r reads the sources again".into(),
        WriteError::Unread(trouble) => format!("{file}: {}", troubles::sentence(trouble)),
        WriteError::Denied => format!("you may not write {file}; ask its owner"),
        WriteError::Full => format!("there is no room on the disk for {file}"),
        WriteError::Busy => format!("somebody else is writing {file}; try again"),
        WriteError::NoHome => "there is no folder for your own data; set XDG_DATA_HOME".into(),
        WriteError::Fault => "a fault of the program, not of your files".into(),
        WriteError::System(why) => format!("{file}: {why}; try again"),
    };
    clean::one_line(&format!("Not written: {why}.")).into_owned()
}

/// Why there is nothing to decide about a row.
pub(super) fn undecidable(why: Undecidable) -> &'static str {
    match why {
        Undecidable::Nothing => "There is nothing to judge here.",
        Undecidable::NoStatement => "Only suggested statements are judged; stand on one in Quotes.",
        Undecidable::Passage => "This is a paragraph of a source, not a suggested statement.",
        Undecidable::OfAList => {
            "This is the row of a list; suggestions are judged where their documents are open."
        }
        Undecidable::ByHand => "A person put this statement down; only suggestions are judged.",
        Undecidable::Confirmed => "This is confirmed already; - makes it a suggestion again.",
        Undecidable::Dismissed => "This is dismissed already; + makes it a suggestion again.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::fault::FileError;

    #[test]
    fn what_was_done_and_where() {
        let confirmed = (Verdict::Suggested, Verdict::Confirmed);
        for (what, file, first, want) in [
            (
                confirmed,
                "/a/b/investigation.json",
                true,
                "Confirmed; written to /a/b/investigation.json",
            ),
            (
                confirmed,
                "/a/b/investigation.json",
                false,
                "Confirmed; written to investigation.json",
            ),
            (
                (Verdict::Suggested, Verdict::Dismissed),
                "~/x/\u{1b}[2J.json",
                true,
                "Dismissed; written to ~/x/␛[2J.json",
            ),
            (
                (Verdict::Confirmed, Verdict::Suggested),
                "x.json",
                false,
                "A suggestion again; taken out of x.json",
            ),
        ] {
            assert_eq!(decided(what, file, first, false), want);
        }
    }

    #[test]
    fn every_obstacle_says_what_to_do_and_steers_nothing() {
        let hostile = || "\u{1b}]0;x\u{202e}".to_owned();
        for why in [
            WriteError::NotJson(12),
            WriteError::NoInvestigation,
            WriteError::NotUtf8,
            WriteError::Gone,
            WriteError::Contradicted(Verdict::Dismissed),
            WriteError::NoWords,
            WriteError::Unread(FileError::Other(hostile())),
            WriteError::Denied,
            WriteError::Full,
            WriteError::Busy,
            WriteError::NoHome,
            WriteError::Fault,
            WriteError::System(hostile()),
        ] {
            let said = not_decided(Some(&format!("/x/{}", hostile())), &why);
            assert!(said.starts_with("Not written: ") && said.ends_with('.'), "{said}");
            assert!(!said.chars().any(clean::is_hostile), "{said}");
        }
        let line = not_decided(Some("/x/investigation.json"), &WriteError::NotJson(12));
        assert!(line.contains("investigation.json is no sound JSON (line 12)"), "{line}");
    }
}
