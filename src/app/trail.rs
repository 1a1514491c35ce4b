//! [`Trail`]: back and forward through the places a person has been.

use super::facets;
use super::layout::Pane;
use onrecord_model::RecordRef;
use onrecord_search::Facets;

/// Places kept; older ones are forgotten.
const LONGEST: usize = 100;

/// A place: the query and facets, the pane, and the record that was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
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
pub struct Trail {
    before: Vec<Place>,
    after: Vec<Place>,
}

impl Trail {
    /// Leaves `place` for a new one.
    pub fn leave(&mut self, place: Place) {
        if self.before.last() == Some(&place) {
            return;
        }
        self.after.clear();
        self.before.push(place);
        if self.before.len() > LONGEST {
            self.before.remove(0);
        }
    }

    /// The place before `here`.
    pub fn back(&mut self, here: Place) -> Option<Place> {
        Self::walk(&mut self.before, &mut self.after, here)
    }

    /// The place after `here`.
    pub fn forward(&mut self, here: Place) -> Option<Place> {
        Self::walk(&mut self.after, &mut self.before, here)
    }

    /// Carries the places over to another corpus; `moved` finds a record there.
    pub fn carry(&mut self, moved: impl Fn(RecordRef) -> Option<RecordRef>) {
        for place in self.before.iter_mut().chain(&mut self.after) {
            place.subject = place.subject.and_then(&moved);
            facets::carry(&mut place.facets, &moved);
        }
    }

    fn walk(from: &mut Vec<Place>, to: &mut Vec<Place>, here: Place) -> Option<Place> {
        let mut place = from.pop()?;
        if place == here {
            place = from.pop()?;
        }
        to.push(here);
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(query: &str) -> Place {
        Place { query: query.into(), facets: Facets::default(), pane: Pane::Quotes, subject: None }
    }

    #[test]
    fn back_and_forward() {
        let mut trail = Trail::default();
        trail.leave(place("a"));
        trail.leave(place("b"));
        assert_eq!(trail.back(place("c")), Some(place("b")));
        assert_eq!(trail.back(place("b")), Some(place("a")));
        assert_eq!(trail.back(place("a")), None);
        assert_eq!(trail.forward(place("a")), Some(place("b")));
        trail.leave(place("b"));
        assert_eq!(trail.forward(place("x")), None, "a new way forgets the old one");
    }
}
