//! Bad use in one sentence: what clap found wrong, what may have been meant, and where to read on.

use std::io::Write;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::stop::{Answer, FOUND, Stop};

/// Prints help and version where they were asked for; anything else is bad use.
///
/// # Errors
/// [`Stop::Refused`] for bad use; [`Stop::Closed`] where nobody reads the help.
pub(super) fn answer(error: &Error) -> Answer {
    if !error.use_stderr() {
        error.print()?;
        std::io::stdout().flush()?;
        return Ok(FOUND);
    }
    Err(Stop::Refused(sentence(error)))
}

fn sentence(error: &Error) -> String {
    let get = |kind| error.get(kind).map(text).unwrap_or_default();
    let (arg, value) = (bare(&get(ContextKind::InvalidArg)), get(ContextKind::InvalidValue));
    let what = match error.kind() {
        ErrorKind::UnknownArgument if arg.starts_with('-') => {
            format!("there is no option {arg}")
        }
        ErrorKind::UnknownArgument => {
            format!("{arg} is one argument too many; -i {arg} reads it where it is a place")
        }
        ErrorKind::InvalidSubcommand => {
            format!("there is no command {}", get(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("{arg} is missing"),
        ErrorKind::ArgumentConflict => {
            format!("{arg} does not go with {}", bare(&get(ContextKind::PriorArg)))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} needs a value"),
        ErrorKind::InvalidValue => {
            format!("{value} is none of {}", get(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => format!("{value} is not a value for {arg}"),
        _ => first_line(error),
    };
    let meant =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    match meant.into_iter().map(get).find(|meant| !meant.is_empty()) {
        Some(meant) => {
            format!("{what}; did you mean {meant}? (onrecord help shows the way)")
        }
        None => format!("{what} (onrecord help shows the way)"),
    }
}

/// `--limit` of `--limit <N>`, `QUERY` of `[QUERY]...`, `--md or --csv` of `<--md|--csv>`.
fn bare(arg: &str) -> String {
    let option = arg.split(" <").next().unwrap_or(arg);
    if option.chars().all(|c| c == '.') {
        return option.to_owned();
    }
    option.trim_end_matches('.').trim_matches(['<', '>', '[', ']']).replace('|', " or ")
}

/// What clap says itself, without its first word and its tips.
fn first_line(error: &Error) -> String {
    let said = error.to_string();
    let said = said.strip_prefix("error: ").unwrap_or(&said);
    said.split('\n').next().unwrap_or(said).to_owned()
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(list) => list.join(", "),
        ContextValue::String(one) => one.clone(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::super::args::Args;
    use super::*;

    #[test]
    fn bad_use_is_one_sentence() {
        for (typed, want) in [
            (&["--jsn"][..], "there is no option --jsn"),
            (&["find", "x", "--jsno"], "there is no option --jsno; did you mean --json?"),
            (&["find"], "QUERY is missing"),
            (&["find", "x", "-n", "0"], "0 is not a value for --limit"),
            (&["find", "x", "-n"], "--limit needs a value"),
            (&["find", "x", "--queries", "f"], "QUERY does not go with --queries"),
            (&["list", "evnts"], "evnts is none of statements, actors, events, dates, sources"),
            (&["list"], "WHAT is missing"),
            (&["show", "a", "b"], "b is one argument too many"),
            (&["show", "a", "."], ". is one argument too many"),
            (
                &["list", "actors", "b"],
                "b is one argument too many; -i b reads it where it is a place",
            ),
            (&["help", "fnd"], "there is no command fnd"),
        ] {
            let typed = ["onrecord"].iter().chain(typed);
            let error = Args::try_parse_from(typed.clone()).expect_err("bad use");
            let said = sentence(&error);
            assert!(said.starts_with(want), "{:?}: {said}", typed.collect::<Vec<_>>());
            assert!(!said.contains('\n'), "{said}");
        }
    }
}
