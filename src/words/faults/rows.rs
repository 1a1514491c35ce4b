//! Faults of the rows of a list.

use super::short;
use onrecord_model::fault::{FaultKind, KeyFlaw, RowFlaw};

/// What is wrong with a row, and what became of it.
pub(super) fn of(what: &FaultKind) -> String {
    match what {
        FaultKind::BadRow(flaw) => row(*flaw).into(),
        FaultKind::RowKey { key, flaw } => key_of(key, flaw),
        FaultKind::TwoNames { name } => format!(
            "the id of “{}” is that of somebody with another name in this list, so they stay two \
             under two ids; give each an id of its own",
            short(name)
        ),
        _ => String::new(),
    }
}

fn row(flaw: RowFlaw) -> &'static str {
    match flaw {
        RowFlaw::NotText => "this line is not UTF-8 and was left out; save the list as UTF-8",
        RowFlaw::NotARow => {
            "this line is not a JSON object with a \"text\" and was left out; write one object a \
             line, as { \"text\": \"…\", \"speaker\": \"…\" }"
        }
        RowFlaw::NoWords => {
            "the \"text\" of this line is empty, so it was left out; write what was said"
        }
        RowFlaw::Date => {
            "this line is a date and no statement, and was left out; list statements, not dates"
        }
        RowFlaw::TooMuch => {
            "the rows of this source have 4 GiB of text already, so it was left out; split the list"
        }
    }
}

fn key_of(key: &str, flaw: &KeyFlaw) -> String {
    match flaw {
        KeyFlaw::Shape => format!(
            "the value of \"{key}\" is of the wrong kind, so this row stands without it; \
             docs/json.md says what it should be"
        ),
        KeyFlaw::Word { value, allowed } => {
            let then = match key {
                "origin" => "this row counts as suggested",
                "speaker.by" => "this row names no speaker",
                _ => "this row stands without it",
            };
            format!(
                "“{}” is not a known word for \"{key}\", so {then}; write one of: {}",
                short(value),
                allowed.join(", ")
            )
        }
        KeyFlaw::Pieces => format!(
            "the pieces of \"{key}\" are not those of the text, overlap or stand out of order, so \
             this row stands without them; write them in order, as \"text\" has them"
        ),
        KeyFlaw::Length => format!(
            "the words of \"{key}\" are not as long as the bytes it names, so one of the two is \
             wrong; compare them with the source"
        ),
    }
}
