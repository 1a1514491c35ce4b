//! [`FileStamp`]: by what the file system tells whether a file is the one it was.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::Folder;
use super::folder::trouble;
use onrecord_model::Day;
use onrecord_model::fault::FileError;
use onrecord_text::calendar::from_days;

/// A file that was changed so shortly before it was read may be changed again without its times
/// telling: some file systems count in steps of two seconds.
const STEP: Duration = Duration::from_secs(2);

/// Which of the marks is the time of the last change of the file's record (seconds since 1970), on Unix.
const CHANGED: usize = 3;

/// What the file system says of a file's state. Two equal ones: nothing says that it was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileStamp {
    /// Size in bytes, and on Unix device, inode, and the time of the last change of its record.
    pub marks: Vec<u64>,
    /// When its bytes were changed last, since 1970.
    pub modified: Duration,
}

impl FileStamp {
    /// The stamp of the file at `path`.
    ///
    /// # Errors
    /// Where it is not there, or no file.
    pub(crate) fn of(path: &Path) -> Result<Self, FileError> {
        let data = fs::metadata(path).map_err(|error| trouble(&error))?;
        if data.is_dir() {
            return Err(FileError::Folder);
        }
        let modified = data.modified().map_err(|error| trouble(&error))?;
        Ok(Self { marks: marks(&data), modified: since_1970(modified) })
    }

    /// Whether the system says that its record was changed well before `time` (since 1970), by its own clock and
    /// not by one that anybody can set.
    pub(crate) fn is_older(&self, time: Duration) -> bool {
        let changed = self.marks.get(CHANGED).copied().map_or(self.modified, Duration::from_secs);
        changed + STEP < time
    }

    /// Whether a file with this stamp, read at `read` (since 1970), cannot have been changed since
    /// without another stamp. Times ahead of that one (a camera's clock, an archive's) are as good: what is
    /// changed now has the time of now.
    pub(crate) fn settled(&self, read: Duration) -> bool {
        self.modified.abs_diff(read) > STEP
    }
}

/// The time since 1970.
pub(crate) fn now() -> Duration {
    since_1970(SystemTime::now())
}

/// The day that it is, in UTC.
pub(crate) fn today() -> Option<Day> {
    let (year, month, day) = from_days((now().as_secs() / 86_400) as i64);
    Some(Day { year: i32::try_from(year).ok()?, month, day })
}

/// A time as `2026-11-28T22:14:17Z`.
pub(crate) fn utc(since_1970: Duration) -> String {
    let seconds = since_1970.as_secs();
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = from_days(days as i64);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// A time counted from 1970; anything before that counts as its beginning.
fn since_1970(time: SystemTime) -> Duration {
    time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO)
}

impl Folder {
    /// The stamp of `file`, a path inside the folder.
    ///
    /// # Errors
    /// As [`Folder::read`].
    pub(crate) fn stamp(&self, file: &str) -> Result<FileStamp, FileError> {
        FileStamp::of(&self.find(file)?)
    }
}

#[cfg(unix)]
fn marks(data: &fs::Metadata) -> Vec<u64> {
    use std::os::unix::fs::MetadataExt;
    vec![data.len(), data.dev(), data.ino(), data.ctime() as u64, data.ctime_nsec() as u64]
}

#[cfg(not(unix))]
fn marks(data: &fs::Metadata) -> Vec<u64> {
    vec![data.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_seen() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a.txt");
        let folder = Folder::new(place.path());
        assert_eq!(folder.stamp("a.txt"), Err(FileError::Missing));
        fs::write(&path, "one").unwrap();
        let first = folder.stamp("a.txt").unwrap();
        assert_eq!(folder.stamp("a.txt"), Ok(first.clone()));
        assert!(!first.settled(now()) && first.settled(now() + STEP * 2));
        assert!(!first.settled(first.modified + STEP) && first.settled(first.modified / 2));
        fs::write(&path, "three").unwrap();
        assert_ne!(folder.stamp("a.txt"), Ok(first));
    }
}
