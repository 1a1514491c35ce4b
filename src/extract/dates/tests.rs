//! Tables of phrases and their dates.

use super::*;
use crate::extract::language::Language;
use crate::extract::tokens::tokens;

fn read(text: &str, language: Language, published: Option<&str>) -> Vec<(String, String)> {
    let tables = Tables::of(language);
    let published = published.map(|day| When::new(day, None).unwrap());
    let mut cut = Vec::new();
    tokens(text, 0, tables, &mut cut);
    let mut dates = Dates::new(text, tables, published.as_ref());
    dates.read(&cut);
    let whole = |date: &Dated| {
        dates.found.iter().all(|other| other.span == date.span || !other.span.covers(date.span))
    };
    dates
        .found
        .iter()
        .filter(|date| whole(date))
        .map(|date| {
            let inferred = !date.when.inferred.is_empty();
            let value = format!("{}{}", if inferred { "~" } else { "" }, date.when.resolved);
            (date.span.of(text).to_owned(), value)
        })
        .collect()
}

#[test]
fn english_dates() {
    for (text, words, value) in [
        ("killed between March 25 and 27, they say", "March 25 and 27", "~2022-03-25/2022-03-27"),
        ("on March 25, 2021 in", "March 25, 2021", "2021-03-25"),
        ("on 25 March 2021", "25 March 2021", "2021-03-25"),
        ("the 5th of May 1998", "5th of May 1998", "1998-05-05"),
        ("held from 2012 to 2014, before", "2012 to 2014", "2012/2014"),
        ("from March to mid-May", "March to mid-May", "~2022-03/2022-05"),
        ("by mid-May", "mid-May", "~2022-05"),
        ("earlier this year", "earlier this year", "~2022"),
        ("last Tuesday he", "last Tuesday", "~2022-05-10"),
        ("on Friday", "Friday", "~2022-05-13"),
        ("he will go on Friday", "Friday", "~2022-05-20"),
        ("two weeks ago", "two weeks ago", "~2022-05-02/2022-05-08"),
        ("the summer of 2014", "summer of 2014", "2014-22"),
        ("in the 1990s", "1990s", "199X"),
        ("in the 19th century", "19th century", "18XX"),
        ("on 2022-03-25", "2022-03-25", "2022-03-25"),
        ("in 1914-18", "1914-18", "1914/1918"),
        ("Sept. 11, 2001", "Sept. 11, 2001", "2001-09-11"),
        ("Monday, Oct. 3", "Monday, Oct. 3", "~2022-10-03"),
    ] {
        let found = read(text, Language::English, Some("2022-05-17"));
        assert_eq!(found, [(words.to_owned(), value.to_owned())], "{text}");
    }
}

#[test]
fn a_range_names_both_its_ends() {
    let tables = Tables::of(Language::English);
    let text = "War diary 1914-1918";
    let mut cut = Vec::new();
    tokens(text, 0, tables, &mut cut);
    let mut dates = Dates::new(text, tables, None);
    dates.read(&cut);
    let found: Vec<_> =
        dates.found.iter().map(|date| (date.span.of(text), date.when.edtf.as_str())).collect();
    assert_eq!(found, [("1914-1918", "1914/1918"), ("1914", "1914"), ("1918", "1918")]);
}

#[test]
fn no_dates() {
    for text in [
        "a record of 103 per 100,000",
        "2000 people may march on",
        "two and a half years",
        "the 87 individuals",
        "aged 35",
        "$ 1999 fine",
    ] {
        assert_eq!(read(text, Language::English, Some("2022-05-17")), [], "{text}");
    }
}

#[test]
fn nothing_is_invented_without_a_day_of_publication() {
    for (text, value) in [
        ("between March 25 and 27", "XXXX-03-25/XXXX-03-27"),
        ("earlier this year", "XXXX"),
        ("on Friday", "XXXX-XX-XX"),
        ("in late March", "XXXX-03"),
    ] {
        let found = read(text, Language::English, None);
        assert_eq!(found.first().map(|(_, value)| value.as_str()), Some(value), "{text}");
    }
}

#[test]
fn spanish_dates() {
    for (text, words, value) in [
        ("entre el 25 y el 27 de marzo", "25 y el 27 de marzo", "~2022-03-25/2022-03-27"),
        ("el 25 de marzo de 2021", "25 de marzo de 2021", "2021-03-25"),
        ("en marzo de 2021", "marzo de 2021", "2021-03"),
        ("el viernes pasado", "viernes pasado", "~2022-05-13"),
        ("el año pasado", "el año pasado", "~2021"),
        ("hace dos años", "hace dos años", "~2020"),
        ("ayer", "ayer", "~2022-05-16"),
    ] {
        let found = read(text, Language::Spanish, Some("2022-05-17"));
        assert_eq!(found, [(words.to_owned(), value.to_owned())], "{text}");
    }
}
