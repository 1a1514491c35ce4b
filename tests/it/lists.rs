//! Lists give back what they carry: `list statements --json`, opened again, is the same records.

use std::path::Path;
use std::process::Command;

/// What the program writes.
fn written(arguments: &[&str], of: Option<&Path>) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(arguments).arg("--no-cache");
    if let Some(of) = of {
        command.arg("-i").arg(of);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn a_list_opened_again_is_the_same_records() {
    let folder = tempfile::tempdir().unwrap();
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let list = ["list", "statements", "--json"];
    let path = folder.path().join("a.ndjson");
    // By hand with all that is known of it, and suggestions of many kinds of documents.
    for first in [written(&list, None), written(&list, Some(&documents))] {
        std::fs::write(&path, &first).unwrap();
        assert!(first.len() > 10_000);
        assert!(written(&list, Some(&path)) == first, "other records");
        assert!(written(&["check"], Some(&path)).ends_with(b"no faults\n"));
    }
}

#[test]
fn keys_that_are_not_known_come_through() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ndjson");
    let list = ["list", "statements", "--json"];
    let row = r#"{"kind":"statement","id":"a","text":"no","spans":[{"start":7,"end":9,"text":"no"}],"terms":{"as":	"said"},"rank":3}"#;
    std::fs::write(&path, row).unwrap();
    let first = written(&list, Some(&path));
    let text = String::from_utf8(first.clone()).unwrap();
    assert!(text.ends_with(",\"terms\":{\"as\": \"said\"}}\n"), "{text}");
    assert!(
        text.contains(r#"{"start":7,"end":9,"text":"no"}"#) && !text.contains("rank"),
        "{text}"
    );
    std::fs::write(&path, &first).unwrap();
    assert!(written(&list, Some(&path)) == first);
}

/// A table without its column of links: without a link it names the file that it was written from.
fn cells(table: &[u8]) -> Vec<Vec<String>> {
    let rows = csv::ReaderBuilder::new().has_headers(false).from_reader(table).into_records();
    let rows: Vec<_> = rows.map(Result::unwrap).collect();
    let link = rows[0].iter().position(|column| column == "link").unwrap();
    rows.iter()
        .map(|row| (0..row.len()).filter(|at| *at != link).map(|at| row[at].to_owned()).collect())
        .collect()
}

/// The column of the speaker.
const SPEAKER: usize = 2;

#[test]
fn a_table_opened_again_is_the_same_table() {
    let folder = tempfile::tempdir().unwrap();
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let path = folder.path().join("a.csv");
    for first in
        [written(&["export", "--csv"], None), written(&["export", "--csv"], Some(&documents))]
    {
        std::fs::write(&path, &first).unwrap();
        let again = written(&["export", "--csv"], Some(&path));
        // Two sources of one title are one source of a table, whose rows stand together.
        let (mut first, mut again) = (cells(&first), cells(&again));
        first.sort();
        again.sort();
        assert!(first.len() > 30);
        for (first, again) in first.iter().zip(&mut again) {
            // A table has no kinds of people: names of two spellings are told apart by their source.
            if again[SPEAKER].to_lowercase().starts_with("the maintenance firm (") {
                let (name, _) = again[SPEAKER].split_once(" (").unwrap();
                again[SPEAKER] = name.to_owned();
            }
            assert_eq!(first, again);
        }
        assert_eq!(first.len(), again.len());
        assert!(written(&["check"], Some(&path)).ends_with(b"no faults\n"));
    }
}

/// What people set, and that a row is withheld, comes back from a table, too.
#[test]
fn a_table_keeps_what_people_set() {
    let row = r#"{"kind":"statement","id":"a","text":"no money moved","speaker":{"id":"ana","name":"Ana Ruiz"},"note":"at the quay","tags":["money","pumps"],"set":{"certainty":"likely","present":[{"id":null,"name":"Bo Lind"},{"id":null,"name":"Eva Roth"}],"evidence":"-1 page","critical":true,"reply_from":{"id":null,"name":"Bo Lind"},"reply_by":"2026-11-30","terms":"background","conditions":"not before Monday","sensitive":false,"star":true}}
{"kind":"statement","id":"b","text":"yes","set":{"sensitive":true}}
{"kind":"statement","id":"c","text":"perhaps"}
"#;
    let folder = tempfile::tempdir().unwrap();
    let (list, csv) = (folder.path().join("a.ndjson"), folder.path().join("a.csv"));
    std::fs::write(&list, row).unwrap();
    for query in [&["export", "--csv"][..], &["find", "!zz", "--csv", "-n", "9"]] {
        let whole = [query, &["--with-withheld"]].concat();
        let first = written(&whole, Some(&list));
        std::fs::write(&csv, &first).unwrap();
        let again = written(&whole, Some(&csv));
        assert_eq!(cells(&first), cells(&again), "{query:?}");
        let text = String::from_utf8(first).unwrap();
        for told in ["at the quay", "money | pumps", "background", "'-1 page", "Bo Lind | Eva Roth"]
        {
            assert!(text.contains(told), "{told}: {text}");
        }
        let open = String::from_utf8(written(&["export", "--csv"], Some(&csv))).unwrap();
        assert!(
            open.contains("perhaps") && !open.contains("money") && !open.contains("yes"),
            "{open}"
        );
    }
}
