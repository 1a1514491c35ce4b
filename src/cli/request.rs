//! What is asked of `find`, `says` and `export`, once what was typed ([`args`]) is understood:
//! each question and each form of an answer is a case, where on the command line it is a set of
//! switches.

use std::ffi::OsString;
use std::path::PathBuf;

use super::args;
use super::query::{self, Readings};

/// What `find` is asked.
pub(super) struct FindRequest {
    /// What is looked for.
    pub question: Question,
    /// At most so many rows; `None` where nobody says how many.
    pub limit: Option<usize>,
    /// Whether weak suggestions are listed.
    pub weak: bool,
    /// Whether rows are found by their meaning as well.
    pub meaning: bool,
    /// How the answer is written.
    pub format: AnswerFormat,
}

/// What is looked for.
pub(super) enum Question {
    /// What was typed, as it may be read.
    Typed(Readings),
    /// Every line of this file; `-` for standard input.
    EachLine(PathBuf),
}

/// How what was found is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AnswerFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
    /// A table.
    Csv,
}

/// What `export` is asked.
pub(super) struct ExportRequest {
    /// Only what is found so; `None` for every statement.
    pub question: Option<Readings>,
    /// Whether weak suggestions are written as well.
    pub weak: bool,
    /// What is written.
    pub format: ExportFormat,
}

/// What statements are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ExportFormat {
    /// A document.
    Markdown,
    /// A table.
    Csv,
}

/// What is said is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SaysFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
    /// A table.
    Csv,
    /// A document.
    Markdown,
}

impl SaysFormat {
    /// As was typed.
    pub(super) fn of(typed: &args::SaysArgs) -> Self {
        match (typed.json, typed.csv, typed.md) {
            (true, ..) => Self::Json,
            (_, true, _) => Self::Csv,
            (_, _, true) => Self::Markdown,
            _ => Self::Text,
        }
    }

    /// Whether a row can say that it was found by its meaning.
    pub(super) fn tells_meaning(self) -> bool {
        matches!(self, Self::Text | Self::Json)
    }
}

impl From<args::FindArgs> for FindRequest {
    fn from(typed: args::FindArgs) -> Self {
        let question = match typed.queries {
            Some(file) => Question::EachLine(file),
            None if typed.phrase => Question::Typed(query::phrase(&words(&typed.query))),
            None => Question::Typed(query::words(&words(&typed.query))),
        };
        let format = match (typed.json, typed.csv) {
            (true, _) => AnswerFormat::Json,
            (_, true) => AnswerFormat::Csv,
            _ => AnswerFormat::Text,
        };
        let limit = typed.limit.map(Into::into);
        Self { question, limit, weak: typed.weak, meaning: true, format }
    }
}

impl From<args::ExportArgs> for ExportRequest {
    fn from(typed: args::ExportArgs) -> Self {
        let all = typed.query.is_empty();
        let format = if typed.md { ExportFormat::Markdown } else { ExportFormat::Csv };
        let question = (!all).then(|| query::words(&words(&typed.query)));
        Self { question, weak: typed.weak, format }
    }
}

/// The arguments as text.
pub(super) fn words(typed: &[OsString]) -> Vec<String> {
    typed.iter().map(|word| word.to_string_lossy().into_owned()).collect()
}
