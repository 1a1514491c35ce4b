//! Statements beside another text than the one they were put down from.

use super::*;

/// How the statements of a file stand in [`TEXT`], which is another text than the file was made from
/// where `changed`: id, state, the words shown, the words that stand there, the cue.
fn placed(changed: bool, statements: &str) -> (Vec<String>, usize) {
    let sha256 = if changed { "0".repeat(64) } else { String::new() };
    let hash = if changed { format!(r#", "sha256": "{sha256}""#) } else { sha256 };
    let text = format!(
        r#"{{ "version": 1, "title": "T", "sources": {{ "id": "a", "file": "a.txt"{hash} }},
        "statements": [ {statements} ] }}"#
    );
    let records = read(&text, "file", &mut load);
    let faults = records.faults.len() - usize::from(changed);
    let corpus = crate::Corpus::new(records);
    let told = corpus.statements().iter().map(|one| {
        let there: Vec<_> = one.spans.iter().map(|span| span.of(TEXT)).collect();
        let cue = crate::cue::any(&corpus, one);
        let cue = cue.map_or(String::new(), |cue| format!(" ({cue})"));
        let state = one.anchor_state().word();
        format!("{} {state}: {} | {}{cue}", one.id, corpus.words(one), there.join(" … "))
    });
    (told.collect(), faults)
}

#[test]
fn a_statement_whose_words_do_not_stand_there_keeps_them() {
    let denied = r#""id": "s", "form": "indirect", "cue": "denied""#;
    for (changed, keys, anchor, want, faults) in [
        (
            true,
            denied,
            r#""official denied it in May""#,
            "s same: official denied it in May | official denied it in May (denied)",
            0,
        ),
        (
            true,
            denied,
            r#""official\ndenied it in May""#,
            "s same: official denied it in May | official denied it in May (denied)",
            0,
        ),
        (
            false,
            denied,
            r#""official\ndenied it in May""#,
            "s same: official denied it in May | official denied it in May (denied)",
            1,
        ),
        (
            true,
            denied,
            r#"{ "exact": "An official denied it in June", "prefix": "“not once.”\n\n" }"#,
            "s changed: An official denied it in June | An official denied it in May (denied)",
            1,
        ),
        (
            true,
            denied,
            r#""nobody ever came to the quay""#,
            "s lost: nobody ever came to the quay |  (denied)",
            1,
        ),
        (
            false,
            denied,
            r#""nobody ever came to the quay""#,
            "s lost: nobody ever came to the quay |  (denied)",
            1,
        ),
        (
            true,
            r#""id": "s", "form": "direct""#,
            r#"[ "Never", "not twice, I say" ]"#,
            "s lost: Never … not twice, I say | ",
            1,
        ),
        (false, r#""id": "s", "form": "direct""#, r#""said""#, "s ambiguous: said | ", 1),
        // A paragraph put in before it would give it another number.
        (
            true,
            r#""id": "s", "form": "direct""#,
            r#"{ "exact": "said", "paragraph": 1, "nth": 1 }"#,
            "s ambiguous: said | ",
            1,
        ),
        (
            true,
            r#""id": "s", "form": "direct""#,
            r#"{ "exact": "not once", "paragraph": 1 }"#,
            "s same: not once | not once",
            0,
        ),
        (
            true,
            r#""id": "s", "form": "direct""#,
            r#"{ "exact": "not once", "paragraph": 2 }"#,
            "s ambiguous: not once | ",
            1,
        ),
    ] {
        let statement = format!("{{ {keys}, \"anchor\": {anchor} }}");
        assert_eq!(placed(changed, &statement), (vec![want.to_owned()], faults), "{anchor}");
    }
}

#[test]
fn a_changed_source_is_counted_by_its_statements() {
    let text = format!(
        r#"{{ "version": 1, "title": "T",
        "sources": {{ "id": "a", "file": "a.txt", "sha256": "{}" }},
        "actors": {{ "id": "x", "name": "X", "kind": "group", "mentions": [ "An official", "gone" ] }},
        "statements": [ {{ "form": "direct", "anchor": "not once." }}, {{ "form": "direct", "anchor": "gone" }} ] }}"#,
        "0".repeat(64)
    );
    let records = read(&text, "file", &mut load);
    let told = records.faults.iter().find_map(|fault| match &fault.what {
        FaultKind::SourceChanged { states, .. } => Some(*states),
        _ => None,
    });
    let want = onrecord_model::fault::States { same: 1, lost: 1, ..Default::default() };
    assert_eq!((told, records.statements.len()), (Some(want), 2));
}
