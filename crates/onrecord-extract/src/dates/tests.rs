//! Tables of phrases and their dates.

use super::*;
use crate::tokens::tokens;
use onrecord_language::Language;

/// The dates of a text, words and value; `~` where it is inferred. The ends of a range are left out.
pub(super) fn read(
    text: &str,
    language: Language,
    published: Option<&str>,
) -> Vec<(String, String)> {
    let tables = Tables::of(language);
    let published = published.map(|day| When::new(day, None).unwrap());
    let mut cut = Vec::new();
    tokens(text, 0, tables, &mut cut);
    let mut dates = Dates::new(text, tables, published.as_ref());
    dates.read(&cut);
    let found = dates.finish();
    let whole = |date: &DateMention| {
        found.iter().all(|other| other.span == date.span || !other.span.covers(date.span))
    };
    found
        .iter()
        .filter(|date| whole(date))
        .map(|date| {
            let inferred = !date.when.inferred.is_empty();
            let value = format!("{}{}", if inferred { "~" } else { "" }, date.when.resolved);
            (date.span.of(text).to_owned(), value)
        })
        .collect()
}

/// Holds every text against its dates, `words = value|words = value`.
pub(super) fn each(language: Language, table: &[(&str, &str)]) {
    for (text, want) in table {
        let found = read(text, language, Some("2022-05-17"));
        let found: Vec<_> =
            found.iter().map(|(words, value)| format!("{words} = {value}")).collect();
        assert_eq!(found.join("|"), *want, "{text}");
    }
}

#[test]
fn a_year_of_publication_beyond_all_calendars_is_none() {
    for (published, want) in [("9999", "~9998"), ("Y2000000000", "XXXX"), ("Y-2000000000", "XXXX")]
    {
        let found = read("it fell last year", Language::English, Some(published));
        assert_eq!(found, [("last year".to_owned(), want.to_owned())], "{published}");
        let months = read("it fell last month", Language::English, Some(published));
        assert_eq!(months.len(), 1);
    }
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
        ("by the end of 1999", "end of 1999", "1999"),
        ("in late-November 1999", "late-November 1999", "1999-11"),
        ("Sunday dawn of 25 June 1950", "Sunday dawn of 25 June 1950", "1950-06-25"),
        ("in July last year, he", "July last year", "~2021-07"),
        ("in 480 BC the", "480 BC", "-0479"),
        ("in nineteen ninety-six he", "nineteen ninety-six", "1996"),
        ("in two thousand and two", "two thousand and two", "2002"),
        ("on Christmas Day 2007", "Christmas Day 2007", "2007-12-25"),
        ("on New York time, Christmas Eve 2007", "Christmas Eve 2007", "2007-12-24"),
        ("the third quarter of 1990", "third quarter of 1990", "1990-07/1990-09"),
        ("last year's third quarter", "last year's third quarter", "~2021-07/2021-09"),
        ("the second half of 2008", "second half of 2008", "2008-07/2008-12"),
        ("twenty-five years ago", "twenty-five years ago", "~1997"),
        ("a couple of years ago", "a couple of years ago", "~2020"),
        ("closing at year-end", "year-end", "~2022"),
        ("at the end of the month", "end of the month", "~2022-05"),
        ("last spring", "last spring", "~2022-21"),
        ("on 3–5 May 1940", "3–5 May 1940", "1940-05-03/1940-05-05"),
        ("from 3 to 5 May 1940", "3 to 5 May 1940", "1940-05-03/1940-05-05"),
        ("on May 3-5, 1940,", "May 3-5, 1940", "1940-05-03/1940-05-05"),
        ("between 12 and 14 June", "12 and 14 June", "~2022-06-12/2022-06-14"),
        ("12 June to 3 July 1940", "12 June to 3 July 1940", "1940-06-12/1940-07-03"),
        ("from December 1940 to May 1941", "December 1940 to May 1941", "1940-12/1941-05"),
        ("in the nineties", "nineties", "199X"),
        ("in the '90s", "90s", "199X"),
        ("of the 1980’s, he", "1980’s", "198X"),
        ("in the nineteenth century", "nineteenth century", "18XX"),
        ("in recent weeks", "recent weeks", "~2022-05~"),
        ("over the past few months", "past few months", "~2022~"),
        ("on the 20th, he", "the 20th", "~2022-05-20"),
        ("on the 20th the mayor", "the 20th", "~2022-05-20"),
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
    let found = dates.finish();
    let found: Vec<_> =
        found.iter().map(|date| (date.span.of(text), date.when.edtf.as_str())).collect();
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
        "the last days of the war",
        "the last month of the war",
        "on the 20th floor",
        "in the coming years",
        "today's youth",
        "Jan Kavan said",
        "at this march",
        "more than two thousand years",
        "10 days before the shooting",
        "the day after the shooting",
        "the firm Orion 1980 of",
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
        ("este año", "este año", "~2022"),
        ("esta mañana", "esta mañana", "~2022-05-17"),
        ("la visita de mañana", "mañana", "~2022-05-18"),
        ("el 3 de mayo pasado", "3 de mayo pasado", "~2022-05-03"),
        ("el pasado 29 de enero", "pasado 29 de enero", "~2022-01-29"),
        ("del pasado mes de abril", "pasado mes de abril", "~2022-04"),
        ("en junio pasado", "junio pasado", "~2021-06"),
        ("a finales de septiembre de 1998", "finales de septiembre de 1998", "1998-09"),
        ("antes del fin del año", "fin del año", "~2022"),
        ("a principios de mes", "principios de mes", "~2022-05"),
        ("al final del año próximo", "final del año próximo", "~2023"),
        ("en noviembre de este año", "noviembre de este año", "~2022-11"),
        ("hace más de 30 años", "hace más de 30 años", "~1992"),
        ("hace un par de meses", "hace un par de meses", "~2022-03"),
        ("el uno de agosto de 2000", "uno de agosto de 2000", "2000-08-01"),
        ("el día 8", "día 8", "~2022-05-08"),
        ("el primer trimestre de 1998", "primer trimestre de 1998", "1998-01/1998-03"),
        ("a partir del viernes", "viernes", "~2022-05-20"),
        ("del 3 al 5 de mayo de 1940", "3 al 5 de mayo de 1940", "1940-05-03/1940-05-05"),
        (
            "desde el 3 de mayo hasta el 5 de junio de 1940",
            "3 de mayo hasta el 5 de junio de 1940",
            "1940-05-03/1940-06-05",
        ),
        ("de marzo a mayo de 1998", "marzo a mayo de 1998", "1998-03/1998-05"),
        ("entre 2012 y 2014", "2012 y 2014", "2012/2014"),
        ("en los años noventa", "años noventa", "199X"),
        ("en la década de 1990", "década de 1990", "199X"),
        ("en el siglo XIX", "siglo XIX", "18XX"),
        ("en las últimas semanas", "últimas semanas", "~2022-05~"),
        ("entre abril y mayo de 1998", "abril y mayo de 1998", "1998-04/1998-05"),
    ] {
        let found = read(text, Language::Spanish, Some("2022-05-17"));
        assert_eq!(found, [(words.to_owned(), value.to_owned())], "{text}");
    }
}

#[test]
fn no_dates_in_spanish() {
    for text in ["hoy por hoy", "los últimos años", "Domingo García", "la Avenida 17 de Junio"] {
        assert_eq!(read(text, Language::Spanish, Some("2022-05-17")), [], "{text}");
    }
}

#[test]
fn the_verb_tells_which_way_a_weekday_lies() {
    // A Tuesday.
    for (text, value) in [
        ("They said they would appeal the ruling, announced Friday by the court", "2022-05-13"),
        ("The money will be paid Friday", "2022-05-20"),
        ("He was given until 9 a.m. Friday", "2022-05-20"),
        ("They could leave as early as Friday", "2022-05-20"),
        ("It had been due to expire Friday", "2022-05-13"),
        ("They will sue, he said Friday", "2022-05-13"),
        ("On Friday, the board will meet", "2022-05-20"),
        ("On Friday, the board met and voted", "2022-05-13"),
    ] {
        let found = read(text, Language::English, Some("2022-05-17"));
        assert_eq!(found.first().map(|(_, found)| &**found), Some(&*format!("~{value}")), "{text}");
    }
}

#[test]
fn a_date_of_publication_fills_no_more_than_it_knows() {
    for (text, month, year) in [
        ("last month", "~2022-04", "XXXX-XX"),
        ("on Friday", "XXXX-XX-XX", "XXXX-XX-XX"),
        ("last year", "~2021", "~2021"),
        ("on 3 December", "~2021-12-03", "~2022-12-03"),
    ] {
        for (published, value) in [("2022-05", month), ("2022", year)] {
            let found = read(text, Language::English, Some(published));
            assert_eq!(found.first().map(|(_, found)| &**found), Some(value), "{text} {published}");
        }
    }
}

/// Reads sentences that a space parts.
pub(super) fn cut_into(dates: &mut Dates<'_>, sentences: &[&str], tables: &Tables) {
    let mut base = 0;
    for sentence in sentences {
        let mut cut = Vec::new();
        tokens(sentence, base, tables, &mut cut);
        dates.read(&cut);
        base += sentence.len() as u32 + 1;
    }
}

/// The dates of several sentences, as resolved, and from what.
fn told(sentences: &[&str], published: Option<&str>) -> Vec<(String, Option<String>)> {
    let text = sentences.join(" ");
    let tables = Tables::of(Language::English);
    let published = published.map(|day| When::new(day, None).unwrap());
    let mut dates = Dates::new(&text, tables, published.as_ref());
    cut_into(&mut dates, sentences, tables);
    dates.finish().into_iter().map(|date| (date.when.resolved, date.when.basis)).collect()
}

const HISTORY: [&str; 8] = [
    "The ship was launched on 2 March 1938.",
    "On 3 May 1940 it left the harbour.",
    "The next day it was seen off the cape, as it had been in 1922.",
    "In July it came home, and later that year its captain died.",
    "Work began in January and went on until August 1944.",
    "On 9 June 1941 it sank, four years after that of 1937.",
    "Two days later the crew was found.",
    "The court sat in April and May 1942, and at the end of the year it spoke.",
];

#[test]
fn a_narrative_goes_on_from_the_date_named_last() {
    let want = [
        "1938-03-02",
        "1940-05-03",
        "1940-05-04",
        "1922",
        "1940-07",
        "1940",
        "1941-01",
        "1944-08",
        "1941-06-09",
        "1937",
        "1941-06-11",
        "1942-04",
        "1942-05",
        "1942",
    ];
    for published in [Some("2009-12-19"), None] {
        let found = told(&HISTORY, published);
        let values: Vec<_> = found.iter().map(|(value, _)| value.as_str()).collect();
        assert_eq!(values, want, "{published:?}");
        assert_eq!(found[2].1.as_deref(), Some("named before: 1940-05"));
        assert_eq!(found[0].1, None);
    }
}

#[test]
fn what_is_next_or_last_counts_from_publication_in_a_narrative_too() {
    for (sentence, want) in [
        ("The case is heard next May 17.", "2010-05-17"),
        ("He died last March.", "2009-03"),
        ("He died the following March.", "1943-03"),
    ] {
        let all = [&HISTORY[..], &[sentence]].concat();
        let found = told(&all, Some("2009-12-19"));
        assert_eq!(found.last().map(|(value, _)| value.as_str()), Some(want), "{sentence}");
    }
}

#[test]
fn somebodys_today_in_a_narrative_stays_open() {
    let spoken = "He cried: “I saw it two years ago, and I see it today.”";
    let quoted = [&HISTORY[..], &[spoken]].concat();
    let found = told(&quoted, Some("2009-12-19"));
    let values: Vec<_> = found.iter().rev().take(2).map(|(value, _)| value.as_str()).collect();
    assert_eq!(values, ["XXXX-XX-XX", "XXXX"]);
    let found = told(&[spoken], Some("2009-12-19"));
    let values: Vec<_> = found.iter().map(|(value, _)| value.as_str()).collect();
    assert_eq!(values, ["2007", "2009-12-19"], "news quotes people of its day");
}

#[test]
fn news_counts_from_its_day_of_publication() {
    let news = [
        "The firm was founded on 2 March 1938.",
        "Its chief said Tuesday that sales rose last month.",
        "In April it sold a plant, he said Monday.",
        "Earnings rose in the first quarter from a loss a year ago.",
    ];
    let found = told(&news, Some("2022-05-17"));
    let values: Vec<_> = found.iter().map(|(value, _)| value.as_str()).collect();
    let want = [
        "1938-03-02",
        "2022-05-17",
        "2022-04",
        "2022-04",
        "2022-05-16",
        "2022-01/2022-03",
        "2021-01/2021-03",
    ];
    assert_eq!(values, want);
    assert_eq!(found[3].1.as_deref(), Some("published 2022-05-17"));
}

/// The clauses that a sentence's dates make events of.
fn events(text: &str) -> Vec<&str> {
    let tables = Tables::of(Language::English);
    let mut cut = Vec::new();
    tokens(text, 0, tables, &mut cut);
    let mut dates = Dates::new(text, tables, None);
    dates.read(&cut);
    dates.finish().iter().filter_map(|date| Some(date.event?.of(text))).collect()
}

#[test]
fn an_event_is_told_by_the_clause_around_its_date() {
    for (text, want) in [
        (
            "On March 25, 2022, the gang killed 62 people in one day, the police said.",
            "On March 25, 2022, the gang killed 62 people in one day",
        ),
        (
            "The minister said that the gate was shut in May 1998; he knew no more.",
            "the gate was shut in May 1998",
        ),
        (
            "Its head, who took office in June 2019, has denied it.",
            "Its head, who took office in June 2019",
        ),
        (
            "Under an accord signed in 2012, the gang gave up its arms.",
            "Under an accord signed in 2012, the gang gave up its arms",
        ),
        (
            "It was quiet, but on 3 May 2021 two men came to the gate.",
            "on 3 May 2021 two men came to the gate",
        ),
        (
            "The firm (once a mill) called it a “truce” of 68-year-old men in May 1998.",
            "The firm (once a mill) called it a “truce” of 68-year-old men in May 1998",
        ),
        (
            "It has a port, first opened by order of the king in May 1998.",
            "It has a port, first opened by order of the king in May 1998",
        ),
        (
            "The law of 1912 was repealed by the house in 1950.",
            "The law of 1912 was repealed by the house in 1950",
        ),
        ("Police arrested Ana Ruiz on 3 May 2020.", "Police arrested Ana Ruiz on 3 May 2020"),
        ("The quake hit the old port on 3 May 2020.", "The quake hit the old port on 3 May 2020"),
        (
            "He fell ill. The mill was sold in May 1999. No one came.",
            "The mill was sold in May 1999",
        ),
    ] {
        assert_eq!(events(text), [want], "{text}");
    }
}

#[test]
fn what_only_bears_a_date_is_no_event() {
    for text in [
        "WASHINGTON, Aug. 11, 2020 (Agency) — The senator said he would come and speak.",
        "By Ana Ruiz, 3 May 2021",
        "Copyright 2020 by the authors, who have asserted all their rights.",
        "Published 3 May 2021 by the paper that was first to tell.",
        "Page 3 of the annual report for 2021",
        "The book of its leader Lazaro (1934-1940) was sold all over the country.",
        "He came on Friday with all of his men and was seen.",
        "He was not heard in the May 3 call with any of them.",
        "The law of 1912 was read aloud to all of them.",
        "He had missed his chance at last month's debate of the house.",
        "The house had praised his 1994 “Contract” with all of them.",
        "Were they seen at the gate of the mill in May 1998?",
        "The trial might begin in the court of Alder in May 1998.",
        "If they had come to the mill in May 1998, he said.",
        "They agreed to shut the old gate of the mill in the May 1998 plan.",
        "The mill of Alder is the pride of the town in 2021.",
    ] {
        assert_eq!(events(text), [""; 0], "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_words_of_time_are_read(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "March", "25", "27th", "of", "the", "to", "-", "1998", "2000-02", "2012-2014", "31",
                "February", "last", "next", "previous", "year", "years", "end", "two", "thousand",
                "ninety-six", "days", "later", "ago", "that", "same", "third", "quarter", "BC",
                "9999", "0", "Friday", ",", "(", "in", "until", "mid-", "mid-May", "Christmas",
                "hace", "el", "día", "de", "pasado", "mes", "mayo", "próximo", "1990s", "19th",
                "century", "31/12/1999", "\n",
            ]),
            0..14,
        ),
        spanish: bool,
        published in proptest::sample::select(vec![None, Some("2022-05-17"), Some("2022"), Some("-0044")]),
    ) {
        let text = words.join(" ");
        let language = if spanish { Language::Spanish } else { Language::English };
        let tables = Tables::of(language);
        let published = published.map(|day| When::new(day, None).unwrap());
        let mut cut = Vec::new();
        tokens(&text, 0, tables, &mut cut);
        let mut dates = Dates::new(&text, tables, published.as_ref());
        dates.read(&cut);
        let mut from = 0;
        for date in dates.finish() {
            proptest::prop_assert!(!date.span.of(&text).is_empty() && date.span.start >= from);
            from = date.span.start;
        }
    }
}
