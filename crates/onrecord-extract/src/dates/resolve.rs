//! From what was read to EDTF: each date as stated and as resolved, in the order of the text.

use super::edtf::{
    QUARTER, digits, first_month, open, week, write, write_century, write_day, write_part,
};
use super::figures::{DayAndMonth, DocumentOrder};
use super::fill::{LastNamed, Published};
use super::tense::{Course, Tense};
use super::weeks::NthWeekday;
use super::{Day, Meaning, Partial, ReadDate, THIS, Unit, When, Year, calendar};
use crate::DateMention;
use onrecord_language::{Class, Tables};
use onrecord_text::Span;

/// Works out the dates of a document.
pub(super) fn resolve(
    text: &str,
    tables: &Tables,
    read: &[ReadDate],
    published: Option<&Published>,
) -> Vec<DateMention> {
    let narrative = is_narrative(read, published);
    let order = DocumentOrder::of_text(text, tables, read);
    let named = LastNamed::default();
    let mut times = DateResolver { published, order, narrative, named, fresh: true };
    let mut found = Vec::new();
    for (at, one) in read.iter().enumerate() {
        let mut one = *one;
        let before = at.checked_sub(1).and_then(|at| read.get(at));
        let start = before.map_or(Span::default(), |read| read.span).end;
        times.fresh = Span::new(start, one.span.start).of(text).contains('\n');
        one.meaning = shared(text, tables, &one, read.get(at + 1));
        let Some(when) = times.when(&one) else { continue };
        let ends = ends(&one, &when);
        found.push(DateMention { span: one.span, when, event: one.event });
        found.extend(ends);
    }
    found
}

/// Whether a text tells of its times by dates, as histories do, rather than by how long ago they
/// were, as news does.
fn is_narrative(read: &[ReadDate], published: Option<&Published>) -> bool {
    const ENOUGH: usize = 6;
    /// Years from publication in which a bare year may be news.
    const RECENT: i32 = 10;
    let weight = |read: &ReadDate| match read.meaning {
        Meaning::Date(date) | Meaning::Range(_, date) => match date.year {
            Year::Stated(_) if date.month.is_some() => 2,
            Year::Stated(year) => {
                let far = |now: &Published| (now.day.year - year).abs() > RECENT;
                usize::from(published.is_some_and(far))
            }
            _ => 0,
        },
        _ => 0,
    };
    let near =
        |read: &&ReadDate| matches!(read.meaning, Meaning::Weekday(..) | Meaning::FromNow(..));
    let dated: usize = read.iter().map(weight).sum();
    dated >= ENOUGH && dated > 4 * read.iter().filter(near).count()
}

/// "April and June 1955": the first takes the year of the second.
fn shared(text: &str, tables: &Tables, one: &ReadDate, next: Option<&ReadDate>) -> Meaning {
    /// The longest words between the two, in bytes: ", through".
    const LONGEST: usize = 15;
    let Meaning::Date(date @ Partial { year: Year::Open, month: Some(_), .. }) = one.meaning else {
        return one.meaning;
    };
    let Some(next) = next else { return one.meaning };
    let Meaning::Date(Partial { year: year @ Year::Stated(_), month: Some(_), .. }) = next.meaning
    else {
        return one.meaning;
    };
    let between = Span::new(one.span.end, next.span.start).of(text);
    let joined = between.len() <= LONGEST && is_joint(tables, between);
    if joined { Meaning::Date(Partial { year, ..date }) } else { one.meaning }
}

/// Whether what stands between two dates joins them: a comma, a dash, "and", "to", or ", and".
fn is_joint(tables: &Tables, between: &str) -> bool {
    let words = between.trim();
    let word = words.strip_prefix(',').unwrap_or(words).trim_start();
    let small = || tables.class(&word.to_lowercase()).is(Class::CONJUNCTION | Class::RANGE);
    matches!(words, "," | "–") || small()
}

/// What is known while the text goes on.
struct DateResolver<'p> {
    published: Option<&'p Published>,
    order: DocumentOrder,
    /// Dates are counted from the one named last, not from the day of publication.
    narrative: bool,
    named: LastNamed,
    /// No date was named in this paragraph yet.
    fresh: bool,
}

/// What is inferred of a date of which nobody states any part.
pub(super) const WHOLE: &str = "date";

/// Parts of a date that are filled in, from the year down.
pub(super) const PARTS: [&str; 3] = ["year", "month", "day"];

impl DateResolver<'_> {
    /// The date as stated and as resolved.
    fn when(&mut self, read: &ReadDate) -> Option<When> {
        let tense = read.tense;
        // In a history somebody's "today" is not the day of publication.
        if self.narrative
            && read.quoted
            && let Some(unit) = unit_from_now(read.meaning)
        {
            return build(open(unit), None, 0, None);
        }
        match read.meaning {
            Meaning::Nothing => None,
            Meaning::Date(date) => {
                let (full, basis) = self.full(date, tense);
                if self.moves(full, read) {
                    self.keep(full);
                }
                build(&write(date), Some(write(full)), 1, basis)
            }
            Meaning::Range(from, to) | Meaning::Stretch(from, to) => self.range(from, to, tense),
            Meaning::Part(year, part, side) => {
                let date = Partial {
                    year,
                    month: Some(first_month(part)),
                    side,
                    from_named: true,
                    ..Partial::default()
                };
                let (full, basis) = self.full(date, tense);
                self.keep(Partial { month: None, ..full });
                self.named.part = Some(part).filter(|part| *part >= QUARTER);
                build(&write_part(date, part), Some(write_part(full, part)), 1, basis)
            }
            Meaning::YearBefore if self.narrative => self.count_named(-1, Unit::Year),
            Meaning::YearBefore => match self.named.part {
                Some(part) if self.published.is_some() => {
                    let (year, basis) = self
                        .full(Partial { year: Year::Now(-1), ..Partial::default() }, Tense::Past);
                    build("XXXX", Some(write_part(year, part)), 1, basis)
                }
                _ => self.count_now(-1, Unit::Year),
            },
            Meaning::Decade(year) => build(&format!("{}X", year / 10), None, 0, None),
            Meaning::Century(century) => build(&write_century(century), None, 0, None),
            Meaning::About(year) => {
                build(&format!("{}~", write(Partial::year(year))), None, 0, None)
            }
            Meaning::Since(year) => {
                build(&format!("{}/..", write(Partial::year(year))), None, 0, None)
            }
            Meaning::Figures(figures) => self.figures(figures),
            Meaning::WeekOf(day) => self.week_of(day, tense),
            Meaning::NthWeekday(nth, month) => self.nth_weekday(nth, month, tense),
            Meaning::Weekday(weekday, side) => {
                let day = self.exact().map(|now| now.weekday(weekday, side, tense));
                self.day(day, self.basis())
            }
            Meaning::DayOfMonth(day, side) => self.day_of_month(day, side, tense),
            Meaning::FromNow(by, unit) => self.count_now(by, unit),
            Meaning::FromNamed(by, unit) => self.count_named(by, unit),
            Meaning::Near(unit) => self.near(unit),
            Meaning::Of(unit) if self.narrative && self.named.year.is_some() => {
                self.count_named(0, unit)
            }
            Meaning::Of(unit) => self.count_now(0, unit),
        }
    }

    /// Whether what is told goes on from a date.
    fn moves(&self, date: Partial, read: &ReadDate) -> bool {
        /// A bare year further ahead than this is another story.
        const AHEAD: i32 = 3;
        let (Year::Stated(year), Some(named)) = (date.year, self.named.year) else { return true };
        let whole = date.month.is_some();
        match read.course {
            Course::Opens => true,
            Course::Aside => false,
            Course::On if read.tense == Tense::Ahead => false,
            Course::On => whole && self.fresh || (named..=named + AHEAD).contains(&year),
        }
    }

    fn range(&mut self, from: Partial, to: Partial, tense: Tense) -> Option<When> {
        let (end, basis) = self.full(to, tense);
        let turns = i32::from(from.month > to.month);
        let year = match (from.year, end.year) {
            (Year::Open, Year::Stated(year)) => Year::Stated(year - turns),
            (year, _) => year,
        };
        let start = Partial { year, ..from };
        self.keep(end);
        let stated = format!("{}/{}", write(from), write(to));
        build(&stated, Some(format!("{}/{}", write(start), write(end))), 1, basis)
    }

    /// The week that a day lies in.
    fn week_of(&mut self, day: Partial, tense: Tense) -> Option<When> {
        let (full, basis) = self.full(day, tense);
        self.keep(full);
        let Some(known) = full.as_day() else { return build(&write(day), None, 0, None) };
        let week = week(known, 0);
        if day.year == full.year {
            return build(&week, None, 0, None);
        }
        build(&write(day), Some(week), 1, basis)
    }

    /// "the second Tuesday of June": a day where the year is known.
    fn nth_weekday(&mut self, nth: NthWeekday, month: Partial, tense: Tense) -> Option<When> {
        let (full, basis) = self.full(month, tense);
        let day = nth.of(full)?;
        self.keep(day);
        if month.year == full.year {
            return build(&write(day), None, 0, None);
        }
        build(&write(Partial { year: Year::Open, ..month }), Some(write(day)), 1, basis)
    }

    /// A day and a month in figures, either way round where nothing tells which stands first.
    fn figures(&mut self, figures: DayAndMonth) -> Option<When> {
        let order = self.order.of(figures);
        self.keep(match &order {
            Some((order, _)) => figures.read(*order)?,
            None => Partial::year(figures.year),
        });
        figures.when(order)
    }

    fn day_of_month(&mut self, day: u8, side: i32, tense: Tense) -> Option<When> {
        let (date, basis) = match (self.named.year, self.named.month) {
            (Some(year), Some(month)) if side == 0 && self.narrative => {
                let date = Partial { month: Some(month), day: Some(day), ..Partial::year(year) };
                (Some(date), self.named_basis())
            }
            _ => (self.exact().map(|now| now.day_of_month(day, side, tense)), self.basis()),
        };
        if let Some(date) = date {
            self.keep(date);
        }
        build(&format!("XXXX-XX-{day:02}"), date.map(write), 2, basis)
    }

    fn day(&mut self, day: Option<Day>, basis: Option<String>) -> Option<When> {
        if let Some(day) = day.filter(|_| !self.narrative) {
            self.named.keep_day(day);
        }
        build("XXXX-XX-XX", day.map(write_day), 3, basis)
    }

    fn count_now(&mut self, by: i32, unit: Unit) -> Option<When> {
        let now = self.published.filter(|now| now.unit <= unit);
        let Some(now) = now else { return build(open(unit), None, 0, None) };
        let resolved = match unit {
            Unit::Day => {
                let day = calendar::day(calendar::number(now.day) + i64::from(by));
                return self.day(Some(day), self.basis());
            }
            Unit::Week => week(now.day, by),
            Unit::Month => {
                let (year, month) = calendar::month_later(now.day, by);
                self.keep_now(Partial { month: Some(month), ..Partial::year(year) });
                format!("{year:04}-{month:02}")
            }
            Unit::Year => {
                self.keep_now(Partial::year(now.day.year + by));
                format!("{:04}", now.day.year + by)
            }
            Unit::Decade => format!("{}X", (now.day.year + 10 * by) / 10),
        };
        build(open(unit), Some(resolved), parts(unit), self.basis())
    }

    /// About the day, the month or the year of publication.
    fn near(&self, unit: Unit) -> Option<When> {
        let Day { year, month, day } = self.exact().filter(|_| !self.narrative)?.day;
        let date = Partial { month: Some(month), ..Partial::year(year) };
        let date = match unit {
            Unit::Day => Partial { day: Some(day), ..date },
            Unit::Week => date,
            _ => Partial::year(year),
        };
        build(open(unit), Some(format!("{}~", write(date))), parts(unit), self.basis())
    }

    fn count_named(&mut self, by: i32, unit: Unit) -> Option<When> {
        let basis = self.named_basis();
        let resolved = match unit {
            Unit::Day => self.named.day.map(|day| {
                let day = calendar::day(calendar::number(day) + i64::from(by));
                self.named.keep_day(day);
                write_day(day)
            }),
            Unit::Week => self.named.day.map(|day| week(day, by)),
            Unit::Month => self.named.year.zip(self.named.month).map(|(year, month)| {
                let (year, month) = calendar::month_later(Day { year, month, day: 1 }, by);
                self.keep(Partial { month: Some(month), ..Partial::year(year) });
                format!("{year:04}-{month:02}")
            }),
            Unit::Year => self.named.year.map(|year| {
                if by >= 0 {
                    self.keep(Partial::year(year + by));
                }
                digits(Partial::year(year + by))
            }),
            Unit::Decade => self.named.year.map(|year| format!("{}X", (year + 10 * by) / 10)),
        };
        build(open(unit), resolved, parts(unit), basis)
    }

    /// A date with its year, and from what that follows.
    fn full(&self, date: Partial, tense: Tense) -> (Partial, Option<String>) {
        let with =
            |year: Option<i32>| Partial { year: year.map_or(Year::Open, Year::Stated), ..date };
        match date.year {
            Year::Stated(_) => (date, None),
            Year::Now(by) => (with(self.published.map(|now| now.day.year + by)), self.basis()),
            Year::Named(by) => (with(self.named.year.map(|year| year + by)), self.named_basis()),
            Year::Open => {
                let Some(month) = date.month else { return (date, None) };
                // "el próximo 17 de mayo" is said on the day of publication.
                let said = date.side != THIS && !date.from_named && self.published.is_some();
                if self.narrative
                    && !said
                    && let Some(year) = self.named.year_of(month, date.side)
                {
                    return (with(Some(year)), self.named_basis());
                }
                (with(self.published.map(|now| now.year_of(date, tense))), self.basis())
            }
        }
    }

    /// The day of publication where it is known to the day.
    fn exact(&self) -> Option<&Published> {
        self.published.filter(|now| now.unit == Unit::Day)
    }

    fn keep(&mut self, date: Partial) {
        self.named.keep(date);
    }

    /// Keeps a date counted from publication, which in a narrative only somebody's words are.
    fn keep_now(&mut self, date: Partial) {
        if !self.narrative {
            self.named.keep(date);
        }
    }

    fn basis(&self) -> Option<String> {
        self.published.map(|now| now.basis.clone())
    }

    fn named_basis(&self) -> Option<String> {
        let LastNamed { year, month, .. } = self.named;
        let date = Partial { month, ..Partial::year(year?) };
        Some(format!("named before: {}", write(date)))
    }
}

/// The two dates of a range, each at its own words.
fn ends(read: &ReadDate, when: &When) -> Vec<DateMention> {
    let (Meaning::Range(from, to), Some((first, second))) = (read.meaning, read.ends) else {
        return Vec::new();
    };
    let end = |(span, stated, value): (Span, Partial, &str)| {
        let basis = when.basis.clone().filter(|_| stated.year == Year::Open);
        let when = build(&write(stated), Some(value.to_owned()), 1, basis)?;
        Some(DateMention { span, when, event: None })
    };
    let Some((start, stop)) = when.resolved.split_once('/') else { return Vec::new() };
    [(first, from, start), (second, to, stop)].into_iter().filter_map(end).collect()
}

/// A date of which the first `parts` parts (from the year down) are filled in where the words leave
/// them open.
fn build(
    stated: &str,
    resolved: Option<String>,
    parts: usize,
    basis: Option<String>,
) -> Option<When> {
    let resolved = resolved.filter(|resolved| resolved != stated);
    let when = When::new(stated, resolved.as_deref()).ok()?;
    let Some(_) = resolved else { return Some(when) };
    let parts = PARTS.iter().take(parts).map(|part| (*part).to_owned()).collect();
    Some(when.inferred(parts, basis))
}

/// The unit of a date that is counted from publication.
fn unit_from_now(meaning: Meaning) -> Option<Unit> {
    match meaning {
        Meaning::FromNow(_, unit) => Some(unit),
        Meaning::Weekday(..) => Some(Unit::Day),
        Meaning::YearBefore => Some(Unit::Year),
        _ => None,
    }
}

/// How many parts a unit of time leaves open.
fn parts(unit: Unit) -> usize {
    match unit {
        Unit::Day => 3,
        Unit::Week | Unit::Month => 2,
        Unit::Year | Unit::Decade => 1,
    }
}
