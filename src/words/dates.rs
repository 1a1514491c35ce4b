//! How a date reads in a list, a card or a citation.

use crate::model::{Said, When};
use crate::text::date;

/// A date as a person writes it: `25–27 Mar (2022)`, `since 2015`, `March, no year`.
pub fn label(when: &When) -> String {
    date::written(&when.edtf, &when.resolved)
}

/// When something was said, for a card: the date, and the words where there are some.
pub fn said(said: &Said) -> String {
    match &said.words {
        Some(words) => format!("{} “{words}”", label(&said.when)),
        None => label(&said.when),
    }
}

/// From what a date is inferred.
pub fn basis(when: &When) -> String {
    when.basis.as_deref().map_or_else(|| "—".to_owned(), date::in_sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inferred_is_told_apart() {
        let when = When::new("XXXX-03-25/XXXX-03-27", Some("2022-03-25/2022-03-27")).unwrap();
        assert_eq!((label(&when), basis(&when)), ("25–27 Mar (2022)".into(), "—".into()));
        let when = when.inferred(vec!["year".into()], Some("published 2022-05-17".into()));
        assert_eq!(basis(&when), "published 17 May 2022");
    }
}
