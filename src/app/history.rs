//! [`History`]: back and forward through the places a person has been.

use crate::app::facets;
use crate::app::layout::Pane;
use onrecord_model::RecordRef;
use onrecord_search::Facets;

/// Visits kept; older ones are forgotten.
const LONGEST: usize = 100;

/// Where a person is: the query and facets, the pane, and the record that was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The query as typed.
    pub query: String,
    /// The facets.
    pub facets: Facets,
    /// The pane with the keys.
    pub pane: Pane,
    /// The record in the source pane.
    pub subject: Option<RecordRef>,
}

/// Where a person has been before and, after going back, after.
#[derive(Debug, Clone, Default)]
pub struct History {
    before: Vec<Visit>,
    after: Vec<Visit>,
}

impl History {
    /// Leaves `visit` for a new one.
    pub fn leave(&mut self, visit: Visit) {
        if self.before.last() == Some(&visit) {
            return;
        }
        self.after.clear();
        self.before.push(visit);
        if self.before.len() > LONGEST {
            self.before.remove(0);
        }
    }

    /// The visit before `here`.
    pub fn back(&mut self, here: Visit) -> Option<Visit> {
        Self::walk(&mut self.before, &mut self.after, here)
    }

    /// The visit after `here`.
    pub fn forward(&mut self, here: Visit) -> Option<Visit> {
        Self::walk(&mut self.after, &mut self.before, here)
    }

    /// Carries the visits over to another corpus; `moved` finds a record there.
    pub fn carry(&mut self, moved: impl Fn(RecordRef) -> Option<RecordRef>) {
        for visit in self.before.iter_mut().chain(&mut self.after) {
            visit.subject = visit.subject.and_then(&moved);
            facets::carry(&mut visit.facets, &moved);
        }
    }

    fn walk(from: &mut Vec<Visit>, to: &mut Vec<Visit>, here: Visit) -> Option<Visit> {
        let mut visit = from.pop()?;
        if visit == here {
            visit = from.pop()?;
        }
        to.push(here);
        Some(visit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(query: &str) -> Visit {
        Visit { query: query.into(), facets: Facets::default(), pane: Pane::Quotes, subject: None }
    }

    #[test]
    fn back_and_forward() {
        let mut history = History::default();
        history.leave(visit("a"));
        history.leave(visit("b"));
        assert_eq!(history.back(visit("c")), Some(visit("b")));
        assert_eq!(history.back(visit("b")), Some(visit("a")));
        assert_eq!(history.back(visit("a")), None);
        assert_eq!(history.forward(visit("a")), Some(visit("b")));
        history.leave(visit("b"));
        assert_eq!(history.forward(visit("x")), None, "a new way forgets the old one");
    }
}
