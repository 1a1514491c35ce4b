//! Lists as investigations.

use super::*;
use onrecord_model::{LinkKind, Origin, Polarity, SpeakerBy, Stated, Strength};

fn read(lines: &str, jobs: usize) -> Records {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("list.ndjson"), lines).unwrap();
    statements(&Folder::new(folder.path()), "list.ndjson", jobs, &mut |_| ()).unwrap()
}

#[test]
fn rows_of_a_source_stand_together_and_keep_their_ids() {
    let records = read(
        "{\"id\":\"a\",\"text\":\"One\",\"speaker\":\"Ana\",\"source\":\"x\"}\n\
         not a row\n\
         {\"id\":\"b\",\"text\":\"Two\",\"source\":\"y\",\"date\":\"2022-13\"}\r\n\n\
         {\"id\":\"a\",\"text\":\"Thrée\",\"speaker\":\"Ana\",\"source\":\"x\",\"date\":\"2022-03\"}",
        1,
    );
    let ids: Vec<_> = records.statements.iter().map(|s| (&*s.id, s.source.0)).collect();
    let [("a", 0), (made, 0), ("b", 1)] = ids[..] else { panic!("{ids:?}") };
    assert!(made.starts_with("r-"), "{made}");
    assert_eq!(records.sources[0].document.text(), "One\n\nThrée");
    let last = &records.statements[1];
    assert_eq!(records.sources[0].document.words(last.hull()), "Thrée");
    let line = records.sources[0].document.place_at(last.hull().start);
    assert_eq!(line, Some(Place::Line(5)));
    assert_eq!(last.said().map(|said| said.when.edtf.as_str()), Some("2022-03"));
    assert_eq!(records.actors.len(), 1);
    let lines: Vec<_> = records.faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [2, 3, 5], "a bad row, a bad date, an id used twice");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let lines: Vec<_> = (0..5000)
        .map(|n| {
            format!("{{\"text\":\"row {n} {}\",\"source\":\"s{}\"}}\n", "x".repeat(3000), n % 7)
        })
        .collect();
    let (one, three) = (read(&lines.concat(), 1), read(&lines.concat(), 3));
    assert_eq!(one.statements, three.statements);
    assert_eq!(one.statements.len(), 5000);
    assert_eq!(one.faults, three.faults);
}

#[test]
fn a_file_of_another_kind_is_told_in_few_words() {
    let records = read(&"no\n".repeat(1000), 1);
    assert_eq!(records.faults.len(), TOLD + 1);
    assert_eq!(records.faults.last().map(|f| f.what.clone()), Some(FaultKind::AndMore(800)));
}

/// The only statement of a list of one line, which has nothing wrong with it.
fn one(line: &str) -> (Records, Statement) {
    let records = read(line, 1);
    assert_eq!(records.faults, [], "{line}");
    let statement = records.statements[0].clone();
    (records, statement)
}

/// What is told of a list, as `line: what`.
fn told(lines: &str) -> Vec<String> {
    read(lines, 1).faults.iter().map(|fault| format!("{}: {:?}", fault.line, fault.what)).collect()
}

#[test]
fn an_origin_is_never_raised() {
    for (row, want) in [
        (r#"{"text":"x"}"#, Origin::Listed),
        (r#"{"text":"x","origin":null}"#, Origin::Listed),
        (r#"{"text":"x","origin":"suggested"}"#, Origin::Suggested),
        (r#"{"text":"x","origin":"listed"}"#, Origin::Listed),
        (r#"{"text":"x","origin":"confirmed"}"#, Origin::Confirmed),
        (r#"{"text":"x","origin":"hand"}"#, Origin::Hand),
    ] {
        assert_eq!(one(row).1.origin, want, "{row}");
    }
    for row in [r#"{"text":"x","origin":"robot"}"#, r#"{"text":"x","origin":7}"#] {
        assert_eq!(read(row, 1).statements[0].origin, Origin::Suggested, "{row}");
        assert_eq!(told(row).len(), 1, "{row}");
    }
}

#[test]
fn a_weak_suggestion_of_a_list_is_weak_again() {
    for (row, want) in [
        (r#"{"text":"x","origin":"suggested","strength":"weak"}"#, Strength::Weak),
        (r#"{"text":"x","origin":"suggested","strength":"clear"}"#, Strength::Clear),
        (r#"{"text":"x","origin":"suggested"}"#, Strength::Clear),
        (r#"{"text":"x","origin":"listed","strength":"weak"}"#, Strength::Clear),
        (r#"{"text":"x","origin":"confirmed","strength":"weak"}"#, Strength::Clear),
    ] {
        assert_eq!(one(row).1.strength(), want, "{row}");
    }
    let row = r#"{"text":"x","origin":"suggested","strength":"strong"}"#;
    assert!(read(row, 1).statements[0].is_weak(), "a word that is not known raises nothing");
    assert_eq!(told(row).len(), 1);
}

#[test]
fn what_attributes_a_row_stands_beside_its_words() {
    let (records, row) = one(
        r#"{"kind":"statement","id":"s","source":"a.txt","spans":[{"start":20,"end":35,"text":"taking the cash"}],"text":"taking the cash","form":"indirect","speaker":{"id":"eva","name":"Eva Lind","mention":{"start":4,"end":12,"text":"Eva Lind"},"by":"name"},"cue":{"start":13,"end":19,"text":"denied"},"attribution":[{"start":4,"end":19,"text":"Eva Lind denied"}],"polarity":"denies","origin":"suggested","paragraph":3,"paragraph_end":3,"place":"p. 2 ¶3"}"#,
    );
    let document = &records.sources[0].document;
    assert_eq!(document.text(), "Eva Lind denied … taking the cash");
    let provenance = row.provenance.as_deref().unwrap();
    let words = |span: Option<Span>| document.words(span.unwrap());
    assert_eq!(document.words(row.spans[0]), "taking the cash");
    assert_eq!((words(provenance.cue), words(provenance.mention)), ("denied", "Eva Lind"));
    assert_eq!(provenance.polarity, Some(Polarity::Denies));
    assert_eq!(provenance.speaker_by, Some(SpeakerBy::Name));
    let original = row.original().unwrap();
    assert_eq!(original.spans[..], [Span::new(20, 35)]);
    assert_eq!(original.place.as_deref(), Some("p. 2 ¶3"));
    let corpus = onrecord_corpus::Corpus::new(records);
    assert!(corpus.passages().is_none(), "what was put together is nobody's paragraph");
}

#[test]
fn two_of_one_name_stay_two() {
    let records = read(
        r#"{"text":"a","speaker":{"id":"p1","name":"Ana Ruiz"}}
           {"text":"b","speaker":{"id":"p2","name":"Ana Ruiz"}}
           {"text":"c","speaker":{"id":"p1","name":"Ana Ruiz"},"about":[{"id":"p2","name":"Ana Ruiz"}]}
           {"text":"d","speaker":"Ana Ruiz"}
           {"text":"e","speaker":{"id":"p1","name":"Luz Paz"}}
           {"text":"f","speaker":{"id":"p1","name":"Luz Paz"}}"#,
        1,
    );
    let speakers: Vec<_> =
        records.statements.iter().map(|s| s.speaker.value().map_or(99, |ix| ix.0)).collect();
    assert_eq!(speakers, [0, 1, 0, 2, 3, 3]);
    let ids: HashSet<_> = records.actors.iter().map(|actor| &actor.id).collect();
    assert_eq!(ids.len(), 4);
    assert_eq!(&*records.actors[0].id, "p1");
    assert_eq!(records.faults.len(), 1, "two names for p1");
}

#[test]
fn an_id_is_that_of_one_row_only() {
    let line = r#"{"id":"a","text":"no","links":[{"kind":"repeats","statement":"a"}]}"#;
    let records = read(&[line; 4].join("\n"), 1);
    let ids: HashSet<_> = records.statements.iter().map(|s| &s.id).collect();
    assert_eq!((ids.len(), records.faults.len()), (4, 3));
    // A made id that a later row has for its own is not taken from it in silence.
    let made = records.statements[1].id.clone();
    let lines = format!("{line}\n{line}\n{{\"id\":\"{made}\",\"text\":\"yes\"}}");
    let records = read(&lines, 1);
    let ids: HashSet<_> = records.statements.iter().map(|s| &s.id).collect();
    assert_eq!((ids.len(), records.faults.len()), (3, 2));
}

#[test]
fn links_within_a_list_hold() {
    let (records, _) = one(concat!(
        r#"{"id":"b","text":"no","links":[{"kind":"responds to","statement":"a"},{"kind":"repeats","statement":"gone"}]}"#,
        "\n",
        r#"{"id":"a","text":"why?"}"#
    ));
    let links = records.statements[0].links();
    assert_eq!(links, [Link { kind: LinkKind::RespondsTo, to: StatementIx(1) }]);
}

#[test]
fn a_hostile_row_is_told_in_one_sentence_and_the_rest_opens() {
    for (row, want) in [
        (r#"{"text":"x","spans":"y"}"#, r#"key: "spans", flaw: Shape"#),
        (
            r#"{"text":"x","spans":[{"start":-1,"end":2,"text":"x"}]}"#,
            r#"key: "spans", flaw: Shape"#,
        ),
        (
            r#"{"text":"x","spans":[{"start":1,"end":99999999999999999999,"text":"x"}]}"#,
            r#"key: "spans", flaw: Shape"#,
        ),
        (
            r#"{"text":"x","spans":[{"start":5,"end":2,"text":"x"}]}"#,
            r#"key: "spans", flaw: Pieces"#,
        ),
        (r#"{"text":"x","spans":[{"start":5,"text":"x"}]}"#, r#"key: "spans", flaw: Pieces"#),
        (
            r#"{"text":"x","spans":[{"start":5,"end":9,"text":"x"}]}"#,
            r#"key: "spans", flaw: Length"#,
        ),
        (
            r#"{"text":"x","spans":[{"start":5,"end":6,"text":"y"}]}"#,
            r#"key: "spans", flaw: Pieces"#,
        ),
        (
            r#"{"text":"x … y","spans":[{"start":5,"end":6,"text":"x"},{"start":2,"end":3,"text":"y"}]}"#,
            r#"key: "spans", flaw: Pieces"#,
        ),
        (r#"{"text":"x","form":"shouted"}"#, r#"key: "form", flaw: Word { value: "shouted""#),
        (r#"{"text":"x","status":{}}"#, r#"key: "status", flaw: Shape"#),
        (r#"{"text":"x","via":[1]}"#, r#"key: "via", flaw: Shape"#),
        (r#"{"text":"x","said":{"edtf":"2022-13"}}"#, "BadDate"),
        (r#"{"text":"x","links":[{"kind":"hates","statement":"a"}]}"#, r#"Word { value: "hates""#),
        (
            r#"{"text":"x","speaker":{"name":"Ana","by":"smell"}}"#,
            r#"key: "speaker.by", flaw: Word"#,
        ),
        (r#"{"text":"x","paragraph":1e9}"#, r#"key: "paragraph", flaw: Shape"#),
        (r#"{"text":"x","origin":"hand","origin":"suggested"}"#, "BadRow(NotARow)"),
        (r#"{"kind":"date","text":"in May","edtf":"XXXX-05"}"#, "BadRow(Date)"),
    ] {
        let told = told(&format!("{{\"text\":\"before\"}}\n{row}\n{{\"text\":\"behind\"}}"));
        let [sentence] = &told[..] else { panic!("{row}: {told:?}") };
        assert!(sentence.starts_with("2: ") && sentence.contains(want), "{sentence}");
    }
    let records = read(r#"{"text":"x","speaker":{"name":"Ana","by":"smell"}}"#, 1);
    assert_eq!(records.statements[0].speaker, Stated::Silent);
}

#[test]
fn columns_that_are_not_read_are_named_once() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.csv"), "Quote,Who,Notas,\nNo.,Ana,paid,\n").unwrap();
    let records = table(&Folder::new(folder.path()), "a.csv").unwrap().unwrap();
    let told: Vec<_> = records.faults.into_iter().map(|fault| (fault.line, fault.what)).collect();
    assert_eq!(told, [(0, FaultKind::Doubt(Doubt::Columns(vec!["Notas".into()])))]);
}

#[test]
fn a_direct_quote_leaves_out_a_cue_that_only_says() {
    for (form, cue, shown) in [
        ("direct", "said", false),
        ("direct", "joked", true),
        ("direct", "denied", true),
        ("indirect", "said", true),
    ] {
        let (_, row) = one(&format!(
            r#"{{"text":"We pay","form":"{form}","spans":[{{"start":3,"end":9,"text":"We pay"}}],"speaker":{{"name":"Ana Ruiz","mention":{{"start":33,"end":41,"text":"Ana Ruiz"}}}},"cue":{{"start":13,"end":{},"text":"{cue}"}}}}"#,
            13 + cue.len()
        ));
        assert_eq!(row.shown_cue().is_some(), shown, "{form} {cue}");
    }
}

/// A workbook with one sheet, as `OpenDocument`.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    use std::io::Write as _;
    let cell = |words: &&str| format!("<table-cell><p>{words}</p></table-cell>");
    let row = |cells: &&[&str]| {
        format!("<table-row>{}</table-row>", cells.iter().map(cell).collect::<String>())
    };
    let rows: String = rows.iter().map(row).collect();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default();
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        (
            "content.xml",
            format!("<b><spreadsheet><table name='S'>{rows}</table></spreadsheet></b>"),
        ),
    ] {
        zip.start_file(name, plain).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn rows_of_a_sheet_are_statements_where_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let rows: &[&[&str]] = &[
        &["What was said at the quay"],
        &["Who", "Quote", "Date", "Note", "origin"],
        &["Ana Ruiz", "We never paid.", "2024-03-04", "by telephone", ""],
        &["", "“We paid,” said Ana Ruiz.", "2024-13", "", "suggested"],
        &["Ana Ruiz", "", "", "Luis Prado said that it was late.", ""],
    ];
    std::fs::write(folder.path().join("quay.ods"), workbook(rows)).unwrap();
    let cache = crate::library::document_cache::DocumentCache::new(
        Folder::new(folder.path()),
        crate::disk::Cache::none(),
    );
    let [records] = &crate::library::piece::read(&cache, "quay.ods", &[])[..] else { panic!() };
    let source = &records.sources[0];
    let name = |ix: &ActorIx| records.actors[ix.at()].name.as_str();
    let said: Vec<_> = records
        .statements
        .iter()
        .map(|one| {
            let words = source.document.words(one.hull());
            let place = source.document.place_at(one.hull().start);
            (words, one.speaker.value().map(name), one.origin, place)
        })
        .collect();
    let row = |row| Some(Place::Row(row));
    let want = [
        ("We never paid.", Some("Ana Ruiz"), Origin::Listed, row(3)),
        ("“We paid,” said Ana Ruiz.", None, Origin::Suggested, row(4)),
    ];
    assert_eq!(said, want);
    let date = records.statements[0].said().map(|said| said.when.edtf.as_str());
    assert_eq!(date, Some("2024-03-04"));
    let columns: Vec<_> =
        source.columns.iter().map(|(name, as_)| format!("{name}={as_}")).collect();
    assert_eq!(columns, ["Quote=text", "Who=speaker", "Date=date"]);
    assert_eq!(
        records.faults.iter().map(|fault| fault.line).collect::<Vec<_>>(),
        [4],
        "a bad date"
    );
    // All of its words are there.
    assert!(source.document.body().contains("Luis Prado said that it was late."));
}
