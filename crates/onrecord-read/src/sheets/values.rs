//! What a cell shows for what is kept of it: shared words, dates for numbers, numbers in their formats.

use std::rc::Rc;

use foldhash::HashMap;
use onrecord_text::calendar::from_days;

use super::decimal::Decimal;
use super::formats::NumberFormat;
use crate::xml::{XmlPiece, attribute, is_true, walk};

/// Days from 1 January 1970 back to the days from which workbooks count (ECMA-376 part 1, 18.17.4.1).
const FROM_1900: i64 = -25_569;
const FROM_1904: i64 = -24_107;

/// The day that never was: whoever counts from 1900 takes that year for a leap year.
const LEAP_OF_1900: i64 = 60;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// What all cells of a workbook share.
pub(super) struct Values {
    strings: Vec<String>,
    /// How each style of cells writes numbers.
    formats: Vec<Rc<NumberFormat>>,
    from_1904: bool,
}

impl Values {
    /// What the parts of a workbook say.
    pub(super) fn new(workbook: &str, strings: Option<&str>, styles: Option<&str>) -> Self {
        Self {
            strings: strings.into_iter().flat_map(shared).collect(),
            formats: styles.into_iter().flat_map(formats).collect(),
            from_1904: counts_from_1904(workbook),
        }
    }

    /// Those without shared words: how each style writes numbers, and from when days count.
    pub(super) fn of(formats: Vec<Rc<NumberFormat>>, from_1904: bool) -> Self {
        Self { strings: Vec::new(), formats, from_1904 }
    }

    /// What a cell of this type and style shows.
    pub(super) fn shown(&self, kind: &str, style: usize, value: &str) -> String {
        match kind {
            "s" => {
                let at = value.trim().parse::<usize>().ok();
                // A number that no string has: it is all that is known of the cell.
                at.and_then(|at| self.strings.get(at))
                    .map_or_else(|| value.to_owned(), Clone::clone)
            }
            "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            "n" => self.number(style, value).unwrap_or_else(|| value.to_owned()),
            _ => value.to_owned(),
        }
    }

    /// What a style makes of a number; `None` where `value` is none.
    fn number(&self, style: usize, value: &str) -> Option<String> {
        let number = Decimal::parse(value)?;
        let format = self.formats.get(style).map_or(&NumberFormat::Plain, |format| format);
        let date = (*format == NumberFormat::Date).then(|| self.date(value.trim().parse().ok()?));
        Some(date.flatten().unwrap_or_else(|| format.shown(&number)))
    }

    /// Days and their fraction as a date; `None` where no calendar has it.
    fn date(&self, number: f64) -> Option<String> {
        /// Days up to the year 9999, the last one that is meant.
        const MOST: f64 = 2_958_466.0;
        if !(0.0..MOST).contains(&number) {
            return None;
        }
        let seconds = (number * DAY as f64).round() as i64;
        let (days, second) = (seconds / DAY, seconds % DAY);
        let time = || {
            let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
            let rest = if second == 0 { String::new() } else { format!(":{second:02}") };
            format!("{hour:02}:{minute:02}{rest}")
        };
        if days == 0 {
            return Some(time());
        }
        let day = match (self.from_1904, days < LEAP_OF_1900) {
            (true, _) => days + FROM_1904,
            (false, true) => days + FROM_1900 + 1,
            (false, false) => days + FROM_1900,
        };
        let (year, month, day) = from_days(day);
        let date = format!("{year:04}-{month:02}-{day:02}");
        Some(if second == 0 { date } else { format!("{date} {}", time()) })
    }
}

/// The words that cells share, by their numbers.
fn shared(xml: &str) -> Vec<String> {
    let (mut all, mut words) = (Vec::new(), String::new());
    let (mut in_text, mut spoken) = (false, false);
    walk(xml, &mut |piece| match piece {
        XmlPiece::Start("si", _) => words.clear(),
        XmlPiece::Start("rPh", _) => spoken = true,
        XmlPiece::End("rPh") => spoken = false,
        XmlPiece::Start("t", _) => in_text = !spoken,
        XmlPiece::End("t") => in_text = false,
        XmlPiece::Text(text) if in_text => words.push_str(text),
        XmlPiece::End("si") => all.push(std::mem::take(&mut words)),
        _ => {}
    });
    all
}

/// How each style of cells writes numbers.
fn formats(xml: &str) -> Vec<Rc<NumberFormat>> {
    let (mut own, mut all) = (HashMap::default(), Vec::new());
    let mut in_cells = false;
    walk(xml, &mut |piece| match piece {
        XmlPiece::Start("numFmt", format) => {
            if let (Some(id), Some(code)) =
                (attribute(format, "numFmtId"), attribute(format, "formatCode"))
            {
                own.entry(id).or_insert_with(|| Rc::new(NumberFormat::of(&code)));
            }
        }
        XmlPiece::Start("cellXfs", _) => in_cells = true,
        XmlPiece::End("cellXfs") => in_cells = false,
        XmlPiece::Start("xf", style) if in_cells => {
            let id = attribute(style, "numFmtId");
            let known: Option<Rc<_>> = id.as_ref().and_then(|id| own.get(id)).cloned();
            let number = id.and_then(|id| id.parse::<u32>().ok());
            all.push(known.unwrap_or_else(|| {
                Rc::new(number.map_or(NumberFormat::Plain, NumberFormat::built_in))
            }));
        }
        _ => {}
    });
    all
}

/// Whether days are counted from 1904 in it.
fn counts_from_1904(workbook: &str) -> bool {
    let mut is = false;
    walk(workbook, &mut |piece| {
        if let XmlPiece::Start("workbookPr", properties) = piece {
            let said = attribute(properties, "date1904");
            is = said.is_some_and(|said| is_true(&said));
        }
    });
    is
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_people_wrote_them() {
        let styles = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='[Red]0.00\" days\"'/>\
            <numFmt numFmtId='165' formatCode='dd\\.mm\\.yyyy'/></numFmts><cellXfs><xf numFmtId='0'/>\
            <xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs></styleSheet>";
        let of_1900 = Values::new("<workbook/>", None, Some(styles));
        let of_1904 =
            Values::new("<workbook><workbookPr date1904='1'/></workbook>", None, Some(styles));
        for (values, kind, style, value, shown) in [
            (&of_1900, "n", 0, "41000", "41000"),
            (&of_1900, "n", 0, "0.30000000000000004", "0.3"),
            (&of_1900, "n", 0, "1.5E3", "1500"),
            (&of_1900, "n", 1, "45355", "2024-03-04"),
            (&of_1900, "n", 1, "45355.5", "2024-03-04 12:00"),
            (&of_1900, "n", 1, "0.25", "06:00"),
            (&of_1900, "n", 1, "59", "1900-02-28"),
            (&of_1900, "n", 1, "61", "1900-03-01"),
            (&of_1900, "n", 1, "-3", "-3"),
            (&of_1900, "n", 2, "12.5", "12.50 days"),
            (&of_1900, "n", 0, "4111111111111111", "4111111111111111"),
            (&of_1900, "n", 3, "45355", "2024-03-04"),
            (&of_1904, "n", 1, "43893", "2024-03-04"),
            (&of_1900, "b", 0, "1", "TRUE"),
            (&of_1900, "e", 0, "#REF!", "#REF!"),
            (&of_1900, "str", 0, "paid", "paid"),
            (&of_1900, "s", 0, "9", "9"),
            (&of_1900, "n", 77, "7", "7"),
        ] {
            assert_eq!(values.shown(kind, style, value), shown, "{kind} {style} {value}");
        }
    }
}
