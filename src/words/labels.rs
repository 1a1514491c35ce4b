//! Short names of things: forms, kinds, roles, links, counts.

use std::collections::BTreeMap;

use onrecord_model::{
    ActorKind, Coverage, Document, Field, Form, How, LeftOut, LinkKind, Origin, Polarity,
    SpeakerBy, Statement, Status,
};
use onrecord_search::{FacetRole, Hits};

/// `direct`, `mixed`, `indirect`; nothing where a list does not say.
pub fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct",
        Form::Mixed => "mixed",
        Form::Indirect => "indirect",
        Form::Unknown => "",
        Form::Passage => "passage",
        Form::Note => "note",
    }
}

/// The same as a sign, where there is no room for a word.
pub fn form_sign(form: Form) -> &'static str {
    match form {
        Form::Direct => "“”",
        Form::Mixed => "“~”",
        Form::Indirect => "~",
        Form::Unknown => "",
        Form::Passage => "¶",
        Form::Note => "note",
    }
}

/// What the attributing words make of a statement.
pub fn polarity(polarity: Polarity) -> &'static str {
    polarity.word()
}

/// From what the speaker is known.
pub fn speaker_by(by: SpeakerBy) -> &'static str {
    by.word()
}

/// On the card of a row that must not leave this desk.
pub const WITHHELD: &str = "sensitive or not told on the record: left out of exports and copies";

/// The same where it does so for what is withheld in another place; none of what is not there any more.
pub fn withheld_as_in(place: &str) -> String {
    let place = if place.is_empty() { "a document that is missing" } else { place };
    format!("the same is withheld in {place}: left out of exports and copies")
}

/// How far it is checked.
pub fn status(status: Status) -> &'static str {
    status.word()
}

/// The same where a person has looked; nothing for what is unchecked.
pub fn checked(checked: Status) -> &'static str {
    if checked == Status::Unchecked { "" } else { status(checked) }
}

/// Who put the record here; nothing for a person.
pub fn origin(statement: &Statement) -> &'static str {
    match statement.origin {
        Origin::Hand => "",
        Origin::Dismissed => "dismissed suggestion",
        Origin::Suggested if statement.is_weak() => "weak suggestion",
        Origin::Suggested => "suggested",
        Origin::Listed => "listed",
        Origin::Confirmed => "confirmed suggestion",
    }
}

/// A field of a record, as cards and forms call it.
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Speaker => "who",
        Field::Audience => "to",
        Field::Anchor => "accepted",
        Field::OriginalLanguage => "original language",
        Field::TranslatedBy => "translated by",
        Field::ReplyFrom => "asked",
        Field::ReplyAsked => "asked on",
        Field::ReplyChannel => "asked by",
        Field::ReplyBy => "answer by",
        Field::ReplyAnswer => "answer",
        Field::AgreedWith => "agreed with",
        Field::MergedInto => "is",
        Field::NoActor => "no actor",
        Field::NoEvent => "no event",
        Field::TookPart => "took part",
        other => other.word(),
    }
}

/// How the program joined what several documents say of an actor.
pub const BY_NAME: &str = "by name";

/// What sort of party an actor is.
pub fn kind(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Group => "group",
        ActorKind::Institution => "institution",
        ActorKind::Outlet => "outlet",
        ActorKind::Unnamed => "unnamed",
        ActorKind::Unknown => "—",
    }
}

/// By what words an actor is mentioned.
pub fn how(how: How) -> &'static str {
    match how {
        How::Name => "name",
        How::Variant => "variant",
        How::Alias => "alias",
        How::Description => "description",
        How::Pronoun => "pronoun",
    }
}

/// How one statement stands to another.
pub fn link(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::ParaphraseOf => "sums up",
        LinkKind::Repeats => "repeats",
        LinkKind::Contradicts => "contradicts",
        LinkKind::RespondsTo => "answers",
        LinkKind::NestedIn => "inside",
        LinkKind::TranslationOf => "translates",
    }
}

/// The same, seen from the other statement.
pub fn linked_from(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::ParaphraseOf => "summed up",
        LinkKind::Repeats => "repeated",
        LinkKind::Contradicts => "contradicted",
        LinkKind::RespondsTo => "answered",
        LinkKind::NestedIn => "contains",
        LinkKind::TranslationOf => "translation",
    }
}

/// In which role an actor is a facet.
pub fn role(role: FacetRole) -> &'static str {
    match role {
        FacetRole::Speaker => "said by",
        FacetRole::Any => "said by, to or about",
    }
}

/// The medium in a word that fits a list: `recording` for an audio recording.
pub fn short_medium(statement: &Statement) -> &str {
    match statement.known().medium.value() {
        Some(medium) if medium.kind != "not stated" => {
            medium.kind.rsplit_once(' ').map_or(&medium.kind, |(_, last)| last)
        }
        _ => "",
    }
}

/// What is read of a document in a language that the rules do not know whole; nothing of others.
pub fn coverage(coverage: Coverage) -> Option<&'static str> {
    match coverage {
        Coverage::Whole => None,
        Coverage::Quotes => Some("quotes and who says them"),
        Coverage::Marks => Some("quotation marks alone"),
    }
}

/// The same, and what is not read.
pub fn coverage_whole(of: Coverage) -> Option<String> {
    let not = match of {
        Coverage::Whole => return None,
        Coverage::Quotes => "of reported speech in this language little is read",
        Coverage::Marks => "the rules do not know this language, and name nobody",
    };
    coverage(of).map(|read| format!("{read}: {not}"))
}

/// `1 source`, `2 sources`, with thousands set apart.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// What a reader left out of the running text of a document.
pub fn left_out(what: LeftOut) -> &'static str {
    match what {
        LeftOut::RunningHeads => "running heads",
        LeftOut::LineNumbers => "line numbers",
        LeftOut::Furniture => "menus and notices",
        LeftOut::Links => "lists of links",
        LeftOut::Captions => "captions of pictures",
        LeftOut::Hidden => "hidden text",
        LeftOut::Comments => "comments",
        LeftOut::Directions => "sounds and directions",
        LeftOut::Repeats => "repeats",
        LeftOut::Markup => "markup",
        LeftOut::OtherForm => "the other form of a mail",
        LeftOut::Attached => "names of attachments",
        LeftOut::About => "what the file says of itself",
    }
}

/// Above what was left out, in its source.
pub fn left_out_here(what: LeftOut) -> String {
    format!("left out: {}", left_out(what))
}

/// `14 lines of running heads, 1 line of hidden text`: what was left out of a document, counted; `None`
/// where nothing was.
pub fn left_out_of(document: &Document) -> Option<String> {
    let mut counts = BTreeMap::new();
    for (what, span) in document.left_out() {
        *counts.entry(what).or_default() += document.words(span).lines().count();
    }
    let told = counts
        .into_iter()
        .map(|(what, lines)| format!("{} of {}", count(lines, "line", "lines"), left_out(what)));
    let told = told.collect::<Vec<_>>().join(", ");
    (!told.is_empty()).then_some(told)
}

/// `5 of 61 statements + 3 weak`: how many of `all` statements a search leaves. Where nothing but weak
/// suggestions is left and these are listed, they come first: `3 weak, none of 61 statements`.
pub fn left(hits: &Hits, all: usize) -> String {
    let all = count(all, "statement", "statements");
    if hits.full + hits.some == 0 && hits.weak > 0 && hits.unlisted_weak() == 0 {
        return format!("{} weak, none of {all}", number(hits.weak));
    }
    with_weak(format!("{} of {all}", number(hits.full)), hits.weak)
}

/// `35 statements + 412 weak`: a count, and how many weak suggestions are not in it.
pub fn with_weak(counted: String, weak: usize) -> String {
    if weak == 0 { counted } else { format!("{counted} + {} weak", number(weak)) }
}

/// A number with thousands set apart: `1,234,567`.
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        for (n, want) in [(0, "0 sources"), (1, "1 source"), (1234, "1,234 sources")] {
            assert_eq!(count(n, "source", "sources"), want);
        }
        assert_eq!(number(1_000_000), "1,000,000");
    }

    #[test]
    fn what_is_read_whole_needs_no_word() {
        assert_eq!(coverage_whole(Coverage::Whole), None);
        for of in [Coverage::Quotes, Coverage::Marks] {
            let (short, whole) = (coverage(of).unwrap(), coverage_whole(of).unwrap());
            assert!(whole.starts_with(short) && whole.len() > short.len(), "{whole}");
        }
    }
}
