//! Files that are only ever added to, one writer each: [`AppendFile`] puts lines at the end of its own,
//! [`AppendedFiles`] reads what has come to all of them since the last time.

use std::collections::HashMap;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::write::{Access, unwritten};
use onrecord_model::fault::WriteError;

/// No file of this kind is read further than here, in bytes: a folder that somebody sent must not fill
/// the memory.
const MOST: u64 = 1 << 30;

/// What is asked of the system on the way of a line to the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AppendStep {
    /// The folder is made.
    MakeFolder,
    /// The file is made.
    Make,
    /// The line goes into it.
    Write,
    /// The line goes onto the disk.
    Sync,
    /// The name of a new file goes onto the disk.
    SyncFolder,
}

/// Comes before each step; an error of it counts as the system's.
type AppendHook = dyn Fn(AppendStep) -> io::Result<()> + Send + Sync;

/// The end of a file that this run alone writes. It is made with the first line.
pub(crate) struct AppendFile {
    folder: PathBuf,
    access: Access,
    before: Arc<AppendHook>,
    open: Option<(PathBuf, File)>,
}

impl fmt::Debug for AppendFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppendFile").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl AppendFile {
    /// A file in `folder`, which is made where it is not there; nothing is written yet. `before` comes
    /// before each step: a disk that is slow, full or fails.
    pub(crate) fn new(
        folder: PathBuf,
        access: Access,
        before: impl Fn(AppendStep) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self { folder, access, before: Arc::new(before), open: None }
    }

    /// The file, once there is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.open.as_ref().map(|(path, _)| path.as_path())
    }

    /// Puts `line` at the end of the file, and onto the disk, with one write. Where there is no file it
    /// is made under the name `name`, which must be nobody else's. After an error nothing of the line
    /// is left as far as the system lets it be taken back, and the next line begins another file.
    ///
    /// # Errors
    /// What stands in the way.
    pub(crate) fn append(&mut self, name: &str, line: &[u8]) -> Result<(), WriteError> {
        // A file that somebody took away or replaced is nobody's: what went into it would be lost.
        let there = self.open.take().filter(|(path, file)| is_at(path, file));
        let done = match there {
            Some(open) => self.put(open, line),
            None => self.begin(name).and_then(|open| self.put(open, line)),
        };
        done.map_err(|error| unwritten(&error))
    }

    fn begin(&self, name: &str) -> io::Result<(PathBuf, File)> {
        (self.before)(AppendStep::MakeFolder)?;
        self.make_folder()?;
        (self.before)(AppendStep::Make)?;
        let path = self.folder.join(name);
        let mut options = OpenOptions::new();
        // Never one that is there: it would be another writer's, or lead elsewhere.
        options.append(true).create_new(true);
        #[cfg(unix)]
        if self.access == Access::Private {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        let file = options.open(&path)?;
        // Whoever puts old files together sees by it that this one is written into.
        #[cfg(unix)]
        let _ = file.try_lock();
        Ok((path, file))
    }

    fn make_folder(&self) -> io::Result<()> {
        match fs::symlink_metadata(&self.folder) {
            Ok(data) if data.is_dir() => return Ok(()),
            Ok(_) => return Err(io::Error::other("what stands there is no folder")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        let mut folder = fs::DirBuilder::new();
        folder.recursive(true);
        #[cfg(unix)]
        if self.access == Access::Private {
            std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
        }
        folder.create(&self.folder)?;
        if let Some(above) = self.folder.parent() {
            sync_folder(above);
        }
        Ok(())
    }

    fn put(&mut self, open: (PathBuf, File), line: &[u8]) -> io::Result<()> {
        let (path, mut file) = open;
        let length = file.metadata()?.len();
        let done = self.write(&mut file, line, length == 0);
        match done {
            Ok(()) => {
                self.open = Some((path, file));
                Ok(())
            }
            Err(error) => {
                // What is told as not written must not stand there at the next reading.
                let _ = file.set_len(length);
                if length == 0 {
                    let _ = fs::remove_file(&path);
                }
                Err(error)
            }
        }
    }

    fn write(&self, file: &mut File, line: &[u8], first: bool) -> io::Result<()> {
        (self.before)(AppendStep::Write)?;
        file.write_all(line)?;
        (self.before)(AppendStep::Sync)?;
        file.sync_data()?;
        if first {
            (self.before)(AppendStep::SyncFolder)?;
            sync_folder(&self.folder);
        }
        Ok(())
    }
}

/// Whether the open `file` is what stands at `path`.
pub(super) fn is_at(path: &Path, file: &File) -> bool {
    let there = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file);
    there.zip(file.metadata().ok()).is_some_and(|(there, own)| inode(&there) == inode(&own))
}

/// A new name is on the disk when its folder is; not every system lets a folder be synced.
fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// A file to which something has come since the last time.
#[derive(Debug)]
pub(crate) struct GrownFile {
    /// The file's name in its folder.
    pub name: String,
    /// Whether it is read from its beginning again, since it is another file now.
    pub again: bool,
    path: PathBuf,
    /// Which file it is.
    which: u64,
    /// Where reading stopped the last time, and where it ends.
    from: u64,
    to: u64,
}

impl GrownFile {
    /// How many bytes have come.
    pub(crate) const fn len(&self) -> u64 {
        self.to.saturating_sub(self.from)
    }

    /// What has come; `None` where it cannot be read.
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        let mut file = File::open(&self.path).ok()?;
        file.seek(SeekFrom::Start(self.from)).ok()?;
        let mut bytes = Vec::with_capacity((self.to - self.from) as usize);
        file.take(self.to - self.from).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

/// The files of a folder that others add to. Only new bytes are read.
#[derive(Debug, Default)]
pub(crate) struct AppendedFiles {
    folder: PathBuf,
    /// How far each was read, and which file it is.
    read: HashMap<String, (u64, u64)>,
}

impl AppendedFiles {
    /// Those of `folder`, of which nothing is read yet.
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder, read: HashMap::new() }
    }

    /// The files whose names end in `ending` that are new or longer than they were, in order of their
    /// names. Links and what is no file are passed over. A folder that is not there has none.
    pub(crate) fn grown(&self, ending: &str) -> Vec<GrownFile> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let named = entries.flatten().filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            name.ends_with(ending).then_some((name, entry))
        });
        let mut grown: Vec<_> =
            named.filter_map(|(name, entry)| self.of_file(name, &entry)).collect();
        grown.sort_by(|one, other| one.name.cmp(&other.name));
        grown
    }

    /// What of the folder is not read, though it is named as what is: links and what is no file; the
    /// folder itself, where it is one.
    pub(crate) fn passed_over(&self, ending: &str) -> Vec<String> {
        match fs::symlink_metadata(&self.folder) {
            Ok(data) if data.is_dir() => {}
            Ok(_) => return vec![disk_name(&self.folder)],
            Err(_) => return Vec::new(),
        }
        let Ok(entries) = fs::read_dir(&self.folder) else { return vec![disk_name(&self.folder)] };
        let mut odd: Vec<_> = entries
            .flatten()
            .filter(|entry| !entry.metadata().is_ok_and(|data| data.is_file()))
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| name.ends_with(ending))
            .collect();
        odd.sort_unstable();
        odd
    }

    fn of_file(&self, name: String, entry: &fs::DirEntry) -> Option<GrownFile> {
        // Of the entry itself: a link is no file.
        let data = entry.metadata().ok().filter(fs::Metadata::is_file)?;
        let (to, which) = (data.len().min(MOST), inode(&data));
        let known = self.read.get(&name).copied();
        let same = known.filter(|(upto, file)| *upto <= to && *file == which);
        let (from, _) = same.unwrap_or((0, which));
        if from == to && known.is_some() {
            return None;
        }
        let again = known.is_some() && same.is_none();
        Some(GrownFile { name, again, path: entry.path(), which, from, to })
    }

    /// Of what had come to a file the first `bytes` are done with; the rest is no whole line yet and is
    /// read once more with what follows.
    pub(crate) fn taken(&mut self, grown: &GrownFile, bytes: usize) {
        self.read.insert(grown.name.clone(), (grown.from + bytes as u64, grown.which));
    }
}

/// Whether a folder holds any file of the kind that journals are.
pub(crate) fn holds_journals(folder: &Path) -> bool {
    let real = fs::symlink_metadata(folder).is_ok_and(|data| data.is_dir());
    real && !AppendedFiles::new(folder.to_owned()).grown(".ndjson").is_empty()
}

/// The last part of a path, as far as it is text.
fn disk_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

#[cfg(unix)]
fn inode(data: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(data)
}

#[cfg(not(unix))]
const fn inode(_: &fs::Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn plain(folder: &Path) -> AppendFile {
        AppendFile::new(folder.join("onrecord.d"), Access::Usual, |_| Ok(()))
    }

    /// What has come, of which `left` bytes of each file are no whole line.
    fn texts_but(files: &mut AppendedFiles, left: usize) -> Vec<(String, String, bool)> {
        let grown = files.grown(".ndjson").into_iter();
        let text = |one: GrownFile| {
            let bytes = one.bytes().unwrap();
            files.taken(&one, bytes.len() - left);
            (one.name, String::from_utf8(bytes).unwrap(), one.again)
        };
        grown.map(text).collect()
    }

    fn texts(files: &mut AppendedFiles) -> Vec<(String, String, bool)> {
        texts_but(files, 0)
    }

    #[test]
    fn what_is_added_is_read_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = AppendedFiles::new(folder.path().join("onrecord.d"));
        assert_eq!(texts(&mut files), []);
        let (mut one, mut other) = (plain(folder.path()), plain(folder.path()));
        one.append("a.ndjson", b"1\n").unwrap();
        other.append("b.ndjson", b"2\n").unwrap();
        one.append("a2.ndjson", b"3\n4").unwrap();
        let all = [("a.ndjson", "1\n3\n4"), ("b.ndjson", "2\n")];
        assert_eq!(texts(&mut files), all.map(|(name, text)| (name.into(), text.into(), false)));
        assert_eq!(texts(&mut files), []);
        one.append("", b"5").unwrap();
        assert_eq!(texts_but(&mut files, 1), [("a.ndjson".into(), "5".into(), false)]);
        one.append("", b"6\n").unwrap();
        assert_eq!(texts(&mut files), [("a.ndjson".into(), "56\n".into(), false)]);
        // Somebody put another file in its place.
        let path = folder.path().join("onrecord.d/b.ndjson");
        fs::write(folder.path().join("new"), "6\n7\n").unwrap();
        fs::rename(folder.path().join("new"), path).unwrap();
        assert_eq!(texts(&mut files), [("b.ndjson".into(), "6\n7\n".into(), true)]);
    }

    #[test]
    #[cfg(unix)]
    fn a_file_that_was_taken_away_or_replaced_is_written_to_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("onrecord.d");
        let mut file = plain(folder.path());
        file.append("a.ndjson", b"1\n").unwrap();
        fs::remove_dir_all(&own).unwrap();
        file.append("b.ndjson", b"2\n").unwrap();
        assert_eq!(fs::read_to_string(own.join("b.ndjson")).unwrap(), "2\n");
        fs::write(folder.path().join("new"), "0\n").unwrap();
        fs::rename(folder.path().join("new"), own.join("b.ndjson")).unwrap();
        file.append("c.ndjson", b"3\n").unwrap();
        assert_eq!(fs::read_to_string(own.join("b.ndjson")).unwrap(), "0\n");
        assert_eq!(fs::read_to_string(own.join("c.ndjson")).unwrap(), "3\n");
    }

    #[test]
    #[cfg(unix)]
    fn nothing_is_written_or_read_through_a_link() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        fs::write(elsewhere.path().join("x.ndjson"), "secret\n").unwrap();
        let own = folder.path().join("onrecord.d");
        symlink(elsewhere.path(), &own).unwrap();
        assert!(plain(folder.path()).append("a.ndjson", b"1\n").is_err());
        fs::remove_file(&own).unwrap();
        fs::create_dir(&own).unwrap();
        symlink(elsewhere.path().join("x.ndjson"), own.join("x.ndjson")).unwrap();
        assert_eq!(texts(&mut AppendedFiles::new(own.clone())), []);
        assert!(plain(folder.path()).append("x.ndjson", b"1\n").is_err());
        assert_eq!(fs::read_to_string(elsewhere.path().join("x.ndjson")).unwrap(), "secret\n");
    }

    /// Whichever step fails: what was told as written stands there, what was told as not written does
    /// not, and the next line is written.
    #[test]
    fn the_old_state_or_the_new_whatever_fails() {
        for failing in 0..8 {
            let folder = tempfile::tempdir().unwrap();
            let count = Arc::new(AtomicUsize::new(0));
            let counted = Arc::clone(&count);
            let before = move |_| match counted.fetch_add(1, Ordering::SeqCst) {
                step if step == failing => Err(io::Error::from(io::ErrorKind::StorageFull)),
                _ => Ok(()),
            };
            let mut file = AppendFile::new(folder.path().join("onrecord.d"), Access::Usual, before);
            let mut want = Vec::new();
            for number in 0..4 {
                let line = format!("{number}\n");
                match file.append(&format!("{number}.ndjson"), line.as_bytes()) {
                    Ok(()) => want.push(line),
                    Err(why) => assert_eq!(why, WriteError::Full),
                }
            }
            let mut files = AppendedFiles::new(folder.path().join("onrecord.d"));
            let read: String = texts(&mut files).into_iter().map(|(_, text, _)| text).collect();
            assert_eq!((read, want.len()), (want.concat(), 3), "step {failing}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_private_one_is_the_users_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("a/b");
        let mut file = AppendFile::new(own.clone(), Access::Private, |_| Ok(()));
        file.append("c.ndjson", b"1\n").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&own), mode(file.path().unwrap())), (0o700, 0o600));
    }
}
