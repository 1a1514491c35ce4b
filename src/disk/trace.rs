//! The log that `--trace FILE` asks for: what the program does and what went wrong in it, a line each,
//! appended as it happens.
//!
//! Only lines of this program and its own crates are taken, and only those at level `info` or above:
//! they are written so that none holds a word of a document, which other crates may quote.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use log::{LevelFilter, Log, Metadata, Record};

use super::now;
use onrecord_text::clean;

/// From this level upwards lines are kept.
const LEVEL: LevelFilter = LevelFilter::Info;

/// Begins to append to `path`, which only the user can read where it is made anew. At most once in a
/// run.
///
/// # Errors
/// Where the file cannot be made or written, or is none.
pub(crate) fn start(path: &Path) -> io::Result<()> {
    let trace = Trace { file: Mutex::new(open(path)?) };
    log::set_boxed_logger(Box::new(trace)).map_err(io::Error::other)?;
    log::set_max_level(LEVEL);
    Ok(())
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        // A pipe that nobody reads would never open.
        options.mode(0o600).custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits() as i32);
    }
    let file = options.open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
    }
    Ok(file)
}

/// Where the lines go.
struct Trace {
    file: Mutex<File>,
}

impl Log for Trace {
    fn enabled(&self, about: &Metadata<'_>) -> bool {
        about.level() <= LEVEL && room(about.target()).is_some()
    }

    fn log(&self, record: &Record<'_>) {
        let Some(line) = line(now(), record).filter(|_| self.enabled(record.metadata())) else {
            return;
        };
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        // In one piece, so that the lines of two programs do not mix. Where it cannot be written there
        // is nobody to tell.
        let _ = file.write_all(line.as_bytes());
    }

    fn flush(&self) {}
}

/// Time, level, room and message; nothing for a line that is not ours.
fn line(since_1970: Duration, record: &Record<'_>) -> Option<String> {
    let (time, level, room) = (precise(since_1970), record.level(), room(record.target())?);
    let message = record.args().to_string();
    Some(format!("{time} {level} {room}: {}\n", clean::one_line(&message)))
}

/// The room or crate of ours that a line comes from: `shell` of `onrecord::shell::run`, `read` of
/// `onrecord_read::pdf`.
fn room(target: &str) -> Option<&str> {
    let ours = target.strip_prefix("onrecord")?;
    let within = ours.strip_prefix("::").or_else(|| ours.strip_prefix('_'))?;
    within.split("::").next()
}

/// A time as `2026-11-28T22:14:17.003Z`.
fn precise(since_1970: Duration) -> String {
    let whole = super::utc(since_1970);
    let thousandth = since_1970.subsec_millis();
    format!("{}.{thousandth:03}Z", whole.trim_end_matches('Z'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use log::Level;

    fn record<'a>(target: &'a str, level: Level, what: std::fmt::Arguments<'a>) -> Record<'a> {
        Record::builder().target(target).level(level).args(what).build()
    }

    #[test]
    fn times_are_those_of_the_calendar() {
        for (seconds, want) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_399, "2000-02-28T23:59:59.000Z"),
            (951_782_400, "2000-02-29T00:00:00.000Z"),
            (951_868_800, "2000-03-01T00:00:00.000Z"),
            (1_795_904_057, "2026-11-28T22:14:17.000Z"),
            (4_107_542_400, "2100-03-01T00:00:00.000Z"),
        ] {
            assert_eq!(precise(Duration::from_secs(seconds)), want);
        }
        assert_eq!(precise(Duration::from_millis(7)), "1970-01-01T00:00:00.007Z");
    }

    #[test]
    fn a_line_is_one_line_of_ours() {
        let told = |target, level, what: &str| {
            line(Duration::ZERO, &record(target, level, format_args!("{what}")))
        };
        let want = "1970-01-01T00:00:00.000Z INFO shell: two lines\n";
        assert_eq!(told("onrecord::shell::run", Level::Info, "two\nlines").as_deref(), Some(want));
        let want = "1970-01-01T00:00:00.000Z ERROR text: lost\n";
        assert_eq!(told("onrecord_text::never", Level::Error, "lost").as_deref(), Some(want));
        for other in ["hayro_syntax::object", "onrecordings::a", "onrecord", ""] {
            assert_eq!(told(other, Level::Error, "words of a document"), None, "{other}");
        }
    }

    #[test]
    fn what_others_say_and_what_is_only_for_a_closer_look_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        let trace = Trace { file: Mutex::new(open(&path).unwrap()) };
        trace.log(&record("onrecord::cli", Level::Info, format_args!("one")));
        trace.log(&record("onrecord::cli", Level::Debug, format_args!("two")));
        trace.log(&record("mail_parser::parsers", Level::Error, format_args!("three")));
        let trace = Trace { file: Mutex::new(open(&path).unwrap()) };
        trace.log(&record("onrecord_text::never", Level::Error, format_args!("four")));
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<_> = text.lines().filter_map(|line| line.split_once("Z ")).collect();
        let said: Vec<_> = lines.iter().map(|(_, said)| *said).collect();
        assert_eq!(said, ["INFO cli: one", "ERROR text: four"]);
    }

    #[test]
    #[cfg(unix)]
    fn the_file_is_the_users_own_and_a_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        open(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let pipe = folder.path().join("pipe");
        rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RWXU).unwrap();
        for no_file in [folder.path(), &pipe, Path::new("/dev/null"), &path.join("below")] {
            assert!(open(no_file).is_err(), "{no_file:?}");
        }
    }
}
