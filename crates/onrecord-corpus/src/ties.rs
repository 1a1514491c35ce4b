//! [`Tie`]: the links of a row in both directions, with those that lead to what stands apart or is gone.

use crate::Corpus;
use onrecord_model::{Field, FieldValue, LinkKind, RecordRef, RowRef, Statement, StatementIx};

/// A link as it is seen from one of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tie {
    /// How the row that links stands to the other.
    pub kind: LinkKind,
    /// Whether the row that one stands on is the one that links.
    pub outward: bool,
    /// The other; `None` where it is not there any more.
    pub other: Option<RowRef>,
}

impl Corpus {
    /// The links of a row: its own, then those of others to it, then those that a person made to or from
    /// what is no listed statement any more.
    pub fn ties(&self, row: RowRef) -> Vec<Tie> {
        let mut ties = row.statement().map_or_else(Vec::new, |ix| self.listed_ties(ix));
        let known = ties.len();
        let Some(set) = self.annotations(RecordRef::Row(row)) else { return ties };
        let id_of = |tie: &Tie| self.row(tie.other?).map(|other| &other.id);
        for (field, value) in &set.elements {
            let FieldValue::Link { kind, to } = value else { continue };
            let outward = *field == Field::Links;
            let same =
                |tie: &Tie| (tie.kind, tie.outward, id_of(tie)) == (*kind, outward, Some(to));
            if !ties.iter().take(known).any(same) {
                ties.push(Tie { kind: *kind, outward, other: self.find_row(to) });
            }
        }
        ties
    }

    fn listed_ties(&self, ix: StatementIx) -> Vec<Tie> {
        let own = self.statement(ix).into_iter().flat_map(Statement::links);
        let tie =
            |kind, outward, other: StatementIx| Tie { kind, outward, other: Some(other.into()) };
        let own = own.map(|link| tie(link.kind, true, link.to));
        own.chain(self.linked_to(ix).map(|(kind, from)| tie(kind, false, from))).collect()
    }
}
