//! The day of a document that does not state one outright: its dateline, else a day in its file's
//! name. Also what its metadata say without saying anything.
//!
//! `library` calls it when a document was read. Such a day is inferred, and says from what.

use super::day::day;
use super::{Kind, Reading, filler};
use onrecord_model::{BlockKind, Place};
use onrecord_text::Part as _;
use onrecord_text::words;

/// Among so many of the first blocks is the dateline.
const FIRST: usize = 5;

/// The longest dateline (bytes).
const LINE: usize = 90;

/// Settles what `file` says of itself: fillers are none, a dateline or the file's name stands in for a
/// day that is not stated.
pub fn settle(reading: &mut Reading, kind: Kind, file: &str) {
    let about = &mut reading.about;
    about.byline = about.byline.take().filter(|byline| !filler::is_nobody(byline));
    about.title = about.title.take().filter(|title| !filler::is_untitled(title));
    if kind == Kind::Pdf {
        let title = about.title.take();
        reading.about.title = title.filter(|title| is_on_first_page(reading, title));
    }
    if reading.about.date.is_some() || kind == Kind::Mail {
        return;
    }
    let name = file.rsplit('/').next().unwrap_or(file);
    let found = dateline(reading).map(|(day, words)| (day, format!("dateline “{words}”")));
    let found = found.or_else(|| Some((in_name(name)?, format!("file name “{name}”"))));
    if let Some((day, basis)) = found {
        reading.about.date = Some(day);
        reading.about.basis = Some(basis);
    }
}

/// Whether most words of `title` stand on the first page: a template's or another file's do not.
fn is_on_first_page(reading: &Reading, title: &str) -> bool {
    let document = &reading.document;
    let on_first = |at| !matches!(document.place_at(at), Some(Place::Page(page)) if page > 1);
    let blocks = document.body_blocks().iter().take_while(|block| on_first(block.span.start));
    let page: std::collections::HashSet<String> = blocks
        .flat_map(|block| words::parts(document.words(block.span)))
        .map(|(word, _)| word)
        .collect();
    let title = words::parts(title);
    let found = title.iter().filter(|(word, _)| page.contains(word)).count();
    // A picture of a page has no words to compare with.
    page.is_empty() || found * 2 > title.len()
}

/// The day of a line such as `SAN SALVADOR, 3 March 2016 —`, and its words.
pub(super) fn dateline(reading: &Reading) -> Option<(String, String)> {
    let document = &reading.document;
    let blocks = document.body_blocks().iter().filter(|block| block.kind != BlockKind::Heading);
    blocks.take(FIRST).find_map(|block| {
        let words = document.words(block.span);
        let line = words.lines().next()?;
        let head = line.part(..line.floor_char_boundary(LINE));
        let end = [" — ", " – ", " -- ", "— ", ".- ", ".-", " - ", ".— ", ".– "]
            .iter()
            .filter_map(|dash| head.find(dash))
            .min()?;
        let head = head.get(..end)?;
        let (place, date) = head.split_once(',')?;
        let day = day(date).or_else(|| day(date.split_once(',')?.1));
        let day = day.filter(|day| day.len() == 10 && is_place(place))?;
        Some((day, head.trim().to_owned()))
    })
}

/// Whether `place` is written as a dateline writes it: in capitals, an agency in brackets behind.
fn is_place(place: &str) -> bool {
    let place = place.split('(').next().unwrap_or(place);
    let letters = || place.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 3 && letters().all(char::is_uppercase)
}

/// The only day or month that a file's name has: `nyt_2016-03-03_…`, `20190104`, `2019_01`.
fn in_name(name: &str) -> Option<String> {
    let mut found = Vec::new();
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = name;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = rest.get(at..)?;
        let (read, length) = stamp(rest);
        found.extend(read);
        rest = rest.get(length.max(digits(rest))..)?;
    }
    found.dedup();
    match found.as_slice() {
        [day] => Some(day.clone()),
        _ => None,
    }
}

/// The day or month that `text` begins with, and how many bytes it takes.
fn stamp(text: &str) -> (Option<String>, usize) {
    let digits = |from: usize| text.bytes().skip(from).take_while(u8::is_ascii_digit).count();
    let separated = |at: usize| matches!(text.as_bytes().get(at), Some(b'-' | b'_' | b'.' | b' '));
    let part = |from: usize, length: usize| text.part(from..from + length);
    let sound = |date: String| {
        let years = date.get(..2).is_some_and(|century| matches!(century, "19" | "20"));
        years.then(|| day(&date)).flatten()
    };
    if digits(0) == 8 {
        return (sound(format!("{}-{}-{}", part(0, 4), part(4, 2), part(6, 2))), 8);
    }
    if digits(0) != 4 || !separated(4) || digits(5) != 2 {
        return (None, 0);
    }
    if separated(7) && digits(8) == 2 {
        return (sound(format!("{}-{}-{}", part(0, 4), part(5, 2), part(8, 2))), 10);
    }
    (sound(format!("{}-{}", part(0, 4), part(5, 2))), 7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::About;
    use onrecord_model::Document;

    fn settled(kind: Kind, text: &str, about: About, file: &str) -> About {
        let mut reading = Reading { document: Document::new(text), about, ..Reading::default() };
        settle(&mut reading, kind, file);
        reading.about
    }

    #[test]
    fn datelines_and_file_names_stand_in_for_a_day() {
        for (text, file, want) in [
            (
                "SAN SALVADOR, 3 March 2016 — It rained.",
                "a.txt",
                Some("2016-03-03 dateline “SAN SALVADOR, 3 March 2016”"),
            ),
            (
                "Head\n\nMADRID, 3 mar. 2016 (EFE).- Llovió.",
                "a.txt",
                Some("2016-03-03 dateline “MADRID, 3 mar. 2016 (EFE)”"),
            ),
            (
                "LIMA, PERÚ, 12 de enero de 2019 – Nada.",
                "b/2001-01-01.txt",
                Some("2019-01-12 dateline “LIMA, PERÚ, 12 de enero de 2019”"),
            ),
            (
                "LONDON (Wire), March 3, 2016 -- No.",
                "a.txt",
                Some("2016-03-03 dateline “LONDON (Wire), March 3, 2016”"),
            ),
            ("On Monday, 3 March 2016 — he said so.", "a.txt", None),
            ("LONDON, March 3 — No year.", "a.txt", None),
            (
                "It rained.",
                "in/nyt_2016-03-03_rain.txt",
                Some("2016-03-03 file name “nyt_2016-03-03_rain.txt”"),
            ),
            (
                "It rained.",
                "2019-01-04-rain.txt",
                Some("2019-01-04 file name “2019-01-04-rain.txt”"),
            ),
            ("It rained.", "20190104.txt", Some("2019-01-04 file name “20190104.txt”")),
            ("It rained.", "rain 2019_01.txt", Some("2019-01 file name “rain 2019_01.txt”")),
            ("It rained.", "2019-13-04.txt", None),
            ("It rained.", "case 12345678901.txt", None),
            ("It rained.", "2019-01-04 to 2019-02-04.txt", None),
            ("It rained.", "2019.txt", None),
        ] {
            let about = settled(Kind::Text, text, About::default(), file);
            let found =
                about.date.map(|date| format!("{date} {}", about.basis.unwrap_or_default()));
            assert_eq!(found.as_deref(), want, "{text} {file}");
        }
        let stated = About { date: Some("2020-02-02".into()), ..About::default() };
        let about = settled(Kind::Text, "LIMA, 1 May 2019 — No.", stated.clone(), "2001-01-01.txt");
        assert_eq!(about, stated);
    }

    #[test]
    fn a_title_of_a_pdf_stands_on_its_first_page() {
        let text = "Minutes of the harbour board\n\nNobody came.";
        for (title, kept) in [("MINUTES of the Harbour board", true), ("Budget template v2", false)]
        {
            let about = About { title: Some(title.into()), ..About::default() };
            let about = settled(Kind::Pdf, text, about, "a.pdf");
            assert_eq!(about.title.is_some(), kept, "{title}");
        }
    }
}
