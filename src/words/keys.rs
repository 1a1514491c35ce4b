//! What every key does, in words: for help, the hint line and the README.

use super::labels;
use crate::app::Pane;
use crate::app::identity::IdentityStep;
use crate::app::input::action::{Action, LineEdit};
use crate::app::input::keys::{Context, TABLE};
use onrecord_model::{Field, FieldShape, LinkKind, Verdict};

/// A key, and what it does here.
pub type Hint = (&'static str, &'static str);

/// What an action does, in a few words. `None` for those that only edit the line in ways every
/// shell does (they are told together).
pub fn action(action: Action) -> &'static str {
    match action {
        Action::Search => "search",
        Action::Open => "go to the passage; on an actor: what it says and what is said of it",
        Action::Out => "one step out",
        Action::NextPane => "next pane",
        Action::PreviousPane => "previous pane",
        Action::Actors => "Actors",
        Action::Timeline => "Timeline",
        Action::Quotes => "Quotes",
        Action::Source => "Source",
        Action::Down => "down",
        Action::Up => "up",
        Action::PageDown => "a screen down",
        Action::PageUp => "a screen up",
        Action::First => "to the first row",
        Action::Last => "to the last row",
        Action::NextHit => "next hit or mention; behind the last: in the next source",
        Action::PreviousHit => "previous hit or mention, back through the sources as well",
        Action::NextStatement => "next statement in the source",
        Action::PreviousStatement => "previous statement",
        Action::Facet => "only this (actor, event, source); again: any role, then off",
        Action::ClearFacets => "take all filters off",
        Action::Weak => "list weak suggestions behind the others, or not",
        Action::Meaning => "find by meaning and in the other language as well, or not",
        Action::Back => "back to where you were",
        Action::Forward => "forward again",
        Action::Copy => "copy the quote with its citation",
        Action::CopyLink => "copy a link to the passage",
        Action::Citation => "show the citation alone, to select it by hand",
        Action::Card => "record card: who, to whom, via, when",
        Action::Confirm => "one step up: dismissed, suggested, confirmed",
        Action::Dismiss => "one step down: confirmed, suggested, dismissed",
        Action::Accept => "accept a changed source: all same and moved; a changed row by itself",
        Action::TakeBack => "take the last decision back",
        Action::Log => "the log: who decided what and when; u there takes any back",
        Action::Holes => "what is missing before publication: replies, names, second sources, …",
        Action::Everywhere => "everywhere these words stand: who printed them, what each changed",
        Action::Says => "all that this person said on the words of the search line, over time",
        Action::Edit => "edit: who, to whom, status, terms, … (on an actor its name, …)",
        Action::AskStatus => {
            "set the status: a letter follows (capital: and how it was found); again: terms"
        }
        Action::AskWho => "who the actor or the speaker is: a letter follows",
        Action::Identity(step) => identity(step),
        Action::SetStatus(status) | Action::SetStatusHow(status) => status.word(),
        Action::Repeat => "the last decision again, about this row",
        Action::Tag => "tags: words with commas; -word takes one off",
        Action::Note => "write a note",
        Action::Mark => "mark rows for the next decision; on another row: all between",
        Action::Annotate => "put a passage down as a statement: ⏎ asks who said it",
        Action::Link => "link to another statement: l there as well, then a letter says how",
        Action::Contradict => "contradicts: here, then on the other statement; again: off",
        Action::LinkAs(kind) => labels::link(kind),
        Action::NextLink => "the next link of the card",
        Action::Take => "take it",
        Action::Complete => "complete what is typed",
        Action::Zoom => "this pane on the whole screen, and back",
        Action::Sources => "list of sources",
        Action::Original => "open the original at this place, in your editor or viewer",
        Action::MarkRead => "mark the source as read, or not any more",
        Action::Faults => "what could not be read",
        Action::Reread => "read the sources again",
        Action::Mouse => "free the mouse for the terminal, or take it back",
        Action::Help => "this help",
        Action::Quit => "leave",
        Action::Repaint => "paint the screen anew",
        Action::Suspend => "suspend (fg brings it back)",
        Action::Interrupt => "clear the line, then leave",
        Action::Line(edit) => line_edit(edit),
        Action::Older => "the query before",
        Action::Newer => "the query after",
        Action::ToList => "to the list; a lone !: what could not be read",
        Action::LeaveDown => "leave the line for the list",
        other => in_place(other),
    }
}

/// The same of what is only done while a passage is picked, behind `=` and in a form.
fn in_place(action: Action) -> &'static str {
    match action {
        Action::WordFurther => "this end a word further",
        Action::WordBack => "this end a word back",
        Action::SentenceFurther => "this end a sentence further",
        Action::SentenceBack => "this end a sentence back",
        Action::OtherEnd => "the other end",
        other => in_form(other),
    }
}

/// The same of what is only done behind `=` and in a form.
fn in_form(action: Action) -> &'static str {
    match action {
        Action::SetTerms(terms) => terms,
        Action::Sensitive => "sensitive, or not any more",
        Action::Toggle => "yes or no",
        Action::NextChoice => "the next of its words; ⏎ takes it",
        Action::PreviousChoice => "the word before; ⏎ takes it",
        Action::Unset => "as the rules say: what people set of it is taken away",
        Action::NotStated => "not stated (—): the source does not say it",
        Action::Reading(0) => "where two contradict each other: the first reading holds",
        Action::Reading(1) => "the second one",
        Action::Reading(2) => "the third one",
        Action::Reading(_) => "the fourth one",
        // The test below holds that nothing bound comes here.
        _ => "",
    }
}

/// One line of help: the keys, and what they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Keys, as written in help.
    pub keys: String,
    /// What they do.
    pub words: &'static str,
}

/// The keys outside the search line, or (`line`) in it, in the order of the table.
pub fn lines(context: Context) -> Vec<Line> {
    TABLE
        .iter()
        .filter(|row| match context {
            Context::Line | Context::Passage | Context::Form | Context::Status => {
                row.contexts == [context]
            }
            _ => row.contexts.contains(&context),
        })
        .map(|row| {
            let keys: Vec<_> = row.chords.iter().map(ToString::to_string).collect();
            Line { keys: keys.join(" "), words: action(row.action) }
        })
        .collect()
}

/// The query language, by example.
pub const QUERY: &[(&str, &str)] = &[
    ("minister deal", "both words, near-spelled too; rows that lack one follow and say which"),
    ("\"some kind of deal\"", "these words, in this order"),
    (
        "near:bribe",
        "near in meaning alone: by other words, or in the other language (of English and Spanish)",
    ),
    ("!pact", "without this word"),
    ("by:lobo", "said by (any alias is the actor)"),
    ("to:  about:  via:", "said to whom, about whom, by which chain"),
    ("in:crime", "in which source"),
    ("on:2022-03  on:2012..2014", "when; what may have been then counts"),
    ("form:direct", "direct, mixed, indirect, passage, or note (what a reader left out)"),
    ("is:disputed", "unchecked, single-source, corroborated, authenticated, disputed, retracted"),
    (
        "is:suggested",
        "suggested by rule; is:checked, is:confirmed, is:hand: what a person has looked at; is:listed: \
         from a list that does not say who put it down",
    ),
    ("is:denied", "what somebody denied; also refused, asked, ordered, affirmed: as the verb says"),
    (
        "is:weak",
        "suggestions that may be no statement: a plan, a hope, “his claim that”; is:clear: all others",
    ),
    ("is:new", "what was not there when you were here last"),
    ("is:read", "of sources that you have marked as read (R); !is:read: what is left to read"),
    ("is:question", "questions of whoever leads an interview or examines a witness"),
    ("is:dismissed", "suggestions that a person did not want, which nothing else finds"),
    ("tag:money  note:ministry", "with this tag; with these words in its remark"),
    ("by-whom:jorge", "about which jorge decided something"),
    (
        "reply:none",
        "critical, and not answered, declined or not needed; reply:asked, reply:needed, reply:no-answer, …",
    ),
    (
        "terms:background",
        "what was agreed on its use: on-record, background, not-for-attribution, deep-background, off, unknown",
    ),
    (
        "is:withheld",
        "sensitive or not told on the record; is:conflict: decided differently by two; is:edited, is:critical, is:starred, is:noted",
    ),
    ("is:hole", "what lacks something before publication; H lists what"),
    (
        "is:changed",
        "the source says it otherwise now; is:lost: not any more; is:moved: elsewhere; is:ambiguous: nothing says where",
    ),
];

/// The keys worth knowing in `pane`, for the status line: the most useful first. `standing`: how the
/// suggestion that one stands on stands.
pub fn hints(pane: Pane, standing: Option<Verdict>) -> Vec<Hint> {
    let steps = steps(standing);
    let rest: &[Hint] = match (pane, steps.is_empty()) {
        (Pane::Actors, _) => &[
            ("⏎", "says and said of"),
            ("n", "mentions"),
            ("d", "who"),
            ("Space", "only this"),
            ("i", "card"),
            ("/", "search"),
            ("?", "help"),
        ],
        (Pane::Timeline, _) => &[
            ("⏎", "passage"),
            ("n", "next passage"),
            ("Space", "only this"),
            ("i", "card"),
            ("/", "search"),
            ("?", "help"),
        ],
        (Pane::Quotes, false) => &[
            ("i", "why"),
            ("⏎", "passage"),
            ("=", "status"),
            ("e", "edit"),
            ("/", "search"),
            ("?", "help"),
        ],
        (Pane::Source, false) => &[
            ("i", "why"),
            ("}", "next statement"),
            ("=", "status"),
            ("Esc", "back"),
            ("?", "help"),
            ("a", "annotate"),
        ],
        (Pane::Quotes, true) => &[
            ("⏎", "passage"),
            ("y", "copy"),
            ("=", "status"),
            ("e", "edit"),
            ("i", "card"),
            ("/", "search"),
            ("?", "help"),
            ("Space", "only this speaker"),
            ("*", "mark"),
        ],
        (Pane::Source, true) => &[
            ("}", "next statement"),
            ("n", "next hit"),
            ("⏎", "in Quotes"),
            ("a", "annotate"),
            ("y", "copy"),
            ("Esc", "back"),
            ("?", "help"),
        ],
    };
    [steps, rest].concat()
}

/// What an edit of the line does.
const fn line_edit(edit: LineEdit) -> &'static str {
    match edit {
        LineEdit::Start => "to the start of the line",
        LineEdit::End => "to the end of the line",
        LineEdit::Left => "one character left",
        LineEdit::Right => "one character right",
        LineEdit::WordLeft => "one word left",
        LineEdit::WordRight => "one word right",
        LineEdit::DeleteBack => "delete the character before",
        LineEdit::DeleteForward => "delete the character after",
        LineEdit::DeleteWord => "delete the word before",
        LineEdit::DeleteToStart => "delete to the start",
        LineEdit::DeleteToEnd => "delete to the end",
    }
}

/// What a letter behind `d` says.
const fn identity(step: IdentityStep) -> &'static str {
    match step {
        IdentityStep::Rename => "another name",
        IdentityStep::RenameAll => "one name for all who are called so, as one",
        IdentityStep::Merge => "the same as …",
        IdentityStep::ApartInSource => "somebody else in this source",
        IdentityStep::ApartHere => "somebody else at this place",
        IdentityStep::NoActor => "nobody",
        IdentityStep::NoActors => "nobody, all who are called so",
    }
}

/// The letters behind `d`; `several`: others have the actor's name.
pub fn identity_hints(several: bool) -> Vec<Hint> {
    let all: &[Hint] = if several { &[("R", "rename all of the name, as one")] } else { &[] };
    let rest: &[Hint] = &[
        ("m", "the same as …"),
        ("s", "somebody else in this source"),
        ("p", "somebody else at this place"),
        ("x", "nobody"),
    ];
    let none: &[Hint] = if several { &[("X", "nobody, all of the name")] } else { &[] };
    [&[("r", "rename")], all, rest, none, &[("Esc", "none")]].concat()
}

/// The letters behind `=`.
pub const STATUS_HINTS: &[Hint] = &[
    ("u", "unchecked"),
    ("s", "single source"),
    ("c", "corroborated"),
    ("a", "authenticated"),
    ("d", "disputed"),
    ("r", "retracted"),
    ("S C A D R", "and how that was found"),
    ("=", "terms, sensitive"),
    ("Esc", "none"),
];

/// The letters behind `l`, each with a link and what it takes off where statements are linked so.
const LINK_HINTS: &[(LinkKind, Hint, Hint)] = &[
    (LinkKind::ParaphraseOf, ("p", "sums up"), ("p", "sums up: off")),
    (LinkKind::Repeats, ("r", "repeats"), ("r", "repeats: off")),
    (LinkKind::Contradicts, ("c", "contradicts"), ("c", "contradicts: off")),
    (LinkKind::RespondsTo, ("a", "answers"), ("a", "answers: off")),
    (LinkKind::TranslationOf, ("t", "translates"), ("t", "translates: off")),
];

/// The letters behind `l` where statements are `linked` so already.
pub fn link_hints(linked: &[LinkKind]) -> Vec<Hint> {
    let hint = |(kind, on, off): &(LinkKind, Hint, Hint)| {
        if linked.contains(kind) { *off } else { *on }
    };
    LINK_HINTS.iter().map(hint).chain([("Esc", "none")]).collect()
}

/// The letters behind `=` for what was agreed on the use of a statement.
pub const TERMS_HINTS: &[Hint] = &[
    ("O", "on record"),
    ("b", "background"),
    ("n", "not for attribution"),
    ("B", "deep background"),
    ("o", "off the record"),
    ("U", "unknown"),
    ("x", "sensitive"),
    ("Esc", "none"),
];

/// The keys while a passage is being picked; `last`: its end moves, else its beginning.
pub const fn passage_hints(last: bool) -> &'static [Hint] {
    if last {
        &[
            ("⏎", "who said it"),
            ("h l", "end by word"),
            ("H L", "by sentence"),
            ("o", "move the start"),
            ("j k", "next"),
            ("Esc", "leave"),
        ]
    } else {
        &[
            ("⏎", "who said it"),
            ("h l", "start by word"),
            ("H L", "by sentence"),
            ("o", "move the end"),
            ("j k", "next"),
            ("Esc", "leave"),
        ]
    }
}

/// What `+` and `-` do to a suggestion that stands so.
fn steps(standing: Option<Verdict>) -> &'static [Hint] {
    match standing {
        None => &[],
        Some(Verdict::Suggested) => &[("+", "confirm"), ("-", "dismiss")],
        Some(Verdict::Confirmed) => &[("-", "suggestion again")],
        Some(Verdict::Dismissed) => &[("+", "suggestion again")],
    }
}

/// The same in an overlay.
pub fn overlay_hints(standing: Option<Verdict>) -> Vec<Hint> {
    let steps = steps(standing);
    [steps, &[("Esc", "close"), ("j k", "scroll")]].concat()
}

/// The keys of the hole list.
pub fn hole_hints(standing: Option<Verdict>) -> Vec<Hint> {
    let first: &[Hint] = &[("⏎", "go there"), ("e", "edit"), ("=", "status")];
    let last: &[Hint] = &[("n", "next kind"), ("Esc", "close")];
    [first, steps(standing), last].concat()
}

/// The keys of the list of where words stand.
pub const EVERYWHERE_HINTS: &[Hint] =
    &[("⏎", "go there"), ("y", "copy"), ("i", "card"), ("j k", "place"), ("Esc", "close")];

/// The keys of the list of what somebody said.
pub const SAYS_HINTS: &[Hint] =
    &[("⏎", "go there"), ("C", "contradicts"), ("l", "link"), ("y", "copy"), ("Esc", "close")];

/// The keys of a card with links.
pub const CARD_HINTS: &[Hint] =
    &[("⏎", "go to ▸"), ("Tab", "next link"), ("l", "link"), ("j k", "scroll"), ("Esc", "close")];

/// The keys of the log.
pub const LOG_HINTS: &[Hint] =
    &[("⏎", "go there"), ("u", "take this back"), ("j k", "decision"), ("Esc", "close")];

/// The keys of a form on a field, of which people `contradict` each other or somebody has `set` it.
pub fn form_hints(field: Field, contradict: bool, set: bool) -> Vec<Hint> {
    let readings: &[Hint] = if contradict { &[("1 2", "this one holds")] } else { &[] };
    let own: &[Hint] = match field.shape() {
        FieldShape::Flag => &[("Space", "yes/no")],
        FieldShape::Choice(_) => &[("← →", "choose"), ("⏎", "set")],
        FieldShape::Links => &[],
        _ => &[("⏎", "set")],
    };
    let unset: &[Hint] = match set {
        true if field == Field::Links => &[("x", "take all off")],
        true => &[("x", "as the rules say")],
        false => &[],
    };
    let silent: &[Hint] = match field.shape() {
        FieldShape::Date | FieldShape::Actor | FieldShape::Actors | FieldShape::Steps
            if field != Field::MergedInto =>
        {
            &[("n", "not stated")]
        }
        _ => &[],
    };
    let rest: &[Hint] = &[
        ("=", "status"),
        ("t", "tags"),
        ("c", "note"),
        ("u", "take back"),
        ("j k", "field"),
        ("Esc", "close"),
    ];
    [readings, own, unset, silent, rest].concat()
}

/// The same in the search line with this text, which is `marked` or not. Who types nothing, or the
/// name of a way out, is told the way out.
pub fn line_hints(text: &str, marked: bool) -> Vec<Hint> {
    let hints: &[Hint] = match text.trim() {
        "!" => &[("⏎", "what could not be read"), ("F1", "help"), ("Esc q", "leave")],
        "q" | "Q" | ":q" | "quit" | "exit" | "salir" => &[
            ("Esc q", "leaves onrecord"),
            ("Ctrl-C Ctrl-C", "too"),
            ("⏎", "to the list"),
            ("F1", "help"),
        ],
        text if text.is_empty() || marked => &[
            ("?", "help"),
            ("Esc q", "leave"),
            ("⏎", "to the list"),
            ("!⏎", "faults"),
            ("Alt-P", "query before"),
        ],
        _ => &[
            ("⏎", "to the list"),
            ("Ctrl-N", "next"),
            ("Ctrl-U", "clear"),
            ("F1", "help"),
            ("Esc q", "leave"),
        ],
    };
    hints.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_binding_has_words_and_keys() {
        for row in TABLE {
            assert!(!action(row.action).is_empty() && !row.chords.is_empty(), "{:?}", row.action);
        }
    }
}
