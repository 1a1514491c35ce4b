//! [`PassedParts`]: what of a capture of the web is no document, counted by kind, so that nothing is missing in
//! silence.

use std::collections::BTreeMap;

use onrecord_model::PassedOver;

use crate::Doubt;

/// Answers that are named, of all that are counted.
const NAMED: usize = 8;

/// The longest address that is kept (bytes).
const LONGEST: usize = 200;

/// What was passed over so far.
#[derive(Debug, Default)]
pub(crate) struct PassedParts {
    counts: BTreeMap<PassedOver, u32>,
    answers: Vec<String>,
}

impl PassedParts {
    /// Counts one.
    pub(super) fn count(&mut self, what: PassedOver) {
        let count = self.counts.entry(what).or_default();
        *count = count.saturating_add(1);
    }

    /// Counts an answer that is no page, of this status and from this address.
    pub(super) fn answer(&mut self, what: PassedOver, status: &str, link: &str) {
        self.count(what);
        if self.answers.len() < NAMED {
            let end = link.floor_char_boundary(LONGEST);
            self.answers.push(format!("{status} {}", link.get(..end).unwrap_or(link)));
        }
    }

    /// Adds what was passed over in a part.
    pub(crate) fn add(&mut self, other: Self) {
        for (what, count) in other.counts {
            let own = self.counts.entry(what).or_default();
            *own = own.saturating_add(count);
        }
        let room = NAMED.saturating_sub(self.answers.len());
        self.answers.extend(other.answers.into_iter().take(room));
    }

    /// It as something to be told; `None` where there is nothing.
    pub(crate) fn doubt(self) -> Option<Doubt> {
        let counts: Vec<_> = self.counts.into_iter().collect();
        (!counts.is_empty()).then_some(Doubt::PassedOver { counts, answers: self.answers })
    }
}
