//! The README's tables are the program's own: run with `README=write` to bring them up to date.

use std::fs;
use std::path::Path;

use onrecord::app::input::keys::Context;
use onrecord::words::keys;

fn keys_table() -> String {
    let rows = keys::lines(Context::List);
    let rows = rows.iter().map(|line| {
        let each = line.keys.split(' ').map(|key| format!("`{}`", key.replace('|', "\\|")));
        format!("| {} | {} |", each.collect::<Vec<_>>().join(" "), line.words)
    });
    table("key", "does", rows)
}

fn query_table() -> String {
    let rows = keys::QUERY.iter().map(|(typed, got)| format!("| `{typed}` | {got} |"));
    table("you type", "you get", rows)
}

fn table(left: &str, right: &str, rows: impl Iterator<Item = String>) -> String {
    let head = [format!("| {left} | {right} |"), "|---|---|".to_owned()];
    let lines: Vec<_> = head.into_iter().chain(rows).collect();
    format!("{}\n", lines.join("\n"))
}

/// The README with the table between two marks replaced.
fn with_table(readme: &str, name: &str, table: &str) -> String {
    let (before, rest) =
        readme.split_once(&format!("<!-- {name}:")).expect("the mark stands there");
    let (comment, rest) = rest.split_once("-->\n").expect("it is closed");
    let (_, after) = rest.split_once(&format!("<!-- /{name} -->")).expect("its end stands there");
    format!("{before}<!-- {name}:{comment}-->\n{table}<!-- /{name} -->{after}")
}

#[test]
fn the_tables_are_the_programs_own() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).expect("README.md");
    let right = with_table(&readme, "keys", &keys_table());
    let right = with_table(&right, "query", &query_table());
    if std::env::var("README").is_ok_and(|value| value == "write") {
        fs::write(&path, &right).expect("README.md can be written");
    }
    assert!(
        readme == right || std::env::var("README").is_ok(),
        "run: README=write cargo test --test it readme"
    );
}
