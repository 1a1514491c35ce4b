//! How a date reads in a list, a card or a citation.

use onrecord_model::{Said, Source, Stated, When};
use onrecord_text::date;

/// A date as a person writes it: `25–27 Mar (2022)`, `since 2015`, `March, no year`.
pub fn label(when: &When) -> String {
    let written = date::written(&when.edtf, &when.resolved);
    if when.is_inferred() { format!("({written})") } else { written }
}

/// A day as `27 Nov 2026`, from its ISO form.
pub fn day(iso: &str) -> String {
    date::written(iso, iso)
}

/// The day of a moment as a person reads it; `None` where it is none.
pub(super) fn day_of(at: &str) -> Option<String> {
    let day = When::new(at.split('T').next()?, None).ok()?;
    Some(label(&day))
}

/// Hour and minute of a moment; `None` where it has none.
pub(super) fn time_of(at: &str) -> Option<String> {
    at.split_once('T').and_then(|(_, time)| time.get(..5)).map(str::to_owned)
}

/// A moment as `29 Nov 2026 10:04`, from its ISO form; what is none stands as it is.
pub fn moment(at: &str) -> String {
    match (day_of(at), time_of(at)) {
        (Some(day), Some(time)) => format!("{day} {time}"),
        (Some(day), None) => day,
        (None, _) => at.to_owned(),
    }
}

/// When a document was published; when its file was made, said so, where nobody knows better.
pub fn document(source: &Source) -> Stated<String> {
    match &source.created {
        Some(created) if source.date.value().is_none() => {
            Stated::Is(format!("created {}", label(created)))
        }
        _ => source.date.as_ref().map(label),
    }
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
        let named = When::new("2016-03-03", None).unwrap();
        let named = named.inferred(vec!["date".into()], Some("file name “a_2016-03-03”".into()));
        assert_eq!(label(&named), "(3 Mar 2016)");
    }

    #[test]
    fn the_day_a_file_was_made_is_told_as_that() {
        let created = When::new("2016-03-03", None).ok();
        let mut source = Source { created, ..Source::default() };
        assert_eq!(document(&source), Stated::Is("created 3 Mar 2016".into()));
        source.date = Stated::Is(When::new("2015", None).unwrap());
        assert_eq!(document(&source), Stated::Is("2015".into()));
    }
}
