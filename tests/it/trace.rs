//! `--trace FILE`: what the program did, a line each, and never a word of a document.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const WORDS: &str = "\u{201c}The grey heron landed,\u{201d} said Ilse Quandt on 3 May 2021.";

fn onrecord(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(args).arg("--no-cache").current_dir(folder).stdin(Stdio::null());
    command.output().expect("the program runs")
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("docs")).expect("a folder");
    fs::write(folder.path().join("docs/heron.txt"), WORDS).expect("a document");
    fs::write(folder.path().join("docs/broken.pdf"), format!("{WORDS}\0")).expect("a document");
    folder
}

/// The lines without their times, which must be there.
fn lines(log: &Path) -> Vec<String> {
    let text = fs::read_to_string(log).expect("a log");
    let said = |line: &str| {
        let (time, said) = line.split_once(' ').expect("a time");
        let shape: String =
            time.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        assert_eq!(shape, "0000-00-00T00:00:00.000Z", "{line}");
        said.to_owned()
    };
    // How the readers are fenced depends on the system.
    text.lines().map(said).filter(|line| !line.contains("readers are fenced")).collect()
}

#[test]
fn the_log_says_what_was_done_and_no_word_of_a_document() {
    let folder = folder();
    let log = folder.path().join("log");
    let version = env!("CARGO_PKG_VERSION");
    let found = onrecord(folder.path(), &["--trace", "log", "find", "heron", "-i", "docs"]);
    assert!(found.status.success(), "{found:?}");
    let want = |command: &str| {
        [
            format!("INFO cli: onrecord {version}: {command}"),
            "INFO library: opening a folder or file".to_owned(),
            "INFO library: opened 1 sources with 1 statements and 1 faults".to_owned(),
            "INFO cli: ends with 0".to_owned(),
        ]
    };
    assert_eq!(lines(&log), want("find"));
    // Appended, and taken behind the command as well.
    let listed = onrecord(folder.path(), &["list", "statements", "-i", "docs", "--trace", "log"]);
    assert!(listed.status.success(), "{listed:?}");
    assert_eq!(lines(&log), [want("find"), want("list")].concat());
    let text = fs::read_to_string(&log).expect("a log");
    for word in ["heron", "Ilse", "Quandt", "2021"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}

#[test]
#[cfg(unix)]
fn the_log_is_for_the_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    onrecord(folder.path(), &["check", "docs", "--trace", "log"]);
    let data = fs::metadata(folder.path().join("log")).expect("a log");
    assert_eq!(data.permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_log_that_cannot_be_written_is_told_in_a_sentence_before_anything_is_done() {
    let folder = folder();
    for file in ["docs", "nowhere/log"] {
        let out = onrecord(folder.path(), &["list", "statements", "-i", "docs", "--trace", file]);
        assert_eq!(out.status.code(), Some(2), "{file}");
        assert!(out.stdout.is_empty(), "{out:?}");
        let said = String::from_utf8(out.stderr).expect("UTF-8");
        let start = format!("onrecord: {file} cannot be written as a log (");
        assert!(said.starts_with(&start) && said.lines().count() == 1, "{said}");
    }
}
