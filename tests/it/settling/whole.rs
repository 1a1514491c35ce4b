//! What is settled is all that was decided: without the journal the file says the same.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::{TEXT, decide, desk, edit_of, opened, run, verdict};
use onrecord_corpus::Corpus;
use onrecord_journal::{FieldAction, Intent, NewStatement, Outcome, TargetKey, TargetKind};
use onrecord_model::{
    FIELDS, Field, FieldOwner, FieldRow, FieldShape, FieldValue, Form, LinkKind, NamedActor,
    NamedStep,
};
use onrecord_text::Span;

/// Everything that is listed of a folder, in any order. By which rule a statement was proposed the file
/// does not keep, and an actor of it is joined by name to that of the documents.
fn listed(folder: &Path) -> Vec<String> {
    let list = |kind| run(folder, &["list", kind, "--json", "--with-withheld"]);
    let mut statements = list("statements");
    for rule in ["verb", "quotation marks", "goes on"] {
        statements = statements.replace(&format!("\"rule\":\"{rule}\""), "\"rule\":null");
    }
    let actors = list("actors").replace("\"joined\":\"by name\"", "\"joined\":null");
    let all = [statements, actors, list("events")].concat();
    // Who is named by what was dismissed alone is nobody for the file.
    let idle = |line: &&str| !line.contains("\"mentions\":[],\"says\":[],\"concerned\":[]");
    let mut lines: Vec<_> = all.lines().filter(idle).map(str::to_owned).collect();
    lines.sort_unstable();
    lines
}

/// What only one of the two lists.
fn apart<'l>(one: &'l [String], other: &'l [String]) -> [Vec<&'l String>; 2] {
    [(one, other), (other, one)].map(|(a, b)| a.iter().filter(|line| !b.contains(line)).collect())
}

fn settle_all(folder: &Path) -> String {
    run(folder, &["settle", "--with-withheld"])
}

/// Settles, and compares what is listed with and without the journal.
fn nothing_is_lost(folder: &Path) {
    let told = settle_all(folder);
    assert!(!told.contains("left"), "{told}");
    all_that_can_be_said_is(folder);
}

/// The same where something may be left to the journal: what is dismissed and edited.
fn all_that_can_be_said_is(folder: &Path) {
    let before = listed(folder);
    settle_all(folder);
    let both = listed(folder);
    assert_eq!(apart(&before, &both), [[""; 0]; 2], "with the file and the journal");
    let again = settle_all(folder);
    assert!(again.starts_with("0 records written"), "{again}");
    let journal = folder.join("onrecord.d");
    let aside = tempfile::tempdir().unwrap();
    fs::rename(&journal, aside.path().join("onrecord.d")).unwrap();
    let file = fs::read_to_string(folder.join("investigation.json")).unwrap_or_default();
    let alone = listed(folder);
    assert_eq!(apart(&before, &alone), [[""; 0]; 2], "without the journal: {file}");
    assert_eq!(opened(folder).faults(), [], "{file}");
    fs::rename(aside.path().join("onrecord.d"), &journal).unwrap();
}

fn write_text(folder: &Path) {
    let event = "On 3 May 2019 Judge Ana Mora ordered the arrest of Bo Lind in Alder.\n";
    fs::write(folder.join("a.txt"), format!("{TEXT}\n{event}")).unwrap();
}

fn actor(name: &str) -> NamedActor {
    NamedActor { id: None, name: name.into() }
}

/// A value for a field, one of two.
fn value(field: Field, second: bool) -> FieldValue {
    let pick = |one: &'static str, other: &'static str| if second { other } else { one };
    match field.shape() {
        FieldShape::Text => FieldValue::text(pick("a “word”", "another\nline")),
        FieldShape::Flag => FieldValue::Flag(!second),
        FieldShape::Choice(words) => {
            FieldValue::text(if second { words[0] } else { words[words.len() - 1] })
        }
        FieldShape::Date => FieldValue::text(pick("2022-03-25", "XXXX-05")),
        FieldShape::Actor => FieldValue::Actor(actor(pick("Dora Vale", "Bo Lind"))),
        FieldShape::Actors => FieldValue::Actors(vec![actor(pick("Dora Vale", "Ana Ruiz"))]),
        FieldShape::Steps => FieldValue::Steps(vec![NamedStep {
            actor: actor("Dora Vale"),
            did: second.then(|| "told it".into()),
        }]),
        FieldShape::Words | FieldShape::Links | FieldShape::Anchor | FieldShape::Places => {
            FieldValue::text(pick("money", "keys"))
        }
    }
}

/// Whether a field gets a value as a form gives it.
fn is_typed(row: &FieldRow) -> bool {
    !row.shape.is_set() && !matches!(row.field, Field::Verdict | Field::Anchor)
}

#[test]
fn every_field_of_a_statement_is_written() {
    for second in [false, true] {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path();
        write_text(folder);
        for row in FIELDS.iter().filter(|row| row.of.contains(&FieldOwner::Statement)) {
            if !is_typed(row) {
                continue;
            }
            decide(folder, "Nobody told", &[(row.field, value(row.field, second))]);
        }
        edit(folder, "Nobody told", Field::Tags, FieldAction::Add(FieldValue::text("money")));
        let other = id(&opened(folder), "Nobody came");
        let link = FieldValue::Link { kind: LinkKind::Contradicts, to: other };
        edit(folder, "Nobody told", Field::Links, FieldAction::Add(link));
        nothing_is_lost(folder);
        decide(folder, "Nobody told", &[verdict("confirmed")]);
        nothing_is_lost(folder);
    }
}

fn id(corpus: &Corpus, words: &str) -> Box<str> {
    let row = corpus.rows().find(|(_, row)| corpus.words(row).starts_with(words));
    row.unwrap().1.id.clone()
}

fn edit(folder: &Path, words: &str, field: Field, set: FieldAction) -> Outcome {
    let id = id(&opened(folder), words);
    edit_of(folder, TargetKey { kind: TargetKind::Statement, id }, field, set)
}

/// One thing that a person does.
#[derive(Debug, Clone)]
enum Deed {
    /// Sets a field of one of the statements.
    Set(usize, usize, bool),
    /// Makes of one what the word says.
    Verdict(usize, &'static str),
    Tag(usize, bool),
    Link(usize, usize, bool),
    /// Puts down words of the text.
    Put(usize, bool),
    TakeBack,
    Settle,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let at = || 0..4usize;
    let verdict = prop_oneof![Just("confirmed"), Just("dismissed"), Just("suggested")];
    let deed = prop_oneof![
        6 => (at(), 0..FIELDS.len(), any::<bool>()).prop_map(|(n, f, v)| Deed::Set(n, f, v)),
        4 => (at(), verdict).prop_map(|(n, word)| Deed::Verdict(n, word)),
        2 => (at(), any::<bool>()).prop_map(|(n, there)| Deed::Tag(n, there)),
        1 => (at(), at(), any::<bool>()).prop_map(|(n, to, there)| Deed::Link(n, to, there)),
        2 => (at(), any::<bool>()).prop_map(|(n, second)| Deed::Put(n, second)),
        4 => Just(Deed::TakeBack),
        2 => Just(Deed::Settle),
    ];
    proptest::collection::vec(deed, 1..14)
}

/// The statements that the rules propose, by their words.
const WORDS: [&str; 4] = ["Nobody told", "Nobody came", "The pumps", "I kept"];

fn do_it(folder: &Path, deed: &Deed) {
    let key =
        |at: usize| TargetKey { kind: TargetKind::Statement, id: id(&opened(folder), WORDS[at]) };
    match deed {
        Deed::Set(at, field, second) => {
            let row = &FIELDS[*field];
            if row.of.contains(&FieldOwner::Statement) && is_typed(row) {
                let to = FieldAction::To(value(row.field, *second));
                edit_of(folder, key(*at), row.field, to);
            }
        }
        Deed::Verdict(at, word) => {
            let to = FieldAction::To(FieldValue::text(word));
            edit_of(folder, key(*at), Field::Verdict, to);
        }
        Deed::Tag(at, there) => {
            let tag = FieldValue::text("money");
            let set = if *there { FieldAction::Add(tag) } else { FieldAction::Remove(tag) };
            edit_of(folder, key(*at), Field::Tags, set);
        }
        Deed::Link(at, to, _) if at == to => {}
        Deed::Link(at, to, there) => {
            let to = key(*to).id;
            let link = FieldValue::Link { kind: LinkKind::RespondsTo, to };
            let set = if *there { FieldAction::Add(link) } else { FieldAction::Remove(link) };
            edit_of(folder, key(*at), Field::Links, set);
        }
        Deed::Put(at, second) => {
            let start = TEXT.match_indices("said").nth(*at).unwrap().0;
            let new = NewStatement {
                source: opened(folder).sources()[0].id.clone(),
                spans: vec![Span::at(start, start + "said".len())],
                form: Form::Indirect,
                cue: None,
                values: vec![(Field::Speaker, value(Field::Speaker, *second))],
            };
            desk(folder).decide(&Intent::Put(new)).unwrap();
        }
        Deed::TakeBack => {
            desk(folder).decide(&Intent::TakeBack { of: None, sure: true }).unwrap();
        }
        Deed::Settle => drop(settle_all(folder)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_decided_the_file_alone_says_it(deeds in deeds()) {
        let place = tempfile::tempdir().unwrap();
        write_text(place.path());
        for deed in &deeds {
            do_it(place.path(), deed);
        }
        if place.path().join("onrecord.d").exists() {
            all_that_can_be_said_is(place.path());
        }
    }
}
