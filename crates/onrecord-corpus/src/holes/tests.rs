//! What is a hole and what is none, kind by kind.

use super::*;
use crate::file_format::{self, LoadedText};
use crate::{RecordKey, Records};
use onrecord_model::{
    Block, BlockKind, Conflict, Document, FieldValue, Mark, Provenance, SpeakerBy, Stated,
};
use onrecord_text::Span;

const TEXT: &str = "“The keys were sold,” said Dora Vale. “Nobody asked,” a clerk said.";

/// Two statements by hand: of somebody named, and of a clerk without a name.
fn records() -> Records {
    let file = r#"{ "version": 1, "title": "T", "sources": { "id": "a", "file": "a.txt" },
        "actors": [{ "id": "dora", "name": "Dora Vale", "kind": "person" },
                   { "id": "clerk", "name": "a clerk", "kind": "unnamed" }],
        "statements": [{ "id": "keys", "form": "direct", "anchor": "The keys were sold", "speaker": "dora" },
                       { "id": "asked", "form": "direct", "anchor": "Nobody asked", "speaker": "dora" }],
        "events": [{ "id": "sale", "title": "The sale",
                     "dates": [{ "edtf": "XXXX-03", "resolved": "2022-03", "inferred": ["year"], "basis": "the report", "exact": "keys" }],
                     "spans": ["sold"] }] }"#;
    let text = || LoadedText { document: Document::new(TEXT), ..LoadedText::default() };
    let records =
        file_format::read(file, "file", &mut |wanted| wanted.iter().map(|_| Ok(text())).collect());
    assert_eq!(records.faults, []);
    records
}

fn put(records: &mut Records, key: RecordKey, values: &[(Field, &str)]) {
    let value = |word: &str| match word {
        "yes" => FieldValue::Flag(true),
        word => FieldValue::text(word),
    };
    let values = values.iter().map(|(field, word)| (*field, value(word))).collect();
    records.annotations.put(key, Annotations { values, ..Annotations::default() });
}

fn row(id: &str) -> RecordKey {
    RecordKey::Row(id.into())
}

/// The holes of all records, as words.
fn holes(records: Records) -> Vec<String> {
    let corpus = Corpus::new(records);
    let id = |hole: &Hole| corpus.key(hole.record).unwrap().id().to_owned();
    let list = HoleList::of(&corpus);
    list.holes.iter().map(|hole| format!("{} {}", hole.kind.word(), id(hole))).collect()
}

/// What a change of the records lets be missing.
fn check(name: &str, change: impl FnOnce(&mut Records), want: &[&str]) {
    let mut records = records();
    change(&mut records);
    assert_eq!(holes(records), want, "{name}");
}

#[test]
fn what_is_whole_has_no_hole() {
    check("as it is", |_| {}, &[]);
    let list = HoleList::of(&Corpus::new(records()));
    assert_eq!((list.stands, list.unchecked, list.suggestions, list.weak), (2, 2, 0, 0));
}

#[test]
fn who_is_accused_must_have_been_asked() {
    for (reply, want) in [
        ("needed", &["reply keys"][..]),
        ("asked", &["reply keys"]),
        ("no answer", &["reply keys"]),
        ("declined", &[]),
        ("answered", &[]),
        ("not needed", &[]),
    ] {
        let set = |records: &mut Records| {
            put(records, row("keys"), &[(Field::Critical, "yes"), (Field::Reply, reply)]);
        };
        check(reply, set, want);
    }
    let critical = |records: &mut Records| put(records, row("keys"), &[(Field::Critical, "yes")]);
    check("nobody was asked", critical, &["reply keys"]);
    let asked = |records: &mut Records| put(records, row("keys"), &[(Field::Reply, "asked")]);
    check("it accuses nobody", asked, &[]);
}

#[test]
fn who_speaks_must_be_named_and_not_inferred() {
    let clerk = |records: &mut Records| records.statements[0].speaker = Stated::Is(ActorIx(1));
    check("somebody without a name", clerk, &["unnamed keys"]);
    for speaker in [Stated::Silent, Stated::Unseen] {
        check("nobody", |records| records.statements[0].speaker = speaker, &["unnamed keys"]);
    }
    for (by, want) in [
        (SpeakerBy::Name, &[][..]),
        (SpeakerBy::Pronoun, &["speaker keys"]),
        (SpeakerBy::Role, &["speaker keys"]),
        (SpeakerBy::QuoteBefore, &["speaker keys"]),
    ] {
        check("inferred", |records| by_what(&mut records.statements[0], by), want);
    }
    let both = |records: &mut Records| {
        by_what(&mut records.statements[0], SpeakerBy::Pronoun);
        records.statements[0].speaker = Stated::Is(ActorIx(1));
    };
    check("an inferred clerk is one hole", both, &["unnamed keys"]);
}

fn by_what(statement: &mut Statement, by: SpeakerBy) {
    let provenance = Provenance { speaker_by: Some(by), ..Provenance::default() };
    statement.provenance = Some(Box::new(provenance));
}

#[test]
fn what_a_machine_took_down_must_have_been_listened_to() {
    let source = || RecordKey::Source("a".into());
    let timed = |records: &mut Records| {
        let span = Span::at(0, TEXT.len());
        let block = vec![Block { span, kind: BlockKind::Paragraph }];
        let mark = Mark { at: 0, place: Place::Time(1_000) };
        records.sources[0].document = Document::of_blocks(TEXT, block, vec![mark]);
    };
    let both = &["transcript keys", "transcript asked"][..];
    for (of_source, of_keys, is_timed, want) in [
        ("", "", false, &[][..]),
        ("", "", true, both),
        ("machine", "", false, both),
        ("human", "", true, &[]),
        ("checked against audio", "", true, &[]),
        ("none", "", true, &[]),
        ("machine", "checked against audio", true, &both[1..]),
        ("human", "machine", true, &both[..1]),
        ("", "checked against audio", true, &both[1..]),
    ] {
        let set = |records: &mut Records| {
            if is_timed {
                timed(records);
            }
            for (key, word) in [(source(), of_source), (row("keys"), of_keys)] {
                if !word.is_empty() {
                    put(records, key, &[(Field::Transcript, word)]);
                }
            }
        };
        check(&format!("{of_source}, {of_keys}, {is_timed}"), set, want);
    }
}

#[test]
fn one_source_conflicts_and_suggestions_in_use_are_holes() {
    let single = |records: &mut Records| records.statements[1].status = Status::SingleSource;
    check("single source", single, &["single source asked"]);
    let conflict = || Conflict { field: Field::Speaker, readings: Vec::new() };
    for key in [row("keys"), RecordKey::Actor("dora".into()), RecordKey::Source("a".into())] {
        let want = format!("conflict {}", key.id());
        let set = Annotations { conflicts: vec![conflict()], ..Annotations::default() };
        check("conflict", |records| records.annotations.put(key, set), &[&want]);
    }
    let aside = |records: &mut Records| {
        let mut dismissed = records.statements.remove(1);
        dismissed.origin = Origin::Dismissed;
        dismissed.speaker = Stated::Silent;
        records.aside.push(dismissed);
        let set = Annotations { conflicts: vec![conflict()], ..Annotations::default() };
        records.annotations.put(row("asked"), set);
    };
    check("dismissed by one of two", aside, &["conflict asked"]);
    let used = |records: &mut Records| {
        suggest(records);
        put(records, row("keys"), &[(Field::Star, "yes")]);
    };
    check("a suggestion that is starred", used, &["unconfirmed keys", "unnamed keys"]);
}

/// Makes both suggestions, whose speaker nobody states.
fn suggest(records: &mut Records) {
    for statement in &mut records.statements {
        statement.origin = Origin::Suggested;
        statement.speaker = Stated::Silent;
        statement.status = Status::SingleSource;
    }
    records.statements[0].status = Status::Unchecked;
}

#[test]
fn a_suggestion_that_nobody_has_looked_at_is_counted() {
    check("suggestions", suggest, &[]);
    let mut records = records();
    suggest(&mut records);
    let list = HoleList::of(&Corpus::new(records));
    assert_eq!((list.stands, list.unchecked, list.suggestions, list.weak), (0, 0, 2, 0));
}

#[test]
fn an_inferred_date_is_a_hole_where_somebody_tells_of_it() {
    let tied = |records: &mut Records| {
        records.events[0].statements = vec![onrecord_model::StatementIx(0)];
    };
    check("nobody tells of it", |_| {}, &[]);
    check("a statement tells of it", tied, &["date sale"]);
    let suggested = |records: &mut Records| {
        tied(records);
        suggest(records);
    };
    check("a suggestion tells of it", suggested, &[]);
    let used = |records: &mut Records| {
        put(records, RecordKey::Event("sale".into()), &[(Field::Note, "which year?")]);
    };
    check("somebody uses it", used, &["date sale"]);
    let said = |records: &mut Records| {
        let when = records.events[0].when().unwrap().clone();
        let known = onrecord_model::Facts {
            said: Stated::Is(onrecord_model::Said { when, words: None }),
            ..onrecord_model::Facts::NONE
        };
        let provenance = Provenance { known: known.into(), ..Provenance::default() };
        records.statements[0].provenance = Some(Box::new(provenance));
    };
    check("it was said then", said, &["date keys"]);
}

#[test]
fn words_that_do_not_stand_as_they_were_put_down_are_a_hole() {
    use onrecord_model::Recorded;
    for (state, want) in [
        (AnchorState::Same, &[][..]),
        (AnchorState::Moved, &["source keys"]),
        (AnchorState::Changed { likeness: 90 }, &["source keys"]),
        (AnchorState::Ambiguous { count: 2 }, &["source keys"]),
        (AnchorState::Lost, &["source keys"]),
    ] {
        let recorded = Recorded { state, ..Recorded::default() };
        let set = |records: &mut Records| {
            let provenance = records.statements[0].provenance.get_or_insert_default();
            provenance.known.set_recorded(recorded);
        };
        check(state.word(), set, want);
    }
}

#[test]
fn the_list_is_by_kind_and_a_record_may_lack_much() {
    let set = |records: &mut Records| {
        records.statements[0].speaker = Stated::Silent;
        records.statements[0].status = Status::SingleSource;
        records.statements[1].speaker = Stated::Silent;
        put(records, row("asked"), &[(Field::Critical, "yes")]);
    };
    let want = ["reply asked", "unnamed keys", "unnamed asked", "single source keys"];
    check("several", set, &want);
    let mut records = records();
    set(&mut records);
    let kinds: Vec<_> = HoleList::of(&Corpus::new(records)).kinds().collect();
    let want = [(HoleKind::Reply, 1), (HoleKind::Unnamed, 2), (HoleKind::SingleSource, 1)];
    assert_eq!(kinds, want);
}
