//! What a line says of words that did not stand in their source any more when it was written: `anchor`.

use serde::Deserialize;

use super::details::{Details, Wrong, value};
use onrecord_model::{AnchorState, Recorded, RecordedWords};

/// Words as a row was made from them, and how they stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowAnchor {
    /// What was put down.
    pub recorded: Recorded,
    /// The same as the line has it, as JSON; `None` in a table.
    pub json: Option<String>,
}

#[derive(Deserialize)]
struct AnchorJson {
    state: String,
    #[serde(default)]
    likeness: Option<f32>,
    #[serde(default)]
    count: Option<u32>,
    #[serde(default)]
    recorded: Vec<RecordedJson>,
}

#[derive(Deserialize)]
struct RecordedJson {
    exact: String,
    #[serde(default)]
    prefix: Option<String>,
    #[serde(default)]
    suffix: Option<String>,
}

/// Reads `anchor`.
pub(super) fn anchor(to: &mut Details, json: &str) -> Result<(), Wrong> {
    let AnchorJson { state, likeness, count, recorded } = value(json)?;
    let Some(state) = meant(&state, likeness, count) else {
        return Err(Wrong::Word(state, WORDS.to_vec()));
    };
    let words = |line: RecordedJson| RecordedWords {
        exact: line.exact.into(),
        prefix: line.prefix.map(Into::into),
        suffix: line.suffix.map(Into::into),
    };
    let pieces = recorded.into_iter().map(words).collect();
    let recorded = Recorded { state, pieces, cue: None };
    to.anchor = Some(RowAnchor { recorded, json: Some(json.to_owned()) });
    Ok(())
}

/// Reads a cell of a table: `changed 0.94`; `text` is that of the row, in its pieces.
pub(crate) fn cell<'t>(cell: &str, text: impl Iterator<Item = &'t str>) -> Option<RowAnchor> {
    let (word, number) = cell.split_once(' ').unwrap_or((cell, "1"));
    let state = meant(word, number.parse().ok(), number.parse().ok())?;
    let words = |exact: &str| RecordedWords { exact: exact.into(), ..RecordedWords::default() };
    let recorded = Recorded { state, pieces: text.map(words).collect(), cue: None };
    Some(RowAnchor { recorded, json: None })
}

/// The words for states.
const WORDS: [&str; 4] = ["moved", "changed", "ambiguous", "lost"];

fn meant(word: &str, likeness: Option<f32>, count: Option<u32>) -> Option<AnchorState> {
    // Without a number it claims least.
    let likeness = match likeness {
        Some(likeness) if (0.0..1.0).contains(&likeness) => (likeness * 100.0).round() as u8,
        Some(_) | None => 0,
    };
    let likeness = likeness.min(99);
    let states = [
        AnchorState::Moved,
        AnchorState::Changed { likeness },
        AnchorState::Ambiguous { count: count.unwrap_or(1) },
        AnchorState::Lost,
    ];
    states.into_iter().find(|state| state.word() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_read_back() {
        for (line, want) in [
            (
                r#"{"state":"lost","recorded":[{"exact":"a","prefix":"b"}]}"#,
                Some(AnchorState::Lost),
            ),
            (r#"{"state":"changed","likeness":0.94}"#, Some(AnchorState::Changed { likeness: 94 })),
            (r#"{"state":"changed","likeness":7}"#, Some(AnchorState::Changed { likeness: 0 })),
            (r#"{"state":"ambiguous","count":3}"#, Some(AnchorState::Ambiguous { count: 3 })),
            (r#"{"state":"sane"}"#, None),
            ("7", None),
        ] {
            let mut to = Details::default();
            let read = anchor(&mut to, line).ok().and(to.anchor);
            assert_eq!(read.map(|anchor| anchor.recorded.state), want, "{line}");
        }
        let states = ["moved", "changed 0.94", "ambiguous 3", "lost", "", "same", "x 1"]
            .map(|text| cell(text, ["a"].into_iter()).map(|anchor| anchor.recorded.state));
        assert_eq!(
            states,
            [
                Some(AnchorState::Moved),
                Some(AnchorState::Changed { likeness: 94 }),
                Some(AnchorState::Ambiguous { count: 3 }),
                Some(AnchorState::Lost),
                None,
                None,
                None,
            ]
        );
    }
}
