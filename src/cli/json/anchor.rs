//! How the words of a statement stand in a source that changed since they were put down.

use serde::Serialize;
use serde_json::value::RawValue;

use super::carried::{Pieces, PlacedWords};
use onrecord_model::{AnchorState, RecordedWords, Statement};

/// The key `anchor` of a statement's line.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum AnchorValue<'c> {
    /// As it is here.
    Own(AnchorLine<'c>),
    /// As a list has it.
    Listed(&'c RawValue),
}

impl<'c> AnchorValue<'c> {
    /// Nothing where the words stand as they were put down.
    pub(super) fn of(statement: &'c Statement, pieces: Pieces<'c>) -> Option<Self> {
        let listed = statement.known().carried.as_deref().and_then(|row| row.anchor.as_deref());
        let listed = listed.and_then(|json| serde_json::from_str::<&RawValue>(json).ok());
        let own = || AnchorLine::of(statement, pieces).map(Self::Own);
        listed.map(Self::Listed).or_else(own)
    }
}

/// How the words of a statement of ours stand.
#[derive(Debug, Serialize)]
pub(super) struct AnchorLine<'c> {
    state: &'static str,
    /// How far what stands there now is alike, from 0 to 1; of what changed.
    likeness: Option<f32>,
    /// How often the words stand there; of what is ambiguous.
    count: Option<u32>,
    recorded: Vec<RecordedLine<'c>>,
    /// What stands there now; of what changed.
    present: Vec<PlacedWords<'c>>,
}

#[derive(Debug, Serialize)]
struct RecordedLine<'c> {
    exact: &'c str,
    prefix: Option<&'c str>,
    suffix: Option<&'c str>,
}

impl<'c> AnchorLine<'c> {
    fn of(statement: &'c Statement, pieces: Pieces<'c>) -> Option<Self> {
        let recorded = statement.recorded()?;
        let line = |words: &'c RecordedWords| RecordedLine {
            exact: &words.exact,
            prefix: words.prefix.as_deref(),
            suffix: words.suffix.as_deref(),
        };
        let changed = matches!(recorded.state, AnchorState::Changed { .. });
        Some(Self {
            state: recorded.state.word(),
            likeness: recorded.state.likeness().map(|likeness| f32::from(likeness) / 100.0),
            count: match recorded.state {
                AnchorState::Ambiguous { count } => Some(count),
                _ => None,
            },
            recorded: recorded.pieces.iter().map(line).collect(),
            present: if changed { pieces.of_words(&statement.spans) } else { Vec::new() },
        })
    }
}
