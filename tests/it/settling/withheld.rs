//! What is withheld goes into the file only where that is asked for, and stays withheld there.

use std::fs;

use super::{TEXT, decide, desk, file, opened, run, settle, verdict};
use onrecord_journal::{FieldAction, FieldEdit, Intent, Outcome, TargetKey, TargetKind};
use onrecord_model::{Field, FieldValue};

fn off() -> (Field, FieldValue) {
    (Field::Terms, FieldValue::text("off"))
}

#[test]
fn it_is_written_where_that_is_asked_for_and_still_leaves_the_desk_nowhere() {
    for (at, sets) in [
        (0, vec![verdict("confirmed"), off()]),
        (1, vec![verdict("confirmed"), (Field::Sensitive, FieldValue::Flag(true))]),
        (2, vec![off(), (Field::Note, FieldValue::text("in the kitchen"))]),
    ] {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path();
        fs::write(folder.join("a.txt"), TEXT).unwrap();
        decide(folder, "I kept", &sets);
        let told = settle(folder);
        assert!(told.contains("0 records written"), "{at}: {told}");
        assert!(told.contains("; 1 record is withheld and left to the journal"), "{at}: {told}");
        assert_eq!(file(folder), "", "{at}");
        let told = run(folder, &["settle", "--with-withheld"]);
        assert!(told.starts_with("1 record written"), "{at}: {told}");
        fs::remove_dir_all(folder.join("onrecord.d")).unwrap();
        for list in ["statements", "actors"] {
            let shown = run(folder, &["list", list, "--json"]);
            assert!(!shown.contains("kept") && !shown.contains("Carla"), "{at}: {shown}");
        }
        let whole = run(folder, &["list", "statements", "--json", "--with-withheld"]);
        assert!(whole.contains("I kept the keys"), "{at}: {whole}");
    }
}

/// What was settled and is withheld later is marked in the file, and no more is said of it there.
#[test]
fn what_stands_in_the_file_is_marked_there() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    decide(folder, "I kept", &[verdict("confirmed")]);
    settle(folder);
    let before = file(folder);
    decide(folder, "I kept", &[off(), (Field::Note, FieldValue::text("in the kitchen"))]);
    let told = settle(folder);
    assert!(told.starts_with("1 record written"), "{told}");
    assert!(told.contains("1 record is withheld"), "{told}");
    let origin = "\"origin\": \"confirmed\"";
    let marked =
        before.replace(origin, &format!("{origin},\n      \"set\": {{ \"terms\": \"off\" }}"));
    assert_eq!(file(folder), marked);
    fs::remove_dir_all(folder.join("onrecord.d")).unwrap();
    assert!(!run(folder, &["list", "statements"]).contains("I kept"));
}

/// What stands before and behind the words of another statement may be withheld itself.
#[test]
fn its_words_do_not_go_out_around_those_of_others() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    let text = "“Quarry Nine has the keys,” said Dora Vale. “Nobody asked,” said Bo Lind.\n";
    fs::write(folder.join("a.txt"), text).unwrap();
    decide(folder, "Quarry", &[off()]);
    decide(folder, "Nobody asked", &[verdict("confirmed")]);
    let told = settle(folder);
    assert!(told.contains("2 records are withheld"), "{told}");
    assert!(!file(folder).contains("Quarry") && !file(folder).contains("Dora"), "{told}");
}

/// What the source says no more is left to the journal, and nobody calls it withheld.
#[test]
fn words_that_changed_are_not_withheld() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    decide(folder, "Nobody came", &[verdict("confirmed")]);
    fs::write(folder.join("a.txt"), TEXT.replace("Nobody came", "Everybody came late")).unwrap();
    let told = settle(folder);
    assert!(told.contains("1 record is left to the journal"), "{told}");
    assert!(!told.contains("withheld"), "{told}");
}

/// Who contradicts each other about terms settles nothing; until somebody does the row is withheld, in the
/// file as well.
#[test]
fn what_stands_in_the_file_is_marked_while_two_contradict_each_other() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    decide(folder, "I kept", &[verdict("confirmed")]);
    settle(folder);
    let mut bo = desk(folder);
    decide(folder, "I kept", &[off()]);
    let corpus = opened(folder);
    let row = corpus.statements().iter().find(|row| corpus.words(row).starts_with("I kept"));
    let key = TargetKey { kind: TargetKind::Statement, id: row.unwrap().id.clone() };
    let set = FieldAction::To(FieldValue::text("on record"));
    bo.decide(&Intent::Edit(vec![FieldEdit { key, field: Field::Terms, set }])).unwrap();
    let told = settle(folder);
    assert!(told.starts_with("1 record written"), "{told}");
    assert!(told.contains("1 record is left"), "{told}");
    fs::remove_dir_all(folder.join("onrecord.d")).unwrap();
    assert!(!run(folder, &["list", "statements"]).contains("I kept"), "{}", file(folder));
}

/// Terms that cannot be read are the strictest.
#[test]
fn a_slip_in_the_file_makes_nothing_freer() {
    for set in [
        r#"{ "terms": "of" }"#,
        r#"{ "terms": null }"#,
        r#"{ "sensitive": "yes" }"#,
        r#""off""#,
        r#"{ "terms": "background" }"#,
    ] {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path();
        fs::write(folder.join("a.txt"), TEXT).unwrap();
        let records = format!(
            r#"{{ "version": 1, "title": "T", "sources": {{ "id": "a", "file": "a.txt" }},
            "statements": {{ "form": "direct", "anchor": "I kept the keys", "set": {set} }} }}"#
        );
        fs::write(folder.join("investigation.json"), records).unwrap();
        let shown = run(folder, &["list", "statements"]);
        assert!(!shown.contains("I kept") && shown.contains("Nobody told"), "{set}: {shown}");
    }
}

/// Terms that somebody wrote into the file again after they were taken back hold; as long as the two
/// contradict each other the row is withheld, and who decides again settles it.
#[test]
fn terms_that_stand_in_the_file_after_they_were_taken_back_hold() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    decide(folder, "I kept", &[verdict("confirmed")]);
    decide(folder, "I kept", &[off()]);
    run(folder, &["settle", "--with-withheld"]);
    let by_hand = file(folder);
    assert!(by_hand.contains("\"terms\": \"off\""), "{by_hand}");
    let back = desk(folder).decide(&Intent::TakeBack { of: None, sure: true }).unwrap();
    assert!(matches!(back, Outcome::Written(_)), "{back:?}");
    fs::write(folder.join("investigation.json"), &by_hand).unwrap();
    assert!(!run(folder, &["list", "statements"]).contains("I kept"), "{}", file(folder));
    let shown = run(folder, &["list", "statements", "--json", "--with-withheld", "--with-names"]);
    assert!(shown.contains("\"by\":\"investigation.json\""), "{shown}");
    let told = settle(folder);
    assert!(told.contains("is left to the journal") && file(folder) == by_hand, "{told}");
    decide(folder, "I kept", &[(Field::Terms, FieldValue::text("on record"))]);
    assert!(run(folder, &["list", "statements"]).contains("I kept"));
    settle(folder);
    fs::remove_dir_all(folder.join("onrecord.d")).unwrap();
    assert!(run(folder, &["list", "statements"]).contains("I kept"), "{}", file(folder));
}
