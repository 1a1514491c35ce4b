//! A date as a person writes it, out of its EDTF (ISO 8601-2): `25–27 Mar (2022)`, `since 2015`,
//! `March, no year`. What the text does not state stands in brackets; nothing is more exact than it was
//! told. Files and `--json` keep the EDTF itself.

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What EDTF numbers from 21 on where a month stands (ISO 8601-2, 4.8); thirds of a year are left
/// out: nobody has a short word for them.
const SEASONS: &[(u8, &str)] = &[
    (21, "spring"),
    (22, "summer"),
    (23, "autumn"),
    (24, "winter"),
    (25, "northern spring"),
    (26, "northern summer"),
    (27, "northern autumn"),
    (28, "northern winter"),
    (29, "southern spring"),
    (30, "southern summer"),
    (31, "southern autumn"),
    (32, "southern winter"),
    (33, "Q1"),
    (34, "Q2"),
    (35, "Q3"),
    (36, "Q4"),
    (40, "first half"),
    (41, "second half"),
];

/// How a date reads. `stated` is the EDTF of the text, `resolved` the same with what follows from
/// elsewhere filled in. Forms that nobody writes by hand (`Y17E7`) stay as they are.
pub fn written(stated: &str, resolved: &str) -> String {
    choices(resolved).or_else(|| range_or_day(&agreed(stated), resolved)).unwrap_or_else(|| {
        if stated == resolved { stated.to_owned() } else { format!("({resolved})") }
    })
}

/// The days and months in a sentence of ours (`published 2022-05-17`), as a person writes them.
pub fn in_sentence(sentence: &str) -> String {
    let odd = |c: char| !c.is_ascii_alphanumeric();
    let is_date = |core: &str| {
        let parts: Vec<_> = core.split('-').map(str::len).collect();
        let digits = core.chars().all(|c| c.is_ascii_digit() || c == '-');
        digits && matches!(parts.as_slice(), [4, 2] | [4, 2, 2])
    };
    let token = |token: &str| {
        let core = token.trim_matches(odd);
        if is_date(core) { token.replacen(core, &written(core, core), 1) } else { token.to_owned() }
    };
    sentence.split_inclusive(' ').map(token).collect()
}

/// The short name of a month (1–12), as dates have it beside a day.
pub fn short_month(number: u8) -> &'static str {
    let name = usize::from(number).checked_sub(1).and_then(|at| MONTHS.get(at).copied());
    name.map_or("", |name| name.get(..3).unwrap_or(name))
}

/// What all of a set of dates agree on, the rest left open: `[2019-02-05,2019-05-02]` is `2019-0X-0X`.
fn agreed(stated: &str) -> String {
    let inner = stated.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let mut dates = inner.into_iter().flat_map(|inner| inner.split(','));
    let Some(first) = dates.next() else { return stated.to_owned() };
    dates.fold(first.to_owned(), |all, date| {
        let pairs = all.chars().zip(date.chars());
        pairs.map(|(one, other)| if one == other { one } else { 'X' }).collect()
    })
}

/// `[1998,2001]` is one of them, `{1998,2001}` all; `[..1998]` is some day up to then.
fn choices(resolved: &str) -> Option<String> {
    let (inner, between) = match resolved.strip_prefix('[') {
        Some(rest) => (rest.strip_suffix(']')?, " or "),
        None => (resolved.strip_prefix('{')?.strip_suffix('}')?, " and "),
    };
    let alone = |date: &str| Some(Side::read(date, date)?.alone());
    let each = inner.split(',').map(str::trim).map(|date| match date.split_once("..") {
        None => alone(date),
        Some(("", last)) => Some(format!("by {}", alone(last)?)),
        Some((first, "")) => Some(format!("from {} on", alone(first)?)),
        Some((first, last)) => Some(format!("between {} and {}", alone(first)?, alone(last)?)),
    });
    Some(each.collect::<Option<Vec<_>>>()?.join(between))
}

fn range_or_day(stated: &str, resolved: &str) -> Option<String> {
    let ends: Vec<&str> = resolved.split('/').collect();
    let told: Vec<&str> = stated.split('/').collect();
    // Where one word became a range (“last week”), both ends follow from elsewhere.
    let side = |at: usize| Side::read(told.get(at).or(told.first())?, ends.get(at)?);
    match ends.as_slice() {
        [_, "" | ".."] => Some(format!("since {}", side(0)?.alone())),
        ["" | "..", _] => Some(format!("until {}", side(1)?.alone())),
        [_, _] => Some(range(&side(0)?, &side(1)?)),
        [_] => Some(side(0)?.alone()),
        _ => None,
    }
}

/// A piece of a date, and whether the text leaves it open.
#[derive(Debug, Clone, PartialEq)]
struct DatePart {
    words: String,
    inferred: bool,
}

/// One date. A part that nobody knows is `None`.
#[derive(Debug, PartialEq)]
struct Side {
    year: Option<DatePart>,
    month: Option<Month>,
    day: Option<DatePart>,
    /// Hours and minutes.
    time: Option<String>,
    about: bool,
    uncertain: bool,
}

/// A month or a season.
#[derive(Debug, Clone, PartialEq)]
struct Month {
    number: u8,
    inferred: bool,
}

impl Month {
    /// In full, or (`short`) as beside a day.
    fn part(&self, short: bool) -> DatePart {
        let season = SEASONS.iter().find(|(number, _)| *number == self.number);
        let name = || usize::from(self.number).checked_sub(1).and_then(|at| MONTHS.get(at));
        let words = match season {
            Some((_, words)) => words,
            None if short => short_month(self.number),
            None => name().copied().unwrap_or_default(),
        };
        DatePart { words: words.to_owned(), inferred: self.inferred }
    }
}

impl Side {
    /// `None` for a form that has no words here.
    fn read(stated: &str, resolved: &str) -> Option<Self> {
        let has = |signs: [char; 2]| [stated, resolved].iter().any(|edtf| edtf.contains(signs));
        let (about, uncertain) = (has(['~', '%']), has(['?', '%']));
        let plain = |edtf: &str| edtf.replace(['~', '?', '%'], "");
        let (stated, resolved) = (plain(stated), plain(resolved));
        let (day, time) =
            resolved.split_once('T').map_or((&*resolved, None), |(d, t)| (d, Some(t)));
        let stated = stated.split_once('T').map_or(&*stated, |(day, _)| day);
        let (sign, digits) = day.strip_prefix('-').map_or(("", day), |rest| ("-", rest));
        let told: Vec<&str> = stated.strip_prefix('-').unwrap_or(stated).split('-').collect();
        let parts: Vec<&str> = digits.split('-').collect();
        let inferred = |at: usize| told.get(at) != parts.get(at);
        let number = |at: usize| match parts.get(at).copied() {
            None | Some("XX") => Some(None),
            Some(two) if two.len() == 2 => Some(Some(two.parse::<u8>().ok()?)),
            Some(_) => None,
        };
        let month = number(1)?.map(|number| Month { number, inferred: inferred(1) });
        let known = |number| (1..=12).contains(&number) || SEASONS.iter().any(|s| s.0 == number);
        let words = year(sign, parts.first()?)?;
        let side = Self {
            year: (!words.is_empty()).then(|| DatePart { words, inferred: inferred(0) }),
            day: number(2)?.map(|day| DatePart { words: day.to_string(), inferred: inferred(2) }),
            time: time.map(|time| time.get(..5).unwrap_or(time).to_owned()),
            month,
            about,
            uncertain,
        };
        let fits = parts.len() <= 3 && side.month.as_ref().is_none_or(|m| known(m.number));
        fits.then_some(side)
    }

    /// The date by itself.
    fn alone(&self) -> String {
        self.dressed(&self.parts(true))
    }

    /// Day, month and (`with_year`) year, in this order.
    fn parts(&self, with_year: bool) -> Vec<DatePart> {
        let month = self.month.as_ref().map(|month| month.part(self.day.is_some()));
        let day = match (&self.day, &month) {
            (Some(day), None) => Some(DatePart { words: nth(&day.words), ..day.clone() }),
            (day, _) => day.clone(),
        };
        let year = self.year.clone().filter(|_| with_year);
        day.into_iter().chain(month).chain(year).collect()
    }

    /// Parts with what is not known, and how sure they are.
    fn dressed(&self, parts: &[DatePart]) -> String {
        let mut words = joined(parts);
        let gaps = match (&self.day, &self.month, &self.year) {
            (None, None, None) => "no year",
            (Some(_), None, None) => ", no month or year",
            (Some(_), None, Some(_)) => ", no month",
            (_, Some(_), None) => ", no year",
            (_, _, Some(_)) => "",
        };
        words.push_str(gaps);
        words.extend(self.time.iter().map(|time| format!(", {time}")));
        if self.about {
            let inside = words.strip_prefix('(').map(|rest| format!("(about {rest}"));
            words = inside.unwrap_or_else(|| format!("about {words}"));
        }
        if self.uncertain { format!("{words}?") } else { words }
    }

    /// Whether nothing but its parts needs telling.
    fn is_plain(&self) -> bool {
        self.time.is_none() && !self.about && !self.uncertain
    }
}

/// The year in words, empty where no digit of it is known; `None` where it is of a form that nobody
/// writes.
fn year(sign: &str, digits: &str) -> Option<String> {
    if digits == "XXXX" {
        return Some(String::new());
    }
    let decade = digits.strip_suffix('X').filter(|_| digits.len() == 4 && sign.is_empty());
    if let Some(century) = decade.and_then(|rest| rest.strip_suffix('X')) {
        let century: u32 = century.parse().ok()?;
        return Some(format!("{century}00–{century}99"));
    }
    if let Some(decade) = decade {
        return Some(format!("{}0s", decade.parse::<u32>().ok()?));
    }
    let number = digits.parse::<i32>().ok().filter(|_| digits.len() == 4)?;
    Some(match number {
        // The year before 1 is 0 here, and 1 BC in everybody's words.
        _ if sign == "-" || number == 0 => format!("{} BC", number + 1),
        1..1000 => format!("AD {number}"),
        _ => number.to_string(),
    })
}

/// Two ends; what both share stands once.
fn range(from: &Side, to: &Side) -> String {
    let (Some(month), Some(last_month)) = (&from.month, &to.month) else {
        return between(&from.alone(), &to.alone());
    };
    if from.year != to.year || !from.is_plain() || !to.is_plain() {
        return between(&from.alone(), &to.alone());
    }
    let mut parts = to.parts(true);
    if let (Some(first), Some(last), Some(day)) = (&from.day, &to.day, parts.first_mut())
        && month == last_month
        && first.inferred == last.inferred
    {
        day.words = format!("{}–{}", first.words, last.words);
        return to.dressed(&parts);
    }
    let months = from.day.is_none() && to.day.is_none();
    let last = to.dressed(&parts);
    if months {
        // “March–May 2022”: the year is that of both.
        format!("{}–{last}", joined(&from.parts(false)))
    } else {
        between(&joined(&from.parts(false)), &last)
    }
}

/// A dash between two ends, close to them where each is a single word.
fn between(from: &str, to: &str) -> String {
    let close = !from.contains(' ') && !to.contains(' ');
    if close { format!("{from}–{to}") } else { format!("{from} – {to}") }
}

/// Parts with spaces between; those that follow from elsewhere in brackets, together.
fn joined(parts: &[DatePart]) -> String {
    let mut out = String::new();
    let mut open = false;
    for (at, part) in parts.iter().enumerate() {
        if open && !part.inferred {
            out.push(')');
        }
        if at > 0 {
            out.push(' ');
        }
        if part.inferred && !open {
            out.push('(');
        }
        open = part.inferred;
        out.push_str(&part.words);
    }
    if open {
        out.push(')');
    }
    out
}

/// `the 25th`.
fn nth(day: &str) -> String {
    let ending = match day {
        "1" | "21" | "31" => "st",
        "2" | "22" => "nd",
        "3" | "23" => "rd",
        _ => "th",
    };
    format!("the {day}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_a_person_writes_them() {
        for (stated, resolved, want) in [
            ("XXXX-03-25/XXXX-03-27", "2022-03-25/2022-03-27", "25–27 Mar (2022)"),
            ("2022-03-25/2022-03-27", "", "25–27 Mar 2022"),
            ("XXXX-03-25/XXXX-03-27", "", "25–27 Mar, no year"),
            ("2022-03-30/2022-04-02", "", "30 Mar – 2 Apr 2022"),
            ("XXXX-03-30/XXXX-04-02", "2022-03-30/2022-04-02", "30 Mar – 2 Apr (2022)"),
            ("2021-12-28/2022-01-03", "", "28 Dec 2021 – 3 Jan 2022"),
            ("2012/2014", "", "2012–2014"),
            ("2015/..", "", "since 2015"),
            ("2015/", "", "since 2015"),
            ("XXXX-03/..", "2022-03/..", "since March (2022)"),
            ("XXXX-03/..", "", "since March, no year"),
            ("../XXXX-05", "../2022-05", "until May (2022)"),
            ("XXXX", "2022", "(2022)"),
            ("XXXX", "", "no year"),
            ("2022-03", "", "March 2022"),
            ("XXXX-03", "", "March, no year"),
            ("2022-03/2022-05", "", "March–May 2022"),
            ("2021-11/2022-02", "", "November 2021 – February 2022"),
            ("XXXX-03/XXXX-05-17", "2022-03/2022-05-17", "March – 17 May (2022)"),
            ("2022/2022-05", "", "2022 – May 2022"),
            ("XXXX-XX/..", "2022-03/..", "since (March 2022)"),
            ("XXXX-XX-XX", "2022-03-21/2022-03-27", "(21–27 Mar 2022)"),
            ("XXXX-XX-XX", "2022-03-28/2022-04-03", "(28 Mar) – (3 Apr 2022)"),
            ("XXXX-XX-25", "2022-03-25", "25 (Mar 2022)"),
            ("XXXX-XX-22", "", "the 22nd, no month or year"),
            ("2022-XX", "", "2022"),
            ("2022-03-XX", "", "March 2022"),
            ("2014-03-01", "", "1 Mar 2014"),
            ("XXXX-03-25", "", "25 Mar, no year"),
            ("2014-22", "", "summer 2014"),
            ("XXXX-21", "2022-21", "spring (2022)"),
            ("2014-34", "", "Q2 2014"),
            ("1984?", "", "1984?"),
            ("1984~", "", "about 1984"),
            ("1984-05%", "", "about May 1984?"),
            ("XXXX-XX-XX", "2022-05-03~", "(about 3 May 2022)"),
            ("1984~/2004-06", "", "about 1984 – June 2004"),
            ("201X", "", "2010s"),
            ("XXXX", "201X", "(2010s)"),
            ("19XX", "", "1900–1999"),
            ("-0044-03-15", "", "15 Mar 45 BC"),
            ("0000", "", "1 BC"),
            ("0079-08", "", "August AD 79"),
            ("1999-05-06T15:05:00Z", "", "6 May 1999, 15:05"),
            ("[1998,2001-05]", "", "1998 or May 2001"),
            ("{1998,2001}", "", "1998 and 2001"),
            ("Y170000002", "", "Y170000002"),
            ("[..1998]", "", "by 1998"),
            ("[..2022-03-25]", "", "by 25 Mar 2022"),
            ("[2022-03-25..]", "", "from 25 Mar 2022 on"),
            ("[2012..2014-05]", "", "between 2012 and May 2014"),
            ("[2022-05-12,2022-12-05]", "", "12 May 2022 or 5 Dec 2022"),
            ("[2019-02-05,2019-05-02]", "2019-05-02", "(2 May) 2019"),
            ("2014-37", "", "2014-37"),
            ("2022-3", "", "2022-3"),
            ("-201X", "", "-201X"),
            ("20X", "", "20X"),
            ("../..", "", "../.."),
            ("/", "", "/"),
            ("2021-03/2022", "", "March 2021 – 2022"),
            ("2022-03-25T10:00/2022-03-27T11:30", "", "25 Mar 2022, 10:00 – 27 Mar 2022, 11:30"),
            ("2022-03-25?/2022-03-27", "", "25 Mar 2022? – 27 Mar 2022"),
            ("2022-03-25~/2022-03-27", "", "about 25 Mar 2022 – 27 Mar 2022"),
            ("é", "", "é"),
            ("", "", ""),
        ] {
            let resolved = if resolved.is_empty() { stated } else { resolved };
            assert_eq!(written(stated, resolved), want, "{stated} {resolved}");
        }
    }

    #[test]
    fn dates_in_a_sentence_of_ours() {
        for (sentence, want) in [
            ("published 2022-05-17", "published 17 May 2022"),
            ("the report, 2022-05; no year", "the report, May 2022; no year"),
            ("case 12-04, file 2022-03-25-b", "case 12-04, file 2022-03-25-b"),
            ("in 2019, “mañana”", "in 2019, “mañana”"),
            ("case 0079", "case 0079"),
        ] {
            assert_eq!(in_sentence(sentence), want);
        }
    }

    #[test]
    fn a_day_without_its_month_is_counted() {
        for (day, want) in [
            ("01", "1st"),
            ("02", "2nd"),
            ("03", "3rd"),
            ("04", "4th"),
            ("11", "11th"),
            ("12", "12th"),
            ("13", "13th"),
            ("21", "21st"),
            ("22", "22nd"),
            ("23", "23rd"),
            ("30", "30th"),
            ("31", "31st"),
        ] {
            let date = format!("XXXX-XX-{day}");
            assert_eq!(written(&date, &date), format!("the {want}, no month or year"));
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_stands_there_is_written_without_a_panic(stated in "\\PC{0,12}", resolved in "[-0-9XT/.?~%\\[,{}]{0,24}") {
            written(&stated, &resolved);
            written(&resolved, &resolved);
            in_sentence(&stated);
        }
    }
}
