//! Which crate names which: Cargo refuses circles, this refuses an arrow that runs upward.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Each crate of ours and those of ours it may name, tests included, lowest first.
const CRATES: &[(&str, &[&str])] = &[
    ("onrecord-text", &[]),
    ("onrecord-language", &["onrecord-text"]),
    ("onrecord-meaning", &["onrecord-text"]),
    ("onrecord-image", &["onrecord-text"]),
    ("onrecord-model", &["onrecord-text", "onrecord-image"]),
    ("onrecord-pdf", &["onrecord-text"]),
    ("onrecord-read", &["onrecord-text", "onrecord-language", "onrecord-model", "onrecord-pdf"]),
    ("onrecord-extract", &["onrecord-text", "onrecord-language", "onrecord-model"]),
    (
        "onrecord-corpus",
        &["onrecord-text", "onrecord-language", "onrecord-image", "onrecord-model"],
    ),
    (
        "onrecord-search",
        &[
            "onrecord-text",
            "onrecord-language",
            "onrecord-meaning",
            "onrecord-image",
            "onrecord-model",
            "onrecord-corpus",
        ],
    ),
    ("onrecord-journal", &["onrecord-text", "onrecord-model"]),
    (
        "onrecord",
        &[
            "onrecord-text",
            "onrecord-image",
            "onrecord-model",
            "onrecord-read",
            "onrecord-extract",
            "onrecord-journal",
            "onrecord-corpus",
            "onrecord-search",
        ],
    ),
];

/// What Cargo knows of the workspace.
pub(super) fn metadata() -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = Command::new(cargo);
    command.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]);
    let told = command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR"))).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    serde_json::from_slice(&told.stdout).unwrap()
}

/// What stands against the table.
pub(super) fn broken(metadata: &Value) -> Vec<String> {
    let mut out = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let Some((_, may)) = CRATES.iter().find(|(known, _)| *known == name) else {
            out.push(format!("{name} is not in the table"));
            continue;
        };
        for dependency in package["dependencies"].as_array().unwrap() {
            let named = dependency["name"].as_str().unwrap();
            let ours =
                CRATES.iter().any(|(known, _)| *known == named) || named.starts_with("onrecord");
            if ours && !may.contains(&named) {
                out.push(format!("{name} names {named}"));
            }
        }
    }
    out
}

#[test]
fn the_table_runs_downward() {
    for (at, (name, may)) in CRATES.iter().enumerate() {
        let lower = |named| CRATES[..at].iter().any(|(known, _)| known == named);
        assert!(may.iter().all(lower), "{name} names one above it");
    }
}

#[test]
fn an_arrow_upward_is_seen() {
    let package = |name: &str, named: &[&str]| {
        let named: Vec<_> = named.iter().map(|name| serde_json::json!({ "name": name })).collect();
        serde_json::json!({ "name": name, "dependencies": named })
    };
    let of = |packages: &[Value]| broken(&serde_json::json!({ "packages": packages }));
    assert_eq!(of(&[package("onrecord-model", &["serde", "onrecord-text"])]), [""; 0]);
    assert_eq!(
        of(&[
            package("onrecord-text", &["onrecord-model"]),
            package("onrecord-corpus", &["onrecord"])
        ]),
        ["onrecord-text names onrecord-model", "onrecord-corpus names onrecord"]
    );
    assert_eq!(of(&[package("onrecord-cellar", &[])]), ["onrecord-cellar is not in the table"]);
}
