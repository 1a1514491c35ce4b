//! The chart over the timeline: how many dated things fall into which part of the time.

use onrecord_corpus::Corpus;
use onrecord_model::{Day, When};
use onrecord_search::Hits;

/// Dates are taken from at most this many hits, the best ones: the chart is redrawn with each
/// answer and must not depend on how many there are.
const MOST: usize = 10_000;

/// Bars over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// One bar a column, 0 (nothing) to 8 (most).
    pub bars: Vec<u8>,
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
}

/// The first days of the events and of the dated statements that an answer leaves.
pub fn days(corpus: &Corpus, hits: &Hits) -> Vec<Day> {
    let events = hits.events.iter().filter_map(|ix| corpus.event(*ix)?.when());
    let said = (0..hits.len().min(MOST)).filter_map(|at| {
        let statement = corpus.row(hits.row(at)?.row)?;
        let told = || statement.events().iter().find_map(|event| corpus.event(*event)?.when());
        statement.said().map(|said| &said.when).or_else(told)
    });
    let mut days: Vec<_> = events.chain(said).filter_map(first_day).collect();
    days.sort_unstable();
    days
}

fn first_day(when: &When) -> Option<Day> {
    when.order().map(|(first, _)| first).filter(|day| *day != Day::FIRST && *day != Day::LAST)
}

/// The chart of sorted `days` in at most `columns` bars: a bar for each year, or month or day where
/// the time is short, or for several where there are too many.
pub fn chart(days: &[Day], columns: usize) -> Option<Chart> {
    let (first, last) = (*days.first()?, *days.last()?);
    let unit: fn(Day) -> i64 = match i64::from(last.year) - i64::from(first.year) {
        2.. => |day| i64::from(day.year),
        _ if month(last) - month(first) >= 2 => month,
        _ => |day| month(day) * 31 + i64::from(day.day),
    };
    let units = (unit(last) - unit(first) + 1) as usize;
    let bars = units.min(columns.max(1));
    let mut counts = vec![0u32; bars];
    for day in days.iter().copied() {
        let at = (unit(day) - unit(first)) as usize * bars / units;
        if let Some(count) = counts.get_mut(at) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let bars = counts.iter().map(|count| (count * 8).div_ceil(most) as u8).collect();
    Some(Chart { bars, first, last })
}

fn month(day: Day) -> i64 {
    i64::from(day.year) * 12 + i64::from(day.month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_for_each_year_month_or_day() {
        let day = |year, month, day| Day { year, month, day };
        for (days, columns, want) in [
            (vec![day(2012, 1, 1), day(2014, 1, 1), day(2014, 2, 1)], 20, vec![4, 0, 8]),
            (vec![day(2022, 3, 25), day(2022, 5, 17)], 20, vec![8, 0, 8]),
            (vec![day(2022, 3, 25), day(2022, 3, 27)], 20, vec![8, 0, 8]),
            (vec![day(1900, 1, 1), day(1999, 1, 1)], 10, vec![8, 0, 0, 0, 0, 0, 0, 0, 0, 8]),
            (vec![day(2022, 1, 1)], 5, vec![8]),
        ] {
            assert_eq!(chart(&days, columns).map(|c| c.bars), Some(want));
        }
        assert_eq!(chart(&[], 5), None);
    }
}
