//! The investigations in `examples/` open without a fault and show what they are there to show.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    let own = env!("CARGO_TARGET_TMPDIR");
    command.env("XDG_CACHE_HOME", own).env("XDG_DATA_HOME", own);
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    command.current_dir(examples).args(args).output().expect("the program runs")
}

fn records(what: &str) -> Vec<Value> {
    let listed = run(&["list", what, "--json", "-i", "harbour"]);
    assert_eq!(listed.status.code(), Some(0), "{listed:?}");
    let text = String::from_utf8(listed.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

#[test]
fn the_harbour_has_no_fault() {
    let checked = run(&["check", "harbour"]);
    let said = String::from_utf8(checked.stdout).expect("UTF-8");
    assert_eq!((checked.status.code(), said.trim_end().ends_with(": no faults")), (Some(0), true));
    assert_eq!(records("sources").len(), 3);
}

/// The denial and its repetition, the words against them, and a summary in another language.
#[test]
fn the_harbour_shows_links_between_its_documents() {
    let mut statements = records("statements");
    statements.retain(|statement| statement["origin"] == "hand");
    assert_eq!(statements.len(), 10);
    let with = |key: &str, value: Value| {
        let met = statements.iter().filter(move |statement| statement[key] == value);
        met.map(|statement| statement["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(with("polarity", json!("denies")), ["denial"]);
    let link = |kind, to| json!([{ "kind": kind, "statement": to }]);
    assert_eq!(with("links", link("repeats", "denial")), ["once-more"]);
    assert_eq!(with("links", link("contradicts", "denial")), ["bill-came"]);
    assert_eq!(with("links", link("contradicts", "told-her")), ["did-not-speak"]);
    assert_eq!(with("links", link("paraphrase of", "not-a-grain")), ["not-moved"]);
}

#[test]
fn the_harbour_has_a_source_without_a_name_and_a_date_that_is_not_certain() {
    let actors = records("actors");
    let clerk = actors.iter().find(|actor| actor["id"] == "clerk").expect("the clerk");
    assert_eq!(
        (&clerk["kind"], &clerk["says"]),
        (&json!("unnamed"), &json!(["bill-came", "read-later"]))
    );
    let events = records("events");
    let bill = events.iter().find(|event| event["id"] == "bill").expect("the bill");
    let date = &bill["dates"][0];
    assert_eq!((&date["edtf"], &date["inferred"]), (&json!("XXXX-03~"), &json!(["year"])));
}
