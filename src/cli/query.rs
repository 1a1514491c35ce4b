//! From the arguments of `find` to a query. The shell takes quote marks away before we see them, so
//! what was meant must be put together again. What a query means is known in `search` alone.

use std::ffi::OsString;

use onrecord_search::FIELDS;

/// What may have been meant by the arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Readings {
    /// The query to try first.
    pub first: String,
    /// The one to try where the first finds nothing.
    pub second: Option<String>,
}

/// `-not:word` and `-by:x` as `!word` and `!by:x`, so that no option parser takes them for options:
/// `!` has a meaning of its own in many shells. Nothing behind `--` is touched.
pub(super) fn without_dashes(args: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut literal = false;
    args.map(|arg| {
        literal |= arg == "--";
        arg.to_str().filter(|_| !literal).and_then(not).map_or(arg.clone(), OsString::from)
    })
    .collect()
}

fn not(arg: &str) -> Option<String> {
    let dashed = arg.strip_prefix('-')?;
    let (field, value) = dashed.split_once(':')?;
    match field {
        "not" => Some(format!("!{value}")),
        field if FIELDS.contains(&field) => Some(format!("!{dashed}")),
        _ => None,
    }
}

/// The query that `args` stand for.
///
/// `by:"Osiris Luna"` and `"by:luna driver"` arrive alike, as a field with a space behind it: the
/// first reading takes all of it for the value, the second takes the words apart.
pub(super) fn words(args: &[String]) -> Readings {
    let joined = args.join(" ");
    let first = args.iter().map(|arg| value_in_marks(arg)).collect::<Vec<_>>().join(" ");
    Readings { second: (first != joined).then_some(joined), first }
}

/// The query for `--phrase`: words that follow one another are one phrase, filters stay filters.
pub(super) fn phrase(args: &[String]) -> Readings {
    let mut parts: Vec<String> = Vec::new();
    let mut run: Vec<String> = Vec::new();
    for arg in args {
        if is_filter(arg) {
            parts.extend(quoted(&mut run));
            parts.push(value_in_marks(arg));
        } else {
            run.push(arg.replace(is_mark, " "));
        }
    }
    parts.extend(quoted(&mut run));
    Readings { first: parts.join(" "), second: None }
}

/// The words of `run` as a phrase, if there are any.
fn quoted(run: &mut Vec<String>) -> Option<String> {
    let words = std::mem::take(run).join(" ");
    (!words.trim().is_empty()).then(|| format!("\"{}\"", words.trim()))
}

fn is_filter(arg: &str) -> bool {
    arg.starts_with('!') || field(arg).is_some()
}

/// `by:Osiris Luna` as `by:"Osiris Luna"`, where the shell took the marks away; anything else as it
/// is.
fn value_in_marks(arg: &str) -> String {
    match field(arg) {
        Some((field, value)) if is_one_value(value) => format!("{field}:\"{value}\""),
        _ => arg.to_owned(),
    }
}

/// Words without marks of their own, and no further field among them.
fn is_one_value(value: &str) -> bool {
    let mut words = value.split_whitespace();
    words.clone().count() > 1 && !value.contains(is_mark) && !words.any(is_filter)
}

/// A field, with its `!` if it has one, and its value.
fn field(arg: &str) -> Option<(&str, &str)> {
    let (field, value) = arg.split_once(':')?;
    let name = field.trim_start_matches('!').to_ascii_lowercase();
    FIELDS.contains(&name.as_str()).then_some((field, value))
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(args: &[&str]) -> Vec<String> {
        args.iter().map(|arg| (*arg).to_owned()).collect()
    }

    #[test]
    fn what_the_shell_took_away_is_put_back() {
        for (args, first, second) in [
            (&["minister", "deal"][..], "minister deal", None),
            (&["minister deal"], "minister deal", None),
            (&["\"kind of deal\"", "by:luna"], "\"kind of deal\" by:luna", None),
            (&["by:Osiris Luna", "car"], "by:\"Osiris Luna\" car", Some("by:Osiris Luna car")),
            (&["!by:Osiris Luna"], "!by:\"Osiris Luna\"", Some("!by:Osiris Luna")),
            (&["by:“Osiris Luna”"], "by:“Osiris Luna”", None),
            (&["by:luna on:2022 deal"], "by:luna on:2022 deal", None),
            (&["by:luna !deal"], "by:luna !deal", None),
            (&["he said: no"], "he said: no", None),
            (&["BY:Osiris Luna"], "BY:\"Osiris Luna\"", Some("BY:Osiris Luna")),
            (&["!word"], "!word", None),
            (&["tag:two words"], "tag:\"two words\"", Some("tag:two words")),
            (&["by-whom:Ana Ruiz"], "by-whom:\"Ana Ruiz\"", Some("by-whom:Ana Ruiz")),
            (&[""], "", None),
        ] {
            let want = Readings { first: first.into(), second: second.map(str::to_owned) };
            assert_eq!(words(&owned(args)), want, "{args:?}");
        }
    }

    #[test]
    fn a_phrase_is_the_words_between_the_filters() {
        for (args, want) in [
            (&["some", "kind", "of deal"][..], "\"some kind of deal\""),
            (&["some", "by:Osiris Luna", "kind of"], "\"some\" by:\"Osiris Luna\" \"kind of\""),
            (&["“kind of”", "!pact"], "\"kind of\" !pact"),
            (&[" "], ""),
        ] {
            assert_eq!(phrase(&owned(args)).first, want, "{args:?}");
        }
    }

    #[test]
    fn a_dash_before_a_field_is_no_option() {
        let typed =
            ["find", "-not:a b", "-by:x", "-n", "3", "-nought:x", "-by-whom:a", "--", "-not:c"];
        let want = ["find", "!a b", "!by:x", "-n", "3", "-nought:x", "!by-whom:a", "--", "-not:c"];
        let typed = typed.iter().map(OsString::from);
        assert_eq!(without_dashes(typed), want.map(OsString::from));
    }
}
