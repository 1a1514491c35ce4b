//! How long a file and a function may be, and that every file says what it is.

use super::facts::{Facts, Function};

/// The longest file, tests included (lines).
const FILE: usize = 500;

/// The longest function, from `fn` to its last brace (lines).
const FUNCTION: usize = 80;

/// The longest function of tests: a table of cases is one list, however many they are.
const TABLE: usize = 150;

/// What is too long or says nothing.
pub(super) fn broken(files: &[Facts]) -> Vec<String> {
    let mut out = Vec::new();
    for file in files {
        if !file.says_what_it_is {
            out.push(format!("{} has no module doc on its first line", file.name));
        }
        if file.lines > FILE {
            out.push(format!("{} has {} lines", file.name, file.lines));
        }
        for function in &file.functions {
            let of_tests = file.of_tests || function.in_tests;
            if function.lines > if of_tests { TABLE } else { FUNCTION } {
                out.push(told(file, function));
            }
        }
    }
    out
}

fn told(file: &Facts, Function { name, line, lines, .. }: &Function) -> String {
    format!("{}:{line} {name} has {lines} lines", file.name)
}

/// The three longest files and functions.
pub(super) fn longest(files: &[Facts]) -> Vec<String> {
    let mut lengths: Vec<_> = files.iter().map(|file| (file.lines, file.name.clone())).collect();
    let functions = files.iter().flat_map(|file| file.functions.iter().map(move |of| (file, of)));
    let functions = functions.map(|(file, function)| (function.lines, told(file, function)));
    let mut functions: Vec<_> = functions.collect();
    for lengths in [&mut lengths, &mut functions] {
        lengths.sort_by(|a, b| b.cmp(a));
        lengths.truncate(3);
    }
    let lengths = lengths.into_iter().map(|(lines, name)| format!("{name} has {lines} lines"));
    lengths.chain(functions.into_iter().map(|(_, told)| told)).collect()
}

#[test]
fn what_is_too_long_is_seen() {
    let body = |lines| format!("impl A {{\nfn f() {{\n{}}}\n}}", "g();\n".repeat(lines));
    let product = |lines| format!("//! Doc.\n{}", body(lines));
    let test = |lines| format!("//! Doc.\n#[cfg(test)]\nmod t {{\n{}\n}}", body(lines));
    for (text, want) in [
        (product(0), &[][..]),
        ("fn f() {}".to_owned(), &["a.rs has no module doc on its first line"]),
        ("\n//! Doc.".to_owned(), &["a.rs has no module doc on its first line"]),
        ("// Doc.".to_owned(), &["a.rs has no module doc on its first line"]),
        (format!("//! Doc.{}", "\n".repeat(500)), &[]),
        (format!("//! Doc.{}", "\n".repeat(501)), &["a.rs has 501 lines"]),
        (product(78), &[]),
        (product(79), &["a.rs:3 f has 81 lines"]),
        (test(148), &[]),
        (test(149), &["a.rs:5 f has 151 lines"]),
    ] {
        assert_eq!(broken(&[Facts::of("a.rs", &text)]), want, "{text}");
    }
    let long = longest(&[Facts::of("a.rs", &product(9)), Facts::of("b.rs", &product(5))]);
    assert_eq!(
        long,
        ["a.rs has 14 lines", "b.rs has 10 lines", "a.rs:3 f has 11 lines", "b.rs:3 f has 7 lines"]
    );
}
