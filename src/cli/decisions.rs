//! `onrecord log`: what was decided, a row each, the latest last.

use std::io;

use super::args::LogArgs;
use super::json;
use super::out::{Out, TextRole};
use super::place::{self, ChosenTarget, NamedPaths};
use super::stop::{Answer, FOUND, NOTHING, Stop};
use crate::disk;
use crate::library::journal::{AllRecords, LogRequest, log};
use crate::words::{commands, log as words};
use onrecord_journal::LogEntry;
use onrecord_model::When;
use onrecord_text::width;

/// Columns for names at most.
const BY: usize = 16;
/// Columns that a decision needs beside when and by whom; where there are fewer it stands below.
const BESIDE: usize = 36;

/// Tells the decisions about what was named, else about what is nearest; not found where there is none.
///
/// # Errors
/// [`Stop::Refused`] where there is nothing to read, or `--since` is no time.
pub(super) fn run(asked: &LogArgs, named: &NamedPaths, out: &mut Out) -> Answer {
    let since = asked
        .since
        .as_deref()
        .map(|since| moment(since).ok_or_else(|| Stop::Refused(commands::no_moment(since))));
    let request = LogRequest {
        since: since.transpose()?,
        by: asked.whose.clone(),
        most: asked.limit.map(usize::from),
    };
    let whole = place::open_whole(named, out)?;
    let all = (!named.withheld).then(|| AllRecords::of(&whole));
    let shown = if named.withheld { whole } else { place::for_others(whole, named, out)? };
    let told = log(&ChosenTarget::of(named).target, &shown, all, &request);
    for entry in &told.entries {
        if asked.json {
            json::log_entry(out.raw(), entry)?;
        }
    }
    if !asked.json {
        rows(&told.entries, out)?;
    }
    if told.left_out > 0 {
        out.aside(&commands::left_out(told.left_out))?;
    }
    if !told.faults.is_empty() {
        out.aside(&commands::faulty(told.faults.len()))?;
    }
    if told.entries.is_empty() {
        out.aside(commands::NOTHING_DECIDED)?;
        return Ok(NOTHING);
    }
    Ok(FOUND)
}

/// A row each: when, by whom, what, and of which record.
fn rows(entries: &[LogEntry], out: &mut Out) -> io::Result<()> {
    let by = entries.iter().map(|entry| width::of(&entry.operation.by)).max();
    let by = by.map_or(BY, |by| by.min(BY));
    for entry in entries {
        let (lead, text) = words::line(entry, by);
        let narrow = out.measure().is_some_and(|columns| columns < width::of(&lead) + BESIDE);
        if narrow {
            out.line(&[(TextRole::Quiet, lead.trim_end())])?;
            out.flow((TextRole::Plain, "  "), &text, &[])?;
        } else {
            out.flow((TextRole::Quiet, &lead), &text, &[])?;
        }
    }
    Ok(())
}

/// The moment that `--since` means: a day, month, year or minute as it is, or so long ago (`90m`, `12h`,
/// `3d`, `2w`).
fn moment(since: &str) -> Option<String> {
    let unit = since.chars().next_back()?;
    let seconds = match unit {
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        'w' => 604_800,
        _ => return is_moment(since).then(|| since.to_owned()),
    };
    let count: u64 = since.strip_suffix(unit)?.parse().ok()?;
    let ago = std::time::Duration::from_secs(count.checked_mul(seconds)?);
    Some(disk::utc(disk::now().saturating_sub(ago)))
}

/// Whether this is a moment as the journal writes it, or how one begins.
fn is_moment(text: &str) -> bool {
    let (day, time) = match text.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    let digits = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text.chars().zip(shape.chars()).all(|(c, shape)| match shape {
                '0' => c.is_ascii_digit(),
                shape => c == shape,
            })
    };
    let is_time =
        |time: &str| ["00", "00:00", "00:00:00", "00:00:00Z"].iter().any(|s| digits(time, s));
    let is_day = ["0000", "0000-00", "0000-00-00"].iter().any(|shape| digits(day, shape));
    is_day
        && When::new(day, None).is_ok()
        && time.is_none_or(|time| day.len() == 10 && is_time(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn since_when() {
        for text in ["2026", "2026-11", "2026-11-29", "2026-11-29T10", "2026-11-29T10:04:00Z"] {
            assert_eq!(moment(text).as_deref(), Some(text));
        }
        for (text, seconds) in [("90m", 5_400), ("12h", 43_200), ("3d", 259_200), ("2w", 1_209_600)]
        {
            let ago = std::time::Duration::from_secs(seconds);
            let then = || disk::utc(disk::now().saturating_sub(ago));
            let before = then();
            let told = moment(text).unwrap();
            assert!(before <= told && told <= then(), "{text}: {told}");
        }
        // Longer than there have been clocks.
        assert_eq!(moment("99999999d").as_deref(), Some("1970-01-01T00:00:00Z"));
        for text in [
            "",
            "d",
            "-1d",
            "yesterday",
            "2026-13",
            "2026-11-31",
            "26-11-29",
            "2026T10",
            "2026-11-29T1",
            "9é",
            "é",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
