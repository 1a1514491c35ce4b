//! [`Sink`]: where the faults of a file gather, with the bytes they stand at.

use onrecord_model::fault::FaultKind;

/// More faults than anybody mends at once; from here on they are counted only, so that a hostile
/// file of a few MB does not become GB of faults.
const MOST: usize = 100_000;

/// Faults in the order they were met.
#[derive(Debug, Default)]
pub(super) struct Sink {
    faults: Vec<(u32, FaultKind)>,
    more: u32,
}

impl Sink {
    /// Adds a fault at byte `at` of the file.
    pub(super) fn put(&mut self, at: u32, what: FaultKind) {
        if self.faults.len() < MOST {
            self.faults.push((at, what));
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.faults.len() + self.more as usize
    }

    /// All of them by place; the last says how many more there were.
    pub(super) fn into_faults(mut self) -> Vec<(u32, FaultKind)> {
        self.faults.sort_by_key(|(at, _)| *at);
        if self.more > 0
            && let Some((end, _)) = self.faults.last()
        {
            self.faults.push((*end, FaultKind::AndMore(self.more)));
        }
        self.faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_counted() {
        let mut sink = Sink::default();
        for at in (0..MOST as u32 + 3).rev() {
            sink.put(at, FaultKind::OtherSource);
        }
        assert_eq!(sink.count(), MOST + 3);
        let faults = sink.into_faults();
        assert_eq!(faults.len(), MOST + 1);
        assert!(faults.is_sorted_by_key(|(at, _)| at));
        assert_eq!(faults.last(), Some(&(MOST as u32 + 2, FaultKind::AndMore(3))));
    }
}
