//! [`Folder`]: reads files by the names an investigation gives them.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use crate::corpus::fault::Trouble;

/// The largest file that is read: byte offsets are 32 bits wide.
const LARGEST: u64 = u32::MAX as u64 - 1;

/// A folder whose files may be read.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A folder.
    Folder,
    /// A file.
    File,
}

impl Folder {
    /// The folder at `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// The folder that holds the file at `path`.
    pub fn of_file(path: &Path) -> Self {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        Self::new(parent.unwrap_or(Path::new(".")))
    }

    /// Its path from the root, links resolved; as it stands where the system does not tell.
    pub fn root(&self) -> PathBuf {
        fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone())
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The bytes of `file`, a path inside the folder, in blocks of about `size` bytes.
    ///
    /// # Errors
    /// As [`Folder::read`]; a file may have any size.
    pub fn blocks(&self, file: &str, size: usize) -> Result<Blocks, Trouble> {
        let path = self.inside(file)?;
        if kind(&path)? == Kind::Folder {
            return Err(Trouble::Folder);
        }
        let file = File::open(path).map_err(|error| trouble(&error))?;
        Ok(Blocks { file, size, rest: Vec::new(), ended: false })
    }

    /// The bytes of `file`, a path inside the folder.
    ///
    /// # Errors
    /// [`Trouble::Outside`] for a path that is absolute or goes up; otherwise what stands in the
    /// way of reading it.
    pub fn read(&self, file: &str) -> Result<Vec<u8>, Trouble> {
        read(&self.inside(file)?)
    }

    /// The path of `file` in the folder, if it does not lead out of it.
    pub(super) fn inside(&self, file: &str) -> Result<PathBuf, Trouble> {
        let inside = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        let stays = Path::new(file).components().all(inside);
        if stays { Ok(self.path.join(file)) } else { Err(Trouble::Outside) }
    }
}

/// The bytes of a file, some megabytes at a time, cut after line ends. A line longer than a block
/// makes its block longer.
pub struct Blocks {
    file: File,
    size: usize,
    /// The beginning of a line whose end is not read yet.
    rest: Vec<u8>,
    ended: bool,
}

impl Iterator for Blocks {
    type Item = Result<Vec<u8>, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut block = std::mem::take(&mut self.rest);
        while !self.ended {
            let before = block.len();
            let part = Read::by_ref(&mut self.file).take(self.size as u64);
            match { part }.read_to_end(&mut block) {
                Ok(read) => self.ended = read == 0,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(trouble(&error)));
                }
            }
            let added = block.get(before..).unwrap_or_default();
            if let Some(end) = memchr::memrchr(b'\n', added) {
                self.rest = block.split_off(before + end + 1);
                return Some(Ok(block));
            }
        }
        (!block.is_empty()).then_some(Ok(block))
    }
}

/// What stands at `path`, links followed.
///
/// # Errors
/// [`Trouble`] for what is neither a file nor a folder, or cannot be looked at.
pub fn kind(path: &Path) -> Result<Kind, Trouble> {
    let data = fs::metadata(path).map_err(|error| trouble(&error))?;
    match () {
        () if data.is_dir() => Ok(Kind::Folder),
        () if data.is_file() => Ok(Kind::File),
        () => Err(Trouble::Special),
    }
}

/// What stands at `path`, and that it may be read. Nothing is read yet.
///
/// # Errors
/// As [`kind`], and [`Trouble::Denied`] for what may be seen but not read.
pub fn readable(path: &Path) -> Result<Kind, Trouble> {
    let kind = kind(path)?;
    let opened = match kind {
        Kind::Folder => fs::read_dir(path).map(drop),
        Kind::File => File::open(path).map(drop),
    };
    opened.map(|()| kind).map_err(|error| trouble(&error))
}

/// The last part of a path as text, for titles: `.` and the like are resolved first.
pub fn name(path: &Path) -> String {
    let last = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let whole = || fs::canonicalize(path).ok().and_then(|path| last(&path));
    last(path).or_else(whole).unwrap_or_else(|| path.to_string_lossy().into_owned())
}

/// The nearest file called `file` in `start` or a folder above it.
pub fn upward(start: &Path, file: &str) -> Option<PathBuf> {
    let start = fs::canonicalize(start).ok()?;
    start.ancestors().map(|folder| folder.join(file)).find(|path| path.is_file())
}

/// The kind is asked before opening: opening a pipe would wait for somebody to write into it.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    if kind(path)? == Kind::Folder {
        return Err(Trouble::Folder);
    }
    let file = File::open(path).map_err(|error| trouble(&error))?;
    let size = file.metadata().map_or(0, |data| data.len());
    if size > LARGEST {
        return Err(Trouble::TooLarge);
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(size as usize).map_err(|_| Trouble::TooLarge)?;
    // It may have grown since; files under /proc say they have no size at all.
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| trouble(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Trouble::TooLarge);
    }
    Ok(bytes)
}

/// What the system's error means to a reader.
pub(super) fn trouble(error: &io::Error) -> Trouble {
    match error.kind() {
        // A name with a zero byte, or a folder's name that is a file's: nothing stands there.
        ErrorKind::NotFound | ErrorKind::InvalidInput | ErrorKind::NotADirectory => {
            Trouble::Missing
        }
        ErrorKind::PermissionDenied => Trouble::Denied,
        ErrorKind::OutOfMemory => Trouble::TooLarge,
        // Links that lead to each other: nothing stands at their end.
        _ if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
            Trouble::Missing
        }
        _ => Trouble::Other(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_inside_the_folder_only() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir_all(place.path().join("in/deep")).unwrap();
        fs::write(place.path().join("outside.txt"), "no").unwrap();
        fs::write(place.path().join("in/a.txt"), "yes").unwrap();
        fs::write(place.path().join("in/deep/b.txt"), "").unwrap();
        let folder = Folder::new(place.path().join("in"));
        let absolute = place.path().join("outside.txt");
        for (file, want) in [
            ("a.txt", Ok("yes")),
            ("./a.txt", Ok("yes")),
            ("deep/b.txt", Ok("")),
            ("../outside.txt", Err(Trouble::Outside)),
            ("deep/../../outside.txt", Err(Trouble::Outside)),
            (absolute.to_str().unwrap(), Err(Trouble::Outside)),
            ("nowhere.txt", Err(Trouble::Missing)),
            ("a.txt/b.txt", Err(Trouble::Missing)),
            ("zero\0.txt", Err(Trouble::Missing)),
            ("deep", Err(Trouble::Folder)),
        ] {
            assert_eq!(folder.read(file), want.map(|text| text.as_bytes().to_vec()), "{file}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn what_would_never_end_is_not_read() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path());
        std::os::unix::fs::symlink("/dev/zero", place.path().join("zero.txt")).unwrap();
        std::os::unix::fs::symlink("loop.txt", place.path().join("loop.txt")).unwrap();
        std::os::unix::net::UnixListener::bind(place.path().join("socket.txt")).unwrap();
        File::create(place.path().join("huge.txt")).unwrap().set_len(1 << 32).unwrap();
        for (file, want) in [
            ("zero.txt", Trouble::Special),
            ("socket.txt", Trouble::Special),
            ("huge.txt", Trouble::TooLarge),
            ("loop.txt", Trouble::Missing),
        ] {
            assert_eq!(folder.read(file), Err(want), "{file}");
        }
    }

    #[test]
    fn the_nearest_file_upward() {
        let place = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(place.path()).unwrap();
        let (near, far) = (root.join("a/b"), root.join("a/b/c/d"));
        fs::create_dir_all(&far).unwrap();
        assert_eq!(upward(&far, "onrecord-test.json"), None);
        fs::write(root.join("onrecord-test.json"), "").unwrap();
        fs::write(near.join("onrecord-test.json"), "").unwrap();
        assert_eq!(upward(&far, "onrecord-test.json"), Some(near.join("onrecord-test.json")));
        assert_eq!(
            upward(&root.join("a"), "onrecord-test.json"),
            Some(root.join("onrecord-test.json"))
        );
    }
}
