//! A date as a person types it into a field: `3 May 2024`, `el 3 de mayo`, `yesterday`.

use super::tense::Tense;
use super::{Dates, Meaning};
use crate::tokens::{Token, TokenKind, tokens};
use onrecord_language::{Class, Language, Tables};
use onrecord_model::{Day, When};

/// The languages in which it may be typed, in the order in which they are tried.
const LANGUAGES: [Language; 6] = [
    Language::English,
    Language::Spanish,
    Language::Portuguese,
    Language::French,
    Language::Italian,
    Language::German,
];

/// What it may mean, typed on the day `today`; `ahead`: of a day that names no year or week the next one
/// is meant, else the last.
pub(super) fn read(text: &str, today: Day, ahead: bool) -> Vec<When> {
    let Day { year, month, day } = today;
    let Ok(today) = When::new(&format!("{year:04}-{month:02}-{day:02}"), None) else {
        return Vec::new();
    };
    let read = |language| in_language(text, Tables::of(language), &today, ahead);
    LANGUAGES.into_iter().find_map(read).into_iter().flatten().collect()
}

/// The same in one language; nothing where anything else stands beside the date.
fn in_language(
    text: &str,
    tables: &'static Tables,
    today: &When,
    ahead: bool,
) -> Option<Vec<When>> {
    let mut cut = Vec::new();
    tokens(text, 0, tables, &mut cut);
    let mut dates = Dates::new(text, tables, Some(today));
    dates.read(&cut);
    let [one] = dates.read.as_mut_slice() else { return None };
    let beside =
        |token: &Token| token.span.end <= one.span.start || token.span.start >= one.span.end;
    let led = |token: &Token| {
        let article = token.kind == TokenKind::Word
            && token.is(Class::DETERMINER | Class::DEFINITE | Class::PREPOSITION);
        article && token.span.start < one.span.start
    };
    if !cut.iter().filter(|token| beside(token)).all(led) {
        return None;
    }
    one.tense = if ahead { Tense::Ahead } else { Tense::Open };
    if let Meaning::Figures(figures) = one.meaning
        && !figures.points
    {
        // Nobody knows in which country the hand has learned to write.
        return Some(figures.readings());
    }
    let whole = one.span;
    let found = dates.finish();
    let when = found.into_iter().find(|found| found.span == whole)?.when;
    Some(vec![when])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_a_person_writes_it_and_whole_or_not_at_all() {
        // A Sunday.
        let today = Day { year: 2026, month: 11, day: 29 };
        for (text, ahead, want) in [
            ("3 May 2024", false, "2024-05-03"),
            ("May 3, 2024", false, "2024-05-03"),
            ("on 3 May 2024", false, "2024-05-03"),
            ("3.5.2024", false, "2024-05-03"),
            ("3/5/2024", false, "2024-05-03 2024-03-05"),
            ("25/3/2024", false, "2024-03-25"),
            ("3/25/2024", false, "2024-03-25"),
            ("5/5/2024", false, "2024-05-05"),
            ("el 3 de mayo de 2024", false, "2024-05-03"),
            ("el 3 de mayo", false, "2026-05-03"),
            ("3 May", false, "2026-05-03"),
            ("3 May", true, "2027-05-03"),
            ("yesterday", false, "2026-11-28"),
            ("ayer", false, "2026-11-28"),
            ("March 2023", false, "2023-03"),
            ("marzo de 2023", false, "2023-03"),
            ("Friday", false, "2026-11-27"),
            ("Friday", true, "2026-12-04"),
            ("25 to 27 March 2022", false, "2022-03-25/2022-03-27"),
            ("3. Mai 2024", false, "2024-05-03"),
            ("3 mai 2024", false, "2024-05-03"),
            ("the pumps", false, ""),
            ("3 May 2024 at noon with Ana", false, ""),
            ("yesterday or the day before", false, ""),
            ("99/99/2024", false, ""),
            ("", false, ""),
        ] {
            let found = read(text, today, ahead);
            let found: Vec<_> = found.iter().map(|when| when.resolved.as_str()).collect();
            assert_eq!(found.join(" "), want, "{text} {ahead}");
        }
    }
}
