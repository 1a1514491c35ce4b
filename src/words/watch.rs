//! What `onrecord watch` says beside what is new.

use super::{decisions, labels};
use onrecord_model::fault::WriteError;
use onrecord_search::QueryNotice;

/// Why `--with-withheld` is no use here.
pub const WITHHELD: &str = "watch never prints what is withheld; leave --with-withheld out (find --with-withheld looks it up)";

/// A line of the list that is not text.
pub const NO_TEXT: &str = "this line is not UTF-8 text and is left out";

/// A line of the list with nothing in it that could be looked for.
pub const NOTHING: &str = "there is no word and no filter in this line; # begins a comment";

/// `names.txt:3: …`: a line of the list that is left out, and why.
pub fn at(file: &str, line: usize, why: &str) -> String {
    format!("{file}:{line}: {why}")
}

/// Why a line would be searched otherwise than it is meant.
pub fn misread(notice: &QueryNotice) -> String {
    let why = match notice {
        QueryNotice::UnknownField { field, nearest: Some(nearest) } => {
            format!("{field}: is no field; did you mean {nearest}:?")
        }
        QueryNotice::UnknownField { field, nearest: None } => {
            format!("{field}: is no field; in quotation marks it is looked for as it stands")
        }
        QueryNotice::UnknownValue { field, value, nearest: Some(nearest) } => {
            format!("{field}:{value} is not known; did you mean {field}:{nearest}?")
        }
        QueryNotice::UnknownValue { field, value, nearest: None } => {
            format!("{field}:{value} is not known; onrecord find --help names the filters")
        }
        QueryNotice::UnclosedQuote => "a quotation mark opens and none closes; close it".into(),
        QueryNotice::BadDate { text } => {
            format!("“{text}” is no date; write 2022, 2022-03, 2022-03-25 or 2012..2014")
        }
        QueryNotice::NoMeaning => "near: needs an onrecord built with meaning".into(),
        QueryNotice::TooLong => "it has more than 32 words; make two lines of it".into(),
    };
    format!("left out: {why}")
}

/// `3 new passages for 2 of 1,000 lines`.
pub fn summary(passages: usize, lines: usize, of: usize) -> String {
    let passages = labels::count(passages, "new passage", "new passages");
    let of = labels::count(of, "line", "lines");
    format!("{passages} for {} of {of}", labels::number(lines))
}

/// Where the system does not say where what was told would be kept.
pub const NO_FOLDER: &str =
    "there is no folder in which to remember what was told: set HOME or XDG_STATE_HOME";

/// What a list has told, in the sentences about it.
const TOLD: &str = "what this list has told";

/// Where what was told cannot be read or held; nothing was looked for.
pub fn no_memory(why: &WriteError) -> String {
    decisions::not_decided(Some(TOLD), why)
}

/// Where it was told and cannot be remembered.
pub fn not_kept(why: &WriteError) -> String {
    format!("{} It will be told again.", decisions::not_decided(Some(TOLD), why))
}

/// Where what was told is damaged.
pub const DAMAGED: &str = "what this list has told is damaged; onrecord cache --clear takes it away, and all is \
                           told again";
