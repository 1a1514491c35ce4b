//! [`SharedList`]: a list of records that its copies share until one of them is changed.

use std::iter::FromIterator;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A `Vec` whose copies cost nothing: all share one list, and whoever changes his has one of his own from then on.
/// A corpus has its sources and actors several times (with its passages, with its weak suggestions).
#[derive(Debug, PartialEq, Eq)]
pub struct SharedList<T>(Arc<Vec<T>>);

impl<T> Clone for SharedList<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for SharedList<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> From<Vec<T>> for SharedList<T> {
    fn from(list: Vec<T>) -> Self {
        Self(Arc::new(list))
    }
}

impl<T> FromIterator<T> for SharedList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        items.into_iter().collect::<Vec<_>>().into()
    }
}

impl<T> Deref for SharedList<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T: Clone> DerefMut for SharedList<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        Arc::make_mut(&mut self.0)
    }
}

impl<T: Clone> IntoIterator for SharedList<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        Arc::unwrap_or_clone(self.0).into_iter()
    }
}

impl<'l, T> IntoIterator for &'l SharedList<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'l, T: Clone> IntoIterator for &'l mut SharedList<T> {
    type Item = &'l mut T;
    type IntoIter = std::slice::IterMut<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use std::ptr;

    use super::SharedList;
    use crate::{Corpus, Records};
    use onrecord_model::{
        Document, Form, Origin, Provenance, Source, SourceIx, Stated, Statement, Status, Strength,
    };
    use onrecord_text::Span;

    #[test]
    fn copies_are_one_list_until_one_is_changed() {
        let first: SharedList<String> = ["ana".to_owned(), "bo".to_owned()].into_iter().collect();
        let mut other = first.clone();
        assert!(ptr::eq(first.as_slice(), other.as_slice()));
        other.push("eva".to_owned());
        assert_eq!((first.len(), other.len()), (2, 3));
        for name in &mut other {
            name.make_ascii_uppercase();
        }
        assert_eq!(first.into_iter().collect::<String>(), "anabo");
        assert_eq!(other.into_iter().collect::<String>(), "ANABOEVA");
    }

    #[test]
    fn what_stands_apart_in_a_corpus_is_there_once() {
        let document = Document::new("His claim that it rained.\n\nNobody came.");
        let weak = Provenance { strength: Strength::Weak, ..Provenance::default() };
        let weak = Statement {
            id: "q".into(),
            source: SourceIx(0),
            spans: [Span::new(10, 24)].into_iter().collect(),
            form: Form::Indirect,
            status: Status::Unchecked,
            origin: Origin::Suggested,
            speaker: Stated::Silent,
            provenance: Some(Box::new(weak)),
        };
        let corpus = Corpus::new(Records {
            sources: vec![Source { document, ..Source::default() }].into(),
            statements: vec![weak].into(),
            ..Records::default()
        });
        let (weak, passages) = (corpus.weak().unwrap(), corpus.passages().unwrap());
        assert_eq!((corpus.statements().len(), passages.statements().len()), (0, 2));
        for apart in [weak, passages] {
            assert!(ptr::eq(apart.sources(), corpus.sources()));
        }
        assert!(ptr::eq(weak.actors(), corpus.actors()));
        assert!(ptr::eq(weak.statements().get(0).unwrap(), corpus.records().weak.first().unwrap()));
    }
}
