//! No word of a language in a rule of `onrecord-extract`: a literal with letters there belongs into a
//! table of `assets/language`, where each language has its own.

use super::facts::Facts;

/// The crate whose rules read by tables.
const RULES: &str = "crates/onrecord-extract/src/";

/// Literals with letters that may stand there: file, text, and why.
const SPELT: &[(&str, &str, &str)] = &[
    ("dates/edtf.rs", "XXXX-XX-XX", "EDTF writes what is not known so"),
    ("dates/edtf.rs", "XXXX-XX", "EDTF"),
    ("dates/edtf.rs", "XXXX", "EDTF"),
    ("dates/resolve.rs", "XXXX", "EDTF"),
    ("dates/resolve.rs", "XXXX-XX-XX", "EDTF"),
    ("dates/resolve.rs", "XXXX-XX-{day:02}", "EDTF"),
    ("dates/resolve.rs", "{}X", "EDTF: a decade"),
    ("dates/edtf.rs", "{:02}XX", "EDTF: a century"),
    ("dates/bare.rs", "º", "an ordinal sign of numbers, a letter only to Unicode"),
    ("dates/bare.rs", ".º", "the same behind a point"),
    (
        "dates/order.rs",
        "before “{words}”, dated {dated}",
        "from what a bound follows, said to people",
    ),
    ("dates/order.rs", "after “{words}”, dated {dated}", "from what a bound follows"),
    ("dates/resolve.rs", "date", "the whole of a record's date"),
    ("dates/figures.rs", "day first, as in “{proof}”", "why a date is read so, said to people"),
    ("dates/figures.rs", "month first, as in “{proof}”", "why a date is read so"),
    ("dates/figures.rs", "assumed: day first", "why a date is read so"),
    ("dates/figures.rs", "day and month may stand either way round", "why a date stays open"),
    ("dates/resolve.rs", "year", "a part of a record's date, as the file format names it"),
    ("dates/resolve.rs", "month", "a part of a record's date"),
    ("dates/resolve.rs", "day", "a part of a record's date"),
    ("dates/resolve.rs", "named before: {}", "why a part of a date was filled in, said to people"),
    ("tokens.rs", "\u{36f}", "the last of the accents that stand on a letter"),
    ("tokens.rs", "{range:?} of {}", "said in the log of a fault of ours"),
    ("tokens.rs", "I", "a numeral of Rome, which every language writes so"),
    ("tokens.rs", "V", "a numeral of Rome"),
    ("tokens.rs", "X", "a numeral of Rome"),
    ("tokens.rs", "º", "the sign of an ordinal"),
    ("tokens.rs", "ª", "the sign of an ordinal"),
    ("dates/fill.rs", "published {}", "why a part of a date was filled in, said to people"),
];

/// Literals with letters in rules that the table does not name.
pub(super) fn broken(files: &[Facts]) -> Vec<String> {
    let spelt = |file: &str, text: &str| SPELT.iter().any(|(f, t, _)| (*f, *t) == (file, text));
    spelled_out(files)
        .filter(|(file, _, text)| !spelt(file, text))
        .map(|(file, line, text)| format!("{RULES}{file}:{line}: {text:?}"))
        .collect()
}

/// Exceptions that nothing needs any more.
pub(super) fn stale(files: &[Facts]) -> Vec<String> {
    let used: Vec<_> = spelled_out(files).map(|(file, _, text)| (file, text)).collect();
    let unused = SPELT.iter().filter(|(file, text, _)| !used.contains(&(*file, *text)));
    unused.map(|(file, text, _)| format!("{file}: {text:?}")).collect()
}

fn spelled_out(files: &[Facts]) -> impl Iterator<Item = (&str, usize, &str)> {
    let rules = files.iter().filter(|file| !file.of_tests);
    let rules = rules.filter_map(|file| Some((file.name.strip_prefix(RULES)?, file)));
    rules.flat_map(|(name, file)| {
        let letters = file.literals.iter().filter(|(_, text)| has_letters(text));
        letters.map(move |(line, text)| (name, *line, &**text))
    })
}

/// Whether a text has letters outside of the braces that a value is put into.
fn has_letters(text: &str) -> bool {
    let mut depth = 0_usize;
    text.chars().any(|c| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && c.is_alphabetic()
    })
}

#[test]
fn letters_are_found_wherever_they_stand() {
    for (text, want) in [
        ("fn f() { g(\"said\"); }", 1),
        ("const A: [&str; 2] = [\"on\", \"en\"];", 2),
        ("fn f(c: char) -> bool { matches!(c, 's' | 'é') }", 2),
        ("fn f() { match g() { \"a\" => b'x', _ => 0 } }", 2),
        ("fn f() { odd!(=> \"said\" ;) }", 1),
        ("fn f() -> String { format!(\"{day:02}-{}\", g()) }", 0),
        (
            "/// Says \"said\".\n#[expect(dead_code, reason = \"said\")]\nfn f() { g(\"“1”\", '漢'.len()) }",
            1,
        ),
        ("#[cfg(test)]\nmod tests { const A: &str = \"said\"; }", 0),
    ] {
        let file = Facts::of(&format!("{RULES}a.rs"), text);
        assert_eq!(broken(&[file]).len(), want, "{text}");
        let elsewhere = Facts::of("crates/onrecord-language/src/a.rs", text);
        assert_eq!(broken(&[elsewhere]).len(), 0, "{text}");
    }
}
