//! What is said about judging suggestions: what was done and in which file, or why not.

use super::troubles;
use crate::app::msg::Decided;
use crate::app::notice::NotToJudge;
use crate::corpus::fault::Unwritten;
use crate::model::Verdict;
use crate::text::clean;

/// What was decided and where it is written; the file in full the first time.
pub(super) fn judged(what: Decided, file: &str, first: bool) -> String {
    let done = match what {
        Decided::Verdict(Verdict::Confirmed) => "Confirmed; written to",
        Decided::Verdict(Verdict::Dismissed) => "Dismissed; written to",
        Decided::TakenBack(_) => "A suggestion again; taken out of",
    };
    let file = if first { file } else { file.rsplit(['/', '\\']).next().unwrap_or(file) };
    clean::one_line(&format!("{done} {file}")).into_owned()
}

/// Why nothing was written, and what to do.
pub(super) fn not_judged(file: Option<&str>, why: &Unwritten) -> String {
    let file = file.map_or("the file", |file| file.rsplit(['/', '\\']).next().unwrap_or(file));
    let why = match why {
        Unwritten::NotJson(line) => {
            format!("{file} is no sound JSON (line {line}); mend it (! and check name the place)")
        }
        Unwritten::NoInvestigation => {
            format!("{file} is not an investigation that can be added to; see docs/format.md")
        }
        Unwritten::NotUtf8 => format!("{file} is not UTF-8; save it as UTF-8"),
        Unwritten::Gone => format!("{file} was changed there meanwhile; take it out by hand"),
        Unwritten::NoWords => "its words cannot be pointed at; r reads the sources again".into(),
        Unwritten::Unread(trouble) => format!("{file}: {}", troubles::sentence(trouble)),
        Unwritten::Denied => format!("you may not write {file}; ask its owner"),
        Unwritten::Full => format!("there is no room on the disk for {file}"),
        Unwritten::Busy => format!("somebody else is writing {file}; try again"),
        Unwritten::NoHome => "there is no folder for your own data; set XDG_DATA_HOME".into(),
        Unwritten::Fault => "a fault of the program, not of your files".into(),
        Unwritten::System(why) => format!("{file}: {why}; try again"),
    };
    clean::one_line(&format!("Not written: {why}.")).into_owned()
}

/// Why there is nothing to decide about a row.
pub(super) fn not_to_judge(why: NotToJudge) -> &'static str {
    match why {
        NotToJudge::Nothing => "There is nothing to judge here.",
        NotToJudge::NoStatement => "Only suggested statements are judged; stand on one in Quotes.",
        NotToJudge::Passage => "This is a paragraph of a source, not a suggested statement.",
        NotToJudge::ByHand => "A person put this statement down; only suggestions are judged.",
        NotToJudge::Confirmed => "This suggestion is confirmed already; its file has it.",
        NotToJudge::JustNow => "You have just judged this; u takes the last decision back.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::fault::Trouble;

    #[test]
    fn what_was_done_and_where() {
        let confirmed = Decided::Verdict(Verdict::Confirmed);
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
                Decided::Verdict(Verdict::Dismissed),
                "~/x/\u{1b}[2J.json",
                true,
                "Dismissed; written to ~/x/␛[2J.json",
            ),
            (
                Decided::TakenBack(Verdict::Confirmed),
                "x.json",
                false,
                "A suggestion again; taken out of x.json",
            ),
        ] {
            assert_eq!(judged(what, file, first), want);
        }
    }

    #[test]
    fn every_obstacle_says_what_to_do_and_steers_nothing() {
        let hostile = || "\u{1b}]0;x\u{202e}".to_owned();
        for why in [
            Unwritten::NotJson(12),
            Unwritten::NoInvestigation,
            Unwritten::NotUtf8,
            Unwritten::Gone,
            Unwritten::NoWords,
            Unwritten::Unread(Trouble::Other(hostile())),
            Unwritten::Denied,
            Unwritten::Full,
            Unwritten::Busy,
            Unwritten::NoHome,
            Unwritten::Fault,
            Unwritten::System(hostile()),
        ] {
            let said = not_judged(Some(&format!("/x/{}", hostile())), &why);
            assert!(said.starts_with("Not written: ") && said.ends_with('.'), "{said}");
            assert!(!said.chars().any(clean::is_hostile), "{said}");
        }
        let line = not_judged(Some("/x/investigation.json"), &Unwritten::NotJson(12));
        assert!(line.contains("investigation.json is no sound JSON (line 12)"), "{line}");
    }
}
