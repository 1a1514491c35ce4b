//! Which marks open and close a quote, in tables of small texts.

use super::*;
use crate::tokens::tokens;
use onrecord_language::{Language, Tables};

fn found(text: &str) -> Vec<(&str, bool)> {
    let mut cut = Vec::new();
    let tables = Tables::of(Language::English);
    tokens(text, 0, tables, &mut cut);
    quotes(text, &cut, tables).iter().map(|quote| (quote.outer.of(text), quote.closed)).collect()
}

#[test]
fn marks_are_paired() {
    for (text, want) in [
        ("“A,” he said, “B.”", &[("“A,”", true), ("“B.”", true)][..]),
        ("\"A 'b' c\" and \"d\"", &[("\"A 'b' c\"", true), ("\"d\"", true)]),
        ("«A “b” c» dijo", &[("«A “b” c»", true)]),
        ("“A ‘b’ c", &[("“A ‘b’ c", false)]),
        ("It’s the boys’ ‘thing’, isn’t it", &[("‘thing’", true)]),
        ("a 12\" disc and a 5'10\" man", &[]),
        ("rock 'n' roll of the '90s", &[]),
        ("\"a 12\" pipe and an 8\"\", he said", &[("\"a 12\" pipe and an 8\"\"", true)]),
        ("\"by 2016\" and \"by 2017\"", &[("\"by 2016\"", true), ("\"by 2017\"", true)]),
        ("“mixed\" marks", &[("“mixed\"", true)]),
        ("stray ” mark", &[]),
        ("“”", &[]),
    ] {
        assert_eq!(found(text), want, "{text}");
    }
}

#[test]
fn every_language_sets_its_marks_its_own_way() {
    for (text, want) in [
        ("„Wir gehen“, sagte er. „Heute.“", &["„Wir gehen“", "„Heute.“"][..]),
        ("Das „Haus“ und das „Boot” lagen", &["„Haus“", "„Boot”"]),
        ("»Wir gehen«, sagte er, »heute.«", &["»Wir gehen«", "»heute.«"]),
        ("„Er rief ‚Halt‘ und ging“, sagte sie", &["„Er rief ‚Halt‘ und ging“"]),
        ("»Er rief ›Halt‹ und ging«, sagte sie", &["»Er rief ›Halt‹ und ging«"]),
        ("Sie rief ‚Halt, wer da‘ und ging", &["‚Halt, wer da‘"]),
        ("‹Wir gehen›, sagte er", &["‹Wir gehen›"]),
        (",,Wir gehen,“ sagte er", &[",,Wir gehen,“"]),
        ("« Nous partons », dit-il, « ce soir »", &["« Nous partons »", "« ce soir »"]),
        ("”Vi går”, sade hon. ”Nu.”", &["”Vi går”", "”Nu.”"]),
        ("»Me lähdemme», hän sanoi", &["»Me lähdemme»"]),
        ("「我们今天走」他说", &["「我们今天走」"]),
        ("``We go,'' he said. ``Now.''", &["``We go,''", "``Now.''"]),
        ("“We go,’’ he said. ‘‘Now.’’", &["“We go,’’", "‘‘Now.’’"]),
        ("«A «b» c» y «d»", &["«A «b» c»", "«d»"]),
        ("\"A \"b\" c\" and \"d\"", &["\"A \"b\" c\"", "\"d\""]),
    ] {
        let found: Vec<_> = found(text).into_iter().map(|(words, _)| words).collect();
        assert_eq!(found, want, "{text}");
    }
}

#[test]
fn an_apostrophe_closes_nothing() {
    for (text, want) in [
        (
            "‘We go,’ said Ann. ‘It is the boys’ turn.’",
            &["‘We go,’", "‘It is the boys’ turn.’"][..],
        ),
        ("‘The farmers’ land is ours,’ he said", &["‘The farmers’ land is ours,’"]),
        ("'The farmers' land is ours,' he said", &["'The farmers' land is ours,'"]),
        ("‘I’m goin’ home now,’ he said", &["‘I’m goin’ home now,’"]),
        ("the ‘plan’ of the port and the ‘deal’ of May", &["‘plan’", "‘deal’"]),
        ("Tell ‘em it was ‘ours’ till ‘99", &["‘ours’"]),
        ("‘He told me “no” and left,’ she said", &["‘He told me “no” and left,’"]),
        ("the boys’ boat and the girls’ boat", &[]),
    ] {
        let found: Vec<_> = found(text).into_iter().map(|(words, _)| words).collect();
        assert_eq!(found, want, "{text}");
    }
}

#[test]
fn a_forgotten_mark_ends_with_what_it_belongs_to() {
    for (text, want) in [
        ("“We go, said Ann. “He stays,” said Bo.", &["“We go,", "“He stays,”"][..]),
        ("“We go. “He stays,” said Bo.", &["“We go.", "“He stays,”"]),
        ("“We go, the clerk said, and left.", &["“We go, the clerk said, and left."]),
        ("“We “go” today", &["“We “go”"]),
        ("‘We go today, all of us, and stay.", &["‘We go today, all of us, and stay."]),
        ("\"We go, said Ann. \"He stays,\" said Bo.", &["\"We go,", "\"He stays,\""]),
    ] {
        let found: Vec<_> = found(text).into_iter().map(|(words, _)| words).collect();
        assert_eq!(found, want, "{text}");
    }
}

#[test]
fn of_many_open_marks_only_the_newest_are_waited_for() {
    // Every closing mark would be held against every open one.
    let text = format!("{}{}", "« ".repeat(20_000), "” ".repeat(20_000));
    assert_eq!(found(&text).iter().filter(|(_, closed)| *closed).count(), 0);
}
